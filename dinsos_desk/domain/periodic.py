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


def due_dates(
    since: date, every_months: int, until: date | None = None, times: int | None = None
) -> Iterator[date]:
    """Every due date after ``since``, before ``until``, ``times`` at most; endless without both.

    Counted from ``since`` each time: the 31st stays the last day of each month and comes back as the 31st.
    Without months ``since`` itself is the only one.
    """
    if every_months == 0:
        if until is None or since < until:
            yield since
        return
    number = 1
    while (times is None or number <= times) and since.year + every_months * number // 12 < _LAST_YEAR:
        due = add_months(since, every_months * number)
        if until is not None and due >= until:
            return
        yield due
        number += 1


def next_due(
    since: date, every_months: int, until: date | None, met: Collection[date], times: int | None = None
) -> date | None:
    """The first due date that is not met yet; None when the obligation has ended.

    A met date that is not among the due dates was counted from another ``since``, corrected later: what
    fell due before it counts as met too.
    """
    if every_months == 0:
        return None if met else next(due_dates(since, 0, until), None)
    if times is not None and len(met) >= times:
        return None
    latest = max(met, default=since)
    limit = min(until, latest + timedelta(days=1)) if until is not None else latest + timedelta(days=1)
    planned = frozenset(due_dates(since, every_months, limit, times))
    strays = [day for day in met if day not in planned]
    floor = max(strays, default=since)
    waiting = (due for due in due_dates(since, every_months, until, times) if due not in met and due > floor)
    return next(waiting, None)


def remind_day(due: date, months: int) -> date:
    """From when an obligation is to be thought of: so many months before it falls due."""
    return add_months(due, -months) if months else due
