"""The lines of the buku register of a service: which applications, in order, and the letters of many."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import ColumnElement, false, func, select, text, tuple_
from sqlalchemy.orm import Session

from dinsos_desk.db.queries.recaps.figures import Period
from dinsos_desk.db.queries.requests.rows import Visibility
from dinsos_desk.db.request_search import question_of
from dinsos_desk.db.tables import Letter, Request, ServiceVersion

Place = tuple[int, int]
"""Where an application stands in its register: year and number."""
_SEARCHED = "request.id IN (SELECT rowid FROM request_search WHERE request_search MATCH :asked)"


@dataclass(frozen=True)
class LetterMark:
    """What a register tells of a letter."""

    id: int
    name: str
    number: str
    dated: date
    signer: str


def registered_services(session: Session) -> dict[str, str]:
    """Services that applications were taken under, by code, with the newest definition that was used."""
    newest = select(func.max(Request.version_id)).group_by(Request.service_code)
    query = select(ServiceVersion.code, ServiceVersion.definition).where(ServiceVersion.id.in_(newest))
    return {row.code: row.definition for row in session.execute(query)}


def service_rows(
    session: Session,
    code: str,
    period: Period,
    sees: Visibility,
    words: str = "",
    *,
    after: Place | None = None,
    limit: int | None = None,
) -> tuple[Request, ...]:
    """The applications of a service received in a period, in order of the register.

    ``words``: names, places or numbers to look for, as in the lists. ``after``: where the page before ended.
    """
    clauses = _clauses(session, code, period, sees, words)
    if after is not None:
        clauses.append(tuple_(Request.register_year, Request.register_no) > after)
    query = select(Request).where(*clauses).order_by(Request.register_year, Request.register_no)
    return tuple(session.scalars(query.limit(limit)))


def count_service_rows(session: Session, code: str, period: Period, sees: Visibility, words: str = "") -> int:
    """How many lines these are."""
    query = select(func.count()).select_from(Request).where(*_clauses(session, code, period, sees, words))
    return session.scalar(query) or 0


def service_row(session: Session, code: str, year: int, number: int, sees: Visibility) -> Request | None:
    """The application with a register number, when this user may see it."""
    clauses = [Request.service_code == code, Request.register_year == year, Request.register_no == number]
    seen = sees.clause()
    return session.scalar(select(Request).where(*clauses, *([seen] if seen is not None else [])))


def letter_marks(session: Session, request_ids: Sequence[int]) -> dict[int, dict[str, LetterMark]]:
    """The letters of several applications, by product; their words are left where they are."""
    signer = func.json_extract(Letter.context, "$.penanda_tangan.nama")
    query = select(
        Letter.request_id, Letter.product, Letter.id, Letter.name, Letter.number, Letter.dated, signer
    )
    found: dict[int, dict[str, LetterMark]] = {}
    for request_id, product, known_id, name, number, dated, who in session.execute(
        query.where(Letter.request_id.in_(request_ids)).order_by(Letter.id)
    ):
        found.setdefault(request_id, {})[product] = LetterMark(known_id, name, number, dated, who or "")
    return found


def _clauses(
    session: Session, code: str, period: Period, sees: Visibility, words: str
) -> list[ColumnElement[bool]]:
    clauses = [
        Request.service_code == code,
        Request.received_at >= period.start,
        Request.received_at < period.end,
    ]
    seen = sees.clause()
    if seen is not None:
        clauses.append(seen)
    if words.strip():
        question = question_of(session, words)
        if question.ids:
            clauses.append(Request.id.in_(sorted(question.ids)))
        elif question.match:
            clauses.append(text(_SEARCHED).bindparams(asked=question.match))  # type: ignore[arg-type]
        else:
            clauses.append(false())
    return clauses
