"""Letters: the draft a reviewer sees, the numbered original, its file, and the same file again.

Number and words are committed first, then the file is made: a failed rendering never burns a second
number, and a reprint is the same content for ever.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from dinsos_desk.catalog.schema import Product, ProductKind
from dinsos_desk.db import tables
from dinsos_desk.db.unit_of_work import UnitOfWork
from dinsos_desk.documents.letters import Letters
from dinsos_desk.documents.qr import receipt_qr
from dinsos_desk.domain.conditions import applies
from dinsos_desk.domain.routing import Stage, StageKind
from dinsos_desk.usecases.actor import Actor
from dinsos_desk.usecases.letters.words import NO_NUMBER, Words, letter_words, office_look
from dinsos_desk.usecases.numbers.draw import book_for, number_letter
from dinsos_desk.usecases.requests.cases import Case, load_case
from dinsos_desk.usecases.requests.sight import refuse_unseen


class Store(Protocol):
    """Where finished files are kept, encrypted."""

    def put(self, data: bytes) -> str:
        """Keep a file; returns its address."""

    def get(self, address: str) -> bytes:
        """The file at an address."""


@dataclass(frozen=True)
class WordFile:
    """A Word document for a person: a name that means something, and its content."""

    name: str
    content: bytes


def due_products(case: Case, stage: Stage) -> tuple[Product, ...]:
    """The documents that passing this stage makes: its own, and at a numbering those that it numbers.

    A numbered document belongs to the numbering that names it, or to every one when none does.
    """
    stages = case.service.route.stages
    named = {code for s in stages if s.kind is StageKind.NUMBER for code in s.products}
    numbering = stage.kind is StageKind.NUMBER
    return tuple(
        product
        for product in documents_of(case)
        if (
            numbering and (product.code in stage.products or product.code not in named)
            if product.numbered
            else product.code in stage.products
        )
    )


def documents_of(case: Case) -> tuple[Product, ...]:
    """The documents this application calls for, by its answers."""
    facts = case.facts(case.row.received_at.date())
    return tuple(product for product in case.service.documents() if applies(product.when, facts))


def is_current(case: Case, product: Product) -> bool:
    """Whether the stage that makes this document stands: a return behind it opens the draft again."""
    return any(
        stage.code in case.stands and product in due_products(case, stage)
        for stage in case.service.route.stages
    )


def draft_words(uow: UnitOfWork, case: Case, product: Product, now: datetime) -> Words:
    """The words of a document that is still to come; one that already has its number shows it."""
    words = letter_words(uow, case, product, now.date(), "", now)
    known = uow.letters.of_request(case.row.id).get(product.code)
    if known is not None and known.number:
        words["surat"]["nomor"] = known.number
    return words


def make_letters(uow: UnitOfWork, actor: Actor, case: Case, stage: Stage, now: datetime) -> tuple[int, ...]:
    """Number and write down the documents of a stage, inside the caller's transaction.

    A document that already has its number keeps it: only its words are taken anew, and an earlier
    signature under the old words counts no longer. Returns the ids.
    """
    known = uow.letters.of_request(case.row.id)
    made = []
    for product in due_products(case, stage):
        letter = known.get(product.code)
        if letter is None:
            letter = _new_letter(uow, case, product, now)
        if product.numbered and not letter.number:
            book = book_for(uow, product.kind.value, product.template or "", product.classification)
            given = number_letter(uow, book, letter.id, case.row.id, now, actor.user_id)
            letter.number, letter.dated = given.number, given.dated
        number = letter.number if product.numbered else NO_NUMBER
        letter.context = letter_words(uow, case, product, letter.dated, number, now)
        letter.made_at = now
        letter.stored = ""
        letter.state = "bernomor" if product.numbered else "dibuat"
        letter.signed_at = None
        made.append(letter.id)
    uow.session.flush()
    return tuple(made)


def _new_letter(uow: UnitOfWork, case: Case, product: Product, now: datetime) -> tables.Letter:
    return uow.letters.add(
        tables.Letter(
            request_id=case.row.id,
            product=product.code,
            name=product.name,
            kind=product.kind.value,
            template=product.template or "",
            state="bernomor" if product.numbered else "dibuat",
            dated=now.date(),
            made_at=now,
            context={},
        )
    )


def file_letter(
    uow: UnitOfWork, letters: Letters, store: Store, letter_id: int, actor: Actor | None = None
) -> WordFile:
    """The file of a letter, made from its snapshot when it does not exist yet.

    ``actor``: who asks for it, None for the program itself.

    Raises:
        UserError: the template is missing or broken; number and words are kept, try again later;
            *permohonan_tidak_ditemukan* for another division's.
    """
    with uow:
        letter = uow.letters.get(letter_id)
        request = uow.requests.get(letter.request_id)
        refuse_unseen(actor, request.division)
        receipt = request.receipt
        look = office_look(uow.offices.get())
        context, template, stored = letter.context, letter.template, letter.stored
        made_at = letter.made_at
        name = file_name(receipt, letter.name)
    if stored:
        return WordFile(name, store.get(stored))
    content = letters.render(template, look, context, {"qr": receipt_qr(receipt)})
    address = store.put(content)
    with uow:
        letter = uow.letters.get(letter_id)
        if letter.made_at == made_at:
            letter.stored = address
            uow.commit()
    return WordFile(name, content)


def draft_letter(
    uow: UnitOfWork,
    letters: Letters,
    request_id: int,
    product_code: str,
    now: datetime,
    actor: Actor | None = None,
) -> WordFile:
    """The draft of a letter as it will print, without a number unless it was given one before a return.

    ``actor``: who asks for it, None for the program itself. Raises ``UserError``
    *permohonan_tidak_ditemukan* for another division's.
    """
    with uow:
        case = load_case(uow, request_id)
        refuse_unseen(actor, case.row.division)
        product = case.service.product(product_code)
        context = draft_words(uow, case, product, now)
        look = office_look(uow.offices.get())
        receipt_no = case.row.receipt
    content = letters.render(product.template or "", look, context, {"qr": receipt_qr(receipt_no)})
    return WordFile(file_name(receipt_no, f"Konsep {product.name}"), content)


def file_name(receipt_number: str, title: str) -> str:
    """A file name without personal data that every system takes: ``2026-0012 Surat Pengantar.docx``."""
    return f"{receipt_number} {plain_title(title)}.docx"


def plain_title(title: str) -> str:
    """A title as every system takes it in a file name."""
    plain = "".join(c if c.isalnum() or c in " -_" else " " for c in title)
    return " ".join(plain.split())[:80]


MAIN_KINDS = (ProductKind.LETTER, ProductKind.REPORT, ProductKind.MINUTES, ProductKind.MONEY_RECEIPT)


def main_document(case: Case) -> Product | None:
    """The document a reviewer looks at first: the letter, else the report, else the minutes."""
    return min(documents_of(case), key=lambda p: MAIN_KINDS.index(p.kind), default=None)
