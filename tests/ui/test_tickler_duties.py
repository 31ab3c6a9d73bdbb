"""Obligations of services in Tindak lanjut: thought of in time, dropped once or for good, undone by key."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from dinsos_desk.desk import Desk
from dinsos_desk.sample.fill import Wishes
from dinsos_desk.sample.people import Crowd
from dinsos_desk.usecases.actor import Actor
from tests.factories import StandingClock
from tests.ui.office_work import room_context, take
from ui.tasks import Tasks
from ui.theme import Theme
from ui.tickler.drop_dialog import DropDialog
from ui.tickler.room import TicklerRoom
from ui.tickler.words import COMING, SOON, TODAY

Key = Qt.Key
CONTROL = Qt.KeyboardModifier.ControlModifier
CERTIFICATE = "Masa berlaku surat keterangan DTKS habis"
INSURANCE = "Batas reaktivasi PBI JK: enam bulan sejak dinonaktifkan"


@pytest.fixture
def room(
    qtbot: QtBot, desk: Desk, actor: Actor, tasks: Tasks, theme: Theme, tmp_path: Path, clock: StandingClock
) -> TicklerRoom:
    """A certificate that ends in a year and a month, an insurance to be taken back within weeks."""
    answers = {"jenis_permohonan": "surat_keterangan", "berlaku_sampai": "01/09/2027"}
    take(desk, actor, "lubuklinggau-dtks", Crowd(3), Wishes(answers=answers))
    answers = {"kepesertaan": "nonaktif", "tanggal_nonaktif": "30/06/2026"}
    take(desk, actor, "cirebon-pbi-apbn", Crowd(4), Wishes(answers=answers))
    made = TicklerRoom(room_context(desk, actor, tasks, theme, tmp_path))
    qtbot.addWidget(made)
    made.resize(1154, 768)
    made.show()
    made.enter()
    qtbot.waitExposed(made)
    made.activateWindow()
    made.table.setFocus()
    tasks.wait_idle()
    return made


def in_dialog(work: Callable[[DropDialog], None]) -> None:
    """What somebody does in the dialog that opens next."""

    watch = QTimer(QApplication.instance(), interval=1)

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, DropDialog) and dialog.isActiveWindow():
            watch.stop()
            watch.deleteLater()
            try:
                work(dialog)
            finally:
                if dialog.isVisible():
                    dialog.reject()

    watch.timeout.connect(look)
    watch.start()


def shown(room: TicklerRoom) -> list[tuple[str, str]]:
    return [
        (room.model.index(r, 1).data(), room.model.index(r, 2).data()) for r in range(room.model.rowCount())
    ]


def test_counts_parts_and_badges_say_the_same(room: TicklerRoom) -> None:
    """What is to be thought of already is not said to be of today: its badge says otherwise."""
    assert shown(room) == [("Segera, 37 hari", INSURANCE), ("282 hari lagi", CERTIFICATE)]
    assert room.header.subtitle() == "1 segera, 1 mendatang; yang terlama di atas"
    for part, named in ((TODAY, []), (SOON, [INSURANCE]), (COMING, [CERTIFICATE])):
        room.parts.set_value(part)
        room.narrow()
        assert [view.text for view in room.model.rows()] == named


def test_an_obligation_is_dropped_with_a_reason_and_taken_up_again_by_key(
    qtbot: QtBot, room: TicklerRoom
) -> None:
    def empty_then_said(dialog: DropDialog) -> None:
        assert not dialog.span.isVisible()
        QTest.keyClick(dialog.editor, Key.Key_Return, CONTROL)
        qtbot.waitUntil(lambda: dialog.field.error() == "Wajib diisi.")
        QTest.keyClicks(QApplication.focusWidget(), "Sudah peserta mandiri.")
        QTest.keyClick(QApplication.focusWidget(), Key.Key_Return, CONTROL)
        qtbot.waitUntil(lambda: not dialog.isVisible())

    in_dialog(empty_then_said)
    qtbot.keyClick(room.table, Key.Key_Delete)
    qtbot.waitUntil(lambda: room.model.rowCount() == 1)
    assert room.banner.text() == f"Dicatat tidak jadi: {INSURANCE}"
    assert room.found is not None
    (closed,) = room.found.closed
    assert closed.closed.endswith("Sudah peserta mandiri.")
    room.activateWindow()
    qtbot.waitUntil(room.table.hasFocus)
    qtbot.keyClick(room.table, Key.Key_Z, CONTROL)
    qtbot.waitUntil(lambda: room.model.rowCount() == 2)
    assert room.found.closed == ()


def test_turning_back_drops_nothing(qtbot: QtBot, room: TicklerRoom) -> None:
    in_dialog(lambda dialog: QTest.keyClick(dialog.editor, Key.Key_Escape))
    qtbot.keyClick(room.table, Key.Key_Delete)
    assert room.model.rowCount() == 2
    assert room.table.hasFocus()


def test_one_that_returns_is_asked_for_how_long(qtbot: QtBot) -> None:
    dialog = DropDialog(None, "Laporan perkembangan anak setiap tahun", returns=True)
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitExposed(dialog)
    dialog.activateWindow()
    qtbot.waitUntil(dialog.editor.hasFocus)
    assert dialog.span.isVisible()
    QTest.keyClicks(dialog.editor, "Anak kembali ke keluarga asal.")
    QTest.keyClick(dialog.editor, Key.Key_Tab)
    assert dialog.span.hasFocus()
    QTest.keyClick(dialog.span, Key.Key_S)
    assert (dialog.value(), dialog.span.value()) == ("Anak kembali ke keluarga asal.", "seterusnya")
