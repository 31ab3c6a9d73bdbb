"""Free text as people type and paste it: signs nobody sees are dropped, what no file can hold is refused."""

import unicodedata
from textwrap import shorten

from dinsos_desk.domain.faults import Fault

# Marks of writing direction come along when a number or a name is copied from a chat or a web page.
_DIRECTION = dict.fromkeys((0x200E, 0x200F, 0x061C, *range(0x202A, 0x202F), *range(0x2066, 0x206A), 0xFEFF))
_UNSEEN = ("Cf", "Zs", "Zl", "Zp", "Cc")
_NONCHARACTERS = (0xFFFE, 0xFFFF)


def without_marks(text: str) -> str:
    """``text`` without marks of writing direction; joiners stay, for emoji and Arabic need them."""
    return text.translate(_DIRECTION)


def is_blank(text: str) -> bool:
    """Whether nothing of ``text`` can be seen: spaces, and signs of no width."""
    return all(unicodedata.category(letter) in _UNSEEN for letter in text)


def is_readable(text: str) -> bool:
    """Whether every letter can be kept and printed: no control characters, no halves of a character."""
    return text.isprintable() or all(_is_readable(letter) for letter in text)


def _is_readable(letter: str) -> bool:
    if letter in "\n\t":
        return True
    return unicodedata.category(letter) not in ("Cc", "Cs") and ord(letter) & 0xFFFF not in _NONCHARACTERS


def text_faults(text: str, limit: int, place: str) -> tuple[Fault, ...]:
    """What is wrong with a note or reason of at most ``limit`` characters that is no field of a service."""
    if len(text) > limit:
        return (Fault("teks_terlalu_panjang", {"panjang": len(text), "batas": limit}, place),)
    if not is_readable(text):
        return (Fault("teks_tidak_terbaca", {}, place),)
    return ()


def brief(text: str, longest: int) -> str:
    """A long name within a sentence: whole words, and no bracket that is opened only."""
    cut = shorten(text, longest, placeholder=" …")
    if cut.count("(") > cut.count(")"):
        cut = cut[: cut.rindex("(")].rstrip(" ,;") or cut
    return cut
