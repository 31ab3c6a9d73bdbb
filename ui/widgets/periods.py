"""Periods as a person chooses them: a month, a year, or any first and last day."""

from datetime import date

from dinsos_desk.db.queries.recaps.figures import Period
from dinsos_desk.domain.dates import parse_date
from dinsos_desk.domain.faults import Fault, Refused
from dinsos_desk.usecases.recaps.periods import month, quarter, semester, whole_year

FIRST_YEAR = 2000


def next_month(year: int, number: int, step: int, last_year: int) -> tuple[int, int]:
    """The month ``step`` months away, kept within the years that can be chosen."""
    place = min(max(year * 12 + number - 1 + step, FIRST_YEAR * 12), last_year * 12 + 11)
    return place // 12, place % 12 + 1


def read_span(first: str, last: str, today: date) -> Period | tuple[Fault, ...]:
    """A free span as typed, or what is wrong; places are *awal* and *akhir*."""
    days: dict[str, date] = {}
    faults = []
    for place, label, typed in (("awal", "Tanggal awal", first), ("akhir", "Tanggal akhir", last)):
        try:
            if typed.strip():
                days[place] = parse_date(typed, today)
            else:
                faults.append(Fault("wajib_diisi", {"nama": label}, place))
        except Refused as refusal:
            faults.append(refusal.fault.at(place))
    if not faults and days["akhir"] < days["awal"]:
        faults.append(Fault("tanggal_terbalik", {}, "akhir"))
    return tuple(faults) if faults else Period(days["awal"], days["akhir"])


__all__ = ["FIRST_YEAR", "Period", "month", "next_month", "quarter", "read_span", "semester", "whole_year"]
