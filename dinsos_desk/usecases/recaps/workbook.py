"""The recap of a period: figures per service that reconcile, on screen and as a workbook."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from dinsos_desk.catalog.office import HEAD_POST
from dinsos_desk.catalog.schema import ServiceDef
from dinsos_desk.db.queries.queue.figures import QueueFigures, QueueRecap, queue_recap
from dinsos_desk.db.queries.recaps.details import DetailRow, count_details, details
from dinsos_desk.db.queries.recaps.figures import COUNTS, EVERYTHING, Period, ServiceFigures, service_figures
from dinsos_desk.db.queries.requests.rows import Visibility
from dinsos_desk.db.repositories import Offices, Services
from dinsos_desk.db.tables import Office
from dinsos_desk.documents.recaps.content import QueueRow, QueueTables, Recap, RecapDetail, RecapRow
from dinsos_desk.documents.recaps.table import RecapSheet
from dinsos_desk.documents.recaps.workbook import recap_bytes
from dinsos_desk.domain.dates import format_date
from dinsos_desk.domain.fields import format_number
from dinsos_desk.domain.front_desk import QueueLine, front_desk_from
from dinsos_desk.domain.office_hours import OfficeHours
from dinsos_desk.domain.people import mask_nik
from dinsos_desk.usecases.letters.words import signer_words, standing_words
from dinsos_desk.usecases.office.counters import line_name
from dinsos_desk.usecases.recaps.clients import clients_sheet
from dinsos_desk.usecases.recaps.periods import file_mark, month, period_name
from dinsos_desk.usecases.recaps.summary import summary, summary_figures
from dinsos_desk.usecases.recaps.tables import (
    Asked,
    papers_sheet,
    places_sheet,
    products_sheet,
)
from dinsos_desk.usecases.recaps.work import STILL_OPEN, late_rows, times_sheet, work_sheet
from dinsos_desk.usecases.requests.clock import hours_from

month_words = period_name
Said = Callable[[int, int, str], None]
"""Steps done, steps in all, and what is being done now; may raise to stop."""
__all__ = ["Workbook", "build_recap", "month", "month_words", "queue_tables", "recap_name", "recap_rows"]


@dataclass(frozen=True)
class Workbook:
    """A finished workbook: its file name and content, and what could not be written, in sentences."""

    name: str
    content: bytes
    left_out: tuple[str, ...] = ()


def unsaid(done: int, total: int, what: str) -> None:
    """For whoever does not want to know."""


PARTS: dict[str, tuple[str, Callable[[Asked], RecapSheet]]] = {
    "ketepatan": ("Ketepatan waktu", times_sheet),
    "wilayah": ("Wilayah", places_sheet),
    "ppks": ("PPKS", clients_sheet),
    "petugas": ("Petugas dan tahap", work_sheet),
    "produk": ("Produk", products_sheet),
    "berkas": ("Berkas kurang", papers_sheet),
}
"""The parts of a recap that are tables, in their order: name and how it is made."""


def asked_of(
    session: Session,
    services: Mapping[str, ServiceDef],
    period: Period,
    now: datetime,
    sees: Visibility = EVERYTHING,
    said: Callable[[int, int], None] = lambda done, total: None,
) -> Asked:
    """What the tables are made from, with the hours of this office."""
    offices = Offices(session)
    plain = hours_from(offices.get().hours)
    closed = frozenset(offices.closures())
    hours = OfficeHours(plain.week, plain.ramadan_week, plain.ramadan_spans, closed)
    return Asked(session, period, sees, services, hours, now, said)


def recap_rows(
    session: Session,
    services: Mapping[str, ServiceDef],
    offered: frozenset[str],
    period: Period,
    sees: Visibility = EVERYTHING,
) -> tuple[tuple[ServiceFigures, str], ...]:
    """The figures with the name of each service; offered services without any work have zeros.

    A service that is not among ``services`` any more is called as it was when it was last kept.
    """
    figures = {row.service_code: row for row in service_figures(session, period, sees)}
    names = {code: services[code].name for code in services if code in offered or code in figures}
    for code in figures.keys() - names.keys():
        kept = Services(session).newest(code)
        names[code] = kept.name if kept is not None else code
    return tuple(
        (figures.get(code) or ServiceFigures(code, *[0] * (len(COUNTS) - 1)), names[code])
        for code in sorted(names)
    )


def build_recap(
    session: Session,
    services: Mapping[str, ServiceDef],
    offered: frozenset[str],
    period: Period,
    made_by: str,
    now: datetime,
    said: Said = unsaid,
    *,
    with_details: bool = True,
) -> Workbook:
    """The recap as a workbook; ``with_details``: with the sheets that list the applications.

    Raises:
        EnvironmentProblem: *ekspor_terhenti*.
    """
    asked = asked_of(
        session, services, period, now, said=lambda done, total: said(done, total, "Menghitung waktu")
    )
    steps = len(PARTS) + 2
    said(0, steps, "Menghitung ringkasan")
    figures = summary_figures(session, period)
    sheets = []
    for number, (label, make) in enumerate(PARTS.values(), 1):
        said(number, steps, f"Menghitung {label}")
        sheets.append(make(asked))
    said(len(PARTS) + 1, steps, "Menulis buku kerja")
    office, signer = office_and_signer(session, now)
    recap = Recap(
        office_name=office.name,
        period_label=period_name(period),
        made_at=now,
        made_by=made_by,
        rows=tuple(_row(name, row) for row, name in recap_rows(session, services, offered, period)),
        details=_details(session, period) if with_details else (),
        paper=office.paper,
        signer=signer,
        office_lines=(office.government,),
        queue=queue_tables(
            queue_recap(session, period, now.date()), front_desk_from(office.front_desk).queue_lines
        ),
        summary=summary(figures, asked.name),
        sheets=tuple(sheets),
        late=late_rows(asked),
        has_details=with_details,
    )
    number = count_details(session, period) if with_details else 0

    def wrote(done: int) -> None:
        said(done, max(number, done), f"Menulis {format_number(done)} baris")

    return Workbook(recap_name(period), recap_bytes(recap, number, wrote))


def office_and_signer(session: Session, now: datetime) -> tuple[Office, tuple[str, ...]]:
    """The office, and the lines of the block in which its head signs."""
    offices = Offices(session)
    office = offices.get()
    signer = signer_words(offices.official_on(HEAD_POST, now.date()), HEAD_POST)
    return office, (
        f"{office.city}, {format_date(now.date())}",
        *signer["jabatan"],
        "",
        "",
        "",
        signer["nama"],
        signer["pangkat"],
        _nip(signer["nip"]),
    )


def _row(name: str, row: ServiceFigures) -> RecapRow:
    return RecapRow(
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
        row.passed_on,
    )


def _details(session: Session, period: Period) -> Iterator[RecapDetail]:
    for row in details(session, period):
        ended = _ended(row, period)
        yield RecapDetail(
            receipt=row.receipt,
            service=row.service_name,
            applicant=row.applicant_name,
            nik=mask_nik(row.client_nik),
            client=row.client_name,
            received_at=row.received_at,
            due_at=row.due_at,
            finished_at=row.finished_at if ended else None,
            status=standing_words(row.state, row.passed_on) if ended or not row.finished_at else STILL_OPEN,
            stage=row.stage_name,
            on_time=row.on_time if ended else None,
            letter_number=row.letter_number,
            late_reason=row.late_reason,
            village=row.village,
            district=row.district,
            officer=row.officer,
        )


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
    """``rekap-2026-11.xlsx`` for a month, ``rekap-2026-triwulan-4.xlsx``, else with both days."""
    return f"rekap-{file_mark(period)}.xlsx"


def _nip(nip: str) -> str:
    return f"NIP {nip}" if nip else ""
