"""People and institutions between the domain, rows and the plain values that JSON keeps."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from typing import Any

from sqlalchemy.orm import InstrumentedAttribute

from dinsos_desk.db import tables
from dinsos_desk.domain.people import (
    INSTITUTION_ATTRIBUTES,
    PERSON_ATTRIBUTES,
    Institution,
    PartyKind,
    Person,
    Sex,
    Subject,
)


def person_columns(person: Person) -> dict[str, Any]:
    """A person as a row."""
    columns = asdict(person)
    columns["nik"] = person.nik or None
    columns["sex"] = person.sex.value if person.sex else None
    return columns


def person_from(row: tables.Person) -> Person:
    """A row as a person."""
    values = {name: getattr(row, name) for name in PERSON_ATTRIBUTES}
    values["nik"] = row.nik or ""
    values["sex"] = Sex(row.sex) if row.sex else None
    return Person(**values)


def person_from_plain(values: Mapping[str, Any]) -> Person:
    """The inverse of ``plain_values(person_columns(…))``; what an older program did not know is blank."""
    known = {name: value for name, value in values.items() if name in PERSON_ATTRIBUTES and value is not None}
    for name in ("birth_date", "estimated_on"):
        if name in known:
            known[name] = date.fromisoformat(known[name])
    if "sex" in known:
        known["sex"] = Sex(known["sex"])
    return Person(**known)


def plain_subject(subject: Subject) -> dict[str, Any]:
    """A person or institution as JSON keeps it."""
    return plain_values(person_columns(subject) if isinstance(subject, Person) else asdict(subject))


def subject_from_plain(kind: PartyKind, values: Mapping[str, Any]) -> Subject:
    """The inverse of ``plain_subject``."""
    if kind is PartyKind.PERSON:
        return person_from_plain(values)
    return Institution(**{n: v for n, v in values.items() if n in INSTITUTION_ATTRIBUTES and v is not None})


def institution_from(row: tables.Institution) -> Institution:
    """A row as an institution."""
    return Institution(**{name: getattr(row, name) for name in INSTITUTION_ATTRIBUTES})


def plain_values(values: dict[str, Any]) -> dict[str, Any]:
    """Values as JSON keeps them; days as their ISO form."""
    return {k: v if v is None or isinstance(v, str | int | bool) else str(v) for k, v in values.items()}


def subject_kind(subject: Subject) -> PartyKind:
    """Whether a party is a person or an institution."""
    return PartyKind.INSTITUTION if isinstance(subject, Institution) else PartyKind.PERSON


def party_column(kind: PartyKind) -> InstrumentedAttribute[int | None]:
    """The column of an application's parties that says who it is."""
    table = tables.RequestParty
    return table.person_id if kind is PartyKind.PERSON else table.institution_id
