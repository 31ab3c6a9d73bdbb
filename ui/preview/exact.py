"""The pages of a letter as they print, made by Word or LibreOffice beside the window's thread."""

import hashlib

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from dinsos_desk.documents.exact import exact_pdf
from dinsos_desk.errors import DeskError
from dinsos_desk.scans.printed import printed_pages
from ui.tasks import IsCancelled, LongTask, Report, Tasks

_MOST_KEPT = 6


class ExactPages(QObject):
    """Asks for one letter at a time: another question ends the program that still works on the former."""

    ready = Signal(object)
    """The pages, as a list of ``QImage``."""
    failed = Signal()
    """There is no program that can make them, or it took too long."""

    def __init__(self, tasks: Tasks, parent: QObject) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._task: LongTask | None = None
        self._wanted = ""
        self._kept: dict[str, list[QImage]] = {}

    def ask(self, document: bytes) -> None:
        """Make the pages of a Word document; what was made a moment ago is there at once."""
        key = hashlib.sha256(document).hexdigest()
        if key == self._wanted:
            return
        self.forget()
        self._wanted = key
        if key in self._kept:
            self.ready.emit(self._kept[key])
            return

        def work(_: Report, is_cancelled: IsCancelled) -> list[QImage]:
            pdf = exact_pdf(document, is_cancelled)
            pages: list[QImage] = []
            for png in printed_pages(pdf) if pdf else ():
                if is_cancelled():
                    return []
                pages.append(QImage.fromData(png))
            return pages

        self._task = self._tasks.run_long(
            work, lambda pages: self._done(key, pages), lambda error: self._fail(key, error), owner=self
        )

    def forget(self) -> None:
        """Nobody waits for the pages any more."""
        if self._task is not None:
            self._task.cancel()
        self._task, self._wanted = None, ""

    def is_working(self) -> bool:
        """Whether pages are on their way."""
        return self._task is not None

    def _done(self, key: str, pages: list[QImage]) -> None:
        if key != self._wanted:
            return
        self._task = None
        if not pages:
            self._wanted = ""
            self.failed.emit()
            return
        if len(self._kept) >= _MOST_KEPT:
            self._kept.pop(next(iter(self._kept)))
        self._kept[key] = pages
        self.ready.emit(pages)

    def _fail(self, key: str, error: Exception) -> None:
        if not isinstance(error, DeskError):
            self._tasks.failure.emit(error)
        self._done(key, [])
