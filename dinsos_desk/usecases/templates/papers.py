"""The papers of the program that are no letters of a service: where each is printed, and how it is filled
with invented words.

Every one of them may be edited like a letter: what it is filled with here gives its test print, its list of
fields, and what the checker lets it ask for.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from functools import partial
from typing import Any, NoReturn

from dinsos_desk.catalog.schema import ServiceDef
from dinsos_desk.documents import leaflet, register
from dinsos_desk.documents.dispositions import TEMPLATE as DISPOSITION
from dinsos_desk.documents.dispositions import write_slip
from dinsos_desk.documents.letters import Letters
from dinsos_desk.documents.qr import receipt_qr
from dinsos_desk.documents.receipts import TEMPLATES as RECEIPTS
from dinsos_desk.documents.receipts import write_receipt
from dinsos_desk.documents.slips import ticket_look
from dinsos_desk.domain.front_desk import ReceiptFormat, front_desk_from
from dinsos_desk.usecases.complaints.prints import TEMPLATE as COMPLAINT
from dinsos_desk.usecases.intake.receipts import MISSING_TEMPLATE
from dinsos_desk.usecases.letters.case_papers import CasePaper
from dinsos_desk.usecases.letters.dispatch_slip import TEMPLATE as DISPATCH
from dinsos_desk.usecases.letters.words import Words, office_look, office_words
from dinsos_desk.usecases.queue.slip import SLIP_TEMPLATE
from dinsos_desk.usecases.recaps.covering import TEMPLATE as COVERING
from dinsos_desk.usecases.review.refusals import TEMPLATE as REFUSAL
from dinsos_desk.usecases.review.routing_slip import TEMPLATE as ROUTING
from dinsos_desk.usecases.services.prints import (
    LIST_TEMPLATE,
    PLEDGE_TEMPLATE,
    STANDARD_TEMPLATE,
    print_pledge,
    print_requirements,
    print_service_list,
    print_standard,
)
from dinsos_desk.usecases.services.workplace import Workplace
from dinsos_desk.usecases.templates import paper_words as invented
from dinsos_desk.usecases.templates.sample import RECEIPT, sample_words


@dataclass(frozen=True)
class Bench:
    """What a test print is made with: the office, the templates, and a service that stands for all."""

    desk: Workplace
    letters: Letters
    service: ServiceDef
    services: tuple[ServiceDef, ...]


@dataclass(frozen=True)
class Paper:
    """``where`` it is printed; ``fill`` makes it. ``of_case``: it tells of an application, of any service."""

    where: str
    fill: Callable[[Bench], bytes]
    of_case: bool = False


def _of_case(bench: Bench, *, details: bool = False) -> Words:
    with bench.desk.reader() as uow:
        office = uow.offices.get()
        words = sample_words(bench.service, office, bench.desk.now())
    return invented.case_only(words, tuple(one.code for one in bench.service.parties), details=details)


def _look(bench: Bench) -> tuple[Any, Words]:
    with bench.desk.reader() as uow:
        office = uow.offices.get()
        return office_look(office), {"kantor": office_words(office)}


def _receipt(form: ReceiptFormat, bench: Bench) -> bytes:
    words = _of_case(bench)
    look, _ = _look(bench)
    return write_receipt(
        bench.letters, look, words | invented.counter_words(words), receipt_qr(RECEIPT), form
    )


def _plain(bench: Bench, name: str, words: Words) -> bytes:
    return bench.letters.render(name, _look(bench)[0], words, {"qr": receipt_qr(RECEIPT)})


def _missing(bench: Bench) -> bytes:
    words = _of_case(bench)
    more = invented.missing_words(bench.desk.now().date())
    return _plain(bench, MISSING_TEMPLATE, words | invented.counter_words(words) | more)


def _note(bench: Bench) -> bytes:
    words = _of_case(bench, details=True)
    return _plain(bench, _case_file(CasePaper.NOTE), words | invented.note_words(words, _day(bench)))


def _check(bench: Bench) -> bytes:
    words = _of_case(bench, details=True)
    return _plain(bench, _case_file(CasePaper.CHECK), words | invented.verification_words(_day(bench)))


def _routing(bench: Bench) -> bytes:
    return _plain(bench, ROUTING, _of_case(bench) | invented.routing_words(_day(bench)))


def _refusal(bench: Bench) -> bytes:
    with bench.desk.reader() as uow:
        letter = sample_words(bench.service, uow.offices.get(), bench.desk.now())
    return _plain(bench, REFUSAL, _of_case(bench) | invented.refusal_words(letter, _day(bench)))


def _disposition(bench: Bench) -> bytes:
    look, words = _look(bench)
    with bench.desk.reader() as uow:
        form = front_desk_from(uow.offices.get().front_desk).letters.slip_format
    return write_slip(bench.letters, look, words | invented.disposition_words(_day(bench)), form)


def _ticket(bench: Bench) -> bytes:
    look, words = _look(bench)
    words |= invented.ticket_words(_day(bench))
    return bench.letters.render(SLIP_TEMPLATE, ticket_look(replace(look, emblem=None), words), words)


def _office_paper(name: str, make: Callable[..., Words], bench: Bench) -> bytes:
    return _plain(bench, name, _look(bench)[1] | make(_day(bench)))


def _register(bench: Bench) -> bytes:
    look, words = _look(bench)
    day = _day(bench)
    book = invented.sample_register(day)
    return register.write_register(bench.letters, look, book, words | invented.register_context(day))


def _standard(bench: Bench) -> bytes:
    return print_standard(bench.desk.reader(), bench.letters, bench.service, bench.desk.now()).content


def _leaflet(bench: Bench) -> bytes:
    return print_requirements(bench.desk.reader(), bench.letters, bench.service, bench.desk.now()).content


def _list(bench: Bench) -> bytes:
    return print_service_list(bench.desk.reader(), bench.letters, bench.services, bench.desk.now()).content


def _pledge(bench: Bench) -> bytes:
    return print_pledge(bench.desk.reader(), bench.letters, bench.desk.now()).content


def _day(bench: Bench) -> Any:
    return bench.desk.now().date()


def _case_file(paper: CasePaper) -> str:
    return f"cetak/{paper.value}.docx"


_COUNTER, _CASE, _PRINTS = "Penerimaan", "Permohonan", "Cetakan layanan"
PAPERS: Mapping[str, Paper] = {
    **{
        template: Paper(f"{_COUNTER}: tanda terima", partial(_receipt, form), of_case=True)
        for form, template in RECEIPTS.items()
    },
    MISSING_TEMPLATE: Paper(f"{_COUNTER}: berkas yang kurang", _missing, of_case=True),
    _case_file(CasePaper.NOTE): Paper(f"{_CASE}: nota dinas", _note, of_case=True),
    DISPATCH: Paper(
        f"{_CASE} dan buku register: slip ekspedisi",
        partial(_office_paper, DISPATCH, invented.dispatch_words),
    ),
    _case_file(CasePaper.CHECK): Paper(f"{_CASE}: lembar verifikasi", _check, of_case=True),
    ROUTING: Paper(f"{_CASE}: lembar kendali", _routing, of_case=True),
    REFUSAL: Paper(f"{_CASE}: surat penolakan", _refusal, of_case=True),
    DISPOSITION: Paper("Surat masuk: lembar disposisi", _disposition),
    SLIP_TEMPLATE: Paper("Antrean: tiket", _ticket),
    COMPLAINT: Paper("Pengaduan: tanda terima", partial(_office_paper, COMPLAINT, invented.complaint_words)),
    register.TEMPLATE: Paper("Semua buku register, agenda, dan jejak audit", _register),
    COVERING: Paper("Rekap: surat pengantar", partial(_office_paper, COVERING, invented.covering_words)),
    leaflet.TEMPLATE: Paper(f"{_PRINTS}: persyaratan", _leaflet),
    STANDARD_TEMPLATE: Paper(f"{_PRINTS}: standar pelayanan", _standard),
    LIST_TEMPLATE: Paper(f"{_PRINTS}: daftar layanan", _list),
    PLEDGE_TEMPLATE: Paper(f"{_PRINTS}: maklumat", _pledge),
}
"""By the name of the template. A test sees to it that no shipped one is missing."""


class _Heard(Exception):
    def __init__(self, words: Words) -> None:
        super().__init__()
        self.words = words


class _Listener(Letters):
    """Fills nothing: says what it would have been filled with."""

    def render(self, name: str, look: Any, context: Mapping[str, Any], *more: Any, **others: Any) -> NoReturn:
        raise _Heard(dict(context))


def words_of_paper(bench: Bench, name: str) -> Words:
    """The invented words of a paper."""
    own, shipped = bench.letters.folders
    try:
        PAPERS[name].fill(replace(bench, letters=_Listener(shipped, own)))
    except _Heard as heard:
        return heard.words
    raise AssertionError(name)
