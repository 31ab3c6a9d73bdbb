"""A row of the office's own workbook is repeated for every line of a list; what stands below moves down."""

import io
import shutil
import zipfile
from pathlib import Path

import openpyxl
import pytest
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from openpyxl.formatting.rule import CellIsRule
from openpyxl.styles import Font, PatternFill
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.table import Table
from python_calamine import CalamineWorkbook

from dinsos_desk.documents.recaps.own_rows import Insertion, moved
from dinsos_desk.documents.recaps.own_workbook import FieldValue, OwnWorkbook
from dinsos_desk.errors import UserError
from tests.documents.test_documents_own_workbook import recalculated

SERVICES = [("DTKS", 12, 9), ("PBI JK", 30, 24), ("Orang terlantar & <lain>", 4, 4), ("UGB", 0, 0)]


def value_of(name: str) -> FieldValue | None:
    """Rows of a list as the fields of a recap give them; beyond the end empty."""
    parts = name.split("_")
    if parts[0] != "layanan":
        return FieldValue(46, "46") if name == "diterima" else None
    place = 1 if parts[1] == "baris" else int(parts[1])
    if place > len(SERVICES):
        return FieldValue(None, "")
    value = SERVICES[place - 1][("nama", "diterima", "selesai").index(parts[2])]
    return FieldValue(value, str(value))


def lines_of(code: str) -> int:
    return len(SERVICES) if code == "layanan" else 0


