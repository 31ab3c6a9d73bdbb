"""Locking by itself, and what stands open behind the lock: covered, and as it was afterwards."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QMenu, QWidget
from pytestqt.qtbot import QtBot

from dinsos_desk.db.queries.audit.trail import TrailFilter
from dinsos_desk.db.queries.recaps.figures import Period
from dinsos_desk.desk import Gate
from dinsos_desk.domain.audit import Deed
from dinsos_desk.domain.routing import Role
from dinsos_desk.paths import DataPaths
from dinsos_desk.usecases.audit.trail import trail
from tests.factories import PASSWORD, StandingClock, colleague, gate_at, settled
from ui.dialogs import TextDialog
from ui.help.dialog import HelpDialog
from ui.idle import NEVER, IdleWatch, keep_minutes, kept_minutes
from ui.look import settings_at
from ui.main_window import MainWindow
from ui.queue.screen import CallScreen
from ui.rooms import INTAKE, SETTINGS
from ui.start.login import LoginPage
from ui.start.program import Program
from ui.start.shell import Shell
from ui.theme import Theme

WAIT = 20_000


class Hours:
    """A clock in seconds that stands until it is moved."""

    def __init__(self) -> None:
        self.seconds = 1000.0

    def __call__(self) -> float:
        return self.seconds


@pytest.fixture
def program(
    qtbot: QtBot, qapp: QApplication, theme: Theme, tmp_path: Path, clock: StandingClock
) -> Iterator[Program]:
    """A program that asks for the password of an office with a Kabid beside the first user."""
    gate: Gate = gate_at(tmp_path / "data", clock)
    desk, admin = settled(gate)
    colleague(desk, admin, Role.KABID)
    desk.close()
    settings = settings_at(gate.paths)
    shell = Shell(theme, settings)
    shell.resize(1366, 768)
    made = Program(qapp, shell, theme, gate.paths, settings, lambda: gate)
    made.start()
    shell.show()
    qtbot.waitExposed(shell)
    shell.activateWindow()
    yield made
    for window in QApplication.topLevelWidgets():
        if isinstance(window, QDialog) and window.isVisible():
            window.done(0)
    made.close()
    shell.may_close = lambda: True
    shell.close()
    shell.deleteLater()


@pytest.fixture
def hours(program: Program) -> Hours:
    made = Hours()
    program.idle._clock = made
    program.idle.touch()
    return made


def signed_in(qtbot: QtBot, program: Program, login: str = "rani", password: str = PASSWORD) -> MainWindow:
    qtbot.waitUntil(lambda: program.login is not None, timeout=WAIT)
    page = program.login
    page.login.setText(login)
    page.password.setFocus()
    qtbot.keyClicks(page.password, password)
    qtbot.keyClick(page.password, Qt.Key.Key_Return)
    qtbot.waitUntil(
        lambda: program.login is None and isinstance(program.shell.page(), MainWindow), timeout=WAIT
    )
    return program.window


def at_once(work: Callable[[], None]) -> None:
    """Do something while a question stands open; a failure does not leave it open for ever."""

    def carefully() -> None:
        try:
            work()
        except BaseException:
            for window in QApplication.topLevelWidgets():
                if isinstance(window, QDialog):
                    window.done(0)
            raise

    QTimer.singleShot(0, carefully)


def deeds(program: Program, clock: StandingClock) -> list[str]:
    assert program.tasks.wait_idle()
    day = clock().date()
    rani = program.window.context.actor
    lines = trail(program.desk.reader(), rani, TrailFilter(Period(day, day)))
    return [line.row.deed for line in reversed(lines)]


def test_ten_idle_minutes_lock_and_everything_goes_on_where_it_was(
    qtbot: QtBot, program: Program, hours: Hours, clock: StandingClock
) -> None:
    window = signed_in(qtbot, program)
    window.go(INTAKE)
    room = window.current_room()
    hours.seconds += 599
    program.idle.look()
    assert program.login is None
    hours.seconds += 1
    program.idle.look()
    page = program.login
    assert program.shell.page() is page
    assert "10 menit" in page.subtitle.text()
    assert not window.isVisible()
    assert signed_in(qtbot, program) is window
    assert window.current_room() is room
    assert [deed for deed in deeds(program, clock) if deed in ("kunci_otomatis", "buka_kunci")] == [
        Deed.IDLE_LOCK.value,
        Deed.UNLOCK.value,
    ]


def test_a_key_at_the_window_counts_as_somebody(qtbot: QtBot, program: Program, hours: Hours) -> None:
    signed_in(qtbot, program)
    for _ in range(3):
        hours.seconds += 400
        QTest.keyClick(program.shell.windowHandle(), Qt.Key.Key_Shift)
        program.idle.look()
        assert program.login is None
    hours.seconds += 600
    program.idle.look()
    assert program.login is not None


def test_the_time_is_chosen_for_this_computer(qtbot: QtBot, program: Program, hours: Hours) -> None:
    window = signed_in(qtbot, program)
    window.go(SETTINGS)
    room = window.current_room()
    room.show_section("akun")
    section = room.current()
    section.idle.setFocus()
    qtbot.keyClick(section.idle, Qt.Key.Key_T)
    assert "tidak pernah" in section.banner.text()
    hours.seconds += 100_000
    program.idle.look()
    assert program.login is None
    section.idle.set_value("5")
    qtbot.keyClick(section.idle, Qt.Key.Key_Left)
    assert "2 menit" in section.banner.text()
    hours.seconds += 120
    program.idle.look()
    assert "2 menit" in program.login.subtitle.text()


def test_only_an_administrator_may_choose_never(qtbot: QtBot, program: Program) -> None:
    window = signed_in(qtbot, program, "kabid")
    window.go(SETTINGS)
    codes = [segment.code for segment in window.current_room().current().idle.segments]
    assert str(NEVER) not in codes


def test_nonsense_kept_means_ten_minutes(tmp_path: Path) -> None:
    settings = settings_at(DataPaths(tmp_path))
    assert kept_minutes(settings) == 10
    for wrong in ("banyak", "-3", "99999"):
        settings.setValue("kunci_otomatis_menit", wrong)
        assert kept_minutes(settings) == 10
    keep_minutes(settings, NEVER)
    assert kept_minutes(settings) == NEVER


def test_a_question_that_stands_open_is_covered_and_keeps_what_was_typed(
    qtbot: QtBot, program: Program, hours: Hours
) -> None:
    window = signed_in(qtbot, program)
    seen: list[str] = []

    def meanwhile() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, TextDialog)
        qtbot.keyClicks(dialog.editor, "berkas keliru")
        program.lock(10)
        front = QApplication.activeModalWidget()
        assert front is not dialog
        assert front.isAncestorOf(program.login)
        cover = dialog.findChild(object, "tirai")
        assert cover.isVisible()
        assert cover.geometry().contains(dialog.rect())
        assert not window.isVisible()
        qtbot.keyClick(front, Qt.Key.Key_Escape)
        front.close()
        assert front.isVisible()
        seen.append("covered")
        program.login.password.setText(PASSWORD)
        program.login.button.click()
        qtbot.waitUntil(lambda: program.login is None, timeout=WAIT)
        assert dialog.isVisible()
        assert not any(cover.isVisible() for cover in dialog.findChildren(QWidget, "tirai"))
        assert program.shell.page() is window
        qtbot.keyClicks(dialog.editor, " sekali")
        dialog.action.click()

    at_once(meanwhile)
    dialog = TextDialog(program.shell, "Kembalikan", "Alasan")
    dialog.exec()
    assert seen == ["covered"]
    assert dialog.editor.text() == "berkas keliru sekali"
    assert program.window is window


def test_somebody_else_takes_the_desk_and_the_question_is_given_up(qtbot: QtBot, program: Program) -> None:
    first = signed_in(qtbot, program)
    results: list[int] = []

    def meanwhile() -> None:
        program.lock()
        program.login.login.setText("kabid")
        program.login.password.setText(PASSWORD)
        program.login.button.click()

    at_once(meanwhile)
    dialog = TextDialog(program.shell, "Kembalikan", "Alasan")
    results.append(dialog.exec())
    assert results == [QDialog.DialogCode.Rejected.value]
    qtbot.waitUntil(lambda: program.login is None and program.window is not first, timeout=WAIT)
    qtbot.waitUntil(lambda: isinstance(program.shell.page(), MainWindow), timeout=WAIT)
    assert program.window.context.actor.login == "kabid"
    assert QApplication.activeModalWidget() is None


def test_an_open_menu_is_closed(qtbot: QtBot, program: Program) -> None:
    signed_in(qtbot, program)
    menu = QMenu(program.shell)
    menu.addAction("Buka di Word")
    menu.popup(program.shell.mapToGlobal(program.shell.rect().center()))
    program.lock()
    assert not menu.isVisible()
    assert isinstance(program.shell.page(), LoginPage)


def test_the_screen_of_calls_goes_on_while_the_desk_is_locked(qtbot: QtBot, program: Program) -> None:
    window = signed_in(qtbot, program)
    screen = CallScreen(window.context, window)
    screen.show()
    program.lock()
    assert program.shell.page() is program.login
    assert screen.isVisible()
    assert screen.findChild(object, "tirai") is None
    screen.close()


def test_a_help_window_is_covered_and_stays(qtbot: QtBot, program: Program) -> None:
    window = signed_in(qtbot, program)
    window.show_help()
    program.lock()
    front = program.login.window()
    assert front is not program.shell
    assert front.isModal()
    assert signed_in_again(qtbot, program) is window
    help_window = window.findChild(HelpDialog)
    assert help_window.isVisible()
    help_window.close()


def signed_in_again(qtbot: QtBot, program: Program) -> MainWindow:
    program.login.password.setText(PASSWORD)
    program.login.button.click()
    qtbot.waitUntil(lambda: program.login is None, timeout=WAIT)
    return program.window


def test_what_was_typed_into_the_wizard_waits_for_its_owner(
    qtbot: QtBot, program: Program, hours: Hours
) -> None:
    window = signed_in(qtbot, program)
    window.begin_intake()
    assert program.tasks.wait_idle()
    line = next(line for line in window.current_room().findChildren(QLineEdit) if line.isVisible())
    qtbot.keyClicks(line, "terlan")
    typed = line.text()
    assert typed
    hours.seconds += 600
    program.idle.look()
    assert program.login is not None
    assert signed_in(qtbot, program) is window
    assert line.text() == typed


def test_too_many_wrong_passwords_at_the_lock_are_said_with_the_hour(qtbot: QtBot, program: Program) -> None:
    signed_in(qtbot, program)
    program.lock()
    page = program.login
    for _ in range(6):
        page.password.setText("keliru-sekali")
        page.password_field.clear_error()
        page.button.click()
        qtbot.waitUntil(lambda: bool(page.password_field.error()), timeout=WAIT)
    assert "08.15" in page.password_field.error()
    assert program.window is not None


def test_the_watch_is_quiet_while_it_is_stopped(qapp: QApplication, qtbot: QtBot) -> None:
    clock: Callable[[], float] = Hours()
    watch = IdleWatch(qapp, lambda: 0, clock=clock)
    with qtbot.assertNotEmitted(watch.idle):
        watch.look()
    watch.stop()
