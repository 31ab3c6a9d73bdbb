"""A template damaged in many ways is explained as many times: each with its code, its place and its words."""

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from docx.document import Document
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement, parse_xml
from docx.shared import Cm

from dinsos_desk.documents.letters import Letters
from dinsos_desk.documents.pictures import transparent_png
from dinsos_desk.documents.templates.check import Checked, Users, check_file
from dinsos_desk.documents.templates.words import FREE, LISTS, tree
from dinsos_desk.messages import FAULTS, fault_sentence

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
PATHS = (
    "surat.nomor",
    "surat.tanggal",
    "kantor.nama",
    "pemohon_utama.nama",
    "berkas",
    "isian.jumlah",
    "isian.alasan",
)
WORDS = tree(PATHS, LISTS)
OTHER = tree([path for path in PATHS if path != "isian.alasan"], LISTS)
USERS = Users(WORDS, {"PUB": WORDS}, frozenset({"kop", "tembusan"}))


def letter() -> Document:
    document = docx.Document()
    document.add_paragraph("[[kop]]")
    document.add_paragraph("Nomor: {{ surat.nomor }}")
    document.add_paragraph("Kepada {{ pemohon_utama.nama }} di tempat.")
    table = document.add_table(3, 2)
    table.cell(0, 0).text = "{%tr for b in berkas %}"
    table.cell(1, 0).text = "{{ b.urut }}"
    table.cell(1, 1).text = "{{ b.nama }}"
    table.cell(2, 0).text = "{%tr endfor %}"
    return document


def saved(document: Document) -> bytes:
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def made(*paragraphs: str) -> bytes:
    document = letter()
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    return saved(document)


def checked(data: bytes, users: Users = USERS, name: str = "surat.docx", **more: object) -> Checked:
    return check_file(name, data, users, **more)  # type: ignore[arg-type]


