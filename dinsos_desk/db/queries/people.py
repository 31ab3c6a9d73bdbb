"""Finding people and institutions as one types."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from dinsos_desk.db.repositories.people import search_words
from dinsos_desk.db.tables import Institution, Person
from dinsos_desk.domain.dates import years_between
from dinsos_desk.domain.people import mask_nik
from dinsos_desk.domain.routing import RequestState

_MATCH = text(
    "SELECT rowid FROM person_search WHERE person_search MATCH :query ORDER BY rowid DESC LIMIT :limit"
)


@dataclass(frozen=True)
class PersonRow:
    """One person as a list shows them: the NIK masked, address and age to tell namesakes apart."""

    id: int
    name: str
    masked_nik: str
    sex: str
    age: int | None
    address: str
    temporary: bool


@dataclass(frozen=True)
class InstitutionRow:
    """One institution as a list shows it."""

    id: int
    name: str
    kind: str
    address: str


@dataclass(frozen=True)
class EarlierRow:
    """An earlier or running application of somebody."""

    id: int
    receipt: str
    service_code: str
    service_name: str
    state: RequestState
    received_on: date


def find_people(session: Session, typed: str, today: date, limit: int = 20) -> tuple[PersonRow, ...]:
    """People whose NIK or KK starts with the digits typed, or whose name has words starting so."""
    digits = "".join(typed.split()).replace(".", "")
    if digits.isdigit():
        if len(digits) < 4:
            return ()
        ids = _by_number(session, digits, limit)
    else:
        words = search_words(typed).split()
        if not words:
            return ()
        query = " AND ".join(f'name : "{word}"*' for word in words)
        ids = list(session.execute(_MATCH, {"query": query, "limit": limit}).scalars())
    if not ids:
        return ()
    rows = session.scalars(select(Person).where(Person.id.in_(ids))).all()
    return tuple(sorted((_row(row, today) for row in rows), key=lambda r: (r.name.casefold(), r.id)))


def _by_number(session: Session, digits: str, limit: int) -> list[int]:
    upper = digits + "~"
    by_nik = select(Person.id).where(Person.nik >= digits, Person.nik < upper).limit(limit)
    ids = list(session.scalars(by_nik))
    if len(ids) < limit and len(digits) >= 12:
        by_kk = select(Person.id).where(Person.kk >= digits, Person.kk < upper).limit(limit - len(ids))
        ids += [i for i in session.scalars(by_kk) if i not in ids]
    return ids


def _row(row: Person, today: date) -> PersonRow:
    age = years_between(row.birth_date, today) if row.birth_date else row.estimated_age
    address = ", ".join(part for part in (row.address, row.village, row.district) if part)
    return PersonRow(row.id, row.name, mask_nik(row.nik or ""), row.sex or "", age, address, row.temporary)


def find_institutions(session: Session, typed: str, limit: int = 20) -> tuple[InstitutionRow, ...]:
    """Institutions whose name contains every word typed."""
    query = select(Institution)
    for word in typed.split():
        query = query.where(Institution.name.icontains(word, autoescape=True))
    rows = session.scalars(query.order_by(Institution.name).limit(limit))
    return tuple(
        InstitutionRow(r.id, r.name, r.kind, ", ".join(p for p in (r.address, r.village) if p)) for r in rows
    )
