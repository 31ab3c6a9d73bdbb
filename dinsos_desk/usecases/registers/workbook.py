"""A buku register as an Excel workbook, with the columns and lines of the printed one.

Dates are dates and amounts are numbers where the definition says so; all else is text, a NIK too.
"""

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from datetime import date, datetime

from dinsos_desk.catalog.schema import RegisterColumn, ServiceDef
from dinsos_desk.db.queries.recaps.figures import Period
from dinsos_desk.db.queries.registers.corrections import any_corrections
from dinsos_desk.db.unit_of_work import UnitOfWork
from dinsos_desk.documents.list_book import MAX_ROWS, Amount, Cell, ListBook, ListHead
from dinsos_desk.documents.list_process import ListBookProcess
from dinsos_desk.domain.dates import MONTHS, format_date
from dinsos_desk.domain.fields import FieldDef, MoneyField, NumberField, format_number
from dinsos_desk.domain.routing import WORKING_ROLES, stage_fields
from dinsos_desk.errors import UserError
from dinsos_desk.usecases.actor import Actor
from dinsos_desk.usecases.letters.making import plain_title
from dinsos_desk.usecases.recaps.workbook import Workbook
from dinsos_desk.usecases.registers.model import (
    NUMBER_COLUMN,
    RegisterBook,
    RegisterLine,
    masked_numbers,
    period_words,
    printed_columns,
)
from dinsos_desk.usecases.registers.reading import Asked, all_lines, count_lines

IN_A_PROCESS = 2000
"""From so many lines on the workbook is written in a process of its own."""
_PORTION = 200
_LETTERS = 14
_NARROWEST, _WIDEST = 7, 60
_DATES = ("tanggal", "tanggal_terima", "tanggal_selesai", "tanggal_lahir", "diterima", "diserahkan", "batas")
"""What a path ends with when it prints one date."""
_TITLE = 200
_DIGITS = 15
"""So many digits Excel keeps exactly; a longer number stays text."""

Said = Callable[[int, int], None]
"""Lines written, and lines in all; may raise to stop."""


def register_workbook(
    uow: UnitOfWork,
    actor: Actor,
    book: RegisterBook,
    period: Period,
    now: datetime,
    said: Said | None = None,
) -> Workbook:
    """Every line of a register for a period, with its corrections. Who only reads gets no NIK in full.

    Raises:
        UserError: *tidak_berwenang*; *daftar_terlalu_panjang*: more than a sheet holds.
        EnvironmentProblem: *ekspor_terhenti*.
    """
    asked = Asked(period)
    total = count_lines(uow, actor, book, asked, now)
    if total > MAX_ROWS:
        raise UserError("daftar_terlalu_panjang", jumlah=format_number(total), batas=format_number(MAX_ROWS))
    columns = printed_columns(book)
    kinds = tuple(_kind(book, column) for column in columns)
    full = actor.may(*WORKING_ROLES)
    with uow:
        fixed = any_corrections(uow.session, book.code)
    with uow, _book(uow, actor, book, period, total, now, told=fixed) as written:
        portion: list[tuple[Cell, ...]] = []
        done = 0
        for line in all_lines(uow, actor, book, asked, now):
            portion.append(_row(line, kinds, full=full, told=fixed))
            if len(portion) == _PORTION:
                written.add(portion)
                done, portion = done + len(portion), []
                if said is not None:
                    said(done, total)
        written.add(portion)
        content = written.finish()
    name = plain_title(f"Register {book.short_name} {period.first:%Y%m%d}-{period.last:%Y%m%d}")
    return Workbook(f"{name}.xlsx", content)


def _book(
    uow: UnitOfWork,
    actor: Actor,
    book: RegisterBook,
    period: Period,
    total: int,
    now: datetime,
    *,
    told: bool,
) -> AbstractContextManager[ListBook | ListBookProcess]:
    columns, office = printed_columns(book), uow.offices.get()
    widths = (min(max(round(column.width * _LETTERS), _NARROWEST), _WIDEST) for column in columns)
    head = ListHead(
        "Register",
        (*(column.title for column in columns), *(("Perbaikan",) if told else ())),
        (*widths, *((40,) if told else ())),
        (
            ("Buku register", book.name),
            ("Kantor", office.name),
            ("Periode", period_words(period)),
            ("Jumlah baris", format_number(total)),
            ("Dibuat", f"{format_date(now.date())} pukul {now:%H.%M} oleh {actor.name}"),
        ),
        office.paper,
        wraps=True,
        title=f"{book.name}, {period_words(period)}"[:_TITLE],
    )
    return ListBook(head) if total <= IN_A_PROCESS else ListBookProcess(head)


def _row(line: RegisterLine, kinds: Sequence[str], *, full: bool, told: bool) -> tuple[Cell, ...]:
    cells = (text if full else masked_numbers(text) for text in line.cells)
    fixed = "; ".join(
        f"{one.title}: semula “{one.before}”, {one.by} {one.at:%d/%m/%Y}, {one.reason}"
        for mark in line.marks
        for one in mark.corrections
    )
    row = (_typed(text, kind) for text, kind in zip(cells, kinds, strict=True))
    return (*row, *((fixed if full else masked_numbers(fixed),) if told else ()))


def _typed(text: str, kind: str) -> Cell:
    """A date or a number where the column holds them and the text is one; else the text as it is."""
    if kind == "hari":
        return _date(text) or text
    if kind in ("angka", "uang"):
        digits = text.removeprefix("Rp").removesuffix(",00").strip().replace(".", "")
        if digits.isdecimal() and len(digits) <= _DIGITS and (digits == "0" or digits[0] != "0"):
            return Amount(digits) if kind == "uang" else int(digits)
    return text


def _date(text: str) -> date | None:
    """21/11/2026 or 21 November 2026, as registers write days."""
    parts = text.split("/") if "/" in text else text.split(" ")
    if len(parts) != 3 or not parts[0].isdecimal() or not parts[2].isdecimal():
        return None
    month = MONTHS.index(parts[1]) + 1 if parts[1] in MONTHS else parts[1]
    try:
        return date(int(parts[2]), int(month), int(parts[0]))
    except ValueError:
        return None


def _kind(book: RegisterBook, column: RegisterColumn) -> str:
    if len(column.value) != 1:
        return "teks"
    path = column.value[0]
    if path == NUMBER_COLUMN:
        return "angka"
    if path.rpartition(".")[2] in _DATES:
        return "hari"
    field = _fields(book).get(path) if isinstance(book, ServiceDef) else None
    if isinstance(field, MoneyField):
        return "uang"
    if isinstance(field, NumberField):
        return "angka"
    return "hari" if field is not None and field.kind == "tanggal" else "teks"


def _fields(service: ServiceDef) -> dict[str, FieldDef]:
    found = {f"isian.{field.code}": field for field in service.fields}
    for stage in service.route.stages:
        found |= {f"catatan.{stage.code}.{field.code}": field for field in stage_fields(stage)}
    return found
