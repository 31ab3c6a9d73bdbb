"""The text of a template as a checker reads it: every paragraph with its place, its cell and its runs."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from docx.oxml.ns import qn

from dinsos_desk.documents.templates.pages import PageFinder

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
_P, _TBL, _TR, _TC, _T, _R = (qn(f"w:{tag}") for tag in ("p", "tbl", "tr", "tc", "t", "r"))
_TWIN = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
"""Where Word keeps a text box a second time for older programs."""
_SDT, _BOX = qn("w:sdt"), qn("w:txbxContent")
_CUTTERS = {
    **dict.fromkeys((qn(f"w:{tag}") for tag in ("ins", "del", "moveFrom", "moveTo")), "perubahan"),
    _SDT: "kontrol",
    qn("w:hyperlink"): "tautan",
    qn("w:commentReference"): "komentar",
    qn("w:footnoteReference"): "catatan_kaki",
    qn("w:endnoteReference"): "catatan_kaki",
    **dict.fromkeys((qn(f"w:{tag}") for tag in ("fldChar", "instrText", "fldSimple")), "bidang"),
}
_OTHER_CUTTER = "gambar"


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
    element: Any

    def cut_by(self, first: int, last: int) -> str:
        """What stands between the letters ``first`` and ``last`` that cannot be joined; empty for nothing.

        One of *perubahan*, *kontrol*, *tautan*, *komentar*, *catatan_kaki*, *bidang*, *gambar*.
        """
        start, end = self.letters[first], self.letters[last]
        if start is end:
            return ""
        inside = [node for run in dict.fromkeys(self.letters[first : last + 1]) for node in _up_to(run, self)]
        if start.getparent() is not end.getparent():
            return _cutter(inside)
        node = start
        while True:
            if node.tag == _R:
                strange = [child for child in node if child.tag not in _PLAIN_IN_RUN]
                if strange:
                    return _cutter(strange)
            elif node.tag not in _PLAIN_BETWEEN:
                return _cutter([node, *inside])
            if node is end:
                return ""
            node = node.getnext()

    def control_of(self, letter: int) -> Any:
        """The content control of Word that a letter stands in, or None."""
        node = self.letters[letter]
        while node is not None and node.tag != _SDT:
            node = node.getparent()
        return node


def _up_to(run: Any, paragraph: Paragraph) -> Iterator[Any]:
    """What a run stands in, up to its paragraph."""
    node = run.getparent()
    while node is not None and node is not paragraph.element:
        yield node
        node = node.getparent()


def _cutter(nodes: list[Any]) -> str:
    return next((_CUTTERS[node.tag] for node in nodes if node.tag in _CUTTERS), _OTHER_CUTTER)


def paragraphs(root: Any, story: str, pages: PageFinder | None = None) -> Iterator[Paragraph]:
    """Every paragraph below ``root``, in order. ``story`` stands before the place, empty for the body.

    ``pages`` follows the body and says the page of each paragraph; those outside of tables and text boxes
    are numbered on each page anew, so that they can be counted there.
    """
    counted: dict[str, int] = {}
    table_numbers: dict[Any, int] = {}
    for element in root.iter(_P, _TBL):
        if element.tag == _TBL:
            if _above(element, _TBL) is None:
                table_numbers[element] = len(table_numbers) + 1
            continue
        if _above(element, _TWIN) is not None:
            continue
        letters: list[Any] = []
        text: list[str] = []
        runs = list(_own_runs(element))
        for run in runs:
            for child in run:
                piece = (child.text or "") if child.tag == _T else _LETTERS.get(child.tag, "")
                text.append(piece)
                letters += [run] * len(piece)
        cell, row, table = (_above(element, tag) for tag in (_TC, _TR, _TBL))
        box = _above(element, _BOX)
        where = [story] if story else []
        if pages is not None:
            length = sum(map(len, text))
            where.append(pages.page_of(element, runs, length, row, cell, in_box=box is not None))
        if box is not None:
            where.append("kotak teks")
        here = ", ".join(where)
        if box is None and row is None:
            counted[here] = counted.get(here, 0) + 1
        number = counted.get(here, 1) if box is None else list(box.iter(_P)).index(element) + 1
        where.append(_where(element, number, table_numbers))
        yield Paragraph(
            "".join(text), tuple(letters), ", ".join(where), element.getparent(), cell, row, table, element
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
