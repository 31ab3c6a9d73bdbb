"""What must not be forgotten: the oldest first, each leads to what it is about; and the way to all of it."""

from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from dinsos_desk.usecases.obligations.tickler import TicklerView
from ui.models.columns import ColumnSpec, Line
from ui.models.rows_model import RowsModel
from ui.requests.words import day_words
from ui.theme import Theme, Tone
from ui.tickler.words import count_words
from ui.widgets.buttons import LinkButton
from ui.widgets.card import Card
from ui.widgets.table import QueueList

_ROW = 50


class ReportsCard(Card):
    """Obligations of services and reminders made by hand that are overdue or near."""

    wanted = Signal(object)
    """A ``TicklerView``."""
    all_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__("Tindak lanjut", name="kartu_tindak_lanjut", parent=parent)
        self._theme = theme
        self._today = date.min
        column = ColumnSpec[TicklerView](
            "laporan",
            "Tindak lanjut",
            lambda view: view.text,
            stretch=True,
            lines=self._lines,
            tooltip=lambda view: "\n".join(part for part in (view.text, view.who, view.about) if part),
            typeahead=True,
        )
        self.model = RowsModel([column], identity=lambda view: view.key, parent=self)
        self.list = QueueList(theme, name="daftar_laporan", label="Tindak lanjut", lines=1)
        self.list.setProperty("framed", False)
        self.list.set_model(self.model, [column])
        self.list.row_activated.connect(self.wanted)
        self.list.clicked.connect(lambda index: self.wanted.emit(self.model.row(index.row())))
        self.all = LinkButton("Ctrl+J", name="semua_tindak_lanjut")
        self.all.setAccessibleName("Lihat semua tindak lanjut")
        self.all.setToolTip("Lihat semua tindak lanjut")
        self.all.clicked.connect(self.all_wanted)
        self.header.addWidget(self.all)
        self.layout().setContentsMargins(1, theme.px(6), 1, theme.px(4))
        self.layout().setSpacing(theme.px(2))
        self.header.setContentsMargins(theme.px(15), 0, theme.px(6), 0)
        self.body.addWidget(self.list, 1)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self.hide()

    def show_reports(self, reports: tuple[TicklerView, ...], today: date) -> None:
        """Show what is overdue or near."""
        self._today = today
        self.model.set_rows(reports)
        words = count_words(reports, today) or "tidak ada dalam waktu dekat"
        self.set_title(f"Tindak lanjut ({len(reports)})" if reports else "Tindak lanjut")
        self.title.setToolTip(words)
        self.setAccessibleName(f"Tindak lanjut: {words}")
        self.list.setVisible(bool(reports))
        self.show()

    def show_rows(self, most: int) -> None:
        """So many lines are seen without scrolling, or all where there are fewer."""
        self.list.setFixedHeight(self._theme.px(_ROW) * max(1, min(self.model.rowCount(), most)))

    def _lines(self, view: TicklerView) -> tuple[Line, ...]:
        late = view.due_on < self._today
        day = "hari ini" if view.due_on == self._today else day_words(view.due_on)
        words = " · ".join(part for part in (f"lewat {day}" if late else day, view.who) if part)
        return (Line(words, Tone.BAD if late else Tone.WARN),)
