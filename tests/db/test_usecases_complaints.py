"""Complaints: written down, moved on, answered, corrected, found; who may do and see what."""

from datetime import date, datetime

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from dinsos_desk.db.queries.audit.trail import TrailFilter
from dinsos_desk.db.queries.complaints import ALL, DONE, LATE, OPEN
from dinsos_desk.db.queries.recaps.figures import Period
from dinsos_desk.domain.audit import Kind
from dinsos_desk.domain.complaints import ComplaintDeed, ComplaintState
from dinsos_desk.domain.front_desk import FrontDesk
from dinsos_desk.domain.number_series import NumberSeries
from dinsos_desk.domain.people import mask_nik
from dinsos_desk.domain.routing import Role
from dinsos_desk.errors import Conflict, InvalidInput, UserError
from dinsos_desk.usecases.audit.trail import trail
from dinsos_desk.usecases.complaints.entry import Entry, KnownService
from dinsos_desk.usecases.complaints.handling import (
    Act,
    act,
    complaint_list,
    correct_complaint,
    correct_step,
    figures_for,
    receive_complaint,
)
from dinsos_desk.usecases.complaints.view import (
    complaint_view,
    known_services,
    person_of_request,
)
from dinsos_desk.usecases.numbers.series import keep_series
from dinsos_desk.usecases.office.front_desk import change_front_desk
from dinsos_desk.usecases.requests.view import view_request
from tests.factories import colleague

TYPED = {
    "saluran": "langsung",
    "anonim": "tidak",
    "nama": "Bapak Darmo Contoh",
    "kontak": "0812 3456 7890",
    "tentang": "umum",
    "kategori": "waktu",
    "isi": "Sudah tiga kali datang, antrean selalu tutup sebelum jam dua belas.",
}
REHAB = "Bidang Rehabilitasi Sosial"


def receive(desk, actor, services=(), person_id=None, **more):
    entry = Entry({**TYPED, **more}, person_id)
    return receive_complaint(desk.uow(), actor, entry, services, desk.now())


def do(desk, actor, complaint_id, deed, **more):
    version = complaint_view(desk.reader(), actor, complaint_id).version
    return act(desk.uow(), actor, Act(complaint_id, version, deed, **more), desk.now())


def listed(desk, actor, part=ALL, words=""):
    return complaint_list(desk.reader(), actor, part, words, desk.now().date())


def view_of(desk, actor, complaint_id):
    return complaint_view(desk.reader(), actor, complaint_id)


def test_numbers_run_per_year_and_the_pattern_is_the_offices(desk, actor, clock):
    first, second = receive(desk, actor), receive(desk, actor)
    assert [view_of(desk, actor, one).row.number for one in (first, second)] == ["P-001/2026", "P-002/2026"]
    series = NumberSeries("", "Pengaduan", "400.1/{urut}/ADU/{tahun}", kinds=frozenset({"pengaduan"}))
    keep_series(desk, actor, series)
    assert view_of(desk, actor, receive(desk, actor)).row.number == "400.1/3/ADU/2026"
    clock.moment = datetime(2027, 1, 4, 8, 30)
    assert view_of(desk, actor, receive(desk, actor)).row.number == "400.1/1/ADU/2027"


def test_due_by_the_published_limit_in_working_days_or_never(desk, actor, clock):
    assert view_of(desk, actor, receive(desk, actor)).row.due_on is None
    change_front_desk(desk.uow(), actor, FrontDesk(complaint_days=5))
    known = receive(desk, actor)
    assert view_of(desk, actor, known).row.due_on == date(2026, 11, 30)
    clock.forward(days=7)
    assert not listed(desk, actor, LATE).rows
    clock.forward(days=1)
    assert [row.id for row in listed(desk, actor, LATE).rows] == [known]
    figures = figures_for(desk.reader(), actor, desk.now().date())
    assert (figures.open, figures.late) == (2, 1)
    assert listed(desk, actor, OPEN).rows[0].id == known


def test_about_an_application_it_belongs_to_its_people_service_and_division(desk, actor, walker, dtks):
    taken = walker.take(dtks)
    person_id = person_of_request(desk.reader(), taken.request_id)
    known = receive(desk, actor, person_id=person_id, tentang="permohonan", nomor=taken.receipt)
    view = view_of(desk, actor, known)
    assert (view.row.receipt, view.row.service_name) == (taken.receipt, dtks.short_name)
    assert view.row.person_id == person_id
    with desk.reader() as uow:
        assert view.nik == mask_nik(uow.people.person(person_id).nik)
    (about,) = view_request(desk.reader(), actor, taken.request_id).complaints
    assert about.id == known
    with desk.reader() as uow:
        assert uow.complaints.get(known).division == dtks.division


