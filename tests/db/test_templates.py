"""The office's templates: every file a version, letters made stay as they are, the database is the memory."""

import errno
import io
import os
from pathlib import Path
from typing import Any

import docx
import pytest
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError

from dinsos_desk.db.unit_of_work import UnitOfWork
from dinsos_desk.desk import Desk
from dinsos_desk.domain.routing import Role
from dinsos_desk.domain.templates import TemplateDeed
from dinsos_desk.errors import EnvironmentProblem, UserError
from dinsos_desk.messages import fault_sentence, sentence
from dinsos_desk.usecases.actor import Actor
from dinsos_desk.usecases.letters.making import draft_letter, file_letter
from dinsos_desk.usecases.office.changes import Part
from dinsos_desk.usecases.office.set_up_file import export_office, read_office_file
from dinsos_desk.usecases.office.taking_over import take_over
from dinsos_desk.usecases.services.drafts import Origin
from dinsos_desk.usecases.templates import placing, versions
from dinsos_desk.usecases.templates.fields import field_list
from dinsos_desk.usecases.templates.sample import sample_words
from dinsos_desk.usecases.templates.stock import TemplateInfo, template_list, title_of
from dinsos_desk.usecases.templates.taking_in import (
    look_at,
    open_in_word,
    own_name,
    read_chosen_template,
    take_in,
)
from dinsos_desk.usecases.templates.trial import can_try, trial_print
from dinsos_desk.usecases.templates.users import fillers
from dinsos_desk.usecases.templates.words import template_words
from tests.db.conftest import Walker
from tests.db.test_template_papers import with_lines
from tests.factories import add_template, colleague

DTKS = "lubuklinggau/surat_keterangan_dtks.docx"
KOP = "bagian/kop.docx"


def changed(desk: Desk, *paragraphs: str, name: str = DTKS) -> bytes:
    document = docx.Document(io.BytesIO(desk.letters.shipped(name)))
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def words_in(data: bytes) -> str:
    document = docx.Document(io.BytesIO(data))
    return "\n".join(paragraph.text for paragraph in document.paragraphs)


def info(desk: Desk, name: str = DTKS) -> TemplateInfo:
    return next(one for one in template_list(desk) if one.name == name)


def taken(desk: Desk, actor: Actor, *paragraphs: str, note: str = "") -> int:
    look = look_at(desk, DTKS, "dtks kantor.docx", changed(desk, *paragraphs))
    return take_in(desk, actor, look, note)


def test_a_file_becomes_a_version_and_the_shipped_one_comes_back(desk: Desk, actor: Actor) -> None:
    assert info(desk).origin is Origin.SHIPPED
    assert taken(desk, actor, "Satu", note=" alamat baru ") == 1
    dua = changed(desk, "Dua")  # made once: Word files carry the second in which they were written
    for _ in range(2):
        look = look_at(desk, DTKS, "dtks kantor.docx", dua)
        assert take_in(desk, actor, look, "") == 2, "the same file again is no further version"
    now = info(desk)
    assert (now.origin, now.version, now.who, now.outside) == (Origin.CHANGED, 2, "Rani Wulandari", False)
    second, first = versions.versions_of(desk, DTKS)
    assert (first.note, first.file_name, first.newest) == ("alamat baru", "dtks kantor.docx", False)
    assert second.newest
    assert versions.take_up_again(desk, actor, first.id) == 3
    assert "Satu" in words_in(desk.letters.template(DTKS))
    versions.back_to_shipped(desk, actor, DTKS)
    assert desk.letters.template(DTKS) == desk.letters.shipped(DTKS)
    assert (info(desk).origin, info(desk).version) == (Origin.SHIPPED, 0)
    assert [one.deed for one in versions.versions_of(desk, DTKS)] == [
        TemplateDeed.SHIPPED, TemplateDeed.AGAIN, TemplateDeed.TAKEN, TemplateDeed.TAKEN,
    ]  # fmt: skip
    with pytest.raises(UserError, match="templat_versi_tidak_ditemukan"):
        versions.back_to_shipped(desk, actor, DTKS)
    assert versions.take_up_again(desk, actor, second.id) == 5
    assert "Dua" in words_in(desk.letters.template(DTKS))


def test_versions_never_change(desk: Desk, actor: Actor) -> None:
    taken(desk, actor, "Satu")
    for statement in ("UPDATE template_version SET note = 'x'", "DELETE FROM template_version"):
        with desk.uow() as uow, pytest.raises(DatabaseError, match="append-only"):
            uow.session.execute(text(statement))


