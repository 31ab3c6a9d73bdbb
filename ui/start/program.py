"""What happens between the start and the end: set-up or sign-in, the office, lock and sign-out.

Everything that is heavy to import (the database, the documents, the rooms) is imported on a worker,
after the first page stands on the screen.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QSettings, QTimer
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QWidget

from dinsos_desk.errors import DeskError, EnvironmentProblem, UserError
from dinsos_desk.folder_place import Place, place_of
from dinsos_desk.messages import sentence
from dinsos_desk.messages.places import PLACES
from dinsos_desk.paths import DataPaths
from ui import theme as themes
from ui.collector import Collector, spare_what_is_loaded
from ui.events import Events
from ui.idle import IdleWatch, kept_minutes
from ui.look import kept_look
from ui.start.locking import Lock
from ui.start.login import LoginPage
from ui.start.problem import ProblemPage, WaitingPage
from ui.start.risky_place import RiskyPlacePage
from ui.start.shell import Shell
from ui.tasks import IsCancelled, LongTask, Report, Tasks
from ui.theme import Theme, Tone
from ui.turns import Turns

if TYPE_CHECKING:
    from dinsos_desk.desk import Desk, Gate
    from dinsos_desk.usecases.actor import Actor
    from ui.main_window import MainWindow
    from ui.outputs import Outputs

_UNSAVED = (
    "Konsep belum tersimpan",
    "Isian terakhir belum dapat disimpan ke disk. Bila ditutup sekarang, isian itu hilang.",
    "Tutup tanpa menyimpan",
)
_LAST_LOGIN = "nama_masuk"
_SAMPLE = "Ini kantor contoh: kantor, orang, dan nomornya rekaan. Tekan Enter untuk masuk."
_STAY_ON_PAGE = frozenset({"sandi_salah", "masuk_ditahan", "basis_data_sibuk", "memori_kurang", "disk_penuh"})


Prepare = Callable[[Callable[[str], None]], None]
"""What makes the office of the examples, told a way to say how far it is."""


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
        self._open_gate = open_gate
        self._sample = sample
        self._prepare = prepare
        self._waiting: WaitingPage | None = None
        self._making: LongTask | None = None
        self._gate: Gate | None = None
        self._place = Place.OWN_DISK
        self._asked: tuple[str, str] | None = None
        self._is_warm = False
        self._entering: tuple[Desk, Actor] | None = None
        self._outputs: Outputs | None = None
        self.login: LoginPage | None = None
        self._lock: Lock | None = None
        self.idle = IdleWatch(app, lambda: kept_minutes(settings), self)
        self.idle.idle.connect(self._lock_idle)
        shell.may_close = self._may_close

    def start(self) -> None:
        """Show the first page at once; the rest comes after it is painted."""
        if self._paths.keys.exists():
            self.show_login()
        else:
            self._waiting = WaitingPage(self.theme, "Menyiapkan Dinsos Desk…")
            self.shell.show_page(self._waiting)
        self.shell.painted.connect(self.load)

    def load(self) -> None:
        """Open the gate of the data folder; set-up or sign-in, whichever it asks for."""
        prepare, waiting = self._prepare, self._waiting
        if prepare is None or waiting is None:
            self.tasks.run_read(self._load, self._loaded, self._stopped, owner=self)
            return

        def make(report: Report, cancelled: IsCancelled) -> tuple[Gate, bool]:
            prepare(lambda text: report(0, 0, text))
            return self._load()

        self._prepare = self._waiting = None
        self._making = self.tasks.run_long(make, self._loaded, self._stopped, owner=self)
        self._making.progressed.connect(lambda done, total, text: waiting.say(text))
        if self._making.latest is not None:
            waiting.say(self._making.latest[2])

    def show_login(self) -> None:
        """A fresh sign-in page."""
        login, password = self._sample or (str(self._settings.value(_LAST_LOGIN, "")), "")
        page = LoginPage(self.theme, login, password)
        if self._sample:
            page.say(Tone.INFO, _SAMPLE)
        page.submitted.connect(self._sign_in)
        self._show_only(page)
        self.login = page

    def lock(self, idle_minutes: int = 0) -> None:
        """Back to the sign-in page; the rooms and open questions stay as they are behind it."""
        if self.window is None or self.login is not None:
            return
        actor = self.window.context.actor
        page = LoginPage(self.theme, actor.login)
        page.say_locked(actor.name, idle_minutes)
        page.submitted.connect(self._unlock)
        self.login = page
        self.shell.setWindowTitle("Dinsos Desk · terkunci")
        self._lock = Lock(self.shell, self.theme, page)
        self._note("kunci_otomatis" if idle_minutes else "kunci")

    def _lock_idle(self) -> None:
        self.lock(kept_minutes(self._settings))

    def sign_out(self) -> None:
        """Close the office and ask who comes next."""
        if self.window is not None and self.window.may_leave() and self._nothing_lost(self.window):
            self._note("keluar")
            self._close_office()
            self._sample = None
            self.show_login()

    def close(self) -> None:
        """Finish what is being written and close the database; a sample half made is given up."""
        if self._making is not None:
            self._making.cancel()
        self.idle.stop()
        self.tasks.close()
        self._collector.close()
        if self._outputs is not None:
            self._outputs.clear()
        if self.desk is not None:
            self.desk.close()
            self.desk = None

    def _load(self) -> tuple[Gate, bool]:
        gate = self._open_gate()
        self._place = place_of(self._paths.root)
        is_new = gate.is_new
        if is_new:
            _ = gate.library.catalog, gate.library.offices
        return gate, is_new

    def _loaded(self, found: tuple[Gate, bool]) -> None:
        self._gate, is_new = found
        self.tasks.run_read(self._warm_up, self._warmed, self._not_warmed, owner=self)
        if is_new:
            self._ask_about_place(self._gate)
            return
        if self.login is None:
            self.show_login()
        self._warn_of_place()
        if self._asked is not None:
            self._sign_in(*self._asked)

    def _warm_up(self) -> None:
        """While somebody types: import the rooms, read the services and the villages."""
        import ui.main_window  # noqa: F401
        from ui.rooms import import_rooms

        import_rooms()
        if self._gate is not None:
            _ = self._gate.library.catalog
            self._gate.library.regions.prepare_villages()

    def _warmed(self, _done: None) -> None:
        """What only this thread may prepare: PySide makes its classes when a viewport is first asked for."""
        QAbstractScrollArea().viewport()
        spare_what_is_loaded()
        self._let_in()

    def _not_warmed(self, error: Exception) -> None:
        self.tasks.failure.emit(error)
        self._let_in()

    def _let_in(self) -> None:
        """Whoever signed in meanwhile may enter."""
        self._is_warm = True
        if self._entering is not None:
            self._enter(*self._entering)

    def _stopped(self, error: Exception) -> None:
        if not isinstance(error, DeskError):
            self.tasks.failure.emit(error)
            error = EnvironmentProblem("program_tidak_dapat_dibuka")
        page = ProblemPage(self.theme, error)
        page.retry.connect(self._retry)
        page.leave.connect(self.shell.close)
        self._show_only(page)

    def _retry(self) -> None:
        self._asked = None
        self._show_only(WaitingPage(self.theme, "Mencoba lagi…"))
        self.load()

    def _warn_of_place(self) -> None:
        """Who already has an office where databases break is told at every sign-in."""
        if self.login is not None and self._sample is None and self._place in PLACES:
            self.login.say(Tone.WARN, PLACES[self._place])

    def _ask_about_place(self, gate: Gate) -> None:
        """A new office is made where databases break only when somebody insists."""
        if self._place not in (Place.NETWORK, Place.CLOUD):
            self._show_setup(gate)
            return
        page = RiskyPlacePage(self.theme, PLACES[self._place], str(self._paths.root))
        page.accepted.connect(lambda: self._show_setup(gate))
        page.leave.connect(self.shell.close)
        self._show_only(page)

    def _show_setup(self, gate: Gate) -> None:
        from ui.start.setup import SetupPage

        page = SetupPage(self.theme, gate, self.tasks)
        page.ready.connect(lambda opened: self._enter(*opened))
        self._show_only(page)

    def _sign_in(self, login: str, password: str) -> None:
        gate = self._gate
        if self.login is not None:
            self.login.set_busy(True)
        if gate is None:
            self._asked = (login, password)
            return
        self._asked = None
        self.tasks.run_write(
            lambda: gate.open(login, password),
            lambda opened: self._enter(*opened),
            self._refused,
            owner=self,
        )

    def _refused(self, error: Exception) -> None:
        if self.login is None:
            self.tasks.failure.emit(error)
        elif isinstance(error, DeskError) and error.code not in _STAY_ON_PAGE and self.window is None:
            self._stopped(error)
        elif isinstance(error, UserError):
            self.login.refuse(sentence(error).text)
        elif isinstance(error, DeskError):
            told = sentence(error)
            self.login.set_busy(False)
            self.login.say(Tone.WARN, f"{told.text} {told.advice}")
        else:
            self.login.set_busy(False)
            self.tasks.failure.emit(error)

    def _unlock(self, login: str, password: str) -> None:
        desk, page = self.desk, self.login
        if desk is None or page is None:
            return
        page.set_busy(True)
        self.tasks.run_write(lambda: _known(desk, login, password), self._unlocked, self._refused, owner=self)

    def _unlocked(self, actor: Actor) -> None:
        """The same person goes on where they were; another one gets rooms of their own."""
        window, lock = self.window, self._lock
        if window is None or lock is None:
            return
        if window.context.actor != actor:
            lock.close_others()
            QTimer.singleShot(0, lambda: self._hand_over(actor))
            return
        is_over_others = lock.is_over_others()
        self.login = self._lock = None
        if is_over_others:
            self.shell.setWindowTitle("Dinsos Desk")
            self.shell.show_page(window)
        else:
            self._show_office(window)
        lock.lift()

    def _hand_over(self, actor: Actor) -> None:
        """Somebody else takes the desk; drafts of the first are kept and wait for them."""
        desk, window, page = self.desk, self.window, self.login
        if desk is None or window is None or page is None:
            return
        if window.may_leave() and self._nothing_lost(window):
            self._enter(desk, actor)
        else:
            page.set_busy(False)

    def _enter(self, desk: Desk, actor: Actor) -> None:
        """Open the rooms for whoever signed in, once they are imported."""
        self.desk = desk
        if not self._is_warm:
            self._entering = desk, actor
            return
        self._entering = None
        if self._sample is None:
            self._settings.setValue(_LAST_LOGIN, actor.login)
        Turns(self._open_office(desk, actor), self)

    def _open_office(self, desk: Desk, actor: Actor) -> Iterator[None]:
        """Make the rooms, then show them: neither holds the window up for long."""
        if self.desk is not desk:
            return
        window = self._make_window(desk, actor)
        self.window = window
        yield
        if self.window is window:
            self._show_only(window)
            self._show_office(window)

    def _make_window(self, desk: Desk, actor: Actor, room: str = "") -> MainWindow:
        from ui.context import Context
        from ui.main_window import MainWindow
        from ui.outputs import Outputs, shared_folder

        if self._outputs is None:
            self._outputs = Outputs(self._settings, shared_folder(self._paths))
            self._outputs.handed_on.connect(self._note)
        context = Context(desk, actor, self.tasks, Events(self), self._outputs, self.theme)
        window = MainWindow(context, room)
        window.lock_wanted.connect(self.lock)
        window.sign_out_wanted.connect(self.sign_out)
        context.events.look_changed.connect(lambda: QTimer.singleShot(0, self.dress))
        return window

    def dress(self) -> None:
        """Put the kept look on, and make the rooms anew in it."""
        self.theme = themes.apply(self._app, *kept_look(self._settings))
        self.shell.dress(self.theme)
        if self.window is None or self.desk is None:
            return
        former = self.window
        self.window = self._make_window(self.desk, former.context.actor, former.current_key())
        self._show_only(self.window)
        self._show_office(self.window)

    def _show_office(self, window: MainWindow) -> None:
        self.shell.setWindowTitle("Dinsos Desk")
        self.shell.show_page(window)
        window.come_back()

    def _note(self, deed: str, about: str = "") -> None:
        """Write into the audit trail what the window did."""
        if self.desk is None or self.window is None:
            return
        from dinsos_desk.usecases.audit import note_deed

        desk, actor = self.desk, self.window.context.actor
        self.tasks.run_write(lambda: note_deed(desk.uow(), actor, deed, about))

    def _close_office(self) -> None:
        self.tasks.wait_idle()
        self.shell.drop(self.window)
        self.window = None
        if self.desk is not None:
            self.desk.close()
            self.desk = None

    def _show_only(self, page: QWidget) -> None:
        """Show a page and forget every other one."""
        former = self.shell.pages()
        self.shell.show_page(page)
        for other in former:
            if other is not page:
                self.shell.drop(other)
        if self._lock is not None:
            self._lock.lift()
            self._lock = None
        if page is not self.login:
            self.login = None

    def _may_close(self) -> bool:
        if self.window is None:
            return True
        locked = self.login is not None
        return (locked or self.window.may_leave()) and self._nothing_lost(self.window)

    def _nothing_lost(self, window: MainWindow) -> bool:
        """Whether everything typed is kept, or the person gives it up."""
        from ui.dialogs import Dialogs

        if not window.unsaved():
            self.tasks.wait_idle()
        return not window.unsaved() or Dialogs.confirm(self.shell, *_UNSAVED, destructive=True)


def _known(desk: Desk, login: str, password: str) -> Actor:
    """Who this is, when the password opens their slot of the office that is open already."""
    from dinsos_desk.usecases.audit import note_sign_in
    from dinsos_desk.usecases.users import sign_in

    desk.ring.open(login, password, desk.now())
    actor = sign_in(desk.reader(), login)
    note_sign_in(desk.uow(), actor, desk.ring, unlocked=True)
    return actor
