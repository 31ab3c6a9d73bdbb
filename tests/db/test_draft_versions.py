"""Versions of the draft: kept where the letter says something else, told after which return, compared."""

from dataclasses import replace

import pytest

from dinsos_desk.documents.compare import document_lines
from dinsos_desk.domain.routing import Action, Role
from dinsos_desk.errors import UserError
from dinsos_desk.usecases.intake.reopening import reopen
from dinsos_desk.usecases.intake.submit import submit
from dinsos_desk.usecases.letters.making import draft_letter
from dinsos_desk.usecases.review.draft_versions import compare_versions, draft_versions


def versions(desk, actor, taken):
    return draft_versions(desk.reader(), desk.library.letters, actor, taken.request_id)


def mend(desk, actor, taken, service, **answers):
    draft = reopen(desk.reader(), taken.request_id, desk.now())
    submit(desk.uow(), actor, replace(draft, answers=draft.answers | answers), service, None, desk.now())


def test_a_version_for_what_the_letter_says_and_none_for_a_paraf(desk, actor, walker, clock, stranded):
    taken = walker.take(stranded)
    first = versions(desk, actor, taken)
    assert {(v.version, v.why, v.sent_back) for v in first} == {(1, "diajukan", "")}
    for _ in range(3):
        clock.forward(minutes=3)
        walker.approve(taken.request_id)
    assert versions(desk, actor, taken) == first
    numbers = walker.approve(taken.request_id).numbers
    main = [v for v in versions(desk, actor, taken) if v.number]
    assert [(v.version, v.number) for v in main] == [(2, numbers[0])]
    assert main[0].why.endswith(f"nomor {numbers[0]}")


def test_what_was_mended_after_a_return_is_a_version_and_is_marked(
    desk, actor, crew, walker, clock, stranded
):
    taken = walker.take(stranded)
    clock.forward(minutes=2)
    walker.refuse(taken.request_id, Action.RETURN, "Tujuan keliru.")
    clock.forward(minutes=2)
    mend(desk, actor, taken, stranded, tujuan="Kabupaten Contoh Baru")
    earlier, later = [v for v in versions(desk, actor, taken) if v.product == "surat_pengantar"]
    assert later.version == 2
    assert later.why == "diajukan kembali"
    assert later.who == actor.name
    assert later.sent_back.startswith(crew[Role.KASI].name)
    assert "Tujuan keliru." in later.sent_back
    told = compare_versions(desk.reader(), desk.library.letters, actor, earlier, later)
    assert told.differences >= 1
    said = [piece.text for pair in told.pairs if pair.differs for piece in pair.right or () if piece.differs]
    assert "Baru" in " ".join(said)
    same = [pair for pair in told.pairs if not pair.differs]
    assert len(same) > 5


def test_mended_without_a_change_to_the_letter_is_no_version(desk, actor, walker, clock, stranded):
    taken = walker.take(stranded)
    walker.refuse(taken.request_id, Action.RETURN, "Mohon dicek.")
    clock.forward(minutes=2)
    mend(desk, actor, taken, stranded)
    assert [v.version for v in versions(desk, actor, taken) if v.product == "surat_pengantar"] == [1]


def test_after_a_return_behind_the_number_the_draft_is_open_again_and_keeps_the_number(
    desk, actor, crew, walker, clock, stranded
):
    taken = walker.take(stranded)
    walker.to(taken.request_id, "tanda_tangan")
    number = next(v.number for v in versions(desk, actor, taken) if v.number)
    while walker.row(taken.request_id).state != "dikembalikan":
        clock.forward(minutes=1)
        walker.refuse(taken.request_id, Action.RETURN, "Tujuan keliru.")
    mend(desk, actor, taken, stranded, tujuan="Kabupaten Contoh Baru")
    file = draft_letter(desk.reader(), desk.library.letters, taken.request_id, "surat_pengantar", desk.now())
    text = "\n".join(document_lines(file.content))
    assert "Kabupaten Contoh Baru" in text
    assert number in text
    kept = [v for v in versions(desk, actor, taken) if v.product == "surat_pengantar"]
    assert [v.number for v in kept] == ["", number, ""]
    assert kept[-1].sent_back
    walker.to(taken.request_id, "tanda_tangan")
    assert versions(desk, actor, taken)[-1].number == number


def test_versions_of_another_division_are_not_told(desk, crew, walker, dtks):
    taken = walker.take(dtks)
    division = walker.row(taken.request_id).division
    assert division
    stranger = replace(crew[Role.KABID], division=f"Bukan {division}")
    with pytest.raises(UserError):
        versions(desk, stranger, taken)
