"""Dispositions: downwards, passed on, done, withdrawn; given in the program or recorded from paper."""

from datetime import date

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from dinsos_desk.db.queries.mail.letters import MailFilter
from dinsos_desk.db.queries.recaps.figures import Period
from dinsos_desk.domain.mail import RecipientState
from dinsos_desk.domain.routing import Role
from dinsos_desk.errors import Conflict, InvalidInput, UserError
from dinsos_desk.usecases.audit.trail import narrowed, trail
from dinsos_desk.usecases.mail.agenda import cancel_mail
from dinsos_desk.usecases.mail.dispositions import Orders, dispose, finish, reopen, withdraw
from dinsos_desk.usecases.mail.givers import Giver, givers
from dinsos_desk.usecases.mail.tasks import my_tasks, tasks_waiting
from dinsos_desk.usecases.mail.view import mail_list, view_mail
from tests.db.test_mail import enter
from tests.factories import colleague

FOLLOW = "Tindak lanjuti sesuai ketentuan"
PAPER = {"tanggal": "23/11/2026", "dibawa": "Sdr. Anton"}


@pytest.fixture
def mail_id(desk, actor):
    return enter(desk, actor).mail_id


def key_of(giver: Giver, role: Role, kind: str = "pengguna") -> str:
    return next(one.key for one in giver.targets if one.key.startswith(kind) and role in one.roles)


def give(desk, who, mail_id, role, kind="pengguna", ticked=(FOLLOW,), giver=None, **typed):
    giver = giver or givers(desk, who, mail_id)[0]
    orders = Orders((key_of(giver, role, kind),), ticked, typed)
    return dispose(desk, who, mail_id, giver, orders, desk.now())


def tasks(desk, who):
    return my_tasks(desk.reader(), who)


def states(desk, who, mail_id):
    return [row.state for row in view_mail(desk.reader(), who, mail_id).recipients]


def undisposed(desk, who):
    return len(mail_list(desk.reader(), who, MailFilter(undisposed=True)))


def test_from_the_head_to_the_kasi_and_done(desk, actor, crew, mail_id):
    head, kabid, kasi = crew[Role.KADIS], crew[Role.KABID], crew[Role.KASI]
    assert undisposed(desk, actor) == 1
    give(desk, head, mail_id, Role.KABID, isi="Laporkan hari Jumat.", batas="4h")
    assert undisposed(desk, actor) == 0
    assert (tasks_waiting(desk.reader(), kabid), tasks_waiting(desk.reader(), kasi)) == (1, 0)
    (task,) = tasks(desk, kabid)
    assert (task.disposition.giver_name, task.disposition.due_on) == (head.name, date(2026, 11, 27))
    assert (task.disposition.instructions, task.disposition.note) == ((FOLLOW,), "Laporkan hari Jumat.")
    give(desk, kabid, mail_id, Role.KASI, ticked=("Teliti dan verifikasi",))
    assert tasks(desk, kabid) == ()
    assert states(desk, head, mail_id) == [RecipientState.FORWARDED, RecipientState.WAITING]
    (task,) = tasks(desk, kasi)
    with pytest.raises(InvalidInput) as refused:
        finish(desk.uow(), kasi, task.recipient.id, {"hasil": " "}, desk.now())
    assert [fault.place for fault in refused.value.faults] == ["hasil"]
    finish(desk.uow(), kasi, task.recipient.id, {"hasil": "Lembaga sudah diverifikasi."}, desk.now())
    assert tasks(desk, kasi) == ()
    with pytest.raises(Conflict):
        finish(desk.uow(), kasi, task.recipient.id, {"hasil": "Lagi."}, desk.now())
    last = view_mail(desk.reader(), head, mail_id).recipients[-1]
    assert (last.state, last.result) == (RecipientState.DONE, "Lembaga sudah diverifikasi.")
    reopen(desk.uow(), kasi, task.recipient.id, desk.now())
    assert tasks_waiting(desk.reader(), kasi) == 1
    with desk.reading() as session:
        steps = session.scalars(text("SELECT state FROM disposition_step ORDER BY id")).all()
    assert steps == ["selesai", "menunggu"]


