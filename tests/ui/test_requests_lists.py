"""The list as one works with it: filters, order, columns, saved filters and export, all by keys."""

import itertools
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QComboBox, QDialog, QFileDialog, QPushButton
from pytestqt.qtbot import QtBot

from dinsos_desk.db.queries.requests.rows import Filter, Sort, SortKey
from dinsos_desk.desk import Desk
from dinsos_desk.domain.routing import RequestState
from dinsos_desk.usecases.actor import Actor
from dinsos_desk.usecases.requests import export as list_export
from dinsos_desk.usecases.requests.lists import layout_of, save_filter, saved_filters
from tests.factories import StandingClock
from tests.ui.review_steps import context_of, take_dtks, take_stranded
from ui.requests.columns import USUAL
from ui.requests.columns_dialog import ColumnsDialog
from ui.requests.room import RequestsRoom
from ui.requests.saved_dialog import SavedDialog
from ui.tasks import Tasks
from ui.theme import Theme

D = TypeVar("D", bound=QDialog)
CTRL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier
TODAY = date(2026, 11, 23)


def made(qtbot: QtBot, desk: Desk, actor: Actor, tasks: Tasks, theme: Theme, folder: Path) -> RequestsRoom:
    room = RequestsRoom(context_of(desk, actor, tasks, theme, folder))
    qtbot.addWidget(room)
    room.resize(1154, 768)
    room.show()
    room.enter()
    assert tasks.wait_idle()
    return room


@pytest.fixture
def filled(desk: Desk, actor: Actor, clock: StandingClock) -> list[str]:
    """Five applications; the names in the order they came."""
    take_dtks(desk, actor, "Ratna Juwita", 4)
    clock.forward(minutes=3)
    take_stranded(desk, actor, "Ahmad Fauzi")
    clock.forward(days=1)
    take_dtks(desk, actor, "Zulaikha Sari", 6)
    clock.forward(minutes=3)
    take_stranded(desk, actor, "Joko Susilo", complete=False)
    clock.forward(minutes=3)
    take_dtks(desk, actor, "Muhammad Yusuf", 7)
    return ["Ratna Juwita", "Ahmad Fauzi", "Zulaikha Sari", "Joko Susilo", "Muhammad Yusuf"]


@pytest.fixture
def room(
    qtbot: QtBot, desk: Desk, actor: Actor, tasks: Tasks, theme: Theme, tmp_path: Path, filled: list[str]
) -> Iterator[RequestsRoom]:
    one = made(qtbot, desk, actor, tasks, theme, tmp_path)
    QAbstractItemModelTester(one.model, QAbstractItemModelTester.FailureReportingMode.Warning, one)
    yield one
    assert tasks.wait_idle()


def settle(room: RequestsRoom) -> None:
    assert room.context.tasks.wait_idle()
    QApplication.processEvents()
    assert room.context.tasks.wait_idle()


def names(room: RequestsRoom) -> list[str]:
    settle(room)
    return [row.client_name for row in room.model.rows()]


def in_the_dialog(kind: type[D], work: Callable[[D], None]) -> None:
    """Do ``work`` once a dialog of this kind is open; it is shut afterwards whatever happens."""
    timer = QTimer(interval=10)

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, kind) and dialog.isActiveWindow():
            timer.stop()
            try:
                work(dialog)
            finally:
                if dialog.isVisible():
                    dialog.reject()

    timer.timeout.connect(look)
    timer.start()


def choose(qtbot: QtBot, combo: QComboBox, label: str) -> None:
    """By typing the beginning of a label, as one does in a list of choices."""
    combo.setFocus()
    qtbot.keyClicks(combo, label[:6])
    assert combo.currentText() == label
    qtbot.keyClick(combo, Qt.Key.Key_Return)


