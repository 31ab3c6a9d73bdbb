"""What stands where a list is empty: what the list is for, and the first step."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QWidget

from ui.theme import Theme
from ui.widgets.buttons import KeyButton
from ui.widgets.layouts import STRETCH, column, row, text_label


class EmptyState(QWidget):
    """An icon, a sentence, and at most one button."""

    action = Signal()

    def __init__(
        self, theme: Theme, icon: str, sentence: str, action_label: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("daftar_kosong")
        self.setAccessibleName(sentence)
        picture = QLabel()
        side = theme.px(40)
        picture.setPixmap(theme.icon(icon, theme.colours.muted).pixmap(side, side))
        picture.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        words = text_label(sentence, "muted", wrap=True)
        words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.button = KeyButton(action_label, name="langkah_pertama")
        if not action_label:
            self.button.hide()
        self.button.clicked.connect(self.action)
        middle = row(STRETCH, self.button, STRETCH)
        self.setLayout(column(STRETCH, picture, words, middle, STRETCH, spacing=10, margins=(24, 16, 24, 16)))
