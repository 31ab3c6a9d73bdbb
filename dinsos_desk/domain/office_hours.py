"""When the office works: its week, its week in Ramadan, and the days it is closed.

All datetimes are naive local times: a desk lives in one time zone. Office hours are data; the defaults
follow Perpres 21/2023 (five days, 37.5 hours a week, in Ramadan 32.5).
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

_SEARCH_LIMIT_DAYS = 400
_LAST_MINUTE = time(23, 59)

Span = tuple[datetime, datetime]


@dataclass(frozen=True)
class DayHours:
    """The hours of one kind of day. The break lies inside the hours; both its ends or neither."""

    start: time
    end: time
    break_start: time | None = None
    break_end: time | None = None

    def __post_init__(self) -> None:
        """Refuse hours that are no hours. Raises ``ValueError``."""
        if self.start >= self.end:
            raise ValueError("office hours must end after they start")
        if (self.break_start is None) != (self.break_end is None):
            raise ValueError("a break needs a start and an end")
        if self.break_start is None or self.break_end is None:
            return
        if not self.start < self.break_start < self.break_end < self.end:
            raise ValueError("a break must lie inside the office hours")

    def spans(self, day: date) -> tuple[Span, ...]:
        """The one or two stretches of ``day`` in which work is done."""
        start, end = datetime.combine(day, self.start), datetime.combine(day, self.end)
        if self.break_start is None or self.break_end is None:
            return ((start, end),)
        pause, back = datetime.combine(day, self.break_start), datetime.combine(day, self.break_end)
        return ((start, pause), (back, end))


_NOON = time(12)
_USUAL = DayHours(time(7, 30), time(16), _NOON, time(13))
_FRIDAY = DayHours(time(7, 30), time(16, 30), time(11, 30), time(13))
_RAMADAN = DayHours(time(8), time(15), _NOON, time(12, 30))
_RAMADAN_FRIDAY = DayHours(time(8), time(15, 30), time(11, 30), time(12, 30))

Week = tuple[DayHours | None, ...]
PERPRES_WEEK: Week = (_USUAL, _USUAL, _USUAL, _USUAL, _FRIDAY, None, None)
PERPRES_RAMADAN_WEEK: Week = (_RAMADAN, _RAMADAN, _RAMADAN, _RAMADAN, _RAMADAN_FRIDAY, None, None)


@dataclass(frozen=True)
class OfficeHours:
    """When the office works: Monday to Sunday, other hours in Ramadan, and days it is closed.

    ``ramadan_spans`` are first and last days, both included. ``closed`` holds public holidays, cuti
    bersama and whatever else the office closes for. The defaults are Perpres 21/2023 without closures.
    """

    week: Week = PERPRES_WEEK
    ramadan_week: Week = PERPRES_RAMADAN_WEEK
    ramadan_spans: tuple[tuple[date, date], ...] = ()
    closed: frozenset[date] = frozenset()

    def __post_init__(self) -> None:
        """Refuse a week without seven days. Raises ``ValueError``."""
        if len(self.week) != 7 or len(self.ramadan_week) != 7:
            raise ValueError("a week has seven days, Monday first")

    def hours_on(self, day: date) -> DayHours | None:
        """The hours of ``day``, or None when the office is closed."""
        if day in self.closed:
            return None
        in_ramadan = any(first <= day <= last for first, last in self.ramadan_spans)
        return (self.ramadan_week if in_ramadan else self.week)[day.weekday()]

    def is_working_day(self, day: date) -> bool:
        """Whether the office works on ``day``."""
        return self.hours_on(day) is not None

    def is_open(self, moment: datetime) -> bool:
        """Whether somebody works at ``moment`` (not in the break, not at closing time)."""
        hours = self.hours_on(moment.date())
        return hours is not None and any(a <= moment < b for a, b in hours.spans(moment.date()))

    def next_working_day(self, day: date, *, after: bool = False) -> date:
        """The first working day from ``day`` on; with ``after`` strictly later.

        Raises:
            ValueError: no working day within 400 days.
        """
        for ahead in range(1 if after else 0, _SEARCH_LIMIT_DAYS + 1):
            candidate = day + timedelta(days=ahead)
            if self.is_working_day(candidate):
                return candidate
        raise ValueError(f"no working day within {_SEARCH_LIMIT_DAYS} days of {day.isoformat()}")

    def closing(self, day: date) -> datetime:
        """The end of office hours on ``day``; 23.59 on a day without."""
        hours = self.hours_on(day)
        return datetime.combine(day, hours.end if hours else _LAST_MINUTE)
