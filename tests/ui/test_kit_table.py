from dataclasses import dataclass, replace

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QModelIndex, Qt
from PySide6.QtGui import QKeyEvent
from pytestqt.qtbot import QtBot

from ui.models.columns import BadgeSpec, ColumnSpec, Line
from ui.models.paged_model import PagedModel, PageRequest
from ui.models.rows_filter import RowsFilter
from ui.models.rows_model import RowsModel
from ui.theme import Theme, Tone
from ui.widgets.table import QueueList, Table


@dataclass(frozen=True)
class Case:
    id: int
    name: str
    status: str = "Berjalan"


COLUMNS: tuple[ColumnSpec[Case], ...] = (
    ColumnSpec("no", "No. terima", lambda r: f"2026-{r.id}", 90, least=80),
    ColumnSpec("nama", "Nama", lambda r: r.name, 180, stretch=True, bold=True, typeahead=True),
    ColumnSpec("layanan", "Layanan", lambda r: "Bantuan orang terlantar", 170, drop=1, muted=True),
    ColumnSpec(
        "status", "Status", lambda r: r.status, 140, badge=lambda r: BadgeSpec(r.status, Tone.INFO, "check")
    ),
)  # fmt: skip
CASES = [Case(1, "Siti Nurhayati"), Case(2, "Ahmad Fauzi"), Case(3, "Sitompul"), Case(4, "R" * 60)]


@pytest.fixture
def table(qtbot: QtBot, theme: Theme) -> Table:
    made = Table(theme, name="antrean", label="Antrean kerja")
    made.set_model(RowsModel(COLUMNS, CASES, lambda r: r.id, made), COLUMNS)
    qtbot.addWidget(made)
    made.resize(760, 400)
    with qtbot.waitExposed(made):
        made.show()
        made.activateWindow()
    made.setFocus()
    return made


