"""Ticket numbers of the day: what may become of one, and how it is written.

Who needs special treatment by law (UU 25/2009 Pasal 29: lansia, penyandang disabilitas, ibu hamil, anak,
korban bencana) goes before the others; which of these it was is not kept.
"""

from datetime import datetime
from enum import StrEnum

BACK_PLACES = 3
"""How many others are called before somebody who did not answer is called again."""

LONGEST_COUNTER = 20
"""Letters of the name of a counter: it must be read from afar."""


class TicketState(StrEnum):
    """What became of a ticket.

    ``UNREACHED``: the day ended before it was called.
    """

    WAITING = "menunggu"
    CALLED = "dipanggil"
    SERVED = "dilayani"
    DONE = "selesai"
    ABSENT = "tidak_hadir"
    CANCELLED = "batal"
    UNREACHED = "tidak_terlayani"


AT_COUNTER = (TicketState.CALLED, TicketState.SERVED)
"""Whoever called it is busy with it."""

ASIDE = (TicketState.ABSENT, TicketState.CANCELLED, TicketState.UNREACHED)
"""Was passed over. On its own day a ticket is unreached only when the clock had run ahead meanwhile."""

RECALLABLE = (TicketState.WAITING, *ASIDE)
"""May be called by its number, out of turn."""

AFTER_THE_DAY = {
    TicketState.WAITING: TicketState.UNREACHED,
    TicketState.CALLED: TicketState.ABSENT,
    TicketState.SERVED: TicketState.DONE,
}
"""What is left of a day becomes this when the next one begins."""


def ticket_label(line: str, number: int) -> str:
    """A ticket as it is printed and called: A007."""
    return f"{line}{number:03d}"


def not_before(moment: datetime, *earlier: datetime | None) -> datetime:
    """``moment``, or the latest of what came before it: a clock that was set back makes no time negative."""
    return max([moment, *(one for one in earlier if one is not None)])