def test_letters_that_were_made_stay_and_later_ones_follow(desk: Desk, actor: Actor, walker: Walker) -> None:
    taken(desk, actor, "Kalimat pertama kantor")
    service = desk.catalog.services["lubuklinggau-dtks"]
    request = walker.take(service).request_id
    walker.to(request, "penyerahan")
    with desk.reader() as uow:
        found = next(one for one in uow.letters.of_request(request).values() if one.template == DTKS)
        letter, product = found.id, found.product
    made = file_letter(desk.uow(), desk.letters, desk.store, letter).content
    assert "Kalimat pertama kantor" in words_in(made)
    taken(desk, actor, "Kalimat kedua kantor")
    assert file_letter(desk.uow(), desk.letters, desk.store, letter).content == made
    other = walker.take(service).request_id
    draft = draft_letter(desk.reader(), desk.letters, other, product, desk.now()).content
    assert "Kalimat kedua kantor" in words_in(draft)


def test_a_file_with_faults_is_refused_and_the_former_one_stays(desk: Desk, actor: Actor) -> None:
    taken(desk, actor, "Satu")
    before = desk.letters.template(DTKS)
    look = look_at(
        desk, DTKS, "rusak.docx", changed(desk, "{{ isian.tidak_ada_itu }}", "{%p if surat.nomor %}")
    )
    assert len(look.checked.blocking) == 2
    with pytest.raises(UserError, match="templat_belum_layak") as caught:
        take_in(desk, actor, look)
    assert caught.value.values["jumlah"] == 2
    assert desk.letters.template(DTKS) == before
    assert len(versions.versions_of(desk, DTKS)) == 1


def test_a_field_of_another_service_names_it(desk: Desk) -> None:
    found = look_at(desk, DTKS, "x.docx", changed(desk, "{{ lembaga.nama }}")).checked.blocking
    assert "hanya ada pada layanan" in fault_sentence(found[0].fault)
    free = look_at(
        desk, own_name("Surat Undangan.docx"), "x.docx", changed(desk, "{{ lembaga.nama }}")
    ).checked
    assert [one.code for one in free.blocking] == ["templat_isian_berlainan"], "no service has all of these"


def test_filling_finds_what_reading_does_not(desk: Desk) -> None:
    look = look_at(desk, DTKS, "x.docx", changed(desk, "{{ 1 / 0 }}"))
    assert [one.code for one in look.checked.blocking] == ["templat_gagal_diisi"]


def test_only_an_administrator_changes_templates(desk: Desk, actor: Actor) -> None:
    kasi = colleague(desk, actor, Role.KASI)
    look = look_at(desk, DTKS, "x.docx", changed(desk, "x"))
    with pytest.raises(UserError, match="tidak_berwenang"):
        take_in(desk, kasi, look)
    with pytest.raises(UserError, match="tidak_berwenang"):
        versions.back_to_shipped(desk, kasi, DTKS)


def test_a_file_put_into_the_folder_by_hand_is_told_of_and_kept(desk: Desk, actor: Actor) -> None:
    taken(desk, actor, "Satu")
    by_hand = changed(desk, "Dengan tangan")
    (desk.own_templates / DTKS).write_bytes(by_hand)
    assert info(desk).outside
    taken(desk, actor, "Dua")
    third, second, _ = versions.versions_of(desk, DTKS)
    assert (second.deed, third.deed) == (TemplateDeed.FOUND, TemplateDeed.TAKEN)
    assert versions.version_file(desk, second.id) == by_hand
    assert not info(desk).outside


def test_what_is_gone_from_the_folder_comes_back(desk: Desk, actor: Actor) -> None:
    taken(desk, actor, "Satu")
    path = desk.own_templates / DTKS
    content = path.read_bytes()
    path.unlink()
    assert versions.restore_missing(desk) == (DTKS,)
    assert path.read_bytes() == content
    assert versions.restore_missing(desk) == ()
    versions.back_to_shipped(desk, actor, DTKS)
    assert versions.restore_missing(desk) == ()


