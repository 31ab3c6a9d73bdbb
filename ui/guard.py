"""What watches over a running window: the log, the crash dialog, and the calls of a second start."""

from collections.abc import Callable

from dinsos_desk import __version__, log
from dinsos_desk.errors import DeskError
from dinsos_desk.messages import sentence
from dinsos_desk.paths import DataPaths
from ui.error_dialog import ErrorReporter, install_excepthook
from ui.single_instance import SingleInstance
from ui.start.program import Program
from ui.start.shell import Shell
from ui.theme import Theme


class Guard:
    """Stands from its making until ``leave``. Made after the first paint: the start does not wait for it.

    A log that cannot be written is told, and stops nothing.
    """

    def __init__(self, theme: Theme, paths: DataPaths, shell: Shell, program: Program) -> None:
        self.reporter = ErrorReporter(theme, sentence, paths.logs, __version__, shell)
        self._restore_hooks: Callable[[], None] = install_excepthook(self.reporter)
        self._instance = SingleInstance(paths)
        self._instance.wanted.connect(shell.come_forward)
        program.tasks.failure.connect(self.reporter.reported)
        try:
            log.start(paths)
        except DeskError as error:
            self.reporter.reported.emit(error)

    def leave(self) -> None:
        """Take everything down again."""
        self._instance.close()
        self._restore_hooks()
        log.stop()
