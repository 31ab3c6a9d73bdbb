"""Shared blocks: letterhead, signature, paraf, tembusan live once and are laid into every template.

A paragraph that holds nothing but ``[[kop]]`` gives way to the content of ``bagian/kop.docx``.
"""

import copy
import io
import re
from collections.abc import Callable
from typing import Any

from docx.document import Document
from docx.oxml.ns import qn

from dinsos_desk.documents.broken import BLOCK_LOOP, TemplateBrokenError
from dinsos_desk.documents.keeping import keep, keep_signatures, thin_paragraph

BLOCK_FOLDER = "bagian"
_MARK = re.compile(r"\[\[([a-z0-9_]+)\]\]")
_MAX_DEPTH = 4


def block_file(block: str) -> str:
    """The template name of a block."""
    return f"{BLOCK_FOLDER}/{block}.docx"


class BlockInserter:
    """Lays blocks into the parts of one document; ``load`` opens a block by its template name."""

    def __init__(self, name: str, target: Document, load: Callable[[str], Document]) -> None:
        self._name = name
        self._target = target
        self._load = load

    def fill(self, part: Any, root: Any, chain: tuple[str, ...] = ()) -> None:
        """Replace every block mark below ``root``, which belongs to ``part``; then keep its signatures whole.

        Raises:
            TemplateBrokenError: a block that contains itself.
            UserError: ``templat_hilang`` when a block has no file.
        """
        for paragraph in list(root.iter(qn("w:p"))):
            match = _MARK.fullmatch(_text(paragraph).strip())
            if match is None or paragraph.find(f".//{qn('w:drawing')}") is not None:
                continue
            block = match.group(1)
            if block in chain or len(chain) >= _MAX_DEPTH:
                raise TemplateBrokenError(self._name, BLOCK_LOOP, bagian=block)
            self._replace(part, paragraph, block, chain)
        if not chain:
            keep_signatures(root)

    def _replace(self, part: Any, paragraph: Any, block: str, chain: tuple[str, ...]) -> None:
        source = self._load(block_file(block))
        scale_tables(source.element.body, text_width(source), _room(paragraph, self._target))
        parent = paragraph.getparent()
        place = parent.index(paragraph)
        parent.remove(paragraph)
        added = []
        for element in source.element.body:
            if element.tag == qn("w:sectPr"):
                continue
            twin = copy.deepcopy(element)
            _carry_pictures(source.part, part, twin)
            self._carry_styles(source, twin)
            added.append(twin)
        for offset, element in enumerate(added):
            parent.insert(place + offset, element)
        _separate_tables(parent, place, len(added))
        for element in added:
            self._fill_added(part, element, (*chain, block))

    def _fill_added(self, part: Any, element: Any, chain: tuple[str, ...]) -> None:
        if element.tag == qn("w:p"):
            match = _MARK.fullmatch(_text(element).strip())
            if match:
                if match.group(1) in chain or len(chain) >= _MAX_DEPTH:
                    raise TemplateBrokenError(self._name, BLOCK_LOOP, bagian=match.group(1))
                self._replace(part, element, match.group(1), chain)
        else:
            self.fill(part, element, chain)

    def _carry_styles(self, source: Document, element: Any) -> None:
        """Bring over the styles that only the block knows; those of the template win."""
        known = {style.style_id for style in self._target.styles}
        for tag in ("w:pStyle", "w:rStyle", "w:tblStyle"):
            for reference in element.iter(qn(tag)):
                wanted = reference.get(qn("w:val"))
                for style in source.styles:
                    if style.style_id == wanted and wanted not in known:
                        self._target.styles.element.append(copy.deepcopy(style.element))
                        known.add(wanted)


def text_width(document: Document) -> int:
    """Width between the margins of the first section, in twips."""
    section = document.sections[0]
    width, left, right = section.page_width, section.left_margin, section.right_margin
    if width is None or left is None or right is None:
        return 9360
    return max(1, round((width - left - right) / 635))


def scale_tables(root: Any, old: int, new: int) -> None:
    """Stretch the tables below ``root`` from a text width of ``old`` twips to one of ``new``."""
    if old == new:
        return
    for tag in ("w:gridCol", "w:tcW", "w:tblW"):
        for element in root.iter(qn(tag)):
            value = element.get(qn("w:w")) or ""
            if value.isdigit() and element.get(qn("w:type"), "dxa") == "dxa":
                element.set(qn("w:w"), str(round(int(value) * new / old)))


def _room(paragraph: Any, target: Document) -> int:
    """The width in twips that a block has at the place of its mark: a table cell or the page."""
    cell = paragraph.getparent()
    if cell.tag == qn("w:tc"):
        width = cell.find(f"{qn('w:tcPr')}/{qn('w:tcW')}")
        if width is not None and width.get(qn("w:type"), "dxa") == "dxa":
            return max(1, int(width.get(qn("w:w"))))
    return text_width(target)


def _carry_pictures(source_part: Any, part: Any, element: Any) -> None:
    for blip in element.iter(qn("a:blip")):
        relation = blip.get(qn("r:embed"))
        if relation in source_part.rels:
            blob = source_part.related_parts[relation].blob
            blip.set(qn("r:embed"), part.get_or_add_image(io.BytesIO(blob))[0])


def _separate_tables(parent: Any, place: int, count: int) -> None:
    """Word joins two tables that touch, and a cell must end with a paragraph: put one between."""
    last = place + count - 1
    _gap_after(parent, last)
    if count:
        _gap_after(parent, place - 1)


def _gap_after(parent: Any, index: int) -> None:
    if index < 0 or index >= len(parent) or parent[index].tag != qn("w:tbl"):
        return
    following = parent[index + 1] if index + 1 < len(parent) else None
    at_end = following is None or following.tag == qn("w:sectPr")
    if at_end or (following is not None and following.tag == qn("w:tbl")):
        parent.insert(index + 1, thin_paragraph())


def close_cells(root: Any) -> None:
    """A cell must hold a paragraph even when all its own ones belong to a condition that fails."""
    for cell in root.iter(qn("w:tc")):
        last = cell[-1] if len(cell) else None
        if last is None or last.tag != qn("w:p") or "{%p" in _text(last).replace(" ", ""):
            closing = thin_paragraph()
            if last is not None and last.find(f"{qn('w:pPr')}/{qn('w:keepNext')}") is not None:
                keep(closing)
            cell.append(closing)


def _text(paragraph: Any) -> str:
    return "".join(node.text or "" for node in paragraph.iter(qn("w:t")))
