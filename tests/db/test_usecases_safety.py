"""The office's own rules of passwords and locks: in bounds, in force before anybody signed in."""

import json
from datetime import date, datetime, timedelta

import pytest

from dinsos_desk.db.queries.recaps.figures import Period
from dinsos_desk.domain.audit import Kind
from dinsos_desk.domain.routing import Role
from dinsos_desk.domain.safety import BOUNDS, SafetyRules, safety_as_json, safety_faults, safety_from
from dinsos_desk.errors import EnvironmentProblem, InvalidInput, UserError
from dinsos_desk.messages import fault_sentence
from dinsos_desk.usecases.audit.trail import narrowed, trail
from dinsos_desk.usecases.office.safety import change_safety, safety_rules
from dinsos_desk.usecases.office.users import UserData, add_user, change_own_password
from dinsos_desk.vault import safety_file
from dinsos_desk.vault.attempts import pause_after
from tests.factories import PASSWORD, cheap_ring, colleague, gate_at

STRICT = SafetyRules(
    password_length=12, free_failures=3, first_wait=5, longest_wait=60, idle_minutes=3, idle_most=5
)
BAD = "keliru-sekali-1"
YEAR = Period(date(2026, 1, 1), date(2026, 12, 31))


def change(desk, actor, rules=STRICT):
    change_safety(desk.uow(), actor, desk.ring, rules)


def test_an_office_that_changed_nothing_has_the_rules_of_the_program(desk):
    assert safety_rules(desk.reader()) == SafetyRules()
    assert desk.ring.safety.known() == SafetyRules()


def test_they_are_kept_told_and_changed_again(desk, actor):
    change(desk, actor)
    assert safety_rules(desk.reader()) == STRICT
    change(desk, actor, SafetyRules(idle_minutes=7))
    assert safety_rules(desk.reader()) == SafetyRules(idle_minutes=7)
    lines = trail(desk.reader(), actor, narrowed(YEAR, kind=Kind.SETTINGS))
    assert [line.what for line in lines] == ["Mengubah aturan keamanan"] * 2


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.ADMIN])
def test_only_an_administrator_changes_them(desk, actor, role):
    somebody = colleague(desk, actor, role)
    with pytest.raises(UserError, match="tidak_berwenang"):
        change(desk, somebody)
    assert desk.ring.safety.read() == SafetyRules()


@pytest.mark.parametrize(
    ("values", "place", "words"),
    [
        ({"password_length": 7}, "password_length", "dari 8 sampai 32"),
        ({"free_failures": 11}, "free_failures", "dari 3 sampai 10"),
        ({"first_wait": 0}, "first_wait", "dari 1 sampai 30"),
        ({"first_wait": 20, "longest_wait": 19}, "longest_wait", "20 menit"),
        ({"idle_minutes": 15, "idle_most": 10}, "idle_most", "15 menit"),
    ],
)
def test_what_is_out_of_bounds_is_said_at_its_place_and_nothing_is_changed(desk, actor, values, place, words):
    with pytest.raises(InvalidInput) as caught:
        change(desk, actor, SafetyRules(**values))
    [fault] = caught.value.faults
    assert fault.place == place
    assert words in fault_sentence(fault)
    assert safety_rules(desk.reader()) == SafetyRules()


def test_a_longer_password_is_asked_of_everybody_from_now_on(desk, actor):
    change(desk, actor)
    new = UserData("lima", "Contoh Lima", "", frozenset({Role.KASI}))
    for refused in (
        lambda: add_user(desk.uow(), actor, desk.ring, desk.key, new, "teh-manis-7", desk.now()),
        lambda: change_own_password(desk.uow(), actor, desk.ring, PASSWORD, "teh-manis-7", desk.now()),
        lambda: desk.ring.replace(desk.key, "rani", "teh-manis-7"),
    ):
        with pytest.raises(InvalidInput) as caught:
            refused()
        assert caught.value.faults[0].values["minimum"] == 12
    add_user(desk.uow(), actor, desk.ring, desk.key, new, "teh-manis-sore-7", desk.now())


def test_they_hold_at_the_sign_in_page_of_a_program_started_anew(tmp_path, clock, desk, actor):
    change(desk, actor)
    again = cheap_ring(desk.paths.keys)
    for _ in range(3):
        with pytest.raises(UserError, match="sandi_salah"):
            again.open("rani", BAD, clock())
    with pytest.raises(UserError, match="masuk_ditahan") as caught:
        again.open("rani", PASSWORD, clock())
    assert caught.value.values["menit"] == 5


def test_a_file_that_is_gone_or_was_changed_by_hand_is_made_right_at_the_next_sign_in(tmp_path, clock):
    from tests.factories import setup_for

    gate = gate_at(tmp_path / "data", clock)
    desk, rani = gate.set_up(setup_for(gate))
    change(desk, rani)
    desk.close()
    file = desk.paths.keys.with_name("aturan_masuk.json")
    for content in (None, b"{}", b"[" * 5000, b"\xff", json.dumps({"free_failures": 10**9}).encode()):
        if content is None:
            file.unlink()
        else:
            file.write_bytes(content)
        desk, rani = gate.open("rani", PASSWORD)
        desk.close()
        assert cheap_ring(desk.paths.keys).safety.read() == STRICT


def test_nothing_is_changed_when_the_file_cannot_be_written(desk, actor, monkeypatch):
    def full(*_):
        raise EnvironmentProblem("disk_penuh")

    with monkeypatch.context() as patched:
        patched.setattr(safety_file, "atomic_write", full)
        with pytest.raises(EnvironmentProblem):
            change(desk, actor)
    assert safety_rules(desk.reader()) == SafetyRules()
    assert desk.ring.safety.known() == SafetyRules()


def test_a_file_changed_by_hand_goes_no_further_than_the_bounds():
    loose = safety_from(dict.fromkeys(BOUNDS, 10**9) | {"password_length": 1})
    assert loose == SafetyRules(8, 10, 30, 240, 60, 120)
    assert safety_faults(loose) == ()
    assert safety_from({"free_failures": True, "first_wait": "9", "idle_minutes": None}) == SafetyRules()
    assert safety_from({"idle_minutes": 60, "idle_most": 1}).idle_most == 60
    for stored in (None, [], "x", 3):
        assert safety_from(stored) == SafetyRules()
    assert safety_from(safety_as_json(STRICT)) == STRICT


def test_the_wait_doubles_up_to_the_longest():
    spans = [pause_after(failures, STRICT) for failures in range(2, 9)]
    assert [span / timedelta(minutes=1) for span in spans] == [0, 5, 10, 20, 40, 60, 60]
    assert pause_after(10**6, STRICT) == timedelta(hours=1)
    assert datetime(2026, 1, 1) + pause_after(0, STRICT) == datetime(2026, 1, 1)
