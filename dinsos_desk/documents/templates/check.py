"""The checker of templates: a file from Word is looked at before any letter is made from it.

Everything that keeps it from being used is found at once, each with its place and the text around it; what
merely looks odd is a hint.
"""

import io
import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import docx
from docx.document import Document
from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml

from dinsos_desk.documents import pictures
from dinsos_desk.documents.broken import TemplateBrokenError
from dinsos_desk.documents.package import read_parts
from dinsos_desk.documents.sandbox import LetterEnvironment
from dinsos_desk.documents.templates.file import (
    MOST_PARAGRAPHS,
    file_findings,
    live_fields,
    package_findings,
    tracked,
)
from dinsos_desk.documents.templates.findings import Finding
from dinsos_desk.documents.templates.fonts import missing_fonts
from dinsos_desk.documents.templates.grammar import Asked, Grammar
from dinsos_desk.documents.templates.places import Paragraph, paragraphs
from dinsos_desk.documents.templates.tags import Tag, TagReader, crowded, like, misplaced
from dinsos_desk.documents.templates.words import Words, leads_somewhere, nearest

_MARK = re.compile(r"\[\[([^\[\]]*)\]\]")
_NOTES = re.compile(r"word/(footnotes|endnotes)\.xml")
_HEADS = re.compile(r"word/(header|footer)(\d*)\.xml")
MOST = 200
"""More findings than this are not listed: the first ones explain the rest."""


@dataclass(frozen=True)
class Users:
    """Who will fill the template: ``words`` of everybody together, and of each service by its short name.

    ``blocks``: names of the blocks there are; ``marks``: other ``[[…]]`` this template may have, ``needed``
    those it must have; ``slots``: pictures that may be filled. ``elsewhere``: who has a word, for a word that
    none of its own services has.
    """

    words: Words
    services: Mapping[str, Words]
    blocks: frozenset[str]
    marks: frozenset[str] = frozenset()
    needed: frozenset[str] = frozenset()
    slots: frozenset[str] = frozenset({"lambang", "qr"})
    elsewhere: Callable[[str], Sequence[str]] = lambda _: ()


@dataclass(frozen=True)
class Checked:
    """What the checker found, in the order of the document; ``fields``: what the template asks for.

    ``marks``: every ``[[…]]`` in its text.
    """

    findings: tuple[Finding, ...]
    fields: frozenset[str] = frozenset()
    marks: frozenset[str] = frozenset()

    @property
    def blocking(self) -> tuple[Finding, ...]:
        """What keeps the file from being used."""
        return tuple(one for one in self.findings if one.blocking)

    @property
    def hints(self) -> tuple[Finding, ...]:
        """What is worth a look."""
        return tuple(one for one in self.findings if not one.blocking)


def check_file(
    file_name: str,
    data: bytes,
    users: Users,
    environment: LetterEnvironment | None = None,
    fonts: Collection[str] | None = None,
) -> Checked:
    """Everything that is wrong with a file that is to become a template. Never raises for a broken file."""
    wrong = file_findings(file_name, data)
    if wrong:
        return Checked(wrong)
    try:
        parts = read_parts(file_name, data)
        document = docx.Document(io.BytesIO(data))
    except Exception:  # python-docx lets lxml, KeyError, ValueError and its own through
        rest = tuple(one for one in _safe_package(data, file_name) if one.blocking)
        return Checked(rest or (Finding("templat_xml_rusak", {"nama": file_name, "bagian": "dokumen"}),))
    return _Check(document, parts, users, environment or LetterEnvironment(), fonts).run()


def _safe_package(data: bytes, file_name: str) -> tuple[Finding, ...]:
    try:
        return tuple(package_findings(read_parts(file_name, data)))
    except TemplateBrokenError:
        return ()


