"""The list of applications that wait for papers: reminding, letters, closing, and the ways there."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from dinsos_desk.desk import Desk
from dinsos_desk.domain.front_desk import FrontDesk
from dinsos_desk.domain.routing import RequestState, Role
from dinsos_desk.errors import EnvironmentProblem
from dinsos_desk.sample.fill import Wishes
from dinsos_desk.sample.people import Crowd
from dinsos_desk.usecases.actor import Actor
from dinsos_desk.usecases.office.front_desk import change_front_desk
from dinsos_desk.usecases.requests.view import view_request
from dinsos_desk.usecases.requests.waiting import Way, reminders_of
from tests.factories import StandingClock, colleague
from tests.ui.office_work import room_context, take
from tests.ui.on_screen import entered, in_dialogs
from ui import theme as themes
from ui.dialogs import Dialogs
from ui.tasks import Tasks
from ui.theme import Theme
from ui.waiting.reminder_dialog import ReminderDialog
from ui.waiting.room import WaitingRoom

DTKS = "lubuklinggau-dtks"
LACKING = Wishes(incomplete=True)
Key = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def waiting(desk: Desk, actor: Actor, clock: StandingClock) -> list[int]:
    """Three that wait: 20, 8 and 2 days; the office waits 14 and reminds after 5."""
    change_front_desk(desk.uow(), actor, FrontDesk(wait_days=14, remind_after_days=5))
    crowd, ids = Crowd(3), []
    for days in (12, 6, 2):
        ids.append(take(desk, actor, DTKS, crowd, LACKING))
        clock.forward(days=days)
    take(desk, actor, DTKS, crowd)
    return ids


@pytest.fixture
def open_room(
    qtbot: QtBot, desk: Desk, actor: Actor, tasks: Tasks, theme: Theme, tmp_path: Path
) -> Callable[..., WaitingRoom]:
    def make(who: Actor | None = None) -> WaitingRoom:
        context = room_context(desk, who or actor, tasks, theme, tmp_path)
        return entered(qtbot, WaitingRoom(context), lambda room: room.table)

    return make


@pytest.fixture
def in_dialog(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Sets what somebody does in the dialog of reminders once it is open."""

    return in_dialogs(qtbot, monkeypatch, ReminderDialog)


