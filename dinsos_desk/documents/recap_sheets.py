"""The two sheets of a recap: Rekap (counts) and Rincian (applications)."""

from collections.abc import Iterator
from math import ceil
from typing import Any

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties

from dinsos_desk.documents.recap_cells import Cells
from dinsos_desk.documents.recap_content import Recap, RecapDetail
from dinsos_desk.domain.dates import format_date

_PAPER_CODES = {"A4": 9, "F4": 14}
"""Excel's paper numbers; it knows no F4, and folio (8.5 x 13 in = 216 x 330 mm) is its twin."""

_MOST_HIGH = 400
"""In points; Excel allows 409 for a row."""
_SUMMARY_HEADINGS = (
    "No.",
    "Layanan",
    "Sisa periode lalu",
    "Diterima",
    "Selesai",
    "Dikembalikan",
    "Ditolak",
    "Dibatalkan",
    "Masih berjalan",
    "Tepat waktu",
    "Terlambat",
    "Tanpa tenggat",
    "% tepat waktu",
    "Cek",
)
_SUMMARY_WIDTHS = (5, 42, 10, 10, 10, 13, 9, 11, 10, 10, 10.5, 10, 9, 9)
_FIRST_COUNT, _LAST_COUNT = 3, 12
LINE = 13.5
"""Height of a line of text in points."""
_SERVICE_LETTERS = 45
"""Letters of the service column that surely fit on a line."""

_DETAIL_HEADINGS = (
    "No.",
    "Nomor tanda terima",
    "Layanan",
    "Pemohon",
    "Klien",
    "NIK klien",
    "Diterima",
    "Batas waktu",
    "Selesai",
    "Status",
    "Tahap",
    "Ketepatan",
    "Nomor surat",
    "Alasan keterlambatan",
)
_DETAIL_WIDTHS = (5.5, 12, 30, 26, 26, 18, 15.5, 15.5, 15.5, 12.5, 32, 12, 27, 34)
_REASON_LETTERS = 38
"""Letters of the last column that surely fit on a line."""


def write_summary(sheet: Any, recap: Recap) -> None:
    """Title, period, table with formulas, reconciliation line, signature."""
    cells = Cells(sheet)
    columns = len(_SUMMARY_HEADINGS)
    titles = [*recap.office_lines, recap.office_name] if recap.office_lines else [recap.office_name]
    heading_row = len(titles) + 5
    set_page(sheet, recap.paper, _SUMMARY_WIDTHS, heading_row, landscape=True)
    for title in titles:
        sheet.append(cells.across(title.upper(), columns, "title"))
    sheet.append(cells.across("REKAPITULASI PELAYANAN", columns, "title"))
    sheet.append(cells.across(f"Periode {recap.period_label}", columns, "center"))
    sheet.append([])
    made = f"Dibuat {format_date(recap.made_at.date())} pukul {recap.made_at:%H.%M} oleh {recap.made_by}"
    sheet.append([cells.text(made, "small")])
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
    for words, style in _signature(recap.signer):
        sheet.append([None] * 7 + cells.across(words, columns - 7, style))
    end = total + 3 + len(recap.signer)
    sheet.print_area = f"A1:{get_column_letter(columns)}{end}"


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
        '&"; selesai + dikembalikan + ditolak + dibatalkan + masih berjalan = "'
        f'&TEXT(SUM(E{total}:I{total}),"0")'
        f'&IF(C{total}+D{total}=SUM(E{total}:I{total}),". Cocok.",". TIDAK COCOK, periksa kembali.")'
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
    became, judged = f"C{row}+D{row}=SUM(E{row}:I{row})", f"E{row}=SUM(J{row}:L{row})"
    return f'=IF(AND({became},{judged}),"cocok","periksa")'


def _share(row: int) -> str:
    return f'=IF(J{row}+K{row}=0,"–",J{row}/(J{row}+K{row}))'


def write_details(sheet: Any, recap: Recap) -> None:
    """One row an application, with a filter over the heading."""
    cells = Cells(sheet)
    columns = get_column_letter(len(_DETAIL_HEADINGS))
    set_page(sheet, recap.paper, _DETAIL_WIDTHS, 1, landscape=True)
    sheet.row_dimensions[1].height = 2 * LINE
    sheet.append([cells.text(heading, "head") for heading in _DETAIL_HEADINGS])
    last = 1
    for last, detail in enumerate(recap.details, 2):
        if len(detail.late_reason) > _REASON_LETTERS:
            lines = sum(ceil(len(part) / _REASON_LETTERS or 1) for part in detail.late_reason.split("\n"))
            sheet.row_dimensions[last].height = min(LINE * lines, _MOST_HIGH)
        sheet.append(_detail(cells, last - 1, detail))
    sheet.auto_filter.ref = f"A1:{columns}{last}"
    sheet.print_area = f"A1:{columns}{last}"


def _detail(cells: Cells, number: int, detail: RecapDetail) -> list[Any]:
    return [
        cells.number(number, "index"),
        cells.text(detail.receipt),
        cells.text(detail.service),
        cells.text(detail.applicant),
        cells.text(detail.client),
        cells.text(detail.nik),
        cells.moment(detail.received_at),
        cells.moment(detail.due_at),
        cells.moment(detail.finished_at),
        cells.text(detail.status),
        cells.text(detail.stage),
        cells.text({True: "Tepat waktu", False: "Terlambat", None: ""}[detail.on_time]),
        cells.text(detail.letter_number),
        cells.text(detail.late_reason, "wrap"),
    ]


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
    margins.bottom = 0.6
    sheet.oddFooter.center.text = "Halaman &P dari &N"
    sheet.oddFooter.center.size = 8
    sheet.print_options.horizontalCentered = True
