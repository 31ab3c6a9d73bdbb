"""What is done in the room of the queue: each deed on the writing thread, one at a time."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Signal

from dinsos_desk.db.queries.queue.day import TicketRow
from dinsos_desk.usecases.office import counters
from dinsos_desk.usecases.office.counters import CounterChoice
from dinsos_desk.usecases.queue import tickets as queue
from dinsos_desk.usecases.queue.slip import ticket_slip
from dinsos_desk.usecases.queue.tickets import Taken
from ui.context import Context
from ui.queue.counter_card import Act
from ui.theme import Tone

Undo = Callable[[], None] | None


class Deeds(QObject):
    """Every deed ends in a sentence (``said``) or a failure; after each the queue is read anew.

    What is asked while another deed is on its way is not done: two presses of a key are one call.
    """

    said = Signal(object, str, object)
    """Tone, sentence, and what takes the deed back (None for nothing)."""
    failed = Signal(object)
    begun = Signal(object)
    """The service of this ticket began, or another application is wanted for it."""
    called = Signal(object)
    taken = Signal(object)
    """A number was given (``Taken``)."""

    def __init__(self, context: Context, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._busy = False

    def act(self, act: Act, ticket: TicketRow | None) -> None:
        """Do what the counter wants with the ticket that stands before it."""
        desk, actor = self._context.desk, self._context.actor
        if act in (Act.NEXT, Act.DONE_AND_NEXT):
            self._write(lambda: queue.call_next(desk.uow(), actor, desk.now()), self._called)
        elif ticket is None:
            return
        elif act is Act.APPLICATION:
            self.begun.emit(ticket)
        elif act is Act.SERVE:
            self._write(lambda: queue.serve(desk.uow(), actor, ticket.id, desk.now()), self.begun.emit)
        elif act is Act.AGAIN:
            self._write(lambda: queue.call_again(desk.uow(), actor, ticket.id, desk.now()), self._called)
        elif act is Act.BACK:
            self._write(lambda: queue.put_back(desk.uow(), actor, ticket.id, desk.now()), self._went_back)
        elif act is Act.ABSENT:
            self._write(lambda: queue.mark_absent(desk.uow(), actor, ticket.id), self._absent)
        else:
            self._write(lambda: queue.finish(desk.uow(), actor, ticket.id, desk.now()), self._finished)

    def recall(self, ticket: TicketRow) -> None:
        """Call one number out of turn."""
        desk, actor = self._context.desk, self._context.actor
        self._write(lambda: queue.recall(desk.uow(), actor, ticket.id, desk.now()), self._called)

    def cancel(self, ticket: TicketRow) -> None:
        """Somebody who waited went home."""
        desk, actor = self._context.desk, self._context.actor
        self._write(
            lambda: queue.cancel_ticket(desk.uow(), actor, ticket.id),
            lambda gone: self._say(f"{gone.label} dibatalkan.", lambda: self._restore(gone)),
        )

    def give(self, line: str, priority: bool) -> None:
        """Give a number."""
        desk, actor = self._context.desk, self._context.actor
        self._write(lambda: queue.take_ticket(desk.uow(), actor, line, priority, desk.now()), self._taken)

    def print(self, ticket_id: int) -> None:
        """Print the slip of a number; that it cannot be printed takes nothing from the number."""
        desk, outputs = self._context.desk, self._context.outputs

        def work() -> str:
            file = ticket_slip(desk.reader(), desk.library.letters, ticket_id)
            outputs.print(file.name, file.content)
            return file.name.removesuffix(".docx")

        def done(name: str) -> None:
            self.said.emit(Tone.OK, f"Slip {name} dikirim ke pencetak.", None)

        self._context.tasks.run_read(work, done, self.failed.emit, owner=self)

    def keep(self, choice: CounterChoice) -> None:
        """Remember how one calls."""
        desk, actor = self._context.desk, self._context.actor
        self._write(lambda: counters.keep_counter_choice(desk.uow(), actor, choice), lambda _: None)

    def close_former_days(self) -> None:
        """End what earlier days left."""
        desk = self._context.desk
        self._write(lambda: queue.close_former_days(desk.uow(), desk.now()), lambda _: None)

    def _write(self, work: Callable[[], Any], done: Callable[[Any], None]) -> None:
        if self._busy:
            return
        self._busy = True

        def succeeded(answer: Any) -> None:
            self._end(lambda: done(answer))

        def refused(error: Exception) -> None:
            self._end(lambda: self.failed.emit(error))

        self._context.tasks.run_write(work, succeeded, refused, owner=self)

    def _end(self, tell: Callable[[], None]) -> None:
        self._busy = False
        tell()
        self._context.events.queue_changed.emit()

    def _say(self, words: str, undo: Undo = None) -> None:
        self.said.emit(Tone.INFO, words, undo)

    def _called(self, ticket: TicketRow | None) -> None:
        if ticket is None:
            self._say("Tidak ada lagi yang menunggu.")
        else:
            self._say(f"{ticket.label} dipanggil ke {ticket.counter}.")
            self.called.emit(ticket)

    def _went_back(self, ticket: TicketRow) -> None:
        self._say(f"{ticket.label} kembali ke antrean.")

    def _absent(self, ticket: TicketRow) -> None:
        self._say(f"{ticket.label} tidak hadir.", lambda: self.recall(ticket))

    def _finished(self, ticket: TicketRow) -> None:
        self._say(f"{ticket.label} selesai dilayani.", lambda: self._resume(ticket))

    def _taken(self, taken: Taken) -> None:
        self._say(f"Nomor {taken.ticket.label} diambil.")
        self.taken.emit(taken)

    def _resume(self, ticket: TicketRow) -> None:
        desk, actor = self._context.desk, self._context.actor
        self._write(
            lambda: queue.resume(desk.uow(), actor, ticket.id, desk.now()),
            lambda back: self._say(f"{back.label} dilayani lagi."),
        )

    def _restore(self, ticket: TicketRow) -> None:
        desk, actor = self._context.desk, self._context.actor
        self._write(
            lambda: queue.restore_ticket(desk.uow(), actor, ticket.id, desk.now()),
            lambda back: self._say(f"{back.label} menunggu lagi di tempatnya."),
        )
