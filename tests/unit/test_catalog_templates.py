"""Every letter of every service asks only for words that its service has."""

from pathlib import Path

import pytest

from dinsos_desk.catalog.loader import load_catalog
from dinsos_desk.catalog.references import RECORD_WORDS
from dinsos_desk.catalog.schema import Product, ServiceDef
from dinsos_desk.documents.letters import Letters
from dinsos_desk.domain.fields import MoneyField
from dinsos_desk.domain.people import INSTITUTION_WORDS, PERSON_WORDS, PartyKind
from dinsos_desk.domain.routing import stage_fields
from dinsos_desk.paths import resources_dir, templates_dir

LETTERS = Letters(templates_dir(), Path("nothing-here"))
SERVICES = load_catalog(resources_dir() / "catalog").services
DOCUMENTS = [(service, product) for service in SERVICES.values() for product in service.documents()]
GENERAL = {"kantor", "surat", "penanda_tangan", "paraf", "tembusan", "permohonan", "layanan", "oleh"}
WORDS_OF_ANY = GENERAL | {"pihak", "rincian", "rincian_tahap", "berkas", "pemohon_utama", "klien_utama"}
GENERIC = sorted(path.name for path in (templates_dir() / "umum").glob("*.docx"))
PAPER_WORDS = {"status", "cara", "nomor", "tanggal", "catatan"}


def service_words(service: ServiceDef) -> set[str]:
    """The words that belong to this service alone, by dotted path."""
    words = {f"isian.{field.code}" for field in service.fields}
    words |= {f"isian.{f.code}_terbilang" for f in service.fields if isinstance(f, MoneyField)}
    for stage in service.route.stages:
        codes = {field.code for field in stage_fields(stage)} | RECORD_WORDS
        words |= {f"catatan.{stage.code}.{code}" for code in codes}
    for requirement in service.paper_requirements():
        words |= {f"syarat.{requirement.code}.{word}" for word in PAPER_WORDS}
    main = {"pemohon_utama": service.applicant, "klien_utama": service.client}
    kinds = {party.code: party.kind for party in service.parties}
    for name, code in {**{code: code for code in kinds}, **main}.items():
        known = PERSON_WORDS if kinds[code] is PartyKind.PERSON else INSTITUTION_WORDS
        words |= {f"{name}.{word}" for word in known}
    return words


@pytest.mark.parametrize(("service", "product"), DOCUMENTS, ids=lambda value: value.code)
def test_a_letter_asks_only_for_what_its_service_has(service: ServiceDef, product: Product) -> None:
    asked = LETTERS.fields(str(product.template))
    own = {name for name in asked if name.split(".")[0] not in GENERAL}
    assert own
    assert own <= service_words(service)


@pytest.mark.parametrize(("service", "product"), DOCUMENTS, ids=lambda value: value.code)
def test_a_letter_has_a_letterhead_and_a_signature(service: ServiceDef, product: Product) -> None:
    assert {"kantor.nama", "kantor.alamat", "penanda_tangan.nama"} <= LETTERS.fields(str(product.template))


@pytest.mark.parametrize("name", GENERIC)
def test_a_generic_letter_asks_only_for_what_every_service_has(name: str) -> None:
    asked = LETTERS.fields(f"umum/{name}")
    assert {path.split(".")[0] for path in asked} <= WORDS_OF_ANY
    party = {path.split(".")[1] for path in asked if path.startswith(("pemohon_utama.", "klien_utama."))}
    assert party <= PERSON_WORDS & INSTITUTION_WORDS
    assert {"pihak", "rincian", "layanan.nama"} <= asked
    assert {"kantor.nama", "penanda_tangan.nama", "tembusan"} <= asked


def test_there_is_a_generic_letter_of_every_kind() -> None:
    kinds = ("berita_acara", "surat_keterangan", "surat_pengantar", "surat_rekomendasi")
    assert [f"{kind}.docx" for kind in kinds] == GENERIC
