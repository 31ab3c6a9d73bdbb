"""Obligations after a case that fall due: the nearest first, each leads to its application."""

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from dinsos_desk.domain.dates import format_date
from dinsos_desk.usecases.periodic import DueView
from ui.models.columns import ColumnSpec, Line
from ui.models.rows_model import RowsModel
from ui.theme import Theme, Tone
from ui.widgets.card import Card
from ui.widgets.table import QueueList

_MOST_SHOWN = 2
_ROW = 50


class ReportsCard(Card):
    """Hidden while nothing falls due."""

    wanted = Signal(int)
    """The id of an application."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__("Laporan berkala", name="laporan_berkala", parent=parent)
        self.setAccessibleName("Laporan berkala jatuh tempo")
        self._theme = theme
        self._today = date.min
        column = ColumnSpec[DueView](
            "laporan",
            "Laporan",
            lambda due: due.client_name,
            stretch=True,
            lines=self._lines,
            tooltip=lambda due: f"{due.duty_name}, {due.service_name} {due.receipt}. Enter: buka permohonan",
            typeahead=True,
        )
        self.model = RowsModel([column], identity=lambda due: due.report_id, parent=self)
        self.list = QueueList(theme, name="daftar_laporan", label="Laporan berkala jatuh tempo", lines=1)
        self.list.setProperty("framed", False)
        self.list.set_model(self.model, [column])
        self.list.row_activated.connect(lambda due: self.wanted.emit(due.request_id))
        self.list.clicked.connect(lambda index: self.wanted.emit(self.model.row(index.row()).request_id))
        self.layout().setContentsMargins(1, theme.px(14), 1, theme.px(6))
        self.header.setContentsMargins(theme.px(15), 0, theme.px(15), 0)
        self.body.addWidget(self.list, 1)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.hide()

    def show_reports(self, reports: tuple[DueView, ...], today: date) -> None:
        """Show what falls due."""
        self._today = today
        self.model.set_rows(reports)
        self.set_note(f"{len(reports)} jatuh tempo" if reports else "")
        self.list.setFixedHeight(self._theme.px(_ROW) * min(len(reports), _MOST_SHOWN))
        self.setVisible(bool(reports))

    def _lines(self, due: DueView) -> tuple[Line, ...]:
        late = due.due_on < self._today
        when = f"{'terlambat sejak ' if late else ''}{format_date(due.due_on)}"
        return (Line(when, Tone.BAD if late else Tone.WARN),)
