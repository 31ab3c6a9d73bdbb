"""When obligations fall due: month ends, the birthday that ends them, and which is the next."""

from datetime import date, timedelta
from itertools import islice

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dinsos_desk.domain.dates import years_between
from dinsos_desk.domain.periodic import birthday, due_dates, next_due

days = st.dates(date(1990, 1, 1), date(2090, 12, 31))
months = st.integers(1, 120)


def test_the_31st_is_the_last_day_of_each_month_and_comes_back():
    dates = list(islice(due_dates(date(2026, 1, 31), 1), 4))
    assert dates == [date(2026, 2, 28), date(2026, 3, 31), date(2026, 4, 30), date(2026, 5, 31)]


def test_a_leap_day_returns_on_leap_years():
    dates = list(islice(due_dates(date(2024, 2, 29), 12), 4))
    assert dates == [date(2025, 2, 28), date(2026, 2, 28), date(2027, 2, 28), date(2028, 2, 29)]


def test_the_birthday_itself_is_free():
    end = birthday(date(2010, 6, 1), 18)
    assert list(due_dates(date(2026, 6, 1), 12, end)) == [date(2027, 6, 1)]


def test_an_obligation_that_never_begins_has_no_date():
    assert list(due_dates(date(2026, 6, 1), 12, date(2026, 7, 1))) == []
    assert next_due(date(2026, 6, 1), 12, date(2026, 7, 1), ()) is None


def test_the_end_of_the_calendar_is_no_error():
    assert list(due_dates(date(9990, 1, 1), 120)) == []


@given(born=days, age=st.integers(1, 120))
def test_on_the_birthday_one_has_that_age_and_not_the_day_before(born: date, age: int):
    day = birthday(born, age)
    assert years_between(born, day) == age
    assert years_between(born, day - timedelta(days=1)) == age - 1


@given(since=days, every=months)
def test_due_dates_rise_by_their_months(since: date, every: int):
    dates = list(islice(due_dates(since, every), 12))
    assert dates == sorted(set(dates))
    assert all(due > since for due in dates)
    for number, due in enumerate(dates, 1):
        passed = (due.year - since.year) * 12 + due.month - since.month
        assert passed == every * number
        assert due.day <= since.day


@given(since=days, every=months, until=days)
def test_none_falls_on_or_after_the_end(since: date, every: int, until: date):
    assert all(due < until for due in due_dates(since, every, until))


@given(since=days, every=months, count=st.integers(0, 8))
def test_the_next_is_the_first_that_is_not_met(since: date, every: int, count: int):
    dates = list(islice(due_dates(since, every), count + 1))
    assert next_due(since, every, None, dates[:count]) == dates[count]


@given(since=days, every=months, count=st.integers(1, 8), gap=st.integers(0, 7))
def test_a_withdrawn_one_comes_back(since: date, every: int, count: int, gap: int):
    dates = list(islice(due_dates(since, every), count))
    gap = gap % count
    assert next_due(since, every, None, [d for d in dates if d != dates[gap]]) == dates[gap]


@pytest.mark.parametrize("shift", [1, 40, 400])
def test_what_was_met_before_a_correction_is_not_asked_again(shift: int):
    since = date(2026, 1, 15)
    met = [date(2027, 1, 15), date(2028, 1, 15)]
    corrected = since + timedelta(days=shift)
    due = next_due(corrected, 12, None, met)
    assert due is not None
    assert due > met[-1]
    assert due in set(islice(due_dates(corrected, 12), 5))
