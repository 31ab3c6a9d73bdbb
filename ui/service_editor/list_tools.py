"""The buttons under a list: add, copy, remove, and one place up or down."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.theme import Theme
from ui.widgets.buttons import ButtonKind, KeyButton
from ui.widgets.layouts import STRETCH, row


class ListTools(QWidget):
    """``follow`` the chosen row: what cannot be done with it is off."""

    move_wanted = Signal(int)
    """One place up (-1) or down (1)."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.add = KeyButton("Tambah", "Alt+T", name="penyunting_tambah")
        self.copy = KeyButton("Salin", "Ctrl+D", name="penyunting_salin")
        self.remove = KeyButton("Hapus", "Ctrl+Delete", ButtonKind.DANGER, name="penyunting_hapus")
        self.up = self._arrow(theme, "up", "Naikkan", -1)
        self.down = self._arrow(theme, "down", "Turunkan", 1)
        self.setLayout(row(self.add, self.copy, self.remove, self.up, self.down, STRETCH, spacing=8))

    def follow(self, place: int, rows: int) -> None:
        """Which of the rows is chosen, -1 for none."""
        there = 0 <= place < rows
        self.copy.setEnabled(there)
        self.remove.setEnabled(there)
        self.up.setEnabled(there and place > 0)
        self.down.setEnabled(there and place < rows - 1)

    def _arrow(self, theme: Theme, way: str, words: str, step: int) -> KeyButton:
        button = KeyButton("", name=f"penyunting_{words.lower()}", icon=theme.icon(f"arrow-{way}"))
        shown = "Alt+↑" if step < 0 else "Alt+↓"
        button.setAccessibleName(words)
        button.setToolTip(f"{words} ({shown} pada daftar, atau seret barisnya)")
        button.clicked.connect(lambda: self.move_wanted.emit(step))
        return button
