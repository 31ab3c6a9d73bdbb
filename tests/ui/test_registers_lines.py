"""Looking a line up, correcting it, and what stands behind it: with the keys a person uses."""

from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from dinsos_desk.desk import Desk
from dinsos_desk.domain.routing import Role
from dinsos_desk.sample.people import Crowd
from dinsos_desk.usecases.actor import Actor
from dinsos_desk.usecases.registers.books import EXPEDITION, OUTGOING
from tests.factories import StandingClock
from tests.ui.office_work import finish, room_context, take
from ui.context import Context
from ui.registers.correct_dialog import CorrectDialog
from ui.registers.lines import register_books
from ui.registers.room import RegistersRoom
from ui.registers.signers_dialog import SignersDialog
from ui.registers.words import Sought, count_words, sought
from ui.tasks import Tasks
from ui.theme import Theme

DTKS = "lubuklinggau-dtks"


@pytest.fixture
def context(desk: Desk, actor: Actor, tasks: Tasks, theme: Theme, tmp_path: Path) -> Context:
    return room_context(desk, actor, tasks, theme, tmp_path)


def opened(context: Context, qtbot: QtBot, code: str = DTKS) -> RegistersRoom:
    made = RegistersRoom(context)
    qtbot.addWidget(made)
    made.resize(1154, 768)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    made.enter()
    assert context.tasks.wait_idle()
    made.service.set_value(code)
    made.service.activated.emit(0)
    qtbot.waitUntil(lambda: made.chosen() is not None and made.chosen().code == code)
    assert context.tasks.wait_idle()
    return made


@pytest.fixture
def old_case(desk: Desk, actor: Actor, clock: StandingClock) -> int:
    """Register number 1 of 2025, finished with its letter; the present year has three others."""
    crowd = Crowd()
    clock.moment = datetime(2025, 3, 4, 9)
    old = take(desk, actor, DTKS, crowd)
    finish(desk, actor, old, crowd, clock)
    clock.moment = datetime(2026, 11, 23, 9)
    for _ in range(3):
        take(desk, actor, DTKS, crowd)
    return old


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("137", Sought(137)),
        ("137/2025", Sought(137, 2025)),
        ("nomor 137 tahun 2025", Sought(137, 2025)),
        ("No. 7", Sought(7)),
        ("0", None),
        ("siti", None),
        ("400.9/12", None),
        ("1673010704920003", None),
        ("137/25", None),
    ],
)
def test_what_is_a_register_number(typed: str, found: Sought | None) -> None:
    assert sought(typed) == found


