"""Finding people as one types among 200,000, with the bare SQL beside it. Nothing here asserts a time."""

import time
from collections.abc import Callable, Iterator
from datetime import date

import pytest
from sqlalchemy import text

from dinsos_desk.db.queries.people.finding import find_institutions, find_people
from dinsos_desk.db.queries.people.households import Sought, earlier_of_household, likely_same
from dinsos_desk.db.queries.people.institutions import SoughtInstitution, likely_institutions
from dinsos_desk.db.queries.people.shown import ShownFilter, shown_rows
from dinsos_desk.db.queries.recaps.figures import Period
from dinsos_desk.db.queries.requests.figures import Visibility
from dinsos_desk.desk import Desk
from dinsos_desk.domain.people import Institution
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


KINDS = ("Yayasan", "Yys.", "LKS", "LKSA", "Panti Asuhan", "Panitia", "PT")
NAMES = ("Kasih", "Harapan", "Bunda", "Mulia", "Sejahtera", "Mandiri", "Insan", "Nurul", "Iman", "Al-Hidayah")


def test_institutions(say: Say, crowded: tuple[Desk, Actor], benchmark) -> None:
    """3,000 institutions are many for one kabupaten."""
    desk, actor = crowded
    with desk.uow() as uow:
        for number in range(3000):
            words = (NAMES[number % 10], NAMES[number // 10 % 10], NAMES[number // 100 % 10])
            name = f"{KINDS[number % 7]} {' '.join(words)} {number}"
            one = Institution(name, village=f"Desa {number % 40}", npwp=f"{number:015}")
            uow.people.keep(one, None, actor.user_id, desk.now())
        uow.commit()
    asked = ("y", "yys kasih", "lksa harapan bunda", "panti", "al hidayah", "pt mulia", "0000000000", "")
    found = spans(lambda typed: desk.ask(lambda s: find_institutions(s, typed, 8)), asked)
    say("institutions among 3,000 as one types", figure(found), "p95 50 ms")
    sought = {
        str(n): SoughtInstitution(f"Yayasan {NAMES[n % 10]} {NAMES[n // 10 % 10]}", f"Desa {n % 40}")
        for n in range(0, 3000, 300)
    }
    found = spans(lambda key: desk.ask(lambda s: likely_institutions(s, sought[key])), tuple(sought))
    say("which institution may be the same", figure(found), "200 ms, off the window")
    benchmark.pedantic(lambda: None, rounds=1)


def test_who_looked(say: Say, crowded: tuple[Desk, Actor], benchmark) -> None:
    desk, actor = crowded
    with desk.uow() as uow:
        uow.session.execute(
            text(
                "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 300000)"
                " INSERT INTO nik_shown (person_id, at, user_id, place) SELECT 1 + i % 200000,"
                " datetime('2020-01-01', '+' || (i * 10) || ' minutes') || '.000000', :user, 'halaman' FROM n"
            ),
            {"user": actor.user_id},
        )
        uow.commit()
    for words, wanted in (
        ("a month", ShownFilter(Period(date(2022, 3, 1), date(2022, 3, 31)))),
        ("a user in a year", ShownFilter(Period(date(2021, 1, 1), date(2021, 12, 31)), actor.user_id)),
        ("nothing there", ShownFilter(Period(date(2019, 1, 1), date(2019, 1, 31)))),
    ):
        found = spans(lambda _, wanted=wanted: desk.ask(lambda s: shown_rows(s, wanted)), ("",), 20)
        say(f"who looked among 300,000: {words}", figure(found), "50 ms")
    benchmark.pedantic(lambda: None, rounds=1)
