"""Many letters in one go: ticked by keys, printed or saved, stopped, and told one by one."""

import errno
import os
import time
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinterInfo
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from dinsos_desk.desk import Desk
from dinsos_desk.documents.letters import Filler
from dinsos_desk.domain.routing import Role
from dinsos_desk.errors import DeskError, EnvironmentProblem, UserError
from dinsos_desk.usecases.actor import Actor
from dinsos_desk.vault.store import EncryptedStore
from tests.factories import colleague
from tests.ui.review_steps import context_of, pass_on, take_stranded
from ui.letters.room import LettersRoom
from ui.tasks import Tasks
from ui.theme import Theme

ALT, CTRL, SHIFT = (
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
)
Files = Mapping[str, bytes]
Stopped = Callable[[], bool]
NAMES = ("Joko Susilo", "Ratna Juwita", "Budi Santoso")


@pytest.fixture
def room(
    qtbot: QtBot, desk: Desk, actor: Actor, tasks: Tasks, theme: Theme, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> LettersRoom:  # fmt: skip
    monkeypatch.delattr(os, "startfile", raising=False)
    staff = [colleague(desk, actor, role) for role in (Role.KASI, Role.KABID, Role.SEKRETARIS)]
    for name in NAMES:
        taken = take_stranded(desk, actor, name)
        for who in (*staff, actor):
            pass_on(desk, who, taken.request_id)
    made = LettersRoom(context_of(desk, actor, tasks, theme, tmp_path))
    qtbot.addWidget(made)
    made.resize(1154, 768)
    made.show()
    made.enter()
    assert tasks.wait_idle()
    made.table.setFocus()
    qtbot.waitUntil(lambda: made.model.rowCount() >= len(NAMES))
    return made


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    made = tmp_path / "surat"
    made.mkdir()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_: str(made))
    return made


def finish(qtbot: QtBot, room: LettersRoom) -> list[str]:
    """Wait for the report; what it says of each letter."""
    qtbot.waitUntil(lambda: room.many.report is not None and room.many.report.isVisible())
    report = room.many.report
    assert report is not None
    model, badges = report.model, []
    for number in range(model.rowCount()):
        badges.append(str(model.index(number, 0).data()))
    return badges


def send_all(qtbot: QtBot, room: LettersRoom, key: Qt.Key) -> None:
    """Tick every letter; Alt and ``key`` print or save them."""
    qtbot.keyClick(room.table, Qt.Key.Key_A, CTRL)
    qtbot.waitUntil(lambda: room.many.isVisible())
    qtbot.keyClick(room, key, ALT)


def do_again(qtbot: QtBot, room: LettersRoom) -> list[str]:
    """Ctrl+Enter in the report; what the next one says."""
    report = room.many.report
    assert report is not None
    qtbot.keyClick(report, Qt.Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: room.many.report is not None and room.many.report is not report)
    return finish(qtbot, room)


def test_ctrl_a_and_alt_s_save_them_all(qtbot: QtBot, room: LettersRoom, folder: Path) -> None:
    qtbot.keyClick(room.table, Qt.Key.Key_A, CTRL)
    qtbot.waitUntil(lambda: room.many.isVisible())
    count = len(room.ticks.rows())
    assert count == room.model.rowCount()
    (folder / f"{room.ticks.rows()[0].receipt} Surat Pengantar Bantuan Orang Terlantar.docx").write_bytes(
        b"x"
    )
    qtbot.keyClick(room, Qt.Key.Key_S, ALT)
    assert finish(qtbot, room) == ["Berhasil"] * count
    saved = list(folder.iterdir())
    assert len(saved) == count + 1
    assert sum(path.read_bytes().startswith(b"PK") for path in saved) == count
    assert room.many.isHidden()
    assert room.many.report is not None
    qtbot.keyClick(room.many.report, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: room.many.report is None)


