"""The form of one thing of a service: questions bound to a place in the draft."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QWidget

from dinsos_desk.catalog.labels import split_key
from dinsos_desk.catalog.problems import Problem
from dinsos_desk.messages import fault_sentence
from ui.service_editor.condition_editor import ConditionEditor
from ui.service_editor.content import ABSENT, Steps
from ui.service_editor.many_editors import PathsEditor, SublistEditor, TicksEditor
from ui.service_editor.page import Bench
from ui.service_editor.pick_editor import TemplateEditor
from ui.service_editor.slots import KEEP, Slot
from ui.service_editor.slots_many import make_slot
from ui.service_editor.spec import FormField, Kind
from ui.service_editor.template_desk import TemplateDesk
from ui.theme import Theme
from ui.turns import Turns
from ui.widgets.form_grid import FormGrid
from ui.widgets.layouts import column, text_label
from ui.widgets.tab_order import put_in_row, tab_stops

_DECIDING = (Kind.CHOICE, Kind.FLAG, Kind.PRESENCE, Kind.PATHS)
"""What decides which other questions are asked."""
_WIDE = (Kind.LONG, Kind.LINES, Kind.TICKS, Kind.PATHS, Kind.CONDITION, Kind.TEMPLATE)


class SlotGrid(FormGrid):
    """A grid of questions that are made one after another, each at its place in the order."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, ())
        self._numbers: dict[QWidget, int] = {}

    def add(self, part: QWidget, number: int, *, wide: bool) -> None:
        """Put a question at its place."""
        self._numbers[part] = number
        part.setParent(self)
        self._parts = tuple(sorted((*self._parts, part), key=self._numbers.__getitem__))
        self._wide |= {part} if wide else set()
        self._place(self._columns or 2)
        if part is not self._parts[-1]:
            self.keep_tab_order(part)

    def keep_tab_order(self, part: QWidget) -> None:
        """The Tab key follows the eye, in whichever order the questions were made."""
        if part not in self._parts:
            return
        place = self._parts.index(part)
        before = next((stops for one in reversed(self._parts[:place]) if (stops := tab_stops(one))), [])
        own = tab_stops(part)
        after = [] if before else [stop for one in self._parts[place + 1 :] for stop in tab_stops(one)]
        put_in_row(before[-1] if before else None, (*own, *after))


