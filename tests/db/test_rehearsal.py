"""A rehearsal says what an application would do and leaves nothing behind."""

import pytest
from sqlalchemy import text

from dinsos_desk.desk import Desk
from dinsos_desk.domain.routing import Role
from dinsos_desk.errors import InvalidInput
from dinsos_desk.sample.fill import Wishes, fill_draft
from dinsos_desk.sample.people import Crowd
from dinsos_desk.usecases.actor import Actor
from dinsos_desk.usecases.intake.drafts import IntakeDraft
from dinsos_desk.usecases.intake.submit import submit
from dinsos_desk.usecases.services.rehearsal import Trial, rehearse


def rows(desk: Desk) -> dict[str, list[tuple[object, ...]]]:
    """Everything in the database."""
    with desk.reading() as session:
        names = session.execute(text("SELECT name FROM sqlite_master WHERE type = 'table'")).scalars()
        return {
            name: [tuple(row) for row in session.execute(text(f'SELECT * FROM "{name}"'))] for name in names
        }


def tried(desk: Desk, actor: Actor, code: str, wishes: Wishes) -> Trial:
    service, now = desk.catalog.services[code], desk.now()
    draft = fill_draft(service, Crowd(4), now.date(), wishes)
    return rehearse(desk.uow(), desk.letters, actor, draft, service, None, now)


def test_nothing_stays_of_any_service(desk: Desk, actor: Actor) -> None:
    before = rows(desk)
    for code in desk.catalog.services:
        trial = tried(desk, actor, code, Wishes())
        assert not trial.result.missing
        assert all(letter.file is not None and letter.fault is None for letter in trial.letters), code
    assert rows(desk) == before


def test_it_says_what_saving_would_say(desk: Desk, actor: Actor) -> None:
    code, now = "lubuklinggau-dtks", desk.now()
    service = desk.catalog.services[code]
    draft = fill_draft(service, Crowd(4), now.date(), Wishes(incomplete=True))
    trial = rehearse(desk.uow(), desk.letters, actor, draft, service, None, now)
    saved = submit(desk.uow(), actor, draft, service, None, now)
    assert trial.result.missing == saved.missing
    assert (trial.result.receipt, trial.result.stage_name) == (saved.receipt, saved.stage_name)
    assert trial.result.due_at == saved.due_at


def test_an_administrator_without_a_desk_may_rehearse_and_faults_are_said(desk: Desk, actor: Actor) -> None:
    admin = Actor(actor.user_id, "a", "A", "Administrator", frozenset({Role.ADMIN}))
    assert tried(desk, admin, "lubuklinggau-dtks", Wishes()).letters
    service = desk.catalog.services["lubuklinggau-dtks"]
    with pytest.raises(InvalidInput):
        rehearse(desk.uow(), desk.letters, admin, IntakeDraft(service.code), service, None, desk.now())
