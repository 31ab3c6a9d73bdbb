"""The calm surround of every page before the office is open."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QSizePolicy, QWidget

from ui.theme import Theme
from ui.widgets.layouts import STRETCH, Part, column, row, text_label

_CARD_WIDTH = 420


class StartFrame(QWidget):
    """A card in the middle, under the name of the program."""

    def __init__(self, theme: Theme, *parts: Part, width: int = _CARD_WIDTH) -> None:
        super().__init__()
        self.setProperty("page", True)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        mark = QLabel()
        side = theme.px(40)
        mark.setPixmap(theme.icon("hand-heart-outline", theme.colours.accent).pixmap(side, side))
        words = column(
            text_label("Dinsos Desk", "title"), text_label("Meja layanan Dinas Sosial", "muted"), spacing=0
        )
        head = row(mark, words, STRETCH, spacing=12)
        self.card = QFrame()
        self.card.setProperty("card", True)
        self.card.setFixedWidth(theme.px(width))
        self.card.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Maximum)
        inner = theme.px(24)
        self.card.setLayout(column(*parts, spacing=12, margins=(inner, inner, inner, inner)))
        holder = QWidget()
        holder.setFixedWidth(theme.px(width))
        holder.setLayout(column(head, self.card, spacing=16))
        middle = row(STRETCH, holder, STRETCH)
        self.setLayout(column(STRETCH, middle, STRETCH, STRETCH, margins=(16, 16, 16, 16)))
