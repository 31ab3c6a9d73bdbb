"""Services as files, templates written in Word, and the words a letter may print."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from dinsos_desk.catalog.schema import SCHEMA_VERSION, ServiceDef
from dinsos_desk.catalog.strict import read_toml, validate
from dinsos_desk.desk import Desk
from dinsos_desk.domain.routing import Role
from dinsos_desk.errors import EnvironmentProblem, UserError
from dinsos_desk.messages import fault_sentence, sentence
from dinsos_desk.usecases.actor import Actor
from dinsos_desk.usecases.letters.words import letter_words
from dinsos_desk.usecases.requests.cases import load_case
from dinsos_desk.usecases.services.drafts import Origin, draft_problems, keep_draft, new_draft, open_draft
from dinsos_desk.usecases.services.files import (
    CodeTaken,
    OnConflict,
    export_service,
    import_service,
    read_service_file,
)
from dinsos_desk.usecases.services.publishing import publish, services_of
from dinsos_desk.usecases.templates.stock import letter_templates, template_file
from dinsos_desk.usecases.templates.taking_in import drafted, look_at, own_name, take_in
from dinsos_desk.usecases.templates.words import template_words
from tests.db.conftest import Walker
from tests.factories import add_template
from tests.word_files import word_file

DTKS = "lubuklinggau-dtks"


def test_an_exported_service_is_the_same_service(desk: Desk) -> None:
    for code, service in desk.catalog.services.items():
        file = export_service(desk, code)
        assert file.name == f"{code.replace('-', '_')}.toml"
        assert validate(read_toml(file.content, file.name), file.name, ServiceDef) == service
    with pytest.raises(UserError, match="layanan_tidak_dikenal"):
        export_service(desk, "tidak-ada")
    with pytest.raises(UserError, match="konsep_tidak_ditemukan"):
        export_service(desk, DTKS, draft=True)


def test_a_draft_is_exported_as_it_is_and_comes_back(desk: Desk, actor: Actor) -> None:
    view = new_draft(desk, actor, "Surat baru")
    broken = {key: value for key, value in view.content.items() if key != "requirements"} | {"aneh": [1, 2]}
    keep_draft(desk, actor, view.code, broken)
    file = export_service(desk, view.code, draft=True)
    with pytest.raises(CodeTaken) as caught:
        import_service(desk, actor, file.content, file.name)
    assert (caught.value.service, caught.value.has_draft) == (view.code, True)
    assert "Surat baru" in sentence(caught.value).text
    copy = import_service(desk, actor, file.content, file.name, OnConflict.COPY)
    assert copy.code == "surat-baru-2"
    assert copy.content["aneh"] == [1, 2]
    again = import_service(desk, actor, file.content, file.name, OnConflict.REPLACE)
    assert again.code == view.code
    assert open_draft(desk, actor, view.code).content == broken


def test_a_service_of_another_office_is_taken_over(desk: Desk, actor: Actor) -> None:
    text = export_service(desk, DTKS).content.decode()
    other = text.replace(DTKS, "kota-lain-dtks").replace('office = "lubuklinggau"', 'office = "kota_lain"')
    view = import_service(desk, actor, b"\xef\xbb\xbf" + other.encode(), "dtks.toml")
    assert (view.code, view.origin) == ("kota-lain-dtks", Origin.OWN)
    assert [p for p in draft_problems(desk, view.code, view.content) if p.blocking] == []
    publish(desk, actor, view.code)
    service = desk.catalog.services["kota-lain-dtks"]
    assert service.office == "kota_lain"
    replaced = import_service(desk, actor, text.encode(), "dtks.toml", OnConflict.REPLACE)
    assert replaced.code == DTKS
    assert next(row for row in services_of(desk) if row.code == DTKS).has_draft


def test_a_file_without_a_code_gets_one(desk: Desk, actor: Actor) -> None:
    text = export_service(desk, DTKS).content.decode()
    for code in ("", "Kode Salah!"):
        changed = text.replace(f'code = "{DTKS}"', f'code = "{code}"', 1)
        view = import_service(desk, actor, changed.encode(), "x.toml")
        assert view.code.startswith("pendaftaran-data-terpadu")
    nameless = import_service(desk, actor, b"[standard]\nfee = 1979-05-27\n", "layanan_kami.toml")
    assert nameless.code == "layanan-kami"
    assert nameless.content["standard"] == {"fee": "1979-05-27"}
    assert draft_problems(desk, nameless.code, nameless.content)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"x" * 1_000_001, "melebihi 1 MB"),
        (b"\xff\xfe", "TOML"),
        (b"bukan toml", "TOML"),
        (b"a = " + b"[" * 5000, "TOML"),
        (f"schema = {SCHEMA_VERSION + 1}\nname = 'x'\n[route]\n".encode(), "versi program yang lebih baru"),
        (b"judul = 'daftar belanja'\n", "bukan berkas layanan"),
        (b"", "bukan berkas layanan"),
    ],
)
def test_what_is_no_service_file_is_refused_with_the_reason(
    desk: Desk, actor: Actor, data: bytes, words: str
) -> None:
    before = services_of(desk)
    with pytest.raises(UserError) as caught:
        import_service(desk, actor, data, "layanan.toml")
    said = sentence(caught.value)
    assert words in said.text
    assert said.advice
    assert services_of(desk) == before


def test_only_an_administrator_imports(desk: Desk, crew: dict[Role, Actor], tmp_path: Path) -> None:
    with pytest.raises(UserError, match="tidak_berwenang"):
        import_service(desk, crew[Role.KASI], b"", "x.toml")
    with pytest.raises(EnvironmentProblem, match="berkas_tidak_terbaca"):
        read_service_file(tmp_path / "tidak_ada.toml")
    (tmp_path / "ada.toml").write_bytes(b"x" * 2_000_000)
    assert len(read_service_file(tmp_path / "ada.toml")) == 1_000_001


def test_the_list_of_templates_holds_letters_only(desk: Desk) -> None:
    rows = letter_templates(desk)
    assert {"umum/surat_rekomendasi.docx", "lubuklinggau/surat_keterangan_dtks.docx"} <= {
        r.name for r in rows
    }
    assert {row.origin for row in rows} == {Origin.SHIPPED}
    assert {row.folder for row in rows}.isdisjoint({"bagian", "register", "cetak", ""})
    assert next(r.title for r in rows if r.name == "umum/surat_rekomendasi.docx") == "Surat rekomendasi"


def test_a_template_from_word_is_checked_against_the_service(desk: Desk, actor: Actor) -> None:
    """By the one checker there is: what a draft may still get is a hint, all else must be mended."""
    content = new_draft(desk, actor, "Surat baru").content
    file_name = "Surat Pengantar Panti (baru).docx"
    data = word_file(
        "{{ pemohon.nama }} {{ isian.keperluan }} {{ isian.keperluann }} {{ surat.nomor }}",
        "{%p if isian.lama is defined %}",
        "{{ isian.lama }}",
        "{%p endif %}",
        "{{ anak.nama }} {{ pemohon.nama.upper() }} {{ isian.get('x') }}",
    )
    wrong = word_file("{{ klien_utama.almat_lengkap }} {{ surat.nomer }}", "{%p if surat.nomor %}")
    known, name = drafted(desk, content), own_name(file_name)
    found = look_at(desk, name, file_name, wrong, known=known).checked.blocking
    assert {one.code for one in found} == {"templat_isian_tidak_dikenal", "templat_if_tanpa_endif"}
    assert "klien_utama.alamat_lengkap" in fault_sentence(found[0].fault)
    look = look_at(desk, name, file_name, data, known=known)
    assert look.checked.blocking == ()
    assert [one.values["isian"] for one in look.checked.lacking] == ["isian.keperluann", "anak.nama"]
    assert "“isian.keperluan”" in fault_sentence(look.checked.lacking[0].fault)
    take_in(desk, actor, look, over=False)
    assert name == "kantor/surat_pengantar_panti_baru.docx"
    assert template_file(desk, name) == data
    row = next(row for row in letter_templates(desk) if row.name == name)
    assert (row.origin, row.title) == (Origin.OWN, "Surat pengantar panti baru")
    with pytest.raises(UserError, match="templat_sudah_ada"):
        take_in(desk, actor, look, over=False)
    sound = look_at(desk, name, file_name, word_file("{{ pemohon.nama }}"), known=known)
    assert sound.checked.findings == ()
    take_in(desk, actor, sound)
    assert desk.letters.fields(name) == {"pemohon.nama"}


def test_an_own_template_goes_before_the_shipped_one(desk: Desk, actor: Actor) -> None:
    name = "umum/surat_rekomendasi.docx"
    shipped = template_file(desk, name)
    add_template(desk, actor, name, word_file("{{ pemohon.nama }}"))
    assert template_file(desk, name) != shipped
    assert next(row.origin for row in letter_templates(desk) if row.name == name) is Origin.CHANGED


@pytest.mark.parametrize(
    "data",
    [
        b"bukan dokumen",
        b"x" * (5 * 1024 * 1024 + 1),
        word_file("{{ pemohon.nama"),
        word_file("{%p if x %}"),
    ],
)
def test_what_cannot_be_a_template_is_refused(desk: Desk, actor: Actor, data: bytes) -> None:
    with pytest.raises(UserError, match="templat_belum_layak"):
        add_template(desk, actor, "surat.docx", data)
    assert not list(desk.paths.templates.rglob("*"))


def test_a_template_never_leaves_its_folder(desk: Desk, actor: Actor, crew: dict[Role, Actor]) -> None:
    for name in ("../../luar.docx", "/etc/luar.docx", "bagian/kop.docx", "C:\\x\\luar.docx", "…"):
        stored = own_name(name)
        assert stored.startswith("kantor/")
        look = look_at(desk, stored, name, word_file("x"))
        take_in(desk, actor, look)
        assert (desk.paths.templates / stored).is_file()
    with pytest.raises(UserError, match="tidak_berwenang"):
        take_in(desk, crew[Role.KADIS], look)


def flat(words: Mapping[str, Any], above: str = "") -> Iterator[str]:
    for key, value in words.items():
        if isinstance(value, Mapping):
            yield from flat(value, f"{above}{key}.")
        else:
            yield f"{above}{key}"


@pytest.mark.parametrize("code", [DTKS, "lombok-timur-adopsi", "lubuklinggau-pub", "penelusuran-keluarga"])
def test_the_words_of_a_letter_are_the_words_that_are_said_to_be(
    desk: Desk, walker: Walker, code: str
) -> None:
    service = desk.catalog.services[code]
    taken = walker.take(service)
    with desk.reader() as uow:
        case = load_case(uow, taken.request_id)
        words = letter_words(uow, case, service.documents()[0], desk.now().date(), "", desk.now())
    printed, known = set(flat(words)), template_words(service)
    assert known <= printed
    extra = {path for path in printed - known if path.split(".")[0] not in {p.code for p in service.parties}}
    assert extra == set()
