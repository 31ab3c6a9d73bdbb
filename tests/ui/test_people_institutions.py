"""Making two records of one institution one in the window: found at once, compared, told apart, undone."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from dinsos_desk.desk import Desk
from dinsos_desk.domain.people import Institution, PartyKind
from dinsos_desk.usecases.actor import Actor
from tests.family import SITI
from tests.ui.office_work import room_context
from ui.dialogs import Dialogs
from ui.people.merge_page import MergePage
from ui.people.pick_page import PickPage
from ui.people.room import PeopleRoom
from ui.tasks import Tasks
from ui.theme import Theme

FOUNDATION = Institution(
    "Yayasan Kasih Bunda", "LKS", "Jalan Melati 3", "Sukajadi", leader="Achmad Fauzi",
    phone="+6281255501234", npwp="012345678901000",
)  # fmt: skip
TWIN = Institution("Yys. Kasih Boenda", "", "Jl. Melati 3", "Sukajadi", phone="+6281255509999")
OTHER = Institution("Panti Harapan", "Panti", village="Sukajadi")


@pytest.fixture
def room(desk: Desk, actor: Actor, tasks: Tasks, theme: Theme, tmp_path: Path, qtbot: QtBot) -> PeopleRoom:
    with desk.uow() as uow:
        for institution in (FOUNDATION, TWIN, OTHER):
            uow.people.keep(institution, None, actor.user_id, desk.now())
        uow.commit()
    made = PeopleRoom(room_context(desk, actor, tasks, theme, tmp_path))
    qtbot.addWidget(made)
    made.resize(1154, 768)
    with qtbot.waitExposed(made):
        made.show()
    made.enter()
    qtbot.keyClick(made.kind, Qt.Key.Key_L)
    qtbot.waitUntil(lambda: len(made.institutions.rows()) == 3)
    qtbot.keyClicks(made.search.focusProxy() or made.search, "yayasan kasih")
    qtbot.waitUntil(lambda: [row.id for row in made.institutions.rows()] == [1, 2])
    qtbot.keyClick(made.search.focusProxy() or made.search, Qt.Key.Key_Return)
    shows(made, qtbot, 1)
    return made


def shows(room: PeopleRoom, qtbot: QtBot, known_id: int) -> None:
    qtbot.waitUntil(lambda: room._shows_page() and room.page.view() is not None)
    qtbot.waitUntil(lambda: room.page.view().id == known_id and room.context.tasks.wait_idle())


def compared(room: PeopleRoom, qtbot: QtBot) -> MergePage:
    qtbot.keyClick(room, Qt.Key.Key_M, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: isinstance(room.merging.page, MergePage))
    page = room.merging.page
    assert isinstance(page, MergePage)
    return page


def test_joined_and_undone_by_keys(room: PeopleRoom, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    assert room.page.likely.title.text() == "Mungkin lembaga yang sama"
    page = compared(room, qtbot)
    assert page.apart.text().startswith("Bukan lembaga yang sama")
    assert page.caution.isHidden()
    qtbot.keyClick(page, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: bool(page.reason.error()))
    left, right = page.choices["phone"]
    left.setFocus()
    qtbot.keyClick(left, Qt.Key.Key_Right)
    assert right.isChecked()
    qtbot.waitUntil(lambda: page.join.isEnabled())
    qtbot.keyClicks(page.reason.editor.focusProxy(), "Satu yayasan")
    qtbot.keyClick(page, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: room.merging.page is None)
    shows(room, qtbot, 1)
    qtbot.waitUntil(lambda: room.page.merges.isVisibleTo(room))
    assert not room.page.likely.isVisibleTo(room)
    qtbot.waitUntil(lambda: [row.id for row in room.institutions.rows()] == [1])
    with room.context.desk.reader() as uow:
        assert uow.people.institution(1).phone == TWIN.phone
    monkeypatch.setattr(Dialogs, "ask_text", lambda *_, **__: "Ternyata dua yayasan")
    undo = next(b for b in room.page.merges.findChildren(QPushButton) if b.objectName() == "urungkan_1")
    undo.setFocus()
    qtbot.keyClick(undo, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: [row.id for row in room.institutions.rows()] == [1, 2])
    with room.context.desk.reader() as uow:
        assert (uow.people.institution(1), uow.people.institution(2)) == (FOUNDATION, TWIN)
    qtbot.waitUntil(lambda: not room.page.merges.isVisibleTo(room))
    assert not room.page.likely.isVisibleTo(room)


def test_told_apart_by_key(room: PeopleRoom, qtbot: QtBot) -> None:
    page = compared(room, qtbot)
    qtbot.keyClick(page, Qt.Key.Key_B, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: room.merging.page is None)
    qtbot.waitUntil(lambda: not room.page.likely.isVisibleTo(room))
    assert "dua lembaga yang berbeda" in room.page.banner.text()


def test_the_other_record_is_found_by_hand(room: PeopleRoom, qtbot: QtBot) -> None:
    qtbot.keyClick(room, Qt.Key.Key_G, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: isinstance(room.merging.page, PickPage))
    page = room.merging.page
    qtbot.keyClicks(page.search.focusProxy() or page.search, "panti")
    qtbot.waitUntil(lambda: [row.id for row in page.model.rows()] == [3])
    qtbot.keyClick(page.search.focusProxy() or page.search, Qt.Key.Key_Return)
    qtbot.keyClick(page.list, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: isinstance(room.merging.page, MergePage))
    assert room.merging.page.view.kind is PartyKind.INSTITUTION
    assert room.step_back()
    assert room._shows_page()


def test_two_npwp_are_a_caution(room: PeopleRoom, qtbot: QtBot) -> None:
    desk = room.context.desk
    with desk.uow() as uow:
        changed = Institution(**{**vars(TWIN), "npwp": "098765432109000"})
        uow.people.update_institution(2, changed, 1, desk.now(), "x")
        uow.commit()
    page = compared(room, qtbot)
    assert "NPWP yang berbeda" in page.caution.text()


def test_somebody_opened_from_elsewhere_turns_the_list_to_their_kind(room: PeopleRoom, qtbot: QtBot) -> None:
    desk = room.context.desk
    with desk.uow() as uow:
        person = uow.people.keep(SITI, None, 1, desk.now())
        uow.commit()
    assert "NPWP" in room.search.placeholderText()
    room.open_person(person)
    qtbot.waitUntil(lambda: room._shows_page() and room.page.view().name == SITI.name)
    assert room.kind.value() == "orang"
    assert "NIK" in room.search.placeholderText()
    assert room.list.current_row() is None
    room.open_institution(2)
    qtbot.waitUntil(lambda: room._shows_page() and room.page.view().name == TWIN.name)
    assert room.kind.value() == "lembaga"
