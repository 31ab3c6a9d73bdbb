"""Where one decides: what the stage wants written down, a note, and the ways on and back."""

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QWidget

from dinsos_desk.domain.routing import Action
from dinsos_desk.errors import Conflict, DeskError, InvalidInput
from dinsos_desk.usecases.requests.shown import RequestView
from dinsos_desk.usecases.review.deciding import Decided, Decision, decide
from dinsos_desk.usecases.review.holds import HoldView
from ui.context import Context
from ui.requests.button_foot import ButtonFoot
from ui.requests.decision_memory import Memory
from ui.requests.decision_sheet import DecisionSheet
from ui.requests.decision_ways import OtherWays, is_sure
from ui.requests.decision_words import (
    Way,
    holder_words,
    main_label,
    situation,
    usual_title,
    ways,
)
from ui.theme import Tone
from ui.widgets.buttons import ButtonKind, KeyButton, LinkButton
from ui.widgets.card import Card
from ui.widgets.layouts import column, laid_out_once, restyle, text_label


class DecisionBox(Card):
    """The one way to decide, in the inbox and on the page of an application.

    The main button goes on (Ctrl+Enter). The other ways first turn the box over: they ask for a reason,
    and Esc turns it back. Nothing typed is lost by a refusal, a conflict, or by looking elsewhere.
    """

    decided = Signal(object, object)
    """The ``Action`` and its ``Decided``, after the commit and the news of it."""
    stale = Signal(object)
    """A ``Conflict``: read the application anew."""
    refused = Signal(object)
    """Another ``DeskError``."""
    turned_back = Signal()
    """One stepped back from another way: the cursor goes to where cases are gone through."""
    mend_wanted = Signal(object)
    slip_wanted = Signal(object)
    """The ``RequestView`` whose official gets the draft and the lembar kendali on paper."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(name="keputusan", padding=14, parent=parent)
        self._context = context
        self._view: RequestView | None = None
        self._way: Way | None = None
        self._saving = False
        self._kept = Memory()
        self.heading = text_label("", "section", wrap=True)
        self._situation = text_label("", "muted", wrap=True)
        self._situation.setObjectName("keadaan_tahap")
        self.holder = text_label("", "", wrap=True)
        self.holder.setObjectName("sedang_dibuka")
        restyle(self.holder, "banner", Tone.INFO.value)
        self.holder.setContentsMargins(8, 4, 8, 4)
        self.holder.hide()
        sheet = self._sheet = DecisionSheet(self._today)
        self.form, self.paper, self.ticks = sheet.form, sheet.paper, sheet.ticks
        self.target, self.reason, self.reason_field = sheet.target, sheet.reason, sheet.reason_field
        self.main = KeyButton(" ", "Ctrl+Return", ButtonKind.PRIMARY, name="putuskan")
        self.main.clicked.connect(self._go_on)
        self.slip = LinkButton("Cetak konsep dan lembar kendali", name="cetak_untuk_paraf")
        self.slip.setToolTip("Alt+K")
        self.slip.setShortcut(QKeySequence("Alt+K"))
        self.slip.clicked.connect(lambda: self.slip_wanted.emit(self._view))
        self.back = KeyButton("Batal", name="urung_keputusan")
        self.back.setToolTip("Esc")
        self.back.clicked.connect(self.step_back)
        self.body.addLayout(column(self.heading, self._situation, self.holder, *sheet.parts))
        self._foot = ButtonFoot(self.main, self.back)
        self._others = OtherWays(self._foot, self.choose)
        self.body.addWidget(self.slip)
        self.body.addLayout(self._others)
        self.body.addWidget(self._foot)
        self.set_view(None)

    def set_view(self, view: RequestView | None) -> None:
        """Decide about another application, or about the same one as it stands now.

        When nothing changed the box stays as it is, so that nobody is interrupted while typing.
        """
        if _is_same(view, self._view):
            self._view = view
            return
        self._keep()
        same = view is not None and self._view is not None and view.row.id == self._view.row.id
        way = self._way if same else None
        self._view = view
        self.setVisible(view is not None)
        if view is None:
            return
        with laid_out_once(self):
            self._fill(view, way)

    def _fill(self, view: RequestView, way: Way | None) -> None:
        self._sheet.fill(view, self._kept.recall(view.row.id, view.stage.code))
        self._others.build(view)
        open_ways = {w.action: w for w in ways(view)}
        self._turn(open_ways.get(way.action) if way is not None else None)

    def set_holder(self, holder: HoldView | None) -> None:
        """Say that somebody else has it open. Nobody is kept from deciding: who comes first wins."""
        words = holder_words(holder)
        self.holder.setText(words)
        self.holder.setVisible(bool(words))

    @property
    def other_buttons(self) -> dict[Action, KeyButton]:
        """The buttons of the other ways that are open, by what they do."""
        return self._others.buttons

    def step_back(self) -> bool:
        """Turn the box back from a return or rejection; False when it stands as usual."""
        if self._way is None:
            return False
        self._turn(None)
        self.turned_back.emit()
        return True

    def main_action(self) -> None:
        """What Ctrl+Enter does."""
        if self.main.isVisible() and self.main.isEnabled():
            self.main.click()

    def choose(self, action: Action) -> None:
        """Turn the box to a way other than the main one, when it is open."""
        way = next((w for w in ways(self._view) if w.action is action), None) if self._view else None
        if way is not None and not self._saving:
            self._turn(way)
            first = self.target.service if action is Action.TRANSFER else self.reason
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.step_back():
            return
        super().keyPressEvent(event)

    def _turn(self, way: Way | None) -> None:
        """Show the usual side, or the side of one other way."""
        view = self._view
        if view is None:
            return
        self._way = way
        usual, label = way is None, main_label(view)
        decides = bool(view.actions) or way is not None
        self._sheet.turn(self._context, view, way)
        chooses = way is not None and way.action is Action.RETURN and self.target.asks()
        words = situation(view) if way is None else "" if chooses else way.note
        title = usual_title(view) if way is None else way.label if chooses else way.title
        self.heading.setText(title)
        self.slip.setVisible(usual and view.on_paper)
        self.setAccessibleName(self.heading.text())
        self._situation.setText(words)
        self._situation.setVisible(bool(words))
        for button in self.other_buttons.values():
            button.setVisible(usual)
        self.back.setVisible(not usual)
        self.main.set_label(label if way is None else way.label)
        self.main.set_kind(ButtonKind.DANGER if way is not None and way.is_final else ButtonKind.PRIMARY)
        self.main.setVisible(bool(label) if usual else decides)
        self._enable()
        self._foot.arrange()
        self._others.put_in_order(
            (self.paper, self.form, self.target, self.ticks, self.reason, self.slip), (self.back, self.main)
        )
        self.updateGeometry()

    def _enable(self) -> None:
        for button in (self.main, self.back, *self.other_buttons.values()):
            button.setEnabled(not self._saving)

    def _go_on(self) -> None:
        view, way = self._view, self._way
        if view is None or self._saving:
            return
        if way is None and view.can_be_mended:
            self.mend_wanted.emit(view.row.id)
            return
        decision = self._sheet.decision(view, way)
        if decision is None:
            return
        whole = bool(decision.reason.strip()) and not self.target.lacks()
        if way is None or not way.is_final or not whole or is_sure(self, view, way):
            self._save(decision)

    def _save(self, decision: Decision) -> None:
        desk, actor = self._context.desk, self._context.actor
        self._saving = True
        self._enable()

        def done(result: Decided) -> None:
            self._saving = False
            self._kept.forget(decision.request_id)
            if self._view is not None and self._view.row.id == decision.request_id:
                self._view, self._way = None, None
            self._enable()
            self.decided.emit(decision.action, result)
            self._context.events.request_changed.emit(decision.request_id)
            if result.letters or decision.action is Action.APPROVE:
                self._context.events.letters_changed.emit()

        self._context.tasks.run_write(
            lambda: decide(desk.uow(), actor, decision, desk.now()), done, self._fail, owner=self
        )

    def _fail(self, error: Exception) -> None:
        self._saving = False
        self._enable()
        if isinstance(error, InvalidInput):
            self._sheet.show_faults(error.faults)
        elif isinstance(error, Conflict):
            self.stale.emit(error)
        elif isinstance(error, DeskError):
            self.refused.emit(error)
        else:
            self._context.tasks.failure.emit(error)

    def _keep(self) -> None:
        """Remember what was typed for the application that leaves the box."""
        if self._view is not None:
            self._kept.keep(self._view.row.id, self._sheet.typed(self._view.stage.code))

    def _today(self) -> date:
        return self._context.desk.now().date()


def _is_same(view: RequestView | None, former: RequestView | None) -> bool:
    if view is None or former is None:
        return False
    return (view.row.id, view.row.version) == (former.row.id, former.row.version)
