from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from dinsos_desk.db.queries.recaps.figures import ServiceFigures
from dinsos_desk.db.queries.requests.figures import Filter
from dinsos_desk.desk import Desk
from dinsos_desk.domain.routing import Role
from dinsos_desk.sample.fill import Wishes
from dinsos_desk.sample.people import Crowd
from dinsos_desk.usecases.actor import Actor
from tests.factories import StandingClock
from tests.ui.office_work import finish, room_context, take
from ui.context import Context
from ui.models.columns import Role as ItemRole
from ui.recaps.figures import FigureLine, reconciles, reconciliation, share_on_time, total
from ui.recaps.room import RecapsRoom
from ui.tasks import Tasks
from ui.theme import Theme

DTKS, LOST = "lubuklinggau-dtks", "lubuklinggau-orang-terlantar"
COUNTS = st.integers(0, 5000)


@pytest.fixture
def context(desk: Desk, actor: Actor, tasks: Tasks, theme: Theme, tmp_path: Path) -> Context:
    return room_context(desk, actor, tasks, theme, tmp_path)


@pytest.fixture
def room(context: Context, clock: StandingClock, qtbot: QtBot) -> RecapsRoom:
    crowd = Crowd()
    desk, actor = context.desk, context.actor
    finish(desk, actor, take(desk, actor, DTKS, crowd), crowd, clock)
    take(desk, actor, DTKS, crowd)
    take(desk, actor, LOST, crowd, Wishes(incomplete=True))
    made = RecapsRoom(context)
    qtbot.addWidget(made)
    made.resize(1154, 768)
    made.show()
    made.enter()
    qtbot.waitUntil(lambda: bool(made.model.rows()))
    return made


@given(COUNTS, COUNTS, COUNTS, COUNTS, COUNTS, COUNTS, COUNTS)
def test_the_total_reconciles_when_its_lines_do(
    over: int, done: int, back: int, no: int, off: int, left: int, late: int
) -> None:
    received = done + back + no + off + left - over
    figures = ServiceFigures("a", over, received, done, back, no, off, left, done - late, late)
    assert reconciles(figures)
    both = total([FigureLine("a", "A", figures), FigureLine("b", "B", figures)])
    assert both.is_total
    assert reconciles(both.figures)
    assert both.figures.completed == 2 * done


def test_a_share_needs_something_completed() -> None:
    assert share_on_time(ServiceFigures("a", 0, 0, 0, 0, 0, 0, 0, 0, 0)) == "–"
    assert share_on_time(ServiceFigures("a", 0, 3, 3, 0, 0, 0, 0, 2, 1)) == "67%"
    words = reconciliation(ServiceFigures("a", 1, 1200, 1000, 1, 0, 0, 200, 900, 100))
    assert "Sisa awal 1 + diterima 1.200 = 1.201" in words


def test_figures_total_and_cards_agree(room: RecapsRoom) -> None:
    QAbstractItemModelTester(room.model, QAbstractItemModelTester.FailureReportingMode.Warning)
    lines = room.model.rows()
    assert [line.code for line in lines[:-1]] == sorted(room.context.desk.library.catalog.services)
    assert lines[-1].is_total
    assert lines[-1].figures.received == 3
    assert room.model.index(len(lines) - 1, 1).data(ItemRole.BOLD)
    assert not room.model.index(0, 1).data(ItemRole.BOLD)
    assert {key: card.figure() for key, card in room.cards.items()} == {
        "diterima": "3",
        "selesai": "1",
        "tepat": "100%",
        "terlambat": "0",
        "berjalan": "1",
    }
    assert "diterima 3 = 3" in room.note.text()
    assert room.banner.isHidden()


def test_enter_opens_the_list_behind_a_line(room: RecapsRoom, qtbot: QtBot) -> None:
    span = (date(2026, 11, 1), date(2026, 11, 30))
    room.table.choose_row([line.code for line in room.model.rows()].index(DTKS))
    with qtbot.waitSignal(room.list_wanted) as wanted:
        qtbot.keyClick(room.table, Qt.Key.Key_Return)
    assert wanted.args == [Filter(services=(DTKS,), received=span)]
    qtbot.keyClick(room.table, Qt.Key.Key_End)
    with qtbot.waitSignal(room.list_wanted) as all_wanted:
        qtbot.keyClick(room.table, Qt.Key.Key_Return)
    assert all_wanted.args == [Filter(received=span)]


def test_the_workbook_is_made_for_the_period_shown(
    room: RecapsRoom, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[tuple[str, bytes]] = []
    monkeypatch.setattr(room.context.outputs, "open", lambda name, content: made.append((name, content)))
    room.period.back.click()
    room.main_action()
    qtbot.waitUntil(lambda: len(made) == 1 and room.make.isEnabled())
    assert made[0][0] == "rekap-2026-10.xlsx"
    assert made[0][1].startswith(b"PK")


def test_saving_says_where_and_turning_back_says_nothing(
    room: RecapsRoom, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    answers = [None, tmp_path / "rekap.xlsx"]
    monkeypatch.setattr(room.context.outputs, "save_as", lambda *_: answers.pop(0))
    room.save.click()
    qtbot.waitUntil(lambda: len(answers) == 1 and room.save.isEnabled())
    assert room.banner.isHidden()
    room.save.click()
    qtbot.waitUntil(lambda: "rekap.xlsx" in room.banner.text())
    qtbot.waitUntil(room.save.isEnabled)


def test_a_kabid_sees_one_bidang_and_no_workbook(
    desk: Desk, actor: Actor, tasks: Tasks, theme: Theme, tmp_path: Path, qtbot: QtBot
) -> None:
    division = desk.library.catalog.services[DTKS].division
    kabid = Actor(actor.user_id, "k", "K", "Kabid", frozenset({Role.KABID}), division)
    room = RecapsRoom(room_context(desk, kabid, tasks, theme, tmp_path))
    qtbot.addWidget(room)
    room.show()
    room.enter()
    qtbot.waitUntil(lambda: bool(room.model.rows()))
    services = desk.library.catalog.services
    shown = {services[line.code].division for line in room.model.rows()[:-1]}
    assert division in shown
    assert shown <= {division, ""}
    assert not room.make.isEnabled()
    assert room.make.toolTip()
