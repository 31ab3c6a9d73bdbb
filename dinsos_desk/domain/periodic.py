"""Obligations that return after a case: when each falls due, and which is the next."""

from collections.abc import Collection, Iterator
from datetime import date, timedelta

from dinsos_desk.domain.working_time import add_months

_LAST_YEAR = 9998


def birthday(born: date, age: int) -> date:
    """The day on which somebody reaches an age; born on 29 February, 1 March of other years."""
    try:
        return born.replace(year=born.year + age)
    except ValueError:
        return date(born.year + age, 3, 1)


def due_dates(since: date, every_months: int, until: date | None = None) -> Iterator[date]:
    """Every due date after ``since``, before ``until``; endless without one.

    Counted from ``since`` each time: the 31st stays the last day of each month and comes back as the 31st.
    """
    number = 1
    while since.year + every_months * number // 12 < _LAST_YEAR:
        due = add_months(since, every_months * number)
        if until is not None and due >= until:
            return
        yield due
        number += 1


def next_due(since: date, every_months: int, until: date | None, met: Collection[date]) -> date | None:
    """The first due date that is not met yet; None when the obligation has ended.

    A met date that is not among the due dates was counted from another ``since``, corrected later: what
    fell due before it counts as met too.
    """
    latest = max(met, default=since)
    limit = min(until, latest + timedelta(days=1)) if until is not None else latest + timedelta(days=1)
    planned = frozenset(due_dates(since, every_months, limit))
    strays = [day for day in met if day not in planned]
    floor = max(strays, default=since)
    return next(
        (due for due in due_dates(since, every_months, until) if due not in met and due > floor), None
    )
