"""Documents on their way out while Word, the disk or another program is in the way."""

import errno
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from dinsos_desk import paths as places
from dinsos_desk.errors import EnvironmentProblem
from dinsos_desk.messages import sentence
from ui.outputs import Outputs

NAME = "2026-0001 Surat Pengantar.docx"


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The files that were handed to Word."""
    files: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: files.append(url.toLocalFile()) or True)
    return files


@pytest.fixture
def outputs(tmp_path: Path) -> Outputs:
    settings = QSettings(str(tmp_path / "tampilan.ini"), QSettings.Format.IniFormat)
    return Outputs(settings, tmp_path / "keluar")


def held_by_word(monkeypatch: pytest.MonkeyPatch) -> None:
    """As Windows refuses to exchange a file that Word holds."""

    def refuse(*_: object) -> None:
        raise PermissionError(errno.EACCES, "The process cannot access the file")

    monkeypatch.setattr(places.os, "replace", refuse)
    monkeypatch.setattr(places.time, "sleep", lambda _: None)


def test_the_same_letter_may_be_opened_again_while_word_holds_it(
    outputs: Outputs, opened: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    first = outputs.open(NAME, b"isi surat")
    held_by_word(monkeypatch)
    assert outputs.open(NAME, b"isi surat") == first
    assert opened == [str(first), str(first)]


def test_a_changed_letter_waits_until_word_lets_go(
    outputs: Outputs, opened: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    path = outputs.open(NAME, b"lama")
    with monkeypatch.context() as word:
        held_by_word(word)
        with pytest.raises(EnvironmentProblem) as caught:
            outputs.open(NAME, b"baru")
    assert caught.value.code == "berkas_sedang_dibuka"
    assert NAME in sentence(caught.value).text
    assert path.read_bytes() == b"lama"
    assert len(opened) == 1
    assert outputs.open(NAME, b"baru").read_bytes() == b"baru"


def test_saving_over_a_file_that_word_holds(
    qtbot: QtBot, outputs: Outputs, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / NAME
    target.write_bytes(b"lama")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    held_by_word(monkeypatch)
    page = QWidget()
    qtbot.addWidget(page)
    with pytest.raises(EnvironmentProblem, match="berkas_sedang_dibuka"):
        outputs.save_as(page, NAME, b"baru")
    assert target.read_bytes() == b"lama"
    assert not list(tmp_path.glob(".dinsos-*"))


@pytest.mark.parametrize(
    ("number", "code"), [(errno.ENOSPC, "disk_penuh"), (errno.EACCES, "folder_tidak_bisa_ditulis")]
)
@pytest.mark.parametrize("call", ["open", "fsync"])
def test_a_full_or_forbidden_folder(
    outputs: Outputs,
    opened: list[str],
    monkeypatch: pytest.MonkeyPatch,
    call: str,
    number: int,
    code: str,
) -> None:
    def refuse(*_: object) -> None:
        raise OSError(number, "refused")

    with monkeypatch.context() as disk:
        disk.setattr(places.os, call, refuse)
        with pytest.raises(EnvironmentProblem, match=code):
            outputs.open(NAME, b"isi")
    assert not opened
    assert outputs.open(NAME, b"isi").read_bytes() == b"isi"


def test_a_temporary_folder_that_cannot_be_made(tmp_path: Path, outputs: Outputs, opened: list[str]) -> None:
    (tmp_path / "keluar").write_text("bukan folder")
    with pytest.raises(EnvironmentProblem, match="folder_tidak_bisa_ditulis"):
        outputs.open(NAME, b"isi")
    assert not opened


def test_no_program_for_the_document(outputs: Outputs, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda _: False)
    with pytest.raises(EnvironmentProblem, match="program_pembuka_tidak_ada"):
        outputs.open(NAME, b"isi")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows prints through the program of the file")
def test_no_way_to_print(outputs: Outputs, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ui.outputs.shutil.which", lambda _: None)
    with pytest.raises(EnvironmentProblem, match="tidak_dapat_mencetak"):
        outputs.print(NAME, b"isi")


def test_a_folder_that_leads_elsewhere_is_not_followed(tmp_path: Path, outputs: Outputs) -> None:
    elsewhere = tmp_path / "lain"
    elsewhere.mkdir()
    (tmp_path / "keluar").symlink_to(elsewhere, target_is_directory=True)
    outputs._put("surat.docx", b"isi")
    assert not list(elsewhere.iterdir())
    assert (tmp_path / "keluar" / "surat.docx").read_bytes() == b"isi"
