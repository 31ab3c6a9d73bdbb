"""The parts of a recap that are tables: each is asked for when it is first seen for a period."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QLabel, QStackedWidget

from dinsos_desk.db.queries.recaps.figures import Period
from dinsos_desk.documents.recaps.table import RecapSheet
from dinsos_desk.usecases.recaps.workbook import PARTS
from ui.context import Context
from ui.recaps.asker import Asker
from ui.recaps.figures import read_part
from ui.recaps.table_pane import TablePane


class TableParts(QObject):
    """``tables``: by part which of its tables was shown last."""

    behind_wanted = Signal(object, str)
    table_chosen = Signal(str, str)

    def __init__(self, context: Context, asker: Asker, stack: QStackedWidget, note: QLabel) -> None:
        super().__init__(asker)
        self._context, self._asker, self._stack, self._note = context, asker, stack, note
        self._sheets: dict[str, RecapSheet] = {}
        self._panes: dict[str, TablePane] = {}
        self.tables: dict[str, str] = {}

    def pane(self, code: str) -> TablePane:
        """The tables of a part, made when it is first shown."""
        if code not in self._panes:
            pane = TablePane(self._context.theme, code)
            pane.behind_wanted.connect(self.behind_wanted)
            pane.table_chosen.connect(lambda table: self.table_chosen.emit(code, table))
            pane.choose(self.tables.get(code, ""))
            self._panes[code] = pane
            self._stack.addWidget(pane)
        return self._panes[code]

    def forget(self) -> None:
        """The figures are those of another period, or something changed."""
        self._sheets.clear()
        self._asker.drop()

    def show_part(self, part: str, period: Period | None) -> None:
        """Show a part; None while the period itself is still being read."""
        pane = self.pane(part)
        self._stack.setCurrentWidget(pane)
        sheet = self._sheets.get(part)
        if sheet is not None:
            pane.show_sheet(sheet)
            self._note.setText(" ".join(sheet.notes))
            return
        words = f"Menghitung {PARTS[part][0]}"
        self._note.setText(f"{words} …")
        if period is None:
            return
        desk, actor = self._context.desk, self._context.actor

        def show(made: RecapSheet) -> None:
            self._sheets[part] = made
            if self._stack.currentWidget() is pane:
                self.show_part(part, period)

        self._asker.ask(lambda report: read_part(desk, actor, period, part, report), show, words)
