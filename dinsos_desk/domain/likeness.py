"""How alike two Indonesian names are, whatever the spelling: Moh. Jusup is Muhammad Yusuf, Sitti is Siti.

A *key* is what a word sounds like in today's spelling (oe/u, dj/j, tj/c, sj/sy, ch/kh/h, y/i, f/p/v, doubled
letters). Titles and degrees are no part of a name. Distances between keys are Damerau's (rapidfuzz).
"""

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from rapidfuzz.distance import OSA
from rapidfuzz.process import extract

KEYS_VERSION = 2
"""Grows with every change of the keys: the search index is then made anew."""

LIKE = 0.85
"""From this likeness on two names may well be one person's, when the birth date is the same too."""
VERY_LIKE = 0.92
"""The same where less than a birth date speaks for it."""

_MUHAMMAD = frozenset(
    {
        "muhammad", "muhamad", "mohammad", "mohamad", "mochammad", "mochamad", "muchammad", "muchamad",
        "moehammad", "moehamad", "mohammed", "mohamed", "muhammed", "muhamed", "moh", "moch", "muh", "much",
        "mhd", "mohd", "muhd", "mhmd",
    }
)  # fmt: skip
_SHORT_FORMS = {"abd": "abdul", "abdl": "abdul", "st": "siti", "sity": "siti", "nrl": "nurul"}
_TITLES = frozenset(
    {
        "h", "hj", "haji", "hajah", "hajjah", "ir", "dr", "drg", "drs", "dra", "prof", "kh", "ust", "ustad",
        "ustadz", "ustaz", "ustadzah", "bpk", "bapak", "ibu", "sdr", "sdri", "tn", "ny", "nn", "alm", "almh",
        "almarhum", "almarhumah", "tgk", "tgh",
    }
)  # fmt: skip
_DEGREES = frozenset(
    {
        "spd", "spdi", "sh", "shi", "se", "sei", "st", "sag", "ssos", "ssosi", "sip", "sap", "skm", "skep",
        "sst", "sti", "skom", "sp", "spt", "spsi", "sked", "sfarm", "si", "stp", "mpd", "mpdi", "msi", "mh",
        "mm", "mkes", "mkom", "mag", "map", "mt", "ma", "mba", "mpsi", "msos", "amd", "amdkep", "amdkeb",
        "apt", "ners", "phd", "lc",
    }
)  # fmt: skip
_PARTICLES = frozenset({"bin", "binti", "bte", "binte"})
_COMMON = frozenset({"muhamad", "siti"})
"""Written or left out as it comes: they say little of who it is."""

_SOUNDS = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        ("tj", "c"), ("dj", "j"), ("nj", "ny"), ("sj", "sy"), ("hj", "hy"), ("^jus", "yus"), ("oe", "u"),
        ("ch|kh", "h"), ("ck", "k"), ("sy|sh|ts", "s"), ("dz|zh|z", "s"), ("dh", "d"), ("th", "t"),
        ("gh", "g"), ("ph|f|v", "p"), ("x", "ks"), ("q", "k"), ("y|e", "i"), ("o", "u"), ("uw", "u"),
        ("aw(?![aiu])", "au"),
    )
)  # fmt: skip
_DOUBLED = re.compile(r"(.)\1+")
_MOUTHED = str.maketrans("", "", "'’ʼ`´‘")
_CHUNK = re.compile(r"[^\s,;/()\-]+")
_WORD = re.compile(r"\w+")


def plain(text: str) -> str:
    """Lower case, without accents."""
    spread = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in spread if not unicodedata.combining(letter))


@lru_cache(maxsize=65536)
def key_of(word: str) -> str:
    """The key of one plain word, as it sounds in today's spelling."""
    if word in _MUHAMMAD:
        return "muhamad"
    key = sound_of(_SHORT_FORMS.get(word, word))
    shorter = key.rstrip("h") if len(key) > 3 else key
    return _DOUBLED.sub(r"\1", shorter) or word


@lru_cache(maxsize=65536)
def sound_of(start: str) -> str:
    """The key of the beginning of a word: what follows is not known yet, so nothing is taken off its end."""
    start = _DOUBLED.sub(r"\1", start)
    for pattern, sound in _SOUNDS:
        start = pattern.sub(sound, start)
    return _DOUBLED.sub(r"\1", start)


