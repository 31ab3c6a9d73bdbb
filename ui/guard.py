"""What watches over a running window: the log, the crash dialog, and the calls of a second start."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from dinsos_desk import __version__, log
from dinsos_desk.errors import DeskError
from dinsos_desk.messages import sentence
from dinsos_desk.paths import DataPaths
from ui.error_dialog import ErrorReporter, install_excepthook
from ui.start.program import Program
from ui.start.shell import Shell
from ui.theme import Theme

if TYPE_CHECKING:
    from ui.single_instance import SingleInstance


class Guard:
    """Stands from its making until ``leave``. Made after the first paint: the start does not wait for it.

    A log that cannot be written is told, and stops nothing.
    """

    def __init__(self, theme: Theme, paths: DataPaths, shell: Shell, program: Program) -> None:
        self.reporter = ErrorReporter(theme, sentence, paths.logs, __version__, shell)
        self._restore_hooks: Callable[[], None] = install_excepthook(self.reporter)
        self._instance = self._listen(paths, shell)
        program.tasks.failure.connect(self.reporter.reported)
        try:
            log.start(paths)
        except DeskError as error:
            self.reporter.reported.emit(error)

    @staticmethod
    def _listen(paths: DataPaths, shell: Shell) -> SingleInstance | None:
        """Hear a second start; a system without the network library only loses the coming forward."""
        try:
            from ui.single_instance import SingleInstance
        except ImportError:
            return None
        instance = SingleInstance(paths)
        instance.wanted.connect(shell.come_forward)
        return instance

    def leave(self) -> None:
        """Take everything down again."""
        if self._instance is not None:
            self._instance.close()
        self._restore_hooks()
        log.stop()
