"""The further fields of a filter: stage, officer, where the client lives, and a span of days."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QWidget

from dinsos_desk.db.queries.requests.rows import Filter
from dinsos_desk.db.queries.requests.words import Choices
from dinsos_desk.domain.fields import DateField
from dinsos_desk.messages import fault_sentence
from ui.requests.elided_combo import ElidedCombo
from ui.theme import Theme
from ui.widgets import periods
from ui.widgets.choice_editors import make_editor
from ui.widgets.editors import FieldEditor
from ui.widgets.layouts import FlowLayout, column, restyle, row, text_label

_NO_NAME = "(tidak diisi)"


class MoreFilters(QWidget):
    """Shows a filter with ``show_filter``; ``changed`` carries the filter after a change by a person."""

    changed = Signal(object)

    def __init__(self, theme: Theme, today: Callable[[], date], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._today = theme, today
        self._filter = Filter()
        self._choices = Choices()
        self.setObjectName("saringan_lain")
        self.stage = self._combo("saring_tahap", "Tahap", 200)
        self.officer = self._combo("saring_petugas", "Diterima oleh", 180)
        self.district = self._combo("saring_kecamatan", "Kecamatan", 180)
        self.village = self._combo("saring_desa", "Desa/kelurahan", 200)
        self.first, self.last = self._day("saring_awal", "Diterima dari"), self._day("saring_akhir", "Sampai")
        self._error = text_label("", "error")
        self._error.setObjectName("saring_tanggal_salah")
        self._error.hide()
        days = QWidget()
        label, between = text_label("Diterima", "muted"), text_label("sampai", "muted")
        days.setLayout(row(label, self.first, between, self.last, spacing=8))
        flow = FlowLayout(spacing=8)
        for part in (self.stage, self.officer, self.district, self.village, days):
            flow.addWidget(part)
        self.setLayout(column(flow, self._error, spacing=4))
        self.stage.activated.connect(lambda place: self._take("stages", self.stage.itemData(place)))
        self.officer.activated.connect(lambda place: self._take("officers", self.officer.itemData(place)))
        self.district.activated.connect(self._take_district)
        self.village.activated.connect(self._take_village)
        for editor in (self.first, self.last):
            editor.entered.connect(self._take_days)
            editor.left.connect(self._take_days)
        self.set_choices(Choices())

    def set_choices(self, choices: Choices) -> None:
        """What there is to choose; called when the room is shown, for it grows."""
        if choices == self._choices and self.stage.count():
            return
        self._choices = choices
        self._fill(self.stage, "Semua tahap", [(name, (name,)) for name in choices.stages])
        self._fill(self.officer, "Semua petugas", [(name, (number,)) for number, name in choices.officers])
        places = [(name or _NO_NAME, (name,)) for name, _ in choices.places]
        self._fill(self.district, "Semua kecamatan", places)
        self._fill_villages()
        self.show_filter(self._filter)

    def show_filter(self, wanted: Filter) -> None:
        """Let every field say what the filter says."""
        moved = wanted.districts != self._filter.districts
        before, self._filter = self._filter, wanted
        if moved:
            self._fill_villages()
        point_at(self.stage, wanted.stages)
        point_at(self.officer, wanted.officers)
        point_at(self.district, wanted.districts)
        point_at(self.village, (wanted.villages, wanted.districts) if wanted.villages else ())
        if wanted.received != before.received or wanted.received is None:
            self._show_days()

    @staticmethod
    def narrows(wanted: Filter) -> bool:
        """Whether a filter has a part that stands here."""
        days = wanted.received is not None and not wanted.period
        return bool(wanted.stages or wanted.officers or wanted.districts or wanted.villages or days)

    def stops(self) -> tuple[QWidget, ...]:
        """Where the Tab key stops, in the order of the eye."""
        days = (self.first.focusProxy(), self.last.focusProxy())
        return (self.stage, self.officer, self.district, self.village, *days)

    def ask_days(self) -> None:
        """Put the cursor where a span is typed."""
        self.first.setFocus()

    def _take(self, part: str, chosen: Any) -> None:
        if chosen is not None:
            self._change(replace(self._filter, **{part: tuple(chosen)}))

    def _take_district(self, place: int) -> None:
        chosen = self.district.itemData(place)
        if chosen is not None:
            self._change(replace(self._filter, districts=tuple(chosen), villages=()))

    def _take_village(self, place: int) -> None:
        chosen = self.village.itemData(place)
        if chosen == ():
            self._change(replace(self._filter, villages=()))
        elif chosen is not None:
            villages, districts = chosen
            self._change(replace(self._filter, villages=tuple(villages), districts=tuple(districts)))

    def _take_days(self) -> None:
        first, last = self.first.text().strip(), self.last.text().strip()
        if not first and not last:
            self._say("")
            if self._filter.received is not None and not self._filter.period:
                self._change(replace(self._filter, received=None))
            return
        if not first or not last:
            return
        read = periods.read_span(first, last, self._today())
        if isinstance(read, periods.Period):
            self._say("")
            span = (read.first, read.last)
            if span != self._filter.received:
                self._change(replace(self._filter, received=span, period=""))
            return
        self._say(" ".join(fault_sentence(fault) for fault in read), {fault.place for fault in read})

    def _say(self, words: str, wrong: set[str] | frozenset[str] = frozenset()) -> None:
        self._error.setText(words)
        self._error.setVisible(bool(words))
        for place, editor in (("awal", self.first), ("akhir", self.last)):
            restyle(editor.focusProxy(), "fault", place in wrong)

    def _change(self, wanted: Filter) -> None:
        self.changed.emit(wanted)

    def _show_days(self) -> None:
        span = self._filter.received
        self._say("")
        for editor, day in zip((self.first, self.last), span or (None, None), strict=True):
            editor.set_text(f"{day:%d/%m/%Y}" if day is not None else "")

    def _fill_villages(self) -> None:
        chosen = {name.casefold() for name in self._filter.districts}
        villages = [
            (village, district)
            for district, names in self._choices.places
            if not chosen or district.casefold() in chosen
            for village in names
        ]
        names = [village.casefold() for village, _ in villages]
        self._fill(
            self.village,
            "Semua desa/kelurahan",
            [
                (
                    f"{village} ({district})"
                    if names.count(village.casefold()) > 1 and district
                    else village,
                    ((village,), (district,)),
                )
                for village, district in sorted(villages, key=lambda pair: (pair[0].casefold(), pair[1]))
            ],
        )

    @staticmethod
    def _fill(combo: QComboBox, everything: str, choices: Sequence[tuple[str, Any]]) -> None:
        combo.clear()
        combo.addItem(everything, ())
        for place, (label, data) in enumerate(choices, 1):
            combo.addItem(label, data)
            combo.setItemData(place, label, Qt.ItemDataRole.ToolTipRole)

    def _combo(self, name: str, label: str, width: int) -> ElidedCombo:
        return filter_combo(self._theme, name, label, width)

    def _day(self, name: str, label: str) -> FieldEditor:
        editor = make_editor(DateField(code=name, label=label), self._today)
        editor.recognised.hide()  # type: ignore[attr-defined]
        editor.setFixedWidth(self._theme.px(112))
        return editor


def filter_combo(theme: Theme, name: str, label: str, width: int) -> ElidedCombo:
    """A list of choices of one part of the filter."""
    combo = ElidedCombo()
    combo.setObjectName(name)
    combo.setAccessibleName(label)
    combo.setToolTip(label)
    combo.setPlaceholderText("(saringan lain)")
    combo.setFixedWidth(theme.px(width))
    combo.setMaxVisibleItems(16)
    return combo


def point_at(combo: QComboBox, value: Any) -> None:
    """Choose what has this value, or nothing when it is none of the choices."""
    for place in range(combo.count()):
        if _plain(combo.itemData(place)) == _plain(value):
            combo.setCurrentIndex(place)
            return
    combo.setCurrentIndex(-1)


def _plain(value: Any) -> Any:
    """Qt gives a tuple back as a list."""
    return tuple(map(_plain, value)) if isinstance(value, list | tuple) else value
