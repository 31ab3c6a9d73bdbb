"""What the counters and the screen of calls show of the queue of a day."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from dinsos_desk.db.tables import QueueTicket, QueueTicketRequest, User
from dinsos_desk.domain.queue import ASIDE, AT_COUNTER, TicketState, ticket_label

_SHOWN_CALLS = 5


@dataclass(frozen=True)
class TicketRow:
    """One ticket. ``called_by``: the user id of the latest call; ``who``: their name."""

    id: int
    day: date
    line: str
    number: int
    state: TicketState
    priority: bool
    taken_at: datetime
    called_at: datetime | None = None
    called_by: int | None = None
    who: str = ""
    counter: str = ""
    calls: int = 0
    announced_at: datetime | None = None
    served_at: datetime | None = None
    finished_at: datetime | None = None
    requests: int = 0

    @property
    def label(self) -> str:
        """As printed and called: A007."""
        return ticket_label(self.line, self.number)


@dataclass(frozen=True)
class Board:
    """The queue of a day: those who wait in the order of calling, those at a counter, those put aside.

    ``counts``: how many tickets of the day are in each state; states without any are left out.
    """

    day: date
    waiting: tuple[TicketRow, ...]
    at_counters: tuple[TicketRow, ...]
    aside: tuple[TicketRow, ...]
    counts: dict[TicketState, int]

    def mine(self, user_id: int) -> TicketRow | None:
        """The ticket this user called and is not done with; the latest, if there are several."""
        return next((ticket for ticket in self.at_counters if ticket.called_by == user_id), None)

    @property
    def taken(self) -> int:
        """How many numbers were given on that day."""
        return sum(self.counts.values())


def board(session: Session, day: date) -> Board:
    """The queue of a day as it stands."""
    counts = dict(
        session.execute(
            select(QueueTicket.state, func.count()).where(QueueTicket.day == day).group_by(QueueTicket.state)
        ).all()
    )
    return Board(
        day,
        _tickets(session, day, (TicketState.WAITING,)),
        tuple(reversed(_tickets(session, day, AT_COUNTER, by_call=True))),
        tuple(reversed(_tickets(session, day, ASIDE, by_call=True))),
        {TicketState(state): count for state, count in counts.items()},
    )


def calls(session: Session, day: date, most: int = _SHOWN_CALLS) -> tuple[TicketRow, ...]:
    """What the screen of calls shows: the tickets at the counters, the latest call first."""
    return tuple(reversed(_tickets(session, day, AT_COUNTER, by_call=True)))[:most]


def waiting_count(session: Session, day: date) -> int:
    """How many wait on a day."""
    waiting = (QueueTicket.day == day, QueueTicket.state == TicketState.WAITING.value)
    return session.scalar(select(func.count()).where(*waiting)) or 0


def leftovers(session: Session, day: date) -> bool:
    """Whether an earlier day left tickets that nobody ended."""
    states = (TicketState.WAITING, *AT_COUNTER)
    left = (QueueTicket.day < day, QueueTicket.state.in_([state.value for state in states]))
    return session.scalar(select(QueueTicket.id).where(*left).limit(1)) is not None


def ticket_row(session: Session, ticket_id: int) -> TicketRow:
    """One ticket by its id."""
    return _rows(session, [QueueTicket.id == ticket_id], [QueueTicket.id])[0]


def _tickets(
    session: Session, day: date, states: Iterable[TicketState], *, by_call: bool = False
) -> tuple[TicketRow, ...]:
    order = [QueueTicket.announced_at, QueueTicket.id] if by_call else [QueueTicket.place, QueueTicket.id]
    wanted = [QueueTicket.day == day, QueueTicket.state.in_([state.value for state in states])]
    return _rows(session, wanted, order)


def _rows(session: Session, wanted: list, order: list) -> tuple[TicketRow, ...]:  # type: ignore[type-arg]
    requests = (
        select(func.count())
        .where(QueueTicketRequest.ticket_id == QueueTicket.id)
        .correlate(QueueTicket)
        .scalar_subquery()
    )
    columns = (
        QueueTicket.id,
        QueueTicket.day,
        QueueTicket.line,
        QueueTicket.number,
        QueueTicket.state,
        QueueTicket.priority,
        QueueTicket.taken_at,
        QueueTicket.called_at,
        QueueTicket.called_by,
        func.coalesce(User.name, "").label("who"),
        QueueTicket.counter,
        QueueTicket.calls,
        QueueTicket.announced_at,
        QueueTicket.served_at,
        QueueTicket.finished_at,
        requests.label("requests"),
    )
    query = select(*columns).outerjoin(User, User.id == QueueTicket.called_by).where(*wanted).order_by(*order)
    rows = session.execute(query).mappings()
    return tuple(TicketRow(**{**row, "state": TicketState(row["state"])}) for row in rows)
