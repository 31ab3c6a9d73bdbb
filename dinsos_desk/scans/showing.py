"""Attachments as the screen shows them, and turned."""

from dataclasses import dataclass, field

from dinsos_desk.scans.pdfs import page_rgb, turned_pdf
from dinsos_desk.scans.pictures import small_rgb, turned_picture
from dinsos_desk.scans.reading import PDF


@dataclass(frozen=True)
class Picture:
    """Pixels for the screen: three bytes each (red, green, blue), rows without padding."""

    width: int
    height: int
    rgb: bytes = field(repr=False)


def picture_of(kind: str, data: bytes, page: int, box: tuple[int, int]) -> Picture:
    """A page (from 0) of a stored attachment, drawn to fit a box in pixels."""
    shown = page_rgb(data, page, box) if kind == PDF else small_rgb(data, box)
    return Picture(shown.width, shown.height, shown.tobytes())


def turned(kind: str, data: bytes, quarters: int) -> bytes:
    """A stored attachment turned clockwise by quarters (1 to 3)."""
    turn = turned_pdf if kind == PDF else turned_picture
    return turn(data, quarters % 4)
