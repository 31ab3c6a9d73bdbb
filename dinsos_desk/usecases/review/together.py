"""Several alike approved together: each in a transaction of its own, with a result for each."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from dinsos_desk.db.queries.requests.figures import RequestRow, Visibility
from dinsos_desk.db.queries.requests.review import standing_rows
from dinsos_desk.db.unit_of_work import UnitOfWork
from dinsos_desk.domain.routing import (
    Action,
    Position,
    RequestState,
    StageKind,
    allowed,
    decided_on_paper,
    hats_here,
    stage_fields,
)
from dinsos_desk.errors import DeskError
from dinsos_desk.usecases.actor import Actor
from dinsos_desk.usecases.requests.cases import readable_service
from dinsos_desk.usecases.review.deciding import Decided, Decision, decide

_BY_THE_PROGRAM = frozenset({StageKind.REVIEW, StageKind.SIGN, StageKind.NUMBER})
"""Kinds of stages at which nothing is done by hand: the program initials, numbers, and signs."""


@dataclass(frozen=True)
class Alike:
    """What applications have in common that may be approved together: the service and the stage."""

    service: str
    stage: str
    stage_name: str
    kind: StageKind


@dataclass(frozen=True)
class Outcome:
    """What became of one. Either ``decided`` or ``error``; neither when it was not reached any more."""

    row: RequestRow
    decided: Decided | None = None
    error: DeskError | None = None


def approvable(uow: UnitOfWork, actor: Actor, request_ids: Sequence[int]) -> dict[int, Alike]:
    """Which of these this user may approve without writing anything down, and what they are alike in.

    What is only recorded from paper, needs an entry or is done by hand is left out.
    """
    with uow:
        sees = Visibility(actor.roles, actor.division)
        rows = [row for row in standing_rows(uow.session, request_ids) if sees.shows(row.division)]
        services = {known: readable_service(uow, known) for known in {row.version_id for row in rows}}
        found = {}
        for row in rows:
            service = services[row.version_id]
            if service is None:
                continue
            route, stage = service.route, service.route.stage(row.stage)
            roles = hats_here(route, stage, actor.roles, row.taken_by == actor.user_id)
            if (
                stage.kind in _BY_THE_PROGRAM
                and not stage_fields(stage)
                and not decided_on_paper(stage, roles)
                and Action.APPROVE in allowed(route, Position(RequestState(row.state), row.stage), roles)
            ):
                found[row.id] = Alike(row.service_code, stage.code, stage.name, stage.kind)
        return found


def approve_together(
    open_uow: Callable[[], UnitOfWork],
    actor: Actor,
    rows: Sequence[RequestRow],
    alike: Alike,
    now: Callable[[], datetime],
    tell: Callable[[int, int, str], None],
    stopped: Callable[[], bool],
) -> tuple[Outcome, ...]:
    """Approve these applications one by one, as they were seen in ``rows``.

    A failure of one is its result and stops nobody else; after ``stopped`` says so the rest is left alone.
    """
    outcomes = []
    for place, row in enumerate(rows):
        if stopped():
            outcomes += [Outcome(left) for left in rows[place:]]
            break
        tell(place, len(rows), f"{row.receipt} · {row.client_name}")
        decision = Decision(row.id, row.version, alike.stage, Action.APPROVE)
        try:
            outcomes.append(Outcome(row, decide(open_uow(), actor, decision, now())))
        except DeskError as error:
            outcomes.append(Outcome(row, error=error))
    return tuple(outcomes)
