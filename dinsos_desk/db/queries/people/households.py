"""Who belongs together: a household, records that may be one person, what they were served with."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session

from dinsos_desk.db.queries.people.finding import EarlierRow, PersonRow, person_row, person_rows, standing
from dinsos_desk.db.queries.requests.figures import Visibility
from dinsos_desk.db.tables import Person, PersonApart, Request, RequestParty, ServiceVersion
from dinsos_desk.domain.likeness import LIKE, VERY_LIKE, likeness
from dinsos_desk.domain.routing import RequestState

_MOST_MEMBERS = 30
_MOST_COMPARED = 5000


@dataclass(frozen=True)
class LikelyRow:
    """Somebody who may be the same person: how alike the names are (0 to 1), and what else agrees."""

    person: PersonRow
    alike: float
    same_birth_date: bool
    same_kk: bool

    @property
    def known_id(self) -> int:
        """The id of their record."""
        return self.person.id


@dataclass(frozen=True)
class Sought:
    """Whom to look for among those who are known; ``known_ids`` are their own records.

    Who has the same ``nik`` is no question: that is the same person.
    """

    name: str
    birth_date: date | None = None
    kk: str = ""
    sex: str = ""
    known_ids: tuple[int, ...] = ()
    nik: str = ""


def household(session: Session, kk: str, today: date, without: Sequence[int] = ()) -> tuple[PersonRow, ...]:
    """The people of a KK, the oldest first."""
    if not kk:
        return ()
    query = person_rows().where(Person.kk == kk, Person.id.not_in(without), standing())
    query = query.order_by(Person.birth_date.is_(None), Person.birth_date, Person.id).limit(_MOST_MEMBERS)
    return tuple(person_row(row, today) for row in session.execute(query))


def likely_same(session: Session, sought: Sought, today: date, limit: int = 5) -> tuple[LikelyRow, ...]:
    """Who may be the person sought: like name and same birth date, or like name and same KK; best first.

    Those of whom it was said that they are somebody else are left out.
    """
    ways = []
    if sought.birth_date is not None:
        ways.append(Person.birth_date == sought.birth_date)
    if sought.kk:
        ways.append(Person.kk == sought.kk)
    if not ways or not sought.name.strip():
        return ()
    query = person_rows().add_columns(Person.kk).where(or_(*ways), standing()).limit(_MOST_COMPARED)
    if sought.known_ids:
        query = query.where(Person.id.not_in(sought.known_ids), Person.id.not_in(_apart(sought.known_ids)))
    found = []
    for row in session.execute(query):
        if sought.nik and row.nik == sought.nik:
            continue
        born = sought.birth_date is not None and row.birth_date == sought.birth_date
        alike = likeness(sought.name, row.name)
        if sought.sex and row.sex and row.sex != sought.sex:
            alike -= 0.05
        differs = None not in (sought.birth_date, row.birth_date) and not born
        if alike >= (VERY_LIKE if differs else LIKE):
            housed = bool(sought.kk) and row.kk == sought.kk
            found.append(LikelyRow(person_row(row, today), alike, born, housed))
    found.sort(key=lambda one: (-one.alike - one.same_birth_date - one.same_kk, one.person.id))
    return tuple(found[:limit])


def _apart(ids: Sequence[int]) -> Any:
    """Those of whom it was said that they are not one of these."""
    others = select(PersonApart.other_id).where(PersonApart.one_id.in_(ids))
    return others.union(select(PersonApart.one_id).where(PersonApart.other_id.in_(ids)))


def earlier_of_household(
    session: Session, person_id: int, sees: Visibility, limit: int = 1000
) -> tuple[EarlierRow, ...]:
    """What a person and the others of the same KK were served with, the newest first, in one statement."""
    kk = select(Person.kk).where(Person.id == person_id, Person.kk != "").scalar_subquery()
    members = select(Person.id).where(or_(Person.id == person_id, and_(Person.kk == kk, standing())))
    query = (
        select(
            Request.id, Request.receipt, Request.service_code, ServiceVersion.short_name, Request.state,
            Request.received_at, Request.finished_at, Person.id, Person.name,
        )
        .join(RequestParty, RequestParty.request_id == Request.id)
        .join(Person, Person.id == RequestParty.person_id)
        .join(ServiceVersion, ServiceVersion.id == Request.version_id)
        .where(RequestParty.person_id.in_(members))
    )  # fmt: skip
    seen = sees.clause()
    if seen is not None:
        query = query.where(seen)
    rows = session.execute(query.order_by(Request.id.desc(), Person.id).distinct().limit(limit))
    return tuple(
        EarlierRow(i, receipt, code, name, RequestState(state), at.date(), done and done.date(), who, called)
        for i, receipt, code, name, state, at, done, who, called in rows
    )
