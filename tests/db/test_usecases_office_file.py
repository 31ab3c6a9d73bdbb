"""Berkas penyiapan: the round trip, no person in it, and everything that may be wrong with such a file."""

import io
import re
import zipfile
from dataclasses import replace
from datetime import date, time
from pathlib import Path

import docx
import pytest

from dinsos_desk.catalog.faults import CatalogFault
from dinsos_desk.catalog.schema import ServiceDef
from dinsos_desk.catalog.writer import content_of, write_service
from dinsos_desk.desk import Desk, Gate
from dinsos_desk.documents.anonymous import without_authors
from dinsos_desk.documents.pictures import transparent_png
from dinsos_desk.domain.front_desk import FrontDesk, QueueLine
from dinsos_desk.domain.mail import USUAL_KINDS, LetterKind, MailDesk, named_kinds
from dinsos_desk.domain.office_hours import DayHours, OfficeHours
from dinsos_desk.domain.routing import Role
from dinsos_desk.domain.safety import DEFAULT_RULES, SafetyRules
from dinsos_desk.errors import InvalidInput, UserError
from dinsos_desk.messages import fault_sentence, sentence
from dinsos_desk.usecases.actor import Actor
from dinsos_desk.usecases.office.archive import LARGEST_CONTENT, LARGEST_FILE, MOST_ENTRIES, packed, unpacked
from dinsos_desk.usecases.office.changes import (
    PART_NAMES,
    Part,
    compare_office,
    unknown_services,
    usable_services,
)
from dinsos_desk.usecases.office.front_desk import change_mail_desk
from dinsos_desk.usecases.office.officials import OfficialData, officials
from dinsos_desk.usecases.office.posts import keep_post, office_posts
from dinsos_desk.usecases.office.safety import change_safety, safety_rules
from dinsos_desk.usecases.office.set_up_file import OFFICE, export_office, file_name, read_office_file
from dinsos_desk.usecases.office.setup import (
    change_office,
    closures,
    keep_closures,
    offer_services,
    offered_services,
    the_office,
)
from dinsos_desk.usecases.office.taking_over import take_over
from dinsos_desk.usecases.office.users import UserData, add_user
from dinsos_desk.usecases.services.drafts import keep_draft, open_draft
from dinsos_desk.usecases.services.publishing import publish
from tests.db.conftest import Walker
from tests.factories import PASSWORD, add_template, gate_at, new_desk, setup_for

EVERYTHING = frozenset(Part)
SERVICE = "lubuklinggau-dtks"
OWN_TEMPLATE = "kantor/surat_kami.docx"


def word_file(author: str = "Sri Rahasia", text: str = "Nomor {{ surat.nomor }}") -> bytes:
    document = docx.Document()
    document.core_properties.author = author
    document.core_properties.last_modified_by = author
    document.add_paragraph(text)
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


SAFETY = SafetyRules(password_length=12, idle_minutes=5)
MAIL = MailDesk(
    pattern="{urut}/SM-K/{tahun}", instructions=("Arsipkan",), kinds=named_kinds(USUAL_KINDS, ("Undangan",))
)


@pytest.fixture
def rich(desk: Desk, actor: Actor) -> Desk:
    """An office that changed everything that a set-up holds."""
    week = (DayHours(time(8), time(15)), *OfficeHours().week[1:])
    span = (date(2027, 2, 8), date(2027, 3, 9))
    office = replace(
        the_office(desk.reader()),
        phone="(0999) 777",
        emblem=transparent_png("lambang"),
        paper="F4",
        margins=(17.5, 20.0, 20.0, 25.0),
        hours=OfficeHours(week, ramadan_spans=(span,)),
        front_desk=FrontDesk(
            wait_days=14, queue=True, queue_lines=(QueueLine(letter="A", name="Umum"),), mail=MAIL
        ),
    )
    change_office(desk.uow(), actor, office)
    keep_closures(desk.uow(), actor, {date(2026, 12, 25): "Natal", date(2027, 1, 1): "Tahun Baru"})
    keep_post(desk, actor, "", "Kepala UPTD Rumah Singgah", Role.KABID, "Bidang Rehabilitasi Sosial")
    add_template(desk, actor, "surat kami.docx", word_file())
    draft = open_draft(desk, actor, SERVICE)
    keep_draft(desk, actor, SERVICE, draft.content | {"name": "Layanan DTKS kantor ini"})
    publish(desk, actor, SERVICE)
    offer_services(desk.uow(), actor, frozenset({SERVICE, "cirebon-otdp"}), desk.now())
    change_safety(desk.uow(), actor, desk.ring, SAFETY)
    return desk


