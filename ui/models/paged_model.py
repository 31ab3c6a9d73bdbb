"""Rows that come page by page from a query, for lists too long to load whole."""

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from PySide6.QtCore import QModelIndex, QObject, Qt, Signal

from ui.models.columns import ColumnSpec
from ui.models.rows_model import Index, RowsModel
from ui.tasks import Tasks

R = TypeVar("R")
_ROOT = QModelIndex()


@dataclass(frozen=True)
class PageRequest(Generic[R]):
    """Which page: the rows after ``after`` (keyset) or from ``offset`` on, at most ``limit``."""

    after: R | None
    offset: int
    limit: int


PageSource = Callable[[PageRequest[R]], Sequence[R]]


class PagedModel(RowsModel[R]):
    """A ``RowsModel`` that fetches the next page when the view nears the end.

    ``source`` runs off the window's thread through ``tasks`` (at once when there is none, as in a
    test); a page shorter than asked is the last. Sorting belongs to the query: ``sort_requested`` says
    which ``sort_key`` a person clicked, and the page answers with ``set_source``.
    """

    sort_requested = Signal(str, bool)
    """Sort key, and whether descending."""
    loading_changed = Signal(bool)

    def __init__(
        self,
        columns: Sequence[ColumnSpec[R]],
        source: PageSource[R] | None = None,
        tasks: Tasks | None = None,
        *,
        identity: Callable[[R], Hashable] | None = None,
        page_size: int = 100,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(columns, (), identity, parent)
        self._source = source
        self._tasks = tasks
        self._page_size = page_size
        self._generation = 0
        self._loading = False
        self._last: R | None = None
        self._complete = source is None
        self._failed = False

    @property
    def loading(self) -> bool:
        """Whether a page is on its way."""
        return self._loading

    @property
    def complete(self) -> bool:
        """Whether the last page has come."""
        return self._complete

    def set_source(self, source: PageSource[R]) -> None:
        """Show another query from its first page."""
        self._source = source
        self._start(self._page_size)

    def reload(self) -> None:
        """Ask again from the first page, as long as the list is now; it stays until the answer comes."""
        self._start(max(self._page_size, len(self._rows)))

    def set_columns(self, columns: Sequence[ColumnSpec[R]]) -> None:
        """Show the same rows in other columns."""
        self.beginResetModel()
        self.columns = tuple(columns)
        self.endResetModel()

    def canFetchMore(self, parent: Index = _ROOT) -> bool:
        return not (parent.isValid() or self._loading or self._complete or self._failed)

    def fetchMore(self, parent: Index = _ROOT) -> None:
        if self.canFetchMore(parent):
            self._load(PageRequest(self._last, len(self._rows), self._page_size), self._append)

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        if 0 <= column < len(self.columns) and self.columns[column].sort_key:
            self.sort_requested.emit(self.columns[column].sort_key, order == Qt.SortOrder.DescendingOrder)

    def _start(self, limit: int) -> None:
        self._generation += 1
        self._complete = self._source is None
        self._failed = False
        self._load(PageRequest(None, 0, limit), self.set_rows)

    def _load(self, request: PageRequest[R], take: Callable[[Sequence[R]], None]) -> None:
        source, generation = self._source, self._generation
        if source is None:
            return

        def done(rows: Sequence[R]) -> None:
            if generation == self._generation:
                self._complete = len(rows) < request.limit
                self._last = rows[-1] if rows else None
                self._set_loading(False)
                take(rows)

        def failed(error: Exception) -> None:
            if generation == self._generation:
                self._failed = True
                self._set_loading(False)
            if self._tasks is not None:
                self._tasks.failure.emit(error)

        self._set_loading(True)
        if self._tasks is None:
            done(source(request))
        else:
            self._tasks.run_read(lambda: source(request), done, failed, owner=self)

    def _append(self, rows: Sequence[R]) -> None:
        """A row that moved on between two pages is not shown twice."""
        if self._identity is not None:
            known = set(self._ids(self._rows))
            rows = [row for row in rows if self.identity(row) not in known]
        if rows:
            first = len(self._rows)
            self.beginInsertRows(QModelIndex(), first, first + len(rows) - 1)
            self._rows.extend(rows)
            self.endInsertRows()

    def _set_loading(self, loading: bool) -> None:
        if loading != self._loading:
            self._loading = loading
            self.loading_changed.emit(loading)
