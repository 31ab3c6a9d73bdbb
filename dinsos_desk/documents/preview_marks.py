"""What mammoth leaves out of a document, collected and marked in its text.

Marks are characters of Unicode's private area: a number between U+E000 and U+E001 at the head of each
paragraph, a size in points between U+E002 and U+E003 before a run's text, U+E004 behind it.
"""

from dataclasses import dataclass
from typing import Any

from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement, parse_xml

MAX_ROWS = 120
"""Rows of one table that a preview shows."""

_PRIVATE = dict.fromkeys(range(0xE000, 0xE005))
_ALIGN = {"center": "center", "right": "right", "end": "right", "both": "justify", "distribute": "justify"}


@dataclass(frozen=True)
class PageFacts:
    """Font, size in points and text width in twips of the document."""

    font: str
    size: float
    width: int


@dataclass(frozen=True)
class _ParagraphFacts:
    align: str
    before: int
    after: int
    left: int
    first: int
    rule: bool
    cell: Any
    table: Any


def page_facts(root: Any, styles: bytes) -> PageFacts:
    """The base look of a document."""
    font, size = "Arial", 11.0
    if styles:
        for style in parse_xml(styles).iter(qn("w:style")):
            if style.get(qn("w:default")) == "1" and style.get(qn("w:type")) == "paragraph":
                fonts, half_points = style.find(f".//{qn('w:rFonts')}"), style.find(f".//{qn('w:sz')}")
                font = (fonts.get(qn("w:ascii")) if fonts is not None else None) or font
                size = _integer(half_points, "w:val", 22) / 2
    section = root.find(f"{qn('w:body')}/{qn('w:sectPr')}")
    width = 9360
    if section is not None:
        page, margins = section.find(qn("w:pgSz")), section.find(qn("w:pgMar"))
        sides = _integer(margins, "w:left", 1440) + _integer(margins, "w:right", 1440)
        width = max(1, _integer(page, "w:w", 12240) - sides)
    return PageFacts(font.replace("'", ""), size, width)


class Marks:
    """The marks laid into one document, and the attributes that each stands for."""

    def __init__(self, page: PageFacts) -> None:
        self._page = page
        self._facts: list[_ParagraphFacts] = []
        self.pictures: list[tuple[int, int]] = []
        self.cut_rows = 0

    def lay(self, root: Any) -> None:
        """Shorten long tables, then mark every paragraph and every sized run."""
        for table in list(root.iter(qn("w:tbl"))):
            for row in table.findall(qn("w:tr"))[MAX_ROWS:]:
                table.remove(row)
                self.cut_rows += 1
        for text in root.iter(qn("w:t")):
            text.text = (text.text or "").translate(_PRIVATE)
        for extent in root.iter(qn("wp:extent")):
            self.pictures.append((int(extent.get("cx")) // 9525, int(extent.get("cy")) // 9525))
        for run in root.iter(qn("w:r")):
            _mark_size(run)
        for paragraph in list(root.iter(qn("w:p"))):
            self._mark(paragraph)

    def is_rule(self, number: int) -> bool:
        """Whether the paragraph carries a line below it."""
        return self._facts[number].rule

    def paragraph_attributes(self, number: int) -> str:
        """Alignment, indents and distances."""
        facts = self._facts[number]
        style = f"margin:{facts.before}px 0 {facts.after}px {facts.left}px; text-indent:{facts.first}px"
        return f'{f" align={chr(34)}{facts.align}{chr(34)}" if facts.align else ""} style="{style}"'

    def cell_attributes(self, number: int) -> str:
        """Width as a share of the table."""
        facts = self._facts[number]
        if facts.cell is None:
            return ""
        total = _table_width(facts.table)
        width = _integer(facts.cell.find(f"{qn('w:tcPr')}/{qn('w:tcW')}"), "w:w", 0)
        return f' width="{round(100 * width / total)}%"' if total and width else ""

    def table_attributes(self, number: int) -> str:
        """Width as a share of the page, borders."""
        table = self._facts[number].table
        border = table.find(f"{qn('w:tblPr')}/{qn('w:tblBorders')}/{qn('w:top')}")
        drawn = border is not None and border.get(qn("w:val")) not in ("nil", "none")
        nested = any(ancestor.tag == qn("w:tc") for ancestor in table.iterancestors())
        share = 100 if nested else min(100, round(100 * _table_width(table) / self._page.width))
        frame = 'border="1" cellpadding="3"' if drawn else 'border="0" cellpadding="0"'
        return f' {frame} cellspacing="0" width="{share or 100}%" style="border-collapse:collapse"'

    def _mark(self, paragraph: Any) -> None:
        properties = paragraph.find(qn("w:pPr"))
        spacing = indent = align = border = None
        if properties is not None:
            spacing, indent = properties.find(qn("w:spacing")), properties.find(qn("w:ind"))
            align, border = properties.find(qn("w:jc")), properties.find(f"{qn('w:pBdr')}/{qn('w:bottom')}")
        parent = paragraph.getparent()
        cell = parent if parent.tag == qn("w:tc") else None
        first = _integer(indent, "w:firstLine", 0) - _integer(indent, "w:hanging", 0)
        self._facts.append(
            _ParagraphFacts(
                align=_ALIGN.get(align.get(qn("w:val")), "") if align is not None else "",
                before=_pixels(_integer(spacing, "w:before", 0)),
                after=_pixels(_integer(spacing, "w:after", 0)),
                left=_pixels(_integer(indent, "w:left", _integer(indent, "w:start", 0))),
                first=_pixels(first),
                rule=border is not None,
                cell=cell,
                table=cell.getparent().getparent() if cell is not None else None,
            )
        )
        mark = OxmlElement("w:r")
        text = OxmlElement("w:t")
        text.text = f"\ue000{len(self._facts) - 1}\ue001"
        mark.append(text)
        paragraph.insert(1 if properties is not None else 0, mark)


def _mark_size(run: Any) -> None:
    size = run.find(f"{qn('w:rPr')}/{qn('w:sz')}")
    texts = run.findall(qn("w:t"))
    if size is None or not texts:
        return
    points = round(_integer(size, "w:val", 22) / 2)
    for text in texts:
        if text.text:
            text.text = f"\ue002{points}\ue003{text.text}\ue004"


def _table_width(table: Any) -> int:
    return sum(_integer(column, "w:w", 0) for column in table.findall(f"{qn('w:tblGrid')}/{qn('w:gridCol')}"))


def _integer(element: Any, attribute: str, default: int) -> int:
    value = element.get(qn(attribute)) if element is not None else None
    try:
        return int(float(value)) if value is not None else default
    except ValueError:
        return default


def _pixels(twips: int) -> int:
    return round(twips / 15)
