"""Everything that was written down about an application, in one column or two."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QScrollArea, QWidget

from dinsos_desk.domain.dates import format_date
from dinsos_desk.usecases.requests.lines import Line
from dinsos_desk.usecases.requests.shown import RequestView
from ui.complaints.card import AboutCard
from ui.letters.outlet import Outlet
from ui.mail.card import OriginCard
from ui.requests.after_cards import DutiesCard, LatenessCard, RelatedCard
from ui.requests.cards import ChecklistCard, LinesCard, PartyCard, RulesCard, rules_to_show
from ui.requests.letters_card import LettersCard
from ui.theme import Theme
from ui.turns import Turns
from ui.widgets.layouts import STRETCH, column
from ui.widgets.onward_card import OnwardCard

_TWO_COLUMNS = 640


@dataclass(frozen=True)
class Reader:
    """Who reads: what services are called, which day it is, and what this user may do here."""

    name_of: Callable[[str], str]
    today: Callable[[], date]
    now: Callable[[], datetime]
    may_open: bool
    may_record: bool


class Details(QScrollArea):
    """Parties and answers at the left, papers and rules at the right; below each other when narrow."""

    open_wanted = Signal(int)
    """A linked application."""
    follow_wanted = Signal(str)
    """Open a service, by its code, for the same people."""
    record_wanted = Signal(object)
    explain_wanted = Signal()
    complaint_wanted = Signal(object)
    """A complaint about this application, by id."""
    mail_wanted = Signal(object)
    """A letter that it came from, by id."""
    withdraw_wanted = Signal(object)

    def __init__(self, theme: Theme, outlet: Outlet, reader: Reader, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._reader = reader
        self._outlet = outlet
        self._box: QBoxLayout | None = None
        self._view: RequestView | None = None
        self._shown: tuple[object, ...] | None = None
        self._place = 0
        self._second: Turns | None = None
        self.setObjectName("rincian_permohonan")
        self.setAccessibleName("Isi permohonan")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def set_view(self, view: RequestView | None) -> None:
        """Show an application, staying where one was reading when it is the same one.

        The cards at the right are made in turns, so that the largest application does not hold the window.
        """
        former, self._view = self._view, view
        same = view is not None and former is not None and view.row.id == former.row.id
        now = self._reader.now()
        stamp = None if view is None else (*_stamp(view), _is_late(view, now))
        if same and stamp == self._shown:
            return
        self._shown = stamp
        self._place = self.verticalScrollBar().value() if same else 0
        if self._second is not None:
            self._second.stop()
            self._second = None
        inside = QWidget()
        inside.setProperty("page", True)
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, inside)
        self._box.setContentsMargins(0, 0, 8, 0)
        self._box.setSpacing(12)
        if view is not None:
            self._box.addLayout(column(*self._around(view), *_left(view), STRETCH, spacing=12), 1)
            self._second = Turns(self._add_right(view, self._box), self)
            self._second.done.connect(self._added)
        self.setWidget(inside)
        self._arrange()

    def _add_right(self, view: RequestView, box: QBoxLayout) -> Iterator[None]:
        cards = []
        for card in _right(self._theme, self._outlet, view):
            cards.append(card)
            yield
        box.addLayout(column(*cards, STRETCH, spacing=12), 1)
        self._arrange()
        box.activate()
        self.verticalScrollBar().setValue(self._place)

    def _added(self) -> None:
        self._second = None

    def _around(self, view: RequestView) -> list[QWidget]:
        """What comes after this application, and what belongs to it."""
        cards: list[QWidget] = []
        if view.onward:
            cards.append(OnwardCard(view.onward))
        if view.lateness or _is_late(view, self._reader.now()):
            late = _is_late(view, self._reader.now())
            lateness = LatenessCard(view.lateness, late and self._reader.may_record)
            lateness.explain_wanted.connect(self.explain_wanted)
            cards.append(lateness)
        if view.duties:
            duties = DutiesCard(self._theme, view.duties, self._reader.today(), self._reader.may_record)
            duties.record_wanted.connect(self.record_wanted)
            duties.withdraw_wanted.connect(self.withdraw_wanted)
            cards.append(duties)
        if view.complaints:
            complaints = AboutCard(self._theme, view.complaints, self._reader.today())
            complaints.wanted.connect(self.complaint_wanted)
            cards.append(complaints)
        if view.mails:
            origin = OriginCard(view.mails)
            origin.wanted.connect(self.mail_wanted)
            cards.append(origin)
        if view.linked or view.offers:
            related = RelatedCard(view, self._reader.name_of, self._reader.may_open)
            related.open_wanted.connect(self.open_wanted)
            related.follow_wanted.connect(self.follow_wanted)
            cards.append(related)
        return cards

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        if self._box is not None:
            wide = self.viewport().width() >= self._theme.px(_TWO_COLUMNS)
            directions = QBoxLayout.Direction
            self._box.setDirection(directions.LeftToRight if wide else directions.TopToBottom)


def _stamp(view: RequestView) -> tuple[object, ...]:
    """What changes with anything that is shown here."""
    around = (view.linked, view.offers, view.duties, view.complaints)
    return view.row.version, *around, view.ticket, view.lateness, view.mails


def _is_late(view: RequestView, now: datetime) -> bool:
    """As ``usecases.requests.lateness.is_late`` says it of the record."""
    row = view.row
    if row.finished_at is not None:
        return row.on_time is False
    return row.due_at is not None and row.due_at < (view.paused_at or now)


def _left(view: RequestView) -> list[QWidget]:
    cards: list[QWidget] = [PartyCard(party) for party in view.parties]
    if view.answers:
        cards.append(LinesCard("Isian layanan", "kartu_isian", view.answers))
    if view.recorded:
        cards.append(LinesCard("Daftar menurut tahap", "kartu_daftar_tahap", view.recorded))
    return cards


def _version_lines(view: RequestView) -> list[Line]:
    """Said only when there is more than one version."""
    version = view.version
    if version is None or version.total == 1:
        return []
    newer = "" if version.is_newest else "; sudah ada versi yang lebih baru"
    return [Line("Versi layanan", f"Versi {version.number} dari {version.total}{newer}")]


def _right(theme: Theme, outlet: Outlet, view: RequestView) -> Iterator[QWidget]:
    received = view.row.received_at
    lines = [
        Line("Layanan", view.service.name),
        *_version_lines(view),
        Line("Diterima", f"{format_date(received.date())} pukul {received:%H.%M}"),
        Line("Oleh", view.taken_by),
    ]
    if view.ticket:
        lines.append(Line("Nomor antrean", view.ticket))
    if view.note:
        lines.append(Line("Catatan", view.note))
    letters = LettersCard(theme, outlet)
    letters.show_view(view)
    yield letters
    papers = ChecklistCard(theme)
    papers.show_view(view)
    yield papers
    if rules_to_show(view):
        yield RulesCard(theme, view)
    yield LinesCard("Penerimaan", "kartu_penerimaan", lines)
