"""What the page of one person or institution shows beside its facts: applications and corrections."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from dinsos_desk.db.queries.people import EarlierRow
from dinsos_desk.db.queries.requests import Visibility
from dinsos_desk.db.tables import PersonChange, Request, RequestParty, ServiceVersion, User
from dinsos_desk.domain.people import PartyKind
from dinsos_desk.domain.routing import RequestState


@dataclass(frozen=True)
class ChangeRow:
    """One correction: ``before`` holds the former values of the columns that were changed."""

    at: datetime
    who: str
    before: Mapping[str, Any]


def applications_of(
    session: Session, kind: PartyKind, known_id: int, sees: Visibility, limit: int = 50
) -> tuple[EarlierRow, ...]:
    """Applications in which somebody takes part and which the user may see, newest first."""
    column = RequestParty.person_id if kind is PartyKind.PERSON else RequestParty.institution_id
    query = (
        select(
            Request.id,
            Request.receipt,
            Request.service_code,
            ServiceVersion.short_name,
            Request.state,
            Request.received_at,
        )
        .join(RequestParty, RequestParty.request_id == Request.id)
        .join(ServiceVersion, ServiceVersion.id == Request.version_id)
        .where(column == known_id)
    )
    seen = sees.clause()
    if seen is not None:
        query = query.where(seen)
    rows = session.execute(query.order_by(Request.id.desc()).distinct().limit(limit))
    return tuple(
        EarlierRow(i, receipt, code, name, RequestState(state), at.date())
        for i, receipt, code, name, state, at in rows
    )


def changes_of_person(session: Session, person_id: int, limit: int = 50) -> tuple[ChangeRow, ...]:
    """The corrections of a person's record, newest first."""
    query = (
        select(PersonChange.at, User.name, PersonChange.before)
        .join(User, User.id == PersonChange.user_id)
        .where(PersonChange.person_id == person_id)
        .order_by(PersonChange.id.desc())
        .limit(limit)
    )
    return tuple(ChangeRow(at, who, before) for at, who, before in session.execute(query))
