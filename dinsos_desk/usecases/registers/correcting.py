"""Correcting a line of a register: what stood stays to be read, and who, when and why stand beside it.

A line is never edited. A correction belongs to the register alone: the application, the complaint or the
letter behind the line is corrected where it is kept.
"""

from dataclasses import dataclass
from datetime import datetime

from dinsos_desk.db.queries.recaps.figures import Period
from dinsos_desk.db.queries.registers.corrections import add_correction
from dinsos_desk.db.unit_of_work import UnitOfWork
from dinsos_desk.domain.faults import Fault
from dinsos_desk.domain.mail import HIDDEN
from dinsos_desk.domain.routing import WORKING_ROLES
from dinsos_desk.domain.text import is_blank, text_faults
from dinsos_desk.errors import Conflict, InvalidInput, UserError
from dinsos_desk.usecases.actor import Actor
from dinsos_desk.usecases.registers.model import (
    NUMBER_COLUMN,
    RegisterBook,
    RegisterLine,
    line_words,
    place_code,
    printed_columns,
)
from dinsos_desk.usecases.registers.reading import line_of

CORRECTORS = WORKING_ROLES
"""Who may correct a line that they see."""

LONGEST_CELL, LONGEST_REASON = 500, 300
_MASK = "•"


@dataclass(frozen=True)
class CellCorrection:
    """What is corrected: the line by its key, the column by what it prints, what was seen there.

    ``period``: one that holds the line.
    """

    line: str
    place: str
    seen: str
    after: str
    reason: str
    period: Period


def may_correct(actor: Actor, line: RegisterLine) -> bool:
    """Whether this user may correct something in a line."""
    return actor.may(*CORRECTORS) and bool(line.key)


def correctable(book: RegisterBook, line: RegisterLine) -> tuple[tuple[int, str, str], ...]:
    """Place, code and heading of the columns of a line that may be corrected."""
    return tuple(
        (place, place_code(column), column.title)
        for place, column in enumerate(printed_columns(book))
        if column.value != (NUMBER_COLUMN,) and line.cells[place] != HIDDEN
    )


def correct_line(
    uow: UnitOfWork, actor: Actor, book: RegisterBook, entry: CellCorrection, now: datetime
) -> RegisterLine:
    """Correct one cell; returns the line as it stands then.

    Raises:
        InvalidInput: nothing new, no reason, or what cannot be kept; the places are *isi* and *alasan*.
        UserError: *tidak_berwenang*, *baris_register_tidak_ditemukan*, *baris_register_tidak_dapat_diralat*.
        Conflict: *baris_register_berubah*: the cell is not what was seen any more.
    """
    actor.require(*CORRECTORS)
    after, reason = entry.after.strip(), entry.reason.strip()
    with uow:
        line = line_of(uow, actor, book, entry.line, entry.period, now)
        found = next((one for one in correctable(book, line) if one[1] == entry.place), None)
        if found is None or not line.key:
            raise UserError("baris_register_tidak_dapat_diralat")
        place, code, title = found
        if line.cells[place] != entry.seen:
            raise Conflict("baris_register_berubah")
        faults = [
            *_faults(after, LONGEST_CELL, "isi", "Seharusnya"),
            *_faults(reason, LONGEST_REASON, "alasan", "Alasan"),
        ]
        if after == line.cells[place]:
            faults.append(Fault("register_tidak_berubah", {}, "isi"))
        if _MASK in after:
            faults.append(Fault("register_tersamar", {}, "isi"))
        if faults:
            raise InvalidInput(tuple(faults))
        add_correction(
            uow.session,
            book=book.code,
            line=line.key,
            place=code,
            title=title,
            about=f"{line_words(book, line)}, {title}",
            before=line.cells[place],
            after=after,
            reason=reason,
            at=now,
            user_id=actor.user_id,
        )
        made = line_of(uow, actor, book, entry.line, entry.period, now)
        uow.commit()
    return made


def _faults(text: str, limit: int, place: str, name: str) -> tuple[Fault, ...]:
    if is_blank(text):
        return (Fault("wajib_diisi", {"nama": name}, place),)
    return text_faults(text, limit, place)
