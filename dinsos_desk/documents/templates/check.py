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
from dinsos_desk.documents.templates.file import MOST_PARAGRAPHS, file_findings, package_findings
from dinsos_desk.documents.templates.findings import Finding
from dinsos_desk.documents.templates.fonts import FontReader
from dinsos_desk.documents.templates.grammar import Asked, Grammar
from dinsos_desk.documents.templates.pages import PageFinder
from dinsos_desk.documents.templates.places import Paragraph, paragraphs
from dinsos_desk.documents.templates.tags import Tag, TagReader, crowded, like, misplaced
from dinsos_desk.documents.templates.traces import MARK, controlled, traces
from dinsos_desk.documents.templates.words import Words, leads_somewhere, may_come, nearest

_NOTES = re.compile(r"word/(footnotes|endnotes)\.xml")
_HEADS = re.compile(r"word/(header|footer)(\d*)\.xml")
_PAGES_OF_HEAD = {"first": " pertama", "even": " genap"}
LACKING = "templat_isian_belum_ada"
MOST = 200
"""More findings than this are not listed: the first ones explain the rest."""


@dataclass(frozen=True)
class Users:
    """Who will fill the template: ``words`` of everybody together, and of each service by its short name.

    ``blocks``: names of the blocks there are; ``marks``: other ``[[…]]`` this template may have, ``needed``
    those it must have; ``slots``: pictures that may be filled. ``elsewhere``: who has a word, for a word that
    none of its own services has. ``draft``: the one of the services that is being written and may still get
    what it lacks.
    """

    words: Words
    services: Mapping[str, Words]
    blocks: frozenset[str]
    marks: frozenset[str] = frozenset()
    needed: frozenset[str] = frozenset()
    slots: frozenset[str] = frozenset({"lambang", "qr"})
    elsewhere: Callable[[str], Sequence[str]] = lambda _: ()
    draft: str = ""


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
    def lacking(self) -> tuple[Finding, ...]:
        """What a draft must still get before the template can be filled for it."""
        return tuple(one for one in self.findings if one.code == LACKING)

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
        self._fonts, self._installed = FontReader(parts), fonts
        self._slots = users.slots | {pictures.EMBLEM}
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
        kinds = dict(self._heads())
        for name, content in sorted(self._parts.items()):
            head, notes = _HEADS.fullmatch(name), _NOTES.fullmatch(name)
            if head:
                which = "kepala halaman" if head.group(1) == "header" else "kaki halaman"
                yield f"{which}{kinds.get(name, '')}", parse_xml(content)
            elif notes:
                yield "catatan kaki", parse_xml(content)

    def _heads(self) -> Iterator[tuple[str, str]]:
        """Which pages a header or footer stands on, where it is not all of them."""
        for reference in self._document.element.body.iter(qn("w:headerReference"), qn("w:footerReference")):
            target = self._document.part.rels.get(reference.get(qn("r:id"), ""))
            said = _PAGES_OF_HEAD.get(reference.get(qn("w:type"), ""))
            if said and target is not None and not target.is_external:
                yield str(target.target_part.partname).lstrip("/"), said

    def _read(self, story: str, root: Any) -> None:
        reader = TagReader()
        rows: dict[Any, list[Tag]] = {}
        cells: dict[Any, list[Tag]] = {}
        lines: dict[Any, list[Paragraph]] = {}
        texts: dict[Any, Paragraph] = {}
        for paragraph in paragraphs(root, story, None if story else PageFinder(self._parts)):
            self._count += 1
            self._order.setdefault(paragraph.place, self._count)
            if self._count > MOST_PARAGRAPHS:
                return
            texts[paragraph.element] = paragraph
            self._letters += len(paragraph.text.strip())
            tags = reader.read(paragraph)
            self._tags += len(tags)
            self._found += misplaced(tags)
            self._found += filter(None, map(controlled, tags))
            self._mark(paragraph)
            if paragraph.row is not None:
                lines.setdefault(paragraph.row, []).append(paragraph)
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
        self._found += crowded(rows, cells, lines)
        self._found += traces(root, story, texts, self._slots)
        self._fonts.read(root, texts, story)

    def _mark(self, paragraph: Paragraph) -> None:
        text = paragraph.text.strip()
        for found in MARK.finditer(text):
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
                if lacking == [self._users.draft] and (asked.path, "") not in told:
                    told.add((asked.path, ""))
                    yield self._to_come(asked, known)
                elif lacking and (asked.path, "") not in told:
                    told.add((asked.path, ""))
                    whose = ", ".join(lacking[:3]) + ("" if len(lacking) < 4 else ", …")
                    yield asked.tag.finding("templat_isian_bukan_layanan", isian=asked.path, layanan=whose)
            elif (asked.path, place) not in told:
                told.add((asked.path, place))
                yield self._no_such(asked, known)

    def _no_such(self, asked: Asked, known: tuple[str, ...]) -> Finding:
        small = asked.in_small_letters(known)
        if small:
            return asked.tag.finding("templat_huruf_besar", kata=asked.written, kecil=small)
        if "[]" in asked.path:
            last = asked.path.rpartition(".")[2]
            near = nearest(last, asked.above.parts if asked.above else (), 2)
            group = asked.path.rpartition("[]")[0].replace("[]", "")
            return asked.tag.finding(
                "templat_isian_baris_tidak_dikenal", isian=last, daftar=group, mirip=like(near)
            )
        if set(self._users.services) == {self._users.draft} and may_come(asked.path, self._users.words):
            return self._to_come(asked, known)
        others = self._users.elsewhere(asked.path)
        if others:
            whose = ", ".join(others[:3])
            mine = ", ".join(list(self._users.services)[:3]) or "templat ini"
            return asked.tag.finding("templat_isian_milik_lain", isian=asked.path, layanan=mine, lain=whose)
        near = nearest(asked.path, known, 2)
        return asked.tag.finding("templat_isian_tidak_dikenal", isian=asked.path, mirip=like(near))

    def _to_come(self, asked: Asked, known: tuple[str, ...]) -> Finding:
        near = like(nearest(asked.path, known, 2))
        return asked.tag.finding(LACKING, blocking=False, isian=asked.path, mirip=near)

    def _whole(self) -> Iterator[Finding]:
        yield from package_findings(self._parts)
        for name in sorted(self._users.needed - self._marks):
            yield Finding("templat_penanda_hilang", {"penanda": name})
        has_pictures = any(True for _ in self._document.element.body.iter(qn("w:drawing")))
        if not self._letters and not has_pictures:
            yield Finding("templat_tanpa_isi")
        elif not self._tags and not self._marks:
            yield Finding("templat_tanpa_isian", blocking=False)
        yield from self._fonts.missing(self._installed)


__all__ = ["MOST", "Checked", "Users", "check_file"]
