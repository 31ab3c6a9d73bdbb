"""What the queue tells of a period: how many came, how long they waited, how long they were served.

Each row reconciles: taken = served + not present + gone + never called + still there.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, and_, case, func, literal, select
from sqlalchemy.orm import Session

from dinsos_desk.db.queries.recaps.figures import Period
from dinsos_desk.db.tables import QueueTicket
from dinsos_desk.domain.queue import AFTER_THE_DAY, AT_COUNTER, TicketState

_T = QueueTicket


@dataclass(frozen=True)
class Span:
    """How long something took, in seconds: the median, and what nine of ten stayed below.

    ``None`` while nothing was measured.
    """

    median: int | None = None
    ninetieth: int | None = None


@dataclass(frozen=True)
class QueueFigures:
    """The tickets of one line, one day, or (both empty) the whole period.

    ``served``: the service ended. ``unreached``: the day ended before the call. ``open``: they wait or are at
    a counter now. ``wait`` runs from taking the number to the first call, ``service`` from the beginning
    of the service to its end; what was not measured counts in neither.
    """

    day: date | None
    line: str
    taken: int = 0
    served: int = 0
    absent: int = 0
    cancelled: int = 0
    unreached: int = 0
    open: int = 0
    priority: int = 0
    wait: Span = Span()
    service: Span = Span()

    @property
    def reconciles(self) -> bool:
        """Whether every number that was taken is somewhere."""
        ended = self.served + self.absent + self.cancelled + self.unreached
        return self.taken == ended + self.open


@dataclass(frozen=True)
class QueueRecap:
    """A period by line, by day, and as a whole; all empty when no number was taken."""

    lines: tuple[QueueFigures, ...] = ()
    days: tuple[QueueFigures, ...] = ()
    total: QueueFigures = QueueFigures(None, "")


def queue_recap(session: Session, period: Period, today: date) -> QueueRecap:
    """The figures of a period. What a day before ``today`` left open counts as the next one will end it."""
    total = _figures(session, period, today)
    if not total:
        return QueueRecap()
    lines = _figures(session, period, today, line=_T.line)
    days = _figures(session, period, today, day=_T.day)
    return QueueRecap(lines, days, total[0])


def _figures(
    session: Session,
    period: Period,
    today: date,
    *,
    day: ColumnElement[Any] | Any = None,
    line: ColumnElement[Any] | Any = None,
) -> tuple[QueueFigures, ...]:
    """One row a group, in order."""
    group = day if day is not None else line if line is not None else literal("")
    within = and_(_T.day >= period.first, _T.day <= period.last)
    state = _ended(today)

    def count(*states: TicketState) -> ColumnElement[int]:
        return func.sum(case((state.in_([one.value for one in states]), 1), else_=0))

    query = (
        select(
            group.label("group"),
            func.count(),
            count(TicketState.DONE),
            count(TicketState.ABSENT),
            count(TicketState.CANCELLED),
            count(TicketState.UNREACHED),
            count(TicketState.WAITING, *AT_COUNTER),
            func.sum(case((_T.priority.is_(True), 1), else_=0)),
        )
        .where(within)
        .group_by("group")
        .order_by("group")
    )
    waits = _spans(session, within, group, _seconds(_T.taken_at, _T.called_at))
    services = _spans(session, within, group, _seconds(_T.served_at, _T.finished_at))
    return tuple(
        QueueFigures(
            day=key if day is not None else None,
            line=key if line is not None else "",
            taken=taken,
            served=served,
            absent=absent,
            cancelled=cancelled,
            unreached=unreached,
            open=left,
            priority=priority,
            wait=waits.get(key, Span()),
            service=services.get(key, Span()),
        )
        for key, taken, served, absent, cancelled, unreached, left, priority in session.execute(query)
        if taken
    )


def _ended(today: date) -> ColumnElement[Any]:
    """The state of a ticket; what is left of a day before ``today`` is as the day's end would make it."""
    left = {(state.value): end.value for state, end in AFTER_THE_DAY.items()}
    ended = case(left, value=_T.state, else_=_T.state)
    return case((_T.day < today, ended), else_=_T.state)


def _seconds(begin: Any, end: Any) -> ColumnElement[int]:
    """Whole seconds between two times; NULL while one of them is missing."""
    return func.unixepoch(end) - func.unixepoch(begin)


def _spans(
    session: Session, within: ColumnElement[bool], group: Any, seconds: ColumnElement[int]
) -> dict[Any, Span]:
    """Median and 90th percentile (nearest rank) of each group, counted by the database."""
    ranked = (
        select(
            group.label("group"),
            seconds.label("seconds"),
            func.row_number().over(partition_by=group, order_by=seconds).label("rank"),
            func.count().over(partition_by=group).label("number"),
        )
        .where(within, seconds.is_not(None))
        .subquery()
    )
    rank, number, value = ranked.c.rank, ranked.c.number, ranked.c.seconds
    middle = rank.in_([(number + 1) // 2, (number + 2) // 2])
    query = select(
        ranked.c.group,
        func.avg(case((middle, value))),
        func.min(case((rank * 10 >= number * 9, value))),
    ).group_by(ranked.c.group)
    return {key: Span(round(median), ninetieth) for key, median, ninetieth in session.execute(query)}
