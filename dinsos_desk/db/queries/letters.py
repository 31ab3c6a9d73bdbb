"""Lists of letters and other documents."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.orm import Session

from dinsos_desk.db.queries.requests.figures import Visibility
from dinsos_desk.db.tables import Letter, Request


@dataclass(frozen=True)
class LetterRow:
    """One document as a list shows it."""

    id: int
    request_id: int
    receipt: str
    number: str
    name: str
    client_name: str
    dated: date
    state: str
    handed_to: str


def list_letters(
    session: Session, sees: Visibility, text: str = "", *, before: int | None = None, limit: int = 200
) -> tuple[LetterRow, ...]:
    """One page of documents, newest first; ``before`` is the id of the last row of the page before.

    Every word of ``text`` stands in the number, the document's or the client's name, or begins the receipt.
    """
    query = select(
        Letter.id,
        Letter.request_id,
        Request.receipt,
        Letter.number,
        Letter.name,
        Request.client_name,
        Letter.dated,
        Letter.state,
        Letter.handed_to,
    ).join(Request, Request.id == Letter.request_id)
    clauses: list[ColumnElement[bool]] = []
    seen = sees.clause()
    if seen is not None:
        clauses.append(seen)
    if before is not None:
        clauses.append(Letter.id < before)
    for word in text.split():
        clauses.append(
            or_(
                Letter.number.icontains(word, autoescape=True),
                Request.receipt.startswith(word, autoescape=True),
                Request.client_name.icontains(word, autoescape=True),
                Letter.name.icontains(word, autoescape=True),
            )
        )
    rows = session.execute(query.where(*clauses).order_by(Letter.id.desc()).limit(limit))
    return tuple(LetterRow(**row) for row in rows.mappings())


@dataclass(frozen=True)
class LetterFile:
    """A document as those see it who make, print or save its file. ``stored``: empty while it has none."""

    id: int
    receipt: str
    division: str
    name: str
    template: str
    made_at: datetime
    stored: str
    handed_at: datetime | None


def letter_files(session: Session, letter_ids: Sequence[int]) -> dict[int, LetterFile]:
    """Documents by id; those that do not exist are left out."""
    query = select(
        Letter.id,
        Request.receipt,
        Request.division,
        Letter.name,
        Letter.template,
        Letter.made_at,
        Letter.stored,
        Letter.handed_at,
    ).join(Request, Request.id == Letter.request_id)
    rows = session.execute(query.where(Letter.id.in_(letter_ids)))
    return {row["id"]: LetterFile(**row) for row in rows.mappings()}


def letter_words(session: Session, letter_ids: Sequence[int]) -> dict[int, dict[str, Any]]:
    """The words that documents were written down with, by id."""
    rows = session.execute(select(Letter.id, Letter.context).where(Letter.id.in_(letter_ids)))
    return {row.id: row.context for row in rows}
