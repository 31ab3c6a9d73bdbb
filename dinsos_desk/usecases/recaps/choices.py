"""What a user chose last in the room of recaps."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from dinsos_desk.db.unit_of_work import UnitOfWork
from dinsos_desk.usecases.actor import Actor
from dinsos_desk.usecases.recaps.covering import Covering, CoverKind

_KEY, _SENDING = "rekap", "rekap/paket"


@dataclass(frozen=True)
class RecapChoices:
    """The part that is shown, the kind of period, and by part which of its tables."""

    part: str = ""
    kind: str = ""
    tables: Mapping[str, str] = field(default_factory=dict)


def recap_choices(uow: UnitOfWork, actor: Actor) -> RecapChoices:
    """The choices of this user; what this program does not know of them is left out."""
    with uow:
        kept = uow.preferences.value(actor.user_id, _KEY)
    if not isinstance(kept, dict):
        return RecapChoices()
    tables = kept.get("tables")
    return RecapChoices(
        str(kept.get("part", "")),
        str(kept.get("kind", "")),
        {str(k): str(v) for k, v in tables.items()} if isinstance(tables, dict) else {},
    )


def keep_choices(uow: UnitOfWork, actor: Actor, choices: RecapChoices) -> None:
    """Remember them."""
    with uow:
        value = {"part": choices.part, "kind": choices.kind, "tables": dict(choices.tables)}
        uow.preferences.remember(actor.user_id, _KEY, value)
        uow.commit()


@dataclass(frozen=True)
class Sending:
    """How the package was sent last: the covering letter, and the folder it went to."""

    covering: Covering
    folder: str


def sending_of(uow: UnitOfWork, actor: Actor) -> Sending | None:
    """What this user chose last; None before the first package. A number is never remembered."""
    with uow:
        kept = uow.preferences.value(actor.user_id, _SENDING)
    if not isinstance(kept, dict) or kept.get("kind") not in set(CoverKind):
        return None
    covering = Covering(CoverKind(kept["kind"]), str(kept.get("to", "")), str(kept.get("post", "")))
    return Sending(covering, str(kept.get("folder", "")))


def keep_sending(uow: UnitOfWork, actor: Actor, sending: Sending) -> None:
    """Remember it."""
    covering = sending.covering
    value = {
        "kind": covering.kind.value,
        "to": covering.to,
        "post": covering.post,
        "folder": sending.folder,
    }
    with uow:
        uow.preferences.remember(actor.user_id, _SENDING, value)
        uow.commit()
