"""Places of a journey, posts and regulations, as people type them and as letters have them."""

import pytest

from dinsos_desk.documents.phrases import in_a_row, inside_sentence, places, post_in_sentence, regulation

THREE = ["Kota Padang", "Kota Jambi", "Palembang"]


@pytest.mark.parametrize(
    "typed",
    [
        "Kota Padang, Kota Jambi, Palembang",
        "kota padang; kota jambi;palembang;",
        "Kota Padang\nKota Jambi\r\nPalembang\n",
        "1. Kota Padang\n2. Kota Jambi\n3) Palembang",
        "- Kota Padang\n- Kota Jambi\n- Palembang",
        "Kota Padang – Kota Jambi - Palembang",
        "Kota Padang -> Kota Jambi → Palembang",
        "KOTA PADANG / KOTA JAMBI / PALEMBANG",
        "dari Kota Padang, lalu ke Kota Jambi dan Palembang.",
        "  Kota   Padang ,, Kota Jambi , Kota Jambi, Palembang ",
    ],
)
def test_stations_are_the_same_however_they_were_typed(typed: str) -> None:
    assert places(typed) == THREE


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("", []),
        (" ,;\n", []),
        ("Kota Padang", ["Kota Padang"]),
        ("Padang, Sumatera Barat; Kota Jambi", ["Padang, Sumatera Barat", "Kota Jambi"]),
        ("Jambi, Bengkulu", ["Jambi", "Bengkulu"]),
        ("Kab. Ogan Ilir, Pangkal-Pinang", ["Kab. Ogan Ilir", "Pangkal-Pinang"]),
        ("Kepulauan Anambas dan Danau Kembar", ["Kepulauan Anambas", "Danau Kembar"]),
    ],
)
def test_what_belongs_to_a_place_stays_with_it(typed: str, found: list[str]) -> None:
    assert places(typed) == found


def test_things_in_a_row() -> None:
    assert [in_a_row(THREE[:count]) for count in range(4)] == [
        "",
        "Kota Padang",
        "Kota Padang dan Kota Jambi",
        "Kota Padang, Kota Jambi, dan Palembang",
    ]


@pytest.mark.parametrize(
    ("answer", "inside"),
    [
        ("permakanan dan sandang.", "permakanan dan sandang"),
        ("dua baris;\nlalu selesai. ", "dua baris; lalu selesai"),
        ("Budi Contoh, S.Sos.", "Budi Contoh, S.Sos."),
        ("…", "…"),
    ],
)
def test_an_answer_inside_a_sentence_has_no_full_stop_of_its_own(answer: str, inside: str) -> None:
    assert inside_sentence(answer) == inside


@pytest.mark.parametrize(
    ("lines", "post"),
    [
        (
            ["KEPALA BIDANG PERLINDUNGAN DAN", "JAMINAN SOSIAL,"],
            "Kepala Bidang Perlindungan dan Jaminan Sosial",
        ),
        (["Plh. KEPALA DINAS SOSIAL", "KOTA CONTOH,"], "Plh. Kepala Dinas Sosial Kota Contoh"),
        (["a.n. KEPALA DINAS SOSIAL", "SEKRETARIS,"], "Sekretaris"),
        (
            ["a.n. KEPALA DINAS SOSIAL", "u.b.", "Kepala Bidang Rehabilitasi Sosial,"],
            "Kepala Bidang Rehabilitasi Sosial",
        ),
        (["KEPALA UPTD PANTI,"], "Kepala UPTD Panti"),
        ([], ""),
    ],
)
def test_the_post_in_a_sentence_is_the_signers_own(lines: list[str], post: str) -> None:
    assert post_in_sentence(lines) == post


@pytest.mark.parametrize(
    ("published", "cited"),
    [
        (
            "Undang-undang Nomor : 11 Tahun 2009, tentang Ketentuan ketentuan Pokok Kesejahteraan Sosial.",
            "Undang-Undang Nomor 11 Tahun 2009 tentang Kesejahteraan Sosial",
        ),
        (
            "Undang-undang Nomor 6 Tahun 1974 Tentang Ketentuan-ketentuan Pokok Kesejahteraan Sosial",
            "Undang-Undang Nomor 6 Tahun 1974 tentang Ketentuan-ketentuan Pokok Kesejahteraan Sosial",
        ),
        (
            "UU RI No. 32 Th 2004 Tentang Pemerintah Daerah",
            "Undang-Undang Nomor 32 Tahun 2004 tentang Pemerintah Daerah",
        ),
        (
            "Perpres No 82 tahun 2018 tentang Jaminan Kesehatan",
            "Peraturan Presiden Nomor 82 Tahun 2018 tentang Jaminan Kesehatan",
        ),
        (
            "Kepmensos 150 Tahun 2022 Tentang Tata Cara",
            "Keputusan Menteri Sosial Nomor 150 Tahun 2022 tentang Tata Cara",
        ),
        (
            "Peraturan Menteri Sosial RI Nomor 30/HUK/2011 tentang X;",
            "Peraturan Menteri Sosial Nomor 30/HUK/2011 tentang X",
        ),
        ("Peraturan Daerah Nomor 7 Tahun 2016", "Peraturan Daerah Nomor 7 Tahun 2016"),
    ],
)
def test_a_regulation_is_cited_in_full(published: str, cited: str) -> None:
    assert regulation(published) == cited
