"""The steps of a wizard: where one is, what is done, what is wrong."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from ui.theme import Theme
from ui.widgets.layouts import STRETCH, column, text_label

_BREAKS = re.compile(r"[^ /]*[ /]|[^ /]+$")
"""A word with the space or stroke behind it."""


@dataclass(frozen=True)
class Step:
    """One page of a wizard."""

    key: str
    title: str


class StepButton(QAbstractButton):
    """One step, drawn as a circle with its number or a sign, and its title."""

    def __init__(self, theme: Theme, number: int, step: Step, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._number = number
        self.done = self.fault = self.active = False
        self.setText(step.title)
        self.setObjectName(f"langkah_{step.key}")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setToolTip(f"{step.title} (Alt+{number})")
        self.tell()

    def tell(self) -> None:
        """Say the state to a screen reader, and draw it."""
        states = [word for word, holds in self._states() if holds]
        self.setAccessibleName(f"{self._number}. {self.text()}")
        self.setAccessibleDescription(", ".join(states))
        self.update()

    def sizeHint(self) -> QSize:
        bold = QFontMetrics(self._theme.font(13, QFont.Weight.DemiBold))
        px = self._theme.px
        return QSize(bold.horizontalAdvance(self.text()) + px(52), px(38))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._theme.px(90), self.heightForWidth(max(self.width(), self._theme.px(90))))

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        """One line stands in 38 pixels, two in 48."""
        return self._theme.px(38 if len(self.lines(self._room(width))) == 1 else 48)

    def lines(self, width: int) -> list[str]:
        """The title on one line or two; what does not fit then is elided."""
        metrics = QFontMetrics(self._theme.font(13, QFont.Weight.DemiBold))
        parts = _BREAKS.findall(" ".join(self.text().split()))
        count = 1
        while count < len(parts) and metrics.horizontalAdvance("".join(parts[: count + 1]).strip()) <= width:
            count += 1
        kept = [line for line in ("".join(parts[:count]).strip(), "".join(parts[count:])) if line]
        return [metrics.elidedText(line, Qt.TextElideMode.ElideRight, width) for line in kept]

    def _room(self, width: int) -> int:
        """What the circle leaves of a width."""
        return width - self._theme.px(44) - 2

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme, colours, area = self._theme, self._theme.colours, self.rect().adjusted(1, 1, -2, -2)
        if self.hasFocus():
            painter.setPen(QPen(QColor(colours.accent), 2))
        else:
            painter.setPen(Qt.PenStyle.NoPen)
        ground = colours.accent_soft if self.active else colours.pressed if self.underMouse() else ""
        painter.setBrush(QColor(ground) if ground else Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(area, theme.px(6), theme.px(6))
        side = theme.px(22)
        circle = QRect(theme.px(8), (self.height() - side) // 2, side, side)
        self._paint_circle(painter, circle)
        waiting = not (self.active or self.done or self.fault)
        font = theme.font(13, QFont.Weight.DemiBold if self.active else QFont.Weight.Normal)
        painter.setFont(font)
        painter.setPen(QColor(colours.muted if waiting else colours.text))
        wide = self._room(self.width())
        place = QRect(circle.right() + theme.px(10), 0, wide + theme.px(4), self.height())
        words = "\n".join(self.lines(wide))
        painter.drawText(place, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), words)

    def _paint_circle(self, painter: QPainter, circle: QRect) -> None:
        theme, colours = self._theme, self._theme.colours
        ground, ink, icon = colours.neutral_soft, colours.muted, ""
        if self.active:
            ground, ink = colours.accent, colours.on_accent
        elif self.fault:
            ground, ink, icon = colours.bad_soft, colours.bad, "exclamation"
        elif self.done:
            ground, ink, icon = colours.accent_soft, colours.accent, "check"
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(ground))
        painter.drawEllipse(circle)
        if icon:
            inset = circle.width() // 5
            theme.icon(icon, ink).paint(painter, circle.adjusted(inset, inset, -inset, -inset))
        else:
            painter.setFont(theme.font(12, QFont.Weight.DemiBold))
            painter.setPen(QColor(ink))
            painter.drawText(circle, int(Qt.AlignmentFlag.AlignCenter), str(self._number))

    def _states(self) -> tuple[tuple[str, bool], ...]:
        return (("langkah ini", self.active), ("perlu diperbaiki", self.fault), ("selesai", self.done))


class StepList(QWidget):
    """The column of steps; choosing one only asks, the wizard decides with ``set_active``."""

    chosen = Signal(int)

    def __init__(
        self, theme: Theme, steps: Sequence[Step], hint: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("daftar_langkah")
        self.setAccessibleName("Langkah")
        self.buttons = [StepButton(theme, number, step) for number, step in enumerate(steps, 1)]
        for place, button in enumerate(self.buttons):
            button.clicked.connect(lambda _=False, place=place: self.chosen.emit(place))
        self._hint = text_label(hint, "small", wrap=True)
        if not hint:
            self._hint.hide()
        self.setLayout(column(*self.buttons, STRETCH, self._hint, spacing=4))

    def set_active(self, place: int) -> None:
        """Mark the step one is on."""
        for number, button in enumerate(self.buttons):
            button.active = number == place
            button.tell()

    def set_done(self, place: int, done: bool = True) -> None:
        """Mark a step as complete, or not."""
        self.buttons[place].done = done
        self.buttons[place].tell()

    def set_fault(self, place: int, fault: bool = True) -> None:
        """Mark a step that needs mending; shown with a sign, not by colour alone."""
        self.buttons[place].fault = fault
        self.buttons[place].tell()

    def active(self) -> int:
        """The step one is on, -1 for none."""
        return next((place for place, button in enumerate(self.buttons) if button.active), -1)
