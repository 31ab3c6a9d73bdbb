"""A table whose rows are put into another order, by dragging or with Alt and the arrows."""

from dataclasses import dataclass

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QApplication, QWidget

from ui.models.columns import ColumnSpec
from ui.theme import Theme, Tone
from ui.widgets.table import Table


@dataclass(frozen=True)
class ItemRow:
    """One thing of a list as the table shows it; ``wrong``: how many problems block, ``doubtful``: warn."""

    number: int
    name: str
    detail: str
    wrong: int = 0
    doubtful: int = 0


def mark_icon(wrong: int, doubtful: int) -> str:
    """The icon of what is wrong."""
    return "alert-circle-outline" if wrong else "alert-outline" if doubtful else ""


def mark_tone(wrong: int, doubtful: int) -> Tone | None:
    """The colour of what is wrong."""
    return Tone.BAD if wrong else Tone.WARN if doubtful else None


def mark_words(wrong: int, doubtful: int) -> str:
    """What is wrong, in words."""
    parts = [f"{wrong} yang masih salah" if wrong else "", f"{doubtful} peringatan" if doubtful else ""]
    return ", ".join(part for part in parts if part)


def item_columns(name: str, detail: str) -> tuple[ColumnSpec[ItemRow], ...]:
    """Number, name, and what else is to be seen at a glance."""
    columns: tuple[ColumnSpec[ItemRow], ...] = (
        ColumnSpec("nomor", "No.", lambda row: str(row.number + 1), width=40, least=40, muted=True),
        ColumnSpec(
            "nama",
            name,
            lambda row: row.name,
            width=260,
            least=130,
            stretch=True,
            typeahead=True,
            tooltip=lambda row: mark_words(row.wrong, row.doubtful) or row.name,
            icon=lambda row: mark_icon(row.wrong, row.doubtful),
            tone=lambda row: mark_tone(row.wrong, row.doubtful),
        ),
    )
    if not detail:
        return columns
    return (
        *columns,
        ColumnSpec(
            "keterangan", detail, lambda row: row.detail, width=230, least=110, tooltip=lambda row: row.detail
        ),
    )


class OrderTable(Table):
    """Emits what is wanted; the page decides."""

    move_wanted = Signal(int, int)
    """From and to which place."""
    remove_wanted = Signal()
    add_wanted = Signal()
    form_wanted = Signal()

    def __init__(self, theme: Theme, *, name: str, label: str, parent: QWidget | None = None) -> None:
        super().__init__(theme, name=name, label=label, parent=parent)
        self._pressed: QPoint | None = None
        self._from = -1
        self._gap = -1
        self.verticalHeader().setDefaultSectionSize(theme.px(32))
        self.row_activated.connect(lambda _: self.form_wanted.emit())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        place, last = self.currentIndex().row(), self.model().rowCount() - 1
        alt = event.modifiers() & Qt.KeyboardModifier.AltModifier
        if alt and event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            to = place + (1 if event.key() == Qt.Key.Key_Down else -1)
            if place >= 0 and 0 <= to <= last:
                self.move_wanted.emit(place, to)
        elif event.key() == Qt.Key.Key_Delete and place >= 0:
            self.remove_wanted.emit()
        elif event.key() == Qt.Key.Key_Insert:
            self.add_wanted.emit()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        self._pressed = event.position().toPoint()
        self._from = self.indexAt(self._pressed).row()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        at = event.position().toPoint()
        held = event.buttons() & Qt.MouseButton.LeftButton
        if not held or self._pressed is None or self._from < 0:
            return
        far = (at - self._pressed).manhattanLength() >= QApplication.startDragDistance()
        if self._gap >= 0 or far:
            self._gap = self._gap_at(at.y())
            self.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)
            self.viewport().update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        start, gap = self._from, self._gap
        self._pressed, self._from, self._gap = None, -1, -1
        self.viewport().unsetCursor()
        self.viewport().update()
        to = gap - 1 if gap > start else gap
        if gap >= 0 and to != start:
            self.move_wanted.emit(start, to)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._gap < 0:
            return
        rows = self.model().rowCount()
        edge = self.rowViewportPosition(min(self._gap, rows - 1))
        if self._gap >= rows:
            edge += self.rowHeight(rows - 1)
        painter = QPainter(self.viewport())
        painter.setPen(QPen(QColor(self.theme.colours.accent), 3))
        painter.drawLine(0, edge, self.viewport().width(), edge)

    def _gap_at(self, height: int) -> int:
        """Before which row a drop would put what is dragged."""
        rows = self.model().rowCount()
        for place in range(rows):
            if height < self.rowViewportPosition(place) + self.rowHeight(place) // 2:
                return place
        return rows
