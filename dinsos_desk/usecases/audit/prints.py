"""The audit trail on paper and as an Excel workbook: everything that fits the filter, the newest first."""

from collections.abc import Callable, Iterator
from datetime import datetime

from dinsos_desk.catalog.office import HEAD_POST
from dinsos_desk.db.queries.audit.trail import TrailFilter
from dinsos_desk.db.unit_of_work import UnitOfWork
from dinsos_desk.documents.letters import Letters
from dinsos_desk.documents.list_book import MAX_ROWS, ListBook, ListHead
from dinsos_desk.documents.list_process import ListBookProcess
from dinsos_desk.documents.register import Register, RegisterColumn, write_register
from dinsos_desk.documents.words import terbilang
from dinsos_desk.domain.dates import format_date
from dinsos_desk.domain.fields import format_number
from dinsos_desk.errors import UserError
from dinsos_desk.usecases.actor import Actor
from dinsos_desk.usecases.audit.trail import AuditLine, trail
from dinsos_desk.usecases.letters.making import plain_title
from dinsos_desk.usecases.letters.words import Words, office_look, office_words, signer_words
from dinsos_desk.usecases.people.shown import OVERSEERS
from dinsos_desk.usecases.recaps.workbook import Workbook
from dinsos_desk.usecases.registers.prints import period_words

MAX_PRINTED = 2_000
"""More lines than this nobody reads on paper (about 100 sheets): a shorter period or the workbook."""

IN_A_PROCESS = 5_000
_AT_ONCE = 1_000
_HEADINGS = ("No.", "Waktu", "Pengguna", "Jenis", "Perbuatan", "Tentang", "Keterangan")
_WIDTHS = (7, 17, 28, 22, 36, 44, 44)
Said = Callable[[int], None]
"""Lines done so far; may raise to stop."""


def print_trail(
    uow: UnitOfWork,
    letters: Letters,
    actor: Actor,
    wanted: TrailFilter,
    told: str,
    now: datetime,
    said: Said = lambda _: None,
) -> Workbook:
    """The trail as a Word document in the style of the registers.

    ``told``: what it is narrowed by, in words.

    Raises:
        UserError: *jejak_terlalu_panjang* (batas); *tidak_berwenang*; *kantor_belum_diatur*.
    """
    lines: list[AuditLine] = []
    for portion in _portions(uow, actor, wanted, said):
        lines += portion
        if len(lines) > MAX_PRINTED:
            raise UserError("jejak_terlalu_panjang", batas=format_number(MAX_PRINTED))
    with uow:
        office = uow.offices.get()
        signer = uow.offices.official_on(HEAD_POST, now.date())
        context: Words = {
            "kantor": office_words(office),
            "layanan": {"nama_singkat": told or "Semua catatan"},
            "tanggal_cetak": format_date(now.date()),
            "penanda_tangan": signer_words(signer, HEAD_POST),
            "surat": {"tanggal": format_date(now.date()), "konsep": False},
        }
        look = office_look(office)
    span = period_words(wanted.period)
    count = len(lines)
    register = Register(
        title="Jejak Audit",
        service=told or "Semua catatan",
        period=span,
        columns=tuple(
            RegisterColumn(title, weight)
            for title, weight in (
                ("Waktu", 0.9),
                ("Pengguna", 1.1),
                ("Perbuatan", 1.4),
                ("Tentang", 1.6),
                ("Keterangan", 1.4),
            )
        ),
        rows=[
            (f"{line.at:%d/%m/%Y %H.%M}", line.user, line.what, line.about or "—", line.detail or "—")
            for line in lines
        ],
        opening=f"Daftar ini memuat catatan perbuatan pengguna Dinsos Desk dalam periode {span}, "
        f"dari yang terbaru. Dicetak oleh {actor.name}.",
        closing=f"Daftar ini memuat {format_number(count)} ({terbilang(count)}) catatan."
        if count
        else "Daftar ini nihil: tidak ada catatan yang cocok dalam periode ini.",
    )
    content = write_register(letters, look, register, context)
    return Workbook(f"{plain_title(_title(wanted))}.docx", content)


def export_trail(
    uow: UnitOfWork,
    actor: Actor,
    wanted: TrailFilter,
    told: str,
    now: datetime,
    said: Said = lambda _: None,
) -> Workbook:
    """The trail as a workbook with real dates and times.

    Raises:
        UserError: *daftar_terlalu_panjang* when a sheet does not hold it; *tidak_berwenang*.
        EnvironmentProblem: *ekspor_terhenti*.
    """
    actor.require(*OVERSEERS)
    with uow:
        office = uow.offices.get()
        name, paper = office.name, office.paper
    portions: list[list[tuple[str | int | datetime, ...]]] = []
    count = 0
    for portion in _portions(uow, actor, wanted, said):
        rows: list[tuple[str | int | datetime, ...]] = []
        for line in portion:
            count += 1
            rows.append((count, line.at, line.user, line.kind, line.what, line.about, line.detail))
        portions.append(rows)
        if count > MAX_ROWS:
            raise UserError("daftar_terlalu_panjang", jumlah=f"> {count}", batas=format_number(MAX_ROWS))
    head = ListHead(
        "Jejak audit",
        _HEADINGS,
        _WIDTHS,
        (
            ("Daftar", "Jejak audit"),
            ("Kantor", name),
            ("Periode", period_words(wanted.period)),
            ("Saringan", told or "Semua catatan"),
            ("Jumlah baris", format_number(count)),
            ("Dibuat", f"{format_date(now.date())} pukul {now:%H.%M} oleh {actor.name}"),
        ),
        paper,
    )
    with ListBook(head) if count <= IN_A_PROCESS else ListBookProcess(head) as book:
        for rows in portions:
            book.add(rows)
        content = book.finish()
    return Workbook(f"{plain_title(_title(wanted))}.xlsx", content)


def _portions(
    uow: UnitOfWork, actor: Actor, wanted: TrailFilter, said: Said
) -> Iterator[tuple[AuditLine, ...]]:
    """Every line that fits, a thousand at a time."""
    after, done = None, 0
    while lines := trail(uow, actor, wanted, after, _AT_ONCE):
        yield lines
        done += len(lines)
        said(done)
        if len(lines) < _AT_ONCE:
            return
        after = lines[-1].row


def _title(wanted: TrailFilter) -> str:
    return f"Jejak audit {wanted.period.first:%Y%m%d}-{wanted.period.last:%Y%m%d}"
