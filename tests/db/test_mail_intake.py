"""A letter becomes an application: what is filled in, the draft offered again, the link both ways."""

from dataclasses import replace

import pytest

from dinsos_desk.domain.audit import Kind
from dinsos_desk.domain.routing import Role
from dinsos_desk.errors import UserError
from dinsos_desk.sample.fill import fill_draft
from dinsos_desk.sample.people import Crowd
from dinsos_desk.usecases.audit.trail import narrowed, trail
from dinsos_desk.usecases.intake.drafts import IntakeDraft, keep_draft
from dinsos_desk.usecases.intake.submit import submit
from dinsos_desk.usecases.mail.agenda import cancel_mail
from dinsos_desk.usecases.mail.intake import FromMail, begin_from_mail
from dinsos_desk.usecases.mail.view import view_mail
from dinsos_desk.usecases.recaps.workbook import month
from dinsos_desk.usecases.requests.view import view_request
from tests.db.test_mail import enter
from tests.factories import colleague

PUB = "lubuklinggau-pub"


def test_a_sender_who_is_known_is_filled_in_under_every_way_of_writing(desk, actor):
    first = begin_from_mail(desk, actor, enter(desk, actor).mail_id)
    assert isinstance(first, FromMail)
    assert (first.sender.typed, first.sender.known_id) == ({"nama": "Yayasan Kasih Bunda"}, None)
    assert PUB in first.institutions
    assert "lubuklinggau-dtks" not in first.institutions
    service = desk.catalog.services[PUB]
    draft = fill_draft(service, Crowd(5), desk.now().date())
    party = first.institutions[PUB]
    typed = {**draft.parties[party].typed, "nama": "Yayasan Kasih Bunda"}
    entry = replace(draft.parties[party], typed=typed)
    submit(
        desk.uow(), actor, replace(draft, parties={**draft.parties, party: entry}), service, None, desk.now()
    )
    again = begin_from_mail(desk, actor, enter(desk, actor, asal="Yys. Kasih Bunda").mail_id)
    assert isinstance(again, FromMail)
    assert (again.sender.typed["nama"], again.sender.known_id) == ("Yayasan Kasih Bunda", 1)
    request = enter(desk, actor, asal="Bapak Amin", jenis="permohonan", nomor_surat="")
    nobody = begin_from_mail(desk, actor, request.mail_id)
    assert isinstance(nobody, FromMail)
    assert nobody.sender.is_empty


def test_the_draft_is_offered_again_and_the_link_goes_both_ways(desk, actor):
    mail_id = enter(desk, actor).mail_id
    service = desk.catalog.services["lubuklinggau-dtks"]
    draft = replace(fill_draft(service, Crowd(6), desk.now().date()), mail=mail_id)
    draft_id = keep_draft(desk.uow(), actor, draft, None, desk.now())
    kept = begin_from_mail(desk, actor, mail_id)
    assert (kept.id, kept.draft.mail) == (draft_id, mail_id)
    other = colleague(desk, actor, Role.PETUGAS)
    assert isinstance(begin_from_mail(desk, other, mail_id), FromMail)
    assert view_mail(desk.reader(), other, mail_id).drafts == ((actor.name, desk.now(), False),)
    taken = submit(desk.uow(), actor, draft, service, None, desk.now(), draft_id)
    assert submit(desk.uow(), actor, draft, service, None, desk.now()).request_id == taken.request_id
    view = view_mail(desk.reader(), actor, mail_id)
    assert (view.row.receipts, view.drafts) == (taken.receipt, ())
    assert [one.request_id for one in view.requests] == [taken.request_id]
    (told,) = view_request(desk.reader(), actor, taken.request_id).mails
    assert (told.mail_id, told.number) == (mail_id, "001/SM/2026")
    assert told.words == "Yayasan Kasih Bunda, 012/YKB/XI/2026, 20 November 2026"
    with pytest.raises(UserError, match="surat_masuk_sudah_dipakai"):
        cancel_mail(desk.uow(), actor, mail_id, 0, "Salah.", desk.now())


def test_a_cancelled_or_secret_letter_becomes_nothing(desk, actor):
    gone = enter(desk, actor).mail_id
    cancel_mail(desk.uow(), actor, gone, 0, "Salah.", desk.now())
    with pytest.raises(UserError, match="surat_masuk_dibatalkan"):
        begin_from_mail(desk, actor, gone)
    secret = enter(desk, actor, sifat="rahasia").mail_id
    with pytest.raises(UserError, match="surat_masuk_tidak_ditemukan"):
        begin_from_mail(desk, colleague(desk, actor, Role.PETUGAS), secret)
    with pytest.raises(UserError, match="tidak_berwenang"):
        begin_from_mail(desk, colleague(desk, actor, Role.KADIS), secret)


def test_a_draft_of_an_earlier_program_has_no_letter():
    payload = IntakeDraft("lubuklinggau-dtks").payload()
    del payload["mail"]
    assert IntakeDraft.from_payload(payload).mail is None


def test_the_audit_trail_tells_of_it(desk, actor):
    enter(desk, actor)
    head = colleague(desk, actor, Role.KADIS)
    lines = trail(desk.reader(), head, narrowed(month(2026, 11), kind=Kind.MAIL))
    assert [(line.kind, line.what, line.about) for line in lines] == [
        ("Surat masuk, disposisi", "Mencatat surat masuk", "001/SM/2026")
    ]
