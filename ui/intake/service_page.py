"""The first step: which service; and the intakes that were left unfinished."""

from collections.abc import Mapping
from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from dinsos_desk.catalog.schema import ServiceDef
from dinsos_desk.usecases.intake.drafts import KeptDraft
from ui.context import Context
from ui.dialogs import Dialogs
from ui.intake.leaflet_button import LeafletButton
from ui.intake.lookups import Offer
from ui.intake.words import fee_words, promise_words
from ui.models.columns import BadgeSpec, ColumnSpec, Line, Role
from ui.models.rows_filter import RowsFilter
from ui.models.rows_model import RowsModel
from ui.theme import Tone
from ui.widgets.banner import Banner
from ui.widgets.buttons import ButtonKind, KeyButton
from ui.widgets.card import Card
from ui.widgets.layouts import STRETCH, row, text_label
from ui.widgets.search_field import SearchField
from ui.widgets.table import QueueList

_WIDE = 480
_AROUND = 64
"""Pixels beside the buttons: the margins of the card and the gap to the drafts."""


def draft_moment(value: datetime, now: datetime) -> str:
    """When a draft was last typed in: hari ini 08.14, kemarin 15.02, 21/11 09.30."""
    days = (now.date() - value.date()).days
    day = {0: "hari ini", 1: "kemarin"}.get(days, f"{value:%d/%m/%Y}")
    return f"{day} {value:%H.%M}"


def service_matches(service: ServiceDef, text: str) -> bool:
    """Whether every word stands in the service's name, its bidang or what it makes."""
    parts = (service.short_name, service.name, service.division, *service.standard.products)
    everything = " ".join(parts).casefold()
    return all(word in everything for word in text.casefold().split())


