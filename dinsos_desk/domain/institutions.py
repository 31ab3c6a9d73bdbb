"""How alike two institutions are, whatever the way of writing: Yys. Kasih is Yayasan Kasih, P.T. is PT.

The *kind words* of a name (yayasan, LKS, panti asuhan, PT …) say what it is, the rest says who it is. NPWP
and deed are compared without their punctuation.
"""

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from dinsos_desk.domain.likeness import key_of, likeness, plain

_SHORT = {
    "yys": "yayasan", "yay": "yayasan", "yyn": "yayasan", "jajasan": "yayasan",
    "lksa": "lks", "lkssa": "lks", "lksla": "lks", "lkslu": "lks",
    "orsos": "orsos", "ormas": "ormas", "pa": "panti asuhan", "pnt": "panti", "ponpes": "pesantren",
    "pontren": "pesantren", "pp": "pesantren", "klp": "kelompok",
    "kop": "koperasi", "perk": "perkumpulan", "perhimp": "perhimpunan", "mjd": "masjid", "mesjid": "masjid",
    "msj": "masjid", "mushalla": "musala", "mushola": "musala", "musholla": "musala", "mushollah": "musala",
}  # fmt: skip
_LONG = (
    (("lembaga", "kesejahteraan", "sosial", "anak"), "lks"),
    (("lembaga", "kesejahteraan", "sosial", "lanjut", "usia"), "lks"),
    (("lembaga", "kesejahteraan", "sosial"), "lks"),
    (("organisasi", "sosial"), "orsos"),
    (("organisasi", "kemasyarakatan"), "ormas"),
    (("organisasi", "masyarakat"), "ormas"),
    (("perseroan", "terbatas"), "pt"),
    (("pondok", "pesantren"), "pesantren"),
)
_WRITTEN_OUT = {short: min((long for long, known in _LONG if known == short), key=len) for _, short in _LONG}
_KIND_WORDS = frozenset(
    {
        "yayasan", "lks", "orsos", "ormas", "panti", "asuhan", "panitia", "perkumpulan", "perhimpunan", "pt",
        "cv", "ud", "koperasi", "pesantren", "kelompok", "lembaga", "wkbm", "lk3", "pokja",
    }
)  # fmt: skip
_FILLERS = frozenset({"dan", "di"})
_MOUTHED = str.maketrans("", "", "'’ʼ`´‘\"“”")
_CHUNK = re.compile(r"[^\s,;:/()\-]+")
_WORD = re.compile(r"\w+")
_DEED_WORDS = frozenset({"no", "nomor", "nmr", "akta", "akte", "notaris", "tanggal", "tgl", "tahun", "thn"})


@lru_cache(maxsize=16384)
def institution_words(name: str) -> tuple[str, ...]:
    """The plain words of a name, with short and long forms of the same word written alike."""
    words: list[str] = []
    for chunk in _CHUNK.findall(plain(name.translate(_MOUTHED))):
        parts = _WORD.findall(chunk)
        words += ["".join(parts)] if len(parts) > 1 and all(len(part) == 1 for part in parts) else parts
    return tuple(_shortened([one for word in words for one in _SHORT.get(word, word).split()]))


def _shortened(words: Sequence[str]) -> list[str]:
    """Kinds that were written out, as the short word they are known by."""
    kept: list[str] = []
    place = 0
    while place < len(words):
        for long, short in _LONG:
            if tuple(words[place : place + len(long)]) == long:
                kept.append(short)
                place += len(long)
                break
        else:
            kept.append(words[place])
            place += 1
    return kept


@lru_cache(maxsize=16384)
def own_words(name: str) -> tuple[str, ...]:
    """What is left of a name without the words that say what kind of institution it is; all, if nothing."""
    words = institution_words(name)
    return tuple(word for word in words if word not in _KIND_WORDS and word not in _FILLERS) or words


def institution_keys(name: str) -> tuple[str, ...]:
    """What a search index holds of a name: each key once, written-out kinds, and neighbours joined."""
    words = institution_words(name)
    spelled = [long for word in words for long in _WRITTEN_OUT.get(word, ())]
    joined = [one + two for one, two in pairwise(words)]
    return tuple(dict.fromkeys(key_of(word) for word in (*words, *spelled, *joined)))


def institution_likeness(one: str, other: str) -> float:
    """How alike two names are, 0 to 1; what kind of institution it is counts a little, who it is most."""
    first, second = own_words(one), own_words(other)
    if not first or not second:
        return 0.0
    alike = likeness(_as_name(first), _as_name(second))
    kinds = {frozenset(institution_words(name)) & _KIND_WORDS for name in (one, other)}
    return alike if len(kinds) == 1 or frozenset() in kinds else alike * 0.97


def _as_name(words: Sequence[str]) -> str:
    """Words such that nothing of them is taken for a title or a degree."""
    return " ".join(key_of(word) for word in words)


def deed_key(deed: str) -> str:
    """The deed of the notary without what everybody writes differently."""
    words = _WORD.findall(plain(deed))
    return " ".join(word.lstrip("0") or "0" for word in words if word not in _DEED_WORDS)


def is_telling(deed: str) -> bool:
    """Whether a deed is said with more than its serial number, which every notary begins anew each month."""
    return len(deed_key(deed).split()) > 1
