"""The figures of a month reconcile, whatever happened to the applications."""

import io
from datetime import date, datetime

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dinsos_desk.db.queries.recaps.figures import Period, service_figures
from dinsos_desk.desk import Desk
from dinsos_desk.domain.routing import Action, RequestState, Role
from dinsos_desk.sample.fill import Wishes, fill_draft
from dinsos_desk.sample.history import make_history
from dinsos_desk.sample.people import Crowd
from dinsos_desk.sample.walk import approve, mend, refuse, standing, take_in
from dinsos_desk.usecases.recaps.workbook import build_recap, month, month_words, recap_name, recap_rows


def figures(desk: Desk, period: Period):
    with desk.reading() as session:
        return {row.service_code: row for row in service_figures(session, period)}


def reconciles(row):
    lost = row.rejected + row.cancelled + row.passed_on
    became = row.completed + row.returned + lost + row.open
    return row.carried_over + row.received == became and row.on_time + row.late <= row.completed


def test_one_of_each_kind(desk, walker, clock, dtks):
    done, ready, rejected, cancelled, waiting, returned, running = (
        walker.take(dtks, Wishes(incomplete=place in (3, 4))).request_id for place in range(7)
    )
    for request_id in (done, ready):
        walker.to(request_id, "penyerahan")
    walker.approve(done)
    walker.refuse(rejected, Action.REJECT)
    walker.refuse(cancelled, Action.CANCEL)
    walker.refuse(returned, Action.RETURN)
    walker.approve(running)
    (row,) = figures(desk, month(2026, 11)).values()
    assert (row.received, row.completed, row.on_time, row.late) == (7, 2, 2, 0)
    assert (row.rejected, row.cancelled, row.returned, row.open) == (1, 1, 2, 1)
    assert reconciles(row)
    (row,) = figures(desk, month(2026, 12)).values()
    assert (row.carried_over, row.received, row.completed) == (3, 0, 0)
    assert reconciles(row)
    assert waiting


def test_a_ready_one_that_is_returned_is_open_again(desk, walker, dtks):
    taken = walker.take(dtks)
    walker.to(taken.request_id, "penyerahan")
    walker.refuse(taken.request_id, Action.RETURN)
    (row,) = figures(desk, month(2026, 11)).values()
    assert (row.completed, row.open) == (0, 1)
    assert reconciles(row)


def test_one_handed_over_with_work_left_is_completed(desk, walker):
    taken = walker.take(desk.library.catalog.services["lombok-timur-slrt"])
    walker.to(taken.request_id, "tindak_lanjut")
    assert walker.row(taken.request_id).state == RequestState.RUNNING
    (row,) = figures(desk, month(2026, 11)).values()
    assert (row.completed, row.open) == (1, 0)
    assert reconciles(row)


ACTIONS = st.lists(st.sampled_from(["setuju", "kembalikan", "tolak", "minta_kelengkapan"]), max_size=14)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(actions=ACTIONS, days=st.lists(st.integers(0, 20), min_size=14, max_size=14), incomplete=st.booleans())
def test_any_way_through_reconciles_in_every_month(
    desk, crew, walker, clock, stranded, actions, days, incomplete
):
    clock.moment = datetime(2026, 9, 14, 9)
    request_id = walker.take(stranded, Wishes(incomplete=incomplete)).request_id
    for word, ahead in zip(actions, days, strict=False):
        clock.forward(days=ahead)
        at = standing(desk, request_id, clock().date())
        if at.state in (RequestState.INCOMPLETE, RequestState.RETURNED):
            mend(desk, crew, request_id, stranded, walker.crowd, clock())
        elif at.state in (RequestState.DONE, RequestState.REJECTED, RequestState.CANCELLED):
            break
        elif Action(word) is Action.APPROVE or Action(word) not in at.stage.decisions:
            approve(desk, crew, request_id, at, walker.crowd, clock())
        else:
            refuse(desk, crew, request_id, at, Action(word), "Diperiksa.", clock())
    for number in range(9, 13):
        for row in figures(desk, month(2026, number)).values():
            assert reconciles(row), (number, row)


def test_the_workbook_says_what_the_screen_says(desk, crew, clock):
    make_history(desk, crew, clock(), lambda done, total: None, days=8)
    services = desk.library.catalog.services
    period = month(2026, 11)
    with desk.reading() as session:
        book = build_recap(session, services, frozenset(services), period, "Rani Wulandari", clock())
        rows = recap_rows(session, services, frozenset(services), period)
    assert book.name == "rekap-2026-11.xlsx"
    assert all(reconciles(row) for row, _ in rows)
    loaded = openpyxl.load_workbook(io.BytesIO(book.content))
    printed = {
        line[1].value: tuple(cell.value for cell in line[2:12])
        for line in loaded["Rekap"].iter_rows()
        if line[1].value in {name for _, name in rows}
    }
    for row, name in rows:
        assert printed[name] == (
            row.carried_over,
            row.received,
            row.completed,
            row.returned,
            row.rejected,
            row.cancelled,
            row.passed_on,
            row.open,
            row.on_time,
            row.late,
        )
    assert loaded["Rincian"].max_row - 1 == sum(row.carried_over + row.received for row, _ in rows)


def test_a_service_without_work_stands_with_zeros(desk, clock):
    services = desk.library.catalog.services
    with desk.reading() as session:
        rows = recap_rows(session, services, frozenset(services), month(2026, 11))
    assert [name for _, name in rows] == [services[code].name for code in sorted(services)]
    assert all(row.received == 0 for row, _ in rows)


def test_a_name_that_looks_like_a_formula_stays_text(desk, crew, clock, stranded):
    draft = fill_draft(stranded, Crowd(1), clock().date())
    draft.parties["klien"].typed["nama"] = '=HYPERLINK("x")'
    take_in(desk, crew, draft, stranded, clock())
    services = desk.library.catalog.services
    with desk.reading() as session:
        book = build_recap(session, services, frozenset(), month(2026, 11), crew[Role.PETUGAS].name, clock())
    cells = [
        c for row in openpyxl.load_workbook(io.BytesIO(book.content))["Rincian"].iter_rows() for c in row
    ]
    assert '=HYPERLINK("x")' in [cell.value for cell in cells]
    assert not [cell for cell in cells if cell.data_type == "f"]


@pytest.mark.parametrize(
    ("period", "words", "name"),
    [
        (month(2026, 11), "November 2026", "rekap-2026-11.xlsx"),
        (Period(date(2026, 4, 1), date(2026, 6, 30)), "Triwulan II 2026", "rekap-2026-triwulan-2.xlsx"),
        (Period(date(2026, 1, 1), date(2026, 6, 30)), "Semester I 2026", "rekap-2026-semester-1.xlsx"),
        (Period(date(2026, 1, 1), date(2026, 12, 31)), "Tahun 2026", "rekap-2026.xlsx"),
        (
            Period(date(2026, 2, 1), date(2026, 7, 31)),
            "1 Februari 2026 sampai dengan 31 Juli 2026",
            "rekap-20260201-20260731.xlsx",
        ),
    ],
)
def test_periods_have_names(period, words, name):
    assert (month_words(period), recap_name(period)) == (words, name)


def test_december_has_thirty_one_days():
    assert month(2026, 12) == Period(date(2026, 12, 1), date(2026, 12, 31))
