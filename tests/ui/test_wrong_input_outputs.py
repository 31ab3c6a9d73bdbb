"""Documents on their way out while Word, the disk or another program is in the way."""

import errno
import os
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtGui import QDesktopServices
from PySide6.QtPrintSupport import QPrinterInfo
from PySide6.QtWidgets import QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from dinsos_desk import files
from dinsos_desk.errors import EnvironmentProblem
from dinsos_desk.files import atomic_write
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

    monkeypatch.setattr(files.os, "replace", refuse)
    monkeypatch.setattr(files.time, "sleep", lambda _: None)


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
        disk.setattr(files.os, call, refuse)
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
    monkeypatch.setattr("dinsos_desk.documents.to_paper.shutil.which", lambda _: None)
    with pytest.raises(EnvironmentProblem, match="tidak_dapat_mencetak"):
        outputs.print(NAME, b"isi")


def test_a_folder_that_leads_elsewhere_is_not_followed(tmp_path: Path, outputs: Outputs) -> None:
    elsewhere = tmp_path / "lain"
    elsewhere.mkdir()
    (tmp_path / "keluar").symlink_to(elsewhere, target_is_directory=True)
    outputs._put("surat.docx", b"isi")
    assert not list(elsewhere.iterdir())
    assert (tmp_path / "keluar" / "surat.docx").read_bytes() == b"isi"


class Shell:
    """Windows in the place of Windows: what it was asked to print, and from which file it refuses."""

    def __init__(self, refuses_from: int = 99) -> None:
        self.asked: list[tuple[str, ...]] = []
        self._refuses_from = refuses_from

    def startfile(self, path: Path, *way: str) -> None:
        if len(self.asked) >= self._refuses_from:
            raise OSError(errno.ENOENT, "no program for it")
        self.asked.append((path.name, *way))


def test_windows_hands_them_to_word_one_by_one_until_it_refuses(
    outputs: Outputs, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = {f"2026-000{number} Surat.docx": b"isi" for number in (1, 2, 3)}
    monkeypatch.setattr(QPrinterInfo, "availablePrinterNames", lambda: ["Laser Loket"])
    shell = Shell()
    monkeypatch.setattr(os, "startfile", shell.startfile, raising=False)
    assert outputs.print_all(files, lambda: len(shell.asked) == 2) == dict.fromkeys(list(files)[:2])
    assert shell.asked == [(name, "print") for name in list(files)[:2]]
    outputs.choose_printer("Laser Loket")
    shell = Shell(refuses_from=1)
    monkeypatch.setattr(os, "startfile", shell.startfile, raising=False)
    told = outputs.print_all(files, lambda: False)
    assert [wrong.code if wrong else "" for wrong in told.values()] == ["", "tidak_dapat_mencetak"]
    assert shell.asked[0][1:] == ("printto", '"Laser Loket"')


def test_windows_without_any_printer_opens_no_dialog(
    outputs: Outputs, monkeypatch: pytest.MonkeyPatch
) -> None:
    shell = Shell()
    monkeypatch.setattr(os, "startfile", shell.startfile, raising=False)
    monkeypatch.setattr(QPrinterInfo, "availablePrinterNames", list)
    with pytest.raises(EnvironmentProblem, match="tidak_ada_pencetak"):
        outputs.print(NAME, b"isi")
    assert shell.asked == []


def test_files_of_one_name_written_side_by_side_take_different_ones(
    outputs: Outputs, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / NAME).write_bytes(b"lama")
    together = threading.Barrier(2)
    write = atomic_write

    def slowly(path: Path, content: bytes) -> None:
        together.wait(5)
        write(path, content)

    monkeypatch.setattr("ui.outputs.atomic_write", slowly)
    with ThreadPoolExecutor(2) as hands:
        made = list(hands.map(lambda content: outputs.save_into(tmp_path, NAME, content), (b"satu", b"dua")))
    assert [path.read_bytes() for path in made] == [b"satu", b"dua"]
    assert (tmp_path / NAME).read_bytes() == b"lama"
