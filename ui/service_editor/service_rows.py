"""Services as the list shows them, and what may be done with one. No window needed."""

from datetime import datetime

from dinsos_desk.domain.dates import format_date
from dinsos_desk.messages import fault_sentence
from dinsos_desk.usecases.services.drafts import ORIGIN_NAMES, Origin
from dinsos_desk.usecases.services.publishing import STATE_NAMES, ServiceRow, ServiceState
from ui.models.columns import RIGHT, BadgeSpec, ColumnSpec, Line
from ui.theme import Tone

_LOOKS = {
    ServiceState.OFFERED: (Tone.OK, "check-circle-outline"),
    ServiceState.INACTIVE: (Tone.NEUTRAL, "pause-circle-outline"),
    ServiceState.DRAFT: (Tone.INFO, "pencil-outline"),
}

_SHORT_ORIGINS = {Origin.SHIPPED: "Bawaan", Origin.CHANGED: "Diubah", Origin.OWN: "Sendiri"}


def state_badge(row: ServiceRow) -> BadgeSpec:
    """How a service stands; one that cannot be used says so first."""
    if row.faulty:
        return BadgeSpec("Rusak", Tone.BAD, "alert-circle-outline")
    tone, icon = _LOOKS[row.state]
    more = f", {draft_words(row)}" if draft_words(row) else ""
    return BadgeSpec(f"{STATE_NAMES[row.state]}{more}", tone, icon)


def draft_words(row: ServiceRow) -> str:
    """Whether there is a draft beside what is published."""
    return "ada konsep" if row.has_draft and row.state is not ServiceState.DRAFT else ""


def version_words(row: ServiceRow) -> str:
    """Which version stands."""
    return str(row.version) if row.version else "–"


def fault_words(row: ServiceRow) -> tuple[str, ...]:
    """What is wrong with a service that cannot be used, and where."""
    return tuple(fault_sentence(fault.fault()) for fault in row.faults)


def about_words(row: ServiceRow) -> tuple[str, ...]:
    """What the list says about the chosen service beside its content."""
    lines = [ORIGIN_NAMES[row.origin]]
    if row.version:
        since = f", sejak {format_date(row.version_at.date())}" if row.version_at else ""
        lines.append(f"Versi {row.version} dari {row.versions}{since}")
    if row.has_draft and row.draft_at is not None:
        lines.append(f"Konsep disimpan {_moment(row.draft_at)}")
    if row.applications:
        lines.append(f"{row.applications} permohonan pernah diterima")
    return tuple(lines)


def _moment(moment: datetime) -> str:
    return f"{format_date(moment.date())} pukul {moment:%H.%M}"


def may_publish(row: ServiceRow) -> bool:
    """Whether there is something to publish."""
    return row.has_draft


def may_offer(row: ServiceRow) -> bool:
    """Whether it can be offered or taken back at this desk."""
    return row.service is not None or row.state is ServiceState.OFFERED


def may_edit(row: ServiceRow) -> bool:
    """Whether there is anything that the editor can open."""
    return row.has_draft or row.service is not None


def may_reset(row: ServiceRow) -> bool:
    """Whether a shipped service lies below."""
    return row.origin is Origin.CHANGED


def may_remove(row: ServiceRow) -> bool:
    """Whether it is the office's own and was never used."""
    return row.origin is Origin.OWN and not row.applications


COLUMNS: tuple[ColumnSpec[ServiceRow], ...] = (
    ColumnSpec(
        "layanan",
        "Layanan",
        lambda row: row.short_name,
        width=230,
        least=150,
        stretch=True,
        bold=True,
        typeahead=True,
        tooltip=lambda row: row.name,
        lines=lambda row: (Line(row.name), Line(draft_words(row))),
    ),
    ColumnSpec(
        "keadaan",
        "Keadaan",
        lambda row: state_badge(row).text,
        width=160,
        least=156,
        badge=state_badge,
        tooltip=lambda row: " ".join(fault_words(row)),
    ),
    ColumnSpec(
        "asal",
        "Asal",
        lambda row: _SHORT_ORIGINS[row.origin],
        width=80,
        least=76,
        drop=2,
        tooltip=lambda row: ORIGIN_NAMES[row.origin],
    ),
    ColumnSpec(
        "versi",
        "Versi",
        version_words,
        width=58,
        least=56,
        drop=1,
        align=RIGHT,
        sort=lambda row: row.version,
    ),
    ColumnSpec(
        "permohonan",
        "Permohonan",
        lambda row: str(row.applications),
        width=100,
        least=98,
        drop=3,
        align=RIGHT,
        sort=lambda row: row.applications,
    ),
)
