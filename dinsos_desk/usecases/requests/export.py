"""The list of applications as an Excel workbook: every row of it, the chosen columns, never a NIK."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from dinsos_desk.db import tables
from dinsos_desk.db.queries.requests.lists import ordered_ids, rows_in_order
from dinsos_desk.db.queries.requests.rows import Filter, RequestRow, Sort, Visibility
from dinsos_desk.documents.list_book import MAX_ROWS, Cell, ListBook, ListHead
from dinsos_desk.documents.list_process import ListBookProcess
from dinsos_desk.domain.dates import format_date
from dinsos_desk.domain.fields import format_number
from dinsos_desk.errors import UserError
from dinsos_desk.usecases.actor import Actor
from dinsos_desk.usecases.letters.words import standing_words
from dinsos_desk.usecases.recaps.workbook import Workbook

IN_A_PROCESS = 5000
"""From so many rows on the workbook is written in a process of its own."""

_PORTION = 500
_ON_TIME = {True: "Tepat waktu", False: "Terlambat", None: ""}
Said = Callable[[int, int], None]
"""Rows written, and rows in all; may raise to stop."""


@dataclass(frozen=True)
class ExportColumn:
    """Heading, width in letters, and the cell of an application."""

    title: str
    width: int
    cell: Callable[[RequestRow], Cell]


EXPORT_COLUMNS: dict[str, ExportColumn] = {
    "terima": ExportColumn("No. terima", 14, lambda row: row.receipt),
    "nama": ExportColumn("Nama", 30, lambda row: row.client_name),
    "pemohon": ExportColumn("Pemohon", 30, lambda row: row.applicant_name),
    "layanan": ExportColumn("Layanan", 36, lambda row: row.service_name),
    "tahap": ExportColumn("Tahap", 40, lambda row: row.stage_name),
    "diterima": ExportColumn("Diterima", 17, lambda row: row.received_at),
    "tenggat": ExportColumn("Tenggat", 17, lambda row: row.due_at),
    "status": ExportColumn("Status", 16, lambda row: standing_words(row.state, row.passed_on)),
    "selesai": ExportColumn("Selesai", 17, lambda row: row.finished_at),
    "ketepatan": ExportColumn("Ketepatan", 14, lambda row: _ON_TIME[row.on_time]),
    "petugas": ExportColumn("Diterima oleh", 26, lambda row: row.officer),
    "desa": ExportColumn("Desa/kelurahan", 22, lambda row: row.village),
    "kecamatan": ExportColumn("Kecamatan", 22, lambda row: row.district),
    "register": ExportColumn("No. register", 14, lambda row: row.register),
    "surat": ExportColumn("Nomor surat", 56, lambda row: row.letter_numbers),
    "bidang": ExportColumn("Bidang", 26, lambda row: row.division),
}


def export_list(
    session: Session,
    actor: Actor,
    wanted: Filter,
    sort: Sort,
    columns: Sequence[str],
    filter_words: str,
    now: datetime,
    said: Said,
) -> Workbook:
    """Every application that fits and that this user may see, in the order of the list.

    Raises:
        UserError: *daftar_terlalu_panjang*: more than a sheet holds.
        EnvironmentProblem: *ekspor_terhenti*.
    """
    ids = ordered_ids(session, wanted, Visibility(actor.roles, actor.division), now, sort)
    if len(ids) > MAX_ROWS:
        raise UserError(
            "daftar_terlalu_panjang", jumlah=format_number(len(ids)), batas=format_number(MAX_ROWS)
        )
    chosen = [EXPORT_COLUMNS[code] for code in columns if code in EXPORT_COLUMNS]
    office = session.get(tables.Office, 1)
    head = ListHead(
        "Permohonan",
        ("No.", *(column.title for column in chosen)),
        (7, *(column.width for column in chosen)),
        (
            ("Daftar", "Permohonan"),
            ("Kantor", office.name if office else ""),
            ("Saringan", filter_words or "Semua permohonan"),
            ("Jumlah baris", format_number(len(ids))),
            ("Dibuat", f"{format_date(now.date())} pukul {now:%H.%M} oleh {actor.name}"),
        ),
        office.paper if office else "A4",
    )
    with ListBook(head) if len(ids) <= IN_A_PROCESS else ListBookProcess(head) as book:
        rows = enumerate(rows_in_order(session, ids), 1)
        done = 0
        while portion := [
            (number, *(column.cell(row) for column in chosen))
            for number, row in (one for _, one in zip(range(_PORTION), rows, strict=False))
        ]:
            book.add(portion)
            done += len(portion)
            said(done, len(ids))
        content = book.finish()
    return Workbook(f"permohonan-{now:%Y%m%d-%H%M}.xlsx", content)
