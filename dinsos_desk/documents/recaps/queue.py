"""The sheet Antrean of a recap: ticket numbers by line and by day, and how long people waited."""

from math import ceil
from typing import Any

from openpyxl.utils import get_column_letter

from dinsos_desk.documents.recaps.cells import Cells
from dinsos_desk.documents.recaps.content import QueueRow, QueueTables, Recap
from dinsos_desk.documents.recaps.sheets import (
    LINE,
    ROW,
    append_notes,
    append_signature,
    append_titles,
    keep_signature_company,
    note_heights,
    set_page,
    titles_of,
)

_HEADINGS = (
    "Diambil",
    "Dilayani",
    "Tidak hadir",
    "Batal",
    "Tidak sempat dipanggil",
    "Masih di antrean",
    "Di antaranya prioritas",
    "Menunggu: median",
    "Menunggu: 9 dari 10 paling lama",
    "Dilayani: median",
    "Dilayani: 9 dari 10 paling lama",
    "Cek",
)
_WIDTHS = (5, 34, 9, 9.5, 9, 8, 11, 10, 12, 12, 13, 12, 13, 9)
_FIRST_COUNT, _LAST_COUNT = 3, 9
_NAME_LETTERS = 34
_HEAD = 3 * LINE
_NOTES = (
    "Waktu menunggu dihitung sejak nomor diambil sampai panggilan pertama; waktu dilayani sejak pelayanan "
    "dimulai sampai selesai.",
    "Median: separuh orang tidak lebih lama dari ini. 9 dari 10: hanya satu dari sepuluh orang yang lebih "
    "lama dari ini.",
    "Tidak sempat dipanggil: hari layanan berakhir sebelum nomornya dipanggil.",
)


def write_queue(sheet: Any, recap: Recap, tables: QueueTables) -> None:
    """Title, a table by line, a table by day, and what the times mean."""
    cells = Cells(sheet)
    columns = len(_WIDTHS)
    heading = len(titles_of(recap)) + 5
    set_page(sheet, recap.paper, _WIDTHS, heading, landscape=True)
    behind = [LINE, *note_heights(_NOTES, _WIDTHS), LINE, *([ROW] * len(recap.signer))]
    heights = [ROW] * (heading - 1)
    for rows in (tables.lines, tables.days):
        heights += [_HEAD, *(_height(row) for row in rows), LINE, LINE]
    keep_signature_company(sheet, _WIDTHS, heading, [*heights, *behind[1:]], 1 + len(behind))
    append_titles(sheet, cells, recap, "Antrean loket", columns)
    last = _table(sheet, cells, "Antrean", tables.lines, tables.total, heading)
    sheet.append([])
    days = last + 2
    last = _table(sheet, cells, "Hari", tables.days, tables.total, days)
    sheet.auto_filter.ref = f"A{days}:{get_column_letter(columns)}{last - 1}"
    sheet.append([])
    append_notes(sheet, cells, _NOTES, _WIDTHS, last + 2)
    sheet.append([])
    append_signature(sheet, cells, recap, columns, columns // 2)
    end = last + 2 + len(_NOTES) + len(recap.signer)
    sheet.print_area = f"A1:{get_column_letter(columns)}{end}"


def _table(
    sheet: Any, cells: Cells, name: str, rows: tuple[QueueRow, ...], total: QueueRow, heading: int
) -> int:
    """A heading in row ``heading``, the rows, and their sum; returns the number of its last row."""
    sheet.row_dimensions[heading].height = _HEAD
    sheet.append([cells.text(title, "head") for title in ("No.", name, *_HEADINGS)])
    for number, row in enumerate(rows, 1):
        at = heading + number
        sheet.row_dimensions[at].height = _height(row)
        counts = [cells.number(count) for count in row.counts()]
        times = [cells.duration(seconds) for seconds in row.times()]
        line: list[Any] = [cells.number(number, "index"), cells.text(row.name, "wrap"), *counts, *times]
        sheet.append([*line, cells.formula(_check(at), "mark")])
    at = heading + len(rows) + 1
    sums = [
        cells.formula(f"=SUM({letter}{heading + 1}:{letter}{at - 1})", "total")
        for letter in map(get_column_letter, range(_FIRST_COUNT, _LAST_COUNT + 1))
    ]
    times = [cells.duration(seconds, "total_duration") for seconds in total.times()]
    whole: list[Any] = [cells.text("", "total_text"), cells.text("Jumlah", "total_text"), *sums, *times]
    sheet.append([*whole, cells.formula(_check(at), "total_mark")])
    return at


def _height(row: QueueRow) -> float:
    return LINE * (ceil(len(row.name) / _NAME_LETTERS) or 1)


def _check(row: int) -> str:
    return f'=IF(C{row}=SUM(D{row}:H{row}),"cocok","periksa")'