def test_about_a_service_of_this_desk(desk, actor):
    services = known_services(desk.reader(), desk.catalog)
    assert len(services) == 25
    known = receive(desk, actor, services, tentang="layanan", layanan="lubuklinggau_pbi_jk")
    assert (
        view_of(desk, actor, known).row.service_name
        == desk.catalog.services["lubuklinggau-pbi-jk"].short_name
    )


def test_nobody_is_kept_of_somebody_without_a_name(desk, actor, walker, dtks):
    person_id = person_of_request(desk.reader(), walker.take(dtks).request_id)
    known = receive(desk, actor, person_id=person_id, anonim="ya")
    with desk.reader() as uow:
        row = uow.complaints.get(known)
        assert (row.person_id, row.name, row.contact, row.anonymous) == (None, "", "", True)
        assert "darmo" not in row.search
    assert listed(desk, actor, ALL, "darmo").rows == ()


WRONG = (
    ({"isi": " "}, "isi"),
    ({"isi": "x" * 4001}, "isi"),
    ({"isi": "ada\x00nul"}, "isi"),
    ({"saluran": ""}, "saluran"),
    ({"kategori": "apa saja"}, "kategori"),
    ({"nama": ""}, "nama"),
    ({"tentang": "permohonan", "nomor": ""}, "nomor"),
    ({"tentang": "permohonan", "nomor": "2026-999"}, "nomor"),
    ({"tentang": "layanan", "layanan": ""}, "layanan"),
)


def test_what_is_missing_or_wrong_is_said_at_its_place_and_burns_no_number(desk, actor):
    for wrong, place in WRONG:
        with pytest.raises(InvalidInput) as refused:
            receive(desk, actor, **wrong)
        assert [fault.place for fault in refused.value.faults] == [f"pengaduan.{place}"]
    assert view_of(desk, actor, receive(desk, actor)).row.number == "P-001/2026"


def test_the_way_of_a_complaint(desk, actor, crew, clock):
    known = receive(desk, actor, saluran="lapor", rujukan="LAPOR-778812")
    clock.forward(hours=1)
    do(desk, actor, known, ComplaintDeed.FORWARD, handler="Kabid Rehabilitasi", words="Mohon dijawab.")
    assert view_of(desk, actor, known).row.state is ComplaintState.FORWARDED
    with pytest.raises(UserError, match="tidak_berwenang"):
        do(desk, actor, known, ComplaintDeed.ANSWER, words="Sudah.")
    clock.forward(hours=1)
    after = do(desk, crew[Role.KABID], known, ComplaintDeed.ANSWER, words="Jam loket sudah diperpanjang.")
    assert after is ComplaintState.ANSWERED
    view = view_of(desk, actor, known)
    assert view.answer == "Jam loket sudah diperpanjang."
    assert [step.deed.value for step in view.steps] == ["terima", "teruskan", "jawab"]
    assert view.row.finished_at == desk.now()
    assert [row.id for row in listed(desk, actor, DONE).rows] == [known]
    do(desk, actor, known, ComplaintDeed.REOPEN, reason="Pelapor belum puas.")
    assert view_of(desk, actor, known).row.finished_at is None
    do(desk, actor, known, ComplaintDeed.WITHDRAW, reason="Pelapor mencabut.")
    assert listed(desk, actor, OPEN).rows == ()


def test_no_step_without_its_words(desk, actor, crew):
    known = receive(desk, actor)
    for deed, place in (
        (ComplaintDeed.FORWARD, "kepada"),
        (ComplaintDeed.ANSWER, "jawaban"),
        (ComplaintDeed.CLOSE, "alasan"),
        (ComplaintDeed.WITHDRAW, "alasan"),
    ):
        with pytest.raises(InvalidInput) as refused:
            do(desk, crew[Role.KADIS], known, deed)
        assert [fault.place for fault in refused.value.faults] == [place]
    assert len(view_of(desk, actor, known).steps) == 1


def test_who_was_first_stands(desk, actor, crew):
    known = receive(desk, actor)
    seen = view_of(desk, actor, known).version
    do(desk, actor, known, ComplaintDeed.FORWARD, handler="Sekretaris")
    late = Act(known, seen, ComplaintDeed.ANSWER, words="Terlambat.")
    with pytest.raises(Conflict):
        act(desk.uow(), crew[Role.KASI], late, desk.now())
    assert view_of(desk, actor, known).answer == ""


