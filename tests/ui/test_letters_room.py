"""The list of documents and their ways out of the store."""

import io
import os
from collections.abc import Mapping
from pathlib import Path

import docx
import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinterInfo
from pytestqt.qtbot import QtBot

from dinsos_desk.desk import Desk
from dinsos_desk.domain.routing import Role
from dinsos_desk.errors import EnvironmentProblem
from dinsos_desk.usecases.actor import Actor
from dinsos_desk.usecases.office.front_desk import change_front_desk, the_front_desk
from tests.factories import colleague
from tests.ui.review_steps import context_of, pass_on, take_stranded
from ui.letters.room import LettersRoom
from ui.outputs import Outputs
from ui.tasks import Tasks
from ui.theme import Theme

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def numbered(desk: Desk, actor: Actor) -> dict[str, int]:
    """Two letters with numbers: name of the client -> application."""
    staff = [colleague(desk, actor, role) for role in (Role.KASI, Role.KABID, Role.SEKRETARIS)]
    made = {}
    for name in ("Joko Susilo", "Ratna Juwita"):
        taken = take_stranded(desk, actor, name)
        for who in (*staff, actor):
            pass_on(desk, who, taken.request_id)
        made[name] = taken.request_id
    return made


@pytest.fixture
def room(qtbot: QtBot, desk: Desk, actor: Actor, tasks: Tasks, theme: Theme, tmp_path: Path) -> LettersRoom:
    made = LettersRoom(context_of(desk, actor, tasks, theme, tmp_path))
    qtbot.addWidget(made)
    made.resize(1154, 768)
    made.show()
    return made


def enter(room: LettersRoom) -> None:
    room.enter()
    assert room.context.tasks.wait_idle()


def test_enter_opens_the_application(qtbot: QtBot, room: LettersRoom, numbered: dict[str, int]) -> None:
    enter(room)
    assert [row.client_name for row in room.model.rows()] == ["Ratna Juwita", "Joko Susilo"]
    assert all(row.number for row in room.model.rows())
    qtbot.keyClick(room.table, Qt.Key.Key_End)
    with qtbot.waitSignal(room.request_wanted) as asked:
        qtbot.keyClick(room.table, Qt.Key.Key_Return)
    assert asked.args == [numbered["Joko Susilo"]]


def test_a_number_finds_its_letter(qtbot: QtBot, room: LettersRoom, numbered: dict[str, int]) -> None:
    enter(room)
    number = room.model.rows()[1].number
    qtbot.keyClicks(room.search, number)
    qtbot.keyClick(room.search, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: [row.number for row in room.model.rows()] == [number])
    assert room.step_back()
    qtbot.waitUntil(lambda: room.model.rowCount() == 2)


@pytest.fixture
def taken_away(
    room: LettersRoom, numbered: dict[str, int], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> dict[str, bytes]:
    """What left the program, by its way: open, print, save_as."""
    done: dict[str, bytes] = {}

    def take(way: str) -> object:
        def keep(_: Outputs, *given: object) -> Path:
            content = given[-1]
            assert isinstance(content, bytes)
            done[way] = content
            return tmp_path / "2026-0002 Surat.docx"

        return keep

    for way in ("open", "print", "save_as"):
        monkeypatch.setattr(Outputs, way, take(way))
    return done


def go_every_way(qtbot: QtBot, room: LettersRoom, done: dict[str, bytes]) -> None:
    qtbot.keyClick(room.table, Qt.Key.Key_Home)
    for key, way in ((Qt.Key.Key_O, "open"), (Qt.Key.Key_P, "print"), (Qt.Key.Key_S, "save_as")):
        qtbot.keyClick(room.table, key, CTRL)
        qtbot.waitUntil(lambda way=way: way in done)
    assert room.context.tasks.wait_idle()
    assert len(set(done.values())) == 1


def test_word_file_opened_printed_and_saved(
    qtbot: QtBot, room: LettersRoom, taken_away: dict[str, bytes]
) -> None:
    enter(room)
    go_every_way(qtbot, room, taken_away)
    assert taken_away["open"].startswith(b"PK")
    assert "Tersimpan: 2026-0002 Surat.docx." in room.banner.text()


def test_whatever_way_a_letter_leaves_again_it_says_salinan(
    qtbot: QtBot, room: LettersRoom, desk: Desk, actor: Actor, taken_away: dict[str, bytes]
) -> None:
    wish = the_front_desk(desk.reader()).model_copy(update={"mark_copies": True})
    change_front_desk(desk.uow(), actor, wish)
    enter(room)
    with desk.uow() as uow:
        for row in room.model.rows():
            uow.letters.get(row.id).handed_at = desk.now()
        uow.commit()
    go_every_way(qtbot, room, taken_away)
    document = docx.Document(io.BytesIO(taken_away["open"]))
    assert "SALINAN" in [paragraph.text for paragraph in document.sections[0].header.paragraphs]


def test_a_letter_open_elsewhere_is_said_on_the_page(
    qtbot: QtBot, room: LettersRoom, numbered: dict[str, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    def locked(_: Outputs, name: str, content: bytes) -> Path:
        raise EnvironmentProblem("berkas_sedang_dibuka", nama=name)

    monkeypatch.setattr(Outputs, "open", locked)
    enter(room)
    qtbot.keyClick(room.table, Qt.Key.Key_Home)
    qtbot.keyClick(room.table, Qt.Key.Key_O, CTRL)
    qtbot.waitUntil(lambda: "sedang dibuka" in room.banner.text())


def test_letters_go_to_the_printer_that_was_chosen(
    qtbot: QtBot, room: LettersRoom, numbered: dict[str, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    there = ["Laser Loket", "HP & Canon"]
    monkeypatch.setattr(QPrinterInfo, "availablePrinterNames", lambda: there)
    sent: list[str] = []

    def to_paper(files: Mapping[str, bytes], printer: str, *_: object) -> dict[str, None]:
        sent.append(printer)
        return dict.fromkeys(files)

    monkeypatch.delattr(os, "startfile", raising=False)
    monkeypatch.setattr("ui.outputs.to_paper", to_paper)
    enter(room)
    qtbot.keyClick(room.table, Qt.Key.Key_Home)
    qtbot.keyClick(room.table, Qt.Key.Key_R, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: room.printers.menu is not None and room.printers.menu.isVisible())
    assert room.printers.menu is not None
    qtbot.keyClick(room.printers.menu, Qt.Key.Key_Down)
    qtbot.keyClick(room.printers.menu, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "Dicetak pada: Laser Loket." in room.banner.text())
    qtbot.keyClick(room.table, Qt.Key.Key_P, CTRL)
    qtbot.waitUntil(lambda: bool(sent))
    assert sent == ["Laser Loket"]
    there.clear()
    qtbot.keyClick(room.table, Qt.Key.Key_P, CTRL)
    qtbot.waitUntil(lambda: "Pencetak Laser Loket tidak ada" in room.banner.text())
    assert len(sent) == 1


def test_an_empty_list_has_nothing_to_open(room: LettersRoom) -> None:
    enter(room)
    assert room.model.rowCount() == 0
    assert not room.open.isEnabled()
    room.main_action()
    assert not room.step_back()
