"""The desk's clock never goes back, notices a PC's clock set back or forward, and can be set right."""

from datetime import datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from dinsos_desk.domain.desk_clock import LONG_AWAY, TOLERANCE, ClockKind, DeskClock

START = datetime(2026, 11, 23, 8, 14)


class Pc:
    """A PC whose clock can be set, while true time goes on."""

    def __init__(self) -> None:
        self.moment, self.ticks = START, 1000.0
        self.clock = DeskClock(lambda: self.moment, lambda: self.ticks)

    def pass_time(self, **span: float) -> None:
        self.moment += timedelta(**span)
        self.ticks += timedelta(**span).total_seconds()


def test_it_goes_with_the_pc():
    pc = Pc()
    assert pc.clock() == START
    pc.pass_time(minutes=40)
    assert pc.clock() == START + timedelta(minutes=40)
    assert pc.clock.news() is None


def test_set_back_while_running_it_goes_on_at_its_own_pace():
    pc = Pc()
    pc.clock()
    pc.moment -= timedelta(days=365)
    pc.pass_time(minutes=3)
    assert pc.clock() == START + timedelta(minutes=3)
    news = pc.clock.news()
    assert news is not None
    assert news.kind is ClockKind.BACK
    assert news.pc == START - timedelta(days=365) + timedelta(minutes=3)
    pc.clock.put_aside()
    assert pc.clock.news() is not None
    pc.moment += timedelta(days=365)
    assert pc.clock.news() is None
    assert pc.clock() == START + timedelta(minutes=3)


def test_a_small_step_back_lets_time_stand_and_says_nothing():
    pc = Pc()
    pc.clock()
    pc.moment -= timedelta(minutes=4)
    assert pc.clock() == START
    pc.pass_time(minutes=3)
    assert pc.clock() == START
    pc.pass_time(minutes=2)
    assert pc.clock() == START + timedelta(minutes=1)
    assert pc.clock.news() is None


def test_set_back_before_the_start_it_goes_on_from_the_last_moment_seen():
    pc = Pc()
    seen = START + timedelta(days=40)
    pc.clock.go_on_from(seen)
    assert pc.clock() == seen
    news = pc.clock.news()
    assert news is not None
    assert (news.kind, news.pc, news.shown) == (ClockKind.BACK, START, seen)
    pc.pass_time(hours=2)
    assert pc.clock() == seen + timedelta(hours=2)


def test_set_forward_while_running_is_followed_and_said():
    pc = Pc()
    pc.clock()
    pc.moment += timedelta(hours=1)
    assert pc.clock() == START + timedelta(hours=1)
    news = pc.clock.news()
    assert news is not None
    assert (news.kind, news.pc, news.shown) == (ClockKind.AHEAD, START + timedelta(hours=1), START)
    pc.clock.put_aside()
    assert pc.clock.news() is None


def test_sleep_is_no_step():
    pc = Pc()
    pc.clock()
    pc.pass_time(days=3)
    assert pc.clock() == START + timedelta(days=3)
    assert pc.clock.news() is None


def test_a_long_absence_is_asked_about_an_ordinary_one_not():
    for days, kind in ((14, None), (45, ClockKind.AWAY)):
        pc = Pc()
        pc.clock.go_on_from(START - timedelta(days=days))
        assert pc.clock() == START
        news = pc.clock.news()
        assert (news.kind if news else None) is kind
    assert timedelta(days=14) < LONG_AWAY < timedelta(days=45)


def test_a_clock_set_right_after_being_behind_is_no_news():
    pc = Pc()
    pc.clock.go_on_from(START + timedelta(days=400))
    pc.clock()
    pc.moment += timedelta(days=401)
    assert pc.clock() == START + timedelta(days=401)
    assert pc.clock.news() is None


def test_somebody_says_that_the_pc_is_right():
    pc = Pc()
    ahead = START + timedelta(days=1500)
    pc.clock.go_on_from(ahead)
    assert pc.clock() == ahead
    pc.clock.go_on_from(pc.clock.pc())
    assert pc.clock() == START
    assert pc.clock.news() is None


def test_an_office_without_a_last_moment_begins_with_the_pc():
    pc = Pc()
    pc.pass_time(days=100)
    pc.clock.go_on_from(None)
    assert pc.clock() == START + timedelta(days=100)
    assert pc.clock.news() is None


@given(
    st.lists(
        st.tuples(
            st.integers(-10_000_000, 10_000_000), st.floats(0, 100_000, allow_nan=False, allow_infinity=False)
        ),
        max_size=30,
    )
)
def test_it_never_goes_back_and_is_never_behind_the_pc_by_more_than_it_should(steps):
    pc = Pc()
    last = pc.clock()
    for jump, seconds in steps:
        pc.moment += timedelta(seconds=jump)
        pc.pass_time(seconds=int(seconds))
        shown = pc.clock()
        assert shown >= last
        assert shown >= pc.moment - TOLERANCE
        last = shown
