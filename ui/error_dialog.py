"""How failures reach a person: kindly when foreseen, with a copyable report when not.

A report names classes, files and lines. It holds no values: they may be somebody's data.
"""

import logging
import platform
import sys
import threading
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from traceback import walk_tb
from types import TracebackType
from typing import Protocol

import PySide6
from PySide6.QtCore import QObject, Qt, QUrl, Signal, Slot, qVersion
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QDialog, QLabel, QPlainTextEdit, QWidget

from dinsos_desk.errors import DeskError, UserError
from ui.theme import Theme, Tone
from ui.widgets.buttons import ButtonKind, KeyButton
from ui.widgets.layouts import STRETCH, column, row, text_label

_LOG = logging.getLogger("dinsos_desk.window")
_LETTERS = 64


class Told(Protocol):
    """An error in words, as ``dinsos_desk.messages.sentence`` gives it."""

    @property
    def title(self) -> str: ...
    @property
    def text(self) -> str: ...
    @property
    def advice(self) -> str: ...


Describe = Callable[[DeskError], Told]


def crash_report(error: BaseException, version: str, now: datetime) -> str:
    """What a maintainer needs and nothing personal: versions, classes, files and lines."""
    head = [
        f"Dinsos Desk {version}",
        f"Waktu: {now:%Y-%m-%d %H.%M.%S}",
        f"Python {platform.python_version()}, Qt {qVersion()}, PySide6 {PySide6.__version__}",
        f"Sistem: {platform.system()} {platform.release()} {platform.machine()}",
        "",
    ]
    lines: list[str] = []
    cause: BaseException | None = error
    seen: set[int] = set()
    while cause is not None and id(cause) not in seen:
        seen.add(id(cause))
        lines += _trace(cause)
        cause = cause.__cause__ or cause.__context__
        if cause is not None:
            lines.append("disebabkan oleh:")
    return "\n".join(head + lines)


def _trace(error: BaseException) -> list[str]:
    name = type(error).__name__
    said = f"{name}: {error.code}" if isinstance(error, DeskError) else name
    frames = [
        f"  {'/'.join(Path(frame.f_code.co_filename).parts[-3:])}:{line} {frame.f_code.co_name}"
        for frame, line in walk_tb(error.__traceback__)
    ]
    return [said, *frames]


class ErrorDialog(QDialog):
    """A foreseen failure: what is wrong, and what to do."""

    def __init__(self, theme: Theme, told: Told, mendable: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("kabar_salah")
        self.setWindowTitle(told.title)
        self.setAccessibleDescription(f"{told.text} {told.advice}".strip())
        tone = Tone.WARN if mendable else Tone.BAD
        icon = QLabel()
        icon.setPixmap(
            theme.icon("alert-outline" if mendable else "alert-circle-outline", tone).pixmap(theme.px(28))
        )
        text = text_label(told.text, wrap=True)
        advice = text_label(told.advice, "muted", wrap=True)
        for label in (text, advice):
            label.setMinimumWidth(self.fontMetrics().averageCharWidth() * _LETTERS)
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.understood = KeyButton("Mengerti", "Return", ButtonKind.PRIMARY, name="mengerti")
        self.understood.clicked.connect(self.accept)
        self.understood.setDefault(True)
        words = column(text_label(told.title, "section", wrap=True), text, advice, spacing=8)
        body = row(column(icon, STRETCH), words, spacing=14)
        body.setStretch(1, 1)
        buttons = row(STRETCH, self.understood)
        self.setLayout(column(body, buttons, spacing=16, margins=(24, 20, 24, 20)))
        advice.setVisible(bool(told.advice))
        self.understood.setFocus()


class CrashDialog(QDialog):
    """A defect of the program: the work is kept, the report can be copied."""

    def __init__(self, theme: Theme, report: str, log_folder: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("kabar_rusak")
        self.setWindowTitle("Terjadi kesalahan pada program")
        self._report = report
        self._log_folder = log_folder
        icon = QLabel()
        icon.setPixmap(theme.icon("bug-outline", Tone.BAD).pixmap(theme.px(28)))
        text = text_label(
            "Langkah terakhir mungkin belum tersimpan. Konsep yang sedang diisi tetap disimpan "
            "dan dapat dilanjutkan.",
            wrap=True,
        )
        advice = text_label(
            "Bila terjadi lagi, salin laporan ini dan kirimkan kepada pengelola program. "
            "Laporan tidak memuat data pribadi.",
            "muted",
            wrap=True,
        )
        self.report = QPlainTextEdit(report)
        self.report.setObjectName("isi_laporan")
        self.report.setAccessibleName("Isi laporan")
        self.report.setReadOnly(True)
        self.report.setTabChangesFocus(True)
        self.report.setMinimumSize(theme.px(520), theme.px(170))
        self.copy = KeyButton("Salin laporan", "Ctrl+Shift+C", name="salin_laporan")
        self.copy.clicked.connect(self._copy)
        self.folder = KeyButton("Buka folder log", name="buka_folder_log")
        self.folder.clicked.connect(self._open_folder)
        self.proceed = KeyButton("Lanjutkan", "Esc", ButtonKind.PRIMARY, name="lanjutkan")
        self.proceed.clicked.connect(self.accept)
        self.proceed.setDefault(True)
        words = column(text_label(self.windowTitle(), "section"), text, advice, spacing=6)
        head = row(column(icon, STRETCH), words, spacing=14)
        head.setStretch(1, 1)
        buttons = row(self.copy, self.folder, STRETCH, self.proceed)
        self.setLayout(column(head, self.report, buttons, spacing=12, margins=(24, 20, 24, 20)))
        self.proceed.setFocus()

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._report)
        self.copy.set_label("Tersalin")

    def _open_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._log_folder)))


