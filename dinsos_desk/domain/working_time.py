"""Working time: office hours, promised times and when they end, pauses included.

All datetimes are naive local times: a desk lives in one time zone. Office hours are data; the defaults
follow Perpres 21/2023 (five days, 37.5 hours a week, in Ramadan 32.5).
"""

from calendar import monthrange
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

_SEARCH_LIMIT_DAYS = 400
_LAST_MINUTE = time(23, 59)
_NOTHING = timedelta()

Span = tuple[datetime, datetime]
Pause = tuple[datetime, datetime]


class TimeUnit(StrEnum):
    """The unit of a promised time.

    ``menit`` and ``jam_kerja`` count only while the office is open; ``jam`` runs through the night;
    ``hari`` and ``bulan`` follow the calendar.
    """

    MINUTES = "menit"
    HOURS = "jam"
    WORKING_HOURS = "jam_kerja"
    WORKING_DAYS = "hari_kerja"
    DAYS = "hari"
    MONTHS = "bulan"


UNIT_WORDS = {
    TimeUnit.MINUTES: "menit",
    TimeUnit.HOURS: "jam",
    TimeUnit.WORKING_HOURS: "jam kerja",
    TimeUnit.WORKING_DAYS: "hari kerja",
    TimeUnit.DAYS: "hari",
    TimeUnit.MONTHS: "bulan",
}


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


def reception_day(moment: datetime, hours: OfficeHours) -> date:
    """The working day on which something that happens at ``moment`` counts as happening.

    Before opening, in the break and up to closing time: the same day. Later or on a closed day: the
    next working day.
    """
    day = moment.date()
    if hours.is_working_day(day) and moment <= hours.closing(day):
        return day
    return hours.next_working_day(day, after=True)


def due_at(start: datetime, amount: int, unit: TimeUnit, hours: OfficeHours) -> datetime:
    """When a time promised at ``start`` has run out.

    ``menit`` and ``jam_kerja``: after so much working time; what ends exactly at closing is due at
    closing. ``jam``: on the clock. ``hari_kerja``: at closing of the so manieth working day after
    ``reception_day``. ``hari``: that many calendar days later at closing, or at 23.59 when the office
    does not work that day. ``bulan``: likewise on the same day of a later month, or its last day.

    Raises:
        ValueError: a negative amount, or no working day within 400 days.
    """
    if amount < 0:
        raise ValueError("a promised time cannot be negative")
    if amount == 0:
        return start
    match unit:
        case TimeUnit.MINUTES:
            return add_worked(start, timedelta(minutes=amount), hours)
        case TimeUnit.WORKING_HOURS:
            return add_worked(start, timedelta(hours=amount), hours)
        case TimeUnit.HOURS:
            return start + timedelta(hours=amount)
        case TimeUnit.WORKING_DAYS:
            return hours.closing(_add_working_days(reception_day(start, hours), amount, hours))
        case TimeUnit.DAYS:
            return hours.closing(start.date() + timedelta(days=amount))
        case TimeUnit.MONTHS:
            return hours.closing(add_months(start.date(), amount))


def add_worked(start: datetime, span: timedelta, hours: OfficeHours) -> datetime:
    """The moment at which ``span`` of working time has passed since ``start``.

    Raises:
        ValueError: no working day within 400 days.
    """
    if span <= _NOTHING:
        return start
    left = span
    for opens, closes in _open_spans(start, hours):
        begins = max(opens, start)
        if left <= closes - begins:
            return begins + left
        left -= closes - begins
    raise AssertionError("open spans never end")


def worked(start: datetime, end: datetime, hours: OfficeHours) -> timedelta:
    """Net working time between two moments; nothing when ``end`` is not after ``start``."""
    total = _NOTHING
    for ahead in range((end.date() - start.date()).days + 1 if end > start else 0):
        day = start.date() + timedelta(days=ahead)
        day_hours = hours.hours_on(day)
        for opens, closes in day_hours.spans(day) if day_hours else ():
            total += max(min(closes, end) - max(opens, start), _NOTHING)
    return total


