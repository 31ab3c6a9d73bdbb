"""Papers that travel with an application inside the office: nota dinas, slip ekspedisi, lembar verifikasi.

They have no number of their own and are made anew each time, as the application stands.
"""

from collections.abc import Callable
from datetime import datetime
from enum import StrEnum

from dinsos_desk.catalog.office import HEAD_POST
from dinsos_desk.db.unit_of_work import UnitOfWork
from dinsos_desk.documents.letters import Letters
from dinsos_desk.documents.look import OfficeLook
from dinsos_desk.documents.qr import receipt_qr
from dinsos_desk.domain.dates import format_date
from dinsos_desk.domain.rules import Verdict, judge
from dinsos_desk.errors import UserError
from dinsos_desk.usecases.actor import Actor
from dinsos_desk.usecases.letters.detail_words import detail_words
from dinsos_desk.usecases.letters.dispatch_slip import write_dispatch_slip
from dinsos_desk.usecases.letters.making import WordFile, documents_of, file_name, is_current
from dinsos_desk.usecases.letters.words import Words, case_words, office_look
from dinsos_desk.usecases.requests.cases import Case, load_case
from dinsos_desk.usecases.requests.sight import refuse_unseen


class CasePaper(StrEnum):
    """Which paper; the value is the name of its template."""

    NOTE = "nota_dinas"
    DISPATCH = "slip_ekspedisi"
    CHECK = "lembar_verifikasi"


_TITLES = {
    CasePaper.NOTE: "Nota Dinas",
    CasePaper.DISPATCH: "Slip Ekspedisi",
    CasePaper.CHECK: "Lembar Verifikasi",
}
_RESULTS = {
    Verdict.ELIGIBLE: "Memenuhi",
    Verdict.ATTENTION: "Perlu perhatian",
    Verdict.INELIGIBLE: "Tidak memenuhi",
    Verdict.UNKNOWN: "Belum diketahui",
}


def case_paper(
    uow: UnitOfWork, letters: Letters, actor: Actor, request_id: int, paper: CasePaper, now: datetime
) -> WordFile:
    """One of the papers, as the application stands now.

    Raises:
        UserError: *permohonan_tidak_ditemukan* for another division's, *belum_ada_surat* (nomor) for a slip
            without anything to send; the template is missing or broken.
    """
    with uow:
        case = load_case(uow, request_id)
        refuse_unseen(actor, case.row.division)
        day = case.row.received_at.date()
        words = case_words(uow, case, now) | detail_words(case, case.facts(day))
        words |= {
            "surat": {"nomor": "", "tanggal": format_date(now.date()), "sifat": "Biasa", "konsep": False},
            "petugas": {"nama": actor.name, "jabatan": actor.post},
        }
        look = office_look(uow.offices.get())
        receipt = case.row.receipt
        if paper is CasePaper.DISPATCH:
            content = _dispatch(uow, letters, look, actor, case, words)
        else:
            template = f"cetak/{paper.value}.docx"
            words = _PARTS[paper](uow, actor, case, words)
            content = letters.render(template, look, words, {"qr": receipt_qr(receipt)})
    return WordFile(file_name(receipt, _TITLES[paper]), content)


def _note(uow: UnitOfWork, actor: Actor, case: Case, words: Words) -> Words:
    head = uow.offices.official_on(HEAD_POST, case.row.stage_since.date())
    drafts = [product.name for product in documents_of(case) if not is_current(case, product)]
    words["surat"] |= {
        "lampiran": "1 (satu) berkas",
        "hal": f"Permohonan {case.service.short_name} atas nama {words['klien_utama']['nama']}",
    }
    to = " ".join(head.title.split()).rstrip(",") if head is not None else f"Kepala {words['kantor']['nama']}"
    return words | {
        "nota": {"kepada": to, "dari": actor.post or actor.name, "nama": actor.name, "konsep": drafts}
    }


def _dispatch(
    uow: UnitOfWork, letters: Letters, look: OfficeLook, actor: Actor, case: Case, words: Words
) -> bytes:
    made = sorted(uow.letters.of_request(case.row.id).values(), key=lambda one: one.id)
    if not made:
        raise UserError("belum_ada_surat", nomor=case.row.receipt)
    return write_dispatch_slip(
        letters,
        look,
        words["kantor"],
        case.row.receipt,
        f"Permohonan {case.row.receipt}, {case.service.short_name}",
        [
            {"nomor": one.number or "Tanpa nomor", "tanggal": format_date(one.dated), "nama": one.name}
            for one in made
        ],
        {"pembawa": actor.name},
        on_behalf=words["klien_utama"]["nama"],
    )


def _check(uow: UnitOfWork, actor: Actor, case: Case, words: Words) -> Words:
    day = case.row.received_at.date()
    judged = judge(case.service.rules, case.facts(day), day)
    return words | {
        "verifikasi": [{"ketentuan": one.rule.text, "hasil": _RESULTS[one.verdict]} for one in judged]
    }


_PARTS: dict[CasePaper, Callable[[UnitOfWork, Actor, Case, Words], Words]] = {
    CasePaper.NOTE: _note,
    CasePaper.CHECK: _check,
}
