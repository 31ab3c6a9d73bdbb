"""One application open on the desk: what was decided last, its contents, its facts, and the decision box."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from dinsos_desk.domain.office_hours import OfficeHours
from dinsos_desk.domain.routing import Action
from dinsos_desk.errors import DeskError, UserError
from dinsos_desk.usecases.requests.clock import office_hours
from dinsos_desk.usecases.requests.shown import RequestView
from dinsos_desk.usecases.requests.view import view_request
from dinsos_desk.usecases.review.deciding import Decided
from dinsos_desk.usecases.review.holds import HoldView, held
from ui.context import Context
from ui.letters.outlet import Outlet
from ui.requests.cards import FactsCard
from ui.requests.decision_box import DecisionBox
from ui.requests.hold_keeper import HoldKeeper
from ui.requests.latest import Latest, say_error
from ui.requests.outcome_bar import OutcomeBar, outcome_words
from ui.theme import Tone
from ui.turns import Turns
from ui.widgets.banner import Banner
from ui.widgets.layouts import STRETCH, column, row

_SIDE = 308
_SIDE_MOST = 0.46
_FACTS_MOST = 0.4
"""How much of the column beside it the facts may keep from the decision box."""


@dataclass(frozen=True)
class OpenCase:
    """An application as it was read, with the hours its clock runs in, and who else has it open."""

    view: RequestView
    hours: OfficeHours
    now: datetime
    holder: HoldView | None = None


class Centre(Protocol):
    """What stands in the middle: takes each reading of the application, or that there is none."""

    def set_view(self, view: RequestView | None) -> None: ...


SideCard = Callable[[OpenCase], None]


class CaseDesk(QWidget):
    """Shared by the inbox and the page of an application."""

    opened = Signal(object)
    """The ``RequestView`` that is shown now."""
    gone = Signal(object)
    """A ``DeskError``: the application cannot be shown."""
    decided = Signal(int)
    """A decision about this application was saved."""
    closed = Signal()
    """A decision came too late, and there is none left to make here: the cursor goes elsewhere."""
    mend_wanted = Signal(object)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._latest = Latest(context.tasks, self)
        self._request_id: int | None = None
        self._case: OpenCase | None = None
        self._centre: Centre | None = None
        self._too_late = False
        self._side_cards: tuple[SideCard, ...] = ()
        self._following: Turns | None = None
        self._carded: tuple[int, int] | None = None
        self.banner = Banner(context.theme, name="kabar_permohonan")
        self.outlet = Outlet(context, self)
        self.news = Banner(context.theme, name="kabar_dokumen")
        self.news.link_clicked.connect(self.news.clear)
        self.outlet.refused.connect(lambda error: say_error(self.news, error, "Tutup"))
        self.outlet.finished.connect(lambda text: self.news.say(Tone.OK, text, "Tutup"))
        self.outcome = OutcomeBar(context.theme, self.outlet)
        self.facts = FactsCard(context.theme)
        self.box = DecisionBox(context)
        self.box.decided.connect(self._after)
        self.box.stale.connect(self._on_conflict)
        self.box.refused.connect(lambda error: say_error(self.banner, error))
        self.box.mend_wanted.connect(self.mend_wanted)
        self.box.slip_wanted.connect(lambda view: self.outlet.print(self.outlet.for_paper(view)))
        self.keeper = HoldKeeper(context, self)
        self.keeper.others.connect(self._tell_holder)

    def lay_out(self, centre: QWidget, shows: Centre, cards: tuple[tuple[QWidget, SideCard], ...]) -> None:
        """Put the middle and the cards between facts and decision box in place; called once."""
        self._centre = shows
        self._side_cards = tuple(show for _, show in cards)
        inside = QWidget()
        inside.setProperty("page", True)
        inside.setLayout(column(self.facts, *(card for card, _ in cards), STRETCH, spacing=12))
        self.side_scroll = QScrollArea()
        self.side_scroll.setObjectName("rincian_samping")
        self.side_scroll.setAccessibleName("Rincian permohonan")
        self.side_scroll.setFrameShape(QFrame.Shape.NoFrame)
        self.side_scroll.setWidgetResizable(True)
        self.side_scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.side_scroll.setWidget(inside)
        self.side = QWidget()
        side = column(self.side_scroll, self.box, spacing=12)
        side.setStretch(0, 1)
        self.side.setLayout(side)
        body = row(centre, self.side, spacing=12)
        body.setStretch(0, 1)
        whole = column(self.banner, self.outcome, self.news, body, spacing=8)
        whole.setStretch(3, 1)
        self.setLayout(whole)
        self.side.hide()

    def open(self, request_id: int | None) -> None:
        """Show an application; None shows none."""
        if request_id != self._request_id:
            self.banner.clear()
        self._request_id = request_id
        if request_id is None:
            self._latest.forget()
            self._show(None)
        else:
            self._read(request_id)

    def reload(self) -> None:
        """Read the open application anew."""
        if self._request_id is not None:
            self._read(self._request_id)

    @property
    def view(self) -> RequestView | None:
        """What is shown."""
        return self._case.view if self._case is not None else None

    def _read(self, request_id: int) -> None:
        desk, actor = self._context.desk, self._context.actor

        def work() -> OpenCase:
            view = view_request(desk.reader(), actor, request_id)
            now = desk.now()
            holder = held(desk.reader(), actor, [request_id], now).get(request_id)
            with desk.reader() as uow:
                return OpenCase(view, office_hours(uow), now, holder)

        self._latest.ask(work, self._show, self._fail)

    def _show(self, case: OpenCase | None) -> None:
        """Show facts and decision at once, cards and middle in turns of their own."""
        self._case = case
        view = case.view if case is not None else None
        if case is not None:
            self.banner.clear_problem()
            self.facts.show_case(case.view, case.hours, case.now)
            self._fit_facts()
        self.box.set_view(view)
        if self._too_late and view is not None and not view.actions:
            self.closed.emit()
        self._too_late = False
        self.box.set_holder(case.holder if case is not None else None)
        self._keep_mark()
        self.side.setVisible(case is not None)
        self._follow()
        if view is not None:
            self.opened.emit(view)

    def _keep_mark(self) -> None:
        """Say to the others that this case is open here, while it can be decided here and is looked at."""
        view = self.view if self.isVisible() else None
        self.keeper.keep(view.row.id if view is not None and view.actions else None)

    def _tell_holder(self, request_id: int, holder: HoldView | None) -> None:
        if self.view is not None and self.view.row.id == request_id:
            self.box.set_holder(holder)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._keep_mark()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._keep_mark()

    def _follow(self) -> None:
        """Let the rest follow; what was still to follow of an earlier showing is left out."""
        if self._following is not None:
            self._following.stop()
        self._following = Turns(self._rest(self._case), self)
        self._following.done.connect(self._followed)

    def _followed(self) -> None:
        self._following = None

    def _rest(self, case: OpenCase | None) -> Iterator[None]:
        if self._centre is not None:
            self._centre.set_view(self.view)
            yield
        if case is not None and self._carded != _stamp(case.view):
            for show in self._side_cards:
                show(case)
                yield
            self._carded = _stamp(case.view)

    def _fail(self, error: DeskError) -> None:
        self._show(None)
        if isinstance(error, UserError):
            self._request_id = None
        say_error(self.banner, error)
        self.gone.emit(error)

    def _after(self, action: Action, decided: Decided) -> None:
        name = self.view.row.client_name if self.view is not None else "Permohonan"
        self.banner.clear()
        self.news.clear()
        self.outcome.say(outcome_words(name, action, decided), decided.letters)
        if decided.letters:
            self.outlet.prepare([self.outlet.letter(letter) for letter in decided.letters])
        self.decided.emit(decided.request_id)

    def _on_conflict(self, error: DeskError) -> None:
        self.outcome.hide()
        self._too_late = True
        self.reload()
        say_error(self.banner, error)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._centre is not None:
            wide = min(self._context.theme.px(_SIDE), int(self.width() * _SIDE_MOST))
            self.side.setFixedWidth(wide)
            self._fit_facts()

    def _fit_facts(self) -> None:
        """The facts stand whole above the decision box, however much that asks for."""
        bar = self.side_scroll.verticalScrollBar().sizeHint().width()
        width = max(self.side.width(), self.side.minimumWidth()) - bar
        height = self.facts.layout().totalHeightForWidth(width) or self.facts.sizeHint().height()
        self.side_scroll.setMinimumHeight(min(height + 2, int(self.height() * _FACTS_MOST)))


def _stamp(view: RequestView) -> tuple[int, int]:
    return view.row.id, view.row.version
