"""A barcode reader is a keyboard: numbers are told from typing, wherever the cursor stands."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QDialog,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from dinsos_desk.desk import Desk
from dinsos_desk.domain.routing import Role
from dinsos_desk.sample.fill import Wishes
from dinsos_desk.sample.people import Crowd
from dinsos_desk.usecases.actor import Actor
from tests.factories import colleague
from tests.ui.office_work import take
from tests.ui.test_main_window import last, noted, open_window
from ui import rooms
from ui.main_window import MainWindow
from ui.models.columns import ColumnSpec
from ui.models.rows_model import RowsModel
from ui.search.scanner import Scanner, is_receipt_number
from ui.tasks import Tasks
from ui.theme import Theme
from ui.widgets.table import Table

__all__ = ["noted"]
NUMBER = "2026-0001"
SLOW_MS = 300
"""A patient scanner: this machine may be busy."""
DTKS = "lubuklinggau-dtks"
Key = Qt.Key


class Bench(QWidget):
    """A window with a field, a paragraph and a list of choices."""

    def __init__(self) -> None:
        super().__init__()
        self.line, self.paragraph, self.choice = QLineEdit(), QPlainTextEdit(), QComboBox()
        self.choice.addItems(["1 satu", "2 dua", "20 dua puluh"])
        layout = QVBoxLayout(self)
        for widget in (self.line, self.paragraph, self.choice):
            layout.addWidget(widget)
        self.entered = 0
        self.line.returnPressed.connect(self._count)
        self.scanner = Scanner(self, SLOW_MS)
        self.heard: list[str] = []
        self.scanner.scanned.connect(self.heard.append)

    def _count(self) -> None:
        self.entered += 1


@pytest.fixture
def bench(qtbot: QtBot, qapp: QApplication) -> Bench:
    made = Bench()
    qtbot.addWidget(made)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is made)
    made.line.setFocus()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is made.line)
    return made


def scan(widget: QWidget, number: str = NUMBER, end: Key | None = Key.Key_Return, gap_ms: int = 8) -> None:
    """As a reader sends it: key by key, a few milliseconds apart, to whatever has the focus."""
    for letter in number:
        QTest.keyClicks(QApplication.focusWidget() or widget, letter, delay=gap_ms)
    if end is not None:
        QTest.keyClick(QApplication.focusWidget() or widget, end)


def test_a_number_scanned_into_a_field_leaves_no_digit_there(qtbot: QtBot, bench: Bench) -> None:
    bench.line.setText("Siti")
    scan(bench.line)
    assert bench.heard == [NUMBER]
    QApplication.processEvents()
    assert (bench.line.text(), bench.entered) == ("Siti", 0)
    assert not bench.line.isUndoAvailable()


@pytest.mark.parametrize("end", [Key.Key_Enter, Key.Key_Tab, None])
@pytest.mark.parametrize("gap_ms", [0, 25])
def test_readers_end_as_they_are_set(qtbot: QtBot, bench: Bench, end: Key | None, gap_ms: int) -> None:
    scan(bench.line, end=end, gap_ms=gap_ms)
    qtbot.waitUntil(lambda: bench.heard == [NUMBER])
    assert bench.line.text() == ""
    assert QApplication.focusWidget() is bench.line


def test_paragraphs_and_choices_are_left_as_they_were(qtbot: QtBot, bench: Bench) -> None:
    bench.paragraph.setPlainText("Catatan")
    for widget in (bench.paragraph, bench.choice):
        widget.setFocus()
        scan(widget)
    assert bench.heard == [NUMBER, NUMBER]
    assert bench.paragraph.toPlainText() == "Catatan"
    assert bench.choice.currentText() == "1 satu"


@pytest.mark.parametrize(
    "typed",
    ["2", "20", "2026", "2026-", "2026-00", "21112026", "167301", "1673010704920003", "0812202612",
     "Jalan 20", "2026/0001", "202", "22026-000"],
)  # fmt: skip
def test_what_a_person_types_arrives_whole(qtbot: QtBot, bench: Bench, typed: str) -> None:
    QTest.keyClicks(bench.line, typed)
    qtbot.waitUntil(lambda: bench.line.text() == typed)
    QTest.keyClick(bench.line, Key.Key_Return)
    assert bench.heard == []
    assert bench.entered == 1


def test_a_list_that_jumps_by_digits_opens_none_of_its_rows(qtbot: QtBot, bench: Bench, theme: Theme) -> None:
    """Without a column of names the list would take the digits, and Enter would open a row."""
    column: ColumnSpec[str] = ColumnSpec("nilai", "Nilai", str)
    table = Table(theme, name="uji", label="Uji")
    bench.layout().addWidget(table)
    model = RowsModel((column,), ("1", "2", "20"), parent=bench)
    table.set_model(model, (column,))
    opened: list[object] = []
    table.row_activated.connect(opened.append)
    table.show()
    table.setFocus()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is table)
    scan(table)
    assert (bench.heard, opened, table.currentIndex().row()) == ([NUMBER], [], 0)


def test_a_person_may_type_a_number_by_hand(qtbot: QtBot, bench: Bench) -> None:
    bench.scanner.set_gap(10)
    QTest.keyClicks(bench.line, NUMBER, delay=40)
    QTest.keyClick(bench.line, Key.Key_Return, delay=40)
    assert (bench.line.text(), bench.entered, bench.heard) == (NUMBER, 1, [])


def test_keys_keep_their_order(qtbot: QtBot, bench: Bench) -> None:
    """A held digit goes before the letter, Backspace, Home or Tab that follows it at once."""
    QTest.keyClicks(bench.line, "2a20")
    QTest.keyClick(bench.line, Key.Key_Backspace)
    QTest.keyClicks(bench.line, "2")
    QTest.keyClick(bench.line, Key.Key_Home)
    QTest.keyClicks(bench.line, "2")
    QTest.keyClick(bench.line, Key.Key_Tab)
    assert bench.line.text() == "22a22"
    assert QApplication.focusWidget() is bench.paragraph


def test_a_held_digit_belongs_to_the_field_it_was_typed_in(qtbot: QtBot, bench: Bench) -> None:
    QTest.keyClicks(bench.line, "20")
    bench.paragraph.setFocus()
    QTest.keyClicks(bench.paragraph, "2")
    qtbot.waitUntil(lambda: bench.paragraph.toPlainText() == "2")
    assert bench.line.text() == "20"


def test_a_click_elsewhere_loses_nothing(qtbot: QtBot, bench: Bench) -> None:
    QTest.keyClicks(bench.line, "20")
    qtbot.mouseClick(bench.line, Qt.MouseButton.LeftButton)
    assert bench.line.text() == "20"


def test_a_digit_held_down_repeats(qtbot: QtBot, bench: Bench) -> None:
    for repeats in (False, True, True, True):
        plain = Qt.KeyboardModifier.NoModifier
        event = QKeyEvent(QEvent.Type.KeyPress, Key.Key_2, plain, "2", autorep=repeats)
        QApplication.sendEvent(bench.line, event)
    qtbot.waitUntil(lambda: bench.line.text() == "2222")


def test_a_selection_is_replaced_only_by_typing(qtbot: QtBot, bench: Bench) -> None:
    bench.line.setText("lama")
    bench.line.selectAll()
    scan(bench.line)
    assert bench.line.selectedText() == "lama"
    QTest.keyClicks(bench.line, "2")
    qtbot.waitUntil(lambda: bench.line.text() == "2")


def test_passwords_and_dialogs_are_left_alone(qtbot: QtBot, bench: Bench) -> None:
    bench.line.setEchoMode(QLineEdit.EchoMode.Password)
    bench.paragraph.setFocus()
    bench.line.setFocus()
    QTest.keyClicks(bench.line, NUMBER)
    assert bench.line.text() == NUMBER
    dialog = QDialog(bench)
    inner = QLineEdit(dialog)
    dialog.open()
    inner.setFocus()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is inner)
    QTest.keyClicks(inner, NUMBER)
    assert inner.text() == NUMBER
    assert bench.heard == []


def test_a_field_that_goes_while_a_digit_is_held(qtbot: QtBot, bench: Bench) -> None:
    QTest.keyClicks(bench.line, "20")
    bench.line.setParent(None)
    bench.line.deleteLater()
    bench.paragraph.setFocus()
    scan(bench.paragraph)
    assert bench.heard == [NUMBER]


def test_a_window_that_was_late_still_hears_the_number(
    qtbot: QtBot, bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Half of it came, the window stood still, the rest stood in line behind the timer."""
    QTest.keyClicks(bench.line, "2026")
    since = bench.scanner._since
    monkeypatch.setattr(bench.scanner, "_since", Late(since))
    bench.scanner._silence.timeout.emit()
    monkeypatch.setattr(bench.scanner, "_since", since)
    scan(bench.line, "-0001")
    assert (bench.heard, bench.line.text()) == ([NUMBER], "")