class ErrorReporter(QObject):
    """Shows every failure that nobody else handled. ``reported`` may be emitted on any thread."""

    reported = Signal(object)
    crashing = Signal()
    """Just before the crash dialog: the moment to keep drafts."""

    def __init__(
        self,
        theme: Theme,
        describe: Describe,
        log_folder: Path,
        version: str,
        window: QWidget | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.theme = theme
        self.window = window
        self._describe = describe
        self._log_folder = log_folder
        self._version = version
        self._showing = False
        self.reported.connect(self.show, Qt.ConnectionType.QueuedConnection)

    @Slot(object)
    def show(self, error: BaseException) -> None:
        """Tell a person; while a dialog is open further failures only go to the log."""
        if not isinstance(error, DeskError):
            _LOG.error("unforeseen failure", exc_info=(type(error), error, error.__traceback__))
        elif not isinstance(error, UserError):
            _LOG.warning("environment problem: %s", error.code)
        if self._showing:
            return
        self._showing = True
        try:
            self.run(self.dialog(error))
        finally:
            self._showing = False

    def dialog(self, error: BaseException) -> QDialog:
        """The dialog that fits the failure."""
        if isinstance(error, DeskError):
            mendable = isinstance(error, UserError)
            return ErrorDialog(self.theme, self._describe(error), mendable, self.window)
        self.crashing.emit()
        report = crash_report(error, self._version, datetime.now())
        return CrashDialog(self.theme, report, self._log_folder, self.window)

    def run(self, dialog: QDialog) -> None:
        """Wait for the dialog; a test replaces this."""
        dialog.exec()
        dialog.deleteLater()


def install_excepthook(reporter: ErrorReporter) -> Callable[[], None]:
    """Send every uncaught exception, of the window and of threads, to the reporter.

    Returns a function that puts the former hooks back.
    """
    former, former_thread = sys.excepthook, threading.excepthook

    def hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, Exception):
            reporter.reported.emit(error.with_traceback(trace))
        else:
            former(kind, error, trace)

    def thread_hook(args: threading.ExceptHookArgs) -> None:
        if args.exc_value is not None and issubclass(args.exc_type, Exception):
            reporter.reported.emit(args.exc_value)

    def restore() -> None:
        sys.excepthook, threading.excepthook = former, former_thread

    sys.excepthook, threading.excepthook = hook, thread_hook
    return restore
