"""The sheet Antrean: only with ticket numbers, sums that are formulas, times that Excel can reckon with."""

import io
import shutil
import subprocess
from datetime import datetime, timedelta
from pathlib import Path

import openpyxl
import pytest

from dinsos_desk.documents.recaps.content import QueueRow, QueueTables, Recap, RecapRow
from dinsos_desk.documents.recaps.workbook import recap_bytes, write_recap

NOW = datetime(2026, 11, 30, 15, 4, 33)
LINES = (
    QueueRow("A – Pelayanan umum", 812, 760, 30, 9, 11, 2, 121, 540, 2400, 720, 1500),
    QueueRow(
        "B – Jaminan sosial, PBI-JK dan rekomendasi BPJS Kesehatan",
        40,
        38,
        2,
        0,
        0,
        0,
        5,
        61,
        3599,
        3600,
        7322,
    ),
    QueueRow("=C – 1+1", 1, 0, 0, 0, 1),
)
DAYS = tuple(
    QueueRow(f"{day} November 2026", 39, 36, 2, 1, 0, 0, 6, 300 + day, 900, 600, 1200) for day in range(1, 23)
)
TOTAL = QueueRow("Jumlah", 853, 798, 32, 9, 12, 2, 126, 545, 2405, 725, 1550)


def build(queue: QueueTables | None) -> bytes:
    buffer = io.BytesIO()
    rows = (RecapRow("Layanan A", 2, 10, 8, 1, 1, 0, 2, 7, 1),)
    write_recap(buffer, Recap("Dinas Sosial", "November 2026", NOW, "Nur Aini", rows, queue=queue))
    return buffer.getvalue()


def test_without_numbers_there_is_no_sheet() -> None:
    assert openpyxl.load_workbook(io.BytesIO(build(None))).sheetnames == ["Rekap", "Rincian"]


def test_every_row_stands_there_and_the_sums_are_formulas() -> None:
    book = openpyxl.load_workbook(io.BytesIO(build(QueueTables(LINES, DAYS, TOTAL))))
    assert book.sheetnames == ["Rekap", "Antrean", "Rincian"]
    rows = [[cell.value for cell in row] for row in book["Antrean"].iter_rows()]
    named = {row[1]: row for row in rows if row[1]}
    assert named[LINES[0].name][2:9] == list(LINES[0].counts())
    times = named[LINES[1].name][9:13]
    assert times == [timedelta(seconds=value) for value in LINES[1].times()]
    assert named["=C – 1+1"][9:13] == ["–"] * 4
    assert len([row for row in rows if str(row[1]).endswith("November 2026")]) == len(DAYS)
    sums = [row for row in rows if row[1] == "Jumlah"]
    assert all(str(cell).startswith("=SUM(") for row in sums for cell in row[2:9])
    formulas = [c for row in book["Antrean"].iter_rows() for c in row if c.data_type == "f"]
    assert all(cell.value.startswith(("=SUM(", "=IF(C")) for cell in formulas)


@pytest.mark.skipif(shutil.which("soffice") is None, reason="needs LibreOffice")
def test_a_reckoning_program_agrees(tmp_path: Path) -> None:
    lines = (QueueRow("A", 3, 1, 1, 1), QueueRow("B", 2, 1))
    total = QueueRow("Jumlah", 5, 2, 1, 1)
    (tmp_path / "rekap.xlsx").write_bytes(build(QueueTables(lines, lines, total)))
    home = f"-env:UserInstallation=file://{tmp_path}/lo"
    command = [
        "soffice",
        "--headless",
        home,
        "--convert-to",
        "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,2",
    ]
    subprocess.run(
        [*command, "--outdir", str(tmp_path), str(tmp_path / "rekap.xlsx")],
        check=True,
        capture_output=True,
        timeout=120,
    )
    (made,) = tmp_path.glob("*.csv")
    said = [line.split(",") for line in made.read_text().splitlines()]
    sums = [line for line in said if len(line) > 3 and line[1] == "Jumlah"]
    assert [line[2:9] for line in sums] == [["5", "2", "1", "1", "0", "0", "0"]] * 2
    assert [line[13] for line in sums] == ["periksa", "periksa"]
    checks = {line[1]: line[13] for line in said if len(line) > 3 and line[0] in ("1", "2")}
    assert checks == {"A": "cocok", "B": "periksa"}


def test_it_is_signed_and_says_who_made_it() -> None:
    signer = ("Contoh, 30 November 2026", "KEPALA DINAS,", "", "", "Ratna Puspita Dewi", "NIP 1")
    queue = QueueTables(LINES, DAYS, TOTAL)
    made = Recap("Dinas Sosial", "November 2026", NOW, "Nur Aini", (), signer=signer, queue=queue)
    sheet = openpyxl.load_workbook(io.BytesIO(recap_bytes(made)))["Antrean"]
    filled = [cell for row in sheet.iter_rows() for cell in row if cell.value]
    assert {"Ratna Puspita Dewi", "Dibuat 30 November 2026 pukul 15.04 oleh Nur Aini"} <= {
        cell.value for cell in filled
    }
    assert str(sheet.print_area).endswith(f"${max(cell.row for cell in filled)}")
    first, last = sheet.auto_filter.ref.split(":")
    assert sheet[f"B{first[1:]}"].value == "Hari"
    assert sheet[f"B{int(last[1:]) + 1}"].value == "Jumlah"
