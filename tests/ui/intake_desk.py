"""The intake room over a real office, worked by keys alone."""

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.pauses import end, let_go
from ui.context import Context
from ui.intake.page import WizardPage
from ui.intake.room import IntakeRoom
from ui.intake.wizard import Wizard
from ui.widgets.editors import FieldEditor

NONE = Qt.KeyboardModifier.NoModifier
CTRL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
Key = Qt.Key
_MOST_TABS = 40


class Clerk:
    """Somebody at the keyboard."""

    def __init__(self, qtbot: QtBot, context: Context, room: IntakeRoom) -> None:
        self.qtbot = qtbot
        self.context = context
        self.room = room
        self.failures: list[Exception] = []
        context.tasks.failure.connect(self.failures.append)

    @property
    def wizard(self) -> Wizard:
        assert self.room.wizard is not None
        return self.room.wizard

    @property
    def page(self) -> WizardPage:
        return self.wizard.page

    @property
    def step(self) -> str:
        return self.wizard.steps[self.wizard.place].key

    def settle(self) -> None:
        """Let every answer and every pause in typing come to its end."""
        self.qtbot.waitUntil(self._rests)
        assert not self.failures

    def _rests(self) -> bool:
        if not self.context.tasks.wait_idle(1000):
            return False
        if let_go(self.room):
            return self._rests()
        wizard = self.room.wizard
        waiting = [self.room.first.page.search._pause, *([] if wizard is None else [wizard._timer])]
        for timer in waiting:
            if end(timer):
                return self._rests()
        return wizard is None or wizard.is_open

    def focus(self) -> QWidget:
        """What takes the keys now."""
        QApplication.processEvents()
        self.qtbot.waitUntil(self._is_ready)
        found = QApplication.activePopupWidget() or QApplication.focusWidget()
        assert found is not None
        return found

    def _is_ready(self) -> bool:
        """Without a screen a closing list leaves the window inactive: make it active again."""
        if QApplication.activePopupWidget() is not None:
            return True
        if not self.room.isActiveWindow():
            self.room.activateWindow()
            return False
        return QApplication.focusWidget() is not None

    def press(self, key: Key, modifier: Qt.KeyboardModifier = NONE) -> None:
        QTest.keyClick(self.focus(), key, modifier)
        self.settle()

    def type(self, text: str) -> None:
        """Ordinary letters by keys; what no keyboard of ours has comes from the clipboard."""
        if text.isascii() and len(text) < 200:
            QTest.keyClicks(self.focus(), text)
        else:
            QApplication.clipboard().setText(text)
            QTest.keyClick(self.focus(), Key.Key_V, CTRL)
        self.close_popup()
        self.settle()

    def close_popup(self) -> None:
        """Close a list of suggestions."""
        popup = QApplication.activePopupWidget()
        if popup is not None:
            popup.hide()
            self.qtbot.waitUntil(lambda: QApplication.activePopupWidget() is None)

    def tab_to(self, code: str) -> None:
        """Tab until the editor of a field has the cursor."""
        for _ in range(_MOST_TABS):
            if self.field_code() == code:
                return
            self.press(Key.Key_Tab)
        raise AssertionError(f"Tab never reached {code}")

    def field_code(self) -> str:
        widget: QWidget | None = QApplication.focusWidget()
        while widget is not None:
            if isinstance(widget, FieldEditor):
                return widget.field.code
            widget = widget.parentWidget()
        return ""

    def fill(self, values: Mapping[str, str]) -> None:
        """Tab from field to field and type."""
        for code, text in values.items():
            self.tab_to(code)
            self.press(Key.Key_A, CTRL)
            self.type(text)
        self.press(Key.Key_Tab)

    def choose_service(self, words: str) -> None:
        """F2, some letters, Enter."""
        self.press(Key.Key_F2)
        self.type(words)
        self.press(Key.Key_Return)
        self.qtbot.waitUntil(lambda: self.room.wizard is not None)
        self.settle()

    def go_on(self) -> None:
        """Ctrl+Enter."""
        self.press(Key.Key_Return, CTRL)

    def jump(self, number: int) -> None:
        """Alt+number."""
        self.press(Key(Key.Key_0 + number), ALT)

    def fault(self, place: str) -> str:
        return self.page.fields()[place].error()


def open_room(qtbot: QtBot, context: Context) -> Clerk:
    """The room standing alone, as large as it is at 1366×768."""
    room = IntakeRoom(context)
    qtbot.addWidget(room)
    room.resize(1154, 768)
    room.begin(None)
    with qtbot.waitExposed(room):
        room.show()
    room.activateWindow()
    qtbot.waitUntil(room.isActiveWindow)
    clerk = Clerk(qtbot, context, room)
    clerk.settle()
    return clerk
