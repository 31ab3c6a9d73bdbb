"""Words of the list of applications that wait for papers."""

from datetime import date

from dinsos_desk.errors import DeskError
from dinsos_desk.usecases.requests.waiting import WAY_WORDS, Closed, WaitingList, WaitingView
from ui.models.columns import RIGHT, BadgeSpec, ColumnSpec
from ui.requests.words import day_words
from ui.theme import Tone
from ui.widgets.telling import in_words

ALL, PAST, REMIND = "semua", "lewat_batas", "ingatkan"


def waiting_columns() -> tuple[ColumnSpec[WaitingView], ...]:
    """The columns of the list."""
    return (
        ColumnSpec("hari", "Hari", lambda v: str(v.days), 54, 54, align=RIGHT, sort=lambda v: v.days),
        ColumnSpec("terima", "No. terima", lambda v: v.row.receipt, 96, 92),
        ColumnSpec(
            "nama", "Nama", lambda v: v.row.client_name, 170, 130, stretch=True, bold=True,
            tooltip=who_waits, typeahead=True,
        ),
        ColumnSpec("layanan", "Layanan", lambda v: v.row.service_name, 190, 96, drop=2),
        ColumnSpec("telepon", "Telepon", lambda v: v.phone or "–", 128, 116),
        ColumnSpec(
            "batas", "Batas tunggu", lambda v: day_words(v.until) if v.until else "–", 122, 104, drop=1
        ),
        ColumnSpec(
            "pengingat", "Pengingat terakhir", reminded_words, 168, 120, tooltip=reminder_tip, drop=3
        ),
        ColumnSpec("keadaan", "Keadaan", lambda v: status_of(v).text, 132, badge=status_of),
    )  # fmt: skip


def status_of(view: WaitingView) -> BadgeSpec:
    """Whether it waits too long, or somebody should be reminded."""
    if view.is_past:
        return BadgeSpec("Lewat batas", Tone.BAD, "calendar-alert")
    if view.to_remind:
        return BadgeSpec("Ingatkan", Tone.WARN, "bell-ring-outline")
    return BadgeSpec("Menunggu", Tone.NEUTRAL, "pause-circle-outline")


def who_waits(view: WaitingView) -> str:
    """Client and applicant."""
    row = view.row
    if row.applicant_name in ("", row.client_name):
        return row.client_name
    return f"{row.client_name}, pemohon {row.applicant_name}"


def reminded_words(view: WaitingView) -> str:
    """The last reminder in a narrow column."""
    if view.last is None:
        return "belum"
    return f"{day_words(view.last.at.date())} · {WAY_WORDS[view.last.way].lower()}"


def reminder_tip(view: WaitingView) -> str:
    """Everything about the last reminder."""
    if view.last is None:
        return ""
    said = f": “{view.last.outcome}”" if view.last.outcome else ""
    how = f"{day_words(view.last.at.date())}, {WAY_WORDS[view.last.way].lower()}, oleh {view.last.who}"
    return f"{how}{said} (pengingat ke-{view.row.reminders})"


def head_words(found: WaitingList) -> str:
    """The line under the title."""
    if not found.rows:
        return "Tidak ada permohonan yang menunggu berkas"
    past = sum(view.is_past for view in found.rows)
    remind = sum(view.to_remind for view in found.rows)
    count = len(found.rows)
    parts = [f"{count} terlama dari lebih banyak lagi" if found.more else f"{count} menunggu"]
    if found.front_desk.wait_days:
        parts.append(f"{past} lewat batas {found.front_desk.wait_days} hari")
    if found.front_desk.remind_after_days:
        parts.append(f"{remind} perlu diingatkan")
    return ", ".join(parts) + "; yang terlama di atas"


def narrowed(found: WaitingList, part: str) -> tuple[WaitingView, ...]:
    """The rows of one part of the list."""
    if part == PAST:
        return tuple(view for view in found.rows if view.is_past)
    if part == REMIND:
        return tuple(view for view in found.rows if view.to_remind)
    return found.rows


def offered_reason(chosen: tuple[WaitingView, ...], today: date) -> str:
    """The reason that is offered for closing; to be changed at will."""
    if chosen and all(view.is_past for view in chosen):
        return "Berkas tidak dilengkapi sampai batas waktu menunggu."
    return ""


def closing_question(chosen: tuple[WaitingView, ...]) -> str:
    """What is closed, and how many of it before its time."""
    what = chosen[0].row.receipt if len(chosen) == 1 else f"{len(chosen)} permohonan"
    early = sum(not view.is_past for view in chosen)
    if not early:
        return f"Tutup {what}?"
    if len(chosen) == 1:
        return f"Tutup {what}? Batas menunggunya belum lewat."
    return f"Tutup {what}? {early} di antaranya belum lewat batas menunggu."


def closed_words(results: tuple[Closed, ...]) -> tuple[Tone, str]:
    """What became of each."""
    refused = [result for result in results if result.refused is not None]
    done = len(results) - len(refused)
    if not refused:
        only = results[0].row.receipt if done == 1 else f"{done} permohonan"
        return Tone.OK, f"{only} ditutup dengan alasan itu."
    lines = [f"{result.row.receipt}: {_why(result.refused)}" for result in refused]
    return Tone.WARN, "\n".join([f"{done} ditutup, {len(refused)} tidak:", *lines])


def _why(error: DeskError | None) -> str:
    return in_words(error) if error is not None else ""
