"""The self-test in a window: every check stands there, the verdict is said, the report can be copied."""

import gc
import tempfile
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from dinsos_desk import __main__ as command_line
from dinsos_desk.self_test.findings import FailedError
from dinsos_desk.self_test.fresh import FreshTest
from ui import self_test_window as module
from ui.self_test import window_checks
from ui.self_test_window import SelfTestWindow
from ui.theme import Theme

WAIT = 60_000


def checked(qtbot: QtBot, theme: Theme) -> SelfTestWindow:
    window = SelfTestWindow(theme)
    qtbot.addWidget(window)
    with qtbot.waitSignal(window.finished_checks, timeout=WAIT):
        window.show()
    return window


def test_every_check_stands_in_the_window_and_the_report_is_copied(qtbot: QtBot, theme: Theme) -> None:
    window = checked(qtbot, theme)
    subjects = [window.table.topLevelItem(place).text(0) for place in range(window.table.topLevelItemCount())]
    assert {"Basis data baru", "Surat", "Rekap Excel", "Huruf", "Halaman masuk"} <= set(subjects)
    assert "SEMUA BAIK" in window.banner.text()
    assert window.waiting.isHidden()
    qtbot.keyClick(window, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: "Tersalin" in window.copy_button.text())
    assert QGuiApplication.clipboard().text() == window.report()
    assert "SEMUA BAIK" in window.report()
    qtbot.keyClick(window, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not window.isVisible())


def test_the_page_that_is_tried_leaves_no_file(
    qtbot: QtBot, theme: Theme, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    assert "tergambar" in dict(window_checks(theme))["Halaman masuk"]()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()
    assert not list(tmp_path.iterdir())


def test_what_is_broken_is_said(qtbot: QtBot, theme: Theme, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken() -> str:
        raise FailedError("Tidak lengkap: desa.csv.gz.")

    monkeypatch.setattr(FreshTest, "checks", lambda _test: (("Data wilayah", broken),))
    monkeypatch.setattr(module, "window_checks", lambda _theme: ())
    window = checked(qtbot, theme)
    assert "ADA YANG SALAH: 1 dari 1" in window.banner.text()
    assert window.table.topLevelItem(0).text(1) == "SALAH"


def test_a_test_that_cannot_even_begin_is_said(
    qtbot: QtBot, theme: Theme, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full() -> None:
        raise OSError(28, "No space left")

    monkeypatch.setattr(module, "fresh_test", full)
    window = checked(qtbot, theme)
    assert "ADA YANG SALAH" in window.banner.text()


@pytest.mark.parametrize("arguments", [["periksa", "--jendela"], ["periksa"]])
def test_without_a_command_window_the_result_is_shown(
    arguments: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "show_self_test", lambda _folder: False)
    monkeypatch.setattr(command_line.console, "attach", lambda: False)
    monkeypatch.setattr(command_line.sys, "stdout", None)
    assert command_line.main(arguments) == command_line.FAILED
