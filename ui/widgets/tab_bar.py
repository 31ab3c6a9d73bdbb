"""Tabs whose focus is seen: the style sheet alone cannot draw a frame around one tab."""

from PySide6.QtGui import QColor, QFocusEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QTabBar, QWidget

from ui.theme import Theme

_LINE, _RADIUS = 2, 6


class TabBar(QTabBar):
    """A frame stands around the open tab while the cursor is here."""

    def __init__(self, theme: Theme, *, name: str, label: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setObjectName(name)
        self.setAccessibleName(label)
        self.setDrawBase(False)
        self.setExpanding(False)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.hasFocus() and self.count():
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(QColor(self._theme.colours.accent), _LINE))
            frame = self.tabRect(self.currentIndex()).adjusted(1, 1, -2, -2)
            painter.drawRoundedRect(frame, _RADIUS, _RADIUS)
            painter.end()
