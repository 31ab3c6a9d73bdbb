"""The sheet Rekap: the counts of every service with their sums, and what every sheet of a recap shares."""

from collections.abc import Iterator
from math import ceil
from typing import Any

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.pagebreak import Break
from openpyxl.worksheet.properties import PageSetupProperties

from dinsos_desk.documents.recaps.cells import Cells
from dinsos_desk.documents.recaps.content import Recap
from dinsos_desk.domain.dates import format_date

_PAPER_CODES = {"A4": 9, "F4": 14}
"""Excel's paper numbers; it knows no F4, and folio (8.5 x 13 in = 216 x 330 mm) is its twin."""
_SUMMARY_HEADINGS = (
    "No.",
    "Layanan",
    "Sisa periode lalu",
    "Diterima",
    "Selesai",
    "Dikembalikan",
    "Ditolak",
    "Dibatalkan",
    "Dialihkan",
    "Masih berjalan",
    "Tepat waktu",
    "Terlambat",
    "Tanpa tenggat",
    "% tepat waktu",
    "Cek",
)
_SUMMARY_WIDTHS = (5, 42, 10, 10, 10, 13, 9, 11, 10, 10, 10, 10.5, 10, 9, 9)
_FIRST_COUNT, _LAST_COUNT = 3, 13
LINE = 13.5
"""Height of a line of text in points."""
_SPILLS_FROM, _SPILLS_TO = 12, 42
"""Rows of a table that may push the signature over the end of the page, and still read well on one."""
ROW = 15.0
"""The height of a row that is left to the program, in points."""
_NOTE_LETTERS = 1.15
"""Letters of a note that surely fit into one unit of a column's width."""
_PAPER_POINTS = {9: (595.3, 841.9), 14: (612.0, 936.0)}
_POINTS_A_WIDTH = 5.25
_SIDES, _TOP_AND_BOTTOM = 72.0, 86.4
_SURE = 0.95
"""How much of a page is counted on: programs differ a little in what they fit on it."""
_SERVICE_LETTERS = 45
"""Letters of the service column that surely fit on a line."""


def write_summary(sheet: Any, recap: Recap) -> None:
    """Title, period, table with formulas, reconciliation line, signature."""
    cells = Cells(sheet)
    columns = len(_SUMMARY_HEADINGS)
    heading_row = len(titles_of(recap)) + 5
    set_page(sheet, recap.paper, _SUMMARY_WIDTHS, heading_row, landscape=True)
    keep_on_one_page(sheet, len(recap.rows))
    append_titles(sheet, cells, recap, "Rekapitulasi pelayanan", columns)
    sheet.row_dimensions[heading_row].height = 2 * LINE
    sheet.append([cells.text(heading, "head") for heading in _SUMMARY_HEADINGS])
    first = heading_row + 1
    for number, row in enumerate(recap.rows, 1):
        at = heading_row + number
        sheet.row_dimensions[at].height = LINE * ceil(len(row.service) / _SERVICE_LETTERS or 1)
        counts = [cells.number(count) for count in row.counts()]
        line: list[Any] = [cells.number(number, "index"), cells.text(row.service, "wrap"), *counts]
        sheet.append([*line, cells.formula(_share(at), "percent"), cells.formula(_check(at), "mark")])
    last = heading_row + len(recap.rows)
    total = last + 1
    sheet.append(_total_row(cells, first, last, total))
    sheet.append([])
    sheet.append(_reconciliation(cells, total))
    sheet.append([])
    append_signature(sheet, cells, recap, columns, 7)
    end = total + 3 + len(recap.signer)
    sheet.print_area = f"A1:{get_column_letter(columns)}{end}"


def titles_of(recap: Recap) -> list[str]:
    """The lines above the title of every sheet."""
    return [*recap.office_lines, recap.office_name]


def total_row_of(recap: Recap) -> int:
    """The row of the sheet Rekap that adds up."""
    return len(titles_of(recap)) + 5 + len(recap.rows) + 1


def append_titles(sheet: Any, cells: Cells, recap: Recap, title: str, columns: int) -> None:
    """The office, the title, the period, and who made it when; as many rows as the titles and four."""
    for line in titles_of(recap):
        sheet.append(cells.across(line.upper(), columns, "title"))
    sheet.append(cells.across(title.upper(), columns, "title"))
    sheet.append(cells.across(f"Periode {recap.period_label}", columns, "center"))
    sheet.append([])
    append_made(sheet, cells, recap)


def append_signature(sheet: Any, cells: Cells, recap: Recap, columns: int, left: int) -> None:
    """The block of the superior, in the columns after ``left``."""
    for words, style in _signature(recap.signer):
        sheet.append([None] * left + cells.across(words, columns - left, style))


def append_made(sheet: Any, cells: Cells, recap: Recap) -> None:
    """Who made it when."""
    made = f"Dibuat {format_date(recap.made_at.date())} pukul {recap.made_at:%H.%M} oleh {recap.made_by}"
    sheet.append([cells.text(made, "small")])


