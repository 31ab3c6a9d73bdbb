"""The lembar disposisi: on A5, half a sheet of F4, or the paper of the letters; always one page."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import zip_longest
from typing import Any

from dinsos_desk.documents.letters import Letters
from dinsos_desk.documents.look import PAPERS_MM, OfficeLook
from dinsos_desk.documents.measure import BOLD, MM_PER_POINT, font_measure, line_count
from dinsos_desk.domain.mail import SlipFormat

TEMPLATE = "cetak/lembar_disposisi.docx"
PAGES_MM = {SlipFormat.A5: (148.0, 210.0), SlipFormat.HALF_F4: (165.0, 215.0)}
_MARGINS = (8.0, 10.0, 8.0, 10.0)
_SMALL_SIZES: tuple[float, ...] = (10.0, 9.5, 9.0, 8.5, 8.0, 7.5, 7.0, 6.5, 6.0)
_LETTER_SIZES: tuple[float, ...] = (11.0, 10.5, 10.0, *_SMALL_SIZES[1:])
_TEXT_MM = 165.0
"""The width of the text in the template; it is scaled to the page."""
_HEAD_MM = 34.0
_SPARE_MM = 8.0
Words = Mapping[str, Any]


def write_slip(letters: Letters, look: OfficeLook, words: Words, form: SlipFormat) -> bytes:
    """The routing slip as .docx.

    Raises:
        UserError: the template is missing or broken, or asks for a value that is not there.
    """
    return letters.render(TEMPLATE, slip_look(look, words, form), words)


def slip_look(look: OfficeLook, words: Words, form: SlipFormat) -> OfficeLook:
    """The page, with the largest type that keeps everything on it; what is too much for small paper goes on
    the paper of the letters.
    """
    page, margins = look.page_mm or PAPERS_MM.get(look.paper, PAPERS_MM["A4"]), look.margins_mm
    sizes = _LETTER_SIZES
    if form is not SlipFormat.LETTER:
        page, margins, sizes = PAGES_MM[form], _MARGINS, _SMALL_SIZES
    top, right, bottom, left = margins
    room, width = page[1] - top - bottom - _HEAD_MM - _SPARE_MM, page[0] - right - left
    slip = words["lembar"]
    size = next((one for one in sizes if _height(slip, look.font, one, width) <= room), None)
    if size is None and form is not SlipFormat.LETTER:
        return slip_look(look, words, SlipFormat.LETTER)
    return replace(look, page_mm=page, margins_mm=margins, font_size=size or sizes[-1])


def _height(slip: Words, font: str, size: float, width: float) -> float:
    """Millimetres under the title."""
    run, leading = font_measure(font)
    points = 0.0
    for row in _rows(slip):
        lines = max(
            sum(line_count(text, share * width / _TEXT_MM / MM_PER_POINT, size * run) for text in cell)
            for cell, share in row
        )
        points += lines * size * leading * 1.02 + 5
    return points * MM_PER_POINT


def _rows(slip: Words) -> Iterator[list[tuple[list[str], float]]]:
    """The rows of the tables: the paragraphs of each cell, and its width of the 165 mm."""
    nature = "     ".join(f"{one['tanda']} {one['nama']}" for one in slip["sifat"])
    yield [([slip["asal"], slip["nomor"], slip["tanggal"]], 52.0), ([slip["diterima"], slip["agenda"]], 41.0)]
    yield [([slip["perihal"], slip["lampiran"], nature], 128.0)]
    to = ["Diteruskan kepada:", *(one["nama"] for one in slip["kepada"])]
    asked = ["Dengan hormat harap:", *(one["nama"] for one in slip["instruksi"])]
    yield [(to, 77.0), (asked, 66.0)]
    yield [(["Catatan:", *([""] * 3 if slip["kosong"] else [slip["catatan"]]), "Batas", "Paraf"], 160.0)]
    if slip["kosong"]:
        yield [([""] * 6, 82.0)]
    for number, one in enumerate(slip["penerusan"]):
        if not number:
            yield [(["Penerusan"], 165.0)]
            yield [(["Dari"], 165.0)]
        cells = zip_longest(
            (one["dari"], one["kepada"], one["isi"], one["tanggal"]), (26.0, 33.0, 70.0, 20.0)
        )
        yield [([str(text)], float(share) / BOLD) for text, share in cells]
