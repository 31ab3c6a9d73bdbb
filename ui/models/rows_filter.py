"""The one filter proxy: sorts by the sort role, filters by words or by a condition."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QSortFilterProxyModel, Qt

from ui.models.columns import Role


class RowsFilter(QSortFilterProxyModel):
    """Put before a ``RowsModel``; a paged list sorts and filters in its query instead.

    Its parent is the view or the page, never its own source model: with the source as parent PySide6
    6.11.3 crashed in the garbage collector after both were dropped (measured).
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._words: tuple[str, ...] = ()
        self._accepts: Callable[[Any], bool] | None = None
        self.setSortRole(Role.SORT)

    def set_words(self, text: str) -> None:
        """Keep rows in which every word stands in some column."""
        self._change(lambda: setattr(self, "_words", tuple(text.casefold().split())))

    def set_condition(self, accepts: Callable[[Any], bool] | None) -> None:
        """Keep rows for which ``accepts(row)`` is true; None keeps all."""
        self._change(lambda: setattr(self, "_accepts", accepts))

    def _change(self, change: Callable[[], None]) -> None:
        self.beginFilterChange()
        change()
        self.endFilterChange(QSortFilterProxyModel.Direction.Rows)

    def lessThan(
        self, left: QModelIndex | QPersistentModelIndex, right: QModelIndex | QPersistentModelIndex
    ) -> bool:
        first, second = left.data(Role.SORT), right.data(Role.SORT)
        if first is None or second is None:
            return first is None and second is not None
        return bool(first < second)

    def filterAcceptsRow(self, source_row: int, source_parent: QModelIndex | QPersistentModelIndex) -> bool:
        model = self.sourceModel()
        first = model.index(source_row, 0, source_parent)
        if self._accepts is not None and not self._accepts(first.data(Role.ROW)):
            return False
        if not self._words:
            return True
        cells = (model.index(source_row, column, source_parent) for column in range(model.columnCount()))
        text = " ".join(str(cell.data(Qt.ItemDataRole.AccessibleTextRole) or "") for cell in cells).casefold()
        return all(word in text for word in self._words)
