"""What stands around an application: where to go next, what belongs to it, what returns after it."""

from collections.abc import Callable
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from dinsos_desk.domain.dates import format_date
from dinsos_desk.usecases.letters.words import STATE_WORDS
from dinsos_desk.usecases.obligations.periodic import FOR_GOOD, ONCE
from dinsos_desk.usecases.obligations.view import DutyView, MetView
from dinsos_desk.usecases.requests.lateness import LatenessView
from dinsos_desk.usecases.requests.shown import OfferView, RequestView
from ui.models.columns import BadgeSpec
from ui.theme import Theme, Tone
from ui.widgets.badge import Badge
from ui.widgets.buttons import KeyButton, LinkButton
from ui.widgets.card import Card
from ui.widgets.layouts import STRETCH, column, row, text_label
from ui.widgets.offer_list import OPEN_KEY, open_words

_RECORD_KEY = "Alt+L"
_SOON_DAYS = 30


def interval_words(months: int) -> str:
    """How often something returns."""
    if months % 12 == 0:
        return "setiap tahun" if months == 12 else f"setiap {months // 12} tahun"
    return "setiap bulan" if months == 1 else f"setiap {months} bulan"


def due_badge(due_on: date, today: date) -> BadgeSpec:
    """How near a due date is."""
    left = (due_on - today).days
    if left < 0:
        return BadgeSpec(f"Terlambat {-left} hari", Tone.BAD, "clock-alert-outline")
    if left == 0:
        return BadgeSpec("Jatuh tempo hari ini", Tone.WARN, "clock-outline")
    return BadgeSpec(f"{left} hari lagi", Tone.WARN if left <= _SOON_DAYS else Tone.NEUTRAL, "clock-outline")


class RelatedCard(Card):
    """Terkait: applications that belong to this one, and those that could be opened for the same people."""

    open_wanted = Signal(int)
    follow_wanted = Signal(str)

    def __init__(
        self, view: RequestView, name_of: Callable[[str], str], may_open: bool, parent: QWidget | None = None
    ) -> None:
        super().__init__("Terkait", name="kartu_terkait", parent=parent)
        self.links: list[LinkButton] = []
        self.offers: list[KeyButton] = []
        for linked in view.linked:
            about = f"{linked.service_name} · {STATE_WORDS[linked.state]}"
            link = LinkButton(linked.receipt, name=f"terkait_{linked.id}")
            link.setAccessibleName(f"{linked.receipt} · {about}")
            link.setToolTip("Enter: buka permohonan ini")
            link.clicked.connect(lambda _=False, known=linked.id: self.open_wanted.emit(known))
            self.links.append(link)
            line = row(link, text_label(about, wrap=True), spacing=4)
            line.setStretch(1, 1)
            self.body.addLayout(column(line, text_label(linked.reason, "small", wrap=True), spacing=0))
        for offer in view.offers:
            self._add_offer(offer, name_of(offer.service), may_open)

    def _add_offer(self, offer: OfferView, name: str, may_open: bool) -> None:
        self.body.addWidget(text_label(offer.text, wrap=True))
        if name and offer.offered and may_open:
            key = "" if self.offers else OPEN_KEY
            self.body.addWidget(text_label(f"{open_words(name)}:", "strong", wrap=True))
            button = KeyButton("Buka", key, name=f"buka_{offer.service}")
            button.setAccessibleName(open_words(name))
            button.clicked.connect(lambda: self.follow_wanted.emit(offer.service))
            self.offers.append(button)
            self.body.addLayout(row(button, STRETCH))


