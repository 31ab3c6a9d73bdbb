"""The whole workbook of a recap: what a reckoning program finds in it is what we reckoned."""

import io
import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta

import openpyxl
import pytest
from python_calamine import CalamineWorkbook

from dinsos_desk.documents.recaps import workbook as recaps
from dinsos_desk.documents.recaps.content import (
    Compared,
    LateCase,
    Recap,
    RecapDetail,
    RecapRow,
    Summary,
)
from dinsos_desk.documents.recaps.table import Kind, RecapColumn, RecapSheet, RecapTable
from dinsos_desk.documents.recaps.workbook import recap_bytes
from tests.documents.test_documents_own_workbook import recalculated

NOW = datetime(2026, 11, 30, 15, 4, 33)
ROWS = (
    RecapRow("Layanan A", 2, 10, 8, 1, 1, 0, 2, 7, 1),
    RecapRow("Layanan & <B>", 0, 5, 3, 0, 0, 1, 1, 2, 0, 1),
)
COLUMNS = (
    RecapColumn("nama", "Kecamatan", Kind.TEXT, 26),
    RecapColumn("received", "Diterima"),
    RecapColumn("on_time", "Tepat"),
    RecapColumn("late", "Terlambat"),
    RecapColumn("persen", "% tepat", Kind.SHARE, of=("on_time", "on_time", "late")),
    RecapColumn("median", "Median", Kind.HOURS),
    RecapColumn("cek", "Cek", Kind.CHECK, of=("received",), against=("on_time", "late")),
)
TABLE = RecapTable(
    "kecamatan",
    "Kecamatan",
    "Per kecamatan",
    COLUMNS,
    (("=1+1", 5, 4, 1, None, 3.5), ("Timur", 3, 2, 0, None, None), ("Barat", 0, 0, 0, None, 0.2)),
    total={"median": 3.0},
)
SUMMARY = Summary(
    ("November 2026", "Oktober 2026", "November 2025"),
    (
        Compared("Diterima", 15, 10, 0, 4),
        Compared("Persentase tepat waktu", 0.9, 0.8, None, 14, is_share=True),
    ),
    (("Okt 2026", 10, 9), ("Nov 2026", 15, 11)),
    (("Layanan A", 10), ("Layanan B", 5)),
    ("Pada November 2026 diterima 15 permohonan.",),
)
SIGNER = ("Contoh, 30 November 2026", "KEPALA DINAS,", "", "", "Ratna Puspita Dewi", "NIP 1")


def recap(details: Iterator[RecapDetail] | tuple[RecapDetail, ...] = (), paper: str = "A4") -> Recap:
    late = (LateCase("2026-1", "A", "Siti", NOW, NOW, None, "Masih berjalan", "Paraf", 2.5, "Padam\nlama"),)
    sheet = RecapSheet("wilayah", "Wilayah", "Wilayah", (TABLE,), ("Catatan.",))
    return Recap(
        "Dinas Sosial", "November 2026", NOW, "Nur Aini", ROWS, details, paper, SIGNER, ("Pemkot",),
        summary=SUMMARY, sheets=(sheet,), late=late,
    )  # fmt: skip


@pytest.fixture(scope="module")
def reckoned(tmp_path_factory: pytest.TempPathFactory) -> CalamineWorkbook:
    """The workbook after LibreOffice reckoned and saved it."""
    if shutil.which("soffice") is None:
        pytest.skip("needs LibreOffice")
    made = recap_bytes(recap((RecapDetail("2026-1", "A", "B"),)))
    return recalculated(made, tmp_path_factory.mktemp("hitung"))


def lines(book: CalamineWorkbook, sheet: str) -> dict[str, list[object]]:
    """The rows of a sheet by the text in their second cell."""
    rows = book.get_sheet_by_name(sheet).to_python()
    return {str(row[1]): row for row in rows if len(row) > 1}


def test_a_table_reckons_as_we_do(reckoned: CalamineWorkbook) -> None:
    found = lines(reckoned, "Kecamatan")
    for row in (*TABLE.full_rows(), TABLE.total_row()):
        assert row is not None
        said = found[str(row[0])][1 : 1 + len(COLUMNS)]
        expected = ["–" if value is None else value for value in row]
        assert said[0] == expected[0]
        assert said[1:] == pytest.approx(expected[1:]) if "–" not in expected else said == expected


def test_the_services_and_the_summary_reckon_as_we_do(reckoned: CalamineWorkbook) -> None:
    found = lines(reckoned, "Rekap")
    total = [sum(row.counts()[n] for row in ROWS) for n in range(11)]
    assert found["Jumlah"][2:13] == total
    assert found["Jumlah"][13] == pytest.approx(0.9)
    assert [found[name][14] for name in ("Layanan A", "Layanan & <B>", "Jumlah")] == [
        "cocok" if row.carried_over + row.received == sum(row.counts()[2:8]) else "periksa" for row in ROWS
    ] + ["cocok"]
    front = {str(row[0]): row for row in reckoned.get_sheet_by_name("Ringkasan").to_python()}
    assert front["Diterima"][1:8] == [15, 10, 5, 0.5, 0, 15, "–"]
    assert front["Persentase tepat waktu"][1:4] == pytest.approx([0.9, 0.8, 0.1])
    assert front["Persentase tepat waktu"][5:7] == ["–", "–"]


