"""Serial numbers, and the letter numbers that were given with them."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import func, select, text, update
from sqlalchemy.orm import Session

from dinsos_desk.db import tables
from dinsos_desk.db.repositories.rows import add_row
from dinsos_desk.errors import UserError

_NEXT = text(
    "INSERT INTO sequence (key, year, last) VALUES (:key, :year, 1) "
    "ON CONFLICT (key, year) DO UPDATE SET last = last + 1 RETURNING last"
)
_SET = text(
    "INSERT INTO sequence (key, year, last) VALUES (:key, :year, :last) "
    "ON CONFLICT (key, year) DO UPDATE SET last = excluded.last"
)
_LAST = text("SELECT last FROM sequence WHERE key = :key AND year = :year")
_TAKEN = text(
    "SELECT 1 FROM issued_number WHERE sequence = :key AND year = :year AND serial = :serial LIMIT 1"
)
_WRITTEN = text("SELECT 1 FROM issued_number WHERE number = :number LIMIT 1")
_EMPTY = {
    "suffix": "", "addressee": "", "subject": "", "maker": "", "reason": "", "letter_id": None,
    "request_id": None, "range_id": None, "cancelled_reason": "",
}  # fmt: skip


class Numbers:
    """Each serial is given once, in the transaction that uses it."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def next(self, key: str, year: int) -> int:
        """The next serial of a plain count. A rolled-back transaction gives it back."""
        drawn = self._session.connection().execute(_NEXT, {"key": key, "year": year})
        return int(drawn.scalar_one())

    def last(self, key: str, year: int) -> int:
        """The last serial that a sequence gave by itself; 0 before the first."""
        found = self._session.connection().execute(_LAST, {"key": key, "year": year}).scalar()
        return int(found or 0)

    def set_last(self, key: str, year: int, last: int) -> None:
        """The sequence goes on after this serial."""
        self._session.connection().execute(_SET, {"key": key, "year": year, "last": last})

    def is_taken(self, key: str, year: int, serial: int) -> bool:
        """Whether a serial was given, by the sequence or by hand."""
        values = {"key": key, "year": year, "serial": serial}
        return self._session.connection().execute(_TAKEN, values).scalar() is not None

    def is_written(self, number: str) -> bool:
        """Whether some letter already carries this number, of whatever sequence."""
        return self._session.connection().execute(_WRITTEN, {"number": number}).scalar() is not None

    def taken_in(self, key: str, year: int, first: int, last: int) -> tuple[int, ...]:
        """The serials between two (both counted in) that were given, in order."""
        row = tables.IssuedNumber
        query = (
            select(row.serial)
            .where(row.sequence == key, row.year == year, row.serial.between(first, last))
            .distinct()
            .order_by(row.serial)
        )
        return tuple(self._session.scalars(query))

    def record(self, **columns: Any) -> int:
        """Write down that a number was given; returns its id. A second use breaks the transaction."""
        return add_row(self._session, tables.IssuedNumber, _EMPTY | columns)

    def get(self, number_id: int) -> tables.IssuedNumber:
        """One given number. Raises ``UserError`` *nomor_tidak_ditemukan*."""
        found = self._session.get(tables.IssuedNumber, number_id)
        if found is None:
            raise UserError("nomor_tidak_ditemukan")
        return found

    def kept_for(self, request_id: int, key: str = "") -> Sequence[tables.IssuedNumber]:
        """Numbers kept for an application that no letter carries yet; of one sequence when named."""
        row = tables.IssuedNumber
        query = select(row).where(
            row.request_id == request_id, row.letter_id.is_(None), row.cancelled_at.is_(None)
        )
        return self._session.scalars(
            (query.where(row.sequence == key) if key else query).order_by(row.id)
        ).all()

    def latest(self, key: str, year: int, day: date | None = None) -> tables.IssuedNumber | None:
        """The whole number of the latest date, or of the latest not after ``day``."""
        row = tables.IssuedNumber
        query = select(row).where(row.sequence == key, row.year == year, row.suffix == "")
        if day is not None:
            query = query.where(row.dated <= day)
        return self._session.scalar(query.order_by(row.dated.desc(), row.serial.desc()).limit(1))

    def suffixes(self, key: str, year: int, serial: int) -> tuple[str, ...]:
        """What was put in after a serial already."""
        row = tables.IssuedNumber
        query = select(row.suffix).where(
            row.sequence == key, row.year == year, row.serial == serial, row.suffix != ""
        )
        return tuple(self._session.scalars(query))

    def ranges(self, key: str, year: int, *, standing: bool = True) -> Sequence[tables.NumberRange]:
        """The ranges of a sequence, those ended early left out when only ``standing`` ones are wanted."""
        row = tables.NumberRange
        query = select(row).where(row.sequence == key, row.year == year)
        if standing:
            query = query.where(row.ended_at.is_(None))
        return self._session.scalars(query.order_by(row.first)).all()

    def spans(self, key: str, year: int) -> tuple[tuple[int, int, date | None], ...]:
        """First, last and end of the standing ranges of a sequence: what counting needs of them."""
        row = tables.NumberRange.__table__.c
        query = select(row.first, row.last, row.until).where(
            row.sequence == key, row.year == year, row.ended_at.is_(None)
        )
        found = self._session.connection().execute(query.order_by(row.first))
        return tuple((first, last, until) for first, last, until in found)

    def range(self, range_id: int) -> tables.NumberRange:
        """One range. Raises ``UserError`` *nomor_tidak_ditemukan*."""
        found = self._session.get(tables.NumberRange, range_id)
        if found is None:
            raise UserError("nomor_tidak_ditemukan")
        return found

    def add_range(self, **columns: Any) -> int:
        """Keep a range; returns its id."""
        defaults = {"unit": "", "unit_code": "", "until": None, "ended_reason": ""}
        return add_row(self._session, tables.NumberRange, defaults | columns)

    def add_change(
        self, number_id: int, before: dict[str, Any], reason: str, at: datetime, user_id: int
    ) -> None:
        """Keep what stood about a number before it was corrected."""
        columns = {"number_id": number_id, "before": before, "reason": reason, "at": at, "user_id": user_id}
        add_row(self._session, tables.NumberChange, columns)

    def request_of_receipt(self, receipt: str) -> int | None:
        """The application with this receipt number."""
        return self._session.scalar(select(tables.Request.id).where(tables.Request.receipt == receipt))

    def series(self) -> Sequence[tables.NumberSeries]:
        """How the sequences of this office count, the main one among them when it was changed."""
        return self._session.scalars(select(tables.NumberSeries).order_by(tables.NumberSeries.name)).all()

    def keep_series(self, code: str, **columns: Any) -> None:
        """Add a sequence or change how it counts."""
        row = self._session.get(tables.NumberSeries, code)
        if row is None:
            self._session.add(tables.NumberSeries(code=code, **columns))
        else:
            self._session.execute(
                update(tables.NumberSeries).where(tables.NumberSeries.code == code).values(**columns)
            )
        self._session.flush()

    def drop_series(self, code: str) -> None:
        """Take a sequence off the list."""
        row = self._session.get(tables.NumberSeries, code)
        if row is not None:
            self._session.delete(row)
            self._session.flush()

    def count_of(self, keys_like: str) -> int:
        """How many numbers the counters whose key is this, or begins with it and a slash, gave."""
        row = tables.IssuedNumber
        inside = (row.sequence == keys_like) | row.sequence.startswith(f"{keys_like}/", autoescape=True)
        return self._session.scalar(select(func.count()).select_from(row).where(inside)) or 0
