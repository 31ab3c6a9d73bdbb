"""The audit trail: its own table beside the histories that other tables keep, the newest first.

Nothing is written twice: decisions stand in the history, numbers in their book, looks at a NIK and
corrections in tables of their own. Each is asked for one page by its own index; the pages are then merged.
"""

from dataclasses import dataclass
from datetime import datetime
from functools import cache
from heapq import merge
from itertools import islice
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, literal, or_, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from dinsos_desk.db.queries.recaps import Period
from dinsos_desk.db.tables import (
    AuditEntry,
    History,
    Institution,
    InstitutionChange,
    InstitutionMerge,
    IssuedNumber,
    NikShown,
    NumberChange,
    NumberRange,
    Person,
    PersonChange,
    PersonMerge,
    Request,
    User,
)
from dinsos_desk.domain.audit import DEEDS, Kind
from dinsos_desk.domain.people import mask_nik


@dataclass(frozen=True)
class AuditRow:
    """One entry. ``source`` and ``id`` name it; ``deed`` is a code; ``user`` is empty for nobody known."""

    source: int
    id: int
    at: datetime
    user: str
    kind: Kind
    deed: str
    about: str
    detail: str


@dataclass(frozen=True)
class TrailFilter:
    """Which entries: in a period, of one user, of one group, with some text.

    ``deeds``: codes whose words hold the text; ``text`` itself is looked for in what is shown beside them.
    """

    period: Period
    user_id: int | None = None
    kind: Kind | None = None
    text: str = ""
    deeds: frozenset[str] = frozenset()


@dataclass(frozen=True)
class _Source:
    """Where entries of one sort stand. ``kind`` None: the audit table, whose deeds tell."""

    kind: Kind | None
    at: InstrumentedAttribute[Any]
    id: InstrumentedAttribute[Any]
    user_id: InstrumentedAttribute[Any]
    deed: ColumnElement[Any]
    about: ColumnElement[Any]
    detail: ColumnElement[Any]
    joins: tuple[tuple[Any, Any], ...] = ()
    nik: ColumnElement[Any] | None = None


def trail_rows(
    session: Session, wanted: TrailFilter, after: AuditRow | None = None, limit: int = 100
) -> tuple[AuditRow, ...]:
    """The entries that fit, the newest first; ``after``: the last row of the page before."""
    pages = []
    for place, source in enumerate(_sources()):
        own = source.kind is None and wanted.kind in DEEDS
        if wanted.kind is None or source.kind is wanted.kind or own:
            query = _query(place, source, wanted, after).limit(limit)
            pages.append([_row(place, source, found) for found in session.execute(query)])
    in_order = merge(*pages, key=lambda row: (row.at, -row.source, row.id), reverse=True)
    return tuple(islice(in_order, limit))


def trail_users(session: Session) -> tuple[tuple[int, str], ...]:
    """Every user by name, disabled ones too."""
    query = select(User.id, User.name).order_by(User.name, User.id)
    return tuple((known_id, name) for known_id, name in session.execute(query))


def _query(place: int, source: _Source, wanted: TrailFilter, after: AuditRow | None) -> Select[Any]:
    nik = source.nik if source.nik is not None else literal("")
    query = select(source.id, source.at, User.name, source.deed, source.about, source.detail, nik)
    query = query.select_from(source.id.class_).outerjoin(User, User.id == source.user_id)
    for target, on in source.joins:
        query = query.join(target, on)
    query = query.where(source.at >= wanted.period.start, source.at < wanted.period.end)
    if wanted.user_id is not None:
        query = query.where(source.user_id == wanted.user_id)
    if source.kind is None and wanted.kind is not None:
        query = query.where(AuditEntry.deed.in_([deed.value for deed in DEEDS[wanted.kind]]))
    if wanted.text:
        shown = (User.name, source.about, source.detail)
        query = query.where(
            or_(
                *(part.icontains(wanted.text, autoescape=True) for part in shown),
                source.deed.in_(sorted(wanted.deeds)),
            )
        )
    if after is not None:
        query = query.where(_older(place, source, after))
    return query.order_by(source.at.desc(), source.id.desc())


