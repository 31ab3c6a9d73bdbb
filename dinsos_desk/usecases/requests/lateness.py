"""Why an application was late: said by who works on it, shown with it and in the recap."""

from dataclasses import dataclass
from datetime import datetime

from dinsos_desk.db import tables
from dinsos_desk.db.queries.requests.figures import Visibility
from dinsos_desk.db.unit_of_work import UnitOfWork
from dinsos_desk.domain.faults import Fault
from dinsos_desk.domain.routing import WORKING_ROLES
from dinsos_desk.domain.text import is_blank, text_faults
from dinsos_desk.errors import InvalidInput, UserError
from dinsos_desk.usecases.actor import Actor

LONGEST_REASON = 500


@dataclass(frozen=True)
class LatenessView:
    """One reason: who gave it and when. The last one stands, earlier ones stay to be seen."""

    at: datetime
    who: str
    reason: str


def explain_lateness(uow: UnitOfWork, actor: Actor, request_id: int, reason: str, now: datetime) -> int:
    """Write down why an application is or was late; a later reason takes the place of an earlier one.

    Returns the id of the application.

    Raises:
        InvalidInput: *alasan* is missing or cannot be kept.
        UserError: *tidak_berwenang*, *permohonan_tidak_ditemukan*, *tidak_terlambat*.
    """
    actor.require(*WORKING_ROLES)
    faults = list(text_faults(reason, LONGEST_REASON, "alasan"))
    if is_blank(reason):
        faults.insert(0, Fault("alasan_wajib", {}, "alasan"))
    if faults:
        raise InvalidInput(tuple(faults))
    with uow:
        row = uow.requests.get(request_id)
        if not Visibility(actor.roles, actor.division).shows(row.division):
            raise UserError("permohonan_tidak_ditemukan")
        if not is_late(row, now):
            raise UserError("tidak_terlambat", nomor=row.receipt)
        uow.latenesses.add(request_id=request_id, at=now, user_id=actor.user_id, reason=reason.strip())
        uow.commit()
    return request_id


def is_late(row: tables.Request, now: datetime) -> bool:
    """Whether it was finished late, or its promised time has run out. A clock that rests runs out no more."""
    if row.finished_at is not None:
        return row.on_time is False
    return row.due_at is not None and row.due_at < (row.paused_at or now)


def lateness_of(uow: UnitOfWork, request_id: int) -> tuple[LatenessView, ...]:
    """Every reason given for an application, the one that stands first; within an open unit of work."""
    rows = reversed(uow.latenesses.of_request(request_id))
    return tuple(LatenessView(row.at, uow.users.get(row.user_id).name, row.reason) for row in rows)
