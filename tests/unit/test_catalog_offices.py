"""Presets of offices, and that every service finds its posts."""

from datetime import date, time
from pathlib import Path

import pytest

from dinsos_desk.catalog.faults import CatalogError
from dinsos_desk.catalog.loader import load_catalog
from dinsos_desk.catalog.office import load_office, load_offices
from dinsos_desk.domain.numbering import parse_pattern
from dinsos_desk.paths import resources_dir

OFFICES = load_offices(resources_dir() / "offices")
CATALOG = load_catalog(resources_dir() / "catalog")


def test_the_shipped_presets_are_sound() -> None:
    assert OFFICES.faults == ()
    assert set(OFFICES.presets) == {
        "babel_panti", "cirebon", "contoh", "lombok_timur", "lubuklinggau", "penelusuran_keluarga",
    }  # fmt: skip


def test_every_service_belongs_to_a_preset_that_offers_it_and_has_its_posts() -> None:
    sample = OFFICES.presets["contoh"]
    assert set(sample.services) == set(CATALOG.services)
    for service in CATALOG.services.values():
        own = OFFICES.presets[service.office]
        assert service.code in own.services
        for product in service.products:
            for preset in (own, sample):
                if product.signed_by:
                    assert preset.post(product.signed_by).name
        assert service.division in {post.division for post in sample.posts}


def test_every_offered_service_exists_and_every_pattern_can_be_read() -> None:
    for preset in OFFICES.presets.values():
        assert set(preset.services) <= set(CATALOG.services)
        parse_pattern(preset.number_pattern)


def test_hours_of_a_preset() -> None:
    hours = OFFICES.presets["contoh"].office_hours()
    friday = hours.hours_on(date(2026, 11, 20))
    assert friday is not None
    assert (friday.start, friday.end, friday.break_start) == (time(7, 30), time(16, 30), time(11, 30))
    assert hours.hours_on(date(2026, 11, 21)) is None
    assert OFFICES.presets["cirebon"].office_hours().hours_on(date(2026, 11, 16)) is not None


PRESET = 'schema = 1\ncode = "x"\ntitle = "X"\n'


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ('[[hours]]\ndays = ["senin"]\nstart = "25.00"\nend = "16.00"', "hours[0].start"),
        ('[[hours]]\ndays = ["senin"]\nstart = "16.00"\nend = "07.30"', "hours[0]"),
        ('[[hours]]\ndays = ["senen"]\nstart = "07.30"\nend = "16.00"', "hours[0].days[0]"),
        ('paper = "A5"', "paper"),
        ('[[posts]]\ncode = "a"\nname = "A"\nrole = "bos"', "posts[0].role"),
        ('[[posts]]\ncode = "a"\nname = "A"\nrole = "kasi"\nholder = "Budi"', "posts[0].holder"),
    ],
)
def test_a_wrong_preset_is_named_with_its_key(tmp_path: Path, text: str, key: str) -> None:
    path = tmp_path / "x.toml"
    path.write_text(PRESET + text)
    with pytest.raises(CatalogError) as caught:
        load_office(path)
    assert caught.value.faults[0].key == key


def test_a_day_given_twice_and_a_code_used_twice_are_faults(tmp_path: Path) -> None:
    twice = '[[hours]]\ndays = ["senin", "senin"]\nstart = "07.30"\nend = "16.00"'
    (tmp_path / "a.toml").write_text(PRESET)
    (tmp_path / "b.toml").write_text(PRESET)
    (tmp_path / "c.toml").write_text(PRESET + twice)
    offices = load_offices(tmp_path)
    assert list(offices.presets) == ["x"]
    assert {(f.file, f.code) for f in offices.faults} == {
        ("b.toml", "katalog_kode_terpakai"),
        ("c.toml", "katalog_isi_salah"),
    }


def test_only_the_sample_office_says_how_long_it_waits_for_papers() -> None:
    """No source of a real office names a number of days; what is not said is no limit."""
    said = {code: preset.front_desk.wait_days for code, preset in OFFICES.presets.items()}
    assert said == dict.fromkeys(OFFICES.presets) | {"contoh": 30}
    assert not any(preset.front_desk.queue for preset in OFFICES.presets.values())


@pytest.mark.parametrize(
    "text",
    [
        "[front_desk]\nwait_days = 0",
        "[front_desk]\nwait_days = 7\nremind_after_days = 9",
        "[front_desk]\nqueue = true",
        '[front_desk]\nreceipt_format = "A3"',
        '[front_desk]\nqueue_lines = [{ letter = "a", name = "Umum" }]',
    ],
)
def test_a_wrong_front_desk_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "uji.toml"
    path.write_text(f'schema = 1\ncode = "uji"\ntitle = "Uji"\n{text}\n', "utf-8")
    with pytest.raises(CatalogError, match="front_desk"):
        load_office(path)
