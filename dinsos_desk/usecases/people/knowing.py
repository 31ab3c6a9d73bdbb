"""Looking at one person or institution, and correcting what is known of them with the history kept."""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from datetime import date, datetime

from dinsos_desk.db.queries.complaints import ComplaintRow, complaints_of_person
from dinsos_desk.db.queries.households import LikelyRow, earlier_of_household, household
from dinsos_desk.db.queries.institutions import LikelyInstitution, told_apart
from dinsos_desk.db.queries.people import EarlierRow, PersonRow
from dinsos_desk.db.queries.person_pages import (
    ChangeRow,
    MergeRow,
    applications_of,
    changes_of,
    merges_of,
    own_records,
)
from dinsos_desk.db.queries.requests import Visibility
from dinsos_desk.db.unit_of_work import UnitOfWork
from dinsos_desk.domain.complaints import READERS
from dinsos_desk.domain.entry import (
    INSTITUTION_ENTRY,
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
from dinsos_desk.domain.people import Institution, PartyDef, PartyKind, Person, mask_nik
from dinsos_desk.domain.regions import Regions
from dinsos_desk.domain.routing import SEEING_ROLES, Role
from dinsos_desk.errors import Conflict, InvalidInput
from dinsos_desk.usecases.actor import Actor
from dinsos_desk.usecases.people.merging import check_reason, former_words, likely_institutions_of, likely_of
from dinsos_desk.usecases.people.records import follow_names
from dinsos_desk.usecases.people.shown import ShownAt
from dinsos_desk.usecases.requests.lines import Line

PERSON_PARTY = PartyDef(code="orang", label="Penduduk", nik_optional=True)
INSTITUTION_PARTY = PartyDef(code="lembaga", label="Lembaga", kind=PartyKind.INSTITUTION)
_INSTITUTION_LABELS = {entry.attribute: entry.field.label for entry in INSTITUTION_ENTRY}
_LABELS = {entry.attribute: entry.field.label for entry in PERSON_ENTRY} | {
    "temporary": "Identitas sementara",
    "estimated_on": "Umur diperkirakan pada",
}


@dataclass(frozen=True)
class ChangeView:
    """One correction in words: who, when, why, and the former values.

    ``of``: whose record it was, where that was made one with this one later.
    """

    at: datetime
    who: str
    former: tuple[Line, ...]
    reason: str = ""
    of: str = ""


@dataclass(frozen=True)
class SubjectView:
    """One person or institution as a page shows it; identity numbers are masked.

    ``members``: others of the same KK, ``household`` what they were served with; ``likely``: who may be the
    same person; ``merges``: records that were made one with this one; ``complaints`` they brought.
    """

    kind: PartyKind
    id: int
    name: str
    temporary: bool
    masked_nik: str
    masked_kk: str
    lines: tuple[Line, ...]
    applications: tuple[EarlierRow, ...]
    changes: tuple[ChangeView, ...]
    members: tuple[PersonRow, ...] = ()
    household: tuple[EarlierRow, ...] = ()
    likely: tuple[LikelyRow, ...] | tuple[LikelyInstitution, ...] = ()
    merges: tuple[MergeRow, ...] = ()
    complaints: tuple[ComplaintRow, ...] = ()


@dataclass(frozen=True)
class SubjectForm:
    """What the form of a correction starts with, as typed. ``temporary``: without papers so far."""

    kind: PartyKind
    id: int
    typed: Mapping[str, str]
    temporary: bool = False


def view_person(uow: UnitOfWork, actor: Actor, person_id: int, today: date) -> SubjectView:
    """Load one person for a page; of a record that was made one with another, that other.

    Raises:
        UserError: *data_tidak_ditemukan*, *tidak_berwenang* for who only administers.
    """
    actor.require(*SEEING_ROLES)
    with uow:
        person_id = uow.people.standing(person_id)
        person = uow.people.person(person_id)
        sees = Visibility(actor.roles, actor.division)
        records = own_records(uow.session, person_id)
        around = earlier_of_household(uow.session, person_id, sees)
        return SubjectView(
            PartyKind.PERSON,
            person_id,
            person.name,
            person.temporary,
            mask_nik(person.nik),
            mask_nik(person.kk),
            _person_lines(person, today),
            applications_of(uow.session, PartyKind.PERSON, person_id, sees),
            tuple(_change(row, _LABELS) for row in changes_of(uow.session, PartyKind.PERSON, records)),
            household(uow.session, person.kk, today, (person_id,)),
            tuple(row for row in around if row.person_id != person_id),
            likely_of(uow, person_id, today) if actor.may(Role.PETUGAS) else (),
            merges_of(uow.session, person_id),
            complaints_of_person(uow.session, records, sees) if actor.may(*READERS) else (),
        )


def view_institution(uow: UnitOfWork, actor: Actor, institution_id: int, today: date) -> SubjectView:
    """Load one institution for a page; of a record that was made one with another, that other.

    Raises:
        UserError: *data_tidak_ditemukan*, *tidak_berwenang* for who only administers.
    """
    kind = PartyKind.INSTITUTION
    actor.require(*SEEING_ROLES)
    with uow:
        institution_id = uow.people.standing(institution_id, kind)
        institution = uow.people.institution(institution_id)
        sees = Visibility(actor.roles, actor.division)
        words = institution.words(today)
        return SubjectView(
            kind,
            institution_id,
            institution.name,
            False,
            "",
            "",
            tuple(Line(label, words[key]) for key, label in _INSTITUTION_WORDS if words.get(key)),
            applications_of(uow.session, kind, institution_id, sees),
            tuple(
                _change(row, _INSTITUTION_LABELS)
                for row in changes_of(uow.session, kind, own_records(uow.session, institution_id, kind))
            ),
            likely=likely_institutions_of(uow, institution_id) if actor.may(Role.PETUGAS) else (),
            merges=merges_of(uow.session, institution_id, kind),
        )


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
    ("bahasa", "Bahasa yang dikuasai"),
    ("tempat_ditemukan", "Tempat ditemukan"),
    ("dibawa_oleh", "Dibawa oleh"),
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


def _change(row: ChangeRow, labels: Mapping[str, str]) -> ChangeView:
    lines = (Line(labels.get(name, name), former_words(name, value)) for name, value in row.before.items())
    return ChangeView(row.at, row.who, tuple(lines), row.reason, row.of)
