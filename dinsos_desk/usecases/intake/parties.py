"""The people and institutions of an application, kept with it when it is saved."""

from datetime import datetime

from dinsos_desk.db.repositories.subjects import subject_kind
from dinsos_desk.db.unit_of_work import UnitOfWork
from dinsos_desk.domain.people import PartyKind, Person, Subject
from dinsos_desk.usecases.actor import Actor
from dinsos_desk.usecases.intake.drafts import Checked, IntakeDraft


def keep_parties(
    uow: UnitOfWork, actor: Actor, draft: IntakeDraft, checked: Checked, now: datetime
) -> dict[str, tuple[PartyKind, int]]:
    """Keep who takes part; somebody who stands in two parties is kept once."""
    kept: dict[str, tuple[PartyKind, int]] = {}
    seen: list[tuple[Subject, tuple[PartyKind, int]]] = []
    for code, subject in checked.application.parties.items():
        entry = draft.parties.get(code)
        same = next((known for other, known in seen if _is_same(other, subject)), None)
        if same is None:
            known_id = entry.known_id if entry else None
            kind, apart = subject_kind(subject), entry.apart if entry else ()
            same = (kind, uow.people.keep(subject, known_id, actor.user_id, now, apart))
            seen.append((subject, same))
            for other in apart:
                uow.people.keep_apart(same[1], other, actor.user_id, now, kind)
        kept[code] = same
        if same[0] is PartyKind.PERSON:
            uow.attachments.give_photo(draft.nonce, code, same[1])
    return kept


def _is_same(one: Subject, other: Subject) -> bool:
    if one is other:
        return True
    return isinstance(one, Person) and isinstance(other, Person) and bool(one.nik) and one.nik == other.nik
