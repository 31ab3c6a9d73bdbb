"""A guard for every test of the window: no part of a page may come up as a window of its own.

A widget without a parent that is shown before it lies in a layout is a window for a moment: it flashes on the
screen, takes the keys away from whoever types, and costs the time of a real window.
"""

import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

import ui

_OURS = str(Path(ui.__file__).parent)
_PLAIN = (Qt.WindowType.Widget, Qt.WindowType.Window)
_WINDOWS = frozenset({"Shell", "CallScreen"})
"""What is meant to be a window without a parent, by class."""


def guard(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let every ``show`` that the program calls say so when it would open a stray window."""

    def watched(original: Callable[..., None], shows: Callable[..., bool]) -> Callable[..., None]:
        def checked(widget: QWidget, *visible: bool) -> None:
            if shows(*visible) and widget.parentWidget() is None and widget.windowType() in _PLAIN:
                caller = sys._getframe(1).f_code.co_filename
                name = type(widget).__name__
                if caller.startswith(_OURS) and name not in _WINDOWS:
                    raise AssertionError(f"{name} {widget.objectName()!r} comes up as a window ({caller})")
            original(widget, *visible)

        return checked

    monkeypatch.setattr(QWidget, "show", watched(QWidget.show, lambda: True))
    monkeypatch.setattr(QWidget, "setVisible", watched(QWidget.setVisible, bool))
    monkeypatch.setattr(QWidget, "setHidden", watched(QWidget.setHidden, lambda hidden: not hidden))
