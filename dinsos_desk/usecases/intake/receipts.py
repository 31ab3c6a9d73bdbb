"""What the desk hands out: the tanda terima, and the letter that says which papers are missing."""

from datetime import datetime

from dinsos_desk.db.unit_of_work import UnitOfWork
from dinsos_desk.documents.letters import Letters
from dinsos_desk.documents.qr import receipt_qr
from dinsos_desk.documents.receipts import write_receipt
from dinsos_desk.domain.checklist import PaperState, PaperTick, Requirement, missing
from dinsos_desk.domain.dates import format_date
from dinsos_desk.domain.front_desk import FrontDesk, ReceiptFormat, front_desk_from
from dinsos_desk.domain.routing import RequestState
from dinsos_desk.errors import UserError
from dinsos_desk.usecases.actor import Actor
from dinsos_desk.usecases.letters.making import WordFile, file_name
from dinsos_desk.usecases.letters.words import (
    PAPER_STATE_WORDS,
    Words,
    case_words,
    fee_text,
    is_free,
    office_look,
    promise_text,
)
from dinsos_desk.usecases.requests.cases import Case, load_case
from dinsos_desk.usecases.requests.sight import refuse_unseen
from dinsos_desk.usecases.requests.waiting import wait_until

MISSING_TEMPLATE = "surat_kekurangan_berkas.docx"


def receipt(
    uow: UnitOfWork,
    letters: Letters,
    request_id: int,
    now: datetime,
    form: ReceiptFormat | None = None,
    actor: Actor | None = None,
) -> WordFile:
    """The tanda terima of an application: what was received, what is missing, when to come back.

    ``form``: what it is printed on; None for what the office chose. ``actor``: who asks for it, None for
    the program itself. Raises ``UserError`` *permohonan_tidak_ditemukan* for another division's.
    """
    with uow:
        case = load_case(uow, request_id)
        refuse_unseen(actor, case.row.division)
        office = uow.offices.get()
        front_desk = front_desk_from(office.front_desk)
        words = _desk_words(uow, case, front_desk, now)
        look = office_look(office)
        number = case.row.receipt
    content = write_receipt(letters, look, words, receipt_qr(number), form or front_desk.receipt_format)
    return WordFile(file_name(number, "Tanda Terima"), content)


def missing_papers_letter(
    uow: UnitOfWork, letters: Letters, actor: Actor, request_id: int, now: datetime
) -> WordFile:
    """The surat kekurangan berkas: an office letter without a number, signed by who hands it out.

    Raises:
        UserError: *berkas_tidak_kurang* when nothing is missing, *permohonan_tidak_ditemukan* for another
            division's.
    """
    with uow:
        case = load_case(uow, request_id)
        refuse_unseen(actor, case.row.division)
        office = uow.offices.get()
        words = _desk_words(uow, case, front_desk_from(office.front_desk), now)
        look = office_look(office)
        number = case.row.receipt
    if not words["kelengkapan"]:
        raise UserError("berkas_tidak_kurang", nomor=number)
    words |= {
        "surat": {"tanggal": format_date(now.date()), "konsep": False},
        "petugas": {"nama": actor.name, "jabatan": actor.post},
        "gratis": is_free(fee_text(case.service)),
    }
    content = letters.render(MISSING_TEMPLATE, look, words, {"qr": receipt_qr(number)})
    return WordFile(file_name(number, "Surat Kekurangan Berkas"), content)


def _desk_words(uow: UnitOfWork, case: Case, front_desk: FrontDesk, now: datetime) -> Words:
    """The words of an application with what is missing, what came in, and until when papers are awaited."""
    facts = case.facts(case.row.received_at.date())
    ticks = case.application.ticks
    lacking = missing(case.service.requirements, ticks, facts)
    awaited = case.position.state is RequestState.INCOMPLETE
    until = wait_until(front_desk, case.row.stage_since) if awaited else None
    words = case_words(uow, case, now)
    return words | {
        "kelengkapan": [_lacking_words(one, ticks.get(one.code, PaperTick())) for one in lacking],
        "diterima": [
            paper for paper in words["berkas"] if paper["status"] == PAPER_STATE_WORDS[PaperState.PRESENT]
        ],
        "waktu": _promise_words(case, bool(lacking)),
        "kembali": {"paling_lambat": format_date(until) if until else ""},
    }


def _promise_words(case: Case, is_lacking: bool) -> str:
    promise = promise_text(case.service)
    return f"{promise} sejak berkas lengkap" if is_lacking and case.service.time_limit else promise


def _lacking_words(requirement: Requirement, tick: PaperTick) -> Words:
    return {
        "nama": requirement.text.rstrip("."),
        "pengganti": " atau ".join(alternative.text for alternative in requirement.alternatives),
        "catatan": tick.note.strip(),
    }
