"""The first start by keys, wrong passwords, and a second start on the same data folder."""

import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QWindow
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from dinsos_desk.catalog.office import HEAD_POST
from dinsos_desk.desk import Gate
from dinsos_desk.domain.routing import Role
from dinsos_desk.paths import lock
from dinsos_desk.usecases.office.officials import officials
from dinsos_desk.usecases.office.setup import offered_services, the_office
from dinsos_desk.usecases.office.users import users
from tests.end_to_end.conftest import Open
from tests.end_to_end.driver import Key, Typist, wait_until
from tests.factories import PASSWORD
from ui import app as program_module
from ui.error_dialog import ErrorDialog
from ui.single_instance import SingleInstance
from ui.start.setup import SetupPage
from ui.start.setup_draft import OTHER

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
    choices = page.pages[0].choices
    assert typist.focus() is choices[OTHER]
    while not choices["contoh"].isChecked():
        typist.press(Key.Key_Up)
    typist.main_action()
    type_fields(typist, page, {"address": "Jalan Kenanga Nomor 5 & 6 <baru>", "city": "Contoh"})
    for place in (2, 3, 4, 5):
        typist.main_action()
        assert page.place() == place
    type_fields(typist, page, {f"{HEAD_POST}.name": HEAD_NAME, f"{HEAD_POST}.rank": "Pembina Utama Muda"})
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
    assert page.place() == 7
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


class KeyCount(QObject):
    """Counts the keys that arrive at the window, as a person would press them."""

    def __init__(self) -> None:
        super().__init__()
        self.keys = 0
        QApplication.instance().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(watched, QWindow | QWidget):
            self.keys += event.spontaneous() or watched is QApplication.focusWidget()
        return False


SLOW_KEYS_A_MINUTE = 90
"""A newcomer who looks for the keys; a typist does 200 and more."""
READING_A_PAGE_MINUTES = 0.75


@pytest.mark.parametrize(
    ("start", "letterhead", "most_keys"),
    [
        ("lubuklinggau", {}, 150),
        (
            OTHER,
            {
                "government": "Pemerintah Kabupaten Contoh Jaya",
                "name": "Dinas Sosial",
                "address": "Jalan Merdeka Nomor 45, Kecamatan Contoh Kota",
                "city": "Contoh Jaya",
                "phone": "(0999) 654321",
                "email": "dinsos@contohjaya.example",
            },
            700,
        ),
    ],
    ids=["kantor-dalam-daftar", "kantor-lain"],
)
def test_setting_up_takes_less_than_a_quarter_of_an_hour(
    open_program: Open, gate: Gate, start: str, letterhead: dict[str, str], most_keys: int
) -> None:
    typist = open_program(gate)
    wait_until(lambda: isinstance(typist.shell.page(), SetupPage), "the set-up")
    typist.settle()
    page = typist.shell.page()
    counter = KeyCount()
    choices = page.pages[0].choices
    if start == OTHER:
        typist.press(Key.Key_Tab)
        typist.press(Key.Key_Down)
        typist.press(Key.Key_Down)
        assert page.draft.base
    else:
        while not choices[start].isChecked():
            typist.press(Key.Key_Up)
    typist.main_action()
    type_fields(typist, page, letterhead)
    for place in (2, 3, 4, 5):
        typist.main_action()
        assert page.place() == place
    fields = 0
    if start == OTHER:
        holder = {
            f"{HEAD_POST}.name": HEAD_NAME,
            f"{HEAD_POST}.rank": "Pembina Utama Muda",
            f"{HEAD_POST}.nip": "198001012005011001",
        }
        type_fields(typist, page, holder)
        fields += len(holder) + len(letterhead)
    typist.main_action()
    user = {"name": "Rani Wulandari", "password": PASSWORD, "again": PASSWORD}
    type_fields(typist, page, user)
    fields += len(user)
    typist.main_action()
    assert page.place() == 7
    typist.main_action()
    wait_until(lambda: typist.program.window is not None, "the open office")
    typist.settle()
    keys = counter.keys
    QApplication.instance().removeEventFilter(counter)
    assert [user.login for user in users(typist.desk.reader())] == ["rani"]
    minutes = keys / SLOW_KEYS_A_MINUTE + READING_A_PAGE_MINUTES * len(page.pages)
    print(f"{start or 'kantor lain'}: {fields} fields, {keys} keys, {minutes:.1f} minutes")
    assert 20 < keys < most_keys
    assert minutes < 15


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
