"""How far the promised time of an application has run, for its progress bar."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from dinsos_desk.catalog.schema import TimeLimit
from dinsos_desk.db.queries.requests.figures import RequestRow
from dinsos_desk.domain.office_hours import OfficeHours
from dinsos_desk.domain.working_time import UNIT_WORDS, TimeUnit, remaining
from dinsos_desk.usecases.letters.words import moment
from ui.requests.words import deadline_tone, deadline_words, moment_words
from ui.theme import Tone

_NO_PROMISE = "Tanpa tenggat: standar tidak menetapkan waktu"
_EXACT = {
    TimeUnit.MINUTES: timedelta(minutes=1),
    TimeUnit.HOURS: timedelta(hours=1),
    TimeUnit.WORKING_HOURS: timedelta(hours=1),
}


@dataclass(frozen=True)
class TimeLeft:
    """``part`` of the promised time that has passed (0 to 1), None while no clock runs."""

    words: str
    detail: str
    part: float | None
    tone: Tone | None


def time_left(
    row: RequestRow,
    limit: TimeLimit | None,
    hours: OfficeHours,
    now: datetime,
    paused_at: datetime | None = None,
) -> TimeLeft:
    """What the facts card says of the promise. Working time counts only while the office is open.

    ``paused_at``: since when the clock rests.
    """
    if limit is None:
        return TimeLeft(_NO_PROMISE, f"Diterima {moment(row.received_at)}", None, None)
    promise = f"Janji {limit.amount} {UNIT_WORDS[limit.unit]}"
    left_over = deadline_words(row, now)
    words = promise if left_over == "–" else f"{promise} · {left_over}"
    if row.paused and row.finished_at is None and paused_at is not None:
        words = f"{promise} · waktu berhenti sejak {moment_words(paused_at, now)}"
    detail = f"Diterima {moment(row.received_at)}"
    if row.due_at is not None and not row.paused:
        detail += f"; tenggat {moment(row.due_at)}"
    if row.due_at is None or row.paused or row.finished_at is not None:
        return TimeLeft(words, detail, None, None)
    left = remaining(now, row.due_at, limit.unit, hours)
    unit = _EXACT.get(limit.unit)
    whole = unit * limit.amount if unit else remaining(row.received_at, row.due_at, limit.unit, hours)
    part = 1.0 if whole <= timedelta() else 1 - left / whole
    return TimeLeft(words, detail, min(max(part, 0.0), 1.0), deadline_tone(row, now))
