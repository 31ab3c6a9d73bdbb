"""Office hours and closed days as typed. No window needed."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time

from dinsos_desk.domain.faults import Fault
from dinsos_desk.domain.office_hours import DayHours, Week

DAYS = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
_CLOCK = re.compile(r"(\d{1,2})(?:[.:](\d{2}))?|(\d{2})(\d{2})")


@dataclass(frozen=True)
class TypedDay:
    """One day of the week as typed; without a start and an end the office is closed."""

    start: str = ""
    end: str = ""
    break_start: str = ""
    break_end: str = ""

    @property
    def is_closed(self) -> bool:
        """Whether nothing was typed."""
        return not any((self.start, self.end, self.break_start, self.break_end))


def read_clock(typed: str) -> time | None:
    """A time as the desk types it (7, 7.30, 07:30, 0730), or None when it is none."""
    found = _CLOCK.fullmatch(typed.strip())
    if found is None:
        return None
    hour, minute = (found.group(1), found.group(2) or "0") if found.group(1) else found.group(3, 4)
    try:
        return time(int(hour), int(minute))
    except ValueError:
        return None


def typed_clock(value: time | None) -> str:
    """A time as the desk writes it: 07.30."""
    return f"{value:%H.%M}" if value is not None else ""


def typed_week(week: Week) -> tuple[TypedDay, ...]:
    """A week as the form shows it."""
    return tuple(
        TypedDay(*map(typed_clock, (day.start, day.end, day.break_start, day.break_end)))
        if day is not None
        else TypedDay()
        for day in week
    )


def read_week(typed: Sequence[TypedDay], prefix: str) -> Week | tuple[Fault, ...]:
    """A week, or what is wrong; places are ``<prefix>.0`` (Monday) to ``<prefix>.6``."""
    week: list[DayHours | None] = []
    faults: list[Fault] = []
    for number, day in enumerate(typed):
        read = _read_day(day, f"{prefix}.{number}", DAYS[number])
        if isinstance(read, Fault):
            faults.append(read)
        else:
            week.append(read)
    return tuple(faults) if faults else tuple(week)


def _read_day(typed: TypedDay, place: str, name: str) -> DayHours | Fault | None:
    if typed.is_closed:
        return None
    clocks = []
    for text in (typed.start, typed.end, typed.break_start, typed.break_end):
        clock = read_clock(text) if text.strip() else None
        if text.strip() and clock is None:
            return Fault("jam_salah", {"hari": name, "nilai": text.strip()[:20]}, place)
        clocks.append(clock)
    start, end, pause, back = clocks
    if start is None or end is None:
        return Fault("jam_tidak_lengkap", {"hari": name}, place)
    if start >= end:
        return Fault("jam_terbalik", {"hari": name}, place)
    if (pause is None) != (back is None):
        return Fault("istirahat_tidak_lengkap", {"hari": name}, place)
    if pause is not None and back is not None and not start < pause < back < end:
        return Fault("istirahat_di_luar_jam", {"hari": name}, place)
    return DayHours(start, end, pause, back)


@dataclass(frozen=True)
class ClosedDay:
    """One day on which the office is closed."""

    day: date
    name: str


def closed_days(closures: Mapping[date, str]) -> tuple[ClosedDay, ...]:
    """The closed days in order."""
    return tuple(ClosedDay(day, closures[day]) for day in sorted(closures))


def read_closed_day(day: object, name: str) -> ClosedDay | tuple[Fault, ...]:
    """A closed day as entered, or what is wrong with it."""
    faults = []
    if not isinstance(day, date):
        faults.append(Fault("wajib_diisi", {"nama": "Tanggal"}, "tanggal_libur"))
    if not name.strip():
        faults.append(Fault("wajib_diisi", {"nama": "Keterangan"}, "keterangan_libur"))
    if faults or not isinstance(day, date):
        return tuple(faults)
    return ClosedDay(day, " ".join(name.split()))
