"""Incoming letters: agenda numbers, corrections, who sees what."""

import multiprocessing
from datetime import date, datetime

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from dinsos_desk.db.engine import open_database, sessions
from dinsos_desk.db.queries.mail.letters import MailFilter
from dinsos_desk.db.unit_of_work import UnitOfWork
from dinsos_desk.domain.mail import USUAL_KINDS, MailDesk, MailKind, mail_desk_faults, named_kinds
from dinsos_desk.domain.numbering import Reset
from dinsos_desk.domain.routing import Role
from dinsos_desk.errors import Conflict, InvalidInput, UserError
from dinsos_desk.scans import read_scan
from dinsos_desk.usecases.intake.attachments import Owner, attach, attachments_of, forget_ownerless, take_away
from dinsos_desk.usecases.mail.agenda import MailEntry, cancel_mail, correct_mail, enter_mail
from dinsos_desk.usecases.mail.view import known_senders, mail_list, view_mail
from dinsos_desk.usecases.office.front_desk import change_front_desk, the_front_desk
from tests.factories import colleague
from tests.unit.test_scans import pdf

AT_ONCE = 20
LETTER = {
    "asal": "Yayasan Kasih Bunda",
    "jenis": "proposal",
    "nomor_surat": "012/YKB/XI/2026",
    "tanggal_surat": "20/11/2026",
    "diterima": "23/11/2026",
    "sifat": "biasa",
    "perihal": "Permohonan rekomendasi pengumpulan uang dan barang",
    "lampiran": "1 berkas",
    "catatan": "",
}


def enter(desk, actor, **changed):
    return enter_mail(desk.uow(), actor, MailEntry(LETTER | changed), desk.now())


def numbers(desk, actor, **wanted):
    return [row.number for row in mail_list(desk.reader(), actor, MailFilter(**wanted))]


def set_mail(desk, actor, **values):
    kept = the_front_desk(desk.reader())
    change_front_desk(desk.uow(), actor, kept.model_copy(update={"mail": MailDesk(**values)}))


def test_agenda_numbers_follow_each_other_and_begin_anew_each_year(desk, actor, clock, at_moment):
    assert enter(desk, actor).number == "001/SM/2026"
    second = enter(desk, actor, nomor_surat="013/YKB/XI/2026")
    assert second.number == "002/SM/2026"
    at_moment(2027, 1, 4, 9)
    assert enter(desk, actor, nomor_surat="1", diterima="kemarin").number == "001/SM/2027"
    assert numbers(desk, actor) == ["001/SM/2027", "002/SM/2026", "001/SM/2026"]


def test_the_pattern_is_the_offices_own_and_never_writes_a_number_twice(desk, actor):
    set_mail(desk, actor, pattern="{urut}")
    assert [enter(desk, actor, nomor_surat=str(n)).number for n in range(2)] == ["1", "2"]
    set_mail(desk, actor, pattern="{urut}", reset=Reset.ENDLESS)
    assert enter(desk, actor, nomor_surat="x").number == "3"


def test_the_same_nonce_is_one_letter(desk, actor):
    entry = MailEntry(LETTER)
    first = enter_mail(desk.uow(), actor, entry, desk.now())
    again = enter_mail(desk.uow(), actor, entry, desk.now())
    assert (again.mail_id, again.number, again.again) == (first.mail_id, first.number, True)


def test_a_like_letter_is_told_before_it_gets_a_second_number(desk, actor):
    enter(desk, actor)
    with pytest.raises(InvalidInput) as refused:
        enter(desk, actor, asal="YAYASAN KASIH BUNDA")
    assert [(f.code, f.place) for f in refused.value.faults] == [("surat_masuk_sudah_ada", "nomor_surat")]
    twin = MailEntry(LETTER, twin_known=True)
    assert enter_mail(desk.uow(), actor, twin, desk.now()).number == "002/SM/2026"