def test_space_and_shift_with_arrows_tick_and_esc_unticks(qtbot: QtBot, room: LettersRoom) -> None:
    qtbot.keyClick(room.table, Qt.Key.Key_Home)
    qtbot.keyClick(room.table, Qt.Key.Key_Space)
    assert len(room.ticks.rows()) == 1
    qtbot.keyClick(room.table, Qt.Key.Key_Down, SHIFT)
    assert len(room.ticks.rows()) == 2
    qtbot.keyClick(room.table, Qt.Key.Key_Space)
    assert len(room.ticks.rows()) == 1
    assert room.step_back()
    assert room.ticks.rows() == ()
    assert room.many.isHidden()


def test_a_printer_that_is_off_ends_the_run_and_the_rest_is_done_again(
    qtbot: QtBot, room: LettersRoom, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent: list[str] = []
    off = [True]

    def to_paper(
        files: Files, _printer: str, _stopped: Stopped, _sent: object
    ) -> dict[str, DeskError | None]:
        told: dict[str, DeskError | None] = {}
        for name in files:
            if sent and off:
                told[name] = EnvironmentProblem("tidak_dapat_mencetak", nama=name)
                break
            sent.append(name)
            told[name] = None
        return told

    monkeypatch.setattr("ui.outputs.to_paper", to_paper)
    send_all(qtbot, room, Qt.Key.Key_P)
    told = finish(qtbot, room)
    report = room.many.report
    assert report is not None
    assert told == ["Gagal", *["Belum"] * (len(told) - 2), "Berhasil"]
    assert "1 gagal" in report.accessibleName()
    assert "tidak dapat dikirim ke pencetak. Periksa pencetak" in report.banner.text()
    assert len(room.ticks.rows()) == len(told) - 1, "what did not go out stays ticked, and nothing else"
    off.clear()
    assert do_again(qtbot, room) == ["Berhasil"] * (len(told) - 1)
    assert len(sent) == len(set(sent)) == len(told), "none was printed twice"
    assert room.ticks.rows() == ()
    again = room.many.report
    assert again is not None
    assert again.again.isHidden()
    assert again.banner.isHidden()


def test_a_printer_that_is_gone_is_said_with_its_name(
    qtbot: QtBot, room: LettersRoom, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QPrinterInfo, "availablePrinterNames", list)
    room.context.outputs.choose_printer("Laser Loket")
    send_all(qtbot, room, Qt.Key.Key_P)
    told = finish(qtbot, room)
    assert told == ["Gagal", *["Belum"] * (len(told) - 1)]
    assert room.many.report is not None
    assert "Pencetak Laser Loket tidak ada" in room.many.report.banner.text()


@pytest.mark.skipif(os.name == "nt", reason="knows by its descriptor which file is written")
@pytest.mark.parametrize("wrong", ["full", "pulled"])
def test_a_disk_that_ends_after_two_files_leaves_no_half_one(
    qtbot: QtBot, room: LettersRoom, folder: Path, monkeypatch: pytest.MonkeyPatch, wrong: str
) -> None:
    kept = room.context.desk.paths.store
    monkeypatch.setattr("ui.letters.together._HANDS", 1)
    fsync, seen = os.fsync, [0]

    def ends(descriptor: int) -> None:
        place = Path(f"/proc/self/fd/{descriptor}").readlink()
        if place.is_relative_to(folder) and not place.is_dir():
            seen[0] += 1
            if seen[0] > 2:
                if wrong == "pulled":
                    folder.rename(folder.with_name("dicabut"))
                raise OSError(errno.ENOSPC if wrong == "full" else errno.EIO, "refused")
        fsync(descriptor)

    with monkeypatch.context() as disk:
        disk.setattr(os, "fsync", ends)
        send_all(qtbot, room, Qt.Key.Key_S)
        told = finish(qtbot, room)
    assert told == ["Gagal", *["Belum"] * (len(told) - 3), "Berhasil", "Berhasil"]
    report = room.many.report
    assert report is not None
    if wrong == "pulled":
        assert "tidak ditemukan lagi (flash disk dicabut?)" in report.banner.text()
        assert len(list(folder.with_name("dicabut").glob("*.docx"))) == 2
        folder.with_name("dicabut").rename(folder)
    else:
        assert "Ruang penyimpanan penuh" in report.banner.text()
        assert len(list(folder.iterdir())) == 2, "nothing half, nothing temporary"
    assert do_again(qtbot, room) == ["Berhasil"] * (len(told) - 2)
    assert len(list(folder.glob("*.docx"))) == len(told)
    assert all(path.read_bytes().startswith(b"PK") for path in folder.glob("*.docx"))
    assert len(list(kept.glob("??/*"))) == len(told)


def test_a_full_disk_of_the_program_is_said_of_every_letter_it_concerns(
    qtbot: QtBot, room: LettersRoom, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_: EncryptedStore, data: bytes) -> str:
        raise EnvironmentProblem("disk_penuh", folder="C:/")

    monkeypatch.setattr("dinsos_desk.usecases.letters.files._TOGETHER", 1)
    with monkeypatch.context() as disk:
        disk.setattr(EncryptedStore, "put", full)
        send_all(qtbot, room, Qt.Key.Key_S)
        told = finish(qtbot, room)
    report = room.many.report
    assert report is not None
    assert set(told) <= {"Gagal", "Belum"}
    assert "Ruang penyimpanan penuh" in report.banner.text()
    texts = [str(report.model.index(number, 3).data()) for number in range(len(told))]
    assert not any("tidak ditemukan" in text for text in texts)
    assert list(folder.iterdir()) == []
    assert do_again(qtbot, room) == ["Berhasil"] * len(told)


def test_one_file_held_by_word_concerns_that_letter_alone(
    qtbot: QtBot, room: LettersRoom, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    held = room.model.rows()[1]
    replace = os.replace

    def refuse(source: Path, target: Path) -> None:
        if Path(target).parent == folder and Path(target).name.startswith(held.receipt):
            Path(target).touch()
            raise PermissionError(errno.EACCES, "The process cannot access the file")
        replace(source, target)

    monkeypatch.setattr(os, "replace", refuse)
    monkeypatch.setattr(time, "sleep", lambda _: None)
    send_all(qtbot, room, Qt.Key.Key_S)
    told = finish(qtbot, room)
    failed = sum(row.receipt == held.receipt for row in room.model.rows())
    assert told == [*["Gagal"] * failed, *["Berhasil"] * (len(told) - failed)]
    assert room.many.report is not None
    assert room.many.report.banner.isHidden(), "no cause of a halt: the run came to its end"
    assert {row.receipt for row in room.ticks.rows()} == {held.receipt}


def test_one_broken_letter_is_told_and_the_others_go_out(
    qtbot: QtBot, room: LettersRoom, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = room.model.rows()[0]
    real = Filler.fill

    def fails(self: Filler, context: dict[str, dict[str, str]], *rest: object) -> bytes:
        if context["permohonan"]["tanda_terima"] == broken.receipt and broken.name in context["surat"]["hal"]:
            raise UserError("templat_rusak", nama="surat.docx", sebab="uji")
        return real(self, context, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(Filler, "fill", fails)
    qtbot.keyClick(room.table, Qt.Key.Key_A, CTRL)
    qtbot.waitUntil(lambda: room.many.isVisible())
    count = len(room.ticks.rows())
    qtbot.keyClick(room, Qt.Key.Key_S, ALT)
    assert finish(qtbot, room) == ["Gagal", *["Berhasil"] * (count - 1)]
    assert len(list(folder.iterdir())) == count - 1


def test_it_can_be_stopped_on_the_way_and_gone_on_with(
    qtbot: QtBot, room: LettersRoom, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent: list[str] = []

    def to_paper(files: Files, _printer: str, stopped: Stopped, _sent: object) -> dict[str, DeskError | None]:
        for name in files:
            if stopped():
                break
            sent.append(name)
            if len(sent) == 1:
                assert room.many.task is not None
                room.many.task.cancel()
        return dict.fromkeys(sent)

    monkeypatch.setattr("ui.outputs.to_paper", to_paper)
    send_all(qtbot, room, Qt.Key.Key_P)
    told = finish(qtbot, room)
    assert told.count("Berhasil") == 1
    assert told.count("Belum") == len(told) - 1
    assert room.many.report is not None
    assert "Dihentikan oleh Anda" in room.many.report.banner.text()
    assert len(room.ticks.rows()) == len(told) - 1
