"""The slip ekspedisi: one template for an application and for a line of a register, always in two copies."""

import io

import docx
import pytest
from docx.oxml.ns import qn

from dinsos_desk.documents.letters import Letters
from dinsos_desk.documents.look import OfficeLook
from dinsos_desk.usecases.letters.dispatch_slip import TEMPLATE, write_dispatch_slip
from tests.documents.conftest import SHIPPED, text_of, words

LETTERS = Letters(SHIPPED, SHIPPED / "tidak-ada")
LETTER = {"nomor": "400.9.4/18/DINSOS/XI/2026", "tanggal": "23 November 2026", "nama": "Surat Pengantar"}


def slip(sent, **known: str) -> bytes:
    return write_dispatch_slip(
        LETTERS, OfficeLook(), words()["kantor"], "2026-1192", "Buku ekspedisi nomor 17", sent, known
    )


def test_there_is_one_template() -> None:
    assert [path.relative_to(SHIPPED).as_posix() for path in SHIPPED.rglob("slip_ekspedisi*")] == [TEMPLATE]


@pytest.mark.parametrize("count", [1, 2, 5])
def test_two_copies_with_every_letter_and_one_page_each_when_there_are_several(count: int) -> None:
    made = slip([LETTER] * count, kepada="Dinas Sosial Kota Palembang")
    told = text_of(made)
    for copy in ("lembar I\n", "lembar II\n"):
        assert told.count(f"Buku ekspedisi nomor 17 · {copy}") == 1
    assert told.count("400.9.4/18/DINSOS/XI/2026\n23 November 2026") == 2 * count
    assert told.count("Dinas Sosial Kota Palembang") == 2
    body = docx.Document(io.BytesIO(made)).element.body
    breaks = [one for one in body.iter(qn("w:br")) if one.get(qn("w:type")) == "page"]
    assert len(breaks) == (count > 1)
    assert ("potong di sini" in told) == (count == 1)


def test_what_is_not_known_is_left_to_write_by_hand() -> None:
    told = text_of(slip([LETTER], penerima="Wati Rahayu"))
    assert told.count("Wati Rahayu") == 2
    assert "Kepada\n:\n…………" in told
    assert "Atas nama" not in told
