"""Reading a register: its lines for a period, a page of them, one by its number. Rights are kept here."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice
from typing import Any

from dinsos_desk.catalog.schema import RegisterColumn as ColumnDef
from dinsos_desk.catalog.schema import ServiceDef
from dinsos_desk.db import tables
from dinsos_desk.db.queries.recaps.figures import Period
from dinsos_desk.db.queries.registers.lines import (
    LetterMark,
    count_service_rows,
    letter_marks,
    service_row,
    service_rows,
)
from dinsos_desk.db.queries.requests.rows import Visibility
from dinsos_desk.db.unit_of_work import UnitOfWork
from dinsos_desk.domain.dates import format_date
from dinsos_desk.domain.routing import stage_fields
from dinsos_desk.errors import UserError
from dinsos_desk.usecases.actor import Actor
from dinsos_desk.usecases.letters.words import Words, case_words, paper_words_by_code, shown_words
from dinsos_desk.usecases.registers.corrections import corrected
from dinsos_desk.usecases.registers.model import (
    NUMBER_COLUMN,
    READERS,
    OfficeRegister,
    RegisterBook,
    RegisterLine,
    fits,
    printed_columns,
)
from dinsos_desk.usecases.requests.cases import Case, load_cases

_AT_ONCE = 500
_OF_REQUEST = "permohonan:"


@dataclass(frozen=True)
class Asked:
    """Which lines: those of a period, with these words when there are some."""

    period: Period
    words: str = ""


def refuse_reader(actor: Actor | None, book: RegisterBook) -> None:
    """Raise ``UserError`` *tidak_berwenang* for who may not look into a register: by role, or by division.

    None is the program itself.
    """
    if actor is None:
        return
    actor.require(*READERS)
    if isinstance(book, ServiceDef) and not sight_of(actor).shows(book.division):
        raise UserError("tidak_berwenang")


def sight_of(actor: Actor | None) -> Visibility:
    """What this user sees of applications; the program itself sees everything."""
    return Visibility(actor.roles, actor.division) if actor is not None else Visibility(frozenset())


def register_lines(
    uow: UnitOfWork, actor: Actor | None, book: RegisterBook, period: Period, now: datetime
) -> tuple[RegisterLine, ...]:
    """The lines of a register for a period that this user may see, in order of their register numbers.

    Raises:
        UserError: *tidak_berwenang*.
    """
    with uow:
        return tuple(all_lines(uow, actor, book, Asked(period), now))


def all_lines(
    uow: UnitOfWork, actor: Actor | None, book: RegisterBook, asked: Asked, now: datetime
) -> Iterator[RegisterLine]:
    """The same one by one, inside a unit of work.

    Raises:
        UserError: *tidak_berwenang*.
    """
    refuse_reader(actor, book)
    if isinstance(book, OfficeRegister):
        yield from _office_lines(uow, book, asked, now)
        return
    rows = service_rows(uow.session, book.code, asked.period, sight_of(actor), asked.words)
    yield from corrected(uow, book, _case_lines(uow, book, rows, now))


def line_page(
    uow: UnitOfWork,
    actor: Actor | None,
    book: RegisterBook,
    asked: Asked,
    now: datetime,
    *,
    after: RegisterLine | None = None,
    offset: int = 0,
    limit: int = 100,
) -> tuple[RegisterLine, ...]:
    """A page of these lines: those behind ``after``, the ``offset`` th of all.

    Raises:
        UserError: *tidak_berwenang*.
    """
    refuse_reader(actor, book)
    with uow:
        if isinstance(book, OfficeRegister):
            lines = _office_lines(uow, book, asked, now)
            return tuple(islice(lines, offset, offset + limit))
        place = None
        if after is not None:
            last = uow.requests.get(after.request_id)
            place = (last.register_year, last.register_no)
        rows = service_rows(
            uow.session, book.code, asked.period, sight_of(actor), asked.words, after=place, limit=limit
        )
        return tuple(corrected(uow, book, _case_lines(uow, book, rows, now)))


def count_lines(uow: UnitOfWork, actor: Actor | None, book: RegisterBook, asked: Asked, now: datetime) -> int:
    """How many lines these are.

    Raises:
        UserError: *tidak_berwenang*.
    """
    refuse_reader(actor, book)
    with uow:
        if isinstance(book, OfficeRegister):
            return sum(1 for _ in _office_lines(uow, book, asked, now))
        return count_service_rows(uow.session, book.code, asked.period, sight_of(actor), asked.words)


def find_number(
    uow: UnitOfWork, actor: Actor | None, book: RegisterBook, number: int, year: int, now: datetime
) -> tuple[RegisterLine, ...]:
    """The lines with a register number in a year, whatever period is shown; none when there is no such line.

    Raises:
        UserError: *tidak_berwenang*.
    """
    refuse_reader(actor, book)
    with uow:
        if isinstance(book, OfficeRegister):
            whole = Asked(Period(date(year, 1, 1), date(year, 12, 31)))
            return tuple(line for line in _office_lines(uow, book, whole, now) if line.number == number)
        row = service_row(uow.session, book.code, year, number, sight_of(actor))
        return tuple(corrected(uow, book, _case_lines(uow, book, [row], now))) if row is not None else ()


def line_of(
    uow: UnitOfWork, actor: Actor | None, book: RegisterBook, key: str, period: Period, now: datetime
) -> RegisterLine:
    """One line by what it stands for, inside a unit of work; ``period`` holds it.

    Raises:
        UserError: *tidak_berwenang*, *baris_register_tidak_ditemukan*.
    """
    refuse_reader(actor, book)
    if isinstance(book, OfficeRegister):
        plain = next((line for line in book.lines(uow, period, now) if line.key == key), None)
        if plain is None:
            raise UserError("baris_register_tidak_ditemukan")
        return next(corrected(uow, book, [plain]))
    row = uow.requests.get(int(key.removeprefix(_OF_REQUEST)))
    if row.service_code != book.code or not sight_of(actor).shows(row.division):
        raise UserError("baris_register_tidak_ditemukan")
    return next(corrected(uow, book, _case_lines(uow, book, [row], now)))


def _office_lines(
    uow: UnitOfWork, book: OfficeRegister, asked: Asked, now: datetime
) -> Iterator[RegisterLine]:
    words = asked.words.casefold().split()
    lines = corrected(uow, book, book.lines(uow, asked.period, now))
    return (line for line in lines if fits(line, words)) if words else lines


def _case_lines(
    uow: UnitOfWork, service: ServiceDef, rows: Sequence[tables.Request], now: datetime
) -> Iterator[RegisterLine]:
    """Office, users and versions are held while the lines are made: the session forgets what nobody holds,
    and would ask for them anew a dozen times a line.
    """
    columns = printed_columns(service)
    held: list[object] = [uow.offices.get(), *uow.users.all()]
    held += [uow.services.version(known) for known in {row.version_id for row in rows}]
    for start in range(0, len(rows), _AT_ONCE):
        part = rows[start : start + _AT_ONCE]
        letters = letter_marks(uow.session, [row.id for row in part])
        for case in load_cases(uow, part):
            words = _register_words(uow, case, letters.get(case.row.id, {}), now)
            cells = tuple(_cell(column, words) for column in columns)
            yield RegisterLine(case.row.register_no, case.row.id, cells)
    held.clear()


def _register_words(uow: UnitOfWork, case: Case, letters: dict[str, LetterMark], now: datetime) -> Words:
    words = case_words(uow, case, now)
    records = case.application.records
    return words | {
        NUMBER_COLUMN: str(case.row.register_no),
        "isian": shown_words(case.service.fields, case.application.answers),
        "catatan": {
            stage.code: words["catatan"][stage.code]
            | shown_words(stage_fields(stage), records.get(stage.code, {}))
            for stage in case.service.route.stages
        },
        "berkas": paper_words_by_code(case),
        "surat": {
            code: {
                "nomor": letter.number,
                "tanggal": format_date(letter.dated),
                "penanda_tangan": letter.signer,
            }
            for code, letter in letters.items()
        },
    }


def _cell(column: ColumnDef, words: Words) -> str:
    parts = (_value(path, words) for path in column.value)
    return column.joiner.join(part for part in parts if part)


def _value(path: str, words: Words) -> str:
    """The word at a dotted path; empty when this application has none."""
    found: Any = words
    for name in path.split("."):
        found = found.get(name, "") if isinstance(found, dict) else ""
    if isinstance(found, dict):
        return str(found.get("status", ""))
    return str(found)
