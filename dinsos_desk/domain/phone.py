"""Telephone numbers: read as the desk types them, kept in their international form."""

import re
import unicodedata

from dinsos_desk.domain.faults import Refused
from dinsos_desk.domain.text import without_marks

_FOREIGN_PHONE = re.compile(r"\+[1-9]\d{7,14}")
_PHONE_SEPARATORS = str.maketrans("", "", ".-‐‑–—/()'")


def parse_phone(text: str) -> str:
    """Read a telephone number into its international form, +62 for Indonesian ones.

    Mobile numbers have 10 to 13 digits from 08, lines of a house 9 to 12 from their 0. A number of
    another country must begin with its + and is kept.

    Raises:
        Refused: ``telepon_bukan_angka`` (huruf), ``telepon_awalan`` or ``telepon_panjang`` (panjang,
            seharusnya).
    """
    plain = unicodedata.normalize("NFKC", without_marks(text))
    typed = "".join(plain.split()).translate(_PHONE_SEPARATORS)
    international = typed.startswith("+") or typed.startswith("00")
    digits = typed.removeprefix("+")
    for letter in digits:
        if not ("0" <= letter <= "9"):
            raise Refused("telepon_bukan_angka", huruf=letter if letter.isprintable() else "?")
    digits = digits.removeprefix("00") if international else digits
    if international and not digits.startswith("62"):
        if not _FOREIGN_PHONE.fullmatch(f"+{digits}"):
            raise Refused("telepon_panjang", panjang=len(digits), seharusnya="8 sampai 15")
        return f"+{digits}"
    return f"+62{_national(digits, international)[1:]}"


def _national(digits: str, international: bool) -> str:
    """The Indonesian number from its 0 on."""
    if international or (digits.startswith("62") and len(digits) > 9):
        national = f"0{digits.removeprefix('62').removeprefix('0')}"
    else:
        national = f"0{digits}" if digits.startswith("8") else digits
    if national and not re.match(r"0[2-9]", national):
        raise Refused("telepon_awalan")
    shortest, longest = (10, 13) if national.startswith("08") else (9, 12)
    if not shortest <= len(national) <= longest:
        raise Refused("telepon_panjang", panjang=len(national), seharusnya=f"{shortest} sampai {longest}")
    return national


def display_phone(stored: str) -> str:
    """A stored number as the desk writes it: 081234567890; foreign ones keep their +."""
    return f"0{stored[3:]}" if stored.startswith("+62") else stored
