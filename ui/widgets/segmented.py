"""An exclusive choice laid out in one strip, with a letter for each part."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QPushButton, QSizePolicy, QWidget

from ui.theme import Tone
from ui.widgets.layouts import restyle, row


@dataclass(frozen=True)
class Segment:
    """One choice; ``key`` is the single letter that picks it while the strip has the focus."""

    code: str
    label: str
    key: str = ""
    tone: Tone = Tone.ACCENT


class SegmentedControl(QFrame):
    """One stop of the Tab key; arrows and letters choose, the mouse too."""

    chosen = Signal(str)
    """A person chose another code, whichever way."""
    picked_by_key = Signal(str)
    """A letter was pressed, even for what is already chosen: a checklist goes on to its next row."""

    def __init__(
        self, segments: Sequence[Segment], *, name: str = "", label: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.segments = tuple(segments)
        self._value = ""
        self.setObjectName(name)
        self.setAccessibleName(label)
        self.setProperty("segments", True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._buttons = {segment.code: self._button(segment) for segment in self.segments}
        self.setLayout(row(*self._buttons.values(), spacing=2, margins=(2, 2, 2, 2)))

    def value(self) -> str:
        """The chosen code, empty for none."""
        return self._value

    def set_value(self, code: str) -> None:
        """Show a choice without announcing it; an unknown code clears it."""
        self._value = code if code in self._buttons else ""
        for key, button in self._buttons.items():
            button.setChecked(key == self._value)
        shown = next((s.label for s in self.segments if s.code == self._value), "belum dipilih")
        self.setAccessibleDescription(shown)

    def set_fault(self, fault: bool) -> None:
        """Show a red frame."""
        restyle(self, "fault", fault)

    def button(self, code: str) -> QPushButton:
        """The part of one choice."""
        return self._buttons[code]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        letter = event.text().casefold() if plain else ""
        for segment in self.segments:
            if letter and letter == segment.key.casefold():
                self._choose(segment.code)
                self.picked_by_key.emit(segment.code)
                return
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()), 0) if plain else 0
        if step:
            self._step(step)
        else:
            super().keyPressEvent(event)

    def _button(self, segment: Segment) -> QPushButton:
        button = QPushButton(segment.label.replace("&", "&&"))
        button.setProperty("segment", True)
        button.setProperty("tone", segment.tone.value)
        button.setObjectName(f"{self.objectName()}_{segment.code}")
        button.setAccessibleName(segment.label)
        button.setCheckable(True)
        button.setAutoDefault(False)
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.setToolTip(f"{segment.label} ({segment.key.upper()})" if segment.key else "")
        button.clicked.connect(lambda: self._click(segment.code))
        return button

    def _click(self, code: str) -> None:
        self.setFocus(Qt.FocusReason.MouseFocusReason)
        self._choose(code)

    def _step(self, step: int) -> None:
        codes = [segment.code for segment in self.segments]
        if self._value in codes:
            place = min(max(codes.index(self._value) + step, 0), len(codes) - 1)
        else:
            place = 0 if step > 0 else len(codes) - 1
        self._choose(codes[place])

    def _choose(self, code: str) -> None:
        changed = code != self._value
        self.set_value(code)
        if changed:
            self.chosen.emit(code)
