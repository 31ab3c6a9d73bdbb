"""Cells that wrap, as the columns of a register do on paper."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyleOptionViewItem

from ui.delegates.cell import CellDelegate
from ui.widgets.table import Table

Index = QModelIndex | QPersistentModelIndex
LINES = 3
_SIZE = 12
_FLAGS = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)


class WrappingDelegate(CellDelegate):
    """Up to three lines; what is longer ends in … and stands whole in the tooltip."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.save()
        self.paint_ground(painter, option, index)
        place = self.inner(option.rect)
        painter.setFont(self.theme.font(_SIZE))
        painter.setPen(QColor(self.theme.colours.text))
        painter.drawText(place, _FLAGS, fitted(self._metrics(), str(index.data() or ""), place.width()))
        painter.restore()

    def tip(self, rect: QRect, index: Index) -> str:
        text = " ".join(str(index.data() or "").split())
        return "" if fitted(self._metrics(), text, self.inner(rect).width()) == text else text

    def row_height(self) -> int:
        """The height of three lines."""
        return self._metrics().lineSpacing() * LINES + self.theme.px(12)

    def _metrics(self) -> QFontMetrics:
        return QFontMetrics(self.theme.font(_SIZE))


def fitted(metrics: QFontMetrics, text: str, width: int) -> str:
    """As much of a text as stands in three lines of ``width`` pixels, whole words first."""
    text = " ".join(text.split())
    most = metrics.lineSpacing() * LINES + metrics.lineSpacing() // 2

    def fits(part: str) -> bool:
        box = metrics.boundingRect(QRect(0, 0, width, 10_000), _FLAGS, part)
        return box.height() <= most and box.width() <= width

    if fits(text):
        return text
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if fits(text[:middle].rstrip() + "…") else (low, middle - 1)
    if low == 0:
        return metrics.elidedText(text, Qt.TextElideMode.ElideRight, width)
    return text[:low].rstrip() + "…"


def let_wrap(table: Table) -> None:
    """Make a table's cells wrap."""
    delegate = WrappingDelegate(table.theme, table)
    table.setItemDelegate(delegate)
    table.verticalHeader().setDefaultSectionSize(delegate.row_height())
