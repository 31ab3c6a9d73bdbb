"""Services of the office's own: drafts, publishing, versions, and applications under the old one."""

from copy import deepcopy
from typing import Any

import docx
import pytest
from sqlalchemy import text

from dinsos_desk.catalog.schema import ServiceDef
from dinsos_desk.catalog.writer import content_of
from dinsos_desk.desk import Desk
from dinsos_desk.domain.routing import Role
from dinsos_desk.errors import InvalidInput, UserError
from dinsos_desk.messages import fault_sentence
from dinsos_desk.usecases.actor import Actor
from dinsos_desk.usecases.intake.receipts import receipt
from dinsos_desk.usecases.letters.making import draft_letter, file_letter
from dinsos_desk.usecases.requests.view import view_request
from dinsos_desk.usecases.services.drafts import (
    NotReady,
    Origin,
    copy_service,
    discard_draft,
    draft_problems,
    draft_service,
    keep_draft,
    new_draft,
    open_draft,
)
from dinsos_desk.usecases.services.publishing import (
    ServiceRow,
    ServiceState,
    offer,
    publish,
    remove_service,
    reset_to_shipped,
    retire,
    services_of,
)
from tests.db.conftest import Walker
from tests.factories import PASSWORD, StandingClock, gate_at

DTKS = "lubuklinggau-dtks"
TEMPLATE = "lubuklinggau/surat_keterangan_dtks.docx"


def row_of(desk: Desk, code: str) -> ServiceRow:
    return next(row for row in services_of(desk) if row.code == code)


def change(desk: Desk, actor: Actor, code: str, **values: Any) -> None:
    view = open_draft(desk, actor, code)
    keep_draft(desk, actor, code, view.content | values)


def finished(desk: Desk, actor: Actor, name: str = "Surat pengantar panti") -> str:
    """A new service, entered as far as it must be."""
    view = new_draft(desk, actor, name)
    content = deepcopy(view.content)
    content["requirements"] = [{"code": "ktp", "text": "Fotokopi KTP"}]
    content["products"][0]["template"] = "kantor/surat.docx"
    plain_template(desk, "kantor/surat.docx")
    keep_draft(desk, actor, view.code, content)
    return view.code


def plain_template(desk: Desk, name: str) -> None:
    document = docx.Document()
    document.add_paragraph("Nomor {{ surat.nomor }}: {{ pemohon.nama }}, {{ isian.keperluan }}")
    path = desk.paths.templates / name
    path.parent.mkdir(parents=True, exist_ok=True)
    document.save(str(path))


def spoil(desk: Desk, what: str) -> None:
    """Change kept versions behind the program's back."""
    with desk.uow() as uow:
        uow.session.execute(text("DROP TRIGGER service_version_no_update"))
        uow.session.execute(text(f"UPDATE service_version SET {what}"))
        uow.commit()


def test_the_list_starts_with_what_is_shipped(desk: Desk) -> None:
    rows = services_of(desk)
    assert {row.code for row in rows} == set(desk.library.catalog.services)
    assert {(row.state, row.origin, row.version, row.faulty) for row in rows} == {
        (ServiceState.OFFERED, Origin.SHIPPED, 0, False)
    }
    assert [row.name.casefold() for row in rows] == sorted(row.name.casefold() for row in rows)


def test_opening_keeps_nothing_and_keeping_keeps_anything(desk: Desk, actor: Actor) -> None:
    view = open_draft(desk, actor, DTKS)
    assert view.saved_at is None
    assert view.content == content_of(desk.catalog.services[DTKS])
    assert not row_of(desk, DTKS).has_draft
    keep_draft(desk, actor, DTKS, {"name": None, "aneh": [1, {"x": None}], "code": "lain"})
    again = open_draft(desk, actor, DTKS)
    assert again.saved_at == desk.now()
    assert again.content["aneh"] == [1, {"x": None}]
    assert again.content["code"] == DTKS
    row = row_of(desk, DTKS)
    assert (row.has_draft, row.state, row.faulty) == (True, ServiceState.OFFERED, False)
    assert desk.catalog.services[DTKS] == desk.library.catalog.services[DTKS]
    discard_draft(desk, actor, DTKS)
    assert open_draft(desk, actor, DTKS).content == view.content
    with pytest.raises(UserError, match="konsep_tidak_ditemukan"):
        discard_draft(desk, actor, DTKS)
    with pytest.raises(UserError, match="layanan_tidak_dikenal"):
        open_draft(desk, actor, "tidak-ada")


