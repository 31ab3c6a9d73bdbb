import gzip
from pathlib import Path

import pytest

from dinsos_desk.catalog.regions import UPPER_FILE, VILLAGE_FILE, load_regions, read_own
from dinsos_desk.domain.regions import Regions, bare_regency, fold, short_regency
from dinsos_desk.errors import EnvironmentProblem, UserError

RESOURCE = Path(__file__).parents[2] / "resources" / "regions"


@pytest.fixture(scope="module")
def regions() -> Regions:
    return load_regions(RESOURCE)


def test_the_country_is_complete(regions: Regions) -> None:
    provinces = regions.provinces()
    regencies = [place for province in provinces for place in regions.regencies(province.code)]
    districts = [place for regency in regencies for place in regions.districts(regency.code)]
    assert (len(provinces), len(regencies), len(districts)) == (38, 514, 7285)
    assert all(place.province and place.regency and place.district for place in districts)
    assert sum(len(regions.villages(province.code)) for province in provinces) == 83_762


def test_names_by_code(regions: Regions) -> None:
    assert regions.province("16") == regions.province("1673030107900003") == "Sumatera Selatan"
    assert regions.regency("1673") == "Kota Lubuklinggau"
    assert regions.regency("5203") == "Kabupaten Lombok Timur"
    assert regions.district("167303") == "Lubuk Linggau Selatan I"
    assert regions.place("1673031003").path == (
        "Rahmah, Lubuk Linggau Selatan I, Kota Lubuklinggau, Sumatera Selatan"
    )


def test_unknown_codes_have_no_name(regions: Regions) -> None:
    assert regions.known_province("16")
    assert not regions.known_province("20")
    assert not regions.known_province("")
    assert regions.known_district("167303")
    assert not regions.known_district("1673")
    assert (regions.province("20"), regions.regency("16"), regions.district("16")) == ("", "", "")
    assert regions.village("0000000000") == ""
    assert regions.regencies("20") == ()


def test_villages_are_found_by_the_start_of_their_name(regions: Regions) -> None:
    found = regions.find_villages("TABA", within_regency="1673")
    assert {place.regency for place in found} == {"Kota Lubuklinggau"}
    assert "Taba Jemekeh" in {place.village for place in found}
    anywhere = regions.find_villages("suka  maju", limit=5)
    assert len(anywhere) == 5
    assert all(fold(place.village).startswith("sukamaju") for place in anywhere)
    assert regions.find_villages("  ") == ()
    assert regions.find_villages("zzzz") == ()


def test_regencies_and_districts_are_found(regions: Regions) -> None:
    assert [place.regency for place in regions.find_regencies("cirebon")] == [
        "Kabupaten Cirebon",
        "Kota Cirebon",
    ]
    assert [place.code for place in regions.find_regencies("Kota Lubuk Ling")] == ["1673"]
    assert {place.code[:4] for place in regions.find_districts("lubuk", within="1673")} == {"1673"}
    assert regions.find_regencies("") == regions.find_districts("") == ()


def test_villages_are_read_only_when_asked_and_once() -> None:
    calls = []

    def villages() -> dict[str, str]:
        calls.append(1)
        return {"1101012001": "Keude"}

    regions = Regions({"11": "Aceh", "1101": "Kabupaten Aceh Selatan", "110101": "Bakongan"}, villages)
    assert regions.district("110101") == "Bakongan"
    assert calls == []
    regions.prepare_villages()
    assert regions.find_villages("keu")[0].path == "Keude, Bakongan, Kabupaten Aceh Selatan, Aceh"
    assert calls == [1]


def test_names_of_regencies_for_narrow_places() -> None:
    assert short_regency("Kabupaten Lombok Timur") == "Kab. Lombok Timur"
    assert short_regency("Kota Cirebon") == "Kota Cirebon"
    assert short_regency("Kabupaten Administrasi Kepulauan Seribu") == "Kab. Kepulauan Seribu"
    assert bare_regency("Kota Administrasi Jakarta Pusat") == "Jakarta Pusat"


def test_an_offices_own_rows_add_and_replace(tmp_path: Path) -> None:
    own = tmp_path / "wilayah.csv"
    own.write_bytes(
        "\ufeffKode;Nama\r\n16.73.99;Kecamatan  Baru\r\n\r\n16.73.99.1001;Desa, Baru\r\n".encode()
    )
    regions = load_regions(RESOURCE, own)
    assert regions.district("167399") == "Kecamatan Baru"
    assert regions.village("1673991001") == "Desa, Baru"
    assert regions.regency("1673") == "Kota Lubuklinggau"


def test_a_missing_own_file_is_nothing(tmp_path: Path) -> None:
    assert load_regions(RESOURCE, tmp_path / "wilayah.csv").known_province("16")


@pytest.mark.parametrize("row", ["167", "16A3,Kota", "1673,", "Kota Lubuklinggau", "167303,A\n16.7,B"])
def test_a_wrong_own_row_is_named(tmp_path: Path, row: str) -> None:
    own = tmp_path / "wilayah.csv"
    own.write_text(row, encoding="utf-8")
    with pytest.raises(UserError) as refused:
        read_own(own)
    assert refused.value.code == "wilayah_baris_salah"
    assert refused.value.values == {"nama": "wilayah.csv", "baris": row.count("\n") + 1}


def test_an_own_file_that_is_no_text(tmp_path: Path) -> None:
    own = tmp_path / "wilayah.csv"
    own.write_bytes(b"PK\x03\x04\xff\xfe")
    with pytest.raises(UserError, match="wilayah_tidak_terbaca"):
        read_own(own)


@pytest.mark.parametrize(
    "content",
    [b"no gzip", gzip.compress(b"kode,nama\n11,Aceh\n", mtime=0)[:-9], gzip.compress(b"kode,nama\n", mtime=0),
     gzip.compress(b"11,Aceh\n", mtime=0), gzip.compress(b"kode,nama\n11\n", mtime=0),
     gzip.compress(b"kode,nama\n\xff,x\n", mtime=0)],
)  # fmt: skip
def test_a_damaged_resource_is_said_clearly(tmp_path: Path, content: bytes) -> None:
    (tmp_path / UPPER_FILE).write_bytes(content)
    with pytest.raises(EnvironmentProblem) as problem:
        load_regions(tmp_path)
    assert problem.value.code == "wilayah_rusak"
    assert problem.value.values == {"nama": UPPER_FILE}


def test_missing_villages_are_said_when_asked(tmp_path: Path) -> None:
    (tmp_path / UPPER_FILE).write_bytes(gzip.compress(b"kode,nama\n11,Aceh\n", mtime=0))
    regions = load_regions(tmp_path)
    assert regions.known_province("11")
    with pytest.raises(EnvironmentProblem) as problem:
        regions.find_villages("a")
    assert problem.value.values == {"nama": VILLAGE_FILE}
