"""Working time: promised times and when they end, pauses included.

All datetimes are naive local times: a desk lives in one time zone.
"""

from calendar import monthrange
from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta
from enum import StrEnum

from dinsos_desk.domain.office_hours import OfficeHours, Span

_NOTHING = timedelta()

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
