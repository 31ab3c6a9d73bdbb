"""From the start to the end: sign-in, lock, another user, sign-out, and what stops the program."""

import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from dinsos_desk.desk import Gate
from dinsos_desk.domain.routing import Role
from dinsos_desk.errors import UserError
from dinsos_desk.paths import DataPaths, lock
from tests.factories import PASSWORD, StandingClock, colleague, gate_at, settled
from ui import app as program_module
from ui.look import keep_look, kept_look, settings_at
from ui.main_window import MainWindow
from ui.single_instance import SingleInstance, call_first
from ui.start.login import LoginPage
from ui.start.problem import ProblemPage
from ui.start.program import Program
from ui.start.setup import SetupPage
from ui.start.shell import Shell
from ui.theme import Scheme, Theme

WAIT = 20_000


@pytest.fixture
def gate(tmp_path: Path, clock: StandingClock) -> Gate:
    return gate_at(tmp_path / "data", clock)


@pytest.fixture
def made(gate: Gate) -> Gate:
    """The gate of an office that was set up, with a Kabid beside the first user."""
    desk, admin = settled(gate)
    colleague(desk, admin, Role.KABID)
    desk.close()
    return gate


@pytest.fixture
def programs(qtbot: QtBot, qapp: QApplication, theme: Theme) -> Iterator[list[Program]]:
    """Programs that are closed at the end, however the test went."""
    opened: list[Program] = []
    yield opened
    for program in opened:
        program.close()
        program.shell.may_close = lambda: True
        program.shell.close()
        program.shell.deleteLater()


def start(
    qtbot: QtBot,
    qapp: QApplication,
    theme: Theme,
    gate: Gate,
    programs: list[Program],
    sample: tuple[str, str] | None = None,
) -> Program:
    settings = settings_at(gate.paths)
    shell = Shell(theme, settings)
    shell.resize(1366, 768)
    program = Program(qapp, shell, theme, gate.paths, settings, lambda: gate, sample)
    programs.append(program)
    program.start()
    shell.show()
    return program


def signed_in(qtbot: QtBot, program: Program, login: str = "rani", password: str = PASSWORD) -> MainWindow:
    qtbot.waitUntil(lambda: program.login is not None, timeout=WAIT)
    page = program.login
    page.login.setText(login)
    page.password.setText(password)
    page.button.click()
    qtbot.waitUntil(lambda: isinstance(program.shell.page(), MainWindow), timeout=WAIT)
    return program.window


def test_a_new_folder_begins_with_the_set_up(
    qtbot: QtBot, qapp: QApplication, theme: Theme, gate: Gate, programs: list[Program]
) -> None:
    program = start(qtbot, qapp, theme, gate, programs)
    qtbot.waitUntil(lambda: isinstance(program.shell.page(), SetupPage), timeout=WAIT)
    assert program.login is None


def test_the_sign_in_page_stands_at_once(
    qtbot: QtBot, qapp: QApplication, theme: Theme, made: Gate, programs: list[Program]
) -> None:
    program = start(qtbot, qapp, theme, made, programs)
    assert isinstance(program.shell.page(), LoginPage)
    window = signed_in(qtbot, program)
    assert window.context.actor.login == "rani"
    assert window.current_key() == "beranda"
    assert settings_at(made.paths).value("nama_masuk") == "rani"
    assert len(program.shell.pages()) == 1


def test_a_wrong_password_opens_nothing_and_says_so(
    qtbot: QtBot, qapp: QApplication, theme: Theme, made: Gate, programs: list[Program]
) -> None:
    program = start(qtbot, qapp, theme, made, programs)
    page = program.login
    page.login.setText("rani")
    page.password.setText("salah sekali")
    page.button.click()
    qtbot.waitUntil(lambda: bool(page.password_field.error()), timeout=WAIT)
    assert program.window is None
    assert page.password.isEnabled()


def test_the_sample_office_offers_its_password(
    qtbot: QtBot, qapp: QApplication, theme: Theme, made: Gate, programs: list[Program]
) -> None:
    program = start(qtbot, qapp, theme, made, programs, sample=("rani", PASSWORD))
    assert program.login.password.text() == PASSWORD
    program.login.button.click()
    qtbot.waitUntil(lambda: program.window is not None, timeout=WAIT)