def test_a_number_of_another_year_is_two_steps_away(
    context: Context, old_case: int, qtbot: QtBot, desk: Desk
) -> None:
    room = opened(context, qtbot)
    assert len(room.lines()) == 3
    QTest.keyClick(room.table, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert room.search.hasFocus()
    qtbot.keyClicks(room.search, "1/2025")
    qtbot.keyClick(room.search, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: [line.request_id for line in room.lines()] == [old_case])
    assert room.table.hasFocus()
    assert "Nomor 1 tahun 2025" in room.banner.text()
    qtbot.waitUntil(lambda: "400.9" in room.strip.told.text())
    assert "Selesai 4 Maret 2025" in room.strip.told.text()
    assert room.strip.letter.isEnabled()
    with qtbot.waitSignal(room.request_wanted) as wanted:
        qtbot.keyClick(room.table, Qt.Key.Key_Return)
    assert wanted.args == [old_case]
    assert room.step_back()
    qtbot.waitUntil(lambda: len(room.lines()) == 3)
    assert room.banner.text() == ""


def test_the_letter_of_a_line_opens(
    context: Context, old_case: int, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened_files: list[str] = []
    monkeypatch.setattr(context.outputs, "open", lambda name, content: opened_files.append(name))
    room = opened(context, qtbot)
    room.search.setFocus()
    qtbot.keyClicks(room.search, "1/2025")
    qtbot.keyClick(room.search, Qt.Key.Key_Return)
    qtbot.waitUntil(room.strip.letter.isEnabled)
    qtbot.keyClick(room.table, Qt.Key.Key_B, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: len(opened_files) == 1)
    assert opened_files[0].endswith(".docx")


def test_words_narrow_the_register(context: Context, old_case: int, qtbot: QtBot, desk: Desk) -> None:
    room = opened(context, qtbot)
    with desk.reader() as uow:
        receipt = uow.requests.get(room.lines()[1].request_id).receipt
    room.search.setFocus()
    qtbot.keyClicks(room.search, receipt)
    qtbot.waitUntil(lambda: len(room.lines()) == 1)
    room.search.selectAll()
    qtbot.keyClicks(room.search, "tidak ada orang ini")
    qtbot.waitUntil(lambda: room.lines() == ())
    qtbot.keyClick(room.search, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: len(room.lines()) == 3)


def test_a_line_is_corrected_by_keys(context: Context, old_case: int, qtbot: QtBot) -> None:
    room = opened(context, qtbot)
    room.table.setFocus()
    room.table.choose_row(1)
    qtbot.keyClick(room.table, Qt.Key.Key_K, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: room.findChild(CorrectDialog) is not None)
    dialog = room.findChild(CorrectDialog)
    assert dialog is not None
    qtbot.waitUntil(dialog.isActiveWindow)
    place = dialog.place.findText("Nama")
    dialog.place.setCurrentIndex(place)
    before = dialog.now.text()
    assert dialog.after.toPlainText() == before
    qtbot.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: bool(dialog.fields["alasan"].error()))
    assert "sama dengan" in dialog.fields["isi"].error()
    dialog.after.setFocus()
    dialog.after.selectAll()
    qtbot.keyClicks(dialog.after, "Nama Yang Benar")
    dialog.reason.setFocus()
    qtbot.keyClicks(dialog.reason, "Salah dengar di loket")
    qtbot.keyClick(dialog.reason, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: bool(room.lines()[1].marks))
    line = room.lines()[1]
    assert "Nama Yang Benar" in line.cells
    assert line.marks[0].struck == (before,)
    assert "Salah dengar di loket" in room.strip.fixed.text()
    assert "tercatat" in room.banner.text()
    room.table.viewport().grab()


def test_a_masked_number_is_not_copied_into_a_correction(
    context: Context, old_case: int, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    room = opened(context, qtbot)
    room.table.choose_row(0)
    room.strip.correct.click()
    dialog = room.findChild(CorrectDialog)
    assert dialog is not None
    qtbot.waitUntil(dialog.isActiveWindow)
    dialog.place.setCurrentIndex(dialog.place.findText("NIK dan No. KK"))
    assert "••••" in dialog.now.text()
    assert dialog.after.toPlainText() == ""
    asked: list[str] = []
    monkeypatch.setattr("ui.dialogs.Dialogs.confirm", lambda *a, **k: asked.append(a[1]) or True)
    qtbot.keyClicks(dialog.reason, "x")
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: asked == ["Isian belum disimpan"])


def test_what_was_chosen_is_remembered(context: Context, old_case: int, qtbot: QtBot) -> None:
    room = opened(context, qtbot)
    room.period.kind.setFocus()
    qtbot.keyClick(room.period.kind, Qt.Key.Key_W)
    qtbot.waitUntil(lambda: room.period.period().first.month == 10)
    assert context.tasks.wait_idle()
    again = RegistersRoom(context)
    qtbot.addWidget(again)
    again.show()
    again.enter()
    qtbot.waitUntil(lambda: again.period.kind.value() == "triwulan")
    qtbot.waitUntil(lambda: len(again.lines()) == 3)
    chosen = again.chosen()
    assert chosen is not None
    assert chosen.code == DTKS


def test_registers_of_the_office_and_the_slip(
    context: Context, desk: Desk, actor: Actor, clock: StandingClock, qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    crowd = Crowd()
    finish(desk, actor, take(desk, actor, DTKS, crowd), crowd, clock)
    files: list[str] = []
    monkeypatch.setattr(context.outputs, "open", lambda name, content: files.append(name))
    room = opened(context, qtbot, OUTGOING)
    qtbot.waitUntil(lambda: len(room.lines()) == 1)
    assert room.strip.slip.isVisible()
    room.service.setFocus()
    assert room.strip.slip.isEnabled()
    qtbot.keyClick(room.service, Qt.Key.Key_L, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: len(files) == 1)
    assert files[0].startswith("Slip ekspedisi")
    room = opened(context, qtbot, EXPEDITION)
    qtbot.waitUntil(lambda: len(room.lines()) >= 1)
    head = room.table.horizontalHeader()
    wraps = room.table.model().headerData(2, Qt.Orientation.Horizontal, Qt.ItemDataRole.TextAlignmentRole)
    assert int(wraps) & int(Qt.TextFlag.TextWordWrap)
    assert head.height() > 2 * head.fontMetrics().lineSpacing()
    assert "penyerahan" in room.count.text()


def test_the_posts_that_sign_are_chosen_by_keys(context: Context, old_case: int, qtbot: QtBot) -> None:
    room = opened(context, qtbot)
    qtbot.keyClick(room.table, Qt.Key.Key_T, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: room.findChild(SignersDialog) is not None)
    dialog = room.findChild(SignersDialog)
    assert dialog is not None
    qtbot.waitUntil(dialog.isActiveWindow)
    assert dialog.knows.value() == "kepala_dinas"
    dialog.keeps.setCurrentIndex(dialog.keeps.findData("kepala_dinas"))
    qtbot.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: "jabatan yang sama" in dialog.fields["pemegang"].error())
    dialog.keeps.setCurrentIndex(dialog.keeps.findData("sekretaris"))
    qtbot.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: "tersimpan" in room.banner.text())


def test_who_only_reads_corrects_and_signs_nothing(
    context: Context, desk: Desk, actor: Actor, old_case: int, qtbot: QtBot
) -> None:
    reader = Actor(actor.user_id, "x", "x", "x", frozenset({Role.PEMBACA}))
    seen = Context(desk, reader, context.tasks, context.events, context.outputs, context.theme)
    room = opened(seen, qtbot)
    room.table.choose_row(0)
    assert not room.strip.correct.isEnabled()
    assert not room.signers.isVisible()
    codes = {book.code for book in register_books(desk, reader)}
    assert {OUTGOING, EXPEDITION, "berita_acara", "surat_masuk", "disposisi"} <= codes


def test_more_lines_come_when_one_scrolls(
    context: Context, old_case: int, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ui.registers.lines_view._PAGE", 2)
    room = opened(context, qtbot)
    qtbot.waitUntil(lambda: len(room.lines()) == 3)
    assert [line.number for line in room.lines()] == [1, 2, 3]
    qtbot.waitUntil(lambda: not room.table.model().canFetchMore(room.table.rootIndex()))
    assert room.count.text().startswith("3 permohonan.")


def test_the_count_says_what_it_knows() -> None:
    assert count_words(0) == ""
    assert count_words(3).startswith("3 permohonan. ")
    assert count_words(500, things="surat masuk", whole=False).startswith("500 surat masuk pertama.")
    assert count_words(100, 2, "permohonan", 10_234, whole=False).startswith("10.234 permohonan. 2 kolom")
