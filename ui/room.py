"""A room of the window: one page that the side bar opens."""

from PySide6.QtCore import Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QWidget

from ui.context import Context


class Room(QWidget):
    """Lays out and emits; the main window connects.

    ``request_wanted``: open the page of an application. ``intake_wanted``: open the wizard, with None for
    a new application, an application id (int) to complete or mend it, or a ``KeptDraft`` to go on with.
    ``list_wanted``: open the list of applications with a ``Filter``.
    """

    request_wanted = Signal(int)
    intake_wanted = Signal(object)
    list_wanted = Signal(object)
    person_wanted = Signal(int)
    """Show a person, by id."""
    complaint_wanted = Signal(object)
    """Show a complaint, by id (int), or begin one from a ``ui.complaints.start.Start``."""
    mail_wanted = Signal(object)
    """Show an incoming letter, by id (int), or with None what was disposed to this user."""
    room_wanted = Signal(str)
    """Enter another room, by its key."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self._first: QWidget | None = None

    def setFocusProxy(self, first: QWidget | None) -> None:
        """Where the cursor goes when the room takes the focus.

        Qt's own proxy is not used: with it Tab enters the room at the proxy and never reaches what
        stands before it.
        """
        self._first = first

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self._first is not None:
            self._first.setFocus(event.reason())

    def enter(self) -> None:
        """Called each time the room is shown: ask the database anew."""

    def may_leave(self) -> bool:
        """Whether the room can be left now; False keeps the window here."""
        return True

    def unsaved(self) -> bool:
        """Whether something typed could not be kept; asked before the program ends."""
        return False

    def main_action(self) -> None:
        """What Ctrl+Enter does here."""

    def step_back(self) -> bool:
        """What Esc does here; False when there is nothing to step back from."""
        return False
