"""The bar at the left with the rooms of the window."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QFrame, QSizePolicy, QWidget

from ui.theme import Theme
from ui.widgets.elided import ElidedLabel
from ui.widgets.layouts import STRETCH, column

_WIDE, _SLIM, _NARROW = 212, 66, 90


@dataclass(frozen=True)
class Room:
    """One room; ``hint`` is its key, shown beside it when ``show_hint``, else as a tooltip."""

    key: str
    label: str
    icon: str
    hint: str = ""
    show_hint: bool = False


class RoomButton(QAbstractButton):
    """One entry of the bar, with an optional counter."""

    def __init__(self, theme: Theme, room: Room, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.room = room
        self._counter = 0
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.setText(room.label.replace("&", "&&"))
        self.setObjectName(f"ruang_{room.key}")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.set_counter(0)

    def set_counter(self, count: int) -> None:
        """Show how many wait in the room; 0 shows nothing."""
        self._counter = count
        waiting = f", {count} menunggu" if count else ""
        self.setAccessibleName(self.room.label + waiting)
        key = f" ({self.room.hint})" if self.room.hint else ""
        self.setToolTip(self.room.label + key + waiting)
        self.update()

    def counter(self) -> int:
        """How many wait in the room."""
        return self._counter

    def sizeHint(self) -> QSize:
        width = QFontMetrics(self._theme.font(13, QFont.Weight.DemiBold)).horizontalAdvance(self._words())
        return QSize(width + self._theme.px(52), self._theme.px(34))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(36), self._theme.px(26))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme, colours, px = self._theme, self._theme.colours, self._theme.px
        painter.setPen(QPen(QColor(colours.side_focus), 2) if self.hasFocus() else Qt.PenStyle.NoPen)
        lit = self.isChecked() or self.underMouse()
        painter.setBrush(QColor(colours.side_active) if lit else Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), px(6), px(6))
        ink = QColor(colours.side_strong if self.isChecked() else colours.side_text)
        side = px(18)
        icon = QRect(px(12), (self.height() - side) // 2, side, side)
        theme.icon(self.room.icon, ink).paint(painter, icon)
        if self.width() < px(_NARROW):
            self._paint_dot(painter)
            return
        room = self._paint_counter(painter) if self._counter else self.width() - px(8)
        font = theme.font(13, QFont.Weight.DemiBold if self.isChecked() else QFont.Weight.Medium)
        painter.setFont(font)
        painter.setPen(ink)
        left = icon.right() + px(10)
        place = QRect(left, 0, room - left, self.height())
        cut = QFontMetrics(font).elidedText(self._words(), Qt.TextElideMode.ElideRight, place.width())
        painter.drawText(place, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), cut)

    def _paint_counter(self, painter: QPainter) -> int:
        """Draw the counter at the right; where the text must end."""
        theme, px = self._theme, self._theme.px
        text = str(self._counter) if self._counter < 1000 else "999+"
        font = theme.font(11, QFont.Weight.Bold)
        width = max(QFontMetrics(font).horizontalAdvance(text) + px(12), px(26))
        pill = QRect(self.width() - width - px(8), (self.height() - px(18)) // 2, width, px(18))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.colours.counter))
        painter.drawRoundedRect(pill, px(9), px(9))
        painter.setFont(font)
        painter.setPen(QColor(theme.colours.on_counter))
        painter.drawText(pill, int(Qt.AlignmentFlag.AlignCenter), text)
        return pill.left() - px(6)

    def _paint_dot(self, painter: QPainter) -> None:
        """In the narrow bar a dot says that something waits; the number stands in the tooltip."""
        if self._counter:
            px = self._theme.px
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(self._theme.colours.counter))
            painter.drawEllipse(QRect(self.width() - px(16), px(4), px(9), px(9)))

    def _words(self) -> str:
        return f"{self.room.label}   {self.room.hint}" if self.room.show_hint else self.room.label


class SideBar(QFrame):
    """Rooms above, a few below, and a block that says the state of the last backup."""

    chosen = Signal(str)

    def __init__(
        self,
        theme: Theme,
        rooms: Sequence[Room],
        bottom: Sequence[Room] = (),
        title: str = "Dinsos Desk",
        place: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("bilah_sisi")
        self.setAccessibleName("Ruang")
        self.setProperty("sidebar", True)
        self._theme = theme
        self._compact = False
        self.setFixedWidth(theme.px(_WIDE))
        self._buttons = {room.key: self._button(theme, room) for room in (*rooms, *bottom)}
        self._brand = ElidedLabel(title, "brand")
        self._place = ElidedLabel(place, "place")
        self._block = QFrame()
        self._block.setProperty("sideblock", True)
        self._block_title = ElidedLabel("", "")
        self._block_text = ElidedLabel("", "place")
        self._block.setLayout(column(self._block_title, self._block_text, spacing=1, margins=(9, 6, 9, 6)))
        self._block.hide()
        top = [self._buttons[room.key] for room in rooms]
        low = [self._buttons[room.key] for room in bottom]
        head = column(self._brand, self._place, spacing=2, margins=(0, 0, 0, 10))
        parts = (head, *top, STRETCH, *low, self._block)
        self.setLayout(column(*parts, spacing=3, margins=(12, 14, 12, 12)))

    def set_current(self, key: str) -> None:
        """Mark the room one is in, without announcing it."""
        if key in self._buttons:
            self._buttons[key].setChecked(True)

    def set_counter(self, key: str, count: int) -> None:
        """Show how many wait in a room."""
        if key in self._buttons:
            self._buttons[key].set_counter(count)

    def set_place(self, place: str) -> None:
        """Name the office under the program's name."""
        self._place.setText(place)

    def set_block(self, title: str, text: str) -> None:
        """Say the state at the bottom of the bar; an empty title hides it."""
        self._block_title.setText(title)
        self._block_text.setText(text)
        self._block.setAccessibleName(f"{title}, {text}")
        self._block.setToolTip(f"{title}\n{text}" if title else "")
        self._show_words()

    def set_compact(self, compact: bool) -> None:
        """Icons only, for a narrow window or large text; names stand in the tooltips."""
        self._compact = compact
        self.setFixedWidth(self._theme.px(_SLIM if compact else _WIDE))
        self._show_words()

    def is_compact(self) -> bool:
        """Whether only icons are shown."""
        return self._compact

    def button(self, key: str) -> RoomButton:
        """The entry of a room."""
        return self._buttons[key]

    def _show_words(self) -> None:
        self._brand.setVisible(not self._compact)
        self._place.setVisible(not self._compact)
        self._block.setVisible(not self._compact and bool(self._block_title.text()))

    def _button(self, theme: Theme, room: Room) -> RoomButton:
        button = RoomButton(theme, room)
        button.clicked.connect(lambda: self.chosen.emit(room.key))
        return button