def test_a_set_up_goes_round_and_names_nobody(rich: Desk, actor: Actor, tmp_path: Path) -> None:
    add_user(
        rich.uow(), actor, rich.ring, rich.key,
        UserData("sekar", "Sekar Rahasia", "Sekretaris", frozenset({Role.SEKRETARIS})), PASSWORD, rich.now(),
    )  # fmt: skip
    with rich.uow() as uow:
        uow.offices.keep_official(
            None, post="sekretaris", title="SEKRETARIS", name="Nama Rahasia", rank="Pembina",
            nip="198001012005011001", kind="plt", valid_from=date(2026, 1, 1), valid_until=None,
        )  # fmt: skip
        uow.commit()
    data = export_office(rich, actor)
    assert data == export_office(rich, actor)
    entries = unpacked(data)
    inner = [part for name, e in entries.items() if name.endswith(".docx") for part in _parts(e)]
    everything = b"\n".join([data, *entries.values(), *inner]).decode("utf-8", "replace")
    named = [o.name for o in officials(rich.reader())] + ["198001012005011001", "Sekar Rahasia", 'sekar"']
    for secret in (*named, "Rani Wulandari", "rani", "Sri Rahasia"):
        assert not re.search(rf"\b{re.escape(secret)}\b", everything), secret
    assert set(entries) == {
        OFFICE, "layanan/lubuklinggau_dtks.toml", f"templat/{OWN_TEMPLATE}", "lambang.png",
    }  # fmt: skip
    read = read_office_file(data, rich.letters)
    assert read.skipped == ()
    assert read.office == the_office(rich.reader())
    assert dict(read.closures) == closures(rich.reader())
    assert read.posts == office_posts(rich)
    assert read.services == offered_services(rich.reader())
    assert [service.name for service in read.own] == ["Layanan DTKS kantor ini"]
    assert compare_office(rich, read) == ()
    other, admin = new_desk(tmp_path / "lain")
    try:
        changed = {change.part for change in compare_office(other, read)}
        assert changed == EVERYTHING - {Part.NUMBERS}
        kept = take_over(other, admin, read, EVERYTHING)
        assert compare_office(other, read) == ()
        assert export_office(other, admin) == data
        assert other.catalog.services[SERVICE].name == "Layanan DTKS kantor ini"
        assert (safety_rules(other.reader()), other.ring.safety.read()) == (SAFETY, SAFETY)
        assert the_office(other.reader()).front_desk.mail == MAIL
        assert len(officials(other.reader())) > 1
        back = read_office_file(kept.read_bytes(), other.letters)
        take_over(other, admin, back, EVERYTHING)
        assert the_office(other.reader()) == back.office
        assert offered_services(other.reader()) == back.services
        assert safety_rules(other.reader()) == DEFAULT_RULES == other.ring.safety.read()
    finally:
        other.close()


def _parts(document: bytes) -> list[bytes]:
    with zipfile.ZipFile(io.BytesIO(document)) as source:
        return [source.read(name) for name in source.namelist()]


