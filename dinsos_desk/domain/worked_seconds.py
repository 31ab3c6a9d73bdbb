"""Working time between many moments, quickly: the seconds of each day are added up once."""

from collections.abc import Iterable
from datetime import date, time, timedelta

from dinsos_desk.domain.office_hours import OfficeHours

_EPOCH = date(1970, 1, 1)
_DAY = 86_400


class WorkedSeconds:
    """Says the same as ``working_time.worked``, in whole seconds, for moments in seconds since 1970.

    Days are local days of the desk, as everywhere: no zone is known.
    """

    def __init__(self, hours: OfficeHours) -> None:
        self._hours = hours
        self._spans: dict[int, tuple[tuple[int, int], ...]] = {}
        self._first = self._last = 0
        self._before: dict[int, int] = {}

    def between(self, start: int, end: int, rests: Iterable[tuple[int, int]] = ()) -> int:
        """Net seconds of work from ``start`` to ``end``, without the rests in it (which do not overlap)."""
        if end <= start:
            return 0
        whole = self._upto(end) - self._upto(start)
        for since, until in rests:
            first, last = max(since, start), min(until, end)
            if last > first:
                whole -= self._upto(last) - self._upto(first)
        return whole

    def _upto(self, moment: int) -> int:
        day, second = divmod(moment, _DAY)
        if day not in self._before:
            self._reach(day)
        worked = self._before[day]
        for opens, closes in self._spans[day]:
            if second > opens:
                worked += min(second, closes) - opens
        return worked

    def _reach(self, day: int) -> None:
        """Add up the days until this one; the first day asked for begins at nothing."""
        if not self._before:
            self._first = self._last = day
            self._keep(day, 0)
        while day > self._last:
            self._keep(self._last + 1, self._before[self._last] + self._length(self._last))
            self._last += 1
        while day < self._first:
            self._spans[self._first - 1] = self._spans_of(self._first - 1)
            before = self._before[self._first] - self._length(self._first - 1)
            self._before[self._first - 1] = before
            self._first -= 1

    def _keep(self, day: int, before: int) -> None:
        self._spans[day] = self._spans_of(day)
        self._before[day] = before

    def _length(self, day: int) -> int:
        return sum(closes - opens for opens, closes in self._spans[day])

    def _spans_of(self, day: int) -> tuple[tuple[int, int], ...]:
        real = _EPOCH + timedelta(days=day)
        hours = self._hours.hours_on(real)
        if hours is None:
            return ()
        return tuple(
            (_second(opens), _second(closes))
            for opens, closes in ((a.time(), b.time()) for a, b in hours.spans(real))
        )


def _second(clock: time) -> int:
    return clock.hour * 3600 + clock.minute * 60 + clock.second
