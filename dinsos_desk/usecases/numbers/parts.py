"""What the entries of the agenda of numbers have in common: what stands about a letter, and its counter."""

from dataclasses import dataclass
from datetime import date, datetime

from dinsos_desk.db import tables
from dinsos_desk.db.queries.requests.figures import Visibility
from dinsos_desk.db.unit_of_work import UnitOfWork
from dinsos_desk.domain.faults import Fault
from dinsos_desk.domain.number_series import classification_of_key, series_for
from dinsos_desk.domain.routing import CLOSED_STATES, RequestState, Role
from dinsos_desk.domain.text import is_blank, text_faults
from dinsos_desk.errors import InvalidInput, UserError
from dinsos_desk.usecases.actor import Actor
from dinsos_desk.usecases.letters.making import documents_of
from dinsos_desk.usecases.numbers.draw import Book, all_series, book_of
from dinsos_desk.usecases.requests.cases import Case, load_case

KEEPERS = (Role.OPERATOR, Role.SEKRETARIS, Role.ADMIN)
"""Who keeps the agenda of numbers."""

LONGEST_WORDS = 300


@dataclass(frozen=True)
class About:
    """What stands about a letter that was made outside the program. ``maker``: which unit or who made it."""

    dated: date | None
    addressee: str = ""
    subject: str = ""
    maker: str = ""


def the_book(uow: UnitOfWork, series: str, classification: str) -> Book:
    """The counter of a sequence by its code. Raises ``InvalidInput`` for one that is not there."""
    for one in all_series(uow):
        if one.code == series:
            return book_of(uow.offices.get(), one, classification)
    raise InvalidInput((Fault("pilihan_tidak_dikenal", {"nilai": series}, "series"),))


def book_of_range(uow: UnitOfWork, held: tables.NumberRange, classification: str = "") -> Book:
    """The counter that a range belongs to. Raises ``UserError`` when the sequences were changed since."""
    counted = classification_of_key(held.sequence) or classification
    for one in all_series(uow):
        book = book_of(uow.offices.get(), one, counted)
        if book.key == held.sequence:
            return book
    raise UserError("urutan_nomor_berubah")


def record(
    uow: UnitOfWork,
    actor: Actor,
    book: Book,
    about: About,
    case: Case | None,
    now: datetime,
    day: date,
    serial: int,
    number: str,
    **more: object,
) -> None:
    """Write a number down, for an application of the program or for a letter made outside."""
    uow.numbers.record(
        sequence=book.key,
        year=book.year(day),
        serial=serial,
        number=number,
        kind="luar" if case is None else "program",
        dated=day,
        addressee=tidy(about.addressee),
        subject=tidy(about.subject),
        maker=tidy(about.maker),
        request_id=case.row.id if case is not None else None,
        given_at=now,
        given_by=actor.user_id,
        **more,
    )


def case_for(
    uow: UnitOfWork, actor: Actor, receipt: str, book: Book, *, exactly: bool = False
) -> tuple[Case | None, Book]:
    """The application a number is kept for, and the counter of its document; none without a receipt.

    It waits for a number of this sequence, or of exactly this counter.

    Raises:
        InvalidInput: there is none with this receipt, or it waits for no such number.
    """
    receipt = receipt.strip()
    if not receipt:
        return None, book
    request_id = uow.numbers.request_of_receipt(receipt)
    case = load_case(uow, request_id) if request_id is not None else None
    if case is None or not Visibility(actor.roles, actor.division).shows(case.row.division):
        raise InvalidInput((Fault("tanda_terima_tidak_ada", {"nomor": receipt[:20]}, "receipt"),))
    waiting = [
        one
        for one in _awaited(uow, case)
        if one.key == book.key or (one.series.code == book.series.code and not exactly)
    ]
    kept = [row.sequence for row in uow.numbers.kept_for(case.row.id)]
    for one in waiting:
        if one.key not in kept:
            return case, one
        kept.remove(one.key)
    raise InvalidInput((Fault("permohonan_tidak_menunggu_nomor", {"nomor": receipt}, "receipt"),))


def _awaited(uow: UnitOfWork, case: Case) -> tuple[Book, ...]:
    """The counters of the documents of an application that are still to be numbered."""
    if RequestState(case.row.state) in CLOSED_STATES:
        return ()
    letters = uow.letters.of_request(case.row.id)
    series, office = all_series(uow), uow.offices.get()
    return tuple(
        book_of(
            office, series_for(series, product.kind.value, product.template or ""), product.classification
        )
        for product in documents_of(case)
        if product.numbered and not (product.code in letters and letters[product.code].number)
    )


def about_faults(about: About, today: date, *, needed: bool) -> list[Fault]:
    """What is wrong with what stands about a letter; ``needed``: its words may not be empty."""
    faults = []
    if about.dated is None:
        faults.append(Fault("wajib_diisi", {"nama": "Tanggal surat"}, "dated"))
    elif about.dated > today:
        faults.append(Fault("nomor_tanggal_depan", {}, "dated"))
    for place, label in (("addressee", "Kepada"), ("subject", "Perihal"), ("maker", "Dibuat oleh")):
        faults += word_faults(getattr(about, place), place, label, needed=needed)
    return faults


def word_faults(text: str, place: str, label: str, *, needed: bool = True) -> list[Fault]:
    """What is wrong with a line of words."""
    if needed and is_blank(text):
        return [Fault("wajib_diisi", {"nama": label}, place)]
    return list(text_faults(text, LONGEST_WORDS, place))


def tidy(text: str) -> str:
    """Words with single spaces."""
    return " ".join(text.split())


def refuse(faults: list[Fault]) -> None:
    """Raise ``InvalidInput`` when something is wrong."""
    if faults:
        raise InvalidInput(tuple(faults))
