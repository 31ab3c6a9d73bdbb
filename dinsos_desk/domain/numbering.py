"""Numbers of letters and registers: patterns with tokens, and when their count starts again.

A pattern is text with tokens in braces: ``{klasifikasi}/{urut:3}/{unit}/{bulan_romawi}/{tahun}``. The
tata naskah of each office differs, so patterns are data.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from types import MappingProxyType

from dinsos_desk.domain.faults import Fault, Refused

ROMAN_MONTHS = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")

TOKENS = MappingProxyType(
    {
        "urut": "nomor urut; {urut:3} menulis 007",
        "klasifikasi": "kode klasifikasi surat",
        "unit": "kode bidang atau unit pengolah",
        "kantor": "kode kantor",
        "layanan": "kode singkat layanan",
        "bulan_romawi": "bulan dengan angka Romawi",
        "bulan": "bulan dengan dua angka",
        "tahun": "tahun dengan empat angka",
        "tahun2": "tahun dengan dua angka",
    }
)
"""The tokens and what they stand for, as the settings explain them."""

_LONGEST_PATTERN = 120
_WIDEST_SERIAL = 8
_PIECE = re.compile(r"\{([^{}]*)\}|([^{}]+)|(.)", re.DOTALL)
_TOKEN = re.compile(r"([a-z_0-9]+)(?::([0-9]+))?")
_SUFFIX = re.compile(r"[A-Za-z]{1,2}|[.-][A-Za-z0-9]{1,3}")


class Reset(StrEnum):
    """When the count starts again at 1."""

    YEARLY = "tahunan"
    ENDLESS = "berlanjut"

    def period(self, day: date) -> int:
        """The key of the counter for ``day``: its year, or 0 for a count without end."""
        return day.year if self is Reset.YEARLY else 0


@dataclass(frozen=True)
class Token:
    """One placeholder; ``width`` is the least number of digits of ``urut``."""

    name: str
    width: int = 0


@dataclass(frozen=True)
class NumberPattern:
    """A parsed pattern: literal text and tokens in order."""

    text: str
    pieces: tuple[str | Token, ...]

    @property
    def tokens(self) -> frozenset[str]:
        """The names of the tokens in use, for asking only for what is needed."""
        return frozenset(piece.name for piece in self.pieces if isinstance(piece, Token))

    def render(
        self,
        serial: int,
        day: date,
        *,
        classification: str = "",
        unit: str = "",
        office: str = "",
        service: str = "",
        suffix: str = "",
    ) -> str:
        """The number with this serial on this day.

        ``suffix`` marks a number put in between two others (``a`` after 12 gives 12a, ``.1`` gives
        12.1).

        Raises:
            Refused: ``nomor_bagian_kosong`` (bagian), a token in use has no value;
                ``nomor_sisipan_salah`` (nilai), the suffix could be taken for another serial.
            ValueError: a serial below 1.
        """
        if serial < 1:
            raise ValueError("serials start at 1")
        if suffix and not _SUFFIX.fullmatch(suffix):
            raise Refused("nomor_sisipan_salah", nilai=suffix[:10])
        values = {
            "klasifikasi": classification.strip(),
            "unit": unit.strip(),
            "kantor": office.strip(),
            "layanan": service.strip(),
            "bulan_romawi": ROMAN_MONTHS[day.month - 1],
            "bulan": f"{day.month:02}",
            "tahun": f"{day.year:04}",
            "tahun2": f"{day.year % 100:02}",
        }
        return "".join(
            piece if isinstance(piece, str) else _written(piece, serial, suffix, values)
            for piece in self.pieces
        )

    def serial_of(self, number: str) -> tuple[int, str] | None:
        """The serial and suffix that a written number has by this pattern; None when it has another form."""
        match = re.fullmatch("".join(_reading(piece) for piece in self.pieces), number.strip(), re.DOTALL)
        if match is None or int(match["serial"]) < 1:
            return None
        return int(match["serial"]), match["suffix"]

    @property
    def shape(self) -> str:
        """The pattern without the width of its serial: two of one shape write the same numbers."""
        return "".join(p if isinstance(p, str) else f"{{{p.name}}}" for p in self.pieces).casefold()

    def preview(self, day: date, serial: int = 7) -> str:
        """A number as it would look, with sample values for what the office has not filled in."""
        return self.render(
            serial,
            day,
            classification="400.9",
            unit="DINSOS",
            office="08.1006",
            service="LAYANAN",
        )

    def repeats_under(self, reset: Reset) -> Fault | None:
        """A fault when numbers would come again: a yearly count without the year in the pattern."""
        if reset is Reset.YEARLY and not self.tokens & {"tahun", "tahun2"}:
            return Fault("pola_nomor_tanpa_tahun")
        return None


_READ = MappingProxyType(
    {
        "urut": r"(?P<serial>[0-9]{1,9})(?P<suffix>[A-Za-z]{1,2}|[.-][A-Za-z0-9]{1,3}|)",
        "bulan_romawi": "[IVX]+",
        "bulan": "[0-9]{2}",
        "tahun": "[0-9]{4}",
        "tahun2": "[0-9]{2}",
    }
)


def _reading(piece: str | Token) -> str:
    """The expression that reads what a piece of a pattern writes."""
    return re.escape(piece) if isinstance(piece, str) else _READ.get(piece.name, ".+?")


def _written(token: Token, serial: int, suffix: str, values: Mapping[str, str]) -> str:
    if token.name == "urut":
        return f"{serial:0{token.width}}{suffix}" if token.width else f"{serial}{suffix}"
    if not values[token.name]:
        raise Refused("nomor_bagian_kosong", bagian=token.name)
    return values[token.name]


def parse_pattern(text: str) -> NumberPattern:
    """Read a pattern.

    Raises:
        Refused: ``pola_nomor_salah`` (bagian), an unknown or broken token or a second ``urut``;
            ``pola_nomor_tanpa_urut``; ``pola_nomor_panjang`` (panjang, batas).
    """
    text = " ".join(text.split())
    if len(text) > _LONGEST_PATTERN:
        raise Refused("pola_nomor_panjang", panjang=len(text), batas=_LONGEST_PATTERN)
    pieces: list[str | Token] = []
    for match in _PIECE.finditer(text):
        inside, literal, stray = match.groups()
        if stray is not None or (literal is not None and not literal.isprintable()):
            raise Refused("pola_nomor_salah", bagian=match.group())
        pieces.append(literal if literal is not None else _token(inside, match.group()))
    serials = sum(isinstance(piece, Token) and piece.name == "urut" for piece in pieces)
    if serials == 0:
        raise Refused("pola_nomor_tanpa_urut")
    if serials > 1:
        raise Refused("pola_nomor_salah", bagian="{urut}")
    return NumberPattern(text, tuple(pieces))


def _token(inside: str, shown: str) -> Token:
    match = _TOKEN.fullmatch(inside.strip())
    if match is None or match.group(1) not in TOKENS:
        raise Refused("pola_nomor_salah", bagian=shown)
    name, width = match.group(1), int(match.group(2) or 0)
    if match.group(2) is not None and (name != "urut" or not 1 <= width <= _WIDEST_SERIAL):
        raise Refused("pola_nomor_salah", bagian=shown)
    return Token(name, width)
