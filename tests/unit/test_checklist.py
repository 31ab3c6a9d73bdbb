import pytest
from pydantic import ValidationError

from dinsos_desk.domain.checklist import Alternative, Need, PaperState, PaperTick, Requirement, missing
from dinsos_desk.domain.conditions import Condition

WHEN = Condition(fact="isian.estafet", equals=True)
POLICE = Requirement(code="polisi", text="Surat kepolisian")
RELAY = Requirement(code="pengantar", text="Surat pengantar", need=Need.CONDITIONAL, when=WHEN)
CARD = Requirement(code="ktp", text="KTP", need=Need.IF_ANY)
AGE = Requirement(code="umur", text="Umur", need=Need.FACT, rules=("umur",))
ALL = (POLICE, RELAY, CARD, AGE)


def codes(ticks: dict[str, PaperTick], relay: bool) -> list[str]:
    return [r.code for r in missing(ALL, ticks, {"isian.estafet": relay})]


def test_a_conditional_paper_is_missed_only_when_its_condition_holds() -> None:
    assert codes({}, False) == ["polisi"]
    assert codes({}, True) == ["polisi", "pengantar"]


@pytest.mark.parametrize(
    ("tick", "enough"),
    [
        (PaperTick(), False),
        (PaperTick(PaperState.PRESENT), True),
        (PaperTick(PaperState.ABSENT), False),
        (PaperTick(PaperState.FOLLOWS), False),
        (PaperTick(PaperState.NOT_APPLICABLE), False),
        (PaperTick(PaperState.NOT_APPLICABLE, note="  "), False),
        (PaperTick(PaperState.NOT_APPLICABLE, note="dibawa polisi"), True),
    ],
)
def test_what_is_enough_for_a_mandatory_paper(tick: PaperTick, enough: bool) -> None:
    assert (codes({"polisi": tick}, False) == []) is enough


def test_a_condition_of_the_person_is_no_paper() -> None:
    assert [r.is_paper for r in ALL] == [True, True, True, False]


ONE = (Alternative(code="a", text="A"),)


@pytest.mark.parametrize(
    "keys",
    [
        {"need": "bersyarat"},
        {"when": WHEN},
        {"need": "keadaan"},
        {"rules": ("umur",)},
        {"alternatives": ONE},
    ],
)
def test_what_contradicts_itself_is_refused(keys: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        Requirement.model_validate({"code": "x", "text": "X", **keys})
