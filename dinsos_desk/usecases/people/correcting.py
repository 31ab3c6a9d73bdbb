"""Correcting what is known of a person or institution, with the history kept."""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from datetime import date, datetime

from dinsos_desk.db.queries.people.institutions import told_apart
from dinsos_desk.db.queries.people.pages import own_records
from dinsos_desk.db.unit_of_work import UnitOfWork
from dinsos_desk.domain.entry import (
    EntryField,
    PartyEntry,
    Reading,
    entry_fields,
    read_institution,
    read_person,
    typed_institution,
    typed_person,
)
from dinsos_desk.domain.faults import Fault
from dinsos_desk.domain.people import Institution, PartyDef, PartyKind, Person
from dinsos_desk.domain.regions import Regions
from dinsos_desk.domain.routing import Role
from dinsos_desk.errors import Conflict, InvalidInput
from dinsos_desk.usecases.actor import Actor
from dinsos_desk.usecases.people.merging import check_reason
from dinsos_desk.usecases.people.records import follow_names
from dinsos_desk.usecases.people.shown import ShownAt

PERSON_PARTY = PartyDef(code="orang", label="Penduduk", nik_optional=True)
INSTITUTION_PARTY = PartyDef(code="lembaga", label="Lembaga", kind=PartyKind.INSTITUTION)


@dataclass(frozen=True)
class SubjectForm:
    """What the form of a correction starts with, as typed. ``temporary``: without papers so far."""

    kind: PartyKind
    id: int
    typed: Mapping[str, str]
    temporary: bool = False


def form_of(
    uow: UnitOfWork, actor: Actor, kind: PartyKind, known_id: int, shown_at: datetime | None = None
) -> SubjectForm:
    """What the form of a correction starts with. ``shown_at``: when somebody is to look at it.

    The form shows NIK and KK in full, so that is written down (``uow`` must be able to commit then).

    Raises:
        UserError: *tidak_berwenang* for anybody but a petugas; *data_tidak_ditemukan*.
    """
    actor.require(Role.PETUGAS)
    with uow:
        if kind is PartyKind.INSTITUTION:
            return SubjectForm(kind, known_id, typed_institution(uow.people.institution(known_id)))
        person = uow.people.person(known_id)
        if shown_at is not None and (person.nik or person.kk):
            uow.people.note_shown(known_id, actor.user_id, shown_at, ShownAt.FORM.value)
            uow.commit()
        return SubjectForm(kind, known_id, typed_person(person), person.temporary)


def form_fields(kind: PartyKind, temporary: bool) -> tuple[EntryField, ...]:
    """The fields of the form of a correction, in order."""
    return entry_fields(PERSON_PARTY if kind is PartyKind.PERSON else INSTITUTION_PARTY, temporary)


def read_form(
    form: SubjectForm, entry: PartyEntry, regions: Regions | None, today: date
) -> Reading[Person] | Reading[Institution]:
    """Read a correction as typed; places are ``orang.<field>`` or ``lembaga.<field>``."""
    if form.kind is PartyKind.INSTITUTION:
        return read_institution(INSTITUTION_PARTY, entry, today)
    entry = replace(entry, temporary=entry.temporary and form.temporary)
    reading = read_person(PERSON_PARTY, entry, regions, today)
    if form.typed.get("nik") and not entry.temporary and not entry.typed.get("nik", "").strip():
        lost = Fault("wajib_diisi", {"nama": "NIK"}, "orang.nik")
        return Reading(None, (*reading.faults, lost), reading.warnings)
    return reading


def correct(
    uow: UnitOfWork,
    actor: Actor,
    form: SubjectForm,
    entry: PartyEntry,
    regions: Regions | None,
    now: datetime,
    reason: str,
) -> None:
    """Save a correction; what the record held before is kept with who changed it and why.

    What the form does not show stays as it was. Letters already made keep their words.

    Raises:
        InvalidInput: an entry is wrong, the reason is missing, or the NIK or name is somebody else's;
            nothing was saved.
        Conflict: *data_diubah_orang_lain* since ``form`` was loaded.
        UserError: *tidak_berwenang* for anybody but a petugas; *data_tidak_ditemukan*.
    """
    actor.require(Role.PETUGAS)
    reading = read_form(form, entry, regions, now.date())
    if reading.value is None:
        raise InvalidInput(reading.faults)
    check_reason(reason)
    with uow:
        if isinstance(reading.value, Person):
            if uow.people.standing(form.id) != form.id:
                raise Conflict("data_diubah_orang_lain")
            known = uow.people.person(form.id)
            _refuse_changed(form, typed_person(known))
            _refuse_taken(uow, form, reading.value)
            fresh = _with_hidden(known, reading.value)
            uow.people.update_person(form.id, fresh, actor.user_id, now, reason.strip())
            follow_names(uow, form.id)
        else:
            if uow.people.standing(form.id, PartyKind.INSTITUTION) != form.id:
                raise Conflict("data_diubah_orang_lain")
            _refuse_changed(form, typed_institution(uow.people.institution(form.id)))
            _refuse_name_taken(uow, form, reading.value)
            uow.people.update_institution(form.id, reading.value, actor.user_id, now, reason.strip())
            follow_names(uow, form.id, PartyKind.INSTITUTION)
        uow.commit()


def _with_hidden(known: Person, read: Person) -> Person:
    """The person as read, with what the form did not show; an estimate keeps its day while it stands."""
    shown = {entry.attribute for entry in form_fields(PartyKind.PERSON, read.temporary)} | {"temporary"}
    hidden = {f.name: getattr(known, f.name) for f in fields(Person) if f.name not in shown}
    if "estimated_age" in shown and read.estimated_age != known.estimated_age:
        hidden["estimated_on"] = read.estimated_on
    return replace(read, **hidden)


def _refuse_changed(form: SubjectForm, current: Mapping[str, str]) -> None:
    if dict(form.typed) != dict(current):
        raise Conflict("data_diubah_orang_lain")


def _refuse_taken(uow: UnitOfWork, form: SubjectForm, person: Person) -> None:
    other = uow.people.id_of_nik(person.nik) if person.nik else None
    if other is not None and other != form.id:
        name = uow.people.person(other).name
        raise InvalidInput((Fault("nik_milik_orang_lain", {"nama": name}, "orang.nik"),))


def _refuse_name_taken(uow: UnitOfWork, form: SubjectForm, institution: Institution) -> None:
    if institution.name.casefold() == form.typed.get("nama", "").casefold():
        return
    own = own_records(uow.session, form.id, PartyKind.INSTITUTION)
    others = (*own, *told_apart(uow.session, own))
    if uow.people.namesake(institution, others, anywhere=True) is not None:
        raise InvalidInput((Fault("lembaga_sudah_ada", {"nama": institution.name}, "lembaga.nama"),))
