"""The line that wanders over a grid: it holds the text of one cell, and the list of its choices."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QCompleter, QLineEdit, QListView, QWidget

from dinsos_desk.domain.fields import FieldBase
from ui.widgets.cell_view import choices_of, hint_of

ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class CellLine(QLineEdit):
    """``take_key`` hears each key before the line does, save those of the open list, and may end it there."""

    picked = Signal(str)
    """A choice of the list was taken."""
    went_on = Signal()
    """Enter or Tab in the open list: on to the next cell."""
    focus_going = Signal(object)
    """A ``QFocusEvent``, before the line itself hears of it."""

    def __init__(self, name: str, take_key: Callable[[QKeyEvent], bool], parent: QWidget) -> None:
        super().__init__(parent)
        self._take_key = take_key
        self._completers: dict[int, QCompleter] = {}
        self.setObjectName(name)
        self.setProperty("cell", True)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setFrame(False)
        self.hide()

    def show_cell(self, place: int, column: FieldBase, text: str) -> None:
        """Stand for a cell of the column at ``place``."""
        self.setText(text)
        self.setCompleter(self._completer(place, column))
        self.setPlaceholderText(hint_of(column))

    def show_choices(self) -> bool:
        """Open the list of all choices; False where one types freely."""
        completer = self.completer()
        if completer is None:
            return False
        completer.setCompletionPrefix("")
        completer.complete()
        return True

    def at_edge(self, end: int) -> bool:
        """Whether an arrow would leave the text: at its end, or while the whole cell is marked."""
        text = self.text()
        if self.hasSelectedText():
            return self.selectedText() == text
        return self.cursorPosition() == (len(text) if end else 0)

    def event(self, event: QEvent) -> bool:
        pressed = event.type() == QEvent.Type.KeyPress and not self._lists()
        if pressed and isinstance(event, QKeyEvent) and self._take_key(event):
            return True
        if event.type() == QEvent.Type.FocusOut and isinstance(event, QFocusEvent):
            self.focus_going.emit(event)
        return super().event(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter or Tab in the open list takes the marked choice, else the first, and goes on."""
        if not isinstance(watched, QListView) or event.type() != QEvent.Type.KeyPress:
            return False
        if not isinstance(event, QKeyEvent) or event.key() not in (*ENTER, Qt.Key.Key_Tab):
            return False
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            return False
        index = watched.currentIndex()
        index = index if index.isValid() else watched.model().index(0, 0)
        watched.hide()
        if index.isValid():
            self.setText(str(index.data()))
            self.picked.emit(str(index.data()))
        self.went_on.emit()
        return True

    def _lists(self) -> bool:
        """Whether the list of choices is open: it shows its keys to the line before it uses them."""
        completer = self.completer()
        return completer is not None and completer.popup().isVisible()

    def _completer(self, place: int, column: FieldBase) -> QCompleter | None:
        choices = choices_of(column)
        if not choices:
            return None
        if place not in self._completers:
            # Not the line's own: a line deletes its own completer when it is given another one.
            completer = QCompleter(list(choices), self.parent())
            completer.setFilterMode(Qt.MatchFlag.MatchContains)
            completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
            popup = QListView()
            popup.setProperty("popup", True)
            completer.setPopup(popup)
            popup.installEventFilter(self)
            completer.activated.connect(self.picked)
            self._completers[place] = completer
        return self._completers[place]


def only_choice(column: FieldBase, text: str) -> str:
    """The one choice that begins like this; empty for none or several."""
    typed = text.strip().casefold()
    fitting = [choice for choice in choices_of(column) if choice.casefold().startswith(typed)]
    return fitting[0] if typed and len(fitting) == 1 else ""
