"""A data folder on a network or in a synchronised folder: asked before a new office, told at the sign-in."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from dinsos_desk.desk import Gate
from dinsos_desk.folder_place import Place
from tests.factories import StandingClock, gate_at, settled
from ui.look import settings_at
from ui.start import opening as module
from ui.start.login import LoginPage
from ui.start.program import Program
from ui.start.risky_place import RiskyPlacePage
from ui.start.setup import SetupPage
from ui.start.shell import Shell
from ui.theme import Theme

WAIT = 20_000
Start = Callable[[Gate], Program]


@pytest.fixture
def gate(tmp_path: Path, clock: StandingClock) -> Gate:
    return gate_at(tmp_path / "data", clock)


@pytest.fixture
def made(gate: Gate) -> Gate:
    """The gate of an office that was set up."""
    desk, _ = settled(gate)
    desk.close()
    return gate


@pytest.fixture
def start(qtbot: QtBot, qapp: QApplication, theme: Theme) -> Iterator[Start]:
    """Starts the program at a gate; it is closed at the end, however the test went."""
    opened: list[Program] = []

    def begin(gate: Gate) -> Program:
        settings = settings_at(gate.paths)
        program = Program(qapp, Shell(theme, settings), theme, gate.paths, settings, lambda: gate)
        opened.append(program)
        program.shell.resize(1366, 768)
        program.start()
        program.shell.show()
        return program

    yield begin
    for program in opened:
        program.close()
        program.shell.may_close = lambda: True
        program.shell.close()
        program.shell.deleteLater()


@pytest.fixture(params=[Place.NETWORK, Place.CLOUD])
def risky(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Place:
    monkeypatch.setattr(module, "place_of", lambda _folder: request.param)
    return request.param


def asked(qtbot: QtBot, program: Program) -> RiskyPlacePage:
    qtbot.waitUntil(lambda: isinstance(program.shell.page(), RiskyPlacePage), timeout=WAIT)
    page = program.shell.page()
    assert isinstance(page, RiskyPlacePage)
    return page


def test_a_new_office_is_made_there_only_on_demand(
    qtbot: QtBot, gate: Gate, start: Start, risky: Place
) -> None:
    program = start(gate)
    page = asked(qtbot, program)
    assert page.folder.text() == str(gate.paths.root)
    assert ("jaringan" in page.text.text()) is (risky is Place.NETWORK)
    assert page.close_button.hasFocus() or not program.shell.isActiveWindow()
    qtbot.keyClick(page, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: isinstance(program.shell.page(), SetupPage), timeout=WAIT)


def test_escape_closes_and_nothing_was_made(qtbot: QtBot, gate: Gate, start: Start, risky: Place) -> None:
    program = start(gate)
    page = asked(qtbot, program)
    qtbot.keyClick(page, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not program.shell.isVisible(), timeout=WAIT)
    assert not gate.paths.database.exists()
    assert not gate.paths.keys.exists()


def test_an_office_there_is_told_at_the_sign_in(qtbot: QtBot, made: Gate, start: Start, risky: Place) -> None:
    program = start(made)
    page = program.login
    assert isinstance(page, LoginPage)
    qtbot.waitUntil(lambda: not page.banner.isHidden(), timeout=WAIT)
    assert "rusak di sana" in page.banner.text()
    assert page.button.isEnabled()


def test_the_own_disk_is_not_mentioned(qtbot: QtBot, gate: Gate, start: Start) -> None:
    program = start(gate)
    qtbot.waitUntil(lambda: isinstance(program.shell.page(), SetupPage), timeout=WAIT)