@pytest.mark.parametrize(
    ("changed", "places"),
    [
        ({"asal": " ", "perihal": "", "jenis": "", "sifat": ""}, {"asal", "perihal", "jenis", "sifat"}),
        ({"diterima": "besok"}, {"diterima"}),
        ({"tanggal_surat": "31/2/2026"}, {"tanggal_surat"}),
        ({"tanggal_surat": "23/11/2026", "diterima": "20/11/2026"}, {"diterima"}),
        ({"asal": "x" * 161, "perihal": "y" * 501}, {"asal", "perihal"}),
        ({"perihal": "a\x00b"}, {"perihal"}),
    ],
)
def test_what_is_wrong_is_said_at_its_place_and_takes_no_number(desk, actor, changed, places):
    with pytest.raises(InvalidInput) as refused:
        enter(desk, actor, **changed)
    assert {fault.place for fault in refused.value.faults} == places
    assert enter(desk, actor).number == "001/SM/2026"


def test_a_letter_is_corrected_with_a_reason_and_what_stood_before_is_kept(desk, actor):
    kept = enter(desk, actor)
    changed = LETTER | {"perihal": "Permohonan rekomendasi PUB", "tanggal_surat": ""}
    for reason in ("", " ", "x" * 501):
        with pytest.raises(InvalidInput) as refused:
            correct_mail(desk.uow(), actor, kept.mail_id, 0, changed, reason, desk.now())
        assert {fault.place for fault in refused.value.faults} == {"alasan"}
    with pytest.raises(UserError, match="tidak_ada_perubahan"):
        correct_mail(desk.uow(), actor, kept.mail_id, 0, LETTER, "Salah ketik.", desk.now())
    correct_mail(desk.uow(), actor, kept.mail_id, 0, changed, "Salah ketik.", desk.now())
    with pytest.raises(Conflict):
        correct_mail(desk.uow(), actor, kept.mail_id, 0, LETTER, "Sekali lagi.", desk.now())
    view = view_mail(desk.reader(), actor, kept.mail_id)
    assert (view.row.subject, view.row.dated, view.row.corrections) == ("Permohonan rekomendasi PUB", None, 1)
    (change,) = view.changes
    assert (change.who, change.reason) == (actor.name, "Salah ketik.")
    assert change.before == (
        ("Tanggal surat", "20 November 2026"), ("Perihal", LETTER["perihal"]),
    )  # fmt: skip
    assert view.typed == changed


def test_one_entered_by_mistake_is_cancelled_and_stays(desk, actor):
    kept = enter(desk, actor)
    with pytest.raises(InvalidInput):
        cancel_mail(desk.uow(), actor, kept.mail_id, 0, " ", desk.now())
    cancel_mail(desk.uow(), actor, kept.mail_id, 0, "Tercatat dua kali.", desk.now())
    assert view_mail(desk.reader(), actor, kept.mail_id).row.cancelled_reason == "Tercatat dua kali."
    with pytest.raises(UserError, match="surat_masuk_dibatalkan"):
        correct_mail(desk.uow(), actor, kept.mail_id, 1, LETTER | {"asal": "Lain"}, "Salah.", desk.now())
    assert numbers(desk, actor) == ["001/SM/2026"]
    assert numbers(desk, actor, undisposed=True) == []
    assert enter(desk, actor).number == "002/SM/2026"


def test_search_period_and_kind_narrow(desk, actor):
    enter(desk, actor)
    enter(desk, actor, asal="Camat Utara", jenis="undangan", nomor_surat="5", diterima="20/11/2026",
          perihal="Rapat koordinasi 100% kehadiran")  # fmt: skip
    assert numbers(desk, actor, text="bunda 012") == ["001/SM/2026"]
    assert numbers(desk, actor, text="KOORDINASI 100%") == ["002/SM/2026"]
    assert numbers(desk, actor, text="%") == ["002/SM/2026"]
    assert numbers(desk, actor, kind=MailKind.INVITATION) == ["002/SM/2026"]
    assert numbers(desk, actor, days=(date(2026, 11, 23), date(2026, 11, 23))) == ["001/SM/2026"]


