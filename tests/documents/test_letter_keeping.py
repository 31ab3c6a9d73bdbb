"""Signatures, tembusan and the closing statement of a register never stand alone on a page."""

import io
from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn

from dinsos_desk.documents.keeping import keep_signatures
from dinsos_desk.documents.letters import Letters
from dinsos_desk.documents.look import OfficeLook
from dinsos_desk.documents.register import Register, RegisterColumn, write_register
from tests.documents.conftest import SHIPPED, words

LETTERS = Letters(SHIPPED, SHIPPED / "tidak-ada")
SIGNED = sorted(
    path.relative_to(SHIPPED).as_posix()
    for path in SHIPPED.rglob("*.docx")
    if path.parent.name not in ("bagian", "cetak", "register", "templates_docx")
)


def text(element) -> str:
    return "".join(node.text or "" for node in element.iter(qn("w:t")))


def kept(element) -> bool:
    return all(p.find(f"{qn('w:pPr')}/{qn('w:keepNext')}") is not None for p in element.iter(qn("w:p")))


def laid(name: str):
    """The body of a template with its blocks laid in, as it is compiled."""
    from dinsos_desk.documents.blocks import BlockInserter
    from dinsos_desk.documents.prepare import open_word

    document = open_word(name, LETTERS.template(name))
    inserter = BlockInserter(name, document, lambda file: open_word(file, LETTERS.template(file)))
    inserter.fill(document.part, document.element.body)
    return document.element.body


@pytest.mark.parametrize("name", SIGNED)
def test_the_signatures_keep_with_the_words_before_and_after(name: str) -> None:
    body = laid(name)
    cells = {one: [text(cell) for cell in one.iter(qn("w:tc"))] for one in body.findall(qn("w:tbl"))}
    tables = [one for one, told in cells.items() if "penanda_tangan.nama" in text(one) and ":" not in told]
    assert tables
    for table in tables:
        rows = table.findall(qn("w:tr"))
        assert len(rows) > 1, "LibreOffice keeps a table of one row with nothing"
        assert kept(table)
        before = table.getprevious()
        while not text(before).strip() or "{%p" in text(before):
            before = before.getprevious()
        if before.tag == qn("w:tbl"):
            before = [row for row in before.findall(qn("w:tr")) if "{%tr" not in text(row)][-1]
        assert kept(before), text(before)
    lines = [one for one in tables[0].itersiblings() if one.tag == qn("w:p") and "{%p" not in text(one)]
    for line in lines:
        if text(line).startswith("Tembusan"):
            assert kept(line)


@pytest.mark.parametrize("name", SIGNED)
def test_the_names_of_all_who_sign_stand_level(name: str) -> None:
    """A post of two lines beside one of one line must not push the names apart: each stands in a row."""
    for table in docx.Document(str(SHIPPED / name)).tables:
        if "[[nama_pejabat]]" in text(table._tbl):
            posts, names = table.rows
            assert "[[jabatan_pejabat]]" in text(posts._tr)
            assert "[[nama_pejabat]]" in text(names._tr)
        assert "loop.first" not in text(table._tbl)


def test_the_last_of_a_list_of_tembusan_ends_the_chain() -> None:
    made = LETTERS.render(
        "cetak/surat_penolakan.docx",
        OfficeLook(),
        words(
            tembusan=["Satu", "Dua", "Tiga"], penolakan={"alasan": ["Tidak memenuhi syarat."], "syarat": []}
        ),
        {},
    )
    body = docx.Document(io.BytesIO(made)).element.body
    lines = {text(p)[2:]: kept(p) for p in body.findall(qn("w:p")) if text(p)[:2] in ("1.", "2.", "3.")}
    assert {key: lines[key] for key in ("Satu", "Dua", "Tiga")} == {"Satu": True, "Dua": True, "Tiga": False}


@pytest.mark.parametrize("count", [0, 1, 3])
def test_the_last_line_of_a_register_goes_with_its_closing_statement(count: int, tmp_path: Path) -> None:
    rows = [[f"Orang {number}"] for number in range(count)]
    book = Register("Buku register", "Orang terlantar", "November 2026", (RegisterColumn("Nama"),), rows)
    body = docx.Document(io.BytesIO(write_register(LETTERS, OfficeLook(), book, words()))).element.body
    table = next(one for one in body.findall(qn("w:tbl")) if text(one).startswith("No."))
    lines = table.findall(qn("w:tr"))[1:]
    assert [kept(line) for line in lines] == [False] * (len(lines) - 1) + [True]


def test_a_letter_of_the_office_is_kept_whole_however_it_was_drawn() -> None:
    document = docx.Document()
    document.add_paragraph("Demikian kami sampaikan.")
    document.add_paragraph("")
    table = document.add_table(1, 1)
    for line in ("Kepala,", "", "", "", "Contoh"):
        table.cell(0, 0).add_paragraph(line)
    document.add_paragraph("Tembusan: Arsip")
    document.add_paragraph("Catatan kaki")
    document.add_page_break()
    document.add_paragraph("Lampiran")
    keep_signatures(document.element.body)
    told = {paragraph.text: kept(paragraph._p) for paragraph in document.paragraphs if paragraph.text.strip()}
    assert told == {
        "Demikian kami sampaikan.": True,
        "Tembusan: Arsip": True,
        "Catatan kaki": False,
        "Lampiran": False,
    }


def test_a_table_of_data_is_no_place_to_sign() -> None:
    document = docx.Document()
    document.add_paragraph("Sebelum")
    table = document.add_table(2, 2)
    table.cell(0, 0).text, table.cell(1, 0).text = "Nama", "NIK"
    keep_signatures(document.element.body)
    assert len(table.rows) == 2
    assert not kept(document.paragraphs[0]._p)
