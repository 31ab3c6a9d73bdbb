"""The audit trail: what is written, that nothing is told twice, who reads it, page by page."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from io import BytesIO

import pytest
from docx import Document
from openpyxl import load_workbook

from dinsos_desk.db.queries.recaps.figures import Period
from dinsos_desk.desk import Desk
from dinsos_desk.domain.audit import DEEDS, Deed, Kind
from dinsos_desk.domain.routing import Action, Role
from dinsos_desk.errors import EnvironmentProblem, InvalidInput, UserError
from dinsos_desk.sample.walk import standing
from dinsos_desk.usecases.audit import prints as audit_print
from dinsos_desk.usecases.audit import trail as module
from dinsos_desk.usecases.audit.prints import export_trail, print_trail
from dinsos_desk.usecases.audit.trail import DEED_WORDS, KIND_WORDS, known_users, narrowed, note_deed, trail
from dinsos_desk.usecases.numbers.changes import cancel_number
from dinsos_desk.usecases.office.officials import keep_official, officials, remove_official
from dinsos_desk.usecases.office.setup import change_office, offer_services, offered_services, the_office
from dinsos_desk.usecases.office.users import (
    UserData,
    add_user,
    change_own_password,
    change_user,
    set_password,
    users,
)
from dinsos_desk.usecases.people.shown import identity_numbers
from dinsos_desk.usecases.review.deciding import Decision, decide
from dinsos_desk.usecases.services.publishing import retire
from tests.factories import MONDAY, PASSWORD, colleague, gate_at, settled
from tests.family import SITI

YEAR = Period(date(2026, 1, 1), date(2026, 12, 31))
NEW_PASSWORD = "teh-manis-sore-4"


def told(desk, actor, kind=None, text="", user_id=None, period=YEAR):
    lines = trail(desk.reader(), actor, narrowed(period, user_id, kind, text), limit=1000)
    return list(reversed(lines))


def codes(desk, actor, kind):
    return [line.row.deed for line in told(desk, actor, kind)]


def test_every_deed_and_kind_has_words_and_a_group():
    assert set(DEED_WORDS) == set(Deed)
    assert set(KIND_WORDS) == set(Kind)
    grouped = [deed for deeds in DEEDS.values() for deed in deeds]
    assert sorted(grouped) == sorted(Deed)


def test_sign_ins_and_the_failed_ones_before_them(tmp_path, clock):
    gate = gate_at(tmp_path / "data", clock)

    desk, rani = settled(gate)
    desk.close()
    clock.forward(minutes=5)
    for login in ("rani", "rani", "siapa-ini"):
        with pytest.raises(UserError, match="sandi_salah"):
            gate.open(login, "keliru-sekali")
    failed_at = clock()
    clock.forward(minutes=1)
    desk, rani = gate.open("rani", PASSWORD)
    try:
        lines = told(desk, rani, Kind.SIGN_IN)
        assert [line.row.deed for line in lines] == ["masuk", *["masuk_gagal"] * 3, "masuk"]
        assert [line.user for line in lines[1:4]] == [rani.name, rani.name, "Nama tidak dikenal"]
        assert {line.at for line in lines[1:4]} == {failed_at}
        assert desk.ring.attempts.untold() == ()
    finally:
        desk.close()
    desk, rani = gate.open("rani", PASSWORD)
    try:
        assert codes(desk, rani, Kind.SIGN_IN).count("masuk_gagal") == 3
    finally:
        desk.close()


def test_a_power_cut_between_telling_and_forgetting_tells_nothing_twice(desk, actor):
    with pytest.raises(UserError):
        desk.ring.open("rani", "keliru-sekali", desk.now())
    untold = desk.ring.attempts.untold()
    module.note_sign_in(desk.uow(), actor, desk.ring)
    desk.ring.attempts._write(module_tries(untold))
    module.note_sign_in(desk.uow(), actor, desk.ring)
    assert codes(desk, actor, Kind.SIGN_IN).count("masuk_gagal") == 1


def module_tries(untold):
    from dinsos_desk.vault.attempts import _Tries

    return _Tries({}, untold)


def test_a_full_disk_keeps_nobody_out(desk, actor, monkeypatch):
    from dinsos_desk.db.unit_of_work import UnitOfWork

    def full(self):
        raise EnvironmentProblem("disk_penuh")

    with pytest.raises(UserError):
        desk.ring.open("rani", "keliru-sekali", desk.now())
    with monkeypatch.context() as patched:
        patched.setattr(UnitOfWork, "commit", full)
        module.note_sign_in(desk.uow(), actor, desk.ring)
    assert len(desk.ring.attempts.untold()) == 1


def test_users_and_passwords(desk, actor):
    kasi = colleague(desk, actor, Role.KASI)
    row = next(user for user in users(desk.reader()) if user.id == kasi.user_id)
    two = replace(row, roles=frozenset({Role.KASI, Role.KABID}))
    change_user(desk.uow(), actor, desk.ring, desk.key, two)
    set_password(desk.uow(), actor, desk.ring, desk.key, kasi.user_id, NEW_PASSWORD)
    change_own_password(desk.uow(), actor, desk.ring, PASSWORD, NEW_PASSWORD, desk.now())
    change_user(desk.uow(), actor, desk.ring, desk.key, replace(two, active=False))
    assert codes(desk, actor, Kind.USERS) == [
        "pengguna_tambah",
        "pengguna_ubah",
        "sandi_atur",
        "sandi_ganti",
        "pengguna_nonaktif",
    ]
    assert {line.about for line in told(desk, actor, Kind.USERS)} == {"kasi", "rani"}
    assert "teh-manis" not in repr(told(desk, actor))


def test_what_failed_is_not_told(desk, actor):
    before = told(desk, actor, Kind.USERS)
    with pytest.raises(UserError, match="sandi_salah"):
        change_own_password(desk.uow(), actor, desk.ring, "keliru-sekali", NEW_PASSWORD, desk.now())
    with pytest.raises(InvalidInput):
        add_user(desk.uow(), actor, desk.ring, desk.key, UserData("", "", "", frozenset()), "x", desk.now())
    assert told(desk, actor, Kind.USERS) == before


def test_the_same_password_again_and_one_for_a_disabled_user_are_refused(desk, actor):
    with pytest.raises(InvalidInput) as caught:
        change_own_password(desk.uow(), actor, desk.ring, PASSWORD, PASSWORD, desk.now())
    assert caught.value.faults[0].code == "sandi_sama_dengan_lama"
    kasi = colleague(desk, actor, Role.KASI)
    row = next(user for user in users(desk.reader()) if user.id == kasi.user_id)
    change_user(desk.uow(), actor, desk.ring, desk.key, replace(row, active=False))
    with pytest.raises(UserError, match="pengguna_nonaktif"):
        set_password(desk.uow(), actor, desk.ring, desk.key, kasi.user_id, NEW_PASSWORD)
    with pytest.raises(UserError, match="sandi_salah"):
        desk.ring.open("kasi", NEW_PASSWORD, desk.now())


def test_settings_and_services(desk, actor):
    change_office(desk.uow(), actor, replace(the_office(desk.reader()), phone="(0001) 1"))
    offered = offered_services(desk.reader())
    offer_services(desk.uow(), actor, offered, desk.now())
    code = sorted(offered)[0]
    retire(desk, actor, code)
    lines = told(desk, actor, Kind.SETTINGS)
    assert [line.what for line in lines] == [
        "Mengubah data kantor",
        "Mengubah layanan yang dibuka",
        "Menutup layanan",
    ]
    assert lines[-1].about == code


def test_an_official_is_told_by_title_and_name(desk, actor):
    known = officials(desk.reader())[0]
    keep_official(desk.uow(), actor, known)
    remove_official(desk.uow(), actor, known.id)
    changed, removed = told(desk, actor, Kind.SETTINGS)
    assert changed.about == removed.about == f"{known.title} · {known.name}"


def test_decisions_numbers_and_looks_are_read_where_they_stand(desk, actor, walker, dtks):
    taken = walker.take(dtks)
    walker.refuse(taken.request_id, Action.RETURN, "Alamat keliru")
    walker.clock.forward(hours=1)
    other = walker.take(dtks)
    walker.to(other.request_id, "penyerahan")
    with desk.uow() as uow:
        siti = uow.people.keep(SITI, None, actor.user_id, desk.now())
        uow.commit()
    identity_numbers(desk.uow(), actor, siti, desk.now())
    steps = told(desk, actor, Kind.DECISION)
    assert steps[0].what == "Permohonan diajukan"
    assert any(line.what == "Permohonan dikembalikan" and line.detail == "Alamat keliru" for line in steps)
    assert {line.about for line in steps} == {taken.receipt, other.receipt}
    [number] = told(desk, actor, Kind.NUMBER)
    assert number.what == "Memberi nomor surat"
    [look] = told(desk, actor, Kind.LOOK)
    assert look.about.startswith("Siti Nurhayati · 1673•")
    assert look.detail == "Halaman data orang"
    assert SITI.nik not in repr(told(desk, actor))
    walker.approve(other.request_id)
    cancel_number(desk.uow(), walker.crew[Role.OPERATOR], number.row.id, "Salah cetak sekali", desk.now())
    numbers = {line.what: line.detail for line in told(desk, actor, Kind.NUMBER)}
    assert numbers["Membatalkan nomor surat"] == "Salah cetak sekali"


def test_search_by_user_period_and_words(desk, actor, clock):
    kasi = colleague(desk, actor, Role.KASI)
    note_deed(desk.uow(), kasi, "dokumen_cetak", "2026-0007 100% surat.docx")
    clock.forward(days=40)
    note_deed(desk.uow(), actor, "dokumen_simpan", "rekap.xlsx")
    assert [line.about for line in told(desk, actor, user_id=kasi.user_id)] == ["2026-0007 100% surat.docx"]
    assert [line.about for line in told(desk, actor, text="  MENCETAK ")] == ["2026-0007 100% surat.docx"]
    assert [line.about for line in told(desk, actor, text="100%")] == ["2026-0007 100% surat.docx"]
    assert told(desk, actor, text="7%s") == []
    assert len(told(desk, actor, text="contoh kasi")) == 1
    november = Period(date(2026, 11, 1), date(2026, 11, 30))
    assert [line.about for line in told(desk, actor, Kind.DOCUMENT, period=november)] == [
        "2026-0007 100% surat.docx"
    ]
    assert [name for _, name in known_users(desk.reader(), actor)] == ["Contoh Kasi", "Rani Wulandari"]


def test_pages_follow_each_other_without_a_gap(desk: Desk, actor, walker, dtks):
    for _ in range(3):
        walker.to(walker.take(dtks).request_id, "penyerahan")
    whole = told(desk, actor)
    wanted, seen, after = narrowed(YEAR), [], None
    while page := trail(desk.reader(), actor, wanted, after, 4):
        seen += page
        after = page[-1].row
    assert len({(line.row.source, line.row.id) for line in seen}) == len(seen)
    assert seen == list(reversed(whole))
    assert len({line.at for line in seen}) < len(seen)


def test_only_overseers_read_it(desk, actor):
    for role in (Role.KASI, Role.KABID, Role.PETUGAS, Role.PEMBACA):
        somebody = colleague(desk, actor, role, "x")
        with pytest.raises(UserError, match="tidak_berwenang"):
            trail(desk.reader(), somebody, narrowed(YEAR))
        with pytest.raises(UserError, match="tidak_berwenang"):
            export_trail(desk.reader(), somebody, narrowed(YEAR), "", MONDAY)
    for role in (Role.SEKRETARIS, Role.KADIS):
        assert trail(desk.reader(), colleague(desk, actor, role), narrowed(YEAR))


def test_it_is_printed_and_exported_whole(desk, actor, monkeypatch):
    monkeypatch.setattr(audit_print, "_AT_ONCE", 7)
    for number in range(30):
        note_deed(desk.uow(), actor, "dokumen_cetak", f"=1+{number} <A & B>")
    done: list[int] = []
    wanted = narrowed(YEAR, kind=Kind.DOCUMENT)
    word = print_trail(desk.reader(), desk.letters, actor, wanted, "Cetak", desk.now(), done.append)
    assert done[-1] == 30
    [table] = [t for t in Document(BytesIO(word.content)).tables if "Waktu" in t.rows[0].cells[1].text]
    assert len(table.rows) >= 31
    assert "=1+29 <A & B>" in table.rows[1].cells[4].text
    book = load_workbook(BytesIO(export_trail(desk.reader(), actor, wanted, "", desk.now()).content))
    sheet = book["Jejak audit"]
    assert sheet.max_row == 31
    assert sheet.cell(2, 2).value == datetime(2026, 11, 23, 8, 14)
    assert sheet.cell(2, 6).value == "=1+29 <A & B>"
    assert sheet.cell(2, 6).data_type in ("s", "inlineStr")


def test_an_empty_trail_is_nihil_and_a_long_one_refused_on_paper(desk, actor, monkeypatch):
    none = narrowed(YEAR, text="tidak pernah terjadi")
    assert print_trail(desk.reader(), desk.letters, actor, none, "", desk.now()).content
    assert export_trail(desk.reader(), actor, none, "", desk.now()).content
    monkeypatch.setattr(audit_print, "MAX_PRINTED", 3)
    for _ in range(4):
        note_deed(desk.uow(), actor, "kunci")
    with pytest.raises(UserError, match="jejak_terlalu_panjang"):
        print_trail(desk.reader(), desk.letters, actor, narrowed(YEAR), "", desk.now())


def test_a_deed_of_a_later_program_is_shown_as_it_is(desk, actor):
    with desk.uow() as uow:
        from dinsos_desk.db import tables

        entry = tables.AuditEntry(at=desk.now() + timedelta(1), user_id=actor.user_id, deed="terbang")
        uow.session.add(entry)
        uow.commit()
    assert told(desk, actor)[-1].what == "terbang"


def test_what_the_desk_wrote_down_from_paper_says_for_whom(desk, actor, walker, stranded):
    request_id = walker.take(stranded).request_id
    seen = standing(desk, request_id, desk.now().date())
    clerk = replace(actor, roles=frozenset({Role.PETUGAS}))
    said = Decision(
        request_id,
        seen.version,
        seen.stage.code,
        Action.RETURN,
        "Alamat keliru.",
        on_paper=desk.now().date(),
        carried_by="Pak Contoh",
    )
    decide(desk.uow(), clerk, said, desk.now())
    taken, last = told(desk, actor, Kind.DECISION)
    asked = seen.stage.post or seen.stage.name
    assert last.detail == f"dicatat dari kertas untuk {asked} · Alamat keliru."
    assert "kertas" not in taken.detail
    for words in ("Dari kertas", "dicatat dari kertas untuk", "kertas"):
        assert told(desk, actor, Kind.DECISION, text=words) == [last]
    assert told(desk, actor, Kind.DECISION, text="dari kertas yang lain") == []
