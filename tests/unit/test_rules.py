from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dinsos_desk.domain.conditions import Condition, FactValue
from dinsos_desk.domain.dates import years_between
from dinsos_desk.domain.rules import (
    AgeRule,
    AnswerRule,
    ElapsedRule,
    RangeRule,
    Rule,
    SameRule,
    Verdict,
    judge,
)

TODAY = date(2026, 11, 21)
BASE = {"code": "r", "text": "R", "source": "S"}
AGE = AgeRule(**BASE, birth_date="suami.tanggal_lahir", minimum=30, maximum=55)
ELAPSED = ElapsedRule(**BASE, since="isian.menikah", years=5)
MONTHS = ElapsedRule(**BASE, since="isian.menikah", months=6)
SAME = SameRule(**BASE, facts=("suami.agama", "istri.agama"))
DIFFERENT = SameRule(**BASE, facts=("suami.agama", "istri.agama"), different=True)
RANGE = RangeRule(**BASE, fact="isian.anak", maximum=1)
ANSWER = AnswerRule(**BASE, expects=Condition(fact="isian.ya", equals=True))


@pytest.mark.parametrize(
    ("rule", "facts", "met"),
    [
        (AGE, {"suami.tanggal_lahir": date(1996, 11, 22)}, False),  # 29 years
        (AGE, {"suami.tanggal_lahir": date(1996, 11, 21)}, True),  # 30 today
        (AGE, {"suami.tanggal_lahir": date(1970, 11, 22)}, True),  # 55
        (AGE, {"suami.tanggal_lahir": date(1970, 11, 21)}, False),  # 56 today
        (AGE, {"suami.tanggal_lahir": None}, None),
        (AGE, {"suami.tanggal_lahir": "1996"}, None),
        (ELAPSED, {"isian.menikah": date(2021, 12, 21)}, False),  # 4 years 11 months
        (ELAPSED, {"isian.menikah": date(2021, 11, 22)}, False),
        (ELAPSED, {"isian.menikah": date(2021, 11, 21)}, True),
        (ELAPSED, {"isian.menikah": date(2030, 1, 1)}, False),
        (ELAPSED, {}, None),
        (MONTHS, {"isian.menikah": date(2026, 5, 21)}, True),
        (MONTHS, {"isian.menikah": date(2026, 5, 22)}, False),
        (SAME, {"suami.agama": "Islam", "istri.agama": "Islam"}, True),
        (SAME, {"suami.agama": "Islam", "istri.agama": "Hindu"}, False),
        (SAME, {"suami.agama": "Islam", "istri.agama": ""}, None),
        (DIFFERENT, {"suami.agama": "L", "istri.agama": "P"}, True),
        (DIFFERENT, {"suami.agama": "L", "istri.agama": "L"}, False),
        (RANGE, {"isian.anak": 0}, True),
        (RANGE, {"isian.anak": 1}, True),
        (RANGE, {"isian.anak": 2}, False),
        (RANGE, {"isian.anak": True}, None),
        (RANGE, {}, None),
        (ANSWER, {"isian.ya": True}, True),
        (ANSWER, {"isian.ya": False}, False),
        (ANSWER, {}, None),
    ],
)
def test_when_a_rule_is_met(rule: Rule, facts: dict[str, FactValue], met: bool | None) -> None:
    assert rule.met(facts, TODAY) is met


def test_verdicts() -> None:
    soft = RANGE.model_copy(update={"blocks": False})
    asleep = RANGE.model_copy(update={"when": Condition(fact="isian.ya", equals=True)})
    facts: dict[str, FactValue] = {"isian.anak": 2}
    assert [j.verdict for j in judge((RANGE, soft, asleep, ANSWER), facts, TODAY)] == [
        Verdict.INELIGIBLE,
        Verdict.ATTENTION,
        Verdict.UNKNOWN,
    ]
    assert judge((RANGE,), {"isian.anak": 1}, TODAY)[0].verdict is Verdict.ELIGIBLE


@given(st.dates(date(1900, 1, 1), date(2026, 11, 21)))
def test_an_age_grows_by_one_on_the_birthday(birth: date) -> None:
    age = years_between(birth, TODAY)
    assert age == TODAY.year - birth.year - ((TODAY.month, TODAY.day) < (birth.month, birth.day))
    assert 0 <= age <= 126
    assert years_between(birth, TODAY.replace(year=2027)) == age + 1
