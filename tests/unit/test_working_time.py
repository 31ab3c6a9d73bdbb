from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from dinsos_desk.domain.holidays_id import knows_joint_leave, national_closures, ramadan_estimate
from dinsos_desk.domain.office_hours import DayHours, OfficeHours
from dinsos_desk.domain.working_time import (
    TimeUnit,
    add_months,
    add_worked,
    due_after_pauses,
    due_at,
    elapsed,
    net_worked,
    reception_day,
    remaining,
    worked,
)

HOURS = OfficeHours(
    closed=frozenset(national_closures(2026)) | frozenset(national_closures(2027)),
    ramadan_spans=ramadan_estimate(2026) + ramadan_estimate(2027),
)
H, M, D, WD, C, MO = (
    TimeUnit.WORKING_HOURS,
    TimeUnit.MINUTES,
    TimeUnit.HOURS,
    TimeUnit.WORKING_DAYS,
    TimeUnit.DAYS,
    TimeUnit.MONTHS,
)


def at(text: str) -> datetime:
    return datetime.strptime(text, "%Y-%m-%d %H.%M")


# In 2026: 19 November is a Thursday; Ramadan 19 February to 20 March; Idul Fitri with cuti bersama and
# Nyepi close 18 to 24 March; Christmas closes 24 and 25 December; 1 and 5 January 2027 are closed.
EXAMPLES = [
    ("a Thursday evening hour ends on Friday", "2026-11-19 15.30", 1, H, "2026-11-20 08.00"),
    ("inside the morning", "2026-11-19 10.00", 1, H, "2026-11-19 11.00"),
    ("over the break", "2026-11-19 11.30", 1, H, "2026-11-19 13.30"),
    ("over the long Friday break", "2026-11-20 11.00", 1, H, "2026-11-20 13.30"),
    ("Friday evening to Monday", "2026-11-20 16.00", 1, H, "2026-11-23 08.00"),
    ("ends exactly at closing", "2026-11-19 15.00", 1, H, "2026-11-19 16.00"),
    ("starts exactly at closing", "2026-11-19 16.00", 1, H, "2026-11-20 08.30"),
    ("starts at night", "2026-11-19 20.00", 1, H, "2026-11-20 08.30"),
    ("starts before opening", "2026-11-19 06.00", 1, H, "2026-11-19 08.30"),
    ("starts in the break", "2026-11-19 12.15", 1, H, "2026-11-19 14.00"),
    ("ends exactly at the break", "2026-11-19 11.00", 1, H, "2026-11-19 12.00"),
    ("starts on Saturday", "2026-11-21 10.00", 1, H, "2026-11-23 08.30"),
    ("a working day has 7.5 hours", "2026-11-23 07.30", 8, H, "2026-11-24 08.00"),
    ("a week has 37.5 hours", "2026-11-18 08.00", 38, H, "2026-11-25 08.30"),
    ("over Nyepi and Idul Fitri", "2026-03-17 14.30", 1, H, "2026-03-25 08.00"),
    ("short break of Ramadan", "2026-02-23 11.30", 1, H, "2026-02-23 13.00"),
    ("Friday break of Ramadan", "2026-02-27 11.00", 1, H, "2026-02-27 13.00"),
    ("into the first day of Ramadan", "2026-02-18 15.30", 1, H, "2026-02-19 08.30"),
    ("Ramadan closes at three", "2026-02-23 14.30", 1, H, "2026-02-24 08.30"),
    ("over Christmas and its cuti bersama", "2026-12-23 15.45", 1, H, "2026-12-28 08.15"),
    ("over the end of the year", "2026-12-31 15.30", 1, H, "2027-01-04 08.00"),
    ("minutes stop at closing", "2026-11-19 15.50", 15, M, "2026-11-20 07.35"),
    ("minutes stop in the break", "2026-11-19 11.55", 10, M, "2026-11-19 13.05"),
    ("minutes at the desk", "2026-11-19 09.00", 15, M, "2026-11-19 09.15"),
    ("minutes over a long weekend", "2026-12-23 15.55", 30, M, "2026-12-28 07.55"),
    ("hours run past closing", "2026-11-19 15.30", 1, D, "2026-11-19 16.30"),
    ("hours run through the night", "2026-11-20 10.00", 24, D, "2026-11-21 10.00"),
    ("hours run over new year", "2026-12-31 20.00", 24, D, "2027-01-01 20.00"),
    ("hours run over Christmas", "2026-12-23 10.00", 72, D, "2026-12-26 10.00"),
    ("next working day", "2026-11-23 10.00", 1, WD, "2026-11-24 16.00"),
    ("due on a Friday closes later", "2026-11-19 10.00", 1, WD, "2026-11-20 16.30"),
    ("Friday to Monday", "2026-11-20 10.00", 1, WD, "2026-11-23 16.00"),
    ("received at the last moment", "2026-11-20 16.30", 1, WD, "2026-11-23 16.00"),
    ("received a minute too late", "2026-11-20 16.31", 1, WD, "2026-11-24 16.00"),
    ("received on Saturday", "2026-11-21 10.00", 1, WD, "2026-11-24 16.00"),
    ("received before opening", "2026-11-23 05.00", 1, WD, "2026-11-24 16.00"),
    ("received in the break", "2026-11-23 12.30", 1, WD, "2026-11-24 16.00"),
    ("seven working days", "2026-11-23 10.00", 7, WD, "2026-12-02 16.00"),
    ("three working days over Idul Fitri", "2026-03-16 10.00", 3, WD, "2026-03-26 16.00"),
    ("due inside Ramadan", "2026-03-16 10.00", 1, WD, "2026-03-17 15.00"),
    ("due on a Friday in Ramadan", "2026-02-26 10.00", 1, WD, "2026-02-27 15.30"),
    ("Thursday holiday, Friday cuti bersama", "2026-05-13 10.00", 1, WD, "2026-05-18 16.00"),
    ("Idul Adha in the middle", "2026-05-20 09.00", 5, WD, "2026-05-29 16.30"),
    ("two holidays after new year", "2026-12-31 10.00", 2, WD, "2027-01-06 16.00"),
    ("Independence Day on a Monday", "2026-08-14 09.00", 1, WD, "2026-08-18 16.00"),
    ("received in a long weekend before Ramadan", "2026-02-15 10.00", 1, WD, "2026-02-19 15.00"),
    ("a calendar day", "2026-11-19 10.00", 1, C, "2026-11-20 16.30"),
    ("a calendar day into the weekend", "2026-11-20 10.00", 1, C, "2026-11-21 23.59"),
    ("three calendar days over the weekend", "2026-11-20 10.00", 3, C, "2026-11-23 16.00"),
    ("calendar days to Christmas", "2026-12-23 10.00", 2, C, "2026-12-25 23.59"),
    ("calendar days from the evening", "2026-11-19 20.00", 1, C, "2026-11-20 16.30"),
    ("calendar days over the year", "2026-12-25 10.00", 7, C, "2027-01-01 23.59"),
    ("a month", "2026-11-23 10.00", 1, MO, "2026-12-23 16.00"),
    ("a month to a shorter one", "2026-08-31 10.00", 1, MO, "2026-09-30 16.00"),
    ("a month to February, a Saturday", "2026-01-31 10.00", 1, MO, "2026-02-28 23.59"),
    ("three months over the year", "2026-11-30 10.00", 3, MO, "2027-02-28 23.59"),
    ("a month to a leap day", "2028-01-31 10.00", 1, MO, "2028-02-29 16.00"),
    ("a month over the year, a Friday", "2026-12-15 10.00", 1, MO, "2027-01-15 16.30"),
    ("nothing promised", "2026-11-21 10.00", 0, WD, "2026-11-21 10.00"),
]