class ItemForm(QWidget):
    """``bind`` it to a place; it writes what is typed into the draft and shows what stands there.

    A question is made when it is first asked, in a turn of the window of its own.
    """

    sublist_wanted = Signal(object)
    """A ``FormField`` of an inner list."""

    def __init__(
        self,
        bench: Bench,
        fields: Sequence[FormField],
        *,
        named: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._bench, self._draft = bench, bench.draft
        self._fields = tuple(fields)
        self._named = named
        self._steps: Steps | None = None
        self._showing = False
        self._made: dict[int, Slot] = {}
        self._turns: Turns | None = None
        self._problems: tuple[Problem, ...] = ()
        self.whole = text_label("", "error", wrap=True)
        self.whole.setObjectName("salah_keseluruhan")
        self.whole.hide()
        self.grid = SlotGrid(bench.theme)
        self.setLayout(column(self.whole, self.grid, spacing=8))

    @property
    def steps(self) -> Steps | None:
        """The place it is bound to."""
        return self._steps

    @property
    def keys(self) -> frozenset[str]:
        """The keys it asks for."""
        return frozenset(field.key for field in self._fields)

    def bind(self, steps: Steps | None) -> None:
        """Show another thing; None shows nothing."""
        self._steps = steps
        self.setVisible(steps is not None)
        self.refresh(choices=True)

    def refresh(self, *, choices: bool = False) -> None:
        """Show what the draft holds; with ``choices`` also what may be chosen."""
        if self._steps is None:
            return
        for number in self._made:
            self._show(number, choices=choices)
        if self._turns is None and next(self._missing(), None) is not None:
            self._turns = Turns(self._make_in_turns(), self)
            self._turns.done.connect(self._forget_turns)

    def complete(self) -> None:
        """Make now what is asked and not made yet."""
        for number in self._missing():
            self._make(number)

    def start(self) -> None:
        """Put the cursor into the first question."""
        self._make(0).field.focus()

    def slot(self, key: str) -> Slot | None:
        """The slot of a question by its key, made if need be."""
        numbers = [number for number, field in enumerate(self._fields) if field.key == key]
        return self._make(numbers[0]) if numbers else None

    def show_problems(self, problems: Sequence[Problem]) -> None:
        """Say what is wrong at its question; what belongs to none of them above the form.

        What only warns is marked in the lists, not in red at a question.
        """
        self._problems = tuple(problems)
        for number in self._made:
            self._say(number)
        said = self._said(-1)
        self.whole.setText(said)
        self.whole.setVisible(bool(said))

    def reveal(self, key: str) -> QWidget | None:
        """Put the cursor into the question that a key of a problem belongs to; returns its field."""
        number = self._number_of(key)
        if number is None:
            return None
        self.complete()
        slot = self._make(max(number, 0))
        self.grid.show_part(slot.field, True)
        slot.field.focus()
        return slot.field

    def _missing(self) -> Iterator[int]:
        """The numbers of the questions that are asked now and were never made."""
        held = self._held()
        for number, field in enumerate(self._fields):
            if number not in self._made and self._steps is not None and field.shown(held):
                yield number

    def _make_in_turns(self) -> Iterator[None]:
        while (number := next(self._missing(), None)) is not None:
            self._make(number)
            yield

    def _forget_turns(self) -> None:
        self._turns = None

    def _make(self, number: int) -> Slot:
        """The slot of a question."""
        if number in self._made:
            return self._made[number]
        spec = self._fields[number]
        slot = self._made[number] = make_slot(spec)
        slot.editor.changed.connect(lambda _: self._write(slot))
        if isinstance(slot.editor, TemplateEditor):
            slot.editor.take_wanted.connect(lambda: self._use_templates(TemplateDesk.take))
            slot.editor.save_wanted.connect(lambda: self._use_templates(TemplateDesk.save))
        if isinstance(slot.editor, SublistEditor):
            slot.editor.wanted.connect(lambda: self.sublist_wanted.emit(spec))
        if isinstance(slot.editor, TicksEditor | PathsEditor | ConditionEditor):
            slot.editor.rebuilt.connect(lambda: self.grid.keep_tab_order(slot.field))
        self._show(number, choices=True)
        self._say(number)
        self.grid.add(slot.field, number, wide=spec.whole or spec.kind in _WIDE)
        return slot

    def _show(self, number: int, *, choices: bool) -> None:
        if self._steps is None:
            return
        slot = self._made[number]
        shown = slot.spec.shown(self._held())
        self._showing = True
        if choices and shown:
            slot.offer(self._draft.content, self._steps, self._bench.world)
        slot.show(slot.value_of(self._draft.at((*self._steps, *slot.spec.steps))))
        self._showing = False
        self.grid.show_part(slot.field, shown)

    def _held(self) -> Mapping[str, Any]:
        thing = self._draft.at(self._steps) if self._steps is not None else ABSENT
        return thing if isinstance(thing, Mapping) else {}

    def _say(self, number: int) -> None:
        self._made[number].field.set_error(self._said(number))

    def _said(self, number: int) -> str:
        mine = (p for p in self._problems if p.blocking and self._number_of(p.key) == number)
        return " ".join(fault_sentence(problem.fault) for problem in mine)

    def _number_of(self, key: str) -> int | None:
        """The number of the question, -1 for the thing as a whole, None when it belongs elsewhere."""
        steps = split_key(key)
        if self._steps is None or steps[: len(self._steps)] != self._steps:
            return None
        rest = steps[len(self._steps) :]
        found, longest = -1, -1
        for number, field in enumerate(self._fields):
            own = field.steps
            if rest[: len(own)] == own and len(own) > longest and (own or not rest):
                found, longest = number, len(own)
        return found

    def _write(self, slot: Slot) -> None:
        steps = self._steps
        if self._showing or steps is None:
            return
        value = slot.read()
        if value is KEEP:
            return
        spec = slot.spec
        if value is ABSENT and not spec.key and isinstance(steps[-1], int):
            value = ""
        if spec.keeps:
            self._choose(slot, value)
        elif spec.key and spec.key == self._named and isinstance(value, str):
            self._draft.rename(steps, spec.key, value, value)
        else:
            self._draft.set((*steps, *spec.steps), value)
        if spec.kind in _DECIDING:
            self.refresh(choices=True)
            if slot.editor.isAncestorOf(QApplication.focusWidget() or self):
                self.complete()

    def _use_templates(self, use: Callable[[TemplateDesk, Steps], None]) -> None:
        if self._steps is not None:
            use(self._bench.templates, self._steps)

    def _choose(self, slot: Slot, value: Any) -> None:
        """Another kind was chosen: what only belongs to the former one goes with it."""
        assert self._steps is not None
        thing = self._draft.at(self._steps)
        if not isinstance(thing, Mapping) or thing.get(slot.spec.key, ABSENT) == value:
            return
        keeps = slot.spec.keeps
        dropped = frozenset[str]().union(*keeps.values()) - keeps.get(str(value), frozenset())
        kept = {key: inner for key, inner in thing.items() if key not in dropped}
        if value is ABSENT:
            kept.pop(slot.spec.key, None)
        else:
            kept[slot.spec.key] = value
        self._draft.set(self._steps, kept)
