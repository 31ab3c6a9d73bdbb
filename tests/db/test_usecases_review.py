"""Deciding: who may, what it needs, where it leads, and what the clock does."""

import threading
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from sqlalchemy import text

from dinsos_desk.domain.routing import Action, RequestState, Role
from dinsos_desk.errors import Conflict, InvalidInput, UserError
from dinsos_desk.sample.fill import Wishes, fill_records
from dinsos_desk.sample.walk import standing
from dinsos_desk.usecases.requests.view import view_request
from dinsos_desk.usecases.review.deciding import Decision, decide


def decision(walker, request_id, action=Action.APPROVE, **more):
    row = walker.row(request_id)
    return Decision(request_id, row.version, row.stage, action, **more)


def test_each_step_is_written_down_with_who_when_what_and_why(desk, crew, walker, clock, stranded):
    taken = walker.take(stranded)
    clock.forward(minutes=10)
    walker.approve(taken.request_id)
    clock.forward(minutes=5)
    walker.refuse(taken.request_id, Action.RETURN, "Nama belum sesuai KTP.")
    view = view_request(desk.reader(), crew[Role.KASI], taken.request_id)
    assert [(h.who, h.what, h.reason) for h in view.history] == [
        ("Rani Wulandari", "diajukan, lengkap", ""),
        ("Contoh Kasi", "paraf", ""),
        ("Contoh Kabid", "dikembalikan", "Nama belum sesuai KTP."),
    ]
    assert [h.at.minute for h in view.history] == [14, 24, 29]
    assert view.stage.code == "paraf_kasi"
    assert view.row.state is RequestState.RUNNING


def test_a_return_to_the_desk_can_be_mended_and_sent_again(desk, crew, walker, stranded):
    taken = walker.take(stranded)
    returned = walker.refuse(taken.request_id, Action.RETURN)
    assert returned.state is RequestState.RETURNED
    view = view_request(desk.reader(), crew[Role.PETUGAS], taken.request_id)
    assert view.can_be_mended
    assert view.actions == (Action.CANCEL,)
    assert not view_request(desk.reader(), crew[Role.KASI], taken.request_id).actions


@pytest.mark.parametrize("action", [Action.RETURN, Action.REJECT, Action.ASK_PAPERS])
@pytest.mark.parametrize("reason", ["", "   ", "x" * 1001])
def test_no_reason_no_refusal(desk, crew, walker, stranded, action, reason):
    taken = walker.take(stranded)
    before = walker.row(taken.request_id)
    with pytest.raises(InvalidInput) as refused:
        decide(
            desk.uow(),
            crew[Role.KASI],
            decision(walker, taken.request_id, action, reason=reason),
            walker.clock(),
        )
    assert refused.value.faults[0].place == "alasan"
    assert walker.row(taken.request_id) == before


def test_only_the_role_of_the_stage_decides(desk, crew, walker, stranded):
    taken = walker.take(stranded)
    for role in (Role.KABID, Role.SEKRETARIS, Role.KADIS):
        with pytest.raises(UserError, match="tidak_berwenang"):
            decide(desk.uow(), crew[role], decision(walker, taken.request_id), walker.clock())


def test_the_desk_records_what_was_decided_on_paper(desk, crew, walker, clock, stranded):
    taken = walker.take(stranded)
    with pytest.raises(InvalidInput) as refused:
        decide(desk.uow(), crew[Role.PETUGAS], decision(walker, taken.request_id), clock())
    assert {f.code for f in refused.value.faults} == {"tanggal_kertas_wajib", "pembawa_wajib"}
    tomorrow = clock().date() + timedelta(days=1)
    early = decision(walker, taken.request_id, on_paper=tomorrow, carried_by="Kurir Contoh")
    with pytest.raises(InvalidInput) as refused:
        decide(desk.uow(), crew[Role.PETUGAS], early, clock())
    assert {f.code for f in refused.value.faults} == {"tanggal_di_masa_depan"}
    whole = decision(walker, taken.request_id, on_paper=clock().date(), carried_by="Kurir Contoh")
    decide(desk.uow(), crew[Role.PETUGAS], whole, clock())
    step = view_request(desk.reader(), crew[Role.PETUGAS], taken.request_id).history[-1]
    assert (step.what, step.on_paper, step.carried_by) == (
        "paraf di atas kertas",
        clock().date(),
        "Kurir Contoh",
    )


