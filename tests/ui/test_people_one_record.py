"""Making two records one in the window: found at once, compared, joined, told apart, undone."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from dinsos_desk.desk import Desk
from dinsos_desk.domain.people import Person
from dinsos_desk.usecases.actor import Actor
from tests.family import CHILD, SITI, TWIN
from tests.ui.office_work import room_context
from tests.ui.on_screen import a_turn_later
from ui.dialogs import Dialogs
from ui.people.merge_page import MergePage
from ui.people.pick_page import PickPage
from ui.people.room import PeopleRoom
from ui.tasks import Tasks
from ui.theme import Theme


@pytest.fixture
def room(desk: Desk, actor: Actor, tasks: Tasks, theme: Theme, tmp_path: Path, qtbot: QtBot) -> PeopleRoom:
    with desk.uow() as uow:
        for person in (SITI, TWIN, CHILD):
            uow.people.keep(person, None, actor.user_id, desk.now())
        uow.commit()
    made = PeopleRoom(room_context(desk, actor, tasks, theme, tmp_path))
    qtbot.addWidget(made)
    made.resize(1154, 768)
    with qtbot.waitExposed(made):
        made.show()
    made.enter()
    made.open_person(1)
    shows(made, qtbot, 1)
    return made


def shows(room: PeopleRoom, qtbot: QtBot, person_id: int) -> None:
    qtbot.waitUntil(lambda: room._shows_page() and room.page.view() is not None)
    qtbot.waitUntil(lambda: room.page.view().id == person_id and room.context.tasks.wait_idle())


def compared(room: PeopleRoom, qtbot: QtBot) -> MergePage:
    qtbot.keyClick(room.page.likely.findChild(QPushButton, "bandingkan_2"), Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: isinstance(room.merging.page, MergePage))
    page = room.merging.page
    assert isinstance(page, MergePage)
    return page


def found(room: PeopleRoom, person_id: int) -> Person:
    with room.context.desk.reader() as uow:
        return uow.people.person(person_id)


def test_the_likely_and_the_household_stand_on_the_page(room: PeopleRoom, qtbot: QtBot) -> None:
    assert room.page.likely.isVisibleTo(room)
    assert room.page.household.isVisibleTo(room)
    assert not room.page.merges.isVisibleTo(room)
    qtbot.keyClick(room.page.household.findChild(QPushButton, "serumah_3"), Qt.Key.Key_Space)
    shows(room, qtbot, 3)
    assert not room.page.likely.isVisibleTo(room)


def test_somebody_of_the_household_is_shown_from_the_top_with_the_cursor_in_the_room(
    room: PeopleRoom, qtbot: QtBot
) -> None:
    room.activateWindow()
    link = room.page.household.findChild(QPushButton, "serumah_3")
    link.setFocus()
    room.page.scroll.verticalScrollBar().setValue(10_000)
    qtbot.keyClick(link, Qt.Key.Key_Space)
    shows(room, qtbot, 3)
    assert room.page.scroll.verticalScrollBar().value() == 0
    assert room.list.hasFocus()


def test_tab_goes_through_the_page_before_the_buttons_at_its_foot(room: PeopleRoom, qtbot: QtBot) -> None:
    room.activateWindow()
    link = room.page.household.findChild(QPushButton, "serumah_3")
    room.page.applications.setFocus()
    seen: list[object] = []
    while not room.page.edit.hasFocus():
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        seen.append(QApplication.focusWidget())
        assert len(seen) < 30
    assert link in seen
    assert seen.index(link) < seen.index(room.page.join)


def test_a_reason_is_asked_and_the_chosen_values_win(room: PeopleRoom, qtbot: QtBot) -> None:
    page = compared(room, qtbot)
    assert set(page.choices) == {"nik", "name", "phone", "address"}
    assert page.taken() == {"phone"}
    assert not page.caution.isHidden()
    room.main_action()
    qtbot.waitUntil(lambda: bool(page.reason.error()))
    page.choices["address"][1].setChecked(True)
    qtbot.keyClicks(page.reason.editor.focusProxy(), "Ejaan lain")
    room.main_action()
    qtbot.waitUntil(lambda: room.page.banner.text().startswith("Kedua catatan digabung"))
    shows(room, qtbot, 1)
    assert (found(room, 1).address, found(room, 1).phone) == (TWIN.address, TWIN.phone)
    assert room.page.merges.isVisibleTo(room)
    assert not room.page.likely.isVisibleTo(room)
    room.open_person(2)
    shows(room, qtbot, 1)


def test_a_merge_is_undone_with_a_reason(
    room: PeopleRoom, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = compared(room, qtbot)
    qtbot.keyClicks(page.reason.editor.focusProxy(), "Ejaan lain")
    room.main_action()
    qtbot.waitUntil(lambda: room.page.merges.isVisibleTo(room))
    answers = [None, "Dua orang"]
    monkeypatch.setattr(Dialogs, "ask_text", lambda *_, **__: answers.pop(0))
    button = room.page.merges.findChild(QPushButton, "urungkan_1")
    qtbot.keyClick(button, Qt.Key.Key_Space)
    assert room.context.tasks.wait_idle()
    assert found(room, 1).phone == TWIN.phone
    qtbot.keyClick(button, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: not room.page.merges.isVisibleTo(room))
    assert (found(room, 1), found(room, 2)) == (SITI, TWIN)
    assert "diurungkan" in room.page.banner.text()


def test_two_people_are_told_apart_for_good(room: PeopleRoom, qtbot: QtBot) -> None:
    page = compared(room, qtbot)
    qtbot.keyClick(page.apart, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: not room._merges() and not room.page.likely.isVisibleTo(room))
    room.open_person(2)
    shows(room, qtbot, 2)
    assert not room.page.likely.isVisibleTo(room)


def leave_by_key(room: PeopleRoom) -> bool:
    return room.step_back()


def leave_for_another(room: PeopleRoom) -> bool:
    return room.may_leave()


@pytest.mark.parametrize("leave", [leave_by_key, leave_for_another])
def test_leaving_changes_nothing(room: PeopleRoom, qtbot: QtBot, leave: Callable[[PeopleRoom], bool]) -> None:
    compared(room, qtbot)
    assert leave(room)
    assert room.stack.currentWidget() is room.page
    assert found(room, 2) == TWIN


def test_any_other_record_can_be_picked(room: PeopleRoom, qtbot: QtBot) -> None:
    room.open_person(3)
    shows(room, qtbot, 3)
    qtbot.keyClick(room.page.join, Qt.Key.Key_Space)
    page = room.merging.page
    assert isinstance(page, PickPage)
    qtbot.keyClicks(page.search, "budi")
    qtbot.keyClick(page.search, Qt.Key.Key_Return)
    assert room.context.tasks.wait_idle()
    assert page.model.rows() == ()
    page.search.clear()
    qtbot.keyClicks(page.search, "sitti")
    qtbot.waitUntil(lambda: len(page.model.rows()) == 2)
    qtbot.keyClick(page.search, Qt.Key.Key_Down)
    qtbot.keyClick(page.list, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: isinstance(room.merging.page, MergePage))
    assert room.step_back()


def test_the_next_step_after_finding_the_other_record_is_on_a_button(room: PeopleRoom, qtbot: QtBot) -> None:
    room.page.join.click()
    page = room.merging.page
    assert isinstance(page, PickPage)
    assert not page.compare.isEnabled()
    qtbot.keyClicks(page.search, "sitti")
    qtbot.waitUntil(lambda: bool(page.model.rows()))
    qtbot.keyClick(page.search, Qt.Key.Key_Down)
    qtbot.waitUntil(page.compare.isEnabled)
    room.main_action()
    qtbot.waitUntil(lambda: isinstance(room.merging.page, MergePage))


def test_what_is_shown_already_keeps_the_cursor(room: PeopleRoom, qtbot: QtBot) -> None:
    button = room.page.likely.findChild(QPushButton, "bandingkan_2")
    button.setFocus()
    room.context.events.person_changed.emit(1)
    assert room.context.tasks.wait_idle()
    a_turn_later(qtbot)
    assert room.page.likely.findChild(QPushButton, "bandingkan_2") is button
    assert button.hasFocus()
