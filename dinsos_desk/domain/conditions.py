"""Conditions over facts: when a field is asked, a paper is needed or a stage is walked.

A fact is named by a dotted path: ``isian.<field>``, ``<party>.<attribute>``, ``berkas.<requirement>``
or ``catatan.<stage>.<field>``. An unknown fact makes a comparison false, never an error.
"""

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

FactValue = str | int | bool | Decimal | date | None
Facts = Mapping[str, FactValue]
Scalar = bool | int | str

Code = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$", max_length=60)]
FactPath = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)+$")]


class Inconsistent(ValueError):
    """Things in one place of a catalogue file that do not go together.

    ``code`` names the reason for ``messages.FAULTS`` (``layanan_<code>``); the text is for logs and authors.
    """

    def __init__(self, code: str, text: str) -> None:
        super().__init__(text)
        self.code = code


def refuse_reversed(what: str, least: int | None, most: int | None) -> None:
    """Raise ``Inconsistent`` when nothing can lie between two bounds."""
    if least is not None and most is not None and least > most:
        raise Inconsistent("batas_terbalik", f"{what}: the lower bound {least} is above the upper {most}")


class Strict(BaseModel):
    """Base of everything read from a catalogue file: unknown keys are errors, values never change."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True)


class Condition(Strict):
    """One comparison (``fact`` with exactly one of the tests) or a combination of others."""

    fact: FactPath | None = None
    equals: Scalar | None = None
    not_equals: Scalar | None = None
    one_of: tuple[Scalar, ...] | None = None
    known: bool | None = None
    all_of: tuple["Condition", ...] | None = None
    any_of: tuple["Condition", ...] | None = None
    none_of: tuple["Condition", ...] | None = None

    @model_validator(mode="after")
    def _one_meaning(self) -> "Condition":
        tests = [t for t in (self.equals, self.not_equals, self.one_of, self.known) if t is not None]
        groups = [g for g in (self.all_of, self.any_of, self.none_of) if g is not None]
        if self.fact is not None and (len(tests) != 1 or groups):
            text = "a condition on a fact needs exactly one of equals, not_equals, one_of, known"
            raise Inconsistent("syarat_tanpa_uji", text)
        if self.fact is None and (len(groups) != 1 or tests):
            text = "a condition needs a fact, or exactly one of all_of, any_of, none_of"
            raise Inconsistent("syarat_tanpa_data", text)
        return self

    def holds(self, facts: Facts) -> bool:
        """Whether the condition is true for these facts."""
        if self.all_of is not None:
            return all(part.holds(facts) for part in self.all_of)
        if self.any_of is not None:
            return any(part.holds(facts) for part in self.any_of)
        if self.none_of is not None:
            return not any(part.holds(facts) for part in self.none_of)
        value = facts.get(self.fact or "")
        is_known = value is not None and value != ""
        if self.known is not None:
            return is_known is self.known
        if not is_known:
            return False
        if self.one_of is not None:
            return value in self.one_of
        if self.equals is not None:
            return value == self.equals
        return value != self.not_equals

    def comparisons(self) -> Iterator[tuple[str, tuple[Scalar, ...]]]:
        """Every fact that is compared, with the values it is compared to."""
        if self.fact is not None:
            one = (value for value in (self.equals, self.not_equals) if value is not None)
            yield self.fact, self.one_of if self.one_of is not None else tuple(one)
        for group in (self.all_of, self.any_of, self.none_of):
            for part in group or ():
                yield from part.comparisons()

    def paths(self) -> Iterator[str]:
        """Every fact the condition looks at, so that the loader can check that it exists."""
        if self.fact is not None:
            yield self.fact
        for group in (self.all_of, self.any_of, self.none_of):
            for part in group or ():
                yield from part.paths()


def applies(when: Condition | None, facts: Facts) -> bool:
    """Whether a thing with an optional condition is in force."""
    return when is None or when.holds(facts)


Label = Annotated[str, Field(min_length=1, max_length=400)]
