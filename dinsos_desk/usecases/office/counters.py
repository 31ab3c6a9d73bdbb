"""How numbers are called here: the lines of the office, and the counter of each user."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from dinsos_desk.db.unit_of_work import UnitOfWork
from dinsos_desk.domain.front_desk import FrontDesk, QueueLine, front_desk_from
from dinsos_desk.domain.queue import LONGEST_COUNTER
from dinsos_desk.domain.routing import Role
from dinsos_desk.usecases.actor import Actor

DEFAULT_COUNTER = "Loket 1"


@dataclass(frozen=True)
class CounterChoice:
    """How a user calls. ``lines``: letters of the lines called from, none for all of them.

    ``slips``: whether a number that is given is printed at once.
    """

    counter: str = DEFAULT_COUNTER
    lines: tuple[str, ...] = ()
    slips: bool = True


def queue_is_on(uow: UnitOfWork) -> bool:
    """Whether this office gives ticket numbers."""
    with uow:
        return front_desk_of(uow).queue


def queue_lines(uow: UnitOfWork) -> tuple[QueueLine, ...]:
    """The lines of this office."""
    with uow:
        return front_desk_of(uow).queue_lines


def counter_choice(uow: UnitOfWork, actor: Actor) -> CounterChoice:
    """How this user calls."""
    with uow:
        return choice_of(uow, actor)


def keep_counter_choice(uow: UnitOfWork, actor: Actor, choice: CounterChoice) -> CounterChoice:
    """Remember how this user calls; an empty name of the counter becomes the usual one."""
    actor.require(Role.PETUGAS)
    name = " ".join(choice.counter.split())[:LONGEST_COUNTER] or DEFAULT_COUNTER
    kept = replace(choice, counter=name)
    with uow:
        values = {"counter": kept.counter, "lines": list(kept.lines), "slips": kept.slips}
        uow.queue.keep_choice(actor.user_id, values)
        uow.commit()
    return kept


def line_name(lines: Iterable[QueueLine], letter: str) -> str:
    """What a line is called; its letter alone when the office has it no more."""
    return next((line.name for line in lines if line.letter == letter), f"Antrean {letter}")


def front_desk_of(uow: UnitOfWork) -> FrontDesk:
    """How the front desk works, inside the caller's unit of work."""
    return front_desk_from(uow.offices.get().front_desk)


def choice_of(uow: UnitOfWork, actor: Actor) -> CounterChoice:
    """How a user calls, inside the caller's unit of work."""
    kept = uow.queue.choice(actor.user_id)
    return CounterChoice(
        str(kept.get("counter", DEFAULT_COUNTER)), tuple(kept.get("lines", ())), bool(kept.get("slips", True))
    )