def test_an_old_view_decides_nothing(desk, crew, walker, clock, stranded):
    taken = walker.take(stranded)
    old = decision(walker, taken.request_id)
    walker.approve(taken.request_id)
    walker.refuse(taken.request_id, Action.RETURN)
    with pytest.raises(Conflict, match="sudah_diubah_orang_lain"):
        decide(desk.uow(), crew[Role.KASI], old, clock())


def test_a_closed_application_stays_closed(desk, crew, walker, clock, stranded):
    taken = walker.take(stranded)
    rejected = walker.refuse(taken.request_id, Action.REJECT)
    assert rejected.state is RequestState.REJECTED
    assert walker.row(taken.request_id).finished_at == clock()
    with pytest.raises(Conflict, match="permohonan_sudah_ditutup"):
        decide(desk.uow(), crew[Role.KASI], decision(walker, taken.request_id), clock())


def test_records_are_asked_for_and_checked(desk, crew, walker, clock, dtks):
    taken = walker.take(dtks)
    walker.to(taken.request_id, "verifikasi")
    with pytest.raises(InvalidInput) as refused:
        decide(desk.uow(), crew[Role.OPERATOR], decision(walker, taken.request_id), clock())
    assert [f.place for f in refused.value.faults] == ["catatan.verifikasi.hasil"]
    noted = decision(walker, taken.request_id, records={"hasil": "sesuai_dengan_catatan"})
    with pytest.raises(InvalidInput) as refused:
        decide(desk.uow(), crew[Role.OPERATOR], noted, clock())
    assert [f.place for f in refused.value.faults] == ["catatan.verifikasi.catatan"]
    decide(desk.uow(), crew[Role.OPERATOR], replace(noted, records={"hasil": "sesuai"}), clock())
    step = view_request(desk.reader(), crew[Role.OPERATOR], taken.request_id).history[-1]
    assert [line.text for line in step.records] == ["Berkas sesuai dengan data kependudukan"]


def test_an_unknown_paper_cannot_be_marked_as_faulty(desk, crew, walker, clock, dtks):
    taken = walker.take(dtks)
    wrong = decision(walker, taken.request_id, Action.RETURN, reason="Kabur.", faulty=("kartu_bpjs",))
    with pytest.raises(InvalidInput) as refused:
        decide(desk.uow(), crew[Role.KASI], wrong, clock())
    assert refused.value.faults[0].code == "berkas_tidak_dikenal"


@pytest.mark.parametrize(("minutes", "on_time"), [(4, True), (20, False)])
def test_on_time_is_decided_when_the_product_is_ready(walker, clock, stranded, minutes, on_time):
    taken = walker.take(stranded)
    while walker.stage(taken.request_id) != "penyerahan":
        clock.forward(minutes=minutes)
        walker.approve(taken.request_id)
    row = walker.row(taken.request_id)
    assert (row.state, row.finished_at, row.on_time) == ("siap_diambil", clock(), on_time)
    ready = clock()
    clock.forward(days=3)
    assert walker.approve(taken.request_id).state is RequestState.DONE
    row = walker.row(taken.request_id)
    assert (row.finished_at, row.on_time) == (ready, on_time)


def test_a_ready_product_that_is_returned_runs_again(walker, clock, stranded):
    taken = walker.take(stranded)
    walker.to(taken.request_id, "penyerahan")
    returned = walker.refuse(taken.request_id, Action.RETURN)
    row = walker.row(taken.request_id)
    assert returned.state is RequestState.RUNNING
    assert (row.finished_at, row.on_time, row.returns) == (None, None, 1)
    clock.moment = datetime(2026, 11, 24, 8, 0)
    walker.approve(taken.request_id)
    row = walker.row(taken.request_id)
    assert (row.state, row.finished_at, row.on_time) == ("siap_diambil", clock(), False)


