"""The grid one types a table into: one line wanders from cell to cell, always ready for the next key."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QFocusEvent, QGuiApplication, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QCompleter, QLineEdit, QListView, QWidget

from ui.models.cells_model import CellsModel
from ui.models.pasted_rows import PasteRefused
from ui.widgets.cell_view import CellView, choices_of, hint_of

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_PAGE = 8
Mod = Qt.KeyboardModifier


class _Ear(QObject):
    """Hears what comes to the line and to the lists of choices before they do."""

    def __init__(self, grid: "CellGrid") -> None:
        super().__init__(grid)
        self._grid = grid

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        return self._grid.take(watched, event)


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
        self.line = QLineEdit(self.viewport())
        self.line.setObjectName(f"{name}_sel")
        self.line.setProperty("cell", True)
        self.line.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.line.setFrame(False)
        self.line.hide()
        self.line.textEdited.connect(self._typed)
        self._ear = _Ear(self)
        self.line.installEventFilter(self._ear)
        self._completers: dict[int, QCompleter] = {}
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

    def take(self, watched: QObject, event: QEvent) -> bool:
        """An event of the line or of an open list of choices; whether it ends here."""
        if watched is self.line:
            if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
                return self._key(event)
            if event.type() == QEvent.Type.FocusOut and isinstance(event, QFocusEvent):
                self._focus_left(event)
        elif isinstance(watched, QListView) and event.type() == QEvent.Type.KeyPress:
            return isinstance(event, QKeyEvent) and self._key_in_list(watched, event)
        return False

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
            return self._show_choices()
        if mods == Mod.ControlModifier:
            return self._control_key(key)
        if mods == Mod.ControlModifier | Mod.ShiftModifier and key == Qt.Key.Key_Z:
            self.redo()
            return True
        return False

    def _plain_key(self, key: int) -> bool:
        row, place = self.place
        if key in _ENTER:
            self._step(True)
        elif key == Qt.Key.Key_Up and row > 0:
            self.go(row - 1, place)
        elif key == Qt.Key.Key_Down and row < self.cells.rowCount() - 1:
            self.go(row + 1, place)
        elif key == Qt.Key.Key_PageUp:
            self.go(row - _PAGE, place)
        elif key == Qt.Key.Key_PageDown:
            self.go(row + _PAGE, place)
        elif key == Qt.Key.Key_Left and place > 0 and self._at_edge(0):
            self.go(row, place - 1)
        elif key == Qt.Key.Key_Right and place < self.cells.columnCount() - 1 and self._at_edge(-1):
            self.go(row, place + 1)
        elif key == Qt.Key.Key_Delete and not self.line.text() and self.cells.is_blank(row):
            self.remove_row()
        elif key == Qt.Key.Key_Escape and self.line.text() != self._start:
            self.cells.write(row, place, self._start, self._session)
            self._open()
        elif key == Qt.Key.Key_F4:
            return self._show_choices()
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

    def _at_edge(self, end: int) -> bool:
        """Whether an arrow would leave the text: at its end, or while the whole cell is marked."""
        text = self.line.text()
        if self.line.hasSelectedText():
            return self.line.selectedText() == text
        return self.line.cursorPosition() == (len(text) if end else 0)

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
        self.line.setText(self._start)
        self.line.setCompleter(self._completer(place))
        self.line.setPlaceholderText(hint_of(column))
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

    # choices

    def _completer(self, place: int) -> QCompleter | None:
        choices = choices_of(self.cells.field.columns[place])
        if not choices:
            return None
        if place not in self._completers:
            completer = QCompleter(list(choices), self)
            completer.setFilterMode(Qt.MatchFlag.MatchContains)
            completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
            popup = QListView()
            popup.setProperty("popup", True)
            completer.setPopup(popup)
            popup.installEventFilter(self._ear)
            completer.activated.connect(self._typed)
            self._completers[place] = completer
        return self._completers[place]

    def _show_choices(self) -> bool:
        completer = self.line.completer()
        if completer is None:
            return False
        completer.setCompletionPrefix("")
        completer.complete()
        return True

    def _key_in_list(self, popup: QListView, event: QKeyEvent) -> bool:
        """Enter or Tab in the open list takes the marked choice, else the first, and goes on."""
        if event.key() not in (*_ENTER, Qt.Key.Key_Tab) or event.modifiers() & ~Mod.KeypadModifier:
            return False
        index = popup.currentIndex() if popup.currentIndex().isValid() else popup.model().index(0, 0)
        popup.hide()
        if index.isValid():
            self.line.setText(str(index.data()))
            self._typed(str(index.data()))
        self._step(True)
        return True

    def _complete(self, row: int, place: int) -> None:
        """Turn an unambiguous beginning into its choice."""
        typed = self.cells.cell(row, place).strip().casefold()
        fitting = [c for c in choices_of(self.cells.field.columns[place]) if c.casefold().startswith(typed)]
        if typed and len(fitting) == 1:
            self.cells.write(row, place, fitting[0], self._session)

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
