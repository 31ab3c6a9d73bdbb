"""The first step as it stands in the wizard: the column of steps, and the choice of the service."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.context import Context
from ui.intake.service_page import ServicePage
from ui.intake.steps import GENERAL_STEPS, WizardStep
from ui.intake.steps_card import StepsCard
from ui.widgets.layouts import row


class FirstStep(QWidget):
    """``show_steps`` with the steps of a wizard that waits behind it, or None."""

    step_chosen = Signal(int)

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.page = ServicePage(context)
        self.steps_card = StepsCard(context.theme, self)
        self.steps_card.chosen.connect(self.step_chosen)
        whole = row(self.steps_card, self.page, spacing=14)
        whole.setStretch(1, 1)
        self.setLayout(whole)
        self.show_steps(None)

    def show_steps(self, steps: Sequence[WizardStep] | None) -> None:
        """The steps beside the list of services."""
        self.steps_card.show_steps(steps or GENERAL_STEPS)
        self.steps_card.list.set_active(0)
