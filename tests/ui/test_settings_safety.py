"""Pengaturan › Keamanan: the office's rules are typed, said where they are wrong, and hold at once."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from dinsos_desk.desk import Desk
from dinsos_desk.domain.safety import SafetyRules
from dinsos_desk.usecases.actor import Actor
from dinsos_desk.usecases.office.safety import change_safety, safety_rules
from tests.ui.office_work import room_context
from ui.context import Context
from ui.idle import choices_under, keep_minutes, kept_minutes
from ui.look import settings_at
from ui.settings.account_page import AccountSection
from ui.settings.room import SettingsRoom
from ui.settings.safety_page import SafetySection
from ui.tasks import Tasks
from ui.theme import Theme


@pytest.fixture
def room(qtbot: QtBot, context: Context) -> SettingsRoom:
    made = SettingsRoom(context)
    qtbot.addWidget(made)
    made.resize(1154, 768)
    with qtbot.waitExposed(made):
        made.show()
    return made


def opened(qtbot: QtBot, room: SettingsRoom) -> SafetySection:
    room.show_section("keamanan")
    section = room.current()
    assert isinstance(section, SafetySection)
    qtbot.waitUntil(lambda: section.fields["idle_most"].editor.text() != "")
    return section


def type_in(qtbot: QtBot, section: SafetySection, code: str, text: str) -> None:
    editor = section.fields[code].editor
    line = editor if isinstance(editor, QLineEdit) else editor.findChild(QLineEdit)
    line.setFocus()
    line.selectAll()
    qtbot.keyClicks(line, text)


def test_rules_are_typed_and_saved_by_key(qtbot: QtBot, room: SettingsRoom, desk: Desk) -> None:
    section = opened(qtbot, room)
    type_in(qtbot, section, "password_length", "12")
    type_in(qtbot, section, "free_failures", "3")
    type_in(qtbot, section, "idle_minutes", "3")
    type_in(qtbot, section, "idle_most", "5")
    assert room.unsaved() or section.is_dirty()
    section.submit()
    qtbot.waitUntil(lambda: section.banner.text().startswith("Tersimpan"))
    wanted = SafetyRules(password_length=12, free_failures=3, idle_minutes=3, idle_most=5)
    assert safety_rules(desk.reader()) == wanted
    assert desk.ring.safety.read() == wanted


def test_what_is_wrong_is_said_at_its_field_and_nothing_is_lost(
    qtbot: QtBot, room: SettingsRoom, desk: Desk
) -> None:
    section = opened(qtbot, room)
    for code, typed, said in (
        ("free_failures", "99", "10"),
        ("first_wait", "", "wajib diisi"),
        ("password_length", "tujuh", "angka"),
    ):
        type_in(qtbot, section, code, typed) if typed else section.fields[code].editor.set_text("")
        section.touch()
        section.submit()
        qtbot.waitUntil(lambda code=code: bool(section.fields[code].error()))
        assert said in section.fields[code].error().lower()
    type_in(qtbot, section, "free_failures", "5")
    type_in(qtbot, section, "password_length", "8")
    type_in(qtbot, section, "first_wait", "30")
    type_in(qtbot, section, "longest_wait", "20")
    section.submit()
    qtbot.waitUntil(lambda: "30 menit" in section.fields["longest_wait"].error())
    assert section.fields["longest_wait"].editor.text() == "20"
    assert safety_rules(desk.reader()) == SafetyRules()


def test_the_own_account_offers_what_the_office_allows(
    qtbot: QtBot, room: SettingsRoom, desk: Desk, actor: Actor
) -> None:
    room.show_section("akun")
    section = room.current()
    assert isinstance(section, AccountSection)
    before = [segment.code for segment in section.idle.segments]
    assert before == ["2", "5", "10", "15", "30", "0"]
    change_safety(desk.uow(), actor, desk.ring, SafetyRules(password_length=14, idle_minutes=8, idle_most=10))
    section.enter()
    qtbot.waitUntil(lambda: "14 karakter" in section.advice.text())
    assert [segment.code for segment in section.idle.segments] == ["2", "5", "8", "10", "0"]
    assert section.idle.value() == "8"
    section.idle.setFocus()
    qtbot.keyClick(section.idle, Qt.Key.Key_Right)
    assert "10 menit" in section.banner.text()


def test_a_computer_never_waits_longer_than_the_office_allows(desk: Desk) -> None:
    settings = settings_at(desk.paths)
    rules = SafetyRules(idle_minutes=4, idle_most=5)
    assert kept_minutes(settings, rules) == 4
    keep_minutes(settings, 30)
    assert kept_minutes(settings, rules) == 5
    keep_minutes(settings, 2)
    assert kept_minutes(settings, rules) == 2
    assert choices_under(rules) == (2, 4, 5)
    assert choices_under(SafetyRules(idle_minutes=1, idle_most=1)) == (1,)


def test_only_an_administrator_has_this_page(
    qtbot: QtBot, desk: Desk, actor: Actor, tasks: Tasks, theme: Theme, tmp_path: Path
) -> None:
    from dataclasses import replace

    from dinsos_desk.domain.routing import Role

    head = replace(actor, roles=frozenset({Role.KADIS}))
    made = SettingsRoom(room_context(desk, head, tasks, theme, tmp_path))
    qtbot.addWidget(made)
    assert "keamanan" not in [kind.key for kind in made.kinds]
