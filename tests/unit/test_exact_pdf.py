"""A letter as PDF: given up in time, with nothing left running and nothing left lying."""

import os
import stat
import sys
import tempfile
import threading
import time
from pathlib import Path

import pytest

from dinsos_desk.documents import to_pdf
from dinsos_desk.documents.exact import exact_pdf

pytestmark = pytest.mark.skipif(os.name == "nt", reason="stands in for LibreOffice with a shell script")


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "sementara"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, script: str) -> Path:
    """A program in the place of LibreOffice; it writes its own number into the file that is returned."""
    program, number = tmp_path / "soffice", tmp_path / "nomor"
    program.write_text(f"#!/bin/sh\necho $$ > {number}\n{script}\n")
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setattr(to_pdf, "soffice", lambda: str(program))
    return number


def is_running(number: Path) -> bool:
    try:
        os.kill(int(number.read_text()), 0)
    except ProcessLookupError:
        return False
    return True


def test_what_the_program_makes_is_returned(tmp_path, temporary, monkeypatch):
    office(tmp_path, monkeypatch, 'for f; do last="$f"; done; printf %%PDF > "${last%.docx}.pdf"')
    assert exact_pdf(b"x", lambda: False) == b"%PDF"
    assert list(temporary.iterdir()) == []


@pytest.mark.parametrize("script", ["exit 3", "exit 0"])
def test_a_program_that_fails_gives_nothing(tmp_path, temporary, monkeypatch, script):
    office(tmp_path, monkeypatch, script)
    assert exact_pdf(b"x", lambda: False) is None
    assert list(temporary.iterdir()) == []


def test_a_program_that_hangs_is_ended_in_time_with_what_it_started(tmp_path, temporary, monkeypatch):
    number = office(tmp_path, monkeypatch, "sleep 60 & wait")
    began = time.monotonic()
    assert exact_pdf(b"x", lambda: False, timeout_s=0.4) is None
    assert time.monotonic() - began < 10
    assert not is_running(number)
    assert list(temporary.iterdir()) == []


def test_whoever_looks_elsewhere_ends_it(tmp_path, temporary, monkeypatch):
    number = office(tmp_path, monkeypatch, "sleep 60")
    stop = threading.Event()
    threading.Timer(0.3, stop.set).start()
    assert exact_pdf(b"x", stop.is_set) is None
    assert stop.is_set()
    assert not is_running(number)


def test_without_a_program_there_is_nothing(temporary, monkeypatch):
    monkeypatch.setattr(to_pdf, "soffice", lambda: None)
    assert sys.platform == "win32" or exact_pdf(b"x", lambda: False) is None


def test_what_a_killed_program_left_is_swept_and_what_works_now_is_not(temporary):
    old, young = temporary / "dinsos-pdf-lama", temporary / "dinsos-pdf-baru"
    for folder in (old, young):
        (folder / "berkas").mkdir(parents=True)
        (folder / "berkas" / "surat.docx").write_bytes(b"x")
    then = time.time() - 7200
    os.utime(old, (then, then))
    to_pdf.sweep_scratch()
    assert list(temporary.iterdir()) == [young]
