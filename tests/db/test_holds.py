"""Who has a case open: a mark with a time-out that binds nobody."""

import multiprocessing

from sqlalchemy import text

from dinsos_desk.db.engine import open_database, sessions
from dinsos_desk.db.unit_of_work import UnitOfWork
from dinsos_desk.domain.routing import Action, Role
from dinsos_desk.errors import Conflict
from dinsos_desk.usecases.review.deciding import Decision, decide
from dinsos_desk.usecases.review.holds import held, hold, release
from tests.factories import StandingClock


def test_others_see_who_has_it_open_until_it_is_left(desk, crew, walker, clock, stranded):
    one, two = walker.take(stranded).request_id, walker.take(stranded).request_id
    kasi, operator = crew[Role.KASI], crew[Role.OPERATOR]
    assert hold(desk.uow(), kasi, one, clock()) is None
    clock.forward(minutes=2)
    seen = held(desk.reader(), operator, [one, two], clock())
    assert seen[one].who == kasi.name
    assert list(seen) == [one]
    assert held(desk.reader(), kasi, [one], clock()) == {}
    told = hold(desk.uow(), operator, one, clock())
    assert told is not None
    assert told.who == kasi.name
    assert hold(desk.uow(), kasi, two, clock()) is None
    assert list(held(desk.reader(), operator, [one, two], clock())) == [two]
    release(desk.uow(), kasi, two)
    assert held(desk.reader(), operator, [one, two], clock()) == {}


def test_a_mark_runs_out_and_a_renewed_one_stays(desk, crew, walker, clock, stranded):
    case = walker.take(stranded).request_id
    kasi, operator = crew[Role.KASI], crew[Role.OPERATOR]
    began = clock()
    hold(desk.uow(), kasi, case, clock())
    for _ in range(5):
        clock.forward(minutes=1)
        hold(desk.uow(), kasi, case, clock())
    assert held(desk.reader(), operator, [case], clock())[case].since == began
    clock.forward(minutes=4)
    assert held(desk.reader(), operator, [case], clock()) == {}
    assert hold(desk.uow(), operator, case, clock()) is None
    assert held(desk.reader(), kasi, [case], clock())[case].who == operator.name


def test_a_mark_hinders_no_decision_and_ends_with_it(desk, crew, walker, clock, stranded):
    case = walker.take(stranded).request_id
    hold(desk.uow(), crew[Role.OPERATOR], case, clock())
    hold(desk.uow(), crew[Role.KASI], case, clock())
    walker.approve(case)
    release(desk.uow(), crew[Role.OPERATOR], case)
    assert held(desk.reader(), crew[Role.KABID], [case], clock()) == {}


def _decide_elsewhere(database, key, kasi, request_id, start, results):
    engine = open_database(database, key)
    _, writes = sessions(engine)
    start.wait()
    try:
        same = Decision(request_id, 1, "paraf_kasi", Action.APPROVE)
        decide(UnitOfWork(writes), kasi, same, StandingClock()())
        results.put("diputuskan")
    except Conflict as refusal:
        results.put(refusal.code)
    engine.dispose()


def test_of_two_processes_one_decides(desk, crew, walker, stranded):
    case = walker.take(stranded).request_id
    spawn = multiprocessing.get_context("spawn")
    start, results = spawn.Barrier(2), spawn.Queue()
    arguments = (desk.paths.database, desk.key.database_key(), crew[Role.KASI], case, start, results)
    processes = [spawn.Process(target=_decide_elsewhere, args=arguments) for _ in range(2)]
    for process in processes:
        process.start()
    told = sorted(results.get(timeout=120) for _ in processes)
    for process in processes:
        process.join(60)
    assert [process.exitcode for process in processes] == [0, 0]
    assert told == ["diputuskan", "sudah_diubah_orang_lain"]
    assert walker.row(case).version == 2
    assert walker.stage(case) == "paraf_kabid"
    with desk.reading() as session:
        assert session.scalar(text("SELECT count(*) FROM history")) == 2
