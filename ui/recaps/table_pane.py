"""One part of a recap on screen: its tables one at a time, and a chart of what matters in them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from dinsos_desk.db.queries.recaps.cases import MEASURES, Behind
from dinsos_desk.documents.recaps.table import Kind, RecapColumn, RecapSheet, RecapTable, Value
from dinsos_desk.domain.fields import format_number
from ui.models.columns import RIGHT, ColumnSpec, Role
from ui.models.rows_model import Index, RowsModel
from ui.recaps.cell_table import CellTable
from ui.recaps.chart import Bar, BarChart
from ui.theme import Theme
from ui.widgets.card import Card
from ui.widgets.layouts import column, row
from ui.widgets.segmented import Segment, SegmentedControl

_CHART_WIDTH, _MOST_BARS = 270, 12
_LEAST_NUMBER, _LETTER_PIXELS, _HEAD_PIXELS = 64, 7, 7.6
_OF_WHOLE = ("issued", "lacking")
"""Figures that only mean something of one product or paper: their sum opens nothing."""


@dataclass(frozen=True)
class TableRow:
    """A row with what stands behind it; the sum has the narrowing of nothing."""

    values: tuple[Value, ...]
    key: Behind | None
    is_total: bool = False


class TableModel(RowsModel[TableRow]):
    """The total stands in bold."""

    def data(self, index: Index, role: int = 0) -> Any:
        if role == Role.BOLD and index.isValid():
            return self.row(index.row()).is_total
        return super().data(index, role)


class TablePane(QWidget):
    """``show_sheet`` shows the figures; a number that is opened is said with the words of its place."""

    behind_wanted = Signal(object, str)
    """A ``Behind``, and what it is in words."""
    table_chosen = Signal(str)

    def __init__(self, theme: Theme, code: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self.setObjectName(f"rekap_{code}")
        self._sheet: RecapSheet | None = None
        self._wanted = ""
        self._needed = 0
        self.choice: SegmentedControl | None = None
        self.table = CellTable(theme, name=f"rekap_{code}_tabel", label="Angka")
        self.table.row_activated.connect(lambda one: self._open(one, ""))
        self.table.cell_activated.connect(self._open)
        self.chart = BarChart(theme, name=f"rekap_{code}_grafik", label="Grafik", upright=False)
        self.chart.chosen.connect(lambda one: self._open(one, ""))
        self._chart_card = Card(padding=12, name=f"rekap_{code}_grafik_kartu")
        self._chart_card.body.addWidget(self.chart)
        self._chart_card.setFixedWidth(theme.px(_CHART_WIDTH))
        card = Card(padding=1, name=f"rekap_{code}_kartu")
        card.body.addWidget(self.table)
        tables = row(card, self._chart_card, spacing=12)
        tables.setStretch(0, 1)
        self._whole = column(tables, spacing=8)
        self._whole.setStretch(0, 1)
        self.setLayout(self._whole)

    def show_sheet(self, sheet: RecapSheet) -> None:
        """Show the figures of a period."""
        self._sheet = sheet
        if len(sheet.tables) > 1 and self.choice is None:
            self._add_choice(sheet)
        self._show_table()

    def choose(self, code: str) -> None:
        """Show one of the tables, as it was chosen last time."""
        self._wanted = code
        if self.choice is not None:
            self.choice.set_value(code)
        if self._sheet is not None:
            self._show_table()

    def shown(self) -> RecapTable | None:
        """The table that is shown."""
        if self._sheet is None:
            return None
        return next((t for t in self._sheet.tables if t.code == self._wanted), self._sheet.tables[0])

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_chart()

    def _add_choice(self, sheet: RecapSheet) -> None:
        segments = [Segment(table.code, table.title, table.title[-1]) for table in sheet.tables]
        self.choice = SegmentedControl(segments, name=f"{self.objectName()}_pilihan", label="Tabel")
        shown = self.shown()
        self.choice.set_value(shown.code if shown else "")
        self.choice.chosen.connect(self._choose)
        self._whole.insertWidget(0, self.choice)

    def _choose(self, code: str) -> None:
        self.choose(code)
        self.table_chosen.emit(code)

    def _show_table(self) -> None:
        table = self.shown()
        if table is None:
            return
        if self.choice is not None:
            self.choice.set_value(table.code)
        places = [n for n, one in enumerate(table.columns) if one.kind is not Kind.CHECK]
        specs = [_spec(table.columns[place], place) for place in places]
        rows = _rows(table)
        model = self.table.model()
        if isinstance(model, TableModel) and [c.key for c in model.columns] == [c.key for c in specs]:
            model.set_rows(rows)
        else:
            self.table.set_model(TableModel(specs, rows, lambda one: one.key, self), specs)
            if model is not None:
                model.deleteLater()
        self.table.setAccessibleName(table.title)
        self.table.set_empty("chart-box-outline", table.empty)
        self._needed = sum(spec.least_width() for spec in specs)
        self._show_chart(table, rows)

    def _show_chart(self, table: RecapTable, rows: Sequence[TableRow]) -> None:
        if not table.chart:
            self._fit_chart()
            return
        place = table.place(table.chart)
        found = [one for one in rows if not one.is_total and one.values[place]]
        found.sort(key=lambda one: -float(one.values[place] or 0))
        bars = [Bar(_name(table, one), (float(one.values[place] or 0),), one) for one in found[:_MOST_BARS]]
        self._chart_card.set_title(table.columns[place].title)
        self.chart.set_bars(("",), bars)
        self._fit_chart()

    def _fit_chart(self) -> None:
        """A chart only where the whole table still fits beside it."""
        table = self.shown()
        room = self.width() / self.theme.scale - _CHART_WIDTH - 12
        self._chart_card.setVisible(bool(table and table.chart and table.rows) and room >= self._needed)

    def _open(self, one: TableRow, code: str) -> None:
        table = self.shown()
        if one.key is None or table is None:
            return
        behind = _narrowed(one.key, code)
        if one.is_total and behind.measure in _OF_WHOLE:
            return
        words = next((c.title for c in table.columns if c.code == code), "") if code else ""
        about = "Seluruhnya" if one.is_total else _name(table, one)
        self.behind_wanted.emit(behind, " · ".join(part for part in (words, about) if part))


def _narrowed(key: Behind, code: str) -> Behind:
    """What stands behind a number of a row."""
    if code.startswith("sex:"):
        return replace(key, sex=code[4:])
    if code.startswith("age:"):
        return replace(key, age=code[4:])
    measure = code if code in MEASURES else key.measure
    return replace(key, measure=measure or ("decided" if key.officer else "received"))


def _rows(table: RecapTable) -> list[TableRow]:
    keys = [one if isinstance(one, Behind) else None for one in table.keys]
    rows = [TableRow(values, key) for values, key in zip(table.full_rows(), keys, strict=True)]
    total = table.total_row()
    if rows and total is not None:
        first = keys[0]
        whole = Behind(first.period, first.measure) if first is not None else None
        rows.append(TableRow(total, whole, is_total=True))
    return rows


def _name(table: RecapTable, one: TableRow) -> str:
    texts = [
        str(value)
        for value, col in zip(one.values, table.columns, strict=True)
        if col.kind is Kind.TEXT and value
    ]
    return texts[table.named_by] if table.named_by < len(texts) else (texts[0] if texts else "")


def _spec(col: RecapColumn, place: int) -> ColumnSpec[TableRow]:
    def text(one: TableRow) -> str:
        return cell_words(col.kind, one.values[place])

    if col.kind is Kind.TEXT:
        wide = round(col.width * _LETTER_PIXELS)
        first = place == 0
        return ColumnSpec(
            col.code, col.title, text, wide, min(wide, 140), col.drop, stretch=first, typeahead=first
        )
    title = col.short or col.title
    wide = max(_LEAST_NUMBER, round(len(title) * _HEAD_PIXELS) + 20)
    return ColumnSpec(col.code, title, text, wide, wide, col.drop, align=RIGHT)


def cell_words(kind: Kind, value: Value) -> str:
    """A value as the screen shows it; a dash for what was not measured."""
    if kind is Kind.TEXT:
        return str(value or "")
    if value is None:
        return "–"
    if kind in (Kind.SHARE, Kind.PART):
        return f"{100 * float(value):.1f}%".replace(".", ",")
    if kind is Kind.HOURS:
        return f"{float(value):,.1f}".translate(str.maketrans(",.", ".,"))
    return format_number(int(value)) if not isinstance(value, str) else value