def test_what_follows_the_hand_over_leaves_the_clock_alone(desk, walker, clock):
    taken = walker.take(desk.library.catalog.services["lombok-timur-kis"])
    walker.to(taken.request_id, "penyerahan")
    ready = clock()
    for _ in range(2):
        clock.forward(days=60)
        assert walker.approve(taken.request_id).state is RequestState.RUNNING
    assert walker.stage(taken.request_id) == "laporan"
    row = walker.row(taken.request_id)
    assert (row.finished_at, row.on_time) == (ready, True)
    walker.approve(taken.request_id)
    walker.refuse(taken.request_id, Action.RETURN)
    while walker.row(taken.request_id).state != "selesai":
        walker.approve(taken.request_id)
    row = walker.row(taken.request_id)
    assert (row.finished_at, row.on_time, row.returns) == (ready, True, 1)


def test_a_stage_that_does_not_apply_is_not_walked(walker, dtks):
    taken = walker.take(dtks, Wishes(answers={"jenis_permohonan": "pendaftaran"}))
    walked = []
    while walker.row(taken.request_id).state != "selesai":
        walked.append(walker.stage(taken.request_id))
        walker.approve(taken.request_id)
    assert walked == ["paraf_kasi", "paraf_kabid", "verifikasi", "input_data", "penyerahan"]


def test_cancelling_needs_the_desk_and_a_reason(walker, clock, dtks):
    taken = walker.take(dtks, Wishes(incomplete=True))
    done = walker.refuse(taken.request_id, Action.CANCEL, "Pemohon mengurungkan permohonannya.")
    assert done.state is RequestState.CANCELLED
    row = walker.row(taken.request_id)
    assert (row.finished_at, row.on_time) == (clock(), None)


def test_of_two_who_decide_at_once_one_wins(desk, crew, walker, clock, stranded):
    taken = walker.take(stranded)
    same = decision(walker, taken.request_id)
    start = threading.Barrier(2)
    outcomes = []

    def press():
        start.wait()
        try:
            decide(desk.uow(), crew[Role.KASI], same, clock())
            outcomes.append("saved")
        except Conflict:
            outcomes.append("conflict")

    threads = [threading.Thread(target=press) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes) == ["conflict", "saved"]
    assert standing(desk, taken.request_id, clock().date()).stage.code == "paraf_kabid"
    with desk.reading() as session:
        assert session.scalar(text("SELECT count(*) FROM history")) == 2


def test_a_kabid_of_another_division_does_not_see_it(desk, crew, walker, dtks):
    taken = walker.take(dtks)
    other = replace(crew[Role.KABID], division="Bidang Rehabilitasi Sosial")
    with pytest.raises(UserError, match="permohonan_tidak_ditemukan"):
        view_request(desk.reader(), other, taken.request_id)
    own = replace(crew[Role.KABID], division=dtks.division)
    assert view_request(desk.reader(), own, taken.request_id).row.id == taken.request_id


def test_who_signs_sees_first_what_is_signed(desk, crew, walker):
    service = desk.library.catalog.services["penelusuran-keluarga"]
    taken = walker.take(service)

    def first_draft(stage):
        walker.to(taken.request_id, stage)
        return view_request(desk.reader(), crew[Role.KABID], taken.request_id).drafts[0].label

    assert first_draft("ttd_penerimaan") == "berita_acara_penerimaan"
    assert first_draft("asesmen") == "laporan_hasil"
    assert first_draft("tanda_tangan") == "laporan_hasil"


def test_nobody_approves_against_what_was_found_on_the_spot(desk, crew, walker, clock):
    service = desk.catalog.services["lubuklinggau-kafetaria"]
    taken = walker.take(service)
    walker.to(taken.request_id, "survei")
    at = standing(desk, taken.request_id, clock().date())
    found = fill_records(at.stage, at.facts, walker.crowd, clock().date(), "-") | {
        "hasil": "tidak",
        "catatan": "Di tepi saluran terbuka.",
    }
    act = Decision(taken.request_id, at.version, at.stage.code, Action.APPROVE, records=found)
    decide(desk.uow(), crew[at.stage.role], act, clock())
    at = standing(desk, taken.request_id, clock().date())
    act = Decision(taken.request_id, at.version, at.stage.code, Action.APPROVE)
    with pytest.raises(InvalidInput) as refused:
        decide(desk.uow(), crew[Role.KASI], act, clock())
    assert [fault.code for fault in refused.value.faults] == ["aturan_tidak_terpenuhi"]
    walker.refuse(taken.request_id, Action.REJECT, "Lokasi tidak dapat direkomendasikan.")
    assert walker.row(taken.request_id).state == RequestState.REJECTED
