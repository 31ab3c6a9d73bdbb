"""The program with its window: one per data folder, from the first paint to the last save."""

from __future__ import annotations

import signal
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QApplication

from dinsos_desk import __version__
from dinsos_desk.errors import DeskError, UserError
from dinsos_desk.messages import sentence
from dinsos_desk.paths import DataPaths, FolderLock, lock
from ui import theme as themes
from ui.look import kept_look, settings_at
from ui.qt_words import speak_indonesian
from ui.start.opening import Prepare
from ui.start.program import Program
from ui.start.shell import Shell
from ui.theme import Theme
from ui.windows_shell import announce

if TYPE_CHECKING:
    from dinsos_desk.desk import Gate
    from ui.guard import Guard


def run(
    gate: Gate | DataPaths,
    *,
    sample: tuple[str, str] | None = None,
    prepare: Prepare | None = None,
    argv: Sequence[str] | None = None,
) -> int:
    """Open the window and stay until it is closed; returns the exit code.

    ``gate`` may be given as the paths of the data folder: then what is heavy is imported only after the
    first page stands on the screen. ``sample`` is a sign-in name and password to offer, for the sample
    office; ``prepare`` makes that office behind a waiting page, saying how far it is. A program that
    already works in the folder is asked to come forward instead.
    """
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    paths = gate if isinstance(gate, DataPaths) else gate.paths
    announce()
    app = QApplication.instance() or QApplication(list(argv if argv is not None else sys.argv))
    assert isinstance(app, QApplication)
    speak_indonesian(app)
    app.setApplicationName("Dinsos Desk")
    app.setApplicationVersion(__version__)
    theme = themes.apply(app, *kept_look(settings_at(paths)))
    try:
        paths.prepare()
        held = _take_folder(paths)
        if held is None:
            return 0
    except DeskError as error:
        _tell(theme, error)
        return 1
    with held:
        return _run(app, theme, paths, gate, sample, prepare)


def _take_folder(paths: DataPaths) -> FolderLock | None:
    """The right to work in the folder; None when another window was asked to come forward."""
    try:
        return lock(paths)
    except UserError:
        if _call_first(paths):
            return None
        raise


def _call_first(paths: DataPaths) -> bool:
    """Whether the window that works in the folder came forward."""
    try:
        from ui.single_instance import call_first
    except ImportError:
        return False
    return call_first(paths)


def _run(
    app: QApplication,
    theme: Theme,
    paths: DataPaths,
    gate: Gate | DataPaths,
    sample: tuple[str, str] | None,
    prepare: Prepare | None,
) -> int:
    settings = settings_at(paths)
    shell = Shell(theme, settings)
    program = Program(app, shell, theme, paths, settings, lambda: _gate_at(gate), sample, prepare)
    guards: list[Guard] = []
    shell.painted.connect(lambda: guards.append(_guard(theme, paths, shell, program)))
    try:
        program.start()
        shell.show()
        return app.exec()
    except Exception as error:
        guards = guards or [_guard(theme, paths, shell, program)]
        guards[0].reporter.show(error)
        return 1
    finally:
        program.close()
        for guard in guards:
            guard.leave()


def _guard(theme: Theme, paths: DataPaths, shell: Shell, program: Program) -> Guard:
    from ui.guard import Guard

    return Guard(theme, paths, shell, program)


def _gate_at(gate: Gate | DataPaths) -> Gate:
    from dinsos_desk.desk import Gate

    return Gate(gate) if isinstance(gate, DataPaths) else gate


def _tell(theme: Theme, error: DeskError) -> None:
    """What stops the program before it has a window."""
    from ui.error_dialog import ErrorDialog

    ErrorDialog(theme, sentence(error), isinstance(error, UserError)).exec()
