"""Two processes that draw numbers at once: ten thousand, all different, no gap.

Ten thousand are drawn by the count itself, in transactions of a few numbers each, as letters approved
together draw them; the whole use case is tried with fewer, each in a transaction of its own (``DINSOS_DRAWS``
in each process).
"""

import multiprocessing
import os
import random
from datetime import date, datetime
from queue import Empty

from dinsos_desk.db.engine import open_database, sessions
from dinsos_desk.db.queries.numbers import unexplained
from dinsos_desk.db.unit_of_work import UnitOfWork
from dinsos_desk.domain.routing import Role
from dinsos_desk.errors import EnvironmentProblem
from dinsos_desk.usecases.actor import Actor
from dinsos_desk.usecases.numbers.by_hand import OutsideLetter, enter_outside
from dinsos_desk.usecases.numbers.changes import Reservation, reserve
from dinsos_desk.usecases.numbers.draw import book_for, draw
from dinsos_desk.usecases.numbers.parts import About

DRAWS = int(os.environ.get("DINSOS_DRAWS", "150"))
COUNTED = 5000
NOW = datetime(2026, 11, 23, 8, 14)
ENTRY = OutsideLetter(About(date(2026, 11, 23), "Camat Contoh", "Undangan", "Sekretariat"))
RESERVED = range(101, 151)


def _patiently(work):
    """Try again, as a person would, where the other one did not let go of the database for five seconds."""
    while True:
        try:
            return work()
        except EnvironmentProblem as problem:
            if problem.code != "basis_data_sibuk":
                raise


def _draw(path, key, actor, start, results):
    """Number letters in a process of its own, one transaction each."""
    engine = open_database(path, key)
    writes = sessions(engine)[1]
    start.wait(60)
    drawn = [_patiently(lambda: enter_outside(UnitOfWork(writes), actor, ENTRY, NOW)) for _ in range(DRAWS)]
    engine.dispose()
    results.put(drawn)


def _count(path, key, actor, seed, start, results):
    """Draw numbers by the count alone, several in one transaction, some given back by a rollback."""
    chance = random.Random(seed)
    engine = open_database(path, key)
    writes = sessions(engine)[1]
    drawn: list[int] = []
    start.wait(60)

    def several() -> list[int]:
        with UnitOfWork(writes) as uow:
            book = book_for(uow, "", "", "")
            serials = []
            for _ in range(min(chance.randrange(1, 60), COUNTED - len(drawn))):
                serial = draw(uow, book, NOW.date(), NOW, actor.user_id)
                uow.numbers.record(
                    sequence=book.key,
                    year=book.year(NOW.date()),
                    serial=serial,
                    number=book.write(serial, NOW.date()),
                    kind="luar",
                    dated=NOW.date(),
                    given_at=NOW,
                    given_by=actor.user_id,
                )
                serials.append(serial)
            if chance.random() < 0.95:
                uow.commit()
                return serials
        return []

    while len(drawn) < COUNTED:
        drawn += _patiently(several)
    engine.dispose()
    results.put(drawn)


def _answers(processes, results):
    """What each process drew; one that failed ends the wait for it."""
    answers = []
    while len(answers) < len(processes):
        try:
            answers.append(results.get(timeout=1))
        except Empty:
            failed = [process.exitcode for process in processes if process.exitcode]
            assert not failed, f"a process ended with {failed}; it said why on its own standard error"
    return answers


def test_two_processes_draw_ten_thousand_numbers_without_a_gap(desk, actor):
    spawn = multiprocessing.get_context("spawn")
    start, results = spawn.Barrier(2), spawn.Queue()
    path, key = desk.paths.database, desk.key.database_key()
    processes = [
        spawn.Process(target=_count, args=(path, key, actor, seed, start, results)) for seed in range(2)
    ]
    for process in processes:
        process.start()
    drawn = _answers(processes, results)
    for process in processes:
        process.join(60)
    assert [process.exitcode for process in processes] == [0, 0]
    assert [len(one) for one in drawn] == [COUNTED, COUNTED]
    assert sorted(drawn[0] + drawn[1]) == list(range(1, 2 * COUNTED + 1))
    assert desk.ask(lambda session: unexplained(session, "surat", 2026, 2 * COUNTED)) == ()


def test_two_processes_number_letters_without_a_gap(desk, crew):
    keeper: Actor = crew[Role.OPERATOR]
    held = Reservation(RESERVED[0], RESERVED[-1], "Surat Sekretariat", unit="Sekretariat")
    reserve(desk.uow(), keeper, held, NOW)
    spawn = multiprocessing.get_context("spawn")
    start, results = spawn.Barrier(2), spawn.Queue()
    arguments = (desk.paths.database, desk.key.database_key(), keeper, start, results)
    processes = [spawn.Process(target=_draw, args=arguments) for _ in range(2)]
    for process in processes:
        process.start()
    drawn = _answers(processes, results)
    for process in processes:
        process.join(60)
    assert [process.exitcode for process in processes] == [0, 0]
    serials = sorted(int(number.split("/")[1]) for one in drawn for number in one)
    expected = [serial for serial in range(1, 2 * DRAWS + len(RESERVED) + 1) if serial not in RESERVED]
    assert serials == expected[: 2 * DRAWS]
    assert len(set(drawn[0]) & set(drawn[1])) == 0
    assert desk.ask(lambda session: unexplained(session, "surat", 2026, serials[-1])) == ()
