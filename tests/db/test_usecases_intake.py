"""Drafts and the check while typing."""

from dataclasses import replace
from datetime import date

import pytest

from dinsos_desk.domain.entry import PaperEntry, PartyEntry
from dinsos_desk.domain.people import PartyDef
from dinsos_desk.errors import UserError
from dinsos_desk.sample.fill import Wishes, fill_draft
from dinsos_desk.sample.people import Crowd
from dinsos_desk.usecases.intake.drafts import (
    IntakeDraft,
    check,
    discard_draft,
    drafts_of,
    keep_draft,
    without_hidden,
)
from dinsos_desk.usecases.intake.submit import submit
from tests.factories import typed_person

TODAY = date(2026, 11, 23)


def places(checked):
    return {fault.place: fault.code for fault in checked.faults}


def test_an_empty_draft_names_what_is_missing_and_never_fails(dtks):
    checked = check(IntakeDraft(dtks.code), dtks, None, TODAY)
    assert not checked.can_be_saved
    assert places(checked)["pemohon"] == "pihak_wajib"
    assert places(checked)["isian.jenis_permohonan"] == "wajib_diisi"
    assert [r.code for r in checked.missing] == ["kk_ktp", "foto_rumah", "sktm", "formulir"]


@pytest.mark.parametrize(
    ("field", "typed", "code"),
    [
        ("nik", "167301470492000", "nik_panjang"),
        ("nik", "16730147O4920003", "nik_bukan_angka"),
        ("nik", "9973014704920003", "nik_provinsi_tidak_dikenal"),
        ("nik", "1673017902920003", "nik_tanggal_mustahil"),
        ("tanggal_lahir", "01/01/2030", "tanggal_di_masa_depan"),
        ("nama", "N" * 10_000, "teks_terlalu_panjang"),
        ("telepon", "abc", "telepon_bukan_angka"),
    ],
)
def test_wrong_input_is_said_at_its_field(desk, dtks, field, typed, code):
    draft = IntakeDraft(dtks.code, {"pemohon": PartyEntry(typed_person() | {field: typed})})
    assert places(check(draft, dtks, desk.library.regions, TODAY))[f"pemohon.{field}"] == code


def test_a_paper_dated_tomorrow_is_a_fault(dtks):
    draft = fill_draft(dtks, Crowd(1), TODAY)
    wrong = replace(draft, papers={**draft.papers, "sktm": PaperEntry("ada", dated="24/11/2026")})
    assert places(check(wrong, dtks, None, TODAY)) == {"berkas.sktm": "tanggal_di_masa_depan"}


def test_the_same_nik_in_two_parties_is_only_a_warning(dtks):
    draft = fill_draft(dtks, Crowd(1), TODAY, Wishes(answers={"hubungan": "diri_sendiri"}))
    checked = check(draft, dtks, None, TODAY)
    assert checked.is_complete
    assert {w.code for w in checked.warnings} <= {"orang_sama"}
    client = draft.parties["warga"]
    otherwise = replace(client, typed={**client.typed, "nama": "Nama Lain"})
    renamed = replace(draft, parties={**draft.parties, "warga": otherwise})
    assert {w.code for w in check(renamed, dtks, None, TODAY).warnings} == {"orang_sama"}


def test_no_warning_where_the_service_says_that_it_may_be_the_same_person(dtks):
    person = PartyEntry(typed_person(kk="1673012203100007"))
    checked = check(IntakeDraft(dtks.code, {"pemohon": person, "warga": person}), dtks, None, TODAY)
    assert checked.application.parties["warga"] == checked.application.parties["pemohon"]
    assert not checked.warnings


def test_a_party_asked_for_by_a_yes_or_a_label_is_read_as_its_answer(stranded):
    """Conditions of parties see values, not what was typed."""
    helper = PartyDef.model_validate(
        {"code": "pengantar", "label": "Pengantar", "when": {"fact": "isian.estafet", "equals": True}}
    )
    service = stranded.model_copy(update={"parties": (*stranded.parties, helper)})
    draft = fill_draft(stranded, Crowd(1), TODAY, Wishes(answers={"estafet": "Y"}))
    assert places(check(draft, service, None, TODAY)) == {"pengantar": "pihak_wajib"}
    draft = fill_draft(stranded, Crowd(1), TODAY, Wishes(answers={"estafet": "tidak"}))
    assert check(draft, service, None, TODAY).can_be_saved


def test_answers_to_hidden_questions_are_left_out(dtks):
    draft = fill_draft(dtks, Crowd(1), TODAY, Wishes(answers={"jenis_permohonan": "pendaftaran"}))
    crowded = replace(draft, answers={**draft.answers, "tujuan_penggunaan": "lama"})
    checked = check(crowded, dtks, None, TODAY)
    assert "tujuan_penggunaan" not in without_hidden(crowded, checked).answers


def test_a_draft_is_left_and_found_again_as_typed(desk, actor, clock, dtks):
    half = IntakeDraft(dtks.code, {"pemohon": PartyEntry({"nama": "  Belum sel", "nik": "16x"}, None, True)})
    first = keep_draft(desk.uow(), actor, half, None, clock())
    clock.forward(minutes=5)
    more = replace(half, answers={"desil": "99"}, papers={"sktm": PaperEntry("menyusul")})
    assert keep_draft(desk.uow(), actor, more, first, clock()) == first
    (kept,) = drafts_of(desk.reader(), actor)
    assert (kept.id, kept.draft, kept.title, kept.updated_at) == (first, more, "Belum sel", clock())
    discard_draft(desk.uow(), actor, first)
    assert drafts_of(desk.reader(), actor) == ()


def test_nobody_sees_or_discards_the_drafts_of_another(desk, actor, crew, clock, dtks):
    from dinsos_desk.domain.routing import Role

    kept = keep_draft(desk.uow(), actor, IntakeDraft(dtks.code), None, clock())
    discard_draft(desk.uow(), crew[Role.OPERATOR], kept)
    assert drafts_of(desk.reader(), crew[Role.OPERATOR]) == ()
    assert len(drafts_of(desk.reader(), actor)) == 1
    with desk.reader() as uow, pytest.raises(UserError, match="konsep_tidak_ditemukan"):
        uow.drafts.get(crew[Role.OPERATOR].user_id, kept)


def test_sending_throws_the_draft_away(desk, actor, clock, dtks):
    draft = fill_draft(dtks, Crowd(1), clock().date())
    kept = keep_draft(desk.uow(), actor, draft, None, clock())
    submit(desk.uow(), actor, draft, dtks, desk.library.regions, clock(), kept)
    assert drafts_of(desk.reader(), actor) == ()