def test_lock_and_come_back_to_the_same_rooms(
    qtbot: QtBot, qapp: QApplication, theme: Theme, made: Gate, programs: list[Program]
) -> None:
    program = start(qtbot, qapp, theme, made, programs)
    window = signed_in(qtbot, program)
    window.lock_wanted.emit()
    assert isinstance(program.shell.page(), LoginPage)
    assert not window.isVisible()
    page = program.login
    page.password.setText("salah")
    page.button.click()
    qtbot.waitUntil(lambda: bool(page.password_field.error()), timeout=WAIT)
    assert signed_in(qtbot, program) is window
    assert program.login is None


def test_another_user_may_take_the_locked_desk(
    qtbot: QtBot, qapp: QApplication, theme: Theme, made: Gate, programs: list[Program]
) -> None:
    program = start(qtbot, qapp, theme, made, programs)
    first = signed_in(qtbot, program)
    program.lock()
    qtbot.waitUntil(lambda: program.login is not None)
    second = signed_in(qtbot, program, "kabid")
    assert second is not first
    assert second.context.actor.roles == {Role.KABID}


def test_signing_out_closes_the_office(
    qtbot: QtBot, qapp: QApplication, theme: Theme, made: Gate, programs: list[Program]
) -> None:
    program = start(qtbot, qapp, theme, made, programs)
    window = signed_in(qtbot, program)
    window.sign_out_wanted.emit()
    qtbot.waitUntil(lambda: isinstance(program.shell.page(), LoginPage), timeout=WAIT)
    assert program.desk is None
    assert signed_in(qtbot, program, "kabid").context.actor.login == "kabid"


def test_another_look_dresses_the_rooms_anew(
    qtbot: QtBot,
    qapp: QApplication,
    theme: Theme,
    made: Gate,
    programs: list[Program],
    request: pytest.FixtureRequest,
) -> None:
    from ui import theme as themes

    request.addfinalizer(lambda: themes.apply(qapp))
    program = start(qtbot, qapp, theme, made, programs)
    window = signed_in(qtbot, program)
    keep_look(settings_at(made.paths), 1.3, Scheme.DARK)
    window.context.events.look_changed.emit()
    qtbot.waitUntil(lambda: program.window is not window, timeout=WAIT)
    assert program.theme.scale == 1.3
    assert program.window.context.theme.scheme is Scheme.DARK
    assert program.shell.page() is program.window


def test_missing_keys_stop_calmly_and_can_be_put_back(
    qtbot: QtBot, qapp: QApplication, theme: Theme, made: Gate, programs: list[Program]
) -> None:
    keys = made.paths.keys
    aside = keys.with_suffix(".aside")
    keys.rename(aside)
    program = start(qtbot, qapp, theme, made, programs)
    qtbot.waitUntil(lambda: isinstance(program.shell.page(), ProblemPage), timeout=WAIT)
    aside.rename(keys)
    program.shell.page().again.click()
    qtbot.waitUntil(lambda: isinstance(program.shell.page(), LoginPage), timeout=WAIT)


def test_a_damaged_database_stops_calmly(
    qtbot: QtBot, qapp: QApplication, theme: Theme, made: Gate, programs: list[Program]
) -> None:
    made.paths.database.write_bytes(b"rusak" * 4096)
    program = start(qtbot, qapp, theme, made, programs)
    page = program.login
    page.login.setText("rani")
    page.password.setText(PASSWORD)
    page.button.click()
    qtbot.waitUntil(lambda: isinstance(program.shell.page(), ProblemPage), timeout=WAIT)