def test_a_folder_that_cannot_be_written_changes_nothing(
    desk: Desk, actor: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    taken(desk, actor, "Satu")
    before = desk.letters.template(DTKS)

    def full(path: Path, data: bytes) -> None:
        raise EnvironmentProblem("disk_penuh")

    monkeypatch.setattr(versions, "atomic_write", full)
    monkeypatch.setattr(placing, "atomic_write", full)
    with pytest.raises(EnvironmentProblem, match="disk_penuh"):
        taken(desk, actor, "Dua")
    assert desk.letters.template(DTKS) == before
    assert len(versions.versions_of(desk, DTKS)) == 1
    (desk.own_templates / DTKS).unlink()
    assert versions.restore_missing(desk) == ()


def test_an_own_template_is_taken_in_and_out(desk: Desk, actor: Actor) -> None:
    name = own_name("Surat Undangan.docx")
    look = look_at(desk, name, "Surat Undangan.docx", changed(desk))
    take_in(desk, actor, look)
    assert (info(desk, name).origin, info(desk, name).users) == (Origin.OWN, ())
    mixed = changed(desk, "{{ isian.nama_anak_asuh_x | default('') }}", "{{ lembaga.nama }}")
    assert [one.code for one in look_at(desk, name, "x.docx", mixed).checked.blocking] == [
        "templat_isian_berlainan"
    ]
    versions.back_to_shipped(desk, actor, name)
    assert name not in {one.name for one in template_list(desk)}


def test_the_editor_of_services_and_the_office_file_make_versions_too(desk: Desk, actor: Actor) -> None:
    stored = add_template(desk, actor, "undangan.docx", changed(desk))
    assert [one.deed for one in versions.versions_of(desk, stored)] == [TemplateDeed.TAKEN]
    taken(desk, actor, "Satu")
    file = read_office_file(export_office(desk, actor), desk.letters)
    assert set(file.templates) == {stored, DTKS}
    versions.back_to_shipped(desk, actor, DTKS)
    take_over(desk, actor, file, [Part.SERVICES])
    assert versions.versions_of(desk, DTKS)[0].deed is TemplateDeed.OFFICE_FILE
    assert info(desk).version == 3
    assert not info(desk).outside


def test_the_list_names_services_and_titles(desk: Desk) -> None:
    found = info(desk)
    assert found.users
    assert "dtks" in found.words
    assert title_of("rekomendasi_pub") == "Rekomendasi PUB"
    assert info(desk, KOP).title == "Kop surat"


def test_sample_words_are_the_words_of_letters(desk: Desk) -> None:
    """Every word that a letter may print has an invented value in every service."""
    with desk.reader() as uow:
        office = uow.offices.get()
        found = [(one, sample_words(one, office, desk.now())) for one in desk.catalog.services.values()]
    for service, words in found:
        for path in template_words(service):
            value: Any = words
            for step in path.split("."):
                assert step in value, (service.code, path)
                value = value[step]


def test_a_test_print_says_that_it_is_one(desk: Desk) -> None:
    known = fillers(desk)
    for name in (DTKS, KOP, "tanda_terima_struk.docx", "cetak/maklumat_pelayanan.docx"):
        made = trial_print(desk, known, name, desk.letters.template(name))
        assert made.name.startswith("Contoh ")
        heads = docx.Document(io.BytesIO(made.content)).sections[0].header._element.xml
        assert 'string="CONTOH"' in heads
    assert not can_try("cetak/tidak_dipakai.docx")
    with pytest.raises(UserError, match="templat_tanpa_contoh"):
        trial_print(desk, known, "cetak/tidak_dipakai.docx", b"")


def test_fields_have_a_meaning_and_can_be_copied(desk: Desk) -> None:
    lines = field_list(desk, DTKS)
    assert all(line.copied and line.meaning for line in lines)
    number = next(line for line in lines if line.copied == "{{ surat.nomor }}")
    assert (number.group, number.example) == ("Surat", "400.9/137/DINSOS/2026")
    block = {line.copied for line in field_list(desk, "bagian/kepala_surat.docx")}
    assert {"{{ surat.klasifikasi }}", "{{ kantor.kota }}", "{{ permohonan.register }}"} <= block
    assert "{{ pemohon_utama.nama }}" not in block
    loop = next(line for line in lines if line.copied.startswith("{%tr for b in berkas %}"))
    assert loop.copied.endswith("{%tr endfor %}")
    assert any(line.copied == "[[kop]]" for line in lines)
    assert any(line.copied == "{{ tiket.nomor }}" for line in field_list(desk, "cetak/tiket_antrean.docx"))


def test_copied_loops_pass_the_checker(desk: Desk) -> None:
    """What the list offers works when it is pasted: rows into a table, the rest as paragraphs."""
    copied = [line.copied for line in field_list(desk, DTKS) if line.group != "Cara menulis"]
    data = with_lines(desk.letters.shipped(DTKS), *copied)
    assert look_at(desk, DTKS, "semua.docx", data).checked.findings == ()


def test_a_locked_or_open_file_is_told_of(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "surat keterangan.docx"
    path.write_bytes(b"x")
    assert read_chosen_template(path) == b"x"
    assert not open_in_word(path)
    (tmp_path / "~$rat keterangan.docx").write_bytes(b"")
    assert open_in_word(path)

    def locked(*_: object) -> None:
        raise PermissionError

    monkeypatch.setattr(Path, "open", locked)
    with pytest.raises(EnvironmentProblem, match="templat_terkunci"):
        read_chosen_template(path)


def lying(desk: Desk) -> list[str]:
    """Every file in the folder of templates, hidden ones too."""
    return sorted(path.name for path in desk.own_templates.rglob("*") if path.is_file())


def test_a_version_that_cannot_be_committed_leaves_the_former_file_even_on_a_full_disk(
    desk: Desk, actor: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    taken(desk, actor, "Satu")
    before, names = desk.letters.template(DTKS), lying(desk)
    write = placing.atomic_write

    def fills_the_disk(path: Path, data: bytes) -> None:
        write(path, data)
        monkeypatch.setattr("dinsos_desk.files.os.open", full)

    def full(*_: object, **__: object) -> int:
        raise OSError(errno.ENOSPC, "penuh")

    def no_commit(self: UnitOfWork) -> None:
        raise EnvironmentProblem("disk_penuh", folder="x")

    monkeypatch.setattr(placing, "atomic_write", fills_the_disk)
    monkeypatch.setattr(UnitOfWork, "commit", no_commit)
    with pytest.raises(EnvironmentProblem, match="disk_penuh"):
        taken(desk, actor, "Dua")
    with pytest.raises(EnvironmentProblem, match="disk_penuh"):
        versions.back_to_shipped(desk, actor, DTKS)
    monkeypatch.undo()
    assert desk.letters.template(DTKS) == before
    assert lying(desk) == names
    assert len(versions.versions_of(desk, DTKS)) == 1
    assert not info(desk).outside


@pytest.mark.parametrize("committed", [False, True])
def test_a_power_cut_between_file_and_commit_is_undone_at_the_next_sign_in(
    desk: Desk, actor: Actor, committed: bool
) -> None:
    taken(desk, actor, "Satu")
    path = desk.own_templates / DTKS
    former, newer = path.read_bytes(), changed(desk, "Dua")
    if committed:
        versions.keep_file(desk, actor, DTKS, newer)
    path.with_name(f".{path.name}.lama").write_bytes(former)
    path.write_bytes(newer)
    assert versions.restore_missing(desk) == ()
    assert path.read_bytes() == (newer if committed else former)
    assert lying(desk) == [path.name]
    assert not info(desk).outside


def test_a_template_in_use_that_word_holds_open_is_told_of_and_stays(
    desk: Desk, actor: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Windows refuses to replace or delete a file that Word has open."""
    taken(desk, actor, "Satu")
    path, replaced, unlink = desk.own_templates / DTKS, os.replace, Path.unlink

    def refuse(source: Path, target: Path) -> None:
        if target == path:
            raise PermissionError(13, "sharing violation")
        replaced(source, target)

    def held(self: Path, missing_ok: bool = False) -> None:
        if self == path:
            raise PermissionError(13, "sharing violation")
        unlink(self, missing_ok=missing_ok)

    before, names = path.read_bytes(), lying(desk)
    monkeypatch.setattr("os.replace", refuse)
    monkeypatch.setattr(Path, "unlink", held)
    monkeypatch.setattr("dinsos_desk.files._REPLACE_PAUSE", 0)
    with pytest.raises(EnvironmentProblem, match="templat_terkunci") as caught:
        taken(desk, actor, "Dua")
    assert "tutup berkasnya di Word" in sentence(caught.value).advice
    with pytest.raises(EnvironmentProblem, match="templat_terkunci"):
        versions.back_to_shipped(desk, actor, DTKS)
    monkeypatch.undo()
    assert (path.read_bytes(), lying(desk)) == (before, names)
    assert len(versions.versions_of(desk, DTKS)) == 1


def test_the_mark_of_an_open_word_is_no_template(desk: Desk, actor: Actor) -> None:
    taken(desk, actor, "Satu")
    mark = (desk.own_templates / DTKS).with_name("~$rat_keterangan_dtks.docx")
    mark.write_bytes(b"\x05Rani")
    assert not [one.name for one in template_list(desk) if "~$" in one.name]


def test_a_block_may_ask_for_what_the_blocks_inside_it_do(desk: Desk) -> None:
    """[[pejabat]] stands in the block of the signature: its words are known there."""
    name = "bagian/tanda_tangan.docx"
    data = changed(desk, "{{ penanda_tangan.nama }}", name=name)
    assert look_at(desk, name, "blok.docx", data).checked.findings == ()
    wrong = changed(desk, "{{ penanda_tangan.nma }}", "{{ tembusan }}", name=name)
    codes = [one.code for one in look_at(desk, name, "blok.docx", wrong).checked.blocking]
    assert codes == ["templat_isian_tidak_dikenal"] * 2


def test_no_two_templates_of_a_group_have_one_title(desk: Desk) -> None:
    titles = [(one.group, one.title) for one in template_list(desk)]
    assert sorted(titles) == sorted(set(titles))
