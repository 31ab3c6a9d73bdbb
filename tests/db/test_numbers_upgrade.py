"""A database of the release before: its numbers are in the agenda, and the sequence goes on."""

from sqlalchemy import text

from dinsos_desk.db.queries.numbers import AgendaFilter, Kind, list_numbers, unexplained
from dinsos_desk.db.queries.requests.figures import Visibility
from dinsos_desk.domain.routing import Role
from tests.db.test_people_upgrade import downgrade

ALL = Visibility(frozenset(Role))


def agenda(desk):
    return desk.ask(lambda session: list_numbers(session, AgendaFilter(2026), ALL))


def test_the_numbers_given_so_far_stay(desk, walker, clock, stranded):
    numbers = []
    for _ in range(2):
        taken = walker.take(stranded)
        walker.to(taken.request_id, "penomoran")
        numbers += walker.approve(taken.request_id).numbers
        clock.forward(days=1)
    before = agenda(desk)
    downgrade(desk, "0008")
    with desk.reading() as session:
        old = session.execute(
            text("SELECT serial, number, letter_id FROM issued_number ORDER BY serial")
        ).all()
    assert [row.number for row in old] == numbers
    desk.bring_up_to_date()
    assert agenda(desk) == before
    assert [(row.kind, row.number) for row in reversed(before)] == [(Kind.PROGRAM, one) for one in numbers]
    with desk.reading() as session:
        assert list(session.execute(text("PRAGMA foreign_key_check"))) == []
        assert unexplained(session, "surat", 2026, 2) == ()
    taken = walker.take(stranded)
    walker.to(taken.request_id, "penomoran")
    assert walker.approve(taken.request_id).numbers[0].split("/")[1] == "3"
