"""How a ticket is written, and that a clock set back makes no time negative."""

from datetime import datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from dinsos_desk.db.tables import QueueTicket
from dinsos_desk.domain.queue import AFTER_THE_DAY, RECALLABLE, TicketState, not_before, ticket_label

MOMENTS = st.datetimes(datetime(2020, 1, 1), datetime(2035, 1, 1))


def test_a_ticket_is_a_letter_and_three_digits():
    assert [ticket_label("A", number) for number in (1, 42, 999, 1000)] == ["A001", "A042", "A999", "A1000"]


@given(st.integers(1, 5000), st.integers(1, 5000))
def test_two_numbers_never_look_alike(one, other):
    assert (ticket_label("A", one) == ticket_label("A", other)) == (one == other)


@given(MOMENTS, st.lists(MOMENTS | st.none(), max_size=4))
def test_no_moment_lies_before_what_came_first(now, earlier):
    moment = not_before(now, *earlier)
    assert all(moment >= one for one in earlier if one is not None)
    assert moment - now >= timedelta()
    assert moment in (now, *earlier)


def test_every_open_state_has_an_end_and_the_table_knows_every_state():
    assert not set(AFTER_THE_DAY) & set(AFTER_THE_DAY.values())
    assert set(RECALLABLE) <= set(TicketState)
    check = next(
        str(one.sqltext) for one in QueueTicket.__table__.constraints if "state_known" in str(one.name)
    )
    assert all(f"'{state.value}'" in check for state in TicketState)
