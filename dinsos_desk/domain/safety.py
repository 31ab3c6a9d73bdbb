"""What an office demands of passwords, and when it locks: its own choice within bounds that keep it safe.

The bounds hold wherever the rules are read, also from a file that somebody changed by hand.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from types import MappingProxyType

from dinsos_desk.domain.faults import Fault


@dataclass(frozen=True)
class SafetyRules:
    """``password_length``: characters of a new password at least.

    ``free_failures``: wrong passwords in a row that cost nothing but the last, after which one waits;
    ``first_wait``: minutes of the first wait, doubled by each further failure up to ``longest_wait``.
    ``idle_minutes``: after how many idle minutes a computer locks that has no choice of its own;
    ``idle_most``: the longest that a computer may choose.
    """

    password_length: int = 8
    free_failures: int = 5
    first_wait: int = 1
    longest_wait: int = 30
    idle_minutes: int = 10
    idle_most: int = 30


DEFAULT_RULES = SafetyRules()
BOUNDS: Mapping[str, tuple[int, int]] = MappingProxyType(
    {
        "password_length": (8, 32),
        "free_failures": (3, 10),
        "first_wait": (1, 30),
        "longest_wait": (1, 240),
        "idle_minutes": (1, 60),
        "idle_most": (1, 120),
    }
)
"""The least and the most of each rule."""


def safety_faults(rules: SafetyRules) -> tuple[Fault, ...]:
    """What is out of bounds or does not go together; places are the names of the rules."""
    faults = [
        Fault("keamanan_di_luar_batas", {"terkecil": least, "terbesar": most}, name)
        for name, (least, most) in BOUNDS.items()
        if not least <= getattr(rules, name) <= most
    ]
    if not faults and rules.longest_wait < rules.first_wait:
        faults.append(Fault("tunggu_terlama_kurang", {"batas": rules.first_wait}, "longest_wait"))
    if not faults and rules.idle_most < rules.idle_minutes:
        faults.append(Fault("kunci_terlama_kurang", {"batas": rules.idle_minutes}, "idle_most"))
    return tuple(faults)


def safety_from(stored: object) -> SafetyRules:
    """Rules from outside; what is missing or no whole number is the default, the rest is put into bounds."""
    known = stored if isinstance(stored, Mapping) else {}
    values: dict[str, int] = {}
    for name, (least, most) in BOUNDS.items():
        value = known.get(name)
        if isinstance(value, int) and not isinstance(value, bool):
            values[name] = min(max(value, least), most)
    rules = SafetyRules(**values)
    return replace(
        rules,
        longest_wait=max(rules.longest_wait, rules.first_wait),
        idle_most=max(rules.idle_most, rules.idle_minutes),
    )


def safety_as_json(rules: SafetyRules) -> dict[str, int]:
    """The inverse of ``safety_from``."""
    return {one.name: getattr(rules, one.name) for one in fields(rules)}
