"""How this user keeps the list of applications: which columns, how wide, and in which order."""

from dataclasses import replace

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QDialog, QWidget

from dinsos_desk.db.queries.requests.rows import Sort, SortKey
from dinsos_desk.usecases.requests.lists import Layout, keep_layout, layout_of
from ui.context import Context
from ui.requests.columns import every_column, request_columns
from ui.requests.columns_dialog import ColumnsDialog
from ui.requests.latest import Latest
from ui.requests.sort_menu import SortMenu
from ui.widgets.list_table import ListTable


class Arrangement(QObject):
    """Shows it on the table, and keeps every change of it."""

    sort_changed = Signal()
    """The list is to be asked anew, in another order."""

    def __init__(self, context: Context, table: ListTable, place: QWidget) -> None:
        super().__init__(place)
        self.layout = Layout()
        self._context = context
        self._table = table
        self._asking = Latest(context.tasks, self)
        self.sorting = SortMenu(table, place)
        self.sorting.chosen.connect(lambda sort: self._take(replace(self.layout, sort=sort)))
        table.sort_wanted.connect(
            lambda key, down: self._take(replace(self.layout, sort=Sort(SortKey(key), down)))
        )
        table.width_chosen.connect(self._take_width)

    def read(self) -> None:
        """Ask how this user keeps it; until then the list stands as usual."""
        desk, actor = self._context.desk, self._context.actor
        self._asking.ask(lambda: layout_of(desk.reader(), actor), self._show)

    def choose(self, parent: QWidget) -> None:
        """Let the user choose the columns."""
        dialog = ColumnsDialog(self._context.theme, every_column(self._context.desk.now), self.layout, parent)
        if dialog.exec() == QDialog.DialogCode.Accepted:
            self._take(dialog.chosen())
        dialog.deleteLater()

    def _show(self, layout: Layout) -> None:
        sort, self.layout = self.layout.sort, layout
        self._table.set_columns(request_columns(self._context.desk.now, layout.columns, layout.widths))
        self._table.set_sort(layout.sort.key, layout.sort.descending)
        self.sorting.set_sort(layout.sort)
        if sort != layout.sort:
            self.sort_changed.emit()

    def _take(self, layout: Layout) -> None:
        desk, actor = self._context.desk, self._context.actor
        self._asking.forget()
        self._show(layout)
        self._context.tasks.run_write(lambda: keep_layout(desk.uow(), actor, layout), owner=self)

    def _take_width(self, code: str, width: int) -> None:
        self._take(replace(self.layout, widths={**self.layout.widths, code: width}))
