"""The fields that the office's own workbook may ask for: their values for a period, as they are written."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches

from dinsos_desk.db.queries.recaps.figures import ServiceFigures
from dinsos_desk.documents.recaps.own_workbook import FieldValue, field_name
from dinsos_desk.documents.recaps.table import Kind, RecapColumn, RecapTable, Value
from dinsos_desk.domain.fields import format_number
from dinsos_desk.usecases.recaps.summary import SummaryFigures, added, percent, share_on_time

FIGURES = (
    ("sisa_awal", "carried_over", "Sisa periode lalu"),
    ("diterima", "received", "Diterima"),
    ("selesai", "completed", "Selesai"),
    ("dikembalikan", "returned", "Dikembalikan"),
    ("ditolak", "rejected", "Ditolak"),
    ("dibatalkan", "cancelled", "Dibatalkan"),
    ("dialihkan", "passed_on", "Dialihkan"),
    ("masih_berjalan", "open", "Masih berjalan"),
    ("tepat_waktu", "on_time", "Tepat waktu"),
    ("terlambat", "late", "Terlambat"),
    ("tanpa_tenggat", "unpromised", "Tanpa tenggat"),
)
"""The name of a field, the figure it stands for, and what it is."""
_SHARE = "persen_tepat_waktu"
_OTHER_NAMES = {one: name for name, one, _ in FIGURES} | {
    "sex:L": "laki_laki",
    "sex:P": "perempuan",
    "sex:?": "jenis_kelamin_tidak_dicatat",
    "age:balita": "umur_0_4",
    "age:anak": "umur_5_17",
    "age:dewasa": "umur_18_59",
    "age:lansia": "umur_60",
    "age:?": "umur_tidak_dicatat",
    "decided": "keputusan",
    "issued": "diterbitkan",
    "p90": "sembilan_dari_sepuluh",
}
_IN_LIST = re.compile(r"^([a-z]+)_(\d{1,4}|baris)_(\w+)$")
_MOST_ROWS = 2000


@dataclass(frozen=True)
class FieldInfo:
    """A field as the list of fields shows it."""

    name: str
    meaning: str
    example: str


class RecapFields:
    """Every field of one period. A row of a list beyond its end is empty, not unknown."""

    def __init__(
        self,
        words: Mapping[str, tuple[str, str]],
        figures: SummaryFigures,
        services: tuple[tuple[ServiceFigures, str], ...],
        tables: tuple[RecapTable, ...],
    ) -> None:
        self._values: dict[str, tuple[FieldValue, str]] = {
            name: (FieldValue(text, text), meaning) for name, (text, meaning) in words.items()
        }
        for ending, words_of, rows in (
            ("", "", figures.now),
            ("_sebelum", ", periode sebelumnya", figures.before),
            ("_tahun_lalu", ", periode sama tahun lalu", figures.year_ago),
        ):
            for name, value, meaning in _figures(added(rows)):
                self._values[name + ending] = (value, meaning + words_of)
        self._lists: dict[str, tuple[tuple[str, ...], list[dict[str, FieldValue]]]] = {}
        for row, title in services:
            for name, value, meaning in (("nama", FieldValue(title, title), "Nama"), *_figures(row)):
                self._values[field_name(f"{row.service_code}_{name}")] = (value, f"{meaning} · {title}")
        self._lists["layanan"] = (
            ("nama", *(name for name, _, _ in FIGURES), _SHARE),
            [
                {"nama": FieldValue(title, title)} | {name: value for name, value, _ in _figures(row)}
                for row, title in services
            ],
        )
        for table in tables:
            self._lists[table.code] = _list_of(table)

    def get(self, name: str) -> FieldValue | None:
        """The value of a field, None for an unknown one; ``name`` as ``field_name`` makes it."""
        if name in self._values:
            return self._values[name][0]
        found = _IN_LIST.match(name)
        if found is None or found[1] not in self._lists:
            return None
        columns, rows = self._lists[found[1]]
        place = 1 if found[2] == "baris" else int(found[2])
        if found[3] not in columns or not 1 <= place <= _MOST_ROWS:
            return None
        return rows[place - 1][found[3]] if place <= len(rows) else FieldValue(None, "")

    def lines(self, code: str) -> int:
        """How many lines a list has, as many as are written; 0 for an unknown one."""
        return min(len(self._lists[code][1]), _MOST_ROWS) if code in self._lists else 0

    def knows(self, name: str) -> bool:
        """Whether there is such a field."""
        return self.get(name) is not None

    def like(self, name: str) -> str:
        """The field that is most like an unknown one, empty when none is."""
        lists = (
            f"{code}_{place}_{column}"
            for code, (columns, _) in self._lists.items()
            for column in columns
            for place in ("1", "baris")
        )
        known = [*self._values, *lists]
        return next(iter(get_close_matches(field_name(name), known, 1, 0.6)), "")

    def listing(self) -> Iterator[FieldInfo]:
        """Every field with an example from this period; of a list its first row."""
        for name, (value, meaning) in self._values.items():
            yield FieldInfo(f"{{{{{name}}}}}", meaning, value.text)
        for code, (columns, rows) in self._lists.items():
            for column in columns:
                example = rows[0][column].text if rows else ""
                meaning = f"Daftar {code}: {column.replace('_', ' ')}"
                yield FieldInfo(
                    f"{{{{{code}_baris_{column}}}}}",
                    f"{meaning}; barisnya diulang. Satu baris saja: ganti “baris” dengan 1, 2, 3, …",
                    example,
                )


def _figures(row: ServiceFigures) -> Iterator[tuple[str, FieldValue, str]]:
    for name, figure, meaning in FIGURES:
        number = getattr(row, figure)
        yield name, FieldValue(number, format_number(number)), meaning
    share = share_on_time(row)
    text = "–" if share is None else percent(share)
    yield (
        _SHARE,
        FieldValue(share if share is not None else "–", text, is_share=True),
        "Persentase tepat waktu",
    )


def _list_of(table: RecapTable) -> tuple[tuple[str, ...], list[dict[str, FieldValue]]]:
    shown = [(n, one) for n, one in enumerate(table.columns) if one.kind is not Kind.CHECK]
    names = tuple(_OTHER_NAMES.get(one.code, one.code) for _, one in shown)
    rows = [
        {name: _value(one, row[n]) for name, (n, one) in zip(names, shown, strict=True)}
        for row in table.full_rows()
    ]
    return names, rows


def _value(column: RecapColumn, value: Value) -> FieldValue:
    if column.kind is Kind.TEXT or isinstance(value, str):
        return FieldValue(str(value or ""), str(value or ""))
    if value is None:
        return FieldValue("–", "–")
    if column.kind in (Kind.SHARE, Kind.PART):
        return FieldValue(float(value), percent(float(value)), is_share=True)
    if column.kind is Kind.HOURS:
        return FieldValue(value, f"{float(value):.1f}".replace(".", ","))
    return FieldValue(value, format_number(int(value)))
