"""Which page belongs to a step of the wizard."""

from collections.abc import Callable, Mapping

from dinsos_desk.usecases.intake.drafts import Checked
from ui.context import Context
from ui.intake.answers_page import AnswersPage
from ui.intake.draft_model import DraftModel
from ui.intake.page import WizardPage
from ui.intake.papers_page import PapersPage
from ui.intake.party_page import PartyPage
from ui.intake.steps import StepKind, WizardStep
from ui.intake.steps_card import StepsCard
from ui.intake.summary_page import SummaryPage
from ui.intake.words import Outlook


class Pages:
    """Makes them over one draft.

    ``asked_for``: papers that were asked for when it was returned; ``openable``: names of the services
    offered here; ``outlook``: what saving would do.
    """

    def __init__(
        self,
        context: Context,
        model: DraftModel,
        steps: StepsCard,
        asked_for: tuple[str, ...],
        openable: Mapping[str, str],
        outlook: Callable[[Checked], Outlook],
    ) -> None:
        self._context = context
        self._model = model
        self._steps = steps
        self._asked_for = asked_for
        self._openable = openable
        self._outlook = outlook

    def make(self, step: WizardStep) -> WizardPage:
        """The page of a step; its body is made later, in pieces."""
        if step.party is not None:
            return PartyPage(self._context, self._model, step.party)
        if step.kind is StepKind.ANSWERS:
            return AnswersPage(self._context, self._model)
        if step.kind is StepKind.PAPERS:
            return PapersPage(self._context, self._model, self._asked_for)
        return SummaryPage(self._context, self._model, self._steps.steps, self._outlook, self._openable)
