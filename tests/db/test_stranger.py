"""What a stranger found by reading: each of these went wrong once."""

from dataclasses import replace

import pytest

from dinsos_desk.domain.checklist import PaperState
from dinsos_desk.domain.entry import PartyEntry
from dinsos_desk.domain.routing import Action, Role
from dinsos_desk.errors import InvalidInput, UserError
from dinsos_desk.sample.fill import fill_draft
from dinsos_desk.sample.people import Crowd
from dinsos_desk.sample.walk import standing
from dinsos_desk.usecases.intake.submit import submit
from dinsos_desk.usecases.office.setup import check_office
from dinsos_desk.usecases.office.users import UserData, check_user
from dinsos_desk.usecases.requests.cases import load_case
from dinsos_desk.usecases.requests.view import view_request
from dinsos_desk.usecases.review.deciding import Decision, decide
from tests.factories import OFFICE


def at_kasi(desk, walker, service, clock):
    taken = walker.take(service)
    return taken, standing(desk, taken.request_id, clock().date())


def codes(refused):
    return {fault.code for fault in refused.value.faults}


def test_a_rejection_on_paper_needs_its_day_and_bearer(desk, actor, walker, clock):
    adoption = desk.library.catalog.services["lombok-timur-adopsi"]
    taken, at = at_kasi(desk, walker, adoption, clock)
    way = Action.RETURN
    bare = Decision(taken.request_id, at.version, at.stage.code, way, "Tidak sesuai.")
    while Role.PETUGAS in (at.stage.role,):
        walker.approve(taken.request_id)
        at = standing(desk, taken.request_id, clock().date())
        bare = replace(bare, expected_version=at.version, stage=at.stage.code)
    petugas = replace(actor, roles=frozenset({Role.PETUGAS}))
    with pytest.raises(InvalidInput) as refused:
        decide(desk.uow(), petugas, bare, clock())
    assert codes(refused) == {"tanggal_kertas_wajib", "pembawa_wajib"}
    early = replace(bare, on_paper=clock().date().replace(year=1950), carried_by="Rani")
    with pytest.raises(InvalidInput) as refused:
        decide(desk.uow(), petugas, early, clock())
    assert codes(refused) == {"tanggal_sebelum_diterima"}
    decide(desk.uow(), petugas, replace(bare, on_paper=clock().date(), carried_by="Rani"), clock())
    last = view_request(desk.reader(), actor, taken.request_id).history[-1]
    assert (last.on_paper, last.carried_by) == (clock().date(), "Rani")


def test_a_kasi_of_another_division_decides_nothing(desk, crew, walker, clock, dtks):
    taken, at = at_kasi(desk, walker, dtks, clock)
    stranger = replace(crew[Role.KASI], division="Bidang Lain")
    wanted = Decision(taken.request_id, at.version, at.stage.code, Action.APPROVE)
    with pytest.raises(UserError, match="permohonan_tidak_ditemukan"):
        decide(desk.uow(), stranger, wanted, clock())
    assert standing(desk, taken.request_id, clock().date()).version == at.version


def test_asking_for_papers_names_them_and_they_are_missing_then(desk, crew, walker, clock):
    service = next(
        s
        for s in desk.library.catalog.services.values()
        if any(Action.ASK_PAPERS in stage.decisions for stage in s.route.stages)
        and any(paper.need == "wajib" for paper in s.paper_requirements())
    )
    taken, at = at_kasi(desk, walker, service, clock)
    while Action.ASK_PAPERS not in at.stage.decisions:
        walker.approve(taken.request_id)
        at = standing(desk, taken.request_id, clock().date())
    asked = next(r.code for r in service.paper_requirements() if r.need == "wajib")
    bare = Decision(taken.request_id, at.version, at.stage.code, Action.ASK_PAPERS, "Kurang jelas.")
    with pytest.raises(InvalidInput) as refused:
        decide(desk.uow(), crew[at.stage.role], bare, clock())
    assert codes(refused) == {"tandai_berkas"}
    decide(desk.uow(), crew[at.stage.role], replace(bare, faulty=(asked,)), clock())
    view = view_request(desk.reader(), crew[Role.PETUGAS], taken.request_id)
    assert [paper.code for paper in view.papers if paper.is_missing] == [asked]
    with desk.reader() as uow:
        assert load_case(uow, taken.request_id).application.ticks[asked].state is PaperState.FOLLOWS


def test_a_blank_never_erases_what_is_known_of_somebody(desk, actor, clock, dtks):
    today = clock().date()
    draft = fill_draft(dtks, Crowd(21), today)
    first = submit(desk.uow(), actor, draft, dtks, desk.library.regions, clock())
    with desk.reader() as uow:
        known_id = uow.requests.parties(first.request_id)[dtks.applicant][1]
        before = uow.people.person(known_id)
    typed = {**draft.parties[dtks.applicant].typed, "pekerjaan": "", "telepon": "", "nama": "Nama Baru"}
    entry = PartyEntry(typed, known_id)
    again = replace(fill_draft(dtks, Crowd(22), today), parties={**draft.parties, dtks.applicant: entry})
    submit(desk.uow(), actor, again, dtks, desk.library.regions, clock())
    with desk.reader() as uow:
        after = uow.people.person(known_id)
    assert after == replace(before, name="Nama Baru")


def test_a_pattern_or_a_week_that_cannot_work_is_refused():
    wrong = replace(OFFICE, number_pattern="{klasifikasi}/{urut}/{layanan}/{tahun}")
    assert {f.code for f in check_office(wrong)} == {"nomor_bagian_kosong"}
    shut = replace(OFFICE, hours=replace(OFFICE.hours, week=(None,) * 7))
    assert {f.code for f in check_office(shut)} == {"jam_kosong"}


def test_a_sign_in_name_is_plain_letters():
    user = UserData("ünal", "Unal Contoh", "", frozenset({Role.PETUGAS}))
    assert {f.code for f in check_user(user)} == {"nama_masuk_salah"}


@pytest.mark.parametrize(
    ("reason", "code"), [("x", "alasan_terlalu_singkat"), ("12 ...", "alasan_terlalu_singkat")]
)
def test_a_reason_that_tells_nothing_is_refused(desk, crew, walker, clock, stranded, reason, code):
    taken, at = at_kasi(desk, walker, stranded, clock)
    wanted = Decision(taken.request_id, at.version, at.stage.code, Action.RETURN, reason)
    with pytest.raises(InvalidInput) as refused:
        decide(desk.uow(), crew[Role.KASI], wanted, clock())
    assert codes(refused) == {code}
    decide(desk.uow(), crew[Role.KASI], replace(wanted, reason="KTP"), clock())
