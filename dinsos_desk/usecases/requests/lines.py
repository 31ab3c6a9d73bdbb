"""Answers and records as pages show them: a label and its value, a table with its rows."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from dinsos_desk.domain.conditions import FactValue
from dinsos_desk.domain.fields import FieldDef, NikField, TableField
from dinsos_desk.domain.people import mask_nik

_LENGTH = 16
"""Digits of a NIK and of a KK number."""


@dataclass(frozen=True)
class RowsView:
    """The rows of a table as a page shows them, with the headings; every NIK and KK number masked."""

    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Line:
    """A label and its value; of a table the number of rows, and the rows themselves."""

    label: str
    text: str
    rows: RowsView | None = None


def lines_of(fields: Iterable[FieldDef], values: Mapping[str, FactValue]) -> tuple[Line, ...]:
    """What was answered, in the order of the questions."""
    lines = (_line(field, values.get(field.code)) for field in fields)
    return tuple(line for line in lines if line.text)


def _line(field: FieldDef, value: FactValue) -> Line:
    text = field.display(value)
    if isinstance(field, NikField):
        return Line(field.label, mask_nik(text))
    return Line(field.label, text, _rows(field, value) if isinstance(field, TableField) and text else None)


def _rows(table: TableField, value: FactValue) -> RowsView:
    niks = {column.code for column in table.columns if isinstance(column, NikField)}
    rows = (
        tuple(mask_nik(text) if code in niks or _is_number(text) else text for code, text in row.items())
        for row in table.display_rows(value)
    )
    return RowsView(tuple(column.label for column in table.columns), tuple(rows))


def _is_number(text: str) -> bool:
    """Whether it is written like a NIK or a KK number, whatever the column is for."""
    return len(text) == _LENGTH and text.isdecimal()
