"""The four services against their published standards, walked and judged."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import pytest

from dinsos_desk.catalog.loader import load_catalog
from dinsos_desk.catalog.schema import ProductKind, ServiceDef
from dinsos_desk.domain.application import Application
from dinsos_desk.domain.checklist import Need, PaperState, PaperTick, missing
from dinsos_desk.domain.conditions import FactValue
from dinsos_desk.domain.people import Person, Sex
from dinsos_desk.domain.routing import Action, Position, RequestState, Role, StageKind, allowed, move
from dinsos_desk.domain.rules import Verdict, judge
from dinsos_desk.domain.working_time import TimeUnit
from dinsos_desk.paths import resources_dir, templates_dir

CATALOG = load_catalog(resources_dir() / "catalog", lambda name: (templates_dir() / name).is_file())
SERVICES = CATALOG.services
STRANDED, DTKS = SERVICES["lubuklinggau-orang-terlantar"], SERVICES["lubuklinggau-dtks"]
ADOPTION, TRACING = SERVICES["lombok-timur-adopsi"], SERVICES["penelusuran-keluarga"]
AT_INTAKE = tuple(rule for rule in ADOPTION.rules if not rule.rests_on_records)
TODAY = date(2026, 11, 21)
OUTSIDE = {"lombok-timur-adopsi": {5, 6, 7}, "lombok-timur-kis": {1, 2}}
"""Steps that others carry out, or the office after the end of the application (see the file's notes)."""

PROMISED = [
    (STRANDED, 1, TimeUnit.WORKING_HOURS),
    (DTKS, 1, TimeUnit.WORKING_HOURS),
    (ADOPTION, 1, TimeUnit.WORKING_DAYS),
    (TRACING, 7, TimeUnit.WORKING_DAYS),
]

each_service = pytest.mark.parametrize("service", SERVICES.values(), ids=lambda s: s.code)


def test_no_shipped_file_is_broken() -> None:
    assert CATALOG.faults == ()


@pytest.mark.parametrize(
    ("service", "amount", "unit"), PROMISED, ids=lambda v: v.code if isinstance(v, ServiceDef) else None
)
def test_the_promised_time_is_counted_as_published(service: ServiceDef, amount: int, unit: TimeUnit) -> None:
    assert service.time_limit is not None
    assert (service.time_limit.amount, service.time_limit.unit) == (amount, unit)


@each_service
def test_every_published_product_is_made(service: ServiceDef) -> None:
    published = {name for product in service.standard.products for name in (product, *product.split(" / "))}
    made = {product.name for product in service.products}
    assert all({product, *product.split(" / ")} & made for product in service.standard.products)
    assert made & published or not published


@each_service
def test_every_step_of_the_office_is_carried_out_at_some_stage(service: ServiceDef) -> None:
    covered = {step for stage in service.route.stages for step in stage.steps}
    expected = set(range(1, len(service.standard.procedure) + 1)) - OUTSIDE.get(service.code, set())
    assert covered == expected


@each_service
def test_number_comes_after_the_last_initials_and_before_the_signature(service: ServiceDef) -> None:
    kinds = [stage.kind for stage in service.route.stages]
    numbers = [place for place, kind in enumerate(kinds) if kind is StageKind.NUMBER]
    assert bool(numbers) == any(product.numbered for product in service.products)
    for number in numbers:
        sign = kinds.index(StageKind.SIGN, number)
        assert StageKind.REVIEW not in kinds[number:sign]
        assert StageKind.HANDOVER in kinds[sign:]


@each_service
def test_the_register_fits_a_page(service: ServiceDef) -> None:
    assert service.register_columns[0].value == ("urut",)
    assert 9 <= len(service.register_columns) <= 12


def walking_facts(service: ServiceDef) -> list[dict[str, FactValue]]:
    """Facts that open and close the conditional stages."""
    if service is DTKS:
        kinds = ("pendaftaran_dan_surat", "pendaftaran", "surat_keterangan")
        return [{"isian.jenis_permohonan": kind} for kind in kinds]
    if service is TRACING:
        return [{"klien.tanpa_identitas": True}, {"klien.tanpa_identitas": False}]
    return [{}]


WALKS = [(s, facts) for s in SERVICES.values() for facts in walking_facts(s)]


@pytest.mark.parametrize(("service", "facts"), WALKS, ids=lambda v: getattr(v, "code", None))
def test_every_route_is_walked_to_its_end_and_back_through_every_return(
    service: ServiceDef, facts: Mapping[str, FactValue]
) -> None:
    route = service.route
    at = move(route, Position(RequestState.INCOMPLETE, route.stages[0].code), Action.SUBMIT, facts)
    seen = 0
    while at.state is not RequestState.DONE:
        stage = route.stage(at.stage)
        assert stage.decisions == allowed(route, at, frozenset({stage.role}))
        assert (stage.kind is StageKind.HANDOVER) == (at.state is RequestState.READY)
        if Action.RETURN in stage.decisions:
            back = move(route, at, Action.RETURN, facts)
            forward = back
            while forward.stage != at.stage:
                forward = move(route, forward, Action.APPROVE, facts)
            assert back.state in (RequestState.RETURNED, RequestState.RUNNING)
        for action, state in (
            (Action.REJECT, RequestState.REJECTED),
            (Action.ASK_PAPERS, RequestState.INCOMPLETE),
        ):
            if action in stage.decisions:
                assert move(route, at, action, facts).state is state
        at = move(route, at, Action.APPROVE, facts)
        seen += 1
    in_force = [s for s in route.stages[1:] if s.when is None or s.when.holds(facts)]
    assert seen == len(in_force)


def test_the_stranded_travellers_chain_is_the_published_one() -> None:
    roles = [stage.role for stage in STRANDED.route.stages]
    assert roles == [
        Role.PETUGAS, Role.KASI, Role.KABID, Role.SEKRETARIS, Role.PETUGAS, Role.KADIS, Role.PETUGAS,
    ]  # fmt: skip


def test_the_dtks_chain_ends_at_the_kabid() -> None:
    roles = {stage.role for stage in DTKS.route.stages}
    assert not roles & {Role.SEKRETARIS, Role.KADIS}
    assert DTKS.product("surat_keterangan").signed_by == "kabid_kemiskinan"
    assert DTKS.product("pencatatan_dtks").kind is ProductKind.ENTRY


def test_papers_of_a_stranded_traveller_depend_on_what_they_have() -> None:
    someone = Person("Ujang")

    def lacking(person: Person, estafet: bool) -> set[str]:
        facts = Application({"klien": person}, {"estafet": estafet}, {}).facts(TODAY)
        return {r.code for r in missing(STRANDED.requirements, {}, facts)}

    assert lacking(someone, False) == {"surat_kepolisian", "identitas", "pas_foto"}
    assert lacking(replace(someone, temporary=True), False) == {"surat_kepolisian", "pas_foto"}
    assert lacking(replace(someone, temporary=True), True) == {
        "surat_kepolisian", "surat_pengantar_dinsos", "pas_foto",
    }  # fmt: skip


def test_papers_if_any_never_keep_a_tracing_back() -> None:
    assert [r.code for r in TRACING.requirements if r.need is Need.IF_ANY] == ["kartu_keluarga", "ktp"]
    ticks = {"surat_kepolisian": PaperTick(PaperState.PRESENT)}
    assert missing(TRACING.requirements, ticks, {}) == ()
    assert [r.code for r in missing(TRACING.requirements, {}, {})] == ["surat_kepolisian"]


COUPLE: dict[str, Person] = {
    "suami": Person("Adi", sex=Sex.MALE, birth_date=date(1986, 1, 5), religion="Islam"),
    "istri": Person("Bunga", sex=Sex.FEMALE, birth_date=date(1988, 7, 9), religion="Islam"),
    "anak": Person("Citra", sex=Sex.FEMALE, birth_date=date(2023, 5, 2), religion="Islam"),
}
ANSWERS: dict[str, FactValue] = {
    "jenis_rekomendasi": "izin_pengangkatan",
    "jenis_pengangkatan": "antar_wni",
    "kewarganegaraan_suami": "wni",
    "kewarganegaraan_istri": "wni",
    "tanggal_menikah": date(2015, 6, 12),
    "jumlah_anak": 0,
    "keadaan_anak": "ditelantarkan",
    "pengasuhan_anak": "lembaga",
    "perlindungan_khusus": True,
    "tanggal_izin_pengasuhan": date(2026, 3, 2),
}


def unmet(people: Mapping[str, Person] = {}, answers: Mapping[str, FactValue] = {}) -> set[str]:
    facts = Application({**COUPLE, **people}, {**ANSWERS, **answers}, {}).facts(TODAY)
    return {j.rule.code for j in judge(ADOPTION.rules, facts, TODAY) if j.verdict is Verdict.INELIGIBLE}


def born(party: str, day: date) -> dict[str, Person]:
    return {party: replace(COUPLE[party], birth_date=day)}


def test_a_couple_that_meets_everything() -> None:
    facts = Application(COUPLE, ANSWERS, {}).facts(TODAY)
    assert {j.verdict for j in judge(AT_INTAKE, facts, TODAY)} == {Verdict.ELIGIBLE}


@pytest.mark.parametrize(
    ("people", "answers", "expected"),
    [
        (born("suami", date(1996, 11, 21)), {}, set()),
        (born("suami", date(1996, 11, 22)), {}, {"umur_suami"}),
        (born("istri", date(1970, 11, 22)), {}, set()),
        (born("istri", date(1970, 11, 21)), {}, {"umur_istri"}),
        ({}, {"tanggal_menikah": date(2021, 11, 21)}, set()),
        ({}, {"tanggal_menikah": date(2021, 12, 21)}, {"lama_menikah"}),
        ({}, {"jumlah_anak": 1}, set()),
        ({}, {"jumlah_anak": 2}, {"paling_banyak_satu_anak"}),
        ({"anak": replace(COUPLE["anak"], religion="Hindu")}, {}, {"agama_sama"}),
        ({"istri": replace(COUPLE["istri"], religion="Kristen")}, {}, {"agama_sama"}),
        ({"istri": replace(COUPLE["istri"], sex=Sex.MALE)}, {}, {"bukan_sejenis"}),
        (born("anak", date(2008, 11, 22)), {}, set()),
        (born("anak", date(2008, 11, 21)), {}, {"anak_belum_18"}),
        (born("anak", date(2012, 1, 1)), {"perlindungan_khusus": False}, {"perlindungan_khusus_remaja"}),
        ({}, {"perlindungan_khusus": False}, set()),
        ({}, {"keadaan_anak": "lainnya"}, {"anak_terlantar"}),
        ({}, {"pengasuhan_anak": "lainnya"}, {"anak_diasuh"}),
        ({}, {"tanggal_izin_pengasuhan": date(2026, 5, 21)}, set()),
        ({}, {"tanggal_izin_pengasuhan": date(2026, 5, 22)}, {"enam_bulan_pengasuhan"}),
        ({}, {"jenis_rekomendasi": "izin_pengasuhan", "tanggal_izin_pengasuhan": None}, set()),
        ({}, {"kewarganegaraan_istri": "wna"}, {"jenis_antar_wni"}),
        ({}, {"jenis_pengangkatan": "wni_wna", "kewarganegaraan_istri": "wna"}, set()),
        ({}, {"jenis_pengangkatan": "wni_wna"}, {"jenis_wni_wna"}),
    ],
)
def test_the_conditions_of_adoption(
    people: Mapping[str, Person], answers: Mapping[str, FactValue], expected: set[str]
) -> None:
    assert unmet(people, answers) == expected


def test_each_of_the_nineteen_conditions_is_a_rule_or_a_paper() -> None:
    groups = [r.group for r in ADOPTION.requirements]
    assert (groups.count("Calon Anak Angkat"), groups.count("Calon Orang Tua Angkat")) == (4, 15)
    for requirement in ADOPTION.requirements:
        assert requirement.is_paper or requirement.rules
    assert {code for r in ADOPTION.requirements for code in r.rules} == {r.code for r in AT_INTAKE}
    assert {r.code for r in ADOPTION.rules if r.rests_on_records} == {"hasil_penilaian"}


def test_a_certificate_alone_needs_a_registered_citizen() -> None:
    def verdicts(kind: str, status: str) -> dict[str, Verdict]:
        facts: dict[str, FactValue] = {"isian.jenis_permohonan": kind, "isian.status_terdaftar": status}
        return {j.rule.code: j.verdict for j in judge(DTKS.rules, facts, TODAY)}

    assert verdicts("surat_keterangan", "belum") == {"sudah_terdaftar": Verdict.INELIGIBLE}
    assert verdicts("surat_keterangan", "terdaftar") == {"sudah_terdaftar": Verdict.ELIGIBLE}
    assert verdicts("pendaftaran", "belum") == {}


@pytest.mark.parametrize(
    ("category", "age", "expected"),
    [
        ("lansia", 59, {"umur_lansia": Verdict.ATTENTION}),
        ("lansia", 60, {}),
        ("anak", 17, {}),
        ("anak", 18, {"umur_anak": Verdict.ATTENTION}),
        ("gepeng", 40, {}),
        ("lainnya", 40, {"salah_satu_kategori": Verdict.INELIGIBLE}),
        ("lansia", None, {"umur_lansia": Verdict.UNKNOWN}),
    ],
)
def test_categories_of_the_people_whose_family_is_sought(
    category: str, age: int | None, expected: dict[str, Verdict]
) -> None:
    client = Person("Mbah", temporary=True, estimated_age=age, estimated_on=TODAY)
    facts = Application({"klien": client}, {"kategori": category}, {}).facts(TODAY)
    said = {j.rule.code: j.verdict for j in judge(TRACING.rules, facts, TODAY)}
    assert {code: v for code, v in said.items() if v is not Verdict.ELIGIBLE} == expected
