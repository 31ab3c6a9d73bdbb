"""Made-up applications satisfy every service of the catalogue, and services nobody has written yet."""

import re
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dinsos_desk import paths
from dinsos_desk.catalog.loader import load_catalog
from dinsos_desk.catalog.regions import load_regions
from dinsos_desk.catalog.schema import ServiceDef
from dinsos_desk.catalog.strict import validate
from dinsos_desk.domain.checklist import Need
from dinsos_desk.domain.identity import parse_nik
from dinsos_desk.domain.people import Institution, Sex
from dinsos_desk.domain.rules import Verdict
from dinsos_desk.sample.fill import (
    ORDINARY,
    Wishes,
    branches,
    fill_draft,
    fill_records,
    with_papers,
    without_paper,
)
from dinsos_desk.sample.people import DISTRICTS, Crowd
from dinsos_desk.usecases.intake.drafts import check

TODAY = date(2026, 11, 23)
CATALOG = load_catalog(paths.resources_dir() / "catalog")
REGIONS = load_regions(paths.resources_dir() / "regions")
SERVICES = tuple(CATALOG.services.values())


@pytest.mark.parametrize("service", SERVICES, ids=lambda s: s.code)
def test_every_branch_of_every_service_can_be_sent(service):
    for wishes in branches(service):
        checked = check(fill_draft(service, Crowd(1), TODAY, wishes), service, REGIONS, TODAY)
        assert not checked.faults, wishes
        assert not checked.missing, wishes
        assert checked.can_be_saved or wishes.answers, wishes


@pytest.mark.parametrize("service", SERVICES, ids=lambda s: s.code)
@settings(max_examples=15, deadline=None)
@given(seed=st.integers(0, 10_000), without_papers=st.booleans())
def test_chance_never_breaks_a_rule(service, seed, without_papers):
    wishes = Wishes(without_papers=without_papers, varied=True)
    checked = check(fill_draft(service, Crowd(seed), TODAY, wishes), service, REGIONS, TODAY)
    assert checked.is_complete
    assert all(j.verdict is not Verdict.INELIGIBLE for j in checked.judgements)


@pytest.mark.parametrize("service", SERVICES, ids=lambda s: s.code)
def test_the_ordinary_one_meets_every_rule(service):
    checked = check(fill_draft(service, Crowd(1), TODAY), service, REGIONS, TODAY)
    assert {j.rule.code for j in checked.judgements if j.verdict is not Verdict.ELIGIBLE} == set()


@pytest.mark.parametrize("service", SERVICES, ids=lambda s: s.code)
def test_an_incomplete_one_lacks_one_paper_that_can_be_brought(service):
    draft = fill_draft(service, Crowd(1), TODAY, Wishes(incomplete=True))
    checked = check(draft, service, REGIONS, TODAY)
    assert checked.can_be_saved
    facts = checked.application.facts(TODAY)
    asked = [r for r in service.paper_requirements() if r.need is not Need.IF_ANY and r.in_force(facts)]
    assert len(checked.missing) == min(1, len(asked))
    assert check(with_papers(draft, service, Crowd(1), TODAY), service, REGIONS, TODAY).is_complete


@pytest.mark.parametrize("service", SERVICES, ids=lambda s: s.code)
def test_every_stage_gets_the_records_it_wants(service):
    facts = check(fill_draft(service, Crowd(1), TODAY), service, None, TODAY).application.facts(TODAY)
    for stage in service.route.stages:
        typed = fill_records(stage, facts, Crowd(1), TODAY, "Sri Contoh")
        for record in stage.records:
            if record.code in typed:
                assert record.parse(typed[record.code], TODAY) is not None
            else:
                assert record.when is not None


def test_the_same_seed_gives_the_same_office():
    first, second = (fill_draft(SERVICES[0], Crowd(5), TODAY) for _ in range(2))
    assert first.parties == second.parties


def test_nobody_has_a_number_that_is_given_out():
    crowd = Crowd(1)
    for _ in range(300):
        nik = parse_nik(crowd.person(TODAY).nik, REGIONS, TODAY)
        assert nik.district_code in DISTRICTS
        assert nik.warnings == ()
        assert int(nik.value[12:]) > 9000


@given(ages=st.tuples(st.integers(0, 80), st.integers(0, 15)), seed=st.integers(0, 99))
@settings(max_examples=40, deadline=None)
def test_people_are_as_old_as_asked(ages, seed):
    youngest, oldest = ages[0], ages[0] + ages[1]
    person = Crowd(seed).person(TODAY, Sex.FEMALE, (youngest, oldest))
    assert youngest <= person.age_on(TODAY) <= oldest
    assert person.sex is Sex.FEMALE


