"""Between a question of a form and what stands in the draft: one slot each, by the kind of question."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from dinsos_desk.domain.fields import (
    Choice,
    ChoiceField,
    FieldBase,
    LongTextField,
    NumberField,
    TextField,
    YesNoField,
)
from ui.service_editor.content import ABSENT, Steps
from ui.service_editor.spec import FormField, World
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


class Keep:
    """What a slot reads when the draft shall stay as it is."""


KEEP = Keep()


def _code(code: str) -> str:
    """A choice as an editor names it: codes of choices are lower case and never empty."""
    return code.lower() or _EMPTY


def _no_day() -> date:
    """No question of a form is read as of a day."""
    return date.min
