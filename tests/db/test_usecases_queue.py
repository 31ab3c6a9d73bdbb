"""The queue of the day: numbers, order, calls at several counters at once, the next day, a wrong clock."""

import subprocess
import sys
import threading
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from dinsos_desk.db.queries.queue.day import board, calls, leftovers, ticket_row, waiting_count
from dinsos_desk.domain.front_desk import FrontDesk, QueueLine
from dinsos_desk.domain.queue import AT_COUNTER, BACK_PLACES, TicketState
from dinsos_desk.domain.routing import Role
from dinsos_desk.errors import Conflict, UserError
from dinsos_desk.sample.fill import fill_draft
from dinsos_desk.sample.people import Crowd
from dinsos_desk.usecases.intake.submit import submit
from dinsos_desk.usecases.office import counters
from dinsos_desk.usecases.office.counters import CounterChoice
from dinsos_desk.usecases.office.front_desk import change_front_desk
from dinsos_desk.usecases.queue import tickets as queue
from tests.factories import colleague

LINES = (QueueLine(letter="A", name="Pelayanan umum"), QueueLine(letter="B", name="Jaminan sosial"))


@pytest.fixture
def queued(desk, actor):
    change_front_desk(desk.uow(), actor, FrontDesk(queue=True, queue_lines=LINES))
    return desk


@pytest.fixture
def second(desk, actor):
    """Another petugas, at the other counter."""
    other = colleague(desk, actor, Role.PETUGAS)
    counters.keep_counter_choice(desk.uow(), other, CounterChoice("Loket 2"))
    return other


def ticket_of(desk, request_id):
    """The ticket under which an application was taken; None without one."""
    with desk.reader() as uow:
        known = uow.queue.ticket_of(request_id)
        return ticket_row(uow.session, known.id) if known is not None else None


def take(desk, actor, line="A", priority=False):
    return queue.take_ticket(desk.uow(), actor, line, priority, desk.now()).ticket


def call(desk, actor):
    return queue.call_next(desk.uow(), actor, desk.now())


def standing(desk, day=None):
    return desk.ask(lambda session: board(session, day or desk.now().date()))


def order(desk):
    return [ticket.label for ticket in standing(desk).waiting]


def test_numbers_count_up_in_each_line_and_say_how_many_wait(queued, actor):
    taken = [queue.take_ticket(queued.uow(), actor, line, False, queued.now()) for line in "AABAB"]
    assert [one.ticket.label for one in taken] == ["A001", "A002", "B001", "A003", "B002"]
    assert [one.ahead for one in taken] == [0, 1, 0, 2, 1]
    assert order(queued) == ["A001", "A002", "B001", "A003", "B002"]
    assert queued.ask(lambda session: waiting_count(session, queued.now().date())) == 5


def test_priority_goes_before_the_others_and_after_earlier_priority(queued, actor):
    for priority in (False, False, True, True, False):
        take(queued, actor, priority=priority)
    assert order(queued) == ["A003", "A004", "A001", "A002", "A005"]
    ahead = queue.take_ticket(queued.uow(), actor, "A", True, queued.now()).ahead
    assert ahead == 2


def test_a_call_takes_the_first_and_the_next_call_ends_its_service(queued, actor, clock):
    take(queued, actor)
    take(queued, actor)
    clock.forward(minutes=7)
    first = call(queued, actor)
    assert (first.label, first.state, first.counter, first.calls) == (
        "A001",
        TicketState.CALLED,
        "Loket 1",
        1,
    )
    assert first.called_at - first.taken_at == timedelta(minutes=7)
    with pytest.raises(UserError, match="antrean_masih_memanggil"):
        call(queued, actor)
    clock.forward(minutes=1)
    queue.serve(queued.uow(), actor, first.id, clock())
    clock.forward(minutes=10)
    assert call(queued, actor).label == "A002"
    counts = standing(queued).counts
    assert counts == {TicketState.DONE: 1, TicketState.CALLED: 1}
    with queued.reader() as uow:
        done = uow.queue.get(first.id)
        assert done.finished_at - done.served_at == timedelta(minutes=10)


