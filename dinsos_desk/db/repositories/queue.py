"""The tickets of a day. Every change says which state it expects: what another counter did first stands."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from dinsos_desk.db import tables
from dinsos_desk.db.repositories.rows import add_row
from dinsos_desk.domain.queue import AFTER_THE_DAY, AT_COUNTER, TicketState
from dinsos_desk.errors import Conflict, UserError

_T = tables.QueueTicket
_PREFERENCE = "antrean"


class Queue:
    """Tickets: given, called, moved. Numbers are drawn inside a write transaction, so none is given twice."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def get(self, ticket_id: int) -> tables.QueueTicket:
        """The ticket with this id. Raises ``UserError`` *data_tidak_ditemukan*."""
        row = self.find(ticket_id)
        if row is None:
            raise UserError("data_tidak_ditemukan")
        return row

    def find(self, ticket_id: int) -> tables.QueueTicket | None:
        """The ticket with this id as it is now, or None."""
        return self._session.get(_T, ticket_id, populate_existing=True)

    def add(self, day: date, line: str, priority: bool, user_id: int, now: datetime) -> tables.QueueTicket:
        """Give the next number of a line; with priority before the first who has none."""
        highest = select(func.max(_T.number)).where(_T.day == day, _T.line == line)
        place = self._before_the_others(day) if priority else self._last_place(day) + 1
        columns = {
            "day": day,
            "line": line,
            "number": (self._session.scalar(highest) or 0) + 1,
            "place": place,
            "state": TicketState.WAITING.value,
            "priority": priority,
            "taken_at": now,
            "taken_by": user_id,
            "counter": "",
            "calls": 0,
        }
        return self.get(add_row(self._session, _T, columns))

    def ahead_of(self, ticket: tables.QueueTicket) -> int:
        """How many of its line are to be called before it."""
        waiting = self._waiting(ticket.day).where(_T.line == ticket.line, _T.place < ticket.place)
        return self._session.scalar(select(func.count()).select_from(waiting.subquery())) or 0

    def call_next(self, day: date, lines: Sequence[str], **columns: Any) -> tables.QueueTicket | None:
        """Call whoever waits first, in some lines or (none named) in all; None when nobody waits."""
        first = self._waiting(day).order_by(_T.place, _T.id).limit(1)
        if lines:
            first = first.where(_T.line.in_(lines))
        called = self._session.scalar(
            update(_T)
            .where(_T.id == first.scalar_subquery(), _T.state == TicketState.WAITING)
            .values(state=TicketState.CALLED.value, **columns)
            .returning(_T.id)
            .execution_options(synchronize_session=False)
        )
        return None if called is None else self.get(called)

    def change(
        self, ticket_id: int, states: Sequence[TicketState], user_id: int | None = None, **columns: Any
    ) -> tables.QueueTicket:
        """Change a ticket that is in one of these states; ``user_id``: only if it was called by this user.

        Raises:
            Conflict: *antrean_berubah*; somebody else was first and nothing was changed.
        """
        statement = update(_T).where(_T.id == ticket_id, _T.state.in_([state.value for state in states]))
        if user_id is not None:
            statement = statement.where(_T.called_by == user_id)
        done = self._session.execute(statement.values(**columns).execution_options(synchronize_session=False))
        if done.rowcount != 1:  # type: ignore[attr-defined]
            raise Conflict("antrean_berubah")
        return self.get(ticket_id)

    def at_counter_of(self, day: date, user_id: int) -> tables.QueueTicket | None:
        """The ticket this user called and is not done with."""
        busy = _T.state.in_([state.value for state in AT_COUNTER])
        query = select(_T).where(_T.day == day, _T.called_by == user_id, busy)
        return self._session.scalars(query.order_by(_T.announced_at.desc(), _T.id.desc())).first()

    def place_after(self, ticket: tables.QueueTicket, others: int) -> int:
        """A place behind the next ``others`` of its line who wait; at the end when there are fewer."""
        places = self._waiting(ticket.day).where(_T.line == ticket.line, _T.id != ticket.id)
        ordered = list(self._session.scalars(places.with_only_columns(_T.place).order_by(_T.place, _T.id)))
        if len(ordered) <= others:
            return self._last_place(ticket.day) + 1
        return self._make_room(ticket.day, ordered[others - 1] + 1)

    def close_before(self, day: date) -> int:
        """End what earlier days left; returns how many tickets that were."""
        closed = 0
        for state, end in AFTER_THE_DAY.items():
            done = self._session.execute(
                update(_T)
                .where(_T.day < day, _T.state == state.value)
                .values(state=end.value)
                .execution_options(synchronize_session=False)
            )
            closed += done.rowcount  # type: ignore[attr-defined]
        return closed

    def tie(self, ticket_id: int, request_id: int) -> None:
        """Remember that an application was taken or completed under a ticket."""
        if self._session.get(tables.QueueTicketRequest, (ticket_id, request_id)) is None:
            values = {"ticket_id": ticket_id, "request_id": request_id}
            add_row(self._session, tables.QueueTicketRequest, values)

    def ticket_of(self, request_id: int) -> tables.QueueTicket | None:
        """The latest ticket under which an application was taken or completed."""
        link = tables.QueueTicketRequest
        query = select(_T).join(link, link.ticket_id == _T.id).where(link.request_id == request_id)
        return self._session.scalars(query.order_by(_T.id.desc())).first()

    def choice(self, user_id: int) -> dict[str, Any]:
        """How a user calls: the name of the counter and the lines; empty when never said."""
        kept = self._session.get(tables.UserPreference, (user_id, _PREFERENCE))
        return dict(kept.value) if kept is not None and isinstance(kept.value, dict) else {}

    def keep_choice(self, user_id: int, choice: dict[str, Any]) -> None:
        """Remember how a user calls."""
        kept = self._session.get(tables.UserPreference, (user_id, _PREFERENCE))
        if kept is None:
            self._session.add(tables.UserPreference(user_id=user_id, key=_PREFERENCE, value=choice))
        else:
            kept.value = choice

    def _waiting(self, day: date) -> Any:
        return select(_T.id).where(_T.day == day, _T.state == TicketState.WAITING.value)

    def _last_place(self, day: date) -> int:
        return self._session.scalar(select(func.max(_T.place)).where(_T.day == day)) or 0

    def _before_the_others(self, day: date) -> int:
        first = self._waiting(day).with_only_columns(func.min(_T.place)).where(_T.priority.is_(False))
        place = self._session.scalar(first)
        return self._last_place(day) + 1 if place is None else self._make_room(day, place)

    def _make_room(self, day: date, place: int) -> int:
        """Move everything from ``place`` on one place back; returns it, free."""
        self._session.execute(
            update(_T)
            .where(_T.day == day, _T.place >= place)
            .values(place=_T.place + 1)
            .execution_options(synchronize_session=False)
        )
        return place
