"""A status standing alone: icon, word and soft colour."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui.delegates.painting import badge_size, paint_badge
from ui.models.columns import BadgeSpec
from ui.theme import Theme


class Badge(QWidget):
    """Looks like the badge of a table cell."""

    def __init__(self, theme: Theme, badge: BadgeSpec, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._badge = badge
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_badge(badge)

    @property
    def badge(self) -> BadgeSpec:
        """What it shows."""
        return self._badge

    def set_badge(self, badge: BadgeSpec) -> None:
        """Show another status."""
        self._badge = badge
        self.setAccessibleName(badge.text)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return badge_size(self._theme, self._badge)

    def paintEvent(self, event: QPaintEvent) -> None:
        paint_badge(QPainter(self), self._theme, self._badge, self.rect())