def test_who_waits_is_listed_with_days_and_telephone(
    open_room: Callable[..., WaitingRoom], waiting: list[int]
) -> None:
    room = open_room()
    QAbstractItemModelTester(room.model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    shown = [[room.model.index(r, c).data() for c in (0, 1, 7)] for r in range(room.model.rowCount())]
    assert shown == [
        ["20", "2026-0001", "Lewat batas"],
        ["8", "2026-0002", "Ingatkan"],
        ["2", "2026-0003", "Menunggu"],
    ]
    assert all(room.model.index(r, 4).data().startswith("08") for r in range(3))
    assert "1 lewat batas 14 hari, 1 perlu diingatkan" in room.header.subtitle()


def test_enter_opens_the_checklist_for_the_desk(
    qtbot: QtBot, open_room: Callable[..., WaitingRoom], waiting: list[int]
) -> None:
    room = open_room()
    qtbot.keyClick(room.table, Key.Key_Down)
    with qtbot.waitSignal(room.intake_wanted) as wanted:
        qtbot.keyClick(room.table, Key.Key_Return)
    assert wanted.args == [waiting[1]]
    with qtbot.waitSignal(room.request_wanted) as page:
        qtbot.keyClick(room.table, Key.Key_F4)
    assert page.args == [waiting[1]]


def test_a_kasi_sees_the_page_and_may_close(
    qtbot: QtBot, open_room: Callable[..., WaitingRoom], waiting: list[int], desk: Desk, actor: Actor
) -> None:
    room = open_room(colleague(desk, actor, Role.KASI))
    assert room.close_cases.isVisible()
    with qtbot.waitSignal(room.request_wanted) as wanted:
        qtbot.keyClick(room.table, Key.Key_Return)
    assert wanted.args == [waiting[0]]


def test_who_has_no_right_only_looks(
    open_room: Callable[..., WaitingRoom], waiting: list[int], desk: Desk, actor: Actor
) -> None:
    room = open_room(colleague(desk, actor, Role.KABID))
    assert room.model.rowCount() == 3
    assert not any(button.isVisible() for button in (room.remind, room.letter, room.close_cases))


def test_the_parts_narrow_and_an_empty_one_says_why(
    qtbot: QtBot, open_room: Callable[..., WaitingRoom], waiting: list[int], desk: Desk, actor: Actor
) -> None:
    room = open_room()
    room.parts.setFocus()
    qtbot.keyClick(room.parts, Key.Key_Right)
    assert [view.id for view in room.model.rows()] == [waiting[0]]
    qtbot.keyClick(room.parts, Key.Key_Right)
    assert [view.id for view in room.model.rows()] == [waiting[1]]
    change_front_desk(desk.uow(), actor, FrontDesk())
    room.context.events.settings_changed.emit()
    qtbot.waitUntil(lambda: room.model.rowCount() == 0)
    assert "Meja depan" in room.table._empty.accessibleName()
    room.table.empty_action.emit()
    assert room.model.rowCount() == 3


def test_a_reminder_is_written_down_by_keys(
    qtbot: QtBot, open_room: Callable[..., WaitingRoom], waiting: list[int], desk: Desk, actor: Actor,
    in_dialog: Callable[..., None],
) -> None:  # fmt: skip
    room = open_room()
    qtbot.keyClick(room.table, Key.Key_Down)

    def write(dialog: ReminderDialog) -> None:
        QTest.keyClick(dialog.way, Key.Key_P)
        QTest.keyClick(dialog.way, Key.Key_Tab)
        QTest.keyClicks(QApplication.focusWidget(), "Akan datang hari Kamis.")
        QTest.keyClick(QApplication.focusWidget(), Key.Key_Return, CONTROL)

    in_dialog(write)
    qtbot.keyClick(room.table, Key.Key_Return, CONTROL)
    qtbot.waitUntil(lambda: room.table.current_row().last is not None)
    (kept,) = reminders_of(desk.reader(), actor, waiting[1])
    assert (kept.way, kept.outcome) == (Way.MESSAGE, "Akan datang hari Kamis.")
    assert "2026-0002 dicatat" in room.banner.text()
    assert room.model.index(1, 7).data() == "Menunggu"


def test_a_wrong_reminder_stays_open_with_what_was_typed(
    qtbot: QtBot, open_room: Callable[..., WaitingRoom], waiting: list[int], desk: Desk, actor: Actor,
    in_dialog: Callable[..., None],
) -> None:  # fmt: skip
    room = open_room()

    def write(dialog: ReminderDialog) -> None:
        dialog.outcome.editor.set_text("x" * 501)
        dialog.save.click()
        qtbot.waitUntil(lambda: "500" in dialog.outcome.error())
        assert dialog.outcome.editor.text() == "x" * 501
        QTest.keyClick(dialog, Key.Key_Escape)

    in_dialog(write)
    room.main_action()
    assert reminders_of(desk.reader(), actor, waiting[0]) == ()


def test_one_that_came_back_meanwhile_is_said(
    qtbot: QtBot, open_room: Callable[..., WaitingRoom], waiting: list[int], desk: Desk, actor: Actor,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    room = open_room()
    rows = room.found
    close_by_hand(room, monkeypatch, "Ditarik pemohon.")
    qtbot.keyClick(room.table, Key.Key_Delete)
    qtbot.waitUntil(lambda: room.model.rowCount() == 2)
    room._show(rows)
    qtbot.keyClick(room.table, Key.Key_A, CONTROL)
    qtbot.keyClick(room.table, Key.Key_Delete)
    qtbot.waitUntil(lambda: room.model.rowCount() == 0)
    assert room.banner.text().startswith("2 ditutup, 1 tidak:\n2026-0001: ")
    assert "tidak lagi menunggu berkas" in room.banner.text()


def close_by_hand(room: WaitingRoom, monkeypatch: pytest.MonkeyPatch, reason: str | None) -> list[str]:
    asked: list[str] = []

    def answer(*args: object, **kwargs: object) -> str | None:
        asked.append(f"{args[1]}|{kwargs['text']}")
        return reason

    monkeypatch.setattr(Dialogs, "ask_text", answer)
    return asked


def test_several_are_closed_with_one_reason(
    qtbot: QtBot, open_room: Callable[..., WaitingRoom], waiting: list[int], desk: Desk, actor: Actor,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    room = open_room()
    asked = close_by_hand(room, monkeypatch, "Pemohon pindah.")
    qtbot.keyClick(room.table, Key.Key_Down, SHIFT)
    assert len(room.chosen()) == 2
    assert not room.remind.isEnabled()
    qtbot.keyClick(room.table, Key.Key_Delete)
    qtbot.waitUntil(lambda: room.model.rowCount() == 1)
    assert asked == ["Tutup 2 permohonan? 1 di antaranya belum lewat batas menunggu.|"]
    assert room.banner.text() == "2 permohonan ditutup dengan alasan itu."
    for closed in waiting[:2]:
        view = view_request(desk.reader(), actor, closed)
        assert (view.row.state, view.history[-1].reason) == (RequestState.CANCELLED, "Pemohon pindah.")


def test_closing_is_asked_and_may_be_left(
    qtbot: QtBot, open_room: Callable[..., WaitingRoom], waiting: list[int],
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    room = open_room()
    asked = close_by_hand(room, monkeypatch, None)
    qtbot.keyClick(room.table, Key.Key_Delete)
    expected = ["Tutup 2026-0001?|Berkas tidak dilengkapi sampai batas waktu menunggu."]
    qtbot.waitUntil(lambda: asked == expected)
    assert room.model.rowCount() == 3
    assert not room.progress.isVisible()


def test_letters_are_printed_and_may_count_as_reminders(
    qtbot: QtBot, open_room: Callable[..., WaitingRoom], waiting: list[int], desk: Desk, actor: Actor,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    room = open_room()
    printed: list[str] = []
    monkeypatch.setattr(room.context.outputs, "print", lambda name, content: printed.append(name))
    qtbot.keyClick(room.table, Key.Key_A, CONTROL)
    qtbot.keyClick(room.table, Key.Key_P, CONTROL)
    qtbot.waitUntil(lambda: "3 surat kekurangan dikirim" in room.banner.text())
    assert printed == [f"2026-000{n} Surat Kekurangan Berkas.docx" for n in (1, 2, 3)]
    room.banner.link.click()
    qtbot.waitUntil(lambda: "3 pengingat" in room.banner.text())
    assert [reminders_of(desk.reader(), actor, one)[0].way for one in waiting] == [Way.LETTER] * 3


def test_a_printer_that_fails_is_said(
    qtbot: QtBot, open_room: Callable[..., WaitingRoom], waiting: list[int],
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    room = open_room()

    def fail(name: str, content: bytes) -> None:
        raise EnvironmentProblem("tidak_dapat_mencetak", nama=name)

    monkeypatch.setattr(room.context.outputs, "print", fail)
    qtbot.keyClick(room.table, Key.Key_P, CONTROL)
    qtbot.waitUntil(lambda: "tidak dapat dikirim ke pencetak" in room.banner.text())
    assert room.letter.isEnabled()


def test_an_empty_office_says_what_the_list_is_for(open_room: Callable[..., WaitingRoom]) -> None:
    room = open_room()
    assert "Yang diterima belum lengkap tampil di sini." in room.table._empty.accessibleName()
    assert not room.remind.isEnabled()


def test_the_buttons_are_whole_with_large_letters(
    qtbot: QtBot, qapp: QApplication, desk: Desk, actor: Actor, tasks: Tasks, tmp_path: Path
) -> None:
    room = WaitingRoom(room_context(desk, actor, tasks, themes.apply(qapp, 1.5), tmp_path))
    qtbot.addWidget(room)
    room.resize(1267, 740)
    room.show()
    qtbot.waitExposed(room)
    for button in (room.page, room.close_cases, room.letter, room.remind):
        assert button.width() >= button.sizeHint().width()
    themes.apply(qapp)