def test_enter_and_double_click_open_a_row(table: Table, qtbot: QtBot) -> None:
    assert table.current_row() == CASES[0]
    with qtbot.waitSignal(table.row_chosen) as chosen:
        qtbot.keyClick(table, Qt.Key.Key_Down)
    assert chosen.args == [CASES[1]]
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
        with qtbot.waitSignal(table.row_activated) as opened:
            qtbot.keyClick(table, key)
        assert opened.args == [CASES[1]]
    spot = table.visualRect(table.model().index(2, 1)).center()
    with qtbot.waitSignal(table.row_activated) as opened:
        qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=spot)
        qtbot.mouseDClick(table.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert opened.args == [CASES[2]]


def test_ctrl_enter_is_left_to_the_page(table: Table, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(table.row_activated):
        qtbot.keyClick(table, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)


def test_home_and_end_go_to_the_ends(table: Table, qtbot: QtBot) -> None:
    qtbot.keyClick(table, Qt.Key.Key_End)
    assert table.current_row() == CASES[-1]
    qtbot.keyClick(table, Qt.Key.Key_Home)
    assert table.current_row() == CASES[0]


def test_typed_letters_jump_to_a_name(table: Table, qtbot: QtBot) -> None:
    qtbot.keyClicks(table, "sito")
    assert table.current_row() == CASES[2]
    table._typed = ""
    qtbot.keyClicks(table, "fauzi")
    assert table.current_row() == CASES[1]


def test_widths_fill_the_window_and_never_pass_it(table: Table, qtbot: QtBot) -> None:
    for width in (1400, 760, 560, 420, 200):
        table.resize(width, 300)
        room = table.viewport().width()
        assert sum(table.columnWidth(i) for i in range(4)) <= room
        assert table.isColumnHidden(2) is (width < 500)
    table.resize(1400, 300)
    assert sum(table.columnWidth(i) for i in range(4)) == table.viewport().width()
    assert table.columnWidth(0) == 90


def test_on_a_wide_screen_columns_that_had_to_be_short_get_their_share(qtbot: QtBot, theme: Theme) -> None:
    columns: tuple[ColumnSpec[Case], ...] = (
        ColumnSpec("no", "No.", lambda r: str(r.id), 90, least=80),
        ColumnSpec("nama", "Nama", lambda r: r.name, 180, 140, stretch=True),
        ColumnSpec("layanan", "Layanan", lambda r: "Bantuan orang terlantar", 170, 100),
    )
    shown = Table(theme, name="lebar", label="Lebar")
    shown.set_model(RowsModel(columns, CASES, lambda r: r.id, shown), columns)
    qtbot.addWidget(shown)
    shown.show()
    for width, wider in ((500, False), (1500, True)):
        shown.resize(width, 300)
        qtbot.waitUntil(lambda: sum(map(shown.columnWidth, range(3))) == shown.viewport().width())
        assert shown.columnWidth(0) == 90
        assert (shown.columnWidth(2) > 250) is wider
        assert shown.columnWidth(1) > shown.columnWidth(2) or not wider


def test_the_cursor_stays_on_its_row_when_rows_are_read_again(table: Table, qtbot: QtBot) -> None:
    table.choose_row(2)
    table.model().set_rows([Case(9, "Baru"), *CASES])
    assert table.current_row() == CASES[2]
    table.model().set_rows([replace(case, status="Selesai") for case in (Case(9, "Baru"), *CASES)])
    assert table.current_row().id == 3


@pytest.mark.parametrize("first", ["focus", "rows"])
def test_the_cursor_is_seen_whether_rows_or_focus_come_first(first: str, qtbot: QtBot, theme: Theme) -> None:
    shown = Table(theme, name="daftar", label="Daftar")
    model = RowsModel(COLUMNS, identity=lambda row: row.id)
    shown.set_model(model, COLUMNS)
    qtbot.addWidget(shown)
    shown.show()
    shown.activateWindow()
    qtbot.waitExposed(shown)
    if first == "rows":
        model.set_rows(CASES)
        shown.setFocus()
    else:
        shown.setFocus()
        qtbot.waitUntil(shown.hasFocus)
        model.set_rows(CASES)
    qtbot.waitUntil(shown.hasFocus)
    assert shown.current_row() == CASES[0]
    assert shown.selectionModel().isSelected(shown.currentIndex())


def test_the_cursor_stays_behind_a_filter(qtbot: QtBot, theme: Theme) -> None:
    made = Table(theme, name="x", label="x")
    qtbot.addWidget(made)
    source = RowsModel(COLUMNS, CASES, lambda r: r.id, made)
    proxy = RowsFilter(made)
    proxy.setSourceModel(source)
    made.set_model(proxy, COLUMNS)
    made.choose_row(1)
    source.set_rows([Case(9, "Baru"), *CASES])
    assert made.current_row() == CASES[1]


def test_only_cut_texts_have_a_tooltip(table: Table, qtbot: QtBot) -> None:
    delegate = table.itemDelegate()
    model = table.model()
    long, short = model.index(3, 1), model.index(1, 1)
    assert delegate.tip(table.visualRect(long), long) == "R" * 60
    assert delegate.tip(table.visualRect(short), short) == ""


def test_an_empty_list_offers_the_first_step(table: Table, qtbot: QtBot) -> None:
    table.set_empty("inbox-outline", "Belum ada permohonan.", "Permohonan baru")
    empty = table._empty
    assert empty.isHidden()
    table.model().set_rows([])
    assert empty.isVisible()
    with qtbot.waitSignal(table.empty_action):
        qtbot.mouseClick(empty.button, Qt.MouseButton.LeftButton)
    table.model().set_rows(CASES)
    assert empty.isHidden()


def test_cells_are_painted(table: Table, qtbot: QtBot, theme: Theme) -> None:
    image = table.grab().toImage()
    soft = theme.tone(Tone.INFO)[1].name()
    cell = table.visualRect(table.model().index(1, 3))
    origin = table.viewport().mapTo(table, cell.topLeft())
    colours = {
        image.pixelColor(origin.x() + x, origin.y() + cell.height() // 2 - 9).name() for x in range(8, 80)
    }
    assert soft in colours


def test_a_queue_shows_lines_under_the_name(qtbot: QtBot, theme: Theme) -> None:
    column = ColumnSpec[Case](
        "kasus", "Kasus", lambda r: r.name, stretch=True,
        lines=lambda r: [Line("Reaktivasi PBI JK"), Line("lewat 40 menit", Tone.BAD)],
        badge=lambda r: BadgeSpec("Baru", Tone.INFO),
    )  # fmt: skip
    made = QueueList(theme, name="antre", label="Antrean")
    made.set_model(RowsModel([column], CASES, parent=made), [column])
    qtbot.addWidget(made)
    made.resize(240, 300)
    made.show()
    made.choose_row(0)
    delegate, index = made.itemDelegate(), made.model().index(3, 0)
    assert delegate.sizeHint(None, index).height() <= made.rowHeight(0)
    assert delegate.tip(made.visualRect(index), index).startswith("R" * 60)
    assert not made.grab().isNull()


def test_a_long_list_is_fetched_while_one_scrolls(qtbot: QtBot, theme: Theme) -> None:
    cases = [Case(number, f"Nama {number}") for number in range(500)]

    def source(request: PageRequest[Case]) -> list[Case]:
        return cases[request.offset : request.offset + request.limit]

    made = Table(theme, name="panjang", label="Panjang")
    model = PagedModel(COLUMNS, source, page_size=50, parent=made)
    made.set_model(model, COLUMNS)
    qtbot.addWidget(made)
    made.resize(700, 300)
    made.show()
    model.reload()
    assert model.rowCount(QModelIndex()) == 50
    made.choose_row(49)
    made.scrollToBottom()
    qtbot.waitUntil(lambda: model.rowCount() >= 100)


def test_a_number_is_left_to_the_search_of_the_window(table: Table) -> None:
    def typed(letter: str) -> bool:
        key = QKeyEvent(QEvent.Type.KeyPress, 0, Qt.KeyboardModifier.NoModifier, letter)
        QCoreApplication.sendEvent(table, key)
        return key.isAccepted()

    assert not typed("2")
    assert table.current_row() == CASES[0]
    assert typed("a")
    assert table.current_row() == CASES[1]
    assert typed("2")
