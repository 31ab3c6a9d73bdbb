"""Search field, choices and chips above the list of applications; together they are one ``Filter``."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QWidget

from dinsos_desk.db.queries.requests import Filter
from dinsos_desk.domain.routing import RequestState
from dinsos_desk.usecases.words import STATE_WORDS
from ui.requests.elided_combo import ElidedCombo
from ui.requests.filters import PERIODS, chips, period_of, span_of, without
from ui.theme import Theme
from ui.widgets.buttons import KeyButton, LinkButton
from ui.widgets.layouts import FlowLayout, clear_layout, column, text_label
from ui.widgets.search_field import SearchField


class FilterBar(QWidget):
    """``changed`` carries the filter after every change by a person; ``set_filter`` changes it quietly."""

    changed = Signal(object)
    left_down = Signal()

    def __init__(self, theme: Theme, today: Callable[[], date], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._today = today
        self._filter = Filter()
        self.setObjectName("saringan")
        self.search = SearchField(theme, "Cari nama atau nomor tanda terima", name="cari_permohonan")
        self.search.setFixedWidth(theme.px(270))
        self.search.searched.connect(lambda text: self._change(replace(self._filter, text=text)))
        self.search.left_down.connect(self.left_down)
        self.service = self._combo("saring_layanan", "Layanan", 210)
        self.state = self._combo("saring_keadaan", "Keadaan", 150)
        self.period = self._combo("saring_masa", "Diterima", 150)
        self.state.addItem("Semua keadaan", ())
        for state in RequestState:
            self.state.addItem(STATE_WORDS[state], (state,))
        for code, label in PERIODS:
            self.period.addItem(label, code)
        self.late = QCheckBox("Terlambat")
        self.late.setObjectName("saring_terlambat")
        self.late.setMinimumHeight(self.search.sizeHint().height())
        self.late.clicked.connect(lambda on: self._change(replace(self._filter, late=on)))
        self.service.activated.connect(self._choose_service)
        self.state.activated.connect(self._choose_state)
        self.period.activated.connect(self._choose_period)
        fields = FlowLayout(spacing=8)
        for part in (self.search, self.service, self.state, self.period, self.late):
            fields.addWidget(part)
        self._chips = FlowLayout(spacing=6)
        self._chip_row = QWidget()
        self._chip_row.setObjectName("saringan_aktif")
        self._chip_row.setLayout(self._chips)
        self.setLayout(column(fields, self._chip_row, spacing=8))
        self.set_services(())
        self._show()

    def filter(self) -> Filter:
        """What narrows the list now."""
        return self._filter

    def set_filter(self, wanted: Filter) -> None:
        """Show another filter; the list asks for itself."""
        self._filter = wanted
        self._show()

    def set_services(self, services: Sequence[tuple[str, str]]) -> None:
        """Codes and names of the services one can choose."""
        self.service.clear()
        self.service.addItem("Semua layanan", ())
        for code, name in services:
            self.service.addItem(name, (code,))
            self.service.setItemData(self.service.count() - 1, name, Qt.ItemDataRole.ToolTipRole)
        self._show()

    def _choose_service(self, place: int) -> None:
        chosen = self.service.itemData(place)
        if chosen is not None:
            self._change(replace(self._filter, services=tuple(chosen)))

    def _choose_state(self, place: int) -> None:
        chosen = self.state.itemData(place)
        if chosen is not None:
            self._change(replace(self._filter, states=tuple(RequestState(code) for code in chosen)))

    def _choose_period(self, place: int) -> None:
        span = span_of(str(self.period.itemData(place)), self._today())
        self._change(replace(self._filter, received=span))

    def _change(self, wanted: Filter) -> None:
        if wanted != self._filter:
            self.set_filter(wanted)
            self.changed.emit(wanted)

    def _show(self) -> None:
        """Let every field say what the filter says; what none can say stands on a chip."""
        wanted, today = self._filter, self._today()
        if self.search.text().strip() != wanted.text:
            self.search.blockSignals(True)
            self.search.setText(wanted.text)
            self.search.blockSignals(False)
        self._point(self.service, wanted.services)
        self._point(self.state, tuple(wanted.states))
        period = period_of(wanted.received, today)
        self.period.setCurrentIndex(self.period.findData(period) if period is not None else -1)
        self.late.setChecked(wanted.late)
        clear_layout(self._chips)
        found = chips(wanted, today)
        if found:
            self._chips.addWidget(self._chip_label())
        for chip in found:
            button = KeyButton(f"{chip.text}  ✕", name=f"lepas_{chip.part}")
            button.setAccessibleName(f"Lepas saringan {chip.text}")
            button.setToolTip("Lepas saringan ini")
            button.clicked.connect(lambda _=False, part=chip.part: self._change(without(self._filter, part)))
            self._chips.addWidget(button)
        narrowed = replace(wanted, text="") != Filter()
        if narrowed:
            clear = LinkButton("Tampilkan semua", name="lepas_semua")
            clear.setMinimumHeight(self.search.sizeHint().height())
            clear.clicked.connect(lambda: self._change(Filter()))
            self._chips.addWidget(clear)
        self._chip_row.setVisible(narrowed)

    def _chip_label(self) -> QWidget:
        label = text_label("Saringan:", "muted")
        label.setMinimumHeight(self.search.sizeHint().height())
        return label

    @staticmethod
    def _point(combo: QComboBox, value: tuple[str, ...]) -> None:
        for place in range(combo.count()):
            if tuple(combo.itemData(place)) == tuple(value):
                combo.setCurrentIndex(place)
                return
        combo.setCurrentIndex(-1)

    def _combo(self, name: str, label: str, width: int) -> QComboBox:
        combo = ElidedCombo()
        combo.setObjectName(name)
        combo.setAccessibleName(label)
        combo.setToolTip(label)
        combo.setPlaceholderText("(saringan lain)")
        combo.setFixedWidth(self._theme.px(width))
        return combo
