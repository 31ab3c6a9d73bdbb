"""A table over a paged list: sorted in its query by the headings, with columns and widths as one likes."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QAbstractItemModel, QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QResizeEvent
from PySide6.QtWidgets import QWidget

from ui.models.columns import ColumnSpec
from ui.models.paged_model import PagedModel
from ui.theme import Theme
from ui.widgets.table import Table

_AHEAD = 60
"""Rows below the last visible one at which the next page is fetched."""
_SETTLED_MS = 300
_NARROWEST = 40


class ListTable(Table):
    """A click on a heading sorts, a second one turns round; dragging its edge is a width that is kept."""

    sort_wanted = Signal(str, bool)
    """Sort key, and whether descending."""
    shares_width = False
    width_chosen = Signal(str, int)
    """Code of a column, and its width in pixels at 100%."""

    def __init__(self, theme: Theme, *, name: str, label: str, parent: QWidget | None = None) -> None:
        super().__init__(theme, name=name, label=label, parent=parent)
        self._sorted: tuple[str, bool] = ("", False)
        self._fitting = False
        self._dragged: tuple[str, int] | None = None
        head = self.horizontalHeader()
        head.setSectionsClickable(True)
        head.sectionClicked.connect(self._sort_by)
        head.sectionResized.connect(self._on_resized)
        head.viewport().installEventFilter(self)
        self._settled = QTimer(self, singleShot=True, interval=_SETTLED_MS)
        self._settled.timeout.connect(self._keep_width)
        self.verticalScrollBar().valueChanged.connect(self._fetch_ahead)

    def set_model(self, model: QAbstractItemModel, columns: Sequence[ColumnSpec[Any]]) -> None:
        super().set_model(model, columns)
        model.modelReset.connect(self._point)

    def set_columns(self, columns: Sequence[ColumnSpec[Any]]) -> None:
        """Show other columns of the same rows."""
        model = self.model()
        assert isinstance(model, PagedModel)
        self._specs = tuple(columns)
        self._fitting = True
        model.set_columns(self._specs)
        self._fitting = False
        self._fit()
        self._mark()

    def set_sort(self, key: str, descending: bool) -> None:
        """Say by what the rows are sorted."""
        self._sorted = (key, descending)
        self._mark()

    def left_out(self) -> tuple[str, ...]:
        """Titles of the columns that find no room now."""
        return tuple(spec.title for place, spec in enumerate(self._specs) if self.isColumnHidden(place))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fetch_ahead()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.MouseButtonRelease and self._dragged is not None:
            self._settled.start()
        return super().eventFilter(watched, event)

    def _fit(self) -> None:
        self._fitting = True
        super()._fit()
        self._fitting = False

    def _mark(self) -> None:
        head, (key, descending) = self.horizontalHeader(), self._sorted
        fits = [n for n, spec in enumerate(self._specs) if key and spec.sort_key == key]
        place = next((n for n in fits if self._specs[n].key == key), fits[0] if fits else -1)
        head.setSortIndicatorShown(place >= 0)
        order = Qt.SortOrder.DescendingOrder if descending else Qt.SortOrder.AscendingOrder
        head.setSortIndicator(place, order)

    def _sort_by(self, place: int) -> None:
        key = self._specs[place].sort_key
        if not key:
            self._mark()
            return
        known, descending = self._sorted
        self.sort_wanted.emit(key, not descending if key == known else False)

    def _on_resized(self, place: int, _before: int, width: int) -> None:
        dragging = bool(QGuiApplication.mouseButtons() & Qt.MouseButton.LeftButton)
        if not self._fitting and dragging and place < len(self._specs):
            self._dragged = (self._specs[place].key, max(width, self.theme.px(_NARROWEST)))

    def _keep_width(self) -> None:
        if self._dragged is None:
            return
        (code, width), self._dragged = self._dragged, None
        kept = round(width / self.theme.scale)
        self._specs = tuple(
            replace(spec, width=kept, least=min(spec.least_width(), kept)) if spec.key == code else spec
            for spec in self._specs
        )
        self._fit()
        self.width_chosen.emit(code, kept)

    def _fetch_ahead(self, *_: object) -> None:
        model = self.model()
        if model is None or not model.rowCount():
            return
        last = self.rowAt(self.viewport().height() - 1)
        if (last < 0 or last >= model.rowCount() - _AHEAD) and model.canFetchMore(self.rootIndex()):
            model.fetchMore(self.rootIndex())
