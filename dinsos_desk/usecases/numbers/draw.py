"""Giving a letter its number: inside the transaction that makes it, after the last paraf.

The day of the letter decides the period of the count. What is reserved for other units or taken by hand is
jumped over, and a number that any letter already carries is never written again.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from dinsos_desk.db import tables
from dinsos_desk.db.unit_of_work import UnitOfWork
from dinsos_desk.domain.faults import Refused
from dinsos_desk.domain.number_series import (
    MAIN,
    NumberSeries,
    SerialRange,
    missing_runs,
    next_free,
    series_for,
)
from dinsos_desk.domain.numbering import NumberPattern, Reset, parse_pattern
from dinsos_desk.errors import UserError

ALREADY_WRITTEN = "Nomor itu sudah dipakai menurut cara hitung sebelumnya."


@dataclass(frozen=True)
class Book:
    """One counter of one sequence, with the words of its numbers. ``year``: its period, 0 without end."""

    series: NumberSeries
    pattern: NumberPattern
    key: str
    classification: str
    unit: str
    office: str

    def year(self, day: date) -> int:
        """The period a letter of this day counts in."""
        return self.series.reset.period(day)

    def write(self, serial: int, day: date, suffix: str = "", unit: str = "") -> str:
        """The number as it stands on the letter; ``unit`` instead of the office's own.

        Raises:
            UserError: *pola_nomor_tidak_dapat_dipakai* (pola).
        """
        try:
            return self.pattern.render(
                serial,
                day,
                classification=self.classification,
                unit=unit or self.unit,
                office=self.office,
                suffix=suffix,
            )
        except Refused as refusal:
            raise UserError("pola_nomor_tidak_dapat_dipakai", pola=self.pattern.text) from refusal


@dataclass(frozen=True)
class Given:
    """A number that was given, and the day that its letter bears."""

    number: str
    dated: date


def all_series(uow: UnitOfWork) -> tuple[NumberSeries, ...]:
    """How the sequences of this office count; the main one first."""
    rows = tuple(
        NumberSeries(
            row.code,
            row.name,
            row.pattern,
            Reset(row.reset),
            row.by_classification,
            frozenset(row.kinds),
            frozenset(row.templates),
        )
        for row in uow.numbers.series()
    )
    main = next((one for one in rows if one.is_main), MAIN)
    return (main, *(one for one in rows if not one.is_main))


def book_of(office: tables.Office, series: NumberSeries, classification: str = "") -> Book:
    """The counter that a letter of this classification (else that of the office) is counted by.

    Raises:
        UserError: *pola_nomor_tidak_dapat_dipakai* (pola).
    """
    text = series.pattern or office.number_pattern
    try:
        pattern = parse_pattern(text)
    except Refused as refusal:
        raise UserError("pola_nomor_tidak_dapat_dipakai", pola=text) from refusal
    counted = classification.strip() or office.classification
    return Book(series, pattern, series.key(counted), counted, office.unit, office.office_code)


def book_for(uow: UnitOfWork, kind: str, template: str, classification: str) -> Book:
    """The counter for a document by its kind, template and classification."""
    return book_of(uow.offices.get(), series_for(all_series(uow), kind, template), classification)


def plain_ranges(rows: Sequence[tables.NumberRange]) -> tuple[SerialRange, ...]:
    """Ranges as the count knows them."""
    return tuple(SerialRange(row.first, row.last, row.until) for row in rows)


def foresee(uow: UnitOfWork, book: Book, day: date) -> int:
    """The serial that would be given next to a letter of this day, without taking it."""
    return _find(uow, book, day)[0]


def draw(uow: UnitOfWork, book: Book, day: date, now: datetime, user_id: int) -> int:
    """Take the next serial; what was passed over because its number exists already is written down."""
    serial, passed = _find(uow, book, day)
    year = book.year(day)
    note_passed(uow, book, year, passed, ALREADY_WRITTEN, now, user_id)
    uow.numbers.set_last(book.key, year, serial)
    return serial


def note_passed(
    uow: UnitOfWork, book: Book, year: int, serials: Sequence[int], reason: str, now: datetime, user_id: int
) -> None:
    """Write down, run by run, the serials that nobody will be given, and why."""
    for first, last in missing_runs(serials):
        uow.numbers.add_range(
            sequence=book.key,
            year=year,
            first=first,
            last=last,
            kind="lewat",
            reason=reason,
            at=now,
            user_id=user_id,
        )


def _find(uow: UnitOfWork, book: Book, day: date) -> tuple[int, list[int]]:
    year = book.year(day)
    ranges = tuple(SerialRange(*span) for span in uow.numbers.spans(book.key, year))

    def is_taken(serial: int) -> bool:
        return uow.numbers.is_taken(book.key, year, serial)

    passed: list[int] = []
    serial = next_free(uow.numbers.last(book.key, year), ranges, is_taken, day)
    while uow.numbers.is_written(book.write(serial, day)):
        passed.append(serial)
        serial = next_free(serial, ranges, is_taken, day)
    return serial, passed


def number_letter(
    uow: UnitOfWork, book: Book, letter_id: int, request_id: int, now: datetime, user_id: int
) -> Given:
    """The number of a letter of the program: the one kept for its application, else the next.

    Raises:
        UserError: *pola_nomor_tidak_dapat_dipakai* (pola).
    """
    kept = next(iter(uow.numbers.kept_for(request_id, book.key)), None)
    if kept is not None:
        kept.letter_id = letter_id
        uow.session.flush()
        return Given(kept.number, kept.dated)
    day = now.date()
    serial = draw(uow, book, day, now, user_id)
    number = book.write(serial, day)
    uow.numbers.record(
        sequence=book.key,
        year=book.year(day),
        serial=serial,
        number=number,
        kind="program",
        dated=day,
        letter_id=letter_id,
        request_id=request_id,
        given_at=now,
        given_by=user_id,
    )
    return Given(number, day)
