"""Locking the office, and letting the same person go on or another one take the desk."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from ui.start.locking import Lock
from ui.start.login import LoginPage

if TYPE_CHECKING:
    from dinsos_desk.desk import Desk
    from dinsos_desk.usecases.actor import Actor
    from ui.start.program import Program


class Unlocking(QObject):
    """The rooms and open questions stay as they are behind the lock."""

    def __init__(self, program: Program) -> None:
        super().__init__(program)
        self._program = program
        self._lock: Lock | None = None

    def end(self) -> None:
        """Take the lock away, if there is one."""
        if self._lock is not None:
            self._lock.lift()
            self._lock = None

    def lock(self, idle_minutes: int = 0) -> None:
        """Back to the sign-in page; the rooms and open questions stay as they are behind it."""
        program = self._program
        if program.window is None or program.login is not None:
            return
        actor = program.window.context.actor
        page = LoginPage(program.theme, actor.login)
        page.say_locked(actor.name, idle_minutes)
        page.submitted.connect(self._unlock)
        program.login = page
        program.shell.setWindowTitle("Dinsos Desk · terkunci")
        self._lock = Lock(program.shell, program.theme, page)
        program.note("kunci_otomatis" if idle_minutes else "kunci")

    def _unlock(self, login: str, password: str) -> None:
        program = self._program
        desk, page = program.desk, program.login
        if desk is None or page is None:
            return
        page.set_busy(True)
        program.tasks.run_write(
            lambda: _known(desk, login, password), self._unlocked, program.signing_in.refused, owner=self
        )

    def _unlocked(self, actor: Actor) -> None:
        """The same person goes on where they were; another one gets rooms of their own."""
        program = self._program
        window, lock = program.window, self._lock
        if window is None or lock is None:
            return
        if window.context.actor != actor:
            lock.close_others()
            QTimer.singleShot(0, lambda: self._hand_over(actor))
            return
        is_over_others = lock.is_over_others()
        program.login = self._lock = None
        if is_over_others:
            program.shell.setWindowTitle("Dinsos Desk")
            program.shell.show_page(window)
        else:
            program.show_office(window)
        lock.lift()

    def _hand_over(self, actor: Actor) -> None:
        """Somebody else takes the desk; drafts of the first are kept and wait for them."""
        program = self._program
        desk, window, page = program.desk, program.window, program.login
        if desk is None or window is None or page is None:
            return
        if window.may_leave() and program.nothing_lost(window):
            program.enter(desk, actor)
        else:
            page.set_busy(False)


def _known(desk: Desk, login: str, password: str) -> Actor:
    """Who this is, when the password opens their slot of the office that is open already."""
    from dinsos_desk.usecases.audit.trail import note_sign_in
    from dinsos_desk.usecases.office.users import sign_in

    desk.ring.open(login, password, desk.now())
    actor = sign_in(desk.reader(), login)
    note_sign_in(desk.uow(), actor, desk.ring, unlocked=True)
    return actor
