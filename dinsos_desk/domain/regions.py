"""Administrative regions by Kemendagri code: province (2 digits), kabupaten/kota (4), kecamatan (6),
desa/kelurahan (10).

Pure look-up; the rows come from outside. Villages are asked for only when they are needed.
"""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import islice

PROVINCE, REGENCY, DISTRICT, VILLAGE = 2, 4, 6, 10
_START = 2
CODE_LENGTHS = (PROVINCE, REGENCY, DISTRICT, VILLAGE)


@dataclass(frozen=True)
class Place:
    """A region with the names of what it lies in; empty for the levels below its own."""

    code: str
    province: str
    regency: str = ""
    district: str = ""
    village: str = ""

    @property
    def path(self) -> str:
        """The names from small to large, as a list shows them to tell namesakes apart."""
        return ", ".join(name for name in (self.village, self.district, self.regency, self.province) if name)


def fold(name: str) -> str:
    """A name as it is compared: small letters and digits only, so that Lubuk Linggau = Lubuklinggau."""
    folded = name.casefold()
    return folded if folded.isalnum() else "".join(filter(str.isalnum, folded))


def short_regency(name: str) -> str:
    """A kabupaten or kota as narrow columns write it: Kab. Lombok Timur."""
    name = name.replace("Kabupaten Administrasi ", "Kabupaten ").replace("Kota Administrasi ", "Kota ")
    return f"Kab. {name.removeprefix('Kabupaten ')}" if name.startswith("Kabupaten ") else name


def bare_regency(name: str) -> str:
    """The name alone, as it stands before a date or in a search: Lombok Timur."""
    for kind in ("Kabupaten ", "Kota ", "Administrasi "):
        name = name.removeprefix(kind)
    return name


class Regions:
    """Looks up regions. ``names``: code to name down to kecamatan; ``villages`` is called at most once."""

    def __init__(self, names: Mapping[str, str], villages: Callable[[], Mapping[str, str]]) -> None:
        self._names = names
        self._load_villages = villages

    def known_province(self, code: str) -> bool:
        """Whether the first two digits of ``code`` are a province."""
        return code[:PROVINCE] in self._names

    def known_district(self, code: str) -> bool:
        """Whether the first six digits of ``code`` are a kecamatan of today."""
        return len(code) >= DISTRICT and code[:DISTRICT] in self._names

    def province(self, code: str) -> str:
        """The name of the province of ``code``, empty when unknown."""
        return self._names.get(code[:PROVINCE], "")

    def regency(self, code: str) -> str:
        """The name of the kabupaten or kota of ``code``, empty when unknown."""
        return self._names.get(code[:REGENCY], "") if len(code) >= REGENCY else ""

    def district(self, code: str) -> str:
        """The name of the kecamatan of ``code``, empty when unknown."""
        return self._names.get(code[:DISTRICT], "") if len(code) >= DISTRICT else ""

    def village(self, code: str) -> str:
        """The name of the desa or kelurahan of ``code``, empty when unknown."""
        return self._villages.get(code, "")

    def place(self, code: str) -> Place:
        """``code`` with the names of every level it has; unknown levels are empty."""
        return Place(
            code=code,
            province=self.province(code),
            regency=self.regency(code),
            district=self.district(code),
            village=self.village(code) if len(code) == VILLAGE else "",
        )

    def provinces(self) -> tuple[Place, ...]:
        """Every province, by code."""
        return tuple(self.place(code) for code in self._codes if len(code) == PROVINCE)

    def regencies(self, province: str) -> tuple[Place, ...]:
        """Every kabupaten and kota of the province with this code, by code."""
        return self._below(province, REGENCY)

    def districts(self, regency: str) -> tuple[Place, ...]:
        """Every kecamatan of the kabupaten or kota with this code, by code."""
        return self._below(regency, DISTRICT)

    def villages(self, district: str) -> tuple[Place, ...]:
        """Every desa and kelurahan of the kecamatan with this code, by code."""
        return tuple(self.place(code) for code in self._villages_within(district))

    def find_regencies(self, prefix: str, limit: int = 20) -> tuple[Place, ...]:
        """Kabupaten and kota whose name, with or without its kind, starts with ``prefix``."""
        wanted = fold(prefix)
        found = (
            self.place(code)
            for code in self._codes
            if len(code) == REGENCY
            and any(fold(f(self._names[code])).startswith(wanted) for f in (str, bare_regency))
        )
        return tuple(islice(found, limit)) if wanted else ()

    def find_districts(self, prefix: str, within: str = "", limit: int = 20) -> tuple[Place, ...]:
        """Kecamatan whose name starts with ``prefix``, within the region with the code ``within``."""
        wanted = fold(prefix)
        found = (
            self.place(code)
            for code in self._codes
            if len(code) == DISTRICT
            and code.startswith(within)
            and fold(self._names[code]).startswith(wanted)
        )
        return tuple(islice(found, limit)) if wanted else ()

    def find_villages(
        self, prefix: str, within_regency: str | None = None, limit: int = 20
    ) -> tuple[Place, ...]:
        """Desa and kelurahan whose name starts with ``prefix``.

        ``within_regency`` is a code of any level above; without it the whole country is searched, in
        the order of names. Upper case, spaces and signs make no difference.
        """
        wanted = fold(prefix)
        if not wanted:
            return ()
        if within_regency:
            codes = self._villages_within(within_regency)
            found = iter([code for code in codes if fold(self._villages[code]).startswith(wanted)])
        else:
            found = self._villages_named(wanted)
        return tuple(self.place(code) for code in islice(found, limit))

    def prepare_villages(self) -> None:
        """Load and index the villages now (about 0.1 s), away from the window's thread."""
        _ = self._village_codes, self._villages_by_start

    def __len__(self) -> int:
        """How many provinces, kabupaten/kota and kecamatan are known."""
        return len(self._names)

    @cached_property
    def _codes(self) -> tuple[str, ...]:
        return tuple(sorted(self._names))

    @cached_property
    def _villages(self) -> Mapping[str, str]:
        return self._load_villages()

    @cached_property
    def _village_codes(self) -> tuple[str, ...]:
        return tuple(sorted(self._villages))

    @cached_property
    def _villages_by_start(self) -> Mapping[str, list[tuple[str, str]]]:
        """Folded names with their codes, by the first two letters; each part is sorted when asked for.

        Sorting all of them at once would keep every thread of Python waiting.
        """
        parts: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for code, name in self._villages.items():
            folded = fold(name)
            parts[folded[:_START]].append((folded, code))
        return dict(parts)

    def _below(self, above: str, length: int) -> tuple[Place, ...]:
        return tuple(self.place(code) for code in _starting(self._codes, above) if len(code) == length)

    def _villages_within(self, above: str) -> Iterator[str]:
        return _starting(self._village_codes, above)

    def _villages_named(self, wanted: str) -> Iterator[str]:
        parts = self._villages_by_start
        start = wanted[:_START]
        asked = [start] if len(start) == _START else sorted(key for key in parts if key.startswith(start))
        for part in asked:
            for name, code in sorted(parts.get(part, ())):
                if name.startswith(wanted):
                    yield code


def _starting(codes: tuple[str, ...], above: str) -> Iterator[str]:
    """The codes that start with ``above``, from a sorted tuple."""
    for code in islice(codes, bisect_left(codes, above), None):
        if not code.startswith(above):
            return
        yield code
