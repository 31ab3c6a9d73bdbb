"""The recap of a period: figures per service that reconcile, on screen and as a workbook."""

import io
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from dinsos_desk.catalog.office import HEAD_POST
from dinsos_desk.catalog.schema import ServiceDef
from dinsos_desk.db.queries.queue_figures import QueueFigures, QueueRecap, queue_recap
from dinsos_desk.db.queries.recaps import DetailRow, Period, ServiceFigures, details, service_figures
from dinsos_desk.db.repositories import Offices, Services
from dinsos_desk.documents.recap import write_recap
from dinsos_desk.documents.recap_content import QueueRow, QueueTables, Recap, RecapDetail, RecapRow
from dinsos_desk.domain.dates import MONTHS, format_date
from dinsos_desk.domain.front_desk import QueueLine, front_desk_from
from dinsos_desk.domain.people import mask_nik
from dinsos_desk.domain.working_time import add_months
from dinsos_desk.usecases.counters import line_name
from dinsos_desk.usecases.registers import period_words
from dinsos_desk.usecases.words import STATE_WORDS, signer_words

STILL_OPEN = "Masih berjalan"


@dataclass(frozen=True)
class Workbook:
    """A finished workbook: its file name and content."""

    name: str
    content: bytes


def month(year: int, number: int) -> Period:
    """A whole month."""
    first = date(year, number, 1)
    return Period(first, date.fromordinal(add_months(first, 1).toordinal() - 1))


def month_words(period: Period) -> str:
    """A period as the recap names it: November 2026, or its first and last day."""
    if period == month(period.first.year, period.first.month):
        return f"{MONTHS[period.first.month - 1]} {period.first.year}"
    return period_words(period)


def recap_rows(
    session: Session, services: Mapping[str, ServiceDef], offered: frozenset[str], period: Period
) -> tuple[tuple[ServiceFigures, str], ...]:
    """The figures with the name of each service; offered services without any work have zeros.

    A service that is not among ``services`` any more is called as it was when it was last kept.
    """
    figures = {row.service_code: row for row in service_figures(session, period)}
    names = {code: services[code].name for code in services if code in offered or code in figures}
    for code in figures.keys() - names.keys():
        kept = Services(session).newest(code)
        names[code] = kept.name if kept is not None else code
    return tuple(
        (figures.get(code) or ServiceFigures(code, 0, 0, 0, 0, 0, 0, 0, 0, 0), names[code])
        for code in sorted(names)
    )


def build_recap(
    session: Session,
    services: Mapping[str, ServiceDef],
    offered: frozenset[str],
    period: Period,
    made_by: str,
    now: datetime,
) -> Workbook:
    """The recap as a workbook with a detail sheet."""
    offices = Offices(session)
    office = offices.get()
    signer = signer_words(offices.official_on(HEAD_POST, now.date()), HEAD_POST)
    rows = tuple(
        RecapRow(
            name,
            row.carried_over,
            row.received,
            row.completed,
            row.returned,
            row.rejected,
            row.cancelled,
            row.open,
            row.on_time,
            row.late,
            row.unpromised,
        )
        for row, name in recap_rows(session, services, offered, period)
    )
    recap = Recap(
        office_name=office.name,
        period_label=month_words(period),
        made_at=now,
        made_by=made_by,
        rows=rows,
        details=(
            RecapDetail(
                receipt=row.receipt,
                service=row.service_name,
                applicant=row.applicant_name,
                nik=mask_nik(row.client_nik),
                client=row.client_name,
                received_at=row.received_at,
                due_at=row.due_at,
                finished_at=row.finished_at if _ended(row, period) else None,
                status=STATE_WORDS[row.state] if _ended(row, period) or not row.finished_at else STILL_OPEN,
                stage=row.stage_name,
                on_time=row.on_time if _ended(row, period) else None,
                letter_number=row.letter_number,
                late_reason=row.late_reason,
            )
            for row in details(session, period)
        ),
        paper=office.paper,
        signer=(
            f"{office.city}, {format_date(now.date())}",
            *signer["jabatan"],
            "",
            "",
            "",
            signer["nama"],
            signer["pangkat"],
            _nip(signer["nip"]),
        ),
        office_lines=(office.government,),
        queue=queue_tables(
            queue_recap(session, period, now.date()), front_desk_from(office.front_desk).queue_lines
        ),
    )
    buffer = io.BytesIO()
    write_recap(buffer, recap)
    return Workbook(recap_name(period), buffer.getvalue())


def queue_tables(recap: QueueRecap, lines: tuple[QueueLine, ...]) -> QueueTables | None:
    """The queue of a period as the workbook shows it; None when no number was taken."""
    if not recap.total.taken:
        return None
    return QueueTables(
        tuple(_queue_row(f"{row.line} – {line_name(lines, row.line)}", row) for row in recap.lines),
        tuple(_queue_row(format_date(row.day), row) for row in recap.days if row.day is not None),
        _queue_row("Jumlah", recap.total),
    )


def _queue_row(name: str, row: QueueFigures) -> QueueRow:
    return QueueRow(
        name,
        row.taken,
        row.served,
        row.absent,
        row.cancelled,
        row.unreached,
        row.open,
        row.priority,
        row.wait.median,
        row.wait.ninetieth,
        row.service.median,
        row.service.ninetieth,
    )


def _ended(row: DetailRow, period: Period) -> bool:
    """Whether it had ended when the period did: a closed month does not change afterwards."""
    return row.finished_at is not None and row.finished_at < period.end


def recap_name(period: Period) -> str:
    """``rekap-2026-11.xlsx`` for a month, else with both days."""
    if period == month(period.first.year, period.first.month):
        return f"rekap-{period.first:%Y-%m}.xlsx"
    return f"rekap-{period.first:%Y%m%d}-{period.last:%Y%m%d}.xlsx"


def _nip(nip: str) -> str:
    return f"NIP {nip}" if nip else ""