def test_it_goes_downwards_only(desk, actor, crew, mail_id):
    roles = {role for one in givers(desk, crew[Role.KADIS], mail_id)[0].targets for role in one.roles}
    assert Role.KADIS not in roles
    assert {Role.SEKRETARIS, Role.KABID, Role.KASI, Role.PETUGAS} <= roles
    give(desk, crew[Role.KADIS], mail_id, Role.KABID)
    (kabid,) = givers(desk, crew[Role.KABID], mail_id)
    assert {min(one.roles) for one in kabid.targets if one.key.startswith("jabatan")} <= {
        Role.KASI,
        Role.OPERATOR,
    }
    assert all(not one.roles & {Role.KADIS, Role.SEKRETARIS, Role.KABID} for one in kabid.targets)
    assert givers(desk, crew[Role.KASI], mail_id) == ()
    upwards = Orders((key_of(givers(desk, actor, mail_id)[0], Role.KASI),), (FOLLOW,), PAPER)
    with pytest.raises(InvalidInput):
        dispose(
            desk,
            crew[Role.KABID],
            mail_id,
            kabid,
            Orders(("jabatan:kepala_dinas",), upwards.ticked, {}),
            desk.now(),
        )


def test_a_post_is_known_by_who_holds_it(desk, actor, crew, mail_id):
    give(desk, crew[Role.KADIS], mail_id, Role.SEKRETARIS, kind="jabatan")
    assert tasks_waiting(desk.reader(), crew[Role.SEKRETARIS]) == 1
    assert tasks_waiting(desk.reader(), crew[Role.KABID]) == 0
    (row,) = view_mail(desk.reader(), actor, mail_id).recipients
    assert (row.user_id, row.name.startswith("Pejabat Contoh")) == (None, True)


def test_a_division_sees_and_gets_only_its_own(desk, actor, crew, mail_id):
    ours = colleague(desk, actor, Role.KABID, "Rehabilitasi Sosial")
    theirs = colleague(desk, actor, Role.KABID, "Penanganan Fakir Miskin")
    head = crew[Role.KADIS]
    giver = givers(desk, head, mail_id)[0]
    dispose(desk, head, mail_id, giver, Orders((f"pengguna:{ours.user_id}",), (FOLLOW,), {}), desk.now())
    assert [len(mail_list(desk.reader(), who, MailFilter())) for who in (head, ours, theirs)] == [1, 1, 0]
    with pytest.raises(UserError, match="surat_masuk_tidak_ditemukan"):
        view_mail(desk.reader(), theirs, mail_id)
    with pytest.raises(UserError, match="surat_masuk_tidak_ditemukan"):
        givers(desk, theirs, mail_id)


def test_the_desk_records_what_stands_on_paper(desk, actor, crew, mail_id, clock):
    clock.forward(days=2)
    first = givers(desk, actor, mail_id)[0]
    assert (first.label, first.in_person, first.key) == ("Kepala Dinas Sosial", False, "jabatan:kepala_dinas")
    for typed, places in (
        ({}, {"tanggal", "dibawa"}),
        (PAPER | {"tanggal": "20/11/2026"}, {"tanggal"}),
        (PAPER | {"tanggal": "besok"}, {"tanggal"}),
    ):
        with pytest.raises(InvalidInput) as refused:
            give(desk, actor, mail_id, Role.KABID, kind="jabatan", **typed)
        assert {fault.place for fault in refused.value.faults} == places
    give(desk, actor, mail_id, Role.KABID, kind="jabatan", **PAPER)
    view = view_mail(desk.reader(), actor, mail_id)
    (given,) = view.dispositions
    assert (given.on_paper, given.carried_by, given.given_on) == (True, "Sdr. Anton", date(2026, 11, 23))
    assert (given.giver_post, given.recorded_by) == ("Kepala Dinas Sosial", actor.name)
    assert given.giver_name.startswith("Pejabat Contoh")
    (row,) = view.recipients
    for typed, places in (
        ({"hasil": "Sudah."}, {"tanggal", "dibawa"}),
        ({"hasil": "Sudah.", "tanggal": "22/11/2026", "dibawa": "Anton"}, {"tanggal"}),
    ):
        with pytest.raises(InvalidInput) as refused:
            finish(desk.uow(), actor, row.id, typed, desk.now())
        assert {fault.place for fault in refused.value.faults} == places
    finish(desk.uow(), actor, row.id, {"hasil": "Sudah.", **PAPER}, desk.now())
    assert states(desk, actor, mail_id) == [RecipientState.DONE]
    week = Period(date(2026, 11, 23), date(2026, 11, 30))
    found = trail(desk.reader(), actor, narrowed(week, text="dari kertas"))
    assert [line.what for line in found] == [
        "Mencatat disposisi selesai dari kertas",
        "Mencatat disposisi dari kertas",
    ]


