"""Whoever begins with a name where a NIK is asked means to search for it."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit


class NameBegun(QObject):
    """Hands the first letter typed into an empty ``line`` on to the search, and the cursor with it."""

    def __init__(self, line: QLineEdit, search: QLineEdit) -> None:
        super().__init__(line)
        self._line = line
        self._search = search
        line.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            event.type() == QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and not self._line.text()
            and not event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier
            and event.text().isalpha()
        ):
            self._search.setFocus(Qt.FocusReason.OtherFocusReason)
            self._search.setText(event.text())
            return True
        return super().eventFilter(watched, event)
