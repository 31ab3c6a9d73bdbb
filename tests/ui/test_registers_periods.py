from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from ui.theme import Theme
from ui.widgets.period_picker import PeriodPicker
from ui.widgets.periods import Period, month, next_month, read_span, whole_year

TODAY = date(2026, 11, 23)


@given(st.integers(2000, 2030), st.integers(1, 12), st.integers(-500, 500))
def test_a_step_lands_on_a_month_that_can_be_chosen(year: int, number: int, step: int) -> None:
    got_year, got_month = next_month(year, number, step, 2030)
    assert 2000 <= got_year <= 2030
    assert 1 <= got_month <= 12
    wanted = year * 12 + number - 1 + step
    if 2000 * 12 <= wanted <= 2030 * 12 + 11:
        assert got_year * 12 + got_month - 1 == wanted


@given(st.dates(date(2000, 1, 1), date(2030, 12, 31)), st.dates(date(2000, 1, 1), date(2030, 12, 31)))
def test_a_span_is_read_or_refused(first: date, last: date) -> None:
    read = read_span(f"{first:%d%m%Y}", f"{last:%d/%m/%Y}", TODAY)
    if first <= last:
        assert read == Period(first, last)
    else:
        assert isinstance(read, tuple)
        assert [(fault.code, fault.place) for fault in read] == [("tanggal_terbalik", "akhir")]


@pytest.mark.parametrize(
    ("first", "last", "places"),
    [("", "", ["awal", "akhir"]), ("31/02/2026", "kemarin", ["awal"]), ("kemarin", "xyz", ["akhir"])],
)
def test_what_is_no_date_is_named(first: str, last: str, places: list[str]) -> None:
    read = read_span(first, last, TODAY)
    assert isinstance(read, tuple)
    assert [fault.place for fault in read] == places


@pytest.fixture
def picker(theme: Theme, qtbot: QtBot) -> PeriodPicker:
    made = PeriodPicker(theme, lambda: TODAY)
    qtbot.addWidget(made)
    made.show()
    return made


def test_it_begins_with_this_month_and_steps_by_key(picker: PeriodPicker, qtbot: QtBot) -> None:
    assert picker.period() == month(2026, 11)
    with qtbot.waitSignal(picker.changed) as moved:
        picker.back.click()
    assert moved.args == [month(2026, 10)]
    qtbot.keyClick(picker.kind, Qt.Key.Key_T)
    assert picker.period() == whole_year(2026)
    picker.on.click()
    assert picker.period() == whole_year(2027)
    picker.on.click()
    assert picker.period() == whole_year(2027)


def test_a_free_span_is_typed_and_faults_are_said_beneath(picker: PeriodPicker, qtbot: QtBot) -> None:
    qtbot.keyClick(picker.kind, Qt.Key.Key_R)
    assert picker.first.text() == "01/11/2026"
    line = picker.last.focusProxy()
    picker.last.set_text("")
    qtbot.keyClicks(line, "31022026")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert "bukan tanggal" in picker.error()
    assert picker.period() == month(2026, 11)
    picker.last.set_text("15112026")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert picker.error() == ""
    assert picker.period() == Period(date(2026, 11, 1), date(2026, 11, 15))
