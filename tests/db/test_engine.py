import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError
from sqlcipher3 import dbapi2

from dinsos_desk.db import engine as module
from dinsos_desk.db.engine import open_database, problem, quick_check, sessions, translated
from dinsos_desk.errors import EnvironmentProblem, UserError
from dinsos_desk.vault.keys import KdfCost, KeyRing
from dinsos_desk.vault.store import EncryptedStore

KEY, OTHER = b"\x11" * 32, b"\x22" * 32
NAME = "Sukma Wirayuda dari Lubuk Rejo"


@pytest.fixture
def path(tmp_path):
    # Signs that mean something in an address; Windows has no file names with "?".
    return tmp_path / ("dinsos 1#%.db" if sys.platform == "win32" else "dinsos 1?#%.db")


@pytest.fixture
def engine(path):
    opened = open_database(path, KEY, create=True)
    with sessions(opened)[1]() as session:
        session.execute(text("CREATE TABLE orang (id INTEGER PRIMARY KEY, nama TEXT NOT NULL)"))
        session.execute(
            text("CREATE TABLE berkas (id INTEGER PRIMARY KEY, orang INTEGER NOT NULL REFERENCES orang(id))")
        )
        session.execute(text("INSERT INTO orang (nama) VALUES (:nama)"), {"nama": NAME})
        session.commit()
    yield opened
    opened.dispose()


def fails(kind, code, call, *args, **options):
    with pytest.raises(kind) as caught:
        call(*args, **options)
    assert caught.value.code == code


def count(factory) -> int:
    with factory() as session:
        return session.execute(text("SELECT count(*) FROM orang")).scalar_one()


def test_what_was_saved_is_there_after_opening_again(engine, path):
    engine.dispose()
    again = open_database(path, KEY)
    assert count(sessions(again)[0]) == 1
    again.dispose()


def test_every_connection_is_safe(engine):
    facts = {
        "journal_mode": "wal",
        "synchronous": 2,
        "foreign_keys": 1,
        "busy_timeout": 5000,
        "cache_size": -65536,
        "temp_store": 2,
        "application_id": 0x44445344,
    }
    with engine.connect() as one, engine.connect() as two:
        for connection in (one, two):
            for name, value in facts.items():
                assert connection.exec_driver_sql(f"PRAGMA {name}").scalar() == value


def test_foreign_keys_hold(engine):
    with sessions(engine)[1]() as session, pytest.raises(IntegrityError), translated():
        session.execute(text("INSERT INTO berkas (orang) VALUES (99)"))


def test_a_stolen_folder_shows_nothing(tmp_path, engine):
    cheap = KdfCost(64, 1, 1)
    key = KeyRing(tmp_path / "keys.json", cost=cheap, minimum=cheap).create("sukma", "sepeda-biru-42")
    (tmp_path / "berkas").mkdir()
    EncryptedStore(tmp_path / "berkas", key.store_key()).put(NAME.encode())
    with sessions(engine)[1]() as session:
        session.execute(text("INSERT INTO orang (nama) VALUES (:nama)"), {"nama": NAME})
        session.commit()
        files = [file for file in tmp_path.rglob("*") if file.is_file()]
        assert any(file.name.endswith("-wal") and file.stat().st_size for file in files)
        for file in files:
            data = file.read_bytes()
            assert b"Sukma" not in data
            assert b"Lubuk" not in data
            assert b"orang" not in data
            assert b"SQLite format" not in data
            assert key.secret not in data
            assert KEY not in data


def test_wrong_key(engine, path):
    engine.dispose()
    before = path.read_bytes()
    fails(EnvironmentProblem, "basis_data_rusak", open_database, path, OTHER)
    fails(EnvironmentProblem, "basis_data_rusak", open_database, path, OTHER, create=True)
    assert path.read_bytes() == before


def test_a_wrong_key_says_nothing_on_the_console(engine, path, capfd):
    engine.dispose()
    fails(EnvironmentProblem, "basis_data_rusak", open_database, path, OTHER)
    assert capfd.readouterr().err == ""


