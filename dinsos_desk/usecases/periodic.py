"""Obligations that return after a case: what falls due, writing down that it was met, taking that back."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from dinsos_desk.catalog.schema import Periodic
from dinsos_desk.db import tables
from dinsos_desk.db.queries.links import due_until
from dinsos_desk.db.queries.requests import Visibility
from dinsos_desk.db.unit_of_work import UnitOfWork
from dinsos_desk.domain.conditions import Facts
from dinsos_desk.domain.entry import Typed, read_fields
from dinsos_desk.domain.faults import Fault
from dinsos_desk.domain.fields import DateField, FieldDef
from dinsos_desk.domain.periodic import birthday, next_due
from dinsos_desk.domain.routing import WORKING_ROLES, RequestState
from dinsos_desk.domain.text import text_faults
from dinsos_desk.errors import InvalidInput, UserError
from dinsos_desk.usecases.actor import Actor
from dinsos_desk.usecases.cases import Case, load_case, readable_service, restored, stored

DAYS_AHEAD = 30
LONGEST_NOTE = 1000
PLACE = "laporan"
_ENDED = (RequestState.REJECTED, RequestState.CANCELLED)
REPORT_DATE = DateField(code="tanggal", label="Tanggal laporan", required=True, past=True)


@dataclass(frozen=True)
class MetView:
    """An obligation that was met: when it was due, when and how it was met, and by whom written down.

    ``withdrawn``: who took the record back, when and why; empty while it stands.
    """

    report_id: int
    due_on: date
    done_on: date
    who: str
    records: tuple[tuple[str, str], ...]
    note: str
    withdrawn: str


@dataclass(frozen=True)
class DutyView:
    """One obligation of an application. ``report_id``: the open one, None when it has ended."""

    code: str
    name: str
    every_months: int
    report_id: int | None
    due_on: date | None
    ends_on: date | None
    met: tuple[MetView, ...]
    fields: tuple[FieldDef, ...]


@dataclass(frozen=True)
class DueView:
    """An obligation in the list of those that fall due."""

    report_id: int
    request_id: int
    receipt: str
    client_name: str
    service_name: str
    duty_name: str
    due_on: date


@dataclass(frozen=True)
class Report:
    """How an obligation was met, as typed."""

    report_id: int
    day: str
    records: Typed = field(default_factory=dict)
    note: str = ""


def keep_waiting(uow: UnitOfWork, case: Case, day: date) -> None:
    """Wait for the next of each obligation of a case, as its facts stand now.

    Called in the transaction that changes the facts. Before the day that an obligation counts from is
    known, and once the case is rejected or cancelled, nothing is waited for.
    """
    if not case.service.periodic:
        return
    facts = case.facts(day)
    rows = uow.reports.of_request(case.row.id)
    for duty in case.service.periodic:
        standing = [row for row in rows if row.duty == duty.code and row.withdrawn_at is None]
        met = {row.due_on for row in standing if row.done_on is not None}
        due = None if case.position.state in _ENDED else _next(duty, facts, met)
        waiting = [row for row in standing if row.done_on is None]
        uow.reports.forget([row.id for row in waiting if row.due_on != due])
        if due is not None and due not in {row.due_on for row in waiting}:
            uow.reports.open(case.row.id, duty.code, due)


def duties_of(uow: UnitOfWork, case: Case, day: date) -> tuple[DutyView, ...]:
    """The obligations of a case that have begun."""
    if not case.service.periodic:
        return ()
    facts = case.facts(day)
    rows = uow.reports.of_request(case.row.id)
    views = []
    for duty in case.service.periodic:
        own = [row for row in rows if row.duty == duty.code]
        waiting = next((row for row in own if row.done_on is None), None)
        if not own and not isinstance(facts.get(duty.since), date):
            continue
        views.append(
            DutyView(
                duty.code,
                duty.name,
                duty.every_months,
                waiting.id if waiting else None,
                waiting.due_on if waiting else None,
                _end(duty, facts),
                tuple(_met(uow, duty, row) for row in reversed(own) if row.done_on is not None),
                duty.records,
            )
        )
    return tuple(views)


def due_reports(
    uow: UnitOfWork, actor: Actor, today: date, days: int = DAYS_AHEAD, limit: int = 100
) -> tuple[DueView, ...]:
    """What is overdue or falls due within some days, the oldest first, as far as this user sees it."""
    with uow:
        sees = Visibility(actor.roles, actor.division)
        found = []
        for row in due_until(uow.session, today + timedelta(days=days), sees, limit):
            service = readable_service(uow, row.version_id)
            duties = service.periodic if service is not None else ()
            name = next((duty.name for duty in duties if duty.code == row.duty), row.duty)
            found.append(
                DueView(
                    row.report_id,
                    row.request_id,
                    row.receipt,
                    row.client_name,
                    row.service_name,
                    name,
                    row.due_on,
                )
            )
        return tuple(found)


def record_report(uow: UnitOfWork, actor: Actor, report: Report, now: datetime) -> int:
    """Write down that an obligation was met, and wait for the next. Returns the id of the application.

    Raises:
        InvalidInput: the day, a record or the note is wrong; places ``tanggal``, ``laporan.<code>``,
            ``catatan``.
        Conflict: somebody wrote it down before.
        UserError: the user may not, or there is no such obligation.
    """
    actor.require(*WORKING_ROLES)
    with uow:
        row = uow.reports.get(report.report_id)
        case = _case(uow, actor, row)
        fields = next((duty.records for duty in case.service.periodic if duty.code == row.duty), ())
        day = read_fields((REPORT_DATE,), {REPORT_DATE.code: report.day}, {}, now.date(), PLACE)
        faults = [fault.at(REPORT_DATE.code) for fault in day.faults]
        reading = read_fields(fields, report.records, case.facts(now.date()), now.date(), PLACE)
        faults += [*reading.faults, *text_faults(report.note, LONGEST_NOTE, "catatan")]
        done_on = (day.value or {}).get(REPORT_DATE.code)
        if isinstance(done_on, date) and done_on < min(case.row.received_at, now).date():
            faults.append(Fault("tanggal_sebelum_diterima", {}, REPORT_DATE.code))
        if faults or not isinstance(done_on, date):
            raise InvalidInput(tuple(faults))
        values = stored(fields, reading.value or {})
        uow.reports.meet(row.id, done_on, actor.user_id, now, values, report.note.strip())
        keep_waiting(uow, load_case(uow, case.row.id), now.date())
        uow.commit()
        return case.row.id


def withdraw_report(uow: UnitOfWork, actor: Actor, report_id: int, reason: str, now: datetime) -> int:
    """Take a wrong record back; it stays to be seen with the reason, and the obligation waits again.

    Raises:
        InvalidInput: no reason, or too long a one.
        Conflict: it was taken back before, or never written down.
        UserError: the user may not, or there is no such record.
    """
    actor.require(*WORKING_ROLES)
    faults = list(text_faults(reason, LONGEST_NOTE, "alasan"))
    if not reason.strip():
        faults.append(Fault("alasan_wajib", {}, "alasan"))
    if faults:
        raise InvalidInput(tuple(faults))
    with uow:
        case = _case(uow, actor, uow.reports.get(report_id))
        uow.reports.withdraw(report_id, actor.user_id, now, reason.strip())
        keep_waiting(uow, load_case(uow, case.row.id), now.date())
        uow.commit()
        return case.row.id


def _case(uow: UnitOfWork, actor: Actor, row: tables.PeriodicReport) -> Case:
    case = load_case(uow, row.request_id)
    if not Visibility(actor.roles, actor.division).shows(case.row.division):
        raise UserError("permohonan_tidak_ditemukan")
    return case


def _next(duty: Periodic, facts: Facts, met: set[date]) -> date | None:
    since = facts.get(duty.since)
    return next_due(since, duty.every_months, _end(duty, facts), met) if isinstance(since, date) else None


def _end(duty: Periodic, facts: Facts) -> date | None:
    born = facts.get(duty.until.birth_date) if duty.until is not None else None
    return birthday(born, duty.until.age) if duty.until is not None and isinstance(born, date) else None


def _met(uow: UnitOfWork, duty: Periodic, row: tables.PeriodicReport) -> MetView:
    values = restored(duty.records, row.records)
    shown: Sequence[tuple[str, str]] = [(f.label, f.display(values.get(f.code))) for f in duty.records]
    withdrawn = ""
    if row.withdrawn_at is not None and row.withdrawn_by is not None:
        who = uow.users.get(row.withdrawn_by).name
        withdrawn = f"{who}, {row.withdrawn_at:%d/%m/%Y}: {row.withdrawn_reason}"
    return MetView(
        row.id,
        row.due_on,
        row.done_on or row.due_on,
        uow.users.get(row.done_by).name if row.done_by is not None else "",
        tuple((label, text) for label, text in shown if text),
        row.note,
        withdrawn,
    )
