"""Numbers by hand: of letters made outside the program, put in between two, or taken from a reserved range.

Nothing is edited or deleted: a wrong entry is corrected with a reason and what stood before is kept; a
number that was given stays taken for ever. Decisions: ``docs/decisions/0013-numbers.md``.
"""

from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime

from dinsos_desk.db import tables
from dinsos_desk.db.unit_of_work import UnitOfWork
from dinsos_desk.domain.dates import format_date
from dinsos_desk.domain.faults import Fault
from dinsos_desk.domain.number_series import (
    LARGEST_SERIAL,
    MAIN_SERIES,
    next_free,
    next_suffix,
)
from dinsos_desk.domain.numbering import Reset
from dinsos_desk.domain.text import text_faults
from dinsos_desk.errors import InvalidInput, UserError
from dinsos_desk.usecases.actor import Actor
from dinsos_desk.usecases.numbers.draw import Book, draw, foresee, note_passed, plain_ranges
from dinsos_desk.usecases.numbers.parts import (
    KEEPERS,
    About,
    about_faults,
    book_of_range,
    case_for,
    record,
    refuse,
    the_book,
    word_faults,
)

LONGEST_NUMBER = 120
WAITS, PASSED = "sediakan", "lewati"


@dataclass(frozen=True)
class OutsideLetter:
    """A letter made outside the program.

    ``serial``: as it stands on the letter, None for the next one. ``number``: as written, empty when it
    follows the pattern. ``gap``: what becomes of the serials between the last and this one (``sediakan``
    leaves them for the letters to come, ``lewati`` passes over them with ``gap_reason``). ``range_id``:
    taken from this reserved range. ``receipt``: kept for this application of the program instead.
    """

    about: About
    series: str = MAIN_SERIES
    classification: str = ""
    serial: int | None = None
    number: str = ""
    gap: str = ""
    gap_reason: str = ""
    range_id: int | None = None
    receipt: str = ""


@dataclass(frozen=True)
class Insertion:
    """A letter put in between two others by its date; ``receipt`` as in ``OutsideLetter``."""

    about: About
    reason: str
    series: str = MAIN_SERIES
    classification: str = ""
    receipt: str = ""


def enter_outside(uow: UnitOfWork, actor: Actor, entry: OutsideLetter, now: datetime) -> str:
    """Write down a letter made outside the program; its serial is taken from now on. Returns its number.

    Raises:
        InvalidInput: something is missing or wrong; the places are the names of the attributes.
        UserError: *tidak_berwenang*, *pola_nomor_tidak_dapat_dipakai*.
    """
    actor.require(*KEEPERS)
    with uow:
        book, held = _book(uow, entry)
        case, book = case_for(uow, actor, entry.receipt, book, exactly=held is not None)
        refuse(about_faults(entry.about, now.date(), needed=case is None))
        day = entry.about.dated or now.date()
        year = book.year(day)
        serial = _serial(uow, book, entry, held, day, now)
        number = entry.number.strip() or book.write(serial, day, unit=held.unit_code if held else "")
        _refuse_number(uow, book, number, serial)
        if entry.serial is None and held is None:
            serial = draw(uow, book, day, now, actor.user_id)
        elif held is None:
            _go_on_after(uow, actor, book, entry, year, serial, day, now)
        record(uow, actor, book, entry.about, case, now, day, serial, number, range_id=entry.range_id)
        uow.commit()
    return number


