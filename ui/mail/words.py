"""Columns and sentences of the room of incoming letters."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from dinsos_desk.db.queries.mail.dispositions import DispositionRow, RecipientRow
from dinsos_desk.db.queries.mail.letters import MailRow
from dinsos_desk.domain.dates import format_date
from dinsos_desk.domain.mail import Nature, RecipientState
from dinsos_desk.usecases.mail.tasks import DispositionTask
from dinsos_desk.usecases.mail.view import MailView
from dinsos_desk.usecases.mail.words import (
    NATURE_NAMES,
    STATE_NAMES,
    giver_words,
    letter_words,
    order_words,
    recipient_words,
)
from dinsos_desk.usecases.requests.lines import Line
from ui.models.columns import BadgeSpec, ColumnSpec
from ui.requests.words import day_words
from ui.theme import Tone

_NATURE_TONES = {
    Nature.ORDINARY: Tone.NEUTRAL,
    Nature.PROMPT: Tone.WARN,
    Nature.IMPORTANT: Tone.INFO,
    Nature.SECRET: Tone.BAD,
}
_NATURE_ICONS = {
    Nature.ORDINARY: "email-outline",
    Nature.PROMPT: "email-fast-outline",
    Nature.IMPORTANT: "email-alert-outline",
    Nature.SECRET: "email-lock-outline",
}
_STATE_LOOKS = {
    RecipientState.WAITING: (Tone.WARN, "clock-outline"),
    RecipientState.FORWARDED: (Tone.INFO, "arrow-right-bold-outline"),
    RecipientState.DONE: (Tone.OK, "check-circle-outline"),
    RecipientState.WITHDRAWN: (Tone.NEUTRAL, "cancel"),
}


@dataclass(frozen=True)
class TreeRow:
    """A recipient with what went to him, as deep as it was passed on."""

    recipient: RecipientRow
    given: DispositionRow
    depth: int


def tree_of(view: MailView) -> tuple[TreeRow, ...]:
    """Every recipient under the one who passed it on."""

    def under(given: tuple[DispositionRow, ...], depth: int) -> Iterator[TreeRow]:
        for one in given:
            for recipient in view.of(one.id):
                yield TreeRow(recipient, one, depth)
                yield from under(view.below(recipient.id), depth + 1)

    return tuple(under(tuple(one for one in view.dispositions if one.from_id is None), 0))


def mail_state(row: MailRow) -> BadgeSpec:
    """Where a letter stands."""
    if row.cancelled_reason:
        return BadgeSpec("Batal", Tone.NEUTRAL, "cancel")
    if not row.disposed:
        words = f"Permohonan {row.receipts}" if row.receipts else "Belum didisposisi"
        return BadgeSpec(words, Tone.OK if row.receipts else Tone.WARN, "inbox-arrow-down-outline")
    if row.waiting:
        return BadgeSpec(f"Menunggu ({row.waiting})", Tone.INFO, "clock-outline")
    return BadgeSpec("Selesai", Tone.OK, "check-circle-outline")


def nature_badge(row: MailRow) -> BadgeSpec:
    """The sifat of a letter."""
    return BadgeSpec(NATURE_NAMES[row.nature], _NATURE_TONES[row.nature], _NATURE_ICONS[row.nature])


def mail_columns() -> tuple[ColumnSpec[MailRow], ...]:
    """The columns of the agenda."""
    return (
        ColumnSpec("agenda", "No. agenda", lambda r: r.number, 116, 100),
        ColumnSpec(
            "diterima", "Diterima", lambda r: day_words(r.received_on), 108, 106, drop=2,
            sort=lambda r: r.received_on, tooltip=lambda r: format_date(r.received_on),
        ),
        ColumnSpec("asal", "Asal surat", lambda r: r.sender, 200, 130, bold=True, typeahead=True,
                   tooltip=lambda r: f"{r.sender}\n{letter_words(r)}"),
        ColumnSpec("perihal", "Perihal", lambda r: r.subject, 260, 150, stretch=True,
                   tooltip=lambda r: r.subject),
        ColumnSpec("jenis", "Jenis", lambda r: r.kind_name, 140, 110, drop=3),
        ColumnSpec("sifat", "Sifat", lambda r: NATURE_NAMES[r.nature], 104, badge=nature_badge, drop=1),
        ColumnSpec("keadaan", "Keadaan", lambda r: mail_state(r).text, 176, 164, badge=mail_state),
    )  # fmt: skip


def due_badge(due_on: date | None, today: date) -> BadgeSpec:
    """How near the day is that was set."""
    if due_on is None:
        return BadgeSpec("Tanpa batas", Tone.NEUTRAL, "calendar-outline")
    left = (due_on - today).days
    if left < 0:
        return BadgeSpec(f"Terlambat {-left} hari", Tone.BAD, "clock-alert-outline")
    words = {0: "Hari ini", 1: "Besok"}.get(left, f"{left} hari lagi")
    return BadgeSpec(words, Tone.WARN if left <= 1 else Tone.INFO, "calendar-clock-outline")


def task_columns(today: Callable[[], date]) -> tuple[ColumnSpec[DispositionTask], ...]:
    """The columns of what was disposed to somebody."""
    return (
        ColumnSpec(
            "batas", "Batas waktu", lambda t: due_badge(t.disposition.due_on, today()).text, 150,
            badge=lambda t: due_badge(t.disposition.due_on, today()),
        ),
        ColumnSpec("instruksi", "Disposisi", lambda t: order_words(t.disposition), 240, 150, stretch=True,
                   bold=True, tooltip=lambda t: order_words(t.disposition)),
        ColumnSpec("dari", "Dari", lambda t: giver_words(t.disposition), 150, 110),
        ColumnSpec("asal", "Asal surat", lambda t: t.mail.sender, 170, 110, drop=1, typeahead=True),
        ColumnSpec("perihal", "Perihal", lambda t: t.mail.subject, 200, 120, drop=2,
                   tooltip=lambda t: t.mail.subject),
        ColumnSpec("agenda", "No. agenda", lambda t: t.mail.number, 116, 100, drop=3),
    )  # fmt: skip


def state_badge(row: RecipientRow) -> BadgeSpec:
    """What became of a disposition at somebody."""
    tone, icon = _STATE_LOOKS[row.state]
    return BadgeSpec(STATE_NAMES[row.state], tone, icon)


def tree_columns() -> tuple[ColumnSpec[TreeRow], ...]:
    """The columns of the dispositions of a letter."""
    return (
        ColumnSpec("kepada", "Diteruskan kepada", tree_words, 250, 160, stretch=True, bold=True,
                   tooltip=whole_words),
        ColumnSpec("isi", "Disposisi", lambda t: order_words(t.given), 260, 130, tooltip=whole_words),
        ColumnSpec("dari", "Dari", lambda t: giver_words(t.given), 150, 100, drop=2),
        ColumnSpec("tanggal", "Tanggal", lambda t: day_words(t.given.given_on), 108, 106, drop=3),
        ColumnSpec("batas", "Batas", lambda t: day_words(t.given.due_on) if t.given.due_on else "–", 108, 106,
                   drop=1),
        ColumnSpec("keadaan", "Keadaan", lambda t: STATE_NAMES[t.recipient.state], 120,
                   badge=lambda t: state_badge(t.recipient), tooltip=whole_words),
    )  # fmt: skip


def tree_words(row: TreeRow) -> str:
    """Whom it went to, further in the deeper it was passed on."""
    return ("    " * (row.depth - 1) + "↳ " if row.depth else "") + recipient_words(row.recipient)


def whole_words(row: TreeRow) -> str:
    """Everything about one of them, for a tooltip and the line below the list."""
    return "\n".join(line for line in tree_lines(row) if line)


def tree_lines(row: TreeRow) -> tuple[str, ...]:
    """Who gave it, how, and what became of it."""
    given, to = row.given, row.recipient
    how = f"di atas kertas, dibawa {given.carried_by}, dicatat {given.recorded_by}" if given.on_paper else ""
    who = " ".join(
        part for part in (giver_words(given), f"({given.giver_name})" if given.giver_post else "") if part
    )
    head = ", ".join(part for part in (who, format_date(given.given_on), how) if part)
    closed = ""
    if to.closed_on is not None:
        brought = f", kertas dibawa {to.carried_by}" if to.carried_by else ""
        closed = (
            f"{STATE_NAMES[to.state]} {format_date(to.closed_on)} oleh {to.closed_by}{brought}: {to.result}"
        )
    return (f"{head}: {order_words(given)}", closed)


def fact_lines(view: MailView) -> tuple[Line, ...]:
    """What stands about a letter."""
    row = view.row
    lines = [
        Line("Asal surat", row.sender),
        Line("Nomor dan tanggal", letter_words(row)),
        Line("Perihal", row.subject),
        Line("Diterima", format_date(row.received_on)),
        Line("Jenis", row.kind_name),
        Line("Lampiran", row.enclosures or "–"),
    ]
    if row.note:
        lines.append(Line("Catatan", row.note))
    at = f"{format_date(row.entered_at.date())} pukul {row.entered_at:%H.%M}"
    lines.append(Line("Dicatat", f"{row.entered_by}, {at}"))
    for change in view.changes:
        before = "; ".join(f"{label}: {words}" for label, words in change.before)
        told = f"{change.who}, {format_date(change.at.date())}: {change.reason}"
        lines.append(Line("Ralat", f"{told} Semula {before}" if before else told))
    return tuple(lines)


def head_words(count: int, waiting: int, most: int) -> str:
    """The line under the title."""
    listed = f"{count} surat" if count < most else f"{most} surat terbaru; persempit untuk melihat yang lain"
    mine = f" · {waiting} disposisi menunggu Anda" if waiting else ""
    return f"{listed}{mine}"
