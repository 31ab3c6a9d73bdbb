"""The lembar disposisi: what stands on it, and that the reckoned size shrinks with what must fit."""

import io

import docx
import pytest

from dinsos_desk.documents.dispositions import PAGES_MM, slip_look, write_slip
from dinsos_desk.documents.letters import Letters
from dinsos_desk.documents.look import OfficeLook
from dinsos_desk.domain.mail import USUAL_INSTRUCTIONS, SlipFormat
from tests.documents.conftest import SHIPPED
from tests.documents.conftest import words as usual


def box(name, ticked=False):
    return {"tanda": "☑" if ticked else "☐", "nama": name}


def slip(**changed):
    return {
        "agenda": "001/SM/2026", "asal": "Yayasan A & B <C>", "nomor": "012/X", "tanggal": "20 November 2026",
        "diterima": "23 November 2026", "perihal": "Permohonan rekomendasi", "lampiran": "1 berkas",
        "sifat": [box("Biasa"), box("Segera", True), box("Penting"), box("Rahasia")],
        "kepada": [box("Sekretaris", True), box("Kepala Bidang Rehabilitasi Sosial")],
        "instruksi": [box(one, one == "Arsipkan") for one in USUAL_INSTRUCTIONS],
        "kosong": False, "catatan": "Laporkan.", "batas": "27 November 2026",
        "tanggal_disposisi": "23 November 2026", "pemberi": "Kepala Dinas", "paraf": "melalui Dinsos Desk",
        "penerusan": [],
    } | changed  # fmt: skip


def written(tmp_path, form=SlipFormat.A5, **changed):
    letters = Letters(SHIPPED, tmp_path)
    context = usual() | {"lembar": slip(**changed)}
    return docx.Document(io.BytesIO(write_slip(letters, OfficeLook(), context, form)))


def text_of(document):
    return "\n".join(node.text or "" for node in document.element.body.iter() if node.tag.endswith("}t"))


def test_what_was_disposed_stands_there_and_signs_of_xml_survive(tmp_path):
    passed = {"dari": "Sekretaris", "kepada": "Kabid", "isi": "Teliti", "tanggal": "24/11/2026"}
    text = text_of(written(tmp_path, penerusan=[passed]))
    for part in ("Yayasan A & B <C>", "001/SM/2026", "Laporkan.", "melalui Dinsos Desk", "24/11/2026"):
        assert part in text
    assert text.count("☑") == 3


def test_an_empty_one_has_room_to_write(tmp_path):
    text = text_of(written(tmp_path, kosong=True, catatan="–"))
    assert text.count("Diteruskan kepada:") == 3
    assert "Penerusan" not in text


@pytest.mark.parametrize("form", SlipFormat)
def test_more_words_take_smaller_type_on_the_same_page(form):
    few = slip_look(OfficeLook(), {"lembar": slip()}, form)
    long = {"catatan": "Mohon diteliti kelengkapannya. " * 30, "perihal": "Permohonan rekomendasi " * 15}
    many = slip_look(OfficeLook(), {"lembar": slip(**long)}, form)
    assert few.page_mm == many.page_mm == PAGES_MM.get(form, (210.0, 297.0))
    assert many.font_size <= few.font_size
    assert many.font_size >= 6


def test_what_is_too_much_for_small_paper_takes_the_paper_of_the_letters():
    passed = {
        "dari": "Kabid",
        "kepada": "Kasi",
        "isi": "Kunjungi sekretariatnya. " * 12,
        "tanggal": "24/11/2026",
    }
    look = slip_look(OfficeLook(paper="F4"), {"lembar": slip(penerusan=[passed] * 6)}, SlipFormat.A5)
    assert look.page_mm == (215.0, 330.0)