def test_only_the_chosen_parts_are_taken_over(rich: Desk, actor: Actor, tmp_path: Path) -> None:
    read = read_office_file(export_office(rich, actor), rich.letters)
    other, admin = new_desk(tmp_path / "lain")
    try:
        before = the_office(other.reader())
        take_over(other, admin, read, {Part.PAPER, Part.CLOSURES})
        after = the_office(other.reader())
        assert after == replace(before, paper="F4", margins=(17.5, 20.0, 20.0, 25.0))
        assert closures(other.reader()) == dict(read.closures)
        assert {change.part for change in compare_office(other, read)} == {
            Part.LETTERHEAD, Part.HOURS, Part.FRONT_DESK, Part.POSTS, Part.SERVICES, Part.SAFETY,
        }  # fmt: skip
        assert set(PART_NAMES) == EVERYTHING
    finally:
        other.close()


def test_a_new_office_begins_with_a_file(rich: Desk, actor: Actor, tmp_path: Path) -> None:
    read = read_office_file(export_office(rich, actor), rich.letters)
    gate = gate_at(tmp_path / "lain")
    setup = setup_for(
        gate,
        office=read.office,
        services=usable_services(read, gate.library.catalog.services),
        posts=read.posts,
        own=read.own,
        templates=read.templates,
        closures=dict(read.closures),
        safety=read.safety,
    )
    other, admin = gate.set_up(setup)
    try:
        assert the_office(other.reader()) == read.office
        assert other.catalog.services[SERVICE].name == "Layanan DTKS kantor ini"
        assert other.letters.names()[1] == {OWN_TEMPLATE}
        assert office_posts(other)[: len(read.posts)] == read.posts
        assert safety_rules(other.reader()) == SAFETY == other.ring.safety.read()
        assert export_office(other, admin) == export_office(rich, actor)
    finally:
        other.close()


def test_a_set_up_cut_off_while_it_moves_is_finished_with_its_templates(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gate, calls = gate_at(tmp_path / "baru"), []
    finish = Gate._finish_moving

    def cut(self: Gate) -> None:
        calls.append(self)
        if len(calls) > 1:
            raise KeyboardInterrupt
        finish(self)

    monkeypatch.setattr(Gate, "_finish_moving", cut)
    with pytest.raises(KeyboardInterrupt):
        gate.set_up(setup_for(gate, templates={OWN_TEMPLATE: word_file()}))
    monkeypatch.undo()
    again = gate_at(tmp_path / "baru")
    assert not again.is_new
    desk, _ = again.open("rani", PASSWORD)
    assert desk.letters.names()[1] == {OWN_TEMPLATE}
    assert not (tmp_path / "baru" / "penyiapan").exists()
    desk.close()


def test_others_than_administrators_neither_export_nor_import(desk: Desk, actor: Actor) -> None:
    read = read_office_file(export_office(desk, actor), desk.letters)
    kasi = replace(actor, roles=frozenset({Role.KASI}))
    with pytest.raises(UserError, match="tidak_berwenang"):
        export_office(desk, kasi)
    with pytest.raises(UserError, match="tidak_berwenang"):
        take_over(desk, kasi, read, EVERYTHING)


def refusal(data: bytes, desk: Desk) -> UserError:
    with pytest.raises(UserError) as caught:
        read_office_file(data, desk.letters)
    told = sentence(caught.value)
    assert told.text
    assert told.advice
    assert "{" not in told.text.replace("{urut}", "")
    return caught.value


@pytest.fixture
def entries(desk: Desk, actor: Actor) -> dict[str, bytes]:
    return unpacked(export_office(desk, actor))


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (lambda toml: toml.replace("schema = 1", "schema = 99"), "berkas_penyiapan_lebih_baru"),
        (lambda toml: toml + "\n[[[", "berkas_penyiapan_salah"),
        (lambda toml: toml.replace("idle_most = 30", "idle_most = 3000"), "berkas_penyiapan_salah"),
        (lambda toml: toml.replace("idle_most = 30", "idle_most = 3"), "berkas_penyiapan_salah"),
        (lambda toml: toml.replace("idle_most = 30", 'idle_most = "30"'), "berkas_penyiapan_salah"),
        (lambda toml: "kepala = 'Budi'\n" + toml, "berkas_penyiapan_salah"),
        (lambda toml: toml.replace('paper = "A4"', 'paper = "A5"'), "berkas_penyiapan_salah"),
        (lambda toml: toml.replace('name = "DINAS SOSIAL"', 'name = ""', 1), "berkas_penyiapan_salah"),
        (lambda toml: toml.replace("{urut}", "urut"), "berkas_penyiapan_salah"),
        (lambda toml: toml.replace("font_size = 12", "font_size = 72"), "berkas_penyiapan_salah"),
        (lambda toml: "[" * 100_000, "berkas_penyiapan_salah"),
        (lambda toml: toml + "#" * 1_000_001, "berkas_penyiapan_salah"),
    ],
)
def test_a_wrong_office_is_refused_whole(desk: Desk, entries: dict[str, bytes], change, code: str) -> None:
    changed = change(entries[OFFICE].decode()).encode()
    assert refusal(packed({**entries, OFFICE: changed}), desk).code == code


