"""Reminders made by hand as lists show them, and reasons for lateness."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from dinsos_desk.db.queries.requests.figures import Visibility
from dinsos_desk.db.tables import Request, ServiceVersion, Tickler, User


@dataclass(frozen=True)
class TicklerRow:
    """One reminder. ``receipt``, ``client_name`` and ``service_name`` are empty without an application."""

    id: int
    request_id: int | None
    person_id: int | None
    receipt: str
    client_name: str
    service_name: str
    text: str
    due_on: date
    made_at: datetime
    made_by: str
    state: str


def tickler_rows(
    session: Session, sees: Visibility, states: Sequence[str], last: date | None = None, limit: int = 500
) -> tuple[TicklerRow, ...]:
    """Reminders in some states up to a day, the oldest first, as far as this user sees them."""
    if sees.is_blind:
        return ()
    query = (
        select(
            Tickler.id,
            Tickler.request_id,
            Tickler.person_id,
            Request.receipt,
            Request.client_name,
            ServiceVersion.short_name,
            Tickler.text,
            Tickler.due_on,
            Tickler.made_at,
            User.name,
            Tickler.state,
        )
        .join(User, User.id == Tickler.made_by)
        .outerjoin(Request, Request.id == Tickler.request_id)
        .outerjoin(ServiceVersion, ServiceVersion.id == Request.version_id)
        .where(Tickler.state.in_(states))
    )
    if last is not None:
        query = query.where(Tickler.due_on <= last)
    seen = sees.clause()
    if seen is not None:
        query = query.where(or_(Tickler.request_id.is_(None), seen))
    waiting = "menunggu" in states
    order = (Tickler.due_on, Tickler.id) if waiting else (Tickler.due_on.desc(), Tickler.id.desc())
    return tuple(
        TicklerRow(row[0], row[1], row[2], row[3] or "", row[4] or "", row[5] or "", *row[6:])
        for row in session.execute(query.order_by(*order).limit(limit))
    )
