"""Identity numbers: read what was typed or scanned, refuse what cannot be, warn of what may be wrong.

Numbers are text, always. Faults never repeat the number itself: it is personal data. An empty entry is
the caller's business; here it is a number of length 0.
"""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from dinsos_desk.domain.dates import format_date, years_between
from dinsos_desk.domain.faults import Fault, Refused
from dinsos_desk.domain.npwp import format_npwp as format_npwp
from dinsos_desk.domain.people import SEX_WORDS, Sex
from dinsos_desk.domain.regions import DISTRICT, Regions
from dinsos_desk.domain.text import without_marks

_WOMEN_ADD = 40
_YOUNGEST_CIVIL_SERVANT = 15


@dataclass(frozen=True)
class Nik:
    """A possible NIK and what it says. The birth date and sex prefill a form; the card decides."""

    value: str
    birth_date: date
    sex: Sex
    district_code: str
    warnings: tuple[Fault, ...] = ()


@dataclass(frozen=True)
class Kk:
    """A possible number of a kartu keluarga."""

    value: str
    warnings: tuple[Fault, ...] = ()


@dataclass(frozen=True)
class Nip:
    """An employee number. Birth date, appointment (year, month) and sex are known for the PNS form only."""

    value: str
    birth_date: date | None = None
    appointed: tuple[int, int] | None = None
    sex: Sex | None = None
    warnings: tuple[Fault, ...] = ()


def _fault(code: str, **values: object) -> Fault:
    return Fault(code, MappingProxyType(values))


def _digits(text: str, kind: str, lengths: tuple[int, ...]) -> str:
    """The digits of a number typed with spaces, dots, dashes or Excel's leading apostrophe.

    Raises:
        Refused: ``<kind>_bukan_angka`` (huruf) or ``<kind>_panjang`` (panjang, seharusnya).
    """
    typed = unicodedata.normalize("NFKC", without_marks(text))
    bare = "".join(typed.split()).lstrip("'").translate(_SEPARATORS)
    for letter in bare:
        if not ("0" <= letter <= "9"):
            raise Refused(f"{kind}_bukan_angka", huruf=letter if letter.isprintable() else "?")
    if len(bare) not in lengths:
        raise Refused(f"{kind}_panjang", panjang=len(bare), seharusnya=" atau ".join(map(str, lengths)))
    return bare


_SEPARATORS = str.maketrans("", "", ".-‐‑–—/")


def parse_nik(text: str, regions: Regions | None, today: date) -> Nik:
    """Read a NIK: kecamatan (6), day (women +40), month, two-digit year, serial (4) from 0001.

    The century is chosen so that the age on ``today`` is 0 to 99, so the NIK of somebody of 100 or
    more gives a date a hundred years too late; the birth date on the card overrides it. A kecamatan
    that is not in today's list is a warning: regencies were split and codes changed. Without
    ``regions`` the province and kecamatan are not checked.

    Raises:
        Refused: ``nik_panjang``, ``nik_bukan_angka``, ``nik_provinsi_tidak_dikenal``,
            ``nik_tanggal_mustahil`` or ``nik_urut_nol``.
    """
    value = _digits(text, "nik", (16,))
    if regions is not None and not regions.known_province(value):
        raise Refused("nik_provinsi_tidak_dikenal", kode=value[:2])
    day = int(value[6:8])
    sex = Sex.FEMALE if day > _WOMEN_ADD else Sex.MALE
    born = _latest_date(day - _WOMEN_ADD * (sex is Sex.FEMALE), int(value[8:10]), int(value[10:12]), today)
    if born is None:
        raise Refused("nik_tanggal_mustahil", hari=value[6:8], bulan=value[8:10], tahun=value[10:12])
    if value[12:] == "0000":
        raise Refused("nik_urut_nol")
    warnings = []
    if regions is not None and not regions.known_district(value):
        warnings.append(_fault("nik_kecamatan_lama", kode=value[:DISTRICT]))
    return Nik(value, born, sex, value[:DISTRICT], tuple(warnings))


