"""The rows of a table on a page: to be read, and copied to Excel."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QSize,
    Qt,
)
from PySide6.QtGui import QFocusEvent, QGuiApplication, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView, QWidget

from dinsos_desk.usecases.requests.lines import RowsView

Index = QModelIndex | QPersistentModelIndex
_ROWS_SHOWN = 8
_MOST_LETTERS = 26
_LOOKED_AT = 60
_NOWHERE = QModelIndex()


class RowsViewModel(QAbstractTableModel):
    """Headings and rows that never change."""

    def __init__(self, shown: RowsView) -> None:
        super().__init__()
        self.shown = shown

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.shown.rows)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.shown.headings)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if index.isValid() and role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return self.shown.rows[index.row()][index.column()]
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return None
        if orientation == Qt.Orientation.Vertical:
            return str(section + 1)
        return self.shown.headings[section] if section < len(self.shown.headings) else None


class RowsTable(QTableView):
    """As high as eight rows at most; arrows move, Ctrl+C copies the marked rows, Tab goes on."""

    def __init__(self, shown: RowsView, label: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(label)
        self.setObjectName("tabel_isian")
        self.setProperty("cells", True)
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setCornerButtonEnabled(False)
        model = RowsViewModel(shown)
        model.setParent(self)
        self.setModel(model)
        self._least = [_width(self, shown, number) for number in range(len(shown.headings))]
        rows, head = self.verticalHeader(), self.horizontalHeader()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(self.fontMetrics().height() + 10)
        rows.setDefaultAlignment(Qt.AlignmentFlag.AlignCenter)
        rows.setFixedWidth(self.fontMetrics().horizontalAdvance("0" * len(str(len(shown.rows)))) + 20)
        head.setHighlightSections(False)
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        head.setTextElideMode(Qt.TextElideMode.ElideRight)
        for header in (rows, head):
            header.setSectionsClickable(False)
            header.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            QGuiApplication.clipboard().setText(self._marked())
        elif (
            event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape) or event.text().isalnum()
        ):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.currentIndex().isValid():
            flag = QItemSelectionModel.SelectionFlag
            self.selectionModel().setCurrentIndex(self.model().index(0, 0), flag.ClearAndSelect | flag.Rows)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.ActiveWindowFocusReason:
            self.clearSelection()
            self.setCurrentIndex(QModelIndex())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def sizeHint(self) -> QSize:
        return QSize(240, self.height())

    def minimumSizeHint(self) -> QSize:
        return QSize(120, self.height())

    def _marked(self) -> str:
        model = self.model()
        assert isinstance(model, RowsViewModel)
        rows = sorted({index.row() for index in self.selectionModel().selectedRows()})
        lines: Sequence[tuple[str, ...]] = [model.shown.rows[row] for row in rows] or model.shown.rows
        return "\n".join("\t".join(cells) for cells in lines)

    def _fit(self) -> None:
        room, widths = self.viewport().width(), list(self._least)
        spare = room - sum(widths)
        if spare > 0:
            widths = [width + spare * width // sum(self._least) for width in widths]
        for number, width in enumerate(widths):
            self.setColumnWidth(number, width)
        shown = min(self.model().rowCount(), _ROWS_SHOWN)
        bar = self.horizontalScrollBar().sizeHint().height() if spare < 0 < room else 0
        height = (
            self.horizontalHeader().sizeHint().height() + shown * self.verticalHeader().defaultSectionSize()
        )
        height += 2 * self.frameWidth() + bar
        if height != self.height() or self.minimumHeight() != height:
            self.setFixedHeight(height)
            self.updateGeometry()


def _width(table: QTableView, shown: RowsView, number: int) -> int:
    metrics = table.fontMetrics()
    texts = [shown.headings[number], *(row[number] for row in shown.rows[:_LOOKED_AT])]
    widest = max(metrics.horizontalAdvance(text) for text in texts)
    return min(widest, metrics.averageCharWidth() * _MOST_LETTERS) + 28
