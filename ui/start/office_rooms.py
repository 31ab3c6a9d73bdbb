"""Making the rooms of an open office for whoever signed in, and writing down what the window did."""

from __future__ import annotations

from collections import deque
from contextlib import suppress
from itertools import groupby
from typing import TYPE_CHECKING

from PySide6.QtCore import QSettings, QTimer

from dinsos_desk.paths import DataPaths
from ui.events import Events
from ui.tasks import Tasks

if TYPE_CHECKING:
    from dinsos_desk.desk import Desk
    from dinsos_desk.usecases.actor import Actor
    from ui.main_window import MainWindow
    from ui.outputs import Outputs
    from ui.start.program import Program


class OfficeRooms:
    """What is handed to other programs is cleared when the program ends."""

    def __init__(self, settings: QSettings, paths: DataPaths) -> None:
        self._settings = settings
        self._paths = paths
        self._outputs: Outputs | None = None
        self.notes = DeedNotes()

    def make(
        self, program: Program, desk: Desk, actor: Actor, room: str = "", *, begins: bool = True
    ) -> MainWindow:
        """The window of an open office, at one of its rooms; heavy to import, so only now."""
        from ui.context import Context
        from ui.main_window import MainWindow
        from ui.outputs import Outputs, shared_folder

        if self._outputs is None:
            self._outputs = Outputs(self._settings, shared_folder(self._paths))
            self._outputs.handed_on.connect(program.note)
        context = Context(desk, actor, program.tasks, Events(program), self._outputs, program.theme)
        window = MainWindow(context, room, begins=begins)
        window.lock_wanted.connect(program.lock)
        window.sign_out_wanted.connect(program.sign_out)
        context.events.look_changed.connect(lambda: QTimer.singleShot(0, program.dress))
        return window

    def clear(self) -> None:
        """Take away what was written for other programs."""
        if self._outputs is not None:
            self._outputs.clear()


class DeedNotes:
    """Writes into the audit trail what a user did in the window. What comes while the writing thread is busy
    goes in one transaction: hundreds of letters that were saved in one go hold up no other save.
    """

    def __init__(self) -> None:
        self._waiting: deque[tuple[Desk, Actor, str, str]] = deque()

    def add(self, tasks: Tasks, desk: Desk, actor: Actor, deed: str, about: str) -> None:
        """Write it down as soon as it can be."""
        self._waiting.append((desk, actor, deed, about))
        if len(self._waiting) == 1:
            tasks.run_write(self._write)

    def _write(self) -> None:
        from dinsos_desk.usecases.audit.trail import note_deeds

        taken: list[tuple[Desk, Actor, str, str]] = []
        with suppress(IndexError):
            while True:
                taken.append(self._waiting.popleft())
        for (desk, actor), some in groupby(taken, key=lambda one: one[:2]):
            note_deeds(desk.uow(), actor, [(deed, about) for _, _, deed, about in some])
