"""People and institutions, and the index that finds them."""

from collections.abc import Collection
from dataclasses import asdict, replace
from datetime import datetime
from typing import Any

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from dinsos_desk.db import tables
from dinsos_desk.db.repositories.rows import add_row, one_id
from dinsos_desk.db.repositories.subjects import (
    institution_from,
    person_columns,
    person_from,
    plain_values,
)
from dinsos_desk.db.search import index_subject
from dinsos_desk.domain.people import Institution, PartyKind, Person, Subject
from dinsos_desk.errors import UserError

_BY_NIK = text("SELECT id FROM person WHERE nik = :nik")
_STANDING = {
    kind: text(f"SELECT survivor_id FROM {table} WHERE absorbed_id = :id AND undone_at IS NULL")
    for kind, table in (
        (PartyKind.PERSON, "person_merge"),
        (PartyKind.INSTITUTION, "institution_merge"),
    )
}
ALONG_WITH_AN_APPLICATION = ""
"""The reason of a change that an application brought along."""


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
        """The id of the person with this NIK; of the record that stands for it, when two were made one."""
        known_id = one_id(self._session, _BY_NIK, nik=nik)
        return None if known_id is None else self.standing(known_id)

    def standing(self, known_id: int, kind: PartyKind = PartyKind.PERSON) -> int:
        """The id of the record that stands for somebody: another one, when two were made one."""
        while (other := one_id(self._session, _STANDING[kind], id=known_id)) is not None:
            known_id = other
        return known_id

    def namesake(
        self, institution: Institution, without: Collection[int] = (), *, anywhere: bool = False
    ) -> int | None:
        """The id of the institution with exactly this name (letter case aside) that may be the same one.

        One of another village is another one, unless ``anywhere``, and so are those of ``without``.
        """
        table = tables.Institution
        query = select(table.id, table.village).where(table.name.collate("NOCASE") == institution.name)
        own = institution.village.casefold()
        for known_id, village in self._session.execute(query.order_by(table.id)):
            if not anywhere and own and village and village.casefold() != own:
                continue
            standing = self.standing(known_id, PartyKind.INSTITUTION)
            if not {known_id, standing} & set(without):
                return standing
        return None

    def subject(self, kind: PartyKind, known_id: int) -> Subject:
        """A person or an institution. Raises ``UserError`` *data_tidak_ditemukan*."""
        return self.person(known_id) if kind is PartyKind.PERSON else self.institution(known_id)

    def keep(
        self,
        subject: Subject,
        known_id: int | None,
        user_id: int,
        now: datetime,
        apart: Collection[int] = (),
    ) -> int:
        """Keep somebody of an application: added, or the known record brought up to date. Returns the id.

        What was left blank is not erased: that is done on purpose, by ``update_person``.

        A NIK that is already known never makes a second person, and a chosen record with another NIK is
        left alone: that is another person. A record that was made one with another stays that other.
        ``apart``: the records of which the desk said that they are somebody else.
        """
        if isinstance(subject, Institution):
            return self._keep_institution(subject, known_id, user_id, now, apart)
        known_id = None if known_id is None else self.standing(known_id)
        if subject.nik:
            known_id = self.id_of_nik(subject.nik) or self._without_nik(known_id)
        if known_id is None:
            return self._add_person(subject, now)
        known = self.person(known_id)
        entered = replace(subject, nik=known.nik) if known.nik and subject.nik else subject
        self.update_person(known_id, _over(known, entered), user_id, now)
        return known_id

    def update_person(
        self,
        known_id: int,
        subject: Person,
        user_id: int,
        now: datetime,
        reason: str = ALONG_WITH_AN_APPLICATION,
        former: Person | None = None,
    ) -> None:
        """Change one record, whatever its NIK was; what it held before is kept with who, when and why.

        ``former``: what it held, where its NIK was already taken off it.
        """
        row = self._row(known_id)
        before = former or person_from(row)
        if before != subject:
            changed = _changed(person_columns(before), person_columns(subject))
            self._keep_change(tables.PersonChange, {"person_id": known_id}, changed, user_id, now, reason)
            if subject.nik and subject.nik != before.nik:
                self._hand_over_nik(known_id, subject.nik, before.nik)
        if former is not None or before != subject:
            self.restore(known_id, subject, now)
            index_subject(self._session.connection(), known_id, subject)

    def update_institution(
        self, known_id: int, institution: Institution, user_id: int, now: datetime, reason: str
    ) -> None:
        """Change one institution; what it held before is kept with who, when and why."""
        row = self._session.get(tables.Institution, known_id)
        if row is None:
            raise UserError("data_tidak_ditemukan")
        before = institution_from(row)
        if before != institution:
            changed = _changed(asdict(before), asdict(institution))
            owner = {"institution_id": known_id}
            self._keep_change(tables.InstitutionChange, owner, changed, user_id, now, reason)
            for name, value in asdict(institution).items():
                setattr(row, name, value)
            row.updated_at = now
            self._session.flush()
            index_subject(self._session.connection(), known_id, institution)

    def update_subject(
        self, known_id: int, subject: Subject, user_id: int, now: datetime, reason: str
    ) -> None:
        """Change one record, of whichever kind."""
        if isinstance(subject, Institution):
            self.update_institution(known_id, subject, user_id, now, reason)
        else:
            self.update_person(known_id, subject, user_id, now, reason)

    def keep_apart(
        self,
        one_id: int,
        other_id: int,
        user_id: int,
        now: datetime,
        kind: PartyKind = PartyKind.PERSON,
    ) -> None:
        """Remember that two like records are two people, or two institutions."""
        table = tables.PersonApart if kind is PartyKind.PERSON else tables.InstitutionApart
        first, second = sorted((self.standing(one_id, kind), self.standing(other_id, kind)))
        if first != second and self._session.get(table, (first, second)) is None:
            values = {"one_id": first, "other_id": second, "at": now, "user_id": user_id}
            add_row(self._session, table, values)

    def restore(self, person_id: int, person: Person, now: datetime) -> None:
        """Write a record as it is, without a trail: its history is kept elsewhere."""
        row = self._row(person_id)
        for name, value in person_columns(person).items():
            setattr(row, name, value)
        row.updated_at = now
        self._session.flush()

    def note_shown(self, person_id: int, user_id: int, now: datetime, place: str = "") -> None:
        """Write down that somebody looked at a person's NIK and KK in full, and where."""
        values = {"person_id": person_id, "at": now, "user_id": user_id, "place": place}
        add_row(self._session, tables.NikShown, values)

    def _keep_change(
        self,
        table: type[tables.PersonChange] | type[tables.InstitutionChange],
        owner: dict[str, int],
        changed: dict[str, Any],
        user_id: int,
        now: datetime,
        reason: str,
    ) -> None:
        values = {"at": now, "user_id": user_id, "before": plain_values(changed), "reason": reason}
        add_row(self._session, table, owner | values)

    def _hand_over_nik(self, person_id: int, nik: str, former: str) -> None:
        """Both numbers of two records made one lead to it: an absorbed record gives its NIK in exchange."""
        holder = one_id(self._session, _BY_NIK, nik=nik)
        if holder is not None and holder != person_id and self.standing(holder) == person_id:
            self._row(holder).nik = None
            self._row(person_id).nik = None
            self._session.flush()
            self._row(holder).nik = former or None

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
        index_subject(self._session.connection(), person_id, person)
        return person_id

    def _keep_institution(
        self,
        institution: Institution,
        known_id: int | None,
        user_id: int,
        now: datetime,
        apart: Collection[int],
    ) -> int:
        if known_id is None:
            known_id = self.namesake(institution, apart)
        else:
            known_id = self.standing(known_id, PartyKind.INSTITUTION)
        if known_id is None:
            columns = asdict(institution) | {"created_at": now, "updated_at": now}
            known_id = add_row(self._session, tables.Institution, columns)
            index_subject(self._session.connection(), known_id, institution)
            return known_id
        filled = {name: value for name, value in asdict(institution).items() if value}
        fresh = replace(self.institution(known_id), **filled)
        self.update_institution(known_id, fresh, user_id, now, ALONG_WITH_AN_APPLICATION)
        return known_id


def _over(known: Person, entered: Person) -> Person:
    """What the desk entered over what is known: a blank never erases, papers once found stay found."""
    filled = {name: value for name, value in vars(entered).items() if value not in (None, "")}
    if known.estimated_age == entered.estimated_age:
        filled.pop("estimated_on", None)
    return replace(known, **filled | {"temporary": known.temporary and entered.temporary})


def _changed(before: dict[str, Any], after: dict[str, Any]) -> dict[str, Any]:
    """The former values of what is different now."""
    return {name: value for name, value in before.items() if value != after[name]}