def insert_between(uow: UnitOfWork, actor: Actor, entry: Insertion, now: datetime) -> str:
    """Give a number put in after the last one that is not dated later ("12.a"). Returns it.

    Raises:
        InvalidInput: something is missing or wrong; the places are the names of the attributes.
        UserError: *tidak_berwenang*, *pola_nomor_tidak_dapat_dipakai*.
    """
    actor.require(*KEEPERS)
    with uow:
        book, _ = _book(uow, entry)
        case, book = case_for(uow, actor, entry.receipt, book)
        refuse(
            [
                *about_faults(entry.about, now.date(), needed=case is None),
                *word_faults(entry.reason, "reason", "Alasan"),
            ]
        )
        assert entry.about.dated is not None
        day = entry.about.dated
        serial, suffix = _place(uow, book, day, now)
        number = book.write(serial, day, suffix)
        _refuse_number(uow, book, number, serial)
        record(
            uow, actor, book, entry.about, case, now, day, serial, number, suffix=suffix, reason=entry.reason
        )
        uow.commit()
    return number


def foreseen(uow: UnitOfWork, actor: Actor, entry: OutsideLetter | Insertion, now: datetime) -> str:
    """The number an entry would get, without taking it; empty while something of it is missing."""
    with uow:
        book, held = _book(uow, entry)
        with suppress(InvalidInput):
            _, book = case_for(uow, actor, entry.receipt, book, exactly=held is not None)
        day = entry.about.dated
        if day is None:
            return ""
        if isinstance(entry, Insertion):
            serial, suffix = _place(uow, book, day, now)
            return book.write(serial, day, suffix)
        if entry.number.strip():
            return entry.number.strip()
        if held is not None:
            free = entry.serial or _free_in(uow, held)
            return book.write(free, day, unit=held.unit_code) if free else ""
        return book.write(entry.serial or foresee(uow, book, day), day)


def _book(uow: UnitOfWork, entry: OutsideLetter | Insertion) -> tuple[Book, tables.NumberRange | None]:
    """The counter of an entry, and the range it is taken from."""
    if isinstance(entry, OutsideLetter) and entry.range_id is not None:
        held = uow.numbers.range(entry.range_id)
        return book_of_range(uow, held, entry.classification), held
    return the_book(uow, entry.series, entry.classification), None


def _serial(
    uow: UnitOfWork,
    book: Book,
    entry: OutsideLetter,
    held: tables.NumberRange | None,
    day: date,
    now: datetime,
) -> int:
    """The serial of a letter made outside, looked at from every side."""
    if held is not None:
        return _serial_in(uow, entry, held, day, now)
    year = book.year(day)
    if entry.serial is None:
        read = book.pattern.serial_of(entry.number) if entry.number.strip() else None
        if entry.number.strip():
            said = read[0] if read else ""
            raise InvalidInput((Fault("nomor_urut_perlu", {"nomor": said}, "serial"),))
        _refuse_backdated(uow, book, day, now)
        return foresee(uow, book, day)
    serial = entry.serial
    if not 1 <= serial <= LARGEST_SERIAL:
        raise InvalidInput((Fault("nomor_urut_salah", {"batas": LARGEST_SERIAL}, "serial"),))
    if uow.numbers.is_taken(book.key, year, serial):
        raise InvalidInput((Fault("nomor_urut_terpakai", {"nomor": serial}, "serial"),))
    for row in uow.numbers.ranges(book.key, year):
        standing = row.until is None or row.until >= now.date()
        if row.kind == "cadangan" and row.first <= serial <= row.last and standing:
            values = {"nomor": serial, "unit": row.unit}
            raise InvalidInput((Fault("nomor_dicadangkan", values, "serial"),))
    return serial


def _serial_in(
    uow: UnitOfWork, entry: OutsideLetter, held: tables.NumberRange, day: date, now: datetime
) -> int:
    """A serial of a reserved range: the one typed, else the first that is free."""
    if held.ended_at is not None or (held.until is not None and held.until < now.date()):
        raise UserError("cadangan_berakhir")
    if held.year and day.year != held.year:
        raise InvalidInput((Fault("nomor_lain_tahun", {"tahun": held.year}, "dated"),))
    serial = entry.serial if entry.serial is not None else _free_in(uow, held)
    if serial is None:
        raise UserError("cadangan_habis")
    if not held.first <= serial <= held.last:
        values = {"dari": held.first, "sampai": held.last}
        raise InvalidInput((Fault("nomor_di_luar_cadangan", values, "serial"),))
    if uow.numbers.is_taken(held.sequence, held.year, serial):
        raise InvalidInput((Fault("nomor_urut_terpakai", {"nomor": serial}, "serial"),))
    return serial


