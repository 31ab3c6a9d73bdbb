"""Many documents on a printer of Linux: one call of LibreOffice for all, each taken by the spooler or not."""

import errno
import os
import stat
import threading
from pathlib import Path

import pytest

from dinsos_desk.documents import to_paper as room
from dinsos_desk.documents import to_pdf
from dinsos_desk.documents.to_paper import to_paper
from dinsos_desk.errors import EnvironmentProblem, UserError

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows prints through Word")
FILES = {f"2026-000{number} Surat.docx": b"PK" for number in range(1, 5)}
CONVERT = 'for f; do case "$f" in *.docx) echo %PDF%%EOF > "${f%.docx}.pdf";; esac; done'


class Machine:
    """Programs in the place of LibreOffice and of the spooler; both write down what they were asked."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self._folder = folder
        self._convert = self.program("soffice", CONVERT)
        self._lp = self.program("lp", "exit 0")
        monkeypatch.setattr(to_pdf, "soffice", lambda: str(self._convert))
        monkeypatch.setattr(room, "soffice", lambda: str(self._convert))
        monkeypatch.setattr(room.shutil, "which", lambda name: str(self._lp) if name == "lp" else None)

    def program(self, name: str, script: str) -> Path:
        path = self._folder / name
        path.write_text(f'#!/bin/sh\necho "$@" >> {path}.asked\n{script}\n')
        path.chmod(path.stat().st_mode | stat.S_IXUSR)
        return path

    def asked(self, name: str) -> list[str]:
        path = self._folder / f"{name}.asked"
        return path.read_text().splitlines() if path.exists() else []


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Machine:
    return Machine(tmp_path, monkeypatch)


def test_one_call_for_all_and_the_printer_gets_them_in_order(machine: Machine) -> None:
    sent: list[str] = []
    told = to_paper(FILES, "Laser Loket", lambda: False, sent.append)
    assert told == dict.fromkeys(FILES)
    assert sent == list(FILES)
    assert len(machine.asked("soffice")) == 1
    assert [line.split(" -- ")[0] for line in machine.asked("lp")] == [
        f"-d Laser Loket -t {Path(name).stem}" for name in FILES
    ]


def test_the_standard_printer_is_not_named(machine: Machine) -> None:
    to_paper(dict(list(FILES.items())[:1]), "", lambda: False)
    assert machine.asked("lp")[0].startswith("-t 2026-0001 Surat -- ")


def test_one_that_cannot_be_converted_stops_no_other(machine: Machine) -> None:
    machine.program("soffice", CONVERT.replace("*.docx)", "*2\\ Surat.docx) ;; *.docx)"))
    told = to_paper(FILES, "", lambda: False)
    assert [type(wrong) for wrong in told.values()] == [type(None), UserError, type(None), type(None)]


def test_a_printer_that_takes_nothing_ends_it_there(machine: Machine) -> None:
    machine.program("lp", f'[ "$(wc -l < {machine._folder}/lp.asked)" -lt 3 ]')
    told = to_paper(FILES, "", lambda: False)
    assert list(told) == list(FILES)[:3]
    assert [type(wrong) for wrong in told.values()] == [type(None), type(None), EnvironmentProblem]


def test_a_stop_leaves_the_rest_out(machine: Machine) -> None:
    sent: list[str] = []
    told = to_paper(FILES, "", lambda: len(sent) == 2, sent.append)
    assert list(told) == sent == list(FILES)[:2]


def test_a_converter_that_hangs_is_given_up_in_time(
    machine: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(room, "_START_S", 0.4)
    monkeypatch.setattr(room, "_EACH_S", 0)
    machine.program("soffice", "sleep 60")
    (wrong,) = to_paper(FILES, "", lambda: False).values()
    assert isinstance(wrong, EnvironmentProblem)
    assert wrong.code == "halaman_cetak_gagal"
    assert machine.asked("lp") == []


def test_what_a_given_up_converter_had_finished_is_printed_and_a_half_page_is_not(
    machine: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(room, "_START_S", 1)
    monkeypatch.setattr(room, "_EACH_S", 0)
    ways = '*1\\ Surat.docx) echo %PDF%%EOF > "${f%.docx}.pdf";; '
    ways += '*2\\ Surat.docx) echo %PDF > "${f%.docx}.pdf"; sleep 60;; *.docx)'
    half = CONVERT.replace("*.docx)", ways)
    machine.program("soffice", half)
    told = to_paper(FILES, "", lambda: False)
    assert [type(wrong) for wrong in told.values()] == [type(None), UserError, UserError, UserError]
    assert len(machine.asked("lp")) == 1


def test_a_stop_while_converting_ends_the_converter(machine: Machine) -> None:
    machine.program("soffice", "sleep 60")
    stop = threading.Event()
    threading.Timer(0.3, stop.set).start()
    assert to_paper(FILES, "", stop.is_set) == {}


def test_without_a_spooler_nothing_is_said_to_be_printed(
    machine: Machine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(room.shutil, "which", lambda _: None)
    told = to_paper(FILES, "", lambda: False)
    assert {name: wrong.code for name, wrong in told.items() if wrong} == {
        next(iter(FILES)): "tidak_dapat_mencetak"
    }


def test_a_full_disk_for_temporary_files_is_said(machine: Machine, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(EnvironmentProblem, match="disk_penuh"):
        to_paper(FILES, "", lambda: False)
    assert machine.asked("soffice") == []
