"""Where the entries of the audit trail stand: tables of their own, and the audit table for the rest."""

from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import ColumnElement, case, func, literal, select
from sqlalchemy.orm import InstrumentedAttribute

from dinsos_desk.db.tables import (
    Attachment,
    AuditEntry,
    ClockStep,
    Complaint,
    ComplaintStep,
    History,
    Institution,
    InstitutionChange,
    InstitutionMerge,
    IssuedNumber,
    Lateness,
    NikShown,
    NumberChange,
    NumberRange,
    Person,
    PersonChange,
    PersonMerge,
    RegisterCorrection,
    Request,
    ServiceVersion,
)
from dinsos_desk.domain.audit import Kind


@dataclass(frozen=True)
class Source:
    """Where entries of one sort stand. ``kind`` None: the audit table, whose deeds tell.

    ``deed``: a text where all its entries tell of one. ``words``: its mark in the index of words (migration
    0015); None for what is seldom written and is read through. ``paper``: for whom a clerk wrote it down from
    paper, empty where nobody did; ``from_paper``: whether somebody did.
    """

    kind: Kind | None
    at: InstrumentedAttribute[Any]
    id: InstrumentedAttribute[Any]
    user_id: InstrumentedAttribute[Any]
    deed: ColumnElement[Any] | str
    about: ColumnElement[Any]
    detail: ColumnElement[Any]
    joins: tuple[tuple[Any, Any], ...] = ()
    nik: ColumnElement[Any] | None = None
    words: int | None = None
    paper: ColumnElement[Any] | None = None
    from_paper: ColumnElement[bool] | None = None

    @property
    def deed_column(self) -> ColumnElement[Any]:
        """The deed of each entry."""
        return literal(self.deed) if isinstance(self.deed, str) else self.deed


@cache
def sources() -> tuple[Source, ...]:
    """All of them, in the order in which they stand at one moment."""
    empty = literal("")
    audit, step, number, shown = AuditEntry, History, IssuedNumber, NikShown
    given = case((number.kind == "luar", "nomor_luar"), else_="nomor")
    return (
        Source(
            None, audit.at, audit.id, audit.user_id, _plain(audit.deed), _plain(audit.about), empty, words=0
        ),
        Source(
            Kind.DECISION,
            step.at,
            step.id,
            step.user_id,
            _plain(step.action),
            _plain(Request.receipt),
            _plain(step.reason),
            ((Request, Request.id == step.request_id),),
            words=1,
            paper=case((step.on_paper.is_not(None), _asked()), else_=""),
            from_paper=step.on_paper.is_not(None),
        ),
        Source(
            Kind.NUMBER,
            number.given_at,
            number.id,
            number.given_by,
            given,
            _plain(number.number),
            _plain(number.reason),
            words=2,
        ),
        Source(
            Kind.NUMBER,
            number.cancelled_at,
            number.id,
            number.cancelled_by,
            "nomor_batal",
            _plain(number.number),
            _plain(number.cancelled_reason),
        ),
        Source(
            Kind.NUMBER,
            NumberChange.at,
            NumberChange.id,
            NumberChange.user_id,
            "nomor_perbaiki",
            _plain(number.number),
            _plain(NumberChange.reason),
            ((number, number.id == NumberChange.number_id),),
        ),
        Source(
            Kind.NUMBER,
            NumberRange.at,
            NumberRange.id,
            NumberRange.user_id,
            "nomor_cadangan",
            _plain(NumberRange.unit),
            _plain(NumberRange.reason),
        ),
        Source(
            Kind.LOOK,
            shown.at,
            shown.id,
            shown.user_id,
            "nik",
            _plain(Person.name),
            _plain(shown.place),
            ((Person, Person.id == shown.person_id),),
            _plain(Person.nik),
            words=3,
        ),
        Source(
            Kind.DECISION,
            Lateness.at,
            Lateness.id,
            Lateness.user_id,
            "terlambat",
            _plain(Request.receipt),
            _plain(Lateness.reason),
            ((Request, Request.id == Lateness.request_id),),
        ),
        Source(
            Kind.CORRECTION,
            Attachment.removed_at,
            Attachment.id,
            Attachment.removed_by,
            "lampiran_hapus",
            _plain(Request.receipt).concat(" ").concat(Attachment.requirement),
            _plain(Attachment.removed_reason),
            ((Request, Request.nonce == Attachment.nonce),),
        ),
        Source(
            Kind.SETTINGS,
            ClockStep.taken,
            ClockStep.id,
            ClockStep.user_id,
            "jam_benar",
            empty,
            empty,
        ),
        *_corrections(PersonChange, PersonMerge, Person, "person_id", "orang"),
        *_corrections(InstitutionChange, InstitutionMerge, Institution, "institution_id", "lembaga"),
        Source(
            Kind.DECISION,
            ComplaintStep.at,
            ComplaintStep.id,
            ComplaintStep.user_id,
            literal("pengaduan_") + ComplaintStep.deed,
            _plain(Complaint.number),
            _plain(ComplaintStep.reason),
            ((Complaint, Complaint.id == ComplaintStep.complaint_id),),
        ),
        Source(
            Kind.CORRECTION,
            RegisterCorrection.at,
            RegisterCorrection.id,
            RegisterCorrection.user_id,
            "register_perbaiki",
            _plain(RegisterCorrection.about),
            _plain(RegisterCorrection.reason),
        ),
    )


def _corrections(change: Any, merged: Any, record: Any, owner: str, word: str) -> tuple[Source, ...]:
    """What was corrected in a record, made one with another, and parted again."""
    of = (record, record.id == merged.survivor_id)
    name, kind = _plain(record.name), Kind.CORRECTION
    return (
        Source(
            kind,
            change.at,
            change.id,
            change.user_id,
            word,
            name,
            _plain(change.reason),
            ((record, record.id == getattr(change, owner)),),
        ),
        Source(
            kind,
            merged.at,
            merged.id,
            merged.user_id,
            f"gabung_{word}",
            name,
            _plain(merged.reason),
            (of,),
        ),
        Source(
            kind,
            merged.undone_at,
            merged.id,
            merged.undone_by,
            f"pisah_{word}",
            name,
            _plain(merged.undone_reason),
            (of,),
        ),
    )


def _asked() -> ColumnElement[Any]:
    """The post of the stage of a decision, as the service of its application names it."""
    stages = func.json_each(ServiceVersion.definition, "$.route.stages").table_valued("value")
    post = func.nullif(func.json_extract(stages.c.value, "$.post"), "")
    named = func.coalesce(post, func.json_extract(stages.c.value, "$.name"))
    found = (
        select(named)
        .select_from(ServiceVersion)
        .join(stages, literal(True))
        .where(ServiceVersion.id == Request.version_id)
        .where(func.json_extract(stages.c.value, "$.code") == History.stage)
        .limit(1)
        .correlate(Request, History)
        .scalar_subquery()
    )
    return func.coalesce(found, History.stage)


def _plain(column: InstrumentedAttribute[Any]) -> ColumnElement[Any]:
    return column.expression
