"""The four margins of a page, in millimetres."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from ui.theme import Theme
from ui.widgets.layouts import STRETCH, column, row, text_label

Margins = tuple[float, float, float, float]
_SIDES = ("atas", "kanan", "bawah", "kiri")


class MarginsEditor(QWidget):
    """Top, right, bottom, left, typed with a decimal comma where needed."""

    changed = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("isian_margins")
        self.lines = [QLineEdit() for _ in _SIDES]
        parts = []
        for side, line in zip(_SIDES, self.lines, strict=True):
            line.setObjectName(f"margin_{side}")
            line.setAccessibleName(f"Margin {side} dalam milimeter")
            line.setMaximumWidth(theme.px(64))
            line.textEdited.connect(lambda _: self.changed.emit(self.text()))
            parts.append(column(text_label(side, "small"), line, spacing=2))
        self.setLayout(row(*parts, STRETCH, spacing=8))
        self.setFocusProxy(self.lines[0])

    def text(self) -> str:
        """What is typed, for comparing."""
        return " ".join(line.text().strip() for line in self.lines)

    def set_margins(self, margins: Margins) -> None:
        """Show margins."""
        for line, margin in zip(self.lines, margins, strict=True):
            line.setText(f"{margin:g}".replace(".", ","))

    def margins(self) -> Margins | None:
        """The margins, or None when one is no number."""
        try:
            top, right, bottom, left = (float(line.text().strip().replace(",", ".")) for line in self.lines)
        except ValueError:
            return None
        return top, right, bottom, left
