"""A PC's clock set back or forward between two starts and while running; no time becomes negative."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import text

from dinsos_desk.catalog.schema import Start, TimeLimit
from dinsos_desk.desk import Desk, Gate
from dinsos_desk.domain.desk_clock import ClockKind, DeskClock
from dinsos_desk.domain.routing import Action, RequestState, Role
from dinsos_desk.domain.working_time import TimeUnit
from dinsos_desk.errors import UserError
from dinsos_desk.paths import DataPaths
from dinsos_desk.sample.fill import Wishes, fill_draft, with_papers
from dinsos_desk.sample.people import Crowd
from dinsos_desk.sample.walk import approve, refuse, standing, take_in
from dinsos_desk.usecases.intake.reopening import reopen
from dinsos_desk.usecases.intake.submit import submit
from dinsos_desk.usecases.requests.clock import keep_clock, set_clock_right
from tests.factories import PASSWORD, cheap_ring, colleague, new_desk

START = datetime(2026, 11, 23, 8, 14)


class Pc:
    """A PC with an office in it; its clock can be set."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.moment, self.ticks = folder, START, 0.0
        new_desk(folder)[0].close()

    def pass_time(self, **span: float) -> None:
        self.moment += timedelta(**span)
        self.ticks += timedelta(**span).total_seconds()

    def open(self):
        clock = DeskClock(lambda: self.moment, lambda: self.ticks)
        return Gate(DataPaths(self.folder), ring_at=cheap_ring, now=clock).open("rani", PASSWORD)


@pytest.fixture
def pc(tmp_path):
    return Pc(tmp_path / "data")


def test_what_was_seen_last_is_kept_and_a_clock_set_back_is_noticed_at_the_next_start(pc):
    desk, _ = pc.open()
    assert desk.clock.news() is None
    pc.pass_time(hours=5)
    assert keep_clock(desk.uow(), desk.clock) == START + timedelta(hours=5)
    desk.close()
    pc.moment = datetime(2010, 1, 1)
    desk, _ = pc.open()
    assert desk.clock.news().kind is ClockKind.BACK
    assert desk.now() == START + timedelta(hours=5)
    pc.pass_time(minutes=9)
    assert desk.now() == START + timedelta(hours=5, minutes=9)
    desk.close()


def test_a_long_absence_is_news_but_the_pc_is_followed(pc):
    desk, _ = pc.open()
    keep_clock(desk.uow(), desk.clock)
    desk.close()
    pc.moment += timedelta(days=400)
    desk, _ = pc.open()
    assert desk.clock.news().kind is ClockKind.AWAY
    assert desk.now() == START + timedelta(days=400)
    desk.close()


def test_who_says_that_the_pc_is_right_is_kept_and_the_next_start_is_quiet(pc):
    desk, actor = pc.open()
    pc.moment += timedelta(days=2000)
    keep_clock(desk.uow(), desk.clock)
    pc.moment -= timedelta(days=2000)
    assert desk.clock.news().kind is ClockKind.BACK
    with pytest.raises(UserError):
        set_clock_right(desk.uow(), colleague(desk, actor, Role.PEMBACA), desk.clock)
    assert set_clock_right(desk.uow(), actor, desk.clock) == START
    assert desk.now() == START
    with desk.reading() as session:
        (step,) = session.execute(text("SELECT seen, taken, user_id FROM clock_step")).all()
        assert step[2] == actor.user_id
    desk.close()
    desk, _ = pc.open()
    assert desk.clock.news() is None
    desk.close()


def test_a_failed_write_leaves_the_clock_as_it_was(pc, monkeypatch):
    desk, actor = pc.open()
    pc.moment += timedelta(days=2000)
    ahead = desk.now()
    pc.moment -= timedelta(days=2000)
    uow = desk.uow()
    monkeypatch.setattr(type(uow), "commit", lambda self: (_ for _ in ()).throw(UserError("disk_penuh")))
    with pytest.raises(UserError):
        set_clock_right(uow, actor, desk.clock)
    assert desk.now() == ahead
    assert desk.clock.news().kind is ClockKind.BACK
    desk.close()


