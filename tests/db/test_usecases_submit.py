"""The one save that makes an application real, and mending it later."""

from dataclasses import replace
from datetime import datetime

import pytest
from sqlalchemy import text

from dinsos_desk.domain.entry import PaperEntry, PartyEntry
from dinsos_desk.domain.entry import typed_person as typed_of
from dinsos_desk.domain.people import Sex
from dinsos_desk.domain.routing import Action, RequestState, Role
from dinsos_desk.errors import Conflict, InvalidInput, UserError
from dinsos_desk.sample.fill import Wishes, fill_draft, with_papers
from dinsos_desk.sample.people import Crowd
from dinsos_desk.usecases.intake.drafts import IntakeDraft
from dinsos_desk.usecases.intake.reopening import reopen
from dinsos_desk.usecases.intake.submit import submit
from tests.factories import typed_person


def send(desk, actor, draft, service, clock):
    return submit(desk.uow(), actor, draft, service, desk.library.regions, clock())


def counts(desk):
    with desk.reading() as session:
        tables = ("request", "person", "history", "paper", "sequence")
        return {name: session.scalar(text(f"SELECT count(*) FROM {name}")) for name in tables}


def test_complete_goes_to_the_first_reviewer_and_its_clock_starts(desk, actor, clock, dtks):
    taken = send(desk, actor, fill_draft(dtks, Crowd(1), clock().date()), dtks, clock)
    assert taken.receipt == "2026-0001"
    assert taken.state is RequestState.RUNNING
    assert taken.stage_name == "Pemeriksaan oleh Kasi"
    assert taken.missing == ()
    assert taken.due_at == datetime(2026, 11, 23, 9, 14)


def test_incomplete_is_saved_with_what_is_missing_and_no_clock(desk, actor, clock, dtks):
    draft = fill_draft(dtks, Crowd(1), clock().date(), Wishes(incomplete=True))
    taken = send(desk, actor, draft, dtks, clock)
    assert (taken.state, taken.missing, taken.due_at) == (
        RequestState.INCOMPLETE,
        ("Fotocopy KK dan KTP",),
        None,
    )


def test_saving_the_same_draft_twice_is_one_application(desk, actor, clock, dtks):
    draft = fill_draft(dtks, Crowd(1), clock().date())
    first = send(desk, actor, draft, dtks, clock)
    before = counts(desk)
    assert send(desk, actor, draft, dtks, clock).request_id == first.request_id
    assert counts(desk) == before


def test_what_is_wrong_saves_nothing(desk, actor, clock, dtks):
    before = counts(desk)
    draft = fill_draft(dtks, Crowd(1), clock().date())
    wrong = replace(draft, answers={**draft.answers, "jumlah_anggota": "banyak"})
    with pytest.raises(InvalidInput) as refused:
        send(desk, actor, wrong, dtks, clock)
    assert [f.place for f in refused.value.faults] == ["isian.jumlah_anggota"]
    assert counts(desk) == before


def test_only_a_petugas_takes_applications_in(desk, crew, clock, dtks):
    draft = fill_draft(dtks, Crowd(1), clock().date())
    with pytest.raises(UserError, match="tidak_berwenang"):
        send(desk, crew[Role.KASI], draft, dtks, clock)


def test_register_numbers_run_by_service_and_receipts_by_year(desk, actor, walker, clock, dtks, stranded):
    taken = [walker.take(dtks), walker.take(stranded), walker.take(dtks)]
    clock.moment = datetime(2027, 1, 4, 8, 0)
    taken.append(walker.take(dtks))
    assert [t.receipt for t in taken] == ["2026-0001", "2026-0002", "2026-0003", "2027-0001"]
    rows = [walker.row(t.request_id) for t in taken]
    assert [(r.register_year, r.register_no) for r in rows] == [(2026, 1), (2026, 1), (2026, 2), (2027, 1)]


def test_a_known_nik_is_one_person_and_its_change_is_kept(desk, actor, clock, stranded):
    def come(**more):
        draft = fill_draft(stranded, Crowd(1), clock().date())
        draft = replace(draft, parties={"klien": PartyEntry(typed_person(sex=Sex.FEMALE, **more))})
        send(desk, actor, draft, stranded, clock)

    come(alamat="Jalan Lama Nomor 1")
    come(alamat="Jalan Baru Nomor 2")
    with desk.reading() as session:
        assert session.scalar(text("SELECT count(*) FROM person")) == 1
        assert session.scalar(text("SELECT address FROM person")) == "Jalan Baru Nomor 2"
        assert "Jalan Lama Nomor 1" in session.scalar(text("SELECT before FROM person_change"))


def test_completing_papers_starts_the_clock_and_keeps_everything_else(desk, actor, clock, dtks):
    draft = fill_draft(dtks, Crowd(3), clock().date(), Wishes(incomplete=True))
    taken = send(desk, actor, replace(draft, note="Datang lagi Kamis."), dtks, clock)
    clock.forward(days=1)
    again = reopen(desk.reader(), taken.request_id, clock())
    assert again.note == "Datang lagi Kamis."
    assert again.papers["kk_ktp"].state == "menyusul"
    assert {code: entry.typed["nama"] for code, entry in again.parties.items()} == {
        code: entry.typed["nama"] for code, entry in draft.parties.items()
    }
    done = send(desk, actor, with_papers(again, dtks, Crowd(1), clock().date()), dtks, clock)
    assert (done.request_id, done.receipt) == (taken.request_id, taken.receipt)
    assert done.state is RequestState.RUNNING
    assert done.due_at == datetime(2026, 11, 24, 9, 14)


