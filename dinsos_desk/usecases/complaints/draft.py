"""A complaint that is being written down and not saved yet: one for each user, kept as typed."""

from dinsos_desk.db.unit_of_work import UnitOfWork
from dinsos_desk.domain.complaints import RECORDERS
from dinsos_desk.usecases.actor import Actor
from dinsos_desk.usecases.complaints.entry import Entry

_KEY = "pengaduan_konsep"


def keep_complaint_draft(uow: UnitOfWork, actor: Actor, entry: Entry | None) -> None:
    """Keep what was typed, however unfinished; None lets it go. Raises ``UserError`` *tidak_berwenang*."""
    actor.require(*RECORDERS)
    with uow:
        forget_complaint_draft(uow, actor)
        if entry is not None:
            value = {"typed": dict(entry.typed), "person_id": entry.person_id}
            uow.preferences.remember(actor.user_id, _KEY, value)
        uow.commit()


def complaint_draft(uow: UnitOfWork, actor: Actor) -> Entry | None:
    """What this user began to write down and did not save."""
    if not actor.may(*RECORDERS):
        return None
    with uow:
        kept = uow.preferences.value(actor.user_id, _KEY)
    return Entry(dict(kept["typed"]), kept["person_id"]) if kept else None


def forget_complaint_draft(uow: UnitOfWork, actor: Actor) -> None:
    """Let it go, inside the unit of work of the caller: it became a complaint."""
    uow.preferences.remember(actor.user_id, _KEY, None)
