"""Long names within a sentence."""

import pytest

from dinsos_desk.domain.text import brief


@pytest.mark.parametrize(
    ("text", "longest", "told"),
    [
        ("Fotokopi KTP", 90, "Fotokopi KTP"),
        ("Surat keterangan tidak mampu dari desa", 25, "Surat keterangan tidak …"),
        ("Proposal kegiatan (berisi latar belakang, tujuan, dan jadwal)", 40, "Proposal kegiatan"),
        ("Akta (asli) yayasan dan perubahannya", 24, "Akta (asli) yayasan …"),
        ("(" + "panjang " * 20, 20, "(panjang panjang …"),
    ],
)
def test_whole_words_and_no_open_bracket(text: str, longest: int, told: str) -> None:
    assert brief(text, longest) == told
