"""The line about a PC's clock that cannot be right: said at the start and while running, and answered."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from dinsos_desk.desk import Desk, Gate
from dinsos_desk.domain.desk_clock import DeskClock
from dinsos_desk.domain.routing import Role
from dinsos_desk.errors import EnvironmentProblem
from dinsos_desk.paths import DataPaths
from dinsos_desk.usecases.actor import Actor
from tests.factories import PASSWORD, cheap_ring, colleague, new_desk
from tests.ui.office_work import room_context
from ui import clock_notice
from ui.dialogs import Dialogs
from ui.main_window import MainWindow
from ui.tasks import Tasks
from ui.theme import Theme

START = datetime(2026, 11, 23, 8, 14)


class Pc:
    """A PC whose clock can be set."""

    moment, ticks = START, 0.0


@pytest.fixture
def pc() -> Pc:
    return Pc()


@pytest.fixture
def opened(tmp_path: Path, pc: Pc) -> Iterator[tuple[Desk, Actor]]:
    folder = tmp_path / "kantor"
    new_desk(folder)[0].close()
    clock = DeskClock(lambda: pc.moment, lambda: pc.ticks)
    desk, actor = Gate(DataPaths(folder), ring_at=cheap_ring, now=clock).open("rani", PASSWORD)
    yield desk, actor
    desk.close()


@pytest.fixture
def open_window(
    qtbot: QtBot, opened: tuple[Desk, Actor], tasks: Tasks, theme: Theme, tmp_path: Path
) -> Callable[..., MainWindow]:
    def make(who: Actor | None = None) -> MainWindow:
        window = MainWindow(room_context(opened[0], who or opened[1], tasks, theme, tmp_path))
        qtbot.addWidget(window)
        window.resize(1366, 768)
        window.show()
        qtbot.waitExposed(window)
        tasks.wait_idle()
        return window

    return make


def test_a_right_clock_says_nothing_and_is_remembered(
    open_window: Callable[..., MainWindow], opened: tuple[Desk, Actor], pc: Pc, tasks: Tasks
) -> None:
    window = open_window()
    assert window.clock_notice.isHidden()
    pc.moment += timedelta(minutes=1)
    pc.ticks += 60
    window.clock_notice.look()
    tasks.wait_idle()
    with opened[0].reader() as uow:
        assert uow.clocks.seen() == START + timedelta(minutes=1)


def test_set_back_while_running_is_said_and_set_right_by_the_pc(
    open_window: Callable[..., MainWindow], pc: Pc
) -> None:
    window = open_window()
    pc.moment = datetime(2010, 1, 1)
    window.clock_notice.look()
    assert "menunjukkan 1 Januari 2010 pukul 00.00" in window.clock_notice.text()
    assert "sudah mencatat 23 November 2026 pukul 08.14" in window.clock_notice.text()
    pc.moment = START + timedelta(minutes=2)
    window.clock_notice.look()
    assert window.clock_notice.isHidden()


def test_set_forward_is_said_once_and_read(open_window: Callable[..., MainWindow], pc: Pc) -> None:
    window = open_window()
    pc.moment += timedelta(days=900)
    window.clock_notice.look()
    assert "baru saja maju dari 23 November 2026 pukul 08.14" in window.clock_notice.text()
    window.clock_notice.link.click()
    assert window.clock_notice.isHidden()
    window.clock_notice.look()
    assert window.clock_notice.isHidden()


def test_somebody_says_that_the_pc_is_right(
    qtbot: QtBot, open_window: Callable[..., MainWindow], opened: tuple[Desk, Actor], pc: Pc, tasks: Tasks,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    desk, _ = opened
    window = open_window()
    pc.moment += timedelta(days=900)
    window.clock_notice.look()
    tasks.wait_idle()
    pc.moment -= timedelta(days=900)
    window.clock_notice.look()
    asked: list[str] = []
    answers = [False, True]

    def confirm(*args: object, **kwargs: object) -> bool:
        asked.append(str(args[2]))
        return answers.pop(0)

    monkeypatch.setattr(Dialogs, "confirm", confirm)
    window.clock_notice.link.click()
    assert desk.now() == START + timedelta(days=900)
    window.clock_notice.link.click()
    qtbot.waitUntil(window.clock_notice.isHidden)
    assert "23 November 2026 pukul 08.14" in asked[0]
    assert desk.now() == START
    with desk.reader() as uow:
        assert uow.clocks.seen() == START


def test_who_only_reads_is_told_but_decides_nothing(
    open_window: Callable[..., MainWindow], opened: tuple[Desk, Actor], pc: Pc
) -> None:
    window = open_window(colleague(*opened, Role.PEMBACA))
    pc.moment -= timedelta(days=1)
    window.clock_notice.look()
    assert not window.clock_notice.isHidden()
    assert window.clock_notice.link.isHidden()


def test_a_full_disk_is_said_when_the_clock_is_set_right_and_not_each_minute(
    qtbot: QtBot, open_window: Callable[..., MainWindow], pc: Pc, tasks: Tasks,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    window = open_window()
    pc.moment -= timedelta(days=1)

    def full(*args: object) -> None:
        raise EnvironmentProblem("disk_penuh")

    monkeypatch.setattr(clock_notice, "keep_clock", full)
    monkeypatch.setattr(clock_notice, "set_clock_right", full)
    monkeypatch.setattr(Dialogs, "confirm", lambda *args, **kwargs: True)
    window.clock_notice.look()
    tasks.wait_idle()
    assert "Jam komputer mundur" in window.clock_notice.text()
    window.clock_notice.link.click()
    qtbot.waitUntil(lambda: "Ruang penyimpanan penuh" in window.clock_notice.text())
