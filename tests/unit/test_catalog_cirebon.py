"""The six services of Kota Cirebon: who may use them, where they lead, and how a case waits."""

from collections.abc import Mapping
from datetime import date

import pytest

from dinsos_desk.catalog.loader import load_catalog
from dinsos_desk.catalog.schema import ProductKind, ServiceDef
from dinsos_desk.domain.application import Application
from dinsos_desk.domain.conditions import Facts, FactValue, applies
from dinsos_desk.domain.people import Institution, PartyKind, Person, Sex
from dinsos_desk.domain.routing import Action, Position, RequestState, StageKind, move
from dinsos_desk.domain.rules import Verdict, judge
from dinsos_desk.paths import resources_dir

SERVICES = {s.code: s for s in load_catalog(resources_dir() / "catalog").of_office("cirebon")}
APBD, APBN, BABY = (SERVICES[f"cirebon-pbi-{kind}"] for kind in ("apbd", "apbn", "bayi"))
STRANDED, ADOPTION = SERVICES["cirebon-otdp"], SERVICES["cirebon-adopsi"]
FOUNDATION = SERVICES["cirebon-pencatatan-yayasan"]
TODAY = date(2026, 11, 21)


def way(service: ServiceDef, facts: Facts) -> list[str]:
    """The stages an application passes when everybody agrees."""
    route = service.route
    at = move(route, Position(RequestState.INCOMPLETE, route.stages[0].code), Action.SUBMIT, facts)
    passed = []
    while at.state is not RequestState.DONE:
        passed.append(at.stage)
        at = move(route, at, Action.APPROVE, facts)
    return passed


def offered(service: ServiceDef, facts: Facts) -> set[str]:
    return {offer.service for offer in service.offers if applies(offer.when, facts)}


def test_there_are_six_and_none_promises_a_time() -> None:
    assert len(SERVICES) == 6
    assert {service.time_limit for service in SERVICES.values()} == {None}


@pytest.mark.parametrize(
    ("service", "agency", "place"),
    [
        (APBD, "Dinas Kesehatan Kota Cirebon", "Lantai 2"),
        (APBN, "Kantor Cabang BPJS Kota Cirebon", ""),
        (BABY, "BPJS Cabang Cirebon", ""),
        (STRANDED, "Petugas Dinas Perhubungan (atau Dishub)", "Terminal Harjamukti"),
        (FOUNDATION, "Dinas Sosial Provinsi Jawa Barat", ""),
    ],
    ids=lambda value: getattr(value, "code", None),
)
def test_where_the_applicant_goes_next(service: ServiceDef, agency: str, place: str) -> None:
    assert [(step.agency, step.place) for step in service.onward] == [(agency, place)]


@pytest.mark.parametrize("service", [APBD, APBN], ids=lambda s: s.code)
def test_a_newborn_of_a_family_with_pbi_is_shown_the_shorter_way(service: ServiceDef) -> None:
    assert offered(service, {"isian.kepesertaan": "bayi"}) == {"cirebon-pbi-bayi"}
    assert offered(service, {"isian.kepesertaan": "belum"}) == set()


@pytest.mark.parametrize(
    ("born", "kind", "unmet", "offers"),
    [
        (date(2026, 11, 1), "apbn", set(), set()),
        (date(2025, 11, 22), "apbd", set(), set()),
        (date(2025, 11, 21), "apbd", {"umur_bayi"}, {"cirebon-pbi-apbd"}),
        (date(2025, 11, 21), "apbn", {"umur_bayi"}, {"cirebon-pbi-apbn"}),
        (date(2026, 11, 1), "bukan", {"penerima_pbi"}, {"cirebon-pbi-apbd", "cirebon-pbi-apbn"}),
    ],
)
def test_the_shorter_way_is_for_newborns_of_families_with_pbi(
    born: date, kind: str, unmet: set[str], offers: set[str]
) -> None:
    baby = Person("Bayi", sex=Sex.FEMALE, birth_date=born)
    facts = Application({"bayi": baby}, {"jenis_pbi": kind}, {}).facts(TODAY)
    said = {j.rule.code for j in judge(BABY.rules, facts, TODAY) if j.verdict is Verdict.INELIGIBLE}
    assert said == unmet
    assert offered(BABY, facts) == offers


