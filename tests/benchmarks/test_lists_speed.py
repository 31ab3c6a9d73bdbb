"""Lists over 500,000 applications, with the bare SQL beside them. Nothing here asserts a time."""

import gc
import random
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, timedelta
from itertools import product
from typing import Any

import pytest
from sqlalchemy import event

from dinsos_desk.db.queries.requests.lists import count_requests, list_requests
from dinsos_desk.db.queries.requests.rows import Filter, RequestRow, Sort, SortKey, Visibility
from dinsos_desk.desk import Desk
from dinsos_desk.domain.routing import RequestState
from dinsos_desk.usecases.actor import Actor
from tests.benchmarks.list_stock import VILLAGES, stock_of_applications
from tests.benchmarks.test_people_speed import figure
from tests.factories import new_desk

pytestmark = pytest.mark.skipif(
    "not config.getoption('--benchmark-enable')", reason="run by hand or as a CI report"
)

Say = Callable[[str, str, str], None]
COUNT = 500_000
SORTS = [Sort(key, down) for key in SortKey for down in (False, True)]
MISSPELT = (
    "nurhayti", "ahmd fauzi", "ahmd fauxi", "nurhayti prasetio", "sitti nurhyati wahyni", "wahyni", "santsoo",
    "lestari utai aminah", "hensra mayaan sarti", "muhammaad aminah wahyuni", "rinna slaim aminah",
    "sitti nur hayati", "mohamad jusup", "wti aminah lisobin", "nurhayatisalim", "tidak ada sama sekali",
)  # fmt: skip
TYPED = (
    "s", "si", "sit", "siti", "siti n", "siti nurh", "siti nurhayati", "sitti nur hayati", "mohamad jusup",
    "nurhayti", "ahmd fauzi", "siti contoh", "2026-49", "2026-499123", "499123", "12/2026",
    "tidak ada sama sekali",
)  # fmt: skip


@pytest.fixture(scope="module")
def stocked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Desk, Actor]]:
    desk, actor = new_desk(tmp_path_factory.mktemp("lists"))
    stock_of_applications(desk, actor, COUNT)
    with collected_elsewhere():
        yield desk, actor
    desk.close()


def filters(desk: Desk) -> list[Filter]:
    """Every part by itself, and the parts people combine."""
    services = sorted(desk.catalog.services)
    today = desk.now().date()
    parts: dict[str, list[object]] = {
        "services": [(services[0],), tuple(services[:3])],
        "states": [(RequestState.RUNNING,), (RequestState.DONE,), (RequestState.REJECTED,)],
        "stages": [("Paraf Kepala Seksi",)],
        "officers": [(3,)],
        "districts": [("Contoh 3",)],
        "villages": [(VILLAGES[1],), (VILLAGES[60],)],
        "received": [
            (today, today),
            (today - timedelta(days=29), today),
            (date(2022, 3, 1), date(2022, 3, 31)),
        ],
        "late": [True],
        "due_today": [True],
    }
    single = [Filter(**{name: value}) for name, values in parts.items() for value in values]
    pairs = [
        Filter(**{one: parts[one][0], other: parts[other][-1]})
        for one, other in product(parts, parts)
        if one < other
    ]
    rare = Filter(
        services=(services[0],), villages=(VILLAGES[40],), states=(RequestState.CANCELLED,), officers=(4,)
    )
    return [Filter(), *single, *pairs, rare, replace(rare, received=(date(2020, 1, 1), date(2025, 12, 31)))]


@contextmanager
def collected_elsewhere() -> Iterator[None]:
    """No round of Python's collector within what is measured, as in the program (``ui.collector``).

    A full one takes 100 to 200 ms of a process that holds such a stock and hits any query whatever.
    """
    gc.collect()
    gc.freeze()
    gc.disable()
    yield
    gc.enable()
    gc.unfreeze()


def spent(work: Callable[..., object], *values: object, **more: object) -> float:
    began = time.perf_counter()
    work(*values, **more)
    return time.perf_counter() - began


def measured(work: Callable[..., object], *values: object, **more: object) -> tuple[float, float]:
    """Seconds by the clock, and of the processor: what others do on the machine is not in these."""
    worked = time.process_time()
    by_the_clock = spent(work, *values, **more)
    return by_the_clock, time.process_time() - worked


def page(desk: Desk, wanted: Filter, sees: Visibility, sort: Sort, after: RequestRow | None = None) -> Any:
    now = desk.now()
    return desk.ask(lambda s: list_requests(s, wanted, sees, now, after=after, limit=100, sort=sort))


def again(cursor: Any, sent: list[tuple[str, Any]]) -> None:
    for statement, values in sent:
        cursor.execute(statement, values).fetchall()


