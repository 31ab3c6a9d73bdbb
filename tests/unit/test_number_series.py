"""Which sequence counts a letter, which serial comes next, and what is written can be read again."""

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dinsos_desk.domain.faults import Refused
from dinsos_desk.domain.number_series import (
    MAIN,
    NumberSeries,
    SerialRange,
    classification_of_key,
    code_of_key,
    missing_runs,
    next_free,
    next_suffix,
    pattern_faults,
    series_for,
)
from dinsos_desk.domain.numbering import Reset, parse_pattern

DAY = date(2026, 11, 23)
PATTERN = "{klasifikasi}/{urut}/{unit}/{tahun}"
MINUTES = NumberSeries("ba", "Berita acara", "BA-{urut}/{tahun}", kinds=frozenset({"berita_acara"}))
TASKS = NumberSeries("tugas", "Surat tugas", "ST.{urut}/{tahun}", templates=frozenset({"surat_tugas.docx"}))


@pytest.mark.parametrize(
    ("kind", "template", "code"),
    [
        ("surat", "surat_pengantar.docx", "surat"),
        ("berita_acara", "ba.docx", "ba"),
        ("surat", "surat_tugas.docx", "tugas"),
        ("berita_acara", "surat_tugas.docx", "tugas"),
        ("laporan", "", "surat"),
    ],
)
def test_the_narrowest_sequence_counts(kind: str, template: str, code: str) -> None:
    assert series_for((MAIN, MINUTES, TASKS), kind, template).code == code


def test_keys_keep_what_offices_counted_so_far() -> None:
    assert MAIN.key("400.9") == "surat"
    assert MINUTES.key("400.9") == "surat.ba"
    each = NumberSeries("surat", "Surat", by_classification=True)
    assert each.key(" 400.9 ") == "surat/400.9"
    for one in (MAIN, MINUTES, each):
        assert code_of_key(one.key("400.9")) == one.code
    assert classification_of_key("surat/400.9") == "400.9"
    assert classification_of_key("surat.ba") == ""


@pytest.mark.parametrize(
    ("one", "code"),
    [
        (NumberSeries("x", "X", "{urut}/X"), "pola_nomor_tanpa_tahun"),
        (NumberSeries("x", "X", "{urut}/{tahun}", by_classification=True), "pola_nomor_tanpa_klasifikasi"),
        (NumberSeries("x", "X", ""), "pola_nomor_sama"),
        (NumberSeries("x", "X", "ba-{urut:4}/{tahun}"), "pola_nomor_sama"),
        (NumberSeries("x", "X", "{salah}"), "pola_nomor_salah"),
    ],
)
def test_patterns_that_would_write_a_number_twice(one: NumberSeries, code: str) -> None:
    assert [fault.code for fault in pattern_faults(one, (MAIN, MINUTES), PATTERN)] == [code]


def test_an_endless_count_needs_no_year() -> None:
    one = NumberSeries("x", "X", "{urut}/X", Reset.ENDLESS)
    assert pattern_faults(one, (MAIN, MINUTES), PATTERN) == []


spans = st.tuples(st.integers(1, 60), st.integers(0, 20)).map(lambda t: SerialRange(t[0], t[0] + t[1]))


@given(
    last=st.integers(0, 60),
    ranges=st.lists(spans, max_size=5),
    taken=st.frozensets(st.integers(1, 90), max_size=40),
)
def test_the_next_serial_is_the_first_that_is_free(
    last: int, ranges: list[SerialRange], taken: frozenset[int]
) -> None:
    found = next_free(last, ranges, taken.__contains__, DAY)
    held = {serial for one in ranges for serial in range(one.first, one.last + 1)}
    assert found > last
    assert found not in taken | held
    assert set(range(last + 1, found)) <= taken | held


def test_a_range_that_is_over_holds_nothing_back() -> None:
    until = SerialRange(101, 150, DAY)
    assert next_free(100, [until], lambda _: False, DAY) == 151
    assert next_free(100, [until], lambda _: False, date(2026, 11, 24)) == 101
    assert next_free(100, [until], {101, 102}.__contains__, date(2026, 11, 24)) == 103


@given(st.frozensets(st.integers(1, 300)))
def test_runs_hold_each_number_once(serials: frozenset[int]) -> None:
    runs = missing_runs(serials)
    assert [s for first, last in runs for s in range(first, last + 1)] == sorted(serials)
    assert all(one[1] + 1 < two[0] for one, two in pairwise(runs))


def test_suffixes_come_in_order_and_end() -> None:
    used: list[str] = []
    for _ in range(28):
        used.append(next_suffix(used))
    assert used[:2] == [".a", ".b"]
    assert used[25:] == [".z", ".aa", ".ab"]
    assert next_suffix(["a", "-B"]) == ".c"
    while len(used) < 26 * 27:
        used.append(next_suffix(used))
    with pytest.raises(Refused, match="sisipan_habis"):
        next_suffix(used)


@given(
    tokens=st.permutations(["{klasifikasi}", "{unit}", "{bulan_romawi}", "{tahun}", "{kantor}"]),
    place=st.integers(0, 5),
    width=st.integers(0, 5),
    serial=st.integers(1, 99_999),
    suffix=st.sampled_from(["", ".a", ".zz", "a", "-B", ".12"]),
    day=st.dates(date(2020, 1, 1), date(2039, 12, 31)),
)
def test_what_a_pattern_writes_it_reads(
    tokens: list[str], place: int, width: int, serial: int, suffix: str, day: date
) -> None:
    parts = [*tokens[:place], f"{{urut:{width}}}" if width else "{urut}", *tokens[place:]]
    pattern = parse_pattern("/".join(parts))
    number = pattern.render(
        serial, day, classification="400.9", unit="DINSOS", office="08.1006", suffix=suffix
    )
    assert pattern.serial_of(number) == (serial, suffix)


@pytest.mark.parametrize(
    "text", ["", "12", "400.9/x/DINSOS/2026", "400.9/0/DINSOS/2026", "400.9/1/DINSOS/26"]
)
def test_a_number_of_another_form_is_not_read(text: str) -> None:
    assert parse_pattern(PATTERN).serial_of(text) is None
