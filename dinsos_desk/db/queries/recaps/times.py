"""How long applications took: the moments of what was completed in a period, with the rests of the clock."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Integer, case, func, literal_column, select, text, type_coerce
from sqlalchemy.orm import Session

from dinsos_desk.db.queries.recaps.figures import EVERYTHING, Meaning, Period, seen_by, with_applicant
from dinsos_desk.db.queries.requests.rows import Visibility
from dinsos_desk.db.tables import History, Request

_RESTED = text("request.paused_seconds > 0")
"""As the index of those that rested knows it."""


class Taken(NamedTuple):
    """One completed application, in seconds since 1970 of the desk's time.

    ``begun``: when its papers were complete, else when it was received. ``rested``: its id when the clock
    stood still in between, else 0.
    """

    service_code: str
    on_time: bool | None
    begun: int
    finished: int
    rested: int


def taken_times(session: Session, period: Period, sees: Visibility = EVERYTHING) -> Iterator[Taken]:
    """What was completed in the period, as the driver gives it."""
    begun = case((Request.complete_at < Request.finished_at, Request.complete_at), else_=Request.received_at)
    query = select(
        Request.service_code,
        type_coerce(Request.on_time, Integer),
        func.unixepoch(begun),
        func.unixepoch(Request.finished_at),
        case((Request.paused_seconds > 0, Request.id), else_=0),
    ).where(Meaning(period).completed, *seen_by(sees))
    found = session.connection().execute(query)
    driver_rows: Any = found.cursor
    yield from map(Taken._make, driver_rows)
    found.close()


def count_completed(session: Session, period: Period, sees: Visibility = EVERYTHING) -> int:
    """How many there are."""
    query = select(func.count()).select_from(Request).where(Meaning(period).completed, *seen_by(sees))
    return session.scalar(query) or 0


def rests(
    session: Session, period: Period, sees: Visibility = EVERYTHING
) -> dict[int, tuple[tuple[int, int], ...]]:
    """By application the spans in which it lay with the applicant or the desk; only if its clock rested."""
    first: ColumnElement[int] = literal_column("+request.id")
    query = (
        select(History.request_id, func.unixepoch(History.at), with_applicant())
        .select_from(Request)
        .join(History, History.request_id == first)
        .where(Meaning(period).completed, _RESTED, *seen_by(sees))
        .order_by(History.request_id, History.id)
    )
    found: dict[int, tuple[tuple[int, int], ...]] = {}
    lying: tuple[int, int] | None = None
    for request_id, at, waits in session.execute(query):
        if lying is not None and lying[0] == request_id:
            found[request_id] = (*found.get(request_id, ()), (lying[1], at))
        lying = (request_id, at) if waits else None
    return found
