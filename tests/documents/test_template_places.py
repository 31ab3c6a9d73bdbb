"""Where the checker says that something stands: page, text box, header; and the fonts of every corner."""

import io

import docx
import pytest
from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml

from dinsos_desk.documents.package import read_parts
from dinsos_desk.documents.templates.check import Checked, Users, check_file
from dinsos_desk.documents.templates.words import LISTS, Words, tree
from dinsos_desk.messages import fault_sentence
from tests.documents.word_damage import (
    DAMAGES,
    W,
    changed,
    page_of,
    paragraph,
    run,
    split_as_word_does,
    text_box,
)

PATHS = (
    *(f"surat.{one}" for one in ("nomor", "tanggal", "hal", "sifat")),
    *(f"kantor.{one}" for one in ("nama", "kota", "telepon")),
    "pemohon_utama.nama",
    "berkas",
)
WORDS: Words = tree(PATHS, LISTS)
USERS = Users(
    WORDS, {"PUB": WORDS}, frozenset({"kop"}), elsewhere=lambda path: ["LKS"] if "lembaga" in path else []
)
FONT = "Gotham Narrow"


def letter() -> Document:
    document = docx.Document()
    document.add_paragraph("[[kop]]")
    document.add_paragraph("Nomor: {{ surat.nomor }}")
    return document


def saved(document: Document) -> bytes:
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def checked(data: bytes, name: str = "surat.docx") -> Checked:
    return check_file(name, data, USERS, fonts=())


@pytest.mark.parametrize("damage", DAMAGES)
def test_an_explanation_names_page_text_and_remedy(damage: str) -> None:
    wanted = DAMAGES[damage]
    found = checked(wanted.make(saved(letter())), wanted.name).findings
    one = next((one for one in found if one.code == wanted.code), None)
    assert one is not None, [(one.code, one.place) for one in found]
    assert one.blocking
    assert one.place.startswith(wanted.place)
    assert wanted.near in one.around
    assert wanted.advice in fault_sentence(one.fault)
    if wanted.place.startswith("halaman"):
        assert page_of(one.place) == 2
    assert bool(wanted.place) == bool(one.around)


def test_what_word_does_by_itself_is_no_damage() -> None:
    assert checked(split_as_word_does(saved(letter()))).findings == ()


def without_notes(*paragraphs: str, pages: int = 3) -> bytes:
    """A letter that Word never paged, or counted as so many pages."""
    document = docx.Document()
    for text in paragraphs:
        document.add_paragraph(text)
    number = str(pages).encode()
    return changed(
        saved(document), "docProps/app.xml", lambda xml: xml.replace(b"<Pages>1<", b"<Pages>" + number + b"<")
    )


def place_of_last(data: bytes) -> str:
    return checked(data).findings[-1].place


def test_a_page_that_word_did_not_note_is_reckoned_and_said_to_be() -> None:
    assert place_of_last(without_notes("{{ surat.x }}")).startswith("halaman 1, paragraf 1")
    assert place_of_last(without_notes(*["Baris."] * 40, "{{ surat.x }}", pages=1)).startswith("halaman 1,")
    assert place_of_last(without_notes(*["Baris."] * 60, "{{ surat.x }}")).startswith("sekitar halaman 2,")
    document = docx.Document()
    document.add_paragraph("Satu").add_run().add_break(docx.enum.text.WD_BREAK.PAGE)
    document.add_paragraph("{{ surat.x }}")
    assert place_of_last(saved(document)).startswith("sekitar halaman 2,")


def test_the_cells_of_a_row_stand_beside_each_other() -> None:
    """A row that Word broke over the page counts that break once, not once a cell."""
    document = letter()
    table = document.add_table(2, 2)
    for cell in table.rows[0].cells:
        cell.paragraphs[0]._element.append(
            parse_xml(
                f'<w:r xmlns:w="{W}"><w:t>Panjang</w:t><w:lastRenderedPageBreak/><w:t>sekali</w:t></w:r>'
            )
        )
    table.cell(1, 0).text = "{{ surat.x }}"
    assert place_of_last(saved(document)) == "halaman 2, tabel 1 baris 2 kolom 1"


def test_headers_of_the_first_and_of_even_pages_are_told_apart() -> None:
    document = letter()
    section = document.sections[0]
    section.different_first_page_header_footer = True
    section.first_page_header.is_linked_to_previous = False
    section.first_page_header.paragraphs[0].text = "{{ kantor.x }}"
    section.footer.is_linked_to_previous = False
    section.footer.paragraphs[0].text = "{{ kantor.y }}"
    places = [one.place for one in checked(saved(document)).blocking]
    assert places == ["kaki halaman, paragraf 1", "kepala halaman pertama, paragraf 1"]


def set_font(element: object, name: str = FONT) -> None:
    for text in element.iter(qn("w:r")):  # type: ignore[attr-defined]
        text.insert(
            0, parse_xml(f'<w:rPr xmlns:w="{W}"><w:rFonts w:ascii="{name}" w:hAnsi="{name}"/></w:rPr>')
        )


def in_header(document: Document) -> None:
    head = document.sections[0].header
    head.is_linked_to_previous = False
    head.paragraphs[0].add_run("Kepala").font.name = FONT


