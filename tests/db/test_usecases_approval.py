"""Exceptions that somebody else approves at the desk: made with a password, verified when sending."""

import json
from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import text

from dinsos_desk.domain.routing import Role
from dinsos_desk.errors import InvalidInput, UserError
from dinsos_desk.sample.fill import Wishes, fill_draft, with_papers
from dinsos_desk.sample.people import Crowd
from dinsos_desk.usecases.intake.approval import Wanted, approve_override, approvers
from dinsos_desk.usecases.intake.drafts import IntakeDraft, drafts_of, keep_draft
from dinsos_desk.usecases.intake.reopening import reopen
from dinsos_desk.usecases.intake.submit import submit
from dinsos_desk.usecases.office.users import UserData, change_user, users
from dinsos_desk.usecases.requests.view import view_request
from tests.factories import PASSWORD, colleague

RULE = "sudah_terdaftar"
WHY = "Perintah tertulis Kepala Bidang."
NOT_YET = {"jenis_permohonan": "surat_keterangan", "status_terdaftar": "belum"}


@pytest.fixture
def draft(clock, dtks):
    return fill_draft(dtks, Crowd(1), clock().date(), Wishes(answers=NOT_YET))


@pytest.fixture
def rule(dtks):
    return next(rule for rule in dtks.rules if rule.code == RULE)


@pytest.fixture
def approve(desk, crew, clock, dtks, rule, draft):
    def ask(login="kabid", password=PASSWORD, reason=WHY, **changes):
        wanted = replace(Wanted(draft, dtks, rule, reason), **changes)
        return approve_override(desk.reader(), desk.ring, login, password, wanted, clock())

    return ask


@pytest.fixture
def send(desk, actor, clock, dtks):
    def sending(draft):
        key = desk.key.approval_key()
        return submit(desk.uow(), actor, draft, dtks, desk.library.regions, clock(), approval_key=key)

    return sending


def granted(draft, grant, reason=None):
    overrides = {RULE: grant.reason if reason is None else reason}
    return replace(draft, overrides=overrides, grants={RULE: grant})


def refused(send, draft):
    with pytest.raises(InvalidInput) as error:
        send(draft)
    return [(fault.code, fault.place) for fault in error.value.faults]


VOID = [("persetujuan_tidak_berlaku", f"aturan.{RULE}")]


def test_an_approved_exception_is_sent_by_a_plain_petugas_and_the_history_says_whose_it_is(
    desk, actor, crew, clock, draft, approve, send
):
    grant = approve(reason=f"  {WHY} ")
    assert (grant.user_id, grant.reason, grant.rule) == (crew[Role.KABID].user_id, WHY, RULE)
    clock.forward(minutes=3)
    taken = send(granted(draft, grant))
    view = view_request(desk.reader(), actor, taken.request_id)
    (step,) = view.history
    (line,) = step.records
    assert step.who == actor.name
    assert line.label.startswith("Pengecualian “Surat keterangan terdaftar diberikan")
    assert line.label.endswith("didaftarkan lebih dahulu” disetujui oleh Contoh Kabid (Kabid)")
    assert line.text == WHY
    assert [rule.override for rule in view.rules if rule.override] == [WHY]
    with desk.reading() as session:
        (kept,) = json.loads(session.scalar(text("SELECT records FROM history")))["_pengecualian"]
    assert kept == {
        "aturan": RULE,
        "alasan": WHY,
        "oleh": crew[Role.KABID].user_id,
        "pada": "2026-11-23T08:14:00",
    }


def test_who_may_do_so_themselves_stands_in_the_history_too(desk, actor, clock, dtks, draft):
    kabid = replace(actor, roles=actor.roles | {Role.KABID})
    taken = submit(desk.uow(), kabid, replace(draft, overrides={RULE: WHY}), dtks, None, clock())
    (line,) = view_request(desk.reader(), actor, taken.request_id).history[0].records
    assert line.label.endswith(f"disetujui oleh {actor.name} ({actor.post})")


def test_an_exception_is_written_down_once(desk, actor, clock, dtks, draft, approve, send):
    lacking = Wishes(answers=NOT_YET, incomplete=True)
    papers = fill_draft(dtks, Crowd(1), clock().date(), lacking).papers
    taken = send(granted(replace(draft, papers=papers), approve()))
    again = with_papers(reopen(desk.reader(), taken.request_id, clock()), dtks, Crowd(1), clock().date())
    assert not again.grants
    send(again)
    steps = view_request(desk.reader(), actor, taken.request_id).history
    assert [len(step.records) for step in steps] == [1, 0]


def test_the_reason_is_what_was_approved(draft, approve, send):
    assert refused(send, granted(draft, approve(), "Alasan lain.")) == VOID
    grant = replace(approve(), reason="Alasan lain.")
    assert refused(send, granted(draft, grant)) == VOID


def test_a_forged_approval_is_refused(crew, draft, approve, send):
    grant = approve()
    for forged in (
        replace(grant, user_id=crew[Role.KADIS].user_id),
        replace(grant, at="2026-11-23T09:00:00"),
        replace(grant, seal=""),
        replace(grant, seal="é" * 64),
        replace(grant, rule="satu_keluarga"),
    ):
        assert refused(send, granted(draft, forged)) == VOID
    assert refused(send, replace(draft, overrides={RULE: WHY})) == [
        ("pengecualian_tidak_berwenang", f"aturan.{RULE}")
    ]


