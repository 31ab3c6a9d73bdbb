"""The monthly figures. Each row reconciles: carried over + received = everything it became + still open."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from sqlalchemy import ColumnElement, and_, case, func, or_, select
from sqlalchemy.orm import Session

from dinsos_desk.db.tables import (
    History,
    Lateness,
    Letter,
    Person,
    Request,
    RequestParty,
    ServiceVersion,
    User,
)
from dinsos_desk.domain.routing import RequestState

_LOST = (RequestState.REJECTED.value, RequestState.CANCELLED.value)
_WITH_APPLICANT = (RequestState.RETURNED.value, RequestState.INCOMPLETE.value)


@dataclass(frozen=True)
class Period:
    """First and last day, both included."""

    first: date
    last: date

    @property
    def start(self) -> datetime:
        """The first moment of the period."""
        return datetime.combine(self.first, time())

    @property
    def end(self) -> datetime:
        """The first moment after the period."""
        return datetime.combine(self.last + timedelta(days=1), time())


@dataclass(frozen=True)
class ServiceFigures:
    """One service in one period.

    ``completed``: product ready or handed over. ``returned``: at the end of the period with the
    applicant or the desk for papers or mending. ``open``: at the end still under way. ``on_time`` and
    ``late`` divide the completed ones that had a promised time; the others are ``unpromised``.
    """

    service_code: str
    carried_over: int
    received: int
    completed: int
    returned: int
    rejected: int
    cancelled: int
    open: int
    on_time: int
    late: int

    @property
    def unpromised(self) -> int:
        """Completed applications of services whose standard promises no time."""
        return self.completed - self.on_time - self.late


def service_figures(session: Session, period: Period) -> tuple[ServiceFigures, ...]:
    """The figures of every service that had anything in the period, by code."""
    start, end = period.start, period.end
    received = and_(Request.received_at >= start, Request.received_at < end)
    carried = and_(
        Request.received_at < start, or_(Request.finished_at.is_(None), Request.finished_at >= start)
    )
    finished = and_(Request.finished_at >= start, Request.finished_at < end)
    left_open = and_(
        Request.received_at < end, or_(Request.finished_at.is_(None), Request.finished_at >= end)
    )
    kept = and_(finished, Request.state.notin_(_LOST))

    def count(condition: ColumnElement[bool]) -> ColumnElement[int]:
        return func.sum(case((condition, 1), else_=0))

    query = (
        select(
            Request.service_code,
            count(carried),
            count(received),
            count(kept),
            count(and_(finished, Request.state == RequestState.REJECTED.value)),
            count(and_(finished, Request.state == RequestState.CANCELLED.value)),
            count(left_open),
            count(and_(kept, Request.on_time.is_(True))),
            count(and_(kept, Request.on_time.is_(False))),
        )
        .where(Request.received_at < end, or_(Request.finished_at.is_(None), Request.finished_at >= start))
        .group_by(Request.service_code)
        .order_by(Request.service_code)
    )
    waiting = _returned_at_end(session, period)
    return tuple(
        ServiceFigures(
            code, over, got, done, waiting.get(code, 0), no, off, left - waiting.get(code, 0), on, late
        )
        for code, over, got, done, no, off, left, on, late in session.execute(query)
    )


def _returned_at_end(session: Session, period: Period) -> dict[str, int]:
    """Of what was open at the end of the period: how many were with the applicant or the desk then.

    The state of that moment is that of the last step before it; today's state would rewrite history.
    """
    last_step = (
        select(func.max(History.id))
        .where(History.request_id == Request.id, History.at < period.end)
        .correlate(Request)
        .scalar_subquery()
    )
    query = (
        select(Request.service_code, func.count())
        .join(History, History.id == last_step)
        .where(
            Request.received_at < period.end,
            or_(Request.finished_at.is_(None), Request.finished_at >= period.end),
            History.state.in_(_WITH_APPLICANT),
        )
        .group_by(Request.service_code)
    )
    return {row[0]: row[1] for row in session.execute(query)}


@dataclass(frozen=True)
class DetailRow:
    """One application in the detail sheet. ``late_reason``: with who gave it and when."""

    receipt: str
    register_no: int
    service_name: str
    client_name: str
    applicant_name: str
    client_nik: str
    received_at: datetime
    due_at: datetime | None
    finished_at: datetime | None
    state: RequestState
    stage_name: str
    on_time: bool | None
    letter_number: str
    late_reason: str = ""


def _nik_of_client() -> ColumnElement[str | None]:
    """Of a finished application the NIK that was known then."""
    kept = func.json_extract(RequestParty.as_was, "$.nik")
    return case((RequestParty.as_was.is_(None), Person.nik), else_=kept)


def details(session: Session, period: Period) -> Iterator[DetailRow]:
    """Every application that was open in the period or received in it, by service and register number."""
    number = (
        select(func.group_concat(Letter.number, ", "))
        .where(Letter.request_id == Request.id, Letter.number != "")
        .correlate(Request)
        .scalar_subquery()
    )
    reason = (
        select(Lateness.reason + " (" + User.name + ", " + func.strftime("%d/%m/%Y", Lateness.at) + ")")
        .join(User, User.id == Lateness.user_id)
        .where(Lateness.request_id == Request.id)
        .order_by(Lateness.id.desc())
        .limit(1)
        .correlate(Request)
        .scalar_subquery()
    )
    query = (
        select(
            Request.receipt,
            Request.register_no,
            ServiceVersion.short_name.label("service_name"),
            Request.client_name,
            Request.applicant_name,
            func.coalesce(_nik_of_client(), "").label("client_nik"),
            Request.received_at,
            Request.due_at,
            Request.finished_at,
            Request.state,
            Request.stage_name,
            Request.on_time,
            func.coalesce(number, "").label("letter_number"),
            func.coalesce(reason, "").label("late_reason"),
        )
        .join(ServiceVersion, ServiceVersion.id == Request.version_id)
        .outerjoin(
            RequestParty,
            and_(RequestParty.request_id == Request.id, RequestParty.party == ServiceVersion.client_party),
        )
        .outerjoin(Person, Person.id == RequestParty.person_id)
        .where(
            Request.received_at < period.end,
            or_(Request.finished_at.is_(None), Request.finished_at >= period.start),
        )
        .order_by(Request.service_code, Request.register_year, Request.register_no)
    )
    for row in session.execute(query).yield_per(1000).mappings():
        yield DetailRow(**{**row, "state": RequestState(row["state"])})
