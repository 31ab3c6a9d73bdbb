"""What stands beside an application: those it is linked with, and obligations that fall due."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from dinsos_desk.db.queries.requests.figures import Visibility
from dinsos_desk.db.tables import PeriodicReport, Request, RequestLink, ServiceVersion, User
from dinsos_desk.domain.routing import RequestState


@dataclass(frozen=True)
class LinkedRow:
    """An application linked with another. ``opened_here``: it was opened because of that other one."""

    id: int
    receipt: str
    service_code: str
    service_name: str
    state: RequestState
    reason: str
    opened_here: bool


@dataclass(frozen=True)
class DueRow:
    """An obligation that waits to be met, or one that was closed: then with who did so, when and why."""

    report_id: int
    request_id: int
    version_id: int
    service_name: str
    receipt: str
    client_name: str
    duty: str
    due_on: date
    remind_on: date
    done_on: date | None = None
    done_by: str = ""
    note: str = ""
    dropped: str = ""


def linked_with(session: Session, request_id: int, sees: Visibility) -> tuple[LinkedRow, ...]:
    """The applications linked with one, as far as this user sees them, oldest first."""
    query = (
        select(
            Request.id,
            Request.receipt,
            Request.service_code,
            ServiceVersion.short_name,
            Request.state,
            RequestLink.reason,
            RequestLink.from_id == request_id,
        )
        .join(RequestLink, or_(RequestLink.from_id == Request.id, RequestLink.to_id == Request.id))
        .join(ServiceVersion, ServiceVersion.id == Request.version_id)
        .where(
            or_(RequestLink.from_id == request_id, RequestLink.to_id == request_id), Request.id != request_id
        )
    )
    seen = sees.clause()
    if seen is not None:
        query = query.where(seen)
    return tuple(
        LinkedRow(i, receipt, code, name, RequestState(state), reason, here)
        for i, receipt, code, name, state, reason, here in session.execute(query.order_by(Request.id))
    )


_DUE = (
    PeriodicReport.id,
    Request.id,
    Request.version_id,
    ServiceVersion.short_name,
    Request.receipt,
    Request.client_name,
    PeriodicReport.duty,
    PeriodicReport.due_on,
    PeriodicReport.remind_on,
)


def closed_obligations(session: Session, sees: Visibility, limit: int = 100) -> tuple[DueRow, ...]:
    """Obligations that were met or dropped, the last first, as far as this user sees them."""
    done = (PeriodicReport.done_on, User.name, PeriodicReport.note, PeriodicReport.dropped)
    query = (
        select(*_DUE, *done)
        .join(Request, Request.id == PeriodicReport.request_id)
        .join(ServiceVersion, ServiceVersion.id == Request.version_id)
        .join(User, User.id == PeriodicReport.done_by)
        .where(PeriodicReport.done_on.is_not(None), PeriodicReport.withdrawn_at.is_(None))
    )
    seen = sees.clause()
    if seen is not None:
        query = query.where(seen)
    rows = session.execute(
        query.order_by(PeriodicReport.done_on.desc(), PeriodicReport.id.desc()).limit(limit)
    )
    return tuple(DueRow(*row) for row in rows)


def due_until(session: Session, last: date, sees: Visibility, limit: int = 100) -> tuple[DueRow, ...]:
    """Open obligations to be thought of up to a day, the oldest first, as far as this user sees them."""
    query = (
        select(*_DUE)
        .join(Request, Request.id == PeriodicReport.request_id)
        .join(ServiceVersion, ServiceVersion.id == Request.version_id)
        .where(PeriodicReport.done_on.is_(None), PeriodicReport.remind_on <= last)
    )
    seen = sees.clause()
    if seen is not None:
        query = query.where(seen)
    rows = session.execute(query.order_by(PeriodicReport.due_on, PeriodicReport.id).limit(limit))
    return tuple(DueRow(*row) for row in rows)
