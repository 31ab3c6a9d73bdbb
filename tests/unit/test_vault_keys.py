import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dinsos_desk.errors import EnvironmentProblem, InvalidInput, UserError
from dinsos_desk.vault import passwords
from dinsos_desk.vault.keys import DataKey, KdfCost, KeyRing, check_password

CHEAP = KdfCost(memory_kib=64, time=1, parallelism=1)
FIRST, SECOND = "sepeda-biru-42", "langit-timur-7"


@pytest.fixture
def ring(tmp_path):
    return KeyRing(tmp_path / "keys.json", cost=CHEAP, minimum=CHEAP)


def fails(kind, code, call, *args):
    with pytest.raises(kind) as caught:
        call(*args)
    assert caught.value.code == code


def test_a_password_opens_what_it_closed(ring):
    assert not ring.exists()
    key = ring.create("Sukma", FIRST)
    assert ring.exists()
    assert ring.logins() == ("sukma",)
    assert ring.open("SUKMA ", FIRST) == key
    assert key.database_key() != key.store_key()
    assert len(key.database_key()) == 32


def test_the_secret_is_not_shown():
    key = DataKey(b"rahasia-sekali-rahasia-sekali-32")
    assert "rahasia" not in repr(key)


def test_wrong_password_and_unknown_login_are_alike(ring):
    ring.create("sukma", FIRST)
    fails(UserError, "sandi_salah", ring.open, "sukma", SECOND)
    fails(UserError, "sandi_salah", ring.open, "orang lain", FIRST)
    fails(UserError, "sandi_salah", ring.open, "", "")
    fails(UserError, "sandi_salah", ring.open, "sukma", "\ud800" + "x" * 10_000)


def test_full_width_letters_are_the_same_password(ring):
    key = ring.create("sukma", "ｓｅｐｅｄａ－biru")
    assert ring.open("ｓｕｋｍａ", "sepeda-biru") == key


def test_first_set_up_happens_once(ring):
    ring.create("sukma", FIRST)
    fails(UserError, "kunci_sudah_ada", ring.create, "wira", SECOND)


def test_each_user_has_a_slot(ring):
    key = ring.create("sukma", FIRST)
    ring.add(key, "wira", SECOND)
    assert ring.open("wira", SECOND) == key
    fails(UserError, "nama_masuk_dipakai", ring.add, key, "WIRA", SECOND)
    fails(UserError, "sandi_salah", ring.open, "sukma", SECOND)
    ring.remove(key, "Wira")
    fails(UserError, "sandi_salah", ring.open, "wira", SECOND)
    fails(UserError, "pengguna_tidak_ada", ring.remove, key, "wira")
    fails(UserError, "pengguna_terakhir", ring.remove, key, "sukma")


def test_change_and_reset(ring):
    key = ring.create("sukma", FIRST)
    fails(UserError, "sandi_salah", ring.change, "sukma", SECOND, "baru-baru-baru")
    ring.change("sukma", FIRST, SECOND)
    assert ring.open("sukma", SECOND) == key
    fails(UserError, "sandi_salah", ring.open, "sukma", FIRST)
    ring.replace(key, "sukma", FIRST)
    assert ring.open("sukma", FIRST) == key
    fails(UserError, "pengguna_tidak_ada", ring.replace, key, "wira", SECOND)


def test_a_foreign_key_changes_nothing(ring):
    ring.create("sukma", FIRST)
    before = ring._path.read_bytes()
    stranger = DataKey.random()
    fails(EnvironmentProblem, "kunci_rusak", ring.add, stranger, "wira", SECOND)
    fails(EnvironmentProblem, "kunci_rusak", ring.replace, stranger, "sukma", SECOND)
    assert ring._path.read_bytes() == before


def test_the_previous_version_is_kept_unless_it_opens_too_much(ring, tmp_path):
    key = ring.create("sukma", FIRST)
    before = (tmp_path / "keys.json").read_bytes()
    ring.add(key, "wira", SECOND)
    kept = tmp_path / "keys.json.bak"
    assert kept.read_bytes() == before
    ring.remove(key, "wira")
    assert b"wira" not in kept.read_bytes()
    old = KeyRing(kept, cost=CHEAP, minimum=CHEAP)
    assert old.open("sukma", FIRST) == key
    ring.change("sukma", FIRST, SECOND)
    fails(UserError, "sandi_salah", old.open, "sukma", FIRST)


