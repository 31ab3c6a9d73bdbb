"""Lists of applications: every filter and order against a plain count by hand, page by page."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import event, text

from dinsos_desk.db.queries.requests import lists as request_lists
from dinsos_desk.db.queries.requests import narrowing as request_narrowing
from dinsos_desk.db.queries.requests.lists import (
    Count,
    count_requests,
    find_requests,
    list_requests,
    ordered_ids,
)
from dinsos_desk.db.queries.requests.rows import Filter, RequestRow, Sort, SortKey, Visibility
from dinsos_desk.db.queries.requests.words import choices
from dinsos_desk.desk import Desk
from dinsos_desk.domain.routing import OPEN_STATES, RequestState, Role
from dinsos_desk.usecases.actor import Actor
from tests.benchmarks.list_stock import VILLAGES, stock_of_applications
from tests.factories import new_desk

EVERYTHING = Visibility(frozenset({Role.PETUGAS}))
SORTS = [Sort(key, down) for key in SortKey for down in (False, True)]
PART = 400


@pytest.fixture(scope="module")
def stock(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Desk, Actor]]:
    """Some applications of ten years."""
    desk, actor = new_desk(tmp_path_factory.mktemp("lists"))
    stock_of_applications(desk, actor, PART)
    yield desk, actor
    desk.close()


@pytest.fixture(params=[0, 5000], ids=["along_the_index", "few_sorted"])
def few(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Both ways a list is made, whatever there is."""
    monkeypatch.setattr(request_narrowing, "_FEW", request.param)


def everything(desk: Desk) -> list[Any]:
    with desk.reading() as session:
        rows = session.execute(text("SELECT * FROM request")).mappings().all()
    return [dict(row) for row in rows]


def fits(row: dict[str, Any], wanted: Filter, now: datetime) -> bool:
    """The filter said again, in plain words."""
    received = datetime.fromisoformat(row["received_at"])
    due = datetime.fromisoformat(row["due_at"]) if row["due_at"] else None
    is_open = row["state"] in OPEN_STATES and row["finished_at"] is None and row["paused_at"] is None
    return all(
        (
            not wanted.services or row["service_code"] in wanted.services,
            not wanted.states or row["state"] in wanted.states,
            not wanted.stages or row["stage_name"] in wanted.stages,
            not wanted.officers or row["taken_by"] in wanted.officers,
            not wanted.villages or row["client_village"] in wanted.villages,
            not wanted.districts or row["client_district"] in wanted.districts,
            wanted.received is None or wanted.received[0] <= received.date() <= wanted.received[1],
            not wanted.late or (is_open and due is not None and due < now),
            not wanted.due_today or (is_open and due is not None and due >= now and due.date() == now.date()),
        )
    )


def filters(desk: Desk) -> dict[str, Filter]:
    today = desk.now().date()
    some = sorted({row["service_code"] for row in everything(desk)})
    parts = {
        "service": Filter(services=(some[0],)),
        "services": Filter(services=tuple(some[:9])),
        "state": Filter(states=(RequestState.DONE,)),
        "states": Filter(states=(RequestState.RUNNING, RequestState.REJECTED)),
        "stage": Filter(stages=("Penyerahan",)),
        "officer": Filter(officers=(2,)),
        "village": Filter(villages=(VILLAGES[1],)),
        "district": Filter(districts=("Contoh 3", "Contoh 1")),
        "day": Filter(received=(today, today)),
        "years": Filter(received=(today - timedelta(days=900), today - timedelta(days=100))),
        "late": Filter(late=True),
        "due_today": Filter(due_today=True),
    }
    several = Filter(
        states=(RequestState.DONE,), officers=(2, 3, 4), received=(date(2019, 1, 1), date(2026, 12, 31))
    )
    return {
        "all": Filter(),
        **parts,
        "several": several,
        "village_and_state": replace(parts["village"], states=(RequestState.DONE,)),
        "nothing": Filter(services=("tidak-ada",)),
        "no_such_village": Filter(villages=("Antah Berantah",), late=True),
    }


def walk(
    desk: Desk, wanted: Filter, sort: Sort, limit: int, sees: Visibility = EVERYTHING
) -> list[RequestRow]:
    found: list[RequestRow] = []
    while True:
        after = found[-1] if found else None
        page = desk.ask(
            lambda s: list_requests(s, wanted, sees, desk.now(), after=after, limit=limit, sort=sort)  # noqa: B023
        )
        found += page
        if len(page) < limit:
            return found


def search(desk: Desk, typed: str) -> tuple[RequestRow, ...]:
    return desk.ask(lambda s: find_requests(s, typed, EVERYTHING, desk.now()))


