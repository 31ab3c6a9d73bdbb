"""What stands where a list is empty: what the list is for, and the first step."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QWidget

from ui.theme import Theme
from ui.widgets.buttons import KeyButton
from ui.widgets.layouts import STRETCH, column, row, text_label

_SIDE, _EDGE, _EDGE_LOW, _BETWEEN = 24, 16, 4, 10


class EmptyState(QWidget):
    """An icon, a sentence, and at most one button; where it is low the icon goes, the words stay whole."""

    action = Signal()

    def __init__(
        self, theme: Theme, icon: str, sentence: str, action_label: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("daftar_kosong")
        self.setAccessibleName(sentence)
        self.picture = QLabel()
        side = theme.px(40)
        self.picture.setPixmap(theme.icon(icon, theme.colours.muted).pixmap(side, side))
        self.picture.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.words = text_label(sentence, "muted", wrap=True)
        self.words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self.button = KeyButton(action_label, name="langkah_pertama")
        if not action_label:
            self.button.hide()
        self.button.clicked.connect(self.action)
        middle = row(STRETCH, self.button, STRETCH)
        parts = (STRETCH, self.picture, self.words, middle, STRETCH)
        self._box = column(*parts, spacing=_BETWEEN, margins=(_SIDE, _EDGE, _SIDE, _EDGE))
        self.setLayout(self._box)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        heights = [
            self.picture.sizeHint().height(),
            self.words.heightForWidth(self.width() - 2 * _SIDE),
            0 if self.button.isHidden() else self.button.sizeHint().height(),
        ]
        low = self.height() < sum(heights) + 2 * (_EDGE + _BETWEEN)
        self.picture.setVisible(not low)
        edge = _EDGE_LOW if low else _EDGE
        self._box.setContentsMargins(_SIDE, edge, _SIDE, edge)
        self._box.setSpacing(_EDGE_LOW if low else _BETWEEN)
