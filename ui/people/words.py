"""How people, institutions and their applications stand in lists. No window needed."""

from dinsos_desk.db.queries.people import EarlierRow, InstitutionRow, PersonRow
from dinsos_desk.domain.dates import format_date
from dinsos_desk.domain.people import SEX_WORDS, Sex
from dinsos_desk.domain.routing import RequestState
from dinsos_desk.usecases.words import STATE_WORDS
from ui.models.columns import BadgeSpec, ColumnSpec, Line
from ui.theme import Tone

MOST_FOUND = 50
_TONES = {
    RequestState.INCOMPLETE: (Tone.WARN, "pause-circle-outline"),
    RequestState.RUNNING: (Tone.INFO, "progress-clock"),
    RequestState.RETURNED: (Tone.WARN, "undo-variant"),
    RequestState.READY: (Tone.OK, "check-circle-outline"),
    RequestState.DONE: (Tone.OK, "check-all"),
    RequestState.REJECTED: (Tone.BAD, "close-circle-outline"),
    RequestState.CANCELLED: (Tone.NEUTRAL, "cancel"),
}
TEMPORARY = BadgeSpec("Tanpa identitas", Tone.WARN, "account-question-outline")


def person_line(row: PersonRow) -> str:
    """Sex, age and masked NIK of a person in one line."""
    age = f"{row.age} tahun" if row.age is not None else ""
    if age and row.temporary:
        age = f"± {age}"
    parts = (SEX_WORDS[Sex(row.sex)] if row.sex else "", age, row.masked_nik)
    return ", ".join(part for part in parts if part) or "belum ada keterangan"


def state_badge(row: EarlierRow) -> BadgeSpec:
    """Where an application stands."""
    tone, icon = _TONES[row.state]
    return BadgeSpec(STATE_WORDS[row.state], tone, icon)


PERSON_COLUMNS: tuple[ColumnSpec[PersonRow], ...] = (
    ColumnSpec(
        "nama",
        "Nama",
        lambda row: row.name,
        stretch=True,
        typeahead=True,
        badge=lambda row: TEMPORARY if row.temporary else None,
        lines=lambda row: (Line(person_line(row)), Line(row.address or "alamat belum diketahui")),
    ),
)
INSTITUTION_COLUMNS: tuple[ColumnSpec[InstitutionRow], ...] = (
    ColumnSpec(
        "nama",
        "Nama",
        lambda row: row.name,
        stretch=True,
        typeahead=True,
        lines=lambda row: (Line(row.kind or "Lembaga"), Line(row.address or "alamat belum diketahui")),
    ),
)
APPLICATION_COLUMNS: tuple[ColumnSpec[EarlierRow], ...] = (
    ColumnSpec("tanda_terima", "No. terima", lambda row: row.receipt, width=100, least=90),
    ColumnSpec("layanan", "Layanan", lambda row: row.service_name, width=220, stretch=True, bold=True),
    ColumnSpec(
        "diterima", "Diterima", lambda row: format_date(row.received_on), width=140, least=110, drop=1
    ),
    ColumnSpec(
        "status", "Status", lambda row: STATE_WORDS[row.state], width=140, least=128, badge=state_badge
    ),
)
