"""Search field, choices and chips above the list of applications; together they are one ``Filter``."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from functools import cached_property

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QCheckBox, QWidget

from dinsos_desk.db.queries.requests.rows import Filter
from dinsos_desk.db.queries.requests.words import Choices
from dinsos_desk.domain.routing import RequestState
from dinsos_desk.usecases.letters.words import STATE_WORDS
from ui.requests.filters import PERIODS, chips, period_of, span_of, without
from ui.requests.more_filters import MoreFilters, filter_combo, point_at
from ui.theme import Theme
from ui.widgets.buttons import KeyButton, LinkButton
from ui.widgets.layouts import FlowLayout, clear_layout, column, text_label
from ui.widgets.search_field import SearchField

_SPAN = "rentang"


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
        self.search = SearchField(theme, "Cari nama, desa, atau nomor", name="cari_permohonan")
        self.search.setFixedWidth(theme.px(270))
        self.search.setToolTip("Cari nama, desa, nomor terima, register, atau surat (Ctrl+F)")
        self.search.searched.connect(lambda text: self._change(replace(self._filter, text=text)))
        self.search.left_down.connect(self.left_down)
        self.service = filter_combo(theme, "saring_layanan", "Layanan", 210)
        self.state = filter_combo(theme, "saring_keadaan", "Keadaan", 150)
        self.period = filter_combo(theme, "saring_masa", "Diterima", 150)
        self.state.addItem("Semua keadaan", ())
        for state in RequestState:
            self.state.addItem(STATE_WORDS[state], (state,))
        for code, label in (*PERIODS, (_SPAN, "Rentang tanggal…")):
            self.period.addItem(label, code)
        self.late = QCheckBox("Terlambat")
        self.late.setObjectName("saring_terlambat")
        self.late.setMinimumHeight(self.search.sizeHint().height())
        self.late.clicked.connect(lambda on: self._change(replace(self._filter, late=on)))
        self.more = KeyButton("Saringan lain ▾", "Alt+L", name="buka_saringan_lain")
        self.more.setCheckable(True)
        self.more.setToolTip("Tahap, petugas, kecamatan, desa/kelurahan, dan rentang tanggal")
        self.more.toggled.connect(self._fold)
        self._choices = Choices()
        self.service.activated.connect(self._choose_service)
        self.state.activated.connect(self._choose_state)
        self.period.activated.connect(self._choose_period)
        self._fields = fields = FlowLayout(spacing=8)
        for part in (self.search, self.service, self.state, self.period, self.late, self.more):
            fields.addWidget(part)
        self._chips = FlowLayout(spacing=6)
        self._chip_row = QWidget()
        self._chip_row.setObjectName("saringan_aktif")
        self._chip_row.setLayout(self._chips)
        self._whole = column(fields, self._chip_row, spacing=8)
        self.setLayout(self._whole)
        self.set_services(())
        self._show()

    def add_part(self, part: QWidget) -> None:
        """Put one more button behind the fields."""
        self._fields.addWidget(part)

    @cached_property
    def further(self) -> MoreFilters:
        """The further fields, made when they are first wanted."""
        made = MoreFilters(self._theme, self._today)
        made.hide()
        made.set_choices(self._choices)
        made.show_filter(self._filter)
        made.changed.connect(self._change)
        self._whole.insertWidget(1, made)
        before: QWidget = self.more
        for part in made.stops():
            self.setTabOrder(before, part)
            before = part
        return made

    def fold(self) -> bool:
        """Close the further fields when the cursor stands in them; False when it does not."""
        if not (self._has_further() and self.further.isAncestorOf(QApplication.focusWidget() or self)):
            return False
        self.more.setChecked(False)
        return True

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

    def set_choices(self, choices: Choices) -> None:
        """What the further fields offer."""
        self._choices = choices
        if self._has_further():
            self.further.set_choices(choices)

    def _has_further(self) -> bool:
        return "further" in vars(self)

    def _fold(self, on: bool) -> None:
        self.further.setVisible(on)
        self.more.set_label(f"Saringan lain {'▴' if on else '▾'}")
        self.more.setAccessibleName("Tutup saringan lain" if on else "Saringan lain")
        if on and self.more.hasFocus():
            self.further.stage.setFocus()

    def _choose_service(self, place: int) -> None:
        chosen = self.service.itemData(place)
        if chosen is not None:
            self._change(replace(self._filter, services=tuple(chosen)))

    def _choose_state(self, place: int) -> None:
        chosen = self.state.itemData(place)
        if chosen is not None:
            self._change(replace(self._filter, states=tuple(RequestState(code) for code in chosen)))

    def _choose_period(self, place: int) -> None:
        code = str(self.period.itemData(place))
        if code == _SPAN:
            self.more.setChecked(True)
            self.further.ask_days()
            return
        self._change(replace(self._filter, received=span_of(code, self._today()), period=code))

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
        point_at(self.service, wanted.services)
        point_at(self.state, wanted.states)
        period = wanted.period or period_of(wanted.received, today)
        self.period.setCurrentIndex(self.period.findData(_SPAN if period is None else period))
        self.late.setChecked(wanted.late)
        if self._has_further():
            self.further.show_filter(wanted)
        if MoreFilters.narrows(wanted if period is None else replace(wanted, received=None)):
            self.more.setChecked(True)
        self._show_chips(wanted, today)

    def _show_chips(self, wanted: Filter, today: date) -> None:
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
