import io

import docx
import pytest
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn

from dinsos_desk.documents.look import OfficeLook
from dinsos_desk.documents.register import Register, RegisterColumn, write_register
from dinsos_desk.errors import UserError
from tests.documents.conftest import text_of, words

COLUMNS = (
    RegisterColumn("Nama", 3),
    RegisterColumn("{{ 7*7 }} & <judul>", 1.5, "center"),
    RegisterColumn("Tujuan", 2, "right"),
)


def register(rows, **changes):
    return Register("Buku register", "Orang terlantar", "November 2026", COLUMNS, rows, **changes)


def table_of(result: bytes):
    return next(t for t in docx.Document(io.BytesIO(result)).tables if t.cell(0, 0).text == "No.")


def test_five_hundred_rows_with_repeated_heading_and_unsplit_rows(letters, look):
    rows = ([f"Orang {n} & <b>", "=1+1", "{{ x }}\nbaris"] for n in range(500))
    result = write_register(letters, look, register(rows), words())
    table = table_of(result)._tbl
    lines = table.findall(qn("w:tr"))
    assert len(lines) == 501
    assert [row.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None for row in lines].count(True) == 1
    assert lines[0].find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None
    assert all(row.find(f"{qn('w:trPr')}/{qn('w:cantSplit')}") is not None for row in lines)
    assert all(len(row.findall(qn("w:tc"))) == 4 for row in lines)
    text = text_of(result)
    assert "Orang 499 & <b>" in text
    assert "{{ 7*7 }} & <judul>" in text
    assert "{{ x }}\nbaris" in text
    assert "500 (lima ratus) permohonan" in text


@pytest.mark.parametrize("paper", ["A4", "F4"])
def test_landscape_and_the_table_fills_the_width(letters, paper):
    look = OfficeLook(paper=paper)
    document = docx.Document(io.BytesIO(write_register(letters, look, register([]), words())))
    section = document.sections[0]
    assert section.orientation == WD_ORIENT.LANDSCAPE
    assert section.page_width > section.page_height
    widths = [
        int(c.get(qn("w:w"))) for c in table_of_document(document)._tbl.tblGrid.findall(qn("w:gridCol"))
    ]
    assert abs(sum(widths) - look.text_width_twips(landscape=True)) < 10
    assert widths[1] > widths[3] > widths[2] > widths[0]
    footer = section.footer._element.xml
    assert "PAGE" in footer
    assert "NUMPAGES" in footer


def table_of_document(document):
    return next(t for t in document.tables if t.cell(0, 0).text == "No.")


def test_an_empty_register_says_nihil(letters, look):
    text = text_of(write_register(letters, look, register([]), words()))
    assert "N I H I L" in text
    assert "catatan nihil" in text


def test_without_running_number_and_with_own_sentences(letters, look):
    own = register([["A", "B", "C"]], numbered=False, opening="Dibuka.", closing="Ditutup.")
    text = text_of(write_register(letters, look, own, words()))
    assert "No." not in text
    assert "Dibuka." in text
    assert "Ditutup." in text


def test_a_row_of_the_wrong_length(letters, look):
    with pytest.raises(ValueError, match="one text per column"):
        write_register(letters, look, register([["A"]]), words())


def test_a_register_template_without_its_marks(letters, look, make):
    make("Tanpa tabel", name="register/buku_register.docx")
    with pytest.raises(UserError) as caught:
        write_register(letters, look, register([]), words())
    assert "[[kolom]]" in str(caught.value.values["sebab"])
