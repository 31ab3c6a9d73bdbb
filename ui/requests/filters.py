"""The filter of the list as parts that a person can see and take away."""

from dataclasses import dataclass, replace
from datetime import date

from dinsos_desk.db.queries.requests.figures import Filter
from dinsos_desk.domain.dates import format_date
from dinsos_desk.usecases.letters.words import STATE_WORDS
from dinsos_desk.usecases.requests.lists import PERIODS, period_of, span_of

__all__ = ["PERIODS", "Chip", "Names", "chips", "filter_words", "period_of", "span_of", "without"]


_SEVERAL = (("stages", "tahap"), ("officers", "petugas"), ("districts", "kecamatan"), ("villages", "desa"))


@dataclass(frozen=True)
class Names:
    """How services and officers are called, for words about a filter."""

    services: tuple[tuple[str, str], ...] = ()
    officers: tuple[tuple[int, str], ...] = ()


@dataclass(frozen=True)
class Chip:
    """One part of the filter in words; ``part`` names it for ``without``."""

    part: str
    text: str


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
    for part, what in _SEVERAL:
        if len(chosen := getattr(wanted, part)) > 1:
            found.append(Chip(part, f"{len(chosen)} {what}"))
    if wanted.received is not None and period_of(wanted.received, today) is None:
        first, last = wanted.received
        days = format_date(first) if first == last else f"{format_date(first)} s.d. {format_date(last)}"
        found.append(Chip("received", f"Diterima {days}"))
    return tuple(found)


def without(wanted: Filter, part: str) -> Filter:
    """The filter with one part taken away."""
    if part == "received":
        return replace(wanted, received=None, period="")
    if part == "mine":
        return replace(wanted, mine=frozenset(), division="")
    return replace(wanted, **{part: getattr(Filter(), part)})


def filter_words(wanted: Filter, today: date, names: Names) -> str:
    """A whole filter in one line, for the sheet of an export and the list of saved filters."""
    services, officers = dict(names.services), dict(names.officers)
    parts = [chip.text for chip in chips(replace(wanted, received=None, period=""), today)]
    if wanted.text:
        parts.append(f"“{wanted.text}”")
    one = (
        ("", [services.get(code, code) for code in wanted.services]),
        ("", [STATE_WORDS[state] for state in wanted.states]),
        ("Tahap ", list(wanted.stages)),
        ("Diterima oleh ", [officers.get(number, "petugas lain") for number in wanted.officers]),
        ("Kecamatan ", list(wanted.districts)),
        ("Desa/kelurahan ", list(wanted.villages)),
    )
    parts += [f"{label}{values[0]}" for label, values in one if len(values) == 1]
    if wanted.period:
        parts.append(f"Diterima {dict(PERIODS)[wanted.period].lower()}")
    elif wanted.received is not None:
        first, last = wanted.received
        days = format_date(first) if first == last else f"{format_date(first)} s.d. {format_date(last)}"
        parts.append(f"Diterima {days}")
    return "; ".join(parts)