def test_nobody_waits(queued, actor, clock):
    assert call(queued, actor) is None
    served = take(queued, actor)
    call(queued, actor)
    queue.serve(queued.uow(), actor, served.id, clock())
    assert call(queued, actor) is None
    assert standing(queued).mine(actor.user_id) is None


def test_a_counter_may_call_from_some_lines_only(queued, actor):
    counters.keep_counter_choice(queued.uow(), actor, CounterChoice("Loket 7", ("B", "Z")))
    take(queued, actor, "A")
    take(queued, actor, "B")
    called = call(queued, actor)
    assert (called.label, called.counter) == ("B001", "Loket 7")
    assert counters.counter_choice(queued.reader(), actor) == CounterChoice("Loket 7", ("B", "Z"))


@pytest.mark.parametrize("typed", ["", "   ", "Loket  9 ", "Meja penerimaan yang sangat panjang"])
def test_the_name_of_a_counter_fits_the_screen(queued, actor, typed):
    kept = counters.keep_counter_choice(queued.uow(), actor, CounterChoice(typed))
    assert 0 < len(kept.counter) <= 20
    assert "  " not in kept.counter
    assert counters.counter_choice(queued.reader(), actor) == kept


def test_who_did_not_come_goes_back_some_places(queued, actor):
    for _ in range(6):
        take(queued, actor)
    take(queued, actor, "B")
    called = call(queued, actor)
    queue.put_back(queued.uow(), actor, called.id, queued.now())
    assert order(queued) == ["A002", "A003", "A004", "A001", "A005", "A006", "B001"]
    assert order(queued).index("A001") == BACK_PLACES


def test_with_few_behind_one_goes_to_the_end(queued, actor):
    take(queued, actor)
    take(queued, actor)
    called = call(queued, actor)
    queue.put_back(queued.uow(), actor, called.id, queued.now())
    assert order(queued) == ["A002", "A001"]
    again = call(queued, actor)
    assert again.label == "A002"


def test_a_priority_ticket_that_went_back_is_not_called_at_once_again(queued, actor):
    for priority in (True, False, False, False, False):
        take(queued, actor, priority=priority)
    called = call(queued, actor)
    assert called.label == "A001"
    queue.put_back(queued.uow(), actor, called.id, queued.now())
    assert order(queued) == ["A002", "A003", "A004", "A001", "A005"]
    take(queued, actor, priority=True)
    assert order(queued) == ["A006", "A002", "A003", "A004", "A001", "A005"]


def test_absent_and_called_by_number_later(queued, actor, clock):
    take(queued, actor)
    called = call(queued, actor)
    waited = called.called_at
    queue.mark_absent(queued.uow(), actor, called.id)
    assert [ticket.label for ticket in standing(queued).aside] == ["A001"]
    assert call(queued, actor) is None
    clock.forward(minutes=20)
    again = queue.recall(queued.uow(), actor, called.id, clock())
    assert (again.state, again.calls) == (TicketState.CALLED, 2)
    assert again.called_at == waited, "how long one waited is counted to the first call"
    assert again.announced_at == clock()


def test_calling_again_only_counts_and_announces(queued, actor, clock):
    take(queued, actor)
    first = call(queued, actor)
    clock.forward(minutes=1)
    again = queue.call_again(queued.uow(), actor, first.id, clock())
    assert (again.calls, again.called_at, again.announced_at) == (2, first.called_at, clock())


def test_who_went_away_may_wait_again(queued, actor):
    ticket = take(queued, actor)
    take(queued, actor)
    queue.cancel_ticket(queued.uow(), actor, ticket.id)
    assert order(queued) == ["A002"]
    queue.restore_ticket(queued.uow(), actor, ticket.id, queued.now())
    assert order(queued) == ["A001", "A002"]


def test_finishing_by_mistake_is_taken_back(queued, actor, clock):
    take(queued, actor)
    called = call(queued, actor)
    queue.serve(queued.uow(), actor, called.id, clock())
    clock.forward(minutes=3)
    queue.finish(queued.uow(), actor, called.id, clock())
    back = queue.resume(queued.uow(), actor, called.id, clock())
    assert (back.state, back.finished_at) == (TicketState.SERVED, None)
    queue.finish(queued.uow(), actor, called.id, clock())
    take(queued, actor)
    call(queued, actor)
    with pytest.raises(UserError, match="antrean_masih_memanggil"):
        queue.resume(queued.uow(), actor, called.id, clock())