def test_an_approval_holds_for_one_draft_and_one_service(clock, dtks, draft, approve, send):
    assert refused(send, granted(replace(draft, nonce="lain"), approve())) == VOID
    other = dtks.model_copy(update={"code": "lain"})
    assert refused(send, granted(draft, approve(service=other))) == VOID


def test_an_approval_is_for_those_people(draft, dtks, approve, send):
    grant = approve()
    entry = draft.parties[dtks.applicant]

    def typed(**changes):
        other = replace(entry, typed={**entry.typed, **changes})
        return granted(replace(draft, parties={**draft.parties, dtks.applicant: other}), grant)

    another = fill_draft(dtks, Crowd(2), date(2026, 11, 23)).parties[dtks.applicant].typed["nik"]
    assert another != entry.typed["nik"]
    assert VOID[0] in refused(send, typed(nik=another))
    assert send(typed(nama="Nama Yang Dibetulkan")).receipt


def test_an_approval_is_for_the_answers_the_rule_looks_at(draft, approve, send):
    grant = approve()

    def answered(**changes):
        return granted(replace(draft, answers={**draft.answers, **changes}), grant)

    assert refused(send, answered(status_terdaftar="diusulkan")) == VOID
    assert send(answered(desil="3")).receipt


def test_without_the_key_nothing_is_believed(desk, actor, clock, dtks, draft, approve):
    def send(draft):
        return submit(desk.uow(), actor, draft, dtks, None, clock())

    assert refused(send, granted(draft, approve())) == VOID


def test_whoever_approved_must_still_be_there_and_have_the_role(desk, actor, crew, draft, approve, send):
    grant = approve()
    boss = next(user for user in users(desk.reader()) if user.login == "kabid")

    def change(data):
        change_user(desk.uow(), actor, desk.ring, desk.key, data)

    change(replace(boss, roles=frozenset({Role.KASI})))
    assert refused(send, granted(draft, grant)) == VOID
    change(boss)
    change(replace(boss, active=False))
    assert refused(send, granted(draft, grant)) == VOID
    with pytest.raises(UserError, match="sandi_salah"):
        approve()


def test_only_the_role_the_rule_names_and_only_with_the_password(approve):
    with pytest.raises(UserError, match="bukan_pemberi_pengecualian"):
        approve("kasi")
    for login, password in (("kabid", "bukan-ini-sandinya"), ("tidakada", PASSWORD)):
        with pytest.raises(UserError, match="sandi_salah"):
            approve(login, password)
    for reason, code in ((" \n ", "alasan_wajib"), ("a" * 1001, "teks_terlalu_panjang")):
        with pytest.raises(InvalidInput) as error:
            approve(reason=reason)
        assert [(fault.code, fault.place) for fault in error.value.faults] == [(code, "alasan")]


def test_a_rule_nobody_may_pass_over_stays(approve, rule):
    with pytest.raises(UserError, match="bukan_pemberi_pengecualian"):
        approve(rule=rule.model_copy(update={"override_roles": ()}))


def test_those_who_may_are_the_active_ones_of_the_role_and_the_division(desk, actor, crew, dtks, rule):
    boss = next(user for user in users(desk.reader()) if user.login == "kabid")
    other = colleague(desk, actor, Role.KABID, "Rehabilitasi")
    mine = dtks.model_copy(update={"division": "Linjamsos"})
    assert other.division != mine.division
    assert [user.login for user in approvers(desk.reader(), mine, rule)] == ["kabid"]
    change_user(desk.uow(), actor, desk.ring, desk.key, replace(boss, active=False))
    assert approvers(desk.reader(), mine, rule) == ()


def test_it_lies_in_the_draft_and_nothing_of_the_password_does(desk, actor, clock, draft, approve, send):
    given = granted(draft, approve())
    keep_draft(desk.uow(), actor, given, None, clock())
    (kept,) = drafts_of(desk.reader(), actor)
    assert kept.draft == given
    assert PASSWORD not in json.dumps(given.payload())
    assert send(kept.draft).receipt
    old = IntakeDraft("x").payload()
    del old["grants"]
    assert IntakeDraft.from_payload(old).grants == {}


def test_a_reason_for_a_rule_that_is_not_in_the_way_counts_for_nothing(desk, actor, clock, dtks, send):
    """Else it would wait there until the rule bars, and pass for an exception made before."""
    fixed = {"jenis_permohonan": "surat_keterangan", "status_terdaftar": "terdaftar"}
    whole = fill_draft(dtks, Crowd(1), clock().date(), Wishes(answers=fixed, incomplete=True))
    taken = send(replace(whole, overrides={RULE: WHY}))
    again = reopen(desk.reader(), taken.request_id, clock())
    assert again.overrides == {}
    barred = replace(again, answers={**again.answers, **NOT_YET}, overrides={RULE: WHY})
    assert refused(send, barred) == [("pengecualian_tidak_berwenang", f"aturan.{RULE}")]


def test_the_user_data_of_a_boss_without_a_post(desk, actor, clock, dtks, draft, approve, send):
    boss = next(user for user in users(desk.reader()) if user.login == "kabid")
    change_user(desk.uow(), actor, desk.ring, desk.key, replace(boss, post=""))
    taken = send(granted(draft, approve()))
    (line,) = view_request(desk.reader(), actor, taken.request_id).history[0].records
    assert line.label.endswith("disetujui oleh Contoh Kabid")
    assert isinstance(boss, UserData)
