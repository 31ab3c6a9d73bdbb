"""Who looked at whose NIK: written down, read by the heads only, page by page."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from dinsos_desk.db.queries.people.shown import ShownFilter
from dinsos_desk.db.queries.recaps.figures import Period
from dinsos_desk.desk import Desk
from dinsos_desk.domain.people import PartyKind, Person
from dinsos_desk.domain.routing import Role
from dinsos_desk.errors import UserError
from dinsos_desk.usecases.actor import Actor
from dinsos_desk.usecases.people.correcting import form_of
from dinsos_desk.usecases.people.shown import ShownAt, identity_numbers, lookers, looks
from tests.factories import colleague
from tests.family import CHILD, SITI

NOVEMBER = ShownFilter(Period(date(2026, 11, 1), date(2026, 11, 30)))


@pytest.fixture
def siti(desk: Desk) -> int:
    with desk.uow() as uow:
        known_id = uow.people.keep(SITI, None, 1, desk.now())
        uow.commit()
    return known_id


def test_every_look_says_who_whose_when_and_where(
    desk: Desk, actor: Actor, siti: int, at_moment: Callable[..., datetime]
) -> None:
    first = at_moment(2026, 11, 3, 9, 0)
    identity_numbers(desk.uow(), actor, siti, first)
    second = at_moment(2026, 11, 30, 23, 59)
    form_of(desk.uow(), actor, PartyKind.PERSON, siti, second)
    operator = colleague(desk, actor, Role.OPERATOR)
    identity_numbers(desk.uow(), operator, siti, at_moment(2026, 12, 1, 0, 0), ShownAt.INTAKE)
    rows = looks(desk.reader(), actor, NOVEMBER)
    assert [(row.at, row.user, row.name, row.place) for row in rows] == [
        (second, actor.name, "Siti Nurhayati", "formulir"),
        (first, actor.name, "Siti Nurhayati", "halaman"),
    ]
    assert SITI.nik not in repr(rows)
    assert rows[0].masked_nik.startswith("1673•")
    december = ShownFilter(Period(date(2026, 11, 1), date(2026, 12, 31)), operator.user_id)
    assert [row.place for row in looks(desk.reader(), actor, december)] == ["penerimaan"]
    assert {known for known, _ in lookers(desk.reader(), actor)} == {actor.user_id, operator.user_id}


def test_pages_follow_each_other_without_a_gap(desk: Desk, actor: Actor, siti: int) -> None:
    start = datetime(2026, 11, 2, 8, 0)
    for number in range(25):
        identity_numbers(desk.uow(), actor, siti, start + timedelta(minutes=number // 3))
    seen, after = [], None
    while page := looks(desk.reader(), actor, NOVEMBER, after, 10):
        seen += page
        after = page[-1]
    assert [row.id for row in seen] == list(range(25, 0, -1))


def test_only_the_heads_may_see_it(desk: Desk, actor: Actor, siti: int) -> None:
    for role in (Role.KADIS, Role.SEKRETARIS, Role.ADMIN):
        assert looks(desk.reader(), replace(actor, roles=frozenset({role})), NOVEMBER) == ()
    for role in (Role.PETUGAS, Role.KASI, Role.KABID, Role.OPERATOR):
        stranger = replace(actor, roles=frozenset({role}))
        for act in (looks, lambda u, a, _: lookers(u, a)):
            with pytest.raises(UserError, match="tidak_berwenang"):
                act(desk.reader(), stranger, NOVEMBER)


def test_without_a_nik_the_kk_is_named(desk: Desk, actor: Actor) -> None:
    with desk.uow() as uow:
        person: Person = replace(CHILD, nik="")
        known = uow.people.keep(person, None, 1, desk.now())
        uow.commit()
    identity_numbers(desk.uow(), actor, known, datetime(2026, 11, 5, 8, 0))
    (row,) = looks(desk.reader(), actor, NOVEMBER)
    assert row.masked_nik.startswith("KK ")
