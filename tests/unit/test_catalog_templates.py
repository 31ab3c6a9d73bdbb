"""Every letter of every service asks only for words that its service has."""

from pathlib import Path

import pytest

from dinsos_desk.catalog.loader import load_catalog
from dinsos_desk.catalog.references import RECORD_WORDS
from dinsos_desk.catalog.schema import Product, ServiceDef
from dinsos_desk.documents.letters import Letters
from dinsos_desk.domain.fields import MoneyField
from dinsos_desk.domain.people import PERSON_WORDS
from dinsos_desk.domain.routing import stage_fields
from dinsos_desk.paths import resources_dir, templates_dir

LETTERS = Letters(templates_dir(), Path("nothing-here"))
SERVICES = load_catalog(resources_dir() / "catalog").services
DOCUMENTS = [(service, product) for service in SERVICES.values() for product in service.documents()]
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
    for party in (*(party.code for party in service.parties), "pemohon_utama", "klien_utama"):
        words |= {f"{party}.{word}" for word in PERSON_WORDS}
    return words


@pytest.mark.parametrize(("service", "product"), DOCUMENTS, ids=lambda value: value.code)
def test_a_letter_asks_only_for_what_its_service_has(service: ServiceDef, product: Product) -> None:
    general = {"kantor", "surat", "penanda_tangan", "paraf", "tembusan", "permohonan", "layanan", "oleh"}
    asked = LETTERS.fields(str(product.template))
    own = {name for name in asked if name.split(".")[0] not in general}
    assert own
    assert own <= service_words(service)


@pytest.mark.parametrize(("service", "product"), DOCUMENTS, ids=lambda value: value.code)
def test_a_letter_has_a_letterhead_and_a_signature(service: ServiceDef, product: Product) -> None:
    assert {"kantor.nama", "kantor.alamat", "penanda_tangan.nama"} <= LETTERS.fields(str(product.template))
