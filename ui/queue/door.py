"""The way to the queue from the whole window: its place on the bar, how many wait, and F8."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtGui import QKeySequence, QShortcut

from dinsos_desk.db.queries.queue.day import waiting_count
from dinsos_desk.domain.routing import Role
from dinsos_desk.usecases.office.counters import queue_is_on
from ui import rooms
from ui.theme import Tone
from ui.widgets.banner import Banner

_OFF = "Kantor ini belum memakai nomor antrean."
_TURN_ON = f"{_OFF} Nyalakan pada Pengaturan › Meja depan › Antrean."
_ASK = f"{_OFF} Administrator dapat menyalakannya pada Pengaturan › Meja depan."
_SAID_MS = 15_000

if TYPE_CHECKING:
    from ui.main_window import MainWindow


class QueueDoor(QObject):
    """Open to a petugas while the office gives ticket numbers; it is asked again after each change.

    F8 leads into the room; inside it the next number is called.
    """

    def __init__(self, window: "MainWindow") -> None:
        super().__init__(window)
        self._window = window
        window.shut.add(rooms.QUEUE)
        self._button = window.bar.button(rooms.QUEUE)
        self._button.hide()
        self._may_turn_on = window.context.actor.may(Role.ADMIN)
        self.notice = Banner(window.context.theme, name="kabar_antrean_mati", parent=window)
        self.notice.link_clicked.connect(self._to_settings)
        window.notices.addWidget(self.notice)
        self._said = QTimer(self, singleShot=True, interval=_SAID_MS)
        self._said.timeout.connect(self.notice.clear)
        QShortcut(QKeySequence("F8"), window).activated.connect(self._pass)
        events = window.context.events
        events.settings_changed.connect(self.ask)
        events.queue_changed.connect(self.ask)
        events.request_changed.connect(self.ask)
        self.ask()

    def ask(self, *_: object) -> None:
        """Look whether the office uses the queue, and how long it is."""
        desk = self._window.context.desk

        def work() -> tuple[bool, int]:
            on = queue_is_on(desk.reader())
            today = desk.now().date()
            return on, desk.ask(lambda session: waiting_count(session, today)) if on else 0

        self._window.context.tasks.run_read(work, self._show, owner=self)

    def _show(self, found: tuple[bool, int]) -> None:
        window, (on, waiting) = self._window, found
        self._button.setVisible(on)
        window.bar.set_counter(rooms.QUEUE, waiting)
        if on:
            self.notice.clear()
            window.shut.discard(rooms.QUEUE)
            return
        window.shut.add(rooms.QUEUE)
        if window.current_key() == rooms.QUEUE:
            window.go(rooms.HOME)

    def _pass(self) -> None:
        window = self._window
        if window.current_key() == rooms.QUEUE:
            window.current_room().call_next()
        elif rooms.QUEUE in window.shut:
            words = _TURN_ON if self._may_turn_on else _ASK
            self.notice.say(Tone.INFO, words, "Buka Pengaturan" if self._may_turn_on else "")
            self._said.start()
        else:
            window.go(rooms.QUEUE)

    def _to_settings(self) -> None:
        self.notice.clear()
        self._window.go(rooms.SETTINGS)
