"""Attachments of drafts, applications and persons, and the sweep of the store."""

import os
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from PIL import Image

from dinsos_desk.desk import Desk
from dinsos_desk.domain.routing import Role
from dinsos_desk.errors import EnvironmentProblem, InvalidInput, UserError
from dinsos_desk.sample.fill import fill_draft
from dinsos_desk.sample.people import Crowd
from dinsos_desk.scans import Scan, read_scan
from dinsos_desk.usecases.actor import Actor
from dinsos_desk.usecases.intake.attachments import (
    Owner,
    attach,
    attachments_of,
    forget_ownerless,
    move_to,
    page_of,
    photo_of,
    sweep_store,
    take_away,
    turn,
)
from dinsos_desk.usecases.intake.drafts import IntakeDraft, discard_draft, keep_draft
from dinsos_desk.usecases.intake.submit import submit
from dinsos_desk.usecases.people.merging import compare, merge, undo_merge
from tests.factories import colleague
from tests.unit.test_scans import pdf, photo, saved

DRAFT = Owner("a" * 32)


@pytest.fixture
def ktp() -> Scan:
    return read_scan("ktp.jpg", photo())


def add(desk: Desk, actor: Actor, scan: Scan, owner: Owner = DRAFT, paper: str = "kk_ktp") -> int:
    return attach(desk.uow(), actor, desk.store, owner, paper, scan, desk.now())


def shown(desk: Desk, actor: Actor, owner: Owner = DRAFT) -> list[tuple[str, str]]:
    return [(a.name, a.requirement) for a in attachments_of(desk.reader(), actor, owner) if not a.removed_at]


def files(desk: Desk) -> list[Path]:
    return [path for path in desk.paths.store.rglob("*") if path.is_file()]


def age(desk: Desk, days: float = 2) -> None:
    for path in files(desk):
        moment = path.stat().st_mtime - days * 86_400
        os.utime(path, (moment, moment))


def swept(desk: Desk) -> int:
    forget_ownerless(desk.uow(), desk.now())
    return sweep_store(desk.reader(), desk.store)


def sent(desk: Desk, actor: Actor, service, owner: Owner = DRAFT, number: int = 1):
    draft = replace(fill_draft(service, Crowd(number), desk.now().date()), nonce=owner.nonce)
    return submit(desk.uow(), actor, draft, service, None, desk.now())


def test_an_attachment_is_kept_listed_and_shown(desk, actor, ktp):
    kept = add(desk, actor, ktp)
    (view,) = attachments_of(desk.reader(), actor, DRAFT)
    assert (view.id, view.name, view.kind, view.pages, view.requirement) == (
        kept,
        "ktp.jpg",
        "gambar",
        1,
        "kk_ktp",
    )
    assert view.bytes == len(ktp.data)
    assert view.added_by == actor.name
    picture = page_of(desk.reader(), actor, desk.store, kept, 0, (200, 200))
    assert (picture.width, picture.height) == (200, 150)


def test_the_same_given_twice_is_kept_once(desk, actor, ktp):
    assert add(desk, actor, ktp) == add(desk, actor, ktp)
    assert add(desk, actor, ktp, paper="sktm") != add(desk, actor, ktp)
    assert len(files(desk)) == 1


def test_sending_moves_nothing(desk, actor, dtks, ktp):
    kept = add(desk, actor, ktp)
    sent(desk, actor, dtks)
    (view,) = attachments_of(desk.reader(), actor, DRAFT)
    assert view.id == kept


def test_nobody_sees_the_attachments_of_anothers_draft(desk, actor, crew, ktp):
    kept = add(desk, actor, ktp)
    other = crew[Role.OPERATOR]
    assert shown(desk, other) == []
    with pytest.raises(UserError, match="lampiran_tidak_ditemukan"):
        page_of(desk.reader(), other, desk.store, kept, 0, (9, 9))
    with pytest.raises(UserError, match="lampiran_tidak_ditemukan"):
        take_away(desk.uow(), other, kept, "", desk.now())


def test_who_does_not_see_the_application_does_not_see_its_attachments(desk, actor, dtks, ktp):
    kept = add(desk, actor, ktp)
    sent(desk, actor, dtks)
    elsewhere = colleague(desk, actor, Role.KASI, "Bidang Lain")
    for call in (
        lambda: attachments_of(desk.reader(), elsewhere, DRAFT),
        lambda: page_of(desk.reader(), elsewhere, desk.store, kept, 0, (9, 9)),
    ):
        with pytest.raises(UserError, match="permohonan_tidak_ditemukan"):
            call()
    here = colleague(desk, actor, Role.KABID, dtks.division)
    assert shown(desk, here) == [("ktp.jpg", "kk_ktp")]


