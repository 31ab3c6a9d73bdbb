"""The list of attachments and the preview: side by side, or one above the other where it is narrow."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QLayout, QSizePolicy, QWidget

from ui.theme import Theme

_LIST = 300
_ROWS = 132
_SPACING = 12
_NO_LIMIT = 16_777_215


class Beside(QWidget):
    """Side by side only where neither is cut off."""

    def __init__(self, theme: Theme, left: QWidget, preview: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._left = left
        self._parts = (left, preview)
        for part in (left, preview):
            part.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Expanding)
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(_SPACING)
        self._box.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        self._box.addWidget(left, 2)
        self._box.addWidget(preview, 3)
        self._arrange(narrow=False)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange(narrow=self.width() < sum(self._least()) + _SPACING)

    def minimumSizeHint(self) -> QSize:
        return QSize(max(self._least()), self._box.minimumSize().height())

    def _least(self) -> tuple[int, int]:
        left, preview = (max(one.minimumSizeHint().width(), one.minimumWidth()) for one in self._parts)
        return left, preview

    def _arrange(self, *, narrow: bool) -> None:
        ways = QBoxLayout.Direction
        self._box.setDirection(ways.TopToBottom if narrow else ways.LeftToRight)
        self._left.setMaximumWidth(_NO_LIMIT if narrow else self._theme.px(_LIST))
        self._left.setMaximumHeight(self._theme.px(_ROWS) if narrow else _NO_LIMIT)
