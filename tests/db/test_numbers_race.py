"""Two processes that draw numbers at once: all different, no gap.

``DINSOS_DRAWS`` says how many each process draws: 5000 makes the ten thousand of a busy year.
"""

import multiprocessing
import os
from datetime import date, datetime

from dinsos_desk.db.engine import open_database, sessions
from dinsos_desk.db.queries.numbers import unexplained
from dinsos_desk.db.unit_of_work import UnitOfWork
from dinsos_desk.domain.routing import Role
from dinsos_desk.usecases.actor import Actor
from dinsos_desk.usecases.number_changes import Reservation, reserve
from dinsos_desk.usecases.number_parts import About
from dinsos_desk.usecases.numbers import OutsideLetter, enter_outside

DRAWS = int(os.environ.get("DINSOS_DRAWS", "500"))
NOW = datetime(2026, 11, 23, 8, 14)
ENTRY = OutsideLetter(About(date(2026, 11, 23), "Camat Contoh", "Undangan", "Sekretariat"))
RESERVED = range(101, 151)


def _draw(path, key, actor, start, results):
    """Number letters in a process of its own, one transaction each."""
    engine = open_database(path, key)
    writes = sessions(engine)[1]
    start.wait(60)
    drawn = [enter_outside(UnitOfWork(writes), actor, ENTRY, NOW) for _ in range(DRAWS)]
    engine.dispose()
    results.put(drawn)


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
    drawn = [results.get(timeout=1200) for _ in processes]
    for process in processes:
        process.join(60)
    assert [process.exitcode for process in processes] == [0, 0]
    serials = sorted(int(number.split("/")[1]) for one in drawn for number in one)
    expected = [serial for serial in range(1, 2 * DRAWS + len(RESERVED) + 1) if serial not in RESERVED]
    assert serials == expected[: 2 * DRAWS]
    assert len(set(drawn[0]) & set(drawn[1])) == 0
    assert desk.ask(lambda session: unexplained(session, "surat", 2026, serials[-1])) == ()
