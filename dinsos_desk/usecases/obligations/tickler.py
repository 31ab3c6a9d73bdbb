"""What must not be forgotten: reminders made by hand beside the obligations of services, in one list."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from dinsos_desk.db.queries.requests.figures import Visibility
from dinsos_desk.db.queries.requests.waiting import find_number
from dinsos_desk.db.queries.ticklers import TicklerRow, tickler_rows
from dinsos_desk.db.unit_of_work import UnitOfWork
from dinsos_desk.domain.audit import Deed
from dinsos_desk.domain.dates import format_date
from dinsos_desk.domain.entry import Typed, read_fields
from dinsos_desk.domain.faults import Fault
from dinsos_desk.domain.fields import DateField, LongTextField, TextField
from dinsos_desk.domain.routing import WORKING_ROLES
from dinsos_desk.domain.text import is_blank, text_faults
from dinsos_desk.errors import InvalidInput, UserError
from dinsos_desk.usecases.actor import Actor
from dinsos_desk.usecases.obligations.view import DueView, closed_reports, due_reports
from dinsos_desk.usecases.requests.cases import load_case

MOST_ROWS = 500
"""More of one kind are not listed at once."""
MOST_CLOSED = 200
DAYS_AHEAD = 366
"""Obligations of services that fall due later are not listed yet; reminders made by hand always are."""
LONGEST_TEXT = 500
LONGEST_REASON = 500

TEXT = LongTextField(
    code="isi", label="Yang harus diingat", required=True, max_length=LONGEST_TEXT,
    help="misalnya: kunjungan rumah kedua",
)  # fmt: skip
DAY = DateField(code="tanggal", label="Tanggal", required=True, future=True, help="21112026, besok, 14h, 6b")
NUMBER = TextField(
    code="nomor", label="Nomor tanda terima", help="boleh kosong bila tidak menyangkut satu permohonan"
)


class TicklerState(StrEnum):
    """Where a reminder stands."""

    WAITING = "menunggu"
    DONE = "selesai"
    DROPPED = "batal"


_DEEDS = {
    TicklerState.WAITING: Deed.REMINDER_REOPENED,
    TicklerState.DONE: Deed.REMINDER_DONE,
    TicklerState.DROPPED: Deed.REMINDER_DROPPED,
}


@dataclass(frozen=True)
class TicklerView:
    """One line of the list.

    ``tickler_id``: of a reminder made by hand; ``report_id``: of an obligation of a service. ``who``: whom
    it is about, ``about``: receipt and service; ``closed``: how it was closed, in words. ``remind_on``: from
    when it is to be thought of, before its day; ``once``: an obligation that does not return.
    """

    tickler_id: int | None
    report_id: int | None
    request_id: int | None
    person_id: int | None
    who: str
    about: str
    text: str
    due_on: date
    made_by: str = ""
    state: TicklerState = TicklerState.WAITING
    closed: str = ""
    remind_on: date | None = None
    once: bool = True

    def is_for(self, today: date) -> bool:
        """Whether it is to be dealt with today: its day, or the time to think of it, has come."""
        return self.due_on == today or (self.remind_on or self.due_on) <= today < self.due_on

    @property
    def key(self) -> tuple[str, int]:
        """What tells it from all others."""
        return ("hand", self.tickler_id) if self.tickler_id is not None else ("duty", self.report_id or 0)


@dataclass(frozen=True)
class TicklerList:
    """What waits, the oldest first, and what was closed last. ``more``: there are others not listed."""

    rows: tuple[TicklerView, ...]
    closed: tuple[TicklerView, ...]
    today: date
    more: bool = False


@dataclass(frozen=True)
class NewTickler:
    """A reminder as typed. ``typed``: *isi*, *tanggal* and, without a subject, perhaps *nomor*."""

    typed: Typed
    request_id: int | None = None
    person_id: int | None = None


def open_ticklers(
    uow: UnitOfWork, actor: Actor, today: date, days: int = DAYS_AHEAD, last: date | None = None
) -> tuple[TicklerView, ...]:
    """What waits, by day: obligations of some days ahead, reminders by hand up to ``last`` (None: all)."""
    duties = tuple(_duty(one) for one in due_reports(uow, actor, today, days, MOST_ROWS))
    with uow:
        sees = Visibility(actor.roles, actor.division)
        rows = tickler_rows(uow.session, sees, (TicklerState.WAITING,), last, MOST_ROWS)
        mine = _views(uow, rows)
    return tuple(sorted((*duties, *mine), key=lambda view: (view.due_on, view.key)))


def tickler_list(uow: UnitOfWork, actor: Actor, today: date) -> TicklerList:
    """The whole list as far as this user sees it."""
    rows = open_ticklers(uow, actor, today)
    more = max(sum(view.tickler_id is None for view in rows), sum(view.report_id is None for view in rows))
    with uow:
        sees = Visibility(actor.roles, actor.division)
        states = (TicklerState.DONE, TicklerState.DROPPED)
        mine = _views(uow, tickler_rows(uow.session, sees, states, limit=MOST_CLOSED))
    duties = tuple(_duty(one) for one in closed_reports(uow, actor, MOST_CLOSED))
    closed = sorted((*mine, *duties), key=lambda view: view.due_on, reverse=True)
    return TicklerList(rows, tuple(closed), today, more >= MOST_ROWS)


def add_tickler(uow: UnitOfWork, actor: Actor, new: NewTickler, now: datetime) -> int:
    """Keep a reminder; returns its id.

    Raises:
        InvalidInput: places *isi*, *tanggal*, *nomor*.
        UserError: *tidak_berwenang*, *permohonan_tidak_ditemukan*, *data_tidak_ditemukan*.
    """
    actor.require(*WORKING_ROLES)
    reading = read_fields((TEXT, DAY), new.typed, {}, now.date(), "")
    faults = [Fault(f.code, f.values, f.place.lstrip(".")) for f in reading.faults]
    values = reading.value or {}
    text, due_on = values.get(TEXT.code), values.get(DAY.code)
    with uow:
        request_id = new.request_id
        number = new.typed.get(NUMBER.code, "").strip()
        if request_id is None and new.person_id is None and number:
            found = find_number(uow.session, Visibility(actor.roles, actor.division), number)
            request_id = found.id if found is not None else None
            if found is None:
                faults.append(Fault("tanda_terima_tidak_dikenal", {"nilai": number}, NUMBER.code))
        if faults or not isinstance(text, str) or not isinstance(due_on, date):
            raise InvalidInput(tuple(faults))
        if request_id is not None:
            _refuse_unseen(uow, actor, request_id)
        person_id = new.person_id
        if person_id is not None:
            person_id = uow.people.standing(person_id)
            uow.people.person(person_id)
        tickler_id = uow.ticklers.add(
            request_id=request_id,
            person_id=person_id,
            text=text.strip(),
            due_on=due_on,
            made_at=now,
            made_by=actor.user_id,
        )
        uow.commit()
    return tickler_id


def close_tickler(
    uow: UnitOfWork, actor: Actor, tickler_id: int, state: TicklerState, reason: str, now: datetime
) -> None:
    """Mark a reminder as done (the reason may be empty) or drop it with a reason.

    Raises:
        InvalidInput: *alasan*.
        Conflict: it was closed before.
        UserError: *tidak_berwenang*, *tindak_lanjut_tidak_ditemukan*.
    """
    actor.require(*WORKING_ROLES)
    faults = list(text_faults(reason, LONGEST_REASON, "alasan"))
    if state is TicklerState.DROPPED and is_blank(reason):
        faults.insert(0, Fault("alasan_wajib", {}, "alasan"))
    if faults:
        raise InvalidInput(tuple(faults))
    with uow:
        _get(uow, actor, tickler_id)
        former = TicklerState.WAITING
        uow.ticklers.turn(tickler_id, former, state, actor.user_id, now, reason.strip())
        _tell(uow, actor, tickler_id, _DEEDS[state])
        uow.commit()


def reopen_tickler(uow: UnitOfWork, actor: Actor, tickler_id: int, now: datetime) -> None:
    """Undo: a closed reminder waits again; that it was closed stays written down.

    Raises:
        Conflict: it waits already.
        UserError: *tidak_berwenang*, *tindak_lanjut_tidak_ditemukan*.
    """
    actor.require(*WORKING_ROLES)
    with uow:
        former = _get(uow, actor, tickler_id)
        if former is TicklerState.WAITING:
            former = TicklerState.DONE
        uow.ticklers.turn(tickler_id, former, TicklerState.WAITING, actor.user_id, now, "")
        _tell(uow, actor, tickler_id, _DEEDS[TicklerState.WAITING])
        uow.commit()


def _tell(uow: UnitOfWork, actor: Actor, tickler_id: int, deed: Deed) -> None:
    """Into the trail goes of which application and day it is, never its words: they may name somebody."""
    row = uow.ticklers.get(tickler_id)
    receipt = uow.requests.get(row.request_id).receipt if row.request_id is not None else ""
    about = " · ".join(part for part in (receipt, format_date(row.due_on)) if part)
    uow.trail.note(actor.user_id, deed, about, tickler_id)


def _get(uow: UnitOfWork, actor: Actor, tickler_id: int) -> TicklerState:
    row = uow.ticklers.get(tickler_id)
    if row.request_id is not None:
        _refuse_unseen(uow, actor, row.request_id)
    return TicklerState(row.state)


def _refuse_unseen(uow: UnitOfWork, actor: Actor, request_id: int) -> None:
    case = load_case(uow, request_id)
    if not Visibility(actor.roles, actor.division).shows(case.row.division):
        raise UserError("permohonan_tidak_ditemukan")


def _duty(due: DueView) -> TicklerView:
    state = TicklerState.WAITING
    if due.closed:
        state = TicklerState.DROPPED if due.dropped else TicklerState.DONE
    return TicklerView(
        None,
        due.report_id,
        due.request_id,
        None,
        due.client_name,
        f"{due.receipt} · {due.service_name}",
        due.duty_name,
        due.due_on,
        state=state,
        closed=due.closed,
        remind_on=due.remind_on,
        once=due.once,
    )


def _views(uow: UnitOfWork, rows: tuple[TicklerRow, ...]) -> tuple[TicklerView, ...]:
    closed = [row.id for row in rows if row.state != TicklerState.WAITING]
    steps = uow.ticklers.last_steps(closed) if closed else {}
    views = []
    for row in rows:
        who, about, person_id = row.client_name, f"{row.receipt} · {row.service_name}", row.person_id
        if row.request_id is None:
            about = ""
        if person_id is not None:
            person_id = uow.people.standing(person_id)
            who = uow.people.person(person_id).name
        step = steps.get(row.id)
        words = ""
        if step is not None:
            said = f": {step.reason}" if step.reason else ""
            words = f"{uow.users.get(step.user_id).name}, {format_date(step.at.date())}{said}"
        views.append(
            TicklerView(
                row.id,
                None,
                row.request_id,
                person_id,
                who,
                about,
                row.text,
                row.due_on,
                row.made_by,
                TicklerState(row.state),
                words,
            )
        )
    return tuple(views)
