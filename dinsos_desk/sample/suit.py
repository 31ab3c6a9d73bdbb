"""Changes a made-up application until a rule is met: the rule itself says which facts to change."""

from datetime import date, timedelta

from dinsos_desk.domain.conditions import Condition, FactValue, Scalar
from dinsos_desk.domain.fields import ChoiceField, NumberField, YesNoField
from dinsos_desk.domain.people import RELIGIONS, Sex
from dinsos_desk.domain.rules import AgeRule, AnswerRule, ElapsedRule, RangeRule, Rule, SameRule
from dinsos_desk.domain.working_time import add_months
from dinsos_desk.sample.plan import Plan

_SPARE_DAYS = 45
_SPAN_WITHOUT_BOUND = 20
_LARGEST_AGE = 85
_SMALLEST_BOUND = 0


def suit(plan: Plan, rule: Rule) -> None:
    """Make a rule true, or take it out of force when its facts were fixed."""
    if not _satisfy(plan, rule) and rule.when is not None:
        hold(plan, rule.when, holds=False)


def _satisfy(plan: Plan, rule: Rule) -> bool:
    match rule:
        case AgeRule():
            return plan.set_age(rule.birth_date.split(".")[0], *age_bounds(plan, rule))
        case ElapsedRule():
            since = add_months(plan.today, -(rule.years * 12 + rule.months)) - timedelta(days=_SPARE_DAYS)
            return plan.set_fact(rule.since, since)
        case SameRule():
            return _differ(plan, rule.facts) if rule.different else _agree(plan, rule.facts)
        case RangeRule():
            return _into_range(plan, rule)
        case AnswerRule():
            return hold(plan, rule.expects, holds=True)


def age_bounds(plan: Plan, rule: AgeRule) -> tuple[int, int]:
    """The ages that this rule and every other one about the same person allow, as far as they agree."""
    low, high = rule.minimum, rule.maximum
    for other in plan.service.rules:
        if isinstance(other, AgeRule) and other.birth_date == rule.birth_date and other.when is None:
            narrowed = max(low, other.minimum), min(high, other.maximum)
            low, high = narrowed if narrowed[0] <= narrowed[1] else (low, high)
    return low, min(high, max(low, _LARGEST_AGE))


def _into_range(plan: Plan, rule: RangeRule) -> bool:
    low = rule.minimum if rule.minimum is not None else _SMALLEST_BOUND
    high = rule.maximum if rule.maximum is not None else low + _SPAN_WITHOUT_BOUND
    party, name = rule.fact.split(".", 1)
    if name == "umur":
        return plan.set_age(party, low, high)
    return plan.set_fact(rule.fact, (low + high) // 2)


def _agree(plan: Plan, paths: tuple[str, ...]) -> bool:
    """Give every party what the first one has; the same NIK means the same person."""
    first, *others = paths
    party, name = first.split(".", 1)
    if party in plan.parties and name == "nik":
        for path in others:
            plan.parties[path.split(".")[0]] = plan.parties[party]
        return True
    value = _value(plan, first)
    changed = [plan.set_fact(path, value) for path in others]
    return all(changed)


def _differ(plan: Plan, paths: tuple[str, ...]) -> bool:
    used: list[FactValue] = []
    for path in paths:
        value = _value(plan, path)
        if value in used:
            others = [other for other in _possible(plan, path) if other not in used]
            if not others or not plan.set_fact(path, others[0]):
                return False
            value = others[0]
        used.append(value)
    return True


def _value(plan: Plan, path: str) -> FactValue:
    group, name = path.split(".", 1)
    if group == "isian":
        return plan.question(name).parse(plan.answers.get(name, ""), plan.today)
    if group in plan.parties:
        return plan.parties[group].facts(plan.today).get(name)
    return None


def hold(plan: Plan, condition: Condition, *, holds: bool) -> bool:
    """Make a condition true or false; False when that is not for the desk to say."""
    if condition.all_of is not None:
        parts = (hold(plan, part, holds=holds) for part in condition.all_of)
        return all(parts) if holds else any(parts)
    if condition.any_of is not None:
        parts = (hold(plan, part, holds=holds) for part in condition.any_of)
        return any(parts) if holds else all(parts)
    if condition.none_of is not None:
        parts = (hold(plan, part, holds=not holds) for part in condition.none_of)
        return all(parts) if holds else any(parts)
    path = condition.fact or ""
    values: list[FactValue] = [v for v in _possible(plan, path, condition) if _meets(condition, v) is holds]
    if _meets(condition, _value(plan, path)) is holds:
        return True
    return bool(values) and plan.set_fact(path, values[0])


def _meets(condition: Condition, value: FactValue) -> bool:
    return condition.holds({condition.fact or "": value})


def _possible(plan: Plan, path: str, condition: Condition | None = None) -> list[FactValue]:
    """Values a fact may take, those that a condition names in front."""
    named: list[Scalar | None] = []
    if condition is not None:
        named = [*(condition.one_of or ()), condition.equals, condition.not_equals]
    values: list[FactValue] = [value for value in named if value is not None]
    group, name = path.split(".", 1)
    if group == "isian":
        field = plan.question(name)
        if isinstance(field, ChoiceField):
            values += [choice.code for choice in field.choices]
        elif isinstance(field, YesNoField):
            values += [True, False]
        elif isinstance(field, NumberField):
            values += [field.minimum, field.minimum + 1, field.maximum]
        return [value for value in values if _is_possible(value, plan, name)]
    if name == "jenis_kelamin":
        values += [sex.value for sex in Sex]
    elif name == "agama":
        values += RELIGIONS
    elif name == "tanpa_identitas":
        values += [True, False]
    elif name == "umur":
        values += list(range(1, _LARGEST_AGE))
    return values


def _is_possible(value: FactValue, plan: Plan, name: str) -> bool:
    field = plan.question(name)
    try:
        return isinstance(value, date) or field.parse(field.typed(value), plan.today) == value
    except ValueError:
        return False
