"""The figures of the queue: counted in SQL, the same as counted by hand, and they reconcile."""

from datetime import date, datetime, timedelta
from math import ceil
from statistics import median

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete

from dinsos_desk.db.queries.queue.figures import QueueFigures, Span, queue_recap
from dinsos_desk.db.queries.recaps.figures import Period
from dinsos_desk.db.repositories.rows import add_row
from dinsos_desk.db.tables import QueueTicket
from dinsos_desk.domain.queue import TicketState
from dinsos_desk.usecases.recaps.workbook import month

TODAY = date(2026, 11, 23)
NOVEMBER = month(2026, 11)
ENDED = (TicketState.DONE, TicketState.ABSENT, TicketState.CANCELLED, TicketState.UNREACHED)


def ninetieth(values):
    return sorted(values)[ceil(0.9 * len(values)) - 1]


def put(desk, actor, *tickets):
    """Write tickets down as they are: (day, line, state, seconds waited, seconds served)."""
    with desk.uow() as uow:
        uow.session.execute(delete(QueueTicket))
        for number, (day, line, state, waited, served) in enumerate(tickets, 1):
            taken = datetime.combine(day, datetime.min.time()) + timedelta(hours=8, seconds=number)
            called = None if waited is None else taken + timedelta(seconds=waited)
            begun = called if served is not None else None
            values = {
                "day": day,
                "line": line,
                "number": number,
                "place": number,
                "state": state.value,
                "priority": number % 3 == 0,
                "taken_at": taken,
                "taken_by": actor.user_id,
                "called_at": called,
                "counter": "",
                "calls": 0,
                "served_at": begun,
                "finished_at": None if begun is None else begun + timedelta(seconds=served),
            }
            add_row(uow.session, QueueTicket, values)
        uow.commit()


def recap(desk, period=NOVEMBER, today=TODAY):
    return desk.ask(lambda session: queue_recap(session, period, today))


def test_a_period_without_numbers_has_no_figures(desk):
    empty = recap(desk)
    assert empty.lines == empty.days == ()
    assert empty.total == QueueFigures(None, "")
    assert empty.total.reconciles


def test_a_morning_by_hand(desk, actor):
    """Eleven waits of 1 to 11 minutes: the median is the sixth, nine of ten waited no longer than ten."""
    put(
        desk,
        actor,
        *((TODAY, "A", TicketState.DONE, 60 * minutes, 30 * minutes) for minutes in range(1, 12)),
        (TODAY, "B", TicketState.ABSENT, 600, None),
        (TODAY, "B", TicketState.WAITING, None, None),
        (TODAY - timedelta(days=3), "B", TicketState.DONE, 0, 0),
        (TODAY - timedelta(days=31), "B", TicketState.DONE, 9000, 9000),
    )
    found = recap(desk)
    a, b = found.lines
    assert (a.line, a.taken, a.served) == ("A", 11, 11)
    assert (a.wait, a.service) == (Span(360, 600), Span(180, 300))
    assert (b.line, b.taken, b.served, b.absent, b.open) == ("B", 3, 1, 1, 1)
    assert (b.wait, b.service) == (Span(300, 600), Span(0, 0))
    assert [figures.day for figures in found.days] == [TODAY - timedelta(days=3), TODAY]
    assert [figures.taken for figures in found.days] == [1, 13]
    assert (found.total.taken, found.total.priority) == (14, 4)


def test_what_an_earlier_day_left_is_not_counted_as_waiting(desk, actor):
    states = (TicketState.WAITING, TicketState.CALLED, TicketState.SERVED)
    before = TODAY - timedelta(days=1)
    put(desk, actor, *((before, "A", state, None, None) for state in states))
    total = recap(desk).total
    assert (total.unreached, total.absent, total.served, total.open) == (1, 1, 1, 0)
    assert total.service == Span()
    assert recap(desk, today=before).total.open == 3


TICKETS = st.lists(
    st.tuples(
        st.sampled_from([TODAY, TODAY - timedelta(days=1), TODAY - timedelta(days=8)]),
        st.sampled_from("AB"),
        st.sampled_from([*ENDED, TicketState.WAITING, TicketState.CALLED, TicketState.SERVED]),
        st.none() | st.integers(0, 20_000),
        st.none() | st.integers(0, 20_000),
    ),
    max_size=25,
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(tickets=TICKETS)
def test_the_database_counts_as_one_would_by_hand(desk, actor, tickets):
    tickets = [(d, line, s, w, v if w is not None else None) for d, line, s, w, v in tickets]
    put(desk, actor, *tickets)
    found = recap(desk)
    assert found.total.taken == len(tickets)
    for figures in (*found.lines, *found.days, found.total):
        assert figures.reconciles
        own = [
            one for one in tickets
            if (figures.day is None or one[0] == figures.day) and figures.line in ("", one[1])
        ]  # fmt: skip
        assert figures.taken == len(own)
        for span, place in ((figures.wait, 3), (figures.service, 4)):
            values = [one[place] for one in own if one[place] is not None]
            if not values:
                assert span == Span()
            else:
                assert span.median == pytest.approx(median(values), abs=0.51)
                assert span.ninetieth == ninetieth(values)
    for parts in (found.lines, found.days):
        for name in ("taken", "served", "absent", "cancelled", "unreached", "open", "priority"):
            assert sum(getattr(part, name) for part in parts) == getattr(found.total, name)


def test_a_period_has_both_its_ends(desk, actor):
    put(desk, actor, *((TODAY - timedelta(days=back), "A", TicketState.DONE, 1, 1) for back in range(4)))
    found = recap(desk, Period(TODAY - timedelta(days=2), TODAY - timedelta(days=1)))
    assert found.total.taken == 2
