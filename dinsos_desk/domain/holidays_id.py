"""Public holidays, cuti bersama and Ramadan of Indonesia: a first table that each office edits.

From the ``holidays`` library (SKB of three ministers as far as published, estimates beyond).
"""

from datetime import date, timedelta
from functools import lru_cache

import holidays

_LONGEST_RAMADAN = timedelta(days=30)
_FIRST_EID = "Hari Raya Idul Fitri"


@lru_cache(maxsize=32)
def _table(year: int, category: str) -> dict[date, str]:
    found = holidays.country_holidays("ID", years=year, categories=(category,), language="id")
    return {day: found[day] for day in sorted(found)}


def national_closures(year: int) -> dict[date, str]:
    """Public holidays and cuti bersama of ``year``, in order, with their Indonesian names.

    Days that no decree has fixed yet carry "(perkiraan)" in their names.
    """
    both = _table(year, "public") | _table(year, "government")
    return {day: both[day] for day in sorted(both)}


def knows_joint_leave(year: int) -> bool:
    """Whether the cuti bersama of ``year`` is known; if not, the office must be told to enter it."""
    return bool(_table(year, "government"))


def ramadan_estimate(year: int) -> tuple[tuple[date, date], ...]:
    """First and last day of every Ramadan that ends in ``year``.

    Counted back 30 days from Idul Fitri, so the first day may be one too early. One that begins in
    December belongs to the next year; 2033 has two.
    """
    eids = (
        day
        for near in (year, year + 1)
        for day, name in _table(near, "public").items()
        if name.removesuffix(" (perkiraan)") == _FIRST_EID
    )
    return tuple(
        (eid - _LONGEST_RAMADAN, eid - timedelta(days=1))
        for eid in eids
        if (eid - timedelta(days=1)).year == year
    )
