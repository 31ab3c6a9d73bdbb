"""Applications that wait for papers: whom to remind, what was said, and closing what waits too long."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from dinsos_desk.db import tables
from dinsos_desk.db.queries.requests.figures import Visibility
from dinsos_desk.db.queries.requests.waiting import (
    WaitingFigures,
    WaitingRow,
    waiting_figures,
    waiting_requests,
)
from dinsos_desk.db.unit_of_work import UnitOfWork
from dinsos_desk.domain.faults import Fault
from dinsos_desk.domain.front_desk import FrontDesk, front_desk_from
from dinsos_desk.domain.phone import display_phone
from dinsos_desk.domain.routing import Action, RequestState, Role
from dinsos_desk.domain.text import text_faults
from dinsos_desk.errors import DeskError, InvalidInput, UserError
from dinsos_desk.usecases.actor import Actor
from dinsos_desk.usecases.requests.cases import load_case, readable_service
from dinsos_desk.usecases.review.deciding import LONGEST_REASON, Decision, decide

MOST_ROWS = 500
"""More are not listed at once: the longest waits are dealt with first."""
LONGEST_OUTCOME = 500
WORKERS = (Role.PETUGAS, Role.KASI)
"""Who reminds applicants and closes what waits too long."""


class Way(StrEnum):
    """How an applicant was reminded."""

    PHONE = "telepon"
    MESSAGE = "pesan"
    LETTER = "surat"
    IN_PERSON = "langsung"


WAY_WORDS = {
    Way.PHONE: "Telepon",
    Way.MESSAGE: "Pesan",
    Way.LETTER: "Surat",
    Way.IN_PERSON: "Bertemu langsung",
}


@dataclass(frozen=True)
class ReminderView:
    """One reminder."""

    at: datetime
    who: str
    way: Way
    outcome: str


@dataclass(frozen=True)
class WaitingView:
    """One application that waits for papers.

    ``days``: calendar days since the applicant was last told what is missing. ``until``: the last day of
    the wait, None without a limit. ``to_remind``: nothing was heard and nobody reminded for long enough.
    """

    row: WaitingRow
    phone: str
    days: int
    until: date | None
    is_past: bool
    to_remind: bool
    last: ReminderView | None

    @property
    def id(self) -> int:
        """The id of the application."""
        return self.row.id


@dataclass(frozen=True)
class WaitingList:
    """What waits, the longest wait first. ``more``: there are others that are not listed."""

    rows: tuple[WaitingView, ...]
    front_desk: FrontDesk
    today: date
    more: bool = False


def waiting_list(uow: UnitOfWork, actor: Actor, now: datetime) -> WaitingList:
    """Everything that waits for papers, as far as this user sees it."""
    with uow:
        front_desk = front_desk_from(uow.offices.get().front_desk)
        rows = waiting_requests(uow.session, Visibility(actor.roles, actor.division), MOST_ROWS + 1)
        shown = rows[:MOST_ROWS]
        phones = _phones(uow, shown)
        reminders = uow.reminders.of_requests([row.id for row in shown if row.reminders])
        views = tuple(
            _view(uow, row, front_desk, phones.get(row.id, ""), reminders.get(row.id, ()), now)
            for row in shown
        )
    return WaitingList(views, front_desk, now.date(), len(rows) > MOST_ROWS)


def figures(uow: UnitOfWork, actor: Actor, now: datetime) -> WaitingFigures:
    """How many wait, wait too long, and are to be reminded."""
    with uow:
        office = uow.offices.find()
        front_desk = front_desk_from(office.front_desk) if office else FrontDesk()
        return waiting_figures(
            uow.session,
            Visibility(actor.roles, actor.division),
            _before(front_desk.wait_days and front_desk.wait_days + 1, now),
            _before(front_desk.remind_after_days, now),
        )


def wait_until(front_desk: FrontDesk, since: datetime) -> date | None:
    """The last day on which papers are waited for."""
    return since.date() + timedelta(days=front_desk.wait_days) if front_desk.wait_days else None


def remind(
    uow: UnitOfWork, actor: Actor, request_id: int, way: str, outcome: str, now: datetime
) -> ReminderView:
    """Write down that the applicant was reminded, and what came of it.

    Raises:
        UserError: *tidak_berwenang*, *permohonan_tidak_ditemukan*, *tidak_menunggu_berkas*.
        InvalidInput: the way is none of ``Way``, or the outcome cannot be kept.
    """
    actor.require(*WORKERS)
    faults = [*text_faults(outcome, LONGEST_OUTCOME, "hasil")]
    if way not in set(Way):
        faults.insert(0, Fault("pilihan_tidak_dikenal", {"nilai": way}, "cara"))
    if faults:
        raise InvalidInput(tuple(faults))
    with uow:
        _refuse_other_states(uow, actor, request_id)
        uow.reminders.add(
            request_id=request_id, at=now, user_id=actor.user_id, way=way, outcome=outcome.strip()
        )
        uow.commit()
    return ReminderView(now, actor.name, Way(way), outcome.strip())


def reminders_of(uow: UnitOfWork, actor: Actor, request_id: int) -> tuple[ReminderView, ...]:
    """Every reminder of one application, the latest first."""
    with uow:
        case = load_case(uow, request_id)
        if not Visibility(actor.roles, actor.division).shows(case.row.division):
            raise UserError("permohonan_tidak_ditemukan")
        rows = uow.reminders.of_requests([request_id]).get(request_id, ())
        return tuple(_reminder(uow, row) for row in reversed(rows))


@dataclass(frozen=True)
class Closed:
    """What became of closing one application: ``refused`` is None when it was closed."""

    row: WaitingRow
    refused: DeskError | None = None


def close_waiting(
    open_uow: Callable[[], UnitOfWork],
    actor: Actor,
    rows: Sequence[WaitingRow],
    reason: str,
    now: Callable[[], datetime],
    report: Callable[[int, int, str], None] = lambda done, total, text: None,
) -> tuple[Closed, ...]:
    """Close applications that wait for papers, each in a transaction of its own; one that cannot be closed
    stops none of the others. What ``report`` raises stops before the next.

    Raises:
        UserError: *tidak_berwenang*.
        InvalidInput: the reason is missing or cannot be kept; nothing was closed.
    """
    actor.require(*WORKERS)
    faults = [] if reason.strip() else [Fault("alasan_wajib", {}, "alasan")]
    faults += text_faults(reason, LONGEST_REASON, "alasan")
    if faults:
        raise InvalidInput(tuple(faults))
    results = []
    for number, row in enumerate(rows):
        report(number, len(rows), row.receipt)
        results.append(_close(open_uow(), actor, row, reason, now()))
    return tuple(results)


def _close(uow: UnitOfWork, actor: Actor, row: WaitingRow, reason: str, now: datetime) -> Closed:
    try:
        with uow:
            stage = _refuse_other_states(uow, actor, row.id)
        decide(uow, actor, Decision(row.id, row.version, stage, Action.CANCEL, reason), now)
    except DeskError as error:
        return Closed(row, error)
    return Closed(row)


def _refuse_other_states(uow: UnitOfWork, actor: Actor, request_id: int) -> str:
    """The stage of an application that waits for papers and that this user sees."""
    row = uow.requests.get(request_id)
    if not Visibility(actor.roles, actor.division).shows(row.division):
        raise UserError("permohonan_tidak_ditemukan")
    if row.state != RequestState.INCOMPLETE:
        raise UserError("tidak_menunggu_berkas", nomor=row.receipt)
    return row.stage


def _view(
    uow: UnitOfWork,
    row: WaitingRow,
    front_desk: FrontDesk,
    phone: str,
    reminders: Sequence[tables.Reminder],
    now: datetime,
) -> WaitingView:
    until = wait_until(front_desk, row.since)
    is_past = until is not None and now.date() > until
    heard = max(row.since, row.reminded_at or row.since)
    quiet = _before(front_desk.remind_after_days, now)
    return WaitingView(
        row,
        phone,
        max(0, (now.date() - row.since.date()).days),
        until,
        is_past,
        not is_past and quiet is not None and heard < quiet,
        _reminder(uow, reminders[-1]) if reminders else None,
    )


def _before(days: int | None, now: datetime) -> datetime | None:
    """What happened before this moment is at least so many calendar days ago; None without a number."""
    return datetime.combine(now.date() - timedelta(days=days - 1), time()) if days else None


def _reminder(uow: UnitOfWork, row: tables.Reminder) -> ReminderView:
    return ReminderView(row.at, uow.users.get(row.user_id).name, Way(row.way), row.outcome)


def _phones(uow: UnitOfWork, rows: Sequence[WaitingRow]) -> dict[int, str]:
    """The telephone of each applicant, or of whoever takes part and has one."""
    parties = uow.requests.parties_of([row.id for row in rows])
    subjects = uow.people.subjects({known for taking in parties.values() for known in taking.values()})
    phones = {}
    for row in rows:
        taking = parties.get(row.id, {})
        service = readable_service(uow, row.version_id)
        first = service.applicant if service is not None else ""
        order = sorted(taking, key=lambda party: party != first)
        found = (subjects[taking[party]].phone for party in order if taking[party] in subjects)
        phones[row.id] = display_phone(next((phone for phone in found if phone), ""))
    return phones
