"""Agenda surat masuk: entering letters, correcting them with a reason, and looking at them."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import uuid4

from dinsos_desk.db import tables
from dinsos_desk.db.queries.mail.letters import one_mail
from dinsos_desk.db.unit_of_work import UnitOfWork
from dinsos_desk.domain.audit import Deed
from dinsos_desk.domain.dates import format_date
from dinsos_desk.domain.entry import Typed, read_fields
from dinsos_desk.domain.faults import Fault, Refused
from dinsos_desk.domain.fields import Choice, ChoiceField, DateField, FieldDef, LongTextField, TextField
from dinsos_desk.domain.front_desk import front_desk_from
from dinsos_desk.domain.mail import CLERKS, LetterKind, MailDesk
from dinsos_desk.domain.numbering import parse_pattern
from dinsos_desk.domain.text import is_blank, text_faults
from dinsos_desk.errors import InvalidInput, UserError
from dinsos_desk.usecases.actor import Actor
from dinsos_desk.usecases.mail.words import NATURE_NAMES, eyes_of

SEQUENCE = "surat_masuk"
"""The counter of agenda numbers; its pattern is the office's own."""
LONGEST_REASON = 500

SENDER = TextField(
    code="asal", label="Asal surat", required=True, max_length=160, help="instansi, lembaga, atau orang"
)
LETTER_NUMBER = TextField(
    code="nomor_surat", label="Nomor surat", max_length=120, help="kosongkan bila tidak bernomor"
)
DATED = DateField(
    code="tanggal_surat", label="Tanggal surat", past=True, help="kosongkan bila tidak bertanggal"
)
RECEIVED = DateField(code="diterima", label="Diterima tanggal", required=True, past=True)
SUBJECT = LongTextField(code="perihal", label="Perihal", required=True, max_length=500)
NATURE = ChoiceField(
    code="sifat",
    label="Sifat",
    required=True,
    choices=tuple(Choice(code=nature.value, label=name) for nature, name in NATURE_NAMES.items()),
)
ENCLOSURES = TextField(code="lampiran", label="Lampiran", max_length=120, help="misalnya 1 berkas")
NOTE = LongTextField(code="catatan", label="Catatan", max_length=1000)
COLUMN_OF = {
    "asal": "sender",
    "jenis": "kind",
    "nomor_surat": "letter_number",
    "tanggal_surat": "dated",
    "diterima": "received_on",
    "sifat": "nature",
    "perihal": "subject",
    "lampiran": "enclosures",
    "catatan": "note",
}
REASON = "alasan"


@dataclass(frozen=True)
class MailEntry:
    """A letter as typed. ``twin_known``: entered all the same, though a like letter stands there."""

    typed: Typed
    nonce: str = field(default_factory=lambda: uuid4().hex)
    twin_known: bool = False


@dataclass(frozen=True)
class Entered:
    """A letter that was entered. ``again``: it was entered before under the same nonce."""

    mail_id: int
    number: str
    again: bool = False


def mail_fields(kinds: Sequence[LetterKind]) -> tuple[FieldDef, ...]:
    """What is asked about a letter that may be of one of these kinds."""
    choices = tuple(Choice(code=kind.code, label=kind.name) for kind in kinds)
    kind = ChoiceField(code="jenis", label="Jenis", required=True, choices=choices)
    return (SENDER, kind, LETTER_NUMBER, DATED, RECEIVED, NATURE, SUBJECT, ENCLOSURES, NOTE)


def the_mail_desk(uow: UnitOfWork) -> MailDesk:
    """What the office set about incoming letters. Inside a transaction."""
    return front_desk_from(uow.offices.get().front_desk).letters


def enter_mail(uow: UnitOfWork, actor: Actor, entry: MailEntry, now: datetime) -> Entered:
    """Give a letter its agenda number and keep it. The same nonce again gives the same line.

    Raises:
        InvalidInput: places are the codes of ``mail_fields``; *surat_masuk_sudah_ada* (nomor) at
            *nomor_surat* when a like letter stands there and it was not said that this is another one.
        UserError: *tidak_berwenang*, *pola_nomor_tidak_dapat_dipakai*.
    """
    actor.require(*CLERKS)
    with uow:
        columns = _read(mail_fields(the_mail_desk(uow).kinds_for()), entry.typed, now.date())
        known = uow.mails.by_nonce(entry.nonce)
        if known is not None:
            return Entered(known.id, known.number, again=True)
        if not entry.twin_known and columns["letter_number"]:
            _refuse_twin(uow, columns)
        period, serial, number = _draw(uow, now)
        mail_id = uow.mails.add(
            nonce=entry.nonce,
            period=period,
            serial=serial,
            number=number,
            entered_at=now,
            entered_by=actor.user_id,
            **columns,
        )
        uow.trail.note(actor.user_id, Deed.MAIL_ENTERED, number, mail_id)
        uow.commit()
    return Entered(mail_id, number)


