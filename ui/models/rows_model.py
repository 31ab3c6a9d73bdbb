"""The one table model: rows of any type, shown through column specs."""

from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from ui.models.columns import ColumnSpec, Role

R = TypeVar("R")
Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()


class RowsModel(QAbstractTableModel, Generic[R]):
    """Rows in memory. ``identity`` lets a view keep its place when the rows are read again."""

    def __init__(
        self,
        columns: Sequence[ColumnSpec[R]],
        rows: Iterable[R] = (),
        identity: Callable[[R], Hashable] | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self._rows: list[R] = list(rows)
        self._identity = identity

    def set_rows(self, rows: Iterable[R]) -> None:
        """Show other rows. The same rows in the same order are only repainted, so nothing jumps."""
        fresh = list(rows)
        if fresh and self._identity is not None and self._ids(fresh) == self._ids(self._rows):
            self._rows = fresh
            last = self.index(len(fresh) - 1, len(self.columns) - 1)
            self.dataChanged.emit(self.index(0, 0), last)
            return
        self.beginResetModel()
        self._rows = fresh
        self.endResetModel()

    def rows(self) -> tuple[R, ...]:
        """All rows that are loaded."""
        return tuple(self._rows)

    def row(self, number: int) -> R:
        """The row object at a row number."""
        return self._rows[number]

    def identity(self, row: R) -> Hashable | None:
        """What tells this row from others, or None when the model was not told."""
        return self._identity(row) if self._identity is not None else None

    def rowCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = 0) -> Any:
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(self.columns):
            return None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return self.columns[section].title
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self.columns[section].align
        return None

    def data(self, index: Index, role: int = 0) -> Any:
        if not index.isValid() or not index.row() < len(self._rows):
            return None
        column, row = self.columns[index.column()], self._rows[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return column.text(row)
        if role == Role.ROW:
            return row
        if role == Role.SORT:
            return column.sort(row) if column.sort else column.text(row).casefold()
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return column.align
        if role == Qt.ItemDataRole.ToolTipRole:
            return column.tooltip(row) if column.tooltip else None
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return self._spoken(column, row)
        return self._decoration(column, row, role)

    @staticmethod
    def _decoration(column: ColumnSpec[R], row: R, role: int) -> Any:
        if role == Role.BADGE:
            return column.badge(row) if column.badge else None
        if role == Role.TONE:
            return column.tone(row) if column.tone else None
        if role == Role.ICON:
            return column.icon(row) if column.icon else None
        if role == Role.LINES:
            return tuple(column.lines(row)) if column.lines else None
        if role == Role.BOLD:
            return column.bold
        if role == Role.MUTED:
            return column.muted
        return None

    @staticmethod
    def _spoken(column: ColumnSpec[R], row: R) -> str:
        parts = [column.text(row)]
        if column.lines:
            parts += [line.text for line in column.lines(row)]
        return ", ".join(part for part in parts if part)

    def _ids(self, rows: Iterable[R]) -> list[Hashable | None]:
        return [self.identity(row) for row in rows]
