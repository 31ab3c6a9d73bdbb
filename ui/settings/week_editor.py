"""The seven days of a week with their hours, one line a day."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from ui.settings.hours import DAYS, TypedDay, read_clock, typed_clock
from ui.theme import Theme
from ui.widgets.layouts import STRETCH, column, restyle, row, text_label

_PARTS = (("buka", "Buka"), ("tutup", "Tutup"), ("istirahat", "Istirahat"), ("kembali", "sampai"))


class DayRow(QWidget):
    """One day. It takes a fault like a ``Field`` and counts as its own editor."""

    changed = Signal(str)

    def __init__(self, theme: Theme, name: str, day: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setAccessibleName(day)
        self.label = text_label(day, "label")
        self.label.setFixedWidth(theme.px(72))
        self.editor = self
        self.lines = [QLineEdit() for _ in _PARTS]
        for (part, word), line in zip(_PARTS, self.lines, strict=True):
            line.setObjectName(f"{name}_{part}")
            line.setAccessibleName(f"{day}, {word.lower()}")
            line.setFixedWidth(theme.px(76))
            line.setPlaceholderText("–")
            line.textEdited.connect(self._tell)
            line.editingFinished.connect(self._tidy)
        self.state = text_label("", "small")
        self._error = text_label("", "error", wrap=True)
        self._error.hide()
        line_row = row(self.label, *self.lines, self.state, STRETCH, spacing=8)
        self.setLayout(column(line_row, self._error, spacing=2))
        self.setFocusProxy(self.lines[0])
        self._show_state()

    def day(self) -> TypedDay:
        """What is typed."""
        return TypedDay(*(line.text().strip() for line in self.lines))

    def set_day(self, day: TypedDay) -> None:
        """Show a day without announcing it."""
        texts = (day.start, day.end, day.break_start, day.break_end)
        for line, text in zip(self.lines, texts, strict=True):
            line.setText(text)
        self._show_state()

    def text(self) -> str:
        """What is typed, for comparing."""
        return " ".join(line.text().strip() or "-" for line in self.lines)

    def set_error(self, text: str) -> None:
        """Say what is wrong with this day."""
        self._error.setText(text)
        self._error.setVisible(bool(text))
        for line in self.lines:
            restyle(line, "fault", bool(text))

    def error(self) -> str:
        """The fault that stands there, empty for none."""
        return self._error.text()

    def focus(self) -> None:
        """Put the cursor into the day."""
        self.lines[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def _tell(self) -> None:
        self.set_error("")
        self._show_state()
        self.changed.emit(self.text())

    def _tidy(self) -> None:
        for line in self.lines:
            clock = read_clock(line.text())
            if clock is not None and line.text() != typed_clock(clock):
                line.setText(typed_clock(clock))
                self._tell()

    def _show_state(self) -> None:
        self.state.setText("tutup" if self.day().is_closed else "")


class WeekEditor(QWidget):
    """Monday to Sunday; an empty day is closed."""

    changed = Signal(str)

    def __init__(self, theme: Theme, prefix: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(prefix)
        self.rows = {f"{prefix}.{n}": DayRow(theme, f"{prefix}_{n}", day) for n, day in enumerate(DAYS)}
        spacer = text_label("")
        spacer.setFixedWidth(theme.px(72))
        heads = [text_label(word, "small") for _, word in _PARTS]
        for head in heads:
            head.setFixedWidth(theme.px(76))
        self.setLayout(column(row(spacer, *heads, STRETCH, spacing=8), *self.rows.values(), spacing=6))
        for day in self.rows.values():
            day.changed.connect(self.changed)

    def week(self) -> tuple[TypedDay, ...]:
        """What is typed."""
        return tuple(day.day() for day in self.rows.values())

    def set_week(self, week: Sequence[TypedDay]) -> None:
        """Show a week without announcing it."""
        for row_widget, day in zip(self.rows.values(), week, strict=True):
            row_widget.set_day(day)
