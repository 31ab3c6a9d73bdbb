from contextlib import suppress
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dinsos_desk.domain.faults import Refused
from dinsos_desk.domain.identity import (
    build_nik,
    format_nip,
    format_npwp,
    nik_warnings_against,
    parse_kk,
    parse_nik,
    parse_nip,
    parse_npwp,
)
from dinsos_desk.domain.people import Sex
from dinsos_desk.domain.phone import display_phone, parse_phone
from dinsos_desk.domain.regions import Regions

TODAY = date(2026, 11, 21)
REGIONS = Regions(
    {
        "16": "Sumatera Selatan",
        "1673": "Kota Lubuklinggau",
        "167303": "Lubuk Linggau Selatan I",
        "91": "Papua",
        "32": "Jawa Barat",
    },
    dict,
)


def refusal(code: str, parser: object, *arguments: object) -> dict[str, object]:
    with pytest.raises(Refused) as refused:
        parser(*arguments)  # type: ignore[operator]
    assert refused.value.fault.code == code
    return dict(refused.value.fault.values)


@pytest.mark.parametrize(
    ("text", "born", "sex"),
    [
        ("1673030107900003", date(1990, 7, 1), Sex.MALE),
        ("1673034107900003", date(1990, 7, 1), Sex.FEMALE),
        ("1673033112990001", date(1999, 12, 31), Sex.MALE),
        ("1673037112990001", date(1999, 12, 31), Sex.FEMALE),
        ("1673036902000002", date(2000, 2, 29), Sex.FEMALE),
        ("1673032111260001", date(2026, 11, 21), Sex.MALE),
        ("1673032211260001", date(1926, 11, 22), Sex.MALE),
        ("1673030101270001", date(1927, 1, 1), Sex.MALE),
    ],
)
def test_a_nik_tells_birth_date_and_sex(text: str, born: date, sex: Sex) -> None:
    nik = parse_nik(text, REGIONS, TODAY)
    assert (nik.value, nik.birth_date, nik.sex) == (text, born, sex)
    assert (nik.district_code, nik.warnings) == ("167303", ())


@pytest.mark.parametrize(
    "text",
    ["1673 0301 0790 0003", " 167303.010790.0003\n", "'1673030107900003", "1673-0301-0790-0003",
     "1673\u00a00301\u00a00790\u00a00003", "１６７３０３０１０７９００００３"],
)  # fmt: skip
def test_a_nik_may_be_typed_with_separators(text: str) -> None:
    assert parse_nik(text, REGIONS, TODAY).value == "1673030107900003"


@pytest.mark.parametrize(
    ("text", "code", "values"),
    [
        ("167303010790000", "nik_panjang", {"panjang": 15, "seharusnya": "16"}),
        ("16730301079000031", "nik_panjang", {"panjang": 17, "seharusnya": "16"}),
        ("", "nik_panjang", {"panjang": 0, "seharusnya": "16"}),
        ("167303O107900003", "nik_bukan_angka", {"huruf": "O"}),
        ("1.673030107900003E+15", "nik_bukan_angka", {"huruf": "E"}),
        ("١٦٧٣٠٣٠١٠٧٩٠٠٠٠٣", "nik_bukan_angka", {"huruf": "١"}),
        ("=1673030107900003", "nik_bukan_angka", {"huruf": "="}),
        ("1673030107900003\x00", "nik_bukan_angka", {"huruf": "?"}),
        ("9" * 10_000, "nik_panjang", {"panjang": 10_000, "seharusnya": "16"}),
        ("2073030107900003", "nik_provinsi_tidak_dikenal", {"kode": "20"}),
        ("0073030107900003", "nik_provinsi_tidak_dikenal", {"kode": "00"}),
        ("1673033213900003", "nik_tanggal_mustahil", {"hari": "32", "bulan": "13", "tahun": "90"}),
        ("1673033102900003", "nik_tanggal_mustahil", {"hari": "31", "bulan": "02", "tahun": "90"}),
        ("1673030007900003", "nik_tanggal_mustahil", {"hari": "00", "bulan": "07", "tahun": "90"}),
        ("1673034007900003", "nik_tanggal_mustahil", {"hari": "40", "bulan": "07", "tahun": "90"}),
        ("1673037207900003", "nik_tanggal_mustahil", {"hari": "72", "bulan": "07", "tahun": "90"}),
        ("1673032902990003", "nik_tanggal_mustahil", {"hari": "29", "bulan": "02", "tahun": "99"}),
        ("1673030107900000", "nik_urut_nol", {}),
    ],
)
def test_an_impossible_nik_is_refused_with_its_reason(
    text: str, code: str, values: dict[str, object]
) -> None:
    assert refusal(code, parse_nik, text, REGIONS, TODAY) == values


def test_an_old_district_only_warns() -> None:
    (warning,) = parse_nik("9101010107900003", REGIONS, TODAY).warnings
    assert (warning.code, dict(warning.values)) == ("nik_kecamatan_lama", {"kode": "910101"})


def test_without_regions_the_place_is_not_checked() -> None:
    assert parse_nik("2073030107900003", None, TODAY).warnings == ()


def test_the_card_may_say_something_else_than_the_nik() -> None:
    nik = parse_nik("1673034107900003", REGIONS, TODAY)
    assert nik_warnings_against(nik, date(1990, 7, 1), Sex.FEMALE) == ()
    assert nik_warnings_against(nik, None, None) == ()
    born, sex = nik_warnings_against(nik, date(1990, 7, 2), Sex.MALE)
    assert (born.code, dict(born.values)) == (
        "nik_beda_tanggal",
        {"nik": "1 Juli 1990", "isian": "2 Juli 1990"},
    )
    assert (sex.code, dict(sex.values)) == (
        "nik_beda_jenis_kelamin",
        {"nik": "Perempuan", "isian": "Laki-laki"},
    )


