"""Pengaduan: writing one down, what becomes of it, and correcting what was written.

Nothing is edited: a step is only ever added, and a correction keeps what stood before with its reason.
"""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime

from dinsos_desk.db import tables
from dinsos_desk.db.queries.complaints import (
    ComplaintFigures,
    ComplaintRow,
    complaint_figures,
    complaint_rows,
)
from dinsos_desk.db.queries.requests.figures import Visibility
from dinsos_desk.db.repositories.complaints import plain_facts
from dinsos_desk.db.search import search_words
from dinsos_desk.db.unit_of_work import UnitOfWork
from dinsos_desk.domain.complaints import (
    ANSWERERS,
    COUNTER,
    DEFAULT_SERIES,
    OPEN_COMPLAINTS,
    READERS,
    RECORDERS,
    RESULTS,
    SERIES_KIND,
    ComplaintDeed,
    ComplaintState,
    allowed_deeds,
)
from dinsos_desk.domain.faults import Fault
from dinsos_desk.domain.front_desk import front_desk_from
from dinsos_desk.domain.text import is_blank, text_faults
from dinsos_desk.domain.working_time import TimeUnit, due_at
from dinsos_desk.errors import Conflict, InvalidInput, UserError
from dinsos_desk.usecases.actor import Actor
from dinsos_desk.usecases.complaints.draft import forget_complaint_draft
from dinsos_desk.usecases.complaints.entry import LONGEST_WORDS, Entry, Facts, KnownService, read_entry
from dinsos_desk.usecases.numbers.draw import Book, all_series, book_of, draw
from dinsos_desk.usecases.requests.clock import office_hours

MOST_ROWS = 200
"""More are not listed at once: the search narrows the list."""
LONGEST_HANDLER = 160
LONGEST_REASON = 500


@dataclass(frozen=True)
class ComplaintList:
    """One part of the list. ``more``: there are others that are not listed."""

    rows: tuple[ComplaintRow, ...]
    figures: ComplaintFigures
    today: date
    more: bool = False


@dataclass(frozen=True)
class Act:
    """What is done with a complaint as it was seen (``version``).

    ``words``: the answer, or a note; ``handler`` and ``handler_division``: whom it is forwarded to.
    """

    complaint_id: int
    version: int
    deed: ComplaintDeed
    words: str = ""
    reason: str = ""
    handler: str = ""
    handler_division: str = ""


def complaint_list(uow: UnitOfWork, actor: Actor, part: str, text: str, today: date) -> ComplaintList:
    """One part of the list as far as this user sees it. Raises ``UserError`` *tidak_berwenang*."""
    actor.require(*READERS)
    sees = Visibility(actor.roles, actor.division)
    with uow:
        rows = complaint_rows(uow.session, sees, part, text, today, MOST_ROWS + 1)
        counted = complaint_figures(uow.session, sees, today)
    return ComplaintList(rows[:MOST_ROWS], counted, today, len(rows) > MOST_ROWS)


def figures_for(uow: UnitOfWork, actor: Actor, today: date) -> ComplaintFigures:
    """How many are open and late; none for those who may not see complaints."""
    if not actor.may(*READERS):
        return ComplaintFigures()
    with uow:
        return complaint_figures(uow.session, Visibility(actor.roles, actor.division), today)


def receive_complaint(
    uow: UnitOfWork, actor: Actor, entry: Entry, services: Sequence[KnownService], now: datetime
) -> int:
    """Write a complaint down under the next number of its year; returns its id.

    Raises:
        InvalidInput: places ``pengaduan.<field>``.
        UserError: *tidak_berwenang*, *pola_nomor_tidak_dapat_dipakai*.
    """
    actor.require(*RECORDERS)
    with uow:
        facts = read_entry(uow, actor, entry, services, now.date())
        book = complaint_book(uow)
        serial, number = _next_number(uow, book, actor, now)
        complaint_id = uow.complaints.add(
            **asdict(facts),
            number=number,
            year=now.year,
            serial=serial,
            received_at=now,
            recorded_by=actor.user_id,
            due_on=_due_on(uow, now),
            state=ComplaintState.RECEIVED.value,
            search=_search(uow, number, facts),
        )
        uow.complaints.add_step(complaint_id, now, actor.user_id, ComplaintDeed.RECEIVE.value)
        forget_complaint_draft(uow, actor)
        uow.commit()
    return complaint_id


def act(uow: UnitOfWork, actor: Actor, wanted: Act, now: datetime) -> ComplaintState:
    """Forward, answer, close, take back or reopen a complaint; the state afterwards.

    Raises:
        InvalidInput: places *jawaban*, *kepada*, *alasan*.
        Conflict: *pengaduan_berubah*.
        UserError: *tidak_berwenang*, *pengaduan_tidak_ditemukan*.
    """
    _refuse_words(wanted)
    with uow:
        row = seen_complaint(uow, actor, wanted.complaint_id)
        state = ComplaintState(row.state)
        if row.version != wanted.version:
            raise Conflict("pengaduan_berubah")
        if wanted.deed not in RESULTS or wanted.deed not in allowed_deeds(state, actor.roles):
            raise UserError("tidak_berwenang")
        after = RESULTS[wanted.deed]
        changes: dict[str, object] = {
            "state": after.value,
            "finished_at": None if after in OPEN_COMPLAINTS else now,
        }
        if wanted.deed is ComplaintDeed.FORWARD:
            handler = " ".join(wanted.handler.split())
            changes |= {"handler": handler, "handler_division": wanted.handler_division}
        uow.complaints.change(row.id, wanted.version, **changes)
        uow.complaints.add_step(
            wanted.complaint_id,
            now,
            actor.user_id,
            wanted.deed.value,
            words=wanted.words.strip(),
            handler=" ".join(wanted.handler.split()) if wanted.deed is ComplaintDeed.FORWARD else "",
            reason=wanted.reason.strip(),
        )
        uow.commit()
    return after


