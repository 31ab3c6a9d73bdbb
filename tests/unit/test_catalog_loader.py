"""Strict loading: what is wrong is said with file and key, and never stops the others."""

import json
import shutil
from pathlib import Path

import pytest

from dinsos_desk.catalog.faults import CatalogError
from dinsos_desk.catalog.loader import load_catalog, load_service
from dinsos_desk.catalog.versions import definition_json, from_definition, version_hash
from dinsos_desk.paths import resources_dir

SHIPPED = resources_dir() / "catalog"
FILE = "lubuklinggau/orang_terlantar.toml"
WHOLE = len(load_catalog(SHIPPED).services)


@pytest.fixture
def catalog(tmp_path: Path) -> Path:
    root = tmp_path / "catalog"
    shutil.copytree(SHIPPED, root)
    return root


def spoil(root: Path, old: str, new: str, file: str = FILE) -> None:
    path = root / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


WRONG = [
    ('division = "', 'divisi = "', "divisi", "katalog_kunci_asing"),
    ('label = "Orang terlantar"', 'lebel = "Orang terlantar"', "parties[0].label", "katalog_kunci_kurang"),
    (
        'kind = "paraf"\nrole = "kasi"',
        'kind = "paraf"\nrole = "bos"',
        "route.stages[1].role",
        "katalog_isi_salah",
    ),
    ("max_length = 80", 'max_length = "80"', "fields[0].max_length", "katalog_isi_salah"),
    ("max_length = 80", "maks = 80", "fields[0].maks", "katalog_kunci_asing"),
    ("required = true", "required = 1", "fields[0].required", "katalog_isi_salah"),
    ("schema = 1", 'schema = "1"', "schema", "katalog_isi_salah"),
    ("schema = 1", "schema = 2", "schema", "katalog_lebih_baru"),
    ("amount = 1", "amount = 0", "time_limit.amount", "katalog_isi_salah"),
    ('unit = "jam_kerja"', 'unit = "jam kerja"', "time_limit.unit", "katalog_isi_salah"),
    ('applicant = "klien"', 'applicant = "pemohon"', "applicant", "katalog_rujukan_tidak_ada"),
    ("minimum = 18", 'minimum = "18"', "rules[1].minimum", "katalog_isi_salah"),
    ('fact = "klien.umur"', 'fact = "klien.usia"', "rules[1]", "katalog_rujukan_tidak_ada"),
    (
        'fact = "isian.estafet"',
        'fact = "isian.estafett"',
        "requirements[1].when",
        "katalog_rujukan_tidak_ada",
    ),
    ("steps = [8]", "steps = [9]", "route.stages[6].steps", "katalog_rujukan_tidak_ada"),
    (
        'value = ["klien.nama"]',
        'value = ["klien.nma"]',
        "register_columns[2].value",
        "katalog_rujukan_tidak_ada",
    ),
    ('products = ["surat_pengantar"]', "products = []", "products[0].code", "katalog_hasil_tidak_dibuat"),
    ('code = "tujuan"', 'code = "asal"', "fields[1].code", "katalog_kode_dua_kali"),
    ('code = "kendaraan"', 'code = "tanggal"', "route.stages[6].records[1].code", "katalog_kode_terpesan"),
    ('needs = ["jenis_kelamin"]', 'needs = ["kelamin"]', "parties[0].needs", "katalog_rujukan_tidak_ada"),
    ('office = "lubuklinggau"', 'office = "cirebon"', "office", "katalog_salah_folder"),
    ("schema = 1", "schema == 1", "", "katalog_bukan_toml"),
    ("schema = 1", "schema = 2026-11-21", "", "katalog_isi_salah"),
]


