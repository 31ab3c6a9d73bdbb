"""Surat penolakan: what an applicant is told in writing when an application was rejected.

It is a letter like any other: its number is drawn once, its words are kept, its file is the same for ever.
"""

from datetime import datetime

from dinsos_desk.catalog.office import HEAD_POST
from dinsos_desk.catalog.schema import ProductKind
from dinsos_desk.db import tables
from dinsos_desk.db.unit_of_work import UnitOfWork
from dinsos_desk.documents.letters import Letters
from dinsos_desk.documents.words import day_and_date
from dinsos_desk.domain.dates import format_date
from dinsos_desk.domain.routing import WORKING_ROLES, Action, RequestState
from dinsos_desk.domain.rules import Verdict, judge
from dinsos_desk.errors import UserError
from dinsos_desk.usecases.actor import Actor
from dinsos_desk.usecases.letters.making import Store, WordFile, file_letter
from dinsos_desk.usecases.letters.signers import signer_words
from dinsos_desk.usecases.letters.words import Words, case_words
from dinsos_desk.usecases.numbers.draw import book_for, number_letter
from dinsos_desk.usecases.requests.cases import Case, load_case
from dinsos_desk.usecases.requests.sight import refuse_unseen

PRODUCT = "surat_penolakan"
NAME = "Surat Penolakan"
TEMPLATE = "cetak/surat_penolakan.docx"


def refusal_letter(
    uow: UnitOfWork, letters: Letters, store: Store, actor: Actor, request_id: int, now: datetime
) -> WordFile:
    """The surat penolakan of a rejected application; the first asking gives it its number.

    Raises:
        UserError: *permohonan_belum_ditolak* (nomor), *pejabat_belum_diisi* (jabatan), *tidak_berwenang*,
            *permohonan_tidak_ditemukan* for another division's; the template is missing or broken, when
            the number is kept and the same letter can be made later.
    """
    actor.require(*WORKING_ROLES)
    with uow:
        case = load_case(uow, request_id)
        refuse_unseen(actor, case.row.division)
        known = uow.letters.of_request(request_id).get(PRODUCT)
        if known is None or not known.number:
            known = _make(uow, actor, case, now)
            uow.commit()
        letter_id = known.id
    return file_letter(uow, letters, store, letter_id, actor)


def _make(uow: UnitOfWork, actor: Actor, case: Case, now: datetime) -> tables.Letter:
    """Number it and keep its words, inside the caller's transaction."""
    if case.position.state is not RequestState.REJECTED:
        raise UserError("permohonan_belum_ditolak", nomor=case.row.receipt)
    signer = uow.offices.official_on(HEAD_POST, now.date())
    if signer is None:
        raise UserError("pejabat_belum_diisi", jabatan=HEAD_POST.replace("_", " "))
    letter = uow.letters.of_request(case.row.id).get(PRODUCT) or uow.letters.add(
        tables.Letter(
            request_id=case.row.id,
            product=PRODUCT,
            name=NAME,
            kind=ProductKind.LETTER.value,
            template=TEMPLATE,
            state="bernomor",
            dated=now.date(),
            made_at=now,
            context={},
        )
    )
    book = book_for(uow, ProductKind.LETTER.value, TEMPLATE, "")
    given = number_letter(uow, book, letter.id, case.row.id, now, actor.user_id)
    letter.number, letter.dated, letter.made_at = given.number, given.dated, now
    letter.context = case_words(uow, case, now) | {
        "surat": {
            "nomor": given.number,
            "tanggal": format_date(given.dated),
            "hari_tanggal": day_and_date(given.dated),
            "sifat": "Biasa",
            "lampiran": "-",
            "hal": f"Penolakan Permohonan {case.service.short_name}",
            "klasifikasi": uow.offices.get().classification,
            "konsep": False,
        },
        "penanda_tangan": signer_words(signer, HEAD_POST),
        "paraf": [],
        "tembusan": ["Arsip"],
        "penolakan": _reasons(case),
    }
    uow.session.flush()
    return letter


def _reasons(case: Case) -> Words:
    """What was written when it was rejected, line by line, and the rules that are not met."""
    step = next(one for one in reversed(case.steps) if one.action == Action.REJECT.value)
    received = case.row.received_at.date()
    unmet = [
        one.rule.text
        for one in judge(case.service.rules, case.facts(received), received)
        if one.verdict is Verdict.INELIGIBLE
    ]
    lines = [line.strip() for line in step.reason.splitlines() if line.strip()]
    return {"alasan": lines, "syarat": unmet, "tanggal": format_date(step.at.date())}