def their_book() -> openpyxl.Workbook:
    """Heading in row 4, one row of services in row 5, a sum in row 6, names below, a second sheet."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Lap"
    sheet["A1"] = "Diterima {{diterima}} permohonan"
    for column, words in zip("ABCDE", ("No", "Layanan", "Diterima", "Selesai", "%"), strict=True):
        sheet[f"{column}4"] = words
    sheet["A5"] = "=ROW()-ROW($A$4)"
    sheet["B5"], sheet["C5"] = "{{layanan_baris_nama}}", "{{Layanan baris diterima}}"
    sheet["D5"] = "{{layanan_baris_selesai}}"
    sheet["E5"] = "=IF(C5=0,0,D5/C5)"
    sheet["F5"] = "=SUM(C5:D5)-C5/$C$6"
    sheet["B5"].font = Font(name="Bookman Old Style", bold=True)
    sheet["C5"].fill = PatternFill("solid", fgColor="FFFF00")
    sheet["B6"], sheet["C6"], sheet["D6"] = "Jumlah", "=SUM(C5:C5)", "=SUM(D5)+SUM(D5:D5)-D5"
    sheet["E6"] = "=D6/C6"
    sheet["B9"] = "Kepala Dinas"
    sheet.merge_cells("B9:D9")
    sheet.row_dimensions[5].height, sheet.row_dimensions[6].height = 22, 31
    sheet.auto_filter.ref = "A4:E5"
    sheet.print_area = "A1:E9"
    sheet.print_title_rows = "4:4"
    sheet.freeze_panes = "A5"
    sheet.protection.sheet = True
    sheet.protection.password = "rahasia"
    sheet.conditional_formatting.add("C5:C5", CellIsRule(operator="equal", formula=["$C$6"]))
    choice = DataValidation(type="list", formula1='"a,b"')
    choice.add("B8")
    sheet.add_data_validation(choice)
    chart = BarChart()
    chart.add_data(Reference(sheet, min_col=3, min_row=5, max_row=5))
    sheet.add_chart(chart, "A12")
    other = book.create_sheet("Lain 'itu' lagi")
    other["A1"], other["A2"], other["A5"] = "=Lap!C6", "=SUM(Lap!C5:C5)", "=A6"
    other["A6"] = 7
    book.defined_names["jumlah_mereka"] = DefinedName("jumlah_mereka", attr_text="Lap!$C$6")
    return book


def saved(book: openpyxl.Workbook) -> bytes:
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


@pytest.fixture(scope="module")
def filled() -> bytes:
    return OwnWorkbook("lap.xlsx", saved(their_book())).filled(value_of, lines_of)


def test_the_row_comes_as_often_as_the_list_is_long(filled: bytes) -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(filled))["Lap"]
    rows = [[sheet.cell(row, column).value for column in (2, 3, 4)] for row in range(5, 9)]
    assert rows == [list(one) for one in SERVICES]
    assert sheet["A1"].value == "Diterima 46 permohonan"
    assert [sheet[f"B{row}"].font.name for row in (5, 8)] == ["Bookman Old Style"] * 2
    assert [sheet[f"C{row}"].fill.fgColor.rgb for row in (5, 8, 9)] == ["00FFFF00"] * 2 + ["00000000"]
    assert [sheet.row_dimensions[row].height for row in (5, 8, 9)] == [22, 22, 31]


def test_formulas_below_beside_and_on_other_sheets_follow(filled: bytes) -> None:
    book = openpyxl.load_workbook(io.BytesIO(filled))
    sheet = book["Lap"]
    assert [sheet[f"E{row}"].value for row in (5, 8)] == ["=IF(C5=0,0,D5/C5)", "=IF(C8=0,0,D8/C8)"]
    assert [sheet[f"F{row}"].value for row in (5, 7)] == ["=SUM(C5:D5)-C5/$C$9", "=SUM(C7:D7)-C7/$C$9"]
    assert [sheet[f"{c}9"].value for c in "BCE"] == ["Jumlah", "=SUM(C5:C8)", "=D9/C9"]
    other = book["Lain 'itu' lagi"]
    assert [other[f"A{row}"].value for row in (1, 2, 5)] == ["=Lap!C9", "=SUM(Lap!C5:C8)", "=A6"]
    assert book.defined_names["jumlah_mereka"].attr_text == "Lap!$C$9"


def test_everything_with_a_place_moves_along(filled: bytes) -> None:
    book = openpyxl.load_workbook(io.BytesIO(filled))
    sheet = book["Lap"]
    assert [str(one) for one in sheet.merged_cells.ranges] == ["B12:D12"]
    assert sheet["B12"].value == "Kepala Dinas"
    assert sheet.auto_filter.ref == "A4:E8"
    assert sheet.print_area == "'Lap'!$A$1:$E$12"
    assert (sheet.print_title_rows, sheet.freeze_panes) == ("$4:$4", "A5")
    assert [str(one.sqref) for one in sheet.conditional_formatting] == ["C5:C8"]
    assert [str(one.sqref) for one in sheet.data_validations.dataValidation] == ["B11"]
    assert sheet.protection.sheet
    with zipfile.ZipFile(io.BytesIO(filled)) as archive:
        chart = archive.read("xl/charts/chart1.xml").decode()
        drawing = archive.read("xl/drawings/drawing1.xml").decode()
    assert "$C$5:$C$8" in chart
    assert "row>14<" in drawing


@pytest.mark.skipif(shutil.which("soffice") is None, reason="needs LibreOffice")
def test_libreoffice_reckons_the_same(filled: bytes, tmp_path: Path) -> None:
    book: CalamineWorkbook = recalculated(filled, tmp_path)
    rows = book.get_sheet_by_name("Lap").to_python()
    assert [row[0] for row in rows[4:8]] == [1, 2, 3, 4]
    assert [row[4] for row in rows[4:8]] == pytest.approx([0.75, 0.8, 1, 0])
    assert rows[8][2:5] == pytest.approx([46, 37, 37 / 46])
    assert [row[0] for row in book.get_sheet_by_name("Lain 'itu' lagi").to_python()][:2] == [46, 46]


def test_an_empty_list_leaves_one_empty_row() -> None:
    book = OwnWorkbook("lap.xlsx", saved(their_book()))
    made = book.filled(lambda name: FieldValue(None, "") if "layanan" in name else None, lambda code: 0)
    sheet = openpyxl.load_workbook(io.BytesIO(made))["Lap"]
    assert [sheet[f"{c}5"].value for c in "BCD"] == [None] * 3
    assert sheet["C6"].value == "=SUM(C5:C5)"


def test_merged_cells_of_the_row_come_with_each_copy() -> None:
    book = their_book()
    book["Lap"].merge_cells("G5:H5")
    book["Lap"].merge_cells("I4:I6")
    made = OwnWorkbook("lap.xlsx", saved(book)).filled(value_of, lines_of)
    merged = {str(one) for one in openpyxl.load_workbook(io.BytesIO(made))["Lap"].merged_cells.ranges}
    assert merged == {"G5:H5", "G6:H6", "G7:H7", "G8:H8", "I4:I9", "B12:D12"}


def test_two_lists_below_each_other() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet["A1"], sheet["A2"] = "{{layanan_baris_nama}}", "antara"
    sheet["A3"], sheet["A4"] = "{{layanan_baris_diterima}}", "=SUM(A3:A3)"
    made = OwnWorkbook("lap.xlsx", saved(book)).filled(value_of, lines_of)
    values = [row[0].value for row in openpyxl.load_workbook(io.BytesIO(made)).active.iter_rows()]
    assert values == [*(one[0] for one in SERVICES), "antara", 12, 30, 4, 0, "=SUM(A6:A9)"]


def _with_a_table(sheet: openpyxl.worksheet.worksheet.Worksheet) -> None:
    sheet["H1"], sheet["H2"] = "Kolom", 1
    sheet.add_table(Table(displayName="Tabel1", ref="H1:H2"))


def _with_a_comment(sheet: openpyxl.worksheet.worksheet.Worksheet) -> None:
    sheet["H1"].comment = Comment("Tolong diperiksa", "Kadis")


@pytest.mark.parametrize(
    ("make", "what"), [(_with_a_table, "tabel Excel"), (_with_a_comment, "komentar sel")]
)
def test_what_cannot_be_moved_is_said_before_the_layout_is_kept(make, what) -> None:
    book = their_book()
    make(book["Lap"])
    with pytest.raises(UserError) as refused:
        OwnWorkbook("lap.xlsx", saved(book))
    assert refused.value.code == "tata_letak_baris_terhalang"
    assert refused.value.values == {"nama": "lap.xlsx", "alamat": "Lap!5", "apa": what}


def test_how_far_a_numbered_list_reaches() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet["A1"], sheet["A2"], sheet["B1"] = "{{layanan_1_nama}}", "{{layanan_3_nama}}", "{{desa_2_desa}}"
    sheet["B2"] = "{{desa_baris_desa}}"
    assert OwnWorkbook("lap.xlsx", saved(book)).reach() == {"layanan": 3}


@pytest.mark.parametrize(
    ("formula", "after"),
    [
        ("A4+A5+A6", "A4+A5+A9"),
        ("SUM(A1:A5)", "SUM(A1:A8)"),
        ("SUM(A5:A9,B$6)", "SUM(A5:A12,B$9)"),
        ("SUM(A:A)+SUM(6:6)", "SUM(A:A)+SUM(9:9)"),
        ('"A6"&Lap!A6&Lain!A6', '"A6"&Lap!A9&Lain!A6'),
        ("VLOOKUP(A6,'Lap'!$A$1:$B$20,2,FALSE)", "VLOOKUP(A9,'Lap'!$A$1:$B$23,2,FALSE)"),
        ("LOG10(A6)*nama_mereka", "LOG10(A9)*nama_mereka"),
    ],
)
def test_a_formula_after_rows_came_in(formula: str, after: str) -> None:
    assert moved(formula, "Lap", Insertion("Lap", 5, 3)) == after
