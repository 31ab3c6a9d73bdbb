"""Looking at one person or institution, and correcting what is known of them with the history kept."""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from datetime import date, datetime

from dinsos_desk.db.queries.people import EarlierRow
from dinsos_desk.db.queries.person_pages import ChangeRow, applications_of, changes_of_person
from dinsos_desk.db.queries.requests import Visibility
from dinsos_desk.db.unit_of_work import UnitOfWork
from dinsos_desk.domain.dates import format_date
from dinsos_desk.domain.entry import (
    PERSON_ENTRY,
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
from dinsos_desk.domain.people import SEX_WORDS, Institution, PartyDef, PartyKind, Person, Sex, mask_nik
from dinsos_desk.domain.phone import display_phone
from dinsos_desk.domain.regions import Regions
from dinsos_desk.domain.routing import WORKING_ROLES, Role
from dinsos_desk.errors import Conflict, InvalidInput
from dinsos_desk.usecases.actor import Actor
from dinsos_desk.usecases.view import Line

PERSON_PARTY = PartyDef(code="orang", label="Penduduk", nik_optional=True)
INSTITUTION_PARTY = PartyDef(code="lembaga", label="Lembaga", kind=PartyKind.INSTITUTION)
_NUMBERS = ("nik", "kk")
_LABELS = {entry.attribute: entry.field.label for entry in PERSON_ENTRY} | {
    "temporary": "Identitas sementara",
    "estimated_on": "Umur diperkirakan pada",
}


@dataclass(frozen=True)
class ChangeView:
    """One correction in words: who, when, and the former values."""

    at: datetime
    who: str
    former: tuple[Line, ...]


@dataclass(frozen=True)
class SubjectView:
    """One person or institution as a page shows it; identity numbers are masked."""

    kind: PartyKind
    id: int
    name: str
    temporary: bool
    masked_nik: str
    masked_kk: str
    lines: tuple[Line, ...]
    applications: tuple[EarlierRow, ...]
    changes: tuple[ChangeView, ...]


@dataclass(frozen=True)
class SubjectForm:
    """What the form of a correction starts with, as typed. ``temporary``: without papers so far."""

    kind: PartyKind
    id: int
    typed: Mapping[str, str]
    temporary: bool = False


def view_person(uow: UnitOfWork, actor: Actor, person_id: int, today: date) -> SubjectView:
    """Load one person for a page.

    Raises:
        UserError: *data_tidak_ditemukan*.
    """
    with uow:
        person = uow.people.person(person_id)
        sees = Visibility(actor.roles, actor.division)
        return SubjectView(
            PartyKind.PERSON,
            person_id,
            person.name,
            person.temporary,
            mask_nik(person.nik),
            mask_nik(person.kk),
            _person_lines(person, today),
            applications_of(uow.session, PartyKind.PERSON, person_id, sees),
            tuple(_change(row) for row in changes_of_person(uow.session, person_id)),
        )


def view_institution(uow: UnitOfWork, actor: Actor, institution_id: int, today: date) -> SubjectView:
    """Load one institution for a page.

    Raises:
        UserError: *data_tidak_ditemukan*.
    """
    with uow:
        institution = uow.people.institution(institution_id)
        sees = Visibility(actor.roles, actor.division)
        words = institution.words(today)
        return SubjectView(
            PartyKind.INSTITUTION,
            institution_id,
            institution.name,
            False,
            "",
            "",
            tuple(Line(label, words[key]) for key, label in _INSTITUTION_WORDS if words.get(key)),
            applications_of(uow.session, PartyKind.INSTITUTION, institution_id, sees),
            (),
        )


def identity_numbers(uow: UnitOfWork, actor: Actor, person_id: int) -> tuple[str, str]:
    """NIK and KK in full, asked for one person at a time.

    Raises:
        UserError: *tidak_berwenang* for who only reads or administers; *data_tidak_ditemukan*.
    """
    actor.require(*WORKING_ROLES)
    with uow:
        person = uow.people.person(person_id)
        return person.nik, person.kk


def form_of(uow: UnitOfWork, actor: Actor, kind: PartyKind, known_id: int) -> SubjectForm:
    """What the form of a correction starts with.

    Raises:
        UserError: *tidak_berwenang* for anybody but a petugas; *data_tidak_ditemukan*.
    """
    actor.require(Role.PETUGAS)
    with uow:
        if kind is PartyKind.INSTITUTION:
            return SubjectForm(kind, known_id, typed_institution(uow.people.institution(known_id)))
        person = uow.people.person(known_id)
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
) -> None:
    """Save a correction; what a person's record held before is kept with who changed it.

    What the form does not show stays as it was. Letters already made keep their words.

    Raises:
        InvalidInput: an entry is wrong, or the NIK or name is somebody else's; nothing was saved.
        Conflict: *data_diubah_orang_lain* since ``form`` was loaded.
        UserError: *tidak_berwenang* for anybody but a petugas; *data_tidak_ditemukan*.
    """
    actor.require(Role.PETUGAS)
    reading = read_form(form, entry, regions, now.date())
    if reading.value is None:
        raise InvalidInput(reading.faults)
    with uow:
        if isinstance(reading.value, Person):
            known = uow.people.person(form.id)
            _refuse_changed(form, typed_person(known))
            _refuse_taken(uow, form, reading.value)
            uow.people.update_person(form.id, _with_hidden(known, reading.value), actor.user_id, now)
        else:
            _refuse_changed(form, typed_institution(uow.people.institution(form.id)))
            _refuse_name_taken(uow, form, reading.value)
            uow.people.keep(reading.value, form.id, actor.user_id, now)
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
    other = uow.people.id_of_institution(institution.name)
    if other is not None and other != form.id:
        raise InvalidInput((Fault("lembaga_sudah_ada", {"nama": institution.name}, "lembaga.nama"),))


_PERSON_WORDS = (
    ("jenis_kelamin", "Jenis kelamin"),
    ("ttl", "Tempat, tanggal lahir"),
    ("umur", "Umur"),
    ("agama", "Agama"),
    ("status_kawin", "Status perkawinan"),
    ("pekerjaan", "Pekerjaan"),
    ("telepon", "Nomor telepon"),
    ("alamat_lengkap", "Alamat"),
    ("ciri_ciri", "Ciri-ciri"),
)
_INSTITUTION_WORDS = (
    ("jenis", "Jenis lembaga"),
    ("pimpinan", "Nama pimpinan"),
    ("alamat_lengkap", "Alamat"),
    ("telepon", "Nomor telepon"),
    ("npwp", "NPWP"),
    ("akta", "Nomor akta notaris"),
)


def _person_lines(person: Person, today: date) -> tuple[Line, ...]:
    words = person.words(today)
    return tuple(Line(label, words[key]) for key, label in _PERSON_WORDS if words.get(key))


def _change(row: ChangeRow) -> ChangeView:
    lines = (Line(_LABELS.get(name, name), _former(name, value)) for name, value in row.before.items())
    return ChangeView(row.at, row.who, tuple(lines))


def _former(name: str, value: object) -> str:
    """A former value in words; identity numbers are masked here too."""
    if value in (None, ""):
        return "kosong"
    if isinstance(value, bool):
        return "ya" if value else "tidak"
    if name in _NUMBERS:
        return mask_nik(str(value))
    if name == "sex":
        return SEX_WORDS[Sex(str(value))]
    if name in ("birth_date", "estimated_on"):
        return format_date(date.fromisoformat(str(value)))
    return display_phone(str(value)) if name == "phone" else str(value)
