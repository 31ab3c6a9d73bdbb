"""Somebody at the keyboard of the real window: keys go where the focus stands, and nowhere else."""

from collections.abc import Callable, Mapping
from datetime import date
from time import monotonic

from PySide6.QtCore import QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from dinsos_desk.desk import Desk, Gate
from dinsos_desk.domain.faults import Refused
from dinsos_desk.domain.routing import Role
from dinsos_desk.usecases.office.users import UserData, add_user, sign_in
from tests.factories import PASSWORD
from tests.pauses import end_pause, let_go, turn
from ui import rooms
from ui.look import settings_at
from ui.main_window import MainWindow
from ui.room import Room
from ui.start.login import LoginPage
from ui.start.program import Program
from ui.start.shell import Shell
from ui.theme import Theme
from ui.widgets.choice_editors import ComboEditor, StripEditor
from ui.widgets.editors import FieldEditor
from ui.widgets.table_editor import TableEditor

NONE = Qt.KeyboardModifier.NoModifier
CTRL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier
Key = Qt.Key
_PATIENCE_S = 20.0
_MOST_TABS = 90
_SHORT_PAUSE_MS = 300
_BY_KEYS = 400


def wait_until(condition: Callable[[], object], what: str) -> None:
    """Keep the window alive until something is so."""
    deadline = monotonic() + _PATIENCE_S
    while not condition():
        if monotonic() > deadline:
            raise AssertionError(f"waited in vain for {what}")
        QTest.qWait(2)


def start_program(app: QApplication, theme: Theme, gate: Gate) -> Program:
    """The program as ``ui.app`` puts it together, at 1366×768."""
    settings: QSettings = settings_at(gate.paths)
    shell = Shell(theme, settings)
    shell.resize(1366, 768)
    program = Program(app, shell, theme, gate.paths, settings, lambda: gate)
    program.start()
    shell.show()
    return program


def hire(desk: Desk, role: Role, division: str) -> UserData:
    """Add a colleague with one role, as the first user would; a Kasi or Kabid belongs to a division."""
    admin = sign_in(desk.reader(), "rani")
    own = division if role in (Role.KASI, Role.KABID) else ""
    post = role.value.title()
    data = UserData(role.value, f"Contoh {post}", post, frozenset({role}), own)
    add_user(desk.uow(), admin, desk.ring, desk.key, data, PASSWORD, desk.now())
    return data


