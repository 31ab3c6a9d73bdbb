"""A sheet for each table of a recap: numbers with their sums, shares and checks as formulas."""

from math import ceil
from typing import Any

from openpyxl.utils import get_column_letter

from dinsos_desk.documents.recaps.cells import Cells
from dinsos_desk.documents.recaps.content import Recap
from dinsos_desk.documents.recaps.sheets import (
    LINE,
    ROW,
    append_notes,
    append_signature,
    append_titles,
    keep_on_one_page,
    keep_signature_company,
    note_heights,
    set_page,
    titles_of,
)
from dinsos_desk.documents.recaps.table import Kind, RecapColumn, RecapSheet, RecapTable, Value

_NUMBER_WIDTH = 5
_LETTERS_A_WIDTH = 1.15
"""Letters of the font that surely fit into one unit of a column's width."""
_LEAST_ACROSS = 4
_WITH_ROWS = 3
"""Rows of the table that go with the signature to another page."""


def write_table(sheet: Any, recap: Recap, part: RecapSheet, table: RecapTable) -> None:
    """Titles, the table with a filter, its sum, notes, and the signature."""
    cells = Cells(sheet)
    columns = len(table.columns) + 1
    widths = (_NUMBER_WIDTH, *(column.width for column in table.columns))
    heading = len(titles_of(recap)) + 5
    set_page(sheet, recap.paper, widths, heading, landscape=sum(widths) > _upright(recap.paper))
    keep_on_one_page(sheet, len(table.rows))
    rows_high = [_height(table, row) for row in table.rows] or [LINE]
    behind = [LINE, LINE, *note_heights(part.notes, widths), LINE, *([ROW] * len(recap.signer))]
    heights = [*([ROW] * (heading - 1)), _head_height(table), *rows_high, *behind]
    keep_signature_company(sheet, widths, heading, heights, min(_WITH_ROWS, len(rows_high)) + len(behind))
    append_titles(sheet, cells, recap, table.title, columns)
    sheet.row_dimensions[heading].height = _head_height(table)
    sheet.append([cells.text(title, "head") for title in ("No.", *(c.title for c in table.columns))])
    first, last = heading + 1, heading + len(table.rows)
    for number, row in enumerate(table.rows, 1):
        sheet.row_dimensions[heading + number].height = rows_high[number - 1]
        sheet.append([cells.number(number, "index"), *_cells(cells, table, row, heading + number)])
    end = max(last, heading)
    if not table.rows:
        sheet.append([cells.text("", "index"), cells.text(table.empty)])
        end += 1
    elif table.total is not None:
        end += 1
        sheet.append(_total(cells, table, first, last))
    if table.rows:
        sheet.auto_filter.ref = f"A{heading}:{get_column_letter(columns)}{last}"
    sheet.append([])
    append_notes(sheet, cells, part.notes, widths, end + 2)
    sheet.append([])
    left = max(0, columns - max(_LEAST_ACROSS, columns // 2))
    append_signature(sheet, cells, recap, columns, left)
    end += 2 + len(part.notes) + len(recap.signer)
    sheet.print_area = f"A1:{get_column_letter(columns)}{end}"


def _upright(paper: str) -> float:
    """The width in letters that reads well on upright paper."""
    return 100 if paper == "F4" else 96


def _letter(table: RecapTable, code: str) -> str:
    return str(get_column_letter(table.place(code) + 2))


def _cells(cells: Cells, table: RecapTable, row: tuple[Value, ...], at: int) -> list[Any]:
    values = list(row) + [None] * (len(table.columns) - len(row))
    return [
        _cell(cells, table, column, value, at) for column, value in zip(table.columns, values, strict=True)
    ]


def _cell(cells: Cells, table: RecapTable, column: RecapColumn, value: Value, at: int) -> Any:
    match column.kind:
        case Kind.COUNT:
            return cells.number(int(value or 0))
        case Kind.HOURS:
            return cells.hours(None if value is None else float(value))
        case Kind.PART:
            return cells.hours(None if value is None else float(value), "percent")
        case Kind.SHARE:
            return cells.formula(_share(table, column, at), "percent")
        case Kind.CHECK:
            return cells.formula(_check(table, column, at), "mark")
    return cells.text(str(value or ""), "wrap")


def _total(cells: Cells, table: RecapTable, first: int, last: int) -> list[Any]:
    at, given = last + 1, table.total or {}
    row: list[Any] = [cells.text("", "total_text")]
    for place, column in enumerate(table.columns):
        letter = get_column_letter(place + 2)
        if column.kind is Kind.COUNT:
            row.append(cells.formula(f"=SUM({letter}{first}:{letter}{last})", "total"))
        elif column.kind is Kind.SHARE:
            row.append(cells.formula(_share(table, column, at), "total_percent"))
        elif column.kind is Kind.CHECK:
            row.append(cells.formula(_check(table, column, at), "total_mark"))
        elif column.kind is Kind.PART:
            row.append(cells.formula(f"=SUM({letter}{first}:{letter}{last})", "total_percent"))
        elif column.code in given:
            value = given[column.code]
            row.append(cells.hours(None if value is None else float(value), "total_hours"))
        else:
            row.append(cells.text("Jumlah" if place == 0 else "", "total_text"))
    return row


def _share(table: RecapTable, column: RecapColumn, at: int) -> str:
    part, *whole = (f"{_letter(table, code)}{at}" for code in column.of)
    return f'=IF({"+".join(whole)}=0,"–",{part}/({"+".join(whole)}))'


def _check(table: RecapTable, column: RecapColumn, at: int) -> str:
    left, right = (
        "+".join(f"{_letter(table, code)}{at}" for code in codes) for codes in (column.of, column.against)
    )
    return f'=IF({left}={right},"cocok","periksa")'


def _height(table: RecapTable, row: tuple[Value, ...]) -> float:
    """High enough for the cell with the most lines."""
    lines = [
        ceil(len(str(value or "")) / (column.width * _LETTERS_A_WIDTH))
        for column, value in zip(table.columns, row, strict=False)
        if column.kind is Kind.TEXT
    ]
    return LINE * max(1, *lines) if lines else LINE


def _head_height(table: RecapTable) -> float:
    words = [ceil(len(column.title) / (column.width * 0.85)) for column in table.columns]
    return LINE * max(2, *words)