def _older(place: int, source: _Source, after: AuditRow) -> ColumnElement[bool]:
    """Below the last row shown: of one moment the sources come in their order."""
    if place > after.source:
        return source.at <= after.at
    if place < after.source:
        return source.at < after.at
    return or_(source.at < after.at, and_(source.at == after.at, source.id < after.id))


def _row(place: int, source: _Source, found: Any) -> AuditRow:
    row_id, at, user, deed, about, detail, nik = found
    kind = source.kind or next((kind for kind, deeds in DEEDS.items() if deed in deeds), Kind.SETTINGS)
    told = f"{about} · {mask_nik(nik)}" if nik and mask_nik(nik) else about
    return AuditRow(place, row_id, at, user or "", kind, deed, told, detail or "")


@cache
def _sources() -> tuple[_Source, ...]:
    empty = literal("")
    audit, step, number, shown = AuditEntry, History, IssuedNumber, NikShown
    given = case((number.kind == "luar", "nomor_luar"), else_="nomor")
    return (
        _Source(None, audit.at, audit.id, audit.user_id, _plain(audit.deed), _plain(audit.about), empty),
        _Source(
            Kind.DECISION,
            step.at,
            step.id,
            step.user_id,
            _plain(step.action),
            _plain(Request.receipt),
            _plain(step.reason),
            ((Request, Request.id == step.request_id),),
        ),
        _Source(
            Kind.NUMBER,
            number.given_at,
            number.id,
            number.given_by,
            given,
            _plain(number.number),
            _plain(number.reason),
        ),
        _Source(
            Kind.NUMBER,
            number.cancelled_at,
            number.id,
            number.cancelled_by,
            literal("nomor_batal"),
            _plain(number.number),
            _plain(number.cancelled_reason),
        ),
        _Source(
            Kind.NUMBER,
            NumberChange.at,
            NumberChange.id,
            NumberChange.user_id,
            literal("nomor_perbaiki"),
            _plain(number.number),
            _plain(NumberChange.reason),
            ((number, number.id == NumberChange.number_id),),
        ),
        _Source(
            Kind.NUMBER,
            NumberRange.at,
            NumberRange.id,
            NumberRange.user_id,
            literal("nomor_cadangan"),
            _plain(NumberRange.unit),
            _plain(NumberRange.reason),
        ),
        _Source(
            Kind.LOOK,
            shown.at,
            shown.id,
            shown.user_id,
            literal("nik"),
            _plain(Person.name),
            _plain(shown.place),
            ((Person, Person.id == shown.person_id),),
            _plain(Person.nik),
        ),
        *_corrections(PersonChange, PersonMerge, Person, "person_id", "orang"),
        *_corrections(InstitutionChange, InstitutionMerge, Institution, "institution_id", "lembaga"),
    )


def _corrections(change: Any, merged: Any, record: Any, owner: str, word: str) -> tuple[_Source, ...]:
    """What was corrected in a record, made one with another, and parted again."""
    of = (record, record.id == merged.survivor_id)
    name, kind = _plain(record.name), Kind.CORRECTION
    return (
        _Source(
            kind,
            change.at,
            change.id,
            change.user_id,
            literal(word),
            name,
            _plain(change.reason),
            ((record, record.id == getattr(change, owner)),),
        ),
        _Source(
            kind,
            merged.at,
            merged.id,
            merged.user_id,
            literal(f"gabung_{word}"),
            name,
            _plain(merged.reason),
            (of,),
        ),
        _Source(
            kind,
            merged.undone_at,
            merged.id,
            merged.undone_by,
            literal(f"pisah_{word}"),
            name,
            _plain(merged.undone_reason),
            (of,),
        ),
    )


def _plain(column: InstrumentedAttribute[Any]) -> ColumnElement[Any]:
    return column.expression
