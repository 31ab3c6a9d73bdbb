"""A package appears whole or not at all, whatever the folder does."""

import errno
import os
from pathlib import Path

import pytest

from dinsos_desk.documents import to_pdf as pdfs
from dinsos_desk.documents.to_pdf import to_pdf
from dinsos_desk.errors import EnvironmentProblem
from dinsos_desk.messages import sentence
from dinsos_desk.usecases.recaps.package import Package, write_package

PACKAGE = Package("Rekap November 2026", {"nota.docx": b"nota", "rekap.xlsx": b"rekap"})


def lies(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def test_every_file_is_there_and_a_second_time_replaces(tmp_path: Path) -> None:
    target = write_package(tmp_path, PACKAGE)
    assert target == tmp_path / "Rekap November 2026"
    assert lies(target) == {"nota.docx": b"nota", "rekap.xlsx": b"rekap"}
    (target / "catatan.txt").write_text("milik orang")
    write_package(tmp_path, Package(PACKAGE.name, {"nota.docx": b"baru"}))
    assert lies(target) == {"nota.docx": b"baru", "rekap.xlsx": b"rekap", "catatan.txt": b"milik orang"}
    assert [p.name for p in tmp_path.iterdir()] == [PACKAGE.name]


def test_a_pulled_flash_disk_is_said(tmp_path: Path) -> None:
    gone = tmp_path / "FLASHDISK"
    with pytest.raises(EnvironmentProblem) as told:
        write_package(gone, PACKAGE)
    assert told.value.code == "paket_terputus"
    assert "flash disk" in sentence(told.value).text
    assert not list(tmp_path.iterdir())


def test_a_flash_disk_pulled_while_it_is_written_leaves_no_half_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    disk = tmp_path / "FLASHDISK"
    disk.mkdir()

    renamed = Path.rename

    def pulled(self: Path, target: Path) -> None:
        renamed(disk, tmp_path / "dicabut")
        _raise(errno.EIO)

    monkeypatch.setattr(Path, "rename", pulled)
    with pytest.raises(EnvironmentProblem) as told:
        write_package(disk, PACKAGE)
    assert told.value.code == "paket_terputus"
    monkeypatch.undo()
    (tmp_path / "dicabut").rename(disk)
    assert PACKAGE.name not in [p.name for p in disk.iterdir()]
    for left in disk.iterdir():
        os.utime(left, (1, 1))
    write_package(disk, PACKAGE)
    assert [p.name for p in disk.iterdir()] == [PACKAGE.name]


def test_a_folder_that_takes_nothing_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Path, "mkdir", lambda *_args, **_more: _raise(errno.EACCES))
    with pytest.raises(EnvironmentProblem) as told:
        write_package(tmp_path, PACKAGE)
    assert told.value.code == "folder_tidak_bisa_ditulis"
    assert not list(tmp_path.iterdir())


def _raise(number: int) -> None:
    raise OSError(number, os.strerror(number))


def test_a_full_disk_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(descriptor: int) -> None:
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(EnvironmentProblem) as told:
        write_package(tmp_path, PACKAGE)
    assert told.value.code == "disk_penuh"
    assert not list(tmp_path.iterdir())


def test_a_file_that_excel_holds_is_named_and_nothing_is_replaced(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = write_package(tmp_path, PACKAGE)
    before = Path.open

    def held(self: Path, mode: str = "r", *rest: object, **more: object) -> object:
        if self.name == "rekap.xlsx" and mode == "r+b":
            raise PermissionError(errno.EACCES, "held")
        return before(self, mode, *rest, **more)  # type: ignore[call-overload]

    monkeypatch.setattr(Path, "open", held)
    with pytest.raises(EnvironmentProblem) as told:
        write_package(tmp_path, Package(PACKAGE.name, {"nota.docx": b"baru", "rekap.xlsx": b"baru"}))
    assert (told.value.code, told.value.values["nama"]) == ("berkas_sedang_dibuka", "rekap.xlsx")
    monkeypatch.undo()
    assert lies(target) == {"nota.docx": b"nota", "rekap.xlsx": b"rekap"}
    assert [p.name for p in tmp_path.iterdir()] == [PACKAGE.name]


def test_pdfs_come_from_the_first_program_that_can(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdfs, "soffice", lambda: "soffice")
    asked: list[list[str]] = []

    def make(command: list[str]) -> None:
        asked.append(command)
        if command[0] != "soffice":
            raise OSError("neither Word nor Excel is here")
        folder = Path(command[command.index("--outdir") + 1])
        (folder / "nota.pdf").write_bytes(b"%PDF")

    assert to_pdf({"nota.docx": b"x", "rekap.xlsx": b"y"}, make) == {"nota.pdf": b"%PDF"}
    assert any(part.startswith("-env:UserInstallation=file:") for part in asked[-1])
    assert not Path(asked[-1][-1]).exists()


def test_without_a_program_or_when_it_fails_there_is_no_pdf(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(command: list[str]) -> None:
        raise OSError("no such program")

    monkeypatch.setattr(pdfs, "soffice", lambda: "soffice")
    assert to_pdf({"nota.docx": b"x"}, fail) == {}
    monkeypatch.setattr(pdfs, "soffice", lambda: None)
    assert to_pdf({"nota.docx": b"x"}, fail) == {}
    assert to_pdf({}, fail) == {}
