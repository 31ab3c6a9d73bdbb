"""Rules that are in the way but passed over: how they look, and by whose word."""

from dinsos_desk.domain.rules import Judgement, Verdict
from dinsos_desk.usecases.actor import Actor
from dinsos_desk.usecases.intake.drafts import IntakeDraft
from ui.intake.words import can_override
from ui.models.columns import BadgeSpec
from ui.theme import Tone

EXCEPTED = BadgeSpec("Dikecualikan", Tone.INFO, "shield-check-outline")


def is_excepted(judgement: Judgement, draft: IntakeDraft, actor: Actor) -> bool:
    """Whether a rule that bars is passed over: approved here, by one's own right, or before it was saved."""
    code = judgement.rule.code
    if judgement.verdict is not Verdict.INELIGIBLE or not draft.overrides.get(code, "").strip():
        return False
    given = code in draft.grants or draft.request_id is not None
    return given or can_override(judgement, actor.roles)


def excepted_words(judgement: Judgement, draft: IntakeDraft, actor: Actor) -> str:
    """Dikecualikan oleh … (Kepala Bidang): alasan."""
    code = judgement.rule.code
    reason = draft.overrides.get(code, "").strip()
    grant = draft.grants.get(code)
    if grant is not None:
        name, post = grant.name, grant.post
    elif can_override(judgement, actor.roles) and draft.request_id is None:
        name, post = actor.name, actor.post
    else:
        return f"Pengecualian sudah diberikan: {reason}"
    return f"Dikecualikan oleh {name}{f' ({post})' if post else ''}: {reason}"