def test_only_asked_something(queued, actor, clock):
    take(queued, actor)
    called = call(queued, actor)
    clock.forward(seconds=40)
    done = queue.finish(queued.uow(), actor, called.id, clock())
    assert (done.state, done.served_at, done.finished_at) == (TicketState.DONE, clock(), clock())
    assert done.requests == 0


def test_another_counter_cannot_touch_what_it_did_not_call(queued, actor, second):
    take(queued, actor)
    called = call(queued, actor)
    for work in (queue.serve, queue.finish, queue.put_back, queue.call_again):
        with pytest.raises(Conflict, match="antrean_berubah"):
            work(queued.uow(), second, called.id, queued.now())
    with pytest.raises(Conflict, match="antrean_berubah"):
        queue.mark_absent(queued.uow(), second, called.id)
    with pytest.raises(Conflict, match="antrean_berubah"):
        queue.recall(queued.uow(), second, called.id, queued.now())
    assert standing(queued).mine(actor.user_id).id == called.id


def test_the_screen_shows_the_latest_call_first(queued, actor, second, clock):
    for _ in range(2):
        take(queued, actor)
    call(queued, actor)
    clock.forward(minutes=1)
    call(queued, second)
    shown = queued.ask(lambda session: calls(session, clock().date()))
    assert [(ticket.label, ticket.counter) for ticket in shown] == [("A002", "Loket 2"), ("A001", "Loket 1")]
    clock.forward(minutes=1)
    queue.call_again(queued.uow(), actor, shown[1].id, clock())
    shown = queued.ask(lambda session: calls(session, clock().date()))
    assert [ticket.label for ticket in shown] == ["A001", "A002"]


def test_the_next_day_begins_at_one_and_ends_what_was_left(queued, actor, second, clock):
    waiting, absent, served = (take(queued, actor) for _ in range(3))
    first = call(queued, actor)
    queue.serve(queued.uow(), actor, first.id, clock())
    call(queued, second)
    yesterday = clock().date()
    clock.forward(days=1)
    assert queued.ask(lambda session: leftovers(session, clock().date()))
    fresh = take(queued, actor)
    assert fresh.label == "A001"
    assert fresh.day != yesterday
    assert not queued.ask(lambda session: leftovers(session, clock().date()))
    before = standing(queued, yesterday)
    assert before.counts == {TicketState.DONE: 1, TicketState.ABSENT: 1, TicketState.UNREACHED: 1}
    with queued.reader() as uow:
        assert uow.queue.get(waiting.id).finished_at is None, "nobody said when it was over"
    for ticket in (absent, served):
        with pytest.raises(UserError):
            queue.recall(queued.uow(), actor, ticket.id, clock())
        with pytest.raises(UserError):
            queue.restore_ticket(queued.uow(), actor, ticket.id, clock())


def test_the_first_call_and_the_first_sight_of_a_day_end_the_day_before(queued, actor, clock):
    take(queued, actor)
    clock.forward(days=1)
    assert call(queued, actor) is None
    assert not queued.ask(lambda session: leftovers(session, clock().date()))
    take(queued, actor)
    clock.forward(days=3)
    assert queue.close_former_days(queued.uow(), clock()) == 1
    assert queue.close_former_days(queued.uow(), clock()) == 0


def test_a_clock_set_back_gives_no_number_twice_and_no_negative_time(queued, actor, clock):
    take(queued, actor)
    late = take(queued, actor)
    clock.forward(hours=-2)
    called = call(queued, actor)
    clock.forward(minutes=-30)
    queue.serve(queued.uow(), actor, called.id, clock())
    clock.forward(minutes=-30)
    done = queue.finish(queued.uow(), actor, called.id, clock())
    assert done.taken_at <= done.called_at <= done.served_at <= done.finished_at
    clock.forward(days=-1)
    assert take(queued, actor).label == "A001"
    clock.forward(days=1)
    assert take(queued, actor).label == "A003"
    assert late.number == 2


