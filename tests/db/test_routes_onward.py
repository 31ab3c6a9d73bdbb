"""What lies beside the straight way: an own intake, passing on, loops, and obligations."""

import io
from dataclasses import replace
from datetime import date, datetime

import pytest
from openpyxl import load_workbook

from dinsos_desk.db.queries.recaps.cases import Behind, count_behind
from dinsos_desk.db.queries.recaps.details import details
from dinsos_desk.db.queries.recaps.figures import EVERYTHING
from dinsos_desk.db.queries.requests.lists import list_requests
from dinsos_desk.db.queries.requests.rows import Filter, Visibility
from dinsos_desk.domain.routing import Action, RequestState, Role
from dinsos_desk.errors import Conflict, InvalidInput, UserError
from dinsos_desk.sample.fill import fill_draft
from dinsos_desk.usecases.intake.submit import submit
from dinsos_desk.usecases.letters.words import standing_words
from dinsos_desk.usecases.obligations.periodic import Report, drop_report, record_report, withdraw_report
from dinsos_desk.usecases.obligations.tickler import TicklerState, tickler_list
from dinsos_desk.usecases.obligations.view import due_reports
from dinsos_desk.usecases.recaps.summary import sentences, summary_figures
from dinsos_desk.usecases.recaps.workbook import build_recap, month
from dinsos_desk.usecases.requests.view import view_request
from dinsos_desk.usecases.review.deciding import decide
from dinsos_desk.usecases.review.follow_up import after_request
from dinsos_desk.usecases.review.transfer import Target
from tests.db.route_walks import REASON, RouteWalker, Way

NOVEMBER = month(2026, 11)


@pytest.fixture
def walk(desk, crew, clock) -> RouteWalker:
    return RouteWalker(desk, crew, clock)


def walked(walk: RouteWalker, code: str, stage: str, way: Way | None = None) -> int:
    """An application that has come to a stage."""
    way = way or Way()
    request_id = walk.take(code, way)
    on(walk, request_id, stage, way)
    return request_id


def on(walk: RouteWalker, request_id: int, stage: str, way: Way) -> None:
    for _ in range(20):
        if walk.seen(request_id).stage.code == stage:
            return
        walk.later()
        walk.approve(request_id, way)
    raise AssertionError(stage)


# An own intake

CORRECTED = "lombok-timur-orang-terlantar"


def test_nobody_reviews_what_he_took_in_himself(desk, crew, walk):
    request_id = walked(walk, CORRECTED, "paraf_kasi")
    both = replace(crew[Role.PETUGAS], roles=frozenset({Role.KASI}))
    view = view_request(desk.reader(), both, request_id)
    assert (view.actions, view.own_intake, view.on_paper) == ((), True, False)
    for action in (Action.APPROVE, Action.RETURN, Action.REJECT):
        with pytest.raises(UserError) as refused:
            decide(desk.uow(), both, walk.decision(request_id, action), walk.clock())
        assert refused.value.code == "diterima_sendiri"
    other = view_request(desk.reader(), crew[Role.KASI], request_id)
    assert other.actions
    assert not other.own_intake
    walk.approve(request_id, Way())
    assert walk.seen(request_id).stage.code == "paraf_kabid"


def test_who_also_sits_at_the_desk_still_writes_down_what_another_decided_on_paper(desk, crew, walk, clock):
    request_id = walked(walk, CORRECTED, "paraf_kasi")
    both = replace(crew[Role.PETUGAS], roles=frozenset({Role.KASI, Role.PETUGAS}))
    view = view_request(desk.reader(), both, request_id)
    assert view.on_paper
    assert view.own_intake
    decision = walk.decision(request_id, Action.APPROVE, reason="")
    with pytest.raises(InvalidInput):
        decide(desk.uow(), both, decision, clock())
    on_paper = replace(decision, on_paper=clock().date(), carried_by="Contoh Kurir")
    decide(desk.uow(), both, on_paper, clock())
    assert walk.seen(request_id).last["on_paper"] == clock().date()


def test_where_the_service_does_not_forbid_it_he_may(desk, crew, walk, clock):
    request_id = walked(walk, "lubuklinggau-orang-terlantar", "paraf_kasi")
    both = replace(crew[Role.PETUGAS], roles=frozenset({Role.KASI, Role.PETUGAS}))
    assert not view_request(desk.reader(), both, request_id).own_intake
    walk.approve(request_id, Way(), both)
    assert walk.seen(request_id).stage.code == "paraf_kabid"