@pytest.mark.parametrize(
    "name",
    [
        "../jahat.toml", "/etc/x.toml", "layanan/../../x.toml", "layanan\\x.toml", "C:/x.toml",
        "templat/../x.docx", "templat/x.exe", "pengguna.toml", "lambang.svg", "layanan/sub/x.toml",
    ],
)  # fmt: skip
def test_a_name_that_does_not_belong_there_refuses_the_file(
    desk: Desk, entries: dict[str, bytes], name: str
) -> None:
    assert refusal(packed({**entries, name: b"x"}), desk).code == "berkas_penyiapan_isi_asing"


def test_no_archive_and_a_damaged_one_are_told_apart(desk: Desk, entries: dict[str, bytes]) -> None:
    whole = packed(entries)
    assert refusal(b"", desk).code == "berkas_penyiapan_bukan"
    assert refusal(b"schema = 1\n", desk).code == "berkas_penyiapan_bukan"
    assert refusal(packed({"surat.txt": b"x"}), desk).code == "berkas_penyiapan_bukan"
    assert refusal(whole[: len(whole) // 2], desk).code == "berkas_penyiapan_rusak"
    middle = len(whole) // 3
    damaged = whole[:middle] + b"\x00" * 64 + whole[middle + 64 :]
    assert refusal(damaged, desk).code == "berkas_penyiapan_rusak"


def test_a_bomb_is_not_unpacked(desk: Desk, entries: dict[str, bytes]) -> None:
    bomb = packed({**entries, "templat/a.docx": bytes(LARGEST_CONTENT + 1)})
    assert len(bomb) < 1_000_000
    assert refusal(bomb, desk).code == "berkas_penyiapan_terlalu_besar"
    many = {f"layanan/x_{number}.toml": b"" for number in range(MOST_ENTRIES + 1)}
    assert refusal(packed({**entries, **many}), desk).code == "berkas_penyiapan_terlalu_besar"
    assert refusal(b"PK" + bytes(LARGEST_FILE), desk).code == "berkas_penyiapan_terlalu_besar"


def test_an_odd_packing_or_a_name_twice_is_refused(desk: Desk, entries: dict[str, bytes]) -> None:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_LZMA) as made:
        made.writestr(OFFICE, entries[OFFICE])
    assert refusal(target.getvalue(), desk).code == "berkas_penyiapan_rusak"
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as made:
        made.writestr(OFFICE, entries[OFFICE])
        with pytest.warns(UserWarning, match="Duplicate name"):
            made.writestr(OFFICE, entries[OFFICE])
    assert refusal(target.getvalue(), desk).code == "berkas_penyiapan_rusak"


def test_an_emblem_that_is_no_picture_is_refused(desk: Desk, entries: dict[str, bytes]) -> None:
    assert refusal(packed({**entries, "lambang.png": b"bukan"}), desk).code == "gambar_tidak_dikenal"
    large = packed({**entries, "lambang.png": bytes(3_000_000)})
    assert refusal(large, desk).code == "gambar_terlalu_besar"


def test_a_broken_service_or_template_is_reported_and_left_out(desk: Desk, entries: dict[str, bytes]) -> None:
    good = write_service(
        desk.catalog.services[SERVICE].model_copy(update={"name": "Nama kantor ini"})
    ).encode()
    lost = content_of(desk.catalog.services["cirebon-otdp"])
    product = next(p for p in lost["products"] if p.get("template"))
    lost_text = write_service(desk.catalog.services["cirebon-otdp"]).replace(
        product["template"], "kantor/tidak_ada.docx"
    )
    data = packed(
        {
            **entries,
            "layanan/baik.toml": good,
            "layanan/lagi.toml": good,
            "layanan/rusak.toml": b"= salah",
            "layanan/baru.toml": good.replace(b"schema = 1", b"schema = 77"),
            "layanan/hilang.toml": lost_text.encode(),
            "templat/kantor/bagus.docx": word_file(),
            "templat/kantor/rusak.docx": b"bukan word",
        }
    )
    read = read_office_file(data, desk.letters)
    assert [service.name for service in read.own] == ["Nama kantor ini"]
    assert list(read.templates) == ["kantor/bagus.docx"]
    assert {fault.file for fault in read.skipped} == {
        "layanan/lagi.toml", "layanan/rusak.toml", "layanan/baru.toml", "layanan/hilang.toml",
        "templat/kantor/rusak.docx",
    }  # fmt: skip
    for fault in read.skipped:
        assert "{" not in fault_sentence(fault.fault())


def test_an_offered_service_nobody_knows_is_named(
    desk: Desk, actor: Actor, entries: dict[str, bytes]
) -> None:
    text = entries[OFFICE].decode()
    strange = re.sub(r"services = \[[^\]]*\]", 'services = ["hilang-sama-sekali", "cirebon-otdp"]', text)
    read = read_office_file(packed({**entries, OFFICE: strange.encode()}), desk.letters)
    assert unknown_services(read, desk.catalog.services) == ("hilang-sama-sekali",)
    take_over(desk, actor, read, {Part.SERVICES})
    assert offered_services(desk.reader()) == {"cirebon-otdp"}
    nothing = replace(read, services=frozenset({"hilang-sama-sekali"}))
    with pytest.raises(UserError, match="layanan_kosong"):
        take_over(desk, actor, nothing, {Part.SERVICES})


def test_a_shipped_service_changed_here_becomes_what_the_other_office_has(
    rich: Desk, actor: Actor, tmp_path: Path
) -> None:
    read = read_office_file(export_office(rich, actor), rich.letters)
    other, admin = new_desk(tmp_path / "lain")
    try:
        for code in ("cirebon-otdp", "lubuklinggau-orang-terlantar"):
            draft = open_draft(other, admin, code)
            keep_draft(other, admin, code, draft.content | {"name": f"Milik kantor lain {code}"})
            publish(other, admin, code)
        changes = [c for c in compare_office(other, read) if c.after == "susunan bawaan"]
        assert [c.what for c in changes] == [rich.catalog.services["cirebon-otdp"].name]
        take_over(other, admin, read, EVERYTHING)
        assert compare_office(other, read) == ()
        for code in read.services:
            assert other.catalog.services[code] == rich.catalog.services[code]
        assert other.catalog.services["lubuklinggau-orang-terlantar"].name.startswith("Milik kantor lain")
        unread = CatalogFault("layanan/cirebon_otdp.toml", "", "no TOML", "katalog_bukan_toml")
        draft = open_draft(other, admin, "cirebon-otdp")
        keep_draft(other, admin, "cirebon-otdp", draft.content | {"name": "Milik kantor lain"})
        publish(other, admin, "cirebon-otdp")
        take_over(other, admin, replace(read, skipped=(unread,)), EVERYTHING)
        assert other.catalog.services["cirebon-otdp"].name == "Milik kantor lain"
    finally:
        other.close()


def test_a_template_that_running_applications_do_not_fit_is_not_taken_over(
    desk: Desk, actor: Actor, walker: Walker, dtks: ServiceDef, entries: dict[str, bytes]
) -> None:
    walker.take(dtks)
    name = dtks.documents()[0].template
    entries[f"templat/{name}"] = word_file(text="{{ isian.hanya_di_kantor_lain }}")
    read = read_office_file(packed(entries), desk.letters)
    with pytest.raises(UserError, match="templat_tidak_cocok"):
        take_over(desk, actor, read, EVERYTHING)
    assert desk.letters.names()[1] == set()


def test_a_failure_half_way_puts_templates_back(
    desk: Desk, actor: Actor, entries: dict[str, bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    name = add_template(desk, actor, "surat kami.docx", word_file("lama"))
    read = read_office_file(
        packed({**entries, f"templat/{name}": word_file("baru"), "templat/kantor/lain.docx": word_file()}),
        desk.letters,
    )
    before = desk.letters.template(name)
    wrong = replace(read, office=replace(read.office, government=""))
    with pytest.raises(InvalidInput):
        take_over(desk, actor, wrong, EVERYTHING)
    assert desk.letters.template(name) == before
    assert desk.letters.names()[1] == {name}


def test_authors_are_taken_out_and_the_text_stays() -> None:
    clean = without_authors("x.docx", word_file("Sri Rahasia"))
    document = docx.Document(io.BytesIO(clean))
    assert document.core_properties.author == ""
    assert document.core_properties.last_modified_by == ""
    assert document.paragraphs[0].text == "Nomor {{ surat.nomor }}"


def test_what_a_file_is_called(desk: Desk) -> None:
    assert file_name(the_office(desk.reader())) == "penyiapan-dinas-sosial-kota-contoh.dinsos"


def test_a_post_that_is_held_stays(desk: Desk, actor: Actor) -> None:

    code = keep_post(desk, actor, "", "Kepala UPTD", Role.KABID)
    with desk.uow() as uow:
        columns = dict(vars(OfficialData(code, "KEPALA UPTD", "Contoh Pejabat")))
        columns.pop("id")
        uow.offices.keep_official(None, **columns)
        uow.commit()
    read = read_office_file(export_office(desk, actor), desk.letters)
    take_over(desk, actor, replace(read, posts=read.posts[:2]), {Part.POSTS})
    assert "Kepala UPTD" in {post.name for post in office_posts(desk)}


def test_kinds_of_letters_that_only_this_office_has_keep_their_names(desk: Desk, actor: Actor) -> None:
    there = read_office_file(export_office(desk, actor), desk.letters)
    change_mail_desk(desk.uow(), actor, MailDesk(kinds=named_kinds(USUAL_KINDS, ("Undangan", "Laporan"))))
    take_over(desk, actor, there, {Part.FRONT_DESK})
    mail = the_office(desk.reader()).front_desk.letters
    assert mail.kind_names["laporan"] == "Laporan"
    assert [kind.name for kind in mail.kinds_for()] == [kind.name for kind in USUAL_KINDS]
    same_name = there.office.front_desk.letters.model_copy(
        update={"kinds": named_kinds((), ("Lain", "Laporan!")), "pattern": "{urut}/{tahun}"}
    )
    mine = MailDesk(kinds=(*named_kinds((), ("Surat",)), LetterKind(code="lama", name="lain", offered=False)))
    change_mail_desk(desk.uow(), actor, mine)
    front_desk = there.office.front_desk.model_copy(update={"mail": same_name})
    take_over(
        desk, actor, replace(there, office=replace(there.office, front_desk=front_desk)), {Part.FRONT_DESK}
    )
    mail = the_office(desk.reader()).front_desk.letters
    assert [(kind.code, kind.offered) for kind in mail.kinds][:2] == [("lain", True), ("laporan", True)]
    assert {"surat", "lama"} <= set(mail.kind_names)
    kept = named_kinds(mail.kinds, ("lain",))
    assert [kind.code for kind in kept if kind.offered] == ["lain"]
    assert {kind.code for kind in kept} >= {"surat", "lama", "laporan"}
