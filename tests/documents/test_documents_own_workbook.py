"""The office's own workbook: filled where it asks, untouched everywhere else; wrong files are explained."""

import io
import shutil
import subprocess
import zipfile
from pathlib import Path

import openpyxl
import pytest
from openpyxl.chart import BarChart, Reference
from openpyxl.styles import Font, PatternFill
from openpyxl.workbook.defined_name import DefinedName
from python_calamine import CalamineWorkbook

from dinsos_desk.documents.recaps.own_parts import MAX_FILE
from dinsos_desk.documents.recaps.own_workbook import FieldValue, OwnWorkbook, field_name
from dinsos_desk.errors import UserError

VALUES = {
    "diterima": FieldValue(1250, "1.250"),
    "selesai": FieldValue(1000, "1.000"),
    "persen_tepat_waktu": FieldValue(0.875, "87,5%", is_share=True),
    "periode": FieldValue("Oktober 2026 & <sisa>", "Oktober 2026 & <sisa>"),
    "kosong": FieldValue(None, ""),
}


def theirs() -> bytes:
    """A layout as an office has it: title, a table with formulas, a chart, names, widths, colours."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Laporan Kadis"
    sheet["A1"] = "LAPORAN PERIODE {{ Periode }}, diterima {{diterima}} permohonan"
    sheet["A1"].font = Font(name="Bookman Old Style", size=14, bold=True)
    sheet["A3"], sheet["B3"] = "Diterima", "{{diterima}}"
    sheet["A4"], sheet["B4"] = "Selesai", "{{selesai}}"
    sheet["A5"], sheet["B5"] = "Sisa", "=B3-B4"
    sheet["A6"], sheet["B6"] = "Tepat waktu", "{{persen-tepat-waktu}}"
    sheet["A7"], sheet["B7"] = "Tepat waktu (angka)", "{{persen_tepat_waktu}}"
    sheet["B6"].number_format = "0.0%"
    sheet["B3"].fill = PatternFill("solid", fgColor="FFFF00")
    sheet["A8"], sheet["B8"] = "Baris kosong", "{{kosong}}"
    sheet.column_dimensions["A"].width = 41.5
    sheet.row_dimensions[3].height = 33
    chart = BarChart()
    chart.add_data(Reference(sheet, min_col=2, min_row=3, max_row=4))
    sheet.add_chart(chart, "D3")
    other = book.create_sheet("Lain 'lain'")
    other["C9"] = "tidak ditanya"
    book.defined_names["Selesai"] = DefinedName("Selesai", attr_text="'Lain ''lain'''!$D$12")
    book.defined_names["wilayah_mereka"] = DefinedName(
        "wilayah_mereka", attr_text="'Laporan Kadis'!$A$1:$B$9"
    )
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def changed(data: bytes, name: str, old: bytes, new: bytes) -> bytes:
    """The same file with something else in one of its parts."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for part, content in parts(data).items():
            archive.writestr(part, content.replace(old, new) if part == name else content)
    return made.getvalue()


def test_fields_become_numbers_and_everything_else_survives() -> None:
    before, after = theirs(), OwnWorkbook("lap.xlsx", theirs()).filled(VALUES.get)
    book = openpyxl.load_workbook(io.BytesIO(after))
    sheet = book["Laporan Kadis"]
    assert sheet["A1"].value == "LAPORAN PERIODE Oktober 2026 & <sisa>, diterima 1.250 permohonan"
    assert (sheet["A1"].font.name, sheet["A1"].font.b) == ("Bookman Old Style", True)
    assert [sheet[f"B{row}"].value for row in range(3, 9)] == [1250, 1000, "=B3-B4", 0.875, 87.5, None]
    assert sheet["B3"].fill.fgColor.rgb == "00FFFF00"
    assert (sheet.column_dimensions["A"].width, sheet.row_dimensions[3].height) == (41.5, 33)
    assert book["Lain 'lain'"]["D12"].value == 1000
    assert book["Lain 'lain'"]["C9"].value == "tidak ditanya"
    old, new = parts(before), parts(after)
    same = {name for name in old if "worksheets/sheet" not in name and name != "xl/workbook.xml"}
    assert {name: new[name] for name in same} == {name: old[name] for name in same}
    assert b'fullCalcOnLoad="1"' in new["xl/workbook.xml"]


