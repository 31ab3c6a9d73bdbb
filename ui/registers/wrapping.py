"""Cells that wrap, as the columns of a register do on paper; what was corrected is struck out."""

from html import escape

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QTextDocument
from PySide6.QtWidgets import QStyleOptionViewItem

from dinsos_desk.usecases.registers.model import Mark
from dinsos_desk.usecases.registers.prints import RegisterLine
from ui.delegates.cell import CellDelegate
from ui.models.columns import Role
from ui.registers.words import on_screen
from ui.widgets.table import Table

Index = QModelIndex | QPersistentModelIndex
LINES = 3
_HEADING_LINES = 3
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
        text, mark = str(index.data() or ""), mark_of(index)
        if mark is None:
            painter.drawText(place, _FLAGS, fitted(self._metrics(), text, place.width()))
        else:
            self._paint_corrected(painter, place, text, mark)
        painter.restore()

    def tip(self, rect: QRect, index: Index) -> str:
        told = index.data(Qt.ItemDataRole.ToolTipRole)
        if told:
            return str(told)
        text = " ".join(str(index.data() or "").split())
        return "" if fitted(self._metrics(), text, self.inner(rect).width()) == text else text

    def row_height(self) -> int:
        """The height of three lines."""
        return self._metrics().lineSpacing() * LINES + self.theme.px(12)

    def heading_height(self) -> int:
        """The height of the longest headings."""
        bold = QFontMetrics(self.theme.font(_SIZE, QFont.Weight.DemiBold))
        return bold.lineSpacing() * _HEADING_LINES + self.theme.px(10)

    def _paint_corrected(self, painter: QPainter, place: QRect, text: str, mark: Mark) -> None:
        """What stood, struck out, and what is right after it; what finds no room stands in the tooltip."""
        struck, metrics = " ".join(on_screen(old) for old in mark.struck if old), self._metrics()
        words = self._corrected(struck, text, place.width())
        if words.size().height() > place.height():
            elided = metrics.elidedText(struck, Qt.TextElideMode.ElideRight, place.width())
            bold = QFontMetrics(self.theme.font(_SIZE, QFont.Weight.Bold))
            right = fitted(bold, text, place.width(), LINES - 1)
            words = self._corrected(elided, right, place.width(), apart=True)
        free = max(0, (place.height() - round(words.size().height())) // 2)
        painter.translate(place.left(), place.top() + free)
        words.drawContents(painter, QRectF(0, 0, place.width(), place.height() - free))

    def _corrected(self, struck: str, right: str, width: int, *, apart: bool = False) -> QTextDocument:
        colours = self.theme.colours
        words = QTextDocument()
        words.setDefaultFont(self.theme.font(_SIZE))
        words.setDocumentMargin(0)
        words.setTextWidth(width)
        words.setHtml(
            f'<s style="color:{colours.muted}">{escape(struck)}</s>{"<br>" if apart else " "}'
            f'<b style="color:{colours.text}">{escape(right)}</b>'
        )
        return words

    def _metrics(self) -> QFontMetrics:
        return QFontMetrics(self.theme.font(_SIZE))


def mark_of(index: Index) -> Mark | None:
    """What was corrected in a cell."""
    line = index.data(Role.ROW)
    return line.mark(index.column()) if isinstance(line, RegisterLine) and line.marks else None


def fitted(metrics: QFontMetrics, text: str, width: int, lines: int = LINES) -> str:
    """As much of a text as stands in so many lines of ``width`` pixels, whole words first."""
    text = " ".join(text.split())
    most = metrics.lineSpacing() * lines + metrics.lineSpacing() // 2

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


def let_wrap(table: Table, *, headings: bool = False) -> None:
    """Make a table's cells wrap, and its headings where the model says that they do."""
    delegate = WrappingDelegate(table.theme, table)
    table.setItemDelegate(delegate)
    table.verticalHeader().setDefaultSectionSize(delegate.row_height())
    if headings:
        head = table.horizontalHeader()
        head.setTextElideMode(Qt.TextElideMode.ElideNone)
        head.setFixedHeight(delegate.heading_height())
