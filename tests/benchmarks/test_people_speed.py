"""Finding people as one types among 200,000, with the bare SQL beside it. Nothing here asserts a time."""

import time
from collections.abc import Callable, Iterator
from datetime import date

import pytest
from sqlalchemy import text

from dinsos_desk.db.queries.households import Sought, earlier_of_household, likely_same
from dinsos_desk.db.queries.people import find_people
from dinsos_desk.db.queries.requests import Visibility
from dinsos_desk.desk import Desk
from dinsos_desk.usecases.actor import Actor
from tests.benchmarks.people_stock import stock_of_people
from tests.factories import new_desk

pytestmark = pytest.mark.skipif(
    "not config.getoption('--benchmark-enable')", reason="run by hand or as a CI report"
)

TODAY = date(2026, 11, 23)
Say = Callable[[str, str, str], None]
ASKED = (
    "s", "si", "sit", "siti", "siti n", "siti nurh", "siti nurhayati", "sitti nur hayati", "mohamad jusup",
    "m. yusuf", "nurhayti", "ahmd fauzi", "siti 1972", "siti kenanga", "ratna juwitta suka", "7/4/1972",
    "07041972", "0812000123", "1673", "1673000000123456", "tidak ada sama sekali",
)  # fmt: skip
BARE = (
    "SELECT p.id, p.name, p.nik, p.sex, p.birth_date, p.address FROM person p WHERE p.id IN ("
    "SELECT rowid FROM person_search WHERE person_search MATCH ? ORDER BY rowid DESC LIMIT 120)"
)


@pytest.fixture(scope="module")
def crowded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Desk, Actor]]:
    """200,000 people in households of four."""
    desk, actor = new_desk(tmp_path_factory.mktemp("people"))
    stock_of_people(desk, 200_000)
    yield desk, actor
    desk.close()


def spans(work: Callable[[str], object], asked: tuple[str, ...], rounds: int = 5) -> list[float]:
    found = []
    for _ in range(rounds):
        for one in asked:
            began = time.perf_counter()
            work(one)
            found.append(time.perf_counter() - began)
    return sorted(found)


def figure(found: list[float]) -> str:
    last = len(found) - 1
    parts = (found[last // 2], found[round(last * 0.95)], found[last])
    return " / ".join(f"{span * 1e3:.1f}" for span in parts) + " ms"


def test_search_as_one_types(say: Say, crowded: tuple[Desk, Actor], benchmark) -> None:
    desk, _ = crowded
    found = spans(lambda typed: desk.ask(lambda s: find_people(s, typed, TODAY, 8)), ASKED)
    say("people among 200,000 as one types, p50 / p95 / longest", figure(found), "p95 50 ms")
    with desk.reading() as session:
        cursor = session.connection().connection.driver_connection.cursor()
        queries = ('"si" *', '"siti" * AND "nurhayati" *', 'key : "muhamad" * AND key : "iusup" *')
        bare = spans(lambda query: cursor.execute(BARE, (query,)).fetchall(), queries, 20)
    say("  the same index asked by bare SQL", figure(bare), "")
    benchmark.pedantic(lambda: desk.ask(lambda s: find_people(s, "siti nurh", TODAY, 8)), rounds=5)


def test_likely_duplicates(say: Say, crowded: tuple[Desk, Actor], benchmark) -> None:
    desk, actor = crowded
    with desk.reading() as session:
        rows = session.execute(text("SELECT id, name, birth_date, kk FROM person WHERE id % 9973 = 0")).all()
    sought = {str(i): Sought(name, date.fromisoformat(born), kk, "", (i,)) for i, name, born, kk in rows}
    found = spans(lambda key: desk.ask(lambda s: likely_same(s, sought[key], TODAY)), tuple(sought))
    say("who may be the same person", figure(found), "50 ms")
    sees = Visibility(actor.roles)
    past = spans(lambda key: desk.ask(lambda s: earlier_of_household(s, int(key), sees)), tuple(sought))
    say("earlier services of a person and household", figure(past), "50 ms")
    benchmark.pedantic(lambda: None, rounds=1)
