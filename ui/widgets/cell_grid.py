"""The grid one types a table into: one line wanders from cell to cell, always ready for the next key."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QGuiApplication, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QWidget

from ui.models.cells_model import CellsModel
from ui.models.pasted_rows import PasteRefused
from ui.widgets.cell_line import ENTER, CellLine, only_choice
from ui.widgets.cell_view import CellView

_PAGE = 8
Mod = Qt.KeyboardModifier


class CellGrid(CellView):
    """Tab and Enter go on, on an empty last row they leave; Ctrl+Tab always leaves."""

    left = Signal()
    """The focus went elsewhere."""
    leave_wanted = Signal(bool)
    """Go to the field after (True) or before this one."""
    said = Signal(str)
    """Something happened that one should read."""
    moved = Signal()
    """The cursor stands in another cell, or its cell changed."""

    def __init__(self, cells: CellsModel, name: str, label: str, parent: QWidget | None = None) -> None:
        super().__init__(cells, name, label, parent)
        self._session = object()
        self._start = ""
        self._leaving = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.line = CellLine(f"{name}_sel", self._key, self.viewport())
        self.line.textEdited.connect(self._typed)
        self.line.picked.connect(self._typed)
        self.line.went_on.connect(lambda: self._step(True))
        self.line.focus_going.connect(self._focus_left)
        cells.modelReset.connect(self._after_reset)

    # where one stands

    @property
    def place(self) -> tuple[int, int]:
        """Row and column of the cursor."""
        index = self.currentIndex()
        return (index.row(), index.column()) if index.isValid() else (0, 0)

    def go(self, row: int, place: int) -> None:
        """Put the cursor into a cell and take the keys."""
        row = max(0, min(row, self.cells.rowCount() - 1))
        place = max(0, min(place, self.cells.columnCount() - 1))
        if (row, place) != self.place:
            self.commit()
        self.setCurrentIndex(self.cells.index(row, place))
        self.scrollTo(self.currentIndex())
        self._open()

    def commit(self) -> None:
        """Bring the cell one stands in into the common form."""
        if self.line.isVisible():
            row, place = self.place
            self._complete(row, place)
            self.cells.tidy(row, place)

    def remove_row(self) -> None:
        """Take out the row one stands in."""
        row, place = self.place
        if row >= self.cells.rowCount() - 1:
            return
        number = self.cells.number(row)
        self.cells.remove(row)
        self.go(row, place)
        self.said.emit(f"Baris {number} dihapus. Ctrl+Z mengembalikannya." if number else "")

    def undo(self) -> None:
        """Take the last change back."""
        row, place = self.place
        done = self.cells.undo()
        self.go(row, place)
        self.said.emit("Perubahan terakhir dibatalkan." if done else "Tidak ada yang dapat dibatalkan.")

    def redo(self) -> None:
        """Do again what was taken back."""
        row, place = self.place
        self.cells.redo()
        self.go(row, place)

    def paste(self, text: str) -> None:
        """Lay copied cells over the table from the cursor on."""
        row, place = self.place
        try:
            count = self.cells.paste(row, place, text)
        except PasteRefused as refusal:
            self.said.emit(str(refusal))
            return
        self.go(row + count, 0)
        self.said.emit(f"{count} baris ditempel. Ctrl+Z membatalkan.")

    # keys

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self._leaving:
            wrong = self.cells.first_fault() if event.reason() == Qt.FocusReason.OtherFocusReason else None
            self.go(*(wrong or self.place))

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._focus_left(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        index = self.indexAt(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton:
            self.go(*((index.row(), index.column()) if index.isValid() else self.place))
        event.accept()

    def _key(self, event: QKeyEvent) -> bool:
        key, mods = event.key(), event.modifiers() & ~Mod.KeypadModifier
        if key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            back = key == Qt.Key.Key_Backtab or bool(mods & Mod.ShiftModifier)
            if mods & Mod.ControlModifier:
                self.leave(not back)
            else:
                self._step(not back)
            return True
        if mods == Mod.NoModifier:
            return self._plain_key(key)
        if mods == Mod.AltModifier and key == Qt.Key.Key_Down:
            return self.line.show_choices()
        if mods == Mod.ControlModifier:
            return self._control_key(key)
        if mods == Mod.ControlModifier | Mod.ShiftModifier and key == Qt.Key.Key_Z:
            self.redo()
            return True
        return False

    def _plain_key(self, key: int) -> bool:
        row, place = self.place
        if key in ENTER:
            self._step(True)
        elif key == Qt.Key.Key_Up and row > 0:
            self.go(row - 1, place)
        elif key == Qt.Key.Key_Down and row < self.cells.rowCount() - 1:
            self.go(row + 1, place)
        elif key == Qt.Key.Key_PageUp:
            self.go(row - _PAGE, place)
        elif key == Qt.Key.Key_PageDown:
            self.go(row + _PAGE, place)
        elif key == Qt.Key.Key_Left and place > 0 and self.line.at_edge(0):
            self.go(row, place - 1)
        elif key == Qt.Key.Key_Right and place < self.cells.columnCount() - 1 and self.line.at_edge(-1):
            self.go(row, place + 1)
        elif key == Qt.Key.Key_Delete and not self.line.text() and self.cells.is_blank(row):
            self.remove_row()
        elif key == Qt.Key.Key_Escape and self.line.text() != self._start:
            self.cells.write(row, place, self._start, self._session)
            self._open()
        elif key == Qt.Key.Key_F4:
            return self.line.show_choices()
        else:
            return False
        return True

    def _control_key(self, key: int) -> bool:
        if key == Qt.Key.Key_Delete:
            self.remove_row()
        elif key == Qt.Key.Key_Z:
            self.undo()
        elif key == Qt.Key.Key_Y:
            self.redo()
        elif key == Qt.Key.Key_Home:
            self.go(0, 0)
        elif key == Qt.Key.Key_End:
            self.go(self.cells.rowCount() - 1, 0)
        elif key == Qt.Key.Key_V:
            text = QGuiApplication.clipboard().text()
            if "\t" not in text and "\n" not in text.strip("\r\n"):
                return False
            self.paste(text)
        else:
            return False
        return True

    def _step(self, forward: bool) -> None:
        """To the next cell; out of the table at its ends and on an empty last row."""
        row, place = self.place
        last_row, last = self.cells.rowCount() - 1, self.cells.columnCount() - 1
        empty_end = row == last_row and not self.line.text().strip()
        if forward and empty_end and place in (0, last):
            self.leave(True)
        elif forward:
            self.commit()
            self.go(row + (place == last), 0 if place == last else place + 1)
        elif (row, place) == (0, 0):
            self.leave(False)
        else:
            self.go(row - (place == 0), last if place == 0 else place - 1)

    def leave(self, forward: bool) -> None:
        """Go to the field after or before this one."""
        self.commit()
        self._leaving = True
        self.setFocus(Qt.FocusReason.TabFocusReason)
        self.leave_wanted.emit(forward)
        self._leaving = False
        if self.hasFocus():
            self._open()

    # the line

    def _typed(self, text: str) -> None:
        row, place = self.place
        self.cells.write(row, place, text, self._session)
        self.moved.emit()

    def _open(self) -> None:
        """Bring the line to the cell under the cursor."""
        row, place = self.place
        self.setCurrentIndex(self.cells.index(row, place))
        column = self.cells.field.columns[place]
        self._session, self._start = object(), self.cells.cell(row, place)
        self.line.show_cell(place, column, self._start)
        self._follow()
        self.line.show()
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)
        self.line.selectAll()
        number = self.cells.number(row)
        where = f"baris {number}" if number else "baris baru"
        self.line.setAccessibleName(f"{column.label}, {where}")
        self.line.setAccessibleDescription(self.cells.fault(row, place))
        self.moved.emit()

    def _follow(self) -> None:
        if self.currentIndex().isValid():
            self.line.setGeometry(self.visualRect(self.currentIndex()))

    def _focus_left(self, event: QFocusEvent) -> None:
        if event.reason() in (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason):
            return
        self.commit()
        held = QApplication.focusWidget()
        if held is None or not (held is self.line or self.isAncestorOf(held)):
            self.line.hide()
            if held is not self:
                self.left.emit()

    def _after_reset(self) -> None:
        if self.line.hasFocus():
            self.go(0, 0)
        else:
            self.line.hide()

    def _complete(self, row: int, place: int) -> None:
        """Turn an unambiguous beginning into its choice."""
        whole = only_choice(self.cells.field.columns[place], self.cells.cell(row, place))
        if whole:
            self.cells.write(row, place, whole, self._session)

    # the line stays at its cell

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._follow()

    def updateGeometries(self) -> None:
        super().updateGeometries()
        self._follow()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        super().scrollContentsBy(dx, dy)
        self._follow()
