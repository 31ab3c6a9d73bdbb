"""Our table: quiet rows, widths that fit the window, arrows, Enter, type-ahead, an empty state."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractItemModel, QElapsedTimer, QModelIndex, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QApplication, QHeaderView, QTableView, QWidget

from ui.delegates.cell import CellDelegate
from ui.delegates.two_line import TwoLineDelegate
from ui.models.columns import ColumnSpec, Role
from ui.theme import Theme
from ui.widgets.empty_state import EmptyState

_OWN = 5
"""A fifth of the width is the stretching column's alone."""
_MUCH = 1.2
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class Table(QTableView):
    """Give it a model of rows (or a proxy over one) and its column specs with ``set_model``."""

    row_activated = Signal(object)
    """Enter or a double click: the row object."""
    row_chosen = Signal(object)
    """The row under the cursor changed: the row object, None for none."""
    empty_action = Signal()

    shares_width = True
    """Whether columns grow beyond their hint on a wide screen; not where their widths are one's own."""

    def __init__(self, theme: Theme, *, name: str, label: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme = theme
        self._specs: tuple[ColumnSpec[Any], ...] = ()
        self._empty: EmptyState | None = None
        self._kept: Any = None
        self._was_empty = True
        self._typed = ""
        self._typed_at = QElapsedTimer()
        self.setObjectName(name)
        self.setAccessibleName(label)
        self.setItemDelegate(CellDelegate(theme, self))
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(theme.px(40))
        head = self.horizontalHeader()
        head.setHighlightSections(False)
        head.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        head.setMinimumSectionSize(theme.px(40))
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        head.setTextElideMode(Qt.TextElideMode.ElideRight)
        head.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.doubleClicked.connect(lambda index: self.row_activated.emit(index.data(Role.ROW)))

    def set_model(self, model: QAbstractItemModel, columns: Sequence[ColumnSpec[Any]]) -> None:
        """Show a model. The row under the cursor is found again when the rows are read anew."""
        self._specs = tuple(columns)
        self.setModel(model)
        model.modelAboutToBeReset.connect(self._keep)
        model.modelReset.connect(self._restore)
        for signal in (model.rowsInserted, model.rowsRemoved, model.modelReset, model.layoutChanged):
            signal.connect(self._show_empty)
        self.selectionModel().currentRowChanged.connect(self._tell_row)
        self._fit()
        self._show_empty()

    def set_empty(self, icon: str, sentence: str, action_label: str = "") -> None:
        """What to show instead of an empty list."""
        if self._empty is not None:
            self._empty.deleteLater()
        self._empty = EmptyState(self.theme, icon, sentence, action_label, self.viewport())
        self._empty.action.connect(self.empty_action)
        self._empty.setGeometry(self.viewport().rect())
        self._show_empty()

    def current_row(self) -> Any:
        """The row object under the cursor, None for none."""
        index = self.currentIndex()
        return index.data(Role.ROW) if index.isValid() else None

    def choose_row(self, number: int) -> None:
        """Put the cursor on a row."""
        model = self.model()
        if model is not None and 0 <= number < model.rowCount():
            self.setCurrentIndex(model.index(number, 0))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        row = self.current_row()
        if event.key() in _ENTER:
            if plain and row is not None:
                self.row_activated.emit(row)
            else:
                event.ignore()
        elif plain and event.key() == Qt.Key.Key_Home:
            self.choose_row(0)
        elif plain and event.key() == Qt.Key.Key_End and self.model() is not None:
            self.choose_row(self.model().rowCount() - 1)
        elif self._leaves_to_search(event):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def _leaves_to_search(self, event: QKeyEvent) -> bool:
        """A number is no name: it, or what a barcode reader types, belongs to the search of the window."""
        typing = self._typed_at.isValid() and self._typed_at.elapsed() <= self._patience()
        return self.hands_on_digits() and not typing and event.text().isdigit()

    def hands_on_digits(self) -> bool:
        """Whether a digit is left to the search of the window: one jumps here by names."""
        return any(spec.typeahead for spec in self._specs)

    @staticmethod
    def _patience() -> int:
        """How long after a key, in milliseconds, the next one still belongs to the same word."""
        return QApplication.keyboardInputInterval() * 2

    def keyboardSearch(self, search: str) -> None:
        """Jump to the row whose type-ahead column begins with (else contains) what is typed."""
        if not self._typed_at.isValid() or self._typed_at.elapsed() > self._patience():
            self._typed = ""
        self._typed_at.start()
        self._typed += search.casefold()
        model = self.model()
        if model is None or not model.rowCount():
            return
        place = next((i for i, spec in enumerate(self._specs) if spec.typeahead), 0)
        texts = [
            str(model.index(number, place).data() or "").casefold() for number in range(model.rowCount())
        ]
        start = max(self.currentIndex().row(), 0)
        start += len(self._typed) == 1 and self.currentIndex().isValid()
        order = [(start + step) % len(texts) for step in range(len(texts))]
        begins = (number for number in order if texts[number].startswith(self._typed))
        contains = (number for number in order if self._typed in texts[number])
        found = next(begins, next(contains, None))
        if found is not None:
            self.choose_row(found)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The cursor stands on a row before Qt sees the focus: Qt's own choice would stand there unseen."""
        if not self.currentIndex().isValid():
            self.choose_row(0)
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()
        if self._empty is not None:
            self._empty.setGeometry(self.viewport().rect())

    def _fit(self) -> None:
        """Hints where they fit and the rest to the stretching column; else leave out, then narrow."""
        room = self.viewport().width()
        if not self._specs or room <= 0:
            return
        shown = self._shown(room)
        for number, spec in enumerate(self._specs):
            self.setColumnHidden(number, spec not in shown)
        for number, width in zip(map(self._specs.index, shown), self._widths(shown, room), strict=True):
            self.setColumnWidth(number, width)

    def _shown(self, room: int) -> list[ColumnSpec[Any]]:
        shown, px = list(self._specs), self.theme.px
        while sum(px(spec.least_width()) for spec in shown) > room and any(spec.drop for spec in shown):
            shown.remove(max(shown, key=lambda spec: spec.drop))
        return shown

    def _widths(self, shown: Sequence[ColumnSpec[Any]], room: int) -> list[int]:
        widths = [self.theme.px(spec.width) for spec in shown]
        least = [self.theme.px(spec.least_width()) for spec in shown]
        missing = sum(widths) - room
        if missing <= 0:
            stretch = next((i for i, spec in enumerate(shown) if spec.stretch), len(shown) - 1)
            shares = self._shares(widths, least, stretch, -missing - room // _OWN)
            widths = [width + share for width, share in zip(widths, shares, strict=True)]
            widths[stretch] += room - sum(widths)
            return widths
        slack = sum(widths) - sum(least)
        if missing <= slack:
            return [w - -(-(w - m) * missing // slack) for w, m in zip(widths, least, strict=True)]
        return [width * room // sum(least) for width in least]

    def _shares(self, widths: Sequence[int], least: Sequence[int], stretch: int, spare: int) -> list[int]:
        """On a wide screen half of what is left over goes to those columns that may be much shorter."""
        elastic = [
            width if place != stretch and width > _MUCH * lowest else 0
            for place, (width, lowest) in enumerate(zip(widths, least, strict=True))
        ]
        if spare <= 0 or not any(elastic) or not self.shares_width:
            return [0] * len(widths)
        return [min(width, spare * width // sum(elastic) // 2) for width in elastic]

    def _tell_row(self, current: QModelIndex) -> None:
        self.row_chosen.emit(current.data(Role.ROW) if current.isValid() else None)

    def _keep(self) -> None:
        self._kept = self._identity(self.current_row())
        self._was_empty = self.model().rowCount() == 0

    def _restore(self) -> None:
        kept, self._kept = self._kept, None
        model = self.model()
        if self._was_empty:
            self._point()
        if kept is None or model is None:
            return
        for number in range(model.rowCount()):
            if self._identity(model.index(number, 0).data(Role.ROW)) == kept:
                self.choose_row(number)
                return

    def _point(self) -> None:
        """Rows that came after the cursor did: it stands on the first."""
        if self.hasFocus() and not self.currentIndex().isValid():
            self.choose_row(0)

    def _identity(self, row: Any) -> Any:
        model = self.model()
        source = getattr(model, "sourceModel", None)
        identify = getattr(source() if source is not None else model, "identity", None)
        return identify(row) if identify is not None and row is not None else None

    def _show_empty(self) -> None:
        if self._empty is not None:
            model = self.model()
            loading = getattr(model, "loading", False)
            self._empty.setVisible(model is not None and model.rowCount() == 0 and not loading)


class QueueList(Table):
    """A narrow list of cases: one column, a bold name with lines under it, no header."""

    def __init__(
        self, theme: Theme, *, name: str, label: str, lines: int = 2, parent: QWidget | None = None
    ) -> None:
        super().__init__(theme, name=name, label=label, parent=parent)
        self.setItemDelegate(TwoLineDelegate(theme, self))
        self.horizontalHeader().hide()
        self.setProperty("framed", True)
        self.verticalHeader().setDefaultSectionSize(theme.px(34 + 16 * lines))
