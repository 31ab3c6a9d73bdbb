"""The filter of the list as parts that a person can see and take away."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from dinsos_desk.db.queries.requests import Filter
from dinsos_desk.domain.dates import format_date
from dinsos_desk.usecases.words import STATE_WORDS

PERIODS = (
    ("", "Kapan saja"),
    ("hari_ini", "Hari ini"),
    ("tujuh_hari", "7 hari terakhir"),
    ("bulan_ini", "Bulan ini"),
    ("bulan_lalu", "Bulan lalu"),
    ("tahun_ini", "Tahun ini"),
)


@dataclass(frozen=True)
class Chip:
    """One part of the filter in words; ``part`` names it for ``without``."""

    part: str
    text: str


def span_of(period: str, today: date) -> tuple[date, date] | None:
    """First and last day of a period of ``PERIODS``; None for any time."""
    first_of_month = today.replace(day=1)
    last_month = first_of_month - timedelta(days=1)
    spans = {
        "hari_ini": (today, today),
        "tujuh_hari": (today - timedelta(days=6), today),
        "bulan_ini": (first_of_month, today),
        "bulan_lalu": (last_month.replace(day=1), last_month),
        "tahun_ini": (today.replace(month=1, day=1), today),
    }
    return spans.get(period)


def period_of(span: tuple[date, date] | None, today: date) -> str | None:
    """The period of ``PERIODS`` that a span is; None when it is none of them."""
    return next((code for code, _ in PERIODS if span_of(code, today) == span), None)


def chips(wanted: Filter, today: date) -> tuple[Chip, ...]:
    """What narrows the list beyond the fields above it, or exactly what no field can show."""
    found = []
    if wanted.mine:
        found.append(Chip("mine", "Menunggu saya"))
    if wanted.due_today:
        found.append(Chip("due_today", "Jatuh tempo hari ini"))
    if wanted.late:
        found.append(Chip("late", "Terlambat"))
    if len(wanted.states) > 1:
        found.append(Chip("states", " atau ".join(STATE_WORDS[state] for state in wanted.states)))
    if len(wanted.services) > 1:
        found.append(Chip("services", f"{len(wanted.services)} layanan"))
    if wanted.received is not None and period_of(wanted.received, today) is None:
        first, last = wanted.received
        days = format_date(first) if first == last else f"{format_date(first)} s.d. {format_date(last)}"
        found.append(Chip("received", f"Diterima {days}"))
    return tuple(found)


def without(wanted: Filter, part: str) -> Filter:
    """The filter with one part taken away."""
    if part == "mine":
        return replace(wanted, mine=frozenset(), division="")
    return replace(wanted, **{part: getattr(Filter(), part)})
