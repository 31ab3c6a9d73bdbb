"""The cell of our tables: text, icon or badge on one row, with a soft selection and a visible focus."""

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QHelpEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QToolTip,
)

from ui.delegates.painting import badge_size, paint_badge
from ui.models.columns import BadgeSpec, Role
from ui.theme import Theme, Tone

Index = QModelIndex | QPersistentModelIndex


class CellDelegate(QStyledItemDelegate):
    """Paints what the column says; shows the whole text as a tooltip when it does not fit."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.theme = theme

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        painter.save()
        self.paint_ground(painter, option, index)
        place = self.inner(option.rect)
        badge = index.data(Role.BADGE)
        if badge is not None:
            paint_badge(painter, self.theme, badge, place)
        else:
            self._paint_text(painter, place, index)
        painter.restore()

    def paint_ground(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Selection, the accent bar that shows the keyboard's place, and the line under the row."""
        colours, rect = self.theme.colours, option.rect
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        view = option.widget
        if chosen:
            painter.fillRect(rect, QColor(colours.accent_soft))
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), QColor(colours.line))
        if chosen and index.column() == 0 and view is not None and view.hasFocus():
            bar = QRect(rect.left(), rect.top(), self.theme.px(3), rect.height() - 1)
            painter.fillRect(bar, QColor(colours.accent))

    def inner(self, rect: QRect) -> QRect:
        """Where the content of a cell stands."""
        side = self.theme.px(8)
        return rect.adjusted(side, 0, -side // 2, -1)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(self._wanted_width(index) + self.theme.px(13), self.theme.px(40))

    def helpEvent(
        self,
        event: QHelpEvent,
        view: QAbstractItemView,
        option: QStyleOptionViewItem,
        index: Index,
    ) -> bool:
        if event.type() != QEvent.Type.ToolTip or not index.isValid():
            return super().helpEvent(event, view, option, index)
        QToolTip.showText(event.globalPos(), self.tip(option.rect, index), view)
        return True

    def tip(self, rect: QRect, index: Index) -> str:
        """The column's own tooltip, else the whole text when it is cut off, else nothing."""
        told = index.data(Qt.ItemDataRole.ToolTipRole)
        if told:
            return str(told)
        fits = self._wanted_width(index) <= self.inner(rect).width()
        return "" if fits else str(index.data(Qt.ItemDataRole.DisplayRole) or "")

    def _paint_text(self, painter: QPainter, place: QRect, index: Index) -> None:
        font, colours = self._font(index), self.theme.colours
        tone: Tone | None = index.data(Role.TONE)
        icon = index.data(Role.ICON)
        colour = QColor(colours.muted if index.data(Role.MUTED) else colours.text)
        if tone is not None:
            colour = self.theme.tone(tone)[0]
        if icon:
            side = self.theme.px(16)
            spot = QRect(place.left(), place.center().y() - side // 2, side, side)
            self.theme.icon(icon, colour).paint(painter, spot)
            place.setLeft(place.left() + side + self.theme.px(6))
        align = Qt.AlignmentFlag(index.data(Qt.ItemDataRole.TextAlignmentRole))
        if align & Qt.AlignmentFlag.AlignRight:
            place.setRight(place.right() - self.theme.px(4))
        painter.setFont(font)
        painter.setPen(colour)
        text = " ".join(str(index.data(Qt.ItemDataRole.DisplayRole) or "").split())
        cut = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, place.width())
        painter.drawText(place, int(align), cut)

    def _font(self, index: Index) -> QFont:
        bold = index.data(Role.BOLD)
        return self.theme.font(13, QFont.Weight.DemiBold if bold else QFont.Weight.Normal)

    def _wanted_width(self, index: Index) -> int:
        badge: BadgeSpec | None = index.data(Role.BADGE)
        if badge is not None:
            return badge_size(self.theme, badge).width()
        icon = self.theme.px(22) if index.data(Role.ICON) else 0
        text = str(index.data(Qt.ItemDataRole.DisplayRole) or "")
        return QFontMetrics(self._font(index)).horizontalAdvance(text) + icon