def test_a_second_start_brings_the_first_forward(qtbot: QtBot, tmp_path: Path) -> None:
    first = SingleInstance(DataPaths(tmp_path))
    ask = (
        "import sys, pathlib; from dinsos_desk.paths import DataPaths; "
        "from ui.single_instance import call_first; "
        "sys.exit(0 if call_first(DataPaths(pathlib.Path(sys.argv[1]))) else 3)"
    )
    with qtbot.waitSignal(first.wanted, timeout=WAIT):
        second = subprocess.Popen([sys.executable, "-c", ask, str(tmp_path)], cwd=Path(__file__).parents[2])
    qtbot.waitUntil(lambda: second.poll() is not None, timeout=WAIT)
    assert second.returncode == 0
    first.close()
    assert not call_first(DataPaths(tmp_path))


def test_nobody_answers_for_a_folder_that_is_only_locked(tmp_path: Path) -> None:
    paths = DataPaths(tmp_path / "data")
    paths.prepare()
    with lock(paths), pytest.raises(UserError, match="sudah_terbuka"):
        program_module._take_folder(paths)


def test_the_whole_program_runs_and_ends(
    qtbot: QtBot, qapp: QApplication, theme: Theme, made: Gate, monkeypatch: pytest.MonkeyPatch
) -> None:
    quits = QTimer(interval=20)

    def close_when_ready() -> None:
        for shell in qapp.topLevelWidgets():
            if isinstance(shell, Shell) and isinstance(shell.page(), LoginPage) and shell.isVisible():
                quits.stop()
                shell.close()

    quits.timeout.connect(close_when_ready)
    quits.start()
    assert program_module.run(made.paths) == 0
    with lock(made.paths):
        pass


def test_a_folder_that_cannot_be_used_is_told(
    qtbot: QtBot, theme: Theme, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    monkeypatch.setattr(program_module, "_tell", lambda theme, error: told.append(error.code))
    (tmp_path / "berkas").write_text("bukan folder")
    assert program_module.run(DataPaths(tmp_path / "berkas")) == 1
    assert told == ["folder_tidak_bisa_ditulis"]


def test_the_look_is_kept_and_nonsense_ignored(tmp_path: Path) -> None:
    settings = settings_at(DataPaths(tmp_path))
    assert kept_look(settings) == (1.0, Scheme.LIGHT)
    keep_look(settings, 1.5, Scheme.CONTRAST)
    assert kept_look(settings) == (1.5, Scheme.CONTRAST)
    settings.setValue("skala", "besar")
    settings.setValue("warna", "ungu")
    assert kept_look(settings) == (1.0, Scheme.LIGHT)


def test_the_sample_is_made_behind_a_waiting_page_that_says_how_far_it_is(
    qtbot: QtBot, qapp: QApplication, theme: Theme, gate: Gate, programs: list[Program]
) -> None:
    go_on, told = threading.Event(), "Menyiapkan kantor contoh: 7 dari 60 hari."

    def prepare(say: Callable[[str], None]) -> None:
        say(told)
        assert go_on.wait(WAIT / 1000)
        desk, _ = settled(gate)
        desk.close()

    settings = settings_at(gate.paths)
    shell = Shell(theme, settings)
    sample = ("rani", PASSWORD)
    program = Program(qapp, shell, theme, gate.paths, settings, lambda: gate, sample, prepare)
    programs.append(program)
    program.start()
    shell.show()
    qtbot.waitUntil(lambda: told in [label.text() for label in shell.findChildren(QLabel)], timeout=WAIT)
    go_on.set()
    qtbot.waitUntil(lambda: program.login is not None, timeout=WAIT)
    assert program.login.password.text() == PASSWORD


def test_closing_while_the_sample_is_made_gives_it_up(
    qtbot: QtBot, qapp: QApplication, theme: Theme, gate: Gate, programs: list[Program]
) -> None:
    begun, stopped = threading.Event(), threading.Event()

    def prepare(say: Callable[[str], None]) -> None:
        begun.set()
        try:
            while True:
                say("Menyiapkan")
        finally:
            stopped.set()

    settings = settings_at(gate.paths)
    shell = Shell(theme, settings)
    program = Program(qapp, shell, theme, gate.paths, settings, lambda: gate, None, prepare)
    program.start()
    shell.show()
    qtbot.waitUntil(begun.is_set, timeout=WAIT)
    shell.close()
    program.close()
    assert stopped.is_set()
    assert gate.is_new
    shell.deleteLater()
