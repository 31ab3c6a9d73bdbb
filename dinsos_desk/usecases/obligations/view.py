"""Obligations that return after a case, as they are shown: of one case, due, and closed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from dinsos_desk.catalog.obligations import Periodic
from dinsos_desk.db import tables
from dinsos_desk.db.queries.requests.figures import Visibility
from dinsos_desk.db.queries.requests.links import DueRow, closed_obligations, due_until
from dinsos_desk.db.unit_of_work import UnitOfWork
from dinsos_desk.domain.dates import format_date
from dinsos_desk.domain.fields import FieldDef
from dinsos_desk.usecases.actor import Actor
from dinsos_desk.usecases.obligations.periodic import end_of, is_over
from dinsos_desk.usecases.requests.cases import Case, readable_service, restored

DAYS_AHEAD = 30


@dataclass(frozen=True)
class MetView:
    """An obligation that was met: when it was due, when and how it was met, and by whom written down.

    ``withdrawn``: who took the record back, when and why; empty while it stands. ``dropped``: it was not met
    but dropped, for the reason in ``note``.
    """

    report_id: int
    due_on: date
    done_on: date
    who: str
    records: tuple[tuple[str, str], ...]
    note: str
    withdrawn: str
    dropped: str = ""


@dataclass(frozen=True)
class DutyView:
    """One obligation of an application. ``report_id``: the open one, None when it has ended.

    ``once``: it falls due one time only; ``remind_on``: from when it is to be thought of.
    """

    code: str
    name: str
    every_months: int
    report_id: int | None
    due_on: date | None
    ends_on: date | None
    met: tuple[MetView, ...]
    fields: tuple[FieldDef, ...]
    once: bool = False
    remind_on: date | None = None


@dataclass(frozen=True)
class DueView:
    """An obligation in the list of those that fall due; ``closed``: who closed it, when and why."""

    report_id: int
    request_id: int
    receipt: str
    client_name: str
    service_name: str
    duty_name: str
    due_on: date
    remind_on: date
    once: bool
    closed: str = ""
    dropped: str = ""


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
        if not own and (not isinstance(facts.get(duty.since), date) or is_over(duty, case, facts, own)):
            continue
        views.append(
            DutyView(
                duty.code,
                duty.name,
                duty.every_months,
                waiting.id if waiting else None,
                waiting.due_on if waiting else None,
                end_of(duty, facts),
                tuple(_met(uow, duty, row) for row in reversed(own) if row.done_on is not None),
                duty.records,
                duty.is_once,
                waiting.remind_on if waiting else None,
            )
        )
    return tuple(views)


def due_reports(
    uow: UnitOfWork, actor: Actor, today: date, days: int = DAYS_AHEAD, limit: int = 100
) -> tuple[DueView, ...]:
    """What is overdue or to be thought of within some days, the oldest first, as far as this user sees it."""
    with uow:
        sees = Visibility(actor.roles, actor.division)
        rows = due_until(uow.session, today + timedelta(days=days), sees, limit)
        return tuple(_due_view(uow, row) for row in rows)


def closed_reports(uow: UnitOfWork, actor: Actor, limit: int = 100) -> tuple[DueView, ...]:
    """What was met or dropped, the last first, as far as this user sees it."""
    with uow:
        rows = closed_obligations(uow.session, Visibility(actor.roles, actor.division), limit)
        return tuple(_due_view(uow, row) for row in rows)


def _due_view(uow: UnitOfWork, row: DueRow) -> DueView:
    service = readable_service(uow, row.version_id)
    duty = next((d for d in service.periodic if d.code == row.duty), None) if service is not None else None
    said = f": {row.note}" if row.note else ""
    return DueView(
        row.report_id,
        row.request_id,
        row.receipt,
        row.client_name,
        row.service_name,
        duty.name if duty is not None else row.duty,
        row.due_on,
        row.remind_on,
        duty.is_once if duty is not None else False,
        f"{row.done_by}, {format_date(row.done_on)}{said}" if row.done_on is not None else "",
        row.dropped,
    )


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
        row.dropped,
    )
