"""The inbox, the figures of the first screen, and the door to the lists of applications."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from sqlalchemy import ColumnElement, and_, case, func, or_, select
from sqlalchemy.orm import Session

from dinsos_desk.db.queries.requests.lists import find_requests, list_requests
from dinsos_desk.db.queries.requests.rows import (
    NARROWED_ROLES,
    Filter,
    RequestRow,
    Visibility,
    read_rows,
    rows_of,
    rows_query,
)
from dinsos_desk.db.tables import Request
from dinsos_desk.domain.routing import CLOSED_STATES, RequestState, Role

__all__ = [
    "DayCount",
    "Filter",
    "HomeFigures",
    "RequestRow",
    "Visibility",
    "find_requests",
    "finished_per_day",
    "home_figures",
    "inbox",
    "list_requests",
    "one_request",
]

_CLOSED = [state.value for state in CLOSED_STATES]


def inbox(session: Session, roles: frozenset[Role], division: str, now: datetime) -> tuple[RequestRow, ...]:
    """What waits for these roles, nearest deadline first; what has no running clock comes last."""
    seen = Visibility(roles, division).clause()
    query = rows_query().where(_mine(roles, division), *([seen] if seen is not None else []))
    query = query.order_by(Request.due_at.is_(None), Request.due_at, Request.id).limit(500)
    return read_rows(session, query)


def one_request(session: Session, request_id: int) -> RequestRow | None:
    """One application as lists show it."""
    return rows_of(session, [request_id]).get(request_id)


@dataclass(frozen=True)
class HomeFigures:
    """The counters of the first screen."""

    waiting: int
    late: int
    due_today: int
    incomplete: int
    ready: int
    received_today: int


def home_figures(session: Session, roles: frozenset[Role], division: str, now: datetime) -> HomeFigures:
    """All counters in one statement over the open applications, and today's in another."""
    open_clauses: list[ColumnElement[bool]] = [Request.state.notin_(_CLOSED)]
    sees = Visibility(roles, division).clause()
    if sees is not None:
        open_clauses.append(sees)

    def count(condition: ColumnElement[bool]) -> ColumnElement[int]:
        return func.coalesce(func.sum(case((condition, 1), else_=0)), 0)

    row = session.execute(
        select(
            count(_mine(roles, division)),
            count(_late(now)),
            count(_due_today(now)),
            count(Request.state == RequestState.INCOMPLETE.value),
            count(Request.state == RequestState.READY.value),
        ).where(*open_clauses)
    ).one()
    today = datetime.combine(now.date(), time())
    received = session.scalar(
        select(func.count())
        .select_from(Request)
        .where(Request.received_at >= today, *([sees] if sees is not None else []))
    )
    return HomeFigures(*row, received or 0)


@dataclass(frozen=True)
class DayCount:
    """Finished applications of one day."""

    day: date
    on_time: int
    late: int


def finished_per_day(session: Session, since: date) -> tuple[DayCount, ...]:
    """Applications finished per day since a day, on time and late."""
    day = func.date(Request.finished_at)
    query = (
        select(
            day,
            func.sum(case((Request.on_time.is_(True), 1), else_=0)),
            func.sum(case((Request.on_time.is_(False), 1), else_=0)),
        )
        .where(Request.finished_at >= datetime.combine(since, time()))
        .group_by(day)
        .order_by(day)
    )
    return tuple(DayCount(date.fromisoformat(d), on, late) for d, on, late in session.execute(query))


def _late(now: datetime) -> ColumnElement[bool]:
    return and_(Request.finished_at.is_(None), Request.paused_at.is_(None), Request.due_at < now)


def _due_today(now: datetime) -> ColumnElement[bool]:
    midnight = datetime.combine(now.date() + timedelta(days=1), time())
    return and_(
        Request.finished_at.is_(None),
        Request.paused_at.is_(None),
        Request.due_at >= now,
        Request.due_at < midnight,
    )


def _mine(roles: frozenset[Role], division: str) -> ColumnElement[bool]:
    """What waits for these hats; a Kasi or Kabid of a division is not bothered with others'."""
    open_states = [
        RequestState.RUNNING.value,
        RequestState.RETURNED.value,
        RequestState.READY.value,
        RequestState.INCOMPLETE.value,
    ]
    narrowed = sorted(roles & NARROWED_ROLES) if division else []
    free = sorted(roles - set(narrowed))
    parts: list[ColumnElement[bool]] = [Request.stage_role.in_([role.value for role in free])]
    if narrowed:
        parts.append(
            and_(
                Request.stage_role.in_([role.value for role in narrowed]),
                Request.division.in_((division, "")),
            )
        )
    return and_(Request.state.in_(open_states), or_(*parts))