def test_a_confidential_letter_is_read_by_few(desk, actor):
    kept = enter(desk, actor, sifat="rahasia", perihal="Pemeriksaan internal", catatan="Sampul tertutup")
    head, kasi = colleague(desk, actor, Role.KADIS), colleague(desk, actor, Role.KASI)
    assert view_mail(desk.reader(), actor, kept.mail_id).row.readable
    assert view_mail(desk.reader(), head, kept.mail_id).row.readable
    assert not view_mail(desk.reader(), kasi, kept.mail_id).row.readable
    assert numbers(desk, kasi, text="internal") == []
    assert numbers(desk, kasi) == ["001/SM/2026"]
    operator = colleague(desk, actor, Role.OPERATOR)
    with pytest.raises(UserError, match="surat_masuk_tidak_ditemukan"):
        correct_mail(desk.uow(), operator, kept.mail_id, 0, LETTER, "Ingin tahu.", desk.now())


def test_who_does_not_keep_the_agenda_may_not_enter_or_correct(desk, actor):
    kept = enter(desk, actor)
    for role in (Role.KASI, Role.KADIS, Role.PEMBACA):
        other = colleague(desk, actor, role)
        with pytest.raises(UserError, match="tidak_berwenang"):
            enter(desk, other)
        with pytest.raises(UserError, match="tidak_berwenang"):
            correct_mail(desk.uow(), other, kept.mail_id, 0, LETTER, "Salah.", desk.now())
        with pytest.raises(UserError, match="tidak_berwenang"):
            cancel_mail(desk.uow(), other, kept.mail_id, 0, "Salah.", desk.now())


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE incoming_mail SET subject = 'lain'",
        "UPDATE incoming_mail SET subject = 'lain', corrections = corrections + 1",
        "UPDATE incoming_mail SET number = 'lain'",
        "DELETE FROM incoming_mail",
        "UPDATE mail_change SET reason = 'lain'",
        "DELETE FROM mail_change",
    ],
)
def test_what_stands_changes_only_by_a_correction(desk, actor, statement):
    kept = enter(desk, actor)
    correct_mail(desk.uow(), actor, kept.mail_id, 0, LETTER | {"asal": "Lain"}, "Salah.", desk.now())
    with desk.uow() as uow, pytest.raises(DBAPIError, match="append-only"):
        uow.session.execute(text(statement))


def test_the_settings_of_an_office_are_checked():
    def codes(**values):
        return [fault.code for fault in mail_desk_faults(MailDesk.model_construct(**values))]

    whole = {"pattern": "{urut}", "instructions": ("Arsipkan",)}
    assert codes(**whole) == []
    assert codes(**whole | {"pattern": "SM"}) == ["pola_nomor_tanpa_urut"]
    assert codes(**whole | {"pattern": "{urut}/{layanan}"}) == ["pola_nomor_salah"]
    assert codes(**whole | {"instructions": ()}) == ["instruksi_kosong"]
    assert codes(**whole | {"instructions": ("A", "a")}) == ["instruksi_berulang"]
    assert codes(**whole | {"instructions": ("x" * 81,)}) == ["teks_terlalu_panjang"]


def test_a_scan_hangs_on_its_letter_and_is_seen_by_who_reads_it(desk, actor, clock):
    kept = enter(desk, actor, sifat="rahasia")
    nonce = view_mail(desk.reader(), actor, kept.mail_id).nonce
    scan = read_scan("surat.pdf", pdf(2))
    known = attach(desk.uow(), actor, desk.store, Owner(nonce), "", scan, desk.now())
    clock.forward(days=3)
    forget_ownerless(desk.uow(), desk.now())
    assert view_mail(desk.reader(), actor, kept.mail_id).scans == 1
    head, kasi = colleague(desk, actor, Role.KADIS), colleague(desk, actor, Role.KASI)
    assert [one.name for one in attachments_of(desk.reader(), head, Owner(nonce))] == ["surat.pdf"]
    with pytest.raises(UserError, match="surat_masuk_tidak_ditemukan"):
        attachments_of(desk.reader(), kasi, Owner(nonce))
    with pytest.raises(InvalidInput):
        take_away(desk.uow(), actor, known, "", desk.now())
    take_away(desk.uow(), actor, known, "Pindaian surat lain.", desk.now())
    assert view_mail(desk.reader(), actor, kept.mail_id).scans == 0
    (gone,) = attachments_of(desk.reader(), actor, Owner(nonce))
    assert gone.removed_reason == "Pindaian surat lain."


