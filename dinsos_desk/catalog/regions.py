"""Reads the regions: the shipped resource, and an office's own file that adds to or corrects it."""

import csv
import gzip
import zlib
from collections.abc import Iterator
from pathlib import Path

from dinsos_desk.domain.regions import CODE_LENGTHS, VILLAGE, Regions
from dinsos_desk.errors import EnvironmentProblem, UserError

UPPER_FILE = "wilayah.csv.gz"
VILLAGE_FILE = "desa.csv.gz"
OWN_FILE = "wilayah.csv"

_HEADER = ("kode", "nama")


def load_regions(folder: Path, own: Path | None = None) -> Regions:
    """The regions in ``folder``; rows of ``own`` (may be missing) replace or add to them.

    Provinces, kabupaten/kota and kecamatan are read at once, villages when first asked for.

    Raises:
        EnvironmentProblem: ``wilayah_rusak`` (nama), a shipped file is missing or damaged; for the
            villages when they are first asked for.
        UserError: ``wilayah_baris_salah`` (nama, baris), a row of ``own`` is no code and name;
            ``wilayah_tidak_terbaca`` (nama), ``own`` is no text.
    """
    added = read_own(own) if own is not None and own.is_file() else {}
    upper = _read_shipped(folder / UPPER_FILE)
    upper.update((code, name) for code, name in added.items() if len(code) != VILLAGE)

    def villages() -> dict[str, str]:
        rows = _read_shipped(folder / VILLAGE_FILE)
        rows.update((code, name) for code, name in added.items() if len(code) == VILLAGE)
        return rows

    return Regions(upper, villages)


def read_own(path: Path) -> dict[str, str]:
    """An office's own rows: ``kode,nama`` or ``kode;nama``, the code with or without dots.

    Raises:
        UserError: as ``load_regions``.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise UserError("wilayah_tidak_terbaca", nama=path.name) from error
    delimiter = ";" if text.count(";") > text.count(",") else ","
    rows = {}
    for number, row in enumerate(csv.reader(text.splitlines(), delimiter=delimiter), 1):
        cells = tuple(" ".join(cell.split()) for cell in row)
        if not any(cells) or (number == 1 and tuple(cell.lower() for cell in cells[:2]) == _HEADER):
            continue
        code = cells[0].replace(".", "")
        if len(cells) < 2 or not _is_code(code) or not cells[1]:
            raise UserError("wilayah_baris_salah", nama=path.name, baris=number)
        rows[code] = cells[1]
    return rows


def _is_code(code: str) -> bool:
    return len(code) in CODE_LENGTHS and code.isascii() and code.isdigit()


def _read_shipped(path: Path) -> dict[str, str]:
    try:
        rows = dict(_rows(gzip.decompress(path.read_bytes()).decode("utf-8")))
    except (OSError, EOFError, zlib.error, UnicodeDecodeError, ValueError, csv.Error) as error:
        raise EnvironmentProblem("wilayah_rusak", nama=path.name) from error
    if rows.pop(_HEADER[0], None) != _HEADER[1] or not rows:
        raise EnvironmentProblem("wilayah_rusak", nama=path.name)
    return rows


def _rows(text: str) -> Iterator[tuple[str, str]]:
    return ((code, name) for code, name in csv.reader(text.splitlines()))
