"""The sentences of the register room. No window needed."""

import re
from dataclasses import dataclass

from dinsos_desk.catalog.schema import ServiceDef
from dinsos_desk.db.queries.registers.corrections import Correction
from dinsos_desk.domain.dates import format_date
from dinsos_desk.domain.fields import format_number
from dinsos_desk.usecases.registers.model import RegisterBook, RegisterLine, masked_numbers, things_of

_NUMBER = re.compile(r"(?:no\.?\s*|nomor\s*)?(\d{1,7})(?:\s*(?:/|tahun)\s*(\d{4}))?", re.IGNORECASE)


@dataclass(frozen=True)
class Sought:
    """A register number as typed; ``year`` None when it was not said."""

    number: int
    year: int | None = None


def sought(typed: str) -> Sought | None:
    """A register number from "137", "137/2025" or "nomor 137 tahun 2025"; None for other words."""
    found = _NUMBER.fullmatch(typed.strip())
    if found is None or not int(found[1]):
        return None
    return Sought(int(found[1]), int(found[2]) if found[2] else None)


def on_screen(cell: str) -> str:
    """A cell as the screen shows it: identity numbers masked, unlike on paper."""
    return masked_numbers(cell)


def count_words(
    count: int, hidden: int = 0, things: str = "permohonan", total: int = -1, *, whole: bool = True
) -> str:
    """How many lines there are, and what only the printed register holds.

    ``total``: of all, -1 when nobody counted; ``whole``: ``count`` is all of them.
    """
    if not count:
        return ""
    columns = f" {hidden} kolom tidak muat di layar." if hidden else ""
    shown = count if whole else max(count, total)
    more = "" if whole or total >= 0 else " pertama"
    return f"{format_number(shown)} {things}{more}.{columns} NIK hanya lengkap pada cetakan."


def empty_words(book: RegisterBook, period: str, searched: str = "") -> str:
    """What an empty register says."""
    things = things_of(book)
    if searched:
        return f"Tidak ada {things} yang cocok dengan “{searched}” pada {period}."
    what = f"{things} {book.short_name}" if isinstance(book, ServiceDef) else things
    return f"Belum ada {what} pada {period}."


def correction_words(one: Correction) -> str:
    """One correction in a sentence."""
    before = on_screen(one.before) or "kosong"
    return (
        f"{one.title}: semula “{before}”, diperbaiki menjadi “{on_screen(one.after)}” oleh {one.by}, "
        f"{format_date(one.at.date())} pukul {one.at:%H.%M}. Alasan: {one.reason}"
    )


def marks_words(line: RegisterLine) -> str:
    """Every correction of a line, the newest first."""
    made = sorted((one for mark in line.marks for one in mark.corrections), key=lambda one: -one.id)
    return " ".join(correction_words(one) for one in made)
