"""Between a question of a form and what stands in the draft: one slot each, by the kind of question."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from dinsos_desk.catalog.labels import called
from dinsos_desk.domain.fields import (
    Choice,
    ChoiceField,
    FieldBase,
    LongTextField,
    NumberField,
    TextField,
    YesNoField,
)
from ui.service_editor import choices
from ui.service_editor.condition_editor import ConditionEditor
from ui.service_editor.content import ABSENT, Steps
from ui.service_editor.many_editors import PathsEditor, SublistEditor, TicksEditor
from ui.service_editor.pick_editor import PickEditor, TemplateEditor
from ui.service_editor.spec import FormField, Kind, World
from ui.widgets.choice_editors import make_editor
from ui.widgets.editors import FieldEditor, LongTextEditor
from ui.widgets.field import Field

_EMPTY = "tidak_ditentukan"
"""How the choice that writes nothing is called in its editor."""
Content = Mapping[str, Any]


class Slot:
    """One question with its editor. ``read`` gives what the draft shall hold; ``show`` the other way."""

    def __init__(self, spec: FormField) -> None:
        self.spec = spec
        self.editor: FieldEditor = self.make()
        self.field = Field(spec.label, self.editor, required=spec.required, help_text=spec.help)

    def make(self) -> FieldEditor:
        """The editor."""
        return make_editor(self.definition(), _no_day)

    def definition(self) -> FieldBase:
        """What the editor is made from."""
        return TextField(code=self.spec.code, label=self.spec.label)

    def read(self) -> Any:
        """What the draft shall hold; what equals the default is not written."""
        value = self.typed()
        return ABSENT if value == self.spec.default else value

    def typed(self) -> Any:
        """What was typed, as the file writes it."""
        text = self.editor.text()
        return text if text.strip() else ABSENT

    def show(self, value: Any) -> None:
        """Show what the draft holds, without moving the cursor when that is shown already."""
        text = "" if value is ABSENT or value is None else str(value)
        if self.editor.text() != text:
            self.editor.set_text(text)

    def offer(self, content: Content, steps: Steps, world: World) -> None:
        """Follow the draft with what can be chosen."""

    def value_of(self, found: Any) -> Any:
        """What stands in the draft, or the default."""
        return self.spec.default if found is ABSENT and self.spec.default is not None else found


class LongSlot(Slot):
    """Several lines of one text."""

    _lines = 3

    def make(self) -> FieldEditor:
        editor = LongTextEditor(LongTextField(code=self.spec.code, label=self.spec.label))
        editor.area.setFixedHeight(editor.area.fontMetrics().lineSpacing() * self._lines + 20)
        return editor


class LinesSlot(LongSlot):
    """A list of short texts, one a line."""

    _lines = 5

    def typed(self) -> Any:
        lines = [line.strip() for line in self.editor.text().split("\n")]
        return [line for line in lines if line] or ABSENT

    def show(self, value: Any) -> None:
        lines = [str(line) for line in value] if isinstance(value, list) else []
        if self.typed() != (lines or ABSENT):
            self.editor.set_text("\n".join(lines))


class NumberSlot(Slot):
    """A whole number; what is none is kept as typed and said to be wrong."""

    def definition(self) -> FieldBase:
        least = -1_000_000_000
        return NumberField(code=self.spec.code, label=self.spec.label, minimum=least, unit=self.spec.unit)

    def typed(self) -> Any:
        text = self.editor.text().strip()
        digits = text.replace(".", "").replace(" ", "")
        if digits.removeprefix("-").isdecimal():
            return int(digits)
        return text or ABSENT

    def show(self, value: Any) -> None:
        if value != self.typed():
            super().show(value)


class DecimalSlot(Slot):
    """A number with a comma."""

    def typed(self) -> Any:
        text = self.editor.text().strip()
        try:
            return float(text.replace(",", ".")) if text else ABSENT
        except ValueError:
            return text

    def show(self, value: Any) -> None:
        if value != self.typed():
            plain = isinstance(value, int | float) and not isinstance(value, bool)
            super().show(f"{value:g}".replace(".", ",") if plain else value)


class FlagSlot(Slot):
    """Ya or tidak."""

    def definition(self) -> FieldBase:
        return YesNoField(code=self.spec.code, label=self.spec.label)

    def typed(self) -> Any:
        return {"ya": True, "tidak": False}.get(self.editor.text(), ABSENT)

    def show(self, value: Any) -> None:
        self.editor.set_text("ya" if value is True else "tidak" if value is False else "")


class PresenceSlot(FlagSlot):
    """Whether a group of questions is there at all."""

    def read(self) -> Any:
        return self.spec.begins if self.editor.text() == "ya" else ABSENT

    def show(self, value: Any) -> None:
        self.editor.set_text("tidak" if value is ABSENT else "ya")


class ChoiceSlot(Slot):
    """One of a few fixed choices; half a word typed changes nothing yet."""

    def definition(self) -> FieldBase:
        options = tuple(Choice(code=_code(code), label=words) for code, words in self.spec.options)
        return ChoiceField(code=self.spec.code, label=self.spec.label, choices=options)

    def read(self) -> Any:
        known = {_code(code): code for code, _ in self.spec.options}
        text = self.editor.text()
        if text and text not in known:
            return KEEP
        value = known.get(text, ABSENT)
        return ABSENT if value == self.spec.default or value == "" else value

    def show(self, value: Any) -> None:
        text = "" if value is ABSENT else _code(str(value))
        if self.editor.text() != text:
            self.editor.set_text(text)


class PickSlot(Slot):
    """One of many that come and go."""

    def make(self) -> FieldEditor:
        return PickEditor(self.definition(), free=self.spec.choices is choices.divisions)

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


class Keep:
    """What a slot reads when the draft shall stay as it is."""


KEEP = Keep()
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


def _code(code: str) -> str:
    """A choice as an editor names it: codes of choices are lower case and never empty."""
    return code.lower() or _EMPTY


def _no_day() -> date:
    """No question of a form is read as of a day."""
    return date.min
