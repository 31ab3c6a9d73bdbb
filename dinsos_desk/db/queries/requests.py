"""Lists of applications: filters, pages, the inbox and the figures of the first screen."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, func, or_, select
from sqlalchemy.orm import Session

from dinsos_desk.db.tables import Request, ServiceVersion
from dinsos_desk.domain.routing import CLOSED_STATES, RequestState, Role

_CLOSED = [state.value for state in CLOSED_STATES]
_NARROWED_ROLES = frozenset({Role.KASI, Role.KABID})


@dataclass(frozen=True)
class RequestRow:
    """One application as lists show it."""

    id: int
    receipt: str
    client_name: str
    applicant_name: str
    service_code: str
    service_name: str
    stage_name: str
    stage_role: str
    state: RequestState
    received_at: datetime
    due_at: datetime | None
    paused: bool
    finished_at: datetime | None
    on_time: bool | None
    version: int


@dataclass(frozen=True)
class Filter:
    """Which applications a list shows; empty parts do not narrow.

    ``late``, ``due_today``: of the open ones whose clock runs. ``received``: first and last day.
    ``mine``: those that wait for these roles (and division, for a Kasi or Kabid).
    """

    text: str = ""
    services: tuple[str, ...] = ()
    states: tuple[RequestState, ...] = ()
    late: bool = False
    due_today: bool = False
    received: tuple[date, date] | None = None
    mine: frozenset[Role] = frozenset()
    division: str = ""


@dataclass(frozen=True)
class Visibility:
    """What a user may see at all: a Kasi or Kabid with a division sees that division."""

    roles: frozenset[Role]
    division: str = ""

    def clause(self) -> ColumnElement[bool] | None:
        """The condition, or None when everything may be seen."""
        if not self.division or self.roles - _NARROWED_ROLES:
            return None
        return Request.division.in_((self.division, ""))

    def shows(self, division: str) -> bool:
        """The same for one application that is already loaded."""
        return self.clause() is None or division in (self.division, "")


def list_requests(
    session: Session,
    wanted: Filter,
    sees: Visibility,
    now: datetime,
    *,
    after: tuple[datetime, int] | None = None,
    limit: int = 200,
) -> tuple[RequestRow, ...]:
    """One page, newest first; ``after`` is the received moment and id of the last row of the page before."""
    query = _rows().where(*_clauses(wanted, sees, now))
    if after is not None:
        moment, last = after
        query = query.where(
            or_(Request.received_at < moment, and_(Request.received_at == moment, Request.id < last))
        )
    query = query.order_by(Request.received_at.desc(), Request.id.desc()).limit(limit)
    return _read(session, query)


def inbox(session: Session, roles: frozenset[Role], division: str, now: datetime) -> tuple[RequestRow, ...]:
    """What waits for these roles, nearest deadline first; what has no running clock comes last."""
    wanted = Filter(mine=roles, division=division)
    query = _rows().where(*_clauses(wanted, Visibility(roles, division), now))
    query = query.order_by(Request.due_at.is_(None), Request.due_at, Request.id).limit(500)
    return _read(session, query)


def one_request(session: Session, request_id: int) -> RequestRow | None:
    """One application as lists show it."""
    rows = _read(session, _rows().where(Request.id == request_id))
    return rows[0] if rows else None


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


def _rows() -> Select[Any]:
    columns: list[Any] = [
        Request.id,
        Request.receipt,
        Request.client_name,
        Request.applicant_name,
        Request.service_code,
        ServiceVersion.short_name.label("service_name"),
        Request.stage_name,
        Request.stage_role,
        Request.state,
        Request.received_at,
        Request.due_at,
        Request.paused_at.is_not(None).label("paused"),
        Request.finished_at,
        Request.on_time,
        Request.version,
    ]
    return select(*columns).join(ServiceVersion, ServiceVersion.id == Request.version_id)


def _read(session: Session, query: Select[Any]) -> tuple[RequestRow, ...]:
    return tuple(
        RequestRow(**{**row, "state": RequestState(row["state"])})
        for row in session.execute(query).mappings()
    )


def _clauses(wanted: Filter, sees: Visibility, now: datetime) -> list[ColumnElement[bool]]:
    clauses: list[ColumnElement[bool]] = []
    seen = sees.clause()
    if seen is not None:
        clauses.append(seen)
    if wanted.services:
        clauses.append(Request.service_code.in_(wanted.services))
    if wanted.states:
        clauses.append(Request.state.in_([state.value for state in wanted.states]))
    if wanted.received is not None:
        first, last = wanted.received
        clauses += [
            Request.received_at >= datetime.combine(first, time()),
            Request.received_at < datetime.combine(last + timedelta(days=1), time()),
        ]
    if wanted.late:
        clauses += [Request.state.notin_(_CLOSED), _late(now)]
    if wanted.due_today:
        clauses += [Request.state.notin_(_CLOSED), _due_today(now)]
    if wanted.mine:
        clauses.append(_mine(wanted.mine, wanted.division))
    if wanted.text.strip():
        clauses.append(_matches(wanted.text))
    return clauses


def _matches(text: str) -> ColumnElement[bool]:
    words: Sequence[str] = text.split()
    return or_(
        Request.receipt.startswith(text.strip(), autoescape=True),
        and_(
            *(
                or_(
                    Request.client_name.icontains(word, autoescape=True),
                    Request.applicant_name.icontains(word, autoescape=True),
                )
                for word in words
            )
        ),
    )


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
    narrowed = sorted(roles & _NARROWED_ROLES) if division else []
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