@pytest.mark.parametrize(
    ("code", "forbidden"),
    [
        ("lombok-timur-orang-terlantar", True),
        ("lombok-timur-adopsi", True),
        ("lombok-timur-kis", True),
        ("lombok-timur-siop-operasional", True),
        ("lombok-timur-siop-pendirian", True),
        ("penelusuran-keluarga", True),
        ("lubuklinggau-dtks", False),
        ("cirebon-otdp", False),
    ],
)
def test_the_seeds_say_where(desk, code, forbidden):
    assert desk.library.catalog.services[code].route.reviewed_by_another is forbidden


# Passing on


def test_which_stages_pass_on_is_data(desk):
    shipped = {
        (service.code, stage.code)
        for service in desk.library.catalog.services.values()
        for stage in service.route.stages
        if Action.TRANSFER in stage.decisions
    }
    assert shipped == {
        ("cirebon-pbi-apbd", "paraf_kasi"),
        ("cirebon-pbi-apbn", "paraf_kasi"),
        ("lombok-timur-siop-operasional", "verifikasi_berkas"),
        ("lombok-timur-siop-pendirian", "verifikasi_berkas"),
        ("lombok-timur-slrt", "asesmen"),
        ("lubuklinggau-rehabilitasi-sosial", "respon_kasus"),
        ("lubuklinggau-tanggap-darurat", "penugasan"),
    }


def test_passed_on_to_another_service_the_desk_opens_it_for_the_same_people(desk, actor, crew, walk, clock):
    request_id = walked(walk, "cirebon-pbi-apbd", "paraf_kasi", Way({"kepesertaan": "belum"}))
    other = desk.library.catalog.services["cirebon-pbi-apbn"]
    decision = walk.decision(request_id, Action.TRANSFER, target=Target(other.code))
    decided = decide(desk.uow(), crew[Role.KASI], decision, clock())
    assert decided.state is RequestState.PASSED_ON
    with pytest.raises(Conflict):
        decide(desk.uow(), crew[Role.KASI], decision, clock())
    view = view_request(desk.reader(), actor, request_id)
    assert view.actions == ()
    assert view.history[-1].what == "dialihkan"
    (offer,) = view.offers
    assert (offer.service, offer.offered) == (other.code, True)
    assert REASON in offer.text
    draft = after_request(desk.uow(), request_id, other)
    assert draft.parties[other.applicant].known_id
    whole = fill_draft(other, walk.crowd, clock().date())
    draft = replace(whole, parties=draft.parties, linked_from=draft.linked_from, nonce=draft.nonce)
    opened = submit(desk.uow(), actor, draft, other, desk.library.regions, clock())
    view = view_request(desk.reader(), actor, request_id)
    assert view.offers == ()
    (linked,) = view.linked
    assert (linked.id, linked.service_code) == (opened.request_id, other.code)
    assert linked.reason == f"Dialihkan: {REASON}"
    assert view.row.passed_on == other.short_name
    eyes = Visibility(frozenset(Role))
    passed_on = [(request_id, other.short_name)]
    for state, found in ((RequestState.PASSED_ON, passed_on), (RequestState.CANCELLED, [])):
        lost = Filter(states=(state,))
        rows = desk.ask(lambda session, lost=lost: list_requests(session, lost, eyes, clock()))
        assert [(row.id, row.passed_on) for row in rows] == found


def test_passed_on_to_another_office_nothing_is_opened_here(desk, actor, crew, walk, clock):
    request_id = walked(walk, "lombok-timur-slrt", "asesmen")
    target = Target(agency="Dinas Sosial Kabupaten Contoh")
    decide(
        desk.uow(), crew[Role.OPERATOR], walk.decision(request_id, Action.TRANSFER, target=target), clock()
    )
    view = view_request(desk.reader(), actor, request_id)
    assert (view.row.state, view.offers) == (RequestState.PASSED_ON, ())
    with desk.uow() as uow:
        assert uow.links.transfer_of(request_id).agency == target.agency
    assert view.row.passed_on == target.agency
    figures = desk.ask(lambda session: summary_figures(session, NOVEMBER))
    assert "0 dibatalkan, 1 dialihkan ke layanan atau instansi lain" in " ".join(sentences(figures))
    (row,) = figures.now
    assert (row.received, row.cancelled, row.passed_on, row.open) == (1, 0, 1, 0)
    passed_on = Behind(NOVEMBER, "passed_on", service=row.service_code)
    assert desk.ask(lambda session: count_behind(session, passed_on, EVERYTHING, clock())) == 1
    (detail,) = desk.ask(lambda session: list(details(session, NOVEMBER)))
    assert detail.passed_on == target.agency
    services = desk.library.catalog.services
    with desk.reading() as session:
        book = build_recap(session, services, frozenset(services), NOVEMBER, "Rani Wulandari", clock())
    sheet = load_workbook(io.BytesIO(book.content))["Rincian"]
    assert f"Dialihkan ke {target.agency}" in [cell.value for row in sheet.iter_rows() for cell in row]
    assert standing_words(view.row.state, view.row.passed_on) == f"Dialihkan ke {target.agency}"


