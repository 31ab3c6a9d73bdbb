"""Surat penolakan, papers of the house, copies marked SALINAN, and hundreds of letters in one go."""

import io
from dataclasses import replace
from pathlib import Path

import docx
import pytest
from sqlalchemy import text

from dinsos_desk.db.queries.letters import LetterRow, list_letters
from dinsos_desk.db.queries.requests.figures import Visibility
from dinsos_desk.documents.copies import mark_copy
from dinsos_desk.domain.routing import Action, Role
from dinsos_desk.errors import EnvironmentProblem, UserError
from dinsos_desk.usecases.letters.case_papers import CasePaper, case_paper
from dinsos_desk.usecases.letters.making import file_letter
from dinsos_desk.usecases.letters.prints import (
    letter_going_out,
)
from dinsos_desk.usecases.office.front_desk import change_front_desk, the_front_desk
from dinsos_desk.usecases.office.officials import keep_official, officials, remove_official
from dinsos_desk.usecases.office.setup import change_office, the_office
from dinsos_desk.usecases.requests.view import view_request
from dinsos_desk.usecases.review.refusals import refusal_letter


def words(content: bytes) -> str:
    body = docx.Document(io.BytesIO(content)).element.body
    return " ".join(node.text or "" for node in body.iter() if node.tag.endswith("}t"))


def heads(content: bytes) -> str:
    return " ".join(p.text for s in docx.Document(io.BytesIO(content)).sections for p in s.header.paragraphs)


def refuse(desk, actor, request_id):
    return refusal_letter(desk.uow(), desk.library.letters, desk.store, actor, request_id, desk.now())


def count(desk, table):
    with desk.reading() as session:
        return session.scalar(text(f"SELECT count(*) FROM {table}"))


def rejected(walker, stranded):
    taken = walker.take(stranded)
    walker.to(taken.request_id, "paraf_kasi")
    walker.refuse(taken.request_id, Action.REJECT)
    return taken.request_id


def finished(desk, actor, walker, service):
    taken = walker.take(service)
    walker.to(taken.request_id, "penyerahan")
    walker.approve(taken.request_id)
    letters = view_request(desk.reader(), actor, taken.request_id).letters
    return taken.request_id, next(one for one in letters if one.number)


def rows(desk) -> tuple[LetterRow, ...]:
    everything = Visibility(frozenset({Role.ADMIN, Role.PETUGAS}), "")
    return desk.ask(lambda session: list_letters(session, everything))


def test_a_rejected_case_gets_one_numbered_letter_with_its_reason(desk, actor, walker, clock, stranded):
    request_id = rejected(walker, stranded)
    first = refuse(desk, actor, request_id)
    letter = next(x for x in view_request(desk.reader(), actor, request_id).letters)
    assert (letter.name, bool(letter.number), letter.is_current) == ("Surat Penolakan", True, True)
    reason = view_request(desk.reader(), actor, request_id).history[-1].reason
    for wanted in (letter.number, reason, "belum dapat kami kabulkan", "21 (dua puluh satu) hari kerja"):
        assert wanted in words(first.content)
    clock.forward(days=3)
    assert refuse(desk, actor, request_id) == first
    assert count(desk, "issued_number") == 1


def test_no_refusal_of_a_case_that_was_not_rejected_and_no_number_burnt(desk, actor, walker, stranded):
    taken = walker.take(stranded)
    with pytest.raises(UserError, match="permohonan_belum_ditolak"):
        refuse(desk, actor, taken.request_id)
    request_id = rejected(walker, stranded)
    head = next(one for one in officials(desk.reader()) if one.post == "kepala_dinas")
    remove_official(desk.uow(), actor, head.id)
    with pytest.raises(UserError, match="pejabat_belum_diisi"):
        refuse(desk, actor, request_id)
    with pytest.raises(UserError, match="permohonan_tidak_ditemukan"):
        refuse(desk, replace(actor, roles=frozenset({Role.KASI}), division="Bidang Lain"), request_id)
    assert (count(desk, "issued_number"), count(desk, "letter")) == (0, 0)


