"""From a template to a prepared one: blocks laid in, the office's look put on, the source compiled once."""

import io
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

import docx
from docx.document import Document
from docx.opc.oxml import serialize_part_xml
from docx.oxml.ns import qn
from docxtpl import DocxTemplate
from jinja2 import Template, TemplateSyntaxError

from dinsos_desk.documents import pictures
from dinsos_desk.documents.blocks import BlockInserter, close_cells, scale_tables, text_width
from dinsos_desk.documents.broken import BAD_COMMAND, BAD_XML, TemplateBrokenError
from dinsos_desk.documents.look import OfficeLook
from dinsos_desk.documents.names import dotted_names
from dinsos_desk.documents.package import pack, read_parts
from dinsos_desk.documents.restyle import put_on
from dinsos_desk.documents.sandbox import LetterEnvironment

_PARTS = re.compile(r"word/(document|header\d*|footer\d*|footnotes|endnotes)\.xml")
_COMMAND = re.compile(r"\{[{%#]")
_SPARE = "/stylesWithEffects"
_SPANS = re.compile(r"\{%-?\s*(tc|colspan|hm)\b")


class Shape(Protocol):
    """A change to the template itself before it is compiled; equal shapes share a prepared template."""

    def apply(self, name: str, document: Document) -> None:
        """Change ``document``, the template ``name``."""

    def __hash__(self) -> int: ...


@dataclass(frozen=True)
class Source:
    """One part of the document that holds commands. ``spans``: table grids must be mended after it."""

    part: str
    template: Template
    spans: bool


@dataclass(frozen=True)
class Prepared:
    """A template ready to be filled many times.

    ``base``: the zip of everything that never changes. ``slots``: zip part -> picture key.
    ``blank``: what a picture slot holds when nothing is given for it.
    """

    base: bytes
    sources: tuple[Source, ...]
    slots: Mapping[str, str]
    blank: Mapping[str, bytes]
    fields: frozenset[str]


def open_word(name: str, data: bytes) -> Document:
    """The document as python-docx sees it.

    Raises:
        TemplateBrokenError: no Word document, or its XML is damaged.
    """
    read_parts(name, data)
    try:
        return docx.Document(io.BytesIO(data))
    except Exception as error:  # python-docx lets lxml, KeyError, ValueError and its own through
        raise TemplateBrokenError(name, BAD_XML) from error


def prepare(
    name: str,
    data: bytes,
    look: OfficeLook,
    load: Callable[[str], Document],
    environment: LetterEnvironment,
    shape: Shape | None = None,
) -> Prepared:
    """Lay in the blocks, put on the look, compile.

    Raises:
        TemplateBrokenError: the template or one of its blocks cannot be used.
        UserError: ``templat_hilang`` for a block without a file, ``gambar_tidak_dikenal`` for the emblem.
    """
    document = open_word(name, data)
    if shape is not None:
        shape.apply(name, document)
    inserter = BlockInserter(name, document, load)
    slots: dict[str, str] = {}
    blank: dict[str, bytes] = {}
    old_width = text_width(document)
    put_on(document, look)
    scale_tables(document.element.body, old_width, text_width(document))
    for part, root in _stories(document):
        inserter.fill(part, root)
        close_cells(root)
        _place_pictures(part, root, look, slots, blank)
    _number_drawings(document)
    _leave_out_spare(document)
    buffer = io.BytesIO()
    document.save(buffer)
    return _compile(name, read_parts(name, buffer.getvalue()), environment, slots, blank)


def _stories(document: Document) -> list[tuple[Any, Any]]:
    """The body and every header and footer, each as (part, root element)."""
    found: list[tuple[Any, Any]] = [(document.part, document.element.body)]
    for relation in document.part.rels.values():
        if relation.reltype.endswith(("/header", "/footer")):
            found.append((relation.target_part, relation.target_part.element))
    return found


def _place_pictures(
    part: Any, root: Any, look: OfficeLook, slots: dict[str, str], blank: dict[str, bytes]
) -> None:
    for key, drawing in pictures.marked_drawings(root):
        if key != pictures.EMBLEM:
            clear = pictures.transparent_png(key)
            slot = pictures.put_picture(part, drawing, clear)
            slots[slot], blank[slot] = key, clear
        elif look.emblem:
            pictures.fit(drawing, look.emblem)
            pictures.put_picture(part, drawing, look.emblem)
        else:
            pictures.remove(drawing)


def _number_drawings(document: Document) -> None:
    """Word wants each drawing to have a number of its own; blocks bring equal ones."""
    number = 0
    for _, root in _stories(document):
        for properties in root.iter(qn("wp:docPr")):
            number += 1
            properties.set("id", str(number))


def _leave_out_spare(document: Document) -> None:
    """Word 2010 keeps a second copy of the styles for its own sake, half of what a letter weighs."""
    relations = document.part.rels
    for key in [key for key, relation in relations.items() if relation.reltype.endswith(_SPARE)]:
        relations.pop(key)


def _compile(
    name: str,
    parts: dict[str, bytes],
    environment: LetterEnvironment,
    slots: dict[str, str],
    blank: dict[str, bytes],
) -> Prepared:
    helper = DocxTemplate(io.BytesIO())
    sources: list[Source] = []
    fields: set[str] = set()
    for part_name, content in list(parts.items()):
        if not _PARTS.fullmatch(part_name):
            continue
        raw = content.decode("utf-8")
        source = helper.patch_xml(raw)
        if not _COMMAND.search(source):
            continue
        source = source.replace("{_{", '{{ "{{" }}').replace("}_}", '{{ "}}" }}')
        source = re.sub(r"<w:p([ >])", r"\n<w:p\1", source)
        try:
            tree = environment.parse(source)
            template = environment.from_string(tree)
        except TemplateSyntaxError as error:
            raise TemplateBrokenError(name, BAD_COMMAND, dekat=_near(source, error.lineno)) from None
        fields |= dotted_names(tree)
        sources.append(Source(part_name, template, bool(_SPANS.search(raw))))
        del parts[part_name]
    still = [(key, value) for key, value in parts.items() if key not in slots]
    return Prepared(pack(still), tuple(sources), slots, blank, frozenset(fields))


def mend_spans(xml: bytes) -> bytes:
    """Make the grid of each table agree with its cells, as docxtpl does after a loop over columns."""
    tree = DocxTemplate(io.BytesIO()).fix_tables(xml)
    return bytes(serialize_part_xml(tree))


def _near(source: str, line: int) -> str:
    """The words of the template around a line of its source."""
    lines = source.split("\n")
    text = " ".join(re.sub(r"<[^>]*>", "", lines[min(max(line - 1, 0), len(lines) - 1)]).split())
    return text[:80] or "akhir dokumen"


__all__ = ["Prepared", "Shape", "Source", "mend_spans", "open_word", "prepare"]
