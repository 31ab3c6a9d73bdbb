"""The fonts that a template is set in wherever text can stand, and those of them that this PC lacks."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import Any

from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml

from dinsos_desk.documents.templates.findings import Finding
from dinsos_desk.documents.templates.places import Paragraph

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
_THEME = re.compile(r"word/theme/theme\d*\.xml")
_LATIN = "{http://schemas.openxmlformats.org/drawingml/2006/main}latin"
_REFERENCES = tuple(qn(f"w:{tag}") for tag in ("pStyle", "rStyle", "tblStyle"))
_LEVEL, _NUMBERED = qn("w:lvl"), qn("w:numId")
_THEMED = ("asciiTheme", "hAnsiTheme", "cstheme")


class FontReader:
    """Gathers the fonts of a template, story by story; ``parts``: its file, unpacked.

    The base font is the office's own, laid over every template: neither that of the style Normal nor the
    default of the document is told of, the theme only where a run or style asks for it.
    """

    def __init__(self, parts: Mapping[str, bytes]) -> None:
        self._parts = parts
        self._used: dict[str, str] = {}
        self._styled: dict[str, str] = {}
        self._lists: dict[str, str] = {}
        self._theme = dict(_theme_fonts(parts))

    def read(self, root: Any, texts: Mapping[Any, Paragraph], story: str) -> None:
        """The fonts of a story; ``texts``: its paragraphs by their elements."""
        for paragraph in texts.values():
            for run in dict.fromkeys(paragraph.letters):
                self._note(run, paragraph.place)
            for number in paragraph.element.iter(_NUMBERED):
                self._lists.setdefault(number.get(qn("w:val"), ""), paragraph.place)
        for tag in _REFERENCES:
            for reference in root.iter(tag):
                place = _place(reference, texts) or story or "badan dokumen"
                self._styled.setdefault(reference.get(qn("w:val"), ""), place)

    def missing(self, installed: Collection[str] | None) -> Iterator[Finding]:
        """Fonts that neither Windows brings along nor this PC has (``installed``, None when not asked)."""
        self._read_styles()
        self._read_lists()
        here = {name.casefold() for name in installed or ()}
        for name, place in sorted(self._used.items()):
            if name.casefold() not in _STANDARD_FONTS and name.casefold() not in here:
                values = {"huruf": name, "ganti": substitute(name)}
                yield Finding("templat_huruf_tidak_ada", values, place, blocking=False)

    def _read_styles(self) -> None:
        """What the styles in use are set in, with those that they are based on."""
        styles = {
            one.get(qn("w:styleId"), ""): one for one in self._root("word/styles.xml").iter(qn("w:style"))
        }
        for style_id, place in list(self._styled.items()):
            seen: set[str] = set()
            name = style_id
            while name in styles and name not in seen and name != "Normal":
                seen.add(name)
                style = styles[name]
                title = next((one.get(qn("w:val")) for one in style.iter(qn("w:name"))), name)
                self._note(style, f"gaya “{title}”, dipakai di {place}")
                name = next((one.get(qn("w:val"), "") for one in style.iter(qn("w:basedOn"))), "")

    def _read_lists(self) -> None:
        """The bullets and numbers of the lists in use."""
        root = self._root("word/numbering.xml")
        kinds = {one.get(qn("w:abstractNumId")): one for one in root.iter(qn("w:abstractNum"))}
        for number in root.iter(qn("w:num")):
            place = self._lists.get(number.get(qn("w:numId"), ""))
            kind = next((one.get(qn("w:val")) for one in number.iter(qn("w:abstractNumId"))), None)
            if place is not None and kind in kinds:
                for level in list(kinds[kind].iter(_LEVEL))[:1]:
                    self._note(level, f"tanda daftar di {place}")

    def _note(self, element: Any, place: str) -> None:
        for name in _names_of(element, self._theme):
            self._used.setdefault(name, place)

    def _root(self, name: str) -> Any:
        return parse_xml(self._parts.get(name) or b"<none/>")


def _theme_fonts(parts: Mapping[str, bytes]) -> Iterator[tuple[str, str]]:
    """The fonts of the theme, by what runs call them: major for headings, minor for text."""
    for name, content in parts.items():
        if not _THEME.fullmatch(name):
            continue
        for kind in ("major", "minor"):
            for family in parse_xml(content).iter(f"{_LATIN.rpartition('}')[0]}}}{kind}Font"):
                for latin in family.iter(_LATIN):
                    if latin.get("typeface"):
                        yield kind, latin.get("typeface")


def _names_of(element: Any, theme: Mapping[str, str]) -> Iterator[str]:
    for fonts in element.iter(qn("w:rFonts")):
        asked: list[str | None] = [fonts.get(qn(f"w:{kind}")) for kind in ("ascii", "hAnsi", "cs")]
        for attribute in _THEMED:
            wanted = fonts.get(qn(f"w:{attribute}")) or ""
            asked.append(theme.get("major" if wanted.startswith("major") else "minor") if wanted else None)
        yield from _named(asked)
    for latin in element.iter(_LATIN):
        typeface = latin.get("typeface") or ""
        yield from _named(
            [theme.get("major" if "mj" in typeface else "minor") if "+" in typeface else typeface]
        )


def _named(asked: Iterable[str | None]) -> Iterator[str]:
    yield from (name for name in asked if name)


def _place(element: Any, texts: Mapping[Any, Paragraph]) -> str:
    """Where the paragraph stands that an element belongs to, or the first one of its table."""
    node = element
    while node is not None:
        if node in texts:
            return texts[node].place
        if node.tag == qn("w:tbl"):
            return next((texts[one].place for one in node.iter(qn("w:p")) if one in texts), "")
        node = node.getparent()
    return ""


def substitute(font: str) -> str:
    """The font that Word is likely to take instead."""
    if _MONO.search(font):
        return "Courier New"
    return "Times New Roman" if _SERIF.search(font) and "sans" not in font.casefold() else "Arial"
