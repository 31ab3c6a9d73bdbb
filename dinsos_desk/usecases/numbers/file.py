"""Sequences of numbers in a berkas penyiapan: given to another desk, compared, and taken over."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from dinsos_desk.db.unit_of_work import UnitOfWork
from dinsos_desk.domain.faults import Fault
from dinsos_desk.domain.number_series import MAIN, MAIN_SERIES, NumberSeries, pattern_faults
from dinsos_desk.domain.numbering import Reset
from dinsos_desk.errors import InvalidInput
from dinsos_desk.usecases.numbers.draw import all_series

NOTHING = "(kosong)"


def changed_series(uow: UnitOfWork) -> tuple[NumberSeries, ...]:
    """The sequences of this office, without a main one that counts as it does from the beginning."""
    with uow:
        return tuple(one for one in all_series(uow) if one != MAIN)


def series_faults(series: Iterable[NumberSeries], office_pattern: str) -> list[Fault]:
    """What is wrong with sequences that came with a file."""
    known = tuple(series)
    main = () if any(one.is_main for one in known) else (MAIN,)
    return [fault for one in known for fault in pattern_faults(one, (*main, *known), office_pattern)]


def take_series(uow: UnitOfWork, coming: Iterable[NumberSeries], office_pattern: str) -> None:
    """Make the sequences those of a file, inside the caller's transaction.

    One of this office that gave numbers stays, but what the file counts otherwise is taken from it.

    Raises:
        InvalidInput: two of them would write the same numbers.
    """
    there = {one.code: one for one in coming}
    kinds = frozenset(kind for one in there.values() for kind in one.kinds)
    templates = frozenset(name for one in there.values() for name in one.templates)
    for one in all_series(uow):
        if one.code in there:
            continue
        if one.is_main or not uow.numbers.count_of(f"{MAIN_SERIES}.{one.code}"):
            uow.numbers.drop_series(one.code)
        else:
            there[one.code] = replace(one, kinds=one.kinds - kinds, templates=one.templates - templates)
    faults = series_faults(there.values(), office_pattern)
    if faults:
        raise InvalidInput(tuple(faults))
    for one in there.values():
        store_one(uow, one)


def store_one(uow: UnitOfWork, one: NumberSeries) -> None:
    """Keep one sequence."""
    uow.numbers.keep_series(
        one.code,
        name=one.name,
        pattern=one.pattern,
        reset=one.reset.value,
        by_classification=one.by_classification,
        kinds=sorted(one.kinds),
        templates=sorted(one.templates),
    )


def series_changes(
    here: Iterable[NumberSeries], there: Iterable[NumberSeries]
) -> Iterator[tuple[str, str, str]]:
    """What would be different: the name of the sequence, before and after."""
    now, then = ({one.code: one for one in some} for some in (here, there))
    for code in {**now, **then}:
        before, after = now.get(code), then.get(code)
        if before != after:
            named = after or before
            assert named is not None
            yield f"Urutan nomor {named.name}", series_words(before), series_words(after)


def series_words(one: NumberSeries | None) -> str:
    """A sequence in one line."""
    if one is None:
        return NOTHING
    parts = [one.pattern or "pola kantor", "tahunan" if one.reset is Reset.YEARLY else "berlanjut"]
    parts += ["tiap klasifikasi"] if one.by_classification else []
    parts += [*sorted(one.kinds), *sorted(one.templates)]
    return " · ".join(parts)
