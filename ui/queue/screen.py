"""The screen of calls: the number called last, in letters one reads from the last row of chairs."""

from collections.abc import Sequence

from PySide6.QtCore import QRect, Qt, QTimer
from PySide6.QtGui import (
    QCloseEvent,
    QColor,
    QFont,
    QFontMetrics,
    QGuiApplication,
    QKeyEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QApplication, QWidget

from dinsos_desk.db.queries.queue.day import TicketRow, calls, waiting_count
from dinsos_desk.usecases.office.setup import the_office
from ui.context import Context
from ui.home.words import office_title

_EVERY_MS = 4000
_LIT_MS = 4000
_NOBODY = "Silakan ambil nomor antrean"


class CallScreen(QWidget):
    """A window of its own for the second screen. F11 fills the screen, Esc gives it back.

    It asks anew after each change and every few seconds; a call that was not shown before sounds and lights
    up. No name ever stands on it.
    """

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self._context = context
        self._shown: tuple[TicketRow, ...] = ()
        self._waiting = 0
        self._office = ""
        self._asked = 0
        self.setObjectName("layar_panggilan")
        self.setProperty("public", True)  # the waiting room goes on reading it while the desk is locked
        self.setWindowTitle("Layar panggilan")
        self.setAccessibleName("Layar panggilan")
        self.setMinimumSize(480, 320)
        self.resize(960, 600)
        self._clock = QTimer(self, interval=_EVERY_MS)
        self._clock.timeout.connect(self.refresh)
        self._lit = QTimer(self, singleShot=True, interval=_LIT_MS)
        self._lit.timeout.connect(self.update)
        context.events.queue_changed.connect(self.refresh)
        context.events.settings_changed.connect(self._read_office)

    def open(self) -> None:
        """Show it: on the other screen, filling it, where there is one; else as a window."""
        self._read_office()
        self.refresh()
        self._clock.start()
        own = self.parentWidget().screen() if self.parentWidget() is not None else self.screen()
        other = next((screen for screen in QGuiApplication.screens() if screen is not own), None)
        if self.isVisible():
            self.raise_()
            self.activateWindow()
        elif other is not None:
            self.setGeometry(other.geometry())
            self.showFullScreen()
        else:
            self.show()

    def refresh(self) -> None:
        """Ask which numbers are called now."""
        if not self._clock.isActive() and not self.isVisible() and self._asked:
            return
        self._asked += 1
        asked, desk = self._asked, self._context.desk

        def work() -> tuple[tuple[TicketRow, ...], int]:
            today = desk.now().date()
            return desk.ask(lambda session: (calls(session, today), waiting_count(session, today)))

        def done(found: tuple[tuple[TicketRow, ...], int]) -> None:
            if asked == self._asked:
                self.show_calls(*found)

        self._context.tasks.run_read(work, done, owner=self)

    def show_calls(self, shown: Sequence[TicketRow], waiting: int) -> None:
        """Show the calls, the latest first."""
        heard = {(ticket.id, ticket.calls) for ticket in self._shown}
        fresh = bool(shown) and (shown[0].id, shown[0].calls) not in heard
        self._shown, self._waiting = tuple(shown), waiting
        if fresh:
            self._lit.start()
            QApplication.beep()
        self.setAccessibleDescription("; ".join(f"{ticket.label} ke {ticket.counter}" for ticket in shown))
        self.update()

    def shown(self) -> tuple[tuple[str, str], ...]:
        """The numbers with their counters, as they stand there."""
        return tuple((ticket.label, ticket.counter) for ticket in self._shown)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_F11:
            self._fill(not self.isFullScreen())
        elif event.key() == Qt.Key.Key_Escape:
            if self.isFullScreen():
                self._fill(False)
            else:
                self.close()
        elif event.key() == Qt.Key.Key_F5:
            self.refresh()
        else:
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        self._clock.stop()
        self._lit.stop()
        super().closeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colours = self._context.theme.colours
        painter.fillRect(self.rect(), QColor(colours.side))
        width, height = self.width(), self.height()
        edge = max(16, height // 30)
        head = QRect(edge, edge // 2, width - 2 * edge, height // 10)
        self._write(painter, head, self._office, colours.side_text, 0.55, left=True)
        rest = QRect(edge, head.bottom(), width - 2 * edge, height - head.bottom() - edge)
        last, others = self._shown[:1], self._shown[1:]
        big = QRect(rest.left(), rest.top(), rest.width(), rest.height() * (64 if others else 84) // 100)
        if last:
            self._draw_latest(painter, big, last[0])
        else:
            self._write(painter, big, _NOBODY, colours.side_strong, 0.14)
        if others:
            top = big.bottom() + edge // 2
            foot = rest.bottom() - height // 14
            self._draw_others(painter, QRect(rest.left(), top, rest.width(), foot - top), others)
        foot = QRect(rest.left(), rest.bottom() - height // 14, rest.width(), height // 14)
        waiting = f"{self._waiting} nomor menunggu" if self._waiting else "Tidak ada yang menunggu"
        self._write(painter, foot, waiting, colours.side_muted, 0.6)

    def _draw_latest(self, painter: QPainter, place: QRect, ticket: TicketRow) -> None:
        colours = self._context.theme.colours
        ground = colours.accent if self._lit.isActive() else colours.side_block
        ink = colours.on_accent if self._lit.isActive() else colours.side_strong
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(ground))
        painter.drawRoundedRect(place, 16, 16)
        number = QRect(place.left(), place.top(), place.width(), place.height() * 68 // 100)
        counter = QRect(place.left(), number.bottom(), place.width(), place.bottom() - number.bottom())
        self._write(painter, number, ticket.label, ink, 0.92, bold=True)
        self._write(painter, counter.adjusted(16, 0, -16, -8), f"ke {ticket.counter}", ink, 0.62, bold=True)

    def _draw_others(self, painter: QPainter, place: QRect, others: Sequence[TicketRow]) -> None:
        colours = self._context.theme.colours
        gap = 12
        wide = (place.width() - gap * (len(others) - 1)) // len(others)
        for number, ticket in enumerate(others):
            box = QRect(place.left() + number * (wide + gap), place.top(), wide, place.height())
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colours.side_block))
            painter.drawRoundedRect(box, 12, 12)
            upper = QRect(box.left(), box.top(), box.width(), box.height() * 6 // 10)
            lower = QRect(box.left() + 8, upper.bottom(), box.width() - 16, box.bottom() - upper.bottom() - 4)
            self._write(painter, upper, ticket.label, colours.side_strong, 0.8, bold=True)
            self._write(painter, lower, ticket.counter, colours.side_text, 0.6)

    def _write(
        self,
        painter: QPainter,
        place: QRect,
        text: str,
        colour: str,
        share: float,
        *,
        bold: bool = False,
        left: bool = False,
    ) -> None:
        """Text as high as a share of its place, and smaller where it would be too wide."""
        font = QFont(self._context.theme.family)
        font.setWeight(QFont.Weight.Bold if bold else QFont.Weight.Medium)
        size = max(8, int(place.height() * share))
        font.setPixelSize(size)
        wide = QFontMetrics(font).horizontalAdvance(text)
        if wide > place.width() * 0.96:
            font.setPixelSize(max(8, int(size * place.width() * 0.96 / wide)))
        painter.setFont(font)
        painter.setPen(QColor(colour))
        side = Qt.AlignmentFlag.AlignLeft if left else Qt.AlignmentFlag.AlignHCenter
        painter.drawText(place, int(side | Qt.AlignmentFlag.AlignVCenter), text)

    def _fill(self, whole: bool) -> None:
        if whole:
            self.showFullScreen()
        else:
            self.showNormal()

    def _read_office(self) -> None:
        desk = self._context.desk

        def done(name: str) -> None:
            self._office = name
            self.update()

        def work() -> str:
            office = the_office(desk.reader())
            return office_title(office.name, office.government)

        self._context.tasks.run_read(work, done, owner=self)
