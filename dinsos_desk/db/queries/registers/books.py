"""What the registers of the whole office are filled from: numbers, hand-overs, files carried, minutes."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Select, and_, case, func, literal, or_, select
from sqlalchemy.orm import Session, aliased

from dinsos_desk.db.queries.recaps.figures import Period
from dinsos_desk.db.queries.requests.rows import Visibility
from dinsos_desk.db.tables import (
    History,
    IssuedNumber,
    Letter,
    NumberChange,
    NumberRange,
    Request,
    ServiceVersion,
    User,
)

_SIGNER = func.coalesce(func.json_extract(Letter.context, "$.penanda_tangan.nama"), "")


@dataclass(frozen=True)
class NumberLine:
    """A number of the agenda surat keluar, or (``last`` > 0) serials that were kept back or passed over."""

    id: int
    serial: int
    suffix: str
    number: str
    dated: date
    addressee: str
    subject: str = ""
    signer: str = ""
    maker: str = ""
    reason: str = ""
    outside: bool = False
    waits: bool = False
    cancelled_reason: str = ""
    cancelled_at: datetime | None = None
    cancelled_by: str = ""
    handed_at: datetime | None = None
    corrected: bool = False
    request_id: int | None = None
    letter_id: int | None = None
    last: int = 0
    range_kind: str = ""
    ended: bool = False


@dataclass(frozen=True)
class Carried:
    """A letter that was handed over, or (``stage``) a file that somebody carried to an official.

    ``moment``: when it was written down; ``day``: when it happened. ``by``: the officer.
    """

    id: int
    moment: datetime
    day: date
    number: str
    subject: str
    to: str
    proof: str
    carried_by: str
    by: str
    client: str
    request_id: int
    version_id: int
    stage: str
    letter_id: int | None
    division: str


@dataclass(frozen=True)
class MinutesLine:
    """A berita acara."""

    id: int
    number: str
    dated: date
    name: str
    client: str
    service: str
    receipt: str
    signer: str
    state: str
    handed_to: str
    request_id: int
    division: str


def number_lines(session: Session, period: Period, sees: Visibility) -> tuple[NumberLine, ...]:
    """Every number dated in a period, by date and serial, with what was kept back in it.

    Whom a letter of another division is for is left out, as in the agenda of numbers.
    """
    number, seen = IssuedNumber, sees.clause()
    may = or_(number.request_id.is_(None), seen) if seen is not None else literal(True)
    canceller = aliased(User)
    client = case((may, func.coalesce(func.nullif(number.addressee, ""), Request.client_name, "")), else_="")
    query = (
        select(
            number.id,
            number.serial,
            number.suffix,
            number.number,
            number.dated,
            client.label("addressee"),
            func.coalesce(func.nullif(number.subject, ""), Letter.name, "").label("subject"),
            _SIGNER.label("signer"),
            number.maker,
            number.reason,
            (number.kind == "luar").label("outside"),
            and_(number.request_id.is_not(None), number.letter_id.is_(None)).label("waits"),
            number.cancelled_reason,
            number.cancelled_at,
            func.coalesce(canceller.name, "").label("cancelled_by"),
            Letter.handed_at,
            number.id.in_(select(NumberChange.number_id)).label("corrected"),
            case((may, number.request_id), else_=None).label("request_id"),
            case((may, number.letter_id), else_=None).label("letter_id"),
        )
        .outerjoin(canceller, canceller.id == number.cancelled_by)
        .outerjoin(Letter, Letter.id == number.letter_id)
        .outerjoin(Request, Request.id == number.request_id)
        .where(number.dated.between(period.first, period.last))
        .order_by(number.dated, number.serial, number.suffix, number.id)
    )
    lines = [NumberLine(**row) for row in session.execute(query).mappings()]
    lines += _ranges(session, period)
    return tuple(sorted(lines, key=lambda line: (line.dated, line.serial, line.suffix, line.id)))


def _ranges(session: Session, period: Period) -> list[NumberLine]:
    held = NumberRange
    query = select(held).where(held.at >= period.start, held.at < period.end)
    return [_range(row) for row in session.scalars(query)]


def _range(row: NumberRange) -> NumberLine:
    return NumberLine(
        id=row.id,
        serial=row.first,
        suffix="",
        number=f"{row.first}–{row.last}" if row.last > row.first else str(row.first),
        dated=row.at.date(),
        addressee=row.unit,
        reason=row.reason,
        last=row.last,
        range_kind=row.kind,
        ended=row.ended_at is not None,
    )


def carried_lines(session: Session, period: Period) -> tuple[Carried, ...]:
    """Letters handed over and files carried, of every division, in the order they were written down."""
    found = [
        Carried(**{**row, "day": row["moment"].date()}) for row in session.execute(_handed(period)).mappings()
    ]
    found += [Carried(**row) for row in session.execute(_on_paper(period)).mappings()]
    return tuple(sorted(found, key=lambda one: (one.moment, one.stage, one.id)))


def _handed(period: Period) -> Select[Any]:
    """The officer is who took the step of handing over, at the same moment."""
    giver = (
        select(User.name)
        .join(History, History.user_id == User.id)
        .where(History.request_id == Letter.request_id, History.at == Letter.handed_at)
        .order_by(History.id.desc())
        .limit(1)
        .correlate(Letter)
        .scalar_subquery()
    )
    columns: list[Any] = [
        Letter.id,
        Letter.handed_at.label("moment"),
        Letter.number,
        Letter.name.label("subject"),
        Letter.handed_to.label("to"),
        Letter.handed_proof.label("proof"),
        literal("").label("carried_by"),
        func.coalesce(giver, "").label("by"),
        Request.client_name.label("client"),
        Letter.request_id,
        Request.version_id,
        literal("").label("stage"),
        Letter.id.label("letter_id"),
        Request.division,
    ]
    query = select(*columns).join(Request, Request.id == Letter.request_id)
    return query.where(Letter.handed_at >= period.start, Letter.handed_at < period.end)


def _on_paper(period: Period) -> Select[Any]:
    columns: list[Any] = [
        History.id,
        History.at.label("moment"),
        History.on_paper.label("day"),
        Request.receipt.label("number"),
        literal("").label("subject"),
        literal("").label("to"),
        literal("").label("proof"),
        History.carried_by,
        User.name.label("by"),
        Request.client_name.label("client"),
        History.request_id,
        Request.version_id,
        History.stage,
        literal(None).label("letter_id"),
        Request.division,
    ]
    query = select(*columns).join(Request, Request.id == History.request_id)
    query = query.join(User, User.id == History.user_id)
    return query.where(History.on_paper.is_not(None), History.at >= period.start, History.at < period.end)


def minutes_lines(session: Session, period: Period) -> tuple[MinutesLine, ...]:
    """The berita acara dated in a period, of every division, in the order they were made."""
    query = (
        select(
            Letter.id,
            Letter.number,
            Letter.dated,
            Letter.name,
            Request.client_name.label("client"),
            ServiceVersion.short_name.label("service"),
            Request.receipt,
            _SIGNER.label("signer"),
            Letter.state,
            Letter.handed_to,
            Letter.request_id,
            Request.division,
        )
        .join(Request, Request.id == Letter.request_id)
        .join(ServiceVersion, ServiceVersion.id == Request.version_id)
        .where(Letter.kind == "berita_acara", Letter.dated.between(period.first, period.last))
        .order_by(Letter.id)
    )
    return tuple(MinutesLine(**row) for row in session.execute(query).mappings())