@pytest.mark.parametrize(
    ("start", "amount", "unit", "due"), [e[1:] for e in EXAMPLES], ids=[e[0] for e in EXAMPLES]
)
def test_due_at_matches_hand_worked_examples(start: str, amount: int, unit: TimeUnit, due: str) -> None:
    assert due_at(at(start), amount, unit, HOURS) == at(due)


@pytest.mark.parametrize(
    ("start", "end", "hours"),
    [
        ("2026-11-19 07.30", "2026-11-19 16.00", 7.5),
        ("2026-11-20 00.00", "2026-11-20 23.59", 7.5),
        ("2026-11-16 00.00", "2026-11-23 00.00", 37.5),
        ("2026-02-23 00.00", "2026-03-02 00.00", 32.5),
        ("2026-11-19 12.10", "2026-11-19 12.50", 0),
        ("2026-11-21 08.00", "2026-11-22 20.00", 0),
        ("2026-03-18 00.00", "2026-03-25 00.00", 0),
        ("2026-11-19 15.00", "2026-11-20 08.30", 2),
        ("2026-11-20 08.30", "2026-11-19 15.00", 0),
    ],
)
def test_worked(start: str, end: str, hours: float) -> None:
    assert worked(at(start), at(end), HOURS) == timedelta(hours=hours)