def test_a_key_of_another_length_is_a_defect(path):
    with pytest.raises(ValueError, match="32 bytes"):
        open_database(path, b"pendek", create=True)
    assert not path.exists()


def test_a_missing_database_is_not_made_by_looking(path):
    fails(EnvironmentProblem, "basis_data_hilang", open_database, path, KEY)
    assert not path.exists()


def test_an_emptied_database_is_not_taken_for_a_new_one(path):
    path.write_bytes(b"")
    fails(EnvironmentProblem, "basis_data_rusak", open_database, path, KEY)
    open_database(path, KEY, create=True).dispose()
    open_database(path, KEY).dispose()


@pytest.mark.parametrize("data", [b"bukan basis data" * 1000, b"x", os.urandom(8192)])
def test_not_a_database(path, data):
    path.write_bytes(data)
    fails(EnvironmentProblem, "basis_data_rusak", open_database, path, KEY)


def test_a_plain_database_of_another_program(path):
    other = sqlite3.connect(path)
    other.execute("CREATE TABLE t (a)")
    other.commit()
    other.close()
    fails(UserError, "bukan_basis_data_kita", open_database, path, KEY)
    fails(UserError, "bukan_basis_data_kita", open_database, path, KEY, create=True)


def _raw(path, *statements):
    connection = dbapi2.connect(str(path), isolation_level=None)
    connection.execute(f"PRAGMA key = \"x'{KEY.hex()}'\"")
    for statement in statements:
        connection.execute(statement)
    connection.close()


def test_an_encrypted_database_of_another_program(path):
    _raw(path, "PRAGMA application_id = 7", "CREATE TABLE t (a)")
    fails(UserError, "bukan_basis_data_kita", open_database, path, KEY)
    _raw(path, "PRAGMA application_id = 0")
    fails(UserError, "bukan_basis_data_kita", open_database, path, KEY, create=True)


def _fill(engine):
    with sessions(engine)[1]() as session:
        for _ in range(400):
            session.execute(text("INSERT INTO orang (nama) VALUES (:nama)"), {"nama": NAME * 10})
        session.commit()


def test_quick_check_of_a_sound_database(engine):
    _fill(engine)
    quick_check(engine)


@pytest.mark.parametrize("damage", ["flip", "cut"])
def test_quick_check_finds_damage(engine, path, damage):
    _fill(engine)
    engine.dispose()
    data = bytearray(path.read_bytes())
    if damage == "flip":
        data[len(data) - 3000] ^= 0xFF
    else:
        del data[-4096 * 4 :]
    path.write_bytes(data)

    def open_and_check():
        again = open_database(path, KEY)
        try:
            quick_check(again)
        finally:
            again.dispose()

    fails(EnvironmentProblem, "basis_data_rusak", open_and_check)


def test_a_damaged_first_page(engine, path):
    engine.dispose()
    data = bytearray(path.read_bytes())
    data[100] ^= 0xFF
    path.write_bytes(data)
    fails(EnvironmentProblem, "basis_data_rusak", open_database, path, KEY)


def test_damage_met_while_reading(engine, path):
    _fill(engine)
    engine.dispose()
    data = bytearray(path.read_bytes())
    for place in range(4096 + 50, len(data), 4096):
        data[place] ^= 0xFF
    path.write_bytes(data)
    again = open_database(path, KEY)

    def read():
        with translated():
            count(sessions(again)[0])

    fails(EnvironmentProblem, "basis_data_rusak", read)
    again.dispose()


def test_a_writer_holds_the_lock_from_its_beginning(engine, path, monkeypatch):
    settings = tuple(line for line in module._SETTINGS if "busy_timeout" not in line)
    monkeypatch.setattr(module, "_SETTINGS", (*settings, "PRAGMA busy_timeout = 1"))
    impatient = open_database(path, KEY)
    with sessions(engine)[1]() as first, sessions(impatient)[1]() as second:
        first.execute(text("SELECT 1"))

        def begin():
            with translated():
                second.execute(text("SELECT 1"))

        fails(EnvironmentProblem, "basis_data_sibuk", begin)
        assert count(sessions(impatient)[0]) == 1
        first.commit()
        second.rollback()
        begin()
    impatient.dispose()


