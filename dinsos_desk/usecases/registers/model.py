"""A buku register as data: its columns, its lines, and what was corrected in them."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from dinsos_desk.catalog.schema import RegisterColumn as ColumnDef
from dinsos_desk.catalog.schema import ServiceDef
from dinsos_desk.db.queries.recaps.figures import Period
from dinsos_desk.db.queries.registers.corrections import Correction
from dinsos_desk.db.unit_of_work import UnitOfWork
from dinsos_desk.domain.dates import format_date
from dinsos_desk.domain.people import mask_nik
from dinsos_desk.domain.routing import WORKING_ROLES, Role

NUMBER_COLUMN = "urut"
_NIK = re.compile(r"(?<!\d)\d{16}(?!\d)")
READERS = (*WORKING_ROLES, Role.PEMBACA, Role.ADMIN)
"""Who may look into registers at all; a division narrows it further."""


@dataclass(frozen=True)
class Mark:
    """A corrected cell: which column, what is struck out there in turn, and the corrections behind it."""

    place: int
    struck: tuple[str, ...]
    corrections: tuple[Correction, ...]


@dataclass(frozen=True)
class RegisterLine:
    """One line: the register number, what is behind it and the cells of the columns.

    Behind it stands an application, a complaint (``complaint_id``), an incoming letter (``mail_id``) or
    a letter of the program (``letter_id``). ``code``: what a correction of the line is kept under, empty for
    the usual one. ``cells`` hold what is right; ``marks`` what was corrected to make it so.
    """

    number: int
    request_id: int
    cells: tuple[str, ...]
    complaint_id: int | None = None
    mail_id: int | None = None
    letter_id: int | None = None
    code: str = ""
    marks: tuple[Mark, ...] = ()

    @property
    def key(self) -> str:
        """What the line stands for, the same in every period; empty when nothing steady is behind it."""
        if self.code:
            return self.code
        if self.complaint_id is not None:
            return f"pengaduan:{self.complaint_id}"
        if self.mail_id is not None:
            return ""
        return f"permohonan:{self.request_id}" if self.request_id else ""

    def mark(self, place: int) -> Mark | None:
        """What was corrected in a column."""
        return next((mark for mark in self.marks if mark.place == place), None)


@dataclass(frozen=True)
class OfficeRegister:
    """A buku register that belongs to no service: its columns are data, its lines come from what happened.

    ``things``: what its lines are, in its sentences, and ``happened`` what made them fall into a period.
    ``lines`` is called inside a unit of work. ``slips``: an ekspedisi slip can be printed of a line.
    """

    code: str
    name: str
    short_name: str
    register_columns: tuple[ColumnDef, ...]
    things: str
    lines: Callable[[UnitOfWork, Period, datetime], Iterator[RegisterLine]]
    happened: str = "diterima"
    slips: bool = False


RegisterBook = ServiceDef | OfficeRegister


def printed_columns(book: RegisterBook) -> tuple[ColumnDef, ...]:
    """The columns as published, with the register number in front."""
    if book.register_columns[0].value == (NUMBER_COLUMN,):
        return book.register_columns
    return (ColumnDef(title="No.", value=(NUMBER_COLUMN,), width=0.5), *book.register_columns)


def place_code(column: ColumnDef) -> str:
    """What a column prints, by which a correction finds it again."""
    return ",".join(column.value)


def things_of(book: RegisterBook) -> str:
    """What the lines of a register are."""
    return "permohonan" if isinstance(book, ServiceDef) else book.things


def happened_of(book: RegisterBook) -> str:
    """What made its lines fall into a period."""
    return "diterima" if isinstance(book, ServiceDef) else book.happened


def line_words(book: RegisterBook, line: RegisterLine) -> str:
    """Book and line as the audit trail names them."""
    return f"{book.short_name} nomor {line.number or line.cells[0]}"


def period_words(period: Period) -> str:
    """A period as titles write it."""
    if period.first == period.last:
        return format_date(period.first)
    return f"{format_date(period.first)} sampai dengan {format_date(period.last)}"


def fits(line: RegisterLine, words: Sequence[str]) -> bool:
    """Whether every word, folded, stands somewhere in a line, as it is or as it was."""
    whole = " ".join((*line.cells, *(old for mark in line.marks for old in mark.struck))).casefold()
    return all(word in whole for word in words)


def masked_numbers(text: str) -> str:
    """A text with the identity numbers in it masked."""
    return _NIK.sub(lambda found: mask_nik(found.group()), text)
