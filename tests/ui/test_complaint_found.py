"""The number of a complaint leads to it: scanned anywhere, or found by the search over everything."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from dinsos_desk.desk import Desk
from dinsos_desk.domain.routing import Role
from dinsos_desk.errors import UserError
from dinsos_desk.sample.people import Crowd
from dinsos_desk.usecases.actor import Actor
from dinsos_desk.usecases.complaints.entry import Entry
from dinsos_desk.usecases.complaints.handling import receive_complaint
from dinsos_desk.usecases.complaints.view import person_of_request
from dinsos_desk.usecases.people.knowing import view_person
from tests.factories import colleague
from tests.ui.office_work import take
from tests.ui.test_complaints_room import TYPED, context, open_window, receive
from ui import rooms
from ui.complaints.room import ComplaintsRoom
from ui.main_window import MainWindow
from ui.people.room import PeopleRoom
from ui.search.results import HitKind, find_everything

__all__ = ["context", "open_window"]
Key = Qt.Key
NUMBER = "P-001/2026"


def scan(window: MainWindow, number: str) -> None:
    """As a reader sends it: letters with Shift, one key after the other, Enter at the end."""
    target = QApplication.focusWidget() or window
    for sign in number:
        if sign.isupper():
            QTest.keyPress(target, Key.Key_Shift)
            QTest.keyClick(target, sign, Qt.KeyboardModifier.ShiftModifier)
            QTest.keyRelease(target, Key.Key_Shift)
        else:
            QTest.keyClick(target, sign)
    QTest.keyClick(target, Key.Key_Return)


def shown_number(window: MainWindow) -> str:
    room = window.current_room()
    assert isinstance(room, ComplaintsRoom)
    return room.page.view.row.number if room.page.view is not None else ""


@pytest.mark.parametrize("room", [rooms.PEOPLE, rooms.REQUESTS])
def test_a_scan_opens_the_complaint_wherever_the_cursor_stands(
    qtbot: QtBot, desk: Desk, actor: Actor, open_window: Callable[..., MainWindow], room: str
) -> None:
    receive(desk, actor)
    window = open_window()
    window.go(room)
    window.context.tasks.wait_idle()
    window.scanner.set_gap(300)
    scan(window, NUMBER)
    qtbot.waitUntil(lambda: window.current_key() == rooms.COMPLAINTS)
    qtbot.waitUntil(lambda: shown_number(window) == NUMBER)


def test_the_search_finds_it_and_enter_opens_it(
    qtbot: QtBot, desk: Desk, actor: Actor, open_window: Callable[..., MainWindow]
) -> None:
    receive(desk, actor)
    window = open_window()
    qtbot.keyClick(window, Key.Key_F3)
    qtbot.waitUntil(window.search.field.hasFocus)
    qtbot.keyClicks(window.search.field, NUMBER.lower())
    qtbot.keyClick(window.search.field, Key.Key_Return)
    qtbot.waitUntil(lambda: window.current_key() == rooms.COMPLAINTS)
    qtbot.waitUntil(lambda: shown_number(window) == NUMBER)


def test_who_may_not_see_complaints_finds_none(desk: Desk, actor: Actor) -> None:
    receive(desk, actor)
    (hit,) = find_everything(desk, actor, NUMBER)
    assert (hit.kind, hit.exact) == (HitKind.COMPLAINT, True)
    assert find_everything(desk, colleague(desk, actor, Role.ADMIN), NUMBER) == ()


def test_the_page_of_a_person_shows_what_they_brought_and_leads_there(
    qtbot: QtBot, desk: Desk, actor: Actor, open_window: Callable[..., MainWindow]
) -> None:
    request = take(desk, actor, "lubuklinggau-dtks", Crowd(5))
    person = person_of_request(desk.reader(), request)
    assert person is not None
    known = receive_complaint(desk.uow(), actor, Entry({**TYPED, "nama": ""}, person), (), desk.now())
    window = open_window()
    window.open_person(person)
    room = window.current_room()
    assert isinstance(room, PeopleRoom)
    qtbot.waitUntil(lambda: room.page.complaints.isVisibleTo(room))
    (link,) = room.page.complaints.links
    assert link.text() == NUMBER
    link.setFocus()
    qtbot.keyClick(link, Key.Key_Space)
    qtbot.waitUntil(lambda: window.current_key() == rooms.COMPLAINTS)
    qtbot.waitUntil(lambda: shown_number(window) == NUMBER)
    plain = colleague(desk, actor, Role.ADMIN)
    with pytest.raises(UserError) as caught:
        view_person(desk.reader(), plain, person, desk.now().date())
    assert caught.value.code == "tidak_berwenang"
    assert known
