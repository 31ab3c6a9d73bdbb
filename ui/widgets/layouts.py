"""Short ways to lay things out with the space tokens: 4, 8, 12, 16, 24."""

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import (
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLayout,
    QLayoutItem,
    QVBoxLayout,
    QWidget,
)

STRETCH = None
"""Stands for a stretch among the parts of ``row`` and ``column``."""
Part = QWidget | QLayout | None


def column(*parts: Part, spacing: int = 8, margins: tuple[int, int, int, int] = (0, 0, 0, 0)) -> QVBoxLayout:
    """Parts below each other; ``STRETCH`` takes what is left."""
    box = QVBoxLayout()
    _fill(box, parts, spacing, margins)
    return box


def row(*parts: Part, spacing: int = 8, margins: tuple[int, int, int, int] = (0, 0, 0, 0)) -> QHBoxLayout:
    """Parts beside each other; ``STRETCH`` takes what is left."""
    box = QHBoxLayout()
    _fill(box, parts, spacing, margins)
    return box


def text_label(text: str = "", role: str = "", wrap: bool = False) -> QLabel:
    """A plain-text label; ``role`` is one of title, section, figure, strong, muted, small, error, good."""
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setProperty("role", role)
    label.setWordWrap(wrap)
    return label


def rule() -> QFrame:
    """A thin line between parts of a card."""
    line = QFrame()
    line.setProperty("rule", True)
    return line


def restyle(widget: QWidget, name: str, value: object) -> None:
    """Set a property the style sheet looks at, and let it look again."""
    if widget.property(name) != value:
        widget.setProperty(name, value)
        widget.style().unpolish(widget)
        widget.style().polish(widget)


@contextmanager
def laid_out_once(widget: QWidget) -> Iterator[None]:
    """Lay a widget out after all that is done to it: else each part that comes up lays out the window."""
    layout = widget.layout()
    assert layout is not None
    layout.setEnabled(False)
    try:
        yield
    finally:
        layout.setEnabled(True)


def clear_layout(layout: QLayout) -> None:
    """Take every part out of a layout and delete it."""
    while (item := layout.takeAt(0)) is not None:
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
        elif inner is not None:
            clear_layout(inner)


def _fill(box: QBoxLayout, parts: tuple[Part, ...], spacing: int, margins: tuple[int, int, int, int]) -> None:
    box.setSpacing(spacing)
    box.setContentsMargins(*margins)
    for part in parts:
        if part is None:
            box.addStretch(1)
        elif isinstance(part, QWidget):
            box.addWidget(part)
        else:
            box.addLayout(part)


class FlowLayout(QLayout):
    """Parts beside each other that go on in a next line when the width is used up.

    A card asks for the height of a width dozens of times while it is laid out: what was measured is
    kept until a part changes.
    """

    def __init__(self, parent: QWidget | None = None, spacing: int = 8) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._measured: list[tuple[QLayoutItem, QSize]] | None = None
        self._heights: dict[int, int] = {}
        self._least = QSize()
        self.setSpacing(spacing)
        self.setContentsMargins(0, 0, 0, 0)

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)
        self.invalidate()

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        if not 0 <= index < len(self._items):
            return None
        item = self._items.pop(index)
        self.invalidate()
        return item

    def invalidate(self) -> None:
        super().invalidate()
        self._measured = None
        self._heights.clear()
        self._least = QSize()

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        if width not in self._heights:
            places = self._places(QRect(0, 0, width, 0))
            self._heights[width] = max((place.bottom() + 1 for _, place in places), default=0)
        return self._heights[width]

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        for item, place in self._places(rect):
            item.setGeometry(place)

    def sizeHint(self) -> QSize:
        return self.minimumSize()

    def minimumSize(self) -> QSize:
        if not self._least.isValid():
            self._least = QSize(0, 0)
            for item in self._items:
                self._least = self._least.expandedTo(item.minimumSize())
        return self._least

    def _measure(self) -> list[tuple[QLayoutItem, QSize]]:
        if self._measured is None:
            self._measured = [(item, item.sizeHint()) for item in self._items if not item.isEmpty()]
        return self._measured

    def _places(self, rect: QRect) -> Iterator[tuple[QLayoutItem, QRect]]:
        x, y, line = rect.x(), rect.y(), 0
        for item, wanted in self._measure():
            if x > rect.x() and x + wanted.width() > rect.right() + 1:
                x, y, line = rect.x(), y + line + self.spacing(), 0
            yield item, QRect(QPoint(x, y), wanted)
            x += wanted.width() + self.spacing()
            line = max(line, wanted.height())
