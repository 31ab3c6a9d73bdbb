import io
import zipfile
from pathlib import Path

import docx
import pytest
from docx.shared import Mm
from docxtpl import DocxTemplate
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dinsos_desk.documents.letters import Letters
from dinsos_desk.documents.look import OfficeLook
from dinsos_desk.documents.pictures import marked_drawings, transparent_png
from dinsos_desk.documents.qr import receipt_qr
from dinsos_desk.errors import EnvironmentProblem, UserError
from tests.documents.conftest import SHIPPED, person, text_of, words

HOSTILE = (
    '=HYPERLINK("http://contoh.example","klik")',
    "{{ 7*7 }}",
    "{% for x in range(9) %}{{ x }}{% endfor %}",
    "{_{ kantor.nama }_} {_% x %_}",
    "O'Brien; DROP TABLE penduduk;--",
    'Siti & Anak <b>tebal</b> > "kutip" &amp; &lt;',
    "]]></w:t></w:r><w:r><w:t>",
    "[[kop]] [[lambang]]",
    "محمد بن عبد الله",
    "Budi 😀👨‍👩‍👧 𝒳",
    "\\1 \\g<0> $1 %s {nama}",
    "N" * 10_000,
)


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_name_comes_out_literally(letters, look, make, name):
    template = make(
        "Nama: {{ orang.nama }}.", "{%p if orang.nama %}", "Ya: {{ orang.nama | trim }}", "{%p endif %}"
    )
    text = text_of(letters.render(template, look, {"orang": {"nama": name}}))
    assert f"Nama: {name}." in text
    assert f"Ya: {name}" in text


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(st.characters(exclude_categories=("Cs", "Cc", "Cn")), max_size=60))
def test_any_text_round_trips(letters, look, make, name):
    template = make("[{{ nama }}]")
    assert f"[{name}]" in text_of(letters.render(template, look, {"nama": name}))


def test_characters_that_xml_forbids_are_dropped(letters, look, make):
    result = letters.render(make("[{{ a }}]"), look, {"a": "A\x00B\x07\x0b\x0c\x1f\ud800\uffffC\x7f"})
    assert "[ABC]" in text_of(result)


def test_line_ends_become_line_breaks_and_tabs_stay(letters, look, make):
    assert "[A\nB\nC\tD]" in text_of(letters.render(make("[{{ a }}]"), look, {"a": "A\r\nB\nC\tD"}))


def test_values_that_are_not_text(letters, look, make):
    template = make("{{ a }}|{{ b }}|{{ c }}|{{ d }}|{{ e }}|{{ e | join(', ') }}")
    context = {"a": None, "b": True, "c": False, "d": 12, "e": ["x", "y & z"]}
    assert "|Ya|Tidak|12|x\ny & z|x, y & z" in text_of(letters.render(template, look, context))


def test_a_field_may_bear_the_name_of_a_method(letters, look, make):
    template = make("{{ isian.items }} {{ isian.values }}")
    assert "barang nilai" in text_of(
        letters.render(template, look, {"isian": {"items": "barang", "values": "nilai"}})
    )


def test_filters_for_amounts(letters, look, make):
    template = make("{{ a | terbilang }}; {{ a | rupiah_terbilang }}")
    expected = "lima puluh ribu; Lima puluh ribu rupiah"
    assert expected in text_of(letters.render(template, look, {"a": "Rp50.000,00"}))


def test_same_text_as_docxtpl(letters, look):
    document = docx.Document()
    document.add_paragraph("{%p for x in daftar %}")
    document.add_paragraph("{{ loop.index }}. {{ x }}")
    document.add_paragraph("{%p endfor %}")
    table = document.add_table(rows=3, cols=2)
    table.cell(0, 0).text = "{%tr for x in daftar %}"
    table.cell(1, 0).text, table.cell(1, 1).text = "{{ x }}", "{{ nama }}"
    table.cell(2, 0).text = "{%tr endfor %}"
    row = document.add_table(rows=1, cols=3).rows[0]
    row.cells[0].text = "{%tc for x in daftar %}"
    row.cells[1].text, row.cells[2].text = "{{ x }}", "{%tc endfor %}"
    path = letters._folders[0] / "banding.docx"
    document.save(str(path))
    context = {"daftar": ["satu", "dua & tiga", "empat"], "nama": "A\nB"}
    theirs = DocxTemplate(str(path))
    theirs.render(context, autoescape=True)
    buffer = io.BytesIO()
    theirs.save(buffer)
    ours = letters.render("banding.docx", look, context)
    assert text_of(ours) == text_of(buffer.getvalue())
    tables = docx.Document(io.BytesIO(ours)).tables
    assert len(tables[1].columns) == 3


