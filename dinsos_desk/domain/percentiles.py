"""Medians and percentiles of counted values."""

from collections.abc import Mapping, Sequence


def median_of(values: Sequence[int]) -> float | None:
    """The middle of values that stand in order; None of none."""
    number = len(values)
    if not number:
        return None
    return (values[(number - 1) // 2] + values[number // 2]) / 2


def ninetieth_of(values: Sequence[int]) -> int | None:
    """What nine of ten values in order do not exceed (nearest rank); None of none."""
    return values[-(-len(values) * 9 // 10) - 1] if values else None


def spread_of(counted: Mapping[int, int]) -> tuple[float, int] | None:
    """Median and 90th percentile of values with how often each occurs; None of none."""
    number = sum(counted.values())
    if not number:
        return None
    wanted = ((number + 1) // 2, (number + 2) // 2, -(-number * 9 // 10))
    found: list[int] = []
    passed = 0
    for value in sorted(counted):
        passed += counted[value]
        while len(found) < 3 and passed >= wanted[len(found)]:
            found.append(value)
    return (found[0] + found[1]) / 2, found[2]
