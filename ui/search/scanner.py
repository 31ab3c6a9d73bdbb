"""A barcode reader is a keyboard: this tells it from a person, wherever the cursor stands.

A reader types a whole receipt number faster than any hand. While what was typed may still become one, the
keys are held back, at most a gap after each; then either a number was scanned, and no field sees any
of it, or every key goes on to where it was meant, in its order. A hand is slower than the gap, so all that
a person may notice is that a digit 2 appears a moment later. What takes no digits itself hands them to the
search over everything at once, which reads the number to its end.
"""

import re

from PySide6.QtCore import QElapsedTimer, QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit, QWidget
from shiboken6 import isValid

from ui.room import Room
from ui.widgets.table import Table

GAP_MS = 50
"""Readers send a key every 1 to 30 ms; a fast typist every 100."""
_WHOLE = re.compile(r"20\d\d-\d{4,9}")
_COMPLAINT = re.compile(r"P-\d{3,6}/20\d\d")
"""The number of a complaint, as an office that did not choose another pattern writes it."""
_BEGUN = re.compile(r"2|20|20\d|20\d\d|20\d\d-\d{0,9}|P|P-\d{0,6}|P-\d{3,6}/|P-\d{3,6}/2\d{0,3}")
_ENDS = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab)
_PLAIN = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)


def is_receipt_number(text: str) -> bool:
    """Whether a text is a whole receipt number."""
    return _WHOLE.fullmatch(text) is not None


def _is_whole(text: str) -> bool:
    return is_receipt_number(text) or _COMPLAINT.fullmatch(text) is not None


class Scanner(QObject):
    """Listens to whatever has the focus inside one window."""

    scanned = Signal(str)
    """The number of a receipt was scanned, of an application or of a complaint."""

    def __init__(self, window: QWidget, gap_ms: int = GAP_MS) -> None:
        super().__init__(window)
        self._window = window
        self._watched: QWidget | None = None
        self._held: list[QKeyEvent] = []
        self._text = ""
        self._flows = False
        self._passing = False
        self._waited = False
        self._since = QElapsedTimer()
        self._silence = QTimer(self, singleShot=True, interval=gap_ms)
        self._silence.timeout.connect(self._pause)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._follow)
        self._follow(None, app.focusWidget())

    def gap_ms(self) -> int:
        """The longest time between two keys of a reader."""
        return self._silence.interval()

    def set_gap(self, gap_ms: int) -> None:
        """Listen to a slower reader."""
        self._silence.setInterval(gap_ms)

    def is_holding(self) -> bool:
        """Whether keys are held back at this moment."""
        return bool(self._held)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if self._passing or watched is not self._watched:
            return False
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._press(event)
        if event.type() in (QEvent.Type.FocusOut, QEvent.Type.MouseButtonPress, QEvent.Type.InputMethod):
            self._release()
        return False

    def _follow(self, _former: QWidget | None, now: QWidget | None) -> None:
        """Listen to what has the focus now; what was held for the former goes there first."""
        self._release()
        if self._watched is not None and isValid(self._watched):
            self._watched.removeEventFilter(self)
        self._watched = now if now is not None and self._is_ours(now) else None
        if self._watched is not None:
            self._watched.installEventFilter(self)

    def _is_ours(self, widget: QWidget) -> bool:
        """A place in this window that takes digits; passwords and the search over everything are none."""
        if isinstance(widget, QLineEdit) and widget.echoMode() != QLineEdit.EchoMode.Normal:
            return False
        if isinstance(widget, QAbstractButton | Room):
            return False
        if widget is not self._window and not self._window.isAncestorOf(widget):
            return False
        return widget.window() is self._window.window() and not widget.property("reads_numbers")

    def _press(self, event: QKeyEvent) -> bool:
        """Whether the key is kept from its receiver."""
        if event.key() == Qt.Key.Key_Shift:
            return False
        quick = self._since.isValid() and self._since.elapsed() <= self.gap_ms()
        self._since.start()
        if event.key() in _ENDS and event.modifiers() in _PLAIN and _is_whole(self._text):
            self._tell()
            return True
        text = event.text()
        may_begin = bool(self._held) or not (quick and self._flows)
        shifted = text == "P" and event.modifiers() == Qt.KeyboardModifier.ShiftModifier
        plain = (event.modifiers() in _PLAIN or shifted) and not event.isAutoRepeat() and len(text) == 1
        ours = bool(self._held) or not self._goes_to_search(text)
        if plain and ours and may_begin and _BEGUN.fullmatch(self._text + text):
            self._held.append(QKeyEvent(event))
            self._text += text
            self._waited = False
            self._silence.start()
            return True
        self._release()
        self._flows = True
        return False

    def _goes_to_search(self, text: str) -> bool:
        """A list that takes no digits hands them to the search itself; letters it would take for its own."""
        table = self._watched
        return text.isdigit() and isinstance(table, Table) and table.hands_on_digits()

    def _pause(self) -> None:
        """Nothing followed: a whole number in one burst is a reader without Enter, else it was a person.

        When the window itself was late, keys may still stand in line before it: they get a second gap.
        """
        if self._since.elapsed() > 2 * self.gap_ms() and not self._waited:
            self._waited = True
            self._silence.start()
        elif _is_whole(self._text):
            self._tell()
        else:
            self._release()
            self._flows = False

    def _tell(self) -> None:
        number = self._text
        self._forget()
        self.scanned.emit(number)

    def _release(self) -> None:
        """Send what was held on to where it was meant."""
        held, target = self._held, self._watched
        self._forget()
        if not held or target is None or not isValid(target):
            return
        self._passing = True
        before = QApplication.focusWidget()
        try:
            for event in held:
                QApplication.sendEvent(target, event)
                now = QApplication.focusWidget()
                if now is not before and now is not None:
                    target, before = now, now
        finally:
            self._passing = False

    def _forget(self) -> None:
        self._silence.stop()
        self._held, self._text = [], ""
        self._flows = self._waited = False
