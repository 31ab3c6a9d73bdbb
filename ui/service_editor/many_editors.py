"""Editors of several things at once: ticks, an ordered row of data, and the way into an inner list."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from dinsos_desk.domain.fields import FieldBase, TextField
from ui.service_editor.pick_editor import PickEditor, plain_code
from ui.service_editor.spec import Choice
from ui.widgets.buttons import KeyButton, LinkButton
from ui.widgets.editors import FieldEditor
from ui.widgets.elided import ElidedLabel
from ui.widgets.elided_check import ElidedCheckBox
from ui.widgets.layouts import STRETCH, clear_layout, column, row, text_label

_TICKS_ABREAST = 2
_LONG_TICK = 44


class TicksEditor(FieldEditor):
    """Several that may be ticked; what is ticked but no longer offered stays to be taken away."""

    rebuilt = Signal()

    def __init__(self, field: FieldBase, parent: QWidget | None = None) -> None:
        super().__init__(field, parent)
        self._choices: tuple[Choice, ...] = ()
        self._ticked: tuple[str, ...] = ()
        self._boxes: dict[str, ElidedCheckBox] = {}
        self._held = QWidget()
        self._grid = QGridLayout(self._held)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(0)
        self._none = text_label("Belum ada yang dapat dipilih.", "muted")
        self.box.addLayout(column(self._none, self._held, spacing=0), 1)

    def text(self) -> str:
        return " ".join(self._ticked)

    def set_text(self, text: str) -> None:
        self.set_values(text.split())

    def values(self) -> list[str]:
        """What is ticked, in the order of the choices."""
        return list(self._ticked)

    def set_values(self, codes: Sequence[str]) -> None:
        """Show what is ticked without announcing it."""
        self._ticked = tuple(codes)
        if set(codes) <= set(self._boxes):
            for code, box in self._boxes.items():
                box.setChecked(code in codes)
            return
        self._make()

    def set_choices(self, choices: Sequence[Choice]) -> None:
        """Offer other choices; what is ticked stays so."""
        if tuple(choices) != self._choices:
            self._choices = tuple(choices)
            self._make()

    def boxes(self) -> dict[str, ElidedCheckBox]:
        """The ticks by code."""
        return self._boxes

    def _make(self) -> None:
        known = {code for code, _ in self._choices}
        gone = [(code, f"{plain_code(code)} (tidak ada lagi)") for code in self._ticked if code not in known]
        shown = [*self._choices, *gone]
        abreast = 1 if any(len(words) > _LONG_TICK for _, words in shown) else _TICKS_ABREAST
        clear_layout(self._grid)
        self._boxes = {}
        for place, (code, words) in enumerate(shown):
            box = ElidedCheckBox(words, name=f"{self.objectName()}_{code}")
            box.setChecked(code in self._ticked)
            box.clicked.connect(self._clicked)
            self._boxes[code] = box
            self._grid.addWidget(box, place // abreast, place % abreast)
        for number in range(_TICKS_ABREAST):
            self._grid.setColumnStretch(number, int(number < abreast))
        self._none.setVisible(not shown)
        first = next(iter(self._boxes.values()), None)
        self.setFocusProxy(first)
        self.rebuilt.emit()

    def _clicked(self) -> None:
        self._ticked = tuple(code for code, box in self._boxes.items() if box.isChecked())
        self.changed.emit(self.text())


class PathsEditor(FieldEditor):
    """Data in an order: one line each, another can be added below."""

    rebuilt = Signal()

    def __init__(self, field: FieldBase, parent: QWidget | None = None) -> None:
        super().__init__(field, parent)
        self._choices: tuple[Choice, ...] = ()
        self._paths: list[str] = []
        self._lines = column(spacing=4)
        self.more = LinkButton("Tambah data", name=f"{self.objectName()}_tambah")
        self.more.clicked.connect(self._add)
        self.box.addLayout(column(self._lines, row(self.more, STRETCH), spacing=2), 1)
        self.editors: list[PickEditor] = []

    def text(self) -> str:
        return "\n".join(path for path in self._paths if path)

    def set_text(self, text: str) -> None:
        self.set_paths(text.split("\n") if text else [])

    def paths(self) -> list[str]:
        """The chosen data in order."""
        return [path for path in self._paths if path]

    def set_paths(self, paths: Sequence[str]) -> None:
        """Show data without announcing it; there is always a line to choose in."""
        if list(paths) == self.paths() and self._paths:
            return
        self._paths = list(paths) or [""]
        if len(self._paths) != len(self.editors):
            self._make()
            return
        for editor, path in zip(self.editors, self._paths, strict=True):
            editor.set_text(path)

    def set_choices(self, choices: Sequence[Choice]) -> None:
        """Offer other data; what was chosen stays."""
        if tuple(choices) == self._choices:
            return
        self._choices = tuple(choices)
        for editor in self.editors:
            editor.set_choices(self._choices)

    def _make(self) -> None:
        clear_layout(self._lines)
        self.editors = []
        for place, path in enumerate(self._paths):
            editor = PickEditor(TextField(code=f"{self.field.code}_{place + 1}", label=self.field.label))
            editor.set_choices(self._choices)
            editor.set_text(path)
            editor.changed.connect(lambda code, at=place: self._set(at, code))
            drop = KeyButton("Hapus", name=f"{editor.objectName()}_hapus")
            drop.setAccessibleName(f"Hapus data nomor {place + 1}")
            drop.clicked.connect(lambda _=False, at=place: self._drop(at))
            line = QWidget()
            parts = row(editor, drop, spacing=8)
            parts.setStretch(0, 1)
            line.setLayout(parts)
            self._lines.addWidget(line)
            drop.setVisible(len(self._paths) > 1)
            self.editors.append(editor)
        self.setFocusProxy(self.editors[0])
        QWidget.setTabOrder(self.editors[-1].combo, self.more)
        self.rebuilt.emit()

    def _set(self, place: int, path: str) -> None:
        self._paths[place] = path
        self.changed.emit(self.text())

    def _add(self) -> None:
        self._paths.append("")
        self._make()
        self.editors[-1].setFocus()

    def _drop(self, place: int) -> None:
        del self._paths[place]
        self._make()
        self.changed.emit(self.text())


class SublistEditor(FieldEditor):
    """How many things an inner list holds, and the way into it."""

    wanted = Signal()

    def __init__(self, field: FieldBase, parent: QWidget | None = None) -> None:
        super().__init__(field, parent)
        self.button = KeyButton("Buka", name=f"{self.objectName()}_ketik")
        self.button.setAccessibleName(f"Buka {field.label}")
        self.button.clicked.connect(self.wanted)
        self.setFocusProxy(self.button)
        self._words = ElidedLabel("", "muted")
        self.box.addWidget(self.button)
        self.box.addWidget(self._words, 1)

    def text(self) -> str:
        return self._words.text()

    def set_text(self, text: str) -> None:
        self._words.setText(text)

    def show_items(self, items: Sequence[Any], names: Sequence[str]) -> None:
        """Say how many there are and what they are called."""
        count = len(items)
        self.button.set_label(f"Ubah ({count})" if count else "Isi")
        self.button.setAccessibleName(f"{self.field.label}: {count}")
        self.set_text("; ".join(names) if count else "belum ada")