def with_part(data: bytes, name: str, content: bytes | str | Callable[[bytes], bytes] | None) -> bytes:
    """The package with one part more, changed, or (None) taken out."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            if info.filename != name:
                new.writestr(info.filename, old.read(info))
            elif callable(content):
                new.writestr(name, content(old.read(info)))
        if isinstance(content, bytes | str):
            new.writestr(name, content)
    return buffer.getvalue()


def in_table(*cells: str, rows: int = 1) -> bytes:
    document = letter()
    table = document.add_table(rows, len(cells) // rows)
    for number, text in enumerate(cells):
        table.cell(number // (len(cells) // rows), number % (len(cells) // rows)).text = text
    return saved(document)


def broken_by_link() -> bytes:
    document = letter()
    paragraph = document.add_paragraph()
    for xml in (
        f"<w:r {W}><w:t>{{{{ surat.</w:t></w:r>",
        f'<w:hyperlink {W} w:anchor="x"><w:r><w:t>nomor</w:t></w:r></w:hyperlink>',
        f"<w:r {W}><w:t> }}}}</w:t></w:r>",
    ):
        paragraph._element.append(parse_xml(xml))
    return saved(document)


def split_over_runs() -> bytes:
    """What Word does by itself: spelling marks and runs inside a tag. It is mended and no fault."""
    document = letter()
    paragraph = document.add_paragraph()
    for xml in (
        f"<w:r {W}><w:t>{{</w:t></w:r>",
        f'<w:proofErr {W} w:type="spellStart"/>',
        f"<w:r {W}><w:rPr><w:b/></w:rPr><w:t>{{ surat.</w:t></w:r>",
        f'<w:bookmarkStart {W} w:id="7" w:name="x"/>',
        f"<w:r {W}><w:t>nomor }}</w:t></w:r>",
        f"<w:r {W}><w:t>}}</w:t></w:r>",
    ):
        paragraph._element.append(parse_xml(xml))
    return saved(document)


def tracked() -> bytes:
    document = letter()
    inserted = parse_xml(f'<w:ins {W} w:id="1" w:author="x"><w:r><w:t>tambahan</w:t></w:r></w:ins>')
    document.add_paragraph()._element.append(inserted)
    return saved(document)


def picture(mark: str) -> bytes:
    document = letter()
    document.add_picture(io.BytesIO(transparent_png("x")), Cm(2))
    next(document.element.body.iter(qn("wp:docPr"))).set("descr", mark)
    return saved(document)


def lost_picture() -> bytes:
    data = picture("")
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        name = next(one for one in archive.namelist() if one.startswith("word/media/"))
    return with_part(data, name, None)


def linked_picture() -> bytes:
    link = (
        b'<Relationship Id="rId99" '
        b'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/image" '
        b'Target="file:///C:/gambar.png" TargetMode="External"/></Relationships>'
    )
    return with_part(
        made(), "word/_rels/document.xml.rels", lambda old: old.replace(b"</Relationships>", link)
    )


def live_field() -> bytes:
    document = letter()
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), ' INCLUDETEXT "C:\\\\surat.docx" ')
    document.add_paragraph()._element.append(field)
    return saved(document)


def own_font(name: str) -> bytes:
    document = letter()
    document.add_paragraph().add_run("Judul").font.name = name
    return saved(document)


def bomb() -> bytes:
    return with_part(made(), "word/media/besar.bin", b"\0" * 70_000_000)


def macro() -> bytes:
    return with_part(made(), "word/vbaProject.bin", b"x")


def excel() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("xl/workbook.xml", "<x/>")
    return buffer.getvalue()


OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 2000
TEN = "templat_isian_tidak_dikenal"

DAMAGES: dict[str, tuple[Callable[[], bytes], str, str]] = {
    # what was done to it: how, the code that explains it, what the explanation names
    "misspelt field": (lambda: made("{{ pemohon_utma.nama }}"), TEN, "pemohon_utama.nama"),
    "unknown field": (lambda: made("{{ surat.nomer }}"), TEN, "surat.nomor"),
    "unknown group": (lambda: made("{{ zzz }}"), TEN, "zzz"),
    "field of a row": (
        lambda: in_table("{%tr for b in berkas %}", "{{ b.namaa }}", "{%tr endfor %}", rows=3),
        "templat_isian_baris_tidak_dikenal",
        "nama",
    ),
    "tag not closed": (lambda: made("Nomor {{ surat.nomor"), "templat_kurung_tak_tertutup", "surat.nomor"),
    "tag closed by one brace": (
        lambda: made("{{ surat.nomor } dan {{ kantor.nama }}"), "templat_kurung_tak_tertutup", "surat.nomor",
    ),
    "tag not opened": (lambda: made("Nomor surat.nomor }}"), "templat_kurung_tak_terbuka", "surat.nomor"),
    "tag over two paragraphs": (
        lambda: made("Nomor {{ surat.", "nomor }}"), "templat_isian_dua_paragraf", "surat.",
    ),
    "single braces": (lambda: made("Nomor { surat.nomor }"), "templat_kurung_tunggal", "surat.nomor"),
    "mail merge": (lambda: made("Nomor «surat.nomor»"), "templat_kurung_tunggal", "surat.nomor"),
    "tag cut by a link": (broken_by_link, "templat_isian_terpotong", "surat.nomor"),
    "a brace at the edge": (lambda: made("Nomor: {", "{{ surat.nomor }}"), "templat_kurung_tepi", "Nomor: {"),
    "three braces": (lambda: made("Nomor {{{ surat.nomor }}"), "templat_kurung_tiga", "surat.nomor"),
    "a group as text": (lambda: made("{{ kantor }}"), "templat_isian_kelompok", "{{ kantor.nama }}"),
    "a list as text": (lambda: made("{{ berkas }}"), "templat_isian_daftar", "for b in berkas"),
    "loop outside of a loop": (lambda: made("{{ loop.index }}"), "templat_loop_di_luar", "loop.index"),
    "empty tag": (lambda: made("{{ }}"), "templat_isian_kosong", "{{ }}"),
    "curly quotes": (
        lambda: made("{{ surat.nomor or ‘belum’ }}"), "templat_kutip_keriting", "‘",
    ),
    "low quotes": (lambda: made("{{ surat.nomor or „belum‟ }}"), "templat_kutip_asing", "„"),
    "odd quote": (lambda: made("{{ surat.nomor or 'belum }}"), "templat_kutip_ganjil", "'"),
    "long dash": (lambda: made("{{ isian.jumlah – 1 }}"), "templat_garis_panjang", "–"),
    "odd parenthesis": (
        lambda: made("{{ surat.nomor | replace('a', 'b' }}"), "templat_tanda_kurung_kurang", "( )",
    ),
    "space in a name": (lambda: made("{{ pemohon utama.nama }}"), "templat_isian_berspasi", "pemohon utama"),
    "not readable": (lambda: made("{{ surat.nomor ! }}"), "templat_perintah_salah_tulis", "!"),
    "unknown filter": (
        lambda: made("{{ isian.jumlah | terbilag }}"), "templat_alat_tidak_dikenal", "terbilang",
    ),
    "unknown command": (
        lambda: made("{% foreach b in berkas %}"), "templat_perintah_tidak_dikenal", "foreach",
    ),
    "forbidden command": (lambda: made("{% include 'x' %}"), "templat_perintah_dilarang", "include"),
    "for without endfor": (
        lambda: made("{%p for b in berkas %}", "{{ b.nama }}"), "templat_for_tanpa_endfor", "{%p endfor %}",
    ),
    "if without endif": (lambda: made("{% if surat.nomor %}ada"), "templat_if_tanpa_endif", "endif"),
    "endfor without for": (lambda: made("{%p endfor %}"), "templat_akhir_tanpa_awal", "endfor"),
    "else without if": (lambda: made("{%p else %}"), "templat_akhir_tanpa_awal", "else"),
    "crossed": (
        lambda: made("{% for b in berkas %}{% if b.nama %}x{% endfor %}{% endif %}"),
        "templat_pasangan_bersilang",
        "{% if b.nama %}",
    ),
    "two kinds of a pair": (
        lambda: made("{%p for b in berkas %}", "{{ b.nama }} {% endfor %}"),
        "templat_pasangan_beda_jenis", "{%p",
    ),
    "a pair in two cells": (
        lambda: in_table("{% if surat.nomor %}", "{% endif %}"),
        "templat_pasangan_beda_tempat", "if surat.nomor",
    ),
    "row loop outside of a table": (
        lambda: made("{%tr for b in berkas %}", "{%tr endfor %}"),
        "templat_tr_di_luar_tabel", "for b in berkas",
    ),
    "cell loop outside of a table": (
        lambda: made("{%tc if surat.nomor %}"), "templat_tc_di_luar_tabel", "if",
    ),
    "row loop in one row": (
        lambda: in_table("{%tr for b in berkas %}{{ b.nama }}{%tr endfor %}"),
        "templat_tr_dua_sebaris", "endfor",
    ),
    "text beside a row loop": (
        lambda: in_table("{%tr for b in berkas %}", "Nama", "{{ b.nama }}", "", "{%tr endfor %}", "", rows=3),
        "templat_tr_teks_hilang",
        "Nama",
    ),
    "text beside a paragraph command": (
        lambda: made("Berikut: {%p if surat.nomor %}", "{%p endif %}"), "templat_p_teks_hilang", "Berikut:",
    ),
    "two paragraph commands": (
        lambda: made("{%p if surat.nomor %}{%p endif %}"), "templat_p_dua_sebaris", "endif",
    ),
    "unknown block": (lambda: made("[[tembusn]]"), "templat_bagian_tidak_ada", "tembusan"),
    "block inside a line": (lambda: made("Lihat [[tembusan]]"), "templat_bagian_tidak_sendiri", "tembusan"),
    "unknown picture": (lambda: picture("[[lambng]]"), "templat_gambar_asing", "lambang"),
    "lost picture": (lost_picture, "templat_gambar_hilang", "media"),
    "picture outside": (linked_picture, "templat_tautan_luar", "gambar.png"),
    "tracked changes": (tracked, "templat_perubahan_terlacak", "1"),
    "live field": (live_field, "templat_bidang_word", "INCLUDETEXT"),
    "font": (lambda: own_font("Gotham Narrow"), "templat_huruf_tidak_ada", "Gotham Narrow"),
    "macro": (macro, "templat_bermakro", "makro"),
    "nothing in it": (lambda: saved(docx.Document()), "templat_tanpa_isi", "kosong"),
    "no file": (lambda: b"", "templat_berkas_kosong", "surat.docx"),
    "old Word": (lambda: OLD, "templat_word_lama", ".doc"),
    "password": (lambda: OLD + "EncryptedPackage".encode("utf-16-le"), "templat_bersandi", "sandi"),
    "PDF": (lambda: b"%PDF-1.7 ...", "templat_bukan_word", "PDF"),
    "Excel": (excel, "templat_bukan_word", "Excel"),
    "cut off": (lambda: made()[:4000], "templat_zip_rusak", "terpotong"),
    "XML": (
        lambda: with_part(made(), "word/document.xml", b"<w:document><w:body>"), "templat_xml_rusak", "rusak",
    ),
    "entities": (
        lambda: with_part(made(), "word/styles.xml", b'<!DOCTYPE x [<!ENTITY a "b">]><x/>'),
        "templat_xml_rusak",
        "styles.xml",
    ),
    "too large": (lambda: made() + b"\0" * 5_300_000, "templat_lebih_besar", "5 MB"),
    "bomb": (bomb, "templat_bom_zip", "keamanan"),
}  # fmt: skip


@pytest.mark.parametrize("damage", DAMAGES)
def test_every_damage_is_explained(damage: str) -> None:
    make, code, named = DAMAGES[damage]
    found = [one for one in checked(make()).findings if one.code == code]
    assert found, [one.code for one in checked(make()).findings]
    said = fault_sentence(found[0].fault)
    assert named in said
    assert "(kode" not in said
    assert not [word for word in ("{tulisan}", "{nama}", "{mirip}", "{isian}", "{huruf}") if word in said]


def test_the_damages_are_explained_in_many_different_ways() -> None:
    assert len({code for _, code, _ in DAMAGES.values()}) >= 40
    assert {code for _, code, _ in DAMAGES.values()} <= set(FAULTS)


def test_one_file_with_ten_damages_has_ten_explanations() -> None:
    damaged = made(
        "{{ surat.nomer }}",
        "{{ surat.nomor or „belum‟ }}",
        "{{ surat.nomor | replace('a', 'b' }}",
        "{% foreach b in berkas %}",
        "{%tr if surat.nomor %}",
        "Lihat [[tembusan]]",
        "[[tembusn]]",
        "Nomor { surat.nomor }",
        "{{ }}",
        "{%p if surat.nomor %}{%p endif %}",
        "Nomor {{ surat.nomor",
    )
    found = checked(damaged)
    assert len({one.code for one in found.blocking}) >= 10
    assert all(one.place and one.around for one in found.blocking)
    assert len({fault_sentence(one.fault) for one in found.blocking}) == len(found.blocking)


def test_a_sound_letter_has_nothing_against_it() -> None:
    found = checked(made("{% if surat.nomor %}{{ surat.tanggal | upper }}{% endif %}"))
    assert found.findings == ()
    assert found.fields == {"surat.nomor", "surat.tanggal", "pemohon_utama.nama", "berkas"}
    assert checked(split_over_runs()).findings == ()


def test_places_are_named() -> None:
    found = checked(in_table("x", "{{ surat.nomer }}"))
    (one,) = found.blocking
    assert one.place == "halaman 1, tabel 2 baris 1 kolom 2"
    document = letter()
    document.add_paragraph()._element.append(
        parse_xml(f"<w:r {W}><w:lastRenderedPageBreak/><w:t>Halaman dua</w:t></w:r>")
    )
    document.add_paragraph("{{ surat.nomer }}")
    document.sections[0].footer.paragraphs[0].text = "{{ kantor.nma }}"
    body, foot = checked(saved(document)).blocking
    assert body.place == "halaman 2, paragraf 2"
    assert foot.place == "kaki halaman, paragraf 1"
    assert "{{ kantor.nma }}" in foot.around


def test_a_field_that_one_of_the_services_lacks_is_told_of() -> None:
    users = Users(WORDS, {"PUB": WORDS, "UGB": OTHER}, frozenset({"kop"}))
    (found,) = checked(made("{{ isian.alasan }}"), users).blocking
    assert found.code == "templat_isian_bukan_layanan"
    assert "UGB" in fault_sentence(found.fault)
    assert "PUB" not in fault_sentence(found.fault)
    spared = made("{%p if isian.alasan is defined %}", "{{ isian.alasan }}", "{%p endif %}")
    assert checked(spared, users).findings == ()


def test_a_field_of_another_service_is_told_of() -> None:
    users = Users(WORDS, {"PUB": WORDS}, frozenset({"kop"}), elsewhere=lambda path: ["Rehabilitasi"])
    (found,) = checked(made("{{ isian.diagnosa }}"), users).blocking
    assert "hanya ada pada layanan Rehabilitasi" in fault_sentence(found.fault)


def test_the_file_that_word_locks_with_is_no_template() -> None:
    (found,) = checked(b"\x05Rani", name="C:\\surat\\~$surat.docx").blocking
    assert found.code == "templat_berkas_kunci_word"


def test_an_installed_font_is_not_missing() -> None:
    data = own_font("Gotham Narrow")
    assert checked(data, fonts=["gotham narrow"]).findings == ()
    assert checked(own_font("Bookman Old Style")).findings == ()
    (found,) = checked(data).findings
    assert not found.blocking
    assert found.place == "halaman 1, paragraf 4"


def test_a_mark_that_must_be_there_is_missed() -> None:
    users = Users(WORDS, {}, frozenset({"kop"}), frozenset({"kolom", "isi"}), frozenset({"kolom", "isi"}))
    codes = [(one.code, one.values["penanda"]) for one in checked(made("[[isi]]"), users).blocking]
    assert codes == [("templat_penanda_hilang", "kolom")]


def test_shipped_templates_pass(tmp_path: Path) -> None:
    """Whatever is shipped must be found sound; the fields are those that rendering asks for."""
    root = Path(__file__).parents[2] / "templates_docx"
    letters = Letters(root, tmp_path)
    blocks = frozenset(path.stem for path in (root / "bagian").glob("*.docx"))
    users = Users(FREE, {}, blocks, frozenset({"kolom", "isi"}))
    found = {}
    for path in sorted(root.rglob("*.docx")):
        name = path.relative_to(root).as_posix()
        look = check_file(path.name, path.read_bytes(), users)
        assert look.findings == (), name
        found[name] = look.fields
    for name in ("umum/surat_rekomendasi.docx", "tanda_terima.docx", "bagian/kop.docx"):
        assert found[name] <= letters.fields(name)