def test_the_further_fields_open_by_a_key_and_narrow(qtbot: QtBot, room: RequestsRoom, desk: Desk) -> None:
    further = room.filters.further
    assert not further.isVisible()
    room.filters.more.setFocus()
    qtbot.keyClick(room.filters.more, Qt.Key.Key_L, ALT)
    qtbot.waitUntil(further.isVisible)
    settle(room)
    village = further.village
    labels = [village.itemText(place) for place in range(village.count())]
    assert labels[0] == "Semua desa/kelurahan"
    choose(qtbot, village, "Contoh Lebar")
    assert room.filters.filter().villages == ("Contoh Lebar",)
    assert further.district.currentText() == "Contoh Barat"
    assert names(room) == ["Muhammad Yusuf", "Zulaikha Sari", "Ratna Juwita"]
    choose(qtbot, further.district, "Semua kecamatan")
    assert room.filters.filter() == Filter()
    choose(qtbot, further.officer, "Rani Wulandari")
    assert len(names(room)) == 5
    while further.stage.currentText() != "Penerimaan klien":
        before = further.stage.currentIndex()
        qtbot.keyClick(further.stage, Qt.Key.Key_Down)
        if further.stage.currentIndex() == before:
            break
    settle(room)
    stages = {row.stage_name for row in room.model.rows()}
    assert stages == set(room.filters.filter().stages)


def test_the_tab_key_follows_the_eye(qtbot: QtBot, room: RequestsRoom) -> None:
    room.activateWindow()
    room.filters.more.setFocus()
    qtbot.waitUntil(room.filters.more.hasFocus)
    qtbot.keyClick(room.filters.more, Qt.Key.Key_Space)
    stops = room.filters.further.stops()
    qtbot.waitUntil(stops[0].hasFocus)
    for here, there in itertools.pairwise(stops):
        qtbot.keyClick(here, Qt.Key.Key_Tab)
        assert there.hasFocus()
    qtbot.keyClick(stops[-1], Qt.Key.Key_Tab)
    assert room.table.hasFocus()
    qtbot.keyClick(room.table, Qt.Key.Key_Tab, Qt.KeyboardModifier.ShiftModifier)
    assert stops[-1].hasFocus()


def test_a_span_of_days_is_typed_and_a_wrong_one_is_said(qtbot: QtBot, room: RequestsRoom) -> None:
    period = room.filters.period
    qtbot.keyClick(period, Qt.Key.Key_End)
    further = room.filters.further
    qtbot.waitUntil(further.isVisible)
    first, last = further.first.focusProxy(), further.last.focusProxy()
    qtbot.keyClicks(first, "24112026")
    qtbot.keyClicks(last, "23112026")
    qtbot.keyClick(last, Qt.Key.Key_Return)
    error = further._error
    assert error.isVisible()
    assert error.text()
    assert room.filters.filter() == Filter()
    first.clear()
    qtbot.keyClicks(first, "23/11/26")
    qtbot.keyClick(first, Qt.Key.Key_Return)
    assert not error.isVisible()
    assert room.filters.filter() == Filter(received=(TODAY, TODAY))
    assert names(room) == ["Ahmad Fauzi", "Ratna Juwita"]
    assert room.filters.findChild(QPushButton, "lepas_received") is not None
    assert room.step_back()
    assert len(names(room)) == 5
    assert further.first.text() == further.last.text() == ""


def test_a_named_period_is_that_of_the_day_one_looks(
    qtbot: QtBot, room: RequestsRoom, clock: StandingClock
) -> None:
    qtbot.keyClick(room.filters.period, Qt.Key.Key_Down)
    assert room.filters.filter().period == "hari_ini"
    assert names(room) == ["Muhammad Yusuf", "Joko Susilo", "Zulaikha Sari"]
    clock.forward(days=1)
    room.enter()
    assert names(room) == []


@pytest.mark.parametrize(("typed", "expected"), [
    ("zuleha", ["Zulaikha Sari"]), ("moh yusup", ["Muhammad Yusuf"]), ("joko susilo", ["Joko Susilo"]),
])  # fmt: skip
def test_names_are_found_as_people_write_them(
    qtbot: QtBot, room: RequestsRoom, typed: str, expected: list[str]
) -> None:
    qtbot.keyClicks(room.filters.search, typed)
    qtbot.keyClick(room.filters.search, Qt.Key.Key_Return)
    assert names(room) == expected


