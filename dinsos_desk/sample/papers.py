"""Harmless sheets to lie beside invented applications: they say themselves that they are nothing."""

import io

from PIL import Image, ImageDraw, ImageFont

from dinsos_desk.scans import Scan, read_scan

_SHEET = (620, 877)
"""A4 at 75 dpi."""
_WORDS = (
    ("CONTOH", 64, 90),
    ("Bukan dokumen asli", 30, 180),
    ("Lembar ini dibuat program untuk kantor contoh,", 20, 260),
    ("agar lampiran dapat dicoba dilihat.", 20, 290),
)


def sheet_picture() -> Scan:
    """A picture as a scanner or camera leaves it."""
    out = io.BytesIO()
    _sheet().save(out, "PNG")
    return read_scan("lembar contoh.png", out.getvalue())


def sheet_pdf() -> Scan:
    """A PDF of two pages."""
    out = io.BytesIO()
    _sheet().save(out, "PDF", resolution=75.0, save_all=True, append_images=[_sheet()])
    return read_scan("lembar contoh.pdf", out.getvalue())


def _sheet() -> Image.Image:
    sheet = Image.new("RGB", _SHEET, "white")
    pen = ImageDraw.Draw(sheet)
    pen.rectangle((30, 30, _SHEET[0] - 30, _SHEET[1] - 30), outline="#0B6E69", width=3)
    for words, size, top in _WORDS:
        pen.text((_SHEET[0] // 2, top), words, "#1A1F26", ImageFont.load_default(size), anchor="mt")
    for top in range(360, 800, 34):
        pen.line((80, top, _SHEET[0] - 80 - (top * 7) % 160, top), "#5B6673", 2)
    return sheet