def test_a_clock_that_ran_ahead_for_a_moment_loses_nobody(queued, actor, clock):
    waiting, called = take(queued, actor), take(queued, actor, priority=True)
    call(queued, actor)
    clock.forward(days=2)
    queue.close_former_days(queued.uow(), clock())
    clock.forward(days=-2)
    assert {ticket.id for ticket in standing(queued).aside} == {waiting.id, called.id}
    back = queue.restore_ticket(queued.uow(), actor, waiting.id, clock())
    assert back.state is TicketState.WAITING
    assert queue.recall(queued.uow(), actor, called.id, clock()).state is TicketState.CALLED


def test_times_out_of_order_are_refused_by_the_table(queued, actor):
    take(queued, actor)
    called = call(queued, actor)
    with queued.uow() as uow, pytest.raises(DBAPIError, match="times_in_order"):
        uow.session.execute(
            text("UPDATE queue_ticket SET called_at = '2020-01-01 00:00:00.000000' WHERE id = :id"),
            {"id": called.id},
        )


def test_where_no_numbers_are_given_none_are(desk, actor, queued):
    with pytest.raises(UserError, match="lajur_tidak_dikenal"):
        take(queued, actor, "Z")
    assert counters.queue_is_on(desk.reader())
    change_front_desk(desk.uow(), actor, FrontDesk())
    assert not counters.queue_is_on(desk.reader())
    with pytest.raises(UserError, match="antrean_tidak_dipakai"):
        take(desk, actor)
    with pytest.raises(UserError, match="antrean_tidak_dipakai"):
        call(desk, actor)


def test_only_a_petugas_gives_and_calls(queued, actor):
    reader = colleague(queued, actor, Role.PEMBACA)
    for work in (lambda: take(queued, reader), lambda: call(queued, reader)):
        with pytest.raises(UserError, match="tidak_berwenang"):
            work()


def test_an_application_remembers_its_ticket_and_ends_the_service(queued, actor, dtks, clock):
    take(queued, actor)
    called = call(queued, actor)
    queue.serve(queued.uow(), actor, called.id, clock())
    clock.forward(minutes=9)
    draft = replace(fill_draft(dtks, Crowd(3), clock().date()), ticket=called.id)
    saved = submit(queued.uow(), actor, draft, dtks, None, clock())
    again = submit(queued.uow(), actor, draft, dtks, None, clock())
    assert again.request_id == saved.request_id
    ticket = ticket_of(queued, saved.request_id)
    assert (ticket.id, ticket.state, ticket.requests) == (called.id, TicketState.DONE, 1)
    assert ticket.finished_at - ticket.served_at == timedelta(minutes=9)
    clock.forward(minutes=30)
    other = replace(fill_draft(dtks, Crowd(4), clock().date()), linked_from=saved.request_id)
    second = submit(queued.uow(), actor, other, dtks, None, clock())
    with queued.reader() as uow:
        assert queue.ticket_words(uow, second.request_id) == "A001, menunggu 0 menit sampai dipanggil"
    follower = ticket_of(queued, second.request_id)
    assert (follower.id, follower.requests, follower.finished_at) == (called.id, 2, ticket.finished_at)


def test_a_draft_of_a_ticket_is_saved_the_next_day_all_the_same(queued, actor, dtks, clock):
    take(queued, actor)
    called = call(queued, actor)
    queue.serve(queued.uow(), actor, called.id, clock())
    clock.forward(days=1)
    queue.close_former_days(queued.uow(), clock())
    draft = replace(fill_draft(dtks, Crowd(3), clock().date()), ticket=called.id)
    saved = submit(queued.uow(), actor, draft, dtks, None, clock())
    ticket = ticket_of(queued, saved.request_id)
    assert (ticket.id, ticket.finished_at) == (called.id, None)


def test_a_ticket_that_is_nowhere_keeps_no_application_from_being_saved(queued, actor, dtks, clock):
    draft = replace(fill_draft(dtks, Crowd(3), clock().date()), ticket=4711)
    saved = submit(queued.uow(), actor, draft, dtks, None, clock())
    assert ticket_of(queued, saved.request_id) is None


