"""Codes made from names: an officer writes names and never sees a code."""

import re
import unicodedata
from collections.abc import Collection

from dinsos_desk.catalog.references import LETTER_GROUPS, RECORD_WORDS

LONGEST = 60
_NOT_CODE = re.compile(r"[^a-z0-9]+")
_SERVICE = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_RESERVED = LETTER_GROUPS | RECORD_WORDS | {"items", "keys", "values", "get"}


def service_code(name: str, taken: Collection[str]) -> str:
    """A code for a service: kebab-case, not among ``taken``."""
    return _fresh(_plain(name, "-") or "layanan", taken, "-")


def is_service_code(code: str) -> bool:
    """Whether a text may be the code of a service."""
    return len(code) <= LONGEST and _SERVICE.fullmatch(code) is not None


def part_code(label: str, taken: Collection[str] = ()) -> str:
    """A code for a field, requirement, party, rule, stage or product: not among ``taken``, not reserved."""
    code = _plain(label, "_") or "bagian"
    if not code[0].isalpha():
        code = f"n_{code}"
    return _fresh(code, {*taken, *_RESERVED}, "_")


def _plain(text: str, joiner: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    words = [word for word in _NOT_CODE.split(decomposed.lower()) if word]
    code = ""
    for word in words:
        longer = f"{code}{joiner}{word}" if code else word
        if len(longer) > LONGEST - 4:
            break
        code = longer
    return code or "".join(words)[: LONGEST - 4]


def _fresh(code: str, taken: Collection[str], joiner: str) -> str:
    candidate, number = code, 2
    while candidate in taken:
        candidate, number = f"{code}{joiner}{number}", number + 1
    return candidate
