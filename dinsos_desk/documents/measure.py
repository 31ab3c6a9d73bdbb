"""How much room words take: no program can ask Word how high a document is, so it is reckoned.

The widths are those of Arial; the reckoning is on the safe side of what Word and LibreOffice need.
"""

MM_PER_POINT = 25.4 / 72
BOLD = 1.08
"""How wide bold letters run beside plain ones."""
_FONTS = {"Arial": (1.0, 1.17), "Times New Roman": (0.92, 1.17), "Calibri": (0.94, 1.25)}
_OTHER_FONT = (1.14, 1.2)
_LETTERS = (
    (frozenset("ijl'|"), 0.23),
    (frozenset("ftI.,:;!/ "), 0.29),
    (frozenset("r()[]-"), 0.34),
    (frozenset("cksvxyz"), 0.5),
    (frozenset("w"), 0.73),
    (frozenset("mMW@%–→"), 0.9),
)
_CAPITAL, _USUAL = 0.7, 0.56


def font_measure(font: str) -> tuple[float, float]:
    """How wide a font runs beside Arial, and the height of its lines by its size."""
    return _FONTS.get(font, _OTHER_FONT)


def line_count(text: str, width: float, points: float) -> int:
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
