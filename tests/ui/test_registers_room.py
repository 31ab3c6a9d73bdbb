from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QAbstractItemModel, Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from dinsos_desk.desk import Desk
from dinsos_desk.domain.routing import Role
from dinsos_desk.errors import EnvironmentProblem
from dinsos_desk.sample.people import Crowd
from dinsos_desk.usecases.actor import Actor
from tests.factories import StandingClock
from tests.ui.office_work import finish, room_context, take
from ui.context import Context
from ui.registers.lines import columns_of, on_screen, place_of, register_services
from ui.registers.room import RegistersRoom
from ui.tasks import Tasks
from ui.theme import Theme

DTKS = "lubuklinggau-dtks"


@pytest.fixture
def context(desk: Desk, actor: Actor, tasks: Tasks, theme: Theme, tmp_path: Path) -> Context:
    return room_context(desk, actor, tasks, theme, tmp_path)


@pytest.fixture
def ids(desk: Desk, actor: Actor, clock: StandingClock) -> list[int]:
    crowd = Crowd()
    made = [take(desk, actor, DTKS, crowd) for _ in range(3)]
    finish(desk, actor, made[0], crowd, clock)
    return made


@pytest.fixture
def room(context: Context, ids: list[int], qtbot: QtBot) -> RegistersRoom:
    made = RegistersRoom(context)
    qtbot.addWidget(made)
    made.resize(1154, 768)
    made.show()
    made.enter()
    assert context.tasks.wait_idle()
    made.service.set_value(DTKS)
    made.service.activated.emit(0)
    qtbot.waitUntil(lambda: len(made.lines()) == 3)
    return made


def test_the_lines_stand_as_they_print_with_numbers_masked(room: RegistersRoom) -> None:
    model = room.table.model()
    assert isinstance(model, QAbstractItemModel)
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Warning)
    titles = [model.headerData(n, Qt.Orientation.Horizontal) for n in range(model.columnCount())]
    assert titles[0] == "No."
    shown = " ".join(str(model.index(0, n).data()) for n in range(model.columnCount()))
    assert "••••••••" in shown
    assert on_screen("1673010704920003, 1673") == "1673••••••••0003, 1673"
    assert room.count.text().startswith("3 permohonan.")


def test_enter_opens_the_application(room: RegistersRoom, ids: list[int], qtbot: QtBot) -> None:
    room.table.choose_row(1)
    with qtbot.waitSignal(room.request_wanted) as wanted:
        qtbot.keyClick(room.table, Qt.Key.Key_Return)
    assert wanted.args == [ids[1]]


def test_a_number_and_enter_jump_to_the_line(room: RegistersRoom, qtbot: QtBot) -> None:
    qtbot.keyClicks(room.search, "3")
    qtbot.keyClick(room.search, Qt.Key.Key_Return)
    assert room.table.current_row().number == 3
    room.search.clear()
    qtbot.keyClicks(room.search, "77")
    qtbot.keyClick(room.search, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "Nomor register 77 tidak ada" in room.banner.text())
    assert place_of(room.lines(), "003") == 2
    assert place_of(room.lines(), "tiga") is None


def test_the_document_is_made_and_opened(
    room: RegistersRoom, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[tuple[str, bytes]] = []
    monkeypatch.setattr(room.context.outputs, "open", lambda name, content: opened.append((name, content)))
    room.main_action()
    room.main_action()
    qtbot.waitUntil(lambda: len(opened) == 1 and room.print.isEnabled())
    assert opened[0][0].startswith("Register ")
    assert opened[0][0].endswith("20261101-20261130.docx")
    assert opened[0][1].startswith(b"PK")
    assert "dibuka" in room.banner.text()


def test_a_file_in_the_way_is_said_on_the_page(
    room: RegistersRoom, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def blocked(*_: object) -> None:
        raise EnvironmentProblem("berkas_sedang_dibuka", nama="Register.docx")

    monkeypatch.setattr(room.context.outputs, "save_as", blocked)
    room.save.click()
    qtbot.waitUntil(lambda: "Register.docx" in room.banner.text())
    qtbot.waitUntil(room.save.isEnabled)


def test_another_period_is_empty_and_says_so(room: RegistersRoom, qtbot: QtBot) -> None:
    room.period.back.click()
    qtbot.waitUntil(lambda: room.lines() == ())
    assert room.count.text() == ""
    assert "Oktober 2026" in room.header.findChildren(type(room.count))[1].text()


def test_news_are_asked_for_while_the_room_is_seen(
    room: RegistersRoom, desk: Desk, actor: Actor, qtbot: QtBot
) -> None:
    room.table.choose_row(2)
    kept = room.table.current_row().request_id
    new = take(desk, actor, DTKS, Crowd(7))
    room.context.events.request_changed.emit(new)
    qtbot.waitUntil(lambda: len(room.lines()) == 4)
    assert room.table.current_row().request_id == kept


def test_a_kasi_sees_the_registers_of_one_bidang(desk: Desk, actor: Actor) -> None:
    services = register_services(desk, actor)
    assert len(services) == len(desk.library.catalog.services)
    wanted = next(s.division for s in services if s.code == DTKS)
    kasi = Actor(actor.user_id, "x", "x", "x", frozenset({Role.KASI}), wanted)
    assert {s.division for s in register_services(desk, kasi)} <= {wanted, ""}


def test_columns_are_wide_in_proportion(desk: Desk) -> None:
    for service in desk.library.catalog.services.values():
        columns = columns_of(service)
        assert sum(column.stretch for column in columns) == 1
        assert all(column.drop == 0 for column in columns[:3])


def test_two_years_in_one_period_find_the_newer_number(
    desk: Desk, actor: Actor, clock: StandingClock, context: Context, qtbot: QtBot
) -> None:
    crowd = Crowd()
    clock.moment = datetime(2025, 12, 30, 9, 0)
    take(desk, actor, DTKS, crowd)
    clock.moment = datetime(2026, 1, 5, 9, 0)
    newer = take(desk, actor, DTKS, crowd)
    room = RegistersRoom(context)
    qtbot.addWidget(room)
    room.show()
    room.enter()
    context.tasks.wait_idle()
    room.service.set_value(DTKS)
    room.period.kind.set_value("bebas")
    room.period.first.set_text("01/12/2025")
    room.period.last.set_text("31/01/2026")
    room.period._take_span()
    qtbot.waitUntil(lambda: len(room.lines()) == 2)
    assert room.lines()[place_of(room.lines(), "1") or 0].request_id == newer