def test_a_changed_shipped_service_becomes_a_version_of_its_own(desk: Desk, actor: Actor) -> None:
    before = desk.catalog
    change(desk, actor, DTKS, name="DTKS kantor ini")
    done = publish(desk, actor, DTKS)
    assert (done.version, done.versions, done.is_new) == (1, 1, True)
    assert desk.catalog.services[DTKS].name == "DTKS kantor ini"
    assert before.services[DTKS].name != "DTKS kantor ini"
    assert desk.library.catalog.services[DTKS] == before.services[DTKS]
    row = row_of(desk, DTKS)
    assert (row.origin, row.has_draft, row.version, row.version_at) == (Origin.CHANGED, False, 1, desk.now())
    change(desk, actor, DTKS, name="DTKS kantor ini")
    assert publish(desk, actor, DTKS).is_new is False
    change(desk, actor, DTKS, name="DTKS lagi")
    assert publish(desk, actor, DTKS).version == 2
    with pytest.raises(UserError, match="konsep_tidak_ditemukan"):
        publish(desk, actor, DTKS)
    reset_to_shipped(desk, actor, DTKS)
    assert desk.catalog.services[DTKS] == desk.library.catalog.services[DTKS]
    assert row_of(desk, DTKS).origin is Origin.SHIPPED
    assert row_of(desk, DTKS).versions == 2
    with pytest.raises(UserError, match="layanan_bukan_ubahan"):
        reset_to_shipped(desk, actor, DTKS)


def test_a_draft_that_equals_the_shipped_service_puts_the_own_version_aside(desk: Desk, actor: Actor) -> None:
    shipped = open_draft(desk, actor, DTKS).content
    change(desk, actor, DTKS, name="DTKS kantor ini")
    publish(desk, actor, DTKS)
    keep_draft(desk, actor, DTKS, shipped)
    publish(desk, actor, DTKS)
    assert row_of(desk, DTKS).origin is Origin.SHIPPED
    assert desk.catalog.services[DTKS] == desk.library.catalog.services[DTKS]


def test_an_application_keeps_the_version_it_was_taken_under(
    desk: Desk, actor: Actor, walker: Walker, dtks: ServiceDef
) -> None:
    taken = walker.take(dtks)
    view = view_request(desk.reader(), actor, taken.request_id)
    assert view.version is not None
    assert (view.version.number, view.version.total, view.version.is_newest) == (1, 1, True)
    content = open_draft(desk, actor, DTKS).content
    content["name"] = "DTKS yang lain sama sekali"
    content["requirements"] = [{"code": "surat_baru", "text": "Surat yang baru"}]
    content["fields"] = [f for f in content["fields"] if f["code"] != "penghasilan"]
    stage = next(s for s in content["route"]["stages"] if s["code"] == "paraf_kasi")
    stage["name"] = "Pemeriksaan baru"
    keep_draft(desk, actor, DTKS, content)
    assert [p for p in draft_problems(desk, DTKS, content) if p.blocking] == []
    assert publish(desk, actor, DTKS).version == 2

    old = view_request(desk.reader(), actor, taken.request_id)
    assert old.service == dtks
    assert old.version is not None
    assert (old.version.number, old.version.total, old.version.is_newest) == (1, 2, False)
    assert old.version.since == desk.now().date()
    letters = desk.library.letters
    assert receipt(desk.reader(), letters, taken.request_id, desk.now()).content
    draft = draft_letter(desk.reader(), letters, taken.request_id, "surat_keterangan", desk.now())
    assert draft.content
    walker.to(taken.request_id, "penyerahan")
    done = walker.approve(taken.request_id)
    assert done
    with desk.reader() as uow:
        letter_ids = [letter.id for letter in uow.letters.of_request(taken.request_id).values()]
    assert letter_ids
    for letter_id in letter_ids:
        assert file_letter(desk.uow(), letters, desk.store, letter_id).content

    fresh = walker.take(desk.catalog.services[DTKS])
    new = view_request(desk.reader(), actor, fresh.request_id)
    assert new.version is not None
    assert (new.version.number, new.service.name) == (2, "DTKS yang lain sama sekali")
    assert row_of(desk, DTKS).applications == 2


