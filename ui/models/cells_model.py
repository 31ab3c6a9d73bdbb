"""The rows of a table that is typed: texts as they stand, what is wrong with each, and the way back."""

from collections.abc import Callable, Sequence
from datetime import date
from itertools import accumulate
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt, Signal

from dinsos_desk.domain.faults import Fault, Refused
from dinsos_desk.domain.fields import ChoiceField, FieldBase, TableField, YesNoField
from dinsos_desk.messages import fault_sentence
from ui.models.pasted_rows import pasted_rows, refuse_unfitting
from ui.models.steps import Steps

Index = QModelIndex | QPersistentModelIndex
Row = tuple[str, ...]
_NOWHERE = QModelIndex()
# What ends a line for the reader of the text, and the tab that ends a cell.
_BREAKS = dict.fromkeys(map(ord, "\t\n\r\v\f\x1c\x1d\x1e\x85\u2028\u2029"), " ")


class CellsModel(QAbstractTableModel):
    """Texts by row and column; an empty row for the next entry always stands at the end."""

    edited = Signal()
    """A person changed something."""

    def __init__(self, field: TableField, today: Callable[[], date]) -> None:
        super().__init__()
        self.field = field
        self._today = today
        self._rows: list[Row] = []
        self._steps = Steps[list[Row]]()
        self._known: dict[tuple[int, str], str] = {}
        self._strict = False
        self._numbers: list[int | None] | None = None
        for signal in (self.modelReset, self.rowsInserted, self.rowsRemoved, self.dataChanged):
            signal.connect(self._recount)

    # text in, text out

    def text(self) -> str:
        """The rows as ``field.parse`` reads them; empty rows are left out."""
        return "\n".join("\t".join(row) for row in self._rows if not _is_blank(row))

    def set_text(self, text: str) -> None:
        """Show other rows; there is no way back beyond them."""
        self._steps.forget()
        self._show(self._rows_of(text))

    def in_words(self, text: str) -> str:
        """What ``text`` is once it was shown: the same rows, with the words of choices for their codes."""
        return "\n".join("\t".join(row) for row in self._rows_of(text) if not _is_blank(row))

    def filled(self) -> int:
        """How many rows hold anything."""
        return sum(not _is_blank(row) for row in self._rows)

    def cell(self, row: int, place: int) -> str:
        """The text of one cell."""
        return self._rows[row][place] if 0 <= row < len(self._rows) else ""

    def is_blank(self, row: int) -> bool:
        """Whether nothing stands in a row."""
        return row >= len(self._rows) or _is_blank(self._rows[row])

    def number(self, row: int) -> int | None:
        """The number of a row as faults count them; None for an empty one."""
        if self._numbers is None:
            counted = accumulate(int(not _is_blank(cells)) for cells in self._rows)
            self._numbers = [
                None if _is_blank(cells) else count for cells, count in zip(self._rows, counted, strict=True)
            ]
        return self._numbers[row] if row < len(self._numbers) else None

    # faults

    def set_strict(self, strict: bool) -> None:
        """Whether required cells that are empty are marked too: not while somebody is still typing."""
        if strict != self._strict:
            self._strict = strict
            self._repaint()

    def fault(self, row: int, place: int) -> str:
        """What is wrong with a cell, as a sentence; empty for nothing."""
        if self.is_blank(row):
            return ""
        column, text = self.field.columns[place], self.cell(row, place)
        if not text.strip():
            wanting = column.required and self._strict
            return fault_sentence(Fault("wajib_diisi", {"nama": column.label})) if wanting else ""
        key = (place, text)
        if key not in self._known:
            self._known[key] = self._judge(place, text)
        return self._known[key]

    def first_fault(self) -> tuple[int, int] | None:
        """The first cell that is wrong."""
        places = range(len(self.field.columns))
        return next(
            ((row, place) for row in range(len(self._rows)) for place in places if self.fault(row, place)),
            None,
        )

    # changes by a person

    def write(self, row: int, place: int, text: str, session: object = None) -> None:
        """Change one cell. All changes with the same ``session`` are one step for ``undo``."""
        text = text.translate(_BREAKS)
        if text == self.cell(row, place) or row > len(self._rows):
            return
        self._remember(session)
        if row == len(self._rows):
            self._append([self._shaped([])])
        cells = list(self._rows[row])
        cells[place] = text
        self._rows[row] = tuple(cells)
        self._tell(row, row)

    def tidy(self, row: int, place: int) -> None:
        """Rewrite a readable cell in the common form, as a step that belongs to the last one."""
        text, column = self.cell(row, place), self.field.columns[place]
        try:
            value = column.parse(text, self._today())
        except Refused:
            return
        shown = column.typed(value)
        if text != shown and row < len(self._rows):
            cells = list(self._rows[row])
            cells[place] = shown
            self._rows[row] = tuple(cells)
            self._tell(row, row)

    def remove(self, row: int) -> None:
        """Take a row out."""
        if row < len(self._rows):
            self._remember()
            self.beginRemoveRows(QModelIndex(), row, row)
            del self._rows[row]
            self.endRemoveRows()
            self._after()

    def paste(self, row: int, place: int, text: str) -> int:
        """Lay copied cells over the table from a cell on; returns how many rows that were.

        A first line that repeats the headings, and a first column that only counts, are passed over.

        Raises:
            PasteRefused: they are wider than what is left of the table, or far too many.
        """
        block = pasted_rows(text, [column.label for column in self.field.columns])
        if not block:
            return 0
        refuse_unfitting(block, len(self.field.columns) - place, whole=place == 0)
        self._remember()
        missing = min(row, len(self._rows)) + len(block) - len(self._rows)
        if missing > 0:
            self._append([self._shaped([])] * missing)
        for number, cells in enumerate(block, row):
            former = self._rows[number]
            self._rows[number] = self._worded((*former[:place], *cells, *former[place + len(cells) :]))
        self._tell(row, row + len(block) - 1)
        return len(block)

    def undo(self) -> bool:
        """Take the last step back; False when there is none."""
        return self._turn_to(self._steps.back(self._rows))

    def can_undo(self) -> bool:
        """Whether there is a step to take back."""
        return self._steps.can_go_back()

    def replace(self, text: str) -> None:
        """Put other rows in place of all, as one step that can be taken back."""
        self._remember()
        self._show(self._rows_of(text))
        self._after()

    def redo(self) -> bool:
        """Do again what ``undo`` took back."""
        return self._turn_to(self._steps.again(self._rows))

    # as a Qt model

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self._rows) + 1

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.field.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid():
            return None
        row, place = index.row(), index.column()
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole):
            return self.cell(row, place)
        if role == Qt.ItemDataRole.ToolTipRole:
            return self.fault(row, place) or self.cell(row, place) or None
        if role == Qt.ItemDataRole.AccessibleDescriptionRole:
            return self.fault(row, place)
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation == Qt.Orientation.Vertical:
            if role == Qt.ItemDataRole.DisplayRole:
                number = self.number(section)
                return "" if number is None else str(number)
            return None
        if section >= len(self.field.columns):
            return None
        column = self.field.columns[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return f"{column.label} *" if column.required else column.label
        if role == Qt.ItemDataRole.ToolTipRole:
            needed = "Wajib diisi" if column.required else ""
            return ". ".join(text for text in (column.label, column.help, needed) if text)
        return None

    # inside

    def _recount(self) -> None:
        self._numbers = None

    def _judge(self, place: int, text: str) -> str:
        try:
            self.field.columns[place].parse(text, self._today())
        except Refused as refusal:
            return fault_sentence(refusal.fault)
        return ""

    def _rows_of(self, text: str) -> list[Row]:
        lines = [line for line in text.splitlines() if line.strip()]
        return [self._worded(self._shaped(line.split("\t"))) for line in lines]

    def _worded(self, cells: Row) -> Row:
        """A code, as a draft or a copied list may hold it, becomes the word one chooses by."""
        columns = self.field.columns
        rest = cells[len(columns) :]
        return (*(_word_of(column, text) for column, text in zip(columns, cells, strict=False)), *rest)

    def _shaped(self, cells: Sequence[str]) -> Row:
        return (*cells, *[""] * (len(self.field.columns) - len(cells)))

    def _remember(self, session: object = None) -> None:
        self._steps.remember(list(self._rows), session)

    def _turn_to(self, rows: list[Row] | None) -> bool:
        if rows is None:
            return False
        self._show(list(rows))
        self._after()
        return True

    def _show(self, rows: list[Row]) -> None:
        self.beginResetModel()
        self._rows = rows
        self._numbers = None
        self.endResetModel()

    def _append(self, rows: Sequence[Row]) -> None:
        """The empty row at the end becomes the first of them: the cursor that stands there stays."""
        first = len(self._rows) + 1
        self.beginInsertRows(QModelIndex(), first, first + len(rows) - 1)
        self._rows.extend(rows)
        self.endInsertRows()

    def _tell(self, first: int, last: int) -> None:
        self.dataChanged.emit(self.index(first, 0), self.index(last, self.columnCount() - 1))
        self._after()

    def _after(self) -> None:
        self.headerDataChanged.emit(Qt.Orientation.Vertical, 0, self.rowCount() - 1)
        self.edited.emit()

    def _repaint(self) -> None:
        self.dataChanged.emit(self.index(0, 0), self.index(self.rowCount() - 1, self.columnCount() - 1))


def _word_of(column: FieldBase, text: str) -> str:
    if not text.strip() or not isinstance(column, ChoiceField | YesNoField):
        return text
    try:
        return column.typed(column.parse(text, date.min)) or text
    except Refused:
        return text


def _is_blank(row: Row) -> bool:
    return not any(cell.strip() for cell in row)
