"""The buku register of a service for a period, as a landscape Word document."""

import copy
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from docx.document import Document
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement

from dinsos_desk.documents.blocks import text_width
from dinsos_desk.documents.broken import NO_COLUMNS, TemplateBrokenError
from dinsos_desk.documents.letters import Letters
from dinsos_desk.documents.look import OfficeLook, twips
from dinsos_desk.documents.package import pack, read_parts
from dinsos_desk.documents.words import terbilang
from dinsos_desk.domain.fields import format_number

TEMPLATE = "register/buku_register.docx"
_NUMBER_WIDTH = twips(11)
_LETTER_WIDTH = 96
"""Twips of a letter of the table's font that surely suffice."""
_CELL_PADDING = 240
_NIK_LETTERS = 17
_BREAKS = re.compile(r"[\s/]+")
_STRIKE, _END = "\ue000", "\ue001"
_RUN = re.compile(
    "<w:r(?: [^>]*)?>(?P<look><w:rPr/>|<w:rPr>(?:(?!</w:rPr>).)*</w:rPr>)?"
    f"(?:(?!</w:r>)[^{_STRIKE}])*{_STRIKE}(?:(?!</w:r>).)*</w:r>",
    re.DOTALL,
)
"""A run of text with something struck out in it, and how it looks."""


@dataclass(frozen=True)
class RegisterColumn:
    """One column: its heading, its share of the width, and how its text stands (left, center, right)."""

    title: str
    weight: float = 1.0
    align: str = "left"


@dataclass(frozen=True)
class Cell:
    """A corrected cell: what is right, behind what was there before, struck out."""

    text: str
    struck: tuple[str, ...]

    def marked(self) -> str:
        """With the struck parts between signs of their own, which Word never gets to see."""
        return " ".join((*(f"{_STRIKE}{old}{_END}" for old in self.struck if old), f"{self.text}*"))


@dataclass(frozen=True)
class Note:
    """One correction, for the list below the table."""

    line: str
    title: str
    before: str
    after: str
    reason: str
    by: str
    day: str


@dataclass(frozen=True)
class Register:
    """A register ready for paper. ``rows`` hold one text per column, in the order of ``columns``.

    ``numbered`` puts a running number in front. ``opening`` and ``closing`` are the sentences above and
    below the table; left empty, the usual ones are written. ``things``: what its lines are, ``happened``
    what made them fall into the period. ``closed``: the day it is printed; ``interim``: its period is not
    over. ``notes``: what was corrected.
    """

    title: str
    service: str
    period: str
    columns: tuple[RegisterColumn, ...]
    rows: Iterable[Sequence[str | Cell]]
    numbered: bool = True
    opening: str = ""
    closing: str = ""
    things: str = "permohonan"
    happened: str = "diterima"
    closed: str = ""
    interim: bool = False
    notes: tuple[Note, ...] = ()


def write_register(
    letters: Letters,
    look: OfficeLook,
    register: Register,
    context: Mapping[str, object],
    template: str = TEMPLATE,
) -> bytes:
    """The register as .docx. ``context`` gives ``kantor``, ``penanda_tangan`` and ``tanggal_cetak``.

    Raises:
        UserError: the template is missing or broken, or asks for a value that is not there.
        ValueError: a row has not as many texts as there are columns.
    """
    rows = [tuple(_text(cell) for cell in row) for row in register.rows]
    if any(len(row) != len(register.columns) for row in rows):
        raise ValueError("every row of a register needs one text per column")
    columns = register.columns
    if register.numbered:
        columns = (RegisterColumn("No.", 0, "center"), *columns)
        rows = [(str(number), *row) for number, row in enumerate(rows, 1)]
    words = {
        "judul": register.title,
        "layanan": register.service,
        "periode": register.period,
        "kolom": [column.title for column in columns],
        "baris": rows,
        "jumlah": format_number(len(rows)),
        "pembuka": register.opening or _opening(register),
        "penutup": register.closing or _closing(len(rows), register),
        "perbaikan": [_note(number, note) for number, note in enumerate(register.notes, 1)],
    }
    longest = _longest_words([[column.title for column in columns], *rows])
    shape = TableShape(
        tuple(
            (column.weight, column.align, letters) for column, letters in zip(columns, longest, strict=True)
        )
    )
    made = letters.render(template, look, {**context, "register": words}, shape=shape)
    return _struck(template, made) if register.notes else made


def _text(cell: str | Cell) -> str:
    return cell.marked() if isinstance(cell, Cell) else cell


def _note(number: int, note: Note) -> dict[str, str]:
    return {
        "urut": str(number),
        "baris": note.line,
        "kolom": note.title,
        "semula": note.before,
        "menjadi": note.after,
        "alasan": note.reason,
        "oleh": note.by,
        "waktu": note.day,
    }


def _struck(name: str, made: bytes) -> bytes:
    """Strike out what stands between the signs: a run of its own, otherwise as the text around it."""
    parts = read_parts(name, made)
    body = _RUN.sub(_split, parts["word/document.xml"].decode())
    return pack([*(parts | {"word/document.xml": body.encode()}).items()])


def _split(run: re.Match[str]) -> str:
    whole, look = run.group(), run["look"] or ""
    plain = look or "<w:rPr/>"
    crossed = re.sub(r"(<w:sz |<w:szCs |</w:rPr>)", r"<w:strike/>\1", plain, count=1)
    if plain.endswith("<w:rPr/>"):
        crossed = "<w:rPr><w:strike/></w:rPr>"
    ended, begun = "</w:t></w:r><w:r>", '<w:t xml:space="preserve">'
    return whole.replace(_STRIKE, f"{ended}{crossed}{begun}").replace(_END, f"{ended}{look}{begun}")


def _longest_words(rows: list[Sequence[str]]) -> list[int]:
    """Per column the letters of the longest word that should not be cut, a NIK and a comma at most."""
    longest = [0] * len(rows[0])
    for row in rows:
        for place, text in enumerate(row):
            words = _BREAKS.split(text) if len(text) > longest[place] else ()
            longest[place] = max(longest[place], *(min(len(word), _NIK_LETTERS) for word in words), 0)
    return longest


def _opening(register: Register) -> str:
    what = f"permohonan layanan {register.service}" if register.things == "permohonan" else register.things
    return f"Buku register ini memuat {what} yang {register.happened} dalam periode {register.period}."


def _closing(count: int, register: Register) -> str:
    things = register.things
    day = f"Pada {register.closed} buku register ini" if register.closed else "Buku register ini"
    shut = f"{day} ditutup sementara" if register.interim else f"{day} ditutup"
    if count == 0:
        return f"{shut} dengan catatan nihil: tidak ada {things} dalam periode ini."
    words = f"{shut} dengan jumlah {format_number(count)} ({terbilang(count)}) {things}"
    fixed = len(register.notes)
    if fixed:
        words += f" dan {format_number(fixed)} ({terbilang(fixed)}) perbaikan sebagaimana catatan di atas"
    return f"{words}."


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
