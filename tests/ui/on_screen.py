"""Rooms, windows and dialogs as a person has them before them."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeVar

import pytest
from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot

from ui.context import Context
from ui.main_window import MainWindow
from ui.room import Room

SomeRoom = TypeVar("SomeRoom", bound=Room)
SomeDialog = TypeVar("SomeDialog", bound=QDialog)


def window_of(qtbot: QtBot, context: Context) -> MainWindow:
    """The open office, active, on the smallest screen."""
    window = MainWindow(context)
    qtbot.addWidget(window)
    window.resize(1366, 768)
    window.show()
    qtbot.waitExposed(window)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    return window


def entered(qtbot: QtBot, room: SomeRoom, focus: Callable[[SomeRoom], QWidget] | None = None) -> SomeRoom:
    """A room as wide as beside the bar, with what it shows read; active where it is given the cursor."""
    qtbot.addWidget(room)
    room.resize(1154, 768)
    room.show()
    room.enter()
    if focus is not None:
        qtbot.waitExposed(room)
        room.activateWindow()
        focus(room).setFocus()
    assert room.context.tasks.wait_idle()
    return room


def in_dialogs(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, kind: type[SomeDialog]
) -> Callable[[Callable[[SomeDialog], None]], None]:
    """Sets what somebody does in dialogs of a kind once they are open and have the cursor."""

    def prepare(work: Callable[[SomeDialog], None]) -> None:
        def shown(dialog: SomeDialog) -> int:
            dialog.show()
            qtbot.waitExposed(dialog)
            dialog.activateWindow()
            qtbot.waitUntil(lambda: dialog.isAncestorOf(QApplication.focusWidget()))
            work(dialog)
            qtbot.waitUntil(lambda: not dialog.isVisible())
            return dialog.result()

        monkeypatch.setattr(kind, "exec", shown)

    return prepare


def a_turn_later(qtbot: QtBot) -> None:
    """What the program put off to the next turn of its loop is done: zero timers come in order."""
    came: list[bool] = []
    QTimer.singleShot(0, lambda: came.append(True))
    qtbot.waitUntil(lambda: bool(came))


@contextmanager
def windows_seen() -> Iterator[list[str]]:
    """Names of what comes up as a window meanwhile: a button that is shown before it has a place does."""
    seen: list[str] = []

    class Watch(QObject):
        def eventFilter(self, watched: QObject, event: QEvent) -> bool:
            if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
                seen.append(watched.objectName())
            return False

    watch, app = Watch(), QApplication.instance()
    assert app is not None
    app.installEventFilter(watch)
    try:
        yield seen
    finally:
        app.removeEventFilter(watch)
