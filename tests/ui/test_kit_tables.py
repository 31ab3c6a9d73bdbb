"""Typing a table by keys: moving, adding, removing, taking back, pasting from Excel, and faults."""

from datetime import date
from time import perf_counter

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from dinsos_desk.domain.faults import Refused
from dinsos_desk.domain.fields import (
    Choice,
    ChoiceField,
    DateField,
    NikField,
    NumberField,
    TableField,
    TextField,
    YesNoField,
)
from dinsos_desk.domain.identity import build_nik
from dinsos_desk.domain.people import Sex
from dinsos_desk.messages import fault_sentence
from ui.models.cells_model import CellsModel
from ui.models.pasted_rows import PasteRefused
from ui.theme import Theme
from ui.widgets.choice_editors import make_field
from ui.widgets.table_editor import TableDialog, TableEditor

TODAY = date(2026, 11, 23)
NIK = build_nik("167301", date(1992, 4, 7), Sex.FEMALE, 9001)
RELATIONS = tuple(Choice(code=c, label=w) for c, w in (("anak", "Anak"), ("istri", "Istri"), ("ibu", "Ibu")))
TABLE = TableField(
    code="warga",
    label="Penduduk yang diusulkan",
    unit="orang",
    required=True,
    columns=(
        NikField(code="nik", label="NIK", required=True),
        TextField(code="nama", label="Nama", required=True, max_length=80),
        DateField(code="lahir", label="Tanggal lahir", past=True),
        ChoiceField(code="hubungan", label="Hubungan", choices=RELATIONS),
        NumberField(code="jumlah", label="Jumlah"),
        YesNoField(code="sakit", label="Sakit"),
    ),
)
BEFORE, AFTER = TextField(code="asal", label="Asal"), TextField(code="ket", label="Keterangan")
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
Key = Qt.Key