def test_words_in_headers_and_footers_are_filled(letters, look):
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "Atas {{ nama }}"
    document.sections[0].footer.paragraphs[0].text = "Bawah {{ nama }}"
    document.save(str(letters._folders[0] / "uji.docx"))
    result = docx.Document(io.BytesIO(letters.render("uji.docx", look, {"nama": "A & B"})))
    assert result.sections[0].header.paragraphs[0].text == "Atas A & B"
    assert result.sections[0].footer.paragraphs[0].text == "Bawah A & B"


def test_a_command_cut_into_runs_by_word_still_works(letters, look):
    document = docx.Document()
    paragraph = document.add_paragraph()
    for piece in ("{", "{ orang", ".na", "ma }", "}"):
        paragraph.add_run(piece).bold = piece == ".na"
    document.save(str(letters._folders[0] / "uji.docx"))
    assert "Siti" in text_of(letters.render("uji.docx", look, {"orang": {"nama": "Siti"}}))


def test_the_same_words_give_the_same_bytes(look, emblem):
    first, second = Letters(SHIPPED, Path("/none")), Letters(SHIPPED, Path("/none"))
    pictures = {"qr": receipt_qr("2026-1192")}
    with_emblem = OfficeLook(emblem=emblem)
    for chosen in (look, with_emblem):
        one = first.render("tanda_terima.docx", chosen, words(), pictures)
        assert one == first.render("tanda_terima.docx", chosen, words(), pictures)
        assert one == second.render("tanda_terima.docx", chosen, words(), pictures)
    dates = {info.date_time for info in zipfile.ZipFile(io.BytesIO(one)).infolist()}
    assert dates == {(1980, 1, 1, 0, 0, 0)}


def test_the_zip_is_sound_and_begins_with_its_content_types(letters, look):
    archive = zipfile.ZipFile(io.BytesIO(letters.render("tanda_terima.docx", look, words())))
    assert archive.testzip() is None
    assert archive.namelist()[0] == "[Content_Types].xml"
    assert len(set(archive.namelist())) == len(archive.namelist())
    assert not [name for name in archive.namelist() if "stylesWithEffects" in name]
    assert b"stylesWithEffects" not in archive.read("[Content_Types].xml")


# what may be wrong with a template


def test_a_missing_template(letters, look):
    with pytest.raises(UserError) as caught:
        letters.render("tidak_ada.docx", look, {})
    assert (caught.value.code, caught.value.values) == ("templat_hilang", {"nama": "tidak_ada.docx"})
    assert not letters.has("tidak_ada.docx")
    assert letters.has("tanda_terima.docx")


@pytest.mark.parametrize(
    "name", ["../rahasia.docx", "/etc/passwd", "a\\b.docx", "C:x.docx", "bagian", "x.txt"]
)
def test_a_name_that_leads_outside(letters, own, name):
    (own.parent / "rahasia.docx").write_bytes(b"x")
    with pytest.raises(UserError, match="templat_hilang"):
        letters.template(name)


@pytest.mark.parametrize("content", [b"", b"bukan zip", b"PK\x03\x04" + b"\x00" * 200])
def test_a_file_that_is_no_word_document(letters, look, own, content):
    (own / "tanda_terima.docx").write_bytes(content)
    with pytest.raises(UserError) as caught:
        letters.render("tanda_terima.docx", look, words())
    assert caught.value.code == "templat_rusak"
    assert caught.value.values["nama"] == "tanda_terima.docx"
    assert "Word" in str(caught.value.values["sebab"])