@lru_cache(maxsize=65536)
def name_words(name: str) -> tuple[str, ...]:
    """The plain words of a name without titles, degrees and particles; empty only without any letter."""
    first, _, rest = name.partition(",")
    words = _words(first) or _words(rest)
    while len(words) > 1 and words[0] in _TITLES:
        del words[0]
    while len(words) > 1 and words[-1] in _DEGREES:
        del words[-1]
    if len(words) > 1 and words[0] == "m":
        words[0] = "muhammad"
    kept = [word for word in words if word not in _PARTICLES]
    return tuple(kept or words)


def _words(text: str) -> list[str]:
    words: list[str] = []
    for chunk in _CHUNK.findall(plain(text.translate(_MOUTHED))):
        parts = _WORD.findall(chunk)
        whole = "".join(parts)
        words += [whole] if whole in _DEGREES else parts
    return words


def name_keys(name: str) -> tuple[str, ...]:
    """The keys of the words of a name, in order."""
    return tuple(key_of(word) for word in name_words(name))


def index_keys(name: str) -> tuple[str, ...]:
    """What a search index holds of a name: each key once, and neighbours joined (Nur Hayati, Nurhayati)."""
    words = name_words(name)
    joined = (key_of(one + two) for one, two in pairwise(words))
    return tuple(dict.fromkeys((*name_keys(name), *joined)))


def likeness(one: str, other: str) -> float:
    """How alike two names are, 0 to 1: 1 for the same, about 0.97 for another spelling of it.

    Words may stand in another order, be shortened to an initial, be joined or, to its cost, be left out.
    """
    first, second = name_words(one), name_words(other)
    if not first or not second:
        return 0.0
    if first == second:
        return 1.0
    if len(first) > len(second):
        first, second = second, first
    whole = _likeness_of_words("".join(map(key_of, first)), "".join(map(key_of, second)))
    return max(_aligned(first, second), 0.97 * whole if whole > LIKE else 0.0)


def _aligned(fewer: Sequence[str], more: Sequence[str]) -> float:
    """Each word beside the one it fits best, weighed by its length; what is left over counts a third."""
    pairs = sorted(
        ((_word_likeness(one, two), i, j) for i, one in enumerate(fewer) for j, two in enumerate(more)),
        key=lambda pair: (-pair[0], abs(pair[1] - pair[2]), pair[1], pair[2]),
    )
    left, right = set(range(len(fewer))), set(range(len(more)))
    agreed = weighed = 0.0
    for alike, i, j in pairs:
        if i in left and j in right:
            left.discard(i)
            right.discard(j)
            weight = max(_weight(fewer[i]), _weight(more[j]))
            agreed += alike * weight
            weighed += weight
    return agreed / (weighed + 0.35 * sum(_weight(more[j]) for j in right))


def _weight(word: str) -> int:
    return 2 if key_of(word) in _COMMON else max(2, len(word))


def _word_likeness(one: str, other: str) -> float:
    if one == other:
        return 1.0
    if len(one) == 1 or len(other) == 1:
        return 0.9 if one[0] == other[0] else 0.0
    return 0.97 * _likeness_of_words(key_of(one), key_of(other))


def _likeness_of_words(one: str, other: str) -> float:
    return OSA.normalized_similarity(one, other)


def fit(typed: Sequence[str], name: str) -> float:
    """How well a name fits plain words that are being typed, 0 to 1; each may be only a beginning.

    Words that no part of the name fits (they may be of the address) count nothing.
    """
    words = name_words(name)
    if not words or not typed:
        return 0.0
    return sum(max(_begun(start, word) for word in words) for start in typed) / len(typed)


def _begun(start: str, word: str) -> float:
    if word == start:
        return 1.0
    if word.startswith(start):
        return 0.99
    key = key_of(word)
    if key_of(start) == key or key.startswith(sound_of(start)):
        return 0.95
    alike = _likeness_of_words(key_of(start), key)
    return 0.9 * alike if alike > 0.5 else 0.0


def near_keys(start: str, known: Sequence[str], most: int = 12, *, begun: bool = False) -> tuple[str, ...]:
    """The known keys at a small distance from a key: one slip, two in a long word; the nearest first.

    ``begun``: only the beginning of the word was typed, so a slip in that beginning counts.
    """
    if len(start) < 3:
        return ()
    allowed = 1 if len(start) < 7 else 2
    nearest: dict[str, float] = {}
    for end in (len(start), len(start) + 1) if begun else (None,):
        cuts = known if end is None else [key[:end] for key in known]
        found = extract(start, cuts, scorer=OSA.distance, score_cutoff=allowed, limit=most)
        for _, distance, place in found:
            nearest[known[place]] = min(distance, nearest.get(known[place], distance))
    return tuple(sorted(nearest, key=lambda key: (nearest[key], key))[:most])