def strange_service() -> ServiceDef:
    """A service with an institution, every kind of field and rules that pull against the first choice."""
    return validate(
        {
            "schema": 1,
            "code": "uji-lembaga",
            "office": "uji",
            "name": "Izin Uji",
            "short_name": "Izin uji",
            "source": "uji",
            "applicant": "lembaga",
            "client": "wakil",
            "parties": [
                {
                    "code": "lembaga",
                    "label": "Lembaga",
                    "kind": "lembaga",
                    "needs": ["pimpinan", "alamat", "akta"],
                },
                {"code": "ketua", "label": "Ketua", "needs": ["tanggal_lahir"]},
                {"code": "wakil", "label": "Wakil", "needs": ["tanggal_lahir", "agama"]},
            ],
            "fields": [
                {"code": "kode", "label": "Kode", "kind": "teks", "required": True, "pattern": "[0-9]{3}"},
                {
                    "code": "pernah",
                    "label": "Pernah melanggar",
                    "kind": "ya_tidak",
                    "required": True,
                },
                {
                    "code": "jenis",
                    "label": "Jenis",
                    "kind": "pilihan",
                    "required": True,
                    "choices": [{"code": "a", "label": "A"}, {"code": "b", "label": "B"}],
                },
                {"code": "anak", "label": "Anak asuh", "kind": "angka", "required": True, "maximum": 500},
                {"code": "berdiri", "label": "Berdiri", "kind": "tanggal", "required": True, "past": True},
                {
                    "code": "singkat",
                    "label": "Kode singkat",
                    "kind": "teks",
                    "required": True,
                    "max_length": 3,
                },
            ],
            "rules": [
                {
                    "code": "bersih",
                    "kind": "jawaban",
                    "text": "t",
                    "source": "s",
                    "expects": {"fact": "isian.pernah", "equals": False},
                },
                {
                    "code": "bukan_a",
                    "kind": "jawaban",
                    "text": "t",
                    "source": "s",
                    "expects": {"none_of": [{"fact": "isian.jenis", "equals": "a"}]},
                },
                {
                    "code": "cukup",
                    "kind": "batas",
                    "text": "t",
                    "source": "s",
                    "fact": "isian.anak",
                    "minimum": 40,
                },
                {
                    "code": "tua",
                    "kind": "lama_sejak",
                    "text": "t",
                    "source": "s",
                    "since": "isian.berdiri",
                    "years": 3,
                    "months": 6,
                },
                {
                    "code": "lansia",
                    "kind": "umur",
                    "text": "t",
                    "source": "s",
                    "birth_date": "ketua.tanggal_lahir",
                    "minimum": 66,
                    "maximum": 68,
                },
                {
                    "code": "remaja",
                    "kind": "batas",
                    "text": "t",
                    "source": "s",
                    "when": {"fact": "isian.jenis", "equals": "b"},
                    "fact": "wakil.umur",
                    "minimum": 17,
                    "maximum": 19,
                },
                {
                    "code": "beda_agama",
                    "kind": "sama",
                    "text": "t",
                    "source": "s",
                    "different": True,
                    "facts": ["ketua.agama", "wakil.agama"],
                },
            ],
            "requirements": [{"code": "akta", "text": "Akta", "asks_number": True, "asks_date": True}],
            "route": {
                "stages": [
                    {"code": "masuk", "name": "Masuk", "kind": "penerimaan", "role": "petugas"},
                    {"code": "keluar", "name": "Keluar", "kind": "penyerahan", "role": "petugas"},
                ]
            },
            "time_limit": {"amount": 1, "unit": "hari", "text": "1 hari"},
            "products": [{"code": "catat", "name": "Catatan", "kind": "pencatatan"}],
            "register_columns": [
                {"title": "No", "value": ["urut"]},
                {"title": "Nama", "value": ["lembaga.nama"]},
            ],
            "standard": {"fee": "-", "products": ["Catatan"]},
        },
        "uji.toml",
        ServiceDef,
    )


@pytest.mark.parametrize("varied", [False, True])
def test_a_service_nobody_has_written_yet_is_filled_from_its_definition(varied):
    service = strange_service()
    for seed in range(10):
        draft = fill_draft(service, Crowd(seed), TODAY, Wishes(varied=varied))
        checked = check(draft, service, REGIONS, TODAY)
        assert checked.is_complete, checked
        assert {j.verdict for j in checked.judgements} == {Verdict.ELIGIBLE}
        assert isinstance(checked.application.parties["lembaga"], Institution)
        assert re.fullmatch("[0-9]{3}", draft.answers["kode"])


def test_wishes_that_contradict_the_rules_are_kept_and_said():
    service = strange_service()
    draft = fill_draft(service, Crowd(1), TODAY, Wishes(answers={"pernah": "ya"}))
    checked = check(draft, service, REGIONS, TODAY)
    assert draft.answers["pernah"] == "ya"
    assert [j.rule.code for j in checked.barred] == ["bersih"]


def test_a_service_without_papers_has_no_incomplete_one():
    service = strange_service().model_copy(update={"requirements": ()})
    draft = fill_draft(service, Crowd(1), TODAY, ORDINARY)
    assert without_paper(draft, service, TODAY) == draft


def test_nothing_in_the_sample_knows_a_service_by_name():
    import dinsos_desk.sample as sample

    sources = [path.read_text("utf-8") for path in Path(sample.__path__[0]).glob("*.py")]
    words = [service.code for service in SERVICES]
    assert not [word for word in words for source in sources if f'"{word}"' in source]
