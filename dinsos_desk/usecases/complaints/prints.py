"""What is printed of complaints: the tanda terima, and their buku register."""

from collections.abc import Iterator
from datetime import datetime

from dinsos_desk.catalog.schema import RegisterColumn
from dinsos_desk.db import tables
from dinsos_desk.db.queries.complaints import complaints_in, one_complaint
from dinsos_desk.db.queries.recaps.figures import Period
from dinsos_desk.db.queries.requests.figures import Visibility
from dinsos_desk.db.unit_of_work import UnitOfWork
from dinsos_desk.documents.letters import Letters
from dinsos_desk.documents.qr import receipt_qr
from dinsos_desk.documents.words import day_and_date
from dinsos_desk.domain.complaints import OPEN_COMPLAINTS, READERS, ComplaintDeed, ComplaintState
from dinsos_desk.domain.dates import format_date
from dinsos_desk.domain.phone import display_phone
from dinsos_desk.usecases.actor import Actor
from dinsos_desk.usecases.complaints.entry import CATEGORY_WORDS, CHANNEL_WORDS
from dinsos_desk.usecases.complaints.handling import seen_complaint
from dinsos_desk.usecases.complaints.view import DEED_WORDS, NOBODY
from dinsos_desk.usecases.letters.making import WordFile, file_name, plain_title
from dinsos_desk.usecases.letters.words import office_look, office_words
from dinsos_desk.usecases.registers.prints import NUMBER_COLUMN, OfficeRegister, RegisterLine

TEMPLATE = "tanda_terima_pengaduan.docx"
_BLANK = "\u00a0" * 36
_AT_ONCE = 500
_ENDS = (ComplaintDeed.ANSWER.value, ComplaintDeed.CLOSE.value, ComplaintDeed.WITHDRAW.value)

COLUMNS = (
    RegisterColumn(title="No.", value=(NUMBER_COLUMN,), width=0.5),
    RegisterColumn(title="Nomor dan tanggal", value=("pengaduan.nomor", "pengaduan.tanggal"), width=2.0),
    RegisterColumn(title="Pelapor dan kontak", value=("pengaduan.pelapor", "pengaduan.kontak"), width=1.9),
    RegisterColumn(title="Melalui", value=("pengaduan.saluran", "pengaduan.rujukan"), width=1.4),
    RegisterColumn(title="Mengenai", value=("pengaduan.permohonan", "pengaduan.layanan"), width=1.6),
    RegisterColumn(title="Pokok", value=("pengaduan.pokok",), width=1.3),
    RegisterColumn(title="Isi pengaduan", value=("pengaduan.isi",), width=3.0),
    RegisterColumn(title="Diteruskan kepada", value=("pengaduan.penangan",), width=1.5),
    RegisterColumn(title="Jawaban atau tindak lanjut", value=("pengaduan.hasil",), width=2.8),
    RegisterColumn(title="Selesai", value=("pengaduan.selesai", "pengaduan.ketepatan"), width=1.5),
)
"""The columns of the buku register pengaduan, as data."""


def complaint_receipt(
    uow: UnitOfWork, letters: Letters, actor: Actor, complaint_id: int, now: datetime
) -> WordFile:
    """The tanda terima of a complaint.

    Raises:
        UserError: *tidak_berwenang*, *pengaduan_tidak_ditemukan*, or the template is missing or broken.
    """
    with uow:
        found = seen_complaint(uow, actor, complaint_id)
        office = uow.offices.get()
        words = _words(uow, found)
        look = office_look(office)
        number = found.number
        context = {
            "kantor": office_words(office),
            "surat": {"tanggal": format_date(now.date()), "konsep": False},
            "pengaduan": words
            | {
                "hari_tanggal": day_and_date(found.received_at.date()),
                "jam": f"{found.received_at:%H.%M}",
                "petugas": uow.users.get(found.recorded_by).name,
                "isi": [line.strip() for line in found.text.splitlines() if line.strip()],
                "tanda_tangan": _BLANK if found.anonymous else words["pelapor"],
            },
        }
    name = file_name(plain_title(number), "Tanda Terima Pengaduan")
    return WordFile(name, letters.render(TEMPLATE, look, context, {"qr": receipt_qr(number)}))


def complaint_register(actor: Actor) -> OfficeRegister:
    """The buku register pengaduan as far as this user sees it; its lines need the right to see complaints."""

    def lines(uow: UnitOfWork, period: Period, now: datetime) -> Iterator[RegisterLine]:
        actor.require(*READERS)
        sees = Visibility(actor.roles, actor.division)
        ids = complaints_in(uow.session, sees, period.start, period.end)
        for start in range(0, len(ids), _AT_ONCE):
            part = ids[start : start + _AT_ONCE]
            steps = uow.complaints.steps(part)
            for known in part:
                row = uow.complaints.get(known)
                words = _words(uow, row) | _outcome(row, steps.get(known, ()), now)
                cells = _cells(words | {NUMBER_COLUMN: str(row.serial)})
                yield RegisterLine(row.serial, row.request_id or 0, cells, row.id)

    return OfficeRegister("pengaduan", "Register pengaduan", "Pengaduan", COLUMNS, "pengaduan", lines)


def _words(uow: UnitOfWork, found: tables.Complaint) -> dict[str, str]:
    row = one_complaint(uow.session, found.id)
    assert row is not None
    contact = found.contact
    if not contact and found.person_id is not None:
        contact = display_phone(uow.people.person(uow.people.standing(found.person_id)).phone)
    return {
        "nomor": row.number,
        "tanggal": format_date(row.received_at.date()),
        "pelapor": row.who or NOBODY,
        "kontak": contact,
        "saluran": next(words for one, words in CHANNEL_WORDS.items() if one == row.channel),
        "rujukan": found.reference,
        "permohonan": row.receipt,
        "layanan": row.service_name,
        "pokok": next(words for one, words in CATEGORY_WORDS.items() if one == row.category),
        "isi": row.text,
        "batas": format_date(row.due_on) if row.due_on is not None else "",
        "penangan": row.handler,
    }


def _outcome(row: tables.Complaint, steps: tuple[tables.ComplaintStep, ...], now: datetime) -> dict[str, str]:
    """What became of it: the words that stand now, its end, and whether the limit was kept."""
    is_open = ComplaintState(row.state) in OPEN_COMPLAINTS
    result = ""
    if not is_open:
        last = next(step for step in reversed(steps) if step.deed in _ENDS)
        stands = [step.words for step in steps if step.corrects_id == last.id]
        words = stands[-1] if stands else last.words or last.reason
        prefix = "" if last.deed == ComplaintDeed.ANSWER else f"{DEED_WORDS[ComplaintDeed(last.deed)]}: "
        result = f"{prefix}{words}"
    ended = row.finished_at.date() if row.finished_at is not None else now.date()
    on_time = ""
    if row.due_on is not None and (not is_open or ended > row.due_on):
        on_time = "Tepat waktu" if ended <= row.due_on else "Lewat batas"
    return {
        "hasil": result,
        "selesai": format_date(ended) if not is_open else "",
        "ketepatan": on_time,
    }


def _cells(words: dict[str, str]) -> tuple[str, ...]:
    def value(column: RegisterColumn) -> str:
        parts = (words[path.removeprefix("pengaduan.")] for path in column.value)
        return column.joiner.join(part for part in parts if part)

    return tuple(value(column) for column in COLUMNS)
