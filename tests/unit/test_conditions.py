import pytest
from pydantic import ValidationError

from dinsos_desk.domain.conditions import Condition, FactValue, applies

FACTS: dict[str, FactValue] = {
    "isian.a": "x",
    "isian.n": 3,
    "isian.ya": True,
    "isian.kosong": "",
    "isian.nol": None,
}


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        ({"fact": "isian.a", "equals": "x"}, True),
        ({"fact": "isian.a", "equals": "y"}, False),
        ({"fact": "isian.a", "not_equals": "y"}, True),
        ({"fact": "isian.n", "one_of": [1, 2, 3]}, True),
        ({"fact": "isian.n", "one_of": [4]}, False),
        ({"fact": "isian.ya", "equals": True}, True),
        ({"fact": "isian.ya", "equals": False}, False),
        ({"fact": "isian.kosong", "known": True}, False),
        ({"fact": "isian.kosong", "known": False}, True),
        ({"fact": "isian.nol", "known": False}, True),
        ({"fact": "isian.a", "known": True}, True),
        ({"fact": "isian.entah", "equals": "x"}, False),
        ({"fact": "isian.entah", "not_equals": "x"}, False),
        ({"fact": "isian.kosong", "not_equals": "x"}, False),
        ({"all_of": [{"fact": "isian.a", "equals": "x"}, {"fact": "isian.n", "equals": 3}]}, True),
        ({"all_of": [{"fact": "isian.a", "equals": "x"}, {"fact": "isian.n", "equals": 4}]}, False),
        ({"any_of": [{"fact": "isian.a", "equals": "y"}, {"fact": "isian.n", "equals": 3}]}, True),
        ({"none_of": [{"fact": "isian.a", "equals": "y"}, {"fact": "isian.n", "equals": 4}]}, True),
        ({"none_of": [{"fact": "isian.a", "equals": "x"}]}, False),
    ],
)
def test_what_holds(condition: dict[str, object], expected: bool) -> None:
    assert Condition.model_validate(condition).holds(FACTS) is expected


@pytest.mark.parametrize(
    "condition",
    [
        {},
        {"fact": "isian.a"},
        {"fact": "isian.a", "equals": "x", "known": True},
        {"equals": "x"},
        {"fact": "isian.a", "all_of": []},
        {"all_of": [], "any_of": []},
        {"fact": "polos", "equals": "x"},
        {"fact": "Isian.a", "equals": "x"},
        {"fact": "isian.a", "equal": "x"},
    ],
)
def test_a_condition_without_one_meaning_is_refused(condition: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        Condition.model_validate(condition)


def test_paths_name_every_fact_once_per_use() -> None:
    inner = {"none_of": [{"fact": "klien.umur", "known": True}]}
    condition = Condition.model_validate({"any_of": [{"fact": "isian.a", "equals": "x"}, inner]})
    assert list(condition.paths()) == ["isian.a", "klien.umur"]


def test_without_a_condition_everything_applies() -> None:
    assert applies(None, {})
    assert not applies(Condition(fact="isian.a", equals="y"), FACTS)
