"""The column of steps at the left, and Alt+1…9 to jump."""

from collections.abc import Collection, Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFrame, QWidget

from ui.intake.steps import StepKind, WizardStep
from ui.theme import Theme
from ui.widgets.layouts import column
from ui.widgets.step_list import StepList

_MOST = 9


class StepsCard(QFrame):
    """Shows the steps it is given; choosing one only asks. The keys belong to the page it stands on."""

    chosen = Signal(int)

    def __init__(self, theme: Theme, page: QWidget) -> None:
        super().__init__(page)
        self.setProperty("card", True)
        self.setObjectName("kartu_langkah")
        self._theme = theme
        self._steps: tuple[WizardStep, ...] = ()
        self._list: StepList | None = None
        self._box = column(margins=(10, 14, 10, 14))
        self.setLayout(self._box)
        self.setFixedWidth(theme.px(172))
        for number in range(1, _MOST + 1):
            jump = QShortcut(QKeySequence(f"Alt+{number}"), page)
            jump.activated.connect(lambda place=number - 1: self._jump(place))

    @property
    def steps(self) -> tuple[WizardStep, ...]:
        """The steps that are shown."""
        return self._steps

    @property
    def list(self) -> StepList:
        """The list as it stands."""
        assert self._list is not None
        return self._list

    def show_steps(self, steps: Sequence[WizardStep]) -> None:
        """Show other steps; the same steps stay as they are."""
        wanted = tuple(steps)
        if wanted == self._steps and self._list is not None:
            return
        active = self._list.active() if self._list is not None else -1
        if self._list is not None:
            self._box.removeWidget(self._list)
            self._list.hide()
            self._list.deleteLater()
        self._steps = wanted
        self._list = StepList(self._theme, [step.shown() for step in wanted], f"Alt+1…{len(wanted)} pindah")
        for number, (button, step) in enumerate(zip(self._list.buttons, wanted, strict=True), 1):
            whole = step.party.label if step.party is not None else step.title
            button.setToolTip(f"{whole} (Alt+{number})")
        self._list.chosen.connect(self.chosen)
        self._box.addWidget(self._list)
        self._list.set_active(active)

    def follow(self, steps: Sequence[WizardStep]) -> bool:
        """Show other steps and stay on the one that is open; False when they are the same."""
        if tuple(steps) == self._steps:
            return False
        active = self.list.active()
        key = self._steps[active].key if active >= 0 else ""
        self.show_steps(steps)
        self.list.set_active(next((number for number, step in enumerate(steps) if step.key == key), 0))
        return True

    def mark(self, visited: Collection[str], wrong: Collection[int], unticked: bool) -> None:
        """A visited step is done or carries a sign; the one that is open stays as it is.

        ``wrong``: the places of steps with faults; ``unticked``: papers are still missing.
        """
        for number, step in enumerate(self._steps):
            if step.kind is StepKind.SUMMARY:
                continue
            seen = step.kind is StepKind.SERVICE or step.key in visited
            waits = step.kind is StepKind.PAPERS and unticked
            self.list.set_fault(number, seen and number in wrong and number != self.list.active())
            self.list.set_done(number, seen and number not in wrong and not waits)

    def _jump(self, place: int) -> None:
        if place < len(self._steps):
            self.chosen.emit(place)