@pytest.mark.parametrize(
    ("start", "end", "unit", "amount"),
    [
        ("2026-11-19 15.30", "2026-11-20 08.00", H, 1),
        ("2026-11-19 15.30", "2026-11-20 08.00", M, 60),
        ("2026-11-19 15.30", "2026-11-20 08.00", D, 16.5),
        ("2026-11-19 15.30", "2026-11-23 08.00", WD, 2),
        ("2026-11-21 15.30", "2026-11-23 08.00", WD, 0),
        ("2026-11-21 15.30", "2026-11-22 08.00", WD, 0),
        ("2026-11-19 15.30", "2026-11-23 08.00", C, 4),
        ("2026-01-31 15.30", "2026-02-28 08.00", MO, 1),
        ("2026-01-31 15.30", "2026-02-27 08.00", MO, 0),
        ("2026-11-23 08.00", "2026-11-19 15.30", H, 0),
    ],
)
def test_elapsed(start: str, end: str, unit: TimeUnit, amount: float) -> None:
    assert elapsed(at(start), at(end), unit, HOURS) == pytest.approx(amount)


@pytest.mark.parametrize(
    ("start", "amount", "unit", "pauses", "due"),
    [
        ("2026-11-19 09.00", 1, H, [("2026-11-19 09.40", "2026-11-23 14.00")], "2026-11-23 14.20"),
        ("2026-11-19 09.00", 1, H, [("2026-11-19 09.40", "2026-11-21 14.00")], "2026-11-23 07.50"),
        ("2026-11-19 15.30", 1, H, [("2026-11-19 17.00", "2026-11-20 06.00")], "2026-11-20 08.00"),
        ("2026-11-19 09.00", 30, M, [("2026-11-19 09.10", "2026-11-19 10.00")], "2026-11-19 10.20"),
        ("2026-11-20 10.00", 24, D, [("2026-11-20 16.00", "2026-11-23 08.00")], "2026-11-24 02.00"),
        ("2026-11-23 10.00", 3, WD, [("2026-11-24 10.00", "2026-11-24 15.00")], "2026-11-26 16.00"),
        ("2026-11-23 10.00", 3, WD, [("2026-11-24 10.00", "2026-11-26 15.00")], "2026-11-30 16.00"),
        ("2026-11-23 10.00", 1, WD, [("2026-11-23 11.00", "2026-11-25 17.00")], "2026-11-27 16.30"),
        ("2026-11-19 10.00", 3, C, [("2026-11-20 10.00", "2026-11-23 09.00")], "2026-11-25 16.00"),
        ("2026-11-23 10.00", 2, C, [("2026-11-25 15.00", "2026-11-26 18.00")], "2026-11-27 16.30"),
        ("2026-11-23 10.00", 1, MO, [("2026-11-24 10.00", "2026-12-01 10.00")], "2026-12-30 16.00"),
        ("2026-11-19 09.00", 1, H, [("2026-11-19 10.30", "2026-11-23 14.00")], "2026-11-19 10.00"),
        (
            "2026-11-19 09.00",
            1,
            H,
            [("2026-11-19 09.10", "2026-11-19 11.00"), ("2026-11-19 11.20", "2026-11-20 08.00")],
            "2026-11-20 08.30",
        ),
    ],
)
def test_a_pause_moves_the_end(
    start: str, amount: int, unit: TimeUnit, pauses: list[tuple[str, str]], due: str
) -> None:
    stood = [(at(stopped), at(resumed)) for stopped, resumed in pauses]
    assert due_after_pauses(at(start), amount, unit, HOURS, stood) == at(due)


