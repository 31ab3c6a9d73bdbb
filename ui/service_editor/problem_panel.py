"""Yang masih salah: everything that is wrong with the draft, each with its remedy and the way to it."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QWidget

from dinsos_desk.catalog.problems import Problem
from dinsos_desk.messages import fault_sentence, remedy
from ui.models.columns import BadgeSpec
from ui.theme import Theme, Tone
from ui.widgets.badge import Badge
from ui.widgets.card import Card
from ui.widgets.form_grid import FormScroll
from ui.widgets.layouts import STRETCH, clear_layout, column, restyle, row, text_label

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)
_FINE = "Tidak ada yang salah. Layanan ini dapat diuji coba dan diterbitkan."
_MOST = 60


class ProblemLine(QFrame):
    """One problem; Enter, Space or a click goes to its place."""

    chosen = Signal(object)

    def __init__(self, theme: Theme, number: int, problem: Problem, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.problem = problem
        said, mend = fault_sentence(problem.fault), remedy(problem.fault)
        self.setObjectName(f"masih_salah_{number}")
        self.setAccessibleName(f"{said} {mend}".strip())
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setProperty("card", True)
        word, tone = ("Salah", Tone.BAD) if problem.blocking else ("Peringatan", Tone.WARN)
        icon = "alert-circle-outline" if problem.blocking else "alert-outline"
        head = row(Badge(theme, BadgeSpec(word, tone, icon)), STRETCH, text_label(problem.part, "small"))
        parts = [head, text_label(said, wrap=True)]
        if mend:
            parts.append(text_label(mend, "small", wrap=True))
        self.setLayout(column(*parts, spacing=3, margins=(10, 8, 10, 8)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in _ENTER and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.chosen.emit(self.problem)
        elif event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.focusNextPrevChild(event.key() == Qt.Key.Key_Down)
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self.chosen.emit(self.problem)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        restyle(self, "chosen", True)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        restyle(self, "chosen", False)


class ProblemPanel(Card):
    """Scrolls; says so when nothing is wrong."""

    chosen = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__("Yang masih salah", name="yang_masih_salah", padding=12, parent=parent)
        self._theme = theme
        self.lines: list[ProblemLine] = []
        self._shown: tuple[Problem, ...] | None = None
        self._list = column(spacing=8)
        held = QWidget()
        held.setLayout(column(self._list, STRETCH, margins=(0, 0, theme.px(4), 0)))
        self.scroll = FormScroll(held, name="yang_masih_salah_gulir")
        self.body.addWidget(self.scroll)

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """List them, blocking ones first."""
        ordered = tuple(sorted(problems, key=lambda problem: not problem.blocking))
        if ordered == self._shown:
            return
        self._shown = ordered
        clear_layout(self._list)
        self.lines = [ProblemLine(self._theme, n, problem) for n, problem in enumerate(ordered[:_MOST])]
        for line in self.lines:
            line.chosen.connect(self.chosen)
            self._list.addWidget(line)
        blocking = sum(problem.blocking for problem in ordered)
        self.set_title(f"Yang masih salah ({blocking})" if blocking else "Pemeriksaan")
        if not ordered:
            self._list.addWidget(text_label(_FINE, "muted", wrap=True))
        elif len(ordered) > _MOST:
            self._list.addWidget(text_label(f"dan {len(ordered) - _MOST} lagi", "small"))

    def start(self) -> None:
        """Put the cursor on the first problem."""
        if self.lines:
            self.lines[0].setFocus()
