"""Recaps of a year with half a million applications: run by hand with ``--benchmark-enable -s``."""

import io
import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta

import pytest
from openpyxl import Workbook

from dinsos_desk.db.queries.recaps.details import details
from dinsos_desk.db.queries.recaps.figures import Period
from dinsos_desk.desk import Desk
from dinsos_desk.documents.recaps.content import Recap
from dinsos_desk.documents.recaps.long import detail_rows
from dinsos_desk.documents.recaps.workbook import recap_bytes
from dinsos_desk.usecases.actor import Actor
from dinsos_desk.usecases.recaps.periods import whole_year
from dinsos_desk.usecases.recaps.summary import summary_figures
from dinsos_desk.usecases.recaps.workbook import PARTS, _details, asked_of
from tests.benchmarks import list_stock
from tests.benchmarks.bulk import many_people, write
from tests.benchmarks.conftest import best
from tests.factories import MONDAY, StandingClock, new_desk

pytestmark = pytest.mark.skipif(
    "not config.getoption('--benchmark-enable')", reason="run by hand or as a CI report"
)

NUMBER, ROWS, PEOPLE = 500_000, 50_000, 100_000
Say = Callable[[str, str, str], None]


@pytest.fixture(scope="module")
def year(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Desk, Actor]]:
    """Half a million applications of 2026, each with a client, three decisions and three papers.

    Without statistics, as in an office: the program gathers none.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(list_stock, "YEARS", 1)
        desk, actor = new_desk(
            tmp_path_factory.mktemp("year"), StandingClock(MONDAY.replace(month=12, day=31))
        )
        list_stock.stock_of_applications(desk, actor, NUMBER)
    with desk.reading() as session:
        known = (
            session.connection().exec_driver_sql("SELECT id, received_at, state, taken_by FROM request").all()
        )
    steps = [
        (one, received, user, "setuju", stage, stage, state, 600 * (one % 97))
        for one, received, state, user in known
        for stage in ("penerimaan", "verifikasi", "paraf")
    ]
    write(
        desk,
        "INSERT INTO history (request_id, at, user_id, action, stage, to_stage, state, reason, faulty,"
        " records, carried_by, stage_seconds) VALUES (?, ?, ?, ?, ?, ?, ?, '', '[]', '{}', '', ?)",
        steps,
    )
    many_people(desk, PEOPLE)
    party = {code: service.client for code, service in desk.catalog.services.items()}
    write(
        desk,
        "INSERT INTO request_party (request_id, party, kind, person_id, as_was) SELECT r.id, ?, 'orang',"
        " p.id, CASE WHEN r.finished_at IS NULL THEN NULL ELSE json_object('name', p.name, 'nik', p.nik,"
        " 'sex', p.sex, 'birth_date', p.birth_date, 'village', p.village, 'estimated_age', NULL) END"
        " FROM request r JOIN person p ON p.id = r.id % ? + 1 WHERE r.service_code = ?",
        [(client, PEOPLE, code) for code, client in party.items()],
    )
    write(
        desk,
        "INSERT INTO paper (request_id, requirement, state, alternative, number, note)"
        " SELECT id, 'syarat_' || ?, iif((id * 7 + ?) % 11, 'ada', 'tidak_ada'), '', '', '' FROM request",
        [(number, number) for number in range(3)],
    )
    write(
        desk, "UPDATE request SET paused_seconds = 86400 WHERE id % 20 = 0 AND finished_at IS NOT NULL", [()]
    )
    for table in ("sqlite_stat1", "sqlite_stat4"):
        write(desk, f"DELETE FROM {table}", [()])
    yield desk, actor
    desk.close()


def test_the_summary_of_a_year(say: Say, year: tuple[Desk, Actor], benchmark):
    desk, _ = year
    period = whole_year(2026)
    found = desk.ask(lambda session: summary_figures(session, period))
    assert sum(row.received for row in found.now) >= NUMBER * 0.99
    spent = best(lambda: desk.ask(lambda session: summary_figures(session, period)), 3)
    benchmark.pedantic(lambda: desk.ask(lambda session: summary_figures(session, period)), rounds=1)
    say("recap: summary of a year of 500,000, with comparisons", f"{spent:.2f} s", "2 s")


@pytest.mark.parametrize("part", list(PARTS))
def test_each_part_of_a_year(say: Say, year: tuple[Desk, Actor], benchmark, part: str):
    desk, _ = year
    services, now = desk.catalog.services, desk.now()
    make = PARTS[part][1]

    def ask() -> object:
        return desk.ask(lambda session: make(asked_of(session, services, whole_year(2026), now)))

    began = time.perf_counter()
    benchmark.pedantic(ask, rounds=1)
    say(
        f"recap: part {part} of a year of 500,000",
        f"{time.perf_counter() - began:.2f} s",
        "3 s",
    )


def test_fifty_thousand_details(say: Say, year: tuple[Desk, Actor], benchmark):
    """Ours with reading, styles, widths and filter; the floor has its cells in memory and no style at all."""
    desk, _ = year
    days = ROWS * 365 // NUMBER
    period = Period(date(2026, 2, 1), date(2026, 2, 1) + timedelta(days=days))
    with desk.reading() as session:
        rows = list(detail_rows(_recap(_details(session, period))))
        spent_reading = best(lambda: sum(1 for _ in details(session, period)), 1)
    told: list[int] = []

    def ours() -> bytes:
        with desk.reading() as session:
            return recap_bytes(_recap(_details(session, period)), len(rows), told.append)

    def bare() -> None:
        book = Workbook(write_only=True)
        sheet = book.create_sheet("Rincian")
        for row in rows:
            sheet.append(row)
        book.save(io.BytesIO())

    mine, floor = best(ours, 2), best(bare, 1)
    assert len(told) > len(rows) // 1000
    benchmark.pedantic(ours, rounds=1)
    say(
        f"recap: {len(rows):,} detail rows / bare openpyxl write-only".replace(",", "."),
        f"{mine / floor:.2f} ({mine:.1f} / {floor:.1f} s, reading {spent_reading:.1f})",
        "1.2",
    )


def _recap(found: object) -> Recap:
    return Recap("Dinas Sosial", "2026", MONDAY, "Rani", (), found)  # type: ignore[arg-type]
