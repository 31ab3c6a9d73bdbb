"""One question at a time beside the window: a new one takes the place of the one before."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject

from ui.tasks import IsCancelled, LongTask, Report, Tasks
from ui.widgets.later_progress import follow_when_long
from ui.widgets.progress_line import ProgressLine


class Asker(QObject):
    """``stopped`` is told when a person stopped the question; the answer to an earlier one is dropped."""

    def __init__(
        self,
        tasks: Tasks,
        progress: ProgressLine,
        failed: Callable[[Exception], None],
        stopped: Callable[[], None],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._tasks, self._progress, self._failed, self._stopped = tasks, progress, failed, stopped
        self._task: LongTask | None = None
        self._asked = 0

    @property
    def busy(self) -> bool:
        """Whether an answer is awaited."""
        return self._task is not None

    def drop(self) -> None:
        """Whatever was asked is not wanted any more."""
        self._asked += 1
        if self._task is not None:
            self._task.cancelled.disconnect(self._tell_stopped)
            self._task.cancel()
            self._task = None

    def ask(self, work: Callable[[Report], Any], show: Callable[[Any], None], words: str) -> None:
        """Run ``work`` off the window's thread and show what it found; it may say how far it is."""
        self.drop()
        asked = self._asked

        def run(report: Report, cancelled: IsCancelled) -> Any:
            found = work(report)
            report(1, 1)
            return found

        def is_last() -> bool:
            last = asked == self._asked
            if last:
                self._task = None
            return last

        def answer(found: Any) -> None:
            if is_last():
                show(found)

        def refuse(error: Exception) -> None:
            if is_last():
                self._failed(error)

        self._task = task = self._tasks.run_long(run, answer, refuse, owner=self)
        task.cancelled.connect(self._tell_stopped)  # a method: it ends with this object
        follow_when_long(self._progress, task, words)

    def _tell_stopped(self) -> None:
        self._task = None
        self._stopped()
