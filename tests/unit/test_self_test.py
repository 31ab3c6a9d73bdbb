"""The self-test of the program: green here, and what is broken is found."""

import subprocess
import sys

import pytest

from dinsos_desk import __main__ as program
from dinsos_desk import console, paths
from dinsos_desk.errors import EnvironmentProblem
from dinsos_desk.self_test import command, fresh
from dinsos_desk.self_test.findings import (
    FailedError,
    Finding,
    NoticeError,
    SkippedError,
    State,
    lines,
    look,
    run,
    verdict,
)


def raising(error):
    def check():
        raise error

    return check


@pytest.mark.parametrize(
    ("check", "state", "words"),
    [
        (lambda: "ada", State.GOOD, "ada"),
        (raising(NoticeError("tahu saja")), State.NOTICE, "tahu saja"),
        (raising(SkippedError("tidak ada")), State.SKIPPED, "tidak ada"),
        (raising(FailedError("rusak")), State.BAD, "rusak"),
        (raising(EnvironmentProblem("disk_penuh", folder="x")), State.BAD, "Ruang penyimpanan penuh"),
        (raising(ZeroDivisionError("3171234567890123")), State.BAD, "ZeroDivisionError"),
    ],
)
def test_whatever_a_check_raises_becomes_a_finding(check, state, words):
    finding = look("Perihal", check)
    assert finding.state is state
    assert words in finding.text
    assert "3171234567890123" not in finding.text


def test_one_bad_finding_makes_the_whole_bad_and_hides_no_other():
    heard = []
    checks = [("a", raising(FailedError("x"))), ("b", lambda: "y"), ("c", raising(NoticeError("z")))]
    assert not run(checks, heard.append)
    assert [finding.subject for finding in heard] == ["a", "b", "c"]
    assert "ADA YANG SALAH: 1 dari 3" in verdict(heard)
    assert "SEMUA BAIK: 2 pemeriksaan, 1 perlu diperhatikan." in verdict(heard[1:])


def test_a_long_text_goes_on_below_itself():
    rows = lines(Finding("Perihal", State.BAD, "kata " * 40)).splitlines()
    assert len(rows) > 1
    assert max(map(len, rows)) <= 110
    assert rows[1].startswith(" " * 36)


def test_this_copy_of_the_program_is_whole(tmp_path):
    told = []
    assert command.check_program(told.append, report=tmp_path / "laporan.txt"), "\n".join(told)
    assert "SALAH" not in (tmp_path / "laporan.txt").read_text(encoding="utf-8-sig")


def test_a_program_without_its_services_or_templates_is_found_out(tmp_path, monkeypatch):
    for folder in ("resources", "templat"):
        (tmp_path / folder).mkdir()
    for name in ("catalog", "regions", "help", "icons", "fonts"):
        (tmp_path / "resources" / name).mkdir()
    monkeypatch.setattr(paths, "resources_dir", lambda: tmp_path / "resources")
    monkeypatch.setattr(paths, "templates_dir", lambda: tmp_path / "templat")
    heard = []
    with fresh.fresh_test() as test:
        assert not run(test.checks(), heard.append)
    bad = {finding.subject for finding in heard if finding.state is State.BAD}
    assert {"Berkas program", "Berkas layanan", "Prasetel kantor", "Data wilayah", "Templat surat"} <= bad


def test_the_folder_of_the_test_is_thrown_away():
    with fresh.fresh_test() as test:
        folder = test.folder
        run(test.checks()[:6], lambda _finding: None)
        assert (folder / "dinsos.db").exists()
    assert not folder.exists()


def test_the_command_line_checks_the_program_and_its_window(tmp_path):
    done = subprocess.run(
        [sys.executable, "-m", "dinsos_desk", "periksa", "--laporan", str(tmp_path / "l.txt")],
        capture_output=True, text=True, encoding="utf-8", errors="replace", check=False, timeout=300,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    for subject in ("Basis data baru", "Surat", "Rekap Excel", "Huruf", "Halaman masuk", "Pencetak"):
        assert subject in done.stdout
    assert (tmp_path / "l.txt").exists()


def test_a_data_folder_that_is_named_is_checked_instead(tmp_path, capsys):
    assert program.main(["periksa", "--data", str(tmp_path / "tidak ada")]) == program.PROBLEM
    assert "Basis data tidak ditemukan" in capsys.readouterr().err
    assert not (tmp_path / "tidak ada").exists()


def test_a_report_that_cannot_be_written_is_said(tmp_path, capsys, monkeypatch):
    monkeypatch.setattr(fresh.FreshTest, "checks", lambda _test: ())
    with pytest.raises(EnvironmentProblem):
        command.check_program(lambda _line: None, report=tmp_path / "tidak ada" / "l.txt")


def test_a_program_without_a_console_says_nothing_and_does_not_stop(monkeypatch):
    monkeypatch.setattr(sys, "stdout", None)
    assert console.attach() is (sys.platform == "win32" and sys.stdout is not None)
    program._say("tidak ke mana-mana")
