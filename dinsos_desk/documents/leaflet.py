"""The leaflet of requirements stays on one page: the largest type at which its words fit.

No program can ask Word how many pages a document has, so the height is reckoned from the widths of the
letters. The reckoning is on the safe side of what Word and LibreOffice need.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from dinsos_desk.documents.letters import Letters
from dinsos_desk.documents.look import PAPERS_MM, OfficeLook
from dinsos_desk.documents.measure import BOLD, MM_PER_POINT, font_measure, line_count

TEMPLATE = "cetak/persyaratan.docx"
SIZES = tuple(half / 2 for half in range(28, 13, -1))
"""The type in points from which the leaflet chooses, the largest first."""

_WIDEST_MARGIN = 15.0
"""Millimetres: a leaflet needs no room for filing."""
_EMBLEM = 14.0
"""Points by which an emblem may stand higher than the letterhead beside it."""
_SAFETY = 0.97
_TEMPLATE_TEXT_MM = 165.0

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
    room = (page - top - bottom) / MM_PER_POINT * _SAFETY
    return next((size for size in SIZES if _height(look, words, size) <= room), SIZES[-1])


def _height(look: OfficeLook, words: Mapping[str, Any], size: float) -> float:
    """The height in points of everything that stands on the leaflet."""
    font, leading = font_measure(look.font)
    return sum(
        line_count(text, width / MM_PER_POINT, points * font) * points * leading + space
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
        yield line.upper(), 127 * scale / BOLD, points, 0
    yield office["alamat"] + " Kode Pos " + office["kode_pos"], 127 * scale, 10, 0
    yield "Telepon Pos-el Laman " + contact, 127 * scale, 10, 12 + (_EMBLEM if look.emblem else 0)
    if words["surat"]["konsep"]:
        yield "KONSEP", text, 8, 0
    yield "PERSYARATAN LAYANAN", text, size, 2
    yield words["layanan"]["nama"], text / BOLD, 15, 4
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
                yield group["judul"], text / BOLD, size, 1
            for line in group["baris"]:
                yield f"{line['teks']} {line['keterangan']}", text - 8, size, 1
