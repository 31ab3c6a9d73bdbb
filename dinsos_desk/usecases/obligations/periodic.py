"""Obligations that return after a case: waiting for them, writing down that one was met, taking that back."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from dinsos_desk.catalog.obligations import Periodic
from dinsos_desk.db import tables
from dinsos_desk.db.queries.requests.figures import Visibility
from dinsos_desk.db.unit_of_work import UnitOfWork
from dinsos_desk.domain.audit import Deed
from dinsos_desk.domain.conditions import Facts, applies
from dinsos_desk.domain.entry import Typed, read_fields
from dinsos_desk.domain.faults import Fault
from dinsos_desk.domain.fields import DateField
from dinsos_desk.domain.periodic import birthday, next_due, remind_day
from dinsos_desk.domain.routing import LOST_STATES, WORKING_ROLES
from dinsos_desk.domain.text import is_blank, text_faults
from dinsos_desk.errors import InvalidInput, UserError
from dinsos_desk.usecases.actor import Actor
from dinsos_desk.usecases.requests.cases import Case, load_case, stored

LONGEST_NOTE = 1000
PLACE = "laporan"
ONCE, FOR_GOOD = "kali_ini", "seterusnya"
"""An obligation is dropped this time, or for good."""
REPORT_DATE = DateField(code="tanggal", label="Tanggal laporan", required=True, past=True)


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
        due = None if is_over(duty, case, facts, standing) else _next(duty, facts, standing)
        waiting = [row for row in standing if row.done_on is None]
        uow.reports.forget([row.id for row in waiting if row.due_on != due])
        if due is not None and due not in {row.due_on for row in waiting}:
            uow.reports.open(case.row.id, duty.code, due, remind_day(due, duty.remind_months))


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
        _tell(uow, actor, Deed.DUTY_MET, case, row)
        keep_waiting(uow, load_case(uow, case.row.id), now.date())
        uow.commit()
        return case.row.id


def drop_report(
    uow: UnitOfWork, actor: Actor, report_id: int, reason: str, now: datetime, for_good: bool = False
) -> int:
    """Say that an obligation need not be met this time, or not any more; returns the id of the application.

    Raises:
        InvalidInput: no reason, or too long a one; place ``alasan``.
        Conflict: somebody met or dropped it before.
        UserError: the user may not, or there is no such obligation.
    """
    actor.require(*WORKING_ROLES)
    _refuse_reason(reason)
    with uow:
        row = uow.reports.get(report_id)
        case = _case(uow, actor, row)
        dropped = FOR_GOOD if for_good else ONCE
        uow.reports.meet(row.id, now.date(), actor.user_id, now, {}, reason.strip(), dropped)
        _tell(uow, actor, Deed.DUTY_DROPPED, case, row)
        keep_waiting(uow, load_case(uow, case.row.id), now.date())
        uow.commit()
        return case.row.id


def _refuse_reason(reason: str) -> None:
    faults = list(text_faults(reason, LONGEST_NOTE, "alasan"))
    if is_blank(reason):
        faults.insert(0, Fault("alasan_wajib", {}, "alasan"))
    if faults:
        raise InvalidInput(tuple(faults))


def withdraw_report(uow: UnitOfWork, actor: Actor, report_id: int, reason: str, now: datetime) -> int:
    """Take a wrong record back; it stays to be seen with the reason, and the obligation waits again.

    Raises:
        InvalidInput: no reason, or too long a one.
        Conflict: it was taken back before, or never written down.
        UserError: the user may not, or there is no such record.
    """
    actor.require(*WORKING_ROLES)
    _refuse_reason(reason)
    with uow:
        row = uow.reports.get(report_id)
        case = _case(uow, actor, row)
        uow.reports.withdraw(report_id, actor.user_id, now, reason.strip())
        _tell(uow, actor, Deed.DUTY_WITHDRAWN, case, row)
        keep_waiting(uow, load_case(uow, case.row.id), now.date())
        uow.commit()
        return case.row.id


def _case(uow: UnitOfWork, actor: Actor, row: tables.PeriodicReport) -> Case:
    case = load_case(uow, row.request_id)
    if not Visibility(actor.roles, actor.division).shows(case.row.division):
        raise UserError("permohonan_tidak_ditemukan")
    return case


def _tell(uow: UnitOfWork, actor: Actor, deed: Deed, case: Case, row: tables.PeriodicReport) -> None:
    name = next((duty.name for duty in case.service.periodic if duty.code == row.duty), row.duty)
    uow.trail.note(actor.user_id, deed, f"{case.row.receipt} · {name}", row.id)


def is_over(duty: Periodic, case: Case, facts: Facts, rows: Sequence[tables.PeriodicReport]) -> bool:
    """Whether nothing waits any more: the case is lost, it was met or dropped, or it does not apply."""
    met = duty.met_by is not None and duty.met_by in case.stands
    dropped = any(row.dropped == FOR_GOOD for row in rows if row.withdrawn_at is None)
    return case.position.state in LOST_STATES or met or dropped or not applies(duty.when, facts)


def _next(duty: Periodic, facts: Facts, standing: Sequence[tables.PeriodicReport]) -> date | None:
    since = facts.get(duty.since)
    met = {row.due_on for row in standing if row.done_on is not None}
    if not isinstance(since, date):
        return None
    return next_due(since, duty.every_months, end_of(duty, facts), met, duty.times)


def end_of(duty: Periodic, facts: Facts) -> date | None:
    """The day on which an obligation ends by itself; None when it goes on, or that day is not known."""
    born = facts.get(duty.until.birth_date) if duty.until is not None else None
    return birthday(born, duty.until.age) if duty.until is not None and isinstance(born, date) else None