def test_a_heading_sorts_and_the_order_is_kept(
    qtbot: QtBot, room: RequestsRoom, desk: Desk, actor: Actor, tasks: Tasks, theme: Theme, tmp_path: Path
) -> None:
    head = room.table.horizontalHeader()

    def click(code: str) -> None:
        place = [spec.key for spec in room.model.columns].index(code)
        middle = QPoint(head.sectionViewportPosition(place) + 20, head.height() // 2)
        QTest.mouseClick(head.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, middle)

    click("nama")
    by_name = ["Ahmad Fauzi", "Joko Susilo", "Muhammad Yusuf", "Ratna Juwita", "Zulaikha Sari"]
    assert names(room) == by_name
    assert "urut nama, A ke Z" in room.header._subtitle.text()
    click("nama")
    assert names(room) == by_name[::-1]
    assert head.isSortIndicatorShown()
    assert head.sortIndicatorSection() == 1
    click("layanan")
    assert room.arrangement.layout.sort == Sort(SortKey.SERVICE, False)
    click("nama")
    settle(room)
    other = made(qtbot, desk, actor, tasks, theme, tmp_path)
    assert names(other) == by_name


def test_the_order_is_chosen_by_keys(qtbot: QtBot, room: RequestsRoom) -> None:
    by_name = ["Ahmad Fauzi", "Joko Susilo", "Muhammad Yusuf", "Ratna Juwita", "Zulaikha Sari"]
    menu = room.arrangement.sorting

    def choose(*keys: Qt.Key) -> None:
        room.activateWindow()
        qtbot.waitUntil(room.isActiveWindow)
        room.table.setFocus()
        QTest.keyClick(room.table, Qt.Key.Key_U, Qt.KeyboardModifier.AltModifier)
        qtbot.waitUntil(menu.isVisible)
        for key in keys:
            QTest.keyClick(menu, key)
        qtbot.waitUntil(lambda: not menu.isVisible())

    choose(Qt.Key.Key_N)
    assert names(room) == by_name
    assert "urut nama, A ke Z" in room.header._subtitle.text()
    choose(Qt.Key.Key_Return)
    assert names(room) == by_name[::-1]
    choose(Qt.Key.Key_L)
    assert room.arrangement.layout.sort == Sort(SortKey.SERVICE, False)
    choose(Qt.Key.Key_Up, Qt.Key.Key_Up, Qt.Key.Key_Up, Qt.Key.Key_Up, Qt.Key.Key_Return)
    assert room.arrangement.layout.sort == Sort(SortKey.SERVICE, True)
    choose(Qt.Key.Key_Escape)
    assert room.arrangement.layout.sort == Sort(SortKey.SERVICE, True)
    assert {action.text()[action.text().index("&") + 1] for action in menu.by_key.values()} == set(
        "WNTLShPDK"
    )


def test_columns_are_chosen_moved_and_widened_by_keys(
    qtbot: QtBot, room: RequestsRoom, desk: Desk, actor: Actor
) -> None:
    def work(dialog: ColumnsDialog) -> None:
        titles = [dialog.list.item(n).text() for n in range(dialog.list.count())]
        qtbot.keyClick(dialog.list, Qt.Key.Key_Home)
        for _ in range(titles.index("Tahap")):
            qtbot.keyClick(dialog.list, Qt.Key.Key_Down)
        qtbot.keyClick(dialog.list, Qt.Key.Key_Space)
        qtbot.keyClick(dialog.list, Qt.Key.Key_End)
        qtbot.keyClick(dialog.list, Qt.Key.Key_Up)
        assert dialog.list.currentItem().text() == "Nomor surat"
        qtbot.keyClick(dialog.list, Qt.Key.Key_Space)
        while dialog.list.currentRow() > 1:
            before = dialog.list.currentRow()
            qtbot.keyClick(dialog.list, Qt.Key.Key_Up, ALT)
            qtbot.waitUntil(lambda: dialog.list.currentRow() < before)  # noqa: B023
        dialog.width_box.setFocus()
        dialog.width_box.clear()
        qtbot.keyClicks(dialog.width_box, "7")
        qtbot.keyClick(dialog.width_box, Qt.Key.Key_Return)
        assert dialog.isVisible()
        assert "60 sampai 900" in dialog.fault.text()
        qtbot.keyClick(dialog.width_box, Qt.Key.Key_A, CTRL)
        qtbot.keyClicks(dialog.width_box, "250")
        qtbot.keyClick(dialog.width_box, Qt.Key.Key_Return)

    in_the_dialog(ColumnsDialog, work)
    qtbot.keyClick(room.table, Qt.Key.Key_K, ALT)
    qtbot.waitUntil(lambda: bool(room.arrangement.layout.columns))
    settle(room)
    expected = ("terima", "surat", *(code for code in USUAL if code not in ("terima", "tahap")))
    assert room.arrangement.layout.columns == expected
    assert [spec.key for spec in room.model.columns] == list(expected)
    kept = layout_of(desk.reader(), actor)
    assert kept.columns == expected
    assert kept.widths == {"surat": 250}
    room.activateWindow()
    qtbot.waitUntil(room.table.hasFocus)
    assert room.table.current_row().client_name == "Muhammad Yusuf"


def test_the_last_column_cannot_be_hidden(qtbot: QtBot, theme: Theme, room: RequestsRoom) -> None:
    dialog = ColumnsDialog(theme, room.model.columns, room.arrangement.layout)
    qtbot.addWidget(dialog)
    dialog.show()
    for _ in range(dialog.list.count()):
        qtbot.keyClick(dialog.list, Qt.Key.Key_Space)
        qtbot.keyClick(dialog.list, Qt.Key.Key_Down)
    qtbot.keyClick(dialog.list, Qt.Key.Key_Return)
    assert dialog.isVisible()
    assert "sedikitnya satu" in dialog.fault.text()
    dialog.usual.click()
    assert dialog.chosen().columns == ()


def test_a_dragged_width_is_kept(qtbot: QtBot, room: RequestsRoom, desk: Desk, actor: Actor) -> None:
    head = room.table.horizontalHeader()
    edge = QPoint(head.sectionViewportPosition(2) - 2, head.height() // 2)
    before = head.sectionSize(1)
    view = head.viewport()
    QTest.mousePress(view, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, edge)
    for step in (-10, -30, -60):
        QTest.mouseMove(view, edge + QPoint(step, 0))
    room.table._dragged = (
        "nama",
        before - 60,
    )  # the screenless platform tells no pressed button while moving
    QTest.mouseRelease(view, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, edge - QPoint(60, 0))
    qtbot.waitUntil(lambda: room.arrangement.layout.widths == {"nama": before - 60})
    settle(room)
    assert layout_of(desk.reader(), actor).widths == {"nama": before - 60}


@pytest.fixture
def dialog(qtbot: QtBot, room: RequestsRoom) -> SavedDialog:
    one = SavedDialog(room.context, Filter(states=(RequestState.INCOMPLETE,)), room._names())
    qtbot.addWidget(one)
    one.show()
    settle(room)
    return one


def test_a_filter_is_saved_used_renamed_deleted_and_brought_back(
    qtbot: QtBot, room: RequestsRoom, dialog: SavedDialog, desk: Desk, actor: Actor
) -> None:
    def kept() -> list[str]:
        settle(room)
        return [one.name for one in saved_filters(desk.reader(), actor, TODAY)]

    assert dialog.empty.isVisible()
    assert "Belum lengkap" in dialog.present.text()
    assert not dialog.use.isEnabled()
    qtbot.keyClicks(dialog.name, "Menunggu berkas")
    qtbot.keyClick(dialog.name, Qt.Key.Key_Return)
    assert kept() == ["Menunggu berkas"]
    qtbot.waitUntil(lambda: dialog.list.count() == 1)
    assert not dialog.empty.isVisible()
    qtbot.keyClicks(dialog.name, "menunggu BERKAS")
    qtbot.keyClick(dialog.name, Qt.Key.Key_S, CTRL)
    qtbot.waitUntil(lambda: "Sudah ada saringan" in dialog.field.error())
    assert dialog.name.text() == "menunggu BERKAS"
    assert dialog.over.isVisible()
    dialog.over.click()
    assert kept() == ["menunggu BERKAS"]
    qtbot.waitUntil(dialog.list.hasFocus)
    qtbot.keyClick(dialog.list, Qt.Key.Key_F2)
    qtbot.waitUntil(dialog.name.hasFocus)
    qtbot.keyClicks(dialog.name, "Kurang surat")
    qtbot.keyClick(dialog.name, Qt.Key.Key_Return)
    assert kept() == ["Kurang surat"]
    qtbot.waitUntil(dialog.list.hasFocus)
    qtbot.keyClick(dialog.list, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: "dihapus" in dialog.banner.text())
    assert kept() == []
    qtbot.keyClick(dialog, Qt.Key.Key_Z, CTRL)
    qtbot.waitUntil(lambda: dialog.list.count() == 1)
    assert kept() == ["Kurang surat"]
    dialog.list.setFocus()
    qtbot.keyClick(dialog.list, Qt.Key.Key_Return)
    assert dialog.chosen == Filter(states=(RequestState.INCOMPLETE,))
    assert not dialog.isVisible()


def test_a_name_that_is_empty_is_refused_at_its_field(qtbot: QtBot, dialog: SavedDialog) -> None:
    qtbot.keyClicks(dialog.name, "   ")
    qtbot.keyClick(dialog.name, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "belum diberi nama" in dialog.field.error())
    assert not dialog.over.isVisible()


def test_a_saved_filter_opens_from_the_list(
    qtbot: QtBot, room: RequestsRoom, desk: Desk, actor: Actor
) -> None:
    save_filter(desk.uow(), actor, "Belum lengkap", Filter(states=(RequestState.INCOMPLETE,)))

    def work(dialog: SavedDialog) -> None:
        qtbot.waitUntil(lambda: dialog.list.count() == 1)
        qtbot.keyClick(dialog.list, Qt.Key.Key_Return)

    in_the_dialog(SavedDialog, work)
    qtbot.keyClick(room.table, Qt.Key.Key_S, ALT)
    qtbot.waitUntil(lambda: room.filters.filter() == Filter(states=(RequestState.INCOMPLETE,)))
    assert names(room) == ["Joko Susilo"]


def exported(path: Path) -> list[list[Any]]:
    return [[cell.value for cell in row] for row in load_workbook(path)["Permohonan"].iter_rows()]


def test_what_is_shown_is_exported_whole(
    qtbot: QtBot, room: RequestsRoom, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "daftar.xlsx"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(target), ""))
    room.model._page_size = 2
    room.show_filter(Filter(services=("lubuklinggau-dtks",)))
    settle(room)
    qtbot.keyClick(room.table, Qt.Key.Key_S, CTRL)
    qtbot.waitUntil(lambda: "tersimpan" in room.banner.text(), timeout=20_000)
    rows = exported(target)
    assert [row[2] for row in rows[1:]] == ["Muhammad Yusuf", "Zulaikha Sari", "Ratna Juwita"]
    assert len(rows[0]) == 1 + len(USUAL)
    about = load_workbook(target)["Keterangan"]
    assert "DTKS" in str(about["B3"].value)
    qtbot.waitUntil(room.export.isEnabled)


def test_an_export_is_stopped_and_leaves_nothing(
    qtbot: QtBot, room: RequestsRoom, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: pytest.fail("nothing was made"))
    monkeypatch.setattr(list_export, "_PORTION", 1)
    add = list_export.ListBook.add

    def stopped(book: Any, rows: Any) -> None:
        task = room.exporter.task
        assert task is not None
        task.cancel()
        add(book, rows)

    monkeypatch.setattr(list_export.ListBook, "add", stopped)
    qtbot.keyClick(room.table, Qt.Key.Key_S, CTRL)
    qtbot.waitUntil(lambda: "dihentikan" in room.banner.text(), timeout=20_000)
    qtbot.waitUntil(room.export.isEnabled)
    assert not list(tmp_path.glob("*.xlsx"))


def test_pages_are_fetched_before_one_reaches_the_end(qtbot: QtBot, room: RequestsRoom) -> None:
    room.model._page_size = 2
    room.table.resize(800, 120)
    room.show_filter(Filter(late=False, text=""))
    qtbot.waitUntil(lambda: room.model.complete)
    assert len(names(room)) == 5
    assert "5 permohonan" in room.header._subtitle.text()
