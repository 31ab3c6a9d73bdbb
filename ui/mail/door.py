"""The way to incoming letters from the whole window: Ctrl+G, and how many dispositions wait for oneself."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QKeySequence, QShortcut

from dinsos_desk.usecases.mail.tasks import tasks_waiting
from ui import rooms

if TYPE_CHECKING:
    from ui.main_window import MainWindow

KEY = "Ctrl+G"


class MailDoor(QObject):
    """Counts anew after each change."""

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window = window
        QShortcut(QKeySequence(KEY), window).activated.connect(lambda: window.go(rooms.MAIL))
        events = window.context.events
        events.mail_changed.connect(self.ask)
        events.users_changed.connect(self.ask)
        self.ask()

    def ask(self) -> None:
        """Look how many dispositions wait for this user."""
        desk, actor = self._window.context.desk, self._window.context.actor
        self._window.context.tasks.run_read(
            lambda: tasks_waiting(desk.reader(), actor),
            lambda count: self._window.bar.set_counter(rooms.MAIL, count),
            owner=self,
        )
