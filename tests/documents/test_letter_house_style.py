"""What every letter of every service has: the foot with its code, whole rows, headings that come again."""

import io

import docx
import pytest
from docx.document import Document
from docx.oxml.ns import qn

from dinsos_desk.catalog.loader import load_catalog
from dinsos_desk.documents.letters import Letters
from dinsos_desk.documents.look import OfficeLook
from dinsos_desk.documents.qr import receipt_qr
from dinsos_desk.paths import resources_dir, templates_dir
from tests.documents.conftest import SHIPPED, words

SERVICES = load_catalog(resources_dir() / "catalog").services
TEMPLATES = sorted({p.template or "" for s in SERVICES.values() for p in s.documents()})
PAPERS = [
    f"cetak/{name}.docx" for name in ("surat_penolakan", "nota_dinas", "slip_ekspedisi", "lembar_verifikasi")
]
LETTERS = Letters(SHIPPED, templates_dir() / "tidak-ada")
EACH = pytest.mark.parametrize("name", [*TEMPLATES, *PAPERS])


def opened(name: str) -> Document:
    return docx.Document(str(SHIPPED / name))


def text(element) -> str:
    return "".join(node.text or "" for node in element.iter(qn("w:t")))


@EACH
def test_it_stands_on_the_letterhead_and_has_the_foot(name: str) -> None:
    document = opened(name)
    assert "[[kop]]" in [paragraph.text for paragraph in document.paragraphs]
    assert [paragraph.text for paragraph in document.sections[0].footer.paragraphs] == ["[[kaki]]"]


@EACH
def test_a_list_repeats_its_heading_and_never_splits_a_row(name: str) -> None:
    for table in opened(name).element.body.iter(qn("w:tbl")):
        rows = table.findall(qn("w:tr"))
        lists = [row for row in rows if "{%tr for" in text(row)]
        bordered = table.find(f"{qn('w:tblPr')}/{qn('w:tblBorders')}") is not None
        if not lists or not bordered:
            continue
        assert rows[0].find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None, text(rows[0])
        for row in rows:
            if "{%tr" not in text(row):
                assert row.find(f"{qn('w:trPr')}/{qn('w:cantSplit')}") is not None, text(row)


def test_the_code_stands_in_the_foot_of_every_page() -> None:
    context = words(
        nota={"kepada": "Kepala", "dari": "Kasi", "nama": "Bima", "konsep": []},
        rincian_tahap=[],
    )
    made = LETTERS.render("cetak/nota_dinas.docx", OfficeLook(), context, {"qr": receipt_qr("2026-1192")})
    document = docx.Document(io.BytesIO(made))
    foot = document.sections[0].footer
    assert "tanda terima 2026-1192" in text(foot._element)
    assert receipt_qr("2026-1192") in [
        part.blob for part in foot.part.related_parts.values() if part.partname.endswith(".png")
    ]
    assert ["PAGE" in field.text for field in foot._element.iter(qn("w:instrText"))] == [True, True]


@pytest.mark.parametrize(
    ("name", "font"),
    [
        ("lombok_timur/keputusan_penetapan_kis.docx", "Bookman Old Style"),
        ("lombok_timur/surat_pengantar_kis.docx", "Tahoma"),
    ],
)
def test_a_decree_keeps_bookman_whatever_the_letters_are_set_in(name: str, font: str) -> None:
    prepared = LETTERS._prepared(name, OfficeLook(font="Tahoma"), None)
    styles = docx.Document(io.BytesIO(_whole(prepared))).styles
    assert styles["Normal"].font.name == font


def _whole(prepared) -> bytes:
    """The prepared file with empty parts where its words would stand."""
    from dinsos_desk.documents.package import append

    space = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    parts = []
    for source in prepared.sources:
        kind = "document" if "document" in source.part else "ftr"
        inner = "<w:body/>" if kind == "document" else "<w:p/>"
        parts.append((source.part, f'<w:{kind} xmlns:w="{space}">{inner}</w:{kind}>'.encode()))
    parts += [(slot, prepared.blank[slot]) for slot in prepared.slots]
    return append(prepared.base, parts)
