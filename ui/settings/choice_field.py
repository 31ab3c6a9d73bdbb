"""Editors that stand in a ``Field`` beside those made by definition: a list, a set of ticks, a password."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QGridLayout, QWidget

from ui.theme import Theme
from ui.widgets.elided_check import ElidedCheckBox
from ui.widgets.layouts import row
from ui.widgets.quiet_combo import QuietCombo
from ui.widgets.type_ahead import TypeAhead


class ChoiceLine(QWidget):
    """A list whose choices come while it stands; nothing is chosen until somebody does."""

    chosen = Signal(str)

    def __init__(self, name: str, label: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.combo = QuietCombo(name=f"{name}_ketik", label=label, letters=12)
        self.combo.setPlaceholderText("Pilih")
        self.combo.activated.connect(lambda: self.chosen.emit(self.text()))
        self.setLayout(row(self.combo))
        self.setFocusProxy(self.combo)

    def set_choices(self, choices: list[tuple[str, str]], value: str) -> None:
        """Offer (code, label) pairs and show one of them, none for an unknown code."""
        self.combo.set_choices(choices, value)
        self.combo.set_value(value)

    def text(self) -> str:
        """The chosen code."""
        return self.combo.value()


class TicksLine(QWidget):
    """Several that may be ticked together; letters typed lead to the one that begins so.

    ``elided``: long words share the width and never widen it.
    """

    changed = Signal(str)

    def __init__(
        self,
        theme: Theme,
        name: str,
        choices: Sequence[tuple[str, str]],
        parent: QWidget | None = None,
        *,
        columns: int = 3,
        elided: bool = False,
    ) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.boxes: dict[str, QCheckBox] = {}
        self._words = dict(choices)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(theme.px(24))
        grid.setVerticalSpacing(0)
        for place, (code, label) in enumerate(choices):
            box = ElidedCheckBox(label) if elided else QCheckBox(label)
            box.setObjectName(f"{name}_{code}")
            box.clicked.connect(lambda: self.changed.emit(self.text()))
            self.boxes[code] = box
            grid.addWidget(box, place // columns, place % columns)
        if elided:
            for number in range(columns):
                grid.setColumnStretch(number, 1)
        else:
            grid.setColumnStretch(columns, 1)
        codes = tuple(self.boxes)
        self.ahead = TypeAhead(self, tuple(self.boxes.values()), lambda place: self._words[codes[place]])
        self.setFocusProxy(next(iter(self.boxes.values())))

    def values(self) -> frozenset[str]:
        """The ticked codes."""
        return frozenset(code for code, box in self.boxes.items() if box.isChecked())

    def set_values(self, codes: frozenset[str]) -> None:
        """Show what is ticked without announcing it."""
        for code, box in self.boxes.items():
            box.setChecked(code in codes)

    def set_words(self, code: str, words: str) -> None:
        """Other words beside one tick."""
        box = self.boxes[code]
        self._words[code] = words
        if isinstance(box, ElidedCheckBox):
            box.set_words(words)
        else:
            box.setText(words)

    def text(self) -> str:
        """The ticked codes, for comparing."""
        return " ".join(sorted(self.values()))
