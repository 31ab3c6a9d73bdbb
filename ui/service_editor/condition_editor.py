"""A condition picked together: one datum, one test, one value a line; groups too deep for it in words."""

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from dinsos_desk.domain.fields import FieldBase
from ui.service_editor.condition_line import ConditionLine
from ui.service_editor.content import ABSENT
from ui.service_editor.facts import condition_words, is_simple
from ui.service_editor.spec import Choice
from ui.widgets.buttons import KeyButton, LinkButton
from ui.widgets.editors import FieldEditor
from ui.widgets.layouts import STRETCH, clear_layout, column, row, text_label
from ui.widgets.quiet_combo import QuietCombo
from ui.widgets.tab_order import put_in_row, tab_stops

ALWAYS, ONE, ALL, ANY = "", "satu", "all_of", "any_of"
_MODES = (
    (ALWAYS, "Selalu"),
    (ONE, "Bila syarat ini dipenuhi"),
    (ALL, "Bila semua syarat ini dipenuhi"),
    (ANY, "Bila salah satu syarat ini dipenuhi"),
)
_NEEDED_MODES = ((ONE, "Syarat ini"), (ALL, "Semua syarat ini"), (ANY, "Salah satu syarat ini"))


class ConditionEditor(FieldEditor):
    """``needed``: there is no *selalu*. ``value()`` is the condition as the file writes it."""

    rebuilt = Signal()

    def __init__(self, field: FieldBase, *, needed: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(field, parent)
        self._needed = needed
        self._content: Mapping[str, Any] = {}
        self._choices: tuple[Choice, ...] = ()
        self._value: Any = ABSENT
        self.lines: list[ConditionLine] = []
        self.mode = QuietCombo(name=f"{self.objectName()}_ketik", label=field.label, letters=24)
        self.mode.set_choices([*(_NEEDED_MODES if needed else _MODES)])
        self.mode.activated.connect(lambda: self._change_mode(self.mode.value()))
        self.take_keys(self.mode)
        self.words = text_label("", wrap=True)
        self.words.setObjectName(f"{self.objectName()}_kalimat")
        self.afresh = KeyButton("Ganti dengan syarat baru", name=f"{self.objectName()}_ganti")
        self.afresh.clicked.connect(self._begin_afresh)
        self._kept = QWidget()
        self._kept.setLayout(column(self.words, row(self.afresh, STRETCH), spacing=4))
        self._lines = column(spacing=6)
        self.more = LinkButton("Tambah syarat", name=f"{self.objectName()}_tambah")
        self.more.clicked.connect(self._add)
        parts = (row(self.mode, STRETCH), self._kept, self._lines, row(self.more, STRETCH))
        self.box.addLayout(column(*parts, spacing=6), 1)
        self._make()

    def text(self) -> str:
        return "" if self._value is ABSENT else condition_words(self._content, self._value)

    def set_text(self, text: str) -> None:
        """A condition is shown with ``set_value``; a text alone says nothing."""

    def value(self) -> Any:
        """The condition, ``ABSENT`` for none."""
        return self._value

    def set_value(self, value: Any) -> None:
        """Show a condition without announcing it."""
        if value != self._value or value is ABSENT:
            self._value = value
            self._make()

    def set_facts(self, content: Mapping[str, Any], choices: Sequence[Choice]) -> None:
        """The draft it looks at, and what may be named in it."""
        self._content, self._choices = content, tuple(choices)
        for line in self.lines:
            line.set_facts(content, self._choices)
        if not self._kept.isHidden():
            self.words.setText(condition_words(content, self._value))

    def _mode_now(self) -> str:
        value = self._value
        if not isinstance(value, Mapping):
            return ONE if self._needed else ALWAYS
        return next((group for group in (ALL, ANY) if group in value), ONE)

    def _is_deep(self) -> bool:
        """Whether it is more than lines can show."""
        value = self._value
        if not isinstance(value, Mapping) or is_simple(value):
            return value is not ABSENT and not isinstance(value, Mapping)
        groups = [key for key in ("all_of", "any_of", "none_of") if key in value]
        if len(value) != 1 or groups[0] not in (ALL, ANY):
            return True
        parts = value[groups[0]]
        return not isinstance(parts, list) or not all(is_simple(part) for part in parts)

    def _parts(self) -> list[Mapping[str, Any]]:
        value, mode = self._value, self._mode_now()
        if mode == ALWAYS:
            return []
        if mode == ONE:
            return [value if isinstance(value, Mapping) else {}]
        return list(value[mode]) or [{}]

    def _make(self) -> None:
        deep = self._is_deep()
        self._kept.setVisible(deep)
        self.mode.setVisible(not deep)
        if deep:
            self.words.setText(condition_words(self._content, self._value))
        else:
            self.mode.set_value(self._mode_now())
        parts = [] if deep else self._parts()
        self.more.setVisible(not deep and self._mode_now() in (ALL, ANY))
        if len(parts) == len(self.lines):
            for line, part in zip(self.lines, parts, strict=True):
                line.set_part(part)
        else:
            self._make_lines(parts)
        self.setFocusProxy(self.afresh if deep else self.mode)

    def _make_lines(self, parts: Sequence[Mapping[str, Any]]) -> None:
        clear_layout(self._lines)
        self.lines = []
        for place, part in enumerate(parts):
            line = ConditionLine(f"{self.field.code}_{place + 1}", removable=len(parts) > 1)
            line.set_facts(self._content, self._choices)
            line.set_part(part)
            line.changed.connect(self._tell)
            line.dropped.connect(lambda at=place: self._drop(at))
            line.ticked.rebuilt.connect(self._keep_tab_order)
            self._lines.addWidget(line)
            self.lines.append(line)
        self._keep_tab_order()

    def _keep_tab_order(self) -> None:
        """Lines before what adds another, each in its own order."""
        put_in_row(self.mode, [*(stop for line in self.lines for stop in tab_stops(line)), self.more])
        self.rebuilt.emit()

    def _change_mode(self, mode: str) -> None:
        parts = [line.part() for line in self.lines] or [{}]
        if mode == ALWAYS:
            self._set(ABSENT)
        elif mode == ONE:
            self._set(parts[0])
        else:
            self._set({mode: parts if len(parts) > 1 else [*parts, {}]})
        if self.lines:
            self.lines[0].fact.setFocus()

    def _begin_afresh(self) -> None:
        self._set({} if self._needed else ABSENT)
        self.mode.setFocus()

    def _add(self) -> None:
        mode = self._mode_now()
        self._set({mode: [*(line.part() for line in self.lines), {}]})
        self.lines[-1].fact.setFocus()

    def _drop(self, place: int) -> None:
        parts = [line.part() for number, line in enumerate(self.lines) if number != place]
        self._set(parts[0] if len(parts) == 1 else {self._mode_now(): parts})

    def _tell(self) -> None:
        mode = self._mode_now()
        parts = [line.part() for line in self.lines]
        self._value = parts[0] if mode == ONE else {mode: parts}
        self.changed.emit(self.text())

    def _set(self, value: Any) -> None:
        self._value = value
        self._make()
        self.changed.emit(self.text())
