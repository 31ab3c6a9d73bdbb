"""The open office: who sees which room, the keys that work everywhere, search and help."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from dinsos_desk.db.queries.requests.figures import Filter
from dinsos_desk.desk import Desk
from dinsos_desk.domain.routing import Role
from dinsos_desk.sample.fill import Wishes
from dinsos_desk.sample.people import Crowd
from dinsos_desk.usecases.actor import Actor
from tests.factories import colleague
from tests.ui.office_work import room_context, take
from ui import rooms
from ui import theme as themes
from ui.help.dialog import TOPICS, HelpDialog
from ui.help.keys import KEYS
from ui.main_window import MainWindow
from ui.room import Room
from ui.rooms import RoomEntry, rooms_for
from ui.search.results import HitKind, find_everything
from ui.tasks import Tasks
from ui.theme import Theme
from ui.widgets.side_bar import RoomButton

CONTROL = Qt.KeyboardModifier.ControlModifier
DTKS = "lubuklinggau-dtks"


class Noted(Room):
    """A room that only remembers what it was asked."""

    def __init__(self, context, parent=None) -> None:
        super().__init__(context, parent)
        self.asked: list[object] = []
        self.leaves = True
        self.steps = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        QLabel("ruang", self)

    def enter(self) -> None:
        self.asked.append("enter")

    def may_leave(self) -> bool:
        return self.leaves

    def main_action(self) -> None:
        self.asked.append("main")

    def step_back(self) -> bool:
        self.asked.append("back")
        return self.steps

    def open_request(self, request_id: int) -> None:
        self.asked.append(("request", request_id))

    def show_filter(self, wanted: Filter) -> None:
        self.asked.append(("filter", wanted))

    def begin(self, subject: object) -> None:
        self.asked.append(("begin", subject))

    def open_person(self, person_id: int) -> None:
        self.asked.append(("person", person_id))

    def open_institution(self, institution_id: int) -> None:
        self.asked.append(("institution", institution_id))


@pytest.fixture
def noted(monkeypatch: pytest.MonkeyPatch) -> None:
    """Rooms that only remember, all but the first."""
    entries = tuple(
        entry
        if entry.key == rooms.HOME
        else RoomEntry(entry.key, entry.label, entry.icon, Noted, entry.roles, entry.on_bar)
        for entry in rooms.ROOMS
    )
    monkeypatch.setattr(rooms, "ROOMS", entries)


def open_window(
    qtbot: QtBot, desk: Desk, actor: Actor, tasks: Tasks, theme: Theme, folder: Path
) -> MainWindow:
    window = MainWindow(room_context(desk, actor, tasks, theme, folder))
    qtbot.addWidget(window)
    window.resize(1366, 768)
    window.show()
    qtbot.waitExposed(window)
    window.activateWindow()
    tasks.wait_idle()
    return window


@pytest.fixture
def window(
    qtbot: QtBot, noted: None, desk: Desk, actor: Actor, tasks: Tasks, theme: Theme, tmp_path: Path
) -> MainWindow:
    return open_window(qtbot, desk, actor, tasks, theme, tmp_path)


def last(window: MainWindow) -> object:
    return window.current_room().asked[-1]


@pytest.mark.parametrize(
    ("role", "hidden"),
    [
        (Role.PETUGAS, set()),
        (Role.KABID, {rooms.INTAKE, rooms.QUEUE}),
        (Role.PEMBACA, {rooms.INTAKE, rooms.INBOX, rooms.QUEUE}),
        (Role.ADMIN, {room.key for room in rooms.ROOMS} - {rooms.HOME, rooms.LETTERS, rooms.SETTINGS}),
    ],
)
def test_only_what_a_role_may_see(role: Role, hidden: set[str]) -> None:
    assert {room.key for room in rooms.ROOMS} - set(rooms_for(frozenset({role}))) == hidden


def test_keys_with_numbers_follow_the_bar_from_top_to_bottom(window: MainWindow) -> None:
    shown = sorted(window.bar.findChildren(RoomButton), key=lambda button: button.y())
    numbered = [
        button.room.hint
        for button in shown
        if button.room.hint.startswith("Ctrl+") and button.room.hint[5:].isdigit()
    ]
    assert numbered == [f"Ctrl+{number}" for number in range(1, 10)]


def test_rooms_are_made_when_first_opened(qtbot: QtBot, window: MainWindow) -> None:
    assert window.room(rooms.LETTERS) is None
    qtbot.keyClick(window, Qt.Key.Key_5, CONTROL)
    assert window.current_key() == rooms.LETTERS
    made = window.room(rooms.LETTERS)
    qtbot.keyClick(window, Qt.Key.Key_1, CONTROL)
    qtbot.mouseClick(window.bar.button(rooms.LETTERS), Qt.MouseButton.LeftButton)
    assert window.current_room() is made
    assert made.asked == ["enter", "enter"]
    assert window.bar.button(rooms.LETTERS).isChecked()


def test_keys_that_work_everywhere(qtbot: QtBot, window: MainWindow) -> None:
    window.go(rooms.REGISTERS)
    room = window.current_room()
    room.setFocus()
    qtbot.keyClick(room, Qt.Key.Key_F5)
    assert last(window) == "enter"
    qtbot.keyClick(room, Qt.Key.Key_Return, CONTROL)
    assert last(window) == "main"
    qtbot.keyClick(room, Qt.Key.Key_F2)
    assert window.current_key() == rooms.INTAKE
    assert last(window) == ("begin", None)
    assert window.bar.button(rooms.REQUESTS).isChecked()
    with qtbot.waitSignal(window.lock_wanted):
        qtbot.keyClick(window.current_room(), Qt.Key.Key_L, CONTROL)


def test_escape_steps_back_room_by_room(qtbot: QtBot, window: MainWindow) -> None:
    window.go(rooms.LETTERS)
    window.go(rooms.RECAPS)
    room = window.current_room()
    room.steps = True
    qtbot.keyClick(room, Qt.Key.Key_Escape)
    assert window.current_key() == rooms.RECAPS
    room.steps = False
    qtbot.keyClick(room, Qt.Key.Key_Escape)
    assert window.current_key() == rooms.LETTERS
    qtbot.keyClick(window.current_room(), Qt.Key.Key_Escape)
    assert window.current_key() == rooms.HOME
    qtbot.keyClick(window.current_room(), Qt.Key.Key_Escape)
    assert window.current_key() == rooms.HOME


def test_a_room_that_may_not_be_left_holds_the_window(qtbot: QtBot, window: MainWindow) -> None:
    window.go(rooms.SETTINGS)
    window.current_room().leaves = False
    qtbot.mouseClick(window.bar.button(rooms.LETTERS), Qt.MouseButton.LeftButton)
    assert window.current_key() == rooms.SETTINGS
    assert window.bar.button(rooms.SETTINGS).isChecked()
    assert not window.may_leave()


def test_signals_of_rooms_are_connected(qtbot: QtBot, window: MainWindow) -> None:
    window.go(rooms.RECAPS)
    wanted = Filter(late=True)
    window.current_room().list_wanted.emit(wanted)
    assert window.current_key() == rooms.REQUESTS
    assert last(window) == ("filter", wanted)
    window.current_room().request_wanted.emit(7)
    assert last(window) == ("request", 7)
    window.current_room().intake_wanted.emit(7)
    assert last(window) == ("begin", 7)


def test_f2_does_nothing_for_who_may_not(
    qtbot: QtBot, noted: None, desk: Desk, actor: Actor, tasks: Tasks, theme: Theme, tmp_path: Path
) -> None:
    kabid = colleague(desk, actor, Role.KABID)
    window = open_window(qtbot, desk, kabid, tasks, theme, tmp_path)
    qtbot.keyClick(window, Qt.Key.Key_F2)
    assert window.current_key() == rooms.HOME
    assert window.bar.button(rooms.SETTINGS).room.label == "Akun saya"


def test_the_inbox_counts_and_follows_changes(
    qtbot: QtBot, window: MainWindow, desk: Desk, actor: Actor
) -> None:
    assert window.bar.button(rooms.INBOX).counter() == 0
    taken = take(desk, actor, DTKS, Crowd(5), Wishes(incomplete=True))
    window.context.events.request_changed.emit(taken)
    qtbot.waitUntil(lambda: window.bar.button(rooms.INBOX).counter() == 1)


def test_a_narrow_window_shows_icons_only(qtbot: QtBot, window: MainWindow) -> None:
    assert not window.bar.is_compact()
    window.resize(900, 600)
    qtbot.waitUntil(window.bar.is_compact)


def test_a_new_window_asks_for_no_more_than_a_small_screen_has(
    qtbot: QtBot, desk: Desk, actor: Actor, tasks: Tasks, qapp: QApplication, tmp_path: Path
) -> None:
    """Large letters: the bar of rooms begins as icons, and gets its words where there is width for them."""
    large = themes.apply(qapp, 1.5)
    try:
        window = MainWindow(room_context(desk, actor, tasks, large, tmp_path))
        qtbot.addWidget(window)
        assert window.minimumSizeHint().width() <= 1366
        window.resize(1920, 1080)
        window.show()
        assert not window.bar.is_compact()
    finally:
        themes.apply(qapp)


def test_a_receipt_from_a_barcode_opens_its_application(
    qtbot: QtBot, window: MainWindow, desk: Desk, actor: Actor
) -> None:
    crowd = Crowd(5)
    first = take(desk, actor, DTKS, crowd)
    take(desk, actor, DTKS, crowd)
    receipt = next(
        hit.title.split(" ")[0] for hit in find_everything(desk, actor, "2026-") if hit.id == first
    )
    qtbot.keyClick(window, Qt.Key.Key_F3)
    qtbot.waitUntil(window.search.field.hasFocus)
    qtbot.keyClicks(window.search.field, receipt)
    qtbot.keyClick(window.search.field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: window.current_key() == rooms.REQUESTS)
    assert last(window) == ("request", first)
    assert not window.search.isVisible()


def test_search_chooses_with_arrows_and_closes_with_escape(
    qtbot: QtBot, window: MainWindow, desk: Desk, actor: Actor
) -> None:
    take(desk, actor, DTKS, Crowd(5))
    hits = find_everything(desk, actor, "2026-")
    name = hits[0].title.split(" · ")[1]
    window.open_search()
    field = window.search.field
    qtbot.keyClicks(field, name)
    qtbot.waitUntil(lambda: window.search.model.rowCount() >= 2)
    kinds = [hit.kind for hit in window.search.model.rows()]
    person = kinds.index(HitKind.PERSON)
    for _ in range(person):
        qtbot.keyClick(field, Qt.Key.Key_Down)
    wanted = window.search.model.row(person)
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert window.current_key() == rooms.PEOPLE
    assert last(window) == ("person", wanted.id)
    window.open_search()
    qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert not window.search.isVisible()


@pytest.mark.parametrize(
    "typed",
    [
        "'; DROP TABLE request; --",
        "{{ 7*7 }}",
        "=HYPERLINK(1)",
        "%",
        "_",
        "😀",
        "علي",
        "x" * 10_000,
        "*",
        '"',
    ],
)
def test_nothing_typed_breaks_the_search(desk: Desk, actor: Actor, typed: str) -> None:
    take(desk, actor, DTKS, Crowd(5))
    assert find_everything(desk, actor, typed) == ()


def test_typing_anywhere_begins_a_search(qtbot: QtBot, window: MainWindow) -> None:
    window.go(rooms.LETTERS)
    qtbot.keyClicks(window.current_room(), "2")
    assert window.search.isVisible()
    assert window.search.field.text() == "2"
    qtbot.keyClicks(window.search.field, "026")
    assert window.search.field.text() == "2026"
    window.search.close_panel()
    qtbot.keyClick(window, "S", Qt.KeyboardModifier.ShiftModifier)
    assert window.search.field.text() == "S"


def test_every_room_has_its_help(qtbot: QtBot, window: MainWindow) -> None:
    topics = {key for key, _ in TOPICS}
    assert {room.key for room in rooms.ROOMS} <= topics
    window.go(rooms.REGISTERS)
    qtbot.keyClick(window.current_room(), Qt.Key.Key_F1)
    dialog = window.findChild(HelpDialog)
    assert dialog.topic() == rooms.REGISTERS
    for key, _ in TOPICS:
        dialog.turn_to(key)
        assert len(dialog.text.toPlainText()) > 100
        assert "tidak ditemukan" not in dialog.text.toPlainText()[:40]
    window.show_help("tombol")
    assert window.findChildren(HelpDialog) == [dialog]
    assert all(key in dialog.text.toPlainText() for group in KEYS for key, _ in group.keys)
    dialog.close()


def test_lost_help_says_so(qtbot: QtBot, theme: Theme, tmp_path: Path, window: MainWindow) -> None:
    dialog = HelpDialog(window, theme, tmp_path)
    dialog.turn_to("surat")
    assert "tidak ditemukan" in dialog.text.toPlainText()
