"""The agenda of numbers: every number of a year in the order of its date, and what was kept back."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ColumnElement, String, and_, case, cast, func, literal, or_, select, tuple_
from sqlalchemy.orm import Session, aliased

from dinsos_desk.db.queries.requests.figures import Visibility
from dinsos_desk.db.tables import IssuedNumber, Letter, NumberChange, NumberRange, Request, User


class Kind(StrEnum):
    """What a line of the agenda is."""

    PROGRAM = "program"
    OUTSIDE = "luar"
    INSERTED = "sisipan"
    CANCELLED = "batal"
    RESERVED = "cadangan"
    PASSED = "lewat"


@dataclass(frozen=True)
class AgendaRow:
    """One line. Of a range ``serial`` and ``last`` are its ends and ``used`` counts what was taken of it.

    ``waits``: the number is kept for an application that has no letter with it yet.
    """

    kind: Kind
    id: int
    sequence: str
    year: int
    serial: int
    number: str
    dated: date
    subject: str
    addressee: str
    maker: str
    given_by: str
    given_at: datetime
    reason: str = ""
    request_id: int | None = None
    receipt: str = ""
    waits: bool = False
    outside: bool = False
    inserted: bool = False
    last: int = 0
    used: int = 0
    until: date | None = None
    unit_code: str = ""
    ended: bool = False

    @property
    def is_range(self) -> bool:
        """Whether it stands for serials kept back."""
        return self.kind in (Kind.RESERVED, Kind.PASSED)


@dataclass(frozen=True)
class AgendaFilter:
    """Which lines: of a year by the date of the letter, of one counter, of one kind, with these words."""

    year: int
    sequence: str = ""
    kind: Kind | None = None
    text: str = ""


@dataclass(frozen=True)
class Correction:
    """What stood about a letter made outside before somebody corrected it."""

    at: datetime
    by: str
    reason: str
    before: dict[str, Any]


def list_numbers(
    session: Session,
    wanted: AgendaFilter,
    sees: Visibility,
    *,
    after: AgendaRow | None = None,
    limit: int = 100,
) -> tuple[AgendaRow, ...]:
    """One page, newest first; ``after`` is the last line of the page before. Ranges stand at the top."""
    rows: tuple[AgendaRow, ...] = ()
    if after is None and wanted.kind in (None, Kind.RESERVED, Kind.PASSED):
        rows = _ranges(session, wanted)
    if wanted.kind in (Kind.RESERVED, Kind.PASSED):
        return rows
    if after is not None and after.is_range:
        return ()
    return (*rows, *_numbers(session, wanted, sees, after, limit))


def agenda_years(session: Session) -> tuple[int, ...]:
    """The years that have numbers, newest first."""
    first, last = session.execute(select(func.min(IssuedNumber.dated), func.max(IssuedNumber.dated))).one()
    return tuple(range(last.year, first.year - 1, -1)) if first is not None else ()


def agenda_sequences(session: Session) -> tuple[str, ...]:
    """The counters that gave numbers or keep some back."""
    given = set(session.scalars(select(IssuedNumber.sequence).distinct()))
    return tuple(sorted(given | set(session.scalars(select(NumberRange.sequence).distinct()))))


def corrections(session: Session, number_id: int) -> tuple[Correction, ...]:
    """What was corrected about a number, newest first."""
    query = (
        select(NumberChange.at, User.name.label("by"), NumberChange.reason, NumberChange.before)
        .join(User, User.id == NumberChange.user_id)
        .where(NumberChange.number_id == number_id)
        .order_by(NumberChange.id.desc())
    )
    return tuple(Correction(**row) for row in session.execute(query).mappings())


def unexplained(session: Session, sequence: str, year: int, last: int) -> tuple[int, ...]:
    """Serials up to ``last`` that no letter carries and no range explains; none in a true book."""
    given = set(
        session.scalars(
            select(IssuedNumber.serial).where(
                IssuedNumber.sequence == sequence, IssuedNumber.year == year, IssuedNumber.serial <= last
            )
        )
    )
    ranges = session.execute(
        select(NumberRange.first, NumberRange.last).where(
            NumberRange.sequence == sequence, NumberRange.year == year
        )
    ).all()
    missing = (serial for serial in range(1, last + 1) if serial not in given)
    return tuple(s for s in missing if not any(one.first <= s <= one.last for one in ranges))


def _kind() -> ColumnElement[str]:
    number = IssuedNumber
    return case(
        (number.cancelled_at.is_not(None), literal(Kind.CANCELLED.value)),
        (number.suffix != "", literal(Kind.INSERTED.value)),
        (number.kind == "luar", literal(Kind.OUTSIDE.value)),
        else_=literal(Kind.PROGRAM.value),
    )


def _numbers(
    session: Session, wanted: AgendaFilter, sees: Visibility, after: AgendaRow | None, limit: int
) -> tuple[AgendaRow, ...]:
    number = IssuedNumber
    seen = sees.clause()
    may = or_(number.request_id.is_(None), seen) if seen is not None else literal(True)
    client = case((may, func.coalesce(func.nullif(number.addressee, ""), Request.client_name, "")), else_="")
    subject = func.coalesce(func.nullif(number.subject, ""), Letter.name, "")
    giver, canceller = aliased(User), aliased(User)
    query = (
        select(
            _kind().label("kind"),
            number.id,
            number.sequence,
            number.year,
            number.serial,
            number.number,
            number.dated,
            subject.label("subject"),
            client.label("addressee"),
            number.maker,
            giver.name.label("given_by"),
            number.given_at,
            case(
                (number.cancelled_at.is_not(None), number.cancelled_reason + " – " + canceller.name),
                else_=number.reason,
            ).label("reason"),
            case((may, number.request_id), else_=None).label("request_id"),
            func.coalesce(Request.receipt, "").label("receipt"),
            and_(
                number.request_id.is_not(None), number.letter_id.is_(None), number.cancelled_at.is_(None)
            ).label("waits"),
            (number.kind == "luar").label("outside"),
            (number.suffix != "").label("inserted"),
        )
        .join(giver, giver.id == number.given_by)
        .outerjoin(canceller, canceller.id == number.cancelled_by)
        .outerjoin(Letter, Letter.id == number.letter_id)
        .outerjoin(Request, Request.id == number.request_id)
        .where(number.dated.between(date(wanted.year, 1, 1), date(wanted.year, 12, 31)))
    )
    if wanted.sequence:
        query = query.where(number.sequence == wanted.sequence)
    if wanted.kind is not None:
        query = query.where(_kind() == wanted.kind.value)
    for word in wanted.text.split():
        columns = (number.number, subject, client, number.maker, Request.receipt)
        query = query.where(or_(*(column.icontains(word, autoescape=True) for column in columns)))
    if after is not None:
        place = tuple_(literal(after.dated), literal(after.serial), literal(after.id))
        query = query.where(tuple_(number.dated, number.serial, number.id) < place)
    rows = session.execute(
        query.order_by(number.dated.desc(), number.serial.desc(), number.id.desc()).limit(limit)
    )
    return tuple(AgendaRow(**{**row, "kind": Kind(row["kind"])}) for row in rows.mappings())


def _ranges(session: Session, wanted: AgendaFilter) -> tuple[AgendaRow, ...]:
    one = NumberRange
    used = (
        select(func.count(func.distinct(IssuedNumber.serial)))
        .where(
            IssuedNumber.sequence == one.sequence,
            IssuedNumber.year == one.year,
            IssuedNumber.serial.between(one.first, one.last),
        )
        .correlate(one)
        .scalar_subquery()
    )
    ended = aliased(User)
    query = (
        select(one, User.name.label("by"), ended.name.label("ended_name"), used.label("used"))
        .join(User, User.id == one.user_id)
        .outerjoin(ended, ended.id == one.ended_by)
        .where(or_(one.year == wanted.year, one.year == 0))
    )
    if wanted.sequence:
        query = query.where(one.sequence == wanted.sequence)
    if wanted.kind is not None:
        query = query.where(one.kind == wanted.kind.value)
    for word in wanted.text.split():
        columns = (one.unit, one.reason, cast(one.first, String), cast(one.last, String))
        query = query.where(or_(*(column.icontains(word, autoescape=True) for column in columns)))
    return tuple(
        _range_row(row.NumberRange, row.by, row.ended_name, row.used)
        for row in session.execute(query.order_by(one.sequence, one.first))
    )


def _range_row(row: NumberRange, by: str, ended_by: str | None, used: int) -> AgendaRow:
    reason = f"{row.ended_reason} – {ended_by}" if ended_by else row.reason
    return AgendaRow(
        Kind(row.kind), row.id, row.sequence, row.year, row.first, f"{row.first}–{row.last}", row.at.date(),
        row.reason, row.unit, "", by, row.at, reason, last=row.last, used=used, until=row.until,
        unit_code=row.unit_code, ended=ended_by is not None,
    )  # fmt: skip
