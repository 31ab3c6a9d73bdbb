"""Words of the list of what must not be forgotten."""

from collections import Counter
from collections.abc import Callable
from datetime import date

from dinsos_desk.domain.dates import format_date
from dinsos_desk.usecases.obligations.tickler import TicklerList, TicklerState, TicklerView
from ui.models.columns import BadgeSpec, ColumnSpec
from ui.requests.words import day_words
from ui.theme import Tone

ALL, LATE, TODAY, SOON, COMING, CLOSED = (
    "semua", "terlambat", "hari_ini", "segera", "mendatang", "selesai",
)  # fmt: skip
_SOON_DAYS = 7
_COUNTED = {LATE: "terlambat", TODAY: "hari ini", SOON: "segera", COMING: "mendatang"}


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
    if view.is_for(today):
        return BadgeSpec(f"Segera, {left} hari", Tone.WARN, "bell-outline")
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


def part_of(view: TicklerView, today: date) -> str:
    """The one part a waiting one stands in, which its badge names and the line under the title counts."""
    if view.due_on < today:
        return LATE
    if view.due_on == today:
        return TODAY
    return SOON if view.is_for(today) else COMING


def narrowed(found: TicklerList, part: str) -> tuple[TicklerView, ...]:
    """The rows of one part of the list."""
    if part == CLOSED:
        return found.closed
    return tuple(view for view in found.rows if part in (ALL, part_of(view, found.today)))


def count_words(rows: tuple[TicklerView, ...], today: date) -> str:
    """How many are overdue, of today, to be thought of already, and coming."""
    counts = Counter(part_of(view, today) for view in rows)
    return ", ".join(f"{counts[part]} {words}" for part, words in _COUNTED.items() if counts[part])


def head_words(found: TicklerList) -> str:
    """The line under the title."""
    words = count_words(found.rows, found.today)
    if not words:
        return "Tidak ada yang menunggu ditindaklanjuti"
    return f"{words}; yang terlama di atas" + (", selebihnya belum ditampilkan" if found.more else "")
