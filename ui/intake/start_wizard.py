"""The wizard of an intake, from what was opened and what this desk offers."""

from dinsos_desk.usecases.intake.drafts import IntakeDraft
from ui.context import Context
from ui.intake.draft_model import DraftModel
from ui.intake.lookups import Offer, Opened
from ui.intake.wizard import Wizard


def openable_in(offer: Offer | None) -> dict[str, str]:
    """The names of the services that this desk takes in, by their codes."""
    return {service.code: service.short_name for service in offer.services} if offer is not None else {}


def wizard_for(context: Context, opened: Opened, draft: IntakeDraft, offer: Offer) -> Wizard:
    """A wizard over a draft; its model goes with it."""
    model = DraftModel(draft, opened.service)
    faulty = opened.reason.faulty if opened.reason else ()
    wizard = Wizard(context, model, offer.hours, faulty, opened.promise, openable_in(offer))
    model.setParent(wizard)
    return wizard