def elapsed(start: datetime, end: datetime, unit: TimeUnit, hours: OfficeHours) -> float:
    """How much of ``unit`` has passed between two moments, never negative.

    Whole numbers for days, working days and months; the day of reception is day 0.
    """
    if end <= start:
        return 0.0
    match unit:
        case TimeUnit.MINUTES:
            return worked(start, end, hours) / timedelta(minutes=1)
        case TimeUnit.WORKING_HOURS:
            return worked(start, end, hours) / timedelta(hours=1)
        case TimeUnit.HOURS:
            return (end - start) / timedelta(hours=1)
        case TimeUnit.WORKING_DAYS:
            return float(_working_days_between(reception_day(start, hours), end.date(), hours))
        case TimeUnit.DAYS:
            return float((end.date() - start.date()).days)
        case TimeUnit.MONTHS:
            return float(_months_between(start.date(), end.date()))


def due_after_pauses(
    start: datetime, amount: int, unit: TimeUnit, hours: OfficeHours, pauses: Iterable[Pause]
) -> datetime:
    """When a promised time has run out if the clock stood still during ``pauses``.

    The pauses are closed, in order and do not overlap. Each moves the end by its own length, measured
    as the unit measures; one that begins when the time had already run out moves nothing.

    Raises:
        ValueError: as ``due_at``.
    """
    due = due_at(start, amount, unit, hours)
    for stopped, resumed in pauses:
        if start <= stopped < due and resumed > stopped:
            due = moved_by_pause(due, stopped, resumed, unit, hours)
    return due


def net_worked(start: datetime, end: datetime, hours: OfficeHours, pauses: Iterable[Pause]) -> timedelta:
    """Working time between two moments without the pauses in it (which do not overlap)."""
    stood = (worked(max(start, stopped), min(end, resumed), hours) for stopped, resumed in pauses)
    return worked(start, end, hours) - sum(stood, _NOTHING)


def remaining(now: datetime, due: datetime, unit: TimeUnit, hours: OfficeHours) -> timedelta:
    """Time left until ``due``, negative when late.

    Working time for ``menit``, ``jam_kerja`` and ``hari_kerja``, else time on the clock. While the
    clock stands still, ask with the moment it stopped as ``now``.
    """
    if unit in (TimeUnit.HOURS, TimeUnit.DAYS, TimeUnit.MONTHS):
        return due - now
    return worked(now, due, hours) if now <= due else -worked(due, now, hours)


def add_months(day: date, months: int) -> date:
    """The same day ``months`` later, or the last day of that month when it is shorter."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def moved_by_pause(
    due: datetime, stopped: datetime, resumed: datetime, unit: TimeUnit, hours: OfficeHours
) -> datetime:
    """The end of a promised time after one rest that began before it, moved by the length of the rest."""
    match unit:
        case TimeUnit.MINUTES | TimeUnit.WORKING_HOURS:
            return add_worked(due, worked(stopped, resumed, hours), hours)
        case TimeUnit.HOURS:
            return due + (resumed - stopped)
        case TimeUnit.WORKING_DAYS:
            stood = _working_days_between(reception_day(stopped, hours), reception_day(resumed, hours), hours)
            return hours.closing(_add_working_days(due.date(), stood, hours))
        case TimeUnit.DAYS | TimeUnit.MONTHS:
            moved = due.date() + (resumed.date() - stopped.date())
            return max(hours.closing(moved), _closing_from(resumed, hours))


def _closing_from(moment: datetime, hours: OfficeHours) -> datetime:
    """The first closing at or after ``moment``, on any day of the calendar."""
    day = moment.date()
    return hours.closing(day if hours.closing(day) >= moment else day + timedelta(days=1))


def _open_spans(start: datetime, hours: OfficeHours) -> Iterator[Span]:
    """Every stretch of working time that ends after ``start``, in order, without end."""
    day = hours.next_working_day(start.date())
    while True:
        day_hours = hours.hours_on(day)
        yield from (span for span in (day_hours.spans(day) if day_hours else ()) if span[1] > start)
        day = hours.next_working_day(day, after=True)


def _add_working_days(day: date, amount: int, hours: OfficeHours) -> date:
    for _ in range(amount):
        day = hours.next_working_day(day, after=True)
    return day


def _working_days_between(start: date, end: date, hours: OfficeHours) -> int:
    """Working days after ``start`` up to and including ``end``."""
    return sum(
        hours.is_working_day(start + timedelta(days=ahead)) for ahead in range(1, (end - start).days + 1)
    )


def _months_between(start: date, end: date) -> int:
    months = (end.year - start.year) * 12 + end.month - start.month
    return months - (add_months(start, months) > end)