class _Check:
    def __init__(
        self,
        document: Document,
        parts: Mapping[str, bytes],
        users: Users,
        environment: LetterEnvironment,
        fonts: Collection[str] | None,
    ) -> None:
        self._document, self._parts, self._users = document, parts, users
        self._grammar = Grammar(environment, users.words)
        self._fonts = fonts
        self._found: list[Finding] = []
        self._marks: set[str] = set()
        self._order: dict[str, int] = {}
        self._count = self._letters = self._tags = 0

    def run(self) -> Checked:
        """All stories one after another, then what concerns the whole file."""
        for story, root in self._stories():
            self._read(story, root)
            if self._count > MOST_PARAGRAPHS:
                return Checked((Finding("templat_terlalu_panjang", {"batas": MOST_PARAGRAPHS}),))
        self._found += self._unknown()
        self._found += self._whole()
        unique = {(one.code, one.place, str(one.values)): one for one in self._found}
        ordered = sorted(unique.values(), key=lambda one: (not one.blocking, self._order.get(one.place, -1)))
        fields = frozenset(
            one.path for one in self._grammar.asked if "[]" not in one.path and not self._spared(one.path)
        )
        return Checked(tuple(ordered[:MOST]), fields, frozenset(self._marks))

    def _stories(self) -> Iterator[tuple[str, Any]]:
        yield "", self._document.element.body
        for name, content in sorted(self._parts.items()):
            head, notes = _HEADS.fullmatch(name), _NOTES.fullmatch(name)
            if head:
                yield "kepala halaman" if head.group(1) == "header" else "kaki halaman", parse_xml(content)
            elif notes:
                yield "catatan kaki", parse_xml(content)

    def _read(self, story: str, root: Any) -> None:
        reader = TagReader()
        rows: dict[Any, list[Tag]] = {}
        cells: dict[Any, list[Tag]] = {}
        texts: dict[Any, list[Paragraph]] = {}
        for paragraph in paragraphs(root, story, pages=self._knows_pages()):
            self._count += 1
            self._order.setdefault(paragraph.place, self._count)
            if self._count > MOST_PARAGRAPHS:
                return
            self._letters += len(paragraph.text.strip())
            tags = reader.read(paragraph)
            self._tags += len(tags)
            self._found += misplaced(tags)
            self._mark(paragraph)
            if paragraph.row is not None:
                texts.setdefault(paragraph.row, []).append(paragraph)
            for tag in tags:
                if tag.prefix == "tr" and paragraph.row is not None:
                    rows.setdefault(paragraph.row, []).append(tag)
                if tag.prefix == "tc" and paragraph.cell is not None:
                    cells.setdefault(paragraph.cell, []).append(tag)
                self._grammar.follow(tag)
        reader.close()
        self._grammar.close()
        self._found += reader.findings
        self._found += self._grammar.findings
        self._grammar.findings = []
        self._found += crowded(rows, cells, texts)
        self._found += self._drawings(story, root)
        changes = tracked(root)
        if changes:
            self._found.append(Finding("templat_perubahan_terlacak", {"jumlah": changes}, story))
        for kind in dict.fromkeys(live_fields(root)):
            self._found.append(Finding("templat_bidang_word", {"bidang": kind}, story))

    def _knows_pages(self) -> bool:
        return b"<w:lastRenderedPageBreak" in self._parts.get("word/document.xml", b"")

    def _mark(self, paragraph: Paragraph) -> None:
        text = paragraph.text.strip()
        for found in _MARK.finditer(text):
            name = found.group(1)
            self._marks.add(name)
            if name in self._users.marks:
                continue
            values: dict[str, object] = {"penanda": name}
            if name not in self._users.blocks:
                near = nearest(name, self._users.blocks | self._users.marks, 1)
                self._found.append(
                    Finding(
                        "templat_bagian_tidak_ada",
                        {**values, "mirip": like(near)},
                        paragraph.place,
                        text[:90],
                    )
                )
            elif found.group() != text:
                self._found.append(
                    Finding("templat_bagian_tidak_sendiri", values, paragraph.place, text[:90])
                )

    def _drawings(self, story: str, root: Any) -> Iterator[Finding]:
        known = self._users.slots | {pictures.EMBLEM}
        for properties in root.iter(qn("wp:docPr")):
            match = _MARK.fullmatch((properties.get("descr") or "").strip())
            if match and match.group(1) not in known:
                near = nearest(match.group(1), known, 1)
                yield Finding("templat_gambar_asing", {"penanda": match.group(1), "mirip": like(near)}, story)

    def _spared(self, path: str) -> bool:
        return any(path == spare or path.startswith(f"{spare}.") for spare in self._grammar.spare)

    def _unknown(self) -> Iterator[Finding]:
        """Fields that are not there: for nobody, or not for one of the services."""
        known = tuple(self._users.words.paths())
        told: set[tuple[str, str]] = set()
        for asked in self._grammar.asked:
            if self._spared(asked.path):
                continue
            place = asked.tag.paragraph.place
            if asked.is_there:
                lacking = [
                    name
                    for name, words in self._users.services.items()
                    if not leads_somewhere(words, asked.path)
                ]
                if lacking and (asked.path, "") not in told:
                    told.add((asked.path, ""))
                    whose = ", ".join(lacking[:3]) + ("" if len(lacking) < 4 else ", …")
                    yield asked.tag.finding("templat_isian_bukan_layanan", isian=asked.path, layanan=whose)
            elif (asked.path, place) not in told:
                told.add((asked.path, place))
                yield self._no_such(asked, known)

    def _no_such(self, asked: Asked, known: tuple[str, ...]) -> Finding:
        if "[]" in asked.path:
            last = asked.path.rpartition(".")[2]
            near = nearest(last, asked.above.parts if asked.above else (), 2)
            group = asked.path.rpartition("[]")[0].replace("[]", "")
            return asked.tag.finding(
                "templat_isian_baris_tidak_dikenal", isian=last, daftar=group, mirip=like(near)
            )
        others = self._users.elsewhere(asked.path)
        if others:
            whose = ", ".join(others[:3])
            mine = ", ".join(list(self._users.services)[:3]) or "templat ini"
            return asked.tag.finding("templat_isian_milik_lain", isian=asked.path, layanan=mine, lain=whose)
        near = nearest(asked.path, known, 2)
        return asked.tag.finding("templat_isian_tidak_dikenal", isian=asked.path, mirip=like(near))

    def _whole(self) -> Iterator[Finding]:
        yield from package_findings(self._parts)
        for name in sorted(self._users.needed - self._marks):
            yield Finding("templat_penanda_hilang", {"penanda": name})
        has_pictures = any(True for _ in self._document.element.body.iter(qn("w:drawing")))
        if not self._letters and not has_pictures:
            yield Finding("templat_tanpa_isi")
        elif not self._tags and not self._marks:
            yield Finding("templat_tanpa_isian", blocking=False)
        yield from missing_fonts(self._document, self._fonts)


__all__ = ["MOST", "Checked", "Users", "check_file"]