def test_nothing_is_given_twice_and_what_was_wrong_is_withdrawn(desk, actor, crew, mail_id):
    head, kabid = crew[Role.KADIS], crew[Role.KABID]
    giver = givers(desk, head, mail_id)[0]
    give(desk, head, mail_id, Role.KABID)
    with pytest.raises(Conflict):
        give(desk, head, mail_id, Role.KABID, giver=giver)
    (row,) = view_mail(desk.reader(), head, mail_id).recipients
    with pytest.raises(UserError, match="tidak_berwenang"):
        withdraw(desk.uow(), kabid, row.id, "Bukan bidang saya.", desk.now())
    with pytest.raises(InvalidInput):
        withdraw(desk.uow(), head, row.id, "  ", desk.now())
    with pytest.raises(UserError, match="surat_masuk_sudah_dipakai"):
        cancel_mail(desk.uow(), actor, mail_id, 0, "Salah.", desk.now())
    withdraw(desk.uow(), head, row.id, "Salah bidang.", desk.now())
    assert tasks_waiting(desk.reader(), kabid) == 0
    assert undisposed(desk, head) == 1
    give(desk, head, mail_id, Role.SEKRETARIS)
    assert states(desk, head, mail_id) == [RecipientState.WITHDRAWN, RecipientState.WAITING]


def test_who_and_what_must_be_said(desk, crew, mail_id):
    head = crew[Role.KADIS]
    giver = givers(desk, head, mail_id)[0]
    for orders, places in (
        (Orders((), (), {}), {"kepada", "isi"}),
        (Orders(("pengguna:999",), ("Instruksi lain",), {"isi": " "}), {"kepada", "isi"}),
        (Orders((giver.targets[0].key,), (FOLLOW,), {"batas": "22/11/2026"}), {"batas"}),
    ):
        with pytest.raises(InvalidInput) as refused:
            dispose(desk, head, mail_id, giver, orders, desk.now())
        assert {fault.place for fault in refused.value.faults} == places
    assert givers(desk, crew[Role.OPERATOR], mail_id)[0].in_person is False
    reader_only = Giver("x", None, True, giver.targets)
    with pytest.raises(UserError, match="tidak_berwenang"):
        dispose(desk, colleague_reader(desk, crew), mail_id, reader_only, Orders((), (), {}), desk.now())


def colleague_reader(desk, crew):
    return colleague(desk, crew[Role.PETUGAS], Role.PEMBACA)


@pytest.mark.parametrize(
    "table", ["disposition", "disposition_recipient", "disposition_step", "mail_request"]
)
def test_what_was_written_down_stays(desk, actor, crew, mail_id, walker, dtks, table):
    give(desk, crew[Role.KADIS], mail_id, Role.KABID)
    (task,) = tasks(desk, crew[Role.KABID])
    finish(desk.uow(), crew[Role.KABID], task.recipient.id, {"hasil": "Sudah."}, desk.now())
    if table == "mail_request":
        taken = walker.take(dtks).request_id
        with desk.uow() as uow:
            uow.mails.link(mail_id, taken, actor.user_id, desk.now())
            uow.commit()
    for statement in (f"DELETE FROM {table}", f"UPDATE {table} SET id = id + 100"):
        with desk.uow() as uow, pytest.raises(DBAPIError, match="append-only"):
            uow.session.execute(text(statement))


def test_the_head_gives_another_one_beside_the_first_but_not_the_same_twice(desk, actor, crew, mail_id):
    head, first = crew[Role.KADIS], givers(desk, crew[Role.KADIS], mail_id)[0]
    assert first.after == 0
    given = give(desk, head, mail_id, Role.KABID)
    (again,) = givers(desk, head, mail_id)
    assert (again.after, again.from_id, again.in_person) == (given, None, True)
    own = [one for one in givers(desk, crew[Role.SEKRETARIS], mail_id) if one.in_person]
    assert not [one for one in own if one.from_id is None]
    give(desk, head, mail_id, Role.SEKRETARIS)
    with pytest.raises(Conflict):
        give(desk, head, mail_id, Role.SEKRETARIS, giver=again)
    view = view_mail(desk.reader(), head, mail_id)
    assert [one.from_id for one in view.dispositions] == [None, None]
    assert states(desk, head, mail_id) == [RecipientState.WAITING] * 2


def test_the_desk_records_another_one_of_the_head_from_paper_but_not_the_same_twice(
    desk, actor, crew, mail_id
):
    given = give(desk, actor, mail_id, Role.KABID, kind="jabatan", **PAPER)
    (again,) = (one for one in givers(desk, actor, mail_id) if one.from_id is None)
    assert (again.after, again.in_person, again.key) == (given, False, "jabatan:kepala_dinas")
    give(desk, actor, mail_id, Role.SEKRETARIS, kind="jabatan", giver=again, **PAPER)
    with pytest.raises(Conflict):
        give(desk, actor, mail_id, Role.SEKRETARIS, kind="jabatan", giver=again, **PAPER)
    view = view_mail(desk.reader(), actor, mail_id)
    assert [one.from_id for one in view.dispositions] == [None, None]
    assert states(desk, actor, mail_id) == [RecipientState.WAITING] * 2