def test_only_the_counter_adds_and_takes_away(desk, actor, crew, dtks, ktp):
    kept = add(desk, actor, ktp)
    sent(desk, actor, dtks)
    kadis = crew[Role.KADIS]
    for call in (
        lambda: add(desk, kadis, ktp),
        lambda: take_away(desk.uow(), kadis, kept, "salah", desk.now()),
        lambda: move_to(desk.uow(), kadis, kept, "sktm"),
        lambda: turn(desk.uow(), kadis, desk.store, kept, 1, desk.now()),
    ):
        with pytest.raises(UserError, match="tidak_berwenang"):
            call()


def test_what_is_taken_away_from_a_draft_is_forgotten(desk, actor, ktp):
    take_away(desk.uow(), actor, add(desk, actor, ktp), "", desk.now())
    assert attachments_of(desk.reader(), actor, DRAFT) == ()


def test_what_is_taken_away_from_an_application_stays_with_its_reason(desk, actor, dtks, ktp):
    kept = add(desk, actor, ktp)
    sent(desk, actor, dtks)
    for reason in ("", "  ", "x" * 501):
        with pytest.raises(InvalidInput):
            take_away(desk.uow(), actor, kept, reason, desk.now())
    take_away(desk.uow(), actor, kept, " Milik orang lain. ", desk.now())
    (view,) = attachments_of(desk.reader(), actor, DRAFT)
    assert (view.removed_at, view.removed_by, view.removed_reason) == (
        desk.now(),
        actor.name,
        "Milik orang lain.",
    )
    with pytest.raises(UserError, match="lampiran_tidak_ditemukan"):
        take_away(desk.uow(), actor, kept, "lagi", desk.now())
    age(desk)
    assert swept(desk) == 0


def test_an_attachment_goes_to_another_paper(desk, actor, ktp):
    move_to(desk.uow(), actor, add(desk, actor, ktp), "sktm")
    assert shown(desk, actor) == [("ktp.jpg", "sktm")]


@pytest.mark.parametrize("scan", [read_scan("a.jpg", photo()), read_scan("a.pdf", pdf(2))])
def test_an_attachment_is_turned_for_good(desk, actor, scan):
    kept = add(desk, actor, scan)
    before = page_of(desk.reader(), actor, desk.store, kept, 0, (200, 200))
    turn(desk.uow(), actor, desk.store, kept, 1, desk.now())
    after = page_of(desk.reader(), actor, desk.store, kept, 0, (200, 200))
    assert (before.width > before.height) != (after.width > after.height)


def test_a_discarded_draft_drops_its_rows(desk, actor, ktp):
    add(desk, actor, ktp)
    draft = keep_draft(desk.uow(), actor, IntakeDraft("x", nonce=DRAFT.nonce, attached=1), None, desk.now())
    discard_draft(desk.uow(), actor, draft)
    assert attachments_of(desk.reader(), actor, DRAFT) == ()


def test_discarding_what_mends_an_application_leaves_its_attachments(desk, actor, dtks, ktp):
    add(desk, actor, ktp)
    taken = sent(desk, actor, dtks)
    mending = IntakeDraft(dtks.code, nonce=DRAFT.nonce, request_id=taken.request_id, request_version=1)
    discard_draft(desk.uow(), actor, keep_draft(desk.uow(), actor, mending, None, desk.now()))
    assert shown(desk, actor) == [("ktp.jpg", "kk_ktp")]


def test_the_sweep_removes_only_what_nobody_refers_to(desk, actor, clock, dtks, ktp, walker):
    letters = walker.take(dtks)
    add(desk, actor, ktp)
    keep_draft(desk.uow(), actor, IntakeDraft("x", nonce=DRAFT.nonce), None, desk.now())
    unwanted = desk.store.put(b"tidak dirujuk")
    assert letters.request_id
    clock.forward(days=3)
    assert swept(desk) == 0, "files of today stay"
    age(desk)
    desk.store.put(b"tidak dirujuk")
    assert swept(desk) == 0, "put again is young again"
    age(desk)
    assert swept(desk) == 1
    assert not desk.store.has(unwanted)
    assert shown(desk, actor) == [("ktp.jpg", "kk_ktp")]


