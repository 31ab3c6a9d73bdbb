"""How the office wants its documents to look: paper, margins, font, emblem."""

from dataclasses import dataclass

PAPERS_MM = {"A4": (210.0, 297.0), "F4": (215.0, 330.0)}
"""Width and height of the papers an office may choose, in millimetres, upright."""

_TWIPS_PER_MM = 1440 / 25.4


@dataclass(frozen=True)
class OfficeLook:
    """The office's own look, laid over every template.

    ``paper`` is a key of ``PAPERS_MM``; ``margins_mm`` are top, right, bottom, left; ``font_size`` is in
    points. The letterhead itself is drawn by ``bagian/kop.docx``; ``kop_lines`` is its text for places
    that cannot draw it (the Excel recap). ``page_mm``: a page of its own instead of the paper, upright.
    """

    paper: str = "A4"
    margins_mm: tuple[float, float, float, float] = (20.0, 20.0, 20.0, 25.0)
    font: str = "Arial"
    font_size: float = 12
    emblem: bytes | None = None
    kop_lines: tuple[str, ...] = ()
    page_mm: tuple[float, float] | None = None

    def page_twips(self, *, landscape: bool) -> tuple[int, int]:
        """Width and height of the page in twentieths of a point; an unknown paper is taken as A4."""
        page = self.page_mm or PAPERS_MM.get(self.paper, PAPERS_MM["A4"])
        width, height = (twips(side) for side in page)
        return (height, width) if landscape else (width, height)

    def text_width_twips(self, *, landscape: bool) -> int:
        """Width between the margins in twentieths of a point."""
        _, right, _, left = self.margins_mm
        return self.page_twips(landscape=landscape)[0] - twips(left) - twips(right)


def twips(millimetres: float) -> int:
    """Twentieths of a point, the unit of Word."""
    return round(millimetres * _TWIPS_PER_MM)
