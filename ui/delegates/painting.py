"""Shared painting: the badge pill, which table cells and the badge widget draw alike."""

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter

from ui.models.columns import BadgeSpec
from ui.theme import Theme


def badge_font(theme: Theme) -> QFont:
    """The font of the word in a badge."""
    return theme.font(12, QFont.Weight.DemiBold)


def badge_size(theme: Theme, badge: BadgeSpec) -> QSize:
    """The room a badge needs so that nothing is clipped."""
    metrics = QFontMetrics(badge_font(theme))
    icon = theme.px(14) + theme.px(5) if badge.icon else 0
    return QSize(
        metrics.horizontalAdvance(badge.text) + icon + 2 * theme.px(9) + 1, metrics.height() + theme.px(6)
    )


def paint_badge(painter: QPainter, theme: Theme, badge: BadgeSpec, place: QRect) -> None:
    """Draw a badge at the left of ``place``, centred in its height; a narrow place elides the word."""
    wanted = badge_size(theme, badge)
    pill = QRect(QPoint(0, 0), QSize(min(wanted.width(), place.width()), wanted.height()))
    pill.moveLeft(place.left())
    pill.moveTop(place.top() + (place.height() - pill.height()) // 2)
    text_colour, ground = theme.tone(badge.tone)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ground)
    painter.drawRoundedRect(pill, theme.px(4), theme.px(4))
    inner = pill.adjusted(theme.px(9), 0, -theme.px(9) + 1, 0)
    if badge.icon:
        side = theme.px(14)
        spot = QRect(inner.left(), inner.center().y() - side // 2 + 1, side, side)
        theme.icon(badge.icon, text_colour).paint(painter, spot)
        inner.setLeft(inner.left() + side + theme.px(5))
    font = badge_font(theme)
    painter.setFont(font)
    painter.setPen(text_colour)
    word = QFontMetrics(font).elidedText(badge.text, Qt.TextElideMode.ElideRight, inner.width())
    painter.drawText(inner, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), word)
    painter.restore()
