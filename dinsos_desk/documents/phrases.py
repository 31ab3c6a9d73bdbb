"""Answers and names as a sentence of a letter has them: places of a journey, posts, regulations."""

import re
from collections.abc import Sequence

_STOPS = re.compile(
    r"\s*(?:[,;\n\r\t|>/→➔•·]|\s[-–—]+>?\s|\b(?:dan|lalu|kemudian|lanjut|terus)\s+(?:ke\s+)?)\s*",
    re.IGNORECASE,
)
"""What people write between the places of a journey."""
_BEFORE_A_STOP = re.compile(
    r"^(?:\(?\d{1,2}[.)]\s*|[-–—*.]+\s*|(?:ke|dari|via|lewat|dan)\s+)+", re.IGNORECASE
)
_PROVINCE = re.compile(
    r"(?:prov(?:insi|\.)\s*)?(?:sumatera|jawa|kalimantan|sulawesi|nusa tenggara|maluku|papua)\s+"
    r"(?:utara|selatan|barat|timur|tengah|tenggara|pegunungan|barat daya)",
    re.IGNORECASE,
)
"""A part of a place, never a place to stop at: "Padang, Sumatera Barat" is one stop."""
_ABBREVIATED = re.compile(r"(?:\b[A-Z][a-z]{0,3}\.)+$")
"""A title or an abbreviation at the end, S.Sos. or Kab., keeps its full stop."""
_SHORT_NAMES = frozenset({"UPTD", "SLRT", "PPKS", "PMKS", "PSPFM"})
"""Parts of a post that stay in capitals."""
_REGULATION_WORDS = tuple(
    (re.compile(pattern, re.IGNORECASE), full)
    for pattern, full in (
        (r"^(?:UU(?: RI)?|Undang[- ]undang(?: Republik Indonesia| RI)?)(?=\s)", "Undang-Undang"),
        (r"^(?:PP|Peraturan Pemerintah)(?: Republik Indonesia| RI)?(?=\s)", "Peraturan Pemerintah"),
        (r"^(?:Perpres|Peraturan Presiden)(?: Republik Indonesia| RI)?(?=\s)", "Peraturan Presiden"),
        (
            r"^(?:Permensos|Peraturan (?:Menteri Sosial|Mensos))(?: Republik Indonesia| RI)?(?=\s)",
            "Peraturan Menteri Sosial",
        ),
        (
            r"^(?:Kepmensos|Keputusan (?:Menteri Sosial|Mensos))(?: Republik Indonesia| RI)?(?=\s)",
            "Keputusan Menteri Sosial",
        ),
        (
            r"^(?:Permenkes|Peraturan Menteri Kesehatan)(?: Republik Indonesia| RI)?(?=\s)",
            "Peraturan Menteri Kesehatan",
        ),
        (
            r"^(?:Permendagri|Peraturan Menteri Dalam Negeri)(?: Republik Indonesia| RI)?(?=\s)",
            "Peraturan Menteri Dalam Negeri",
        ),
        (r"\s+(?:Nomor|No\.?)\s*:?\s*(?=\d)", " Nomor "),
        (r"^(\D+?)(?<!Nomor) (?=\d+ (?:Tahun|Th))", r"\1 Nomor "),
        (r"(\d)\s+(?:tahun|Th\.?)\s+(?=\d{4})", r"\1 Tahun "),
        (r",?\s+tentang\s+", " tentang "),
        (r"tentang Peraturan Presiden \(PERPRES\) (?=tentang)", ""),
        (r"(?<=Nomor 11 Tahun 2009 tentang )Ketentuan[- ]ketentuan Pokok (?=Kesejahteraan Sosial)", ""),
    )
)
"""Short words of published standards, in order; the last gives UU 11/2009 the name it was enacted with."""


def places(text: str) -> list[str]:
    """The places of a journey, in order, however they were typed: with commas, lines, arrows or numbers."""
    found: list[str] = []
    for part in _STOPS.split(text):
        place = _BEFORE_A_STOP.sub("", " ".join(part.split())).strip(" .:()")
        if not place:
            continue
        if place.islower() or (place.isupper() and len(place) > 4):
            place = place.title()
        if _PROVINCE.fullmatch(place) and found:
            found[-1] = f"{found[-1]}, {place}"
        elif not found or found[-1].casefold() != place.casefold():
            found.append(place)
    return found


def in_a_row(items: Sequence[str]) -> str:
    """Things in one sentence: "Padang, Jambi, dan Palembang"."""
    if len(items) < 3:
        return " dan ".join(items)
    return f"{', '.join(items[:-1])}, dan {items[-1]}"


def inside_sentence(text: str) -> str:
    """An answer that stands in the middle of a sentence: without its own full stop, on one line."""
    whole = " ".join(text.split())
    return whole if _ABBREVIATED.search(whole) else whole.rstrip(" .;,")


def in_brackets(text: str) -> str:
    """Something told aside, with the space before its brackets; nothing when there is nothing to tell."""
    return f" ({text.strip()})" if text.strip() else ""


def regulation(text: str) -> str:
    """The name of a regulation as a letter cites it, from the way a published standard writes it.

    "UU RI No. 11 Tahun 2009, tentang …" is "Undang-Undang Nomor 11 Tahun 2009 tentang …".
    """
    name = " ".join(text.split()).strip(" .;,")
    for pattern, full in _REGULATION_WORDS:
        name = pattern.sub(full, name)
    return name


def post_in_sentence(lines: Sequence[str]) -> str:
    """The signer's own post, below a.n. and u.b., as a sentence has it: Kepala Bidang for KEPALA BIDANG."""
    own = [line for line in lines if line != "u.b."]
    if own and own[0].startswith("a.n. "):
        own = own[1:]
    words = " ".join(own).rstrip(" ,").split()
    return " ".join(_post_word(word) for word in words)


def _post_word(word: str) -> str:
    if word.casefold() in ("dan", "di", "pada"):
        return word.casefold()
    return word.title() if word.isupper() and len(word) > 3 and word not in _SHORT_NAMES else word
