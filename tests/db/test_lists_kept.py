"""What a user keeps of the list: columns, widths, order, and filters under a name."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dinsos_desk.db.queries.requests.rows import NEWEST_FIRST, Filter, Sort, SortKey
from dinsos_desk.desk import Desk
from dinsos_desk.domain.routing import RequestState, Role
from dinsos_desk.errors import UserError
from dinsos_desk.messages import sentence
from dinsos_desk.usecases.actor import Actor
from dinsos_desk.usecases.requests.lists import (
    PERIODS,
    Layout,
    as_of,
    delete_filter,
    filter_from_plain,
    filter_to_plain,
    keep_layout,
    layout_of,
    rename_filter,
    save_filter,
    saved_filters,
    span_of,
)
from tests.factories import colleague

TODAY = date(2026, 11, 23)
DAYS = st.dates(date(2020, 1, 1), date(2030, 1, 1))
FILTERS = st.builds(
    Filter,
    text=st.text(max_size=20),
    services=st.lists(st.text(max_size=9), max_size=3).map(tuple),
    states=st.lists(st.sampled_from(RequestState), max_size=3).map(tuple),
    late=st.booleans(),
    due_today=st.booleans(),
    received=st.none() | st.tuples(DAYS, DAYS).map(lambda pair: (min(pair), max(pair))),
    mine=st.frozensets(st.sampled_from(Role), max_size=3),
    division=st.text(max_size=9),
    stages=st.lists(st.text(max_size=9), max_size=2).map(tuple),
    officers=st.lists(st.integers(1, 99), max_size=2).map(tuple),
    districts=st.lists(st.text(max_size=9), max_size=2).map(tuple),
    villages=st.lists(st.text(max_size=9), max_size=2).map(tuple),
)


@given(FILTERS)
def test_a_filter_comes_back_as_it_was(wanted: Filter) -> None:
    assert filter_from_plain(filter_to_plain(wanted), TODAY) == wanted


NAMES = st.sampled_from([*Filter.__dataclass_fields__, "asing"])
ANYTHING = st.none() | st.integers() | st.text() | st.lists(st.integers() | st.text())


@given(st.dictionaries(NAMES, ANYTHING))
def test_what_is_not_understood_is_left_out(plain: dict[str, object]) -> None:
    assert isinstance(filter_from_plain(plain, TODAY), Filter)


def test_a_named_period_goes_on_with_the_calendar() -> None:
    for code, _ in PERIODS:
        wanted = Filter(received=span_of(code, TODAY), period=code)
        kept = filter_to_plain(wanted)
        assert "received" not in kept
        later = TODAY + timedelta(days=40)
        assert filter_from_plain(kept, later) == replace(wanted, received=span_of(code, later))
        assert as_of(wanted, later).received == span_of(code, later)
    assert span_of("minggu_ini", date(2026, 11, 25)) == (TODAY, date(2026, 11, 25))


def test_columns_widths_and_order_are_each_users_own(desk: Desk, actor: Actor) -> None:
    other = colleague(desk, actor, Role.KASI)
    assert layout_of(desk.reader(), actor) == Layout()
    wanted = Layout(("nama", "desa"), {"nama": 320}, Sort(SortKey.VILLAGE, True))
    keep_layout(desk.uow(), actor, wanted)
    keep_layout(desk.uow(), actor, replace(wanted, columns=("desa", "nama")))
    assert layout_of(desk.reader(), actor) == replace(wanted, columns=("desa", "nama"))
    assert layout_of(desk.reader(), other) == Layout()


@pytest.mark.parametrize(
    "kept",
    [
        None,
        [],
        "x",
        {"columns": 7, "widths": ["a"], "sort": "entah"},
        {"columns": [1, None], "widths": {"nama": "x"}, "sort": []},
    ],
)
def test_a_layout_that_is_not_understood_is_the_usual_one(desk: Desk, actor: Actor, kept: object) -> None:
    with desk.uow() as uow:
        uow.preferences.remember(actor.user_id, "daftar/permohonan", kept)
        uow.commit()
    assert layout_of(desk.reader(), actor) == Layout(sort=NEWEST_FIRST)


def test_filters_are_saved_renamed_deleted_and_brought_back(desk: Desk, actor: Actor) -> None:
    late = Filter(late=True)
    first = save_filter(desk.uow(), actor, "  Terlambat   saya ", late)
    second = save_filter(desk.uow(), actor, "Anak", Filter(text="anak"))
    saved = saved_filters(desk.reader(), actor, TODAY)
    assert [(one.name, one.filter) for one in saved] == [
        ("Anak", Filter(text="anak")),
        ("Terlambat saya", late),
    ]
    with pytest.raises(UserError) as refused:
        save_filter(desk.uow(), actor, "terlambat SAYA", Filter())
    assert "Terlambat saya" in sentence(refused.value).text
    assert save_filter(desk.uow(), actor, "Terlambat Saya", Filter(due_today=True), over=True) == first
    with pytest.raises(UserError, match="nama_saringan_dipakai"):
        rename_filter(desk.uow(), actor, second, "terlambat saya")
    rename_filter(desk.uow(), actor, second, "ANAK")
    delete_filter(desk.uow(), actor, first)
    assert [one.name for one in saved_filters(desk.reader(), actor, TODAY)] == ["ANAK"]
    with pytest.raises(UserError, match="saringan_tidak_ditemukan"):
        rename_filter(desk.uow(), actor, first, "Lain")
    delete_filter(desk.uow(), actor, first)


@pytest.mark.parametrize(
    ("name", "code"), [("   ", "nama_saringan_kosong"), ("x" * 61, "nama_saringan_panjang")]
)
def test_a_name_that_cannot_be_is_refused(desk: Desk, actor: Actor, name: str, code: str) -> None:
    with pytest.raises(UserError, match=code):
        save_filter(desk.uow(), actor, name, Filter())


def test_nobody_touches_the_filters_of_another(desk: Desk, actor: Actor) -> None:
    other = colleague(desk, actor, Role.KASI)
    mine = save_filter(desk.uow(), actor, "Milik saya", Filter(late=True))
    assert saved_filters(desk.reader(), other, TODAY) == ()
    delete_filter(desk.uow(), other, mine)
    with pytest.raises(UserError, match="saringan_tidak_ditemukan"):
        rename_filter(desk.uow(), other, mine, "Milik orang")
    assert len(saved_filters(desk.reader(), actor, TODAY)) == 1
