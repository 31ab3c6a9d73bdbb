"""The narrow lines and the search words follow every change of an application, whichever way it comes."""

from typing import Any

from sqlalchemy import text

from dinsos_desk.db.queries.requests.lists import find_requests, list_requests
from dinsos_desk.db.queries.requests.rows import Filter, Visibility
from dinsos_desk.db.request_search import is_behind, number_tokens
from dinsos_desk.desk import Desk
from dinsos_desk.domain.people import PartyKind
from dinsos_desk.domain.routing import Action, RequestState, Role
from dinsos_desk.usecases.people.records import follow_names
from tests.db.test_people_upgrade import downgrade

EVERYTHING = Visibility(frozenset({Role.PETUGAS}))


def found(desk: Desk, typed: str) -> list[int]:
    return [row.id for row in desk.ask(lambda s: find_requests(s, typed, EVERYTHING, desk.now()))]


def lines(desk: Desk) -> list[Any]:
    with desk.reading() as session:
        return [tuple(row) for row in session.execute(text("SELECT * FROM request_line ORDER BY id"))]


def test_a_line_follows_its_application(desk: Desk, walker: Any, dtks: Any) -> None:
    taken = walker.take(dtks)
    for state in (RequestState.RUNNING, RequestState.RETURNED):
        listed = desk.ask(
            lambda s: list_requests(s, Filter(states=(state,)), EVERYTHING, desk.now())  # noqa: B023
        )
        assert [row.id for row in listed] == ([taken.request_id] if state is RequestState.RUNNING else [])
    walker.approve(taken.request_id)
    walker.refuse(taken.request_id, Action.RETURN)
    walker.to(taken.request_id, "penyerahan")
    ready = Filter(states=(RequestState.READY,), stages=(walker.row(taken.request_id).stage_name,))
    listed = desk.ask(lambda s: list_requests(s, ready, EVERYTHING, desk.now()))
    assert [row.id for row in listed] == [taken.request_id]
    assert listed[0].letter_numbers
    assert listed[0].village


def test_a_letter_number_is_found_from_each_of_its_parts(desk: Desk, walker: Any, dtks: Any) -> None:
    taken, other = walker.take(dtks), walker.take(dtks)
    walker.to(taken.request_id, "penyerahan")
    walker.to(other.request_id, "penyerahan")
    with desk.reading() as session:
        number = session.scalar(
            text("SELECT number FROM letter WHERE request_id = :id AND number <> ''"),
            {"id": taken.request_id},
        )
    assert number
    assert found(desk, number) == [taken.request_id]
    rest = number.partition("/")[2]
    assert found(desk, rest) == [taken.request_id]
    assert taken.request_id in found(desk, number.partition("/")[0])
    assert found(desk, f"{number} tidakada") == []


def test_numbers_as_they_are_found() -> None:
    assert list(number_tokens("400.9/0012/Dinsos")) == [
        "40090012dinsos", "90012dinsos", "0012dinsos", "12dinsos", "dinsos",
    ]  # fmt: skip
    assert list(number_tokens("")) == []
    assert list(number_tokens("2026-0001")) == ["20260001", "0001", "1"]


def test_a_correction_moves_open_applications_and_leaves_finished_ones(
    desk: Desk, walker: Any, dtks: Any, actor: Any
) -> None:
    taken = walker.take(dtks)
    with desk.uow() as uow:
        row = uow.requests.get(taken.request_id)
        before = row.client_village
        parties = uow.requests.parties(taken.request_id)
        person_id = parties[dtks.client][1]
        person = uow.people.person(person_id)
        moved = type(person)(**{**vars(person), "village": "Sukadamai", "name": "Rahayu Pertiwi"})
        uow.people.update_person(person_id, moved, actor.user_id, desk.now(), "pindah")
        follow_names(uow, person_id, PartyKind.PERSON)
        uow.commit()
    assert before != "Sukadamai"
    listed = desk.ask(lambda s: list_requests(s, Filter(villages=("sukadamai",)), EVERYTHING, desk.now()))
    assert [(row.id, row.client_name) for row in listed] == [(taken.request_id, "Rahayu Pertiwi")]
    assert found(desk, "rahayu sukadamai") == [taken.request_id]
    assert found(desk, "rahaju") == [taken.request_id]


def test_what_was_not_committed_is_not_found(desk: Desk, walker: Any, dtks: Any) -> None:
    taken = walker.take(dtks)
    with desk.uow() as uow:
        uow.session.execute(text("UPDATE request SET client_name = 'Zulaikha Zubaidah'"))
    assert found(desk, "zulaikha") == []
    assert not desk.ask(lambda s: is_behind(s.connection()))
    assert lines(desk)[0][0] == taken.request_id


def test_the_upgrade_gives_old_applications_lines_places_and_words(
    desk: Desk, walker: Any, dtks: Any, stranded: Any
) -> None:
    done, still_open = walker.take(dtks), walker.take(stranded)
    walker.to(done.request_id, "penyerahan")
    before = lines(desk)
    with desk.reading() as session:
        places = session.execute(text("SELECT id, client_village, client_district FROM request")).all()
        number = session.scalar(text("SELECT number FROM letter WHERE number <> ''"))
    downgrade(desk, "0006")
    desk.bring_up_to_date()
    with desk.reading() as session:
        again = session.execute(text("SELECT id, client_village, client_district FROM request")).all()
        triggers = set(session.scalars(text("SELECT name FROM sqlite_schema WHERE type = 'trigger'")))
    assert again == places
    assert [row[:4] + row[7:] for row in lines(desk)] == [row[:4] + row[7:] for row in before]
    assert found(desk, number) == [done.request_id]
    assert found(desk, still_open.receipt) == [still_open.request_id]
    assert {"request_line_added", "request_line_moved", "letter_number_added"} <= triggers