class Hands:
    """A table between two other fields, worked by keys."""

    def __init__(self, qtbot: QtBot, width: int = 900) -> None:
        self.page = QWidget()
        self.page.setProperty("page", True)
        box = QVBoxLayout(self.page)
        self.fields = [make_field(field, lambda: TODAY) for field in (BEFORE, TABLE, AFTER)]
        for field in self.fields:
            box.addWidget(field)
        box.addStretch(1)
        qtbot.addWidget(self.page)
        self.page.resize(width, 600)
        self.page.show()
        self.page.activateWindow()
        QTest.qWaitForWindowActive(self.page)
        self.changes: list[str] = []
        self.editor.changed.connect(self.changes.append)

    @property
    def editor(self) -> TableEditor:
        editor = self.fields[1].editor
        assert isinstance(editor, TableEditor)
        return editor

    def focus(self) -> QWidget:
        QApplication.processEvents()
        found = QApplication.activePopupWidget() or QApplication.focusWidget()
        assert found is not None
        return found

    def press(self, key: Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        QTest.keyClick(self.focus(), key, modifier)
        QApplication.processEvents()

    def type(self, text: str) -> None:
        QTest.keyClicks(self.focus(), text)
        QApplication.processEvents()

    def paste(self, text: str) -> None:
        QApplication.clipboard().setText(text)
        self.press(Key.Key_V, CTRL)

    def at(self) -> str:
        """Which field has the cursor."""
        widget: QWidget | None = self.focus()
        while widget is not None and widget not in [field.editor for field in self.fields]:
            widget = widget.parentWidget()
        return next((field.editor.field.code for field in self.fields if field.editor is widget), "")

    @property
    def text(self) -> str:
        return self.editor.text()


@pytest.fixture
def hands(qtbot: QtBot, theme: Theme) -> Hands:
    made = Hands(qtbot)
    made.fields[1].editor.setFocus()
    return made


def test_a_row_by_keys_in_the_common_form_and_the_next_stands_ready(hands: Hands) -> None:
    for typed in (NIK, "Siti Aminah", "07041992"):
        hands.type(typed)
        hands.press(Key.Key_Tab)
    hands.type("is")
    hands.press(Key.Key_Escape)
    hands.press(Key.Key_Tab)
    hands.type("3")
    hands.press(Key.Key_Return)
    hands.type("y")
    hands.press(Key.Key_Escape)
    hands.press(Key.Key_Return)
    assert hands.text == f"{NIK}\tSiti Aminah\t07/04/1992\tIstri\t3\tYa"
    assert hands.editor.count.text() == "1 orang"
    assert hands.focus().accessibleName() == "NIK, baris baru"
    assert hands.changes[-1] == hands.text
    assert TABLE.parse(hands.text, TODAY) is not None
    hands.press(Key.Key_Tab)
    assert hands.at() == "ket"


def test_the_way_in_and_out(hands: Hands) -> None:
    hands.press(Key.Key_Tab)
    assert hands.at() == "ket", "an empty table is passed with one key"
    hands.press(Key.Key_Backtab, SHIFT)
    assert hands.at() == "warga"
    hands.type("1")
    hands.press(Key.Key_Tab)
    hands.press(Key.Key_Backtab, SHIFT)
    assert hands.focus().accessibleName() == "NIK, baris 1"
    hands.press(Key.Key_Backtab, SHIFT)
    assert hands.at() == "asal"
    hands.press(Key.Key_Tab)
    hands.press(Key.Key_Tab, CTRL)
    assert hands.at() == "ket"
    hands.press(Key.Key_Backtab, SHIFT)
    hands.press(Key.Key_Backtab, CTRL | SHIFT)
    assert hands.at() == "asal"


def test_arrows_walk_and_enter_goes_on(hands: Hands) -> None:
    hands.editor.set_text("1\ta\n2\tb\n3\tc")
    hands.editor.setFocus()
    hands.press(Key.Key_Down)
    assert hands.editor.grid.place == (1, 0)
    hands.press(Key.Key_Right)
    assert hands.editor.grid.place == (1, 1)
    hands.press(Key.Key_Up)
    assert hands.editor.grid.place == (0, 1)
    hands.press(Key.Key_Return)
    assert hands.editor.grid.place == (0, 2)
    hands.press(Key.Key_End, CTRL)
    assert hands.editor.grid.place == (3, 0)
    hands.press(Key.Key_PageUp)
    assert hands.editor.grid.place == (0, 0)


def test_rows_are_removed_and_come_back(hands: Hands) -> None:
    hands.editor.set_text("1\ta\n2\tb\n3\tc")
    hands.editor.setFocus()
    hands.press(Key.Key_Down)
    hands.press(Key.Key_Delete, CTRL)
    assert hands.text == "1\ta\t\t\t\t\n3\tc\t\t\t\t"
    assert "Ctrl+Z" in hands.editor.news.text()
    hands.press(Key.Key_Z, CTRL)
    assert hands.text == "1\ta\t\t\t\t\n2\tb\t\t\t\t\n3\tc\t\t\t\t"
    hands.press(Key.Key_Y, CTRL)
    assert hands.editor.count.text() == "2 orang"
    hands.press(Key.Key_Z, CTRL)
    hands.press(Key.Key_Delete)
    assert hands.editor.cells.cell(1, 0) == ""
    hands.press(Key.Key_Right)
    hands.press(Key.Key_Delete)
    hands.press(Key.Key_Delete)
    assert hands.text == "1\ta\t\t\t\t\n3\tc\t\t\t\t"


def test_one_step_back_is_one_cell(hands: Hands) -> None:
    hands.type("123")
    hands.press(Key.Key_Tab)
    hands.type("Siti")
    hands.press(Key.Key_Z, CTRL)
    assert hands.text == "123\t\t\t\t\t"
    hands.press(Key.Key_Z, CTRL)
    assert hands.text == ""
    hands.press(Key.Key_Z, CTRL)
    assert "Tidak ada" in hands.editor.news.text()


def test_escape_gives_the_cell_back_and_then_leaves_it_to_the_room(hands: Hands) -> None:
    hands.editor.set_text("1\tSiti")
    hands.editor.setFocus()
    hands.press(Key.Key_Right)
    hands.type("Lain")
    assert hands.editor.cells.cell(0, 1) == "Lain"
    hands.press(Key.Key_Escape)
    assert hands.editor.cells.cell(0, 1) == "Siti"


def test_escape_in_the_open_list_closes_it_and_keeps_what_was_typed(hands: Hands, qtbot: QtBot) -> None:
    hands.editor.set_text("1\tSiti")
    hands.editor.setFocus()
    for _ in range(3):
        hands.press(Key.Key_Tab)
    hands.type("Ist")
    popup = QApplication.activePopupWidget()
    assert popup is not None
    QTest.keyClick(popup, Key.Key_Escape)
    qtbot.waitUntil(lambda: QApplication.activePopupWidget() is None)
    assert hands.editor.cells.cell(0, 3) == "Ist"


def test_a_draft_is_told_with_every_key(hands: Hands) -> None:
    hands.type("16")
    assert hands.changes == ["1\t\t\t\t\t", "16\t\t\t\t\t"]


@pytest.mark.parametrize(
    "copied",
    [
        f"{NIK}\tSiti\t07/04/1992\n{NIK}\tBudi\t01/02/1990\n",
        f"NIK\tNama\tTanggal lahir\r\n{NIK}\tSiti\t07/04/1992\r\n\r\n{NIK}\tBudi\t01/02/1990\r\n",
        f"1\t{NIK}\tSiti\t07/04/1992\t\t\t\n2\t{NIK}\tBudi\t01/02/1990\t\t\t",
        f'{NIK}\t"Si\nti"\t07/04/1992\n{NIK}\tBudi\t01/02/1990',
        f"{NIK}\tSiti\t07/04/1992\t\t\t\t\t\n{NIK}\tBudi\t01/02/1990\t\t\t\t\t",
    ],
)
def test_what_excel_copies(hands: Hands, copied: str) -> None:
    hands.paste(copied)
    assert hands.editor.count.text() == "2 orang"
    assert "2 baris ditempel" in hands.editor.news.text()
    lines = [line.split("\t")[:3] for line in hands.text.splitlines()]
    assert [line[0] for line in lines] == [NIK, NIK]
    assert [line[1].replace(" ", "") for line in lines] == ["Siti", "Budi"]
    assert hands.editor.grid.place == (2, 0)
    hands.press(Key.Key_Z, CTRL)
    assert hands.text == ""


def test_codes_of_choices_are_shown_as_words(hands: Hands) -> None:
    """A draft, or a list copied from elsewhere, may hold the codes: every choice column shows its words."""
    kept = f"{NIK}\tSiti Aminah\t07/04/1992\tanak\t2\tya\n\tBudi\t\tistri\t\tt"
    hands.editor.set_text(kept)
    cells = hands.editor.cells
    told = [cells.cell(row, place) for row in range(2) for place in (3, 5)]
    assert told == ["Anak", "Ya", "Istri", "Tidak"]
    held = hands.editor.text()
    hands.editor.set_text(kept)
    assert hands.editor.text() == held
    hands.editor.set_text("")
    hands.fields[1].editor.setFocus()
    hands.paste("3201010704920001\tRina\t\tibu\t1\ty")
    assert [cells.cell(0, place) for place in (3, 5)] == ["Ibu", "Ya"]


def test_a_paste_that_is_too_wide_changes_nothing(hands: Hands) -> None:
    hands.type("1")
    hands.press(Key.Key_Tab)
    hands.paste("a\tb\tc\td\te\tf\ng\th\ti\tj\tk\tl")
    assert hands.text == "1\t\t\t\t\t"
    assert "Tidak ada yang ditempel" in hands.editor.news.text()


def test_one_word_is_pasted_into_the_cell(hands: Hands) -> None:
    hands.press(Key.Key_Right)
    hands.paste("Siti Aminah")
    assert hands.text == "\tSiti Aminah\t\t\t\t"


def test_a_wrong_cell_says_so_and_the_cursor_finds_it(hands: Hands) -> None:
    hands.editor.set_text(f"{NIK}\tSiti\n{NIK}\t\n{NIK[:11]}\tBudi\t31022020")
    cells = hands.editor.cells
    assert "11 angka" in cells.fault(2, 0)
    assert "bukan tanggal" in cells.fault(2, 2)
    assert not cells.fault(1, 1), "nobody is scolded while still typing"
    hands.press(Key.Key_Tab, CTRL)
    assert "wajib diisi" in cells.fault(1, 1)
    with pytest.raises(Refused) as refused:
        TABLE.parse(hands.text, TODAY)
    hands.fields[1].set_error(fault_sentence(refused.value.fault))
    assert refused.value.fault.values["baris"] == cells.number(1) == 2
    hands.fields[1].focus()
    assert hands.focus().accessibleName() == "Nama, baris 2"
    assert "wajib diisi" in hands.focus().accessibleDescription()
    assert "wajib diisi" in hands.editor.news.text()
    hands.type("Ani")
    assert hands.fields[1].error() == ""


def test_leaving_is_told_once(hands: Hands, qtbot: QtBot) -> None:
    told: list[int] = []
    hands.editor.left.connect(lambda: told.append(1))
    hands.type("1")
    hands.press(Key.Key_Tab)
    hands.press(Key.Key_Tab)
    assert not told
    hands.press(Key.Key_Tab, CTRL)
    assert told == [1]


def test_five_hundred_rows_are_fast_and_eight_are_shown(hands: Hands) -> None:
    rows = "\n".join(f"{NIK}\tNama {number}\t07/04/1992\tAnak\t3\tYa" for number in range(500))
    started = perf_counter()
    hands.editor.set_text(rows)
    QApplication.processEvents()
    hands.editor.setFocus()
    hands.press(Key.Key_End, CTRL)
    hands.type("1")
    assert perf_counter() - started < 1.0
    assert hands.editor.count.text() == "501 orang"
    assert hands.editor.grid.height() < 12 * hands.editor.grid.rowHeight(0)


def test_where_it_is_narrow_it_can_be_enlarged(qtbot: QtBot, theme: Theme, monkeypatch) -> None:
    hands = Hands(qtbot, 300)
    assert not hands.editor.grow.isHidden()
    monkeypatch.setattr(TableDialog, "ask", lambda *given: f"{NIK}\tSiti")
    hands.editor.setFocus()
    hands.press(Key.Key_B, CTRL | SHIFT)
    assert hands.text == f"{NIK}\tSiti\t\t\t\t"
    assert hands.changes[-1] == hands.text
    hands.press(Key.Key_Z, CTRL)
    assert hands.text == ""


def test_the_large_table_gives_its_rows_back(hands: Hands, qtbot: QtBot) -> None:
    dialog = TableDialog(hands.page, TABLE, lambda: TODAY, "1\tSiti")
    qtbot.addWidget(dialog)
    dialog.show()
    assert dialog.editor.text() == "1\tSiti\t\t\t\t"
    dialog.editor.grid.go(1, 0)
    QTest.keyClicks(dialog.editor.grid.line, "2")
    assert dialog.editor.text() == "1\tSiti\t\t\t\t\n2\t\t\t\t\t"


def test_the_model_is_a_good_one(qtbot: QtBot) -> None:
    cells = CellsModel(TABLE, lambda: TODAY)
    QAbstractItemModelTester(cells, QAbstractItemModelTester.FailureReportingMode.Fatal, cells)
    cells.write(0, 0, "1")
    cells.write(1, 1, "Siti")
    cells.paste(1, 0, "a\tb\nc\td")
    cells.remove(0)
    cells.undo()
    cells.redo()
    cells.set_text("x")
    with pytest.raises(PasteRefused):
        cells.paste(0, 5, "a\tb")
    assert cells.rowCount() == 2


words = st.text(st.characters(blacklist_categories=("Cs",)), max_size=12)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60)
@given(st.lists(st.tuples(st.integers(0, 4), st.integers(0, 5), words), max_size=12))
def test_whatever_is_typed_the_text_reads_back_as_it_stands(changes: list[tuple[int, int, str]]) -> None:
    cells, again = CellsModel(TABLE, lambda: TODAY), CellsModel(TABLE, lambda: TODAY)
    for row, place, text in changes:
        cells.write(row, place, text)
    again.set_text(cells.text())
    assert again.text() == cells.text()
    assert again.filled() == cells.filled()
    assert len(cells.text().splitlines()) == cells.filled()
