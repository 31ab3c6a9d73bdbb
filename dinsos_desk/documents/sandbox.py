"""The language of templates: docxtpl's, in a sandbox, where values are data and never code."""

from collections.abc import Mapping
from functools import partial
from typing import Any

from jinja2 import StrictUndefined, TemplateRuntimeError
from jinja2.sandbox import SandboxedEnvironment
from markupsafe import Markup, escape

from dinsos_desk.documents.phrases import (
    in_a_row,
    in_brackets,
    inside_sentence,
    places,
    post_in_sentence,
    regulation,
)
from dinsos_desk.documents.plain import clean
from dinsos_desk.documents.words import rupiah_words, terbilang
from dinsos_desk.domain.fields import format_number

_MAPPING_METHODS = frozenset({"items", "keys", "values", "get"})
_LINE_BREAK = '</w:t><w:br/><w:t xml:space="preserve">'
_TAB = '</w:t><w:tab/><w:t xml:space="preserve">'


def to_xml(value: object) -> object:
    """A value as Word text: escaped, line ends as line breaks, a list as lines, nothing for None.

    Raises:
        TemplateRuntimeError: a whole table of values was asked for where one text belongs.
    """
    if isinstance(value, StrictUndefined):
        return value
    if value is None:
        return ""
    if isinstance(value, bool):
        return "Ya" if value else "Tidak"
    if isinstance(value, list | tuple):
        value = "\n".join(str(item) for item in value)
    if isinstance(value, Mapping) or callable(value):
        raise TemplateRuntimeError("a group of values stands where one text belongs")
    text = str(escape(clean(str(value))))
    return Markup(text.replace("\n", _LINE_BREAK).replace("\t", _TAB))


class LetterEnvironment(SandboxedEnvironment):
    """A sandbox in which ``a.b`` on a mapping is its key b, so that a field may be called ``items``."""

    def __init__(self) -> None:
        super().__init__(autoescape=True, undefined=StrictUndefined, finalize=to_xml)
        for name in ("safe", "xmlattr", "tojson", "urlize", "forceescape", "escape", "e", "pprint"):
            self.filters.pop(name, None)
        self.filters["terbilang"] = partial(_number_words, terbilang)
        self.filters["rupiah_terbilang"] = partial(_number_words, rupiah_words)
        self.filters["angka"] = lambda value: format_number(int(value))
        self.filters["daftar_tempat"] = lambda value: places(str(value or ""))
        self.filters["berderet"] = lambda values: in_a_row([str(value) for value in values])
        self.filters["sebutan"] = lambda lines: post_in_sentence([str(line) for line in lines])
        self.filters["kurung"] = lambda value: in_brackets(str(value or ""))
        self.filters["peraturan"] = lambda value: regulation(str(value or ""))
        self.filters["dalam_kalimat"] = lambda value: inside_sentence(str(value or ""))

    def getattr(self, obj: Any, attribute: str) -> Any:
        """The key of a mapping; its methods only for looping; anything else as the sandbox allows."""
        if isinstance(obj, Mapping):
            if attribute in obj:
                return obj[attribute]
            if attribute not in _MAPPING_METHODS:
                return self.undefined(obj=obj, name=attribute)
        return super().getattr(obj, attribute)


def _number_words(writer: Any, value: object) -> str:
    return str(writer(value if isinstance(value, int) else str(value or "")))
