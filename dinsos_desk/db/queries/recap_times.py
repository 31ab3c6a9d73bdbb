"""How long applications took: the moments of what was completed in a period, with the rests of the clock."""

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import case, func, select
from sqlalchemy.orm import Session

from dinsos_desk.db.queries.recaps import EVERYTHING, Meaning, Period, seen_by, with_applicant
from dinsos_desk.db.queries.request_rows import Visibility
from dinsos_desk.db.tables import History, Request

_AT_ONCE = 5000


@dataclass(frozen=True)
class Taken:
    """One completed application, in seconds since 1970 of the desk's time.

    ``begun``: when its papers were complete, else when it was received. ``rested``: whether the clock stood
    still in between.
    """

    id: int
    service_code: str
    begun: int
    finished: int
    rested: bool


def taken_times(session: Session, period: Period, sees: Visibility = EVERYTHING) -> Iterator[Taken]:
    """What was completed in the period; reads as many at once as are handled quickly."""
    begun = case((Request.complete_at < Request.finished_at, Request.complete_at), else_=Request.received_at)
    query = select(
        Request.id,
        Request.service_code,
        func.unixepoch(begun),
        func.unixepoch(Request.finished_at),
        Request.paused_seconds > 0,
    ).where(Meaning(period).completed, *seen_by(sees))
    for row in session.execute(query).yield_per(_AT_ONCE):
        yield Taken(*row)


def rests(
    session: Session, period: Period, sees: Visibility = EVERYTHING
) -> dict[int, tuple[tuple[int, int], ...]]:
    """By application the spans in which it lay with the applicant or the desk; only if its clock rested."""
    following = (
        func.lead(History.at).over(partition_by=History.request_id, order_by=History.id).label("until")
    )
    steps = (
        select(
            History.request_id.label("request_id"),
            History.at.label("since"),
            following,
            with_applicant().label("waits"),
        )
        .join(Request, Request.id == History.request_id)
        .where(Meaning(period).completed, Request.paused_seconds > 0, *seen_by(sees))
        .subquery()
    )
    query = (
        select(steps.c.request_id, func.unixepoch(steps.c.since), func.unixepoch(steps.c.until))
        .where(steps.c.waits, steps.c.until.is_not(None))
        .order_by(steps.c.request_id, steps.c.since)
    )
    found: dict[int, tuple[tuple[int, int], ...]] = {}
    for request_id, since, until in session.execute(query):
        found[request_id] = (*found.get(request_id, ()), (since, until))
    return found
