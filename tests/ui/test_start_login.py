"""Signing in: keys, faults at their fields, caps lock, and what stops the program."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QToolButton
from pytestqt.qtbot import QtBot

from dinsos_desk.errors import EnvironmentProblem
from dinsos_desk.messages import sentence
from ui.start.login import LoginPage
from ui.start.password_edit import PasswordEdit
from ui.start.problem import ProblemPage
from ui.theme import Theme

ENTER = Qt.Key.Key_Return


@pytest.fixture
def page(qtbot: QtBot, theme: Theme) -> LoginPage:
    made = LoginPage(theme)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    made.activateWindow()
    return made


def test_name_then_password_then_in(qtbot: QtBot, page: LoginPage) -> None:
    asked: list[tuple[str, str]] = []
    page.submitted.connect(lambda login, password: asked.append((login, password)))
    qtbot.keyClicks(page.login, " rani ")
    qtbot.keyClick(page.login, ENTER)
    assert asked == []
    qtbot.waitUntil(page.password.hasFocus)
    qtbot.keyClicks(page.password, "kopi pagi")
    qtbot.keyClick(page.password, ENTER)
    assert asked == [("rani", "kopi pagi")]


def test_the_keypad_enter_counts_too(qtbot: QtBot, page: LoginPage) -> None:
    page.login.setText("rani")
    page.password.setText("kopi pagi")
    with qtbot.waitSignal(page.submitted):
        qtbot.keyClick(page.password, Qt.Key.Key_Enter, Qt.KeyboardModifier.KeypadModifier)


def test_what_is_lacking_is_said_at_its_field(qtbot: QtBot, page: LoginPage) -> None:
    with qtbot.assertNotEmitted(page.submitted):
        qtbot.mouseClick(page.button, Qt.MouseButton.LeftButton)
    assert page.login_field.error()
    page.login.setText("rani")
    page.password.setFocus()
    with qtbot.assertNotEmitted(page.submitted):
        qtbot.keyClick(page.password, ENTER)
    assert page.password_field.error()
    assert not page.login_field.error()


def test_a_refusal_stands_at_the_password_until_it_is_typed_anew(qtbot: QtBot, page: LoginPage) -> None:
    page.login.setText("rani")
    page.password.setText("salah")
    page.set_busy(True)
    assert not page.password.isEnabled()
    assert page.waiting.isVisible()
    page.refuse("Nama masuk atau kata sandi salah.")
    assert page.password_field.error() == "Nama masuk atau kata sandi salah."
    assert page.password.selectedText() == "salah"
    qtbot.keyClicks(page.password, "x")
    assert page.password_field.error() == ""


def test_caps_lock_is_noticed(qtbot: QtBot, theme: Theme) -> None:
    edit = PasswordEdit(theme, "sandi")
    qtbot.addWidget(edit)
    told: list[bool] = []
    edit.caps_lock.connect(told.append)
    qtbot.keyClick(edit, Qt.Key.Key_A)
    assert told == []
    qtbot.keyClicks(edit, "7")
    edit.keyPressEvent(_key(Qt.Key.Key_B, "B", Qt.KeyboardModifier.NoModifier))
    assert told == [True]
    edit.keyPressEvent(_key(Qt.Key.Key_B, "b", Qt.KeyboardModifier.NoModifier))
    assert told == [True, False]
    edit.keyPressEvent(_key(Qt.Key.Key_B, "B", Qt.KeyboardModifier.ShiftModifier))
    assert told == [True, False]


def test_alt_t_shows_the_password(qtbot: QtBot, theme: Theme) -> None:
    edit = PasswordEdit(theme, "sandi")
    qtbot.addWidget(edit)
    qtbot.keyClicks(edit, "kopi")
    qtbot.keyClick(edit, Qt.Key.Key_T, Qt.KeyboardModifier.AltModifier)
    assert edit.echoMode() is QLineEdit.EchoMode.Normal
    assert edit.text() == "kopi"
    qtbot.keyClick(edit, Qt.Key.Key_T, Qt.KeyboardModifier.AltModifier)
    assert edit.echoMode() is QLineEdit.EchoMode.Password


def test_a_halting_problem_is_told_calmly(qtbot: QtBot, theme: Theme) -> None:
    error = EnvironmentProblem("kunci_hilang", folder="/data")
    page = ProblemPage(theme, error)
    qtbot.addWidget(page)
    assert page.text.text() == sentence(error).text
    assert page.advice.text() == sentence(error).advice
    with qtbot.waitSignal(page.retry):
        page.again.click()
    with qtbot.waitSignal(page.leave):
        page.close_button.click()


def _key(key: Qt.Key, text: str, modifiers: Qt.KeyboardModifier):
    from PySide6.QtCore import QEvent
    from PySide6.QtGui import QKeyEvent

    return QKeyEvent(QEvent.Type.KeyPress, key, modifiers, text)


@pytest.mark.parametrize("scale", [1.0, 1.5])
def test_the_eye_is_as_large_as_the_text_around_it(qtbot: QtBot, theme: Theme, scale: float) -> None:
    edit = PasswordEdit(replace(theme, scale=scale), "sandi")
    qtbot.addWidget(edit)
    edit.resize(200, round(36 * scale))
    edit.show()
    eye = edit.findChild(QToolButton, "lihat_sandi")
    assert eye is not None
    assert eye.iconSize().width() == round(16 * scale)
    assert edit.rect().contains(eye.geometry())
    assert edit.textMargins().right() >= eye.iconSize().width()
    qtbot.keyClicks(edit, "kopi")
    qtbot.mouseClick(eye, Qt.MouseButton.LeftButton)
    assert edit.echoMode() is QLineEdit.EchoMode.Normal
    assert eye.accessibleName() == "Sembunyikan kata sandi"
