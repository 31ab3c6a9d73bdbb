"""The agenda of numbers in words: columns, badges, and what is said about one line."""

from dinsos_desk.db.queries.numbers import AgendaRow, Kind
from dinsos_desk.domain.dates import format_date
from dinsos_desk.domain.fields import format_number
from dinsos_desk.domain.number_series import NumberSeries, classification_of_key, code_of_key
from ui.models.columns import BadgeSpec, ColumnSpec
from ui.requests.words import day_words
from ui.theme import Tone

BADGES = {
    Kind.PROGRAM: BadgeSpec("Program", Tone.NEUTRAL, "monitor"),
    Kind.OUTSIDE: BadgeSpec("Surat luar", Tone.INFO, "email-outline"),
    Kind.INSERTED: BadgeSpec("Sisipan", Tone.INFO, "subdirectory-arrow-right"),
    Kind.CANCELLED: BadgeSpec("Batal", Tone.BAD, "cancel"),
    Kind.RESERVED: BadgeSpec("Dicadangkan", Tone.WARN, "bookmark-outline"),
    Kind.PASSED: BadgeSpec("Dilewati", Tone.NEUTRAL, "debug-step-over"),
}
_WAITING = BadgeSpec("Menunggu", Tone.WARN, "timer-sand")
_ENDED = BadgeSpec("Berakhir", Tone.NEUTRAL, "bookmark-off-outline")


def badge_of(row: AgendaRow) -> BadgeSpec:
    """What a line is, as a badge."""
    if row.waits:
        return _WAITING
    if row.ended:
        return _ENDED
    return BADGES[row.kind]


def subject_of(row: AgendaRow) -> str:
    """What the letter is about; of a range how much of it was taken."""
    if row.kind is Kind.RESERVED:
        until = f" s.d. {format_date(row.until)}" if row.until else ""
        count = row.last - row.serial + 1
        return (
            f"Untuk {row.addressee}{until} · {format_number(row.used)} dari {format_number(count)} terpakai"
        )
    if row.kind is Kind.PASSED:
        used = f" · {format_number(row.used)} tercatat" if row.used else ""
        return f"{row.subject}{used}"
    return row.subject


def about(row: AgendaRow | None) -> str:
    """All that is known of a line beyond its columns, in one sentence."""
    if row is None:
        return ""
    parts = [f"{row.number}: dicatat {row.given_by} pada {format_date(row.given_at.date())}"]
    if row.receipt:
        parts.append(f"permohonan {row.receipt}")
    if row.waits:
        parts.append("disimpan untuk permohonan itu sampai tahap penomorannya")
    if row.kind is Kind.CANCELLED:
        parts.append(f"dibatalkan: {row.reason}")
    elif row.ended:
        parts.append(f"cadangan diakhiri: {row.reason}")
    elif row.reason:
        parts.append(f"alasan: {row.reason}")
    return "; ".join(parts) + "."


def counter_name(key: str, series: tuple[NumberSeries, ...]) -> str:
    """A counter as people call it."""
    name = next((one.name for one in series if one.code == code_of_key(key)), code_of_key(key))
    classification = classification_of_key(key)
    return f"{name} · {classification}" if classification else name


def _maker(row: AgendaRow) -> str:
    if row.is_range:
        return ""
    return row.maker or ("" if row.outside else "Program")


COLUMNS: tuple[ColumnSpec[AgendaRow], ...] = (
    ColumnSpec("nomor", "Nomor", lambda row: row.number, width=216, least=206, bold=True, typeahead=True),
    ColumnSpec("tanggal", "Tanggal", lambda row: day_words(row.dated), width=104, least=96),
    ColumnSpec("jenis", "Jenis", lambda row: badge_of(row).text, width=128, badge=badge_of),
    ColumnSpec("perihal", "Perihal", subject_of, width=240, least=116, stretch=True, tooltip=subject_of),
    ColumnSpec("kepada", "Kepada", lambda row: "" if row.is_range else row.addressee, width=170, least=110),
    ColumnSpec("pembuat", "Dibuat oleh", _maker, width=130, least=96, drop=1),
)
KIND_CHOICES = [
    ("", "Semua jenis"),
    (Kind.PROGRAM.value, "Dari program"),
    (Kind.OUTSIDE.value, "Surat luar"),
    (Kind.INSERTED.value, "Sisipan"),
    (Kind.CANCELLED.value, "Batal"),
    (Kind.RESERVED.value, "Dicadangkan"),
    (Kind.PASSED.value, "Dilewati"),
]
