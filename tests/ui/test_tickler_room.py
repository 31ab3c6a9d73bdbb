"""Tindak lanjut: the list by keys, making one, done, dropped, undone; lateness explained; the ways there."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from dinsos_desk.desk import Desk
from dinsos_desk.domain.routing import Role
from dinsos_desk.sample.people import Crowd
from dinsos_desk.usecases.actor import Actor
from dinsos_desk.usecases.obligations.tickler import (
    NewTickler,
    TicklerState,
    add_tickler,
    close_tickler,
    tickler_list,
)
from dinsos_desk.usecases.requests.view import view_request
from tests.factories import StandingClock, colleague
from tests.ui.office_work import take
from tests.ui.on_screen import entered, in_dialogs, window_of, windows_seen
from ui import rooms
from ui.context import Context
from ui.dialogs import Dialogs
from ui.home.room import HomeRoom
from ui.people.page import SubjectPage
from ui.requests.after_cards import LatenessCard
from ui.requests.page import RequestPage
from ui.tickler.new_dialog import NewTicklerDialog
from ui.tickler.room import TicklerRoom
from ui.tickler.words import CLOSED, LATE

SERVICE = "lubuklinggau-rumah-sakit-jiwa"
Key = Qt.Key
CONTROL, SHIFT, ALT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)


@pytest.fixture
def known(desk: Desk, actor: Actor, clock: StandingClock) -> list[int]:
    """One that is overdue, one of today, one that comes; the middle one on an application."""
    request_id = take(desk, actor, SERVICE, Crowd(3))
    ids = [
        add_tickler(desk.uow(), actor, NewTickler({"isi": text, "tanggal": day}, about), desk.now())
        for text, day, about in (
            ("Kunjungan rumah kedua", "besok", None),
            ("Telepon keluarga", "3h", request_id),
            ("Perpanjangan SIOP", "6b", None),
        )
    ]
    clock.forward(days=3)
    return ids


@pytest.fixture
def open_room(qtbot: QtBot, context: Context) -> Callable[..., TicklerRoom]:
    def make(who: Actor | None = None) -> TicklerRoom:
        mine = context if who is None else replace(context, actor=who)
        return entered(qtbot, TicklerRoom(mine), lambda room: room.table)

    return make


@pytest.fixture
def in_dialog(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Sets what somebody does in the dialog of a new one once it is open."""

    return in_dialogs(qtbot, monkeypatch, NewTicklerDialog)


def shown(room: TicklerRoom) -> list[tuple[str, str]]:
    return [
        (room.model.index(r, 1).data(), room.model.index(r, 2).data()) for r in range(room.model.rowCount())
    ]


