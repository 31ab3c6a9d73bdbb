from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dinsos_desk.documents.words import date_in_words, day_and_date, rupiah, rupiah_words, terbilang


@pytest.mark.parametrize(
    ("amount", "expected"),
    [
        (0, "nol"),
        (1, "satu"),
        (10, "sepuluh"),
        (11, "sebelas"),
        (19, "sembilan belas"),
        (100, "seratus"),
        (1_000, "seribu"),
        (1_250, "seribu dua ratus lima puluh"),
        (21_000, "dua puluh satu ribu"),
        (50_000, "lima puluh ribu"),
        (100_000, "seratus ribu"),
        (1_000_000, "satu juta"),
        (1_001_000, "satu juta seribu"),
        (-5, "minus lima"),
        ("Rp50.000,00", "lima puluh ribu"),
        ("1.250", "seribu dua ratus lima puluh"),
        ("tiga", ""),
    ],
)
def test_terbilang(amount, expected):
    assert terbilang(amount) == expected


@given(st.integers(0, 10**12))
def test_terbilang_always_answers(amount):
    assert terbilang(amount)
    assert terbilang(rupiah(amount)) == terbilang(amount)


def test_amounts_and_dates():
    day = date(2026, 11, 21)
    assert rupiah(1_250_000) == "Rp1.250.000,00"
    assert rupiah_words("Rp50.000,00") == "Lima puluh ribu rupiah"
    assert rupiah_words("") == ""
    assert day_and_date(day) == "Sabtu, 21 November 2026"
    expected = "Sabtu, tanggal dua puluh satu bulan November tahun dua ribu dua puluh enam"
    assert date_in_words(day) == expected