def test_weak_headers_are_refused(tmp_path):
    path = tmp_path / "keys.json"
    KeyRing(path, cost=CHEAP, minimum=CHEAP).create("sukma", FIRST)
    strict = KeyRing(path, cost=KdfCost(128, 1, 1), minimum=KdfCost(128, 1, 1))
    fails(EnvironmentProblem, "kunci_lemah", strict.open, "sukma", FIRST)
    with pytest.raises(ValueError, match="minimum"):
        KeyRing(path, cost=CHEAP)
    assert not passwords.DEFAULT_COST.is_weaker_than(passwords.MINIMUM_COST)


def _changed(path, change):
    value = json.loads(path.read_text(encoding="utf-8"))
    change(value)
    path.write_text(json.dumps(value), encoding="utf-8")


@pytest.mark.parametrize(
    "change",
    [
        lambda v: v.update(format=2),
        lambda v: v.update(slots=[]),
        lambda v: v.update(lain=1),
        lambda v: v.pop("check"),
        lambda v: v["slots"].append(v["slots"][0]),
        lambda v: v["slots"][0].update(nonce="???"),
        lambda v: v["slots"][0].update(wrapped="AAAA"),
        lambda v: v["slots"][0].update(user=7),
        lambda v: v["slots"][0]["kdf"].update(memory_kib=10**9),
        lambda v: v["slots"][0]["kdf"].update(time=True),
        lambda v: v["slots"][0].update(kdf=None),
    ],
)
def test_a_damaged_file_is_named(ring, change):
    ring.create("sukma", FIRST)
    _changed(ring._path, change)
    fails(EnvironmentProblem, "kunci_rusak", ring.open, "sukma", FIRST)


@pytest.mark.parametrize("data", [b"", b"\xff\xfe", b"[]", b"{", b"null", b'{"format":' + b"[" * 5000])
def test_rubbish_is_named(ring, data):
    ring._path.write_bytes(data)
    fails(EnvironmentProblem, "kunci_rusak", ring.logins)


def test_a_missing_file_is_named(ring):
    fails(EnvironmentProblem, "kunci_hilang", ring.open, "sukma", FIRST)


def test_a_slot_cannot_be_given_another_name(ring):
    ring.create("sukma", FIRST)
    _changed(ring._path, lambda v: v["slots"][0].update(user="wira"))
    fails(UserError, "sandi_salah", ring.open, "wira", FIRST)


def test_a_machine_without_memory(ring, monkeypatch):
    ring.create("sukma", FIRST)

    def refuse(*_args, **_options):
        raise passwords.HashingError("Memory allocation error")

    monkeypatch.setattr(passwords, "hash_secret_raw", refuse)
    fails(EnvironmentProblem, "memori_kurang", ring.open, "sukma", FIRST)


@pytest.mark.parametrize("login", ["", "  ", "x" * 65, "a\nb"])
def test_logins_that_are_refused(ring, login):
    fails(UserError, "nama_masuk_salah", ring.create, login, FIRST)
    assert not ring.exists()


def test_a_bad_password_is_refused_before_anything_is_written(ring):
    with pytest.raises(InvalidInput) as caught:
        ring.create("sukma", "12345678")
    assert caught.value.faults[0].code == "sandi_terlalu_umum"
    assert caught.value.faults[0].place == "password"
    assert not ring.exists()


@pytest.mark.parametrize(
    ("password", "code"),
    [
        ("", "sandi_pendek"),
        ("tujuhhu", "sandi_pendek"),
        ("Sukma.Wira", "sandi_sama_dengan_nama"),
        ("PASSWORD", "sandi_terlalu_umum"),
        ("zzzzzzzzzzzz", "sandi_terlalu_umum"),
        ("sepeda-biru", None),
        ("كلمة سر طويلة", None),
    ],
)
def test_password_rule(password, code):
    fault = check_password(password, "sukma.wira")
    assert (fault and fault.code) == code


@given(st.text(max_size=40), st.text(max_size=20))
def test_the_password_rule_takes_any_text(password, login):
    fault = check_password(password, login)
    assert fault is None or fault.code.startswith("sandi_")
