"""Every service file against the published standard it was made from: counts, order and words."""

import re
from pathlib import Path

import pytest

from dinsos_desk.catalog.loader import Catalog, load_catalog
from dinsos_desk.catalog.schema import ServiceDef
from dinsos_desk.usecases.letters.words import promise_text
from tests.unit.seeds import Published, published

CATALOG = Path(__file__).parents[2] / "resources" / "catalog"
SEEDS = published()
WITHOUT_STANDARD = {"lombok-timur-slrt", "cirebon-pbi-bayi"}
"""Published as a heading or a closing remark only; the files say so."""


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return load_catalog(CATALOG)


def test_every_published_service_is_there(catalog: Catalog) -> None:
    assert len(SEEDS) == 24
    assert set(SEEDS) | WITHOUT_STANDARD == set(catalog.services)
    assert catalog.faults == ()


@pytest.mark.parametrize("code", sorted(SEEDS))
def test_the_lists_are_those_of_the_standard(catalog: Catalog, code: str) -> None:
    service, seed = catalog.services[code], SEEDS[code]
    for part, texts, source in parts(service, seed):
        assert len(texts) == len(source), f"{code}: {part}"
        for text, original in zip(texts, source, strict=True):
            strange = sorted(words(text) - words(original))
            unsaid = [word for word in strange if word not in words(" ".join(service.notes))]
            assert not unsaid, f"{code}: {part}: {original!r} became {text!r}, not in the notes"


@pytest.mark.parametrize("code", sorted(SEEDS))
def test_name_time_and_fee_are_those_of_the_standard(catalog: Catalog, code: str) -> None:
    service, seed = catalog.services[code], SEEDS[code]
    assert words(seed.name) & words(service.name)
    if seed.time_limit:
        assert plain(promise_text(service)) == plain(seed.time_limit)
    if seed.fee:
        assert plain(service.standard.fee) == plain(seed.fee)


@pytest.mark.parametrize("code", sorted(code for code, seed in SEEDS.items() if seed.drawn))
def test_a_drawn_flow_became_steps_with_their_offices(catalog: Catalog, code: str) -> None:
    steps = catalog.services[code].standard.procedure
    assert len(steps) >= SEEDS[code].drawn
    assert all(step.office and step.text for step in steps)
    assert any("gambar" in note for note in catalog.services[code].notes)


def parts(service: ServiceDef, seed: Published) -> list[tuple[str, tuple[str, ...], tuple[str, ...]]]:
    """The lists of the file beside those of the source, as far as the source gives them."""
    standard = service.standard
    lists = [
        ("legal_basis", standard.legal_basis, seed.legal_basis),
        ("requirements", tuple(r.text for r in service.requirements), seed.requirements),
        ("procedure", tuple(step.text for step in standard.procedure), seed.steps),
        ("products", standard.products, seed.products),
    ]
    others = {
        7: standard.facilities,
        8: standard.competence,
        9: standard.internal_control,
        10: standard.complaints,
        11: (standard.staff_count,),
        12: standard.service_guarantee,
        13: standard.safety_guarantee,
        14: standard.evaluation,
    }
    lists += [(f"komponen {number}", others[number], texts) for number, texts in (seed.others or {}).items()]
    return [(name, texts, source) for name, texts, source in lists if source is not None]


def words(text: str) -> set[str]:
    return set(re.findall(r"[\w/]+", text.casefold()))


def plain(text: str) -> str:
    return " ".join(text.casefold().split()).rstrip(".")