def correct_complaint(
    uow: UnitOfWork,
    actor: Actor,
    complaint_id: int,
    version: int,
    entry: Entry,
    reason: str,
    services: Sequence[KnownService],
    now: datetime,
) -> None:
    """Correct what was written of a complaint; what stood before is kept with the reason.

    Raises:
        InvalidInput: places ``pengaduan.<field>`` and *alasan*.
        Conflict, UserError: as ``act``.
    """
    actor.require(*RECORDERS)
    wrong = _reason_faults(reason)
    with uow:
        row = seen_complaint(uow, actor, complaint_id)
        try:
            facts = read_entry(uow, actor, entry, services, now.date())
        except InvalidInput as refused:
            raise InvalidInput((*refused.faults, *wrong)) from refused
        if wrong:
            raise InvalidInput(tuple(wrong))
        if row.service_code and facts.service_code == row.service_code:
            facts = replace(facts, division=row.division)
        former, number = plain_facts(row), row.number
        fresh = asdict(facts)
        before = {name: value for name, value in former.items() if fresh.get(name) != value}
        uow.complaints.change(complaint_id, version, **fresh, search=_search(uow, number, facts))
        deed = ComplaintDeed.CORRECT.value
        uow.complaints.add_step(complaint_id, now, actor.user_id, deed, before, reason=reason.strip())
        uow.commit()


def correct_step(
    uow: UnitOfWork, actor: Actor, complaint_id: int, step_id: int, words: str, reason: str, now: datetime
) -> None:
    """Put other words in the place of those of a step; both stay, with the reason.

    Raises:
        InvalidInput: places *jawaban* and *alasan*.
        UserError: *tidak_berwenang* for somebody who may neither answer nor wrote the step.
    """
    actor.require(*RECORDERS)
    faults = [*_word_faults(words, "jawaban"), *_reason_faults(reason)]
    if faults:
        raise InvalidInput(tuple(faults))
    with uow:
        seen_complaint(uow, actor, complaint_id)
        steps = {step.id: step for step in uow.complaints.steps([complaint_id]).get(complaint_id, ())}
        step = steps.get(step_id)
        if step is None or not step.words or step.deed == ComplaintDeed.CORRECT:
            raise UserError("pengaduan_tidak_ditemukan")
        is_answer = step.deed == ComplaintDeed.ANSWER
        if not (actor.may(*ANSWERERS) or (step.user_id == actor.user_id and not is_answer)):
            raise UserError("tidak_berwenang")
        uow.complaints.add_step(
            complaint_id,
            now,
            actor.user_id,
            ComplaintDeed.CORRECT.value,
            words=words.strip(),
            reason=reason.strip(),
            corrects_id=step_id,
        )
        uow.commit()


def seen_complaint(uow: UnitOfWork, actor: Actor, complaint_id: int) -> tables.Complaint:
    """A complaint that this user may see. Raises ``UserError`` *pengaduan_tidak_ditemukan*."""
    actor.require(*READERS)
    row = uow.complaints.get(complaint_id)
    sees = Visibility(actor.roles, actor.division)
    if not (sees.shows(row.division) or row.handler_division == actor.division):
        raise UserError("pengaduan_tidak_ditemukan")
    return row


def complaint_book(uow: UnitOfWork) -> Book:
    """How complaints are numbered here: as a sequence for them says, else as ``DEFAULT_SERIES``."""
    series = next((one for one in all_series(uow) if SERIES_KIND in one.kinds), DEFAULT_SERIES)
    return replace(book_of(uow.offices.get(), series), key=COUNTER)


def _next_number(uow: UnitOfWork, book: Book, actor: Actor, now: datetime) -> tuple[int, str]:
    """The next serial whose number no complaint carries yet: a changed pattern may come back to one."""
    while True:
        serial = draw(uow, book, now.date(), now, actor.user_id)
        number = book.write(serial, now.date())
        if not uow.complaints.is_numbered(number):
            return serial, number


def _due_on(uow: UnitOfWork, now: datetime) -> date | None:
    days = front_desk_from(uow.offices.get().front_desk).complaint_days
    return due_at(now, days, TimeUnit.WORKING_DAYS, office_hours(uow)).date() if days else None


def _search(uow: UnitOfWork, number: str, facts: Facts) -> str:
    """Folded words a complaint is found by."""
    name = uow.people.person(facts.person_id).name if facts.person_id is not None else facts.name
    receipt = uow.requests.get(facts.request_id).receipt if facts.request_id is not None else ""
    return search_words(number, name, facts.text, facts.service_name, receipt, facts.reference)


def _refuse_words(wanted: Act) -> None:
    faults: list[Fault] = []
    if wanted.deed is ComplaintDeed.ANSWER:
        faults += _word_faults(wanted.words, "jawaban")
    elif wanted.deed is ComplaintDeed.FORWARD:
        faults += _word_faults(wanted.handler, "kepada", LONGEST_HANDLER)
        faults += text_faults(wanted.words, LONGEST_WORDS, "catatan")
    else:
        faults += _reason_faults(wanted.reason)
    if faults:
        raise InvalidInput(tuple(faults))


def _word_faults(words: str, place: str, limit: int = LONGEST_WORDS) -> list[Fault]:
    if is_blank(words):
        return [Fault("wajib_diisi", {"nama": place.capitalize()}, place)]
    return list(text_faults(words, limit, place))


def _reason_faults(reason: str) -> list[Fault]:
    if is_blank(reason):
        return [Fault("alasan_wajib", {}, "alasan")]
    return list(text_faults(reason, LONGEST_REASON, "alasan"))