def test_reading_does_not_wait_and_sees_one_moment(engine):
    read, write = sessions(engine)
    with read() as reader, write() as writer:
        assert reader.execute(text("SELECT count(*) FROM orang")).scalar_one() == 1
        writer.execute(text("INSERT INTO orang (nama) VALUES ('x')"))
        writer.commit()
        assert reader.execute(text("SELECT count(*) FROM orang")).scalar_one() == 1
    assert count(read) == 2


def test_what_is_not_committed_is_gone(engine):
    read, write = sessions(engine)
    with write() as session:
        session.execute(text("INSERT INTO orang (nama) VALUES ('x')"))
    assert count(read) == 1


def test_the_disk_is_full(engine):
    read, write = sessions(engine)

    def fill():
        with translated(), write() as session:
            driver = session.connection().connection.driver_connection
            pages = driver.execute("PRAGMA page_count").fetchone()[0]
            driver.execute(f"PRAGMA max_page_count = {pages + 2}")
            for _ in range(200):
                session.execute(text("INSERT INTO orang (nama) VALUES (:nama)"), {"nama": NAME * 50})
            session.commit()

    fails(EnvironmentProblem, "disk_penuh", fill)
    assert count(read) == 1


def test_a_database_that_may_only_be_read(engine, path, monkeypatch):
    engine.dispose()
    real = module._uri
    monkeypatch.setattr(module, "_uri", lambda file, _mode: real(file, "ro"))
    fails(EnvironmentProblem, "folder_tidak_bisa_ditulis", open_database, path, KEY)


def test_an_old_sqlite_is_refused(engine, path, monkeypatch):
    engine.dispose()
    monkeypatch.setattr(module, "MINIMUM_SQLITE", (99, 0, 0))
    fails(EnvironmentProblem, "basis_data_tidak_aman", open_database, path, KEY)


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("database is locked", "basis_data_sibuk"),
        ("database or disk is full", "disk_penuh"),
        ("file is not a database", "basis_data_rusak"),
        ("database disk image is malformed", "basis_data_rusak"),
        ("attempt to write a readonly database", "folder_tidak_bisa_ditulis"),
        ("unable to open database file", "folder_tidak_bisa_ditulis"),
        ("disk I/O error", "disk_bermasalah"),
        ("no such table: orang", None),
    ],
)
def test_what_sqlite_says(words, code):
    found = problem(dbapi2.OperationalError(words))
    assert (found and found.code) == code


def test_other_errors_pass():
    assert problem(ValueError("database is locked")) is None
    with pytest.raises(ValueError, match="x"), translated():
        raise ValueError("x")


@pytest.mark.parametrize(
    ("name", "uri"),
    [
        ("/data/a b.db", "file:///data/a%20b.db?mode=rw"),
        ("//server/bagi/a.db", "file:////server/bagi/a.db?mode=rw"),
    ],
)
@pytest.mark.skipif(sys.platform == "win32", reason="POSIX spelling")
def test_uri(name, uri):
    assert module._uri(Path(name), "rw") == uri


KILLED = """
import sys
from pathlib import Path
from sqlalchemy import text
from dinsos_desk.db.engine import open_database, sessions
engine = open_database(Path(sys.argv[1]), b"\\x11" * 32)
write = sessions(engine)[1]
number = 0
while True:
    with write() as session:
        session.execute(text("INSERT INTO orang (nama) VALUES ('x')"))
        session.commit()
    number += 1
    print(number, flush=True)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL")
def test_a_killed_program_loses_no_acknowledged_commit(engine, path):
    engine.dispose()
    process = subprocess.Popen(
        [sys.executable, "-c", KILLED, str(path)], cwd=Path(__file__).parents[2], stdout=subprocess.PIPE
    )
    with process:
        for _ in range(20):
            process.stdout.readline()
        process.kill()
        acknowledged = 20 + len(process.stdout.read().splitlines())
    again = open_database(path, KEY)
    assert count(sessions(again)[0]) >= acknowledged
    quick_check(again)
    again.dispose()
