"""The foot of the wizard: back, what there is to know, the next step, and words beside it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from ui.intake.keys import RoomKeyButton
from ui.widgets.buttons import ButtonKind, KeyButton
from ui.widgets.layouts import column, row


class FootWords(QLabel):
    """Words to the next step; where they have a line of their own it is there only for words."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.setObjectName("keterangan_langkah")
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("role", "small")
        self.setWordWrap(True)
        self.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._alone = False

    def setText(self, text: str) -> None:
        """Show other words."""
        super().setText(text)
        self.setVisible(bool(text) or not self._alone)

    def set_alone(self, alone: bool) -> None:
        """Whether they stand on a line of their own."""
        self._alone = alone
        self.setVisible(bool(self.text()) or not alone)


class WizardFoot(QWidget):
    """Where the width is short the words stand above the buttons, which leave them no room."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.back = KeyButton("Kembali", "Alt+Left", name="kembali")
        self.knowing = KeyButton("Perlu diketahui", "Alt+K", name="tampilkan_panel")
        self.words = FootWords()
        self.next = RoomKeyButton("Lanjut", "Ctrl+Enter", ButtonKind.PRIMARY, name="lanjut")
        self._buttons = row(self.back, self.knowing, self.words, self.next, spacing=12)
        self._buttons.setStretch(2, 1)
        self._lines = column(self._buttons, spacing=8)
        self.setLayout(self._lines)
        self.knowing.hide()

    def count(self, things: int) -> None:
        """How many things there are to know."""
        self.knowing.set_label(f"Perlu diketahui ({things})" if things else "Perlu diketahui")

    def say(self, last: bool, busy: bool, asked_again: str, otherwise: str) -> None:
        """Name the next step, and what stands in its way. ``asked_again``: what was said to the first try."""
        self.next.set_label("Simpan" if last else "Lanjut")
        self.words.setText("Sedang menyimpan…" if busy else asked_again or otherwise)

    def set_narrow(self, narrow: bool) -> None:
        """Follow the width of the wizard."""
        self.knowing.setVisible(narrow)
        if narrow:
            self._buttons.removeWidget(self.words)
            self._buttons.insertStretch(2, 1)
            self._lines.insertWidget(0, self.words)
        else:
            self._lines.removeWidget(self.words)
            self._buttons.takeAt(2)
            self._buttons.insertWidget(2, self.words, 1)
        self.words.set_alone(narrow)
