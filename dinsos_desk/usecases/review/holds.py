"""Who has an application open to decide about it, so that two do not read the same case unawares.

A mark binds nobody: whoever decides first wins by the version of the application, the other is told. It
runs out by itself, so a computer that was switched off holds nothing.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from dinsos_desk.db.queries.requests.figures import Visibility
from dinsos_desk.db.unit_of_work import UnitOfWork
from dinsos_desk.usecases.actor import Actor

TIME_OUT = timedelta(minutes=3)
"""How long after its last renewal a mark counts."""


@dataclass(frozen=True)
class HoldView:
    """Somebody else has it open."""

    who: str
    since: datetime


def hold(uow: UnitOfWork, actor: Actor, request_id: int, now: datetime) -> HoldView | None:
    """Mark an application as open here and nowhere else, or renew the mark; who has it already, if anybody.

    An application that is gone or that this user does not see is passed over.
    """
    with uow:
        uow.holds.drop_others(actor.user_id, request_id)
        seen = uow.requests.exists(request_id) and Visibility(actor.roles, actor.division).shows(
            uow.requests.get(request_id).division
        )
        if seen:
            uow.holds.put(request_id, actor.user_id, now, now - TIME_OUT)
        uow.commit()
        return _others(uow, actor, [request_id], now).get(request_id)


def release(uow: UnitOfWork, actor: Actor, request_id: int) -> None:
    """Take one's mark away."""
    with uow:
        uow.holds.drop(request_id, actor.user_id)
        uow.commit()


def held(uow: UnitOfWork, actor: Actor, request_ids: Sequence[int], now: datetime) -> dict[int, HoldView]:
    """Which of these applications somebody else has open."""
    with uow:
        return _others(uow, actor, request_ids, now)


def _others(uow: UnitOfWork, actor: Actor, request_ids: Sequence[int], now: datetime) -> dict[int, HoldView]:
    standing = uow.holds.standing(request_ids, now - TIME_OUT)
    return {
        request_id: HoldView(uow.users.get(mark.user_id).name, mark.since)
        for request_id, mark in standing.items()
        if mark.user_id != actor.user_id and mark.seen_at <= now + TIME_OUT
    }
