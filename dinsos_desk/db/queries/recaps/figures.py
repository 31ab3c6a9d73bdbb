"""The monthly figures. Each row reconciles: carried over + received = everything it became + still open."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from itertools import islice
from typing import Any

from sqlalchemy import ColumnElement, Integer, Select, and_, case, func, or_, select, type_coerce
from sqlalchemy.orm import Session

from dinsos_desk.db.queries.requests.rows import Visibility
from dinsos_desk.db.tables import History, Request
from dinsos_desk.domain.routing import LOST_STATES, RequestState

_LOST = tuple(sorted(LOST_STATES))
_WITH_APPLICANT = (RequestState.RETURNED.value, RequestState.INCOMPLETE.value)
EVERYTHING = Visibility(frozenset())
COUNTS = (
    "carried_over",
    "received",
    "completed",
    "returned",
    "rejected",
    "cancelled",
    "passed_on",
    "open",
    "on_time",
    "late",
)
"""The names of the figures, in the order they are read."""


@dataclass(frozen=True)
class Period:
    """First and last day, both included."""

    first: date
    last: date

    @property
    def start(self) -> datetime:
        """The first moment of the period."""
        return datetime.combine(self.first, time())

    @property
    def end(self) -> datetime:
        """The first moment after the period."""
        return datetime.combine(self.last + timedelta(days=1), time())


@dataclass(frozen=True)
class ServiceFigures:
    """One service in one period.

    ``completed``: product ready or handed over. ``returned``: at the end of the period with the
    applicant or the desk for papers or mending. ``passed_on``: to another service or office. ``open``: at
    the end still under way. ``on_time`` and
    ``late`` divide the completed ones that had a promised time; the others are ``unpromised``.
    """

    service_code: str
    carried_over: int
    received: int
    completed: int
    returned: int
    rejected: int
    cancelled: int
    open: int
    on_time: int
    late: int
    passed_on: int = 0

    @property
    def unpromised(self) -> int:
        """Completed applications of services whose standard promises no time."""
        return self.completed - self.on_time - self.late


@dataclass(frozen=True)
class GroupFigures:
    """The figures of one group; ``key``: the values of the columns it was grouped by."""

    key: tuple[str, ...]
    figures: ServiceFigures


def service_figures(
    session: Session, period: Period, sees: Visibility = EVERYTHING
) -> tuple[ServiceFigures, ...]:
    """The figures of every service that had anything in the period, by code."""
    groups = group_figures(session, period, (Request.service_code,), sees)
    return tuple(replace(group.figures, service_code=group.key[0]) for group in groups)


def group_figures(
    session: Session, period: Period, columns: Sequence[Any], sees: Visibility = EVERYTHING
) -> tuple[GroupFigures, ...]:
    """The figures by some columns of the application, in their order.

    What becomes of each application is one small number. The database only walks along the index that
    holds all of it and the rows are counted here.
    """
    wide = len(columns)
    query = (
        select(*columns, _outcome(period)).select_from(Request).where(Meaning(period).touched, *seen_by(sees))
    )
    outcomes = counted(session, query)
    waiting = _returned_at_end(session, period, columns, sees)
    counts: dict[tuple[str, ...], dict[str, int]] = {}
    for row, number in outcomes.items():
        sums = counts.setdefault(row[:wide], dict.fromkeys(COUNTS, 0))
        for name in _figures_of(row[wide]):
            sums[name] += number
    for key, back in waiting.items():
        counts[key]["returned"] += back
        counts[key]["open"] -= back
    return tuple(GroupFigures(key, ServiceFigures("", **counts[key])) for key in sorted(counts))


def counted(session: Session, query: Select[*tuple[Any, ...]]) -> Counter[tuple[Any, ...]]:
    """How often each row of a query comes.

    The driver's own rows are counted here: grouping half a million of them in SQLite takes four times as
    long, and along an index of the first column fifteen times.
    """
    whole: Counter[tuple[Any, ...]] = Counter()
    for portion in counted_portions(session, query):
        whole.update(portion)
    return whole


def counted_portions(session: Session, query: Select[*tuple[Any, ...]]) -> Iterator[Counter[tuple[Any, ...]]]:
    """The same, handed over now and then where few of all rows are alike."""
    found = session.connection().execute(query)
    cursor: Any = found.cursor
    driver_rows: Iterator[Any] = iter(cursor)
    try:
        whole: Counter[tuple[Any, ...]] = Counter()
        before = -1
        while before < (before := whole.total()):
            whole.update(islice(driver_rows, _PORTION))
            if len(whole) > _MOST_KINDS:
                yield whole
                whole, before = Counter(), -1
        yield whole
    finally:
        found.close()


_PORTION, _MOST_KINDS = 200_000, 400_000
_RECEIVED, _OPEN = 100, 50
_ENDED = {RequestState.REJECTED: 3, RequestState.CANCELLED: 6, RequestState.PASSED_ON: 9}


def _outcome(period: Period) -> ColumnElement[int]:
    """Whether it was received in the period, whether it was open at its end, how it ended, and in time."""
    after = func.coalesce(Request.finished_at >= period.end, True)
    ended = case({state.value: number for state, number in _ENDED.items()}, value=Request.state, else_=0)
    judged = func.coalesce(type_coerce(Request.on_time, Integer), 2)
    received = case((Request.received_at >= period.start, _RECEIVED), else_=0)
    number: ColumnElement[int] = received + case((after, _OPEN), else_=0) + ended + judged
    return number


def _figures_of(outcome: int) -> Iterator[str]:
    """The figures in which an application with this outcome is counted."""
    yield "received" if outcome >= _RECEIVED else "carried_over"
    left = outcome % _RECEIVED
    if left >= _OPEN:
        yield "open"
    elif left >= 3:
        yield "rejected" if left < 6 else "cancelled" if left < 9 else "passed_on"
    else:
        yield "completed"
        if left < 2:
            yield "on_time" if left else "late"


class Meaning:
    """What each figure of a period counts, as conditions on applications: also for the cases behind it."""

    def __init__(self, period: Period) -> None:
        start, end = period.start, period.end
        unfinished = Request.finished_at.is_(None)
        finished = and_(Request.finished_at >= start, Request.finished_at < end)
        self.received = and_(Request.received_at >= start, Request.received_at < end)
        self.carried_over = and_(Request.received_at < start, or_(unfinished, Request.finished_at >= start))
        self.completed = and_(finished, Request.state.notin_(_LOST))
        self.rejected = and_(finished, Request.state == RequestState.REJECTED.value)
        self.cancelled = and_(finished, Request.state == RequestState.CANCELLED.value)
        self.passed_on = and_(finished, Request.state == RequestState.PASSED_ON.value)
        self.left_open = and_(Request.received_at < end, or_(unfinished, Request.finished_at >= end))
        self.on_time = and_(self.completed, Request.on_time.is_(True))
        self.late = and_(self.completed, Request.on_time.is_(False))
        self.unpromised = and_(self.completed, Request.on_time.is_(None))
        self.touched = and_(Request.received_at < end, or_(unfinished, Request.finished_at >= start))


def last_step_before(end: datetime) -> ColumnElement[int]:
    """The id of the last step of an application before a moment: what it was then, whatever it is today."""
    last: ColumnElement[int] = (
        select(func.max(History.id))
        .where(History.request_id == Request.id, History.at < end)
        .correlate(Request)
        .scalar_subquery()
    )
    return last


def with_applicant() -> ColumnElement[bool]:
    """Whether a step left an application with the applicant or the desk."""
    return History.state.in_(_WITH_APPLICANT)


def seen_by(sees: Visibility) -> tuple[ColumnElement[bool], ...]:
    """The condition of what a user may see, none for everything."""
    clause = sees.clause()
    return () if clause is None else (clause,)


def _returned_at_end(
    session: Session, period: Period, columns: Sequence[Any], sees: Visibility
) -> Counter[tuple[Any, ...]]:
    """Of what was open at the end of the period: how many were with the applicant or the desk then."""
    query = (
        select(*columns)
        .select_from(Request)
        .join(History, History.id == last_step_before(period.end))
        .where(Meaning(period).left_open, with_applicant(), *seen_by(sees))
    )
    return counted(session, query)
