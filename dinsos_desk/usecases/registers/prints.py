"""The buku register: its lines come from what happened, nobody writes them. Here: how it prints."""

from collections.abc import Callable, Iterable
from datetime import datetime

from dinsos_desk.catalog.schema import ServiceDef
from dinsos_desk.db.queries.recaps.figures import Period
from dinsos_desk.db.unit_of_work import UnitOfWork
from dinsos_desk.documents.letters import Letters
from dinsos_desk.documents.register import Cell, Note, Register, RegisterColumn, write_register
from dinsos_desk.documents.register_process import write_register_apart
from dinsos_desk.documents.words import day_and_date
from dinsos_desk.domain.dates import format_date
from dinsos_desk.domain.routing import WORKING_ROLES
from dinsos_desk.usecases.actor import Actor
from dinsos_desk.usecases.letters.making import WordFile, plain_title
from dinsos_desk.usecases.letters.words import Words, office_look, office_words, service_words
from dinsos_desk.usecases.registers.model import (
    NUMBER_COLUMN,
    OfficeRegister,
    RegisterBook,
    RegisterLine,
    happened_of,
    masked_numbers,
    period_words,
    printed_columns,
    things_of,
)
from dinsos_desk.usecases.registers.reading import Asked, all_lines, count_lines, register_lines
from dinsos_desk.usecases.registers.signers import signing_words

__all__ = [
    "NUMBER_COLUMN",
    "OfficeRegister",
    "RegisterBook",
    "RegisterLine",
    "period_words",
    "print_register",
    "printed_columns",
    "register_lines",
]

IN_A_PROCESS = 1000
"""From so many lines on the document is written in a process of its own."""

Said = Callable[[int, int], None]
"""Lines read, and lines in all; may raise to stop."""


def print_register(
    uow: UnitOfWork,
    actor: Actor | None,
    letters: Letters,
    book: RegisterBook,
    period: Period,
    now: datetime,
    said: Said | None = None,
) -> WordFile:
    """The buku register as a Word document, landscape. Who only reads gets no NIK in full.

    Raises:
        UserError: *tidak_berwenang*, or the template is missing or broken.
    """
    columns = printed_columns(book)
    total = count_lines(uow, actor, book, Asked(period), now) if said is not None else 0
    with uow:
        lines = []
        for line in all_lines(uow, actor, book, Asked(period), now):
            lines.append(line)
            if said is not None and len(lines) % 100 == 0:
                said(len(lines), total)
        office = uow.offices.get()
        context: Words = {
            "kantor": office_words(office),
            "layanan": _named(book),
            "tanggal_cetak": format_date(now.date()),
            "surat": {"tanggal": format_date(now.date()), "konsep": False},
            **signing_words(uow, actor, book, now),
        }
        look = office_look(office)
    told = identity if actor is None or actor.may(*WORKING_ROLES) else masked_numbers
    register = Register(
        title="Buku Register" if isinstance(book, ServiceDef) else _title(book),
        service=book.name if isinstance(book, ServiceDef) else "",
        period=period_words(period),
        columns=tuple(RegisterColumn(column.title, column.width) for column in columns),
        rows=[_cells(line, told) for line in lines],
        numbered=False,
        things=things_of(book),
        happened=happened_of(book),
        closed=f"hari {day_and_date(now.date())}",
        interim=now.date() <= period.last,
        notes=tuple(_notes(lines, told)),
    )
    write = write_register_apart if len(lines) > IN_A_PROCESS else write_register
    content = write(letters, look, register, context)
    name = plain_title(f"Register {book.short_name} {period.first:%Y%m%d}-{period.last:%Y%m%d}")
    return WordFile(f"{name}.docx", content)


def identity(text: str) -> str:
    """A text as it is."""
    return text


def _title(book: OfficeRegister) -> str:
    return book.name if book.name.lower().startswith(("buku", "agenda")) else f"Buku {book.name}"


def _cells(line: RegisterLine, told: Callable[[str], str]) -> tuple[str | Cell, ...]:
    struck = {mark.place: tuple(told(old) for old in mark.struck) for mark in line.marks}
    return tuple(
        Cell(told(text), struck[place]) if place in struck else told(text)
        for place, text in enumerate(line.cells)
    )


def _notes(lines: Iterable[RegisterLine], told: Callable[[str], str]) -> Iterable[Note]:
    for line in lines:
        for mark in line.marks:
            for one in mark.corrections:
                day = f"{format_date(one.at.date())} pukul {one.at:%H.%M}"
                yield Note(
                    line.cells[0], one.title, told(one.before) or "(kosong)", told(one.after),
                    one.reason, one.by, day,
                )  # fmt: skip


def _named(book: RegisterBook) -> Words:
    if isinstance(book, OfficeRegister):
        return {"nama": book.name, "nama_singkat": book.short_name}
    return service_words(book)
