"""The tanda terima in its three forms, and the letter about missing papers."""

import io
import shutil
import subprocess
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.shared import Mm

from dinsos_desk.documents.letters import Letters
from dinsos_desk.documents.look import OfficeLook
from dinsos_desk.documents.qr import receipt_qr
from dinsos_desk.documents.receipt_room import LONGEST_SLIP, slip_height
from dinsos_desk.documents.receipts import TEMPLATES, receipt_look, write_receipt
from dinsos_desk.domain.front_desk import ReceiptFormat
from tests.documents.conftest import text_of, words

FORMS = tuple(ReceiptFormat)
OFFICE = shutil.which("soffice")


def desk_words(papers: int = 3, lacking: int = 1, **changes: object) -> dict[str, Any]:
    """The words of an application with so many papers, the last of them missing."""
    names = [
        f"Surat keterangan nomor {n} dari kelurahan yang masih berlaku" if n % 2 else f"Fotokopi dokumen {n}"
        for n in range(1, papers + 1)
    ]
    there = papers - lacking
    rows = [
        {
            "urut": n,
            "nama": name,
            "status": "Ada" if n <= there else "Menyusul",
            "cara": "salinan" if n <= there else "",
            "nomor": "",
            "tanggal": "",
            "catatan": "",
        }
        for n, name in enumerate(names, 1)
    ]
    made = words(
        berkas=rows,
        diterima=rows[:there],
        kurang=names[there:],
        kelengkapan=[{"nama": name, "pengganti": "SIM atau paspor", "catatan": ""} for name in names[there:]],
        kembali={"paling_lambat": "23 Desember 2026" if lacking else ""},
        waktu="3 (tiga) hari kerja",
    )
    made["layanan"]["lanjutan"] = [
        {"instansi": "Disdukcapil", "tempat": "Jalan Merdeka 1", "uraian": "membawa surat ini"}
    ]
    return made | changes


@pytest.mark.parametrize("form", FORMS)
def test_a_receipt_says_what_came_what_is_missing_and_what_follows(
    letters: Letters, form: ReceiptFormat
) -> None:
    text = text_of(write_receipt(letters, OfficeLook(), desk_words(), receipt_qr("2026-1192"), form))
    assert "2026-1192" in text
    assert "Fotokopi dokumen 2" in text
    assert "Surat keterangan nomor 3 dari kelurahan yang masih berlaku (cukup salah satu: SIM" in text
    assert "Paling lambat 23 Desember 2026." in text
    assert "Disdukcapil (Jalan Merdeka 1): membawa surat ini" in text
    assert "Pengaduan: kotak saran" in text
    assert "Dijanjikan selesai" not in text


@pytest.mark.parametrize("form", FORMS)
def test_a_whole_application_says_when_it_is_due(letters: Letters, form: ReceiptFormat) -> None:
    qr = receipt_qr("2026-1192")
    text = text_of(write_receipt(letters, OfficeLook(), desk_words(lacking=0), qr, form))
    assert "Dijanjikan selesai" in text
    assert "23 November 2026 pukul 16.00" in text
    assert "paling lambat" not in text.lower()
    assert "belum lengkap" not in text.lower()


def test_without_a_limit_no_day_is_named(letters: Letters) -> None:
    for form in FORMS:
        made = desk_words(kembali={"paling_lambat": ""})
        assert "lambat" not in text_of(write_receipt(letters, OfficeLook(), made, b"", form))


def test_each_form_has_its_paper(letters: Letters) -> None:
    def page(form: ReceiptFormat, paper: str = "F4") -> tuple[float, float]:
        look = OfficeLook(paper=paper)
        made = docx.Document(io.BytesIO(write_receipt(letters, look, desk_words(), b"", form)))
        width, height = made.sections[0].page_width, made.sections[0].page_height
        assert width is not None
        assert height is not None
        return round(width / Mm(1)), round(height / Mm(1))

    assert page(ReceiptFormat.LETTER) == (215, 330)
    assert page(ReceiptFormat.LETTER, "A4") == (210, 297)
    assert page(ReceiptFormat.A5) == (148, 210)
    assert page(ReceiptFormat.SLIP) == (80, round(slip_height(desk_words(), 72)))


