"""Letters typed on one of several boxes lead to the one whose words begin so."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

_FORGET_MS = 1000
_PLAIN = Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier


class TypeAhead(QObject):
    """Moves the cursor among ``boxes`` as a list does; the same letter again goes to the next one.

    ``words`` says what stands at each. Whole words begin a match before words in the middle do.
    """

    def __init__(self, parent: QObject, boxes: Sequence[QWidget], words: Callable[[int], str]) -> None:
        super().__init__(parent)
        self._boxes = tuple(boxes)
        self._words = words
        self._typed = ""
        self._forget = QTimer(self, singleShot=True, interval=_FORGET_MS)
        self._forget.timeout.connect(self._begin_anew)
        for box in boxes:
            box.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return super().eventFilter(watched, event)
        text = event.text()
        if event.modifiers() & ~_PLAIN or not text.strip() or not text.isprintable():
            return super().eventFilter(watched, event)
        here = next((place for place, box in enumerate(self._boxes) if box is watched), 0)
        self._go(here, text.casefold())
        return True

    def _go(self, here: int, letter: str) -> None:
        self._typed += letter
        self._forget.start()
        again = len(self._typed) > 1 and set(self._typed) == {letter}
        sought = letter if again else self._typed
        start = here + 1 if len(sought) == 1 else here
        order = [(start + step) % len(self._boxes) for step in range(len(self._boxes))]
        found = [place for place in order if self._words(place).casefold().startswith(sought)]
        found += [place for place in order if self._begins(place, sought)]
        if found:
            self._boxes[found[0]].setFocus(Qt.FocusReason.OtherFocusReason)

    def _begins(self, place: int, sought: str) -> bool:
        words = self._words(place).casefold().split()
        return any(" ".join(words[at:]).startswith(sought) for at in range(len(words)))

    def _begin_anew(self) -> None:
        self._typed = ""
