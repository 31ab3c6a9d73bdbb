"""What no letter may stumble over: long names and addresses, nothing at all, nobody, five thousand people."""

import io
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn

from dinsos_desk.documents.letters import Letters
from dinsos_desk.errors import UserError
from tests.documents.conftest import SHIPPED, text_of
from tests.documents.every_letter import LONG_ADDRESS, LONG_NAME, Document, documents, lengthened, look

LETTERS = Letters(SHIPPED, SHIPPED / "tidak-ada")
KIS, OTDP, APBD = "lombok-timur-kis", "cirebon-otdp", "cirebon-pbi-apbd"
DECREE = "lombok_timur/keputusan_penetapan_kis.docx"


@pytest.fixture(scope="module")
def filed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Document]:
    """Every document of three services, as an application that went all the way has them, by template."""
    folder = tmp_path_factory.mktemp("surat")
    return {one.template: one for one in documents(folder / "data", frozenset({KIS, OTDP, APBD}))}


def made(document: Document, **changes: Any) -> bytes:
    return LETTERS.render(document.template, look("A4"), document.words | changes, {})


def rows_of(content: bytes, heading: str) -> Iterator[Any]:
    for table in docx.Document(io.BytesIO(content)).element.body.iter(qn("w:tbl")):
        lines = table.findall(qn("w:tr"))
        if heading in "".join(node.text or "" for node in lines[0].iter(qn("w:t"))):
            return iter(lines)
    raise AssertionError(heading)


def test_a_name_of_120_letters_stands_whole_in_every_letter(filed: dict[str, Document]) -> None:
    name = (LONG_NAME + " " * 120)[:117].strip() + "xyz"
    assert len(name) == 120
    for document in filed.values():
        words = lengthened(document.words)
        words["penanda_tangan"]["nama"] = name
        told = text_of(LETTERS.render(document.template, look("A4"), words, {}))
        assert name in told, document.template
        assert "None" not in told


def test_an_address_of_300_letters_stands_whole(filed: dict[str, Document]) -> None:
    address = (LONG_ADDRESS + ", " + LONG_ADDRESS)[:297] + "xyz"
    letter = filed["cirebon/surat_rekomendasi_pbi_apbd.docx"]
    told = text_of(made(letter, warga=letter.words["warga"] | {"alamat_lengkap": address}))
    assert len(address) == 300
    assert address in told


def test_a_value_that_is_not_there_is_named(filed: dict[str, Document]) -> None:
    letter = filed["cirebon/surat_jalan_otdp.docx"]
    less = {key: value for key, value in letter.words["isian"].items() if key != "sebab"}
    with pytest.raises(UserError) as refused:
        made(letter, isian=less)
    assert refused.value.code == "templat_isian_tidak_dikenal"
    assert refused.value.values["isian"] == "isian.sebab"


def test_a_value_without_an_answer_leaves_no_mark_of_the_program(filed: dict[str, Document]) -> None:
    for document in filed.values():
        empty = {key: [] if isinstance(value, list) else "" for key, value in document.words["isian"].items()}
        told = text_of(made(document, isian=empty))
        for sign in ("None", "{{", "Undefined", "()", "[]", " ,"):
            assert sign not in told, (document.template, sign)


def test_a_list_of_nobody_is_said_in_words(filed: dict[str, Document]) -> None:
    decree = filed[DECREE]
    told = made(decree, isian=decree.words["isian"] | {"daftar_usulan": []})
    assert "0 (nol) orang" in text_of(told)
    assert len(list(rows_of(told, "NIK / No. KK"))) == 2
    assert "N I H I L" in text_of(told)


def test_a_list_of_five_thousand_has_every_one_of_them_in_time(filed: dict[str, Document]) -> None:
    decree = filed[DECREE]
    one = decree.words["isian"]["daftar_usulan"][0]
    many = [one | {"nama": f"Warga {number}", "nik": f"{number:016d}"} for number in range(5_000)]
    made(decree)
    began = time.process_time()
    content = made(decree, isian=decree.words["isian"] | {"daftar_usulan": many})
    assert time.process_time() - began < 5
    rows = list(rows_of(content, "NIK / No. KK"))
    assert len(rows) == 5_001
    assert all(row.find(f"{qn('w:trPr')}/{qn('w:cantSplit')}") is not None for row in rows)
    assert rows[0].find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None
    assert "5.000 (lima ribu) orang" in text_of(content)


@pytest.mark.parametrize(
    "typed", ["padang; jambi", "1. Padang\n2. Jambi", "Padang – Jambi", "Padang, Jambi,"]
)
def test_the_stations_of_a_journey_are_a_clean_list_however_typed(
    filed: dict[str, Document], typed: str
) -> None:
    letter = filed["cirebon/surat_jalan_otdp.docx"]
    answers = letter.words["isian"] | {"perjalanan": "Estafet", "kota_berikut": typed, "tujuan": "Kota Medan"}
    content = made(letter, isian=answers)
    told = [
        [c.text for c in row.tc_lst[0].p_lst] + [p.text for p in row.tc_lst[1].p_lst]
        for row in rows_of(content, "Persinggahan")
    ]
    assert told[1:] == [["1", "Padang"], ["2", "Jambi"], ["3", "Kota Medan"]]
    text = text_of(content)
    assert "disambung di Padang dan Jambi" in text
    assert "kepada Dinas Sosial di setiap persinggahan dimohon" in text


def test_one_station_is_named_in_the_sentence(filed: dict[str, Document]) -> None:
    letter = filed["cirebon/surat_jalan_otdp.docx"]
    answers = letter.words["isian"] | {
        "perjalanan": "Estafet",
        "kota_berikut": "kota padang",
        "tujuan": "Medan",
    }
    assert "kepada Dinas Sosial Kota Padang dimohon" in text_of(made(letter, isian=answers))


def test_a_letter_says_how_many_papers_it_encloses(filed: dict[str, Document]) -> None:
    letter = filed["cirebon/surat_rekomendasi_pbi_apbd.docx"]
    present = sum(paper["status"] == "Ada" for paper in letter.words["berkas"])
    assert present == 2
    assert letter.words["surat"]["lampiran"] == "2 (dua) berkas"
    assert "2 (dua) berkas" in text_of(made(letter))


def test_no_picture_has_a_gap_that_would_cut_the_emblem() -> None:
    """LibreOffice gives a picture that says nothing an eighth of an inch at each side."""
    for path in sorted(Path(SHIPPED).rglob("*.docx")):
        document = docx.Document(str(path))
        roots = [
            document.element.body,
            *(s.footer._element for s in document.sections),
            *(s.header._element for s in document.sections),
        ]
        for root in roots:
            for inline in root.iter(qn("wp:inline")):
                assert [inline.get(f"dist{side}") for side in "TBLR"] == ["0"] * 4, path.name


def test_the_look_of_the_office_is_the_same_on_both_papers(filed: dict[str, Document]) -> None:
    letter = filed["cirebon/surat_rekomendasi_pbi_apbd.docx"]
    told = {
        text_of(LETTERS.render(letter.template, replace(look(paper)), letter.words, {}))
        for paper in ("A4", "F4")
    }
    assert len(told) == 1