def build_nik(district: str, birth: date, sex: Sex, serial: int) -> str:
    """The NIK with these parts. ``parse_nik`` reads it back while the person is younger than 100.

    Raises:
        ValueError: a district code that is not six digits, or a serial outside 1 to 9999.
    """
    if not re.fullmatch(r"[0-9]{6}", district) or not 1 <= serial <= 9999:
        raise ValueError("a NIK needs six digits of district and a serial from 1 to 9999")
    day = birth.day + _WOMEN_ADD * (sex is Sex.FEMALE)
    return f"{district}{day:02}{birth.month:02}{birth.year % 100:02}{serial:04}"


def nik_warnings_against(nik: Nik, birth_date: date | None, sex: Sex | None) -> tuple[Fault, ...]:
    """Where the card says something else than the NIK. Warnings only: a corrected birth date never
    changes a NIK. The century is not compared, the NIK does not hold it.
    """
    warnings = []
    if birth_date is not None and _without_century(birth_date) != _without_century(nik.birth_date):
        warnings.append(
            _fault("nik_beda_tanggal", nik=format_date(nik.birth_date), isian=format_date(birth_date))
        )
    if sex is not None and sex is not nik.sex:
        warnings.append(_fault("nik_beda_jenis_kelamin", nik=SEX_WORDS[nik.sex], isian=SEX_WORDS[sex]))
    return tuple(warnings)


def parse_kk(text: str, regions: Regions | None) -> Kk:
    """Read the number of a kartu keluarga: region, day of recording (no +40), serial.

    An unlikely day is a warning: it is most often a NIK typed in the wrong place.

    Raises:
        Refused: ``kk_panjang``, ``kk_bukan_angka`` or ``kk_provinsi_tidak_dikenal``.
    """
    value = _digits(text, "kk", (16,))
    if regions is not None and not regions.known_province(value):
        raise Refused("kk_provinsi_tidak_dikenal", kode=value[:2])
    likely = 1 <= int(value[6:8]) <= 31 and 1 <= int(value[8:10]) <= 12
    return Kk(value, () if likely else (_fault("kk_tanggal_tidak_wajar"),))


def parse_nip(text: str, today: date) -> Nip:
    """Read a NIP: birth (YYYYMMDD), appointment (YYYYMM), sex (1 or 2), serial (3).

    Numbers of PPPK have 18 digits of another make, so a number that is no PNS number only warns
    (``nip_bukan_pola_pns``).

    Raises:
        Refused: ``nip_panjang`` or ``nip_bukan_angka``.
    """
    value = _digits(text, "nip", (18,))
    born = _real_date(int(value[:4]), int(value[4:6]), int(value[6:8]))
    year, month = int(value[8:12]), int(value[12:14])
    start = _real_date(year, month, 1)
    sex = {"1": Sex.MALE, "2": Sex.FEMALE}.get(value[14])
    if born is None or start is None or sex is None or value[15:] == "000":
        return Nip(value, warnings=(_fault("nip_bukan_pola_pns"),))
    if start > today or years_between(born, start) < _YOUNGEST_CIVIL_SERVANT:
        return Nip(value, warnings=(_fault("nip_bukan_pola_pns"),))
    return Nip(value, born, (year, month), sex)


def format_nip(nip: str) -> str:
    """A NIP as letters print it: 19800131 200501 1 002."""
    return " ".join((nip[:8], nip[8:14], nip[14], nip[15:])) if len(nip) == 18 else nip


def parse_npwp(text: str) -> str:
    """Read an NPWP: 16 digits (a person's is the NIK, a body's starts with 0), older ones 15.

    Raises:
        Refused: ``npwp_panjang`` or ``npwp_bukan_angka``.
    """
    return _digits(text, "npwp", (15, 16))


def _real_date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _latest_date(day: int, month: int, short_year: int, today: date) -> date | None:
    """The latest real date up to ``today`` with this two-digit year, within the last hundred years."""
    century = today.year // 100 * 100
    for year in (century + short_year, century - 100 + short_year):
        found = _real_date(year, month, day)
        if found is not None and found <= today and years_between(found, today) <= 99:
            return found
    return None


def _without_century(day: date) -> tuple[int, int, int]:
    return day.day, day.month, day.year % 100