@pytest.mark.parametrize(("old", "new", "key", "code"), WRONG)
def test_what_is_wrong_is_named_with_file_and_key(
    catalog: Path, old: str, new: str, key: str, code: str
) -> None:
    spoil(catalog, old, new)
    loaded = load_catalog(catalog)
    assert "lubuklinggau-orang-terlantar" not in loaded.services
    assert len(loaded.services) == WHOLE - 1
    assert (FILE, key, code) in {(f.file, f.key, f.code) for f in loaded.faults}
    fault = next(f for f in loaded.faults if f.key == key)
    assert fault.reason
    assert fault.fault().values["berkas"] == FILE


def test_every_fault_of_a_file_is_reported(catalog: Path) -> None:
    spoil(catalog, 'applicant = "klien"', 'applicant = "pemohon"')
    spoil(catalog, "steps = [8]", "steps = [9]")
    assert {f.key for f in load_catalog(catalog).faults} == {"applicant", "route.stages[6].steps"}


def test_the_second_file_with_a_code_is_the_wrong_one(catalog: Path) -> None:
    shutil.copy(catalog / FILE, catalog / "lubuklinggau" / "salinan.toml")
    loaded = load_catalog(catalog)
    assert len(loaded.services) == WHOLE
    assert [(f.file, f.key, f.code) for f in loaded.faults] == [
        ("lubuklinggau/salinan.toml", "code", "katalog_kode_terpakai")
    ]


def test_a_missing_template_is_a_fault_of_its_product(catalog: Path) -> None:
    loaded = load_catalog(catalog, lambda name: name != "lubuklinggau/kwitansi_uang_makan.docx")
    assert [(f.file, f.key) for f in loaded.faults] == [(FILE, "products[1].template")]
    assert len(loaded.services) == WHOLE - 1


def test_unreadable_bytes_and_huge_files_are_faults(catalog: Path) -> None:
    (catalog / "lubuklinggau" / "rusak.toml").write_bytes(b"\xff\xfe\x00")
    (catalog / "lubuklinggau" / "besar.toml").write_bytes(b"# " + b"x" * 1_000_001)
    loaded = load_catalog(catalog)
    assert {(f.file, f.code) for f in loaded.faults} == {
        ("lubuklinggau/rusak.toml", "katalog_bukan_toml"),
        ("lubuklinggau/besar.toml", "katalog_tidak_terbaca"),
    }
    assert len(loaded.services) == WHOLE


def test_an_empty_or_missing_folder_is_an_empty_catalogue(tmp_path: Path) -> None:
    assert load_catalog(tmp_path).services == {}
    assert load_catalog(tmp_path / "tidak_ada").services == {}


def test_load_service_raises_with_all_faults(tmp_path: Path) -> None:
    path = tmp_path / "x.toml"
    path.write_text("schema = 1\n")
    with pytest.raises(CatalogError) as caught:
        load_service(path)
    assert {f.key for f in caught.value.faults} >= {"code", "parties", "route", "standard"}
    with pytest.raises(CatalogError):
        load_service(tmp_path / "tidak_ada.toml")


@pytest.mark.parametrize("path", sorted(SHIPPED.rglob("*.toml")), ids=lambda p: p.stem)
def test_a_definition_comes_back_the_same(path: Path) -> None:
    service = load_service(path)
    again = from_definition(definition_json(service))
    assert again == service
    assert definition_json(again) == definition_json(service)
    assert version_hash(again) == version_hash(service)


def test_a_changed_service_is_another_version(catalog: Path) -> None:
    before = load_service(catalog / FILE)
    spoil(catalog, 'text = "Mak 1 jam"', 'text = "Mak 2 jam"')
    assert version_hash(load_service(catalog / FILE)) != version_hash(before)


def test_a_definition_from_the_future_or_no_definition_is_refused() -> None:
    service = load_service(SHIPPED / FILE)
    newer = json.loads(definition_json(service)) | {"schema": 99}
    for text, code in (
        (json.dumps(newer), "katalog_lebih_baru"),
        ("{", "katalog_bukan_toml"),
        ("[]", "katalog_isi_salah"),
    ):
        with pytest.raises(CatalogError) as caught:
            from_definition(text)
        assert caught.value.faults[0].code == code
