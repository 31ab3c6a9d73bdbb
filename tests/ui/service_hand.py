"""Somebody at the keyboard of the editor of services: keys go where the focus stands, and nowhere else."""

from collections.abc import Callable, Mapping
from time import monotonic

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QWidget
from pytestqt.qtbot import QtBot

from tests.pauses import end_pause, let_go, turn
from ui.context import Context
from ui.service_editor.condition_editor import ConditionEditor
from ui.service_editor.editor import ServiceEditor
from ui.service_editor.list_page import ListPage
from ui.service_editor.many_editors import PathsEditor, SublistEditor, TicksEditor
from ui.service_editor.page import EditorPage
from ui.service_editor.pick_editor import PickEditor
from ui.service_editor.try_out import TryOut
from ui.settings.room import SettingsRoom
from ui.settings.services_page import ServicesSection
from ui.tasks import Tasks
from ui.turns import Turns
from ui.widgets.choice_editors import ComboEditor, StripEditor
from ui.widgets.editors import FieldEditor

NONE = Qt.KeyboardModifier.NoModifier
CTRL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier
Key = Qt.Key
_PATIENCE_S = 20.0
_MOST_TABS = 90
_SHORT_PAUSE_MS = 700
_BY_KEYS = 24


class Hand:
    """``section``: the section Layanan, in whichever window it stands."""

    def __init__(self, window: QWidget, tasks: Tasks, section: Callable[[], ServicesSection]) -> None:
        self.window, self.tasks, self._section = window, tasks, section
        self.failures: list[Exception] = []
        tasks.failure.connect(self.failures.append)

    @property
    def section(self) -> ServicesSection:
        return self._section()

    @property
    def editor(self) -> ServiceEditor:
        assert self.section.editor is not None
        return self.section.editor

    @property
    def trial(self) -> TryOut:
        assert self.section.trial is not None
        return self.section.trial

    @property
    def page(self) -> EditorPage:
        return self.editor.part.page

    @property
    def listed(self) -> ListPage:
        assert isinstance(self.page, ListPage)
        return self.page

    def settle(self) -> None:
        """Let every answer, every piece of work in turns and every pause in typing come to its end."""
        turn()
        deadline = monotonic() + _PATIENCE_S
        while not self._rests():
            assert monotonic() < deadline, "waited in vain for the window to come to rest"
            turn()
        assert not self.failures, self.failures

    def focus(self) -> QWidget:
        """What takes the keys now."""
        QApplication.processEvents()
        self._wait(self._takes_keys, "something to take the keys")
        found = QApplication.activePopupWidget() or QApplication.focusWidget()
        assert found is not None
        return found

    def press(self, key: Key, modifier: Qt.KeyboardModifier = NONE) -> None:
        """One key, and what comes of it."""
        QTest.keyClick(self.focus(), key, modifier)
        self.settle()

    def type(self, text: str) -> None:
        """Letters by keys; long texts and what no keyboard of ours has come from the clipboard."""
        if text.isascii() and text.isprintable() and len(text) < _BY_KEYS:
            QTest.keyClicks(self.focus(), text)
        else:
            QApplication.clipboard().setText(text)
            QTest.keyClick(self.focus(), Key.Key_V, CTRL)
        QApplication.processEvents()
        popup = QApplication.activePopupWidget()
        if popup is not None:
            popup.hide()
            self._wait(lambda: QApplication.activePopupWidget() is None, "the suggestions to close")

    def replace(self, text: str) -> None:
        """Type over what stands in the field."""
        QTest.keyClick(self.focus(), Key.Key_A, CTRL)
        if text:
            self.type(text)
        else:
            QTest.keyClick(self.focus(), Key.Key_Delete)

    def tab_to(self, wanted: Callable[[QWidget], bool], what: str) -> QWidget:
        """Tab until the cursor stands where it is wanted."""
        for _ in range(_MOST_TABS):
            found = self.focus()
            if wanted(found):
                return found
            QTest.keyClick(found, Key.Key_Tab)
            QApplication.processEvents()
        raise AssertionError(f"Tab never reached {what}")

    def part(self, name: str) -> None:
        """Ctrl+PageUp and Ctrl+PageDown to a part."""
        names = [part.name for part in self.editor.parts.rows_model.rows()]
        for _ in names:
            at = names.index(self.editor.part.spec.name)
            if at == names.index(name):
                break
            self.press(Key.Key_PageDown if at < names.index(name) else Key.Key_PageUp, CTRL)
        assert self.editor.part.spec.name == name
        self.settle()

    def add(self, values: Mapping[str, object]) -> None:
        """Alt+T, then the questions."""
        before = self.listed.model.rowCount()
        self.press(Key.Key_T, ALT)
        assert self.listed.model.rowCount() == before + 1
        self.fill(values)

    def fill(self, values: Mapping[str, object]) -> None:
        """Answer questions by the code of their editor, in the order of the Tab key."""
        for code, value in values.items():
            editor = self.tab_to_question(code)
            self._answer(editor, value)
            self.settle()

    def tab_to_question(self, code: str) -> FieldEditor:
        """Tab to a question."""
        self.tab_to(lambda found: self._code(found) == code, code)
        editor = self._editor()
        assert editor is not None
        return editor

    def open_inner(self, code: str) -> None:
        """Enter the list behind a question."""
        editor = self.tab_to_question(code)
        assert isinstance(editor, SublistEditor)
        self.press(Key.Key_Space)
        self._to_list()

    def leave_inner(self) -> None:
        """Alt+Left."""
        self.press(Key.Key_Left, ALT)

    def choose(self, place: int) -> None:
        """Home and the arrows in the list, then Enter into the form."""
        self._to_list()
        self.press(Key.Key_Home)
        for _ in range(place):
            self.press(Key.Key_Down)
        assert self.listed.place() == place

    def into_form(self) -> None:
        """Enter: from the list into the form."""
        self._to_list()
        self.press(Key.Key_Return)

    def tick(self, code: str, *choices: str) -> None:
        """Tick choices of a question with the space bar."""
        editor = self.tab_to_question(code)
        assert isinstance(editor, TicksEditor)
        for choice in choices:
            box = editor.boxes()[choice]
            self.tab_to(lambda found, box=box: found is box, f"{code} {choice}")
            self.press(Key.Key_Space)
            assert box.isChecked()

    def condition(self, code: str, fact: str, test: str, value: str) -> None:
        """One comparison: data, test and value by their words."""
        editor = self.tab_to_question(code)
        assert isinstance(editor, ConditionEditor)
        if not editor.lines:
            self.press(Key.Key_Down)
            editor = self.tab_to_question(code)
            assert isinstance(editor, ConditionEditor)
        line = editor.lines[0]
        self.tab_to(lambda found: found is line.fact.combo, "the data")
        self.replace(fact)
        self.press(Key.Key_Tab)
        for _ in range(line.test.count()):
            if line.test.currentText() == test:
                break
            self.press(Key.Key_Down)
        assert line.test.currentText() == test
        self.press(Key.Key_Tab)
        if self.focus() is line.chosen.combo or self.focus() is line.typed.line:
            self.replace(value)
            self.press(Key.Key_Tab)

    def problems(self) -> tuple[str, ...]:
        """The keys of what blocks."""
        self.settle()
        assert self.editor.checker.is_current
        return tuple(problem.key for problem in self.editor.checker.problems if problem.blocking)

    def _answer(self, editor: FieldEditor, value: object) -> None:
        if isinstance(editor, StripEditor):
            segment = next(one for one in editor.strip.segments if value in (one.code, one.label))
            QTest.keyClicks(self.focus(), segment.key)
        elif isinstance(editor, ComboEditor | PickEditor):
            self.replace(str(value))
            self.press(Key.Key_Tab)
            assert str(value).casefold() in editor.combo.currentText().casefold()
        elif isinstance(editor, PathsEditor):
            for place, words in enumerate(value if isinstance(value, list) else [value]):
                if place:
                    self.tab_to(lambda found: found is editor.more, "another line")
                    self.press(Key.Key_Space)
                self.tab_to(lambda found, at=place: found is editor.editors[at].combo, "the line")
                self.replace(str(words))
                self.press(Key.Key_Tab)
            assert len(editor.paths()) == (len(value) if isinstance(value, list) else 1)
        else:
            self.replace(str(value))

    def _to_list(self) -> None:
        table = self.listed.table
        if self.focus() is not table:
            self.tab_to(lambda found: found is table, "the list")

    def _code(self, widget: QWidget | None) -> str:
        editor = self._editor(widget)
        return editor.field.code if editor is not None else ""

    def _editor(self, widget: QWidget | None = None) -> FieldEditor | None:
        """The question of the form that has the cursor; what it is made of counts as itself."""
        found: FieldEditor | None = None
        here: QWidget | None = widget if widget is not None else QApplication.focusWidget()
        while here is not None:
            if isinstance(here, FieldEditor):
                found = here
            here = here.parentWidget()
        return found

    def _rests(self) -> bool:
        if self.tasks._pending:
            self.tasks.wait_idle(1000)
            return False
        if let_go(self.section):
            return isinstance(QApplication.focusWidget(), QCheckBox)
        return not (self.section.findChildren(Turns) or end_pause(self.section, _SHORT_PAUSE_MS))

    def _takes_keys(self) -> bool:
        """Without a screen a closing list leaves the window inactive: make it active again."""
        if QApplication.activePopupWidget() is not None:
            return True
        if not self.window.isActiveWindow():
            self.window.activateWindow()
            return False
        return QApplication.focusWidget() is not None

    @staticmethod
    def _wait(condition: Callable[[], bool], what: str) -> None:
        deadline = monotonic() + _PATIENCE_S
        while not condition():
            if monotonic() > deadline:
                raise AssertionError(f"waited in vain for {what}")
            QTest.qWait(2)


def open_services(context: Context, qtbot: QtBot) -> Hand:
    """Pengaturan › Layanan as large as it is at 1366×768, with the cursor in its list."""
    room = SettingsRoom(context)
    qtbot.addWidget(room)
    room.resize(1154, 768)
    with qtbot.waitExposed(room):
        room.show()
    room.enter()
    room.show_section("layanan")

    def section() -> ServicesSection:
        found = room.current()
        assert isinstance(found, ServicesSection)
        return found

    hand = Hand(room, context.tasks, section)
    section().table.setFocus()
    hand.settle()
    return hand
