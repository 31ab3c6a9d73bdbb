"""The folder that a scanner fills: new files are told of once they are written whole."""

import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QFileSystemWatcher, QObject, QTimer, Signal

from dinsos_desk.errors import EnvironmentProblem
from ui.tasks import Tasks

_LOOK_MS = 700
_SETTLED_S = 0.6
_RECENT_S = 15 * 60
_MOST = 3
_ENDINGS = frozenset({".jpg", ".jpeg", ".png", ".tif", ".tiff", ".bmp", ".webp", ".pdf"})


@dataclass(frozen=True)
class Found:
    """A file in the folder. ``written``: when, in seconds of the file system's clock."""

    path: Path
    size: int
    written: float


def look_into(folder: Path, since: float) -> dict[Path, Found]:
    """The pictures and PDFs written since a moment. Raises ``EnvironmentProblem`` *folder_pindai_hilang*."""
    found = {}
    try:
        for path in folder.iterdir():
            if path.suffix.lower() not in _ENDINGS or path.name.startswith("."):
                continue
            try:
                state = path.stat()
            except OSError:
                continue
            if state.st_mtime > since and path.is_file():
                found[path] = Found(path, state.st_size, state.st_mtime)
    except OSError as error:
        raise EnvironmentProblem("folder_pindai_hilang", folder=str(folder)) from error
    return found


class FolderWatch(QObject):
    """Looks on a worker, for the folder may lie on a slow network; told by the system it looks at once.

    A file counts as whole when it was found alike for a while: scanners write page by page.
    """

    offered = Signal(object)
    """The whole files not taken yet, newest first (``tuple[Found, ...]``), whenever they change."""
    lost = Signal(object)
    """The folder cannot be read; said once until it can."""

    def __init__(self, tasks: Tasks, parent: QObject) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._folder: Path | None = None
        self._since = 0.0
        self._since_when: dict[Found, float] = {}
        self._handled: set[Found] = set()
        self._offer: tuple[Found, ...] = ()
        self._asking = self._is_lost = False
        self._timer = QTimer(self, interval=_LOOK_MS)
        self._timer.timeout.connect(self._look)
        self._system = QFileSystemWatcher(self)
        self._system.directoryChanged.connect(self._look)

    @property
    def folder(self) -> Path | None:
        """What is watched now."""
        return self._folder

    def start(self, folder: Path | None, last_taken: float) -> None:
        """Watch a folder for what is newer than the last file taken, and not older than a quarter hour."""
        self.stop()
        self._folder = folder
        self._since = max(last_taken, time.time() - _RECENT_S)
        self._since_when, self._is_lost = {}, False
        if folder is not None:
            self._timer.start()
            self._look()

    def stop(self) -> None:
        """Look no more."""
        self._timer.stop()
        if self._system.directories():
            self._system.removePaths(self._system.directories())
        self._folder = None
        self._tell(())

    def take(self, found: Found) -> None:
        """It is being attached: not to be offered again."""
        self._handled.add(found)
        self._tell(tuple(one for one in self._offer if one != found))

    def _look(self) -> None:
        folder, since = self._folder, self._since
        if folder is None or self._asking:
            return
        self._asking = True
        self._tasks.run_read(lambda: (folder, look_into(folder, since)), self._seen, self._failed, owner=self)

    def _seen(self, answer: tuple[Path, Mapping[Path, Found]]) -> None:
        self._asking = False
        folder, found = answer
        if folder != self._folder:
            return
        self._is_lost = False
        if not self._system.directories():
            self._system.addPath(str(folder))  # it has just answered: this does not wait for a network
        now = time.monotonic()
        self._since_when = {one: self._since_when.get(one, now) for one in found.values() if one.size}
        whole = [one for one, first in self._since_when.items() if now - first >= _SETTLED_S]
        fresh = [one for one in whole if one not in self._handled]
        self._tell(tuple(sorted(fresh, key=lambda one: -one.written)[:_MOST]))

    def _failed(self, error: Exception) -> None:
        self._asking = False
        if not isinstance(error, EnvironmentProblem):
            self._tasks.failure.emit(error)
        elif self._folder is not None and not self._is_lost:
            self._is_lost = True
            self._tell(())
            self.lost.emit(error)

    def _tell(self, offer: tuple[Found, ...]) -> None:
        if offer != self._offer:
            self._offer = offer
            self.offered.emit(offer)
