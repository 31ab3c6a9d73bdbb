"""A data folder that is damaged, not ours, read-only, full or from the future: said calmly, nothing lost."""

import errno
import os
import sqlite3
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import Engine, event, text
from sqlcipher3 import dbapi2

from dinsos_desk import files
from dinsos_desk.db.engine import quick_check
from dinsos_desk.desk import Desk, Gate
from dinsos_desk.domain.entry import PartyEntry
from dinsos_desk.domain.routing import Role
from dinsos_desk.errors import DeskError, EnvironmentProblem
from dinsos_desk.messages import ERRORS, sentence
from dinsos_desk.usecases.actor import Actor
from dinsos_desk.usecases.intake.drafts import IntakeDraft, drafts_of, keep_draft
from dinsos_desk.usecases.letters.making import file_letter
from dinsos_desk.usecases.requests.view import view_request
from tests.factories import PASSWORD, StandingClock, cheap_ring, colleague, gate_at, setup_for, typed_person
from tests.ui.review_steps import DTKS, pass_on, take_dtks, take_stranded

NAME = "Siti Nurhayati"


@pytest.fixture
def gate(tmp_path: Path, clock: StandingClock) -> Gate:
    """An office with one application of Siti Nurhayati, closed again."""
    gate = gate_at(tmp_path / "data", clock)
    desk, actor = gate.set_up(setup_for(gate))
    take_dtks(desk, actor, NAME)
    desk.close()
    return gate


def come_in(gate: Gate) -> None:
    """What the program does at its start and with a password."""
    assert not gate.is_new
    desk, _ = gate.open("rani", PASSWORD)
    desk.close()


def refusal(gate: Gate) -> DeskError:
    """What the gate says; it has a sentence and an advice, and no name of a person."""
    with pytest.raises(DeskError) as caught:
        come_in(gate)
    error = caught.value
    assert error.code in ERRORS
    told = sentence(error)
    assert told.advice
    assert "{" not in told.text + told.advice
    return error


def foreign_sqlite(path: Path) -> None:
    path.unlink()
    with sqlite3.connect(path) as other:
        other.execute("CREATE TABLE catatan (isi TEXT)")
    other.close()


def other_application(path: Path, key: bytes) -> None:
    other = dbapi2.connect(str(path))
    other.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
    other.execute("PRAGMA application_id = 7")
    other.close()


def middle_flipped(path: Path) -> None:
    data = bytearray(path.read_bytes())
    for place in range(4096, len(data), 97):
        data[place] ^= 0xFF
    path.write_bytes(data)


