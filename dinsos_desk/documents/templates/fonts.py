"""The fonts that a template is set in, and those of them that this PC lacks."""

import re
from collections.abc import Collection, Iterator
from typing import Any

from docx.document import Document
from docx.oxml.ns import qn

from dinsos_desk.documents.templates.findings import Finding
from dinsos_desk.documents.templates.places import paragraphs

_STANDARD_FONTS = frozenset(
    name.casefold()
    for name in (
        "Arial", "Arial Black", "Arial Narrow", "Bahnschrift", "Book Antiqua", "Bookman Old Style", "Calibri",
        "Calibri Light", "Cambria", "Cambria Math", "Candara", "Century", "Century Gothic", "Comic Sans MS",
        "Consolas", "Constantia", "Corbel", "Courier New", "Garamond", "Georgia", "Impact", "Lucida Console",
        "MS Gothic", "MS Mincho", "Palatino Linotype", "Segoe UI", "Segoe UI Symbol", "Symbol", "Tahoma",
        "Times New Roman", "Trebuchet MS", "Verdana", "Webdings", "Wingdings", "Wingdings 2", "Wingdings 3",
    )
)  # fmt: skip
"""Fonts that Windows and Word bring along."""
_MONO, _SERIF = (
    re.compile(r"mono|courier|consol|code", re.I),
    re.compile(
        r"times|serif|roman|book|garamond|georgia|antiqua|century|palatino|cambria|minion|caslon", re.I
    ),
)


def missing_fonts(document: Document, installed: Collection[str] | None) -> Iterator[Finding]:
    """Fonts that neither Windows brings along nor this PC has (``installed``, None when not asked)."""
    here = {name.casefold() for name in installed or ()}
    for name, place in sorted(_used(document).items()):
        if name.casefold() not in _STANDARD_FONTS and name.casefold() not in here:
            values = {"huruf": name, "ganti": substitute(name)}
            yield Finding("templat_huruf_tidak_ada", values, place, blocking=False)


def _used(document: Document) -> dict[str, str]:
    """The fonts that text is set in, with the place of the first; those of its styles stand last.

    The base font is the office's own: it is laid over every template.
    """
    used: dict[str, str] = {}
    styles: set[str] = set()
    for paragraph in paragraphs(document.element.body, "", pages=False):
        for run in dict.fromkeys(paragraph.letters):
            for name in _fonts_of(run):
                used.setdefault(name, paragraph.place)
    for tag in ("w:pStyle", "w:rStyle", "w:tblStyle"):
        styles |= {one.get(qn("w:val"), "") for one in document.element.body.iter(qn(tag))}
    for style in document.styles.element.iter(qn("w:style")):
        if style.get(qn("w:styleId")) in styles - {"Normal"}:
            for name in _fonts_of(style):
                used.setdefault(name, "gaya")
    return used


def _fonts_of(element: Any) -> Iterator[str]:
    for fonts in element.iter(qn("w:rFonts")):
        for kind in ("ascii", "hAnsi", "cs"):
            name = fonts.get(qn(f"w:{kind}"))
            if name:
                yield name


def substitute(font: str) -> str:
    """The font that Word is likely to take instead."""
    if _MONO.search(font):
        return "Courier New"
    return "Times New Roman" if _SERIF.search(font) and "sans" not in font.casefold() else "Arial"
