"""Urutan nomor: which letters count together, when they begin again, and which serials may be given.

A serial is one whole number of one sequence in one period. What was reserved for another unit or passed over
with a reason is a range; a letter put in between two others carries the serial before it and a suffix.
"""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from string import ascii_lowercase

from dinsos_desk.domain.faults import Fault, Refused
from dinsos_desk.domain.numbering import Reset, parse_pattern

MAIN_SERIES = "surat"
"""The sequence of every letter that no other sequence names."""

LARGEST_SERIAL = 999_999
_SUFFIXES = (*ascii_lowercase, *(a + b for a in ascii_lowercase for b in ascii_lowercase))


@dataclass(frozen=True)
class NumberSeries:
    """One sequence. ``pattern``: its own, empty for that of the office.

    ``kinds`` and ``templates``: the kinds of documents, and the single templates, that it counts.
    ``by_classification``: every classification counts for itself.
    """

    code: str
    name: str
    pattern: str = ""
    reset: Reset = Reset.YEARLY
    by_classification: bool = False
    kinds: frozenset[str] = field(default_factory=frozenset)
    templates: frozenset[str] = field(default_factory=frozenset)

    @property
    def is_main(self) -> bool:
        """Whether it counts everything that no other sequence names."""
        return self.code == MAIN_SERIES

    def key(self, classification: str) -> str:
        """The key of the counter for a letter of this classification."""
        base = self.code if self.is_main else f"{MAIN_SERIES}.{self.code}"
        return f"{base}/{classification.strip()}" if self.by_classification else base


MAIN = NumberSeries(MAIN_SERIES, "Surat keluar")


def series_for(series: Iterable[NumberSeries], kind: str, template: str) -> NumberSeries:
    """The sequence that counts a document: the one naming its template, else its kind, else the main one."""
    known = tuple(series)
    for one in known:
        if template and template in one.templates:
            return one
    for one in known:
        if kind in one.kinds:
            return one
    return next((one for one in known if one.is_main), MAIN)


def code_of_key(key: str) -> str:
    """The code of the sequence that a counter belongs to."""
    base = key.partition("/")[0]
    return base if base == MAIN_SERIES else base.removeprefix(f"{MAIN_SERIES}.")


def classification_of_key(key: str) -> str:
    """The classification that a counter is for; empty when the sequence is not divided."""
    return key.partition("/")[2]


def pattern_faults(one: NumberSeries, others: Iterable[NumberSeries], office_pattern: str) -> list[Fault]:
    """What is wrong with the pattern of a sequence beside those of the others; the place is ``pattern``."""
    try:
        pattern = parse_pattern(one.pattern or office_pattern)
    except Refused as refusal:
        return [refusal.fault.at("pattern")]
    faults = []
    repeats = pattern.repeats_under(one.reset)
    if repeats is not None:
        faults.append(repeats.at("pattern"))
    if one.by_classification and "klasifikasi" not in pattern.tokens:
        faults.append(Fault("pola_nomor_tanpa_klasifikasi", {}, "pattern"))
    for other in others:
        if other.code != one.code and _shape(other.pattern or office_pattern) == pattern.shape:
            faults.append(Fault("pola_nomor_sama", {"nama": other.name}, "pattern"))
            break
    return faults


def _shape(text: str) -> str:
    try:
        return parse_pattern(text).shape
    except Refused:
        return ""


@dataclass(frozen=True)
class SerialRange:
    """Serials that the sequence does not give by itself, up to and on the day ``until`` (None: ever)."""

    first: int
    last: int
    until: date | None = None

    def holds(self, serial: int, day: date) -> bool:
        """Whether the serial is held back on this day."""
        return self.first <= serial <= self.last and (self.until is None or day <= self.until)


def next_free(last: int, ranges: Sequence[SerialRange], is_taken: Callable[[int], bool], day: date) -> int:
    """The serial that comes after ``last``: neither held back on this day nor taken already."""
    serial = last + 1
    while True:
        held = next((one for one in ranges if one.holds(serial, day)), None)
        if held is not None:
            serial = held.last + 1
        elif is_taken(serial):
            serial += 1
        else:
            return serial


def missing_runs(serials: Iterable[int]) -> tuple[tuple[int, int], ...]:
    """Whole numbers as runs (first, last), in order."""
    runs: list[tuple[int, int]] = []
    for serial in sorted(set(serials)):
        if runs and runs[-1][1] == serial - 1:
            runs[-1] = (runs[-1][0], serial)
        else:
            runs.append((serial, serial))
    return tuple(runs)


def next_suffix(used: Collection[str]) -> str:
    """The suffix of the next letter put in after one serial: .a, .b and so on.

    Raises:
        Refused: ``sisipan_habis``, hundreds were put in at one place.
    """
    taken = {suffix.lstrip(".-").casefold() for suffix in used}
    for letters in _SUFFIXES:
        if letters not in taken:
            return f".{letters}"
    raise Refused("sisipan_habis")