def test_net_and_total_time_are_both_known() -> None:
    pauses = [(at("2026-11-19 09.40"), at("2026-11-20 08.00"))]
    start, end = at("2026-11-19 09.00"), at("2026-11-20 08.20")
    assert net_worked(start, end, HOURS, pauses) == timedelta(hours=1)
    assert worked(start, end, HOURS) == timedelta(hours=6, minutes=50)


def test_remaining_counts_working_time_and_turns_negative() -> None:
    due = at("2026-11-20 08.00")
    assert remaining(at("2026-11-19 15.30"), due, H, HOURS) == timedelta(hours=1)
    assert remaining(at("2026-11-19 15.30"), due, D, HOURS) == timedelta(hours=16, minutes=30)
    assert remaining(at("2026-11-23 07.40"), due, H, HOURS) == -timedelta(hours=7, minutes=10)
    assert remaining(due, due, WD, HOURS) == timedelta()


def test_reception_day() -> None:
    assert reception_day(at("2026-11-20 16.30"), HOURS) == date(2026, 11, 20)
    assert reception_day(at("2026-11-20 16.31"), HOURS) == date(2026, 11, 23)
    assert reception_day(at("2026-03-18 09.00"), HOURS) == date(2026, 3, 25)


def test_is_open_knows_break_and_closing() -> None:
    assert HOURS.is_open(at("2026-11-19 07.30"))
    assert not HOURS.is_open(at("2026-11-19 12.00"))
    assert not HOURS.is_open(at("2026-11-19 16.00"))
    assert not HOURS.is_open(at("2026-12-24 09.00"))


def test_an_office_that_never_opens_is_refused_not_searched_for_ever() -> None:
    never = OfficeHours(week=(None,) * 7)
    for unit in (M, H, WD):
        with pytest.raises(ValueError, match="400"):
            due_at(at("2026-11-19 09.00"), 1, unit, never)
    assert due_at(at("2026-11-19 09.00"), 1, C, never) == at("2026-11-20 23.59")


def test_wrong_hours_are_refused() -> None:
    seven, twelve, one, four = time(7), time(12), time(13), time(16)
    for wrong in (
        (four, seven),
        (seven, four, twelve, None),
        (seven, four, one, twelve),
        (one, four, twelve, one),
    ):
        with pytest.raises(ValueError, match=r"hours|break"):
            DayHours(*wrong)
    with pytest.raises(ValueError, match="seven"):
        OfficeHours(week=(None,))
    with pytest.raises(ValueError, match="negative"):
        due_at(at("2026-11-19 09.00"), -1, H, HOURS)


def test_a_day_without_break() -> None:
    whole = OfficeHours(week=(DayHours(time(0), time(23, 59)),) * 7)
    assert due_at(at("2026-11-21 12.00"), 2, H, whole) == at("2026-11-21 14.00")