def test_long_sheets_hold_what_was_given(reckoned: CalamineWorkbook) -> None:
    late = reckoned.get_sheet_by_name("Terlambat").to_python()[1]
    assert late[9] == 2.5
    assert "Padam" in str(late[10])
    assert reckoned.sheet_names == ["Ringkasan", "Rekap", "Kecamatan", "Terlambat", "Rincian"]


def test_numbers_dates_filters_and_frozen_heads() -> None:
    details = tuple(RecapDetail(f"2026-{n}", "A", "B", "16730********003", "K", NOW) for n in range(3))
    book = openpyxl.load_workbook(io.BytesIO(recap_bytes(recap(details, "F4"))))
    sheet = book["Rincian"]
    row = next(iter(sheet.iter_rows(min_row=3, max_row=3)))
    assert (row[0].value, row[5].value, row[5].number_format) == (2, "16730********003", "@")
    assert row[6].value == NOW.replace(second=0)
    assert sheet.auto_filter.ref == "A1:Q4"
    assert sheet.print_area == "'Rincian'!$A$1:$Q$4"
    assert book["Kecamatan"].auto_filter.ref == "A7:H10"
    assert len(book["Ringkasan"]._charts) == 2
    for one in book:
        assert int(one.page_setup.paperSize) == 14
        assert one.freeze_panes
        assert one.print_area


def test_a_long_list_is_written_by_another_process_and_says_how_far_it_is(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(recaps, "IN_A_PROCESS", 10)
    told: list[int] = []
    details = tuple(RecapDetail(str(n), "A", "B", received_at=NOW + timedelta(n)) for n in range(1200))
    content = recap_bytes(recap(details), 1200, told.append)
    assert openpyxl.load_workbook(io.BytesIO(content), read_only=True)["Rincian"].max_row in (None, 1201)
    assert told == [1, 501, 1001, 1201]


class StoppedError(Exception):
    pass


@pytest.mark.parametrize("process", [False, True])
def test_whoever_is_told_may_stop_it(monkeypatch: pytest.MonkeyPatch, process: bool) -> None:
    monkeypatch.setattr(recaps, "IN_A_PROCESS", 10 if process else 10_000)

    def stop(done: int) -> None:
        raise StoppedError

    with pytest.raises(StoppedError):
        recap_bytes(recap(tuple(RecapDetail(str(n), "A", "B") for n in range(1200))), 1200, stop)


def test_without_details_there_is_no_such_sheet() -> None:
    book = openpyxl.load_workbook(io.BytesIO(recap_bytes(replace(recap(), has_details=False, late=None))))
    assert book.sheetnames == ["Ringkasan", "Rekap", "Kecamatan"]


def long_table(rows: int, notes: tuple[str, ...] = ("Catatan.",)) -> openpyxl.worksheet.worksheet.Worksheet:
    """The sheet of a table with so many rows."""
    lines = tuple((f"Kecamatan {number}", 1, 1, 0, None, 1.0) for number in range(rows))
    part = RecapSheet("wilayah", "Wilayah", "Wilayah", (replace(TABLE, rows=lines),), notes)
    made = replace(recap(), sheets=(part,))
    return openpyxl.load_workbook(io.BytesIO(recap_bytes(made)))["Kecamatan"]


def test_no_signature_stands_alone_on_a_page() -> None:
    """Whatever the number of rows: it fits with the table, or the last rows go along."""
    kept = 0
    for rows in range(43, 100, 6):
        sheet = long_table(rows)
        total = next(cell.row for cell in sheet["B"] if cell.value == "Jumlah")
        breaks = [one.id for one in sheet.row_breaks.brk]
        assert breaks in ([], [total - 4]), rows
        assert sheet.sheet_properties.pageSetUpPr.fitToPage == (not breaks)
        kept += bool(breaks)
    assert 0 < kept < 10


def test_a_long_note_goes_on_in_further_lines() -> None:
    note = "Layanan yang tidak dirinci: " + ", ".join(f"Layanan {number}" for number in range(40)) + "."
    sheet = long_table(3, (note,))
    (cell,) = [cell for cell in sheet["A"] if cell.value == note]
    assert cell.alignment.wrap_text
    assert any(cell.coordinate in one for one in sheet.merged_cells.ranges)
    assert sheet.row_dimensions[cell.row].height > 2 * 13


def test_nothing_in_the_period_is_said_on_the_long_sheets() -> None:
    made = replace(recap(), late=(), details=())
    book = openpyxl.load_workbook(io.BytesIO(recap_bytes(made)))
    for name in ("Terlambat", "Rincian"):
        assert "Tidak ada permohonan." in [cell.value for cell in book[name][2]]
        assert "periode November 2026" in book[name].oddHeader.left.text
