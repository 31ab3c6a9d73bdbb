"""Failed sign-ins: counted on the disk, waiting longer each time, never for ever."""

from datetime import datetime, timedelta

import pytest

from dinsos_desk.errors import EnvironmentProblem, UserError
from dinsos_desk.messages import sentence
from dinsos_desk.paths import DataPaths
from dinsos_desk.vault import attempts as module
from dinsos_desk.vault.attempts import FREE_FAILURES, LONGEST, pause_after
from tests.factories import cheap_ring

GOOD, BAD = "sepeda-biru-7", "salah-sekali-9"
NOON = datetime(2026, 11, 23, 12)


@pytest.fixture
def ring(tmp_path):
    made = cheap_ring(DataPaths(tmp_path).keys)
    made.create("rani", GOOD)
    return made


def fail(ring, times, now=NOON, login="rani"):
    for _ in range(times):
        with pytest.raises(UserError, match="sandi_salah"):
            ring.open(login, BAD, now)


def held(ring, now, login="rani", password=GOOD):
    with pytest.raises(UserError, match="masuk_ditahan") as caught:
        ring.open(login, password, now)
    return caught.value


def test_five_failures_make_wait_a_minute_and_each_further_one_twice_as_long(ring):
    fail(ring, FREE_FAILURES)
    error = held(ring, NOON + timedelta(seconds=59))
    assert "12.01" in sentence(error).text
    fail(ring, 1, NOON + timedelta(minutes=1))
    held(ring, NOON + timedelta(minutes=2, seconds=59))
    ring.open("rani", GOOD, NOON + timedelta(minutes=3))
    fail(ring, FREE_FAILURES - 1, NOON + timedelta(minutes=4))
    ring.open("rani", GOOD, NOON + timedelta(minutes=4))


def test_the_wait_grows_to_a_limit_and_ends_by_time_alone(ring):
    spans = [pause_after(failures) for failures in range(FREE_FAILURES + 40)]
    assert spans == sorted(spans)
    assert spans[FREE_FAILURES - 1] == timedelta()
    assert spans[-1] == LONGEST
    now = NOON
    for failures in range(30):
        fail(ring, 1, now)
        now += pause_after(failures + 1)
    assert ring.open("rani", GOOD, now)


def test_starting_the_program_anew_does_not_help(ring, tmp_path):
    fail(ring, FREE_FAILURES)
    again = cheap_ring(DataPaths(tmp_path).keys)
    held(again, NOON)
    assert [one.user for one in again.attempts.untold()] == ["rani"] * FREE_FAILURES


def test_a_try_while_waiting_is_neither_tested_nor_counted(ring):
    fail(ring, FREE_FAILURES)
    for second in range(50):
        held(ring, NOON + timedelta(seconds=second), password=BAD)
    assert ring.open("rani", GOOD, NOON + timedelta(minutes=1))


def test_one_user_is_held_and_the_others_are_not(ring):
    ring.add(ring.open("rani", GOOD, NOON), "kasi", GOOD)
    fail(ring, FREE_FAILURES)
    assert ring.open("kasi", GOOD, NOON)
    held(ring, NOON)


def test_what_was_typed_as_an_unknown_name_is_not_written_down(ring, tmp_path):
    secret = "kata-sandi-di-kolom-nama"
    fail(ring, FREE_FAILURES, login=secret)
    held(ring, NOON, login="nama lain")
    assert secret not in (tmp_path / "masuk.json").read_text()
    assert ring.open("rani", GOOD, NOON)


def test_a_clock_set_back_never_lengthens_the_wait(ring):
    fail(ring, FREE_FAILURES)
    back = NOON - timedelta(days=400)
    held(ring, back)
    assert ring.open("rani", GOOD, back + timedelta(minutes=1))


@pytest.mark.parametrize(
    "content", [b"", b"{}", b"[]", b"\xff\xfe", b'{"tallies": 3, "untold": []}', b"[" * 9000]
)
def test_a_damaged_count_shuts_nobody_out(ring, tmp_path, content):
    (tmp_path / "masuk.json").write_bytes(content)
    fail(ring, 1)
    assert ring.open("rani", GOOD, NOON)


def test_a_disk_that_cannot_be_written_shuts_nobody_out(ring, monkeypatch):
    def full(*_):
        raise EnvironmentProblem("disk_penuh")

    monkeypatch.setattr(module, "atomic_write", full)
    fail(ring, 3)
    assert ring.open("rani", GOOD, NOON)


def test_a_password_set_by_an_administrator_ends_the_wait(ring):
    key = ring.open("rani", GOOD, NOON)
    fail(ring, FREE_FAILURES)
    ring.replace(key, "rani", "baru-sekali-5")
    assert ring.open("rani", "baru-sekali-5", NOON) == key


def test_what_was_told_is_told_once(ring):
    fail(ring, 3)
    first, *others = ring.attempts.untold()
    ring.attempts.told(frozenset({first.mark}))
    assert list(ring.attempts.untold()) == others


def test_ones_own_password_cannot_be_guessed_at_an_open_desk_either(ring):
    for _ in range(FREE_FAILURES):
        with pytest.raises(UserError, match="sandi_salah"):
            ring.change("rani", BAD, "lain-lagi-77", NOON)
    with pytest.raises(UserError, match="masuk_ditahan"):
        ring.change("rani", GOOD, "lain-lagi-77", NOON)
