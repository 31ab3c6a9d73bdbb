"""Dispositions and those they went to, as lists and pages show them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import exists, func, select
from sqlalchemy.orm import Session, aliased

from dinsos_desk.db.queries.mail.letters import MailEyes, last_state, passed_on
from dinsos_desk.db.tables import (
    Disposition,
    DispositionRecipient,
    DispositionStep,
    IncomingMail,
    User,
)
from dinsos_desk.domain.mail import RecipientState


@dataclass(frozen=True)
class DispositionRow:
    """One disposition of a letter, without its recipients."""

    id: int
    mail_id: int
    from_id: int | None
    at: datetime
    given_on: date
    giver_post: str
    giver_name: str
    recorded_by: str
    recorder_id: int
    on_paper: bool
    carried_by: str
    instructions: tuple[str, ...]
    note: str
    due_on: date | None


@dataclass(frozen=True)
class RecipientRow:
    """One of those a disposition went to, and what became of it there.

    ``mine``: it went to the user who looks. ``result``, ``closed_on`` and ``closed_by``: of the last step.
    """

    id: int
    disposition_id: int
    user_id: int | None
    post: str
    name: str
    role: str
    division: str
    mine: bool
    state: RecipientState
    result: str
    closed_on: date | None
    closed_by: str
    carried_by: str


def dispositions_of(session: Session, mail_ids: Sequence[int]) -> tuple[DispositionRow, ...]:
    """The dispositions of some letters, in the order they were written down."""
    query = _disposition_rows().where(Disposition.mail_id.in_(mail_ids)).order_by(Disposition.id)
    return tuple(_disposition(row) for row in session.execute(query))


def dispositions_by_id(session: Session, ids: Sequence[int]) -> dict[int, DispositionRow]:
    """Some dispositions by their ids."""
    query = _disposition_rows().where(Disposition.id.in_(ids))
    return {row[0]: _disposition(row) for row in session.execute(query)}


def dispositions_given(session: Session, first: date, last: date) -> tuple[DispositionRow, ...]:
    """The dispositions that were given between two days, by day."""
    query = _disposition_rows().where(Disposition.given_on.between(first, last))
    return tuple(
        _disposition(row) for row in session.execute(query.order_by(Disposition.given_on, Disposition.id))
    )


def _disposition_rows() -> Any:
    return select(
        Disposition.id,
        Disposition.mail_id,
        Disposition.from_id,
        Disposition.at,
        Disposition.given_on,
        Disposition.giver_post,
        Disposition.giver_name,
        User.name,
        Disposition.recorded_by,
        Disposition.on_paper,
        Disposition.carried_by,
        Disposition.instructions,
        Disposition.note,
        Disposition.due_on,
    ).join(User, User.id == Disposition.recorded_by)


def recipients_of(
    session: Session, eyes: MailEyes, disposition_ids: Sequence[int]
) -> tuple[RecipientRow, ...]:
    """Those some dispositions went to, in order."""
    query = _recipient_rows(eyes).where(DispositionRecipient.disposition_id.in_(disposition_ids))
    return tuple(_recipient(row) for row in session.execute(query.order_by(DispositionRecipient.id)))


def waiting_for(session: Session, eyes: MailEyes) -> tuple[RecipientRow, ...]:
    """What was disposed to this user and is neither done nor passed on."""
    query = _waiting(_recipient_rows(eyes).where(eyes.received()))
    return tuple(_recipient(row) for row in session.execute(query.order_by(DispositionRecipient.id)))


def count_waiting(session: Session, eyes: MailEyes) -> int:
    """How many dispositions wait for this user."""
    query = _waiting(select(func.count()).select_from(DispositionRecipient).where(eyes.received()))
    return session.scalar(query) or 0


def count_late(session: Session, eyes: MailEyes, today: date) -> int:
    """How many of them are past the day that was set."""
    late = select(func.count()).select_from(DispositionRecipient).where(eyes.received())
    late = late.join(Disposition, Disposition.id == DispositionRecipient.disposition_id)
    return session.scalar(_waiting(late.where(Disposition.due_on < today))) or 0


def _waiting(query: Any) -> Any:
    state = func.coalesce(last_state(DispositionRecipient), RecipientState.WAITING.value)
    open_mail = (
        select(IncomingMail.id)
        .join(Disposition, Disposition.mail_id == IncomingMail.id)
        .where(Disposition.id == DispositionRecipient.disposition_id, IncomingMail.cancelled_reason == "")
        .correlate(DispositionRecipient)
    )
    return query.where(
        state == RecipientState.WAITING.value, ~passed_on(DispositionRecipient), exists(open_mail)
    )


def _disposition(found: Any) -> DispositionRow:
    values: Any = (*found[:11], tuple(found[11]), *found[12:])
    return DispositionRow(*values)


def _recipient_rows(eyes: MailEyes) -> Any:
    last = aliased(DispositionStep)
    newest = (
        select(func.max(DispositionStep.id))
        .where(DispositionStep.recipient_id == DispositionRecipient.id)
        .correlate(DispositionRecipient)
        .scalar_subquery()
    )
    one = DispositionRecipient
    return (
        select(
            one.id,
            one.disposition_id,
            one.user_id,
            one.post,
            one.name,
            one.role,
            one.division,
            eyes.received(),
            last.state,
            passed_on(one),
            last.result,
            last.on_day,
            User.name,
            last.carried_by,
        )
        .select_from(one)
        .outerjoin(last, last.id == newest)
        .outerjoin(User, User.id == last.user_id)
    )


def _recipient(found: Any) -> RecipientRow:
    state = RecipientState(found[8]) if found[8] else RecipientState.WAITING
    closed = state is not RecipientState.WAITING
    if not closed and found[9]:
        state = RecipientState.FORWARDED
    last = found[10:14] if closed else ("", None, "", "")
    values: Any = (*found[:7], bool(found[7]), state, *last)
    return RecipientRow(*values)