class LatenessCard(Card):
    """Keterlambatan: why the promised time was not kept, and the way to say so."""

    explain_wanted = Signal()

    def __init__(
        self, reasons: tuple[LatenessView, ...], may_explain: bool, parent: QWidget | None = None
    ) -> None:
        super().__init__("Keterlambatan", name="kartu_keterlambatan", parent=parent)
        self.explain: KeyButton | None = None
        for place, given in enumerate(reasons):
            text = text_label(f"“{given.reason}”", "" if place == 0 else "muted", wrap=True)
            about = f"{given.who}, {format_date(given.at.date())}" + ("" if place == 0 else " (diganti)")
            self.body.addLayout(column(text, text_label(about, "small", wrap=True), spacing=0))
        if not reasons:
            self.body.addWidget(text_label("Waktu yang dijanjikan terlampaui; belum dijelaskan.", wrap=True))
        if may_explain:
            words = "Ganti alasan…" if reasons else "Jelaskan keterlambatan…"
            self.explain = KeyButton(words, "Alt+T", name="jelaskan_keterlambatan")
            self.explain.clicked.connect(self.explain_wanted)
            self.body.addLayout(row(self.explain, STRETCH))


class DutiesCard(Card):
    """Laporan berkala: the next due date, those that were met, and the way to write one down."""

    record_wanted = Signal(object)
    """A ``DutyView`` that is to be met."""
    withdraw_wanted = Signal(object)
    """A ``MetView`` that was wrong."""

    def __init__(
        self,
        theme: Theme,
        duties: tuple[DutyView, ...],
        today: date,
        may_record: bool,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__("Laporan berkala", name="kartu_laporan_berkala", parent=parent)
        self._theme = theme
        self._may_record = may_record
        self.record: list[KeyButton] = []
        self.withdraw: list[LinkButton] = []
        for duty in duties:
            self._add(duty, today)

    def _add(self, duty: DutyView, today: date) -> None:
        until = f", sampai {format_date(duty.ends_on)}" if duty.ends_on is not None else ""
        often = "satu kali" if duty.once else interval_words(duty.every_months)
        about = text_label(f"{often}{until}", "small", wrap=True)
        self.body.addLayout(column(text_label(duty.name, "strong", wrap=True), about, spacing=0))
        if duty.due_on is not None:
            first = "Jatuh tempo" if duty.once else "Berikutnya"
            words = text_label(f"{first} {format_date(duty.due_on)}", wrap=True)
            badge = Badge(self._theme, due_badge(duty.due_on, today))
            line = row(words, badge, spacing=8)
            line.setStretch(0, 1)
            self.body.addLayout(line)
            if self._may_record:
                key = "" if self.record else _RECORD_KEY
                button = KeyButton("Catat laporan", key, name=f"catat_{duty.code}")
                button.clicked.connect(lambda: self.record_wanted.emit(duty))
                self.record.append(button)
                self.body.addLayout(row(button, STRETCH))
        else:
            self.body.addWidget(text_label("Tidak ada lagi yang harus dilaporkan.", "muted", wrap=True))
        for met in duty.met:
            self._add_met(met)

    def _add_met(self, met: MetView) -> None:
        due = f"jatuh tempo {format_date(met.due_on)}"
        dropped = {ONCE: " · tidak jadi", FOR_GOOD: " · tidak jadi untuk seterusnya"}.get(met.dropped, "")
        head = text_label(f"{format_date(met.done_on)} · {met.who}{dropped}", "strong", wrap=True)
        lines = [text_label(due, "small", wrap=True)]
        lines += [text_label(f"{label}: {text}", "muted", wrap=True) for label, text in met.records]
        if met.note:
            lines.append(text_label(f"“{met.note}”", "muted", wrap=True))
        if met.withdrawn:
            lines.append(text_label(f"Ditarik oleh {met.withdrawn}", "error", wrap=True))
        self.body.addLayout(column(head, *lines, spacing=1))
        if self._may_record and not met.withdrawn:
            link = LinkButton("Tarik catatan ini…", name=f"tarik_{met.report_id}")
            link.setAccessibleDescription(f"Laporan {format_date(met.done_on)}")
            link.clicked.connect(lambda: self.withdraw_wanted.emit(met))
            self.withdraw.append(link)
            self.body.addLayout(row(link, STRETCH))
