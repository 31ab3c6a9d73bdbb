"""Institutions written in many ways."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dinsos_desk.domain.institutions import (
    deed_key,
    institution_keys,
    institution_likeness,
    institution_words,
    is_telling,
    own_words,
)
from dinsos_desk.domain.likeness import key_of
from dinsos_desk.domain.npwp import format_npwp, npwp_key

SAME = (
    ("Yayasan Kasih Bunda", "Yys. Kasih Bunda"),
    ("Yayasan Kasih Bunda", "Kasih Bunda, Yayasan"),
    ("Jajasan Kasih Boenda", "Yayasan Kasih Bunda"),
    ("LKS Kasih Bunda", "LKSA Kasih Bunda"),
    ("LKSA Kasih Bunda", "Lembaga Kesejahteraan Sosial Anak Kasih Bunda"),
    ("L.K.S. Kasih Bunda", "LKS Kasih Bunda"),
    ("PT. Sumber Rezeki", "P.T. Sumber Rejeki"),
    ("CV Maju Jaya", "C.V. Maju Jaya"),
    ("Panti Asuhan Al-Hidayah", "PA Al Hidayah"),
    ("Pondok Pesantren Darul Ulum", "Ponpes Darul 'Ulum"),
    ("Panitia Pembangunan Mesjid Nurul Iman", "Panitia Pembangunan Masjid Nurul Iman"),
)
OTHERS = (
    ("Yayasan Kasih Bunda", "Yayasan Harapan Bangsa"),
    ("LKS Mandiri", "LKS Sejahtera"),
    ("Panti Asuhan Al-Hidayah", "Panti Asuhan Al-Ikhlas"),
    ("PT Sumber Rezeki", "PT Karya Bakti"),
)


@pytest.mark.parametrize(("one", "other"), SAME)
def test_the_same_written_otherwise(one: str, other: str) -> None:
    assert institution_likeness(one, other) >= 0.9
    assert institution_likeness(other, one) == institution_likeness(one, other)


@pytest.mark.parametrize(("one", "other"), OTHERS)
def test_others_of_the_same_kind_are_not_alike(one: str, other: str) -> None:
    assert institution_likeness(one, other) < 0.85


def test_words_and_keys() -> None:
    assert institution_words("Yys. Kasih-Bunda (P.T.)") == ("yayasan", "kasih", "bunda", "pt")
    assert own_words("Lembaga Kesejahteraan Sosial Kasih") == ("kasih",)
    assert own_words("Yayasan") == ("yayasan",)
    assert own_words("...") == ()
    keys = institution_keys("LKSA Kasih Bunda")
    assert {key_of(word) for word in ("lks", "lembaga", "kesejahteraan", "kasih", "kasihbunda")} <= set(keys)


def test_numbers_are_compared_without_their_punctuation() -> None:
    assert npwp_key("01.234.567.8-901.000") == npwp_key("0012345678901000") == "012345678901000"
    assert npwp_key("1234 5678 9012 3456") == "1234567890123456"
    assert npwp_key("12") == npwp_key("") == ""
    assert format_npwp("0012345678901000") == "0012 3456 7890 1000"
    assert format_npwp("lama") == "lama"
    assert deed_key("Akta Notaris No. 012 Tgl. 3 Mei 2019") == deed_key("12, 3 mei 2019")
    assert is_telling("No. 12 tanggal 3 Mei 2019")
    assert not is_telling("Nomor 12")
    assert not is_telling("")


@given(st.text(max_size=40), st.text(max_size=40))
def test_any_text_can_be_compared(one: str, other: str) -> None:
    assert 0.0 <= institution_likeness(one, other) <= 1.0
    assert institution_likeness(one, one) in (0.0, 1.0)
    institution_keys(one), npwp_key(one), deed_key(one), format_npwp(one)
