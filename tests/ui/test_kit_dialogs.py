import sys
import threading
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from dinsos_desk.errors import DeskError, EnvironmentProblem, UserError
from ui.dialogs import ConfirmDialog, Dialogs, TextDialog
from ui.error_dialog import CrashDialog, ErrorDialog, ErrorReporter, crash_report, install_excepthook
from ui.theme import Theme


@dataclass(frozen=True)
class Words:
    title: str = "Berkas sedang dibuka"
    text: str = "Surat sedang dibuka di Word."
    advice: str = "Tutup surat itu, lalu coba lagi."


SECRET = "Siti 1673990103990003"


def fault() -> Exception:
    try:
        try:
            {}[SECRET]
        except KeyError as error:
            raise ValueError(SECRET) from error
    except ValueError as error:
        return error


@pytest.fixture
def reporter(theme: Theme, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ErrorReporter:
    made = ErrorReporter(theme, lambda error: Words(text=error.code), tmp_path, "0.1.0")
    made.shown = []
    made.run = made.shown.append
    return made


def test_a_report_holds_no_values() -> None:
    report = crash_report(fault(), "0.1.0", datetime(2026, 11, 21, 8, 14))
    assert SECRET not in report
    assert "1673" not in report
    assert "ValueError" in report
    assert "disebabkan oleh:\nKeyError" in report
    assert "tests/ui/test_kit_dialogs.py:" in report
    assert "2026-11-21 08.14.00" in report
    assert str(Path.cwd()) not in report


def test_foreseen_failures_are_told_kindly(reporter: ErrorReporter, qtbot: QtBot) -> None:
    for error in (UserError("sandi_salah"), EnvironmentProblem("disk_penuh")):
        dialog = reporter.dialog(error)
        qtbot.addWidget(dialog)
        assert isinstance(dialog, ErrorDialog)
        assert error.code in dialog.accessibleDescription()
        dialog.show()
        qtbot.keyClick(dialog, Qt.Key.Key_Return)
        assert dialog.result() == QDialog.DialogCode.Accepted


def test_a_defect_keeps_drafts_and_can_be_copied(reporter: ErrorReporter, qtbot: QtBot, caplog) -> None:
    with qtbot.waitSignal(reporter.crashing):
        reporter.show(fault())
    (dialog,) = reporter.shown
    qtbot.addWidget(dialog)
    assert isinstance(dialog, CrashDialog)
    dialog.show()
    qtbot.mouseClick(dialog.copy, Qt.MouseButton.LeftButton)
    assert "ValueError" in QGuiApplication.clipboard().text()
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    assert any(record.name.startswith("dinsos_desk") for record in caplog.records)


def test_the_log_folder_is_opened(
    reporter: ErrorReporter, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    monkeypatch.setattr(
        "ui.error_dialog.QDesktopServices.openUrl", lambda url: opened.append(url.toLocalFile())
    )
    dialog = reporter.dialog(fault())
    qtbot.addWidget(dialog)
    dialog.folder.click()
    assert opened == [str(tmp_path)]


def test_one_dialog_at_a_time(reporter: ErrorReporter, qtbot: QtBot) -> None:
    def show_again(dialog: QDialog) -> None:
        reporter.shown.append(dialog)
        qtbot.addWidget(dialog)
        reporter.show(fault())

    reporter.run = show_again
    reporter.show(fault())
    assert len(reporter.shown) == 1


def test_uncaught_failures_arrive_from_every_thread(reporter: ErrorReporter, qtbot: QtBot) -> None:
    former = sys.excepthook
    restore = install_excepthook(reporter)
    try:
        error = fault()
        sys.excepthook(type(error), error, error.__traceback__)
        qtbot.waitUntil(lambda: len(reporter.shown) == 1)

        def work() -> None:
            raise UserError("sandi_salah")

        thread = threading.Thread(target=work)
        thread.start()
        thread.join()
        qtbot.waitUntil(lambda: len(reporter.shown) == 2)
    finally:
        restore()
    assert sys.excepthook is former
    for dialog in reporter.shown:
        qtbot.addWidget(dialog)


def answer(act) -> None:
    """Act on the dialog that is about to open, as soon as it takes keys."""
    watch = QTimer(QApplication.instance(), interval=1)

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        if dialog is not None and dialog.isActiveWindow():
            watch.stop()
            watch.deleteLater()
            act(dialog)

    watch.timeout.connect(look)
    watch.start()


@pytest.mark.parametrize(
    ("key", "modifier", "destructive", "yes"),
    [
        (Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier, True, True),
        (Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier, True, False),
        (Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier, False, True),
        (Qt.Key.Key_Escape, Qt.KeyboardModifier.NoModifier, False, False),
    ],
)
def test_confirming(
    qtbot: QtBot, theme: Theme, key: Qt.Key, modifier: Qt.KeyboardModifier, destructive: bool, yes: bool
) -> None:
    answer(lambda dialog: qtbot.keyClick(dialog, key, modifier))
    said = Dialogs.confirm(None, "Batalkan?", "Riwayat tetap tersimpan.", "Batalkan permohonan", destructive)
    assert said is yes


def test_a_required_text_is_asked_for_again(qtbot: QtBot, theme: Theme) -> None:
    dialog = TextDialog(None, "Kembalikan", "Alasan", multi_line=True, max_length=10)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.accept()
    assert dialog.isVisible()
    assert dialog.field.error() == "Wajib diisi."
    qtbot.keyClicks(dialog.editor, "x" * 11)
    dialog.accept()
    assert "paling banyak 10" in dialog.field.error()
    assert dialog.value() == "x" * 11


def test_a_text_comes_back_or_nothing(qtbot: QtBot, theme: Theme) -> None:
    def type_it(dialog: TextDialog) -> None:
        qtbot.keyClicks(dialog.editor, "  Alamat belum sama  ")
        qtbot.keyClick(dialog.editor, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)

    answer(type_it)
    assert Dialogs.ask_text(None, "Kembalikan", "Alasan", multi_line=True) == "Alamat belum sama"
    answer(lambda dialog: qtbot.keyClick(dialog, Qt.Key.Key_Escape))
    assert Dialogs.ask_text(None, "Kembalikan", "Alasan") is None


def test_a_dangerous_question_rests_on_no(qtbot: QtBot, theme: Theme) -> None:
    dialog = ConfirmDialog(None, "Hapus?", "Tidak dapat dikembalikan.", "Hapus", True)
    qtbot.addWidget(dialog)
    assert dialog.cancel.isDefault()
    assert not dialog.action.isDefault()


def test_errors_are_told_by_code_only() -> None:
    assert SECRET not in crash_report(DeskError("x", nama=SECRET), "0", datetime(2026, 1, 1))