def in_first_footer(document: Document) -> None:
    section = document.sections[0]
    section.different_first_page_header_footer = True
    section.first_page_footer.is_linked_to_previous = False
    section.first_page_footer.paragraphs[0].add_run("Kaki").font.name = FONT


def in_table(document: Document) -> None:
    document.add_table(1, 1).cell(0, 0).paragraphs[0].add_run("Sel").font.name = FONT


def in_box(document: Document) -> None:
    box = parse_xml(f'<w:p xmlns:w="{W}">{text_box("Kotak")}</w:p>')
    for inner in box.iter(qn("w:txbxContent")):
        set_font(inner)
    document.element.body.insert(0, box)


def in_style(document: Document) -> None:
    base = document.styles.add_style("Dasar Kantor", WD_STYLE_TYPE.PARAGRAPH)
    base.font.name = FONT
    style = document.styles.add_style("Judul Kantor", WD_STYLE_TYPE.PARAGRAPH)
    style.base_style = base
    document.add_paragraph("Judul", style=style)


def in_style_of_header(document: Document) -> None:
    document.styles.add_style("Kop Kantor", WD_STYLE_TYPE.PARAGRAPH).font.name = FONT
    head = document.sections[0].header
    head.is_linked_to_previous = False
    head.paragraphs[0].text = "Kepala"
    head.paragraphs[0].style = document.styles["Kop Kantor"]


def in_list(document: Document) -> None:
    document.add_paragraph("Butir", style="List Bullet")._element.get_or_add_pPr().append(
        parse_xml(f'<w:numPr xmlns:w="{W}"><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>')
    )
    numbering = document.part.numbering_part.element
    number = next(one for one in numbering.iter(qn("w:num")) if one.get(qn("w:numId")) == "1")
    kind = next(number.iter(qn("w:abstractNumId"))).get(qn("w:val"))
    for one in numbering.iter(qn("w:abstractNum")):
        if one.get(qn("w:abstractNumId")) == kind:
            level = next(one.iter(qn("w:lvl")))
            level.append(parse_xml(f'<w:rPr xmlns:w="{W}"><w:rFonts w:ascii="{FONT}"/></w:rPr>'))


CORNERS = {
    in_header: "kepala halaman, paragraf 1",
    in_first_footer: "kaki halaman pertama, paragraf 1",
    in_table: "halaman 1, tabel 1 baris 1 kolom 1",
    in_box: "halaman 1, kotak teks, paragraf 1",
    in_style: "gaya “Dasar Kantor”, dipakai di halaman 1, paragraf 3",
    in_style_of_header: "gaya “Kop Kantor”, dipakai di kepala halaman, paragraf 1",
    in_list: "tanda daftar di halaman 1, paragraf 3",
}


@pytest.mark.parametrize("corner", CORNERS, ids=lambda one: one.__name__)
def test_a_missing_font_is_found_in_every_corner(corner: object) -> None:
    document = letter()
    corner(document)  # type: ignore[operator]
    (found,) = checked(saved(document)).findings
    assert (found.code, found.values["huruf"], found.blocking) == ("templat_huruf_tidak_ada", FONT, False)
    assert found.place == CORNERS[corner]  # type: ignore[index]


def test_a_missing_font_is_found_in_footnotes_and_in_the_theme() -> None:
    notes = (
        f'<w:footnotes xmlns:w="{W}"><w:footnote w:id="1"><w:p><w:r>'
        f'<w:rPr><w:rFonts w:ascii="{FONT}"/></w:rPr>'
        "<w:t>Catatan</w:t></w:r></w:p></w:footnote></w:footnotes>"
    )
    data = changed(saved(letter()), "word/footnotes.xml", lambda _: notes.encode())
    assert [one.place for one in checked(data).findings] == ["catatan kaki, paragraf 1"]
    document = letter()
    document.element.body.insert(
        0,
        parse_xml(
            f'<w:p xmlns:w="{W}"><w:r><w:rPr><w:rFonts w:asciiTheme="majorHAnsi"/></w:rPr>'
            "<w:t>Judul</w:t></w:r></w:p>"
        ),
    )
    data = saved(document)
    assert checked(data).findings == (), "the font of the theme comes with Word"
    theme = next(name for name in read_parts("x", data) if name.startswith("word/theme/"))
    named = changed(
        data, theme, lambda xml: xml.replace(b'latin typeface="Calibri"', f'latin typeface="{FONT}"'.encode())
        .replace(b'latin typeface="Cambria"', f'latin typeface="{FONT}"'.encode())
    )  # fmt: skip
    assert [one.place for one in checked(named).findings] == ["halaman 1, paragraf 1"]


def test_the_base_font_is_the_office_s_own() -> None:
    """Normal and the defaults of the document give way to the font of the office."""
    document = letter()
    document.styles["Normal"].font.name = FONT
    assert checked(saved(document)).findings == ()


def test_a_tag_in_a_plain_content_control_is_a_hint() -> None:
    control = f"<w:sdt><w:sdtPr/><w:sdtContent>{run('{{ surat.hal }}')}</w:sdtContent></w:sdt>"
    document = letter()
    document.element.body.insert(0, parse_xml(paragraph(control).replace("<w:p>", f'<w:p xmlns:w="{W}">', 1)))
    (found,) = checked(saved(document)).findings
    assert (found.code, found.blocking) == ("templat_kontrol_isi", False)
