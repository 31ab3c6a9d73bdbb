"""A table of a recap as data: the same one stands on screen and in the workbook, there with real formulas."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

Value = str | int | float | None


class Kind(StrEnum):
    """What stands in a column. ``PART``: a share that is given; ``SHARE`` and ``CHECK`` are reckoned."""

    TEXT = "teks"
    COUNT = "angka"
    HOURS = "jam"
    PART = "bagian"
    SHARE = "persen"
    CHECK = "cek"


@dataclass(frozen=True)
class RecapColumn:
    """One column. ``width`` in letters.

    ``of``: for a share the code of the part, then those that the whole adds up from; for a check the codes
    of one side. ``against``: the codes of its other side. ``short``: the title where
    there is little room; the columns with the highest ``drop`` are left out there first.
    """

    code: str
    title: str
    kind: Kind = Kind.COUNT
    width: float = 10
    of: tuple[str, ...] = ()
    against: tuple[str, ...] = ()
    short: str = ""
    drop: int = 0


@dataclass(frozen=True)
class RecapTable:
    """``rows`` hold a value for each column but shares and checks, whose values are reckoned here.

    ``keys`` say what each row is about, for looking up what stands behind it. ``total``: the values of the
    last row that are no sums (medians); None where no sums are made at all. ``sheet``: the name of its sheet
    in the workbook. ``chart``: the column whose numbers a chart shows; ``named_by``: which of its texts names
    a row there.
    """

    code: str
    sheet: str
    title: str
    columns: tuple[RecapColumn, ...]
    rows: tuple[tuple[Value, ...], ...]
    keys: tuple[object, ...] = ()
    total: dict[str, Value] | None = None
    chart: str = ""
    named_by: int = 0
    empty: str = "Tidak ada data pada periode ini."

    def place(self, code: str) -> int:
        """Where a column stands, from 0. Raises KeyError for an unknown one."""
        for number, column in enumerate(self.columns):
            if column.code == code:
                return number
        raise KeyError(code)

    def full_rows(self) -> tuple[tuple[Value, ...], ...]:
        """The rows with shares and checks reckoned."""
        return tuple(self._reckoned(row) for row in self.rows)

    def total_row(self) -> tuple[Value, ...] | None:
        """The last row: sums, the given values, and what is reckoned from them."""
        if self.total is None:
            return None
        values: list[Value] = []
        for number, column in enumerate(self.columns):
            if column.code in self.total:
                values.append(self.total[column.code])
            elif column.kind is Kind.COUNT:
                values.append(sum(int(row[number] or 0) for row in self.rows))
            elif number == 0:
                values.append("Jumlah")
            else:
                values.append(None)
        return self._reckoned(values)

    def _reckoned(self, row: Sequence[Value]) -> tuple[Value, ...]:
        values = list(row) + [None] * (len(self.columns) - len(row))
        for number, column in enumerate(self.columns):
            if column.kind is Kind.SHARE:
                part, whole = self._sum(values, column.of[:1]), self._sum(values, column.of[1:])
                values[number] = part / whole if whole else None
            elif column.kind is Kind.CHECK:
                same = self._sum(values, column.of) == self._sum(values, column.against)
                values[number] = "cocok" if same else "periksa"
        return tuple(values)

    def _sum(self, values: Sequence[Value], codes: tuple[str, ...]) -> int:
        return sum(int(values[self.place(code)] or 0) for code in codes)


@dataclass(frozen=True)
class RecapSheet:
    """One sheet of the workbook, or one part on screen."""

    code: str
    name: str
    title: str
    tables: tuple[RecapTable, ...]
    notes: tuple[str, ...] = ()
