"""Pengaduan: written down by keys alone, begun from an application, answered, corrected, printed, found."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from dinsos_desk.desk import Desk
from dinsos_desk.domain.complaints import ComplaintDeed, ComplaintState
from dinsos_desk.domain.front_desk import FrontDesk
from dinsos_desk.domain.routing import Role
from dinsos_desk.sample.people import Crowd
from dinsos_desk.usecases.actor import Actor
from dinsos_desk.usecases.complaints.entry import Entry
from dinsos_desk.usecases.complaints.handling import Act, act, receive_complaint
from dinsos_desk.usecases.complaints.view import complaint_view
from dinsos_desk.usecases.office.front_desk import change_front_desk
from tests.factories import StandingClock, colleague
from tests.ui.office_work import room_context, take
from tests.ui.on_screen import in_dialogs, window_of
from ui import rooms
from ui.complaints.act_dialog import ActDialog
from ui.complaints.card import AboutCard
from ui.complaints.room import ComplaintsRoom
from ui.complaints.start import Start
from ui.context import Context
from ui.dialogs import Dialogs
from ui.home.room import HomeRoom
from ui.main_window import MainWindow
from ui.registers.room import RegistersRoom
from ui.tasks import Tasks
from ui.theme import Theme

DTKS = "lubuklinggau-dtks"
Key = Qt.Key
CONTROL, SHIFT, ALT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)
TYPED = {
    "saluran": "telepon",
    "anonim": "tidak",
    "nama": "Ibu Sri Contoh",
    "kontak": "081234567890",
    "tentang": "umum",
    "kategori": "waktu",
    "isi": "Antrean tutup sebelum waktunya.",
}


def receive(desk: Desk, actor: Actor, **more: str) -> int:
    return receive_complaint(desk.uow(), actor, Entry({**TYPED, **more}), (), desk.now())


@pytest.fixture
def context(desk: Desk, actor: Actor, tasks: Tasks, theme: Theme, tmp_path: Path) -> Context:
    change_front_desk(desk.uow(), actor, FrontDesk(complaint_days=14))
    return room_context(desk, actor, tasks, theme, tmp_path)


@pytest.fixture
def open_window(qtbot: QtBot, context: Context) -> Callable[..., MainWindow]:
    def make(who: Actor | None = None) -> MainWindow:
        window = window_of(qtbot, replace(context, actor=who) if who is not None else context)
        context.tasks.wait_idle()
        return window

    return make


def complaints(qtbot: QtBot, window: MainWindow) -> ComplaintsRoom:
    window.go(rooms.COMPLAINTS)
    room = window.room(rooms.COMPLAINTS)
    assert isinstance(room, ComplaintsRoom)
    window.context.tasks.wait_idle()
    return room


def press(qtbot: QtBot, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
    qtbot.keyClick(QApplication.focusWidget(), key, modifier)


def enter_text(qtbot: QtBot, text: str) -> None:
    qtbot.waitUntil(lambda: QApplication.focusWidget() is not None)
    qtbot.keyClicks(QApplication.focusWidget(), text)


def in_form(qtbot: QtBot, room: ComplaintsRoom) -> None:
    qtbot.waitUntil(lambda: room.form is not None and room.form.is_ready)
    assert room.form is not None
    form = room.form
    qtbot.waitUntil(lambda: form.isAncestorOf(QApplication.focusWidget()))


@pytest.fixture
def in_dialog(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Callable[[Callable[[ActDialog], None]], None]:
    """Sets what somebody does in the dialog of a step once it is open."""

    return in_dialogs(qtbot, monkeypatch, ActDialog)


def test_the_cursor_is_where_it_was_when_one_comes_back_to_the_form(
    qtbot: QtBot, open_window: Callable[..., MainWindow]
) -> None:
    window = open_window()
    room = complaints(qtbot, window)
    room.begin_new()
    in_form(qtbot, room)
    assert room.form is not None
    room.form.fields["isi"].focus()
    held = QApplication.focusWidget()
    window.go(rooms.HOME)
    complaints(qtbot, window)
    qtbot.waitUntil(lambda: QApplication.focusWidget() is held)


def test_one_is_written_down_by_keys_alone(qtbot: QtBot, open_window: Callable[..., MainWindow]) -> None:
    window = open_window()
    qtbot.keyClick(window, Key.Key_8, CONTROL)
    assert window.current_key() == rooms.COMPLAINTS
    room = complaints(qtbot, window)
    QAbstractItemModelTester(room.list.model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    room.list.table.setFocus()
    press(qtbot, Key.Key_Return, CONTROL)
    in_form(qtbot, room)
    form = room.form
    assert form is not None
    assert not form.fields["rujukan"].isVisible()
    press(qtbot, Key.Key_3)
    qtbot.waitUntil(lambda: form.fields["rujukan"].isVisible())
    form.fields["rujukan"].focus()
    enter_text(qtbot, "B/17/2026")
    form.fields["nama"].focus()
    enter_text(qtbot, "Ibu Sri Contoh")
    press(qtbot, Key.Key_Return)
    enter_text(qtbot, "0812 3456 7890")
    press(qtbot, Key.Key_Return, CONTROL)
    qtbot.waitUntil(form.summary.isVisible)
    assert form.fields["nama"].editor.text() == "Ibu Sri Contoh"
    form.fields["kategori"].focus()
    press(qtbot, Key.Key_3)
    form.fields["isi"].focus()
    enter_text(qtbot, "Antrean tutup sebelum waktunya.")
    press(qtbot, Key.Key_Return, CONTROL)
    qtbot.waitUntil(lambda: room.page.isVisible() and room.page.view is not None)
    view = room.page.view
    assert view is not None
    assert (view.row.number, view.row.who, view.row.channel) == ("P-001/2026", "Ibu Sri Contoh", "surat")
    assert (view.reference, view.row.category) == ("B/17/2026", "waktu")
    press(qtbot, Key.Key_Escape)
    qtbot.waitUntil(lambda: room.list.isVisible() and room.list.model.rowCount() == 1)


def test_from_an_application_in_one_step_with_its_person(
    qtbot: QtBot, desk: Desk, actor: Actor, open_window: Callable[..., MainWindow]
) -> None:
    request_id = take(desk, actor, DTKS, Crowd(3))
    window = open_window()
    window.open_request(request_id)
    window.context.tasks.wait_idle()
    page = window.current_room().page  # type: ignore[attr-defined]
    qtbot.waitUntil(lambda: page.case.view is not None)
    qtbot.keyClick(page.contents.tabs, Key.Key_A, CONTROL | SHIFT)
    qtbot.waitUntil(lambda: window.current_key() == rooms.COMPLAINTS)
    room = complaints(qtbot, window)
    in_form(qtbot, room)
    form = room.form
    assert form is not None
    qtbot.waitUntil(lambda: form.person.known is not None)
    assert form.fields["nomor"].editor.text() == page.case.view.row.receipt
    assert not form.fields["nama"].isVisible()
    form.fields["kategori"].focus()
    press(qtbot, Key.Key_1)
    form.fields["isi"].focus()
    enter_text(qtbot, "Syaratnya berubah-ubah.")
    press(qtbot, Key.Key_Return, CONTROL)
    qtbot.waitUntil(lambda: room.page.isVisible() and room.page.view is not None)
    view = room.page.view
    assert view is not None
    assert view.row.request_id == request_id
    assert view.row.person_id is not None
    press(qtbot, Key.Key_L, ALT)
    qtbot.waitUntil(lambda: window.current_key() == rooms.REQUESTS)
    qtbot.waitUntil(lambda: page.findChild(AboutCard) is not None)
    page.findChild(AboutCard).links[0].click()
    qtbot.waitUntil(lambda: window.current_key() == rooms.COMPLAINTS)


def test_what_was_typed_waits_and_is_given_up_only_when_said(
    qtbot: QtBot, open_window: Callable[..., MainWindow], monkeypatch: pytest.MonkeyPatch
) -> None:
    window = open_window()
    room = complaints(qtbot, window)
    room.begin_new()
    in_form(qtbot, room)
    form = room.form
    assert form is not None
    assert not room.unsaved()
    form.fields["isi"].focus()
    enter_text(qtbot, "Belum selesai")
    press(qtbot, Key.Key_Escape)
    assert room.list.isVisible()
    assert form.is_dirty()
    window.go(rooms.HOME)
    window.context.tasks.wait_idle()
    assert not window.unsaved(), "it is kept, so that nothing is lost when the window closes"
    window.go(rooms.COMPLAINTS)
    room.begin_new()
    assert room.form is form
    assert form.fields["isi"].editor.text() == "Belum selesai"
    monkeypatch.setattr(Dialogs, "confirm", lambda *_, **__: False)
    room.begin(Start(1, "2026-1"))
    assert room.form is form


def test_a_known_person_is_found_and_let_go(
    qtbot: QtBot, desk: Desk, actor: Actor, open_window: Callable[..., MainWindow]
) -> None:
    take(desk, actor, DTKS, Crowd(3))
    with desk.reader() as uow:
        name = uow.people.person(1).name
    window = open_window()
    room = complaints(qtbot, window)
    room.begin_new()
    in_form(qtbot, room)
    form = room.form
    assert form is not None
    press(qtbot, Key.Key_K, ALT)
    enter_text(qtbot, name)
    qtbot.waitUntil(lambda: form.person.search.model.rowCount() > 0)
    press(qtbot, Key.Key_Return)
    qtbot.waitUntil(lambda: form.person.known is not None)
    assert not form.fields["nama"].isVisible()
    press(qtbot, Key.Key_O, ALT)
    qtbot.waitUntil(lambda: form.person.known is None)
    assert form.fields["nama"].isVisible()
    form.fields["anonim"].focus()
    press(qtbot, Key.Key_Y)
    qtbot.waitUntil(lambda: not form.person_field.isVisible())
    assert not form.fields["kontak"].isVisible()


def test_it_is_forwarded_and_answered_and_the_answer_corrected(
    qtbot: QtBot,
    desk: Desk,
    actor: Actor,
    open_window: Callable[..., MainWindow],
    in_dialog: Callable[[Callable[[ActDialog], None]], None],
) -> None:
    known = receive(desk, actor)
    kabid = colleague(desk, actor, Role.KABID)
    window = open_window()
    room = complaints(qtbot, window)
    room.list.table.setFocus()
    press(qtbot, Key.Key_Return)
    qtbot.waitUntil(lambda: room.page.view is not None)
    assert ComplaintDeed.ANSWER not in room.page.buttons

    def forward(dialog: ActDialog) -> None:
        press(qtbot, Key.Key_Return, CONTROL)
        qtbot.waitUntil(lambda: dialog.save.isEnabled())
        assert dialog.isVisible()
        dialog.form.fields["kepada"].focus()
        enter_text(qtbot, "Kepala Bidang Rehabilitasi Sosial")
        QApplication.focusWidget().completer().popup().hide()  # type: ignore[union-attr]
        press(qtbot, Key.Key_Return, CONTROL)

    in_dialog(forward)
    room.page.scroll.setFocus()
    press(qtbot, Key.Key_Return, CONTROL)
    qtbot.waitUntil(lambda: room.page.view.row.state is ComplaintState.FORWARDED)  # type: ignore[union-attr]
    with desk.reader() as uow:
        assert uow.complaints.get(known).handler_division == "Bidang Rehabilitasi Sosial"
    window.close()
    answering = complaints(qtbot, open_window(kabid))
    answering.open_complaint(known)
    qtbot.waitUntil(lambda: answering.page.view is not None)

    def answer(dialog: ActDialog) -> None:
        enter_text(qtbot, "Loket dibuka sampai pukul 15.00.")
        press(qtbot, Key.Key_Return, CONTROL)

    in_dialog(answer)
    answering.page.scroll.setFocus()
    press(qtbot, Key.Key_Return, CONTROL)
    qtbot.waitUntil(lambda: answering.page.view.answer != "")  # type: ignore[union-attr]

    def mend(dialog: ActDialog) -> None:
        dialog.form.fields["jawaban"].editor.set_text("Loket dibuka sampai pukul 14.00.")
        dialog.form.fields["alasan"].focus()
        enter_text(qtbot, "Salah jam.")
        press(qtbot, Key.Key_Return, CONTROL)

    in_dialog(mend)
    view = answering.page.view
    assert view is not None
    answering.page._ask(ComplaintDeed.CORRECT, view.steps[-1])
    qtbot.waitUntil(lambda: answering.page.view.answer == "Loket dibuka sampai pukul 14.00.")  # type: ignore[union-attr]


def test_who_was_second_keeps_what_was_typed_and_may_send_it_again(
    qtbot: QtBot,
    desk: Desk,
    actor: Actor,
    open_window: Callable[..., MainWindow],
    in_dialog: Callable[[Callable[[ActDialog], None]], None],
) -> None:
    known = receive(desk, actor)
    kadis = colleague(desk, actor, Role.KADIS)
    room = complaints(qtbot, open_window(kadis))
    room.open_complaint(known)
    qtbot.waitUntil(lambda: room.page.view is not None)

    def answer(dialog: ActDialog) -> None:
        act(desk.uow(), actor, Act(known, 1, ComplaintDeed.FORWARD, handler="Sekretaris"), desk.now())
        enter_text(qtbot, "Sudah kami perbaiki.")
        press(qtbot, Key.Key_Return, CONTROL)
        qtbot.waitUntil(lambda: dialog.news.isVisible() and dialog._view.version == 2)
        assert dialog.form.typed() == {"jawaban": "Sudah kami perbaiki."}
        press(qtbot, Key.Key_Return, CONTROL)

    in_dialog(answer)
    room.page.scroll.setFocus()
    press(qtbot, Key.Key_Return, CONTROL)
    qtbot.waitUntil(lambda: room.page.view.answer == "Sudah kami perbaiki.")  # type: ignore[union-attr]


def test_what_was_written_is_corrected_with_a_reason(
    qtbot: QtBot, desk: Desk, actor: Actor, open_window: Callable[..., MainWindow]
) -> None:
    known = receive(desk, actor)
    room = complaints(qtbot, open_window())
    room.open_complaint(known)
    qtbot.waitUntil(lambda: room.page.view is not None)
    room.page.scroll.setFocus()
    qtbot.waitUntil(room.page.buttons[ComplaintDeed.CORRECT].isVisible)
    press(qtbot, Key.Key_P, ALT)
    in_form(qtbot, room)
    form = room.form
    assert form is not None
    form.fields["nama"].editor.set_text("Ibu Sri Rahayu Contoh")
    press(qtbot, Key.Key_Return, CONTROL)
    qtbot.waitUntil(form.summary.isVisible)
    form.reason.focus()
    enter_text(qtbot, "Nama kurang lengkap.")
    press(qtbot, Key.Key_Return, CONTROL)
    qtbot.waitUntil(lambda: room.page.isVisible())
    qtbot.waitUntil(lambda: room.page.view.row.who == "Ibu Sri Rahayu Contoh")  # type: ignore[union-attr]
    assert complaint_view(desk.reader(), actor, known).steps[-1].reason == "Nama kurang lengkap."


def test_the_receipt_opens_and_a_reader_only_reads(
    qtbot: QtBot,
    desk: Desk,
    actor: Actor,
    open_window: Callable[..., MainWindow],
    context: Context,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    receive(desk, actor)
    opened: list[str] = []
    monkeypatch.setattr(context.outputs, "open", lambda name, content: opened.append(name))
    room = complaints(qtbot, open_window(colleague(desk, actor, Role.PEMBACA)))
    assert not room.list.new.isVisible()
    room.begin_new()
    assert room.form is None
    room.list.table.setFocus()
    press(qtbot, Key.Key_Return)
    qtbot.waitUntil(lambda: room.page.view is not None)
    assert room.page.buttons == {}
    press(qtbot, Key.Key_P, CONTROL)
    qtbot.waitUntil(lambda: opened == ["P-001 2026 Tanda Terima Pengaduan.docx"])


def test_parts_search_and_the_figure_of_the_first_room(
    qtbot: QtBot, desk: Desk, actor: Actor, clock: StandingClock, open_window: Callable[..., MainWindow]
) -> None:
    receive(desk, actor)
    clock.forward(days=30)
    receive(desk, actor, nama="Bapak Darmo Contoh", isi="Ada pungutan.")
    window = open_window()
    home = window.room(rooms.HOME)
    assert isinstance(home, HomeRoom)
    card = home._side.complaints
    qtbot.waitUntil(lambda: card.words.text() == "2 terbuka, 1 lewat batas")
    qtbot.keyClick(window, Key.Key_U, ALT)
    qtbot.waitUntil(lambda: window.current_key() == rooms.COMPLAINTS)
    room = complaints(qtbot, window)
    room.list.parts.setFocus()
    press(qtbot, Key.Key_Right)
    qtbot.waitUntil(lambda: [row.who for row in room.list.model.rows()] == ["Ibu Sri Contoh"])
    room.list.parts.set_value("semua")
    press(qtbot, Key.Key_F, CONTROL)
    enter_text(qtbot, "pungutan darmo")
    qtbot.waitUntil(lambda: [row.who for row in room.list.model.rows()] == ["Bapak Darmo Contoh"])
    room.list.search.setText("tidak ada yang begini")
    qtbot.waitUntil(lambda: room.list.model.rowCount() == 0)
    room.list.table.empty_action.emit()
    qtbot.waitUntil(lambda: room.list.model.rowCount() == 2)


def test_the_register_shows_them_and_makes_excel(
    qtbot: QtBot,
    desk: Desk,
    actor: Actor,
    open_window: Callable[..., MainWindow],
    context: Context,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    known = receive(desk, actor)
    saved: list[str] = []
    monkeypatch.setattr(context.outputs, "save_as", lambda _, name, content: saved.append(name))
    window = open_window()
    window.go(rooms.REGISTERS)
    room = window.room(rooms.REGISTERS)
    assert isinstance(room, RegistersRoom)
    qtbot.waitUntil(lambda: room.service.count() > 1)
    place = room.service.findData("pengaduan")
    room.service.setCurrentIndex(place)
    room.service.activated.emit(place)
    qtbot.waitUntil(lambda: [line.complaint_id for line in room.lines()] == [known])
    assert "1 pengaduan" in room.count.text()
    qtbot.keyClick(room.table, Key.Key_E, ALT)
    qtbot.waitUntil(lambda: saved == ["Register Pengaduan 20261101-20261130.xlsx"])
    room.table.row_activated.emit(room.lines()[0])
    qtbot.waitUntil(lambda: window.current_key() == rooms.COMPLAINTS)
