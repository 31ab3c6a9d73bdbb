"""The figures of every service: the sum of the year at a glance, each number a door."""

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from dinsos_desk.db.queries.recaps.cases import MEASURES
from ui.models.columns import Role
from ui.models.rows_model import Index, RowsModel
from ui.recaps.cell_table import CellTable
from ui.recaps.figures import COLUMNS, FigureLine
from ui.theme import Theme
from ui.widgets.card import Card

_NO_SERVICE = "Belum ada layanan yang ditawarkan. Administrator memilihnya di Pengaturan."


class FiguresModel(RowsModel[FigureLine]):
    """The total stands in bold."""

    def data(self, index: Index, role: int = 0) -> Any:
        if role == Role.BOLD and index.isValid():
            return self.row(index.row()).is_total
        return super().data(index, role)


class ServicesPane(Card):
    """The name of a service opens the list of what was received, a number what stands behind it."""

    line_wanted = Signal(object)
    figure_wanted = Signal(object, str, str)
    """The line, the measure, and the words of the column."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(padding=1, name="rekap_kartu", parent=parent)
        self.model = FiguresModel(COLUMNS, (), lambda line: line.code, self)
        self.table = CellTable(theme, name="rekap_angka", label="Angka per layanan")
        self.table.set_model(self.model, COLUMNS)
        self.table.set_empty("chart-box-outline", _NO_SERVICE)
        self.table.row_activated.connect(self.line_wanted)
        self.table.cell_activated.connect(self._open)
        self.body.addWidget(self.table)

    def _open(self, line: FigureLine, code: str) -> None:
        if code in MEASURES:
            title = next(column.title for column in COLUMNS if column.key == code)
            self.figure_wanted.emit(line, code, title)