def no_negative_times(desk: Desk) -> None:
    with desk.reading() as session:
        for table, column in (("history", "stage_seconds"), ("request", "paused_seconds")):
            assert session.scalar(text(f"SELECT count(*) FROM {table} WHERE {column} < 0")) == 0
        backwards = text(
            "SELECT count(*) FROM history a JOIN history b ON b.request_id = a.request_id AND b.id > a.id "
            "WHERE b.at < a.at"
        )
        assert session.scalar(backwards) == 0
        ended = text("SELECT count(*) FROM request WHERE finished_at < received_at OR due_at < received_at")
        assert session.scalar(ended) == 0


@pytest.mark.parametrize("set_right", [False, True])
def test_an_application_that_lives_through_a_wrong_clock_has_no_negative_time(pc, set_right):
    desk, actor = pc.open()
    crew = {Role.PETUGAS: actor} | {
        role: colleague(desk, actor, role)
        for role in (Role.OPERATOR, Role.KASI, Role.KABID, Role.SEKRETARIS, Role.KADIS)
    }
    service, crowd = desk.library.catalog.services["lubuklinggau-dtks"], Crowd(7)
    pc.moment += timedelta(days=1500)
    draft = fill_draft(service, crowd, desk.now().date(), Wishes())
    taken = take_in(desk, crew, draft, service, desk.now()).request_id
    pc.moment -= timedelta(days=1500)
    if set_right:
        set_clock_right(desk.uow(), actor, desk.clock)
    for _ in range(20):
        pc.pass_time(minutes=7)
        at = standing(desk, taken, desk.now().date())
        if approve(desk, crew, taken, at, crowd, desk.now()).state is RequestState.DONE:
            break
    no_negative_times(desk)
    desk.close()


def test_papers_asked_for_before_the_clock_was_set_right(pc):
    desk, actor = pc.open()
    crew = {Role.PETUGAS: actor} | {role: colleague(desk, actor, role) for role in (Role.KASI, Role.KABID)}
    service, crowd = desk.library.catalog.services["lubuklinggau-dtks"], Crowd(7)
    pc.moment += timedelta(days=1500)
    draft = fill_draft(service, crowd, desk.now().date(), Wishes())
    taken = take_in(desk, crew, draft, service, desk.now()).request_id
    at = standing(desk, taken, desk.now().date())
    while Action.RETURN not in at.stage.decisions:
        approve(desk, crew, taken, at, crowd, desk.now())
        at = standing(desk, taken, desk.now().date())
    pc.moment -= timedelta(days=1500)
    set_clock_right(desk.uow(), actor, desk.clock)
    refuse(desk, crew, taken, at, Action.RETURN, "Mohon diperiksa.", desk.now())
    no_negative_times(desk)
    desk.close()


@pytest.mark.parametrize(
    ("starts", "amount", "unit", "at_intake", "after_papers"),
    [
        (Start.COMPLETE, 1, TimeUnit.WORKING_HOURS, None, datetime(2026, 11, 27, 8)),
        (Start.COMPLETE, 24, TimeUnit.HOURS, None, datetime(2026, 11, 27, 15, 30)),
        (
            Start.RECEIVED,
            1,
            TimeUnit.WORKING_HOURS,
            datetime(2026, 11, 26, 12, 0),
            datetime(2026, 11, 27, 8),
        ),
        (
            Start.RECEIVED,
            24,
            TimeUnit.HOURS,
            datetime(2026, 11, 27, 11, 0),
            datetime(2026, 11, 27, 15, 30),
        ),
        (
            Start.RECEIVED,
            2,
            TimeUnit.WORKING_DAYS,
            datetime(2026, 11, 30, 16, 0),
            datetime(2026, 11, 30, 16, 0),
        ),
    ],
)
def test_the_clock_starts_at_the_event_the_service_names(
    desk, actor, clock, dtks, starts, amount, unit, at_intake, after_papers
):
    """Taken in on Thursday at 11.00 without the papers, which come at 15.30 of the same day."""
    clock.moment = datetime(2026, 11, 26, 11, 0)
    limit = TimeLimit(amount=amount, unit=unit, starts=starts, text="contoh")
    service = dtks.model_copy(update={"time_limit": limit})
    draft = fill_draft(service, Crowd(1), clock().date(), Wishes(incomplete=True))
    taken = submit(desk.uow(), actor, draft, service, desk.library.regions, clock())
    assert taken.due_at == at_intake
    clock.moment = datetime(2026, 11, 26, 15, 30)
    whole = with_papers(reopen(desk.reader(), taken.request_id, clock()), service, Crowd(1), clock().date())
    sent = submit(desk.uow(), actor, whole, service, desk.library.regions, clock())
    assert sent.due_at == after_papers
