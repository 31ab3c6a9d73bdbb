import io
from datetime import datetime

import openpyxl
import pytest

from dinsos_desk.documents.recaps.content import Recap, RecapDetail, RecapRow
from dinsos_desk.documents.recaps.workbook import write_recap

NOW = datetime(2026, 11, 30, 15, 4, 33)
NAMES = (
    '=HYPERLINK("http://contoh.example")',
    "+1+1",
    "-2",
    "@SUM(A1)",
    "#N/A",
    "O'Brien; DROP TABLE x",
    "محمد 😀",
    "A\x00\x07B",
    "N" * 40_000,
    "2026-11-30",
    "00123",
)


def build(rows=None, details=(), paper="A4"):
    buffer = io.BytesIO()
    if rows is None:
        rows = (
            RecapRow("Layanan A", 2, 10, 8, 1, 1, 0, 2, 7, 1),
            RecapRow('=1+1&"x"', 0, 5, 4, 0, 0, 0, 1, 4, 0),
        )
    signer = (
        "Contoh, 30 November 2026",
        "KEPALA DINAS,",
        "",
        "",
        "Ratna Puspita Dewi",
        "NIP 197005121995032001",
    )
    write_recap(buffer, Recap("Dinas Sosial", "November 2026", NOW, "Nur Aini", rows, details, paper, signer))
    buffer.seek(0)
    return openpyxl.load_workbook(buffer)


def cells(sheet):
    return [cell for row in sheet.iter_rows() for cell in row if cell.value is not None]


def test_the_only_formulas_are_ours():
    book = build(
        details=[RecapDetail(name, name, name, name, name, None, None, None, name, name) for name in NAMES]
    )
    assert not [cell for cell in cells(book["Rincian"]) if cell.data_type in ("f", "e")]
    formulas = [cell.value for cell in cells(book["Rekap"]) if cell.data_type == "f"]
    assert all(f.startswith(("=SUM(", "=IF(AND(C", "=IF(K", '="Pemeriksaan')) for f in formulas)
    assert '=1+1&"x"' in [cell.value for cell in cells(book["Rekap"]) if cell.data_type == "s"]


def test_names_stand_as_typed():
    book = build(details=[RecapDetail("1", "A", name) for name in NAMES])
    found = [row[3].value for row in book["Rincian"].iter_rows(min_row=2)]
    assert found[:7] == list(NAMES[:7])
    assert found[7] == "AB"
    assert len(found[8]) == 32_767
    assert found[9:] == ["2026-11-30", "00123"]


def test_numbers_are_numbers_nik_is_text_dates_are_dates():
    detail = RecapDetail("2026-1", "A", "B", "1673021203850003", "", NOW, NOW, None, "Selesai", "", True)
    book = build(details=[detail])
    row = next(book["Rincian"].iter_rows(min_row=2))
    assert row[0].value == 1
    assert (row[5].value, row[5].data_type, row[5].number_format) == ("1673021203850003", "s", "@")
    assert row[6].value == datetime(2026, 11, 30, 15, 4)
    assert row[6].is_date
    assert row[8].value is None
    assert row[11].value == "Tepat waktu"


def test_the_totals_sum_exactly_the_rows():
    sheet = build()["Rekap"]
    heading = next(cell.row for cell in cells(sheet) if cell.value == "Layanan")
    total = next(cell.row for cell in cells(sheet) if cell.value == "Jumlah")
    assert total == heading + 3
    assert sheet.cell(total, 3).value == f"=SUM(C{heading + 1}:C{heading + 2})"
    assert sheet.cell(total, 11).value == f"=SUM(K{heading + 1}:K{heading + 2})"
    first = [sheet.cell(heading + 1, column).value for column in range(3, 13)]
    assert first == [2, 10, 8, 1, 1, 0, 0, 2, 7, 1]


def test_no_service_at_all_gives_zeros():
    sheet = build(rows=())["Rekap"]
    total = next(cell.row for cell in cells(sheet) if cell.value == "Jumlah")
    assert [sheet.cell(total, column).value for column in range(3, 14)] == [0] * 11


@pytest.mark.parametrize(("paper", "code"), [("A4", 9), ("F4", 14)])
def test_ready_to_print(paper, code):
    book = build(details=[RecapDetail("1", "A", "B")] * 3, paper=paper)
    assert book.sheetnames == ["Rekap", "Rincian"]
    for sheet in book:
        assert int(sheet.page_setup.paperSize) == code
        assert sheet.page_setup.orientation == "landscape"
        wide = 2 if sheet.title == "Rincian" else 1
        assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (wide, 0)
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert sheet.print_title_rows
        assert sheet.print_area
        assert sheet.freeze_panes
    assert book["Rincian"].auto_filter.ref == "A1:Q4"
    assert book["Rincian"].freeze_panes == "C2"
    assert book["Rincian"].print_title_cols == "$A:$B"


def test_details_may_be_a_stream():
    book = build(details=(RecapDetail(str(n), "A", "B") for n in range(1000)))
    assert book["Rincian"].max_row == 1001
