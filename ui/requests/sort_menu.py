"""The order of the list by keys: a menu of what it can be sorted by, and of the two ways to go."""

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QAction, QActionGroup, QKeySequence, QShortcut
from PySide6.QtWidgets import QMenu, QWidget

from dinsos_desk.db.queries.requests.rows import Sort, SortKey
from ui.requests.columns_dialog import SORT_WORDS
from ui.widgets.list_table import ListTable

_LETTERS = {
    SortKey.RECEIVED: "&Waktu diterima",
    SortKey.NAME: "&Nama",
    SortKey.DUE: "&Tenggat",
    SortKey.SERVICE: "&Layanan",
    SortKey.STATE: "&Status",
    SortKey.STAGE: "Ta&hap",
    SortKey.OFFICER: "&Petugas",
    SortKey.VILLAGE: "&Desa/kelurahan",
    SortKey.DISTRICT: "&Kecamatan",
}


class SortMenu(QMenu):
    """Alt+U, a letter; the same once more turns round, as a second click on a heading does."""

    chosen = Signal(object)
    """The ``Sort`` that is wanted."""

    def __init__(self, table: ListTable, place: QWidget) -> None:
        super().__init__(place)
        self.setObjectName("menu_urutan")
        self.setAccessibleName("Urutkan menurut")
        self._table = table
        self._sort = Sort()
        self.by_key: dict[SortKey, QAction] = {}
        what = QActionGroup(self)
        for key, label in _LETTERS.items():
            action = self.addAction(label)
            action.setCheckable(True)
            action.setActionGroup(what)
            action.triggered.connect(lambda _=False, key=key: self._choose(key))
            self.by_key[key] = action
        self.addSeparator()
        ways = QActionGroup(self)
        self.up, self.down = (self.addAction("") for _ in range(2))
        for action, descending in ((self.up, False), (self.down, True)):
            action.setCheckable(True)
            action.setActionGroup(ways)
            action.triggered.connect(
                lambda _=False, turned=descending: self.chosen.emit(Sort(self._sort.key, turned))
            )
        keys = QShortcut(QKeySequence("Alt+U"), place)
        keys.activated.connect(self.open)

    def set_sort(self, sort: Sort) -> None:
        """Mark the order the list has now."""
        self._sort = sort
        self.by_key[sort.key].setChecked(True)
        _, up, down = SORT_WORDS[sort.key]
        self.up.setText(f"↑  {up.capitalize() if up[1:2] != ' ' else up}")
        self.down.setText(f"↓  {down.capitalize() if down[1:2] != ' ' else down}")
        (self.down if sort.descending else self.up).setChecked(True)

    def open(self) -> None:
        """Come up under the headings, on what the list is sorted by."""
        head = self._table.horizontalHeader()
        self.popup(head.mapToGlobal(QPoint(0, head.height())))
        self.setActiveAction(self.by_key[self._sort.key])

    def _choose(self, key: SortKey) -> None:
        turned = not self._sort.descending if key is self._sort.key else False
        self.chosen.emit(Sort(key, turned))
