"""The slip of a queue ticket: 80 mm wide, as long as its words need."""

import math
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from dinsos_desk.documents.look import OfficeLook
from dinsos_desk.documents.measure import MM_PER_POINT, line_count

WIDTH = 80.0
"""Millimetres. A thermal printer prints 72 of them."""
_MARGINS = (4.0, 4.0, 6.0, 4.0)
_FONT = "Arial"
_STEP = 10.0
_LEADING = 1.2
_BOLD = 1.1
_NUMBER_POINTS = 54.0
_AROUND = 36.0
"""Points: the rules, the spaces between paragraphs, and some to spare."""
_ADVICE = "Mohon menunggu sampai nomor ini dipanggil. Bila terlewat, hubungi petugas loket."


def ticket_look(look: OfficeLook, words: Mapping[str, Any]) -> OfficeLook:
    """The page of a ticket, in the office's look but for the font, which a thermal printer draws well."""
    return replace(look, page_mm=(WIDTH, _height(words)), margins_mm=_MARGINS, font=_FONT)


def _height(words: Mapping[str, Any]) -> float:
    """Millimetres, in steps of a centimetre, rather too long than too short."""
    office, ticket = words["kantor"], words["tiket"]
    parts = (
        (office["nama"], 11 * _BOLD),
        (office["pemerintah"], 9),
        ("NOMOR ANTREAN", 11 * _BOLD),
        (ticket["antrean"], 12 * _BOLD),
        ("PRIORITAS", 12 if ticket["prioritas"] else 0),
        (f"{ticket['tanggal']} pukul {ticket['jam']}", 10),
        (ticket["menunggu"], 10 * _BOLD),
        (_ADVICE, 9),
    )
    top, right, bottom, left = _MARGINS
    width = (WIDTH - left - right) / MM_PER_POINT
    points = sum(line_count(text, width, size) * size * _LEADING for text, size in parts)
    needed = (points + _NUMBER_POINTS * _LEADING + _AROUND) * MM_PER_POINT + top + bottom
    return math.ceil(needed / _STEP) * _STEP
