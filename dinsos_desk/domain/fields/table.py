"""Answers that are a list of rows, and what every answer gives as facts."""

from datetime import date
from typing import Literal

from pydantic import Field, model_validator

from dinsos_desk.domain.conditions import FactValue, Inconsistent, refuse_reversed
from dinsos_desk.domain.faults import Fault, Refused
from dinsos_desk.domain.fields.plain import FieldBase, NumberField, PlainField, StoredValue, YesNoField
from dinsos_desk.domain.text import without_marks


class Grid(str):
    """The rows of a table as one text: a line for each row, a tab between cells, as Excel copies them.

    Cells are in the form that ``store`` gives, so that the text reads back as itself.
    """

    __slots__ = ()

    @property
    def rows(self) -> tuple[tuple[str, ...], ...]:
        """The cells of each row."""
        return tuple(tuple(line.split("\t")) for line in self.split("\n")) if self else ()


class TableField(FieldBase):
    """A list of rows: victims, proposed residents, prizes. ``unit`` is what one row is."""

    kind: Literal["tabel"] = "tabel"
    columns: tuple[PlainField, ...] = Field(min_length=1, max_length=12)
    unit: str = "baris"
    min_rows: int = Field(default=0, ge=0)
    max_rows: int = Field(default=500, ge=1, le=2000)

    @model_validator(mode="after")
    def _distinct(self) -> "TableField":
        codes = [column.code for column in self.columns]
        if len(set(codes)) != len(codes):
            text = f"field {self.code}: a column code appears twice"
            raise Inconsistent("kolom_kode_dua_kali", text)
        if any(column.when is not None for column in self.columns):
            text = f"field {self.code}: a column cannot have a condition"
            raise Inconsistent("kolom_bersyarat", text)
        refuse_reversed(f"field {self.code}", self.min_rows, self.max_rows)
        return self

    def parse(self, typed: str, today: date) -> FactValue:
        """Read rows as typed or pasted; empty rows are passed over.

        Raises:
            Refused: *tabel_sel_salah* names row, column and what is wrong there; *tabel_kolom_lebih*,
                *tabel_baris_kurang*, *tabel_baris_lebih*.
        """
        lines = [line for line in without_marks(typed).splitlines() if line.strip()]
        if not lines:
            return None
        if len(lines) > self.max_rows:
            raise Refused("tabel_baris_lebih", jumlah=len(lines), batas=self.max_rows, satuan=self.unit)
        if len(lines) < self.min_rows:
            raise Refused("tabel_baris_kurang", jumlah=len(lines), batas=self.min_rows, satuan=self.unit)
        rows = (self._row(place, line.split("\t"), today) for place, line in enumerate(lines, 1))
        return Grid("\n".join("\t".join(row) for row in rows))

    def restore(self, stored: StoredValue) -> FactValue:
        """From its text."""
        return Grid(stored) if isinstance(stored, str) else None

    def display(self, value: FactValue) -> str:
        """How many rows: 12 orang."""
        return f"{len(value.rows)} {self.unit}".strip() if isinstance(value, Grid) else ""

    def display_rows(self, value: FactValue) -> list[dict[str, str]]:
        """The rows as letters print them, by the codes of the columns."""
        return [dict(zip(self._codes(), row, strict=True)) for row in self._shown(value, "display")]

    def typed(self, value: FactValue) -> str:
        """The rows as an editor shows them for changing."""
        return "\n".join("\t".join(row) for row in self._shown(value, "typed"))

    def _codes(self) -> list[str]:
        return [column.code for column in self.columns]

    def _shown(self, value: FactValue, form: Literal["display", "typed"]) -> list[list[str]]:
        rows = value.rows if isinstance(value, Grid) else ()
        return [
            [
                getattr(column, form)(_stored_cell(column, cell))
                for column, cell in zip(self.columns, row, strict=False)
            ]
            + [""] * (len(self.columns) - len(row))
            for row in rows
        ]

    def _row(self, place: int, cells: list[str], today: date) -> list[str]:
        if any(cell.strip() for cell in cells[len(self.columns) :]):
            raise Refused("tabel_kolom_lebih", baris=place, kolom=len(self.columns))
        cells = cells + [""] * len(self.columns)
        return [_cell(place, column, cell, today) for column, cell in zip(self.columns, cells, strict=False)]


_YES_NO = {"ya": True, "tidak": False}


def _cell(place: int, column: PlainField, typed: str, today: date) -> str:
    """One cell as ``Grid`` keeps it."""
    try:
        value = column.parse(typed, today)
    except Refused as refusal:
        values = {"baris": place, "kolom": column.label, "sebab": refusal.fault}
        raise Refused("tabel_sel_salah", **values) from None
    if value is None and column.required:
        sebab = Fault("wajib_diisi", {"nama": column.label})
        raise Refused("tabel_sel_salah", baris=place, kolom=column.label, sebab=sebab)
    if isinstance(value, bool):
        return "ya" if value else "tidak"
    return "" if value is None else str(value)


def _stored_cell(column: PlainField, cell: str) -> FactValue:
    """The value of one cell of a ``Grid``."""
    if not cell:
        return None
    if isinstance(column, YesNoField):
        return _YES_NO.get(cell)
    return int(cell) if isinstance(column, NumberField) else column.restore(cell)


def answer_facts(path: str, value: FactValue) -> dict[str, FactValue]:
    """An answer as facts: a table is also known by the number of its rows, ``<path>.jumlah``."""
    facts: dict[str, FactValue] = {path: value}
    if isinstance(value, Grid):
        facts[f"{path}.jumlah"] = len(value.rows)
    return facts