def test_the_kinds_are_the_offices_own_and_a_letter_keeps_the_one_it_has(desk, actor):
    first = enter(desk, actor, jenis="undangan")
    kinds = named_kinds(USUAL_KINDS, ("proposal lembaga", "Laporan bulanan", "Undangan rapat"))
    set_mail(desk, actor, kinds=kinds)
    assert [(kind.code, kind.name, kind.offered) for kind in kinds] == [
        ("proposal", "proposal lembaga", True),
        ("laporan_bulanan", "Laporan bulanan", True),
        ("undangan_rapat", "Undangan rapat", True),
        ("permohonan", "Permohonan", False),
        ("undangan", "Undangan", False),
        ("pemberitahuan", "Pemberitahuan atau edaran", False),
        ("lain", "Lain-lain", False),
    ]
    with pytest.raises(InvalidInput) as refused:
        enter(desk, actor, jenis="undangan", nomor_surat="2")
    assert {fault.place for fault in refused.value.faults} == {"jenis"}
    second = enter(desk, actor, jenis="laporan_bulanan", nomor_surat="2")
    assert numbers(desk, actor, kind="laporan_bulanan") == [second.number]
    old = view_mail(desk.reader(), actor, first.mail_id)
    assert (old.row.kind, old.row.kind_name) == ("undangan", "Undangan")
    assert [kind.code for kind in old.kinds] == ["proposal", "laporan_bulanan", "undangan_rapat", "undangan"]
    kept = LETTER | {"jenis": "undangan", "perihal": "Rapat"}
    correct_mail(desk.uow(), actor, first.mail_id, 0, kept, "Salah ketik.", desk.now())
    again = named_kinds(kinds, ("Undangan", "UNDANGAN!"))
    assert [kind.code for kind in again if kind.offered] == ["undangan", "undangan_2"]


@pytest.mark.parametrize("names", [(), ("Undangan", "undangan"), ("x" * 61,), tuple(map(str, range(21)))])
def test_wrong_kinds_are_said_at_their_place(names):
    desk = MailDesk.model_construct(kinds=named_kinds((), names))
    assert {fault.place for fault in mail_desk_faults(desk)} == {"kinds"}


def test_whoever_sent_letters_before_is_known_the_latest_first(desk, actor):
    for number, sender in enumerate(("Camat Utara", "Bappeda", "Camat Selatan", "Camat Utara")):
        enter(desk, actor, asal=sender, nomor_surat=str(number))
    assert known_senders(desk.reader(), "cam") == ("Camat Utara", "Camat Selatan")
    assert known_senders(desk.reader(), "camat%") == ()


def _enter_many(path, key, actor, start, results):
    engine = open_database(path, key)
    writes = sessions(engine)[1]
    start.wait(60)
    results.put([_entered(UnitOfWork(writes), actor, f"B{n}") for n in range(AT_ONCE)])
    engine.dispose()


def _entered(uow, actor, number):
    return enter_mail(
        uow, actor, MailEntry(LETTER | {"nomor_surat": number}), datetime(2026, 11, 23, 8)
    ).number


def test_two_officers_who_enter_letters_at_once_get_different_numbers_without_a_gap(desk, actor):
    spawn = multiprocessing.get_context("spawn")
    start, results = spawn.Barrier(2), spawn.Queue()
    arguments = (desk.paths.database, desk.key.database_key(), actor, start, results)
    other = spawn.Process(target=_enter_many, args=arguments)
    other.start()
    start.wait(60)
    mine = [_entered(desk.uow(), actor, f"A{n}") for n in range(AT_ONCE)]
    theirs = results.get(timeout=60)
    other.join(60)
    assert other.exitcode == 0
    assert sorted(mine + theirs) == [f"{n:03}/SM/2026" for n in range(1, 2 * AT_ONCE + 1)]
