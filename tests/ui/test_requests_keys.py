"""The list of applications by keys alone: to the search and back out of the further filters."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from dinsos_desk.db.queries.requests.rows import Filter
from dinsos_desk.desk import Desk
from dinsos_desk.usecases.actor import Actor
from tests.ui.review_steps import context_of, take_dtks
from ui.requests.room import RequestsRoom
from ui.requests.saved_dialog import SavedDialog
from ui.tasks import Tasks
from ui.theme import Theme

CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


@pytest.fixture
def room(
    qtbot: QtBot, desk: Desk, actor: Actor, tasks: Tasks, theme: Theme, tmp_path: Path
) -> Iterator[RequestsRoom]:
    take_dtks(desk, actor, "Ratna Juwita", 4)
    made = RequestsRoom(context_of(desk, actor, tasks, theme, tmp_path))
    qtbot.addWidget(made)
    made.resize(1154, 768)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    made.enter()
    assert tasks.wait_idle()
    yield made
    assert tasks.wait_idle()


def test_ctrl_f_leads_from_the_list_to_its_search(qtbot: QtBot, room: RequestsRoom) -> None:
    qtbot.waitUntil(room.table.hasFocus)
    qtbot.keyClick(room.table, Qt.Key.Key_F, CTRL)
    qtbot.waitUntil(room.filters.search.hasFocus)
    qtbot.keyClicks(room.filters.search, "ratna")
    qtbot.keyClick(room.table, Qt.Key.Key_F, CTRL)
    assert room.filters.search.selectedText() == "ratna"


def test_what_the_search_finds_is_read_whole(room: RequestsRoom) -> None:
    search = room.filters.search
    words = search.fontMetrics().horizontalAdvance(search.placeholderText())
    assert words + 2 * search.height() < search.width()


def test_esc_folds_the_further_filters_before_the_room_is_left(qtbot: QtBot, room: RequestsRoom) -> None:
    room.filters.more.setFocus()
    qtbot.keyClick(room, Qt.Key.Key_L, ALT)
    qtbot.waitUntil(lambda: room.filters.further.isVisible())
    room.filters.further.officer.setFocus()
    assert room.step_back()
    assert not room.filters.further.isVisible()
    assert room.table.hasFocus()
    assert not room.step_back()


def test_the_first_saved_filter_is_asked_for_in_one_block(qtbot: QtBot, room: RequestsRoom) -> None:
    dialog = SavedDialog(room.context, Filter(), room._names())
    qtbot.addWidget(dialog)
    dialog.show()
    assert room.context.tasks.wait_idle()
    qtbot.waitUntil(dialog.empty.isVisible)
    dialog.layout().activate()
    assert dialog.present.height() <= 2 * dialog.present.fontMetrics().height()
    assert dialog.empty.height() > 3 * dialog.present.height()
