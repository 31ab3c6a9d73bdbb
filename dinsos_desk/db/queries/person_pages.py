"""What the page of one person or institution shows beside its facts: applications, corrections, merges."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from dinsos_desk.db.queries.people import EarlierRow
from dinsos_desk.db.queries.requests import Visibility
from dinsos_desk.db.tables import (
    InstitutionChange,
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

_ABSORBED = text(
    "WITH RECURSIVE own(id) AS (SELECT :id UNION SELECT m.absorbed_id FROM person_merge m"
    " JOIN own ON m.survivor_id = own.id WHERE m.undone_at IS NULL) SELECT id FROM own"
)


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


def own_records(session: Session, person_id: int) -> tuple[int, ...]:
    """A record and all that were made one with it, directly or through another."""
    return tuple(session.execute(_ABSORBED, {"id": person_id}).scalars())


def changes_of_person(session: Session, person_ids: Sequence[int], limit: int = 50) -> tuple[ChangeRow, ...]:
    """The corrections of the records of a person, newest first; the first id is the record that stands."""
    query = (
        select(PersonChange.at, User.name, PersonChange.before, PersonChange.reason, PersonChange.person_id)
        .add_columns(Person.name)
        .join(User, User.id == PersonChange.user_id)
        .join(Person, Person.id == PersonChange.person_id)
        .where(PersonChange.person_id.in_(person_ids))
        .order_by(PersonChange.id.desc())
        .limit(limit)
    )
    return tuple(
        ChangeRow(at, who, before, reason, "" if changed == person_ids[0] else name)
        for at, who, before, reason, changed, name in session.execute(query)
    )


def changes_of_institution(session: Session, institution_id: int, limit: int = 50) -> tuple[ChangeRow, ...]:
    """The corrections of an institution's record, newest first."""
    table = InstitutionChange
    query = (
        select(table.at, User.name, table.before, table.reason)
        .join(User, User.id == table.user_id)
        .where(table.institution_id == institution_id)
        .order_by(table.id.desc())
        .limit(limit)
    )
    return tuple(ChangeRow(*row) for row in session.execute(query))


def merges_of(session: Session, person_id: int) -> tuple[MergeRow, ...]:
    """The records that were made one with this one and still are, the newest first."""
    table = PersonMerge
    query = (
        select(table.id, table.absorbed_id, Person.name, table.at, User.name, table.reason, table.moved)
        .join(Person, Person.id == table.absorbed_id)
        .join(User, User.id == table.user_id)
        .where(table.survivor_id == person_id, table.undone_at.is_(None))
        .order_by(table.id.desc())
    )
    return tuple(
        MergeRow(i, absorbed, name, at, who, reason, len({request for request, _ in moved}))
        for i, absorbed, name, at, who, reason, moved in session.execute(query)
    )
