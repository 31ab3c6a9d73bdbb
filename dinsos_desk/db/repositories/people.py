"""People and institutions, and the index that finds them."""

import re
import unicodedata
from collections.abc import Collection
from dataclasses import asdict, replace
from datetime import datetime
from typing import Any

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from dinsos_desk.db import tables
from dinsos_desk.db.repositories.rows import add_row, one_id
from dinsos_desk.domain.people import (
    INSTITUTION_ATTRIBUTES,
    PERSON_ATTRIBUTES,
    Institution,
    PartyKind,
    Person,
    Sex,
    Subject,
)
from dinsos_desk.errors import UserError

_BY_NIK = text("SELECT id FROM person WHERE nik = :nik")
_INDEX = text("INSERT OR REPLACE INTO person_search(rowid, name, place) VALUES (:id, :name, :place)")


def search_words(*parts: str) -> str:
    """Words as the search index keeps them: lower case, without accents or punctuation."""
    plain = unicodedata.normalize("NFKD", " ".join(parts).casefold())
    return " ".join(re.findall(r"\w+", "".join(c for c in plain if not unicodedata.combining(c))))


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


def institution_from(row: tables.Institution) -> Institution:
    """A row as an institution."""
    return Institution(**{name: getattr(row, name) for name in INSTITUTION_ATTRIBUTES})


class People:
    """People and institutions of this office."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def person(self, person_id: int) -> Person:
        """The person with this id. Raises ``UserError`` *data_tidak_ditemukan*."""
        return person_from(self._row(person_id))

    def institution(self, institution_id: int) -> Institution:
        """The institution with this id. Raises ``UserError`` *data_tidak_ditemukan*."""
        row = self._session.get(tables.Institution, institution_id)
        if row is None:
            raise UserError("data_tidak_ditemukan")
        return institution_from(row)

    def subjects(self, wanted: Collection[tuple[PartyKind, int]]) -> dict[tuple[PartyKind, int], Subject]:
        """Many people and institutions at once, by kind and id."""
        people = {known_id for kind, known_id in wanted if kind is PartyKind.PERSON}
        institutions = {known_id for kind, known_id in wanted if kind is PartyKind.INSTITUTION}
        found: dict[tuple[PartyKind, int], Subject] = {}
        if people:
            persons = self._session.scalars(select(tables.Person).where(tables.Person.id.in_(people)))
            found |= {(PartyKind.PERSON, row.id): person_from(row) for row in persons}
        if institutions:
            table = tables.Institution
            rows = self._session.scalars(select(table).where(table.id.in_(institutions)))
            found |= {(PartyKind.INSTITUTION, row.id): institution_from(row) for row in rows}
        return found

    def id_of_nik(self, nik: str) -> int | None:
        """The id of the person with this NIK."""
        return one_id(self._session, _BY_NIK, nik=nik)

    def id_of_institution(self, name: str) -> int | None:
        """The id of the institution with exactly this name (letter case aside)."""
        column = tables.Institution.name
        return self._session.scalar(select(tables.Institution.id).where(column.collate("NOCASE") == name))

    def keep(self, subject: Subject, known_id: int | None, user_id: int, now: datetime) -> int:
        """Keep somebody of an application: added, or the known record brought up to date. Returns the id.

        What was left blank is not erased: that is done on purpose, by ``update_person``.

        A NIK that is already known never makes a second person, and a chosen record with another NIK is
        left alone: that is another person.
        """
        if isinstance(subject, Institution):
            return self._keep_institution(subject, known_id, now)
        if subject.nik:
            known_id = self.id_of_nik(subject.nik) or self._without_nik(known_id)
        if known_id is None:
            return self._add_person(subject, now)
        self.update_person(known_id, _over(self.person(known_id), subject), user_id, now)
        return known_id

    def update_person(self, known_id: int, subject: Person, user_id: int, now: datetime) -> None:
        """Change one record, whatever its NIK was; what it held before is kept."""
        row = self._row(known_id)
        before = person_from(row)
        if before != subject:
            changed = {k: v for k, v in person_columns(before).items() if v != person_columns(subject)[k]}
            kept = {"person_id": known_id, "at": now, "user_id": user_id, "before": _plain(changed)}
            add_row(self._session, tables.PersonChange, kept)
            for name, value in person_columns(subject).items():
                setattr(row, name, value)
            row.updated_at = now
            self._index(known_id, subject)

    def _without_nik(self, known_id: int | None) -> int | None:
        """The chosen record if it has no NIK yet: another NIK is another person."""
        return None if known_id is None or self._row(known_id).nik else known_id

    def _row(self, person_id: int) -> tables.Person:
        row = self._session.get(tables.Person, person_id)
        if row is None:
            raise UserError("data_tidak_ditemukan")
        return row

    def _add_person(self, person: Person, now: datetime) -> int:
        columns = person_columns(person) | {"created_at": now, "updated_at": now}
        person_id = add_row(self._session, tables.Person, columns)
        self._index(person_id, person)
        return person_id

    def _index(self, person_id: int, person: Person) -> None:
        """Put the person's name, alias and village into the search index."""
        self._session.connection().execute(
            _INDEX,
            {
                "id": person_id,
                "name": search_words(person.name),
                "place": search_words(person.village, person.address),
            },
        )

    def _keep_institution(self, institution: Institution, known_id: int | None, now: datetime) -> int:
        known_id = known_id or self.id_of_institution(institution.name)
        columns = asdict(institution)
        if known_id is None:
            return add_row(
                self._session, tables.Institution, columns | {"created_at": now, "updated_at": now}
            )
        row = self._session.get(tables.Institution, known_id)
        if row is None:
            raise UserError("data_tidak_ditemukan")
        for name, value in columns.items():
            if value:
                setattr(row, name, value)
        row.updated_at = now
        return known_id


def _over(known: Person, entered: Person) -> Person:
    """What the desk entered over what is known: a blank never erases, papers once found stay found."""
    filled = {name: value for name, value in vars(entered).items() if value not in (None, "")}
    if known.estimated_age == entered.estimated_age:
        filled.pop("estimated_on", None)
    return replace(known, **filled | {"temporary": known.temporary and entered.temporary})


def _plain(values: dict[str, Any]) -> dict[str, Any]:
    return {k: v if v is None or isinstance(v, str | int | bool) else str(v) for k, v in values.items()}


def subject_kind(subject: Subject) -> PartyKind:
    """Whether a party is a person or an institution."""
    return PartyKind.INSTITUTION if isinstance(subject, Institution) else PartyKind.PERSON