class Typist:
    """Works a running program by keys; the mouse only where the window offers no key."""

    def __init__(self, program: Program) -> None:
        self.program = program
        self.failures: list[Exception] = []
        program.tasks.failure.connect(self.failures.append)

    @property
    def shell(self) -> Shell:
        return self.program.shell

    @property
    def window(self) -> MainWindow:
        assert self.program.window is not None
        return self.program.window

    @property
    def desk(self) -> Desk:
        assert self.program.desk is not None
        return self.program.desk

    def settle(self) -> None:
        """Let every answer, every click under way and every pause in typing come to its end."""
        turn()
        deadline = monotonic() + _PATIENCE_S
        while not self._rests():
            assert monotonic() < deadline, "waited in vain for the window to come to rest"
            turn()
        assert not self.failures, self.failures

    def focus(self) -> QWidget:
        """What takes the keys now."""
        QApplication.processEvents()
        wait_until(self._takes_keys, "something to take the keys")
        found = QApplication.activePopupWidget() or QApplication.focusWidget()
        assert found is not None
        return found

    def press(self, key: Key, modifier: Qt.KeyboardModifier = NONE) -> None:
        """One key, and what comes of it."""
        QTest.keyClick(self.focus(), key, modifier)
        self.settle()

    def type(self, text: str) -> None:
        """Letters by keys; what this keyboard has no key for comes from the clipboard."""
        if text.isascii() and text.isprintable() and len(text) < _BY_KEYS:
            QTest.keyClicks(self.focus(), text)
        else:
            QApplication.clipboard().setText(text)
            QTest.keyClick(self.focus(), Key.Key_V, CTRL)
        QApplication.processEvents()
        window = self.program.window
        while window is not None and window.scanner.is_holding():
            end_pause(window.scanner, window.scanner.gap_ms())
            turn()
        if QApplication.activePopupWidget() is not None:
            QTest.keyClick(QApplication.activePopupWidget(), Key.Key_Escape)
            wait_until(lambda: QApplication.activePopupWidget() is None, "the suggestions to close")

    def replace(self, text: str) -> None:
        """Type over what stands in the field."""
        QTest.keyClick(self.focus(), Key.Key_A, CTRL)
        self.type(text)

    def main_action(self) -> None:
        """Ctrl+Enter."""
        self.press(Key.Key_Return, CTRL)

    def tab_to(self, wanted: Callable[[QWidget], bool], what: str, key: Key = Key.Key_Tab) -> QWidget:
        """Tab until the cursor stands where it is wanted."""
        for _ in range(_MOST_TABS):
            found = self.focus()
            if wanted(found):
                return found
            self.press(key)
        raise AssertionError(f"Tab never reached {what}")

    def fill(self, values: Mapping[str, str]) -> None:
        """Tab through the fields as they stand and type what is wanted of each, by the code of its field."""
        left = {code: text for code, text in values.items() if text.strip()}
        for _ in range(_MOST_TABS):
            if not left:
                return
            editor = self.editor()
            if editor is not None and editor.field.code in left:
                self._enter(editor, left.pop(editor.field.code))
            self.press(Key.Key_Tab)
        raise AssertionError(f"Tab never reached {sorted(left)}")

    def editor(self) -> FieldEditor | None:
        """The editor of a field that has the cursor."""
        widget: QWidget | None = QApplication.focusWidget()
        while widget is not None and not isinstance(widget, FieldEditor):
            widget = widget.parentWidget()
        return widget

    def sign_in(self, login: str, password: str = PASSWORD) -> None:
        """Name, Tab, password, Enter; the office is open afterwards."""
        self.try_to_sign_in(login, password)
        wait_until(lambda: self._sits_there(login), f"the office of {login}")
        self.settle()

    def try_to_sign_in(self, login: str, password: str) -> LoginPage:
        """The same, whatever comes of it."""
        wait_until(lambda: self.program.login is not None, "the sign-in page")
        page = self.program.login
        assert page is not None
        wait_until(page.button.isEnabled, "the sign-in page to listen")
        self.tab_to(lambda found: found is page.login, "the name")
        self.replace(login)
        self.tab_to(lambda found: found is page.password, "the password")
        self.replace(password)
        self.press(Key.Key_Return)
        return page

    def lock(self) -> None:
        """Ctrl+L."""
        self.press(Key.Key_L, CTRL)
        wait_until(lambda: self.program.login is not None, "the locked page")

    def sign_out(self) -> None:
        """The door at the foot of the bar, with the mouse."""
        QTest.mouseClick(self.window.bar.button("keluar"), Qt.MouseButton.LeftButton)
        wait_until(lambda: self.program.window is None and self.program.login is not None, "the door")
        self.settle()

    def go(self, room: str) -> Room:
        """Ctrl+number of a room on the bar."""
        roles = self.window.context.actor.roles
        places = [entry.key for entry in rooms.rooms_for(roles).values() if entry.on_bar]
        self.press(Key(Key.Key_1 + places.index(room)), CTRL)
        assert self.window.current_key() == room
        return self.window.current_room()

    def _enter(self, editor: FieldEditor, text: str) -> None:
        if self._reads(editor) == self._reads(editor, text):
            return
        if isinstance(editor, StripEditor):
            code = str(editor.field.parse(text, self._today()))
            code = {"True": "ya", "False": "tidak"}.get(code, code)
            segment = next(one for one in editor.strip.segments if one.code == code)
            QTest.keyClicks(self.focus(), segment.key)
        elif isinstance(editor, ComboEditor):
            place = editor.combo.findData(editor.field.parse(text, self._today()))
            self.replace(editor.combo.itemText(place))
        elif isinstance(editor, TableEditor):
            self._enter_rows(editor, text)
        else:
            self.replace(text)
        assert self._reads(editor) == self._reads(editor, text), f"{editor.field.code}: {editor.text()!r}"

    def _enter_rows(self, editor: TableEditor, text: str) -> None:
        """The first row cell by cell, the others pasted as Excel copies them."""
        first, *others = text.splitlines()
        while editor.cells.filled():
            self.press(Key.Key_Home, CTRL)
            self.press(Key.Key_Delete, CTRL)
        for cell in first.split("\t"):
            if cell:
                self.type(cell)
            self.press(Key.Key_Tab)
        if others:
            self.press(Key.Key_End, CTRL)
            QApplication.clipboard().setText("\n".join(others))
            self.press(Key.Key_V, CTRL)

    def _reads(self, editor: FieldEditor, text: str | None = None) -> object:
        """What a text means to the field, so that two ways of typing the same are the same."""
        typed = editor.text() if text is None else text
        try:
            return editor.field.parse(typed, self._today()) if typed.strip() else None
        except Refused:
            return typed

    def _today(self) -> date:
        return self.desk.now().date()

    def _sits_there(self, login: str) -> bool:
        window = self.program.window
        return window is not None and self.shell.page() is window and window.context.actor.login == login

    def _rests(self) -> bool:
        if self.program.tasks._pending:
            self.program.tasks.wait_idle(1000)
            return False
        return not (let_go(self.shell) or end_pause(self.shell, _SHORT_PAUSE_MS))

    def _takes_keys(self) -> bool:
        """Without a screen a closing list leaves the window inactive: make it active again."""
        if QApplication.activePopupWidget() is not None:
            return True
        if not self.shell.isActiveWindow():
            self.shell.activateWindow()
            return False
        return QApplication.focusWidget() is not None