def order_key(row: RequestRow, key: SortKey) -> Any:
    values = {
        SortKey.RECEIVED: (row.received_at.date(), row.id),
        SortKey.NAME: row.client_name[:40].lower(),
        SortKey.DUE: (row.due_at is None or row.paused, row.due_at if not row.paused else None),
        SortKey.SERVICE: row.service_name.casefold(),
        SortKey.STATE: list(RequestState).index(row.state),
        SortKey.STAGE: row.stage_name.casefold(),
        SortKey.OFFICER: row.officer.casefold(),
        SortKey.VILLAGE: (row.village.casefold(), row.district.casefold()),
        SortKey.DISTRICT: (row.district.casefold(), row.village.casefold()),
    }
    return values[key]


def is_in_order(found: list[RequestRow], sort: Sort) -> bool:
    shown = found
    if sort.key is SortKey.DUE:
        shown = [row for row in found if row.due_at is not None and not row.paused]
        if found[: len(shown)] != shown:
            return False
    keys = [row.due_at if sort.key is SortKey.DUE else order_key(row, sort.key) for row in shown]
    return keys == sorted(keys, reverse=sort.descending)


@pytest.mark.parametrize(
    "sort", SORTS, ids=lambda sort: f"{sort.key}-{'turun' if sort.descending else 'naik'}"
)
def test_every_filter_in_every_order_page_by_page(stock: tuple[Desk, Actor], few: None, sort: Sort) -> None:
    desk, _ = stock
    rows, now = everything(desk), desk.now()
    for name, wanted in filters(desk).items():
        expected = {row["id"] for row in rows if fits(row, wanted, now)}
        found = walk(desk, wanted, sort, 83)
        ids = [row.id for row in found]
        assert len(ids) == len(set(ids)), name
        assert set(ids) == expected, name
        assert desk.ask(lambda s: ordered_ids(s, wanted, EVERYTHING, now, sort)) == ids, name  # noqa: B023
        counted = desk.ask(lambda s: count_requests(s, wanted, EVERYTHING, now))  # noqa: B023
        assert counted == Count(len(ids)), name
        assert is_in_order(found, sort), name


@pytest.mark.parametrize("key", [SortKey.RECEIVED, SortKey.NAME, SortKey.DUE, SortKey.SERVICE])
def test_a_new_application_loses_none_and_doubles_none(
    tmp_path_factory: pytest.TempPathFactory, few: None, key: SortKey
) -> None:
    desk, actor = new_desk(tmp_path_factory.mktemp("growing"))
    stock_of_applications(desk, actor, 60)
    before = {row["id"] for row in everything(desk)}
    found: list[RequestRow] = []
    for number in range(1, 20):
        after = found[-1] if found else None
        page = desk.ask(
            lambda s: list_requests(s, Filter(), EVERYTHING, desk.now(), after=after, limit=7, sort=Sort(key))  # noqa: B023
        )
        if not page:
            break
        found += page
        columns = "service_code, version_id, register_year, state, stage, stage_name, stage_role, division,"
        columns += " stage_since, received_at, due_at, client_village, client_district, answers, overrides,"
        columns += " taken_by, version, paused_seconds, returns, note"
        with desk.uow() as uow:
            uow.session.execute(
                text(
                    "INSERT INTO request (id, nonce, receipt, register_no, client_name, applicant_name,"
                    f" {columns}) SELECT :id, 'x' || :id, 'x' || :id, 90000 + :id, 'Baru ' || :id, 'Baru',"
                    f" {columns} FROM request WHERE id = :like"
                ),
                {"id": 500 + number, "like": 1 + number * 3},
            )
            uow.commit()
    ids = [row.id for row in found]
    assert len(ids) == len(set(ids))
    assert before <= set(ids)
    desk.close()


def test_a_division_sees_its_own(stock: tuple[Desk, Actor], few: None) -> None:
    desk, _ = stock
    rows = everything(desk)
    divisions = sorted({row["division"] for row in rows if row["division"]})
    sees = Visibility(frozenset({Role.KASI}), divisions[0])
    own = {row["id"] for row in rows if row["division"] in ("", divisions[0])}
    assert own != {row["id"] for row in rows}
    for sort in SORTS:
        assert {row.id for row in walk(desk, Filter(), sort, 200, sees)} == own
    foreign = next(row for row in rows if row["division"] not in ("", divisions[0]))
    assert not desk.ask(lambda s: find_requests(s, foreign["receipt"], sees, desk.now()))
    assert desk.ask(lambda s: count_requests(s, Filter(), sees, desk.now())) == Count(len(own))


def test_more_than_a_thousand_are_not_counted(
    stock: tuple[Desk, Actor], monkeypatch: pytest.MonkeyPatch
) -> None:
    desk, _ = stock
    monkeypatch.setattr(request_lists, "COUNTED", 100)
    assert desk.ask(lambda s: count_requests(s, Filter(), EVERYTHING, desk.now())) == Count(100, True)


