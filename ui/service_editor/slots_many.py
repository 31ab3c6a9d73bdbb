"""The slots of questions with many answers, and the one way from a question to its slot."""

from collections.abc import Callable, Mapping
from typing import Any

from dinsos_desk.catalog.labels import called
from ui.service_editor import choices
from ui.service_editor.condition_editor import ConditionEditor
from ui.service_editor.content import ABSENT, Steps
from ui.service_editor.many_editors import PathsEditor, SublistEditor, TicksEditor
from ui.service_editor.pick_editor import PickEditor, TemplateEditor
from ui.service_editor.slots import (
    KEEP,
    ChoiceSlot,
    Content,
    DecimalSlot,
    FlagSlot,
    LinesSlot,
    LongSlot,
    NumberSlot,
    PresenceSlot,
    Slot,
)
from ui.service_editor.spec import FormField, Kind, World
from ui.widgets.editors import FieldEditor


class PickSlot(Slot):
    """One of many that come and go."""

    def make(self) -> FieldEditor:
        free = self.spec.choices in (choices.divisions, choices.ppks_kinds)
        return PickEditor(self.definition(), free=free)

    def offer(self, content: Content, steps: Steps, world: World) -> None:
        assert isinstance(self.editor, PickEditor)
        assert self.spec.choices is not None
        self.editor.set_choices(self.spec.choices(content, steps, world))


class TemplateSlot(PickSlot):
    """A Word template."""

    def make(self) -> FieldEditor:
        return TemplateEditor(self.definition())


class TicksSlot(Slot):
    """Several of a list; numbers of steps are numbers in the file."""

    def make(self) -> FieldEditor:
        editor = TicksEditor(self.definition())
        editor.set_choices(self.spec.options)
        return editor

    def typed(self) -> Any:
        assert isinstance(self.editor, TicksEditor)
        values = [int(value) if value.isdecimal() else value for value in self.editor.values()]
        return values if values or self.spec.default else ABSENT

    def show(self, value: Any) -> None:
        assert isinstance(self.editor, TicksEditor)
        codes = [str(code) for code in value] if isinstance(value, list) else []
        if codes != self.editor.values():
            self.editor.set_values(codes)

    def offer(self, content: Content, steps: Steps, world: World) -> None:
        assert isinstance(self.editor, TicksEditor)
        if self.spec.choices is not None:
            self.editor.set_choices(self.spec.choices(content, steps, world))


class PathsSlot(Slot):
    """Data in an order."""

    def make(self) -> FieldEditor:
        return PathsEditor(self.definition())

    def typed(self) -> Any:
        assert isinstance(self.editor, PathsEditor)
        return self.editor.paths() or ABSENT

    def show(self, value: Any) -> None:
        assert isinstance(self.editor, PathsEditor)
        self.editor.set_paths([str(path) for path in value] if isinstance(value, list) else [])

    def offer(self, content: Content, steps: Steps, world: World) -> None:
        assert isinstance(self.editor, PathsEditor)
        assert self.spec.choices is not None
        self.editor.set_choices(self.spec.choices(content, steps, world))


class ConditionSlot(Slot):
    """When a thing is in force."""

    def make(self) -> FieldEditor:
        return ConditionEditor(self.definition(), needed=self.spec.required)

    def typed(self) -> Any:
        assert isinstance(self.editor, ConditionEditor)
        return self.editor.value()

    def show(self, value: Any) -> None:
        assert isinstance(self.editor, ConditionEditor)
        self.editor.set_value(value)

    def offer(self, content: Content, steps: Steps, world: World) -> None:
        assert isinstance(self.editor, ConditionEditor)
        self.editor.set_facts(content, choices.facts(content, steps, world))


class SublistSlot(Slot):
    """The way into an inner list; what it holds is changed there."""

    def make(self) -> FieldEditor:
        return SublistEditor(self.definition())

    def read(self) -> Any:
        return KEEP

    def show(self, value: Any) -> None:
        assert isinstance(self.editor, SublistEditor)
        items = value if isinstance(value, list) else []
        named = [item if isinstance(item, str) else called(item) for item in items]
        self.editor.show_items(items, [name or "belum bernama" for name in named])


_SLOTS: Mapping[Kind, Callable[[FormField], Slot]] = {
    Kind.TEXT: Slot,
    Kind.LONG: LongSlot,
    Kind.LINES: LinesSlot,
    Kind.NUMBER: NumberSlot,
    Kind.DECIMAL: DecimalSlot,
    Kind.FLAG: FlagSlot,
    Kind.PRESENCE: PresenceSlot,
    Kind.CHOICE: ChoiceSlot,
    Kind.PICK: PickSlot,
    Kind.TEMPLATE: TemplateSlot,
    Kind.TICKS: TicksSlot,
    Kind.PATHS: PathsSlot,
    Kind.CONDITION: ConditionSlot,
    Kind.SUBLIST: SublistSlot,
}


def make_slot(spec: FormField) -> Slot:
    """The slot of a question."""
    return _SLOTS[spec.kind](spec)
