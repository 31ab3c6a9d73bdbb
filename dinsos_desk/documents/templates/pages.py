"""On which page of a template a paragraph stands, as far as its file tells.

Word notes where its pages began when it saved the file last; a file without such notes has one page when Word
counted one. Otherwise the page is reckoned from the lines and said to be about right.
"""

import re
from collections.abc import Mapping, Sequence
from math import ceil
from typing import Any

from docx.oxml.ns import qn

_RENDERED, _BREAK, _TYPE = qn("w:lastRenderedPageBreak"), qn("w:br"), qn("w:type")
_BEFORE, _SECTION, _PROPERTIES = qn("w:pageBreakBefore"), qn("w:sectPr"), qn("w:pPr")
_ONE_PAGE = re.compile(rb"<(?:\w+:)?Pages>1</")
_LETTERS_A_LINE, _LINES_A_PAGE, _SURELY_FIRST = 85, 44, 30


class PageFinder:
    """Follows the paragraphs of the body in their order. ``parts``: the file, unpacked."""

    def __init__(self, parts: Mapping[str, bytes]) -> None:
        self._noted = b"<w:lastRenderedPageBreak" in parts.get("word/document.xml", b"")
        self._single = bool(_ONE_PAGE.search(parts.get("docProps/app.xml", b"")))
        self._page, self._lines = 1, 0
        self._row: Any = None
        self._cell: Any = None
        self._start = self._reached = (1, 0)
        self._breaks_next = False

    def page_of(
        self, paragraph: Any, runs: Sequence[Any], letters: int, row: Any, cell: Any, *, in_box: bool
    ) -> str:
        """The page that a paragraph begins on: *halaman 2*, or *sekitar halaman 2* where it is reckoned."""
        self._enter(row, cell)
        properties = paragraph.find(_PROPERTIES)
        section = properties.find(_SECTION) if properties is not None else None
        begins = properties is not None and properties.find(_BEFORE) is not None
        if self._breaks_next or (begins and not self._noted):
            self._turn()
        self._breaks_next = not self._noted and section is not None and not _runs_on(section)
        breaks = sum(1 for run in runs for child in run if self._is_break(child))
        if breaks and self._is_at_the_start(runs):
            self._turn()
            breaks -= 1
        said = self._said()
        for _ in range(breaks):
            self._turn()
        if not in_box and not self._noted:
            self._lines += max(1, ceil(letters / _LETTERS_A_LINE))
            if self._lines > _LINES_A_PAGE:
                self._page, self._lines = self._page + 1, self._lines - _LINES_A_PAGE
        return said

    def _enter(self, row: Any, cell: Any) -> None:
        """The cells of a row begin beside each other, and the row ends where the longest does."""
        here = (self._page, self._lines)
        if row is not self._row:
            if self._row is not None:
                here = max(self._reached, here)
            self._start = self._reached = here
        elif cell is not self._cell:
            self._reached = max(self._reached, here)
            here = self._start
        self._row, self._cell = row, cell
        self._page, self._lines = here

    def _turn(self) -> None:
        self._page, self._lines = self._page + 1, 0

    def _is_break(self, child: Any) -> bool:
        if self._noted:
            return bool(child.tag == _RENDERED)
        return bool(child.tag == _BREAK and child.get(_TYPE) == "page")

    def _is_at_the_start(self, runs: Sequence[Any]) -> bool:
        """Whether nothing is written before the first break."""
        for run in runs:
            for child in run:
                if self._is_break(child):
                    return True
                if (child.text or "").strip():
                    return False
        return False

    def _said(self) -> str:
        sure = self._noted or (self._page == 1 and (self._single or self._lines <= _SURELY_FIRST))
        return f"halaman {self._page}" if sure else f"sekitar halaman {self._page}"


def _runs_on(section: Any) -> bool:
    """Whether the next section begins on the same page."""
    kind = section.find(_TYPE)
    return kind is not None and kind.get(qn("w:val")) in ("continuous", "nextColumn")
