"""The words of the queue."""

from datetime import datetime

from dinsos_desk.db.queries.queue.day import Board, TicketRow
from dinsos_desk.domain.queue import AT_COUNTER, TicketState
from ui.models.columns import BadgeSpec
from ui.theme import Tone

PRIORITY_FOR = "Prioritas: lansia, penyandang disabilitas, ibu hamil, anak, dan korban bencana (UU 25/2009)."

_BADGES = {
    TicketState.WAITING: BadgeSpec("Menunggu", Tone.NEUTRAL, "timer-sand"),
    TicketState.CALLED: BadgeSpec("Dipanggil", Tone.INFO, "bullhorn-outline"),
    TicketState.SERVED: BadgeSpec("Dilayani", Tone.OK, "account-check-outline"),
    TicketState.ABSENT: BadgeSpec("Tidak hadir", Tone.WARN, "account-off-outline"),
    TicketState.UNREACHED: BadgeSpec("Terlewat", Tone.WARN, "account-off-outline"),
    TicketState.CANCELLED: BadgeSpec("Batal", Tone.NEUTRAL, "close-circle-outline"),
}
_PRIORITY = BadgeSpec("Prioritas", Tone.ACCENT, "human-cane")


def state_badge(ticket: TicketRow) -> BadgeSpec | None:
    """What became of a ticket, as icon and word."""
    return _BADGES.get(ticket.state)


def priority_badge(ticket: TicketRow) -> BadgeSpec | None:
    """Says that somebody goes before others."""
    return _PRIORITY if ticket.priority else None


def span_words(begin: datetime | None, end: datetime) -> str:
    """How long something takes: baru saja, 12 menit, 1 jam 5 menit. Never less than nothing."""
    minutes = max(0, int((end - begin).total_seconds()) // 60) if begin is not None else 0
    hours, minutes = divmod(minutes, 60)
    if hours:
        return f"{hours} jam {minutes} menit" if minutes else f"{hours} jam"
    return f"{minutes} menit" if minutes else "baru saja"


def day_words(board: Board) -> str:
    """The figures of a day in one line."""
    if not board.taken:
        return "belum ada nomor yang diambil hari ini"
    counts = board.counts
    absent = counts.get(TicketState.ABSENT, 0)
    parts = [
        f"{counts.get(TicketState.WAITING, 0)} menunggu",
        f"{sum(counts.get(state, 0) for state in AT_COUNTER)} di loket",
        f"{counts.get(TicketState.DONE, 0)} selesai",
    ]
    if absent:
        parts.append(f"{absent} tidak hadir")
    return " · ".join(parts)


def ticket_words(ticket: TicketRow, line: str, now: datetime) -> str:
    """What the counter must know of the ticket that stands before it."""
    waited = span_words(ticket.taken_at, ticket.called_at or now)
    parts = [line, "prioritas" if ticket.priority else "", f"menunggu {waited}"]
    if ticket.state is TicketState.SERVED:
        parts.append(f"dilayani {span_words(ticket.served_at, now)}")
    elif ticket.calls > 1:
        parts.append(f"dipanggil {ticket.calls} kali")
    if ticket.requests:
        parts.append(f"{ticket.requests} permohonan")
    return " · ".join(part for part in parts if part)
