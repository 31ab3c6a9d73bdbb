"""Urutan nomor in the settings: added, changed and removed by keyboard."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from dinsos_desk.desk import Desk
from dinsos_desk.domain.numbering import Reset
from dinsos_desk.usecases.actor import Actor
from dinsos_desk.usecases.numbers.draw import all_series
from tests.ui.office_work import room_context
from tests.ui.test_settings_room import type_into
from ui.dialogs import Dialogs
from ui.settings.number_series_page import NumberSeriesSection
from ui.settings.room import SettingsRoom
from ui.tasks import Tasks
from ui.theme import Theme

CTRL = Qt.KeyboardModifier.ControlModifier
Key = Qt.Key


@pytest.fixture
def section(
    desk: Desk, actor: Actor, tasks: Tasks, theme: Theme, tmp_path: Path, qtbot: QtBot
) -> NumberSeriesSection:
    room = SettingsRoom(room_context(desk, actor, tasks, theme, tmp_path))
    qtbot.addWidget(room)
    room.resize(1154, 768)
    with qtbot.waitExposed(room):
        room.show()
    room.enter()
    room.show_section("urutan_nomor")
    made = room.current()
    assert isinstance(made, NumberSeriesSection)
    qtbot.waitUntil(lambda: made.model.rowCount() == 1)
    made._room = room  # type: ignore[attr-defined]
    return made


def kept(desk: Desk) -> list[str]:
    with desk.reader() as uow:
        return [one.name for one in all_series(uow)]


def test_a_sequence_is_added_changed_and_removed(
    section: NumberSeriesSection, desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    qtbot.keyClick(section.table, Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: section.stack.currentIndex() == 1)
    type_into(qtbot, section, "name", "Berita acara")
    qtbot.keyClick(section.fields["name"], Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: bool(section.fields["kinds"].error()))
    assert "menulis nomor yang sama" in section.fields["pattern"].error()
    box = section.kinds.boxes["berita_acara"]
    box.setFocus()
    qtbot.keyClick(box, Key.Key_Space)
    type_into(qtbot, section, "pattern", "BA-{urut:3}/{unit}/{tahun}")
    qtbot.keyClick(section.fields["name"], Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: section.model.rowCount() == 2)
    assert [row.next for row in section.model.rows()] == ["400.9/1/DINSOS/XI/2026", "BA-001/DINSOS/2026"]
    assert kept(desk) == ["Surat keluar", "Berita acara"]
    section.table.setFocus()
    qtbot.keyClick(section.table, Key.Key_Home)
    assert not section.remove.isEnabled()
    qtbot.keyClick(section.table, Key.Key_Delete)
    qtbot.keyClick(section.table, Key.Key_Down)
    assert section.remove.isEnabled()
    monkeypatch.setattr(Dialogs, "confirm", lambda *_, **__: True)
    qtbot.keyClick(section.table, Key.Key_Delete)
    qtbot.waitUntil(lambda: section.model.rowCount() == 1)
    assert kept(desk) == ["Surat keluar"]


def test_the_main_sequence_may_count_without_end(
    section: NumberSeriesSection, desk: Desk, qtbot: QtBot
) -> None:
    section.table.setFocus()
    qtbot.keyClick(section.table, Key.Key_Home)
    qtbot.keyClick(section.table, Key.Key_Return)
    qtbot.waitUntil(lambda: section.stack.currentIndex() == 1)
    assert not section.ticks.isVisible()
    qtbot.keyClick(section.fields["reset"].editor.focusProxy(), Key.Key_Down)
    qtbot.keyClick(section.fields["name"], Key.Key_Return, CTRL)
    qtbot.waitUntil(lambda: section.stack.currentIndex() == 0)
    with desk.reader() as uow:
        assert all_series(uow)[0].reset is Reset.ENDLESS
    qtbot.waitUntil(lambda: "Tersimpan" in section.banner.text())