def test_a_service_is_begun_finished_used_and_printed(desk: Desk, actor: Actor, walker: Walker) -> None:
    view = new_draft(desk, actor, "  Surat   pengantar panti ", division="Bidang Rehabilitasi Sosial")
    assert view.code == "surat-pengantar-panti"
    assert view.origin is Origin.OWN
    row = row_of(desk, view.code)
    assert (row.name, row.state, row.service, row.faulty) == (
        "Surat pengantar panti",
        ServiceState.DRAFT,
        None,
        False,
    )
    found = [p.fault.code for p in draft_problems(desk, view.code, view.content)]
    assert found == ["layanan_tanpa_persyaratan"]
    with pytest.raises(NotReady):
        publish(desk, actor, view.code)
    assert new_draft(desk, actor, "Surat pengantar panti").code == "surat-pengantar-panti-2"

    code = finished(desk, actor, "Surat untuk yayasan")
    assert draft_service(open_draft(desk, actor, code).content).name == "Surat untuk yayasan"
    publish(desk, actor, code)
    row = row_of(desk, code)
    assert (row.state, row.origin, row.version) == (ServiceState.OFFERED, Origin.OWN, 1)
    taken = walker.take(desk.catalog.services[code])
    walker.to(taken.request_id, "penyerahan")
    with desk.reader() as uow:
        letter = uow.letters.of_request(taken.request_id)["surat"].id
    assert file_letter(desk.uow(), desk.library.letters, desk.store, letter).content
    with pytest.raises(UserError, match="layanan_dipakai"):
        remove_service(desk, actor, code)
    with pytest.raises(UserError, match="layanan_bukan_ubahan"):
        reset_to_shipped(desk, actor, code)


def test_a_copy_has_a_name_and_code_of_its_own(desk: Desk, actor: Actor) -> None:
    view = copy_service(desk, actor, DTKS, "DTKS untuk mahasiswa")
    assert view.code == "dtks-untuk-mahasiswa"
    publish(desk, actor, view.code)
    copy, original = desk.catalog.services[view.code], desk.catalog.services[DTKS]
    assert copy.name == "DTKS untuk mahasiswa"
    assert copy.requirements == original.requirements
    remove_service(desk, actor, view.code)
    assert view.code not in {row.code for row in services_of(desk)}
    again = copy_service(desk, actor, DTKS, "DTKS untuk mahasiswa")
    assert again.code != view.code, "a kept version has that code"


def test_only_an_administrator_and_only_proper_names(
    desk: Desk, actor: Actor, crew: dict[Role, Actor]
) -> None:
    with pytest.raises(UserError, match="tidak_berwenang"):
        new_draft(desk, crew[Role.KASI], "X")
    with pytest.raises(UserError, match="tidak_berwenang"):
        publish(desk, crew[Role.KADIS], DTKS)
    with pytest.raises(InvalidInput):
        new_draft(desk, actor, "   ")
    with pytest.raises(InvalidInput):
        copy_service(desk, actor, DTKS, "x" * 401)


def test_a_failed_publishing_changes_nothing(desk: Desk, actor: Actor) -> None:
    code = finished(desk, actor)
    content = open_draft(desk, actor, code).content
    content["fields"] = []
    keep_draft(desk, actor, code, content)
    with pytest.raises(NotReady) as caught:
        publish(desk, actor, code)
    sentences = [fault_sentence(p.fault) for p in caught.value.problems]
    assert sentences
    assert all("isian" in s.lower() or "keperluan" in s.lower() for s in sentences), sentences
    assert code not in desk.catalog.services
    assert open_draft(desk, actor, code).content == content
    with desk.reader() as uow:
        assert uow.services.versions(code) == ()
        assert code not in uow.services.offered()


def test_who_is_there_is_part_of_what_is_wrong(desk: Desk, actor: Actor) -> None:
    """Nobody is Kasi or Kadis here: the petugas records what they decided on paper, where that is allowed."""
    code = finished(desk, actor)
    content = open_draft(desk, actor, code).content
    assert [p.fault.code for p in draft_problems(desk, code, content)] == []
    content["route"]["stages"][1]["on_paper"] = []
    content["products"][0]["signed_by"] = "camat"
    problems = {p.key: p for p in draft_problems(desk, code, content)}
    assert set(problems) == {"route.stages[1].role", "products[0].signed_by"}
    nobody, vacant = problems["route.stages[1].role"], problems["products[0].signed_by"]
    assert nobody.blocking
    assert "Kepala Seksi" in fault_sentence(nobody.fault)
    assert not vacant.blocking
    assert "camat" in fault_sentence(vacant.fault)