def note_heights(notes: tuple[str, ...], widths: tuple[float, ...]) -> list[float]:
    """The height of each note, which goes on in further lines across the whole table."""
    letters = sum(widths) * _NOTE_LETTERS
    return [LINE * (ceil(len(note) / letters) or 1) for note in notes]


def append_notes(
    sheet: Any, cells: Cells, notes: tuple[str, ...], widths: tuple[float, ...], first: int
) -> None:
    """Notes from row ``first`` on."""
    last = get_column_letter(len(widths))
    for at, (note, height) in enumerate(zip(notes, note_heights(notes, widths), strict=True), first):
        sheet.row_dimensions[at].height = height
        sheet.merged_cells.add(f"A{at}:{last}{at}")
        sheet.append([cells.text(note, "note")])


def keep_signature_company(
    sheet: Any, widths: tuple[float, ...], heading: int, heights: list[float], tail: int
) -> None:
    """The last ``tail`` rows stay on one page: no signature alone. Before the first row.

    ``heights``: of every row, in points. Excel forgets breaks where it fits pages itself, so a sheet that
    needs one is made as small as its width wants.
    """
    setup = sheet.page_setup
    short, long = _PAPER_POINTS[setup.paperSize]
    wide, high = (long, short) if setup.orientation == "landscape" else (short, long)
    scale = min(1.0, _SURE * (wide - _SIDES) / (sum(widths) * _POINTS_A_WIDTH))
    page, used, begins = _SURE * (high - _TOP_AND_BOTTOM) / scale, 0.0, 0
    for number, height in enumerate(heights):
        if used + height > page:
            used, begins = heights[heading - 1], number
        used += height
    if begins > len(heights) - tail and setup.fitToHeight != 1:
        sheet.sheet_properties.pageSetUpPr.fitToPage = False
        setup.fitToWidth = setup.fitToHeight = None
        setup.scale = int(100 * scale)
        sheet.row_breaks.append(Break(id=len(heights) - tail))


def keep_on_one_page(sheet: Any, rows: int) -> None:
    """Rather a little smaller than a second page with nothing but the signature."""
    if _SPILLS_FROM <= rows <= _SPILLS_TO:
        sheet.page_setup.fitToHeight = 1


def _total_row(cells: Cells, first: int, last: int, total: int) -> list[Any]:
    row: list[Any] = [cells.text("", "total_text"), cells.text("Jumlah", "total_text")]
    for column in range(_FIRST_COUNT, _LAST_COUNT + 1):
        letter = get_column_letter(column)
        if last < first:
            row.append(cells.number(0, "total"))
        else:
            row.append(cells.formula(f"=SUM({letter}{first}:{letter}{last})", "total"))
    return [
        *row,
        cells.formula(_share(total), "total_percent"),
        cells.formula(_check(total), "total_mark"),
    ]


def _reconciliation(cells: Cells, total: int) -> list[Any]:
    words = (
        f'"Pemeriksaan: sisa periode lalu + diterima = "&TEXT(C{total}+D{total},"0")'
        '&"; selesai + dikembalikan + ditolak + dibatalkan + dialihkan + masih berjalan = "'
        f'&TEXT(SUM(E{total}:J{total}),"0")'
        f'&IF(C{total}+D{total}=SUM(E{total}:J{total}),". Cocok.",". TIDAK COCOK, periksa kembali.")'
    )
    return [cells.formula("=" + words, "small")]


def _signature(lines: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """The lines of the block with their style: the name, first after the empty space, stands out."""
    spaced = named = False
    for line in lines:
        is_name = bool(line) and spaced and not named
        named, spaced = named or is_name, spaced or not line
        yield line, "name" if is_name else "center"


def _check(row: int) -> str:
    became, judged = f"C{row}+D{row}=SUM(E{row}:J{row})", f"E{row}=SUM(K{row}:M{row})"
    return f'=IF(AND({became},{judged}),"cocok","periksa")'


def _share(row: int) -> str:
    return f'=IF(K{row}+L{row}=0,"–",K{row}/(K{row}+L{row}))'


def set_page(sheet: Any, paper: str, widths: tuple[float, ...], heading_row: int, *, landscape: bool) -> None:
    """Everything a write-only sheet must know before its first row."""
    for index, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(index)].width = width
    sheet.freeze_panes = f"C{heading_row + 1}"
    sheet.print_title_rows = f"{heading_row}:{heading_row}"
    sheet.page_setup.orientation = "landscape" if landscape else "portrait"
    sheet.page_setup.paperSize = _PAPER_CODES.get(paper, _PAPER_CODES["A4"])
    sheet.page_setup.fitToWidth = 1
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    margins = sheet.page_margins
    margins.left = margins.right = margins.top = 0.5
    margins.bottom = 0.7
    margins.footer = 0.35
    sheet.oddFooter.center.text = "Halaman &P dari &N"
    sheet.oddFooter.center.size = 8
    sheet.print_options.horizontalCentered = True
