"""Applications that wait for papers: a list, the longest wait first, and how many there are."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, and_, case, func, select
from sqlalchemy.orm import Session

from dinsos_desk.db.queries.requests.figures import Visibility
from dinsos_desk.db.tables import Reminder, Request, ServiceVersion
from dinsos_desk.domain.routing import RequestState


@dataclass(frozen=True)
class WaitingRow:
    """One application without all its papers.

    ``since``: when the applicant was last told what is missing, at the desk or by a reviewer who asked for
    papers. ``reminded_at``: the last reminder since then.
    """

    id: int
    receipt: str
    version: int
    version_id: int
    client_name: str
    applicant_name: str
    service_code: str
    service_name: str
    since: datetime
    reminded_at: datetime | None
    reminders: int


def waiting_requests(session: Session, sees: Visibility, limit: int) -> tuple[WaitingRow, ...]:
    """The applications that wait for papers, the longest wait first."""
    reminded = (
        select(
            Reminder.request_id,
            func.max(Reminder.at).label("at"),
            func.count().label("times"),
        )
        .join(Request, Request.id == Reminder.request_id)
        .where(*_waits(sees), Reminder.at >= Request.stage_since)
        .group_by(Reminder.request_id)
        .subquery()
    )
    query = (
        select(
            Request.id,
            Request.receipt,
            Request.version,
            Request.version_id,
            Request.client_name,
            Request.applicant_name,
            Request.service_code,
            ServiceVersion.short_name,
            Request.stage_since,
            reminded.c.at,
            func.coalesce(reminded.c.times, 0),
        )
        .join(ServiceVersion, ServiceVersion.id == Request.version_id)
        .outerjoin(reminded, reminded.c.request_id == Request.id)
        .where(*_waits(sees))
        .order_by(Request.stage_since, Request.id)
        .limit(limit)
    )
    return tuple(WaitingRow(*row) for row in session.execute(query))


@dataclass(frozen=True)
class WaitingFigures:
    """How many wait for papers, how many of them longer than allowed, and how many are to be reminded."""

    waiting: int = 0
    past_limit: int = 0
    to_remind: int = 0


def waiting_figures(
    session: Session, sees: Visibility, limit_before: datetime | None, remind_before: datetime | None
) -> WaitingFigures:
    """Count them. ``limit_before``: a wait that began before it is too long; ``remind_before``: nobody was
    heard of or reminded since. None: the office sets no such limit.
    """
    late = Request.stage_since < limit_before if limit_before else None
    quiet: ColumnElement[bool] | None = None
    if remind_before is not None:
        fresh = (
            select(Reminder.id)
            .where(Reminder.request_id == Request.id, Reminder.at >= remind_before)
            .exists()
        )
        quiet = and_(Request.stage_since < remind_before, ~fresh)
        if late is not None:
            quiet = and_(quiet, ~late)
    row = session.execute(
        select(func.count(), _sum(late), _sum(quiet)).select_from(Request).where(*_waits(sees))
    ).one()
    return WaitingFigures(*row)


def _sum(condition: ColumnElement[bool] | None) -> ColumnElement[int]:
    if condition is None:
        return func.coalesce(0, 0)
    return func.coalesce(func.sum(case((condition, 1), else_=0)), 0)


def _waits(sees: Visibility) -> list[ColumnElement[bool]]:
    clauses: list[ColumnElement[bool]] = [Request.state == RequestState.INCOMPLETE.value]
    seen = sees.clause()
    return clauses if seen is None else [*clauses, seen]


@dataclass(frozen=True)
class FoundNumber:
    """The application of a receipt number."""

    id: int
    state: RequestState


def find_number(session: Session, sees: Visibility, number: str) -> FoundNumber | None:
    """The application with exactly this receipt number, None when there is none that this user sees."""
    query = select(Request.id, Request.state).where(Request.receipt == number.strip())
    seen = sees.clause()
    row = session.execute(query if seen is None else query.where(seen)).one_or_none()
    return None if row is None else FoundNumber(row.id, RequestState(row.state))
