"""Bars of figures, drawn plainly: beside or below each other, with keys, the mouse and a spoken text.

Why not Qt Charts: docs/decisions/0020-charts.md.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QFontMetrics,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from dinsos_desk.domain.fields import format_number
from ui.theme import Theme, Tone

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_TONES = (Tone.INFO, Tone.ACCENT)
_GRIDS = 4


@dataclass(frozen=True)
class Bar:
    """One place of the chart: its name, a value for each series, and what is chosen with it."""

    name: str
    values: tuple[float, ...]
    key: object = None


class BarChart(QWidget):
    """``upright``: bars stand beside each other, for months; else they lie below each other, for names."""

    chosen = Signal(object)
    """Enter or a click: the key of a bar."""

    def __init__(
        self, theme: Theme, *, name: str, label: str, upright: bool, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._theme, self._label, self._upright = theme, label, upright
        self._bars: tuple[Bar, ...] = ()
        self._series: tuple[str, ...] = ()
        self._place = -1
        self.setObjectName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.set_bars((), ())

    def set_bars(self, series: Sequence[str], bars: Sequence[Bar]) -> None:
        """Show other figures; ``series`` names the values of each bar."""
        self._series, self._bars = tuple(series), tuple(bars)
        self._place = min(self._place, len(self._bars) - 1)
        self.setAccessibleName(self._label)
        self.setAccessibleDescription("; ".join(self.words(bar) for bar in self._bars) or "Belum ada data")
        self.update()

    def bars(self) -> tuple[Bar, ...]:
        """What is shown."""
        return self._bars

    def words(self, bar: Bar) -> str:
        """A bar as it is said: Okt 2026: diterima 117, selesai 108."""
        parts = (
            f"{name.lower()} {_number(value)}" if name else _number(value)
            for name, value in zip(self._series, bar.values, strict=True)
        )
        return f"{bar.name}: {', '.join(parts)}"

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(300), self._theme.px(180))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(160), self._theme.px(80))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {
            Qt.Key.Key_Left: -1,
            Qt.Key.Key_Up: -1,
            Qt.Key.Key_Right: 1,
            Qt.Key.Key_Down: 1,
            Qt.Key.Key_Home: -self._reach(),
            Qt.Key.Key_End: self._reach(),
        }
        key = Qt.Key(event.key())
        if event.modifiers() not in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier):
            super().keyPressEvent(event)
        elif key in steps and self._bars:
            self._choose(min(max(self._place + steps[key], 0), self._reach() - 1))
        elif key in _ENTER and 0 <= self._place < len(self._bars):
            self.chosen.emit(self._bars[self._place].key)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self._place < 0 and self._bars:
            self._choose(0)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        place = self._at(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and place >= 0:
            self._choose(place)
            self.chosen.emit(self._bars[place].key)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            place = self._at(event.pos())
            QToolTip.showText(event.globalPos(), self.words(self._bars[place]) if place >= 0 else "", self)
            return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self._theme.font(11))
        if not self._bars:
            painter.setPen(QColor(self._theme.colours.muted))
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, "Belum ada data pada periode ini.")
        elif self._upright:
            self._paint_upright(painter)
        else:
            self._paint_lying(painter)
        painter.end()

    def _choose(self, place: int) -> None:
        self._place = place
        self.setAccessibleName(f"{self._label}. {self.words(self._bars[place])}")
        self.update()

    def _at(self, point: QPoint) -> int:
        """The place of the bar under a point, -1 for none."""
        for place in range(self._reach()):
            if self._slot(place).contains(point):
                return place
        return -1

    def _most(self) -> float:
        most = max((value for bar in self._bars for value in bar.values), default=0) or 1
        return round_up(most) if self._upright else most

    def _body(self) -> QRect:
        """Where bars are drawn; names, numbers and the legend stand around it."""
        px, metrics = self._theme.px, QFontMetrics(self._theme.font(11))
        if self._upright:
            left = metrics.horizontalAdvance(_number(self._most())) + px(10)
            legend = metrics.height() + px(6) if len(self._series) > 1 else 0
            return self.rect().adjusted(left, px(6) + legend, -px(4), -metrics.height() - px(6))
        wide = max(metrics.horizontalAdvance(bar.name) for bar in self._bars) + px(10)
        right = max(metrics.horizontalAdvance(_number(bar.values[0])) for bar in self._bars) + px(8)
        return self.rect().adjusted(min(wide, self.width() * 9 // 20), 0, -right, 0)

    def _reach(self) -> int:
        """How many bars are drawn: of those that lie only as many as their names leave room for."""
        least = QFontMetrics(self._theme.font(11)).height() + self._theme.px(1)
        return len(self._bars) if self._upright else min(len(self._bars), max(1, self.height() // least))

    def _slot(self, place: int) -> QRect:
        """The stripe of one bar, with its name."""
        body, number = self._body(), self._reach()
        if self._upright:
            left = body.left() + body.width() * place // number
            right = body.left() + body.width() * (place + 1) // number
            return QRect(left, body.top(), right - left, self.height() - body.top())
        most = self._theme.px(34)
        high = min(self.height() / number, most)
        return QRect(0, round(high * place), self.width(), round(high))

    def _ground(self, painter: QPainter, slot: QRect, place: int) -> None:
        if place == self._place and self.hasFocus():
            painter.fillRect(slot, QColor(self._theme.colours.accent_soft))

    def _paint_upright(self, painter: QPainter) -> None:
        colours, px, body, most = self._theme.colours, self._theme.px, self._body(), self._most()
        metrics = painter.fontMetrics()
        steps = min(_GRIDS, max(1, round(most)))
        for step in range(steps + 1):
            high = body.bottom() - round(body.height() * step / steps)
            painter.setPen(QColor(colours.line))
            painter.drawLine(body.left(), high, body.right(), high)
            painter.setPen(QColor(colours.muted))
            place = QRect(0, high - metrics.height() // 2, body.left() - px(6), metrics.height())
            painter.drawText(place, Qt.AlignmentFlag.AlignRight, _number(most * step / steps))
        self._paint_legend(painter, body)
        every = self._names_every(metrics)
        for place, bar in enumerate(self._bars):
            slot = self._slot(place)
            self._ground(painter, slot, place)
            gap = max(1, slot.width() // 6)
            each = max(1.0, (slot.width() - 2 * gap) / len(bar.values))
            for series, value in enumerate(bar.values):
                high = body.height() * value / most
                part = QRectF(
                    slot.left() + gap + each * series, body.bottom() - high, max(1.0, each - 1), high
                )
                painter.fillRect(part, self._theme.tone(_TONES[series % len(_TONES)])[0])
            if (len(self._bars) - 1 - place) % every == 0:
                painter.setPen(QColor(colours.muted))
                wide = metrics.horizontalAdvance(bar.name)
                left = min(max(0, slot.center().x() - wide // 2), self.width() - wide)
                painter.drawText(QPoint(left, self.height() - metrics.descent()), bar.name)

    def _names_every(self, metrics: QFontMetrics) -> int:
        """Each name, or each second or third … when they would run into each other."""
        widest = max(metrics.horizontalAdvance(bar.name) for bar in self._bars) + self._theme.px(22)
        return max(1, -(-widest * len(self._bars) // max(1, self._body().width())))

    def _paint_legend(self, painter: QPainter, body: QRect) -> None:
        if len(self._series) < 2:
            return
        px, metrics, left = self._theme.px, painter.fontMetrics(), body.left()
        for place, name in enumerate(self._series):
            painter.fillRect(QRect(left, px(4), px(10), px(10)), self._theme.tone(_TONES[place])[0])
            painter.setPen(QColor(self._theme.colours.text))
            painter.drawText(QPoint(left + px(14), px(4) + metrics.ascent() - px(1)), name)
            left += px(14) + metrics.horizontalAdvance(name) + px(16)

    def _paint_lying(self, painter: QPainter) -> None:
        colours, px, body, most = self._theme.colours, self._theme.px, self._body(), self._most()
        metrics = painter.fontMetrics()
        middle = Qt.AlignmentFlag.AlignVCenter
        for place, bar in enumerate(self._bars[: self._reach()]):
            slot = self._slot(place)
            self._ground(painter, slot, place)
            wide = round(body.width() * bar.values[0] / most)
            high = max(px(6), min(slot.height() - px(8), px(16)))
            part = QRect(body.left(), slot.center().y() - high // 2, max(1, wide), high)
            painter.fillRect(part, self._theme.tone(Tone.ACCENT)[0])
            painter.setPen(QColor(colours.text))
            name = QRect(px(4), slot.top(), body.left() - px(10), slot.height())
            cut = metrics.elidedText(bar.name, Qt.TextElideMode.ElideRight, name.width())
            painter.drawText(name, middle | Qt.AlignmentFlag.AlignRight, cut)
            after = QRect(part.right() + px(5), slot.top(), self.width() - part.right(), slot.height())
            painter.drawText(after, middle | Qt.AlignmentFlag.AlignLeft, _number(bar.values[0]))


def round_up(most: float) -> int:
    """The next number whose quarters are whole and easy to read: 4, 8, 12, 20, 40, 60, 80, 120, 200, …"""
    scale = 1
    while most > 20 * scale:
        scale *= 10
    steps = (4, 8, 12, 20) if scale == 1 else (4, 6, 8, 12, 16, 20)
    return next(step * scale for step in steps if most <= step * scale)


def _number(value: float) -> str:
    """Whole numbers with dots, others with one decimal."""
    if abs(value - round(value)) < 0.05:
        return format_number(round(value))
    return f"{value:.1f}".replace(".", ",")