def test_where_it_is_not_foreseen_nobody_passes_on(desk, crew, walk, clock):
    request_id = walked(walk, "lubuklinggau-dtks", "paraf_kasi")
    decision = walk.decision(request_id, Action.TRANSFER, target=Target("lubuklinggau-pbi-jk"))
    with pytest.raises(UserError) as refused:
        decide(desk.uow(), crew[Role.KASI], decision, clock())
    assert refused.value.code == "tidak_berwenang"


# Loops


def test_a_plan_is_made_again_until_the_service_was_enough(desk, crew, walk, clock):
    code, way = "lubuklinggau-rehabilitasi-sosial", Way()
    request_id = walked(walk, code, "penyerahan", way)
    ready = walk.seen(request_id)
    assert ready.state is RequestState.READY
    assert ready.row["finished_at"] is not None
    for loop in (1, 2):
        decide(desk.uow(), crew[Role.PETUGAS], walk.decision(request_id, Action.RETURN), clock())
        seen = walk.seen(request_id)
        assert (seen.stage.code, seen.row["returns"], seen.row["finished_at"]) == ("rencana", loop, None)
        assert [path for path in seen.facts if path.startswith("catatan.asesmen.")]
        assert not [path for path in seen.facts if path.startswith("catatan.rencana.")]
        on(walk, request_id, "penyerahan", way)
    walk.approve(request_id, way)
    assert walk.seen(request_id).state is RequestState.DONE


def test_a_hearing_that_was_put_off_is_held_again(desk, crew, walk, clock):
    put_off, agreed = (Way({}, {"sidang": {"hasil": word}}) for word in ("ditunda", "disetujui"))
    request_id = walked(walk, "cirebon-adopsi", "penundaan", put_off)
    decide(desk.uow(), crew[Role.PETUGAS], walk.decision(request_id, Action.RETURN), clock())
    assert walk.seen(request_id).stage.code == "sidang"
    on(walk, request_id, "keputusan", agreed)
    with desk.reader() as uow:
        passed = [step.stage for step in uow.histories.of_many([request_id])[request_id]]
    assert passed.count("sidang") == 2
    assert passed.count("penundaan") == 1


# Obligations


def waiting(desk, actor, today):
    """Duty, due day and day to think of it, of everything that waits."""
    rows = due_reports(desk.reader(), actor, today, 400)
    return [(row.duty_name.split(" ")[0], row.due_on, row.remind_on) for row in rows]


def test_the_second_home_visit_waits_after_six_months_until_it_was_made(desk, actor, crew, walk, clock):
    handed = {"penyerahan_anak": {"tanggal_penyerahan": "23/11/2026", "tanggal_lahir_anak": "01/03/2025"}}
    agreed = {"sidang": {"hasil": "disetujui"}, "pengadilan": {"tanggal_penetapan": "24/11/2026"}}
    way = Way({}, handed | agreed)
    request_id = walked(walk, "cirebon-adopsi", "asuhan", way)
    assert waiting(desk, actor, date(2026, 11, 24)) == [("Kunjungan", date(2027, 5, 23), date(2027, 4, 23))]
    found = tickler_list(desk.reader(), actor, date(2027, 5, 1))
    assert [view.is_for(found.today) for view in found.rows] == [True]
    on(walk, request_id, "laporan_perkembangan", way)
    assert waiting(desk, actor, date(2026, 11, 24)) == []
    decide(desk.uow(), crew[Role.OPERATOR], walk.decision(request_id, Action.RETURN), clock())
    assert [one[1] for one in waiting(desk, actor, date(2026, 11, 24))] == [date(2027, 5, 23)]
    clock.moment = datetime(2026, 11, 24, 9, 0)
    on(walk, request_id, "pencatatan_data", way)
    assert waiting(desk, actor, date(2026, 11, 24)) == [("Laporan", date(2027, 11, 24), date(2027, 11, 24))]
    view = view_request(desk.reader(), actor, request_id)
    (yearly,) = [duty for duty in view.duties if duty.code == "laporan_tahunan"]
    assert yearly.ends_on == date(2043, 3, 1)


