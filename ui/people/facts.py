"""Facts as a list of labels and values that wraps and can be copied."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from dinsos_desk.usecases.requests.lines import Line
from ui.theme import Theme
from ui.widgets.layouts import clear_layout, text_label


class FactList(QWidget):
    """Two columns: what it is, and what it says."""

    def __init__(self, theme: Theme, *, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self._lines: tuple[Line, ...] = ()
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(theme.px(16))
        self._grid.setVerticalSpacing(theme.px(6))
        self._grid.setColumnMinimumWidth(0, theme.px(140))
        self._grid.setColumnStretch(1, 1)

    def set_lines(self, lines: Sequence[Line]) -> None:
        """Show other facts."""
        clear_layout(self._grid)
        self._lines = tuple(lines)
        for place, line in enumerate(lines):
            label, value = text_label(line.label, "muted"), text_label(line.text, wrap=True)
            value.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            value.setAccessibleName(f"{line.label}: {line.text}")
            self._grid.addWidget(label, place, 0, Qt.AlignmentFlag.AlignTop)
            self._grid.addWidget(value, place, 1)

    def lines(self) -> tuple[Line, ...]:
        """What is shown."""
        return self._lines
