"""Templates damaged as Word and people damage them, by changing the XML of a letter of two pages.

``DAMAGES``: what was done, the file, and what the explanation must name: its code, its place, the text around
it, and words of what to do. Files that cannot be opened at all have no place.
"""

import io
import re
import zipfile
from collections.abc import Callable
from dataclasses import dataclass

import docx

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_WPS = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"
_PAGE_TWO = "<w:r><w:lastRenderedPageBreak/><w:t xml:space='preserve'>Halaman kedua. </w:t></w:r>"


def run(text: str, look: str = "") -> str:
    """One run of Word."""
    plain = text.replace("&", "&amp;").replace("<", "&lt;")
    return f'<w:r>{look}<w:t xml:space="preserve">{plain}</w:t></w:r>'


def paragraph(*inner: str) -> str:
    """A paragraph of runs and whatever Word puts between them."""
    return f"<w:p>{''.join(inner)}</w:p>"


def row(*cells: str) -> str:
    """A row of a table, each cell with one paragraph of one run."""
    return f"<w:tr>{''.join(f'<w:tc><w:tcPr/>{paragraph(run(text))}</w:tc>' for text in cells)}</w:tr>"


def table(*rows: str) -> str:
    """A table of such rows."""
    return f"<w:tbl><w:tblPr/><w:tblGrid/>{''.join(rows)}</w:tbl>"


