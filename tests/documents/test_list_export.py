"""The list as an Excel workbook: all rows, real dates, text that stays text, nothing left behind."""

import gc
import io
import multiprocessing
import zipfile
from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from openpyxl import load_workbook

from dinsos_desk.db.queries.requests.rows import Filter, Sort, SortKey
from dinsos_desk.desk import Desk
from dinsos_desk.documents.list_book import ListBook, ListHead
from dinsos_desk.documents.list_process import ListBookProcess
from dinsos_desk.domain.routing import Role
from dinsos_desk.errors import EnvironmentProblem, UserError
from dinsos_desk.usecases.actor import Actor
from dinsos_desk.usecases.requests import export as list_export
from dinsos_desk.usecases.requests.export import EXPORT_COLUMNS, export_list
from tests.benchmarks.list_stock import stock_of_applications
from tests.factories import colleague
from tests.ui.review_steps import take_dtks, take_stranded

HEAD = ListHead("Permohonan", ("No.", "Nama", "Diterima"), (7, 30, 17), (("Saringan", "=1+1"),))
NASTY = ("=1+1", "+62", "@SUM(A1)", "-1", "#N/A", "<b>&amp;", "a\x00\x0bb", "  spasi  ", "عمر", "'", "a\nb")


def sheet(content: bytes, name: str = "Permohonan") -> Any:
    return load_workbook(io.BytesIO(content))[name]


def quiet(done: int, total: int) -> None:
    """Nobody listens."""


def export(
    desk: Desk,
    actor: Actor,
    wanted: Filter = Filter(),  # noqa: B008
    sort: Sort = Sort(),  # noqa: B008
    columns: Any = tuple(EXPORT_COLUMNS),
    said: Callable[[int, int], None] = quiet,
) -> bytes:
    with desk.reading() as session:
        return export_list(session, actor, wanted, sort, columns, "uji", desk.now(), said).content


def test_text_stays_text_and_dates_are_dates() -> None:
    book = ListBook(HEAD)
    moment = datetime(2026, 11, 23, 8, 14, 59)
    book.add([(number, words, moment) for number, words in enumerate(NASTY, 1)])
    book.add([])
    book.add([(99, "", None)])
    content = book.finish()
    rows = list(sheet(content).iter_rows(min_row=2))
    assert len(rows) == len(NASTY) + 1
    for row, words in zip(rows, NASTY, strict=False):
        assert row[1].data_type in ("s", "inlineStr")
        assert row[1].value == words.replace("\x00", "").replace("\x0b", "")
        assert row[2].value == datetime(2026, 11, 23, 8, 14)
        assert row[2].is_date
    assert rows[-1][1].value is None
    whole = sheet(content)
    assert whole.auto_filter.ref == f"A1:C{len(NASTY) + 2}"
    assert whole.freeze_panes == "B2"
    about = sheet(content, "Keterangan")
    assert about["B1"].value == "=1+1"
    assert about["B1"].data_type == "s"
    names = zipfile.ZipFile(io.BytesIO(content)).namelist()
    assert len(names) == len(set(names))


def test_an_empty_list_is_a_whole_workbook() -> None:
    content = ListBook(HEAD).finish()
    assert [cell.value for cell in sheet(content)[1]] == ["No.", "Nama", "Diterima"]
    assert sheet(content).max_row == 1


def test_another_process_writes_the_same() -> None:
    rows = [(number, words, datetime(2026, 1, 1, 7, 30)) for number, words in enumerate(NASTY, 1)]
    here = ListBook(HEAD)
    here.add(rows)
    with ListBookProcess(HEAD) as there:
        there.add(rows[:4])
        there.add(())
        there.add(rows[4:])
        content = there.finish()
    mine = [[cell.value for cell in row] for row in sheet(here.finish()).iter_rows()]
    assert [[cell.value for cell in row] for row in sheet(content).iter_rows()] == mine
    assert not multiprocessing.active_children()


@pytest.mark.parametrize("kind", [ListBook, ListBookProcess])
def test_an_unfinished_book_is_let_go(kind: Any) -> None:
    with kind(HEAD) as book:
        book.add([(1, "Siti", None)])
    del book
    gc.collect()
    assert not multiprocessing.active_children()