def test_a_list_of_formulas_is_made_anew() -> None:
    data = theirs()
    with_chain = changed(
        data,
        "[Content_Types].xml",
        b"</Types>",
        b'<Override PartName="/xl/calcChain.xml" ContentType="x"/></Types>',
    )
    made = io.BytesIO(with_chain)
    with zipfile.ZipFile(made, "a") as archive:
        archive.writestr("xl/calcChain.xml", "<calcChain/>")
    after = parts(OwnWorkbook("lap.xlsx", made.getvalue()).filled(VALUES.get))
    assert "xl/calcChain.xml" not in after
    assert b"calcChain" not in after["[Content_Types].xml"]


def test_what_it_asks_for_is_found_with_its_place() -> None:
    found = OwnWorkbook("lap.xlsx", theirs()).asked(VALUES.__contains__)
    places = {one.place: one.fields for one in found}
    assert places["Laporan Kadis!A1"] == ("Periode", "diterima")
    assert places["Lain 'lain'!D12"] == ("Selesai",)
    assert "Laporan Kadis!B5" not in places
    assert not any(one.broken for one in found)
    assert field_name("Persen-tepat.waktu ") == "persen_tepat_waktu"


@pytest.mark.parametrize("text", ["{{diterima}", "{diterima}", "{{diterima", "{{ {{diterima}} }}"])
def test_braces_without_a_field_are_found(text: str) -> None:
    book = openpyxl.Workbook()
    book.active["B2"] = text
    made = io.BytesIO()
    book.save(made)
    (one,) = OwnWorkbook("lap.xlsx", made.getvalue()).asked(VALUES.__contains__)
    assert (one.place, one.broken) == ("Sheet!B2", True)


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "tata_letak_bukan_excel"),
        (b"halo", "tata_letak_bukan_excel"),
        (b"\xd0\xcf\x11\xe0" + b"x" * 600, "tata_letak_excel_lama"),
        (b"x" * (MAX_FILE + 1), "tata_letak_terlalu_besar"),
        (theirs()[:-200], "tata_letak_bukan_excel"),
        (changed(theirs(), "xl/workbook.xml", b"<sheets>", b"<sheets"), "tata_letak_rusak"),
        (changed(theirs(), "xl/_rels/workbook.xml.rels", b"rId1", b"rId77"), "tata_letak_rusak"),
        (changed(theirs(), "xl/worksheets/sheet1.xml", b"</sheetData>", b""), "tata_letak_rusak"),
    ],
)
def test_a_wrong_file_is_explained(data: bytes, code: str) -> None:
    with pytest.raises(UserError) as refused:
        OwnWorkbook("lap.xlsx", data)
    assert refused.value.code == code


def test_a_bomb_and_macros_are_refused() -> None:
    for name, content, code in (
        ("xl/media/besar.bin", b"\0" * (121 * 1024 * 1024), "tata_letak_terlalu_besar"),
        ("xl/vbaProject.bin", b"x", "tata_letak_makro"),
    ):
        made = io.BytesIO(theirs())
        with zipfile.ZipFile(made, "a", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr(name, content)
        with pytest.raises(UserError) as refused:
            OwnWorkbook("lap.xlsx", made.getvalue())
        assert refused.value.code == code


def recalculated(data: bytes, folder: Path) -> CalamineWorkbook:
    """The workbook as LibreOffice writes it anew, with its own results of every formula."""
    (folder / "lap.xlsx").write_bytes(data)
    home = f"-env:UserInstallation=file://{folder}/lo"
    command = ["soffice", "--headless", home, "--convert-to", "xlsx:Calc MS Excel 2007 XML"]
    subprocess.run(
        [*command, "--outdir", str(folder / "jadi"), str(folder / "lap.xlsx")],
        check=True,
        capture_output=True,
        timeout=120,
    )
    return CalamineWorkbook.from_path(str(folder / "jadi" / "lap.xlsx"))


@pytest.mark.skipif(shutil.which("soffice") is None, reason="needs LibreOffice")
def test_another_program_opens_it_and_reckons(tmp_path: Path) -> None:
    book = recalculated(OwnWorkbook("lap.xlsx", theirs()).filled(VALUES.get), tmp_path)
    rows = {row[0]: row[1] for row in book.get_sheet_by_name("Laporan Kadis").to_python()}
    assert (rows["Diterima"], rows["Sisa"], rows["Tepat waktu"]) == (1250, 250, 0.875)
