"""A table of figures: each number is a door, with the arrows and Enter or with a double click."""

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter
from PySide6.QtWidgets import QStyleOptionViewItem, QWidget

from ui.delegates.cell import CellDelegate, Index
from ui.models.columns import Role
from ui.theme import Theme
from ui.widgets.table import Table

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class FigureDelegate(CellDelegate):
    """Shows which number Enter would open."""

    def paint_ground(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        super().paint_ground(painter, option, index)
        view = option.widget
        if isinstance(view, CellTable) and view.hasFocus() and view.currentIndex() == index:
            painter.setPen(QColor(self.theme.colours.accent))
            painter.drawRect(option.rect.adjusted(1, 1, -2, -3))


class CellTable(Table):
    """As ``Table``; ``cell_activated`` says the row object and the key of the column."""

    cell_activated = Signal(object, str)

    def __init__(self, theme: Theme, *, name: str, label: str, parent: QWidget | None = None) -> None:
        super().__init__(theme, name=name, label=label, parent=parent)
        self.setItemDelegate(FigureDelegate(theme, self))
        self.setToolTip("Panah memilih angka, Enter membuka permohonan di baliknya")
        self.doubleClicked.disconnect()
        self.doubleClicked.connect(self._open)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        if event.key() in _ENTER and plain and self.currentIndex().isValid():
            self._open(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def _open(self, index: QModelIndex) -> None:
        row = index.data(Role.ROW)
        if index.column() == 0:
            self.row_activated.emit(row)
        else:
            self.cell_activated.emit(row, self._specs[index.column()].key)
