from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dinsos_desk.domain.faults import Fault
from dinsos_desk.domain.office_hours import PERPRES_WEEK, DayHours
from ui.settings.hours import (
    ClosedDay,
    TypedDay,
    closed_days,
    read_clock,
    read_closed_day,
    read_week,
    typed_clock,
    typed_week,
)

MINUTES = st.times().map(lambda t: t.replace(second=0, microsecond=0))


@given(MINUTES)
def test_a_clock_is_read_back(clock: time) -> None:
    assert read_clock(typed_clock(clock)) == clock
    assert read_clock(f"{clock:%H:%M}") == clock
    assert read_clock(f" {clock:%H%M} ") == clock


@pytest.mark.parametrize("typed", ["", "24.00", "7.60", "7.3", "pagi", "12345", "-1", "7,30"])
def test_what_is_no_clock_is_none(typed: str) -> None:
    assert read_clock(typed) is None


def test_a_bare_hour_is_a_whole_one() -> None:
    assert read_clock("7") == time(7)


@given(
    st.lists(
        st.one_of(st.none(), st.lists(MINUTES, min_size=4, max_size=4, unique=True)), min_size=7, max_size=7
    )
)
def test_a_week_is_read_back(days: list[list[time] | None]) -> None:
    week = tuple(
        DayHours(d[0], d[3], d[1], d[2]) if (d := sorted(day) if day else None) is not None else None
        for day in days
    )
    assert read_week(typed_week(week), "hari") == week


@pytest.mark.parametrize(
    ("day", "code"),
    [
        (TypedDay("25.00", "16.00"), "jam_salah"),
        (TypedDay("07.30", ""), "jam_tidak_lengkap"),
        (TypedDay("", "", "12.00", "13.00"), "jam_tidak_lengkap"),
        (TypedDay("16.00", "07.30"), "jam_terbalik"),
        (TypedDay("07.30", "16.00", "12.00"), "istirahat_tidak_lengkap"),
        (TypedDay("07.30", "16.00", "06.00", "07.00"), "istirahat_di_luar_jam"),
        (TypedDay("07.30", "16.00", "13.00", "12.00"), "istirahat_di_luar_jam"),
    ],
)
def test_impossible_hours_are_named_at_their_day(day: TypedDay, code: str) -> None:
    typed = [*typed_week(PERPRES_WEEK)]
    typed[3] = day
    read = read_week(typed, "hari")
    assert [(f.code, f.place) for f in read if isinstance(f, Fault)] == [(code, "hari.3")]


def test_closed_days_are_in_order_and_need_a_name() -> None:
    days = {date(2027, 1, 1): "Tahun Baru", date(2026, 12, 25): "Natal"}
    assert [closed.name for closed in closed_days(days)] == ["Natal", "Tahun Baru"]
    assert read_closed_day(date(2026, 12, 31), "  Tutup  buku ") == ClosedDay(
        date(2026, 12, 31), "Tutup buku"
    )
    wrong = read_closed_day(None, " ")
    assert isinstance(wrong, tuple)
    assert [fault.place for fault in wrong] == ["tanggal_libur", "keterangan_libur"]
