"""Many letters in one go: ticked by keys, printed or saved, stopped, and told one by one."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from dinsos_desk.desk import Desk
from dinsos_desk.documents.letters import Letters
from dinsos_desk.domain.routing import Role
from dinsos_desk.errors import EnvironmentProblem, UserError
from dinsos_desk.usecases.actor import Actor
from tests.factories import colleague
from tests.ui.review_steps import context_of, pass_on, take_stranded
from ui.letters.room import LettersRoom
from ui.outputs import Outputs
from ui.tasks import Tasks
from ui.theme import Theme

ALT, CTRL, SHIFT = (
    Qt.KeyboardModifier.AltModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
)
NAMES = ("Joko Susilo", "Ratna Juwita", "Budi Santoso")


@pytest.fixture
def room(qtbot: QtBot, desk: Desk, actor: Actor, tasks: Tasks, theme: Theme, tmp_path: Path) -> LettersRoom:
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


def test_a_printer_that_is_off_ends_the_run_and_says_why(
    qtbot: QtBot, room: LettersRoom, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent: list[str] = []

    def print_one(_: Outputs, name: str, content: bytes) -> Path:
        if sent:
            raise EnvironmentProblem("tidak_dapat_mencetak", nama=name)
        sent.append(name)
        return Path(name)

    monkeypatch.setattr(Outputs, "print", print_one)
    qtbot.keyClick(room.table, Qt.Key.Key_A, CTRL)
    qtbot.waitUntil(lambda: room.many.isVisible())
    qtbot.keyClick(room, Qt.Key.Key_P, ALT)
    told = finish(qtbot, room)
    assert told[0] == "Gagal"
    assert told.count("Berhasil") == 1
    assert room.many.report is not None
    assert "1 gagal" in room.many.report.accessibleName()
    assert len(room.ticks.rows()) == len(told), "what did not go out stays ticked"


def test_one_broken_letter_is_told_and_the_others_go_out(
    qtbot: QtBot, room: LettersRoom, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = room.model.rows()[0]
    real = Letters.render

    def fails(
        self: Letters, name: str, look: object, context: dict[str, dict[str, str]], *rest: object
    ) -> bytes:
        if context["permohonan"]["tanda_terima"] == broken.receipt and broken.name in context["surat"]["hal"]:
            raise UserError("templat_rusak", nama="surat.docx", sebab="uji")
        return real(self, name, look, context, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(Letters, "render", fails)
    qtbot.keyClick(room.table, Qt.Key.Key_A, CTRL)
    qtbot.waitUntil(lambda: room.many.isVisible())
    count = len(room.ticks.rows())
    qtbot.keyClick(room, Qt.Key.Key_S, ALT)
    assert finish(qtbot, room) == ["Gagal", *["Berhasil"] * (count - 1)]
    assert len(list(folder.iterdir())) == count - 1


def test_it_can_be_stopped_on_the_way(
    qtbot: QtBot, room: LettersRoom, monkeypatch: pytest.MonkeyPatch
) -> None:
    def print_one(_: Outputs, name: str, content: bytes) -> Path:
        assert room.many.task is not None
        room.many.task.cancel()
        return Path(name)

    monkeypatch.setattr(Outputs, "print", print_one)
    qtbot.keyClick(room.table, Qt.Key.Key_A, CTRL)
    qtbot.waitUntil(lambda: room.many.isVisible())
    qtbot.keyClick(room, Qt.Key.Key_P, ALT)
    told = finish(qtbot, room)
    assert told.count("Berhasil") == 1
    assert told.count("Belum") == len(told) - 1
