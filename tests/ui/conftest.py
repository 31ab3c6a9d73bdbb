"""What every test of the window needs: no screen, and the window's dress."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.stray_windows import guard
from ui import theme as themes
from ui.collector import Collector
from ui.tasks import Tasks

if TYPE_CHECKING:
    from dinsos_desk.desk import Desk
    from dinsos_desk.usecases.actor import Actor
    from tests.ui.intake_desk import Clerk
    from ui.context import Context


def pytest_configure(config: pytest.Config) -> None:
    """What the screenless platform cannot do says nothing about our windows."""
    config.addinivalue_line("qt_log_ignore", "This plugin does not support ")


@pytest.fixture(scope="session")
def theme(qapp: QApplication) -> themes.Theme:
    """The light set at 100%, put on the application once."""
    return themes.apply(qapp)


@pytest.fixture
def tasks(qtbot: QtBot) -> Iterator[Tasks]:
    """Tasks of a window, finished before the test ends; as in the program, no worker collects widgets."""
    collector = Collector()
    made = Tasks()
    yield made
    collector.close()
    assert made.close()


@pytest.fixture(scope="session", autouse=True)
def no_stray_windows() -> Iterator[None]:
    """No part of a page comes up as a window of its own."""
    with pytest.MonkeyPatch.context() as patch:
        guard(patch)
        yield


@pytest.fixture
def context(desk: "Desk", actor: "Actor", tasks: Tasks, theme: themes.Theme, tmp_path: Path) -> "Context":
    """What a room is given, over a real office."""
    from tests.ui.office_work import room_context

    return room_context(desk, actor, tasks, theme, tmp_path)


@pytest.fixture
def clerk(qtbot: QtBot, context: "Context") -> "Clerk":
    """Somebody at the keyboard of the intake room."""
    from tests.ui.intake_desk import open_room

    return open_room(qtbot, context)
