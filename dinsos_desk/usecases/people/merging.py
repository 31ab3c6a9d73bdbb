"""Two records of one person or institution: compared side by side, made one, kept apart, parted again.

A temporary identity that joins the person it turned out to be is the same act.
"""

from collections.abc import Collection
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from dinsos_desk.db.queries.people.households import LikelyRow, Sought, likely_same
from dinsos_desk.db.queries.people.institutions import (
    LikelyInstitution,
    SoughtInstitution,
    likely_institutions,
)
from dinsos_desk.db.queries.people.pages import own_records
from dinsos_desk.db.unit_of_work import UnitOfWork
from dinsos_desk.domain.dates import format_date
from dinsos_desk.domain.entry import INSTITUTION_ENTRY, PERSON_ENTRY
from dinsos_desk.domain.faults import Fault
from dinsos_desk.domain.npwp import format_npwp, npwp_key
from dinsos_desk.domain.people import SEX_WORDS, Institution, PartyKind, Person, Sex, Subject, mask_nik
from dinsos_desk.domain.phone import display_phone
from dinsos_desk.domain.routing import Role
from dinsos_desk.domain.text import text_faults
from dinsos_desk.errors import Conflict, InvalidInput, UserError
from dinsos_desk.usecases.actor import Actor
from dinsos_desk.usecases.people.records import follow_names

LONGEST_REASON = 500
REASON = "alasan"
_FOLLOWING = {"estimated_age": "estimated_on"}
"""What goes along with another value."""


@dataclass(frozen=True)
class MergeLine:
    """One thing that is known of both: in words, and whether the absorbed record's is taken by default."""

    attribute: str
    label: str
    survivor: str
    absorbed: str
    takes_absorbed: bool

    @property
    def differs(self) -> bool:
        """Whether there is something to choose."""
        return self.survivor != self.absorbed


@dataclass(frozen=True)
class MergeView:
    """Two records side by side. ``applications`` go over to the survivor; numbers are masked in the lines.

    ``two_niks``: both have a number of their own (NIK, NPWP) and these differ, which is most often two.
    """

    survivor_id: int
    absorbed_id: int
    survivor: Subject = field(repr=False)
    absorbed: Subject = field(repr=False)
    lines: tuple[MergeLine, ...]
    applications: int
    two_niks: bool
    kind: PartyKind = PartyKind.PERSON


def compare(
    uow: UnitOfWork, actor: Actor, one_id: int, other_id: int, kind: PartyKind = PartyKind.PERSON
) -> MergeView:
    """Two records side by side: the first one stands for both, unless only the other has papers.

    Raises:
        UserError: *tidak_berwenang*, *data_tidak_ditemukan*, *catatan_sudah_satu*.
    """
    actor.require(Role.PETUGAS)
    with uow:
        return _compare(uow, one_id, other_id, kind)


def _compare(uow: UnitOfWork, one_id: int, other_id: int, kind: PartyKind) -> MergeView:
    first, second = uow.people.standing(one_id, kind), uow.people.standing(other_id, kind)
    if first == second:
        raise UserError("catatan_sudah_satu")
    survivor, absorbed = uow.people.subject(kind, first), uow.people.subject(kind, second)
    if _is_temporary(survivor) and not _is_temporary(absorbed):
        first, second, survivor, absorbed = second, first, absorbed, survivor
    lines = tuple(
        MergeLine(
            entry.attribute,
            entry.field.label,
            former_words(entry.attribute, getattr(survivor, entry.attribute), ""),
            former_words(entry.attribute, getattr(absorbed, entry.attribute), ""),
            _is_blank(survivor, entry.attribute) and not _is_blank(absorbed, entry.attribute),
        )
        for entry in (PERSON_ENTRY if kind is PartyKind.PERSON else INSTITUTION_ENTRY)
        if not (_is_blank(survivor, entry.attribute) and _is_blank(absorbed, entry.attribute))
    )
    moved = len(uow.requests.of_subject(kind, second))
    return MergeView(first, second, survivor, absorbed, lines, moved, _two_numbers(survivor, absorbed), kind)


def _is_temporary(subject: Subject) -> bool:
    return isinstance(subject, Person) and subject.temporary


def _two_numbers(one: Subject, other: Subject) -> bool:
    if isinstance(one, Person) and isinstance(other, Person):
        return bool(one.nik and other.nik)
    if isinstance(one, Institution) and isinstance(other, Institution):
        numbers = {npwp_key(one.npwp), npwp_key(other.npwp)}
        return len(numbers - {""}) > 1
    return False


def _is_blank(subject: Subject, attribute: str) -> bool:
    return getattr(subject, attribute) in (None, "")


