"""What the room of the queue shows, read in one go off the window's thread."""

from dataclasses import dataclass
from datetime import datetime

from dinsos_desk.db.queries.queue.day import Board, TicketRow, board, leftovers
from dinsos_desk.desk import Desk
from dinsos_desk.domain.front_desk import QueueLine
from dinsos_desk.usecases.actor import Actor
from dinsos_desk.usecases.office.counters import CounterChoice, counter_choice, line_name, queue_lines


@dataclass(frozen=True)
class QueueData:
    """``leftovers``: whether an earlier day left tickets that are to be ended."""

    now: datetime
    user_id: int
    board: Board
    lines: tuple[QueueLine, ...]
    choice: CounterChoice
    leftovers: bool

    @property
    def mine(self) -> TicketRow | None:
        """The ticket at one's own counter."""
        return self.board.mine(self.user_id)

    def line_name(self, letter: str) -> str:
        """What a line is called."""
        return line_name(self.lines, letter)

    @property
    def shared_with(self) -> str:
        """Who else calls to a counter of the same name now; empty for nobody."""
        same = (ticket for ticket in self.board.at_counters if ticket.counter == self.choice.counter)
        return next((ticket.who for ticket in same if ticket.called_by != self.user_id), "")

    @property
    def callable(self) -> int:
        """How many wait for this counter."""
        chosen = self.choice.lines
        return sum(not chosen or ticket.line in chosen for ticket in self.board.waiting)


def read_queue(desk: Desk, actor: Actor) -> QueueData:
    """Ask the database for all of it."""
    now = desk.now()
    with desk.reading() as session:
        found, left = board(session, now.date()), leftovers(session, now.date())
    choice = counter_choice(desk.reader(), actor)
    return QueueData(now, actor.user_id, found, queue_lines(desk.reader()), choice, left)
