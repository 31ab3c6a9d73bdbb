"""Numbers cancelled and corrected, serials reserved and released: each with a reason."""

from dataclasses import dataclass
from datetime import date, datetime

from dinsos_desk.db.queries.requests.figures import Visibility
from dinsos_desk.db.unit_of_work import UnitOfWork
from dinsos_desk.domain.faults import Fault
from dinsos_desk.domain.number_series import LARGEST_SERIAL, MAIN_SERIES
from dinsos_desk.domain.routing import CLOSED_STATES, RequestState, StageKind
from dinsos_desk.errors import UserError
from dinsos_desk.usecases.actor import Actor
from dinsos_desk.usecases.letters.making import due_products
from dinsos_desk.usecases.numbers.parts import (
    KEEPERS,
    About,
    about_faults,
    refuse,
    the_book,
    tidy,
    word_faults,
)
from dinsos_desk.usecases.requests.cases import load_case

MOST_RESERVED = 5000


@dataclass(frozen=True)
class Reservation:
    """Serials kept from the sequence.

    ``unit``: for whom, with ``unit_code`` in its numbers (empty for that of the office), up to and on
    ``until``; without a unit the serials are passed over for good. ``year``: the period, None for that of
    today.
    """

    first: int
    last: int
    reason: str
    unit: str = ""
    unit_code: str = ""
    until: date | None = None
    series: str = MAIN_SERIES
    classification: str = ""
    year: int | None = None


def reserve(uow: UnitOfWork, actor: Actor, entry: Reservation, now: datetime) -> int:
    """Keep serials for another unit, or pass over them; the sequence jumps over both. Returns the id.

    Raises:
        InvalidInput: something is missing or wrong; the places are the names of the attributes.
        UserError: *tidak_berwenang*.
    """
    actor.require(*KEEPERS)
    with uow:
        book = the_book(uow, entry.series, entry.classification)
        year = book.year(now.date() if entry.year is None else date(entry.year, 1, 1))
        faults = word_faults(entry.reason, "reason", "Alasan")
        for place, label in (("unit", "Untuk unit"), ("unit_code", "Kode unit")):
            faults += word_faults(getattr(entry, place), place, label, needed=False)
        if entry.until is not None and entry.until < now.date():
            faults.append(Fault("cadangan_sudah_lewat", {}, "until"))
        refuse([*faults, *_span_faults(uow, entry, book.key, year)])
        made = uow.numbers.add_range(
            sequence=book.key,
            year=year,
            first=entry.first,
            last=entry.last,
            kind="cadangan" if entry.unit.strip() else "lewat",
            unit=tidy(entry.unit),
            unit_code=tidy(entry.unit_code),
            until=entry.until if entry.unit.strip() else None,
            reason=tidy(entry.reason),
            at=now,
            user_id=actor.user_id,
        )
        uow.commit()
    return made


def _span_faults(uow: UnitOfWork, entry: Reservation, key: str, year: int) -> list[Fault]:
    if not 1 <= entry.first <= LARGEST_SERIAL:
        return [Fault("nomor_urut_salah", {"batas": LARGEST_SERIAL}, "first")]
    if not entry.first <= entry.last <= LARGEST_SERIAL:
        return [Fault("cadangan_terbalik", {}, "last")]
    if entry.unit.strip() and entry.last - entry.first >= MOST_RESERVED:
        return [Fault("cadangan_terlalu_banyak", {"batas": MOST_RESERVED}, "last")]
    taken = uow.numbers.taken_in(key, year, entry.first, entry.last)
    if taken:
        return [Fault("cadangan_sudah_diberikan", {"nomor": taken[0]}, "first")]
    last = uow.numbers.last(key, year)
    if entry.first <= last:
        return [Fault("cadangan_terlewati", {"nomor": last}, "first")]
    for row in uow.numbers.ranges(key, year):
        if entry.first <= row.last and row.first <= entry.last:
            values = {"dari": row.first, "sampai": row.last}
            return [Fault("cadangan_tumpang_tindih", values, "first")]
    return []