def merge(
    uow: UnitOfWork, actor: Actor, view: MergeView, taken: Collection[str], reason: str, now: datetime
) -> int:
    """Make two records one: applications, letters and history of both are the survivor's; returns its id.

    ``taken``: the attributes whose value is the absorbed record's.

    Raises:
        InvalidInput: the reason is missing or too long.
        Conflict: *data_diubah_orang_lain* since they were compared; nothing was saved.
        UserError: *tidak_berwenang*, *data_tidak_ditemukan*, *catatan_sudah_satu*.
    """
    actor.require(Role.PETUGAS)
    check_reason(reason)
    with uow:
        fresh = _compare(uow, view.survivor_id, view.absorbed_id, view.kind)
        if replace(fresh, lines=()) != replace(view, lines=()):
            raise Conflict("data_diubah_orang_lain")
        chosen = {*taken, *(_FOLLOWING[name] for name in taken if name in _FOLLOWING)}
        after = replace(view.survivor, **{name: getattr(view.absorbed, name) for name in chosen})
        pair, why = (view.survivor_id, view.absorbed_id), reason.strip()
        if isinstance(after, Person):
            uow.merges.add(*pair, after, actor.user_id, now, why)
        else:
            uow.institution_merges.add(*pair, after, actor.user_id, now, why)
        follow_names(uow, view.survivor_id, view.kind)
        uow.commit()
    return view.survivor_id


def undo_merge(
    uow: UnitOfWork,
    actor: Actor,
    merge_id: int,
    reason: str,
    now: datetime,
    kind: PartyKind = PartyKind.PERSON,
) -> int:
    """Part two records: what belonged to whom returns, and it is not asked again whether they are one.

    Returns the id of the record that was absorbed.

    Raises:
        InvalidInput: the reason is missing or too long.
        UserError: *penggabungan_bukan_terakhir*, *tidak_berwenang*, *data_tidak_ditemukan*.
    """
    actor.require(Role.PETUGAS)
    check_reason(reason)
    with uow:
        merges = uow.merges if kind is PartyKind.PERSON else uow.institution_merges
        row = merges.get(merge_id)
        if not merges.is_newest(row):
            raise UserError("penggabungan_bukan_terakhir")
        survivor_id, absorbed_id = row.survivor_id, row.absorbed_id
        merges.undo(merge_id, actor.user_id, now, reason.strip())
        uow.people.keep_apart(survivor_id, absorbed_id, actor.user_id, now, kind)
        follow_names(uow, survivor_id, kind)
        follow_names(uow, absorbed_id, kind)
        uow.commit()
    return absorbed_id


def keep_apart(
    uow: UnitOfWork,
    actor: Actor,
    one_id: int,
    other_id: int,
    now: datetime,
    kind: PartyKind = PartyKind.PERSON,
) -> None:
    """Remember that two like records are two; they are never offered for each other again."""
    actor.require(Role.PETUGAS)
    with uow:
        for known_id in (one_id, other_id):
            uow.people.subject(kind, known_id)
        uow.people.keep_apart(one_id, other_id, actor.user_id, now, kind)
        uow.commit()


def likely_of(uow: UnitOfWork, person_id: int, today: date) -> tuple[LikelyRow, ...]:
    """Who may be the same person as this record, in a unit of work that is open."""
    person = uow.people.person(person_id)
    records = own_records(uow.session, person_id)
    sex = person.sex.value if person.sex else ""
    return likely_same(uow.session, Sought(person.name, person.birth_date, person.kk, sex, records), today)


def likely_institutions_of(uow: UnitOfWork, known_id: int) -> tuple[LikelyInstitution, ...]:
    """Which institutions may be the same as this record, in a unit of work that is open."""
    known = uow.people.institution(known_id)
    records = own_records(uow.session, known_id, PartyKind.INSTITUTION)
    sought = SoughtInstitution(known.name, known.village, known.phone, known.npwp, known.deed, records)
    return likely_institutions(uow.session, sought)


def check_reason(reason: str) -> None:
    """Raise ``InvalidInput`` when no reason is given, or one that cannot be kept."""
    faults = text_faults(reason, LONGEST_REASON, REASON)
    if not reason.strip():
        faults = (Fault("alasan_wajib", {}, REASON),)
    if faults:
        raise InvalidInput(faults)


def former_words(name: str, value: object, nothing: str = "kosong") -> str:
    """A value of a record in words; identity numbers are masked."""
    if value in (None, ""):
        return nothing
    if isinstance(value, bool):
        return "ya" if value else "tidak"
    if name in ("nik", "kk"):
        return mask_nik(str(value))
    if name == "npwp":
        return format_npwp(str(value))
    if name == "sex":
        return SEX_WORDS[Sex(str(value))]
    if name in ("birth_date", "estimated_on"):
        return format_date(value if isinstance(value, date) else date.fromisoformat(str(value)))
    if name == "estimated_age":
        return f"± {value} tahun"
    return display_phone(str(value)) if name == "phone" else str(value)