def test_templates_offers_names_and_requirements_are_judged(desk: Desk, actor: Actor) -> None:
    code = finished(desk, actor)
    content = open_draft(desk, actor, code).content
    content["products"][0]["template"] = TEMPLATE
    asked = [p for p in draft_problems(desk, code, content) if p.fault.code == "layanan_templat_isian_asing"]
    assert {p.key for p in asked} == {"products[0].template"}
    said = next(fault_sentence(p.fault) for p in asked if "warga" in fault_sentence(p.fault))
    assert "” (halaman 1, " in said, "the checker says where"
    content["products"][0]["template"] = "kantor/tidak_ada.docx"
    content["offers"] = [{"service": "tidak-ada", "text": "x"}, {"service": DTKS, "text": "y"}]
    content["requirements"] = []
    content["name"] = desk.catalog.services[DTKS].name
    retire(desk, actor, DTKS)
    found = {(p.key, p.fault.code, p.blocking) for p in draft_problems(desk, code, content)}
    assert found == {
        ("requirements", "layanan_tanpa_persyaratan", True),
        ("products[0].template", "layanan_templat_tidak_ada", True),
        ("offers[0].service", "layanan_tawaran_tidak_ada", True),
        ("offers[1].service", "layanan_tawaran_nonaktif", False),
    }
    offer(desk, actor, DTKS)
    assert ("name", "layanan_nama_sama") in {
        (p.key, p.fault.code) for p in draft_problems(desk, code, content)
    }
    (desk.paths.templates / "kantor" / "surat.docx").write_bytes(b"bukan dokumen")
    content["products"][0]["template"] = "kantor/surat.docx"
    codes = {p.fault.code for p in draft_problems(desk, code, content)}
    assert "layanan_templat_rusak" in codes


@pytest.mark.parametrize("code", ["lubuklinggau-orang-terlantar", "lombok-timur-adopsi", DTKS])
def test_shipped_services_can_be_published_as_they_are(desk: Desk, actor: Actor, code: str) -> None:
    content = open_draft(desk, actor, code).content
    assert [fault_sentence(p.fault) for p in draft_problems(desk, code, content) if p.blocking] == []
    keep_draft(desk, actor, code, content)
    publish(desk, actor, code)


def test_every_shipped_service_is_sound_in_the_editor(desk: Desk, actor: Actor) -> None:
    for code in desk.catalog.services:
        content = open_draft(desk, actor, code).content
        found = [fault_sentence(p.fault) for p in draft_problems(desk, code, content) if p.blocking]
        assert found == [], code


def test_what_is_offered(desk: Desk, actor: Actor) -> None:
    retire(desk, actor, DTKS)
    assert row_of(desk, DTKS).state is ServiceState.INACTIVE
    offer(desk, actor, DTKS)
    assert row_of(desk, DTKS).state is ServiceState.OFFERED
    with pytest.raises(UserError, match="layanan_tidak_dikenal"):
        offer(desk, actor, "tidak-ada")
    for code in set(desk.catalog.services) - {DTKS}:
        retire(desk, actor, code)
    with pytest.raises(UserError, match="layanan_kosong"):
        retire(desk, actor, DTKS)
    with pytest.raises(UserError, match="layanan_bawaan"):
        remove_service(desk, actor, DTKS)


def test_a_broken_own_service_never_stops_the_start(
    desk: Desk, actor: Actor, clock: StandingClock, walker: Walker
) -> None:
    code = finished(desk, actor)
    publish(desk, actor, code)
    change(desk, actor, DTKS, name="DTKS kantor ini")
    publish(desk, actor, DTKS)
    spoil(desk, f"definition = '{{' WHERE code = '{DTKS}'")
    (desk.paths.templates / "kantor" / "surat.docx").unlink()
    again, _ = gate_at(desk.paths.root, clock).open(actor.login, PASSWORD)
    try:
        assert DTKS not in again.catalog.services
        assert code not in again.catalog.services
        rows = {row.code: row for row in services_of(again)}
        assert rows[DTKS].faulty
        assert rows[DTKS].name == "DTKS kantor ini"
        assert rows[code].faulty
        assert fault_sentence(rows[code].faults[0].fault()).startswith("Berkas “Surat pengantar panti”")
        assert len(again.catalog.services) == len(again.library.catalog.services) - 1
        reset_to_shipped(again, actor, DTKS)
        assert DTKS in again.catalog.services
        view = open_draft(again, actor, code) if code in again.catalog.services else None
        assert view is None
    finally:
        again.close()


def test_a_version_written_by_an_earlier_program_is_the_same_version(
    desk: Desk, walker: Walker, dtks: ServiceDef
) -> None:
    first = walker.take(dtks)
    spoil(desk, "digest = 'nama lama'")
    second = walker.take(dtks)
    assert walker.row(first.request_id).version_id == walker.row(second.request_id).version_id
    third = walker.take(dtks.model_copy(update={"name": "Lain"}))
    assert walker.row(third.request_id).version_id != walker.row(first.request_id).version_id