def test_overdue_today_and_coming_stand_in_order(
    open_room: Callable[..., TicklerRoom], known: list[int]
) -> None:
    room = open_room()
    QAbstractItemModelTester(room.model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    assert shown(room) == [
        ("Terlambat 2 hari", "Kunjungan rumah kedua"),
        ("Hari ini", "Telepon keluarga"),
        ("178 hari lagi", "Perpanjangan SIOP"),
    ]
    assert room.header.subtitle() == "1 terlambat, 1 hari ini, 1 mendatang; yang terlama di atas"


def test_the_parts_narrow_and_an_empty_one_leads_back(
    qtbot: QtBot, open_room: Callable[..., TicklerRoom], known: list[int]
) -> None:
    room = open_room()
    room.parts.setFocus()
    seen = []
    for _ in range(5):
        qtbot.keyClick(room.parts, Key.Key_Right)
        seen.append([view.tickler_id for view in room.model.rows()])
    assert seen == [[known[0]], [known[1]], [], [known[2]], []]
    assert room.parts.value() == CLOSED
    assert not room.done.isEnabled()
    room.table.empty_action.emit()
    assert room.model.rowCount() == 3


def test_done_by_key_and_undone(
    qtbot: QtBot, open_room: Callable[..., TicklerRoom], known: list[int], desk: Desk, actor: Actor
) -> None:
    room = open_room()
    qtbot.keyClick(room.table, Key.Key_Return, CONTROL)
    qtbot.waitUntil(lambda: room.model.rowCount() == 2)
    assert room.banner.text() == "Ditandai selesai: Kunjungan rumah kedua"
    qtbot.keyClick(room.table, Key.Key_Z, CONTROL)
    qtbot.waitUntil(lambda: room.model.rowCount() == 3)
    assert "menunggu lagi" in room.banner.text()
    assert not room.undo.isEnabled()
    assert tickler_list(desk.reader(), actor, desk.now().date()).closed == ()


def test_dropped_with_a_reason_and_taken_up_again_later(
    qtbot: QtBot, open_room: Callable[..., TicklerRoom], known: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    room = open_room()
    asked: list[str] = []
    answers: list[str | None] = [None, "Keluarga pindah."]

    def answer(*args: object, **kwargs: object) -> str | None:
        asked.append(str(args[1]))
        return answers.pop(0)

    monkeypatch.setattr(Dialogs, "ask_text", answer)
    qtbot.keyClick(room.table, Key.Key_Delete)
    qtbot.waitUntil(lambda: len(asked) == 1 and not room.drop.isDown())
    assert room.model.rowCount() == 3
    qtbot.keyClick(room.table, Key.Key_Delete)
    qtbot.waitUntil(lambda: room.model.rowCount() == 2)
    assert asked == ["Tidak jadi: Kunjungan rumah kedua?"] * 2
    room._last_closed = None
    room.parts.set_value(CLOSED)
    room.narrow()
    assert shown(room) == [("Tidak jadi", "Kunjungan rumah kedua")]
    assert "Keluarga pindah." in room.model.index(0, 5).data()
    assert "Keluarga pindah." in room.hint.text()
    assert not room.drop.isEnabled()
    qtbot.keyClick(room.table, Key.Key_Z, CONTROL)
    qtbot.waitUntil(lambda: room.model.rowCount() == 0)
    room.parts.set_value(LATE)
    room.narrow()
    assert [view.tickler_id for view in room.model.rows()] == [known[0]]


def test_one_that_somebody_closed_meanwhile_is_said(
    qtbot: QtBot, open_room: Callable[..., TicklerRoom], known: list[int], desk: Desk, actor: Actor
) -> None:
    room = open_room()
    close_tickler(desk.uow(), actor, known[0], TicklerState.DONE, "", desk.now())
    qtbot.keyClick(room.table, Key.Key_Return, CONTROL)
    qtbot.waitUntil(lambda: room.model.rowCount() == 2)
    assert "baru saja diubah pengguna lain" in room.banner.text()


def test_a_new_one_by_keys(
    qtbot: QtBot, open_room: Callable[..., TicklerRoom], in_dialog: Callable[..., None],
    desk: Desk, actor: Actor,
) -> None:  # fmt: skip
    request_id = take(desk, actor, SERVICE, Crowd(4))
    room = open_room()
    assert "Catatan sendiri" in room.table._empty.accessibleName()

    def write(dialog: NewTicklerDialog) -> None:
        QTest.keyClicks(QApplication.focusWidget(), "Kunjungan rumah kedua")
        QTest.keyClick(QApplication.focusWidget(), Key.Key_Tab)
        QTest.keyClicks(QApplication.focusWidget(), "kemarin")
        QTest.keyClick(QApplication.focusWidget(), Key.Key_Tab)
        QTest.keyClicks(QApplication.focusWidget(), "2026-9999")
        QTest.keyClick(QApplication.focusWidget(), Key.Key_Return, CONTROL)
        fields = dialog.form.fields
        qtbot.waitUntil(lambda: "sudah lewat" in fields["tanggal"].error())
        assert "2026-9999" in fields["nomor"].error()
        assert fields["isi"].editor.text() == "Kunjungan rumah kedua"
        fields["tanggal"].editor.set_text("6b")
        fields["nomor"].editor.set_text("2026-0001")
        QTest.keyClick(QApplication.focusWidget(), Key.Key_Return, CONTROL)

    in_dialog(write)
    qtbot.keyClick(room.table, Key.Key_J, CONTROL | SHIFT)
    qtbot.waitUntil(lambda: room.model.rowCount() == 1)
    (view,) = room.model.rows()
    assert view.request_id == request_id
    with qtbot.waitSignal(room.request_wanted) as wanted:
        qtbot.keyClick(room.table, Key.Key_Return)
    assert wanted.args == [request_id]


def test_who_only_reads_only_looks(
    open_room: Callable[..., TicklerRoom], known: list[int], desk: Desk, actor: Actor
) -> None:
    room = open_room(colleague(desk, actor, Role.PEMBACA))
    assert room.model.rowCount() == 3
    assert not any(button.isVisible() for button in (room.new, room.done, room.drop, room.undo))


def test_home_shows_what_is_near_and_leads_to_all(
    qtbot: QtBot, context: Context, known: list[int], desk: Desk, actor: Actor
) -> None:
    home = entered(qtbot, HomeRoom(context))
    qtbot.waitUntil(lambda: home.reports.model.rowCount() == 2)
    assert home.reports.accessibleName() == "Tindak lanjut: 1 terlambat, 1 hari ini"
    assert home.reports.title.text() == "Tindak lanjut (2)"
    with qtbot.waitSignal(home.room_wanted) as wanted:
        qtbot.keyClick(home.reports.all, Key.Key_Space)
    assert wanted.args == [rooms.TICKLER]
    with qtbot.waitSignal(home.room_wanted):
        home.reports.wanted.emit(home.reports.model.row(0))
    for one in known[:2]:
        close_tickler(desk.uow(), actor, one, TicklerState.DONE, "", desk.now())
    context.events.tickler_changed.emit()
    qtbot.waitUntil(lambda: home.reports.model.rowCount() == 0)
    assert home.reports.list.isHidden()
    assert home.reports.isVisible()


def test_ctrl_j_leads_there_and_enter_to_the_person(
    qtbot: QtBot, context: Context, desk: Desk, actor: Actor, in_dialog: Callable[..., None]
) -> None:
    request_id = take(desk, actor, SERVICE, Crowd(5))
    window = window_of(qtbot, context)
    with desk.reader() as uow:
        person_id = next(iter(uow.requests.parties_of([request_id])[request_id].values()))[1]
    window.open_person(person_id)
    context.tasks.wait_idle()
    page = window.findChild(SubjectPage)
    assert page is not None
    qtbot.waitUntil(lambda: page.view() is not None and page.remember.isVisible())

    def write(dialog: NewTicklerDialog) -> None:
        assert "nomor" not in dialog.form.fields
        QTest.keyClicks(QApplication.focusWidget(), "Reaktivasi sebelum enam bulan")
        dialog.form.fields["tanggal"].editor.set_text("5b")
        QTest.keyClick(QApplication.focusWidget(), Key.Key_Return, CONTROL)

    in_dialog(write)
    qtbot.keyClick(page, Key.Key_J, CONTROL | SHIFT)
    qtbot.waitUntil(lambda: "Tindak lanjut dicatat" in page.banner.text())
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    qtbot.keyClick(window, Key.Key_J, CONTROL)
    assert window.current_key() == rooms.TICKLER
    assert window.bar.button(rooms.HOME).isChecked()
    room = window.current_room()
    qtbot.waitUntil(lambda: room.model.rowCount() == 1)
    qtbot.keyClick(room.table, Key.Key_Return)
    assert window.current_key() == rooms.PEOPLE
    context.tasks.wait_idle()


def test_lateness_is_explained_on_the_page(
    qtbot: QtBot, context: Context, desk: Desk, actor: Actor, clock: StandingClock,
    in_dialog: Callable[..., None], monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    request_id = take(desk, actor, SERVICE, Crowd(6))
    page = RequestPage(context)
    qtbot.addWidget(page)
    page.resize(1154, 768)
    page.show()
    page.show_request(request_id)
    qtbot.waitUntil(lambda: page.case.view is not None)
    context.tasks.wait_idle()
    assert page.findChild(LatenessCard) is None
    clock.forward(days=3)
    page.enter()
    qtbot.waitUntil(lambda: page.findChild(LatenessCard) is not None)
    asked: list[object] = []

    def answer(*args: object, **kwargs: object) -> str:
        asked.append(kwargs["text"])
        return f"Alasan {len(asked)}."

    monkeypatch.setattr(Dialogs, "ask_text", answer)
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)

    def offers(words: str) -> bool:
        card = page.findChild(LatenessCard)
        return card is not None and card.explain is not None and card.explain.accessibleName() == words

    for number, words in ((1, "Jelaskan keterlambatan…"), (2, "Ganti alasan…")):
        qtbot.waitUntil(lambda words=words: offers(words))
        qtbot.keyClick(page, Key.Key_T, ALT)
        qtbot.waitUntil(lambda number=number: len(page.case.view.lateness) == number)
    assert asked == ["", "Alasan 1."]
    assert [one.reason for one in view_request(desk.reader(), actor, request_id).lateness] == [
        "Alasan 2.", "Alasan 1.",
    ]  # fmt: skip

    def write(dialog: NewTicklerDialog) -> None:
        dialog.form.fields["isi"].editor.set_text("Telepon pemohon")
        dialog.form.fields["tanggal"].editor.set_text("besok")
        dialog.save.click()

    in_dialog(write)
    qtbot.keyClick(page, Key.Key_J, CONTROL | SHIFT)
    qtbot.waitUntil(lambda: "Tindak lanjut dicatat" in page.case.news.text())
    (view,) = tickler_list(desk.reader(), actor, desk.now().date()).rows
    assert view.request_id == request_id


def test_making_a_room_never_shows_anything(qtbot: QtBot, context: Context) -> None:
    """A button that is shown before it has a place is a window, and takes the focus."""
    with windows_seen() as seen:
        made = [TicklerRoom(context), RequestPage(context), SubjectPage(context), HomeRoom(context)]
        dialog = NewTicklerDialog(context, "Contoh", 1)
    for widget in (*made, dialog):
        qtbot.addWidget(widget)
    context.tasks.wait_idle()
    assert seen == []
