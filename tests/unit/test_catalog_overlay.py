"""The office's own services over the shipped ones; codes made of names; a procedure put in another order."""

import json

import pytest

from dinsos_desk.catalog.codes import is_service_code, part_code, service_code
from dinsos_desk.catalog.edits import reordered_steps
from dinsos_desk.catalog.loader import load_catalog
from dinsos_desk.catalog.overlay import OwnDefinition, overlaid
from dinsos_desk.catalog.versions import definition_json
from dinsos_desk.catalog.writer import content_of
from dinsos_desk.paths import resources_dir

SHIPPED = load_catalog(resources_dir() / "catalog")
CODE = "lubuklinggau-dtks"
DTKS = SHIPPED.services[CODE]


def own(code: str = CODE, **changes: object) -> OwnDefinition:
    values = json.loads(definition_json(DTKS)) | {"code": code} | changes
    return OwnDefinition(code, "DTKS kota", json.dumps(values))


def test_an_own_service_stands_before_the_shipped_one() -> None:
    whole = overlaid(SHIPPED, [own(name="DTKS kota"), own("dtks-lain")])
    assert whole.services[CODE].name == "DTKS kota"
    assert whole.services["dtks-lain"].name == DTKS.name
    assert set(whole.services) == {*SHIPPED.services, "dtks-lain"}
    assert list(whole.services) == sorted(whole.services)
    assert whole.faults == ()
    assert SHIPPED.services[CODE] is DTKS


@pytest.mark.parametrize(
    ("broken", "code"),
    [
        (OwnDefinition(CODE, "DTKS kota", "{"), "katalog_bukan_toml"),
        (OwnDefinition(CODE, "DTKS kota", "[]"), "katalog_isi_salah"),
        (own(schema=99), "katalog_lebih_baru"),
        (own(applicant="x"), "katalog_rujukan_tidak_ada"),
        (OwnDefinition(CODE, "DTKS kota", own("lain").definition), "katalog_kode_terpakai"),
    ],
)
def test_a_broken_own_service_is_left_out_and_reported(broken: OwnDefinition, code: str) -> None:
    whole = overlaid(SHIPPED, [broken])
    assert CODE not in whole.services
    assert len(whole.services) == len(SHIPPED.services) - 1
    fault = next(f for f in whole.faults if f.code == code)
    assert fault.service == CODE
    assert "DTKS kota" in fault.file


def test_an_own_service_without_its_template_is_left_out() -> None:
    whole = overlaid(SHIPPED, [own(), own("lain")], lambda name: "dtks" not in name)
    assert {f.service for f in whole.faults if f.code == "katalog_templat_tidak_ada"} == {CODE, "lain"}


def test_offers_are_judged_over_the_whole() -> None:
    offering = own("penawar", offers=[{"service": "baru", "text": "Sekalian"}])
    alone = overlaid(SHIPPED, [offering])
    assert [(f.service, f.key) for f in alone.faults] == [("penawar", "offers[0].service")]
    assert "penawar" in alone.services
    both = overlaid(alone, [own("baru")])
    assert both.faults == ()


def test_codes_are_made_of_names() -> None:
    assert service_code("Rekomendasi Izin Undian (UGB)", ()) == "rekomendasi-izin-undian-ugb"
    assert service_code("Izin", {"izin", "izin-2"}) == "izin-3"
    assert service_code("  ", ()) == "layanan"
    assert len(service_code("kata " * 60, ())) <= 60
    assert len(service_code("k" * 200, ())) <= 60
    assert part_code("Jumlah anggota keluarga") == "jumlah_anggota_keluarga"
    assert part_code("3 lembar pasfoto") == "n_3_lembar_pasfoto"
    assert part_code("Tanggal") == "tanggal_2"
    assert part_code("Surat", {"surat_2"}) == "surat_3"
    assert part_code("…") == "bagian"
    assert is_service_code("a-b2")
    assert not is_service_code("A b")


def test_steps_keep_their_stages_when_they_are_reordered() -> None:
    content = content_of(DTKS)
    texts = [step["text"] for step in content["standard"]["procedure"]]
    changed = reordered_steps(content, [7, 0, 1, 2, 3, 4, 6])
    now = [step["text"] for step in changed["standard"]["procedure"]]
    assert now == [texts[6], "", *texts[:4], texts[5]]
    before = {s["code"]: {texts[n - 1] for n in s["steps"]} for s in content["route"]["stages"]}
    after = {s["code"]: {now[n - 1] for n in s["steps"]} for s in changed["route"]["stages"]}
    assert after == {code: said - {texts[4]} for code, said in before.items()}
    assert content == content_of(DTKS)
