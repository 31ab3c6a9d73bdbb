"""How people, institutions and their applications stand in lists. No window needed."""

from dinsos_desk.db.queries.people.finding import EarlierRow, InstitutionRow, PersonRow
from dinsos_desk.db.queries.people.households import LikelyRow
from dinsos_desk.db.queries.people.institutions import LikelyInstitution
from dinsos_desk.domain.dates import format_date
from dinsos_desk.domain.people import SEX_WORDS, Sex
from dinsos_desk.domain.routing import RequestState
from dinsos_desk.usecases.letters.words import STATE_WORDS
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
    RequestState.PASSED_ON: (Tone.NEUTRAL, "arrow-decision-outline"),
}
TEMPORARY = BadgeSpec("Tanpa identitas", Tone.WARN, "account-question-outline")


def person_line(row: PersonRow) -> str:
    """Sex, age and masked NIK of a person in one line."""
    age = f"{row.age} tahun" if row.age is not None else ""
    if age and row.temporary:
        age = f"± {age}"
    parts = (SEX_WORDS[Sex(row.sex)] if row.sex else "", age, row.masked_nik)
    return ", ".join(part for part in parts if part) or "belum ada keterangan"


def member_words(row: PersonRow) -> str:
    """Sex, age and birth date of somebody of the household."""
    born = f"lahir {format_date(row.birth_date)}" if row.birth_date else ""
    return ", ".join(part for part in (person_line(row), born) if part)


def likely_words(found: LikelyRow | LikelyInstitution) -> tuple[str, str]:
    """Somebody who may be the same person or institution, and what speaks for it."""
    if isinstance(found, LikelyInstitution):
        return _likely_institution(found)
    row = found.person
    agrees = " dan ".join(
        words
        for words, holds in (("tanggal lahir", found.same_birth_date), ("nomor KK", found.same_kk))
        if holds
    )
    detail = " · ".join(part for part in (person_line(row), row.address) if part)
    return row.name, f"{agrees[:1].upper()}{agrees[1:]} sama · {detail}"


def _likely_institution(found: LikelyInstitution) -> tuple[str, str]:
    row = found.institution
    agrees = [
        words
        for words, holds in (
            ("NPWP", found.same_npwp),
            ("akta notaris", found.same_deed),
            ("desa/kelurahan", found.same_village),
            ("telepon", found.same_phone),
        )
        if holds
    ]
    said = " dan ".join((", ".join(agrees[:-1]), agrees[-1])) if len(agrees) > 1 else "".join(agrees)
    why = f"{said[:1].upper()}{said[1:]} sama" if said else "Namanya mirip"
    return row.name, " · ".join(part for part in (why, row.kind, row.address) if part)


def applied_words(row: EarlierRow) -> str:
    """An earlier application in one line: service, state and since when."""
    since = row.finished_on or row.received_on
    return f"{row.service_name}, {STATE_WORDS[row.state].lower()}, {format_date(since)}"


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
        "selesai",
        "Selesai",
        lambda row: format_date(row.finished_on) if row.finished_on else "",
        width=140,
        least=110,
        drop=2,
    ),
    ColumnSpec(
        "status", "Status", lambda row: STATE_WORDS[row.state], width=140, least=128, badge=state_badge
    ),
)
