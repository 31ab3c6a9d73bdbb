"""What the forms of the editor ask, as data: one ``FormField`` a question, one ``ListSpec`` a list."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from dinsos_desk.usecases.templates.stock import TemplateRow
from ui.service_editor.content import Steps

Choice = tuple[str, str]
"""A code and its words."""


class Kind(StrEnum):
    """How a question is answered."""

    TEXT = "teks"
    LONG = "teks_panjang"
    LINES = "baris"
    NUMBER = "angka"
    DECIMAL = "pecahan"
    FLAG = "ya_tidak"
    PRESENCE = "keberadaan"
    CHOICE = "pilihan"
    PICK = "daftar"
    TEMPLATE = "templat"
    TICKS = "centang"
    PATHS = "data"
    CONDITION = "syarat"
    SUBLIST = "daftar_dalam"


@dataclass(frozen=True)
class World:
    """What the forms choose from beyond the draft itself."""

    templates: tuple[TemplateRow, ...] = ()
    posts: Mapping[str, str] = field(default_factory=dict)
    services: tuple[Choice, ...] = ()
    divisions: tuple[str, ...] = ()


Choices = Callable[[Mapping[str, Any], Steps, World], Sequence[Choice]]
"""The choices of a question, by the draft, the place of the thing asked about, and the world."""


def always(_: Mapping[str, Any]) -> bool:
    """A question that is asked whatever was answered before."""
    return True


@dataclass(frozen=True)
class FormField:
    """One question of a form.

    ``key``: dotted place below the thing, "" for the thing itself. ``default``: what the file means when
    nothing is written. ``options``: fixed choices; ``choices``: those that depend on the draft. ``shown``
    says by the thing whether it is asked. ``keeps``: by choice, which further keys belong to it; the others
    of them go when another choice is made. ``begins``: what stands there once it is said to be there.
    ``whole``: it takes a whole line of the form.
    """

    key: str
    label: str
    kind: Kind = Kind.TEXT
    help: str = ""
    required: bool = False
    default: Any = None
    options: tuple[Choice, ...] = ()
    choices: Choices | None = None
    shown: Callable[[Mapping[str, Any]], bool] = always
    inner: "ListSpec | None" = None
    longest: int = 400
    unit: str = ""
    whole: bool = False
    keeps: Mapping[str, frozenset[str]] = field(default_factory=dict)
    begins: Any = None

    @property
    def code(self) -> str:
        """A name for its editor."""
        return self.key.replace(".", "_") or "bunyi"

    @property
    def steps(self) -> Steps:
        """Its place below the thing."""
        return tuple(self.key.split(".")) if self.key else ()


Detail = Callable[[Any, Mapping[str, Any]], str]


@dataclass(frozen=True)
class ListSpec:
    """A list of things: what one is called, what is asked of it, and how it begins.

    ``named``: the key of the name; ``coded``: things have codes, made from their names.
    ``renumbers``: other parts count its places (the steps of the procedure).
    """

    key: str
    title: str
    noun: str
    fields: tuple[FormField, ...]
    named: str = "label"
    begins: Any = field(default_factory=dict)
    coded: bool = True
    detail: Detail = lambda item, content: ""
    detail_title: str = ""
    help: str = ""
    empty: str = ""
    icon: str = "playlist-plus"
    renumbers: bool = False

    @property
    def steps(self) -> Steps:
        """Its place in the draft or below the thing it belongs to."""
        return tuple(self.key.split("."))


@dataclass(frozen=True)
class PartSpec:
    """A part of the editor: a form, a list, or a form above a list."""

    name: str
    help: str
    fields: tuple[FormField, ...] = ()
    listed: ListSpec | None = None
    base: Steps = ()