def correct_mail(
    uow: UnitOfWork, actor: Actor, mail_id: int, known: int, typed: Typed, reason: str, now: datetime
) -> None:
    """Change what stands about a letter; what stood before is kept with the reason. The number stays.

    ``known``: how many corrections the page showed.

    Raises:
        InvalidInput: places are the codes of ``mail_fields`` and *alasan*.
        Conflict: it was corrected meanwhile.
        UserError: *tidak_berwenang*, *surat_masuk_tidak_ditemukan*, *surat_masuk_dibatalkan*,
            *tidak_ada_perubahan*.
    """
    actor.require(*CLERKS)
    faults = reason_faults(reason)
    columns: dict[str, object] = {}
    try:
        with uow:
            kinds = the_mail_desk(uow).kinds_for(uow.mails.get(mail_id).kind)
        columns = _read(mail_fields(kinds), typed, now.date())
    except InvalidInput as wrong:
        faults = [*wrong.faults, *faults]
    if faults:
        raise InvalidInput(tuple(faults))
    with uow:
        row = _standing(uow, actor, mail_id)
        before = {name: getattr(row, name) for name in columns}
        changed = {name: value for name, value in columns.items() if before[name] != value}
        if not changed:
            raise UserError("tidak_ada_perubahan")
        kept = {name: _plain(before[name]) for name in changed}
        uow.mails.correct(mail_id, known, kept, changed, reason.strip(), actor.user_id, now)
        uow.trail.note(actor.user_id, Deed.MAIL_CORRECTED, row.number, mail_id)
        uow.commit()


def cancel_mail(uow: UnitOfWork, actor: Actor, mail_id: int, known: int, reason: str, now: datetime) -> None:
    """A letter was entered by mistake: the line stays with its number and says why.

    Raises:
        InvalidInput: place *alasan*.
        Conflict: it was corrected meanwhile.
        UserError: *tidak_berwenang*, *surat_masuk_dibatalkan*, *surat_masuk_sudah_dipakai* when it was
            disposed or became an application.
    """
    actor.require(*CLERKS)
    faults = reason_faults(reason)
    if faults:
        raise InvalidInput(tuple(faults))
    with uow:
        row = _standing(uow, actor, mail_id)
        seen = one_mail(uow.session, eyes_of(actor), mail_id)
        if seen is not None and (seen.disposed or seen.receipts):
            raise UserError("surat_masuk_sudah_dipakai", nomor=row.number)
        number = row.number
        kept = {"cancelled_reason": ""}
        uow.mails.correct(
            mail_id, known, kept, {"cancelled_reason": reason.strip()}, reason.strip(), actor.user_id, now
        )
        uow.trail.note(actor.user_id, Deed.MAIL_CANCELLED, number, mail_id)
        uow.commit()


def reason_faults(reason: str, place: str = REASON) -> list[Fault]:
    """What is wrong with a reason that must be given."""
    faults = list(text_faults(reason, LONGEST_REASON, place))
    if is_blank(reason):
        faults.insert(0, Fault("alasan_wajib", {}, place))
    return faults


def _read(fields: tuple[FieldDef, ...], typed: Typed, today: date) -> dict[str, object]:
    reading = read_fields(fields, typed, {}, today, "")
    values, faults = reading.value or {}, [f.at(f.place.lstrip(".")) for f in reading.faults]
    dated, received = values.get("tanggal_surat"), values.get("diterima")
    if isinstance(dated, date) and isinstance(received, date) and received < dated:
        faults.append(Fault("diterima_sebelum_bertanggal", {"tanggal": format_date(dated)}, "diterima"))
    if faults:
        raise InvalidInput(tuple(faults))
    columns: dict[str, object] = {}
    for code, name in COLUMN_OF.items():
        value = values.get(code)
        columns[name] = value.strip() if isinstance(value, str) else value
        if value is None and name != "dated":
            columns[name] = ""
    return columns


def _refuse_twin(uow: UnitOfWork, columns: dict[str, object]) -> None:
    dated = columns["dated"]
    twin = uow.mails.same_letter(
        str(columns["sender"]), str(columns["letter_number"]), dated if isinstance(dated, date) else None
    )
    if twin is not None:
        raise InvalidInput((Fault("surat_masuk_sudah_ada", {"nomor": twin.number}, "nomor_surat"),))


def _draw(uow: UnitOfWork, now: datetime) -> tuple[int, int, str]:
    """The next agenda number: its period, its serial, and as it is written.

    What the pattern would write a second time in one year is passed over.
    """
    office, desk = uow.offices.get(), the_mail_desk(uow)
    day = now.date()
    period = desk.reset.period(day)
    try:
        pattern = parse_pattern(desk.pattern)
        while True:
            serial = uow.numbers.next(SEQUENCE, period)
            number = pattern.render(serial, day, unit=office.unit, office=office.office_code)
            if not uow.mails.is_written(number, day.year):
                return period, serial, number
    except Refused as refusal:
        raise UserError("pola_nomor_tidak_dapat_dipakai", pola=desk.pattern) from refusal


def _standing(uow: UnitOfWork, actor: Actor, mail_id: int) -> tables.IncomingMail:
    """A letter that this user may read and that was not cancelled."""
    seen = one_mail(uow.session, eyes_of(actor), mail_id)
    if seen is None or not seen.readable:
        raise UserError("surat_masuk_tidak_ditemukan")
    if seen.cancelled_reason:
        raise UserError("surat_masuk_dibatalkan", nomor=seen.number)
    return uow.mails.get(mail_id)


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, date) else value