def test_a_refusal_whose_template_is_locked_keeps_its_number_and_is_made_later(
    desk, actor, walker, stranded, monkeypatch
):
    request_id = rejected(walker, stranded)
    read = Path.read_bytes

    def locked(path: Path) -> bytes:
        if path.name == "surat_penolakan.docx":
            raise PermissionError(13, "sedang dipakai")
        return read(path)

    desk.library.letters._cache.clear()
    monkeypatch.setattr(Path, "read_bytes", locked)
    with pytest.raises(EnvironmentProblem, match="berkas_sedang_dibuka"):
        refuse(desk, actor, request_id)
    assert count(desk, "issued_number") == 1
    monkeypatch.setattr(Path, "read_bytes", read)
    assert "PENOLAKAN" in refuse(desk, actor, request_id).name.upper()
    assert count(desk, "issued_number") == 1


def test_papers_of_the_house_say_where_the_case_stands(desk, actor, walker, stranded):
    taken = walker.take(stranded)

    def paper(kind):
        return case_paper(desk.reader(), desk.library.letters, actor, taken.request_id, kind, desk.now())

    with pytest.raises(UserError, match="belum_ada_surat"):
        paper(CasePaper.DISPATCH)
    note = words(paper(CasePaper.NOTE).content)
    assert "NOTA DINAS" in note
    assert taken.receipt in note
    assert actor.post in note
    check = words(paper(CasePaper.CHECK).content)
    assert "LEMBAR VERIFIKASI BERKAS" in check
    assert "berkas lengkap" in check
    walker.to(taken.request_id, "tanda_tangan")
    slip = words(paper(CasePaper.DISPATCH).content)
    assert "Surat Pengantar Bantuan Orang Terlantar" in slip
    assert "400.9.4/1/DINSOS/XI/2026" in slip


def test_a_reprint_is_the_same_whatever_changed_since(desk, actor, walker, clock, stranded):
    _, letter = finished(desk, actor, walker, stranded)

    def reprint() -> bytes:
        return letter_going_out(desk.uow(), desk.library.letters, desk.store, letter.id, actor).content

    before = reprint()
    own = desk.paths.templates / "lubuklinggau"
    own.mkdir(parents=True)
    (own / "surat_pengantar_orang_terlantar.docx").write_bytes(b"rusak")
    head = next(one for one in officials(desk.reader()) if one.post == "kepala_dinas")
    keep_official(desk.uow(), actor, replace(head, name="Pejabat Baru Contoh"))
    change_office(desk.uow(), actor, replace(the_office(desk.reader()), name="Dinas Baru", paper="F4"))
    clock.forward(days=400)
    assert reprint() == before


def test_a_copy_says_so_when_the_office_wants_it(desk, actor, walker, stranded):
    taken = walker.take(stranded)
    walker.to(taken.request_id, "penyerahan")
    letter = next(x for x in view_request(desk.reader(), actor, taken.request_id).letters if x.number)

    def printed() -> bytes:
        return letter_going_out(desk.uow(), desk.library.letters, desk.store, letter.id, actor).content

    wish = the_front_desk(desk.reader()).model_copy(update={"mark_copies": True})
    change_front_desk(desk.uow(), actor, wish)
    original = printed()
    assert "SALINAN" not in heads(original)
    walker.approve(taken.request_id)
    copy = printed()
    assert "SALINAN" in heads(copy)
    assert words(copy) == words(original)
    kept = file_letter(desk.uow(), desk.library.letters, desk.store, letter.id, actor)
    assert kept.content == original


def test_salinan_stands_on_every_page_of_every_section():
    document = docx.Document()
    document.add_section()
    document.sections[0].header.paragraphs[0].text = "Halaman"
    stream = io.BytesIO()
    document.save(stream)
    marked = docx.Document(io.BytesIO(mark_copy(stream.getvalue())))
    assert ["SALINAN" in [p.text for p in s.header.paragraphs] for s in marked.sections] == [True, True]
    with pytest.raises(UserError, match="pratinjau_gagal"):
        mark_copy(b"bukan dokumen")
