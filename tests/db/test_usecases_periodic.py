"""Obligations after a case: they wait once their day is known, are met, taken back, and end."""

from datetime import date, datetime

import pytest

from dinsos_desk.catalog.obligations import Periodic, Until
from dinsos_desk.catalog.schema import ServiceDef
from dinsos_desk.db.queries.recaps.figures import Period
from dinsos_desk.domain.audit import Kind
from dinsos_desk.domain.fields import DateField, NumberField, TableField, TextField
from dinsos_desk.domain.routing import Action, Role
from dinsos_desk.errors import Conflict, InvalidInput, UserError
from dinsos_desk.sample.fill import Wishes
from dinsos_desk.usecases.audit.trail import narrowed, trail
from dinsos_desk.usecases.obligations.periodic import Report, drop_report, record_report, withdraw_report
from dinsos_desk.usecases.obligations.tickler import (
    NewTickler,
    TicklerState,
    add_tickler,
    close_tickler,
    reopen_tickler,
)
from dinsos_desk.usecases.obligations.view import due_reports
from dinsos_desk.usecases.requests.view import view_request
from tests.factories import colleague

YEARS = Period(date(2026, 1, 1), date(2030, 1, 1))
CHILDREN = TableField(
    code="anak", label="Anak", unit="anak", columns=(TextField(code="nama", label="Nama", required=True),)
)


@pytest.fixture
def adopted(dtks: ServiceDef) -> ServiceDef:
    """A service with a yearly report until a child is eighteen."""
    duty = Periodic(
        code="tahunan",
        name="Laporan perkembangan anak",
        every_months=12,
        since="isian.penetapan",
        until=Until(birth_date="isian.lahir_anak", age=18),
        records=(NumberField(code="tinggi", label="Tinggi", unit="cm", required=True), CHILDREN),
    )
    extra = (
        DateField(code="penetapan", label="Tanggal penetapan"),
        DateField(code="lahir_anak", label="Tanggal lahir anak"),
    )
    return dtks.model_copy(update={"periodic": (duty,), "fields": (*dtks.fields, *extra)})


@pytest.fixture
def taken(walker, adopted) -> int:
    answers = {"penetapan": "31/01/2026", "lahir_anak": "01/03/2010"}
    return walker.take(adopted, Wishes(answers=answers)).request_id


def duty_of(desk, actor, request_id):
    (duty,) = view_request(desk.reader(), actor, request_id).duties
    return duty


def due(desk, actor, today, days=30):
    return [one.due_on for one in due_reports(desk.reader(), actor, today, days)]


def test_the_first_waits_as_soon_as_its_day_is_known(desk, actor, taken):
    duty = duty_of(desk, actor, taken)
    assert (duty.due_on, duty.ends_on, duty.met) == (date(2027, 1, 31), date(2028, 3, 1), ())
    assert due(desk, actor, date(2026, 12, 31)) == []
    assert due(desk, actor, date(2027, 1, 1)) == [date(2027, 1, 31)]
    (one,) = due_reports(desk.reader(), actor, date(2027, 6, 1))
    assert one.duty_name == "Laporan perkembangan anak"
    assert one.request_id == taken


def test_nothing_waits_without_that_day(desk, actor, walker, adopted):
    request_id = walker.take(adopted, Wishes(answers={"penetapan": "", "lahir_anak": ""})).request_id
    with desk.uow() as uow:
        rows = uow.reports.of_request(request_id)
    assert bool(rows) is bool(view_request(desk.reader(), actor, request_id).duties)


def test_met_in_a_closed_case_the_next_waits_and_the_last_ends_it(desk, actor, walker, clock, taken):
    walker.to(taken, "penyerahan")
    walker.approve(taken)
    clock.moment = datetime(2027, 2, 3, 9, 0)
    duty = duty_of(desk, actor, taken)
    report = Report(
        duty.report_id, "02/02/2027", {"tinggi": "120", "anak": "Contoh Satu\nContoh Dua"}, "Sehat."
    )
    assert record_report(desk.uow(), actor, report, clock()) == taken
    duty = duty_of(desk, actor, taken)
    (met,) = duty.met
    assert (met.due_on, met.done_on, met.note) == (date(2027, 1, 31), date(2027, 2, 2), "Sehat.")
    assert met.records == (("Tinggi", "120 cm"), ("Anak", "2 anak"))
    assert duty.due_on == date(2028, 1, 31)
    clock.moment = datetime(2028, 2, 1, 9, 0)
    record_report(desk.uow(), actor, Report(duty.report_id, "1/2/2028", {"tinggi": "130"}), clock())
    duty = duty_of(desk, actor, taken)
    assert (duty.report_id, duty.due_on, len(duty.met)) == (None, None, 2)
    assert due(desk, actor, date(2040, 1, 1)) == []


def test_a_wrong_record_is_taken_back_with_its_reason_and_waits_again(desk, actor, clock, taken):
    clock.moment = datetime(2027, 2, 3, 9, 0)
    first = duty_of(desk, actor, taken).report_id
    record_report(desk.uow(), actor, Report(first, "1/2/2027", {"tinggi": "12"}), clock())
    with pytest.raises(InvalidInput):
        withdraw_report(desk.uow(), actor, first, "  ", clock())
    withdraw_report(desk.uow(), actor, first, "Salah orang", clock())
    duty = duty_of(desk, actor, taken)
    assert duty.due_on == date(2027, 1, 31)
    assert "Salah orang" in duty.met[0].withdrawn
    with pytest.raises(Conflict):
        withdraw_report(desk.uow(), actor, first, "Sekali lagi", clock())
    record_report(desk.uow(), actor, Report(duty.report_id, "1/2/2027", {"tinggi": "120"}), clock())
    duty = duty_of(desk, actor, taken)
    assert duty.due_on == date(2028, 1, 31)
    assert [bool(one.withdrawn) for one in duty.met] == [False, True]


