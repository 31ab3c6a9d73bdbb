"""The long sheets of a recap, Terlambat and Rincian: their headings here, their rows as plain values."""

from collections.abc import Iterator
from typing import Any

from openpyxl.utils import get_column_letter

from dinsos_desk.documents.recaps.cells import Cells
from dinsos_desk.documents.recaps.content import LateCase, Recap, RecapDetail
from dinsos_desk.documents.recaps.sheets import LINE, set_page
from dinsos_desk.documents.recaps.stream import StreamRow

DETAILS, LATE = "Rincian", "Terlambat"
_LETTERS_A_WIDTH = 1.12
"""Letters of the font that surely fit into one unit of a column's width."""

_DETAIL_COLUMNS = (
    ("No.", 5.5, "index"),
    ("Nomor tanda terima", 11, "text"),
    ("Layanan", 24, "wrap"),
    ("Pemohon", 22, "text"),
    ("Klien", 22, "text"),
    ("NIK klien", 17, "text"),
    ("Diterima", 14.5, "moment"),
    ("Batas waktu", 14.5, "moment"),
    ("Selesai", 14.5, "moment"),
    ("Status", 14, "wrap"),
    ("Tahap", 24, "wrap"),
    ("Ketepatan", 11, "text"),
    ("Nomor surat", 24, "wrap"),
    ("Kelurahan/desa", 16, "text"),
    ("Kecamatan", 16, "text"),
    ("Petugas loket", 16, "text"),
    ("Alasan keterlambatan", 30, "wrap"),
)
_LATE_COLUMNS = (
    ("No.", 5.5, "index"),
    ("Nomor tanda terima", 12, "text"),
    ("Layanan", 32, "wrap"),
    ("Klien", 28, "text"),
    ("Diterima", 15.5, "moment"),
    ("Batas waktu", 15.5, "moment"),
    ("Selesai", 15.5, "moment"),
    ("Status", 14, "text"),
    ("Tahap", 32, "wrap"),
    ("Terlambat (hari)", 10, "hours"),
    ("Alasan keterlambatan", 40, "wrap"),
)
_TITLES = {LATE: "permohonan yang terlambat", DETAILS: "rincian permohonan"}
_NOTHING = "Tidak ada permohonan."
_JUDGED = {True: "Tepat waktu", False: "Terlambat", None: ""}


def letters_of(name: str) -> tuple[int, ...]:
    """By column the letters that surely fit on a line where text goes on in further lines, else 0."""
    columns = _LATE_COLUMNS if name == LATE else _DETAIL_COLUMNS
    return tuple(round(width * _LETTERS_A_WIDTH) if style == "wrap" else 0 for _, width, style in columns)


def write_pattern(sheet: Any, recap: Recap, name: str) -> None:
    """Headings with a filter, and one empty row that carries the styles of the columns."""
    columns = _LATE_COLUMNS if name == LATE else _DETAIL_COLUMNS
    cells = Cells(sheet)
    last = get_column_letter(len(columns))
    set_page(sheet, recap.paper, tuple(width for _, width, _ in columns), 1, landscape=True)
    if name == DETAILS:  # on one page wide its letters would be half as high as one can read
        sheet.page_setup.fitToWidth = 2
        sheet.page_setup.pageOrder = "overThenDown"
        sheet.print_title_cols = "A:B"
    what = _TITLES[name]
    words = f"{recap.office_name} – {what}, periode {recap.period_label}"
    sheet.oddHeader.left.text, sheet.oddHeader.left.size = words.replace("&", "&&"), 8
    sheet.page_margins.header = 0.25
    sheet.row_dimensions[1].height = 2 * LINE
    sheet.append([cells.text(title, "head") for title, _, _ in columns])
    sheet.append([cells.empty(style) for _, _, style in columns])
    sheet.auto_filter.ref = f"A1:{last}2"
    sheet.print_area = f"A1:{last}2"


def detail_rows(recap: Recap) -> Iterator[StreamRow]:
    """The rows of the sheet Rincian."""
    return _or_none(
        (_detail(number, one) for number, one in enumerate(recap.details, 1)), len(_DETAIL_COLUMNS)
    )


def late_rows(recap: Recap) -> Iterator[StreamRow]:
    """The rows of the sheet Terlambat."""
    return _or_none(
        (_late(number, one) for number, one in enumerate(recap.late or (), 1)), len(_LATE_COLUMNS)
    )


def _or_none(rows: Iterator[StreamRow], columns: int) -> Iterator[StreamRow]:
    """The rows, or one that says that there are none."""
    first = next(rows, None)
    if first is None:
        yield (None, None, _NOTHING, *([None] * (columns - 3)))
        return
    yield first
    yield from rows


def _detail(number: int, detail: RecapDetail) -> StreamRow:
    return (
        number,
        detail.receipt,
        detail.service,
        detail.applicant,
        detail.client,
        detail.nik,
        detail.received_at,
        detail.due_at,
        detail.finished_at,
        detail.status,
        detail.stage,
        _JUDGED[detail.on_time],
        detail.letter_number,
        detail.village,
        detail.district,
        detail.officer,
        detail.late_reason,
    )


def _late(number: int, case: LateCase) -> StreamRow:
    return (
        number,
        case.receipt,
        case.service,
        case.client,
        case.received_at,
        case.due_at,
        case.finished_at,
        case.status,
        case.stage,
        case.days,
        case.reason,
    )
