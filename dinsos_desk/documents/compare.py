"""Two documents side by side: which paragraphs differ, and which words in them."""

import io
import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from docx import Document
from docx.oxml.ns import qn

_WORDS = re.compile(r"\s+|\w+|[^\w\s]")
_ALIKE = 0.4
"""Two paragraphs less alike than this are one that went and one that came."""
_BETWEEN_CELLS = "  "


@dataclass(frozen=True)
class Piece:
    """A run of text. ``differs``: it stands on this side only."""

    text: str
    differs: bool = False


@dataclass(frozen=True)
class Pair:
    """One paragraph of each side; None where a side has none."""

    left: tuple[Piece, ...] | None
    right: tuple[Piece, ...] | None

    @property
    def differs(self) -> bool:
        """Whether the two sides say different things here."""
        pieces = (*(self.left or ()), *(self.right or ()))
        return self.left is None or self.right is None or any(piece.differs for piece in pieces)


def document_lines(content: bytes) -> tuple[str, ...]:
    """What a Word document says, a line for each paragraph and each row of a table, empty ones left out."""
    body = Document(io.BytesIO(content)).element.body
    lines = (line for child in body for line in _lines(child))
    return tuple(line for line in (" ".join(line.split()) for line in lines) if line)


def compare_lines(left: tuple[str, ...], right: tuple[str, ...]) -> tuple[Pair, ...]:
    """The lines of two documents beside each other, in order, what differs marked."""
    pairs: list[Pair] = []
    for kind, a, b, c, d in SequenceMatcher(None, left, right, autojunk=False).get_opcodes():
        if kind == "equal":
            pairs += [Pair((Piece(line),), (Piece(line),)) for line in left[a:b]]
        else:
            pairs += _changed(left[a:b], right[c:d])
    return tuple(pairs)


def _changed(left: tuple[str, ...], right: tuple[str, ...]) -> list[Pair]:
    """Lines that were replaced: those that are alike beside each other, the others alone."""
    pairs: list[Pair] = []
    at = 0
    for line in left:
        match = next((n for n in range(at, len(right)) if _likeness(line, right[n]) >= _ALIKE), None)
        if match is None:
            pairs.append(Pair((Piece(line, True),), None))
            continue
        pairs += [Pair(None, (Piece(new, True),)) for new in right[at:match]]
        pairs.append(_words(line, right[match]))
        at = match + 1
    return [*pairs, *(Pair(None, (Piece(new, True),)) for new in right[at:])]


def _likeness(one: str, other: str) -> float:
    return SequenceMatcher(None, _WORDS.findall(one), _WORDS.findall(other), autojunk=False).ratio()


def _words(left: str, right: str) -> Pair:
    """The same paragraph on both sides, its words compared."""
    one, other = _WORDS.findall(left), _WORDS.findall(right)
    before: list[Piece] = []
    after: list[Piece] = []
    for kind, a, b, c, d in SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
        differs = kind != "equal"
        if b > a:
            before.append(Piece("".join(one[a:b]), differs))
        if d > c:
            after.append(Piece("".join(other[c:d]), differs))
    return Pair(tuple(before), tuple(after))


def _lines(element: Any) -> list[str]:
    if element.tag == qn("w:p"):
        return _text(element).split("\n")
    if element.tag == qn("w:tbl"):
        return [line for row in element.iterchildren(qn("w:tr")) for line in _row(row)]
    return []


def _row(row: Any) -> list[str]:
    """A row as one line; cells of several paragraphs (a signature block) as lines of their own."""
    cells = [
        [line for child in cell for line in _lines(child) if line.strip()]
        for cell in row.iterchildren(qn("w:tc"))
    ]
    filled = [cell for cell in cells if cell]
    if len(filled) > 1 and max(len(cell) for cell in filled) > 2:
        return [line for cell in filled for line in cell]
    return [_BETWEEN_CELLS.join(" ".join(cell) for cell in filled)]


def _text(paragraph: Any) -> str:
    parts = []
    for node in paragraph.iter(qn("w:t"), qn("w:tab"), qn("w:br")):
        if node.tag == qn("w:t"):
            parts.append(node.text or "")
        elif node.getparent().tag == qn("w:r"):
            parts.append("\n" if node.tag == qn("w:br") else " ")
    return "".join(parts)