STEPS = st.lists(
    st.sampled_from(["ambil", "prioritas", "panggil", "layani", "mundur", "absen", "usai"]), max_size=40
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
def test_whatever_happens_every_ticket_is_somewhere_and_times_are_in_order(queued, actor, clock, steps):
    clock.forward(days=1)
    taken = 0
    for step in steps:
        clock.forward(minutes=2)
        mine = standing(queued).mine(actor.user_id)
        if step in ("ambil", "prioritas"):
            take(queued, actor, priority=step == "prioritas")
            taken += 1
        elif step == "panggil" and (mine is None or mine.state is TicketState.SERVED):
            call(queued, actor)
        elif mine is not None and mine.state is TicketState.CALLED and step != "panggil":
            work = {"layani": queue.serve, "mundur": queue.put_back, "usai": queue.finish}.get(step)
            if work is None:
                queue.mark_absent(queued.uow(), actor, mine.id)
            else:
                work(queued.uow(), actor, mine.id, clock())
    now = standing(queued)
    assert now.taken == taken
    assert len(now.at_counters) <= 1
    labels = [ticket.label for ticket in (*now.waiting, *now.at_counters, *now.aside)]
    assert len(set(labels)) == len(labels)
    assert len(labels) + now.counts.get(TicketState.DONE, 0) == taken
    assert now.waiting == tuple(sorted(now.waiting, key=lambda t: order(queued).index(t.label)))


def test_two_windows_never_call_the_same_ticket(queued, actor, second, tmp_path):
    """Two threads with connections of their own call at once, many times."""
    for _ in range(40):
        take(queued, actor)
    called, begin = {actor.user_id: [], second.user_id: []}, threading.Barrier(2)
    failures = []

    def work(who):
        begin.wait()
        try:
            while (ticket := call(queued, who)) is not None:
                called[who.user_id].append(ticket.label)
                queue.serve(queued.uow(), who, ticket.id, queued.now())
        except Exception as error:
            failures.append(error)

    threads = [threading.Thread(target=work, args=(who,)) for who in (actor, second)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not failures
    labels = [label for each in called.values() for label in each]
    assert sorted(labels) == [f"A{number:03d}" for number in range(1, 41)]
    for each in called.values():
        assert each == sorted(each)


PROCESS = """
import sys
from datetime import datetime
from pathlib import Path
from dinsos_desk.db.engine import open_database, sessions
from dinsos_desk.db.unit_of_work import UnitOfWork
from dinsos_desk.domain.routing import Role
from dinsos_desk.usecases.office import counters
from dinsos_desk.usecases.queue import tickets as queue
from dinsos_desk.usecases.actor import Actor

path, key, user, now = Path(sys.argv[1]), bytes.fromhex(sys.argv[2]), int(sys.argv[3]), sys.argv[4]
_, write = sessions(open_database(path, key))
actor = Actor(user, "x", "x", "", frozenset({Role.PETUGAS}))
print("siap", flush=True)
sys.stdin.readline()
moment = datetime.fromisoformat(now)
for _ in range(15):
    queue.take_ticket(UnitOfWork(write), actor, "A", False, moment)
    ticket = queue.call_next(UnitOfWork(write), actor, moment)
    if ticket is not None:
        print(ticket.label, flush=True)
        queue.serve(UnitOfWork(write), actor, ticket.id, moment)
"""


def test_two_processes_give_and_call_different_numbers(queued, actor, second):
    path, key = str(queued.paths.database), queued.key.database_key().hex()
    started = [
        subprocess.Popen(
            [sys.executable, "-c", PROCESS, path, key, str(who.user_id), queued.now().isoformat()],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for who in (actor, second)
    ]
    for process in started:
        assert process.stdout.readline().strip() == "siap"
    for process in started:
        process.stdin.write("\n")
        process.stdin.flush()
    said = [process.communicate(timeout=120)[0].split() for process in started]
    assert [process.returncode for process in started] == [0, 0]
    labels = [label for each in said for label in each]
    assert len(labels) == len(set(labels)) == 30
    now = standing(queued)
    assert now.taken == 30
    assert {TicketState.DONE, *AT_COUNTER} >= set(now.counts)


def test_the_day_of_a_ticket_is_the_day_it_was_taken(queued, actor, clock):
    clock.moment = datetime(2026, 12, 31, 23, 59, 50)
    old = take(queued, actor)
    clock.forward(seconds=20)
    assert (take(queued, actor).number, old.number) == (1, 1)
