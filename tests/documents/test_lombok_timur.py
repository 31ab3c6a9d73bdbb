"""The decree on KIS members names those who passed, and says when somebody could not be struck off."""

import io
from pathlib import Path
from typing import Any

import pytest
from docx import Document

from dinsos_desk.documents.letters import Letters
from dinsos_desk.documents.look import OfficeLook
from dinsos_desk.documents.names import first_unknown
from dinsos_desk.paths import templates_dir

LETTERS = Letters(templates_dir(), Path("nothing-here"))
DECREE = "lombok_timur/keputusan_penetapan_kis.docx"
MINUTES = "lombok_timur/berita_acara_verifikasi_kis.docx"
RESIDENTS = [
    ("5203010203850001", "Inaq Contoh"),
    ("5203010203850002", "Amaq Contoh"),
    ("5203010203850003", "Lalu Contoh"),
]


def context(refused: list[str]) -> dict[str, Any]:
    asked = LETTERS.fields(DECREE) | LETTERS.fields(MINUTES)
    words: dict[str, Any] = {}
    for name in sorted(n for n in asked if not any(other.startswith(f"{n}.") for other in asked)):
        *groups, last = name.split(".")
        place = words
        for group in groups:
            place = place.setdefault(group, {})
        place[last] = "Contoh"
    blank = dict.fromkeys(("kk", "tempat_lahir", "tanggal_lahir", "jenis_kelamin", "alamat"), "")
    words["isian"]["daftar_usulan"] = [{"nik": nik, "nama": name} | blank for nik, name in RESIDENTS]
    rows = [{"nik": nik, "nama": "Nama", "alasan": "Data ganda"} for nik in refused]
    words["catatan"]["verifikasi"]["tidak_valid"] = rows
    words |= {"paraf": [], "tembusan": []}
    words["penanda_tangan"]["jabatan"] = ["KEPALA DINAS SOSIAL,"]
    words["surat"]["konsep"] = False
    assert not first_unknown(frozenset(asked), words)
    return words


def text(name: str, refused: list[str]) -> str:
    document = Document(io.BytesIO(LETTERS.render(name, OfficeLook(), context(refused))))
    return "\n".join(t.text or "" for t in document.element.body.iter() if t.tag.endswith("}t"))


@pytest.mark.parametrize("refused", [[], [RESIDENTS[1][0]], [RESIDENTS[0][0], RESIDENTS[2][0]]])
def test_the_list_of_the_decree_holds_exactly_the_valid_ones(refused: list[str]) -> None:
    written = text(DECREE, refused)
    for nik, name in RESIDENTS:
        assert (name in written) == (nik not in refused)
    assert f"Menetapkan {3 - len(refused)} (" in written.replace("\n", "")
    assert "PERIKSA KEMBALI" not in written


@pytest.mark.parametrize("name", [DECREE, MINUTES])
def test_a_refused_nik_that_nobody_proposed_is_pointed_out(name: str) -> None:
    written = text(name, ["5203010203859999"])
    assert "PERIKSA KEMBALI" in written
    assert "5203010203859999" in written
