"""The list of applications and the page of one of them, over a real office."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from dinsos_desk.db.queries.requests.figures import Filter
from dinsos_desk.desk import Desk
from dinsos_desk.domain.routing import Action, RequestState, Role
from dinsos_desk.usecases.actor import Actor
from tests.factories import StandingClock, colleague
from tests.ui.review_steps import STRANDED, context_of, pass_on, see, take_dtks, take_stranded
from ui.dialogs import Dialogs
from ui.requests.room import RequestsRoom
from ui.tasks import Tasks
from ui.theme import Theme

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def room(
    qtbot: QtBot, desk: Desk, actor: Actor, tasks: Tasks, theme: Theme, tmp_path: Path
) -> Iterator[RequestsRoom]:
    made = RequestsRoom(context_of(desk, actor, tasks, theme, tmp_path))
    qtbot.addWidget(made)
    made.resize(1154, 768)
    made.show()
    yield made
    assert tasks.wait_idle()


def settle(room: RequestsRoom) -> None:
    assert room.context.tasks.wait_idle()


def names(room: RequestsRoom) -> list[str]:
    return [row.client_name for row in room.model.rows()]


def test_the_newest_stands_above_and_enter_opens_its_page(
    qtbot: QtBot, desk: Desk, actor: Actor, room: RequestsRoom, clock: StandingClock
) -> None:
    take_dtks(desk, actor, "Ratna Juwita", 4)
    clock.forward(minutes=3)
    newest = take_stranded(desk, actor, "Joko Susilo")
    room.enter()
    settle(room)
    QAbstractItemModelTester(room.model, QAbstractItemModelTester.FailureReportingMode.Warning, room)
    assert names(room) == ["Joko Susilo", "Ratna Juwita"]
    qtbot.keyClick(room.table, Qt.Key.Key_Home)
    qtbot.keyClick(room.table, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: room.page.header.title() == "Joko Susilo")
    shown = room.page.case.view
    assert shown is not None
    assert shown.row.id == newest.request_id
    assert room.page.isVisible()
    assert room.step_back()
    assert room.table.isVisible()
    assert room.table.hasFocus()
    assert room.table.current_row().client_name == "Joko Susilo"


def test_search_finds_names_and_receipts_and_an_empty_list_says_so(
    qtbot: QtBot, desk: Desk, actor: Actor, room: RequestsRoom
) -> None:
    first = take_dtks(desk, actor, "Ratna Juwita", 4)
    take_stranded(desk, actor, "Joko Susilo")
    room.enter()
    settle(room)
    search = room.filters.search
    search.setFocus()
    qtbot.keyClicks(search, "juwita")
    qtbot.keyClick(search, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: names(room) == ["Ratna Juwita"])
    qtbot.keyClick(search, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: len(names(room)) == 2)
    qtbot.keyClicks(search, first.receipt)
    qtbot.keyClick(search, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: names(room) == ["Ratna Juwita"])
    search.clear()
    search.setText("'; DROP TABLE %_ {{ 7*7 }} عمر")
    qtbot.keyClick(search, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: names(room) == [])
    settle(room)
    empty = room.table.findChild(QWidget, "daftar_kosong")
    assert isinstance(empty, QWidget)
    assert empty.isVisible()
    button = empty.findChild(QPushButton, "langkah_pertama")
    assert isinstance(button, QPushButton)
    qtbot.keyClick(button, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: len(names(room)) == 2)
    assert search.text() == ""


def test_a_counters_list_shows_what_narrows_it(
    qtbot: QtBot, desk: Desk, actor: Actor, room: RequestsRoom, clock: StandingClock
) -> None:
    take_stranded(desk, actor, "Joko Susilo")
    clock.forward(hours=2)
    take_stranded(desk, actor, "Ratna Juwita")
    room.show_filter(Filter(late=True, received=(date(2026, 11, 20), date(2026, 11, 23))))
    settle(room)
    assert names(room) == ["Joko Susilo"]
    assert room.filters.late.isChecked()
    chip = room.filters.findChild(QPushButton, "lepas_late")
    assert isinstance(chip, QPushButton)
    chip.setFocus()
    qtbot.keyClick(chip, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: len(names(room)) == 2)
    assert not room.filters.late.isChecked()
    assert room.filters.findChild(QPushButton, "lepas_received") is not None
    assert room.step_back()
    settle(room)
    assert room.filters.filter() == Filter()
    assert not room.step_back()


def test_service_state_and_period_by_keys(
    qtbot: QtBot, desk: Desk, actor: Actor, room: RequestsRoom, clock: StandingClock
) -> None:
    take_dtks(desk, actor, "Ratna Juwita", 4)
    take_stranded(desk, actor, "Joko Susilo", complete=False)
    room.enter()
    settle(room)
    service = room.filters.service
    while service.currentData() != (STRANDED,):
        before = service.currentIndex()
        qtbot.keyClick(service, Qt.Key.Key_Down)
        assert service.currentIndex() != before
    qtbot.waitUntil(lambda: names(room) == ["Joko Susilo"])
    qtbot.keyClick(room.filters.state, Qt.Key.Key_Down)
    assert room.filters.filter().states == (RequestState.INCOMPLETE,)
    qtbot.keyClick(room.filters.period, Qt.Key.Key_Down)
    assert room.filters.filter().received == (date(2026, 11, 23), date(2026, 11, 23))
    settle(room)
    assert names(room) == ["Joko Susilo"]


def test_the_page_shows_everything_and_follows_changes(
    qtbot: QtBot, desk: Desk, actor: Actor, room: RequestsRoom
) -> None:
    kasi = colleague(desk, actor, Role.KASI)
    taken = take_dtks(desk, actor)
    room.open_request(taken.request_id)
    qtbot.waitUntil(lambda: room.page.case.view is not None)
    qtbot.waitUntil(lambda: room.page.contents.details.findChild(QWidget, "kartu_penerimaan") is not None)
    text = "\n".join(label.text() for label in room.page.findChildren(QLabel))
    for expected in (
        "Siti Nurhayati",
        "1673••••••••0003",
        "Foto Rumah",
        "Isian layanan",
        "diajukan, lengkap",
    ):
        assert expected in text
    assert "1673014704920003" not in text
    pass_on(desk, kasi, taken.request_id)
    room.context.events.request_changed.emit(taken.request_id)
    qtbot.waitUntil(lambda: room.page.case.view is not None and len(room.page.case.view.history) == 2)


def test_the_letter_leaf_and_the_receipt(
    qtbot: QtBot, desk: Desk, actor: Actor, room: RequestsRoom, monkeypatch: pytest.MonkeyPatch
) -> None:
    taken = take_dtks(desk, actor)
    room.open_request(taken.request_id)
    qtbot.waitUntil(lambda: room.page.case.view is not None)
    assert room.page.contents.drafts.letter.text() == ""
    qtbot.keyClick(room.page.contents.tabs, Qt.Key.Key_S, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: "Siti Nurhayati" in room.page.contents.drafts.letter.text())
    opened: list[str] = []
    monkeypatch.setattr(type(room.context.outputs), "open", lambda _, name, content: opened.append(name))
    shift = CTRL | Qt.KeyboardModifier.ShiftModifier
    qtbot.keyClick(room.page.contents.tabs, Qt.Key.Key_P, shift)
    qtbot.waitUntil(lambda: bool(opened))
    assert opened[0] == f"{taken.receipt} Tanda Terima.docx"


def test_an_incomplete_case_is_completed_or_cancelled_here(
    qtbot: QtBot, desk: Desk, actor: Actor, room: RequestsRoom, monkeypatch: pytest.MonkeyPatch
) -> None:
    taken = take_stranded(desk, actor, complete=False)
    room.open_request(taken.request_id)
    box = room.page.case.box
    qtbot.waitUntil(lambda: box.main.accessibleName() == "Lengkapi berkas")
    with qtbot.waitSignal(room.intake_wanted) as asked:
        room.main_action()
    assert asked.args == [taken.request_id]
    monkeypatch.setattr(Dialogs, "confirm", lambda *_, **__: True)
    button = box.other_buttons[Action.CANCEL]
    button.setFocus()
    qtbot.keyClick(button, Qt.Key.Key_Space)
    qtbot.keyClicks(box.reason, "Pemohon melanjutkan perjalanan sendiri.")
    with qtbot.waitSignal(box.decided):
        qtbot.keyClick(box.reason, Qt.Key.Key_Return, CTRL)
    settle(room)
    assert see(desk, actor, taken.request_id).row.state is RequestState.CANCELLED
    qtbot.waitUntil(lambda: box.heading.text() == "Dibatalkan")
    assert not box.main.isVisible()
    room.main_action()


def test_a_reason_of_ten_thousand_letters_is_refused_at_its_field(
    qtbot: QtBot, desk: Desk, actor: Actor, room: RequestsRoom, monkeypatch: pytest.MonkeyPatch
) -> None:
    taken = take_stranded(desk, actor, complete=False)
    monkeypatch.setattr(Dialogs, "confirm", lambda *_, **__: True)
    room.open_request(taken.request_id)
    box = room.page.case.box
    qtbot.waitUntil(lambda: Action.CANCEL in box.other_buttons)
    box.choose(Action.CANCEL)
    box.reason.setPlainText("a" * 10_000)
    box.main_action()
    settle(room)
    assert "10000" in box.reason_field.error()
    assert len(box.reason.toPlainText()) == 10_000


def test_a_case_that_does_not_exist_is_said_calmly(qtbot: QtBot, room: RequestsRoom) -> None:
    room.open_request(999)
    qtbot.waitUntil(lambda: "tidak ditemukan" in room.page.case.banner.text())
    assert not room.page.receipt.isEnabled()
    assert room.step_back()


def test_more_than_a_page_is_fetched_when_it_is_needed(
    qtbot: QtBot, desk: Desk, actor: Actor, room: RequestsRoom, clock: StandingClock
) -> None:
    for number in range(12):
        take_stranded(desk, actor, f"Warga {number:02d}")
        clock.forward(minutes=1)
    room.model._page_size = 5
    room.enter()
    settle(room)
    room.table.resize(800, 80)
    while not room.model.complete:
        room.model.fetchMore()
        settle(room)
    assert names(room) == [f"Warga {number:02d}" for number in reversed(range(12))]