DAMAGE: dict[str, tuple[Callable[[Path], object], str]] = {
    "header": (lambda p: p.write_bytes(b"\xff" * 64 + p.read_bytes()[64:]), "basis_data_rusak"),
    "middle": (middle_flipped, "basis_data_rusak"),
    "half": (lambda p: os.truncate(p, p.stat().st_size // 2), "basis_data_rusak"),
    "half a page": (lambda p: os.truncate(p, p.stat().st_size - 1000), "basis_data_rusak"),
    "a page": (lambda p: os.truncate(p, p.stat().st_size - 4096), "basis_data_rusak"),
    "few bytes": (lambda p: os.truncate(p, 100), "basis_data_rusak"),
    "empty": (lambda p: os.truncate(p, 0), "basis_data_rusak"),
    "text": (lambda p: p.write_text("ini bukan basis data\n" * 900), "basis_data_rusak"),
    "plain SQLite": (foreign_sqlite, "bukan_basis_data_kita"),
    "missing": (lambda p: p.unlink(), "basis_data_hilang"),
    "a folder": (lambda p: (p.unlink(), p.mkdir()), "folder_tidak_bisa_ditulis"),
}


@pytest.mark.parametrize("kind", DAMAGE)
def test_a_damaged_or_foreign_database(gate: Gate, kind: str) -> None:
    damage, code = DAMAGE[kind]
    damage(gate.paths.database)
    before = gate.paths.database.read_bytes() if gate.paths.database.is_file() else b""
    assert refusal(gate).code == code
    after = gate.paths.database.read_bytes() if gate.paths.database.is_file() else b""
    assert after == before


def test_the_database_of_another_program(gate: Gate) -> None:
    key = cheap_ring(gate.paths.keys).open("rani", PASSWORD)
    other_application(gate.paths.database, key.database_key())
    assert refusal(gate).code == "bukan_basis_data_kita"


def test_the_database_of_another_office(gate: Gate, tmp_path: Path) -> None:
    other = gate_at(tmp_path / "lain")
    other.set_up(setup_for(other))[0].close()
    other.paths.database.replace(gate.paths.database)
    assert refusal(gate).code == "basis_data_rusak"


@pytest.mark.parametrize("place", range(1, 10))
def test_one_damaged_page_is_said_when_it_is_met(gate: Gate, place: int) -> None:
    """Wherever the page lies: either opening or reading says that the file is damaged, in our words."""
    path = gate.paths.database
    data = bytearray(path.read_bytes())
    page = (len(data) // 4096) * place // 10 * 4096
    data[page + 100 : page + 200] = bytes(100)
    path.write_bytes(data)
    codes = met_on_the_way(gate)
    assert set(codes) <= {"basis_data_rusak", "permohonan_tidak_ditemukan"}
    assert "basis_data_rusak" in codes


def met_on_the_way(gate: Gate) -> list[str]:
    """The codes of what goes wrong while one opens the office, reads, takes in, and checks the file."""
    codes: list[str] = []

    def attempt(action: Callable[[], object]) -> None:
        try:
            action()
        except DeskError as error:
            codes.append(error.code)

    try:
        desk, actor = gate.open("rani", PASSWORD)
    except DeskError as error:
        return [error.code]
    for request_id in (1, 2):
        attempt(lambda at=request_id: view_request(desk.reader(), actor, at))
        attempt(lambda: take_stranded(desk, actor))
    attempt(lambda: quick_check(desk._engine))
    desk.close()
    return codes


KEYS = {
    "missing": (lambda p: p.unlink(), "kunci_hilang"),
    "empty": (lambda p: p.write_bytes(b""), "kunci_rusak"),
    "half": (lambda p: os.truncate(p, p.stat().st_size // 2), "kunci_rusak"),
    "text": (lambda p: p.write_text("kunci"), "kunci_rusak"),
    "a list": (lambda p: p.write_text("[]"), "kunci_rusak"),
    "deep": (lambda p: p.write_text("[" * 100_000), "kunci_rusak"),
    "large number": (lambda p: p.write_text("9" * 10_000), "kunci_rusak"),
    "binary": (lambda p: p.write_bytes(bytes(range(256))), "kunci_rusak"),
}


@pytest.mark.parametrize("kind", KEYS)
def test_damaged_keys_never_begin_a_new_office(gate: Gate, kind: str) -> None:
    damage, code = KEYS[kind]
    damage(gate.paths.keys)
    assert refusal(gate).code == code


def test_the_copy_of_the_keys_opens_again(gate: Gate) -> None:
    desk, actor = gate.open("rani", PASSWORD)
    colleague(desk, actor, Role.KABID)
    desk.close()
    os.truncate(gate.paths.keys, 50)
    assert refusal(gate).code == "kunci_rusak"
    gate.paths.keys.with_name("keys.json.bak").replace(gate.paths.keys)
    desk, actor = gate.open("rani", PASSWORD)
    assert view_request(desk.reader(), actor, 1).row.client_name == NAME
    desk.close()


def test_a_database_from_the_future_is_left_alone(gate: Gate) -> None:
    desk, _ = gate.open("rani", PASSWORD)
    with desk._engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    desk.close()
    before = gate.paths.database.read_bytes()
    error = refusal(gate)
    assert error.code == "basis_data_lebih_baru"
    assert "9999" in sentence(error).text
    assert gate.paths.database.read_bytes() == before
    assert not list(gate.paths.backups.iterdir())


def fill_disk(desk: Desk) -> Callable[[], None]:
    """From now on the database cannot grow by a page, as on a full disk; returns the way back."""
    engine: Engine = desk._engine
    engine.dispose()
    full = True

    def checkout(connection: object, *_: object) -> None:
        pages = connection.execute("PRAGMA page_count").fetchone()[0]  # type: ignore[attr-defined]
        connection.execute(f"PRAGMA max_page_count = {pages if full else 1_000_000}")  # type: ignore[attr-defined]

    event.listen(engine, "checkout", checkout)

    def free() -> None:
        nonlocal full
        full = False

    return free


def until_full(action: Callable[[int], object]) -> EnvironmentProblem:
    """Repeat until the free space inside the last pages is used up."""
    for attempt in range(400):
        try:
            action(attempt)
        except EnvironmentProblem as error:
            return error
    raise AssertionError("the disk never became full")


def long_draft(desk: Desk, attempt: int) -> IntakeDraft:
    person = typed_person(f"{NAME} {attempt}", serial=attempt + 10, kk="1673012006190004")
    return IntakeDraft(DTKS, {"pemohon": PartyEntry(person)}, note="Catatan panjang. " * 100)


def test_a_full_disk_while_saving_loses_nothing(gate: Gate) -> None:
    desk, actor = gate.open("rani", PASSWORD)
    draft = long_draft(desk, 1)
    draft_id = keep_draft(desk.uow(), actor, draft, None, desk.now())
    free = fill_disk(desk)
    error = until_full(lambda n: take_dtks(desk, actor, f"Contoh {n}", serial=n + 100))
    assert error.code == "disk_penuh"
    with desk.reading() as session:
        count = session.execute(text("SELECT count(*) FROM request")).scalar_one()
        last = session.execute(text("SELECT max(register_no) FROM request")).scalar_one()
    assert count == last
    assert [kept.draft for kept in drafts_of(desk.reader(), actor)] == [draft]
    free()
    result = take_dtks(desk, actor, "Contoh Akhir", serial=9000)
    assert result.receipt == f"2026-{count + 1:04d}"
    assert drafts_of(desk.reader(), actor)[0].id == draft_id
    quick_check(desk._engine)
    desk.close()


def test_a_full_disk_while_deciding_burns_no_number(gate: Gate) -> None:
    desk, actor = gate.open("rani", PASSWORD)
    taken = [take_stranded(desk, actor, f"Contoh {n}").request_id for n in range(40)]
    everybody = Actor(actor.user_id, actor.login, actor.name, actor.post, frozenset(Role))
    free = fill_disk(desk)
    decided: list[int] = []

    def decide_one(attempt: int) -> None:
        request_id = taken[attempt % len(taken)]
        pass_on(desk, everybody, request_id)
        decided.append(request_id)

    error = until_full(decide_one)
    assert error.code == "disk_penuh"
    at = taken[len(decided) % len(taken)]
    before = view_request(desk.reader(), everybody, at)
    free()
    pass_on(desk, everybody, at)
    after = view_request(desk.reader(), everybody, at)
    assert after.row.version == before.row.version + 1
    quick_check(desk._engine)
    desk.close()


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EDQUOT])
def test_a_letter_that_does_not_fit_is_made_later(
    gate: Gate, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    desk, actor = gate.open("rani", PASSWORD)
    letter_id, numbered = a_letter(desk, actor)

    def full(_: int) -> None:
        raise OSError(number, "No space left on device")

    with monkeypatch.context() as disk:
        disk.setattr(files.os, "fsync", full)
        with pytest.raises(EnvironmentProblem, match="disk_penuh"):
            file_letter(desk.uow(), desk.library.letters, desk.store, letter_id)
    assert not list(gate.paths.store.rglob("*.tmp"))
    file = file_letter(desk.uow(), desk.library.letters, desk.store, letter_id)
    assert file.content.startswith(b"PK")
    with desk.reader() as uow:
        assert uow.letters.get(letter_id).number == numbered
    desk.close()


def a_letter(desk: Desk, actor: Actor) -> tuple[int, str]:
    """A numbered letter whose file is not made yet: its id and number."""
    everybody = Actor(actor.user_id, actor.login, actor.name, actor.post, frozenset(Role))
    request_id = take_stranded(desk, actor).request_id
    for _ in range(9):
        decided = pass_on(desk, everybody, request_id)
        if decided.numbers:
            return decided.letters[0], decided.numbers[0]
    raise AssertionError("no letter was numbered")


LOCKED_UP = """
import os, sys
from pathlib import Path
from dinsos_desk.errors import DeskError
from dinsos_desk.paths import lock
from tests.factories import PASSWORD, gate_at
from tests.ui.review_steps import take_stranded

folder, what = Path(sys.argv[1]), sys.argv[2]
gate = gate_at(folder)
desk, actor = gate.open("rani", PASSWORD)
take_stranded(desk, actor)
desk.close()
targets = {"folder": [folder], "database": [gate.paths.database], "keys": [gate.paths.keys]}
targets["both"] = [folder, gate.paths.database]
targets["lock"] = [folder]
for target in targets[what]:
    target.chmod(0 if what == "keys" else 0o555 if target.is_dir() else 0o444)
if os.getuid() == 0:
    os.setuid(65534)
try:
    if what == "folder":
        gate.paths.prepare()
    elif what == "lock":
        lock(gate.paths)
    else:
        gate.open("rani", PASSWORD)
    print("tidak ditolak")
except DeskError as error:
    print(error.code)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps no such rights in a file's mode")
@pytest.mark.parametrize(
    ("what", "code"),
    [
        ("folder", "folder_tidak_bisa_ditulis"),
        ("lock", "folder_tidak_bisa_ditulis"),
        ("database", "folder_tidak_bisa_ditulis"),
        ("both", "folder_tidak_bisa_ditulis"),
        ("keys", "kunci_tidak_terbaca"),
    ],
)
def test_a_folder_one_may_only_read(what: str, code: str) -> None:
    """With the rights of an ordinary user: root may write everywhere."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)
        gate = gate_at(folder / "data")
        gate.set_up(setup_for(gate))[0].close()
        for path in (gate.paths.root, *gate.paths.root.rglob("*")):
            path.chmod(0o777)
        done = subprocess.run(
            [sys.executable, "-c", LOCKED_UP, str(gate.paths.root), what],
            cwd=Path(__file__).parents[2],
            capture_output=True,
            text=True,
            check=False,
            timeout=120,
        )
        gate.paths.root.chmod(0o777)
    assert done.stdout.split() == [code], done.stderr