def test_a_person_of_a_hundred_and_one_is_no_contradiction() -> None:
    nik = parse_nik("1673030105250001", REGIONS, TODAY)
    assert nik.birth_date == date(2025, 5, 1)
    assert nik_warnings_against(nik, date(1925, 5, 1), Sex.MALE) == ()


@given(
    district=st.from_regex(r"\A[1-9][0-9]{5}\Z"),
    age_in_days=st.integers(0, 36_158),
    sex=st.sampled_from(Sex),
    serial=st.integers(1, 9999),
    today=st.dates(date(2005, 1, 1), date(2080, 1, 1)),
)
def test_what_is_built_is_read_back(
    district: str, age_in_days: int, sex: Sex, serial: int, today: date
) -> None:
    born = today - timedelta(days=age_in_days)
    nik = parse_nik(build_nik(district, born, sex, serial), None, today)
    assert (nik.district_code, nik.birth_date, nik.sex) == (district, born, sex)
    assert nik_warnings_against(nik, born, sex) == ()


@given(st.text(max_size=20) | st.from_regex(r"\A[0-9]{16}\Z"))
def test_anything_typed_is_read_or_refused(text: str) -> None:
    for read in (
        lambda: parse_nik(text, REGIONS, TODAY),
        lambda: parse_kk(text, REGIONS),
        lambda: parse_nip(text, TODAY),
        lambda: parse_phone(text),
        lambda: parse_npwp(text),
    ):
        with suppress(Refused):
            read()


@pytest.mark.parametrize(
    ("district", "serial"), [("16730", 1), ("16730A", 1), ("167303", 0), ("167303", 10_000)]
)
def test_build_nik_refuses_nonsense(district: str, serial: int) -> None:
    with pytest.raises(ValueError, match="six digits"):
        build_nik(district, date(1990, 7, 1), Sex.MALE, serial)


def test_kk() -> None:
    assert parse_kk("1673 0312 0908 0012", REGIONS).warnings == ()
    assert parse_kk("1673034107900003", REGIONS).warnings[0].code == "kk_tanggal_tidak_wajar"
    assert refusal("kk_panjang", parse_kk, "16730312", REGIONS)["panjang"] == 8
    assert refusal("kk_bukan_angka", parse_kk, "16730312O9080012", REGIONS) == {"huruf": "O"}
    assert refusal("kk_provinsi_tidak_dikenal", parse_kk, "2073031209080012", REGIONS) == {"kode": "20"}


def test_nip_of_a_civil_servant() -> None:
    nip = parse_nip("19800131 200501 2 003", TODAY)
    assert (nip.birth_date, nip.appointed, nip.sex) == (date(1980, 1, 31), (2005, 1), Sex.FEMALE)
    assert nip.warnings == ()
    assert format_nip(nip.value) == "19800131 200501 2 003"
    assert format_nip("123") == "123"


@pytest.mark.parametrize(
    "text",
    ["198001312021211003", "198002302005012003", "198001312005013003", "198001312005012000",
     "198001311990012003", "198001312027012003", "000000000000000000"],
)  # fmt: skip
def test_other_numbers_of_18_digits_only_warn(text: str) -> None:
    nip = parse_nip(text, TODAY)
    assert [warning.code for warning in nip.warnings] == ["nip_bukan_pola_pns"]
    assert nip.birth_date is None


def test_wrong_nip_is_refused() -> None:
    assert refusal("nip_panjang", parse_nip, "19800131200501200", TODAY)["panjang"] == 17
    refusal("nip_bukan_angka", parse_nip, "19800131200501200I", TODAY)


@pytest.mark.parametrize(
    ("text", "stored", "shown"),
    [
        ("081234567890", "+6281234567890", "081234567890"),
        ("0812-3456-7890", "+6281234567890", "081234567890"),
        ("+62 812 3456 7890", "+6281234567890", "081234567890"),
        ("6281234567890", "+6281234567890", "081234567890"),
        ("+62 (0)812-3456-7890", "+6281234567890", "081234567890"),
        ("006281234567890", "+6281234567890", "081234567890"),
        ("81234567890", "+6281234567890", "081234567890"),
        ("0812345678", "+62812345678", "0812345678"),
        ("(0733) 451-123", "+62733451123", "0733451123"),
        ("+60 12-345 6789", "+60123456789", "+60123456789"),
    ],
)
def test_phone(text: str, stored: str, shown: str) -> None:
    assert parse_phone(text) == stored
    assert display_phone(stored) == shown
    assert parse_phone(shown) == stored


def test_wrong_phone_is_refused() -> None:
    assert refusal("telepon_panjang", parse_phone, "081234567") == {
        "panjang": 9,
        "seharusnya": "10 sampai 13",
    }
    assert refusal("telepon_panjang", parse_phone, "08123456789012")["panjang"] == 14
    assert refusal("telepon_panjang", parse_phone, "0733451")["seharusnya"] == "9 sampai 12"
    assert refusal("telepon_panjang", parse_phone, "")["panjang"] == 0
    assert refusal("telepon_panjang", parse_phone, "+6012")["seharusnya"] == "8 sampai 15"
    refusal("telepon_awalan", parse_phone, "1234567890")
    assert refusal("telepon_bukan_angka", parse_phone, "0812 atau 0813") == {"huruf": "a"}


def test_npwp() -> None:
    assert parse_npwp("01.234.567.8-901.000") == "012345678901000"
    assert format_npwp("012345678901000") == "01.234.567.8-901.000"
    assert format_npwp(parse_npwp("0123456789010000")) == "0123 4567 8901 0000"
    assert refusal("npwp_panjang", parse_npwp, "0123")["seharusnya"] == "15 atau 16"
