"""The leaflet of requirements stays on one page: the largest type at which its words fit.

No program can ask Word how many pages a document has, so the height is reckoned from the widths of the
letters. The reckoning is on the safe side of what Word and LibreOffice need.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from dinsos_desk.documents.letters import Letters
from dinsos_desk.documents.look import PAPERS_MM, OfficeLook

TEMPLATE = "cetak/persyaratan.docx"
SIZES = tuple(half / 2 for half in range(28, 13, -1))
"""The type in points from which the leaflet chooses, the largest first."""

_MM = 25.4 / 72
_WIDEST_MARGIN = 15.0
"""Millimetres: a leaflet needs no room for filing."""
_EMBLEM = 14.0
"""Points by which an emblem may stand higher than the letterhead beside it."""
_SAFETY = 0.97
_TEMPLATE_TEXT_MM = 165.0
_FONTS = {"Arial": (1.0, 1.17), "Times New Roman": (0.92, 1.17), "Calibri": (0.94, 1.25)}
_OTHER_FONT = (1.14, 1.2)
"""How wide a font runs beside Arial, and the height of its lines by its size."""
_LETTERS = (
    (frozenset("ijl'|"), 0.23),
    (frozenset("ftI.,:;!/ "), 0.29),
    (frozenset("r()[]-"), 0.34),
    (frozenset("cksvxyz"), 0.5),
    (frozenset("w"), 0.73),
    (frozenset("mMW@%–→"), 0.9),
)
_CAPITAL, _USUAL = 0.7, 0.56
_BOLD = 1.08

Block = tuple[str, float, float, float]
"""A paragraph: text, width in millimetres, size in points, space around it in points."""


def write_leaflet(letters: Letters, look: OfficeLook, words: Mapping[str, Any]) -> bytes:
    """The leaflet as .docx, in the largest type that keeps it on one page of the office's paper.

    Raises:
        UserError: the template is missing or broken, or asks for a value that is not there.
    """
    top, right, bottom, left = (min(side, _WIDEST_MARGIN) for side in look.margins_mm)
    wide = replace(look, margins_mm=(top, right, bottom, left))
    return letters.render(TEMPLATE, replace(wide, font_size=fitting_size(wide, words)), words)


def fitting_size(look: OfficeLook, words: Mapping[str, Any]) -> float:
    """The largest type, in points, at which the leaflet fits; the smallest when none does."""
    _, page = PAPERS_MM.get(look.paper, PAPERS_MM["A4"])
    top, _, bottom, _ = look.margins_mm
    room = (page - top - bottom) / _MM * _SAFETY
    return next((size for size in SIZES if _height(look, words, size) <= room), SIZES[-1])


def _height(look: OfficeLook, words: Mapping[str, Any], size: float) -> float:
    """The height in points of everything that stands on the leaflet."""
    font, leading = _FONTS.get(look.font, _OTHER_FONT)
    return sum(
        _lines(text, width / _MM, points * font) * points * leading + space
        for text, width, points, space in _blocks(look, words, size)
    )


def _blocks(look: OfficeLook, words: Mapping[str, Any], size: float) -> Iterator[Block]:
    """Every paragraph of the template, in its order."""
    width, _ = PAPERS_MM.get(look.paper, PAPERS_MM["A4"])
    _, right, _, left = look.margins_mm
    text = width - left - right
    scale = text / _TEMPLATE_TEXT_MM
    office = words["kantor"]
    contact = ", ".join(filter(None, (office["telepon"], office["email"], office["laman"])))
    for line, points in ((office["pemerintah"], 14), (office["nama"], 16)):
        yield line.upper(), 127 * scale / _BOLD, points, 0
    yield office["alamat"] + " Kode Pos " + office["kode_pos"], 127 * scale, 10, 0
    yield "Telepon Pos-el Laman " + contact, 127 * scale, 10, 12 + (_EMBLEM if look.emblem else 0)
    if words["surat"]["konsep"]:
        yield "KONSEP", text, 8, 0
    yield "PERSYARATAN LAYANAN", text, size, 2
    yield words["layanan"]["nama"], text / _BOLD, 15, 4
    for value in (words["waktu"], words["biaya"], "\n".join(words["hasil"])):
        yield value, (_TEMPLATE_TEXT_MM - 32) * scale, size, 3
    yield from _requirement_blocks(words, text, size)
    yield "Langkah pelayanan", text, size, 8
    for step in words["langkah"]:
        yield step, text - 8, size, 0
    if words["rangkaian"]:
        yield words["rangkaian"], text, size, 0
    if words["layanan"]["lanjutan"]:
        yield "Setelah selesai di sini", text, size, 8
    for step in words["layanan"]["lanjutan"]:
        yield f"{step['instansi']} {step['tempat']}: {step['uraian']}", text - 8, size, 0
    yield "", text, 4, 4
    for value in (words["tempat"], words["jam"], contact, words["pengaduan"]):
        yield value, (_TEMPLATE_TEXT_MM - 32) * scale, size, 3
    yield words["kaki"], text, 8, 4


def _requirement_blocks(words: Mapping[str, Any], text: float, size: float) -> Iterator[Block]:
    for heading, groups in (("Yang perlu dibawa", words["bawaan"]), ("Ketentuan", words["ketentuan"])):
        if groups or heading != "Ketentuan":
            yield heading, text, size, 8
        for group in groups:
            if group["judul"]:
                yield group["judul"], text / _BOLD, size, 1
            for line in group["baris"]:
                yield f"{line['teks']} {line['keterangan']}", text - 8, size, 1


def _lines(text: str, width: float, points: float) -> int:
    """How many lines a text takes in a width, both in points, words kept whole."""
    count = 0
    for paragraph in text.split("\n"):
        count += 1
        used = 0.0
        for word in paragraph.split(" "):
            length = sum(map(_letter, word)) * points
            if used and used + length > width:
                count += 1
                used = 0.0
            used += length + _letter(" ") * points
    return count


def _letter(letter: str) -> float:
    """The width of a letter of Arial as a share of its size."""
    other = _CAPITAL if letter.isupper() else _USUAL
    return next((width for letters, width in _LETTERS if letter in letters), other)
