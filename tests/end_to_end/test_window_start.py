"""The first start by keys, wrong passwords, and a second start on the same data folder."""

import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from dinsos_desk.desk import Gate
from dinsos_desk.domain.routing import Role
from dinsos_desk.paths import lock
from dinsos_desk.usecases.office import offered_services, officials, the_office
from tests.end_to_end.conftest import Open
from tests.end_to_end.driver import Key, Typist, wait_until
from tests.factories import PASSWORD
from ui import app as program_module
from ui.error_dialog import ErrorDialog
from ui.single_instance import SingleInstance
from ui.start.setup import SetupPage
from ui.start.setup_draft import HEAD

HEAD_NAME = "Dra. Contoh Kepala, M.Si."


def type_fields(typist: Typist, page: SetupPage, values: dict[str, str]) -> None:
    """Tab to each field of a set-up page and type."""
    for place, text in values.items():
        editor = page.page().fields[place].editor
        typist.tab_to(lambda found, editor=editor: found is editor, place)
        typist.replace(text)
        assert editor.text() == text


def test_the_first_start_makes_an_office_by_keys_alone(
    open_program: Open, gate: Gate, monkeypatch: pytest.MonkeyPatch
) -> None:
    typist = open_program(gate)
    wait_until(lambda: isinstance(typist.shell.page(), SetupPage), "the set-up")
    typist.settle()
    page = typist.shell.page()
    assert isinstance(page, SetupPage)
    choice = page.pages[0].preset
    assert typist.focus() is choice
    while choice.currentData() != "contoh":
        before = choice.currentIndex()
        typist.press(Key.Key_Down)
        assert choice.currentIndex() > before
    type_fields(typist, page, {"address": "Jalan Kenanga Nomor 5 & 6 <baru>", "city": "Contoh"})
    for place in (1, 2, 3):
        typist.main_action()
        assert page.place() == place
    type_fields(typist, page, {f"{HEAD}.name": HEAD_NAME, f"{HEAD}.rank": "Pembina Utama Muda"})
    typist.main_action()
    type_fields(
        typist,
        page,
        {"name": "Rani Wulandari", "post": "Petugas loket", "login": "rani", "password": PASSWORD},
    )
    typist.main_action()
    assert "tidak sama" in page.page().fields["again"].error()
    type_fields(typist, page, {"again": PASSWORD})
    typist.main_action()
    wait_until(lambda: typist.program.window is not None, "the open office")
    typist.settle()
    assert typist.window.current_key() == "beranda"
    assert typist.window.context.actor.roles == {Role.ADMIN, Role.PETUGAS}
    office = the_office(typist.desk.reader())
    assert (office.address, office.preset) == ("Jalan Kenanga Nomor 5 & 6 <baru>", "contoh")
    assert offered_services(typist.desk.reader()) == frozenset(
        gate.library.offices.presets["contoh"].services
    )
    assert [official.name for official in officials(typist.desk.reader())] == [HEAD_NAME]
    typist.press(Key.Key_F2)
    assert typist.window.current_key() == "permohonan_baru"
    typist.sign_out()
    typist.sign_in("rani")


def test_a_wrong_password_says_so_and_opens_nothing(open_program: Open, made: Gate) -> None:
    typist = open_program(made)
    for login, password in (("rani", "salah sekali"), ("rudi", PASSWORD), ("rani", PASSWORD.upper())):
        page = typist.try_to_sign_in(login, password)
        wait_until(page.password_field.error, "the refusal")
        assert "salah" in page.password_field.error()
        assert typist.shell.page() is page
        assert typist.program.window is None
        assert typist.program.desk is None
    assert b"SQLite format 3" not in made.paths.database.read_bytes()
    typist.sign_in("rani")


def test_a_second_start_brings_the_first_window_forward(open_program: Open, made: Gate) -> None:
    with lock(made.paths):
        first = SingleInstance(made.paths)
        typist = open_program(made)
        first.wanted.connect(typist.shell.come_forward)
        typist.sign_in("rani")
        typist.shell.showMinimized()
        wait_until(typist.shell.isMinimized, "the first window to be minimised")
        command = [sys.executable, "-m", "dinsos_desk", "--data", str(made.paths.root)]
        second = subprocess.Popen(
            command, cwd=Path(__file__).parents[2], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )
        try:
            wait_until(lambda: second.poll() is not None, "the second start to end")
            said = second.communicate()
        finally:
            if second.poll() is None:
                second.kill()
                second.communicate()
            first.close()
        assert (second.returncode, said[0], said[1].replace(_OFFSCREEN, "").strip()) == (0, "", "")
        wait_until(lambda: not typist.shell.isMinimized(), "the first window to come forward")
        assert typist.window.current_key() == "beranda"


_OFFSCREEN = "This plugin does not support propagateSizeHints()"


def test_a_folder_held_by_a_program_that_does_not_answer_is_told(
    qapp: QApplication, made: Gate, theme: object
) -> None:
    told: list[str] = []
    looking = QTimer(interval=5)

    def read_and_close() -> None:
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, ErrorDialog) and dialog.isVisible():
            looking.stop()
            told.extend(label.text() for label in dialog.findChildren(QLabel))
            QTest.keyClick(dialog, Key.Key_Return)

    looking.timeout.connect(read_and_close)
    with lock(made.paths):
        looking.start()
        assert program_module.run(made.paths, argv=["dinsos-desk"]) == 1
    assert any("sudah terbuka" in text.casefold() or "sedang dipakai" in text.casefold() for text in told), (
        told
    )
