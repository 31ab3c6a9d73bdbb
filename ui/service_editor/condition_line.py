"""One comparison of a condition: which datum, which test, which value."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from dinsos_desk.domain.fields import TextField
from ui.service_editor.facts import (
    EQUALS,
    KNOWN,
    NOT_EQUALS,
    ONE_OF,
    TESTS,
    UNKNOWN,
    FactKind,
    fact_kind,
    test_of,
    to_typed,
    to_value,
)
from ui.service_editor.many_editors import TicksEditor
from ui.service_editor.pick_editor import PickEditor
from ui.service_editor.spec import Choice
from ui.widgets.buttons import KeyButton
from ui.widgets.editors import LineEditor
from ui.widgets.layouts import column, row
from ui.widgets.quiet_combo import QuietCombo

_FREE = FactKind("teks")


class ConditionLine(QWidget):
    """Half a comparison is kept as it is: the list of what is wrong says what lacks."""

    changed = Signal()
    dropped = Signal()

    def __init__(self, name: str, *, removable: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._content: Mapping[str, Any] = {}
        self._kind = _FREE
        self.fact = PickEditor(TextField(code=f"{name}_data", label="Data yang dinilai"))
        self.fact.line.setPlaceholderText("Data yang dinilai")
        self.test = QuietCombo(name=f"isian_{name}_uji", label="Pembanding", letters=14)
        self.typed = LineEditor(TextField(code=f"{name}_nilai", label="Nilai pembanding"), _no_day)
        self.chosen = PickEditor(TextField(code=f"{name}_pilihan", label="Nilai pembanding"))
        self.ticked = TicksEditor(TextField(code=f"{name}_daftar", label="Daftar nilai"))
        self.drop = KeyButton("Hapus", name=f"isian_{name}_hapus")
        self.drop.setAccessibleName("Hapus syarat ini")
        self.single = QStackedWidget()
        self.single.addWidget(self.typed)
        self.single.addWidget(self.chosen)
        self.single.setSizePolicy(self.typed.sizePolicy())
        line = row(self.fact, self.test, self.single, self.drop, spacing=8)
        for place, share in enumerate((6, 3, 4)):
            line.setStretch(place, share)
        self.setLayout(column(line, self.ticked, spacing=2))
        self.drop.setVisible(removable)
        self.test.set_choices([*TESTS])
        self.fact.changed.connect(self._change_fact)
        self.test.activated.connect(self._follow_test)
        for editor in (self.typed, self.chosen, self.ticked):
            editor.changed.connect(lambda _: self.changed.emit())
        self.drop.clicked.connect(self.dropped)
        self.setFocusProxy(self.fact)
        self._show_value()

    def set_facts(self, content: Mapping[str, Any], choices: Sequence[Choice]) -> None:
        """The draft it looks at, and what may be named in it."""
        self._content = content
        self.fact.set_choices(choices)
        kind = fact_kind(content, self.fact.text()) if self.fact.text() else _FREE
        if kind != self._kind:
            part = self.part()
            self._kind = kind
            self.set_part(part)

    def set_part(self, part: Mapping[str, Any]) -> None:
        """Show a comparison without announcing it."""
        if part == self.part():
            return
        path = str(part.get("fact", ""))
        self.fact.set_text(path)
        self._kind = fact_kind(self._content, path) if path else _FREE
        test = test_of(part)
        tests = list(self._kind.tests)
        if test and test not in dict(tests):
            tests = list(TESTS)
        self.test.set_choices(tests, test or tests[0][0])
        if test == ONE_OF:
            values = part[ONE_OF] if isinstance(part[ONE_OF], list) else []
            self._offer()
            self.ticked.set_values([to_typed(value) for value in values])
            self.typed.set_text(", ".join(to_typed(value) for value in values))
        elif test in (EQUALS, NOT_EQUALS):
            self._offer()
            self.typed.set_text(to_typed(part[test]))
            self.chosen.set_text(to_typed(part[test]))
        else:
            self.typed.set_text("")
            self.chosen.set_text("")
            self.ticked.set_values([])
        self._show_value()

    def part(self) -> dict[str, Any]:
        """The comparison as the file writes it, as far as it goes."""
        path, test = self.fact.text(), self.test.value()
        if not path:
            return {}
        if test in (KNOWN, UNKNOWN):
            return {"fact": path, "known": test == KNOWN}
        if test == ONE_OF:
            values = self.ticked.values() if self._kind.choices else self.typed.text().split(",")
            said = [to_value(self._kind, value) for value in values if value.strip()]
            return {"fact": path, ONE_OF: said} if said else {"fact": path}
        typed = self.chosen.text() if self._kind.choices else self.typed.text()
        return {"fact": path, test: to_value(self._kind, typed)} if typed.strip() else {"fact": path}

    def _change_fact(self, path: str) -> None:
        self._kind = fact_kind(self._content, path) if path else _FREE
        self.test.set_choices(list(self._kind.tests), self.test.value())
        self.typed.set_text("")
        self.chosen.set_text("")
        self.ticked.set_values([])
        self._show_value()
        self.changed.emit()

    def _follow_test(self) -> None:
        self._show_value()
        self.changed.emit()

    def _offer(self) -> None:
        self.chosen.set_choices(self._kind.choices)
        self.ticked.set_choices(self._kind.choices)

    def _show_value(self) -> None:
        test = self.test.value()
        several = test == ONE_OF and bool(self._kind.choices)
        self._offer()
        self.ticked.setVisible(several)
        self.single.setVisible(test not in (KNOWN, UNKNOWN) and not several)
        self.single.setCurrentWidget(self.chosen if self._kind.choices else self.typed)
        commas = test == ONE_OF and not self._kind.choices
        self.typed.line.setPlaceholderText("Nilai, dipisah koma" if commas else "Nilai")


def _no_day() -> date:
    """A text is read without a day."""
    return date.min
