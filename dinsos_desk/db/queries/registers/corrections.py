"""What was corrected in the lines of registers, and who signs a register."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from dinsos_desk.db.repositories.rows import add_row
from dinsos_desk.db.tables import RegisterCorrection, RegisterSigners, User

_AT_ONCE = 500


@dataclass(frozen=True)
class Correction:
    """One correction of one cell: what stood, what is right, why, when and by whom."""

    id: int
    place: str
    title: str
    before: str
    after: str
    reason: str
    at: datetime
    by: str


def corrections_of(session: Session, book: str, lines: Sequence[str]) -> dict[str, tuple[Correction, ...]]:
    """The corrections of some lines of a register, by line, in the order they were made."""
    one, by = RegisterCorrection, User.name.label("by")
    found: dict[str, list[Correction]] = {}
    columns = (one.line, one.id, one.place, one.title, one.before, one.after, one.reason, one.at, by)
    for start in range(0, len(lines), _AT_ONCE):
        query = (
            select(*columns)
            .join(User, User.id == one.user_id)
            .where(one.book == book, one.line.in_(lines[start : start + _AT_ONCE]))
            .order_by(one.id)
        )
        for row in session.execute(query).mappings():
            values = dict(row)
            found.setdefault(values.pop("line"), []).append(Correction(**values))
    return {line: tuple(made) for line, made in found.items()}


def any_corrections(session: Session, book: str) -> bool:
    """Whether something of a register was ever corrected."""
    query = select(RegisterCorrection.id).where(RegisterCorrection.book == book).limit(1)
    return session.scalar(query) is not None


def add_correction(session: Session, **columns: Any) -> int:
    """Write a correction down."""
    return add_row(session, RegisterCorrection, columns)


def signers_of(session: Session, book: str) -> tuple[str, str] | None:
    """The posts that sign a register, left and right: its own, else those for every register."""
    for code in dict.fromkeys((book, "")):
        row = session.get(RegisterSigners, code)
        if row is not None:
            return row.knows, row.keeps
    return None


def keep_signers(session: Session, books: Iterable[str], knows: str, keeps: str) -> None:
    """Let these posts sign these registers from now on."""
    for book in books:
        session.merge(RegisterSigners(book=book, knows=knows, keeps=keeps))
