"""Words, filters and the time bar: everything of the room that needs no window."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dinsos_desk.catalog.schema import TimeLimit
from dinsos_desk.db.queries.requests.figures import Filter, RequestRow
from dinsos_desk.domain.office_hours import OfficeHours
from dinsos_desk.domain.routing import Action, RequestState, Role
from dinsos_desk.domain.working_time import TimeUnit
from dinsos_desk.usecases.review.deciding import Decided
from tests.factories import MONDAY
from ui.requests.filters import PERIODS, Names, chips, filter_words, period_of, span_of, without
from ui.requests.outcome_bar import outcome_words
from ui.requests.time_left import time_left
from ui.requests.words import (
    deadline_tone,
    deadline_words,
    is_late,
    is_soon,
    moment_words,
    span_words,
    status_of,
)
from ui.theme import Tone


def row(**changes: object) -> RequestRow:
    values: dict[str, object] = {
        "id": 1,
        "receipt": "2026-0001",
        "client_name": "Ahmad Fauzi",
        "applicant_name": "Ahmad Fauzi",
        "service_code": "contoh-layanan",
        "service_name": "Layanan contoh",
        "stage_name": "Paraf Kasi",
        "stage_role": "kasi",
        "state": RequestState.RUNNING,
        "received_at": MONDAY,
        "due_at": MONDAY + timedelta(hours=1),
        "paused": False,
        "finished_at": None,
        "on_time": None,
        "version": 1,
    }
    return RequestRow(**(values | changes))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("due", "words"),
    [
        (timedelta(minutes=20), "20 menit lagi"),
        (timedelta(minutes=-40), "lewat 40 menit"),
        (timedelta(hours=-3, minutes=-5), "lewat 3 jam"),
        (timedelta(days=-2), "lewat 2 hari"),
        (timedelta(hours=2), "hari ini 10.14"),
        (timedelta(days=1), "besok 08.14"),
        (timedelta(days=2), "Rabu 08.14"),
        (timedelta(days=7), "30 Nov 08.14"),
        (timedelta(days=60), "22 Jan 2027 08.14"),
    ],
)
def test_what_is_left_of_the_time(due: timedelta, words: str) -> None:
    assert deadline_words(row(due_at=MONDAY + due), MONDAY) == words


def test_a_resting_or_ended_clock_says_so() -> None:
    assert deadline_words(row(paused=True), MONDAY) == "jam berhenti"
    waiting = row(due_at=None, state=RequestState.INCOMPLETE)
    assert deadline_words(waiting, MONDAY) == "belum berjalan"
    assert deadline_words(row(due_at=None), MONDAY) == "tanpa tenggat"
    assert deadline_words(row(finished_at=MONDAY, on_time=True), MONDAY) == "tepat waktu"
    assert deadline_words(row(finished_at=MONDAY, on_time=False), MONDAY) == "lewat tenggat"
    assert deadline_words(row(finished_at=MONDAY), MONDAY) == "–"
    assert deadline_tone(row(paused=True, due_at=MONDAY - timedelta(days=1)), MONDAY) is None


def test_every_state_has_a_look_with_icon_and_word() -> None:
    for state in RequestState:
        look = status_of(row(state=state, due_at=MONDAY + timedelta(days=9)), MONDAY)
        assert look.text
        assert look.icon
    assert status_of(row(due_at=MONDAY - timedelta(minutes=1)), MONDAY).text == "Terlambat"
    assert (
        status_of(row(due_at=MONDAY + timedelta(minutes=10)), MONDAY + timedelta(minutes=6)).tone is Tone.WARN
    )
    assert status_of(row(state=RequestState.RETURNED), MONDAY).text == "Dikembalikan"


@given(st.timedeltas(timedelta(days=-400), timedelta(days=400)))
def test_never_both_late_and_soon_and_always_some_words(due: timedelta) -> None:
    one = row(due_at=MONDAY + due)
    assert not (is_late(one, MONDAY) and is_soon(one, MONDAY))
    assert deadline_words(one, MONDAY)
    assert span_words(abs(due))


@given(st.datetimes(datetime(2020, 1, 1), datetime(2035, 1, 1)))
def test_a_moment_always_shows_its_clock(moment: datetime) -> None:
    assert moment_words(moment, MONDAY).endswith(f"{moment:%H.%M}")


def test_the_bar_counts_office_hours_only() -> None:
    hours = OfficeHours()
    limit = TimeLimit(amount=1, unit=TimeUnit.WORKING_HOURS, text="1 jam")
    evening = row(received_at=MONDAY.replace(hour=15, minute=30), due_at=datetime(2026, 11, 24, 8, 0))
    night = time_left(evening, limit, hours, MONDAY.replace(hour=22))
    assert night.part == pytest.approx(0.5)
    assert night.words == "Janji 1 jam kerja · besok 08.00"
    late = time_left(evening, limit, hours, datetime(2026, 11, 24, 9, 0))
    assert late.part == 1.0
    assert late.tone is Tone.BAD
    assert time_left(row(paused=True), limit, hours, MONDAY).part is None


@given(st.dates(date(2024, 1, 1), date(2030, 12, 31)))
def test_a_period_is_recognised_again(today: date) -> None:
    for code, _ in PERIODS:
        span = span_of(code, today)
        known = period_of(span, today)
        assert known is not None
        assert span_of(known, today) == span
        if span is not None:
            assert span[0] <= span[1] <= today


def test_chips_name_what_no_field_shows_and_can_be_taken_away() -> None:
    day = date(2026, 11, 23)
    wanted = Filter(
        mine=frozenset({Role.KASI}),
        division="Bidang A",
        due_today=True,
        late=True,
        states=(RequestState.READY, RequestState.INCOMPLETE),
        services=("a-b", "c-d"),
        received=(date(2026, 3, 1), date(2026, 3, 31)),
    )
    found = chips(wanted, day)
    assert [chip.text for chip in found][:3] == ["Menunggu saya", "Jatuh tempo hari ini", "Terlambat"]
    assert "1 Maret 2026 s.d. 31 Maret 2026" in found[-1].text
    for chip in found:
        wanted = without(wanted, chip.part)
    assert wanted == Filter()


def test_an_outcome_says_number_and_next_place() -> None:
    went = Decided(1, RequestState.RUNNING, "Penandatanganan", (4,), ("400.9/1/2026",))
    assert outcome_words("Ahmad", Action.APPROVE, went) == (
        "Ahmad: Nomor 400.9/1/2026 diberikan. Diteruskan ke Penandatanganan."
    )
    back = Decided(1, RequestState.RUNNING, "Paraf Kasi", (), ())
    assert outcome_words("Ahmad", Action.RETURN, back) == "Ahmad: Dikembalikan ke Paraf Kasi."


def test_a_whole_filter_in_words() -> None:
    names = Names((("a-b", "Layanan A"),), ((4, "Rani Wulandari"),))
    wanted = Filter(
        text="siti",
        services=("a-b",),
        states=(RequestState.READY,),
        stages=("Paraf Kasi",),
        officers=(4,),
        districts=("Contoh Barat",),
        villages=("Contoh Lebar",),
        late=True,
        period="bulan_ini",
        received=(date(2026, 11, 1), date(2026, 11, 23)),
    )
    assert filter_words(wanted, date(2026, 11, 23), names) == (
        "Terlambat; “siti”; Layanan A; Siap diambil; Tahap Paraf Kasi; Diterima oleh Rani Wulandari;"
        " Kecamatan Contoh Barat; Desa/kelurahan Contoh Lebar; Diterima bulan ini"
    )
    assert filter_words(Filter(), date(2026, 11, 23), names) == ""
    several = Filter(villages=("A", "B"), received=(date(2026, 11, 2), date(2026, 11, 2)))
    assert filter_words(several, date(2026, 11, 23), names) == "2 desa; Diterima 2 November 2026"
