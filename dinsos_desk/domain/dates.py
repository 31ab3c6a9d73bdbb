"""Dates as a desk types them and as letters write them."""

import re
from datetime import date, timedelta

from dinsos_desk.domain.faults import Refused
from dinsos_desk.domain.working_time import add_months

MONTHS = (
    "Januari", "Februari", "Maret", "April", "Mei", "Juni",
    "Juli", "Agustus", "September", "Oktober", "November", "Desember",
)  # fmt: skip
_MONTH_WORDS = {name.lower()[:3]: number for number, name in enumerate(MONTHS, 1)} | {"agt": 8, "nop": 11}
_SPAN = re.compile(r"([+-]?)\s*(\d{1,3})\s*(h|hari|m|minggu|b|bln|bulan|t|th|tahun)")
_RELATIVE_DAYS = {"hari ini": 0, "sekarang": 0, "kemarin": -1, "besok": 1, "lusa": 2}


def parse_date(typed: str, today: date) -> date:
    """Read a date as a desk types it: 21112026, 21/11/26, 21 Nov 2026, kemarin, 3b (three months on), -7h.

    Two-digit years lie in the hundred years that end ten years after ``today``.

    Raises:
        Refused: ``tanggal_salah`` when it is no date of the calendar.
    """
    text = " ".join(typed.lower().split())
    if text in _RELATIVE_DAYS:
        return today + timedelta(days=_RELATIVE_DAYS[text])
    span = _SPAN.fullmatch(text)
    if span:
        return _away(today, -1 if span[1] == "-" else 1, int(span[2]), span[3][0], typed)
    iso = re.fullmatch(r"(\d{4})-(\d{1,2})-(\d{1,2})", text)
    if iso:
        year, month, day = (int(part) for part in iso.groups())
    else:
        match = re.fullmatch(r"(\d{1,2})[\s./-]*([a-z]{3,9})[\s./-]*(\d{4}|\d{2})", text) or re.fullmatch(
            r"(\d{1,2})[\s./-]+(\d{1,2})[\s./-]+(\d{4}|\d{2})", text
        )
        if re.fullmatch(r"\d{6}|\d{8}", text):
            match = re.fullmatch(r"(\d{2})(\d{2})(\d{4}|\d{2})", text)
        if match is None:
            raise Refused("tanggal_salah", nilai=typed)
        day_text, month_text, year_text = match.groups()
        month = int(month_text) if month_text.isdigit() else _MONTH_WORDS.get(month_text[:3], 0)
        day, year = int(day_text), int(year_text)
        if len(year_text) == 2:
            year += (today.year + 10) // 100 * 100
            if year > today.year + 10:
                year -= 100
    try:
        return date(year, month, day)
    except ValueError:
        raise Refused("tanggal_salah", nilai=typed) from None


def _away(today: date, sign: int, count: int, unit: str, typed: str) -> date:
    """So many days, weeks, months or years from today; the last day of a shorter month."""
    try:
        if unit in "hm":
            return today + timedelta(days=sign * count * (1 if unit == "h" else 7))
        return add_months(today, sign * count * (1 if unit == "b" else 12))
    except (ValueError, OverflowError):
        raise Refused("tanggal_salah", nilai=typed) from None


def format_date(value: date) -> str:
    """A date as letters write it: 21 November 2026."""
    return f"{value.day} {MONTHS[value.month - 1]} {value.year}"


def years_between(start: date, end: date) -> int:
    """Whole years from ``start`` to ``end``, as ages are counted."""
    return end.year - start.year - ((end.month, end.day) < (start.month, start.day))
