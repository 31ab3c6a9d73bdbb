"""What the page of one person or institution shows beside its facts: applications, corrections, merges."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from dinsos_desk.db.queries.people.finding import EarlierRow
from dinsos_desk.db.queries.requests.figures import Visibility
from dinsos_desk.db.tables import (
    Institution,
    InstitutionChange,
    InstitutionMerge,
    Person,
    PersonChange,
    PersonMerge,
    Request,
    RequestParty,
    ServiceVersion,
    User,
)
from dinsos_desk.domain.people import PartyKind
from dinsos_desk.domain.routing import RequestState

_ABSORBED = {
    kind: text(
        f"WITH RECURSIVE own(id) AS (SELECT :id UNION SELECT m.absorbed_id FROM {table} m"
        " JOIN own ON m.survivor_id = own.id WHERE m.undone_at IS NULL) SELECT id FROM own"
    )
    for kind, table in (
        (PartyKind.PERSON, "person_merge"),
        (PartyKind.INSTITUTION, "institution_merge"),
    )
}


@dataclass(frozen=True)
class ChangeRow:
    """One correction: ``before`` holds the former values of the columns that were changed.

    ``of``: the name of the record that was changed, where it was another one that was made one with this.
    """

    at: datetime
    who: str
    before: Mapping[str, Any]
    reason: str = ""
    of: str = ""


@dataclass(frozen=True)
class MergeRow:
    """A record that was made one with this one."""

    id: int
    absorbed_id: int
    name: str
    at: datetime
    who: str
    reason: str
    applications: int


def applications_of(
    session: Session, kind: PartyKind, known_id: int, sees: Visibility, limit: int = 1000
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
            Request.finished_at,
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
        EarlierRow(i, receipt, code, name, RequestState(state), at.date(), done and done.date())
        for i, receipt, code, name, state, at, done in rows
    )


def own_records(session: Session, known_id: int, kind: PartyKind = PartyKind.PERSON) -> tuple[int, ...]:
    """A record and all that were made one with it, directly or through another."""
    return tuple(session.execute(_ABSORBED[kind], {"id": known_id}).scalars())


def changes_of(
    session: Session, kind: PartyKind, known_ids: Sequence[int], limit: int = 50
) -> tuple[ChangeRow, ...]:
    """The corrections of the records of somebody, newest first; the first id is the record that stands."""
    if kind is PartyKind.PERSON:
        table: Any = PersonChange
        owner: Any = Person
        column: Any = PersonChange.person_id
    else:
        table, owner, column = InstitutionChange, Institution, InstitutionChange.institution_id
    query = (
        select(table.at, User.name, table.before, table.reason, column, owner.name)
        .join(User, User.id == table.user_id)
        .join(owner, owner.id == column)
        .where(column.in_(known_ids))
        .order_by(table.id.desc())
        .limit(limit)
    )
    return tuple(
        ChangeRow(at, who, before, reason, "" if changed == known_ids[0] else name)
        for at, who, before, reason, changed, name in session.execute(query)
    )


def merges_of(session: Session, known_id: int, kind: PartyKind = PartyKind.PERSON) -> tuple[MergeRow, ...]:
    """The records that were made one with this one and still are, the newest first."""
    table: Any = PersonMerge if kind is PartyKind.PERSON else InstitutionMerge
    owner: Any = Person if kind is PartyKind.PERSON else Institution
    query = (
        select(table.id, table.absorbed_id, owner.name, table.at, User.name, table.reason, table.moved)
        .join(owner, owner.id == table.absorbed_id)
        .join(User, User.id == table.user_id)
        .where(table.survivor_id == known_id, table.undone_at.is_(None))
        .order_by(table.id.desc())
    )
    return tuple(
        MergeRow(i, absorbed, name, at, who, reason, len({request for request, _ in moved}))
        for i, absorbed, name, at, who, reason, moved in session.execute(query)
    )
