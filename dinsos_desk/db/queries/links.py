"""What stands beside an application: those it is linked with, and obligations that fall due."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from dinsos_desk.db.queries.requests import Visibility
from dinsos_desk.db.tables import PeriodicReport, Request, RequestLink, ServiceVersion
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
    """An obligation that waits to be met."""

    report_id: int
    request_id: int
    version_id: int
    service_name: str
    receipt: str
    client_name: str
    duty: str
    due_on: date


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


def due_until(session: Session, last: date, sees: Visibility, limit: int = 100) -> tuple[DueRow, ...]:
    """Open obligations that fall due up to a day, the oldest first, as far as this user sees them."""
    query = (
        select(
            PeriodicReport.id,
            Request.id,
            Request.version_id,
            ServiceVersion.short_name,
            Request.receipt,
            Request.client_name,
            PeriodicReport.duty,
            PeriodicReport.due_on,
        )
        .join(Request, Request.id == PeriodicReport.request_id)
        .join(ServiceVersion, ServiceVersion.id == Request.version_id)
        .where(PeriodicReport.done_on.is_(None), PeriodicReport.due_on <= last)
    )
    seen = sees.clause()
    if seen is not None:
        query = query.where(seen)
    rows = session.execute(query.order_by(PeriodicReport.due_on, PeriodicReport.id).limit(limit))
    return tuple(DueRow(*row) for row in rows)
