"""Layanan: which services of the catalogue this desk offers, and what each asks and walks."""

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QWidget

from dinsos_desk.catalog.loader import CatalogFault
from dinsos_desk.catalog.schema import ServiceDef
from dinsos_desk.desk import Desk
from dinsos_desk.domain.faults import Fault
from dinsos_desk.messages import fault_sentence
from dinsos_desk.usecases.office import offer_services, offered_services
from ui.context import Context
from ui.models.columns import ColumnSpec
from ui.models.rows_model import RowsModel
from ui.settings.print_menu import PrintMenu
from ui.settings.section import FormSection, Snapshot
from ui.settings.service_overview import ServiceOverview
from ui.theme import Tone
from ui.widgets.card import Card
from ui.widgets.form_grid import FormScroll
from ui.widgets.layouts import STRETCH, column, row, text_label
from ui.widgets.table import Table


@dataclass(frozen=True)
class ServiceLine:
    """A service of the catalogue, or one that is offered but whose file cannot be read."""

    code: str
    name: str
    offered: bool
    service: ServiceDef | None = None


@dataclass(frozen=True)
class Offer:
    """What the section shows."""

    lines: tuple[ServiceLine, ...]
    faults: tuple[CatalogFault, ...]


def offer_of(desk: Desk) -> Offer:
    """The catalogue with what is offered of it, by name; unreadable offered services come last."""
    offered = offered_services(desk.reader())
    catalog = desk.catalog
    known = sorted(catalog.services.values(), key=lambda service: service.name.casefold())
    lines = [ServiceLine(s.code, s.name, s.code in offered, s) for s in known]
    lost = [ServiceLine(code, code, True) for code in sorted(offered - set(catalog.services))]
    return Offer((*lines, *lost), catalog.faults)


def _tick(line: ServiceLine) -> str:
    return "checkbox-marked-outline" if line.offered else "checkbox-blank-outline"


def _shown(line: ServiceLine) -> str:
    return line.name if line.service is not None else f"{line.name} (berkas layanan rusak)"


COLUMNS: tuple[ColumnSpec[ServiceLine], ...] = (
    ColumnSpec(
        "layanan",
        "Ditawarkan di loket ini",
        _shown,
        width=320,
        stretch=True,
        typeahead=True,
        icon=_tick,
        tone=lambda line: Tone.BAD if line.service is None else None,
    ),
)


class TickTable(Table):
    """Space, or a click on the tick, offers a service or takes it back."""

    toggled = Signal(object)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space and self.current_row() is not None:
            self.toggled.emit(self.current_row())
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and event.position().x() < self.theme.px(34):
            self.toggled.emit(self.current_row())


class ServicesSection(FormSection):
    """Broken service files are named with their key; the others work on."""

    key = "layanan"
    title = "Layanan"
    icon = "clipboard-list-outline"
    intro = "Spasi menandai layanan yang diterima di loket ini. Permohonan yang sudah ada tidak berubah."

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        theme = context.theme
        self._lines: tuple[ServiceLine, ...] = ()
        self.model: RowsModel[Any] = RowsModel(COLUMNS, (), lambda line: line.code, self)
        self.table = TickTable(theme, name="layanan_daftar", label="Katalog layanan")
        self.table.set_model(self.model, COLUMNS)
        self.table.set_empty("file-alert-outline", "Tidak ada layanan yang dapat dibaca dari katalog.")
        self.table.toggled.connect(self._toggle)
        self.table.row_activated.connect(self._toggle)
        self.table.row_chosen.connect(self._overview)
        self.overview = ServiceOverview(theme)
        self.prints = PrintMenu(context, self)
        self.prints.refused.connect(self.fail)
        self.prints.finished.connect(lambda text: self.banner.say(Tone.OK, text))
        self.broken = Card("Berkas layanan rusak", name="layanan_rusak")
        self.broken_lines = column(spacing=4)
        self.broken_lines.setAlignment(Qt.AlignmentFlag.AlignTop)
        held = QWidget()
        held.setLayout(self.broken_lines)
        scroll = FormScroll(held, name="layanan_rusak_gulir")
        scroll.setFixedHeight(theme.px(96))
        self.broken.body.addWidget(scroll)
        self.broken.hide()
        catalogue = Card(padding=1, name="layanan_katalog")
        catalogue.body.addWidget(self.table)
        left = column(catalogue, self.broken, spacing=12)
        left.setStretch(0, 1)
        body = row(left, self.overview, spacing=12)
        body.setStretch(0, 1)
        body.setStretch(1, 1)
        foot = row(self.state, STRETCH, self.prints, self.undo, self.save, spacing=12)
        whole = column(self.head, self.banner, self.summary, body, foot, spacing=12)
        whole.setStretch(3, 1)
        self.setLayout(whole)
        self.touch()

    def load(self) -> None:
        self.read(lambda: offer_of(self.context.desk), self._show)

    def snapshot(self) -> Snapshot:
        return {"offered": self._offered()}

    def submit(self) -> None:
        if not self.save.isEnabled():
            return
        desk, actor, offered = self.context.desk, self.context.actor, self._offered()
        if not offered:
            self.banner.say(Tone.BAD, fault_sentence(Fault("layanan_kosong")))
            return
        self.write(lambda: offer_services(desk.uow(), actor, offered, desk.now()), self._saved)

    def _offered(self) -> frozenset[str]:
        return frozenset(line.code for line in self._lines if line.offered)

    def _show(self, offer: Offer) -> None:
        self._lines = offer.lines
        self.model.set_rows(offer.lines)
        self._show_faults(offer.faults)
        if self.table.current_row() is None:
            self.table.choose_row(0)
        self.settled()

    def _show_faults(self, faults: tuple[CatalogFault, ...]) -> None:
        while self.broken_lines.count():
            self.broken_lines.takeAt(0).widget().deleteLater()
        for fault in faults:
            line = text_label(fault_sentence(fault.fault()), "error", wrap=True)
            line.setToolTip(str(fault))
            self.broken_lines.addWidget(line)
        self.broken.setVisible(bool(faults))

    def _toggle(self, chosen: ServiceLine) -> None:
        self._lines = tuple(
            ServiceLine(line.code, line.name, not line.offered, line.service)
            if line.code == chosen.code
            else line
            for line in self._lines
        )
        self.model.set_rows(self._lines)
        self.touch()

    def _overview(self, line: ServiceLine | None) -> None:
        service = line.service if line is not None else None
        self.overview.show_service(service)
        self.prints.show_service(service)

    def _saved(self, _: None) -> None:
        self.settled()
        self.confirm_saved()
        self.context.events.settings_changed.emit()