def test_a_word_document_cut_off_or_with_broken_xml(letters, look, own):
    good = (SHIPPED / "tanda_terima.docx").read_bytes()
    source = zipfile.ZipFile(io.BytesIO(good))
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as target:
        for name in source.namelist():
            target.writestr(name, b"<w:document><oops" if name == "word/document.xml" else source.read(name))
    for broken in (good[: len(good) // 2], buffer.getvalue()):
        (own / "tanda_terima.docx").write_bytes(broken)
        with pytest.raises(UserError, match="templat_rusak"):
            letters.render("tanda_terima.docx", look, words())


def test_a_zip_bomb(letters, look, own):
    with zipfile.ZipFile(own / "uji.docx", "w", zipfile.ZIP_DEFLATED) as bomb:
        bomb.writestr("[Content_Types].xml", b"x")
        bomb.writestr("word/document.xml", b" " * 70_000_000)
    with pytest.raises(UserError) as caught:
        letters.render("uji.docx", look, {})
    assert "terlalu besar" in str(caught.value.values["sebab"])


@pytest.mark.parametrize(
    "paragraphs",
    [
        ["{{ nama "],
        ["{% if nama %}tanpa akhir"],
        ["{{ nama | saringan_aneh }}"],
        ["{%p endif %}"],
        ["{{ nama | safe }}"],
        ["{% include 'x' %}"],
        ["{{ ''.__class__.__mro__ }}"],
        ["{{ nama.__class__ }}"],
        ["{{ 1 / 0 }}"],
        ["{{ kelompok }}"],
        ["{% if not nama %}A", "{%p endif %}"],
    ],
)
def test_a_wrong_command(letters, look, make, paragraphs):
    with pytest.raises(UserError) as caught:
        letters.render(make(*paragraphs), look, {"nama": "A", "kelompok": {"a": "b"}})
    assert caught.value.code in ("templat_rusak", "templat_isian_tidak_dikenal")
    assert caught.value.values["nama"] == "uji.docx"


def test_a_wrong_command_is_named_by_its_words(letters, look, make):
    with pytest.raises(UserError) as caught:
        letters.render(make("Satu", "Dua {{ nama | aneh }}", "Tiga"), look, {"nama": "A"})
    assert "Dua {{ nama | aneh }}" in str(caught.value.values["sebab"])


@pytest.mark.parametrize(
    ("paragraph", "field"),
    [
        ("{{ orang.nmaa }}", "orang.nmaa"),
        ("{{ tidak_ada }}", "tidak_ada"),
        ("{{ tidak_ada.nama }}", "tidak_ada.nama"),
        ("{% for b in berkas %}{{ b.salah }}{% endfor %}", "salah"),
        ("{{ orang.copy }}", "orang.copy"),
    ],
)
def test_an_unknown_field(letters, look, make, paragraph, field):
    with pytest.raises(UserError) as caught:
        letters.render(make(paragraph), look, {"orang": {"nama": "A"}, "berkas": [{"nama": "KTP"}]})
    assert caught.value.code == "templat_isian_tidak_dikenal"
    assert caught.value.values == {"nama": "uji.docx", "isian": field}


def test_a_missing_block(letters, look, make):
    with pytest.raises(UserError) as caught:
        letters.render(make("[[tidak_ada]]"), look, {})
    assert (caught.value.code, caught.value.values["nama"]) == ("templat_hilang", "bagian/tidak_ada.docx")


def test_a_block_that_contains_itself(letters, look, make):
    make("A", "[[dua]]", name="bagian/satu.docx")
    make("[[satu]]", name="bagian/dua.docx")
    with pytest.raises(UserError) as caught:
        letters.render(make("[[satu]]"), look, {})
    assert "memuat dirinya sendiri" in str(caught.value.values["sebab"])


def test_a_template_the_system_will_not_read(letters, look, monkeypatch):
    def refuse(_):
        raise PermissionError

    monkeypatch.setattr(Path, "read_bytes", refuse)
    with pytest.raises(EnvironmentProblem, match="berkas_sedang_dibuka"):
        letters.template("tanda_terima.docx")


# the office's own files and look


def test_the_offices_own_file_beats_the_shipped_one_at_once(letters, look, make, own):
    assert "TANDA TERIMA" in text_of(letters.render("tanda_terima.docx", look, words()))
    make("Milik kantor {{ kantor.nama }}", name="tanda_terima.docx")
    assert "Milik kantor Dinas Sosial" in text_of(letters.render("tanda_terima.docx", look, words()))
    (own / "tanda_terima.docx").unlink()
    assert "TANDA TERIMA" in text_of(letters.render("tanda_terima.docx", look, words()))


def test_an_own_block_is_used_by_every_template(letters, look, make):
    letters.render("tanda_terima.docx", look, words())
    make("Kop baru {{ kantor.nama }}", name="bagian/kop.docx")
    text = text_of(letters.render("tanda_terima.docx", look, words()))
    assert "Kop baru Dinas Sosial" in text
    assert "Pos-el" not in text


@pytest.mark.parametrize(("paper", "size"), [("A4", (210, 297)), ("F4", (215, 330))])
def test_paper_margins_and_font(letters, paper, size):
    look = OfficeLook(paper=paper, margins_mm=(15, 20, 25, 30), font="Bookman Old Style", font_size=11)
    upright = docx.Document(io.BytesIO(letters.render("tanda_terima.docx", look, words())))
    section = upright.sections[0]
    assert (round(section.page_width / Mm(1)), round(section.page_height / Mm(1))) == size
    assert [round(m / Mm(1)) for m in (section.top_margin, section.right_margin)] == [15, 20]
    assert [round(m / Mm(1)) for m in (section.bottom_margin, section.left_margin)] == [25, 30]
    assert upright.styles["Normal"].font.name == "Bookman Old Style"
    assert upright.styles["Normal"].font.size.pt == 11
    widths = sum(column.width for column in upright.tables[0].columns) / Mm(1)
    assert abs(widths - (size[0] - 50)) <= 2


def test_the_emblem_keeps_its_proportions_and_vanishes_when_there_is_none(letters, look):
    wide = OfficeLook(emblem=receipt_qr("lambang"))
    document = docx.Document(io.BytesIO(letters.render("tanda_terima.docx", wide, words())))
    keys = {key for key, _ in marked_drawings(document.element.body)}
    assert keys == {"lambang", "qr"}
    assert document.inline_shapes[0].width == document.inline_shapes[0].height
    bare = docx.Document(io.BytesIO(letters.render("tanda_terima.docx", look, words())))
    assert [key for key, _ in marked_drawings(bare.element.body)] == ["qr"]


@pytest.mark.parametrize(
    "emblem", [b"bukan gambar", b"\x89PNG\r\n\x1a\n", b"GIF89a", b"\xff\xd8\xff\xe0\x00"]
)
def test_an_emblem_that_is_no_picture(letters, emblem):
    with pytest.raises(UserError, match="gambar_tidak_dikenal"):
        letters.render("tanda_terima.docx", OfficeLook(emblem=emblem), words())


def test_a_picture_slot_shows_what_is_given_or_nothing(letters, look):
    code = receipt_qr("2026-1192")

    def media(result: bytes) -> list[bytes]:
        archive = zipfile.ZipFile(io.BytesIO(result))
        return [archive.read(name) for name in archive.namelist() if name.startswith("word/media/")]

    assert code in media(letters.render("tanda_terima.docx", look, words(), {"qr": code}))
    assert transparent_png("qr") in media(letters.render("tanda_terima.docx", look, words()))


def test_fields_of_a_template_with_its_blocks(letters, make):
    name = make(
        "[[kop]]", "{{ pemohon.nama }} {{ isian['tujuan'] }} {% for b in berkas %}{{ b.nama }}{% endfor %}"
    )
    fields = letters.fields(name)
    assert {"kantor.nama", "kantor.alamat", "pemohon.nama", "isian.tujuan", "berkas"} <= fields
    assert not any(field.startswith(("b.", "loop")) for field in fields)


# the shipped templates

BLOCKS = sorted(path.stem for path in (SHIPPED / "bagian").glob("*.docx"))


@pytest.mark.parametrize("block", BLOCKS)
@pytest.mark.parametrize("draft", [False, True])
def test_every_block_alone_and_in_a_cell(letters, look, own, block, draft):
    document = docx.Document()
    document.add_paragraph(f"[[{block}]]")
    document.add_table(rows=1, cols=2).cell(0, 1).text = f"[[{block}]]"
    document.add_paragraph(f"[[{block}]]")
    document.save(str(own / "uji.docx"))
    context = words()
    if draft:
        context["surat"] |= {"konsep": True, "nomor": "", "tanggal": ""}
        context |= {"paraf": [], "tembusan": []}
    result = letters.render("uji.docx", look, context)
    text = text_of(result)
    assert "[[" not in text
    assert "{" not in text
    assert ("KONSEP" in text) == (draft and block == "kop")
    for cell in docx.Document(io.BytesIO(result)).element.body.iter(docx.oxml.ns.qn("w:tc")):
        assert cell[-1].tag == docx.oxml.ns.qn("w:p")


def test_the_receipt_says_what_was_shown_what_is_missing_and_when_to_come_back(letters, look):
    complete = text_of(letters.render("tanda_terima.docx", look, words()))
    assert "2026-1192" in complete
    assert "Dijanjikan selesai" in complete
    assert "Berkas lengkap" in complete
    assert "Klien" not in complete
    missing = words(kurang=["Kartu Keluarga"], klien_utama=person(nama="Tanpa Nama"))
    text = text_of(letters.render("tanda_terima.docx", look, missing))
    assert "Mohon kembali membawa" in text
    assert "1.\tKartu Keluarga" in text
    assert "Dijanjikan selesai" not in text
    assert "Tanpa Nama" in text


def test_the_receipt_of_an_institution_without_a_client(letters, look):
    context = words(pemohon_utama={"nama": "Yayasan Kasih Contoh"})
    del context["klien_utama"], context["kantor"]["pengaduan"]
    assert "Yayasan Kasih Contoh" in text_of(letters.render("tanda_terima.docx", look, context))
