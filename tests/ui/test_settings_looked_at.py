"""Pembukaan NIK in the settings: seen by the heads, filtered by keys, page by page."""

from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from dinsos_desk.desk import Desk
from dinsos_desk.domain.routing import Role
from dinsos_desk.usecases.actor import Actor
from dinsos_desk.usecases.people.shown import identity_numbers
from tests.factories import colleague
from tests.family import SITI
from tests.ui.office_work import room_context
from ui.settings.looked_at_page import LookedAtSection
from ui.settings.room import SettingsRoom
from ui.tasks import Tasks
from ui.theme import Theme


@pytest.fixture
def operator(desk: Desk, actor: Actor) -> Actor:
    """Somebody else who looked too, the month before."""
    other = colleague(desk, actor, Role.OPERATOR)
    with desk.uow() as uow:
        known = uow.people.keep(SITI, None, actor.user_id, desk.now())
        uow.commit()
    for _ in range(130):
        identity_numbers(desk.uow(), actor, known, desk.now())
    identity_numbers(desk.uow(), other, known, desk.now())
    identity_numbers(desk.uow(), other, known, desk.now() - timedelta(days=31))
    return other


def opened(context: object, qtbot: QtBot) -> tuple[SettingsRoom, LookedAtSection]:
    room = SettingsRoom(context)
    qtbot.addWidget(room)
    room.resize(1154, 768)
    with qtbot.waitExposed(room):
        room.show()
    room.show_section("pembukaan_nik")
    section = room.current()
    assert isinstance(section, LookedAtSection)
    section.enter()
    qtbot.waitUntil(lambda: section.context.tasks.wait_idle(100) and not section.model.loading)
    return room, section


def test_filtered_by_user_and_period_with_keys(
    desk: Desk, actor: Actor, operator: Actor, tasks: Tasks, theme: Theme, tmp_path: Path, qtbot: QtBot
) -> None:
    _, section = opened(room_context(desk, actor, tasks, theme, tmp_path), qtbot)
    tester = QAbstractItemModelTester(
        section.model, QAbstractItemModelTester.FailureReportingMode.QtTest, section
    )
    assert section.model.rowCount() == 100
    assert "gulir" in section.count.text()
    section.table.setFocus()
    qtbot.keyClick(section.table, Qt.Key.Key_End)
    qtbot.waitUntil(lambda: section.model.rowCount() == 131)
    qtbot.waitUntil(lambda: section.count.text() == "131 catatan.")
    assert SITI.nik not in " ".join(row.masked_nik for row in section.model.rows())
    section.user.setFocus()
    qtbot.keyClick(section.user, Qt.Key.Key_Down)
    while section.user.currentText() != operator.name:
        qtbot.keyClick(section.user, Qt.Key.Key_Down)
    qtbot.waitUntil(lambda: section.model.rowCount() == 1)
    qtbot.keyClick(section, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: section.period.period().first.month == 10)
    qtbot.waitUntil(lambda: tasks.wait_idle(100) and section.model.rowCount() == 1)
    qtbot.keyClick(section, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(lambda: section.model.rowCount() == 0)
    assert section.count.text() == ""
    assert section.user.currentText() == operator.name
    assert tester is not None


@pytest.mark.parametrize("role", [Role.KADIS, Role.SEKRETARIS])
def test_the_heads_see_it_beside_their_account(
    role: Role, desk: Desk, actor: Actor, tasks: Tasks, theme: Theme, tmp_path: Path, qtbot: QtBot
) -> None:
    head = Actor(actor.user_id, "h", "H", role.value, frozenset({role}))
    room, section = opened(room_context(desk, head, tasks, theme, tmp_path), qtbot)
    assert {"akun", "pembukaan_nik"} <= {kind.key for kind in room.kinds}
    assert not room.list.isHidden()
    assert section.model.rowCount() == 0
    assert section.banner.isHidden()