class Late:
    """A watch that stood still."""

    def __init__(self, watch: object) -> None:
        self._watch = watch

    def elapsed(self) -> int:
        return SLOW_MS * 9


@pytest.mark.parametrize(
    ("text", "is_number"),
    [(NUMBER, True), ("2026-12345", True), ("2026-001", False), ("1926-0001", False), ("x2026-0001", False)],
)
def test_what_a_receipt_number_is(text: str, is_number: bool) -> None:
    assert is_receipt_number(text) is is_number


@pytest.fixture
def window(
    qtbot: QtBot, noted: None, desk: Desk, actor: Actor, tasks: Tasks, theme: Theme, tmp_path: Path
) -> MainWindow:
    made = open_window(qtbot, desk, actor, tasks, theme, tmp_path)
    made.scanner.set_gap(SLOW_MS)
    return made


def put_field(qtbot: QtBot, window: MainWindow) -> QLineEdit:
    """A field of the room one is in, with the focus."""
    field = QLineEdit(window.current_room())
    field.show()
    field.setFocus()
    qtbot.waitUntil(lambda: QApplication.focusWidget() is field)
    return field


def opened(window: MainWindow, key: str, asked: object) -> Callable[[], bool]:
    return lambda: window.current_key() == key and last(window) == asked


def test_an_incomplete_application_opens_at_its_checklist(
    qtbot: QtBot, window: MainWindow, desk: Desk, actor: Actor
) -> None:
    whole = take(desk, actor, DTKS, Crowd(3))
    lacking = take(desk, actor, DTKS, Crowd(4), Wishes(incomplete=True))
    window.go(rooms.LETTERS)
    field = put_field(qtbot, window)
    scan(field, "2026-0002")
    qtbot.waitUntil(opened(window, rooms.INTAKE, ("begin", lacking)))
    assert field.text() == ""
    scan(put_field(qtbot, window), "2026-0001")
    qtbot.waitUntil(opened(window, rooms.REQUESTS, ("request", whole)))


