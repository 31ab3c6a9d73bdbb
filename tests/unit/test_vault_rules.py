"""Which passwords are refused, and which are not."""

import pytest

from dinsos_desk.vault.passwords import check_password


@pytest.mark.parametrize(
    ("password", "code"),
    [
        ("kopi123", "sandi_pendek"),
        ("rani.wulandari", "sandi_sama_dengan_nama"),
        ("Rani12345", "sandi_memuat_nama"),
        ("wulandari1990", "sandi_memuat_nama"),
        ("1990-Wulandari!", "sandi_memuat_nama"),
        ("RaniWulandari", "sandi_memuat_nama"),
        ("iradnaluw7", "sandi_memuat_nama"),
        ("katasandi123", "sandi_terlalu_umum"),
        ("abababab", "sandi_terlalu_umum"),
        ("xyzxyzxyz", "sandi_terlalu_umum"),
        ("34567890", "sandi_terlalu_umum"),
        ("hgfedcba", "sandi_terlalu_umum"),
        ("poiuytrewq", "sandi_terlalu_umum"),
        ("kopi-pagi-loket", None),
        ("Wulandari suka teh", None),
        ("19071990", None),
        ("sukma ayu 22", None),
    ],
)
def test_rules(password, code):
    fault = check_password(password, "rani.wulandari", "Rani Wulandari")
    assert (fault.code if fault else None) == code


def test_a_short_name_forbids_little():
    assert check_password("ab-cahaya-3", "ab", "A B") is None
