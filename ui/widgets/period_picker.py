"""Choosing a period: the month by default, a year, or a free span."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QToolButton, QWidget

from dinsos_desk.domain.dates import MONTHS
from dinsos_desk.domain.fields import DateField
from dinsos_desk.messages import fault_sentence
from dinsos_desk.usecases.recaps.periods import ROMAN
from ui.theme import Theme
from ui.widgets import periods
from ui.widgets.choice_editors import make_editor
from ui.widgets.editors import FieldEditor, Today
from ui.widgets.layouts import column, restyle, row, text_label
from ui.widgets.quiet_combo import QuietCombo
from ui.widgets.segmented import Segment, SegmentedControl

_KINDS = (Segment("bulan", "Bulan", "b"), Segment("tahun", "Tahun", "t"), Segment("bebas", "Rentang", "r"))
LONG_KINDS = (
    Segment("bulan", "Bulan", "b"),
    Segment("triwulan", "Triwulan", "w"),
    Segment("semester", "Semester", "s"),
    Segment("tahun", "Tahun", "t"),
    Segment("bebas", "Rentang", "r"),
)
"""With the quarters and halves of a year, for recaps."""
_PARTS_OF_YEAR = ("triwulan", "semester")
_MONTHS_OF = {"bulan": 1, "triwulan": 3, "semester": 6, "tahun": 12}


class PeriodPicker(QWidget):
    """Alt+← and Alt+→ go a period back and on. A wrong free span is said beneath it."""

    changed = Signal(object)
    """Another whole ``Period`` was chosen."""
    kind_chosen = Signal(str)
    """Another kind of period was chosen."""

    def __init__(
        self,
        theme: Theme,
        today: Today,
        kinds: Sequence[Segment] = _KINDS,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("periode")
        self.setAccessibleName("Periode")
        self._today = today
        now = today()
        self._period = periods.month(now.year, now.month)
        self.kind = SegmentedControl(kinds, name="periode_jenis", label="Jenis periode")
        self.kind.set_value("bulan")
        self.month = QuietCombo(name="periode_bulan", label="Bulan")
        self.month.set_choices([(str(number), name) for number, name in enumerate(MONTHS, 1)])
        self.parts = {code: self._part(code, kinds) for code in _PARTS_OF_YEAR if self._has(code, kinds)}
        self.year = QuietCombo(name="periode_tahun", label="Tahun", letters=5)
        years = range(now.year + 1, periods.FIRST_YEAR - 1, -1)
        self.year.set_choices([(str(year), str(year)) for year in years])
        self.back = self._arrow(theme, "chevron-left", "Periode sebelumnya", "Alt+Left", "periode_mundur")
        self.on = self._arrow(theme, "chevron-right", "Periode berikutnya", "Alt+Right", "periode_maju")
        self.first = self._day(theme, "periode_awal", "Tanggal awal")
        self.last = self._day(theme, "periode_akhir", "Tanggal akhir")
        self._between = text_label("sampai", "muted")
        self._error = text_label("", "error")
        self._error.setObjectName("periode_salah")
        self._error.hide()
        parts = (self.month, *self.parts.values(), self.year)
        line = row(self.kind, self.back, *parts, self.on, self.first, self._between, self.last)
        line.addStretch(1)
        self.setLayout(column(line, self._error, spacing=2))
        self._show(now)
        self.kind.chosen.connect(self._choose_kind)
        for part in (self.month, *self.parts.values()):
            part.activated.connect(lambda: self._take_calendar())
        self.year.activated.connect(lambda: self._take_calendar())
        self.back.clicked.connect(lambda: self._step(-1))
        self.on.clicked.connect(lambda: self._step(1))
        for editor in (self.first, self.last):
            editor.entered.connect(self._take_span)
            editor.left.connect(self._take_span)

    def period(self) -> periods.Period:
        """The period that was last chosen whole."""
        return self._period

    def set_kind(self, kind: str) -> None:
        """Begin with the period of a kind that holds the present one, without announcing the kind."""
        if kind in {segment.code for segment in self.kind.segments} and kind != self.kind.value():
            self.kind.set_value(kind)
            self._fill_span()
            self._show(self._period.first)
            if kind != "bebas":
                self._take_calendar()

    def set_period(self, period: periods.Period) -> None:
        """Choose a month of the calendar, announced."""
        self.kind.set_value("bulan")
        self._say("")
        self._show(period.first)
        self._take_calendar()

    def error(self) -> str:
        """What is wrong with a free span, empty for nothing."""
        return self._error.text()

    @staticmethod
    def _has(code: str, kinds: Sequence[Segment]) -> bool:
        return any(segment.code == code for segment in kinds)

    @staticmethod
    def _part(code: str, kinds: Sequence[Segment]) -> QuietCombo:
        """The choice of a quarter or half of the year; only where it is offered."""
        label = next(segment.label for segment in kinds if segment.code == code)
        combo = QuietCombo(name=f"periode_{code}", label=label, letters=4)
        names = ROMAN[: 12 // _MONTHS_OF[code]]
        combo.set_choices([(str(number), name) for number, name in enumerate(names, 1)])
        return combo

    def _arrow(self, theme: Theme, icon: str, name: str, key: str, code: str) -> QToolButton:
        button = QToolButton()
        button.setObjectName(code)
        button.setAccessibleName(name)
        button.setIcon(theme.icon(icon))
        button.setIconSize(QSize(theme.px(18), theme.px(18)))
        button.setFixedSize(theme.px(32), theme.px(32))
        button.setShortcut(QKeySequence(key))
        button.setToolTip(f"{name} ({key.replace('Left', '←').replace('Right', '→')})")
        return button

    def _day(self, theme: Theme, code: str, label: str) -> FieldEditor:
        editor = make_editor(DateField(code=code, label=label), self._today)
        editor.recognised.hide()  # type: ignore[attr-defined]
        editor.setFixedWidth(theme.px(120))
        return editor

    def _choose_kind(self, kind: str) -> None:
        self._say("")
        self.kind_chosen.emit(kind)
        self._fill_span()
        self._show(self._period.first)
        if kind == "bebas":
            self.first.setFocus()
        else:
            self._take_calendar()

    def _fill_span(self) -> None:
        """A free span begins with the period that was shown."""
        if self.kind.value() == "bebas":
            self.first.set_text(self._period.first.strftime("%d/%m/%Y"))
            self.last.set_text(self._period.last.strftime("%d/%m/%Y"))

    def _show(self, day: date) -> None:
        kind = self.kind.value()
        self.month.set_value(str(day.month))
        for code, part in self.parts.items():
            part.set_value(str((day.month - 1) // _MONTHS_OF[code] + 1))
            part.setVisible(kind == code)
        self.year.set_value(str(day.year))
        self.month.setVisible(kind == "bulan")
        for part in (self.year, self.back, self.on):
            part.setVisible(kind != "bebas")
        for part in (self.first, self._between, self.last):
            part.setVisible(kind == "bebas")

    def _step(self, step: int) -> None:
        months = step * _MONTHS_OF.get(self.kind.value(), 12)
        last = int(self.year.itemData(0))
        here = self._calendar().first.month
        begin = int(self.month.value()) if self.kind.value() in ("bulan", "tahun") else here
        year, number = periods.next_month(int(self.year.value()), begin, months, last)
        self._show(date(year, number, 1))
        self._take_calendar()

    def _take_calendar(self) -> None:
        self._take(self._calendar())

    def _calendar(self) -> periods.Period:
        """What the fields of the calendar say."""
        year = int(self.year.value())
        match self.kind.value():
            case "triwulan":
                return periods.quarter(year, int(self.parts["triwulan"].value()))
            case "semester":
                return periods.semester(year, int(self.parts["semester"].value()))
            case "tahun":
                return periods.whole_year(year)
        return periods.month(year, int(self.month.value()))

    def _take_span(self) -> None:
        if self.kind.value() != "bebas":
            return
        read = periods.read_span(self.first.text(), self.last.text(), self._today())
        if isinstance(read, periods.Period):
            self._say("")
            self._take(read)
            return
        wrong = {fault.place for fault in read}
        self._say(" ".join(fault_sentence(fault) for fault in read))
        for place, editor in (("awal", self.first), ("akhir", self.last)):
            restyle(editor.focusProxy(), "fault", place in wrong)

    def _say(self, text: str) -> None:
        self._error.setText(text)
        self._error.setVisible(bool(text))
        if not text:
            for editor in (self.first, self.last):
                restyle(editor.focusProxy(), "fault", False)

    def _take(self, period: periods.Period) -> None:
        if period != self._period:
            self._period = period
            self.changed.emit(period)
