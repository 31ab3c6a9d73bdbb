"""The table of a register: as many columns as its definition has, each as wide as it must be."""

import copy
from dataclasses import dataclass
from typing import Any

from docx.document import Document
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement

from dinsos_desk.documents.blocks import text_width
from dinsos_desk.documents.broken import NO_COLUMNS, TemplateBrokenError
from dinsos_desk.documents.look import twips

_NUMBER_WIDTH = twips(11)
_LETTER_WIDTH = 96
"""Twips of a letter of the table's font that surely suffice."""
_CELL_PADDING = 240


@dataclass(frozen=True)
class TableShape:
    """Gives the table with the cells [[kolom]] and [[isi]] one cell per column.

    ``columns`` are (weight, alignment, letters of the longest word); weight 0 is the narrow column of
    running numbers. A column is never narrower than its longest word while the page has room.
    """

    columns: tuple[tuple[float, str, int], ...]

    def apply(self, name: str, document: Document) -> None:
        """Multiply the two marked cells and set the widths."""
        heading = _marked_cell(document, "[[kolom]]")
        content = _marked_cell(document, "[[isi]]")
        if heading is None or content is None:
            raise TemplateBrokenError(name, NO_COLUMNS)
        widths = self._widths(text_width(document))
        table = heading.getparent().getparent()
        _set_grid(table, widths)
        _flag(heading.getparent(), "w:cantSplit", "w:tblHeader")
        _flag(content.getparent(), "w:cantSplit")
        self._multiply(heading, "[[kolom]]", "register.kolom", widths, align=False)
        self._multiply(content, "[[isi]]", "baris", widths, align=True)
        for row in table.iter(qn("w:tr")):
            cells = row.findall(qn("w:tc"))
            if len(cells) == 1 and len(widths) > 1:
                _span(cells[0], len(widths), sum(widths))

    def _widths(self, total: int) -> list[int]:
        """Widths in twips that fill ``total``: by weight, but at least the longest word."""
        least = [
            letters * _LETTER_WIDTH + _CELL_PADDING if weight > 0 else _NUMBER_WIDTH
            for weight, _, letters in self.columns
        ]
        fixed = {place: least[place] for place, (weight, _, _) in enumerate(self.columns) if weight <= 0}
        while True:
            free = [place for place in range(len(self.columns)) if place not in fixed]
            share = sum(self.columns[place][0] for place in free) or 1
            left = total - sum(fixed.values())
            widths = {place: round(left * self.columns[place][0] / share) for place in free}
            tight = [place for place in free if widths[place] < least[place]]
            if not tight or len(tight) == len(free):
                break
            fixed |= {place: least[place] for place in tight}
        chosen = [(fixed | widths)[place] for place in range(len(self.columns))]
        chosen[-1] += total - sum(chosen)
        return chosen

    def _multiply(self, cell: Any, mark: str, values: str, widths: list[int], *, align: bool) -> None:
        for index, width in enumerate(widths):
            twin = copy.deepcopy(cell)
            _write(twin, mark, f"{{{{ {values}[{index}] }}}}")
            _set_width(twin, width)
            if align:
                _align(twin, self.columns[index][1])
            cell.addprevious(twin)
        cell.getparent().remove(cell)


def _marked_cell(document: Document, mark: str) -> Any:
    for cell in document.element.body.iter(qn("w:tc")):
        if mark in "".join(node.text or "" for node in cell.iter(qn("w:t"))):
            return cell
    return None


def _write(cell: Any, mark: str, text: str) -> None:
    """Put ``text`` in the place of ``mark``, which Word may have cut into several runs."""
    nodes = list(cell.iter(qn("w:t")))
    whole = "".join(node.text or "" for node in nodes)
    nodes[0].text = whole.replace(mark, text)
    for node in nodes[1:]:
        node.text = ""


def _set_grid(table: Any, widths: list[int]) -> None:
    grid = table.find(qn("w:tblGrid"))
    for column in list(grid):
        grid.remove(column)
    for width in widths:
        column = OxmlElement("w:gridCol")
        column.set(qn("w:w"), str(width))
        grid.append(column)
    total = table.find(f"{qn('w:tblPr')}/{qn('w:tblW')}")
    if total is not None:
        total.set(qn("w:w"), str(sum(widths)))
        total.set(qn("w:type"), "dxa")


def _set_width(cell: Any, width: int) -> None:
    cell.get_or_add_tcPr().width = width * 635


def _span(cell: Any, columns: int, width: int) -> None:
    _set_width(cell, width)
    cell.get_or_add_tcPr().grid_span = columns


def _flag(row: Any, *tags: str) -> None:
    properties = row.get_or_add_trPr()
    for tag in tags:
        if properties.find(qn(tag)) is None:
            properties.append(OxmlElement(tag))


def _align(cell: Any, align: str) -> None:
    for paragraph in cell.iter(qn("w:p")):
        properties = paragraph.get_or_add_pPr()
        existing = properties.find(qn("w:jc"))
        if existing is None:
            existing = properties.get_or_add_jc()
        existing.set(qn("w:val"), align if align in ("left", "center", "right") else "left")
