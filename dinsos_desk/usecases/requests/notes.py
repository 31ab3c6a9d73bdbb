"""What was done around an application without moving it: applicants reminded, something noted for later."""

from dataclasses import dataclass
from datetime import datetime

from dinsos_desk.db import tables
from dinsos_desk.db.unit_of_work import UnitOfWork
from dinsos_desk.domain.dates import format_date
from dinsos_desk.usecases.obligations.tickler import TicklerState
from dinsos_desk.usecases.requests.waiting import WAY_WORDS, Way

_CLOSED = {TicklerState.DONE: "Selesai", TicklerState.DROPPED: "Tidak jadi"}


@dataclass(frozen=True)
class NoteView:
    """One of them: who did it and when; ``lines`` say what."""

    at: datetime
    who: str
    lines: tuple[str, ...]


def notes_of(uow: UnitOfWork, request_id: int) -> tuple[NoteView, ...]:
    """Reminders of papers and what is to be followed up, the oldest first. Needs an open unit of work."""
    reminders = uow.reminders.of_requests([request_id]).get(request_id, ())
    notes = [_reminder(uow, row) for row in reminders]
    ticklers = uow.ticklers.of_request(request_id)
    steps = uow.ticklers.last_steps([row.id for row in ticklers]) if ticklers else {}
    notes += [_tickler(uow, row, steps.get(row.id)) for row in ticklers]
    return tuple(sorted(notes, key=lambda note: note.at))


def _reminder(uow: UnitOfWork, row: tables.Reminder) -> NoteView:
    outcome = (f"“{row.outcome}”",) if row.outcome else ()
    way = WAY_WORDS[Way(row.way)].lower()
    return NoteView(row.at, uow.users.get(row.user_id).name, (f"mengingatkan pemohon: {way}", *outcome))


def _tickler(uow: UnitOfWork, row: tables.Tickler, step: tables.TicklerStep | None) -> NoteView:
    lines = [f"tindak lanjut {format_date(row.due_on)}: {row.text}"]
    closed = _CLOSED.get(TicklerState(row.state))
    if closed is not None and step is not None:
        why = f": {step.reason}" if step.reason else ""
        lines.append(f"{closed}, {uow.users.get(step.user_id).name}, {format_date(step.at.date())}{why}")
    return NoteView(row.made_at, uow.users.get(row.made_by).name, tuple(lines))