def test_letters_survive_the_sweep(desk, crew, walker, dtks):
    from dinsos_desk.usecases.letters.making import file_letter

    taken = walker.take(dtks)
    for _ in range(12):
        with desk.reader() as uow:
            made = [letter.id for letter in uow.letters.of_request(taken.request_id).values()]
        if made:
            break
        walker.approve(taken.request_id)
    letter = file_letter(desk.uow(), desk.library.letters, desk.store, made[0])
    age(desk)
    assert swept(desk) == 0
    assert file_letter(desk.uow(), desk.library.letters, desk.store, made[0]).content == letter.content


def test_rows_of_a_draft_that_was_never_kept_go_after_a_day(desk, actor, clock, ktp):
    add(desk, actor, ktp)
    swept(desk)
    assert shown(desk, actor)
    clock.forward(days=2)
    age(desk)
    assert swept(desk) == 1
    assert attachments_of(desk.reader(), actor, DRAFT) == ()
    assert files(desk) == []


def test_what_was_put_while_the_sweep_looked_is_safe(desk, actor, ktp):
    add(desk, actor, ktp)
    age(desk)

    def wanted():
        desk.store.put(ktp.data)
        return frozenset()

    from datetime import datetime

    assert desk.store.sweep(datetime.now() - timedelta(days=1), wanted) == 0


def test_a_photograph_taken_at_the_counter_becomes_the_persons(desk, actor, stranded, ktp):
    party = stranded.client
    add(desk, actor, ktp, paper=photo_of(party))
    taken = sent(desk, actor, stranded)
    with desk.reader() as uow:
        _, person = uow.requests.parties_of([taken.request_id])[taken.request_id][party]
    assert shown(desk, actor, Owner(person_id=person)) == [("ktp.jpg", "")]
    assert shown(desk, actor) == []


def test_photographs_follow_when_two_records_become_one(desk, actor, dtks, ktp):
    first, second = sent(desk, actor, dtks), sent(desk, actor, dtks, Owner("b" * 32), 2)
    with desk.reader() as uow:
        parties = uow.requests.parties_of([first.request_id, second.request_id])
    one = parties[first.request_id][dtks.client][1]
    other = parties[second.request_id][dtks.client][1]
    add(desk, actor, ktp, Owner(person_id=other), "")
    view = compare(desk.reader(), actor, one, other)
    merge(desk.uow(), actor, view, (), "orang yang sama", desk.now())
    assert len(shown(desk, actor, Owner(person_id=view.survivor_id))) == 1
    assert len(shown(desk, actor, Owner(person_id=view.absorbed_id))) == 1
    with desk.reader() as uow:
        from dinsos_desk.db.queries.people.pages import merges_of

        (row,) = merges_of(uow.session, view.survivor_id)
    undo_merge(desk.uow(), actor, row.id, "ternyata bukan", desk.now())
    assert shown(desk, actor, Owner(person_id=one)) == []
    assert len(shown(desk, actor, Owner(person_id=other))) == 1


def test_a_photograph_of_a_person_is_taken_away_with_a_reason(desk, actor, dtks, ktp):
    taken = sent(desk, actor, dtks)
    with desk.reader() as uow:
        person = uow.requests.parties_of([taken.request_id])[taken.request_id][dtks.client][1]
    kept = add(desk, actor, ktp, Owner(person_id=person), "")
    with pytest.raises(InvalidInput):
        take_away(desk.uow(), actor, kept, "", desk.now())
    take_away(desk.uow(), actor, kept, "foto orang lain", desk.now())
    assert shown(desk, actor, Owner(person_id=person)) == []


def test_a_lost_file_is_said(desk, actor, ktp):
    kept = add(desk, actor, ktp)
    files(desk)[0].unlink()
    with pytest.raises(EnvironmentProblem, match="berkas_simpanan_hilang"):
        page_of(desk.reader(), actor, desk.store, kept, 0, (9, 9))


def test_no_plain_bytes_of_an_attachment_lie_in_the_data_folder(desk, actor, dtks):
    picture = Image.effect_noise((300, 300), 60).convert("RGB")
    scans = [read_scan("KTP Rahasia.jpg", saved(picture, "JPEG")), read_scan("Akta Rahasia.pdf", pdf(3))]
    for scan in scans:
        add(desk, actor, scan)
    sent(desk, actor, dtks)
    desk.close()
    everything = [path.read_bytes() for path in desk.paths.root.rglob("*") if path.is_file()]
    for scan in scans:
        pieces = [scan.data[place : place + 24] for place in range(0, len(scan.data) - 24, 400)]
        pieces += [scan.name.encode(), scan.data[:12]]
        assert not any(piece in content for content in everything for piece in pieces)
