"""The two lists of the queue: who waits, and who is at a counter or was passed over."""

from collections.abc import Callable
from datetime import datetime

from dinsos_desk.db.queries.queue.day import TicketRow
from ui.models.columns import ColumnSpec
from ui.queue.words import priority_badge, span_words, state_badge

Specs = tuple[ColumnSpec[TicketRow], ...]


def waiting_columns(now: Callable[[], datetime], line: Callable[[str], str]) -> Specs:
    """Who waits, in the order of calling."""
    return (
        ColumnSpec("nomor", "Nomor", lambda t: t.label, 84, 70, bold=True, typeahead=True),
        ColumnSpec("antrean", "Antrean", lambda t: line(t.line), 160, 90, stretch=True, drop=2),
        ColumnSpec("prioritas", "", lambda _: "", 116, 104, badge=priority_badge),
        ColumnSpec("diambil", "Diambil", lambda t: f"{t.taken_at:%H.%M}", 76, 64, drop=1),
        ColumnSpec("menunggu", "Menunggu", lambda t: span_words(t.taken_at, now()), 124, 96),
    )


def called_columns(now: Callable[[], datetime]) -> Specs:
    """Who is at a counter, and who did not come or went away."""
    return (
        ColumnSpec("nomor", "Nomor", lambda t: t.label, 84, 70, bold=True, typeahead=True),
        ColumnSpec("keadaan", "Keadaan", lambda _: "", 132, 124, badge=state_badge),
        ColumnSpec("loket", "Loket", lambda t: t.counter or "–", 110, 80, stretch=True),
        ColumnSpec("petugas", "Petugas", lambda t: t.who or "–", 140, 80, drop=2),
        ColumnSpec("dipanggil", "Dipanggil", lambda t: _called(t, now()), 124, 92, drop=1),
    )


def _called(ticket: TicketRow, now: datetime) -> str:
    if ticket.announced_at is None:
        return "–"
    return (
        f"{ticket.announced_at:%H.%M}, {ticket.calls}×"
        if ticket.calls > 1
        else f"{ticket.announced_at:%H.%M}"
    )
