import pytest
from pydantic import ValidationError

from dinsos_desk.domain.conditions import Condition
from dinsos_desk.domain.routing import (
    Action,
    Position,
    RequestState,
    Role,
    Route,
    Stage,
    StageKind,
    allowed,
    decided_on_paper,
    move,
    stage_fields,
)

IRIS = Condition(fact="klien.tanpa_identitas", equals=True)
INTAKE = Stage(code="masuk", name="Masuk", kind=StageKind.INTAKE, role=Role.PETUGAS)
KASI = Stage(
    code="kasi", name="Kasi", kind=StageKind.REVIEW, role=Role.KASI,
    decisions=(Action.APPROVE, Action.RETURN, Action.REJECT, Action.ASK_PAPERS),
)  # fmt: skip
EYES = Stage(code="iris", name="Iris", kind=StageKind.WORK, role=Role.OPERATOR, when=IRIS)
KABID = Stage(code="kabid", name="Kabid", kind=StageKind.REVIEW, role=Role.KABID)
NUMBER = Stage(code="nomor", name="Nomor", kind=StageKind.NUMBER, role=Role.PETUGAS)
SIGN = Stage(code="ttd", name="Tanda tangan", kind=StageKind.SIGN, role=Role.KADIS, returns_to="kabid")
HAND = Stage(code="serah", name="Serah", kind=StageKind.HANDOVER, role=Role.PETUGAS)
ROUTE = Route(stages=(INTAKE, KASI, EYES, KABID, NUMBER, SIGN, HAND))
RUNNING = RequestState.RUNNING


def after(stage: str, action: Action, known: bool = True, state: RequestState = RUNNING) -> Position:
    return move(ROUTE, Position(state, stage), action, {"klien.tanpa_identitas": not known})


@pytest.mark.parametrize(
    ("stage", "action", "known", "state", "to"),
    [
        ("masuk", Action.SUBMIT, True, RUNNING, "kasi"),
        ("masuk", Action.COMPLETE_PAPERS, True, RUNNING, "kasi"),
        ("kasi", Action.APPROVE, True, RUNNING, "kabid"),
        ("kasi", Action.APPROVE, False, RUNNING, "iris"),
        ("kasi", Action.RETURN, True, RequestState.RETURNED, "masuk"),
        ("kasi", Action.ASK_PAPERS, True, RequestState.INCOMPLETE, "masuk"),
        ("kasi", Action.REJECT, True, RequestState.REJECTED, "kasi"),
        ("kasi", Action.CANCEL, True, RequestState.CANCELLED, "kasi"),
        ("kabid", Action.RETURN, True, RUNNING, "kasi"),
        ("kabid", Action.RETURN, False, RUNNING, "iris"),
        ("ttd", Action.RETURN, True, RUNNING, "kabid"),
        ("ttd", Action.APPROVE, True, RequestState.READY, "serah"),
        ("serah", Action.APPROVE, True, RequestState.DONE, "serah"),
    ],
)
def test_where_an_action_leads(stage: str, action: Action, known: bool, state: RequestState, to: str) -> None:
    assert after(stage, action, known) == Position(state, to)


def test_nothing_can_be_returned_from_the_first_stage() -> None:
    with pytest.raises(ValueError, match="before"):
        after("masuk", Action.RETURN)


def test_who_may_do_what() -> None:
    def may(stage: str, *roles: Role, state: RequestState = RUNNING) -> tuple[Action, ...]:
        return allowed(ROUTE, Position(state, stage), frozenset(roles))

    assert may("kasi", Role.KASI) == KASI.decisions
    assert may("kasi", Role.KABID) == ()
    assert may("kasi", Role.PETUGAS) == KASI.decisions
    assert may("kasi", Role.PEMBACA) == ()
    assert may("masuk", Role.PETUGAS, state=RequestState.RETURNED) == (Action.SUBMIT, Action.CANCEL)
    assert Action.COMPLETE_PAPERS in may("masuk", Role.PETUGAS, state=RequestState.INCOMPLETE)
    assert may("masuk", Role.KASI) == ()
    assert may("masuk", Role.KASI, state=RequestState.INCOMPLETE) == (Action.CANCEL,)
    assert may("masuk", Role.KABID, state=RequestState.INCOMPLETE) == ()
    for state in (RequestState.DONE, RequestState.REJECTED, RequestState.CANCELLED):
        assert may("kasi", Role.KASI, state=state) == ()


def test_the_desk_only_records_what_an_official_decided_on_paper() -> None:
    assert decided_on_paper(KASI, frozenset({Role.PETUGAS}))
    assert not decided_on_paper(KASI, frozenset({Role.PETUGAS, Role.KASI}))


def test_a_hand_over_always_asks_who_took_it() -> None:
    assert "penerima" in {field.code for field in stage_fields(HAND)}
    assert stage_fields(KASI) == ()


@pytest.mark.parametrize(
    "stages",
    [
        (INTAKE,),
        (KASI, KABID),
        (INTAKE, INTAKE),
        (INTAKE, KASI, KASI),
        (INTAKE, SIGN, KABID),
        (INTAKE, KASI, INTAKE.model_copy(update={"code": "lagi"})),
    ],
)
def test_a_route_that_cannot_be_walked_is_refused(stages: tuple[Stage, ...]) -> None:
    with pytest.raises(ValidationError):
        Route(stages=stages)


def test_a_stage_must_be_able_to_go_on() -> None:
    with pytest.raises(ValidationError):
        Stage(code="x", name="X", kind=StageKind.REVIEW, role=Role.KASI, decisions=(Action.RETURN,))
