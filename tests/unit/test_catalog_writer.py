"""A service is written as the file it could have been read from, and nothing is lost on the way."""

import tomllib
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dinsos_desk.catalog.loader import load_service
from dinsos_desk.catalog.schema import ServiceDef
from dinsos_desk.catalog.strict import read_toml, validate
from dinsos_desk.catalog.writer import content_of, write_content, write_service
from dinsos_desk.paths import resources_dir

FILES = sorted((resources_dir() / "catalog").rglob("*.toml"))
KEYS = st.text(st.characters(codec="utf-8"), min_size=1, max_size=12)
SCALARS = (
    st.booleans()
    | st.integers(-(2**60), 2**60)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(st.characters(codec="utf-8"), max_size=140)
)
BLOCKS = st.sampled_from(["parties", "fields", "route", "stages", "records", "standard", "when", "products"])
ANYTHING = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS | BLOCKS, inner, max_size=4),
    max_leaves=25,
)


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_a_written_service_reads_back_as_itself(path: Path) -> None:
    service = load_service(path)
    text = write_service(service)
    assert validate(read_toml(text.encode(), path.name), path.name, ServiceDef) == service
    assert tomllib.loads(text) == content_of(service)


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_nothing_is_written_that_the_file_could_leave_out(path: Path) -> None:
    """Writing what was written changes nothing, and no default stands in it that the author left out."""
    service = load_service(path)
    text = write_service(service)
    again = validate(read_toml(text.encode(), path.name), path.name, ServiceDef)
    assert write_service(again) == text
    original = tomllib.loads(path.read_text("utf-8"))
    assert set(content_of(service)) <= set(original)


def test_the_file_is_readable() -> None:
    path = resources_dir() / "catalog" / "lubuklinggau" / "dtks.toml"
    text = write_service(load_service(path))
    assert text.startswith('schema = 1\ncode = "lubuklinggau-dtks"\n')
    assert 'when = { fact = "isian.status_terdaftar", equals = "terdaftar" }\n' in text
    assert '\n[[requirements]]\ncode = "kk_ktp"\ntext = "Fotocopy KK dan KTP"\n\n[[requirements]]\n' in text
    assert "\n[[route.stages.records]]\n" in text
    assert "\n[standard]\n" in text
    assert '  { code = "terdaftar", label = "Terdaftar" },\n' in text
    assert max(len(line) for line in text.splitlines()) < 500


@settings(max_examples=150, deadline=None)
@given(st.dictionaries(KEYS | BLOCKS, ANYTHING, max_size=6))
def test_whatever_a_draft_holds_can_be_written(content: dict[str, object]) -> None:
    assert tomllib.loads(write_content(content)) == content


def test_what_is_none_is_left_out() -> None:
    content = {"name": None, "fields": [{"code": "a", "when": None}, None], "notes": [None, "x"]}
    assert tomllib.loads(write_content(content)) == {"fields": [{"code": "a"}], "notes": ["x"]}
