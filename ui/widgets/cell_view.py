"""A table to type into, as it looks: marks at what is wrong, columns as wide as their kind."""

from PySide6.QtCore import Property, QModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from dinsos_desk.domain.fields import (
    ChoiceField,
    DateField,
    FieldBase,
    MoneyField,
    NikField,
    NumberField,
    TextField,
    YesNoField,
)
from ui.models.cells_model import CellsModel

_ROWS_SHOWN = 8
_LETTERS = {NikField: 19, DateField: 12, MoneyField: 13, NumberField: 9, YesNoField: 8}
_TEXT_LETTERS = 18
_CHOICE_LETTERS = 22
_MARK = 14


def choices_of(column: FieldBase) -> tuple[str, ...]:
    """The words one may choose from in a column; empty where one types freely."""
    if isinstance(column, ChoiceField):
        return tuple(choice.label for choice in column.choices)
    return ("Ya", "Tidak") if isinstance(column, YesNoField) else ()


def hint_of(column: FieldBase) -> str:
    """What stands in an empty cell."""
    if isinstance(column, DateField):
        return "hh/bb/tttt"
    return "Pilih atau ketik" if choices_of(column) else ""


class _CellPainter(QStyledItemDelegate):
    """A cell that is wrong has a ground of its own and a sign: colour alone says nothing."""

    def initStyleOption(self, option: QStyleOptionViewItem, index: QModelIndex) -> None:
        super().initStyleOption(option, index)
        option.state &= ~QStyle.StateFlag.State_HasFocus
        grid = self.parent()
        if isinstance(grid, CellView) and grid.cells.fault(index.row(), index.column()):
            option.backgroundBrush = QColor(grid.fault_ground)
            option.rect = option.rect.adjusted(0, 0, -_MARK, 0)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex) -> None:
        grid = self.parent()
        if isinstance(grid, CellView) and grid.cells.fault(index.row(), index.column()):
            rect = QRect(option.rect)
            painter.fillRect(rect, QColor(grid.fault_ground))
            super().paint(painter, option, index)
            painter.save()
            font = painter.font()
            font.setBold(True)
            painter.setFont(font)
            painter.setPen(QColor(grid.fault_colour))
            painter.drawText(
                rect.adjusted(0, 0, -6, 0), Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, "!"
            )
            painter.drawLine(rect.left(), rect.bottom(), rect.right(), rect.bottom())
            painter.restore()
        else:
            super().paint(painter, option, index)


class CellView(QTableView):
    """Shows the cells and takes no keys."""

    def __init__(self, cells: CellsModel, name: str, label: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.cells = cells
        self._bad, self._bad_soft = QColor(Qt.GlobalColor.red), QColor(Qt.GlobalColor.transparent)
        self.setObjectName(name)
        self.setAccessibleName(label)
        self.setProperty("cells", True)
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setTabKeyNavigation(False)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setWordWrap(False)
        self.setModel(cells)
        self.setItemDelegate(_CellPainter(self))
        self._dress_heads()
        for signal in (cells.modelReset, cells.rowsInserted, cells.rowsRemoved):
            signal.connect(self._fit_height)
        self._fit_height()

    def _get_bad(self) -> QColor:
        return self._bad

    def _set_bad(self, colour: QColor) -> None:
        self._bad = QColor(colour)

    def _get_ground(self) -> QColor:
        return self._bad_soft

    def _set_ground(self, colour: QColor) -> None:
        self._bad_soft = QColor(colour)

    fault_colour = Property(QColor, _get_bad, _set_bad)
    fault_ground = Property(QColor, _get_ground, _set_ground)

    def minimal_width(self) -> int:
        """The width below which columns have to be scrolled to."""
        return sum(self._least()) + self.verticalHeader().width() + 2 * self.frameWidth()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_widths()
        self._fit_height()

    def sizeHint(self) -> QSize:
        return QSize(240, self.height())

    def minimumSizeHint(self) -> QSize:
        return QSize(120, self.height())

    def _dress_heads(self) -> None:
        rows, head = self.verticalHeader(), self.horizontalHeader()
        height = self.fontMetrics().height() + 14
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(height)
        rows.setDefaultAlignment(Qt.AlignmentFlag.AlignCenter)
        rows.setFixedWidth(self.fontMetrics().horizontalAdvance("0000") + 12)
        rows.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        rows.setSectionsClickable(False)
        head.setHighlightSections(False)
        head.setSectionsClickable(False)
        head.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        head.setTextElideMode(Qt.TextElideMode.ElideRight)
        head.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setCornerButtonEnabled(False)

    def _least(self) -> list[int]:
        letter = self.fontMetrics().averageCharWidth()
        widths = []
        for number, column in enumerate(self.cells.field.columns):
            head = str(self.cells.headerData(number, Qt.Orientation.Horizontal))
            label = self.fontMetrics().horizontalAdvance(head) + 24
            widths.append(max(_letters(column) * letter + 16, min(label, 22 * letter)))
        return widths

    def _fit_widths(self) -> None:
        """Every column as wide as its kind; what is left goes to the texts."""
        widths = self._least()
        spare = self.viewport().width() - sum(widths)
        if spare > 0:
            columns = self.cells.field.columns
            texts = [n for n, c in enumerate(columns) if isinstance(c, TextField | ChoiceField)]
            takers = texts or list(range(len(columns)))
            for count, number in enumerate(takers):
                share = spare // (len(takers) - count)
                widths[number] += share
                spare -= share
        for number, width in enumerate(widths):
            self.setColumnWidth(number, width)

    def _fit_height(self) -> None:
        shown = max(2, min(self.cells.rowCount(), _ROWS_SHOWN))
        bar = self.horizontalScrollBar()
        wide = sum(self._least()) > self.viewport().width() > 0
        height = (
            self.horizontalHeader().sizeHint().height() + shown * self.verticalHeader().defaultSectionSize()
        )
        height += 2 * self.frameWidth() + (bar.sizeHint().height() if wide else 0)
        if height != self.height() or self.minimumHeight() != height:
            self.setFixedHeight(height)
            self.updateGeometry()


def _letters(column: FieldBase) -> int:
    if isinstance(column, ChoiceField):
        return min(_CHOICE_LETTERS, max(len(choice.label) for choice in column.choices) + 5)
    if isinstance(column, TextField):
        return min(_TEXT_LETTERS, column.max_length)
    return next((letters for kind, letters in _LETTERS.items() if isinstance(column, kind)), _TEXT_LETTERS)
