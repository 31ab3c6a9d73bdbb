"""Looking at one person or institution: what is known, what they came for, who may be the same."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from dinsos_desk.db.queries.complaints import ComplaintRow, complaints_of_person
from dinsos_desk.db.queries.people.finding import EarlierRow, PersonRow
from dinsos_desk.db.queries.people.households import LikelyRow, earlier_of_household, household
from dinsos_desk.db.queries.people.institutions import LikelyInstitution
from dinsos_desk.db.queries.people.pages import (
    ChangeRow,
    MergeRow,
    applications_of,
    changes_of,
    merges_of,
    own_records,
)
from dinsos_desk.db.queries.requests.figures import Visibility
from dinsos_desk.db.unit_of_work import UnitOfWork
from dinsos_desk.domain.complaints import READERS
from dinsos_desk.domain.entry import INSTITUTION_ENTRY, PERSON_ENTRY
from dinsos_desk.domain.people import PartyKind, Person, mask_nik
from dinsos_desk.domain.routing import SEEING_ROLES, Role
from dinsos_desk.usecases.actor import Actor
from dinsos_desk.usecases.people.merging import former_words, likely_institutions_of, likely_of
from dinsos_desk.usecases.requests.lines import Line

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
