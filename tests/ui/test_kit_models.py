from collections.abc import Sequence
from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from ui.models.columns import RIGHT, BadgeSpec, ColumnSpec, Line, Role
from ui.models.paged_model import PagedModel, PageRequest
from ui.models.rows_filter import RowsFilter
from ui.models.rows_model import RowsModel
from ui.tasks import Tasks
from ui.theme import Tone

STRICT = QAbstractItemModelTester.FailureReportingMode.Fatal


@dataclass(frozen=True)
class Case:
    id: int
    name: str
    days: int = 0


COLUMNS: tuple[ColumnSpec[Case], ...] = (
    ColumnSpec("nama", "Nama", lambda r: r.name, stretch=True, lines=lambda r: [Line(f"baris {r.id}")]),
    ColumnSpec("hari", "Hari", lambda r: str(r.days), align=RIGHT, sort=lambda r: r.days, sort_key="hari",
               badge=lambda r: BadgeSpec(str(r.days), Tone.BAD), tooltip=lambda r: f"{r.days} hari"),
)  # fmt: skip
CASES = [Case(1, "Zaenal", 10), Case(2, "ahmad", 9), Case(3, "Budi", 100)]


def model(rows: Sequence[Case] = CASES) -> RowsModel[Case]:
    return RowsModel(COLUMNS, rows, identity=lambda r: r.id)


def test_rows_are_shown_by_their_columns(qtbot: QtBot) -> None:
    made = model()
    QAbstractItemModelTester(made, STRICT)
    cell = made.index(2, 1)
    assert cell.data() == "100"
    assert cell.data(Role.ROW) is CASES[2]
    assert cell.data(Role.SORT) == 100
    assert cell.data(Role.BADGE) == BadgeSpec("100", Tone.BAD)
    assert cell.data(Qt.ItemDataRole.ToolTipRole) == "100 hari"
    assert cell.data(Qt.ItemDataRole.TextAlignmentRole) == RIGHT
    assert made.index(0, 0).data(Role.LINES) == (Line("baris 1"),)
    assert made.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole) == "Zaenal, baris 1"
    assert made.headerData(1, Qt.Orientation.Horizontal, Qt.ItemDataRole.DisplayRole) == "Hari"


def test_the_same_rows_again_do_not_reset(qtbot: QtBot) -> None:
    made = model()
    QAbstractItemModelTester(made, STRICT)
    with qtbot.assertNotEmitted(made.modelReset), qtbot.waitSignal(made.dataChanged):
        made.set_rows([Case(1, "Zaenal", 11), Case(2, "ahmad", 9), Case(3, "Budi", 100)])
    assert made.index(0, 1).data() == "11"
    with qtbot.waitSignal(made.modelReset):
        made.set_rows([])
    assert made.rowCount() == 0


def test_the_filter_sorts_numbers_as_numbers_and_names_without_case(qtbot: QtBot) -> None:
    proxy = RowsFilter()
    source = model()
    proxy.setSourceModel(source)
    QAbstractItemModelTester(proxy, STRICT)
    proxy.sort(1)
    assert [proxy.index(i, 1).data() for i in range(3)] == ["9", "10", "100"]
    proxy.sort(0)
    assert [proxy.index(i, 0).data() for i in range(3)] == ["ahmad", "Budi", "Zaenal"]
    proxy.set_words("BUDI 100")
    assert [proxy.index(i, 0).data(Role.ROW).id for i in range(proxy.rowCount())] == [3]
    proxy.set_words("")
    proxy.set_condition(lambda row: row.days < 50)
    assert proxy.rowCount() == 2
    proxy.set_condition(None)
    assert proxy.rowCount() == 3


class Source:
    """A query over invented cases, by keyset."""

    def __init__(self, count: int) -> None:
        self.cases = [Case(number, f"Nama {number:04}") for number in range(count)]
        self.requests: list[PageRequest[Case]] = []

    def __call__(self, request: PageRequest[Case]) -> list[Case]:
        self.requests.append(request)
        first = 0 if request.after is None else request.after.id + 1
        return self.cases[first : first + request.limit]


@given(st.integers(0, 60), st.integers(1, 20))
def test_pages_join_without_gap_or_twin(count: int, size: int) -> None:
    source = Source(count)
    made = PagedModel(COLUMNS, source, identity=lambda r: r.id, page_size=size)
    made.reload()
    while made.canFetchMore():
        made.fetchMore()
    assert made.rows() == tuple(source.cases)
    assert made.complete


def test_paging_is_a_proper_model(qtbot: QtBot, tasks: Tasks) -> None:
    source = Source(250)
    made = PagedModel(COLUMNS, source, tasks, identity=lambda r: r.id)
    QAbstractItemModelTester(made, STRICT)
    with qtbot.waitSignal(made.modelReset):
        made.reload()
    assert made.rowCount() == 100
    with qtbot.waitSignal(made.rowsInserted):
        made.fetchMore(QModelIndex())
        assert made.loading
        assert not made.canFetchMore()
    tasks.wait_idle()
    assert made.rowCount() == 200
    source.cases.insert(0, Case(-1, "Baru"))
    source.cases = [Case(i, c.name) for i, c in enumerate(source.cases)]
    made.reload()
    tasks.wait_idle()
    assert made.rowCount() == 200
    assert source.requests[-1].limit == 200


def test_an_outdated_page_is_thrown_away(qtbot: QtBot, tasks: Tasks) -> None:
    made = PagedModel(COLUMNS, Source(5), tasks, identity=lambda r: r.id)
    made.reload()
    made.set_source(lambda request: [Case(9, "lain")])
    tasks.wait_idle()
    assert [row.name for row in made.rows()] == ["lain"]
    assert not made.loading


def test_a_failed_page_is_told_and_not_asked_forever(qtbot: QtBot, tasks: Tasks) -> None:
    def broken(request: PageRequest[Case]) -> list[Case]:
        raise OSError

    made = PagedModel(COLUMNS, broken, tasks)
    with qtbot.waitSignal(tasks.failure):
        made.reload()
    assert not made.loading
    assert not made.canFetchMore()


@pytest.mark.parametrize(("column", "asked"), [(1, True), (0, False)])
def test_sorting_is_left_to_the_query(qtbot: QtBot, column: int, asked: bool) -> None:
    made = PagedModel(COLUMNS, Source(3))
    got: list[object] = []
    made.sort_requested.connect(lambda key, descending: got.append((key, descending)))
    made.sort(column, Qt.SortOrder.DescendingOrder)
    assert got == ([("hari", True)] if asked else [])
