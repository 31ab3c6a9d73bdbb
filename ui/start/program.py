"""What happens between the start and the end: set-up or sign-in, the office, lock and sign-out.

Everything that is heavy to import (the database, the documents, the rooms) is imported on a worker,
after the first page stands on the screen.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSettings
from PySide6.QtWidgets import QApplication, QWidget

from dinsos_desk.domain.safety import DEFAULT_RULES
from dinsos_desk.errors import DeskError, EnvironmentProblem
from dinsos_desk.folder_place import Place
from dinsos_desk.messages.places import PLACES
from dinsos_desk.paths import DataPaths
from ui import theme as themes
from ui.collector import Collector
from ui.idle import IdleWatch, kept_minutes
from ui.look import kept_look
from ui.start.login import LoginPage
from ui.start.office_rooms import OfficeRooms
from ui.start.opening import Opening, Prepare
from ui.start.problem import ProblemPage, WaitingPage
from ui.start.risky_place import RiskyPlacePage
from ui.start.shell import Shell
from ui.start.signing_in import SigningIn
from ui.start.unlocking import Unlocking
from ui.tasks import Tasks
from ui.theme import Theme
from ui.turns import Turns

if TYPE_CHECKING:
    from dinsos_desk.desk import Desk, Gate
    from dinsos_desk.usecases.actor import Actor
    from ui.main_window import MainWindow

_UNSAVED = (
    "Konsep belum tersimpan",
    "Isian terakhir belum dapat disimpan ke disk. Bila ditutup sekarang, isian itu hilang.",
    "Tutup tanpa menyimpan",
)


class Program(QObject):
    """Drives the shell. ``sample`` is a name and password to offer, for the office of the examples."""

    def __init__(
        self,
        app: QApplication,
        shell: Shell,
        theme: Theme,
        paths: DataPaths,
        settings: QSettings,
        open_gate: Callable[[], Gate],
        sample: tuple[str, str] | None = None,
        prepare: Prepare | None = None,
    ) -> None:
        super().__init__()
        self.shell = shell
        self.theme = theme
        self.tasks = Tasks(self)
        self._collector = Collector(self)
        self.window: MainWindow | None = None
        self.desk: Desk | None = None
        self._app = app
        self._paths = paths
        self._settings = settings
        self._entering: tuple[Desk, Actor] | None = None
        self._rooms = OfficeRooms(settings, paths)
        self.login: LoginPage | None = None
        self._opening = Opening(self.tasks, paths, open_gate, prepare, self)
        self._opening.opened.connect(self._loaded)
        self._opening.warmed.connect(self._let_in)
        self._opening.stopped.connect(self.stopped)
        self.signing_in = SigningIn(self, settings, sample)
        self._unlocking = Unlocking(self)
        self.idle = IdleWatch(app, self._idle_minutes, self)
        self.idle.idle.connect(lambda: self.lock(self._idle_minutes()))
        shell.may_close = self._may_close

    def start(self) -> None:
        """Show the first page at once; the rest comes after it is painted."""
        if self._paths.keys.exists():
            self.show_login()
        else:
            self._opening.waiting = WaitingPage(self.theme, "Menyiapkan Dinsos Desk…")
            self.shell.show_page(self._opening.waiting)
        self.shell.painted.connect(self.load)

    def show_login(self) -> None:
        """A fresh sign-in page."""
        page = self.signing_in.page()
        self._show_only(page)
        self.login = page

    def _idle_minutes(self) -> int:
        """After how long this computer locks, by its own choice and the rules of the office."""
        rules = self.desk.ring.safety.known() if self.desk is not None else DEFAULT_RULES
        return kept_minutes(self._settings, rules)

    def sign_out(self) -> None:
        """Close the office and ask who comes next."""
        if self.window is not None and self.window.may_leave() and self.nothing_lost(self.window):
            self.note("keluar")
            self._close_office()
            self.signing_in.forget_sample()
            self.show_login()

    def close(self) -> None:
        """Finish what is being written and close the database; a sample half made is given up."""
        self._opening.give_up()
        self.idle.stop()
        self.tasks.close()
        self._collector.close()
        self._rooms.clear()
        if self.desk is not None:
            self.desk.close()
            self.desk = None

    def load(self) -> None:
        """Open the gate of the data folder; set-up or sign-in, whichever it asks for."""
        self._opening.load()

    def lock(self, idle_minutes: int = 0) -> None:
        """Back to the sign-in page; the rooms and open questions stay as they are behind it."""
        self._unlocking.lock(idle_minutes)

    def _loaded(self, gate: Gate, is_new: bool) -> None:
        self.signing_in.gate = gate
        if is_new:
            self._ask_about_place(gate)
            return
        if self.login is None:
            self.show_login()
        self.signing_in.go_on(self._opening.place)

    def _let_in(self) -> None:
        """Whoever signed in meanwhile may enter."""
        if self._entering is not None:
            self.enter(*self._entering)

    def stopped(self, error: Exception) -> None:
        """The office cannot be opened: say why, with the ways on."""
        if not isinstance(error, DeskError):
            self.tasks.failure.emit(error)
            error = EnvironmentProblem("program_tidak_dapat_dibuka")
        page = ProblemPage(self.theme, error)
        page.retry.connect(self._retry)
        page.leave.connect(self.shell.close)
        self._show_only(page)

    def _retry(self) -> None:
        self.signing_in.forget_asked()
        self._show_only(WaitingPage(self.theme, "Mencoba lagi…"))
        self.load()

    def _ask_about_place(self, gate: Gate) -> None:
        """A new office is made where databases break only when somebody insists."""
        if self._opening.place not in (Place.NETWORK, Place.CLOUD):
            self._show_setup(gate)
            return
        page = RiskyPlacePage(self.theme, PLACES[self._opening.place], str(self._paths.root))
        page.accepted.connect(lambda: self._show_setup(gate))
        page.leave.connect(self.shell.close)
        self._show_only(page)

    def _show_setup(self, gate: Gate) -> None:
        from ui.start.setup import SetupPage

        page = SetupPage(self.theme, gate, self.tasks)
        page.ready.connect(lambda opened: self.enter(*opened))
        self._show_only(page)

    def enter(self, desk: Desk, actor: Actor) -> None:
        """Open the rooms for whoever signed in, once they are imported."""
        self.desk = desk
        if not self._opening.is_warm:
            self._entering = desk, actor
            return
        self._entering = None
        self.signing_in.remember(actor.login)
        Turns(self._open_office(desk, actor), self)

    def _open_office(self, desk: Desk, actor: Actor) -> Iterator[None]:
        """Make the rooms, then show them: neither holds the window up for long."""
        if self.desk is not desk:
            return
        window = self._rooms.make(self, desk, actor, begins=False)
        yield
        if self.desk is not desk:
            window.deleteLater()
            return
        window.begin()
        self.window = window
        yield
        if self.window is window:
            self._show_only(window)
            self.show_office(window)

    def dress(self) -> None:
        """Put the kept look on, and make the rooms anew in it."""
        self.theme = themes.apply(self._app, *kept_look(self._settings))
        self.shell.dress(self.theme)
        if self.window is None or self.desk is None:
            return
        former = self.window
        self.window = self._rooms.make(self, self.desk, former.context.actor, former.current_key())
        self._show_only(self.window)
        self.show_office(self.window)

    def show_office(self, window: MainWindow) -> None:
        self.shell.setWindowTitle("Dinsos Desk")
        self.shell.show_page(window)
        window.come_back()

    def note(self, deed: str, about: str = "") -> None:
        """Write into the audit trail what the window did."""
        if self.desk is not None and self.window is not None:
            self._rooms.notes.add(self.tasks, self.desk, self.window.context.actor, deed, about)

    def _close_office(self) -> None:
        self.tasks.wait_idle()
        self.shell.drop(self.window)
        self.window = None
        if self.desk is not None:
            self.desk.close()
            self.desk = None

    def _show_only(self, page: QWidget) -> None:
        """Show a page and forget every other one."""
        others = [one for one in self.shell.pages() if one is not page]
        self.shell.show_page(page)
        for other in others:
            self.shell.drop(other)
        self._unlocking.end()
        if page is not self.login:
            self.login = None

    def _may_close(self) -> bool:
        if self.window is None:
            return True
        return (self.login is not None or self.window.may_leave()) and self.nothing_lost(self.window)

    def nothing_lost(self, window: MainWindow) -> bool:
        """Whether everything typed is kept, or the person gives it up."""
        from ui.dialogs import Dialogs

        if not window.unsaved():
            self.tasks.wait_idle()
        return not window.unsaved() or Dialogs.confirm(self.shell, *_UNSAVED, destructive=True)