def test_stopping_ends_the_process() -> None:
    def stopped() -> None:
        with ListBookProcess(HEAD) as book:
            book.add([(1, "Siti", None)])
            raise InterruptedError

    with pytest.raises(InterruptedError):
        stopped()
    assert not multiprocessing.active_children()


def test_a_process_that_dies_is_said() -> None:
    def dies() -> None:
        with ListBookProcess(HEAD) as book:
            book._process.terminate()
            book._process.join()
            book.finish()

    with pytest.raises(EnvironmentProblem, match="ekspor_terhenti"):
        dies()


def test_every_row_in_its_order_and_no_nik(desk: Desk, actor: Actor, clock: Any) -> None:
    for number, name in enumerate(("Ratna Juwita", "Ahmad Fauzi", "=SUM(A1)", "Zulaikha")):
        take_dtks(desk, actor, name, number + 4)
        clock.forward(minutes=5)
    content = export(desk, actor, sort=Sort(SortKey.NAME, False))
    rows = [[cell.value for cell in row] for row in sheet(content).iter_rows()]
    assert rows[0] == ["No.", *(column.title for column in EXPORT_COLUMNS.values())]
    assert [row[2] for row in rows[1:]] == ["=SUM(A1)", "Ahmad Fauzi", "Ratna Juwita", "Zulaikha"]
    assert [row[0] for row in rows[1:]] == [1, 2, 3, 4]
    assert isinstance(rows[1][rows[0].index("Diterima")], datetime)
    for part in zipfile.ZipFile(io.BytesIO(content)).namelist():
        assert b"1673014704" not in zipfile.ZipFile(io.BytesIO(content)).read(part)
    about = {row[0].value: row[1].value for row in sheet(content, "Keterangan").iter_rows()}
    assert about["Saringan"] == "uji"
    assert about["Jumlah baris"] == "4"
    assert actor.name in about["Dibuat"]


def test_only_the_filter_and_the_chosen_columns(desk: Desk, actor: Actor) -> None:
    take_dtks(desk, actor, "Ratna Juwita", 4)
    kept = take_stranded(desk, actor, "Joko Susilo")
    content = export(desk, actor, Filter(text="joko"), columns=("terima", "entah", "status"))
    rows = [[cell.value for cell in row] for row in sheet(content).iter_rows()]
    assert rows == [["No.", "No. terima", "Status"], [1, kept.receipt, "Diproses"]]


def test_a_division_exports_its_own(desk: Desk, actor: Actor) -> None:
    stock_of_applications(desk, actor, 60)
    with desk.reader() as uow:
        divisions = {row for row in (uow.requests.get(number).division for number in range(1, 61)) if row}
        own = sum(uow.requests.get(n).division in ("", min(divisions)) for n in range(1, 61))
    kasi = colleague(desk, actor, Role.KABID, min(divisions))
    assert sheet(export(desk, kasi)).max_row == own + 1 < 61


def test_many_rows_go_to_a_process_and_progress_is_said(
    desk: Desk, actor: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    stock_of_applications(desk, actor, 60)
    monkeypatch.setattr(list_export, "IN_A_PROCESS", 20)
    monkeypatch.setattr(list_export, "_PORTION", 25)
    said: list[tuple[int, int]] = []
    content = export(desk, actor, said=lambda *one: said.append(one))
    assert said == [(25, 60), (50, 60), (60, 60)]
    assert sheet(content).max_row == 61
    assert not multiprocessing.active_children()

    def stop(done: int, total: int) -> None:
        raise InterruptedError

    with pytest.raises(InterruptedError):
        export(desk, actor, said=stop)
    assert not multiprocessing.active_children()


def test_more_than_a_sheet_holds_is_refused(
    desk: Desk, actor: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    take_dtks(desk, actor)
    monkeypatch.setattr(list_export, "MAX_ROWS", 0)
    with pytest.raises(UserError, match="daftar_terlalu_panjang"):
        export(desk, actor)