def test_free_text_with_filters_and_orders(stock: tuple[Desk, Actor]) -> None:
    desk, _ = stock
    rows = everything(desk)
    asked = Filter(text="sitti", states=(RequestState.DONE,))
    expected = {
        row["id"]
        for row in rows
        if row["client_name"].startswith("Siti") and row["state"] == RequestState.DONE
    }
    assert expected
    for sort in SORTS:
        found = walk(desk, asked, sort, 13)
        assert {row.id for row in found} >= expected
        assert len(found) == len({row.id for row in found})
        assert {row.state for row in found} == {RequestState.DONE}
    village = Filter(text="siti", villages=(VILLAGES[2],))
    assert {row.village for row in walk(desk, village, Sort(), 50)} <= {VILLAGES[2]}
    number = rows[5]["receipt"]
    for typed in (number, number.lower(), number.replace("-", "")):
        assert [row.receipt for row in search(desk, typed)] == [number]
    for nonsense in ('"', "'; DROP TABLE request --", "*", "NEAR(", "%_", "عمر", "-", "a" * 500, "1" * 500):
        search(desk, nonsense)
    assert search(desk, "  ") == ()


@pytest.mark.parametrize(
    "sort", SORTS, ids=lambda sort: f"{sort.key}-{'turun' if sort.descending else 'naik'}"
)
@pytest.mark.parametrize("village", [(), (VILLAGES[2], VILLAGES[3])], ids=["everywhere", "two_villages"])
def test_all_that_a_search_finds_is_put_in_order_page_by_page(
    stock: tuple[Desk, Actor], sort: Sort, village: tuple[str, ...]
) -> None:
    """Not only the newest of the findings, however many there are."""
    desk, _ = stock
    wanted = Filter(text="s", villages=village)
    words = {
        row["id"]: f"{row['client_name']} {row['client_village']} {row['client_district']}".lower().split()
        for row in everything(desk)
        if not village or row["client_village"] in village
    }
    expected = {known_id for known_id, parts in words.items() if any(part[0] == "s" for part in parts)}
    found = walk(desk, wanted, sort, 7)
    ids = [row.id for row in found]
    assert len(ids) == len(set(ids)) > 7
    assert set(ids) == expected
    assert is_in_order(found, sort)
    assert desk.ask(lambda s: ordered_ids(s, wanted, EVERYTHING, desk.now(), sort)) == ids


def test_a_misspelt_name_is_asked_without_putting_joined_keys_together(
    stock: tuple[Desk, Actor], monkeypatch: pytest.MonkeyPatch
) -> None:
    """FTS5 collects everything behind a long beginning before it gives the first: 20 ms for a common word."""
    desk, _ = stock
    sent: list[tuple[str, Any]] = []
    event.listen(desk._engine, "before_cursor_execute", lambda *a: sent.append((a[2], a[3])))
    for typed in ("ahmd fauzi", "prasetyo nurhayti", "sitti nur hayati", "mohamad jusup"):
        search(desk, typed)
    questions = [str(value) for _, values in sent for value in values if "key :" in str(value)]
    assert questions
    long = [found for one in questions for found in re.findall(r'key : "\w{5,}" \*', one)]
    assert long == []


def test_few_findings_are_looked_for_once(stock: tuple[Desk, Actor]) -> None:
    desk, _ = stock
    name = everything(desk)[7]["client_name"]
    rare = f"{name.split()[0]} {name.split()[2][:-1]}x"
    sent: list[str] = []
    event.listen(desk._engine, "before_cursor_execute", lambda *a: sent.append(a[2]))
    assert any(row.client_name == name for row in search(desk, rare))
    assert not [one for one in sent if "request_line" in one and "MATCH" in one]


def test_the_usual_orders_walk_an_index_and_sort_nothing(
    stock: tuple[Desk, Actor], monkeypatch: pytest.MonkeyPatch
) -> None:
    desk, _ = stock
    monkeypatch.setattr(request_narrowing, "_FEW", 0)
    sent: list[tuple[str, Any]] = []
    event.listen(desk._engine, "before_cursor_execute", lambda *a: sent.append((a[2], a[3])))
    wanted = Filter(officers=(2, 3), states=(RequestState.DONE,))
    with desk.reading() as session:
        cursor = session.connection().connection.driver_connection.cursor()
        for sort in SORTS:
            for asked in (Filter(), wanted):
                sent.clear()
                list_requests(session, asked, EVERYTHING, desk.now(), sort=sort, limit=50)
                lines = [one for one in sent if "ix_request_line" in one[0] and "ORDER BY" in one[0]]
                assert lines
                for statement, values in lines:
                    plan = cursor.execute(f"EXPLAIN QUERY PLAN {statement}", values).fetchall()
                    told = " / ".join(row[3] for row in plan)
                    assert "USING COVERING INDEX" in told, told
                    assert "TEMP B-TREE" not in told, told


def test_what_a_filter_offers_is_what_occurs(stock: tuple[Desk, Actor]) -> None:
    desk, _ = stock
    found = desk.ask(choices)
    rows = everything(desk)
    assert set(found.stages) == {row["stage_name"] for row in rows}
    assert {number for number, _ in found.officers} == {row["taken_by"] for row in rows}
    places = {(village, district) for district, villages in found.places for village in villages}
    assert places == {(row["client_village"], row["client_district"]) for row in rows}
