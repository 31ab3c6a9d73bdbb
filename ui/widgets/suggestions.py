"""What is often answered, offered under a line while one types; anything else may be written too."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCompleter, QLineEdit, QListView

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class Suggestions(QObject):
    """Enter takes the marked answer, else the first that begins as typed; Tab keeps what was typed."""

    taken = Signal()
    """An answer was taken: the line holds it."""

    def __init__(self, line: QLineEdit, answers: Sequence[str]) -> None:
        super().__init__(line)
        self._line = line
        self._popup = QListView()
        self._popup.setProperty("popup", True)
        completer = QCompleter(list(answers), self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setPopup(self._popup)
        completer.activated.connect(lambda: self.taken.emit())
        self._popup.installEventFilter(self)
        line.setCompleter(completer)
        line.setToolTip("Jawaban yang sering: " + "; ".join(answers))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and event.key() in _ENTER:
            answer = self._chosen()
            self._popup.hide()
            if answer:
                self._line.setText(answer)
            self.taken.emit()
            return True
        return super().eventFilter(watched, event)

    def _chosen(self) -> str:
        index = self._popup.currentIndex()
        if index.isValid():
            return str(index.data())
        typed = self._line.text().casefold()
        model = self._popup.model()
        shown = (str(model.index(row, 0).data()) for row in range(model.rowCount()))
        return next((answer for answer in shown if answer.casefold().startswith(typed)), "")
