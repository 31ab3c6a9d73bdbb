"""What was disposed to a user and waits, in a list and in figures."""

from dataclasses import dataclass
from datetime import date

from dinsos_desk.db.queries.mail.dispositions import (
    DispositionRow,
    RecipientRow,
    count_late,
    count_waiting,
    dispositions_by_id,
    waiting_for,
)
from dinsos_desk.db.queries.mail.letters import MailRow, count_undisposed, mails_of
from dinsos_desk.db.unit_of_work import UnitOfWork
from dinsos_desk.domain.mail import FIRST_GIVERS
from dinsos_desk.usecases.actor import Actor
from dinsos_desk.usecases.mail.words import eyes_of


@dataclass(frozen=True)
class DispositionTask:
    """A disposition that waits for this user, with its letter."""

    recipient: RecipientRow
    disposition: DispositionRow
    mail: MailRow


@dataclass(frozen=True)
class MailFigures:
    """``waiting``: dispositions for a user, ``late`` of them past their day; ``undisposed``: letters."""

    waiting: int = 0
    late: int = 0
    undisposed: int = 0


def mail_figures(uow: UnitOfWork, actor: Actor, today: date) -> MailFigures:
    """What the first room tells of incoming letters."""
    eyes = eyes_of(actor)
    with uow:
        undisposed = count_undisposed(uow.session) if actor.may(*FIRST_GIVERS) else 0
        waiting = count_waiting(uow.session, eyes)
        late = count_late(uow.session, eyes, today) if waiting else 0
    return MailFigures(waiting, late, undisposed)


def my_tasks(uow: UnitOfWork, actor: Actor) -> tuple[DispositionTask, ...]:
    """What was disposed to this user and waits, by its due day, then by age."""
    eyes = eyes_of(actor)
    with uow:
        rows = waiting_for(uow.session, eyes)
        given = dispositions_by_id(uow.session, [row.disposition_id for row in rows])
        letters = mails_of(uow.session, eyes, [one.mail_id for one in given.values()])
    tasks = (
        DispositionTask(row, given[row.disposition_id], letters[given[row.disposition_id].mail_id])
        for row in rows
    )
    return tuple(sorted(tasks, key=lambda task: (task.disposition.due_on or date.max, task.recipient.id)))


def tasks_waiting(uow: UnitOfWork, actor: Actor) -> int:
    """How many dispositions wait for this user."""
    with uow:
        return count_waiting(uow.session, eyes_of(actor))
