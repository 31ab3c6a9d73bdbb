"""Eligibility rules: judged as soon as their facts are known, with the source they come from."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from dinsos_desk.domain.conditions import (
    Code,
    Condition,
    FactPath,
    Facts,
    Label,
    Strict,
    refuse_reversed,
)
from dinsos_desk.domain.dates import years_between
from dinsos_desk.domain.routing import Role


class Verdict(StrEnum):
    """What a rule says of an application."""

    ELIGIBLE = "layak"
    ATTENTION = "perlu_perhatian"
    INELIGIBLE = "tidak_memenuhi"
    UNKNOWN = "belum_diketahui"


class RuleBase(Strict):
    """What every rule has: the sentence shown when it is not met, and where the rule stands.

    ``blocks``: an unmet rule keeps the application from being sent unless a user with one of
    ``override_roles`` gives a reason. A rule that does not block only warns. A rule over what a stage
    records (``catatan.…``) is judged when a later stage approves, not at intake.
    """

    code: Code
    text: Label
    source: Label
    blocks: bool = True
    override_roles: tuple[Role, ...] = ()
    when: Condition | None = None

    def paths(self) -> tuple[str, ...]:
        """The facts the rule looks at."""
        raise TypeError("a rule kind must name its facts")

    def met(self, facts: Facts, today: date) -> bool | None:
        """True or False, or None while a fact is unknown."""
        raise TypeError("a rule kind must say when it is met")

    @property
    def rests_on_records(self) -> bool:
        """Whether it can only be judged after a stage has written something down."""
        when = self.when.paths() if self.when is not None else ()
        return any(path.startswith("catatan.") for path in (*self.paths(), *when))


class AgeRule(RuleBase):
    """The age of somebody on the day of application, in whole years, both bounds included."""

    kind: Literal["umur"] = "umur"
    birth_date: FactPath
    minimum: int = 0
    maximum: int = 150

    @model_validator(mode="after")
    def _possible(self) -> Self:
        refuse_reversed(f"rule {self.code}", self.minimum, self.maximum)
        return self

    def paths(self) -> tuple[str, ...]:
        """The birth date."""
        return (self.birth_date,)

    def met(self, facts: Facts, today: date) -> bool | None:
        """Whether the age lies within the bounds."""
        born = facts.get(self.birth_date)
        if not isinstance(born, date):
            return None
        return self.minimum <= years_between(born, today) <= self.maximum


class ElapsedRule(RuleBase):
    """At least so much time has passed since a date."""

    kind: Literal["lama_sejak"] = "lama_sejak"
    since: FactPath
    years: int = 0
    months: int = 0

    def paths(self) -> tuple[str, ...]:
        """The starting date."""
        return (self.since,)

    def met(self, facts: Facts, today: date) -> bool | None:
        """Whether the whole span has passed."""
        start = facts.get(self.since)
        if not isinstance(start, date):
            return None
        passed = (today.year - start.year) * 12 + today.month - start.month - (today.day < start.day)
        return passed >= self.years * 12 + self.months


class SameRule(RuleBase):
    """Several facts are equal (or, with ``different``, all distinct)."""

    kind: Literal["sama"] = "sama"
    facts: tuple[FactPath, ...] = Field(min_length=2)
    different: bool = False

    def paths(self) -> tuple[str, ...]:
        """The compared facts."""
        return self.facts

    def met(self, facts: Facts, today: date) -> bool | None:
        """Whether they agree (or differ)."""
        values = [facts.get(path) for path in self.facts]
        if any(value is None or value == "" for value in values):
            return None
        return len(set(values)) == (len(values) if self.different else 1)


class RangeRule(RuleBase):
    """A number within bounds, both included."""

    kind: Literal["batas"] = "batas"
    fact: FactPath
    minimum: int | None = None
    maximum: int | None = None

    @model_validator(mode="after")
    def _possible(self) -> Self:
        refuse_reversed(f"rule {self.code}", self.minimum, self.maximum)
        return self

    def paths(self) -> tuple[str, ...]:
        """The number."""
        return (self.fact,)

    def met(self, facts: Facts, today: date) -> bool | None:
        """Whether the number lies within the bounds."""
        value = facts.get(self.fact)
        if isinstance(value, bool) or not isinstance(value, int):
            return None
        above = self.minimum is None or value >= self.minimum
        return above and (self.maximum is None or value <= self.maximum)


class AnswerRule(RuleBase):
    """A condition over the answers holds."""

    kind: Literal["jawaban"] = "jawaban"
    expects: Condition

    def paths(self) -> tuple[str, ...]:
        """The facts of the condition."""
        return tuple(self.expects.paths())

    def met(self, facts: Facts, today: date) -> bool | None:
        """Whether the condition holds, once all of its facts are known."""
        known = [facts.get(path) not in (None, "") for path in self.paths()]
        return self.expects.holds(facts) if all(known) else None


Rule = Annotated[AgeRule | ElapsedRule | SameRule | RangeRule | AnswerRule, Field(discriminator="kind")]


@dataclass(frozen=True)
class Judgement:
    """What one rule said."""

    rule: Rule
    verdict: Verdict


def judge(rules: tuple[Rule, ...], facts: Facts, today: date) -> tuple[Judgement, ...]:
    """Judge every rule in force. Unknown facts give *belum diketahui*, never a guess."""
    judgements = []
    for rule in rules:
        if rule.when is not None and not rule.when.holds(facts):
            continue
        met = rule.met(facts, today)
        if met is None:
            verdict = Verdict.UNKNOWN
        elif met:
            verdict = Verdict.ELIGIBLE
        else:
            verdict = Verdict.INELIGIBLE if rule.blocks else Verdict.ATTENTION
        judgements.append(Judgement(rule, verdict))
    return tuple(judgements)