def test_corrections_keep_what_stood_before(desk, actor, crew):
    known = receive(desk, actor)
    do(desk, crew[Role.KASI], known, ComplaintDeed.ANSWER, words="Loket buka sampai pukul 15.00.")
    answer = view_of(desk, actor, known).steps[-1]
    assert not answer.may_correct
    with pytest.raises(UserError, match="tidak_berwenang"):
        correct_step(desk.uow(), actor, known, answer.id, "Pukul 14.00.", "Salah ketik.", desk.now())
    correct_step(desk.uow(), crew[Role.KASI], known, answer.id, "Pukul 14.00.", "Salah ketik.", desk.now())
    view = view_of(desk, crew[Role.KASI], known)
    assert (view.answer, view.steps[-1].corrections[0].before) == (
        "Pukul 14.00.",
        "Loket buka sampai pukul 15.00.",
    )
    entry = Entry({**view.typed, "nama": "Ibu Sri Contoh", "kategori": "biaya"})
    with pytest.raises(InvalidInput) as refused:
        correct_complaint(desk.uow(), actor, known, view.version, entry, " ", (), desk.now())
    assert [fault.place for fault in refused.value.faults] == ["alasan"]
    correct_complaint(desk.uow(), actor, known, view.version, entry, "Nama keliru.", (), desk.now())
    view = view_of(desk, actor, known)
    assert view.row.who == "Ibu Sri Contoh"
    told = {one.what: one.before for one in view.steps[-1].corrections}
    assert told == {"nama": "Bapak Darmo Contoh", "pokok": "Waktu pelayanan"}
    assert [row.id for row in listed(desk, actor, ALL, "sri P-001").rows] == [known]
    assert listed(desk, actor, ALL, "darmo").rows == ()


def test_what_was_written_cannot_be_changed_in_the_database(desk, actor):
    receive(desk, actor)
    for statement in (
        "UPDATE complaint_step SET words = 'lain'",
        "DELETE FROM complaint_step",
        "DELETE FROM complaint",
        "UPDATE complaint SET number = 'P-9/2026'",
        "UPDATE complaint SET received_at = '2020-01-01 00:00:00'",
    ):
        with desk.uow() as uow, pytest.raises(DBAPIError, match="append-only"):
            uow.session.execute(text(statement))


def test_a_division_sees_its_own_and_what_came_to_it(desk, actor, clock):
    services = (KnownService("a", "A", REHAB), KnownService("b", "B", "Bidang Lain"))
    own = receive(desk, actor, services, tentang="layanan", layanan="a")
    other = receive(desk, actor, services, tentang="layanan", layanan="b")
    free = receive(desk, actor)
    kabid = colleague(desk, actor, Role.KABID, REHAB)
    assert {row.id for row in listed(desk, kabid, OPEN).rows} == {own, free}
    with pytest.raises(UserError, match="pengaduan_tidak_ditemukan"):
        view_of(desk, kabid, other)
    forward = {"handler": "Kabid Rehabilitasi", "handler_division": REHAB}
    do(desk, actor, other, ComplaintDeed.FORWARD, **forward)
    assert {row.id for row in listed(desk, kabid, OPEN).rows} == {own, other, free}
    do(desk, kabid, other, ComplaintDeed.ANSWER, words="Sudah kami tangani.")


def test_who_may_read_and_who_may_not(desk, actor):
    known = receive(desk, actor)
    reader = colleague(desk, actor, Role.PEMBACA)
    assert view_of(desk, reader, known).deeds == ()
    for refused in (
        lambda: receive(desk, reader),
        lambda: do(desk, reader, known, ComplaintDeed.FORWARD, handler="Sekretaris"),
    ):
        with pytest.raises(UserError, match="tidak_berwenang"):
            refused()
    admin = colleague(desk, actor, Role.ADMIN)
    with pytest.raises(UserError, match="tidak_berwenang"):
        listed(desk, admin)
    assert figures_for(desk.reader(), admin, desk.now().date()).open == 0


def test_the_audit_trail_tells_of_each_step(desk, actor, crew):
    known = receive(desk, actor)
    do(desk, crew[Role.KADIS], known, ComplaintDeed.CLOSE, reason="Bukan kewenangan dinas.")
    day = desk.now().date()
    lines = trail(desk.reader(), crew[Role.KADIS], TrailFilter(Period(day, day), kind=Kind.DECISION))
    told = [(line.what, line.about, line.detail) for line in lines if "pengaduan" in line.what]
    assert told == [
        ("Menutup pengaduan tanpa jawaban", "P-001/2026", "Bukan kewenangan dinas."),
        ("Menerima pengaduan", "P-001/2026", ""),
    ]
