"""The buku register of a service for a period, as a landscape Word document."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from dinsos_desk.documents.letters import Letters
from dinsos_desk.documents.look import OfficeLook
from dinsos_desk.documents.package import pack, read_parts
from dinsos_desk.documents.register_shape import TableShape
from dinsos_desk.documents.words import terbilang
from dinsos_desk.domain.fields import format_number

TEMPLATE = "register/buku_register.docx"
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
