"""Field kinds: what a service asks for beyond the person, as typed values.

Each kind knows how to read what was typed (``parse``), how to keep it in JSON (``store`` and
``restore``) and how it stands in a letter (``display``). A new kind is one class here and one editor
in ``ui/widgets``.
"""

from typing import Annotated

from pydantic import Field

from dinsos_desk.domain.fields.plain import (
    Choice,
    ChoiceField,
    DateField,
    FieldBase,
    LongTextField,
    MoneyField,
    NikField,
    NumberField,
    PlainField,
    StoredValue,
    TextField,
    YesNoField,
    format_number,
)
from dinsos_desk.domain.fields.table import Grid, TableField, answer_facts

__all__ = [
    "Choice",
    "ChoiceField",
    "DateField",
    "FieldBase",
    "FieldDef",
    "Grid",
    "LongTextField",
    "MoneyField",
    "NikField",
    "NumberField",
    "PlainField",
    "StoredValue",
    "TableField",
    "TextField",
    "YesNoField",
    "answer_facts",
    "format_number",
]

FieldDef = Annotated[
    TextField
    | LongTextField
    | NumberField
    | MoneyField
    | DateField
    | ChoiceField
    | YesNoField
    | NikField
    | TableField,
    Field(discriminator="kind"),
]