def test_two_at_once_one_wins(desk, actor, clock, taken):
    clock.moment = datetime(2027, 2, 3, 9, 0)
    report = Report(duty_of(desk, actor, taken).report_id, "1/2/2027", {"tinggi": "120"})
    record_report(desk.uow(), actor, report, clock())
    with pytest.raises(Conflict):
        record_report(desk.uow(), actor, report, clock())
    assert len(duty_of(desk, actor, taken).met) == 1


@pytest.mark.parametrize(
    ("day", "records", "note", "places"),
    [
        ("", {"tinggi": "1"}, "", {"tanggal"}),
        ("4/2/2027", {"tinggi": "1"}, "", {"tanggal"}),
        ("1/2/2020", {"tinggi": "1"}, "", {"tanggal"}),
        ("bukan", {"tinggi": "x"}, "", {"tanggal", "laporan.tinggi"}),
        ("1/2/2027", {}, "a" * 1001, {"laporan.tinggi", "catatan"}),
        ("1/2/2027", {"tinggi": "1", "anak": "Satu\tlebih"}, "", {"laporan.anak"}),
    ],
)
def test_what_is_wrong_is_said_at_its_place_and_nothing_is_kept(
    desk, actor, clock, taken, day, records, note, places
):
    clock.moment = datetime(2027, 2, 3, 9, 0)
    report = Report(duty_of(desk, actor, taken).report_id, day, records, note)
    with pytest.raises(InvalidInput) as refused:
        record_report(desk.uow(), actor, report, clock())
    assert {fault.place for fault in refused.value.faults} == places
    assert duty_of(desk, actor, taken).met == ()


def test_who_only_reads_or_sees_another_bidang_may_not(desk, actor, clock, taken):
    clock.moment = datetime(2027, 2, 3, 9, 0)
    report = Report(duty_of(desk, actor, taken).report_id, "1/2/2027", {"tinggi": "1"})
    reader = colleague(desk, actor, Role.PEMBACA)
    other = colleague(desk, actor, Role.KASI, "Bidang Lain")
    for user in (reader, other):
        with pytest.raises(UserError):
            record_report(desk.uow(), user, report, clock())
    assert due(desk, other, date(2027, 2, 1)) == []
    with pytest.raises(UserError):
        record_report(desk.uow(), actor, Report(999, "1/2/2027"), clock())


def test_a_cancelled_case_waits_for_nothing(desk, actor, walker, taken):
    actions = view_request(desk.reader(), actor, taken).actions
    if Action.CANCEL not in actions:
        walker.to(taken, walker.stage(taken))
    with desk.uow() as uow:
        row = uow.requests.get(taken)
        uow.requests.change(taken, row.version, state="dibatalkan")
        from dinsos_desk.usecases.obligations.periodic import keep_waiting
        from dinsos_desk.usecases.requests.cases import load_case

        keep_waiting(uow, load_case(uow, taken), date(2026, 12, 1))
        uow.commit()
    assert due(desk, actor, date(2030, 1, 1)) == []


def told(desk, actor):
    lines = trail(desk.reader(), actor, narrowed(YEARS, kind=Kind.FOLLOW_UP))
    return [(line.what, line.about) for line in reversed(lines)]


def test_the_audit_trail_tells_who_met_dropped_and_took_back(desk, actor, clock, taken):
    receipt = view_request(desk.reader(), actor, taken).row.receipt
    about = f"{receipt} · Laporan perkembangan anak"
    clock.moment = datetime(2027, 2, 3, 9, 0)
    first = duty_of(desk, actor, taken).report_id
    with pytest.raises(InvalidInput):
        drop_report(desk.uow(), actor, first, " ", clock())
    record_report(desk.uow(), actor, Report(first, "1/2/2027", {"tinggi": "120"}), clock())
    withdraw_report(desk.uow(), actor, first, "Salah anak", clock())
    drop_report(desk.uow(), actor, duty_of(desk, actor, taken).report_id, "Pindah", clock())
    assert told(desk, actor) == [
        ("Mencatat kewajiban terpenuhi", about),
        ("Menarik catatan kewajiban", about),
        ("Menggugurkan kewajiban", about),
    ]


def test_the_audit_trail_tells_of_reminders_without_their_words(desk, actor, clock):
    typed = {"isi": "Telepon Siti Nurhayati", "tanggal": "30/11/2026", "nomor": ""}
    made = add_tickler(desk.uow(), actor, NewTickler(typed), desk.now())
    close_tickler(desk.uow(), actor, made, TicklerState.DONE, "", desk.now())
    reopen_tickler(desk.uow(), actor, made, desk.now())
    close_tickler(desk.uow(), actor, made, TicklerState.DROPPED, "Sudah pindah", desk.now())
    assert told(desk, actor) == [
        ("Menyelesaikan pengingat", "30 November 2026"),
        ("Membuka kembali pengingat", "30 November 2026"),
        ("Membatalkan pengingat", "30 November 2026"),
    ]
