"""The text of a template as a checker reads it: every paragraph with its place, its cell and its runs."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from docx.oxml.ns import qn

_PLAIN_BETWEEN = frozenset(
    qn(tag)
    for tag in ("w:proofErr", "w:bookmarkStart", "w:bookmarkEnd", "w:commentRangeStart", "w:commentRangeEnd")
)
_PLAIN_IN_RUN = frozenset(
    qn(tag)
    for tag in ("w:rPr", "w:t", "w:br", "w:tab", "w:cr", "w:noBreakHyphen", "w:softHyphen",
                "w:lastRenderedPageBreak")
)  # fmt: skip
_LETTERS = {
    qn("w:br"): " ",
    qn("w:tab"): "\t",
    qn("w:cr"): " ",
    qn("w:noBreakHyphen"): "-",
}
_BREAK, _RENDERED = qn("w:br"), qn("w:lastRenderedPageBreak")
_P, _TBL, _TR, _TC, _T, _R = (qn(f"w:{tag}") for tag in ("p", "tbl", "tr", "tc", "t", "r"))
_TWIN = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
"""Where Word keeps a text box a second time for older programs."""


@dataclass(frozen=True, eq=False)
class Paragraph:
    """One paragraph. ``place`` says where it stands, in Indonesian; ``letters`` names the run of each letter.

    ``box`` is what holds it (a cell, the page), ``cell``, ``row`` and ``table`` are None outside of tables.
    """

    text: str
    letters: tuple[Any, ...]
    place: str
    box: Any
    cell: Any
    row: Any
    table: Any

    def broken_up(self, first: int, last: int) -> bool:
        """Whether something that cannot be joined stands between the letters ``first`` and ``last``."""
        start, end = self.letters[first], self.letters[last]
        if start is end:
            return False
        if start.getparent() is not end.getparent():
            return True
        node = start
        while True:
            if node.tag == _R:
                if any(child.tag not in _PLAIN_IN_RUN for child in node):
                    return True
            elif node.tag not in _PLAIN_BETWEEN:
                return True
            if node is end:
                return False
            node = node.getnext()


def paragraphs(root: Any, story: str, *, pages: bool) -> Iterator[Paragraph]:
    """Every paragraph below ``root``, in order. ``story`` stands before the place, empty for the body.

    ``pages``: Word noted where its pages begin, so that the page can be said.
    """
    page, number = 1, 0
    table_numbers: dict[Any, int] = {}
    for element in root.iter(_P, _TBL):
        if element.tag == _TBL:
            if _above(element, _TBL) is None:
                table_numbers[element] = len(table_numbers) + 1
            continue
        if _above(element, _TWIN) is not None:
            continue
        number += 1
        letters: list[Any] = []
        text, breaks = [], 0
        for run in _own_runs(element):
            for child in run:
                breaks += child.tag == _RENDERED or (
                    child.tag == _BREAK and child.get(qn("w:type")) == "page" and not pages
                )
                piece = (child.text or "") if child.tag == _T else _LETTERS.get(child.tag, "")
                text.append(piece)
                letters += [run] * len(piece)
        where = _where(element, number, table_numbers)
        if not story and pages:
            where = f"halaman {page}, {where}"
        page += breaks
        cell, row, table = (_above(element, tag) for tag in (_TC, _TR, _TBL))
        yield Paragraph(
            "".join(text),
            tuple(letters),
            f"{story}, {where}" if story else where,
            element.getparent(),
            cell,
            row,
            table,
        )


def _own_runs(paragraph: Any) -> Iterator[Any]:
    """The runs of a paragraph, those in links and controls too, without what stands in its text boxes."""
    for run in paragraph.iter(_R):
        if _above(run, _P) is paragraph:
            yield run


def _where(paragraph: Any, number: int, tables: dict[Any, int]) -> str:
    """Tabel 2 baris 3 kolom 1, or paragraf 12."""
    cell, row, table = _above(paragraph, _TC), _above(paragraph, _TR), _above(paragraph, _TBL)
    if cell is None or row is None or table is None:
        return f"paragraf {number}"
    outer = table
    while outer not in tables and (above := _above(outer, _TBL)) is not None:
        outer = above
    rows, cells = list(table.iter(_TR)), list(row.iter(_TC))
    place = f"tabel {tables.get(outer, 1)}"
    if outer is not table:
        place += " (tabel di dalamnya)"
    return f"{place} baris {rows.index(row) + 1} kolom {cells.index(cell) + 1}"


def _above(element: Any, tag: str) -> Any:
    node = element.getparent()
    while node is not None and node.tag != tag:
        node = node.getparent()
    return node
