"""The search over everything keeps the keys while it is open, and gives the cursor back where it was."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from dinsos_desk.desk import Desk
from dinsos_desk.usecases.actor import Actor
from tests.ui.office_work import room_context
from ui import rooms
from ui.main_window import MainWindow
from ui.tasks import Tasks
from ui.theme import Theme

Key = Qt.Key


@pytest.fixture
def window(qtbot: QtBot, desk: Desk, actor: Actor, tasks: Tasks, theme: Theme, tmp_path: Path) -> MainWindow:
    made = MainWindow(room_context(desk, actor, tasks, theme, tmp_path))
    qtbot.addWidget(made)
    made.resize(1366, 768)
    made.show()
    qtbot.waitExposed(made)
    made.activateWindow()
    tasks.wait_idle()
    return made


def focus() -> QWidget | None:
    QApplication.processEvents()
    return QApplication.focusWidget()


def press(window: MainWindow, key: Key) -> None:
    """A key as the window system brings it: to the window, which looks for who has the cursor."""
    QTest.keyClick(window.windowHandle(), key)
    QApplication.processEvents()


@pytest.mark.parametrize("room", [rooms.HOME, rooms.PEOPLE])
def test_tab_stays_in_the_search_and_escape_gives_the_cursor_back(
    qtbot: QtBot, window: MainWindow, tasks: Tasks, room: str
) -> None:
    window.go(room)
    tasks.wait_idle()
    before = focus()
    press(window, Key.Key_F3)
    qtbot.waitUntil(window.search.field.hasFocus)
    for key in (Key.Key_Tab, Key.Key_Tab, Key.Key_Backtab):
        press(window, key)
        assert window.search.isVisible()
        assert focus() is window.search.field
    window.search.focusNextChild()
    assert focus() is window.search.field
    press(window, Key.Key_Escape)
    assert not window.search.isVisible()
    assert focus() is before


@pytest.mark.parametrize("fate", ["hidden", "disabled", "gone"])
def test_where_the_cursor_was_is_there_no_more(
    qtbot: QtBot, window: MainWindow, tasks: Tasks, fate: str
) -> None:
    """A page was made anew behind the open search: the cursor goes into the room, not to the bar of rooms."""
    window.go(rooms.PEOPLE)
    tasks.wait_idle()
    room = window.current_room()
    former = QLineEdit(room)
    former.show()
    former.setFocus()
    press(window, Key.Key_F3)
    qtbot.waitUntil(window.search.field.hasFocus)
    if fate == "hidden":
        former.hide()
    elif fate == "disabled":
        former.setEnabled(False)
    else:
        former.deleteLater()
        qtbot.waitUntil(lambda: not isValid(former))
    press(window, Key.Key_Escape)
    assert not window.search.isVisible()
    assert room.isAncestorOf(focus())