class Statements:
    """What was sent to the database last, to be asked again by the bare driver."""

    def __init__(self, desk: Desk) -> None:
        self.sent: list[tuple[str, Any]] = []
        event.listen(desk._engine, "before_cursor_execute", self._note)

    def _note(self, _c: object, _cursor: object, statement: str, values: Any, *_: object) -> None:
        self.sent.append((statement, values))


def test_first_page(say: Say, stocked: tuple[Desk, Actor], benchmark) -> None:
    desk, actor = stocked
    sees, now = Visibility(actor.roles), desk.now()
    asked = [(wanted, sort) for wanted in filters(desk) for sort in SORTS]
    random.Random(1).shuffle(asked)
    noted = Statements(desk)
    ours: list[float] = []
    bare: list[float] = []
    slow: list[tuple[float, Filter, Sort]] = []
    with desk.reading() as session:
        cursor = session.connection().connection.driver_connection.cursor()
        for wanted, sort in asked:
            list_requests(session, wanted, sees, now, limit=100, sort=sort)
            noted.sent.clear()
            span = spent(list_requests, session, wanted, sees, now, limit=100, sort=sort)
            ours.append(span)
            bare.append(spent(again, cursor, list(noted.sent)))
            slow.append((span, wanted, sort))
    say(f"first page, {len(asked)} filters and orders, p50 / p95 / longest", figure(sorted(ours)), "100 ms")
    say("  the same statements by the bare driver", figure(sorted(bare)), "")
    say("  ratio of the sums", f"{sum(ours) / sum(bare):.2f}", "")
    for span, wanted, sort in sorted(slow, key=lambda one: -one[0])[:3]:
        say("  slowest", f"{span * 1e3:.1f} ms", f"{sort} {wanted}")
    cold = []
    for wanted, sort in asked[:40]:
        desk._engine.dispose()
        cold.append(spent(page, desk, wanted, sees, sort))
    say("  40 of them, each on a connection just opened", figure(sorted(cold)), "")
    counted = []
    with desk.reading() as session:
        count_requests(session, Filter(), sees, now)
        for wanted in filters(desk):
            counted.append(spent(count_requests, session, wanted, sees, now))
    say("how many there are, to a thousand", figure(sorted(counted)), "100 ms")
    benchmark.pedantic(lambda: desk.ask(lambda s: list_requests(s, Filter(), sees, now)), rounds=5)


def test_scrolling(say: Say, stocked: tuple[Desk, Actor], benchmark) -> None:
    desk, actor = stocked
    sees = Visibility(actor.roles)
    found = []
    for sort in SORTS:
        after = None
        for _ in range(30):
            began = time.perf_counter()
            rows = page(desk, Filter(), sees, sort, after)
            found.append(time.perf_counter() - began)
            after = rows[-1]
    say("the next page of a hundred", figure(sorted(found)), "no pause")
    benchmark.pedantic(lambda: None, rounds=1)


def tell(say: Say, what: str, found: list[tuple[float, float, str]]) -> None:
    """Two lines of the report: by the clock, and of the processor."""
    say(f"{what}, p50 / p95 / longest", figure(sorted(one[0] for one in found)), "50 ms")
    longest = max(found, key=lambda one: one[1])
    say("    of processor time", figure(sorted(one[1] for one in found)), f"50 ms (longest: {longest[2]})")


def test_search_as_one_types(say: Say, stocked: tuple[Desk, Actor], benchmark) -> None:
    desk, actor = stocked
    sees = Visibility(actor.roles)
    for what, wanted, sort in (
        ("search as one types", Filter(), Sort()),
        ("  within one village", Filter(villages=(VILLAGES[40],)), Sort()),
        ("  within a state that is rare", Filter(states=(RequestState.CANCELLED,), officers=(4,)), Sort()),
        ("  in the order of the names", Filter(), Sort(SortKey.NAME, False)),
        ("  in the order of the services", Filter(), Sort(SortKey.SERVICE, False)),
    ):
        found = []
        for typed in TYPED * 3:
            found.append((*measured(page, desk, replace(wanted, text=typed), sees, sort), typed))
        tell(say, what, found)
    for sort in (Sort(), Sort(SortKey.NAME, False), Sort(SortKey.SERVICE, False)):
        found = []
        for typed in MISSPELT * 3:
            found.append((*measured(page, desk, Filter(text=typed), sees, sort), typed))
        tell(say, f"badly misspelt, by {sort.key}", found)
    query = "SELECT rowid FROM request_search WHERE request_search MATCH ? ORDER BY rowid DESC LIMIT 100"
    with desk.reading() as session:
        cursor = session.connection().connection.driver_connection.cursor()
        asked_bare = ('{name place} : "si" *', '{name place} : "siti" * AND {name place} : "nurh" *')
        bare = [spent(again, cursor, [(query, (one,))]) for one in asked_bare * 20]
    say("  the same index asked by bare SQL", figure(sorted(bare)), "")
    benchmark.pedantic(lambda: None, rounds=1)
