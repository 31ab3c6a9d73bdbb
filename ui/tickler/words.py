"""Words of the list of what must not be forgotten."""

from collections.abc import Callable
from datetime import date

from dinsos_desk.domain.dates import format_date
from dinsos_desk.usecases.tickler import TicklerList, TicklerState, TicklerView
from ui.models.columns import BadgeSpec, ColumnSpec
from ui.requests.words import day_words
from ui.theme import Tone

ALL, LATE, TODAY, COMING, CLOSED = "semua", "terlambat", "hari_ini", "mendatang", "selesai"
_SOON_DAYS = 7


def tickler_columns(today: Callable[[], date]) -> tuple[ColumnSpec[TicklerView], ...]:
    """The columns of the list."""
    return (
        ColumnSpec(
            "tanggal", "Tanggal", lambda v: day_words(v.due_on), 118, 104,
            sort=lambda v: v.due_on, tooltip=lambda v: format_date(v.due_on),
        ),
        ColumnSpec(
            "keadaan", "Keadaan", lambda v: state_of(v, today()).text, 150,
            badge=lambda v: state_of(v, today()),
        ),
        ColumnSpec(
            "isi", "Yang harus diingat", lambda v: v.text, 240, 170, stretch=True, bold=True,
            tooltip=whole_words,
        ),
        ColumnSpec("tentang", "Tentang", lambda v: v.who or "–", 170, 110, typeahead=True),
        ColumnSpec("permohonan", "Permohonan", lambda v: v.about or "–", 200, 100, drop=1),
        ColumnSpec("asal", "Dari", origin_words, 170, 100, tooltip=origin_words, drop=2),
    )  # fmt: skip


def state_of(view: TicklerView, today: date) -> BadgeSpec:
    """How near its day is, or how it was closed."""
    if view.state is TicklerState.DONE:
        return BadgeSpec("Selesai", Tone.OK, "check-circle-outline")
    if view.state is TicklerState.DROPPED:
        return BadgeSpec("Tidak jadi", Tone.NEUTRAL, "cancel")
    left = (view.due_on - today).days
    if left < 0:
        return BadgeSpec(f"Terlambat {-left} hari", Tone.BAD, "clock-alert-outline")
    if left == 0:
        return BadgeSpec("Hari ini", Tone.WARN, "clock-outline")
    words = "Besok" if left == 1 else f"{left} hari lagi"
    return BadgeSpec(words, Tone.INFO if left <= _SOON_DAYS else Tone.NEUTRAL, "calendar-outline")


def origin_words(view: TicklerView) -> str:
    """Where it comes from; of a closed one who closed it."""
    if view.closed:
        return view.closed
    return "Kewajiban layanan" if view.tickler_id is None else view.made_by


def whole_words(view: TicklerView) -> str:
    """Everything about it, for a tooltip."""
    parts = (view.text, view.who, view.about, view.closed or f"Dari: {origin_words(view)}")
    return "\n".join(part for part in parts if part)


def narrowed(found: TicklerList, part: str) -> tuple[TicklerView, ...]:
    """The rows of one part of the list."""
    today = found.today
    if part == CLOSED:
        return found.closed
    if part == LATE:
        return tuple(view for view in found.rows if view.due_on < today)
    if part == TODAY:
        return tuple(view for view in found.rows if view.due_on == today)
    if part == COMING:
        return tuple(view for view in found.rows if view.due_on > today)
    return found.rows


def count_words(rows: tuple[TicklerView, ...], today: date) -> str:
    """How many are overdue, of today, and coming."""
    late = sum(view.due_on < today for view in rows)
    now = sum(view.due_on == today for view in rows)
    coming = len(rows) - late - now
    parts = ((late, "terlambat"), (now, "hari ini"), (coming, "mendatang"))
    return ", ".join(f"{count} {word}" for count, word in parts if count)


def head_words(found: TicklerList) -> str:
    """The line under the title."""
    words = count_words(found.rows, found.today)
    if not words:
        return "Tidak ada yang menunggu ditindaklanjuti"
    return f"{words}; yang terlama di atas" + (", selebihnya belum ditampilkan" if found.more else "")
