"""Words for where an application stands and how much of its time is left."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from dinsos_desk.db.queries.requests.figures import RequestRow
from dinsos_desk.domain.routing import RequestState
from dinsos_desk.usecases.letters.words import STATE_WORDS
from ui.models.columns import BadgeSpec
from ui.theme import Tone

_DAYS = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agu", "Sep", "Okt", "Nov", "Des")
_SOON = timedelta(hours=4)
_LOOKS = {
    RequestState.INCOMPLETE: ("pause-circle-outline", Tone.NEUTRAL),
    RequestState.RUNNING: ("progress-clock", Tone.INFO),
    RequestState.RETURNED: ("undo-variant", Tone.WARN),
    RequestState.READY: ("check-circle-outline", Tone.OK),
    RequestState.DONE: ("check-all", Tone.OK),
    RequestState.REJECTED: ("close-circle-outline", Tone.BAD),
    RequestState.CANCELLED: ("cancel", Tone.NEUTRAL),
    RequestState.PASSED_ON: ("arrow-decision-outline", Tone.NEUTRAL),
}


@dataclass(frozen=True)
class StatusLook:
    """A status as word, icon and tone; never by colour alone."""

    text: str
    icon: str
    tone: Tone

    def badge(self) -> BadgeSpec:
        """As a table cell or a badge shows it."""
        return BadgeSpec(self.text, self.tone, self.icon)


def is_late(row: RequestRow, now: datetime) -> bool:
    """Whether its clock runs and the promised time has run out."""
    return _runs(row) and row.due_at is not None and row.due_at < now


def is_soon(row: RequestRow, now: datetime) -> bool:
    """Whether the promised time ends within half of it, at most four hours from now."""
    if not _runs(row) or row.due_at is None or row.due_at < now:
        return False
    return row.due_at - now <= min((row.due_at - row.received_at) / 2, _SOON)


def deadline_tone(row: RequestRow, now: datetime) -> Tone | None:
    """Red when late, amber when soon, else as other text."""
    return Tone.BAD if is_late(row, now) else Tone.WARN if is_soon(row, now) else None


def deadline_words(row: RequestRow, now: datetime) -> str:
    """What is left of the promised time: "lewat 40 menit", "20 menit lagi", "besok 10.00", "jam berhenti"."""
    if row.finished_at is not None:
        return {True: "tepat waktu", False: "lewat tenggat", None: "–"}[row.on_time]
    if row.paused:
        return "jam berhenti"
    if row.due_at is None:
        return "belum berjalan" if row.state is RequestState.INCOMPLETE else "tanpa tenggat"
    if row.due_at < now:
        return f"lewat {span_words(now - row.due_at)}"
    if row.due_at - now < timedelta(hours=1):
        return f"{span_words(row.due_at - now)} lagi"
    return moment_words(row.due_at, now)


def status_of(row: RequestRow, now: datetime) -> StatusLook:
    """The one badge of an application: its state, or that its time runs out."""
    if row.state is RequestState.RUNNING and is_late(row, now):
        return StatusLook("Terlambat", "clock-alert-outline", Tone.BAD)
    if row.state is RequestState.RUNNING and is_soon(row, now):
        return StatusLook("Segera", "clock-outline", Tone.WARN)
    icon, tone = _LOOKS[row.state]
    return StatusLook(STATE_WORDS[row.state], icon, tone)


def span_words(span: timedelta) -> str:
    """A length of time in its largest fitting unit: "40 menit", "3 jam", "2 hari"."""
    minutes = int(span.total_seconds()) // 60
    if minutes < 1:
        return "kurang dari 1 menit"
    if minutes < 60:
        return f"{minutes} menit"
    return f"{minutes // 60} jam" if minutes < 1440 else f"{minutes // 1440} hari"


def moment_words(moment: datetime, now: datetime) -> str:
    """A moment as one says it today: "hari ini 14.30", "besok 10.00", "Rabu 16.00", "21 Nov 08.14"."""
    days = (moment.date() - now.date()).days
    near = {-1: "kemarin", 0: "hari ini", 1: "besok"}
    if days in near:
        return f"{near[days]} {moment:%H.%M}"
    if 1 < days < 7:
        return f"{_DAYS[moment.weekday()]} {moment:%H.%M}"
    day = day_words(moment.date())
    short = day.removesuffix(f" {now.year}")
    return f"{short} {moment:%H.%M}"


def day_words(day: date) -> str:
    """A day in a narrow column: 21 Nov 2026."""
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def _runs(row: RequestRow) -> bool:
    return row.finished_at is None and not row.paused