def test_a_yearly_report_is_dropped_once_or_for_good_and_undone(desk, actor, walk, clock):
    way = Way(
        {},
        {
            "penyerahan_anak": {"tanggal_penyerahan": "23/11/2026", "tanggal_lahir_anak": "01/03/2025"},
            "pengadilan": {"tanggal_penetapan": "23/11/2026"},
            "sidang": {"hasil": "disetujui"},
        },
    )
    walked(walk, "cirebon-adopsi", "pencatatan_data", way)

    def days():
        return [one[1].year for one in waiting(desk, actor, date(2028, 6, 1))]

    def open_id():
        (row,) = due_reports(desk.reader(), actor, date(2028, 6, 1), 400)
        return row.report_id

    first = open_id()
    for reason in ("", "\u200b", "x" * 1001):
        with pytest.raises(InvalidInput):
            drop_report(desk.uow(), actor, first, reason, clock())
    drop_report(desk.uow(), actor, first, "Keluarga di luar negeri tahun ini.", clock())
    with pytest.raises(Conflict):
        drop_report(desk.uow(), actor, first, "Lagi.", clock())
    assert days() == [2028]
    drop_report(desk.uow(), actor, open_id(), "Keluarga pindah provinsi.", clock(), for_good=True)
    assert days() == []
    found = tickler_list(desk.reader(), actor, clock().date())
    assert [(view.state, view.closed.split(": ")[1]) for view in found.closed] == [
        (TicklerState.DROPPED, "Keluarga pindah provinsi."),
        (TicklerState.DROPPED, "Keluarga di luar negeri tahun ini."),
    ]
    withdraw_report(desk.uow(), actor, found.closed[0].report_id, "Salah orang.", clock())
    assert days() == [2028]
    withdraw_report(desk.uow(), actor, first, "Ternyata pulang.", clock())
    assert days() == [2027]


def test_the_end_of_a_permit_is_thought_of_three_months_before(desk, actor, walk, clock):
    way = Way({}, {"pembuatan": {"berlaku_sampai": "30/11/2029"}})
    walked(walk, "lombok-timur-siop-operasional", "paraf_kasi", way)
    assert waiting(desk, actor, date(2026, 11, 24)) == []
    assert waiting(desk, actor, date(2028, 11, 24)) == [("Masa", date(2029, 11, 30), date(2029, 8, 30))]
    (row,) = due_reports(desk.reader(), actor, date(2029, 9, 1))
    assert row.once
    clock.moment = datetime(2029, 9, 1, 9, 0)
    record_report(
        desk.uow(), actor, Report(row.report_id, "1/9/2029", {"tindak_lanjut": "diperpanjang"}), clock()
    )
    assert waiting(desk, actor, date(2029, 9, 1)) == []


@pytest.mark.parametrize(("kind", "due"), [("surat_keterangan", [date(2027, 5, 31)]), ("pendaftaran", [])])
def test_a_certificate_ends_only_where_there_is_one(desk, actor, walk, kind, due):
    walk.take("lubuklinggau-dtks", Way({"jenis_permohonan": kind, "berlaku_sampai": "31/05/2027"}))
    assert [row.due_on for row in due_reports(desk.reader(), actor, date(2027, 1, 1), 400)] == due


def test_six_months_to_be_taken_back_into_the_insurance(desk, actor, walk):
    way = Way({"kepesertaan": "nonaktif", "tanggal_nonaktif": "31/08/2026"})
    request_id = walk.take("cirebon-pbi-apbn", way)
    assert waiting(desk, actor, date(2026, 11, 24)) == [("Batas", date(2027, 2, 28), date(2026, 12, 28))]
    decide(desk.uow(), walk.crew[Role.KASI], walk.decision(request_id, Action.REJECT), walk.clock())
    assert waiting(desk, actor, date(2026, 11, 24)) == []