@pytest.mark.parametrize("code", ["lubuklinggau-dtks", "lombok-timur-adopsi", "penelusuran-keluarga"])
def test_reopening_and_sending_unchanged_changes_nothing_typed(desk, actor, clock, code):
    service = desk.library.catalog.services[code]
    draft = fill_draft(service, Crowd(5), clock().date(), Wishes(incomplete=True))
    taken = send(desk, actor, draft, service, clock)
    first = reopen(desk.reader(), taken.request_id, clock())
    send(desk, actor, first, service, clock)
    second = reopen(desk.reader(), taken.request_id, clock())
    assert replace(second, request_version=first.request_version) == first


def test_two_people_mending_the_same_one_conflict(desk, actor, clock, dtks):
    draft = fill_draft(dtks, Crowd(1), clock().date(), Wishes(incomplete=True))
    taken = send(desk, actor, draft, dtks, clock)
    mine, theirs = (reopen(desk.reader(), taken.request_id, clock()) for _ in range(2))
    send(desk, actor, replace(mine, note="dahulu"), dtks, clock)
    with pytest.raises(Conflict, match="sudah_diubah_orang_lain"):
        send(desk, actor, replace(theirs, note="kemudian"), dtks, clock)
    assert reopen(desk.reader(), taken.request_id, clock()).note == "dahulu"


def test_what_runs_cannot_be_reopened(desk, walker, clock, dtks):
    taken = walker.take(dtks)
    with pytest.raises(UserError, match="tidak_dapat_diperbaiki"):
        reopen(desk.reader(), taken.request_id, clock())


def test_asking_for_papers_stops_the_clock_and_completing_moves_the_end(desk, actor, walker, clock):
    service = desk.library.catalog.services["penelusuran-keluarga"]
    taken = walker.take(service)
    clock.forward(days=1)
    walker.refuse(taken.request_id, Action.ASK_PAPERS)
    row = walker.row(taken.request_id)
    assert (row.state, row.paused_at) == ("belum_lengkap", clock())
    clock.forward(days=2)
    again = reopen(desk.reader(), taken.request_id, clock())
    done = send(desk, actor, again, service, clock)
    assert done.state is RequestState.RUNNING
    assert done.due_at == datetime(2026, 12, 4, 16, 30)
    row = walker.row(taken.request_id)
    assert (row.paused_at, row.paused_seconds) == (None, 2 * 86_400)


def test_a_blocking_rule_needs_a_reason_from_somebody_who_may_give_it(desk, actor, crew, clock, dtks):
    fixed = Wishes(answers={"jenis_permohonan": "surat_keterangan", "status_terdaftar": "belum"})
    draft = fill_draft(dtks, Crowd(1), clock().date(), fixed)
    with pytest.raises(InvalidInput) as refused:
        send(desk, actor, draft, dtks, clock)
    assert refused.value.faults[0].place == "aturan.sudah_terdaftar"
    excused = replace(draft, overrides={"sudah_terdaftar": "Perintah tertulis Kabid."})
    with pytest.raises(InvalidInput) as refused:
        send(desk, actor, excused, dtks, clock)
    assert refused.value.faults[0].code == "pengecualian_tidak_berwenang"
    kabid = replace(actor, roles=actor.roles | {Role.KABID})
    lacking = replace(excused, papers={**excused.papers, "sktm": PaperEntry("menyusul")})
    taken = send(desk, kabid, lacking, dtks, clock)
    again = with_papers(reopen(desk.reader(), taken.request_id, clock()), dtks, Crowd(1), clock().date())
    assert send(desk, actor, again, dtks, clock).state is RequestState.RUNNING


def test_a_service_that_ends_at_the_desk_is_finished_at_once(desk, actor, walker, clock, dtks):
    """Intake and hand-over only: ready when complete, on time, also when papers came later."""
    stages = (dtks.route.stages[0], dtks.route.stages[-1])
    route = dtks.route.model_copy(update={"stages": stages})
    entry = dtks.products[0].model_copy(update={"when": None})
    short = dtks.model_copy(update={"code": "singkat", "route": route, "products": (entry,)})
    short = short.model_copy(update={"register_columns": dtks.register_columns[:2]})
    taken = walker.take(short)
    row = walker.row(taken.request_id)
    assert (row.state, row.finished_at, row.on_time) == ("siap_diambil", clock(), True)
    later = walker.take(short, Wishes(incomplete=True))
    assert walker.row(later.request_id).finished_at is None
    clock.forward(hours=1)
    again = reopen(desk.reader(), later.request_id, clock())
    send(desk, actor, with_papers(again, short, Crowd(1), clock().date()), short, clock)
    row = walker.row(later.request_id)
    assert (row.state, row.finished_at, row.on_time) == ("siap_diambil", clock(), True)


def test_an_unknown_application_is_said(desk, clock):
    with pytest.raises(UserError, match="permohonan_tidak_ditemukan"):
        reopen(desk.reader(), 4711, clock())
    assert IntakeDraft.from_payload(IntakeDraft("x").payload()).service == "x"


def test_another_nik_never_overwrites_the_chosen_person(desk, actor, clock, dtks):
    taken = send(desk, actor, fill_draft(dtks, Crowd(11), clock().date()), dtks, clock)
    with desk.reader() as uow:
        known_id = uow.requests.parties(taken.request_id)[dtks.applicant][1]
        before = uow.people.person(known_id)
    other = replace(Crowd(12).person(clock().date()), name="Orang Lain")
    entry = PartyEntry(typed_of(other), known_id)
    draft = fill_draft(dtks, Crowd(13), clock().date())
    draft = replace(draft, parties={**draft.parties, dtks.applicant: entry})
    send(desk, actor, draft, dtks, clock)
    with desk.reader() as uow:
        assert uow.people.person(known_id) == before
        assert uow.people.id_of_nik(other.nik) not in (None, known_id)
