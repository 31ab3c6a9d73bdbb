"""Typed answers become values, or faults that say at which field."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar

from dinsos_desk.domain.conditions import Facts, FactValue, applies
from dinsos_desk.domain.faults import Fault, Refused
from dinsos_desk.domain.fields import FieldDef, answer_facts

Typed = Mapping[str, str]
Value = TypeVar("Value")


@dataclass(frozen=True)
class Reading(Generic[Value]):
    """A value that was read, with what is wrong (blocks) and what is odd (only warns)."""

    value: Value | None
    faults: tuple[Fault, ...] = ()
    warnings: tuple[Fault, ...] = ()


def read_fields(
    fields: tuple[FieldDef, ...], typed: Typed, facts: Facts, today: date, place: str
) -> Reading[dict[str, FactValue]]:
    """Read typed answers; fields whose condition does not hold are left out.

    ``facts`` are those known before; answers read here count for the conditions of later fields.
    """
    values: dict[str, FactValue] = {}
    faults = []
    seen = dict(facts)
    for field in fields:
        if not applies(field.when, seen):
            continue
        try:
            value = field.parse(typed.get(field.code, ""), today)
        except Refused as refusal:
            faults.append(refusal.fault.at(f"{place}.{field.code}"))
            continue
        if value is None and field.required:
            faults.append(Fault("wajib_diisi", {"nama": field.label}, f"{place}.{field.code}"))
        values[field.code] = value
        seen |= answer_facts(f"{place}.{field.code}", value)
    return Reading(values, tuple(faults))
