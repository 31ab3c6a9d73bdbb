"""The agenda surat masuk and the register of dispositions: on screen, in Word, in Excel."""

import io
from datetime import date

import docx
from openpyxl import load_workbook

from dinsos_desk.db.queries.recaps.figures import Period
from dinsos_desk.domain.routing import Role
from dinsos_desk.usecases.mail.agenda import cancel_mail, correct_mail
from dinsos_desk.usecases.mail.dispositions import finish
from dinsos_desk.usecases.mail.registers import agenda_register, disposition_register, mail_registers
from dinsos_desk.usecases.registers.prints import print_register, register_lines
from dinsos_desk.usecases.registers.workbook import register_workbook
from tests.db.test_dispositions import give, tasks
from tests.db.test_mail import LETTER, enter
from tests.factories import colleague

NOVEMBER = Period(date(2026, 11, 1), date(2026, 11, 30))


def filled(desk, actor, crew):
    head, kabid = crew[Role.KADIS], crew[Role.KABID]
    first = enter(desk, actor).mail_id
    second = enter(desk, actor, nomor_surat="2", sifat="rahasia", perihal="Pemeriksaan khusus").mail_id
    third = enter(desk, actor, nomor_surat="3", asal="=1+1").mail_id
    enter(desk, actor, nomor_surat="4", tanggal_surat="1/10/2026", diterima="31/10/2026")
    correct_mail(desk.uow(), actor, first, 0, LETTER | {"lampiran": "2 berkas"}, "Salah hitung.", desk.now())
    cancel_mail(desk.uow(), actor, third, 0, "Tercatat dua kali.", desk.now())
    give(desk, head, first, Role.KABID, isi="Laporkan.", batas="4h")
    give(desk, head, second, Role.SEKRETARIS)
    give(desk, kabid, first, Role.KASI)
    (below,) = tasks(desk, crew[Role.KASI])
    finish(desk.uow(), crew[Role.KASI], below.recipient.id, {"hasil": "Sudah diverifikasi."}, desk.now())


def cells(desk, book):
    return [line.cells for line in register_lines(desk.reader(), None, book, NOVEMBER, desk.now())]


def test_the_agenda_tells_what_became_of_each_letter(desk, actor, crew):
    filled(desk, actor, crew)
    lines = cells(desk, agenda_register(actor))
    assert [line[1] for line in lines] == ["001/SM/2026", "002/SM/2026", "003/SM/2026"]
    assert (lines[0][9], lines[0][10], lines[0][11]) == ("2 berkas", "Kabid (Contoh Kabid)", "Diralat")
    assert lines[2][11] == "BATAL: Tercatat dua kali."
    others = cells(desk, agenda_register(crew[Role.KASI]))
    assert [line[6] for line in others][1] == "(rahasia)"


def test_every_recipient_has_a_line_with_what_he_did(desk, actor, crew):
    filled(desk, actor, crew)
    lines = cells(desk, disposition_register(actor))
    assert [(line[0], line[2], line[5], line[6]) for line in lines] == [
        ("1", "001/SM/2026", "Kadis", "Kabid (Contoh Kabid)"),
        ("2", "002/SM/2026", "Kadis", "Sekretaris (Contoh Sekretaris)"),
        ("3", "001/SM/2026", "Kabid", "Kasi (Contoh Kasi)"),
    ]
    assert (lines[0][7], lines[0][8], lines[0][9]) == (
        "Tindak lanjuti sesuai ketentuan; Laporkan.", "27/11/2026", "Diteruskan",
    )  # fmt: skip
    assert lines[2][9] == "Selesai 23 November 2026: Sudah diverifikasi."
    hidden = cells(desk, disposition_register(crew[Role.KASI]))[1]
    assert (hidden[4], hidden[7], hidden[9]) == ("(rahasia)", "(rahasia)", "(rahasia)")


def test_they_print_and_are_exported_as_text(desk, actor, crew):
    filled(desk, actor, crew)
    for book, count in zip(mail_registers(actor), (3, 3), strict=True):
        made = print_register(desk.reader(), None, desk.letters, book, NOVEMBER, desk.now())
        text = "\n".join(
            node.text or ""
            for node in docx.Document(io.BytesIO(made.content)).element.body.iter()
            if node.tag.endswith("}t")
        )
        assert f"dengan jumlah {count} (tiga) {book.things}" in text
        assert f"{book.things} yang {book.happened} dalam periode" in text
        assert book.happened == {"surat_masuk": "diterima", "disposisi": "diberikan"}[book.code]
        sheet = load_workbook(
            io.BytesIO(register_workbook(desk.reader(), actor, book, NOVEMBER, desk.now()).content)
        ).worksheets[0]
        assert sheet.max_row == count + 1
    agenda = register_workbook(desk.reader(), actor, mail_registers(actor)[0], NOVEMBER, desk.now())
    cell = load_workbook(io.BytesIO(agenda.content)).worksheets[0]["D4"]
    assert (cell.value, cell.data_type) == ("=1+1", "s")


def test_who_may_not_enter_the_room_has_no_such_register(desk, actor):
    assert mail_registers(colleague(desk, actor, Role.ADMIN)) == ()
