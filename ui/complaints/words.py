"""Words of the room of complaints: its columns, its badges, the lines of its pages."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from dinsos_desk.db.queries.complaints import ALL, DONE, LATE, OPEN, ComplaintRow
from dinsos_desk.domain.complaints import OPEN_COMPLAINTS, Category, Channel, ComplaintDeed, ComplaintState
from dinsos_desk.domain.dates import format_date
from dinsos_desk.usecases.complaints.entry import CATEGORY_WORDS, CHANNEL_WORDS
from dinsos_desk.usecases.complaints.handling import ComplaintList
from dinsos_desk.usecases.complaints.view import (
    DEED_WORDS,
    NOBODY,
    STATE_WORDS,
    ComplaintStepView,
    ComplaintView,
)
from dinsos_desk.usecases.letters.words import moment
from dinsos_desk.usecases.requests.lines import Line
from ui.models.columns import BadgeSpec, ColumnSpec
from ui.requests.words import day_words
from ui.theme import Tone

_LOOKS = {
    ComplaintState.RECEIVED: ("inbox-arrow-down-outline", Tone.INFO),
    ComplaintState.FORWARDED: ("share-outline", Tone.INFO),
    ComplaintState.ANSWERED: ("check-circle-outline", Tone.OK),
    ComplaintState.CLOSED: ("close-circle-outline", Tone.NEUTRAL),
    ComplaintState.WITHDRAWN: ("undo-variant", Tone.NEUTRAL),
}
EMPTY = {
    OPEN: "Tidak ada pengaduan yang menunggu jawaban.",
    LATE: "Tidak ada pengaduan yang melewati batas.",
    DONE: "Belum ada pengaduan yang selesai.",
    ALL: "Belum ada pengaduan. Yang diterima di loket, telepon, surat, atau SP4N-LAPOR! dicatat di sini.",
}
_SOON_DAYS = 2


@dataclass(frozen=True)
class DeedLook:
    """A button: its word, its key when it is not the main one, and what is said afterwards."""

    label: str
    key: str
    done: str


DEED_LOOKS = {
    ComplaintDeed.ANSWER: DeedLook("Jawab…", "Alt+J", "Jawaban dicatat."),
    ComplaintDeed.FORWARD: DeedLook("Teruskan…", "Alt+T", "Diteruskan."),
    ComplaintDeed.WITHDRAW: DeedLook("Ditarik…", "Alt+R", "Dicatat: pengaduan ditarik pelapornya."),
    ComplaintDeed.CLOSE: DeedLook("Tutup…", "Alt+X", "Pengaduan ditutup."),
    ComplaintDeed.REOPEN: DeedLook("Buka lagi…", "Alt+B", "Pengaduan dibuka lagi."),
    ComplaintDeed.CORRECT: DeedLook("Perbaiki…", "Alt+P", "Perbaikan dicatat."),
}


def complaint_columns(today: Callable[[], date]) -> tuple[ColumnSpec[ComplaintRow], ...]:
    """The columns of the list."""
    return (
        ColumnSpec("nomor", "Nomor", lambda r: r.number, 130, 96, bold=True, typeahead=True),
        ColumnSpec("diterima", "Diterima", lambda r: day_words(r.received_at.date()), 100, 96, drop=2),
        ColumnSpec("pelapor", "Pelapor", who_words, 170, 120),
        ColumnSpec(
            "isi", "Isi pengaduan", lambda r: " ".join(r.text.split()), 260, 170, stretch=True,
            tooltip=lambda r: r.text[:600],
        ),
        ColumnSpec("tentang", "Mengenai", about_words, 190, 110, drop=1, tooltip=about_words),
        ColumnSpec(
            "batas", "Batas", lambda r: due_words(r, today()), 126, 110,
            tone=lambda r: due_tone(r, today()),
        ),
        ColumnSpec(
            "keadaan", "Keadaan", lambda r: STATE_WORDS[r.state], 126,
            badge=lambda r: state_badge(r.state),
        ),
    )  # fmt: skip


def state_badge(state: ComplaintState) -> BadgeSpec:
    """Where it stands."""
    icon, tone = _LOOKS[state]
    return BadgeSpec(STATE_WORDS[state], tone, icon)


def who_words(row: ComplaintRow) -> str:
    """Who brought it."""
    return row.who or NOBODY


def about_words(row: ComplaintRow) -> str:
    """What it is about: application, service, or its subject alone."""
    parts = (row.receipt, row.service_name, "" if row.service_name else category_words(row.category))
    return " · ".join(part for part in parts if part)


def category_words(code: str) -> str:
    """The subject of a complaint."""
    return CATEGORY_WORDS[Category(code)]


def channel_words(code: str) -> str:
    """How it came in."""
    return CHANNEL_WORDS[Channel(code)]


def due_words(row: ComplaintRow, today: date) -> str:
    """How much of the published limit is left."""
    if row.due_on is None:
        return "tanpa batas"
    if row.state not in OPEN_COMPLAINTS:
        return "lewat batas" if row.is_late(today) else day_words(row.due_on)
    left = (row.due_on - today).days
    if left < 0:
        return f"lewat {-left} hari"
    return {0: "hari ini", 1: "besok"}.get(left, day_words(row.due_on))


def due_tone(row: ComplaintRow, today: date) -> Tone | None:
    """Red what is late, amber what is due soon."""
    if row.is_late(today):
        return Tone.BAD
    is_open = row.state in OPEN_COMPLAINTS and row.due_on is not None
    return Tone.WARN if is_open and row.due_on and (row.due_on - today).days <= _SOON_DAYS else None


def head_words(found: ComplaintList) -> str:
    """The line under the title."""
    if not found.figures.open:
        return "Tidak ada yang menunggu jawaban"
    late = f", {found.figures.late} lewat batas" if found.figures.late else ""
    return f"{found.figures.open} menunggu jawaban{late}"


def fact_lines(view: ComplaintView) -> list[Line]:
    """What was written down of a complaint, but its words and who brought it."""
    row = view.row
    lines = [
        Line("Diterima", f"{moment(row.received_at)} oleh {view.recorded_by}"),
        Line("Melalui", channel_words(row.channel)),
    ]
    if view.reference:
        lines.append(Line("Nomor surat atau laporan", view.reference))
    lines.append(Line("Pokok pengaduan", category_words(row.category)))
    if row.receipt:
        lines.append(Line("Permohonan", row.receipt))
    if row.service_name:
        lines.append(Line("Layanan", row.service_name))
    if row.handler:
        lines.append(Line("Diteruskan kepada", row.handler))
    limit = format_date(row.due_on) if row.due_on is not None else "kantor tidak menetapkan batas"
    lines.append(Line("Dijawab paling lambat", limit))
    return lines


def person_lines(view: ComplaintView) -> list[Line]:
    """Who brought it, the NIK masked."""
    row = view.row
    if row.anonymous:
        return [Line("Pelapor", f"{NOBODY} (pelapor tidak mau disebut namanya)")]
    lines = [Line("Nama", row.who)]
    for label, text in (("NIK", view.nik), ("Kontak", view.contact), ("Telepon tercatat", view.phone)):
        if text:
            lines.append(Line(label, text))
    return lines


def step_lines(step: ComplaintStepView) -> tuple[str, ...]:
    """What stands under the name of who did it: what was done, to whom, the words, the reason."""
    said = DEED_WORDS[step.deed]
    lines = [f"{said} kepada {step.handler}" if step.handler else said]
    if step.words:
        lines.append(f"“{step.words}”")
    if step.reason:
        lines.append(f"Alasan: {step.reason}")
    for one in step.corrections:
        what = f"{one.what}: " if one.what else ""
        why = "" if one.what else f"; {one.who}, {format_date(one.at.date())}: {one.reason}"
        lines.append(f"Semula {what}“{one.before}”{why}")
    return tuple(lines)
