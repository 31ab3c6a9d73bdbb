"""Asking the database so that only the answer to the last question counts."""

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QObject

from dinsos_desk.errors import DeskError, EnvironmentProblem
from dinsos_desk.messages import sentence
from ui.tasks import Tasks
from ui.theme import Tone
from ui.widgets.banner import Banner

T = TypeVar("T")


class Latest(QObject):
    """Answers to earlier questions are dropped: fast arrow keys never show the wrong page."""

    def __init__(self, tasks: Tasks, parent: QObject) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._asked = 0

    def ask(
        self,
        work: Callable[[], T],
        done: Callable[[T], None],
        failed: Callable[[DeskError], None] | None = None,
        *,
        writes: bool = False,
    ) -> None:
        """Run ``work`` off the window's thread; ``failed`` gets what the program foresaw."""
        self._asked += 1
        mine = self._asked

        def answer(value: T) -> None:
            if mine == self._asked:
                done(value)

        def refuse(error: Exception) -> None:
            if failed is None or not isinstance(error, DeskError):
                self._tasks.failure.emit(error)
            elif mine == self._asked:
                failed(error)

        run = self._tasks.run_write if writes else self._tasks.run_read
        run(work, answer, refuse, owner=self)

    def forget(self) -> None:
        """Whatever was asked is not wanted any more."""
        self._asked += 1


def say_error(banner: Banner, error: DeskError, link: str = "") -> None:
    """Say on the page what is wrong and what to do."""
    told = sentence(error)
    tone = Tone.BAD if isinstance(error, EnvironmentProblem) else Tone.WARN
    banner.say(tone, f"{told.text} {told.advice}".strip(), link)
