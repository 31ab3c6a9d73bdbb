"""What a user chose last in the room of registers."""

from dataclasses import dataclass
from datetime import date

from dinsos_desk.db.queries.recaps.figures import Period
from dinsos_desk.db.unit_of_work import UnitOfWork
from dinsos_desk.usecases.actor import Actor

_KEY = "register"


@dataclass(frozen=True)
class RegisterChoices:
    """The register, the kind of period, and the days of a free span."""

    book: str = ""
    kind: str = ""
    span: Period | None = None


def register_choices(uow: UnitOfWork, actor: Actor) -> RegisterChoices:
    """The choices of this user; what cannot be read is left out."""
    with uow:
        kept = uow.preferences.value(actor.user_id, _KEY)
    if not isinstance(kept, dict):
        return RegisterChoices()
    try:
        first, last = (date.fromisoformat(day) for day in kept["span"])
        span = Period(first, last) if first <= last else None
    except (KeyError, TypeError, ValueError):
        span = None
    return RegisterChoices(str(kept.get("book", "")), str(kept.get("kind", "")), span)


def keep_register_choices(uow: UnitOfWork, actor: Actor, choices: RegisterChoices) -> None:
    """Remember them."""
    span = choices.span
    days = [span.first.isoformat(), span.last.isoformat()] if span is not None else []
    with uow:
        value = {"book": choices.book, "kind": choices.kind, "span": days}
        uow.preferences.remember(actor.user_id, _KEY, value)
        uow.commit()
