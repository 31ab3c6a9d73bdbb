"""The later services of Lombok Timur: their chains, their conditions, and who takes part."""

from datetime import date

import pytest

from dinsos_desk.catalog.loader import load_catalog
from dinsos_desk.domain.application import Application
from dinsos_desk.domain.conditions import FactValue
from dinsos_desk.domain.fields import Grid, TableField
from dinsos_desk.domain.people import PartyKind, Person
from dinsos_desk.domain.routing import Action, Position, RequestState, Role, StageKind, move
from dinsos_desk.domain.rules import Verdict, judge
from dinsos_desk.paths import resources_dir

SERVICES = load_catalog(resources_dir() / "catalog").services
STRANDED, KIS, SLRT = (SERVICES[f"lombok-timur-{name}"] for name in ("orang-terlantar", "kis", "slrt"))
OPERATION, FOUNDING = (SERVICES[f"lombok-timur-siop-{name}"] for name in ("operasional", "pendirian"))
TODAY = date(2026, 11, 21)


def goes_back(service, stage: str, facts=None) -> str:
    return move(service.route, Position(RequestState.RUNNING, stage), Action.RETURN, facts or {}).stage


def test_each_reviewer_of_the_stranded_returns_to_the_one_below() -> None:
    chain = ("konsep", "paraf_kasi", "paraf_kabid", "paraf_sekdis")
    for lower, upper in zip(chain, (*chain[1:], "tanda_tangan"), strict=True):
        assert goes_back(STRANDED, upper) == lower
    assert STRANDED.route.stage("konsep").role is Role.OPERATOR


@pytest.mark.parametrize(
    ("origin", "verdict"),
    [
        ("luar_pulau", Verdict.ELIGIBLE),
        ("luar_daerah", Verdict.ELIGIBLE),
        ("lombok_timur", Verdict.INELIGIBLE),
    ],
)
def test_the_recommendation_is_for_people_from_elsewhere(origin: str, verdict: Verdict) -> None:
    facts: dict[str, FactValue] = {"isian.wilayah_asal": origin}
    said = {j.rule.code: j.verdict for j in judge(STRANDED.rules, facts, TODAY)}
    assert said["asal_luar_daerah"] is verdict


@pytest.mark.parametrize("service", [OPERATION, FOUNDING], ids=lambda s: s.code)
def test_a_permit_goes_down_by_disposisi_and_is_numbered_before_it_is_signed(service) -> None:
    stages = service.route.stages
    assert [s.role for s in stages[2:6]] == [Role.KADIS, Role.SEKRETARIS, Role.KABID, Role.KASI]
    order = [s.code for s in stages]
    told = ("janji_lokasi", "verifikasi_lokasi", "pembuatan", "paraf_kasi", "paraf_kabid", "penomoran")
    assert order[6:] == [*told, "tanda_tangan", "pemberitahuan", "penyerahan"]
    assert [step for s in stages for step in s.steps] == sorted(step for s in stages for step in s.steps)
    assert service.parties[0].kind is PartyKind.INSTITUTION


def test_the_two_permits_differ_in_their_papers() -> None:
    papers = [{r.code for r in service.requirements} for service in (OPERATION, FOUNDING)]
    assert papers[0] - papers[1] == {"pengukuhan", "tanda_daftar"}
    assert (len(papers[0]), len(papers[1])) == (10, 8)


def test_a_village_proposes_residents_in_a_table() -> None:
    table = next(field for field in KIS.fields if field.code == "daftar_usulan")
    assert isinstance(table, TableField)
    rows = table.parse("5203010203850001\tInaq Contoh\t\tSelong\t02/03/1985\tL\tDusun Contoh", TODAY)
    assert isinstance(rows, Grid)
    facts = Application({}, {"daftar_usulan": rows}, {}).facts(TODAY)
    assert facts["isian.daftar_usulan.jumlah"] == 1


def test_the_cards_are_ready_before_reconciliation_and_report() -> None:
    kinds = [stage.kind for stage in KIS.route.stages]
    after = KIS.route.stages[kinds.index(StageKind.HANDOVER) + 1 :]
    assert [s.steps for s in after] == [(9,), (10,), (10,), (10,)]
    assert [s.role for s in after] == [Role.OPERATOR, Role.KASI, Role.KABID, Role.KADIS]


@pytest.mark.parametrize(
    ("kind", "stages"),
    [
        ("instansi_lain", ["paraf_kasi", "paraf_kabid", "penomoran", "tanda_tangan", "penyerahan"]),
        ("dinas_sosial", []),
        ("selesai", []),
    ],
)
def test_only_a_referral_elsewhere_becomes_a_letter(kind: str, stages: list[str]) -> None:
    facts: dict[str, FactValue] = {"catatan.asesmen.jenis_rujukan": kind}
    walked = []
    at = Position(RequestState.RUNNING, "asesmen")
    while (at := move(SLRT.route, at, Action.APPROVE, facts)).state is not RequestState.DONE:
        walked.append(at.stage)
    assert walked == [*stages, "tindak_lanjut"]


def test_the_referral_says_that_no_standard_was_published() -> None:
    standard = SLRT.standard
    assert (standard.legal_basis, standard.procedure, standard.products, standard.fee) == ((), (), (), "")
    assert (SLRT.requirements, SLRT.time_limit) == ((), None)
    assert "tidak diterbitkan" in SLRT.notes[0]


@pytest.mark.parametrize(
    ("need", "offered", "onward"),
    [
        ("orang_terlantar", ["lombok-timur-orang-terlantar"], []),
        ("adopsi", ["lombok-timur-adopsi"], []),
        ("jaminan_kesehatan", [], ["Pemerintah desa/kelurahan"]),
        ("kependudukan", [], ["Dinas Kependudukan dan Pencatatan Sipil"]),
        ("pendidikan", [], ["Instansi yang disebut pada surat rujukan"]),
    ],
)
def test_every_need_is_led_somewhere(need: str, offered: list[str], onward: list[str]) -> None:
    facts = Application({"warga": Person("Amaq Contoh")}, {"kebutuhan": need}, {}).facts(TODAY)
    assert [o.service for o in SLRT.offers if o.when is None or o.when.holds(facts)] == offered
    assert [o.agency for o in SLRT.onward if o.when is None or o.when.holds(facts)] == onward
