"""The tanda terima of a complaint and the buku register pengaduan, in Word and Excel."""

import io

import docx
from openpyxl import load_workbook

from dinsos_desk.documents.qr import receipt_qr
from dinsos_desk.domain.complaints import ComplaintDeed
from dinsos_desk.domain.front_desk import FrontDesk
from dinsos_desk.domain.routing import Role
from dinsos_desk.usecases.complaints.entry import Entry
from dinsos_desk.usecases.complaints.handling import Act, act, correct_step, receive_complaint
from dinsos_desk.usecases.complaints.prints import complaint_receipt, complaint_register
from dinsos_desk.usecases.complaints.view import complaint_view
from dinsos_desk.usecases.office.front_desk import change_front_desk
from dinsos_desk.usecases.recaps.workbook import month
from dinsos_desk.usecases.registers.prints import print_register, register_lines
from dinsos_desk.usecases.registers.workbook import register_workbook
from tests.factories import colleague

TYPED = {
    "saluran": "surat",
    "rujukan": "B/17/XI/2026",
    "anonim": "tidak",
    "nama": "Yayasan & Keluarga <Contoh>",
    "kontak": "081234567890",
    "tentang": "umum",
    "kategori": "perilaku",
    "isi": "Petugas tidak menjelaskan syarat.\nSaya diminta kembali dua kali.",
}
NOVEMBER = month(2026, 11)


def receive(desk, actor, **more):
    return receive_complaint(desk.uow(), actor, Entry({**TYPED, **more}), (), desk.now())


def words_of(content):
    document = docx.Document(io.BytesIO(content))
    texts = [p.text for p in document.paragraphs]
    texts += [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join(texts)


def test_the_receipt_says_what_was_received_and_until_when_it_is_answered(desk, actor):
    change_front_desk(desk.uow(), actor, FrontDesk(complaint_days=14))
    known = receive(desk, actor)
    file = complaint_receipt(desk.reader(), desk.library.letters, actor, known, desk.now())
    assert file.name == "P-001 2026 Tanda Terima Pengaduan.docx"
    words = words_of(file.content)
    for told in (
        "P-001/2026",
        "Yayasan & Keluarga <Contoh>",
        "Surat, nomor B/17/XI/2026",
        "Perilaku petugas",
        "Saya diminta kembali dua kali.",
        "11 Desember 2026",
        actor.name,
    ):
        assert told in words, told


def test_the_receipt_carries_its_number_as_a_code_and_nothing_else(desk, actor):
    known = receive(desk, actor)
    content = complaint_receipt(desk.reader(), desk.library.letters, actor, known, desk.now()).content
    document = docx.Document(io.BytesIO(content))
    pictures = [part.blob for part in document.part.package.parts if part.partname.endswith(".png")]
    assert receipt_qr("P-001/2026") in pictures


def test_somebody_without_a_name_gets_one_too(desk, actor):
    known = receive(desk, actor, anonim="ya")
    words = words_of(complaint_receipt(desk.reader(), desk.library.letters, actor, known, desk.now()).content)
    assert "Tanpa nama" in words
    assert "Yayasan" not in words
    assert "0812" not in words
    assert "Dijawab paling lambat" not in words


def test_the_register_fills_itself_in_word_and_excel(desk, actor, clock):
    kasi = colleague(desk, actor, Role.KASI)
    change_front_desk(desk.uow(), actor, FrontDesk(complaint_days=1))
    answered, late = receive(desk, actor), receive(desk, actor, isi="=1+1 bukan rumus", anonim="ya")
    done = Act(answered, 1, ComplaintDeed.ANSWER, words="Petugas sudah ditegur.")
    act(desk.uow(), kasi, done, desk.now())
    step = complaint_view(desk.reader(), kasi, answered).steps[-1].id
    correct_step(desk.uow(), kasi, answered, step, "Petugas sudah dibina.", "Salah kata.", desk.now())
    clock.forward(days=3)
    book = complaint_register(actor)
    lines = register_lines(desk.reader(), actor, book, NOVEMBER, desk.now())
    assert [(line.number, line.complaint_id) for line in lines] == [(1, answered), (2, late)]
    assert lines[0].cells[8:] == ("Petugas sudah dibina.", "23 November 2026, Tepat waktu")
    assert lines[1].cells[1:3] == ("P-002/2026, 23 November 2026", "Tanpa nama")
    assert lines[1].cells[8:] == ("", "Lewat batas")
    file = print_register(desk.reader(), actor, desk.library.letters, book, NOVEMBER, desk.now())
    words = words_of(file.content)
    for told in ("PENGADUAN", "Petugas sudah dibina.", "memuat pengaduan yang diterima", "2 (dua) pengaduan"):
        assert told in words, told
    made = register_workbook(desk.reader(), actor, book, NOVEMBER, desk.now())
    sheet = load_workbook(io.BytesIO(made.content)).active
    assert [sheet.cell(row, 1).value for row in (2, 3)] == [1, 2]
    assert (sheet.cell(3, 7).value, sheet.cell(3, 7).data_type) == ("=1+1 bukan rumus", "s")
    assert made.name.endswith(".xlsx")
    heights = [sheet.row_dimensions[row].height for row in (2, 3)]
    assert (heights[0] or 0) > 26, "a long text has the room of its lines"


def test_an_empty_register_says_so(desk, actor):
    book = complaint_register(actor)
    file = print_register(desk.reader(), actor, desk.library.letters, book, month(2025, 1), desk.now())
    assert "tidak ada pengaduan" in words_of(file.content)
    assert register_lines(desk.reader(), actor, book, month(2025, 1), desk.now()) == ()