def end_range(uow: UnitOfWork, actor: Actor, range_id: int, reason: str, now: datetime) -> None:
    """Release what is left of a reserved range; it stays visible, and the sequence gives what lies ahead.

    Raises:
        InvalidInput: the reason is missing.
        UserError: *cadangan_berakhir*, *tidak_berwenang*.
    """
    actor.require(*KEEPERS)
    refuse(word_faults(reason, "reason", "Alasan"))
    with uow:
        row = uow.numbers.range(range_id)
        if row.ended_at is not None or row.kind != "cadangan":
            raise UserError("cadangan_berakhir")
        row.ended_at, row.ended_by, row.ended_reason = now, actor.user_id, tidy(reason)
        uow.session.flush()
        uow.commit()


def cancel_number(uow: UnitOfWork, actor: Actor, number_id: int, reason: str, now: datetime) -> None:
    """Cancel a number with a reason: it stays visible and is never given again.

    A letter of the program gives it up only while its application still has its numbering before it, and
    gets a new one there; of a closed application the letter keeps it as it was printed.

    Raises:
        InvalidInput: the reason is missing.
        UserError: *nomor_masih_dipakai*, *nomor_sudah_dibatalkan*, *tidak_berwenang*.
    """
    actor.require(*KEEPERS)
    refuse(word_faults(reason, "reason", "Alasan"))
    with uow:
        row = uow.numbers.get(number_id)
        if row.cancelled_at is not None:
            raise UserError("nomor_sudah_dibatalkan")
        if row.request_id is not None:
            _refuse_unseen(uow, actor, row.request_id)
        if row.letter_id is not None:
            _give_up(uow, row.letter_id)
        row.cancelled_at, row.cancelled_by, row.cancelled_reason = now, actor.user_id, reason.strip()
        uow.session.flush()
        uow.commit()


def correct_number(
    uow: UnitOfWork, actor: Actor, number_id: int, about: About, reason: str, now: datetime
) -> None:
    """Correct what stands about a letter made outside; what stood before is kept with the reason.

    Raises:
        InvalidInput: something is missing or wrong.
        UserError: *nomor_dari_program*, *tidak_berwenang*.
    """
    actor.require(*KEEPERS)
    with uow:
        row = uow.numbers.get(number_id)
        if row.kind != "luar":
            raise UserError("nomor_dari_program")
        faults = [*about_faults(about, now.date(), needed=True), *word_faults(reason, "reason", "Alasan")]
        if about.dated is not None and about.dated.year != row.dated.year:
            faults.append(Fault("nomor_lain_tahun", {"tahun": row.dated.year}, "dated"))
        refuse(faults)
        assert about.dated is not None
        before = {
            "dated": row.dated.isoformat(),
            "addressee": row.addressee,
            "subject": row.subject,
            "maker": row.maker,
        }
        row.dated = about.dated
        row.addressee, row.subject, row.maker = tidy(about.addressee), tidy(about.subject), tidy(about.maker)
        uow.numbers.add_change(number_id, before, reason.strip(), now, actor.user_id)
        uow.session.flush()
        uow.commit()


def _refuse_unseen(uow: UnitOfWork, actor: Actor, request_id: int) -> None:
    if not Visibility(actor.roles, actor.division).shows(uow.requests.get(request_id).division):
        raise UserError("nomor_tidak_ditemukan")


def _give_up(uow: UnitOfWork, letter_id: int) -> None:
    """Take the number off a letter that will be numbered again; refuse while the letter is on its way."""
    letter = uow.letters.get(letter_id)
    case = load_case(uow, letter.request_id)
    if RequestState(case.row.state) in CLOSED_STATES:
        return
    stages = case.service.route.stages
    ahead = stages[stages.index(case.stage) :]
    numbering = (stage for stage in ahead if stage.kind is StageKind.NUMBER)
    if not any(p.code == letter.product for stage in numbering for p in due_products(case, stage)):
        raise UserError("nomor_masih_dipakai")
    letter.number, letter.state, letter.stored, letter.signed_at = "", "dibuat", "", None