class ServicePage(QWidget):
    """Search as you type; Enter chooses."""

    service_chosen = Signal(object)
    draft_chosen = Signal(object)
    draft_discarded = Signal(object)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self.dialogs = Dialogs
        self._offices: Mapping[str, str] = {}
        self._often: frozenset[str] = frozenset()
        self._anew = False
        self._names: dict[str, str] = {}
        self.search = SearchField(context.theme, "Cari layanan", name="cari_layanan")
        self.search.searched.connect(self._filter)
        self.search.submitted.connect(self.choose_current)
        self.search.left_down.connect(self._into_list)
        self._make_services()
        self._make_drafts()
        card = Card("Layanan apa yang diminta?", name="kartu_layanan")
        hint = text_label("Ketik sebagian nama, panah memilih, Enter melanjutkan.", "small", wrap=True)
        self.choose = KeyButton("Pilih layanan", "", ButtonKind.PRIMARY, name="pilih_layanan")
        self.choose.setText("Pilih layanan   Enter")
        self.choose.clicked.connect(self.choose_current)
        self.news = Banner(context.theme, name="kabar_persyaratan")
        self.leaflet = LeafletButton(context, self.services.current_row, self.news, self)
        self.services.row_chosen.connect(lambda _: self.news.clear())
        for part in (self.search, hint, self.services, self.news):
            card.body.addWidget(part)
        self._foot = row(self.leaflet, self.choose)
        self._foot.setAlignment(self.leaflet, Qt.AlignmentFlag.AlignLeft)
        self._foot.setAlignment(self.choose, Qt.AlignmentFlag.AlignRight)
        card.body.addLayout(self._foot)
        card.body.setStretch(2, 1)
        self._whole = row(card, self.draft_card, spacing=14)
        self._whole.setStretch(0, 1)
        self.setLayout(self._whole)

    def start_anew(self) -> None:
        """For somebody new: nothing searched for, the most frequent service under the cursor."""
        self.search.clear()
        self._anew = True
        self.services.choose_row(0)
        self.start()

    def start(self) -> None:
        """Put the cursor into the search."""
        self.search.setFocus(Qt.FocusReason.OtherFocusReason)
        self.search.selectAll()

    def choose_current(self) -> None:
        """Choose the service under the cursor."""
        service = self.services.current_row()
        if service is not None:
            self.service_chosen.emit(service)

    def show_offer(self, offer: Offer) -> None:
        """Show the services of this desk and the kept drafts."""
        self._offices, self._often = offer.offices, frozenset(offer.often)
        self._names = {code: service.short_name for code, service in offer.catalog.services.items()}
        self._model.set_rows(offer.services)
        if not self.services.currentIndex().isValid() or (self._anew and not self.search.text()):
            self.services.choose_row(0)
        self._anew = False
        self._drafts.set_rows(offer.drafts)
        self._lay_foot(beside_drafts=bool(offer.drafts))
        self.draft_card.setVisible(bool(offer.drafts))
        if offer.drafts and not self.draft_list.currentIndex().isValid():
            self.draft_list.choose_row(0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_foot(beside_drafts=not self.draft_card.isHidden())

    def _lay_foot(self, *, beside_drafts: bool) -> None:
        """Put the buttons below each other where both do not fit."""
        drafts = self.draft_card.width() if beside_drafts else 0
        room = self.width() - drafts - self._context.theme.px(_AROUND)
        wanted = self.leaflet.sizeHint().width() + self.choose.sizeHint().width()
        way = QBoxLayout.Direction
        self._foot.setDirection(way.LeftToRight if wanted <= room else way.TopToBottom)

    def _make_services(self) -> None:
        spec = ColumnSpec[ServiceDef](
            "layanan",
            "Layanan",
            lambda service: service.short_name,
            stretch=True,
            lines=self._lines,
            badge=self._badge,
            tooltip=lambda service: service.name,
            typeahead=True,
        )
        self._model = RowsModel([spec], identity=lambda service: service.code)
        self._proxy = RowsFilter(self)
        self._proxy.setSourceModel(self._model)
        self.services = QueueList(self._context.theme, name="daftar_layanan", label="Layanan", lines=2)
        self.services.set_empty("text-search", "Tidak ada layanan yang cocok dengan pencarian ini.")
        self.services.set_model(self._proxy, [spec])
        self.services.row_activated.connect(self.service_chosen)

    def _make_drafts(self) -> None:
        spec = ColumnSpec[KeptDraft](
            "konsep",
            "Konsep",
            lambda kept: kept.title or "Belum bernama",
            stretch=True,
            lines=self._draft_lines,
            typeahead=True,
        )
        self._drafts = RowsModel([spec], identity=lambda kept: kept.id)
        self.draft_list = _DraftList(self._context.theme, name="daftar_konsep", label="Konsep", lines=2)
        self.draft_list.set_model(self._drafts, [spec])
        self.draft_list.row_activated.connect(self.draft_chosen)
        self.draft_list.delete_wanted.connect(self._discard)
        self.go_on = KeyButton("Lanjutkan", "", name="lanjutkan_konsep")
        self.go_on.clicked.connect(self._continue)
        self.remove = KeyButton("Hapus", "", ButtonKind.DANGER, name="hapus_konsep")
        self.remove.setToolTip("Hapus konsep yang dipilih (Delete)")
        self.remove.clicked.connect(self._discard)
        self.draft_card = Card("Konsep yang belum selesai", name="kartu_konsep", padding=14)
        self.draft_card.setFixedWidth(self._context.theme.px(300))
        self.draft_card.body.addWidget(self.draft_list)
        self.draft_card.body.addLayout(row(self.remove, STRETCH, self.go_on))
        self.draft_card.body.setStretch(0, 1)
        self.draft_card.hide()

    def _is_wide(self) -> bool:
        return self.services.viewport().width() > self._context.theme.px(_WIDE)

    def _badge(self, service: ServiceDef) -> BadgeSpec | None:
        return BadgeSpec(service.division) if service.division and self._is_wide() else None

    def _lines(self, service: ServiceDef) -> tuple[Line, ...]:
        office = self._offices.get(service.office, "")
        division = "" if self._is_wide() else service.division
        often = "sering diminta" if service.code in self._often else ""
        facts = (often, division, promise_words(service.time_limit), fee_words(service.standard.fee), office)
        return Line(service.name), Line(" · ".join(fact for fact in facts if fact))

    def _draft_lines(self, kept: KeptDraft) -> tuple[Line, ...]:
        name = self._names.get(kept.draft.service)
        moment = draft_moment(kept.updated_at, self._context.desk.now())
        what = "perbaikan, " if kept.draft.request_id is not None else ""
        if name is None:
            return Line("layanan tidak ada lagi dalam katalog", Tone.WARN), Line(f"{what}{moment}")
        return Line(name), Line(f"{what}{moment}")

    def _filter(self, text: str) -> None:
        self._proxy.set_condition(lambda service: service_matches(service, text))
        self.services.choose_row(self._nearest(text))

    def _nearest(self, text: str) -> int:
        """The row whose short name is or begins with what was typed; else the first."""
        typed = " ".join(text.casefold().split())
        shown = (self._proxy.index(place, 0).data(Role.ROW) for place in range(self._proxy.rowCount()))
        names = [service.short_name.casefold() for service in shown]
        for fits in (typed.__eq__, lambda name: bool(typed) and name.startswith(typed)):
            found = next((place for place, name in enumerate(names) if fits(name)), None)
            if found is not None:
                return found
        return 0

    def _into_list(self) -> None:
        self.services.setFocus(Qt.FocusReason.OtherFocusReason)
        if self._proxy.rowCount() > 1 and self.services.currentIndex().row() == 0:
            self.services.choose_row(1)

    def _continue(self) -> None:
        kept = self.draft_list.current_row()
        if kept is not None:
            self.draft_chosen.emit(kept)

    def _discard(self) -> None:
        kept = self.draft_list.current_row()
        if kept is None:
            return
        name = kept.title or "tanpa nama"
        sentence = f"Konsep {name} akan dihapus dan tidak dapat dikembalikan."
        if self.dialogs.confirm(self, "Hapus konsep?", sentence, "Hapus", destructive=True):
            self.draft_discarded.emit(kept)


class _DraftList(QueueList):
    """Delete asks to throw the draft away."""

    delete_wanted = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Delete:
            self.delete_wanted.emit()
        else:
            super().keyPressEvent(event)