def test_from_a_room_the_number_goes_through_the_search(
    qtbot: QtBot, window: MainWindow, desk: Desk, actor: Actor
) -> None:
    lacking = take(desk, actor, DTKS, Crowd(4), Wishes(incomplete=True))
    window.go(rooms.LETTERS)
    window.current_room().setFocus()
    scan(window)
    qtbot.waitUntil(opened(window, rooms.INTAKE, ("begin", lacking)))
    assert not window.search.isVisible()
    window.open_search()
    QTest.keyClicks(window.search.field, NUMBER)
    QTest.keyClick(window.search.field, Key.Key_Return)
    qtbot.waitUntil(lambda: not window.search.isVisible())


def test_an_unknown_number_is_said_and_opens_nothing(
    qtbot: QtBot, window: MainWindow, desk: Desk, actor: Actor
) -> None:
    take(desk, actor, DTKS, Crowd(3))
    window.go(rooms.LETTERS)
    field = put_field(qtbot, window)
    scan(field, "2026-9999")
    qtbot.waitUntil(lambda: window.search.isVisible() and "2026-9999" in window.search.hint.text())
    assert "Tidak ada permohonan bernomor 2026-9999" in window.search.hint.text()
    assert (window.current_key(), field.text()) == (rooms.LETTERS, "")
    QTest.keyClick(window.search.field, Key.Key_Return)
    assert window.search.isVisible()
    scan(window.search.field, NUMBER)
    window.search.field.setText(NUMBER)
    QTest.keyClick(window.search.field, Key.Key_Return)
    qtbot.waitUntil(lambda: window.current_key() == rooms.REQUESTS)


def test_who_takes_nothing_in_sees_the_page(
    qtbot: QtBot, noted: None, desk: Desk, actor: Actor, tasks: Tasks, theme: Theme, tmp_path: Path
) -> None:
    lacking = take(desk, actor, DTKS, Crowd(4), Wishes(incomplete=True))
    window = open_window(qtbot, desk, colleague(desk, actor, Role.KABID), tasks, theme, tmp_path)
    window.scanner.set_gap(SLOW_MS)
    window.go(rooms.LETTERS)
    scan(put_field(qtbot, window))
    qtbot.waitUntil(opened(window, rooms.REQUESTS, ("request", lacking)))
