from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dinsos_desk.domain.faults import Refused
from dinsos_desk.domain.numbering import ROMAN_MONTHS, Reset, parse_pattern

DAY = date(2026, 11, 21)


def refusal(text: str) -> tuple[str, dict[str, object]]:
    with pytest.raises(Refused) as refused:
        parse_pattern(text)
    return refused.value.fault.code, dict(refused.value.fault.values)


@pytest.mark.parametrize(
    ("pattern", "serial", "number"),
    [
        ("{klasifikasi}/{urut}/{unit}/{tahun}", 304, "460/304/Dissos/2026"),
        ("B-{urut}/Dinsos/Dayasos/{bulan}/{tahun}", 1163, "B-1163/Dinsos/Dayasos/11/2026"),
        ("{urut:2}/KPTS/DINSOS/{tahun}", 2, "02/KPTS/DINSOS/2026"),
        ("{klasifikasi}/{urut:4}/{kantor}/{bulan_romawi}/{tahun}", 247, "460/0247/08.1006/XI/2026"),
        ("{layanan}-{tahun2}-{urut:3}", 7, "OT-26-007"),
        ("{ urut } / {tahun}", 12345, "12345 / 2026"),
        ("{urut:2}", 100, "100"),
    ],
)
def test_numbers_as_offices_write_them(pattern: str, serial: int, number: str) -> None:
    parsed = parse_pattern(pattern)
    assert number == parsed.render(
        serial, DAY, classification="460", unit=" Dissos ", office="08.1006", service="OT"
    )


@pytest.mark.parametrize(
    ("text", "code", "part"),
    [
        ("{nomor}/{urut}", "pola_nomor_salah", "{nomor}"),
        ("{urut:0}", "pola_nomor_salah", "{urut:0}"),
        ("{urut:9}", "pola_nomor_salah", "{urut:9}"),
        ("{urut:x}", "pola_nomor_salah", "{urut:x}"),
        ("{tahun:4}/{urut}", "pola_nomor_salah", "{tahun:4}"),
        ("{urut}/{}", "pola_nomor_salah", "{}"),
        ("{urut}/{tahun", "pola_nomor_salah", "{"),
        ("{urut}}", "pola_nomor_salah", "}"),
        ("{{urut}}", "pola_nomor_salah", "{"),
        ("{urut}/{urut}", "pola_nomor_salah", "{urut}"),
        ("{urut.__class__}", "pola_nomor_salah", "{urut.__class__}"),
    ],
)
def test_the_wrong_part_is_named(text: str, code: str, part: str) -> None:
    assert refusal(text) == (code, {"bagian": part})


def test_other_wrong_patterns() -> None:
    assert refusal("{tahun}/DINSOS") == ("pola_nomor_tanpa_urut", {})
    assert refusal("") == ("pola_nomor_tanpa_urut", {})
    assert refusal("{urut}" + "x" * 200) == ("pola_nomor_panjang", {"panjang": 206, "batas": 120})
    assert refusal("{urut}\x00")[0] == "pola_nomor_salah"


def test_a_missing_part_is_named_not_left_out() -> None:
    with pytest.raises(Refused) as refused:
        parse_pattern("{klasifikasi}/{urut}").render(1, DAY, classification="  ")
    assert refused.value.fault.code == "nomor_bagian_kosong"
    assert dict(refused.value.fault.values) == {"bagian": "klasifikasi"}


def test_a_value_with_braces_stays_text() -> None:
    assert parse_pattern("{urut}/{unit}").render(1, DAY, unit="{tahun}") == "1/{tahun}"


@pytest.mark.parametrize(
    ("suffix", "number"), [("a", "012a/26"), ("AB", "012AB/26"), (".1", "012.1/26"), ("-b", "012-b/26")]
)
def test_inserted_numbers(suffix: str, number: str) -> None:
    assert parse_pattern("{urut:3}/{tahun2}").render(12, DAY, suffix=suffix) == number


@pytest.mark.parametrize("suffix", ["3", "abc", "/1", " ", "a1", "."])
def test_a_suffix_that_could_be_another_number_is_refused(suffix: str) -> None:
    with pytest.raises(Refused, match="nomor_sisipan_salah"):
        parse_pattern("{urut}").render(12, DAY, suffix=suffix)


def test_serials_start_at_one() -> None:
    with pytest.raises(ValueError, match="start at 1"):
        parse_pattern("{urut}").render(0, DAY)


def test_preview_needs_no_settings() -> None:
    pattern = parse_pattern("{klasifikasi}/{urut:3}/{unit}/{kantor}/{layanan}/{bulan_romawi}/{tahun}")
    assert pattern.preview(DAY) == "400.9/007/DINSOS/08.1006/LAYANAN/XI/2026"
    assert pattern.tokens == {"klasifikasi", "urut", "unit", "kantor", "layanan", "bulan_romawi", "tahun"}


def test_a_yearly_count_needs_the_year() -> None:
    fault = parse_pattern("{urut}/{bulan}").repeats_under(Reset.YEARLY)
    assert fault is not None
    assert fault.code == "pola_nomor_tanpa_tahun"
    assert parse_pattern("{urut}/{tahun2}").repeats_under(Reset.YEARLY) is None
    assert parse_pattern("{urut}").repeats_under(Reset.ENDLESS) is None


def test_periods_of_the_counter() -> None:
    assert Reset.YEARLY.period(date(2026, 12, 31)) == 2026
    assert Reset.YEARLY.period(date(2027, 1, 1)) == 2027
    assert Reset.ENDLESS.period(DAY) == 0


def test_roman_months() -> None:
    pattern = parse_pattern("{urut}/{bulan_romawi}")
    assert [pattern.render(1, date(2026, n, 1))[2:] for n in range(1, 13)] == list(ROMAN_MONTHS)


suffixes = st.from_regex(r"\A([A-Za-z]{1,2}|[.-][A-Za-z0-9]{1,3})?\Z")


@given(
    width=st.integers(1, 8),
    one=st.tuples(st.integers(1, 100_000), suffixes),
    other=st.tuples(st.integers(1, 100_000), suffixes),
    day=st.dates(date(2020, 1, 1), date(2040, 1, 1)),
)
def test_different_serials_give_different_numbers(
    width: int, one: tuple[int, str], other: tuple[int, str], day: date
) -> None:
    pattern = parse_pattern(f"{{klasifikasi}}/{{urut:{width}}}/{{bulan_romawi}}/{{tahun}}")
    first = pattern.render(one[0], day, classification="460", suffix=one[1])
    second = pattern.render(other[0], day, classification="460", suffix=other[1])
    assert (first == second) == (one == other)


@given(st.text(max_size=140))
def test_any_text_is_a_pattern_or_refused(text: str) -> None:
    with suppress(Refused):
        assert parse_pattern(text).preview(DAY)
