"""The queue of the day: giving numbers, calling them, and what became of each."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from dinsos_desk.db import tables
from dinsos_desk.db.queries.queue.day import TicketRow, ticket_row
from dinsos_desk.db.unit_of_work import UnitOfWork
from dinsos_desk.domain.queue import (
    ASIDE,
    AT_COUNTER,
    BACK_PLACES,
    RECALLABLE,
    TicketState,
    not_before,
    ticket_label,
)
from dinsos_desk.domain.routing import Role
from dinsos_desk.errors import UserError
from dinsos_desk.usecases.actor import Actor
from dinsos_desk.usecases.office.counters import choice_of, front_desk_of


@dataclass(frozen=True)
class Taken:
    """A number that was just given. ``ahead``: how many of its line are called before it."""

    ticket: TicketRow
    ahead: int


def take_ticket(uow: UnitOfWork, actor: Actor, line: str, priority: bool, now: datetime) -> Taken:
    """Give the next number of a line; the first of a day ends what the day before left.

    Raises:
        UserError: *antrean_tidak_dipakai*, or *lajur_tidak_dikenal* when the office has no such line.
    """
    actor.require(Role.PETUGAS)
    with uow:
        desk = front_desk_of(uow)
        if not desk.queue:
            raise UserError("antrean_tidak_dipakai")
        if line not in {one.letter for one in desk.queue_lines}:
            raise UserError("lajur_tidak_dikenal", huruf=line)
        uow.queue.close_before(now.date())
        ticket = uow.queue.add(now.date(), line, priority, actor.user_id, now)
        taken = Taken(ticket_row(uow.session, ticket.id), uow.queue.ahead_of(ticket))
        uow.commit()
    return taken


def close_former_days(uow: UnitOfWork, now: datetime) -> int:
    """End what earlier days left; returns how many tickets that were."""
    with uow:
        closed = uow.queue.close_before(now.date())
        if closed:
            uow.commit()
    return closed


def call_next(uow: UnitOfWork, actor: Actor, now: datetime) -> TicketRow | None:
    """Call whoever waits first to this user's counter; None when nobody waits.

    The service this user was busy with is over then. Two counters never get the same number.

    Raises:
        UserError: *antrean_tidak_dipakai*; *antrean_masih_memanggil* while a called number did not come.
    """
    actor.require(Role.PETUGAS)
    with uow:
        desk = front_desk_of(uow)
        if not desk.queue:
            raise UserError("antrean_tidak_dipakai")
        uow.queue.close_before(now.date())
        _leave_the_former(uow, actor, now)
        choice = choice_of(uow, actor)
        known = {line.letter for line in desk.queue_lines}
        called = uow.queue.call_next(now.date(), [letter for letter in choice.lines if letter in known])
        if called is not None:
            uow.queue.change(called.id, (TicketState.CALLED,), **_called(called, actor, choice.counter, now))
        row = None if called is None else ticket_row(uow.session, called.id)
        uow.commit()
    return row


def recall(uow: UnitOfWork, actor: Actor, ticket_id: int, now: datetime) -> TicketRow:
    """Call one number out of turn: it waits, did not come before, or was given up.

    Raises:
        Conflict: *antrean_berubah*: another counter was first.
        UserError: as ``call_next``.
    """

    def work() -> None:
        _leave_the_former(uow, actor, now)
        ticket = uow.queue.get(ticket_id)
        if ticket.day != now.date():
            raise UserError("antrean_hari_lain")
        called = _called(ticket, actor, choice_of(uow, actor).counter, now)
        uow.queue.change(ticket_id, RECALLABLE, state=TicketState.CALLED.value, **called)

    return _changed(uow, actor, ticket_id, work)


def call_again(uow: UnitOfWork, actor: Actor, ticket_id: int, now: datetime) -> TicketRow:
    """Call the number at this counter once more. Raises ``Conflict``."""

    def work() -> None:
        ticket = uow.queue.get(ticket_id)
        called = {"calls": ticket.calls + 1, "announced_at": not_before(now, ticket.announced_at)}
        uow.queue.change(ticket_id, (TicketState.CALLED,), actor.user_id, **called)

    return _changed(uow, actor, ticket_id, work)


def put_back(uow: UnitOfWork, actor: Actor, ticket_id: int, now: datetime) -> TicketRow:
    """Whoever was called did not come: call ``BACK_PLACES`` others first. Raises ``Conflict``."""

    def work() -> None:
        place = uow.queue.place_after(uow.queue.get(ticket_id), BACK_PLACES)
        values: dict[str, Any] = {"state": TicketState.WAITING.value, "place": place}
        uow.queue.change(ticket_id, (TicketState.CALLED,), actor.user_id, **values)

    return _changed(uow, actor, ticket_id, work)


def mark_absent(uow: UnitOfWork, actor: Actor, ticket_id: int) -> TicketRow:
    """Whoever was called did not come and is called no more, unless by number. Raises ``Conflict``."""

    def work() -> None:
        absent = TicketState.ABSENT.value
        uow.queue.change(ticket_id, (TicketState.CALLED,), actor.user_id, state=absent)

    return _changed(uow, actor, ticket_id, work)


def cancel_ticket(uow: UnitOfWork, actor: Actor, ticket_id: int) -> TicketRow:
    """Somebody who waited went away. Raises ``Conflict``."""

    def work() -> None:
        uow.queue.change(ticket_id, (TicketState.WAITING,), state=TicketState.CANCELLED.value)

    return _changed(uow, actor, ticket_id, work)


def restore_ticket(uow: UnitOfWork, actor: Actor, ticket_id: int, now: datetime) -> TicketRow:
    """Somebody who went away, or did not come, waits again at the place they had. Raises ``Conflict``."""

    def work() -> None:
        if uow.queue.get(ticket_id).day != now.date():
            raise UserError("antrean_hari_lain")
        uow.queue.change(ticket_id, ASIDE, state=TicketState.WAITING.value)

    return _changed(uow, actor, ticket_id, work)


def serve(uow: UnitOfWork, actor: Actor, ticket_id: int, now: datetime) -> TicketRow:
    """Whoever was called is here: the service begins. Raises ``Conflict``."""

    def work() -> None:
        begun = not_before(now, uow.queue.get(ticket_id).called_at)
        served = TicketState.SERVED.value
        uow.queue.change(ticket_id, (TicketState.CALLED,), actor.user_id, state=served, served_at=begun)

    return _changed(uow, actor, ticket_id, work)


def finish(uow: UnitOfWork, actor: Actor, ticket_id: int, now: datetime) -> TicketRow:
    """The service is over, with an application or without. Raises ``Conflict``."""

    def work() -> None:
        ticket = uow.queue.get(ticket_id)
        uow.queue.change(ticket_id, AT_COUNTER, actor.user_id, **_finished(ticket, now))

    return _changed(uow, actor, ticket_id, work)


def resume(uow: UnitOfWork, actor: Actor, ticket_id: int, now: datetime) -> TicketRow:
    """The service was not over after all: it goes on as if nobody had said so. Raises ``Conflict``."""

    def work() -> None:
        ticket = uow.queue.get(ticket_id)
        if ticket.day != now.date():
            raise UserError("antrean_hari_lain")
        _refuse_another(uow, actor, now)
        served = {"state": TicketState.SERVED.value, "finished_at": None}
        uow.queue.change(ticket_id, (TicketState.DONE,), actor.user_id, **served)

    return _changed(uow, actor, ticket_id, work)


def tie_application(
    uow: UnitOfWork, ticket_id: int | None, request_id: int, linked_from: int | None, now: datetime
) -> None:
    """Remember under which ticket an application was saved, inside the caller's transaction.

    An application opened because of another on the same day belongs to its ticket too. Saving ends the
    service; a ticket that another saving, or the next call, ended before stays as it is.
    """
    if ticket_id is None and linked_from is not None:
        former = uow.queue.ticket_of(linked_from)
        ticket_id = former.id if former is not None and former.day == now.date() else None
    ticket = uow.queue.find(ticket_id) if ticket_id is not None else None
    if ticket is None:
        return
    uow.queue.tie(ticket.id, request_id)
    if ticket.day == now.date() and ticket.state in {state.value for state in AT_COUNTER}:
        uow.queue.change(ticket.id, AT_COUNTER, **_finished(ticket, now))


def ticket_words(uow: UnitOfWork, request_id: int) -> str:
    """The number under which an application was taken or completed: A007, menunggu 12 menit; empty for none.

    Inside the caller's unit of work.
    """
    ticket = uow.queue.ticket_of(request_id)
    if ticket is None:
        return ""
    label = ticket_label(ticket.line, ticket.number)
    if ticket.called_at is None:
        return label
    minutes = round((ticket.called_at - ticket.taken_at).total_seconds() / 60)
    return f"{label}, menunggu {minutes} menit sampai dipanggil"


def _changed(uow: UnitOfWork, actor: Actor, ticket_id: int, work: Callable[[], None]) -> TicketRow:
    """Do one change in a transaction of its own; the ticket afterwards."""
    actor.require(Role.PETUGAS)
    with uow:
        work()
        row = ticket_row(uow.session, ticket_id)
        uow.commit()
    return row


def _leave_the_former(uow: UnitOfWork, actor: Actor, now: datetime) -> None:
    """Calling somebody else ends the service of the one before; a number that did not come must be judged."""
    busy = uow.queue.at_counter_of(now.date(), actor.user_id)
    if busy is None:
        return
    if busy.state == TicketState.CALLED:
        raise UserError("antrean_masih_memanggil", nomor=ticket_label(busy.line, busy.number))
    uow.queue.change(busy.id, (TicketState.SERVED,), actor.user_id, **_finished(busy, now))


def _refuse_another(uow: UnitOfWork, actor: Actor, now: datetime) -> None:
    busy = uow.queue.at_counter_of(now.date(), actor.user_id)
    if busy is not None:
        raise UserError("antrean_masih_memanggil", nomor=ticket_label(busy.line, busy.number))


def _called(ticket: tables.QueueTicket, actor: Actor, counter: str, now: datetime) -> dict[str, Any]:
    """What a call writes down; the time of the first one stays, for that is how long somebody waited."""
    moment = not_before(now, ticket.taken_at, ticket.announced_at)
    return {
        "called_at": ticket.called_at or moment,
        "called_by": actor.user_id,
        "counter": counter,
        "calls": ticket.calls + 1,
        "announced_at": moment,
    }


def _finished(ticket: tables.QueueTicket, now: datetime) -> dict[str, Any]:
    """A service that was never said to have begun began and ended now."""
    begun = ticket.served_at or not_before(now, ticket.called_at)
    return {
        "state": TicketState.DONE.value,
        "served_at": begun,
        "finished_at": not_before(now, begun),
    }
