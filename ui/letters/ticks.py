"""Which letters are ticked for one run: Space, Shift with the arrows, Ctrl+A for all that were found."""

from collections.abc import Sequence

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut

from dinsos_desk.db.queries.letters import LetterRow
from ui.models.columns import ColumnSpec
from ui.widgets.table import Table


class Ticks(QObject):
    """The ticked letters in the order they were ticked; they stay when the list is read anew."""

    changed = Signal()
    all_wanted = Signal()
    """Ctrl+A: every letter that the search finds, read by whoever knows the search."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._ticked: dict[int, LetterRow] = {}
        self._table: Table | None = None

    def column(self) -> ColumnSpec[LetterRow]:
        """The narrow column that shows a tick."""
        return ColumnSpec("pilih", "", lambda row: "✓" if row.id in self._ticked else "", width=26, least=26)

    def watch(self, table: Table) -> None:
        """Take the keys of the list."""
        self._table = table
        for keys, act in (
            (QKeySequence(Qt.Key.Key_Space), self._toggle),
            (QKeySequence("Shift+Down"), lambda: self._spread(1)),
            (QKeySequence("Shift+Up"), lambda: self._spread(-1)),
            (QKeySequence(QKeySequence.StandardKey.SelectAll), self.all_wanted.emit),
        ):
            shortcut = QShortcut(keys, table)
            shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
            shortcut.activated.connect(act)

    def rows(self) -> tuple[LetterRow, ...]:
        """What is ticked."""
        return tuple(self._ticked.values())

    def tick(self, rows: Sequence[LetterRow]) -> None:
        """Tick these too."""
        self._ticked |= {row.id: row for row in rows}
        self._tell()

    def untick(self, rows: Sequence[LetterRow]) -> None:
        """These are ticked no more."""
        gone = {row.id for row in rows}
        self._ticked = {key: row for key, row in self._ticked.items() if key not in gone}
        self._tell()

    def clear(self) -> None:
        """Take all ticks away."""
        self._ticked = {}
        self._tell()

    def _toggle(self) -> None:
        row = self._current()
        if row is None:
            return
        if self._ticked.pop(row.id, None) is None:
            self._ticked[row.id] = row
        self._tell()

    def _spread(self, direction: int) -> None:
        if self._table is None:
            return
        begun = self._current()
        self._table.choose_row(self._table.currentIndex().row() + direction)
        there = self._current()
        self.tick([one for one in (begun, there) if one is not None])

    def _current(self) -> LetterRow | None:
        row: LetterRow | None = self._table.current_row() if self._table is not None else None
        return row

    def _tell(self) -> None:
        if self._table is not None:
            self._table.viewport().update()
        self.changed.emit()
