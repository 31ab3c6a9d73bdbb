"""The registers of the whole office: agenda surat keluar, ekspedisi, berita acara. They fill themselves."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime
from typing import TypeVar

from dinsos_desk.catalog.schema import RegisterColumn
from dinsos_desk.db.queries.recaps.figures import Period
from dinsos_desk.db.queries.registers.books import (
    Carried,
    MinutesLine,
    NumberLine,
    carried_lines,
    minutes_lines,
    number_lines,
)
from dinsos_desk.db.unit_of_work import UnitOfWork
from dinsos_desk.domain.routing import WORKING_ROLES, Role
from dinsos_desk.usecases.actor import Actor
from dinsos_desk.usecases.registers.model import NUMBER_COLUMN, OfficeRegister, RegisterLine
from dinsos_desk.usecases.registers.reading import sight_of
from dinsos_desk.usecases.requests.cases import readable_service

Row = TypeVar("Row")
OUTGOING, EXPEDITION, MINUTES = "surat_keluar", "ekspedisi", "berita_acara"

OUTGOING_COLUMNS = (
    RegisterColumn(title="No.", value=(NUMBER_COLUMN,), width=0.5),
    RegisterColumn(title="Nomor surat", value=("surat.nomor",), width=2.2),
    RegisterColumn(title="Tanggal", value=("surat.tanggal",), width=1.1),
    RegisterColumn(title="Kepada / untuk", value=("surat.kepada",), width=2.2),
    RegisterColumn(title="Perihal", value=("surat.perihal",), width=3.0),
    RegisterColumn(title="Penanda tangan", value=("surat.penanda_tangan",), width=1.9),
    RegisterColumn(title="Diserahkan", value=("surat.diserahkan",), width=1.1),
    RegisterColumn(title="Keterangan", value=("surat.keterangan",), width=2.2),
)
"""The columns of the agenda surat keluar, as data."""

EXPEDITION_COLUMNS = (
    RegisterColumn(title="No.", value=(NUMBER_COLUMN,), width=0.5),
    RegisterColumn(title="Tanggal", value=("ekspedisi.tanggal",), width=1.1),
    RegisterColumn(title="Nomor surat / berkas", value=("surat.nomor",), width=2.0),
    RegisterColumn(title="Isi", value=("surat.perihal",), width=2.6),
    RegisterColumn(title="Atas nama", value=("surat.untuk",), width=1.8),
    RegisterColumn(title="Diserahkan kepada", value=("ekspedisi.kepada",), width=2.0),
    RegisterColumn(title="Bukti diri", value=("ekspedisi.bukti",), width=1.4),
    RegisterColumn(title="Dibawa / diserahkan oleh", value=("ekspedisi.pembawa",), width=1.8),
    RegisterColumn(title="Tanda tangan penerima", value=("ekspedisi.tanda_tangan",), width=1.5),
)
"""The columns of the buku ekspedisi, as data; the last one is signed by hand."""

MINUTES_COLUMNS = (
    RegisterColumn(title="No.", value=(NUMBER_COLUMN,), width=0.5),
    RegisterColumn(title="Nomor", value=("surat.nomor",), width=2.0),
    RegisterColumn(title="Tanggal", value=("surat.tanggal",), width=1.1),
    RegisterColumn(title="Berita acara", value=("surat.nama",), width=2.8),
    RegisterColumn(title="Klien", value=("permohonan.klien",), width=2.0),
    RegisterColumn(title="Layanan", value=("layanan.nama",), width=2.0),
    RegisterColumn(title="Tanda terima", value=("permohonan.tanda_terima",), width=1.2),
    RegisterColumn(title="Penanda tangan", value=("surat.penanda_tangan",), width=1.9),
    RegisterColumn(title="Keterangan", value=("surat.keterangan",), width=1.6),
)
"""The columns of the register berita acara, as data."""

_RANGES = {"cadangan": "Dicadangkan", "lewat": "Nomor dilewati"}
_STATES = {"dibuat": "", "bernomor": "", "ditandatangani": "Ditandatangani", "diserahkan": "Diserahkan"}


def paper_registers(actor: Actor) -> tuple[OfficeRegister, ...]:
    """All three, for whoever works here or reads."""
    if not actor.may(*WORKING_ROLES, Role.PEMBACA):
        return ()
    return outgoing_register(actor), expedition_register(actor), minutes_register(actor)


def outgoing_register(actor: Actor | None) -> OfficeRegister:
    """The agenda surat keluar: every number by its date, cancelled and inserted ones and gaps explained."""

    def lines(uow: UnitOfWork, period: Period, now: datetime) -> Iterator[RegisterLine]:
        for place, one in enumerate(number_lines(uow.session, period, sight_of(actor)), 1):
            key = f"rentang:{one.id}" if one.last else f"nomor:{one.id}"
            yield RegisterLine(
                one.serial,
                one.request_id or 0,
                _outgoing_cells(place, one),
                letter_id=one.letter_id,
                code=key,
            )

    return OfficeRegister(
        OUTGOING,
        "Agenda surat keluar",
        "Surat keluar",
        OUTGOING_COLUMNS,
        "surat keluar",
        lines,
        "bertanggal",
        slips=True,
    )


def expedition_register(actor: Actor | None) -> OfficeRegister:
    """Buku ekspedisi: which letter was handed to whom, and which file somebody carried to an official."""

    def lines(uow: UnitOfWork, period: Period, now: datetime) -> Iterator[RegisterLine]:
        sees = sight_of(actor)
        for place, one in _numbered(carried_lines(uow.session, _from_new_year(period)), _written):
            if _written(one) < period.first or not sees.shows(one.division):
                continue
            cells = _expedition_cells(uow, place, one)
            key = f"langkah:{one.id}" if one.stage else f"serah:{one.id}"
            yield RegisterLine(place, one.request_id, cells, letter_id=one.letter_id, code=key)

    return OfficeRegister(
        EXPEDITION,
        "Buku ekspedisi",
        "Ekspedisi",
        EXPEDITION_COLUMNS,
        "penyerahan",
        lines,
        "terjadi",
        slips=True,
    )


def minutes_register(actor: Actor | None) -> OfficeRegister:
    """Register berita acara."""

    def lines(uow: UnitOfWork, period: Period, now: datetime) -> Iterator[RegisterLine]:
        sees = sight_of(actor)
        for place, one in _numbered(minutes_lines(uow.session, _from_new_year(period)), _dated):
            if one.dated < period.first or not sees.shows(one.division):
                continue
            cells = _minutes_cells(place, one)
            yield RegisterLine(place, one.request_id, cells, letter_id=one.id, code=f"berita:{one.id}")

    return OfficeRegister(
        MINUTES, "Register berita acara", "Berita acara", MINUTES_COLUMNS, "berita acara", lines, "bertanggal"
    )


def _from_new_year(period: Period) -> Period:
    """A period with what stands before it in its year: running numbers are the same in every period."""
    return Period(date(period.first.year, 1, 1), period.last)


def _numbered(rows: Iterable[Row], day: Callable[[Row], date]) -> Iterator[tuple[int, Row]]:
    """Running numbers that begin anew with each year; what a user does not see has its number too."""
    last: dict[int, int] = {}
    for row in rows:
        year = day(row).year
        last[year] = last.get(year, 0) + 1
        yield last[year], row


def _written(one: Carried) -> date:
    return one.moment.date()


def _dated(one: MinutesLine) -> date:
    return one.dated


def _outgoing_cells(place: int, one: NumberLine) -> tuple[str, ...]:
    return (
        str(place),
        one.number,
        day_words(one.dated),
        one.addressee,
        one.subject,
        one.signer or (one.maker if one.outside else ""),
        day_words(one.handed_at.date()) if one.handed_at is not None else "",
        "; ".join(_outgoing_notes(one)),
    )


def _outgoing_notes(one: NumberLine) -> Iterator[str]:
    if one.last:
        ended = " (berakhir)" if one.ended and one.range_kind == "cadangan" else ""
        yield f"{_RANGES.get(one.range_kind, one.range_kind)}{ended}: {one.reason}"
        return
    if one.cancelled_at is not None:
        yield f"BATAL {day_words(one.cancelled_at.date())}: {one.cancelled_reason} ({one.cancelled_by})"
    if one.suffix:
        yield f"Sisipan: {one.reason}" if one.reason else "Sisipan"
    elif one.reason and one.cancelled_at is None:
        yield one.reason
    if one.outside:
        yield "Dibuat di luar program"
    if one.waits and one.cancelled_at is None:
        yield "Menunggu suratnya"
    if one.corrected:
        yield "Diralat"


def _expedition_cells(uow: UnitOfWork, place: int, one: Carried) -> tuple[str, ...]:
    number, subject, to = one.number, one.subject, one.to
    if one.stage:
        service = readable_service(uow, one.version_id)
        stage = next((s for s in service.route.stages if s.code == one.stage), None) if service else None
        number = f"Berkas {one.number}"
        subject = f"Berkas permohonan {service.short_name}" if service is not None else "Berkas permohonan"
        to = (stage.post or stage.name) if stage is not None else one.stage
    brought = f"{one.carried_by}, dicatat {one.by}" if one.carried_by else one.by
    return (
        str(place), day_words(one.day), number, subject, one.client, to, one.proof, brought, "",
    )  # fmt: skip


def _minutes_cells(place: int, one: MinutesLine) -> tuple[str, ...]:
    state = _STATES.get(one.state, one.state)
    if one.handed_to:
        state = f"Diserahkan kepada {one.handed_to}"
    return (
        str(place), one.number, day_words(one.dated), one.name, one.client, one.service, one.receipt,
        one.signer, state,
    )  # fmt: skip


def day_words(day: date) -> str:
    """A day as narrow columns write it."""
    return f"{day:%d/%m/%Y}"