def test_a_newborn_gets_no_letter_and_is_ready_at_once() -> None:
    assert {product.kind for product in BABY.products} == {ProductKind.ENTRY}
    first = BABY.route.stages[0].code
    at = move(BABY.route, Position(RequestState.INCOMPLETE, first), Action.SUBMIT, {})
    assert at.state is RequestState.READY


def test_a_stranded_traveller_is_followed_to_the_bus() -> None:
    passed = way(STRANDED, {})
    assert passed[-2:] == ["penyerahan", "keberangkatan"]


def test_adoption_has_eighteen_steps_with_an_office_each_and_costs_nothing() -> None:
    steps = ADOPTION.standard.procedure
    assert len(steps) == 18
    assert all(step.office for step in steps)
    assert steps[17].text.endswith(ADOPTION.standard.fee.replace("Tidak", "tidak"))
    assert {n for stage in ADOPTION.route.stages for n in stage.steps} == set(range(1, 19))
    kinds = {stage.kind for stage in ADOPTION.route.stages[1:]}
    assert kinds == {StageKind.WORK}
    assert all(stage.records for stage in ADOPTION.route.stages[1:])


@pytest.mark.parametrize(
    ("facts", "waits"),
    [
        ({"catatan.sidang.hasil": "disetujui"}, False),
        ({"catatan.sidang.hasil": "ditunda"}, True),
    ],
)
def test_an_adoption_that_the_team_postpones_waits_and_may_go_before_the_team_again(
    facts: Mapping[str, FactValue], waits: bool
) -> None:
    passed = way(ADOPTION, facts)
    assert ("penundaan" in passed) is waits
    assert passed[-1] == "kesediaan"
    if waits:
        back = move(ADOPTION.route, Position(RequestState.RUNNING, "penundaan"), Action.RETURN, facts)
        assert back == Position(RequestState.RUNNING, "sidang")


def test_the_child_is_reported_on_every_year_until_eighteen() -> None:
    visit, duty = ADOPTION.periodic
    assert (visit.every_months, visit.times, visit.met_by) == (6, 1, "kunjungan_kedua")
    assert visit.since == "catatan.penyerahan_anak.tanggal_penyerahan"
    assert (duty.every_months, duty.since) == (12, "catatan.pengadilan.tanggal_penetapan")
    assert duty.until is not None
    assert (duty.until.birth_date, duty.until.age) == ("catatan.penyerahan_anak.tanggal_lahir_anak", 18)


def test_the_child_is_asked_for_when_it_was_not_known_at_the_start() -> None:
    asked = {record.code: record for record in ADOPTION.route.stage("penyerahan_anak").records}
    known = Application({"anak": Person("Citra")}, {}, {}).facts(TODAY)
    assert applies(asked["nama_anak"].when, {})
    assert not applies(asked["nama_anak"].when, known)
    assert asked["tanggal_lahir_anak"].when is None


@pytest.mark.parametrize("met", [True, False])
def test_a_foundation_that_does_not_meet_the_requirements_waits_until_it_does(met: bool) -> None:
    facts = {"catatan.visit.hasil": "memenuhi" if met else "belum"}
    assert ("pemenuhan" in way(FOUNDATION, facts)) is not met
    back = move(FOUNDATION.route, Position(RequestState.RUNNING, "pemenuhan"), Action.RETURN, facts)
    assert back == Position(RequestState.RUNNING, "visit")


def test_a_foundation_applies_as_an_institution() -> None:
    assert FOUNDATION.party("yayasan").kind is PartyKind.INSTITUTION
    facts = Application({"yayasan": Institution("Yayasan Contoh", leader="Budi")}, {}, {}).facts(TODAY)
    assert facts["yayasan.pimpinan"] == "Budi"