@pytest.mark.parametrize(("year", "closures", "working_days"), [(2026, 25, 240), (2027, 26, 242)])
def test_national_closures(year: int, closures: int, working_days: int) -> None:
    table = national_closures(year)
    office = OfficeHours(closed=frozenset(table))
    days = (date(year, 1, 1) + timedelta(days=n) for n in range(365))
    assert len(table) == closures
    assert list(table) == sorted(table)
    assert sum(office.is_working_day(day) for day in days) == working_days


def test_joint_leave_is_unknown_from_2028() -> None:
    assert knows_joint_leave(2026)
    assert knows_joint_leave(2027)
    assert not knows_joint_leave(2028)
    assert national_closures(2026)[date(2026, 12, 24)] == "Cuti Bersama Hari Raya Natal"


def test_ramadan_may_come_twice_a_year() -> None:
    assert ramadan_estimate(2026) == ((date(2026, 2, 19), date(2026, 3, 20)),)
    assert len(ramadan_estimate(2033)) == 2
    assert ramadan_estimate(2031)[0][0] == date(2030, 12, 26)


moments = st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 1)).map(lambda m: m.replace(microsecond=0))
units = st.sampled_from(TimeUnit)
amounts = st.integers(1, 40)


@given(moments, amounts, units)
def test_due_is_after_start(start: datetime, amount: int, unit: TimeUnit) -> None:
    assert due_at(start, amount, unit, HOURS) > start


@given(moments, moments, amounts, units)
def test_due_never_runs_backwards(one: datetime, other: datetime, amount: int, unit: TimeUnit) -> None:
    early, late = sorted((one, other))
    assert due_at(early, amount, unit, HOURS) <= due_at(late, amount, unit, HOURS)
    assert due_at(early, amount, unit, HOURS) < due_at(early, amount + 1, unit, HOURS) or unit is MO


@settings(max_examples=50)
@given(st.lists(moments, min_size=3, max_size=3).map(sorted))
def test_worked_is_additive(three: list[datetime]) -> None:
    start, middle, end = three
    assert worked(start, end, HOURS) == worked(start, middle, HOURS) + worked(middle, end, HOURS)


@given(moments, st.timedeltas(timedelta(seconds=1), timedelta(hours=200)))
def test_add_worked_and_worked_are_inverse(start: datetime, span: timedelta) -> None:
    assert worked(start, add_worked(start, span, HOURS), HOURS) == span


@given(moments, amounts, st.sampled_from((M, H, D, WD, C, MO)))
def test_exactly_the_promise_has_passed_when_due(start: datetime, amount: int, unit: TimeUnit) -> None:
    due = due_at(start, amount, unit, HOURS)
    assert elapsed(start, due, unit, HOURS) == pytest.approx(amount)


@given(moments, amounts, units, st.data())
def test_after_a_pause_what_was_left_is_left(
    start: datetime, amount: int, unit: TimeUnit, data: st.DataObject
) -> None:
    due = due_at(start, amount, unit, HOURS)
    stopped = data.draw(st.datetimes(start, due), "stopped")
    resumed = stopped + data.draw(st.timedeltas(timedelta(), timedelta(days=20)), "pause")
    assume(stopped < due)
    moved = due_after_pauses(start, amount, unit, HOURS, [(stopped, resumed)])
    assert moved >= due
    if unit in (M, H):
        assert worked(resumed, moved, HOURS) == worked(stopped, due, HOURS)
        assert net_worked(start, moved, HOURS, [(stopped, resumed)]) == worked(start, due, HOURS)
    else:
        assert moved >= resumed


@given(st.dates(date(1990, 1, 1), date(2090, 1, 1)), st.integers(0, 600))
def test_add_months_keeps_the_day_or_clips(day: date, months: int) -> None:
    later = add_months(day, months)
    assert (later.year - day.year) * 12 + later.month - day.month == months
    assert later.day == day.day or (later.day < day.day and (later + timedelta(days=1)).day == 1)