def _free_in(uow: UnitOfWork, held: tables.NumberRange) -> int | None:
    taken = set(uow.numbers.taken_in(held.sequence, held.year, held.first, held.last))
    return next((s for s in range(held.first, held.last + 1) if s not in taken), None)


def _is_closed(book: Book, day: date, now: datetime) -> bool:
    """Whether the count that a letter of this day belongs to ended with its year."""
    return book.series.reset is Reset.YEARLY and day.year < now.year


def _refuse_backdated(uow: UnitOfWork, book: Book, day: date, now: datetime) -> None:
    """The next number belongs to a letter dated no earlier than the last one, in the running period."""
    if _is_closed(book, day, now):
        raise InvalidInput((Fault("buku_nomor_ditutup", {"tahun": day.year}, "dated"),))
    latest = uow.numbers.latest(book.key, book.year(day))
    if latest is not None and latest.dated > day:
        values = {"nomor": latest.number, "tanggal": format_date(latest.dated)}
        raise InvalidInput((Fault("nomor_tanggal_mundur", values, "dated"),))


def _place(uow: UnitOfWork, book: Book, day: date, now: datetime) -> tuple[int, str]:
    """The serial that a letter of this day is put in after, and its suffix."""
    year = book.year(day)
    before = uow.numbers.latest(book.key, year, day)
    if before is None:
        raise InvalidInput((Fault("sisipan_tanpa_awal", {}, "dated"),))
    latest = uow.numbers.latest(book.key, year)
    if not _is_closed(book, day, now) and latest is not None and latest.id == before.id:
        raise InvalidInput((Fault("sisipan_tidak_perlu", {"nomor": latest.number}, "dated"),))
    return before.serial, next_suffix(uow.numbers.suffixes(book.key, year, before.serial))


def _go_on_after(
    uow: UnitOfWork,
    actor: Actor,
    book: Book,
    entry: OutsideLetter,
    year: int,
    serial: int,
    day: date,
    now: datetime,
) -> None:
    """Keep the sequence true after a serial that was typed: what lies between is left open or explained."""
    last = uow.numbers.last(book.key, year)
    ranges = plain_ranges(uow.numbers.ranges(book.key, year))
    between = []
    at = last
    while at < serial:
        at = next_free(at, ranges, lambda one: uow.numbers.is_taken(book.key, year, one), day)
        if at < serial:
            between.append(at)
    if not between:
        if serial > last:
            uow.numbers.set_last(book.key, year, serial)
        return
    if entry.gap not in (WAITS, PASSED):
        values = {"dari": between[0], "sampai": between[-1]}
        raise InvalidInput((Fault("nomor_melompat", values, "gap"),))
    if entry.gap == WAITS:
        if _is_closed(book, day, now):
            raise InvalidInput((Fault("nomor_tidak_dapat_disediakan", {"tahun": day.year}, "gap"),))
        return
    refuse(word_faults(entry.gap_reason, "gap_reason", "Alasan nomor dilewati"))
    note_passed(uow, book, year, between, entry.gap_reason.strip(), now, actor.user_id)
    uow.numbers.set_last(book.key, year, serial)


def _refuse_number(uow: UnitOfWork, book: Book, number: str, serial: int) -> None:
    faults = list(text_faults(number, LONGEST_NUMBER, "number"))
    read = book.pattern.serial_of(number)
    if read is not None and read[0] != serial:
        faults.append(Fault("nomor_urut_tidak_sesuai", {"nomor": read[0], "urut": serial}, "number"))
    if not faults and uow.numbers.is_written(number):
        faults.append(Fault("nomor_sudah_dipakai", {"nomor": number}, "number"))
    refuse(faults)
