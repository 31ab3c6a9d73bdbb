"""Everything in every room can be reached with Tab, forwards and backwards."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QWidget

from dinsos_desk.desk import Gate
from tests.end_to_end.conftest import Open
from tests.end_to_end.driver import Key, Typist
from tests.ui.review_steps import take_dtks, take_stranded
from ui import rooms
from ui.widgets.side_bar import RoomButton

_MOST = 150


def stops(typist: Typist) -> set[QWidget]:
    """What stands on the screen and takes the cursor; the rooms on the bar have keys and arrows."""
    return {
        widget
        for widget in typist.window.findChildren(QWidget)
        if widget.isVisible()
        and widget.isEnabled()
        and widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and widget.focusProxy() is None
        and not isinstance(widget, RoomButton)
        and not isinstance(widget.parentWidget(), QComboBox)
    }


def not_reached(typist: Typist, key: Key) -> list[str]:
    """What one round of Tab leaves out."""
    wanted, seen = stops(typist), set()
    for _ in range(_MOST):
        found = typist.focus()
        if found in seen:
            break
        seen.add(found)
        QTest.keyClick(found, key)
        QApplication.processEvents()
    return sorted(f"{type(one).__name__} {one.objectName()}" for one in wanted - seen)


@pytest.mark.parametrize("key", [Key.Key_Tab, Key.Key_Backtab])
def test_tab_reaches_everything_in_every_room(key: Key, open_program: Open, made: Gate) -> None:
    typist = open_program(made)
    typist.sign_in("rani")
    actor = typist.window.context.actor
    for take in (take_stranded, take_dtks):
        take(typist.desk, actor)
    places = [entry.key for entry in rooms.rooms_for(actor.roles).values() if entry.on_bar]
    missed = {}
    for place in places:
        typist.go(place)
        missed[place] = not_reached(typist, key)
    typist.go(rooms.REQUESTS)
    typist.press(Key.Key_Home)
    typist.press(Key.Key_Return)
    missed["application"] = not_reached(typist, key)
    typist.press(Key.Key_F2)
    missed["services"] = not_reached(typist, key)
    assert {place: left for place, left in missed.items() if left} == {}
