"""What a division may see of another's, and what becomes of the work of somebody who left."""

from dataclasses import replace

import pytest

from dinsos_desk.db.queries.requests.figures import Filter, Visibility, inbox, list_requests
from dinsos_desk.domain.routing import Action, Role
from dinsos_desk.errors import UserError
from dinsos_desk.usecases.actor import Actor
from dinsos_desk.usecases.intake.attachments import Owner, attachments_of
from dinsos_desk.usecases.intake.receipts import missing_papers_letter, receipt
from dinsos_desk.usecases.letters.making import draft_letter, file_letter
from dinsos_desk.usecases.obligations.tickler import NewTickler, add_tickler, tickler_list
from dinsos_desk.usecases.office.users import change_user, users
from dinsos_desk.usecases.requests.lateness import explain_lateness
from dinsos_desk.usecases.requests.view import view_request
from dinsos_desk.usecases.requests.waiting import reminders_of, waiting_list
from dinsos_desk.usecases.review.deciding import Decision, decide
from tests.factories import colleague

HIDDEN = ("permohonan_tidak_ditemukan", "data_tidak_ditemukan", "tidak_berwenang")


@pytest.fixture
def numbered(walker, dtks):
    """An application with a letter, and its stage."""
    taken = walker.take(dtks)
    walker.to(taken.request_id, "penyerahan")
    return taken.request_id


@pytest.fixture
def stranger(desk, actor) -> Actor:
    """A Kasi of a division that has nothing to do with it."""
    return colleague(desk, actor, Role.KASI, "Bidang Lain")


def asked(desk, somebody, request_id):
    """Every use case that shows or changes one application, as this user would ask for it."""
    now, letters = desk.now(), desk.letters
    with desk.reader() as uow:
        row = uow.requests.get(request_id)
        version, stage = row.version, row.stage
        product, letter = next(iter(uow.letters.of_request(request_id).items()))
        letter_id = letter.id
    reminder = NewTickler({"isi": "Kunjungan", "tanggal": f"{now:%d/%m/%Y}"}, request_id)
    decision = Decision(request_id, version, stage, Action.APPROVE)
    owner = Owner(request_id=request_id)
    return {
        "view": lambda: view_request(desk.reader(), somebody, request_id),
        "draft": lambda: draft_letter(desk.reader(), letters, request_id, product, now, somebody),
        "letter": lambda: file_letter(desk.uow(), letters, desk.store, letter_id, somebody),
        "receipt": lambda: receipt(desk.reader(), letters, request_id, now, actor=somebody),
        "missing": lambda: missing_papers_letter(desk.reader(), letters, somebody, request_id, now),
        "decide": lambda: decide(desk.uow(), somebody, decision, now),
        "attachments": lambda: attachments_of(desk.reader(), somebody, owner),
        "reminders": lambda: reminders_of(desk.reader(), somebody, request_id),
        "lateness": lambda: explain_lateness(desk.uow(), somebody, request_id, "Menunggu data", now),
        "tickler": lambda: add_tickler(desk.uow(), somebody, reminder, now),
    }


def refused(work) -> bool:
    try:
        work()
    except UserError as error:
        return error.code in HIDDEN
    return False


def test_another_division_sees_and_changes_nothing(desk, stranger, numbered):
    row = view_division(desk, numbered)
    assert row not in ("", stranger.division)
    open_to = [name for name, work in asked(desk, stranger, numbered).items() if not refused(work)]
    assert open_to == []
    sees = Visibility(stranger.roles, stranger.division)
    now = desk.now()
    assert desk.ask(lambda s: list_requests(s, Filter(), sees, now)) == ()
    assert desk.ask(lambda s: inbox(s, stranger.roles, stranger.division, now)) == ()
    assert waiting_list(desk.reader(), stranger, now).rows == ()
    listed = tickler_list(desk.reader(), stranger, now.date())
    assert listed.rows == ()


def view_division(desk, request_id):
    with desk.reader() as uow:
        return uow.requests.get(request_id).division


def test_its_own_division_and_who_wears_a_second_hat_see_it(desk, actor, numbered):
    division = view_division(desk, numbered)
    own = colleague(desk, actor, Role.KABID, division)
    both = replace(own, division="Bidang Lain", roles=frozenset({Role.KASI, Role.PETUGAS}))
    reader = colleague(desk, actor, Role.PEMBACA)
    for somebody in (own, both, reader):
        for name in ("view", "draft", "letter", "receipt", "attachments"):
            asked(desk, somebody, numbered)[name]()


def test_who_only_reads_decides_nothing(desk, actor, numbered):
    for role in (Role.PEMBACA, Role.ADMIN):
        somebody = colleague(desk, actor, role)
        for name in ("decide", "lateness", "tickler"):
            assert refused(asked(desk, somebody, numbered)[name]), (role, name)


def test_the_open_work_of_somebody_who_left_stays_with_their_role(desk, actor, walker, crew, dtks, clock):
    taken = walker.take(dtks)
    with desk.reader() as uow:
        hat = Role(uow.requests.get(taken.request_id).stage_role)
    former = crew[hat]
    row = next(user for user in users(desk.reader()) if user.id == former.user_id)
    follower = colleague(desk, actor, Role.KADIS, "dua")
    follower = replace(follower, roles=former.roles, division=former.division)
    change_user(desk.uow(), actor, desk.ring, desk.key, replace(row, active=False))
    with pytest.raises(UserError, match="sandi_salah"):
        desk.ring.open(former.login, "kopi-pagi-loket-3", clock())
    waiting = desk.ask(lambda s: inbox(s, follower.roles, follower.division, desk.now()))
    assert taken.request_id in [one.id for one in waiting]
    known = next(user for user in users(desk.reader()) if user.id == former.user_id)
    assert not known.active