@pytest.mark.parametrize("form", [ReceiptFormat.LETTER, ReceiptFormat.A5])
def test_the_qr_code_is_not_cut_by_its_cell(letters: Letters, form: ReceiptFormat) -> None:
    for paper in ("F4", "A4"):
        look = OfficeLook(paper=paper)
        made = write_receipt(letters, look, desk_words(), receipt_qr("2026-1192"), form)
        document = docx.Document(io.BytesIO(made))
        cells = [c for t in document.tables for r in t.rows for c in r.cells if c._tc.xpath(".//wp:extent")]
        (cell,) = [cell for cell in cells if cell._tc.xpath(".//wp:docPr[@name='qr']")]
        (extent,) = cell._tc.xpath(".//wp:extent")
        assert cell.width is not None
        assert int(extent.get("cx")) <= cell.width


def test_a_thermal_printer_can_print_the_slip(letters: Letters) -> None:
    """No grey, no table borders, no line thinner than a point."""
    content = write_receipt(letters, OfficeLook(), desk_words(), receipt_qr("2026-1192"), ReceiptFormat.SLIP)
    document = docx.Document(io.BytesIO(content))
    xml = document.element.xml
    assert not document.tables
    assert "w:shd" not in xml
    assert 'w:color="' not in xml.replace('w:color="000000"', "")
    lines = [part.split('w:sz="')[1].split('"')[0] for part in xml.split("<w:bottom ")[1:]]
    assert lines
    assert min(map(int, lines)) >= 8


def test_a_slip_grows_with_its_words_up_to_the_longest_page_of_word() -> None:
    heights = [slip_height(desk_words(papers, papers // 3), 72) for papers in (3, 9, 18, 60, 400)]
    assert heights == sorted(heights)
    assert heights[-1] == LONGEST_SLIP
    assert all(height % 10 == 0 for height in heights)


def test_a_long_list_takes_smaller_type() -> None:
    def size(papers: int, form: ReceiptFormat) -> float:
        return receipt_look(OfficeLook(), desk_words(papers, papers // 3), form).font_size

    assert size(3, ReceiptFormat.LETTER) == 10
    assert 8 <= size(18, ReceiptFormat.LETTER) <= 10
    assert size(3, ReceiptFormat.A5) == 9
    assert 7 <= size(12, ReceiptFormat.A5) < 9


@pytest.mark.skipif(OFFICE is None, reason="LibreOffice counts the pages")
def test_typical_and_long_receipts_stay_on_one_page(letters: Letters, tmp_path: Path) -> None:
    cases = {
        f"{form.value}_{papers}_{font[:4]}": (form, papers, font)
        for form, most in ((ReceiptFormat.LETTER, 18), (ReceiptFormat.A5, 12), (ReceiptFormat.SLIP, 18))
        for papers in (3, most)
        for font in ("Arial", "Bookman Old Style")
    }
    for name, (form, papers, font) in cases.items():
        look, made = OfficeLook(font=font), desk_words(papers, papers // 3)
        content = write_receipt(letters, look, made, receipt_qr("2026-1192"), form)
        (tmp_path / f"{name}.docx").write_bytes(content)
    letter = desk_words(18, 12) | {"petugas": {"nama": "Nur Aini", "jabatan": ""}, "gratis": True}
    content = letters.render("surat_kekurangan_berkas.docx", OfficeLook(), letter, {})
    (tmp_path / "surat_kekurangan.docx").write_bytes(content)
    profile = f"-env:UserInstallation=file://{tmp_path}/profil"
    files = [str(path) for path in sorted(tmp_path.glob("*.docx"))]
    command = [str(OFFICE), "--headless", profile, "--convert-to", "pdf", "--outdir", str(tmp_path), *files]
    subprocess.run(command, check=True, capture_output=True, timeout=120)
    pages = {path.stem: pages_of(path.read_bytes()) for path in tmp_path.glob("*.pdf")}
    assert pages == {Path(file).stem: 1 for file in files}


def pages_of(pdf: bytes) -> int:
    import pypdfium2

    document = pypdfium2.PdfDocument(pdf)
    try:
        return len(document)
    finally:
        document.close()


def test_every_form_has_a_template(letters: Letters) -> None:
    assert set(TEMPLATES) == set(ReceiptFormat)
    assert all(letters.has(name) for name in TEMPLATES.values())


def test_a_name_that_looks_like_a_command_comes_out_literally(letters: Letters) -> None:
    name = "Siti & Anak {{ 7*7 }} <b>"
    for form in FORMS:
        made = desk_words(pemohon_utama={"nama": name}, klien_utama={"nama": name})
        assert name in text_of(write_receipt(letters, OfficeLook(), made, b"", form))
