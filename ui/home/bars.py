"""Thirty days as bars: what was finished on time, and on top of it what was late."""

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QHelpEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from dinsos_desk.db.queries.requests.figures import DayCount
from dinsos_desk.domain.dates import format_date
from ui.home.words import short_day
from ui.theme import Theme


class DayBars(QWidget):
    """Painted; the figures of a day stand in its tooltip, the sum in the accessible name."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._days: tuple[DayCount, ...] = ()
        self.setObjectName("batang_30_hari")
        self._height = 112
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)

    def set_days(self, days: tuple[DayCount, ...]) -> None:
        """Show other days, oldest first."""
        self._days = days
        on_time, late = sum(d.on_time for d in days), sum(d.late for d in days)
        self.setAccessibleName(f"{len(days)} hari terakhir: {on_time} tepat waktu, {late} terlambat")
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(200), self._theme.px(self._height))

    def set_height(self, height: int) -> None:
        """How high the bars are where there is room, in pixels of 100%."""
        if height != self._height:
            self._height = height
            self.updateGeometry()

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(120), self._theme.px(56))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme, colours = self._theme, self._theme.colours
        font = theme.font(11)
        words = QFontMetrics(font).height() + theme.px(2)
        ground = QRectF(0, 0, self.width(), self.height() - words)
        painter.setPen(QColor(colours.line))
        painter.drawLine(ground.bottomLeft(), ground.bottomRight())
        if not self._days:
            return
        painter.setPen(Qt.PenStyle.NoPen)
        most = max(1, *(day.on_time + day.late for day in self._days))
        step = ground.width() / len(self._days)
        wide = min(max(step * 0.55, 2.0), float(theme.px(8)))
        for place, day in enumerate(self._days):
            left = place * step + (step - wide) / 2
            low = ground.bottom()
            for number, colour in ((day.on_time, colours.accent), (day.late, colours.counter)):
                tall = number / most * (ground.height() - 2)
                painter.setBrush(QColor(colour))
                painter.drawRect(QRectF(left, low - tall, wide, tall))
                low -= tall
        painter.setFont(font)
        painter.setPen(QColor(colours.muted))
        line = QRect(0, self.height() - words, self.width(), words)
        painter.drawText(line, int(Qt.AlignmentFlag.AlignLeft), short_day(self._days[0].day))
        painter.drawText(line, int(Qt.AlignmentFlag.AlignRight), short_day(self._days[-1].day))

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent) and self._days:
            place = int(event.pos().x() / max(1, self.width()) * len(self._days))
            day = self._days[min(max(place, 0), len(self._days) - 1)]
            text = f"{format_date(day.day)}: {day.on_time} tepat waktu, {day.late} terlambat"
            QToolTip.showText(event.globalPos(), text, self)
            return True
        return super().event(event)