def changed(data: bytes, name: str, change: Callable[[bytes], bytes]) -> bytes:
    """The package with one part changed; one that is not there yet is changed from nothing."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        for info in old.infolist():
            new.writestr(info.filename, change(old.read(info)) if info.filename == name else old.read(info))
        if name not in old.namelist():
            new.writestr(name, change(b""))
    return buffer.getvalue()


def with_body(data: bytes, *blocks: str) -> bytes:
    """The letter with more at its end, on its second page."""

    def lay(xml: bytes) -> bytes:
        text = xml.decode()
        at = text.rindex("<w:sectPr")
        return f"{text[:at]}{paragraph(_PAGE_TWO)}{''.join(blocks)}{text[at:]}".encode()

    return changed(data, "word/document.xml", lay)


def with_header(data: bytes, text: str) -> bytes:
    """The letter with a line of text in the header of every page."""
    document = docx.Document(io.BytesIO(data))
    head = document.sections[0].header
    head.is_linked_to_previous = False
    head.paragraphs[0].text = text
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def text_box(text: str) -> str:
    """A text box as Word 2010 and later writes it, with the copy for older programs."""
    box = f"<w:txbxContent>{paragraph(run(text))}</w:txbxContent>"
    return (
        '<w:r><mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
        f'<mc:Choice xmlns:wps="{_WPS}" Requires="wps">'
        '<w:drawing><wp:anchor xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing">'
        f'<wp:docPr id="90" name="Kotak Teks 1"/><wps:wsp><wps:txbx>{box}</wps:txbx></wps:wsp></wp:anchor>'
        '</w:drawing></mc:Choice><mc:Fallback><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml">'
        f"<v:textbox>{box}</v:textbox></v:shape></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )


_INSERTED = '<w:ins w:id="1" w:author="Rani" w:date="2026-11-20T08:00:00Z">{}</w:ins>'
_DELETED = '<w:del w:id="2" w:author="Rani"><w:r><w:delText>{}</w:delText></w:r></w:del>'
_LINK = '<w:hyperlink w:anchor="x">{}</w:hyperlink>'
_COMMENT = '<w:r><w:rPr/><w:commentReference w:id="0"/></w:r>'
_CONTROL = "<w:sdt><w:sdtPr><w:id w:val='7'/>{}</w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>"
_BOUND = "<w:dataBinding w:xpath='/x' w:storeItemID='{0}'/>"
OLD_WORD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 3000


@dataclass(frozen=True)
class Damage:
    """``make`` changes a sound letter; the rest belongs to its explanation, ``near`` is text around it."""

    make: Callable[[bytes], bytes]
    code: str
    place: str = ""
    near: str = ""
    advice: str = ""
    name: str = "surat.docx"


def _lines(*texts: str) -> Callable[[bytes], bytes]:
    return lambda data: with_body(data, *(paragraph(run(text)) for text in texts))


def _inside(*inner: str) -> Callable[[bytes], bytes]:
    return lambda data: with_body(data, paragraph(*inner))


def _macro(data: bytes) -> bytes:
    types = changed(data, "[Content_Types].xml", lambda xml: xml.replace(
        b"officedocument.wordprocessingml.document.main", b"ms-word.document.macroEnabled.main"))  # fmt: skip
    return changed(types, "word/vbaProject.bin", lambda _: b"x")


TWO = "halaman 2, "
DAMAGES: dict[str, Damage] = {
    "split by a link": Damage(
        _inside(run("Nomor {{ surat."), _LINK.format(run("nomor")), run(" }}")),
        "templat_isian_terpotong", TWO, "Nomor {{ surat.nomor }}", "Hapus Hyperlink",
    ),
    "curly quotes": Damage(
        _lines("Perihal {{ surat.hal or ‚tanpa hal‛ }}"),
        "templat_kutip_asing", TWO, "Perihal", "kutip lurus",
    ),
    "smart dash": Damage(
        _lines("Tanggal {{ surat.tanggal – 1 }} ini"), "templat_garis_panjang", TWO, "Tanggal", "minus biasa",
    ),
    "corrected capital": Damage(
        _lines("Nomor {{ Surat.nomor }}"),
        "templat_huruf_besar", TWO, "Nomor {{ Surat.nomor }}", "“surat.nomor”",
    ),
    "corrected command": Damage(
        _lines("{%p If surat.nomor %}", "ada", "{%p endif %}"), "templat_huruf_besar", TWO, "{%p If", "“if”",
    ),
    "missing endfor": Damage(
        _lines("Berkas:", "{%p for b in berkas %}", "{{ b.nama }}"),
        "templat_for_tanpa_endfor", TWO, "for b in berkas", "{%p endfor %}",
    ),
    "crossed loops": Damage(
        _lines("{% for b in berkas %}{% if b.nama %}x{% endfor %}{% endif %}"),
        "templat_pasangan_bersilang", TWO, "{% endfor %}", "Tutup dahulu",
    ),
    "misspelt field": Damage(
        _lines("Nama {{ pemohon_utama.nma }}"),
        "templat_isian_tidak_dikenal", TWO, "Nama {{", "pemohon_utama.nama",
    ),
    "field of another service": Damage(
        _lines("Lembaga {{ lembaga.akta }}"), "templat_isian_milik_lain", TWO, "Lembaga {{", "daftar isian",
    ),
    "row loop outside of a table": Damage(
        _lines("{%tr for b in berkas %}", "{%tr endfor %}"),
        "templat_tr_di_luar_tabel", TWO, "{%tr for b in berkas %}", "Pindahkan ke baris",
    ),
    "row loop in one row": Damage(
        lambda data: with_body(data, table(row("{%tr for b in berkas %}", "{{ b.nama }}", "{%tr endfor %}"))),
        "templat_tr_dua_sebaris", f"{TWO}tabel ", "{%tr endfor %}", "baris tersendiri",
    ),
    "broken tag of the header": Damage(
        lambda data: with_header(data, "Telepon {{ kantor.telepon } kantor"),
        "templat_kurung_tak_tertutup", "kepala halaman", "Telepon {{ kantor.telepon }", "Akhiri isian",
    ),
    "truncated": Damage(
        lambda data: data[: len(data) * 2 // 3], "templat_zip_rusak", advice="Salin ulang",
    ),
    "doc renamed to docx": Damage(lambda _: OLD_WORD, "templat_word_lama", advice="Simpan Sebagai"),
    "password": Damage(
        lambda _: OLD_WORD + "EncryptedPackage".encode("utf-16-le"),
        "templat_bersandi", advice="hapus kata sandi",
    ),
    "macros": Damage(_macro, "templat_bermakro", advice="Simpan sebagai Dokumen Word", name="surat.docm"),
    "tracked changes in a tag": Damage(
        _inside(run("Nomor {{ surat."), _DELETED.format("nomer"), _INSERTED.format(run("nomor")), run(" }}")),
        "templat_isian_terpotong", TWO, "Nomor {{ surat.nomor }}", "Terima atau tolak",
    ),
    "tracked changes": Damage(
        _inside(run("Kalimat "), _INSERTED.format(run("yang disisipkan"))),
        "templat_perubahan_terlacak", TWO, "Kalimat yang disisipkan", "Terima Semua Perubahan",
    ),
    "comment in a tag": Damage(
        _inside(run("Hal {{ surat."), '<w:commentRangeStart w:id="0"/>', run("hal"),
                '<w:commentRangeEnd w:id="0"/>', _COMMENT, run(" }} ini")),
        "templat_isian_terpotong", TWO, "Hal {{ surat.hal }} ini", "Hapus komentarnya",
    ),
    "content control in a tag": Damage(
        _inside(run("Sifat {{ surat."), _CONTROL.format("", run("sifat")), run(" }}")),
        "templat_isian_terpotong", TWO, "Sifat {{ surat.sifat }}", "Hapus Kontrol Konten",
    ),
    "content control bound to data": Damage(
        _inside(run("Judul "), _CONTROL.format(_BOUND, run("{{ surat.hal }}"))),
        "templat_kontrol_terikat", TWO, "Judul {{ surat.hal }}", "Hapus Kontrol Konten",
    ),
    "text box in a tag": Damage(
        _inside(run("Kota {{ kantor."), text_box("Catatan"), run("kota }}")),
        "templat_isian_terpotong", TWO, "Kota {{ kantor.kota }}", "Pindahkan gambarnya",
    ),
    "misspelt field in a text box": Damage(
        _inside(run("Kotak: "), text_box("Kota {{ kantor.kotaa }}")),
        "templat_isian_tidak_dikenal", f"{TWO}kotak teks, ", "Kota {{ kantor.kotaa }}", "kantor.kota",
    ),
    "tag over two paragraphs": Damage(
        _lines("Kepada {{ pemohon_utama.", "nama }} di tempat"),
        "templat_isian_dua_paragraf", TWO, "Kepada {{ pemohon_utama.", "satu paragraf",
    ),
}  # fmt: skip
"""Each explanation is asked for in the tests of the checker and, through the window, in those of Templat."""


def split_as_word_does(data: bytes) -> bytes:
    """Runs split inside a tag by spelling and bookmarks: no damage, Word does it all the time."""
    bold = "<w:rPr><w:b/></w:rPr>"
    return with_body(data, paragraph(
        run("Nomor {"), '<w:proofErr w:type="spellStart"/>', run("{ sur", bold),
        '<w:bookmarkStart w:id="9" w:name="_GoBack"/><w:bookmarkEnd w:id="9"/>', run("at.nomor }"), run("}"),
    ))  # fmt: skip


def page_of(place: str) -> int | None:
    """The page that a place names."""
    found = re.match(r"halaman (\d+)", place)
    return int(found.group(1)) if found else None
