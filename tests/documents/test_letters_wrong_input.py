"""Letters with nothing in a list, with five thousand in it, with a name that does not end, with a hole."""

import io
import time
from pathlib import Path

import docx
import pytest

from dinsos_desk.documents.look import OfficeLook
from dinsos_desk.errors import EnvironmentProblem, UserError
from tests.documents.test_lombok_timur import DECREE, LETTERS, context
from tests.documents.test_lombok_timur import text as decree_text

LONG = (
    "Raden Ayu Siti Nurhaliza Kusumaningrum Prawirodirjo binti Kanjeng Raden Tumenggung Haryo Contoh, M.Si."
)


def people(count: int) -> list[dict[str, str]]:
    blank = dict.fromkeys(("kk", "tempat_lahir", "tanggal_lahir", "jenis_kelamin", "alamat"), "")
    return [
        {"nik": f"52030102{number:08}", "nama": f"Orang {number} {LONG}"} | blank for number in range(count)
    ]


def test_a_decree_with_five_thousand_names_has_them_all() -> None:
    words = context([])
    words["isian"]["daftar_usulan"] = people(5000)
    began = time.monotonic()
    made = LETTERS.render(DECREE, OfficeLook(), words)
    assert time.monotonic() - began < 20
    body = docx.Document(io.BytesIO(made)).element.body
    written = [node.text or "" for node in body.iter() if node.tag.endswith("}t")]
    assert sum(text.startswith("Orang ") for text in written) == 5000
    assert len(made) < 2_000_000


def test_a_decree_with_nobody_left_can_still_be_made_and_looked_at() -> None:
    everybody = [row["nik"] for row in context([])["isian"]["daftar_usulan"]]
    assert "Menetapkan 0 (" in decree_text(DECREE, everybody).replace("\n", "")


def test_a_field_without_a_value_is_named() -> None:
    words = context([])
    del words["isian"]["nomor_surat"]
    with pytest.raises(UserError) as told:
        LETTERS.render(DECREE, OfficeLook(), words)
    assert told.value.code == "templat_isian_tidak_dikenal"
    assert told.value.values == {"nama": DECREE, "isian": "isian.nomor_surat"}


def test_a_template_that_word_holds_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    def locked(path: Path) -> bytes:
        raise PermissionError(13, "sedang dipakai")

    monkeypatch.setattr(Path, "read_bytes", locked)
    with pytest.raises(EnvironmentProblem, match="berkas_sedang_dibuka"):
        LETTERS.render(DECREE, OfficeLook(), context([]))
