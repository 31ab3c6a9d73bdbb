"""The row of a queue list: a bold name, and muted or toned lines under it."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyleOptionViewItem

from ui.delegates.cell import CellDelegate
from ui.delegates.painting import badge_size, paint_badge
from ui.models.columns import Line, Role

Index = QModelIndex | QPersistentModelIndex


class TwoLineDelegate(CellDelegate):
    """Paints the column's text in bold, its ``lines`` below, and its badge at the right of the name."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.save()
        self.paint_ground(painter, option, index)
        theme = self.theme
        place = self.inner(option.rect)
        rows = self._rows(index)
        heights = [QFontMetrics(font).height() + theme.px(1) for _, font, _ in rows]
        top = place.top() + (place.height() - sum(heights)) // 2
        badge = index.data(Role.BADGE)
        for number, ((text, font, colour), height) in enumerate(zip(rows, heights, strict=True)):
            line = QRect(place.left(), top, place.width(), height)
            if number == 0 and badge is not None:
                width = badge_size(theme, badge).width()
                paint_badge(painter, theme, badge, line.adjusted(line.width() - width, 0, 0, 0))
                line.setRight(line.right() - width - theme.px(6))
            painter.setFont(font)
            painter.setPen(colour)
            cut = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, line.width())
            painter.drawText(line, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), cut)
            top += height
        painter.restore()

    def inner(self, rect: QRect) -> QRect:
        """A queue row leaves more room at its sides."""
        side = self.theme.px(14)
        return rect.adjusted(side, 0, -self.theme.px(10), -1)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        height = sum(QFontMetrics(font).height() + self.theme.px(1) for _, font, _ in self._rows(index))
        return QSize(self.theme.px(200), height + self.theme.px(16))

    def tip(self, rect: QRect, index: Index) -> str:
        """All lines when one of them is cut off."""
        rows = self._rows(index)
        room = self.inner(rect).width()
        cut = any(QFontMetrics(font).horizontalAdvance(text) > room for text, font, _ in rows)
        told = index.data(Qt.ItemDataRole.ToolTipRole)
        return str(told) if told else "\n".join(text for text, _, _ in rows) if cut else ""

    def _rows(self, index: Index) -> list[tuple[str, QFont, QColor]]:
        theme = self.theme
        name = " ".join(str(index.data(Qt.ItemDataRole.DisplayRole) or "").split())
        rows = [(name, theme.font(13, QFont.Weight.DemiBold), QColor(theme.colours.text))]
        lines: tuple[Line, ...] = index.data(Role.LINES) or ()
        for line in lines:
            colour = QColor(theme.colours.muted) if line.tone is None else theme.tone(line.tone)[0]
            rows.append((line.text, theme.font(12), colour))
        return rows
