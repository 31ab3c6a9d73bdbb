"""The check of an office's data: what is damaged is found and said, and nothing is written there."""

import hashlib
import shutil
import sys
from pathlib import Path

import pytest
from sqlalchemy import text
from sqlcipher3 import dbapi2

from dinsos_desk.db.inspection import inspect
from dinsos_desk.errors import DeskError, EnvironmentProblem, UserError
from dinsos_desk.paths import DataPaths, lock
from dinsos_desk.self_test import command
from dinsos_desk.self_test.findings import Finding, State, run
from dinsos_desk.self_test.office import OfficeTest
from tests.factories import PASSWORD, cheap_ring, new_desk


@pytest.fixture
def folder(tmp_path) -> DataPaths:
    """An office with one file in its store, closed in order."""
    desk, _ = new_desk(tmp_path / "data")
    address = desk.store.put(b"surat")
    with desk.uow() as uow:
        uow.session.execute(
            text(
                "INSERT INTO attachment (nonce, requirement, name, kind, pages, bytes, stored, added_at, "
                "added_by, removed_reason) "
                "VALUES ('n', '', 'a.pdf', 'pdf', 1, 5, :stored, '2026-11-23 08:00:00', 1, '')"
            ),
            {"stored": address},
        )
        uow.commit()
    desk.close()
    return desk.paths


def found(folder: DataPaths, password: str = PASSWORD) -> dict[str, Finding]:
    """Every finding by its subject."""
    told: list[Finding] = []
    run(OfficeTest(folder, cheap_ring(folder.keys), "rani", password).checks(), told.append)
    return {finding.subject: finding for finding in told}


def bad(findings: dict[str, Finding]) -> set[str]:
    return {subject for subject, finding in findings.items() if finding.state is State.BAD}


def contents(folder: DataPaths) -> dict[str, str]:
    return {
        path.relative_to(folder.root).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.root.rglob("*")
        if path.is_file() and path != folder.lock
    }


def changed(folder: DataPaths, *statements: str) -> None:
    """Change the database behind the back of the program, without foreign keys."""
    key = cheap_ring(folder.keys).open("rani", PASSWORD).database_key()
    connection = dbapi2.connect(str(folder.database), isolation_level=None)
    connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
    for statement in statements:
        connection.execute(statement)
    connection.close()


def test_a_sound_office_is_looked_at_and_not_changed(folder):
    before = contents(folder)
    findings = found(folder)
    assert {finding.state for finding in findings.values()} == {State.GOOD}
    assert "1 berkas cocok" in findings["Berkas tersimpan"].text
    assert contents(folder) == before


def test_a_wrong_password_opens_nothing(folder):
    findings = found(folder, "salah sekali")
    assert bad(findings) == {"Kunci"}
    assert findings["Basis data"].state is State.SKIPPED


def test_a_damaged_page_is_found(folder):
    with folder.database.open("r+b") as file:
        file.seek(4096 * 9 + 100)
        file.write(b"\0" * 64)
    assert "Basis data" in bad(found(folder))


def test_a_row_that_points_nowhere_is_found(folder):
    changed(folder, "PRAGMA foreign_keys = OFF", "UPDATE attachment SET added_by = 99")
    findings = found(folder)
    assert bad(findings) == {"Hubungan antardata"}
    assert "attachment → user: 1" in findings["Hubungan antardata"].text


def test_a_stored_file_that_is_gone_damaged_or_exchanged(folder):
    stored = next(folder.store.glob("??/*"))
    content = stored.read_bytes()
    stored.unlink()
    assert "tidak ditemukan" in found(folder)["Berkas tersimpan"].text
    stored.write_bytes(content[:-1] + bytes([content[-1] ^ 1]))
    assert "rusak" in found(folder)["Berkas tersimpan"].text
    stored.write_bytes(content)
    other = stored.with_name("0" * 64)
    shutil.copyfile(stored, other)
    findings = found(folder)
    assert findings["Berkas tersimpan"].state is State.GOOD
    assert findings["Berkas tanpa catatan"].state is State.NOTICE


def test_an_older_revision_is_told_and_a_newer_one_refused(folder):
    changed(folder, "UPDATE alembic_version SET version_num = '0007'")
    assert found(folder)["Revisi basis data"].state is State.NOTICE
    changed(folder, "UPDATE alembic_version SET version_num = '9999'")
    findings = found(folder)
    assert bad(findings) == {"Revisi basis data"}
    assert findings["Berkas tersimpan"].state is State.GOOD


@pytest.mark.skipif(sys.platform == "win32", reason="an open database cannot be copied there")
def test_a_journal_that_was_left_behind_is_read_from_a_copy(folder, tmp_path):
    key = cheap_ring(folder.keys).open("rani", PASSWORD).database_key()
    connection = dbapi2.connect(str(folder.database), isolation_level=None)
    connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
    connection.execute("UPDATE attachment SET stored = ''")
    cut = DataPaths(tmp_path / "terputus")
    shutil.copytree(folder.root, cut.root)
    connection.close()
    (cut.root / "dinsos.db-shm").unlink()
    assert (cut.root / "dinsos.db-wal").stat().st_size
    before = contents(cut)
    assert inspect(cut.database, key).addresses == frozenset()
    assert contents(cut) == before


def test_no_database_and_a_wrong_key(folder, tmp_path):
    with pytest.raises(EnvironmentProblem, match="basis_data_hilang"):
        inspect(tmp_path / "tidak ada.db", b"\0" * 32)
    with pytest.raises(EnvironmentProblem, match="basis_data_rusak"):
        inspect(folder.database, b"\0" * 32)


def test_the_command_asks_for_a_password_and_leaves_a_running_program_alone(folder, monkeypatch, tmp_path):
    told: list[str] = []
    monkeypatch.setattr(sys, "stdin", None)
    with pytest.raises(UserError, match="periksa_perlu_sandi"):
        command.check_office(folder, told.append, environ={})
    environ = {command.LOGIN_VARIABLE: "rani", command.PASSWORD_VARIABLE: PASSWORD}
    with lock(folder), pytest.raises(UserError, match="sudah_terbuka"):
        command.check_office(folder, told.append, environ=environ)
    with pytest.raises(DeskError, match="basis_data_hilang"):
        command.check_office(DataPaths(tmp_path / "kosong"), told.append, environ=environ)
    assert told == []


def test_the_command_writes_its_report(folder, monkeypatch, tmp_path):
    monkeypatch.setattr(command, "KeyRing", cheap_ring)
    report = tmp_path / "laporan.txt"
    told: list[str] = []
    environ = {command.LOGIN_VARIABLE: "rani", command.PASSWORD_VARIABLE: PASSWORD}
    assert command.check_office(folder, told.append, report, environ)
    written = report.read_text(encoding="utf-8-sig")
    assert "SEMUA BAIK: 8 pemeriksaan" in written
    assert written.splitlines() == "\n".join(told).splitlines()
    assert PASSWORD not in written


def test_the_addresses_of_every_table_that_keeps_files(folder):
    key = cheap_ring(folder.keys).open("rani", PASSWORD).database_key()
    names = {Path(path).name for path in folder.store.glob("??/*")}
    assert inspect(folder.database, key).addresses == names
