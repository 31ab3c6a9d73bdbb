"""Documents made for a person: one at a time, with progress and a way to stop, then opened or saved."""

from collections.abc import Callable
from typing import Protocol, TypeVar

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from dinsos_desk.errors import DeskError
from ui.context import Context
from ui.tasks import IsCancelled, LongTask, Report
from ui.theme import Tone
from ui.widgets.banner import Banner
from ui.widgets.later_progress import follow_when_long
from ui.widgets.progress_line import ProgressLine
from ui.widgets.telling import say_failure

OPENED, SAVED = "{nama} dibuka.", "Tersimpan: {tempat}"
_STOPPED = "Dihentikan; tidak ada berkas yang dibuat."
T = TypeVar("T")


class Made(Protocol):
    """A finished document: a Word file or a workbook."""

    @property
    def name(self) -> str:
        """Its file name."""

    @property
    def content(self) -> bytes:
        """What is in it."""


class Deliverer(QObject):
    """What went well and what went wrong is said on the banner of the page.

    ``fail``: what happens with a failure instead; ``stopped``: what is said when the person stopped it.
    """

    busy_changed = Signal(bool)

    def __init__(
        self,
        context: Context,
        banner: Banner,
        progress: ProgressLine | None,
        page: QWidget,
        *,
        fail: Callable[[Exception], None] | None = None,
        stopped: str = _STOPPED,
    ) -> None:
        super().__init__(page)
        self._context, self._banner, self._progress, self._page = context, banner, progress, page
        self._stopped = stopped
        self.fail = fail or (lambda error: say_failure(context, banner, error))
        self.task: LongTask | None = None

    def start(
        self, work: Callable[[Report, IsCancelled], T], done: Callable[[T], None], words: str
    ) -> LongTask | None:
        """Make something and hand it to ``done``; while one work is under way nothing else begins."""
        if self.task is not None:
            return None
        self._banner.clear()
        self.busy_changed.emit(True)
        task = self._context.tasks.run_long(work, done, self.fail, owner=self)
        self.task = task
        task.finished.connect(self._end)
        task.cancelled.connect(lambda: self._banner.say(Tone.INFO, self._stopped))
        if self._progress is not None:
            follow_when_long(self._progress, task, words)
        return task

    def open_made(self, made: Made, said: str = OPENED) -> None:
        """Open it in the program that belongs to it."""
        try:
            self._context.outputs.open(made.name, made.content)
        except DeskError as error:
            self.fail(error)
        else:
            self._banner.say(Tone.OK, said.format(nama=made.name))

    def save_made(self, made: Made, said: str = SAVED) -> None:
        """Ask where to save it; nothing is said when the person thinks better of it."""
        try:
            path = self._context.outputs.save_as(self._page, made.name, made.content)
        except DeskError as error:
            self.fail(error)
        else:
            if path is not None:
                self._banner.say(Tone.OK, said.format(tempat=path))

    def _end(self) -> None:
        self.task = None
        self.busy_changed.emit(False)
