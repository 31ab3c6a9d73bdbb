"""Periods of a recap: month, triwulan, semester, year, any span; their names, and what they compare with."""

from dataclasses import dataclass
from datetime import date, timedelta

from dinsos_desk.db.queries.recaps.figures import Period
from dinsos_desk.domain.dates import MONTHS, format_date
from dinsos_desk.domain.working_time import add_months

ROMAN = ("I", "II", "III", "IV")
QUARTER, SEMESTER, YEAR = 3, 6, 12
"""Months of the longer periods of the calendar."""


@dataclass(frozen=True)
class Comparison:
    """A period with the one before it and the same one a year ago."""

    now: Period
    before: Period
    year_ago: Period


def months_from(first: date, number: int) -> Period:
    """So many whole months from the month of a day on."""
    begin = first.replace(day=1)
    return Period(begin, add_months(begin, number) - timedelta(days=1))


def month(year: int, number: int) -> Period:
    """A whole month."""
    return months_from(date(year, number, 1), 1)


def quarter(year: int, number: int) -> Period:
    """A triwulan, 1 to 4."""
    return months_from(date(year, (number - 1) * QUARTER + 1, 1), QUARTER)


def semester(year: int, number: int) -> Period:
    """A half of the year, 1 or 2."""
    return months_from(date(year, (number - 1) * SEMESTER + 1, 1), SEMESTER)


def whole_year(year: int) -> Period:
    """1 January to 31 December."""
    return months_from(date(year, 1, 1), YEAR)


def calendar_months(period: Period) -> int:
    """1, 3, 6 or 12 for a month, triwulan, semester or year of the calendar; 0 for any other span."""
    for number in (1, QUARTER, SEMESTER, YEAR):
        if (period.first.month - 1) % number == 0 and period == months_from(period.first, number):
            return number
    return 0


def period_name(period: Period) -> str:
    """November 2026, Triwulan IV 2026, Semester II 2026, Tahun 2026, or its first and last day."""
    year, place = period.first.year, period.first.month - 1
    match calendar_months(period):
        case 1:
            return f"{MONTHS[place]} {year}"
        case 3:
            return f"Triwulan {ROMAN[place // QUARTER]} {year}"
        case 6:
            return f"Semester {ROMAN[place // SEMESTER]} {year}"
        case 12:
            return f"Tahun {year}"
    return span_words(period)


def short_name(period: Period) -> str:
    """The same for the head of a column: Nov 2026, TW IV 2026, Smt II 2026, 2026, 01/11/26–20/11/26."""
    year, place = period.first.year, period.first.month - 1
    match calendar_months(period):
        case 1:
            return f"{MONTHS[place][:3]} {year}"
        case 3:
            return f"TW {ROMAN[place // QUARTER]} {year}"
        case 6:
            return f"Smt {ROMAN[place // SEMESTER]} {year}"
        case 12:
            return str(year)
    return f"{period.first:%d/%m/%y}–{period.last:%d/%m/%y}"


def span_words(period: Period) -> str:
    """The first and last day as titles write them."""
    if period.first == period.last:
        return format_date(period.first)
    return f"{format_date(period.first)} sampai dengan {format_date(period.last)}"


def file_mark(period: Period) -> str:
    """The period in a file name: 2026-11, 2026-triwulan-4, 2026-semester-2, 2026, or both days."""
    year, place = period.first.year, period.first.month - 1
    match calendar_months(period):
        case 1:
            return f"{period.first:%Y-%m}"
        case 3:
            return f"{year}-triwulan-{place // QUARTER + 1}"
        case 6:
            return f"{year}-semester-{place // SEMESTER + 1}"
        case 12:
            return str(year)
    return f"{period.first:%Y%m%d}-{period.last:%Y%m%d}"


def before(period: Period) -> Period:
    """The period of the same kind before; of a free span as many days before it."""
    number = calendar_months(period)
    if number:
        return months_from(add_months(period.first, -number), number)
    days = (period.last - period.first).days + 1
    return Period(period.first - timedelta(days=days), period.first - timedelta(days=1))


def year_ago(period: Period) -> Period:
    """The same period a year before; 29 February becomes the 28th."""
    number = calendar_months(period)
    first = add_months(period.first, -YEAR)
    return months_from(first, number) if number else Period(first, add_months(period.last, -YEAR))


def comparison(period: Period) -> Comparison:
    """A period with what it is compared with."""
    return Comparison(period, before(period), year_ago(period))


def trend_span(period: Period) -> Period:
    """The months that a chart shows: those of the period, at least the twelve that end with it."""
    last = months_from(period.last, 1).last
    first = min(period.first.replace(day=1), add_months(last.replace(day=1), -YEAR + 1))
    return Period(first, last)
