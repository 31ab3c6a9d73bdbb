"""Dispositions: given from the Kepala Dinas downward, passed on, done, withdrawn; in the program or on paper.

Nothing is changed afterwards: what is passed on is another disposition, what is done or withdrawn is a step.
"""

from dataclasses import dataclass
from datetime import date, datetime

from dinsos_desk.db import tables
from dinsos_desk.db.queries.mail.dispositions import (
    RecipientRow,
    recipients_of,
)
from dinsos_desk.db.queries.mail.letters import MailRow
from dinsos_desk.db.unit_of_work import UnitOfWork
from dinsos_desk.domain.audit import Deed
from dinsos_desk.domain.entry import Typed, read_fields
from dinsos_desk.domain.faults import Fault
from dinsos_desk.domain.fields import DateField, FieldDef, LongTextField, TextField
from dinsos_desk.domain.mail import CLERKS, GIVERS, RecipientState
from dinsos_desk.domain.text import is_blank
from dinsos_desk.errors import Conflict, InvalidInput, UserError
from dinsos_desk.usecases.actor import Actor
from dinsos_desk.usecases.mail.agenda import reason_faults, the_mail_desk
from dinsos_desk.usecases.mail.givers import (
    OPEN_RECIPIENTS,
    Giver,
    Target,
    givers_in,
    readable_mail,
    role_name,
)
from dinsos_desk.usecases.mail.words import eyes_of
from dinsos_desk.usecases.office.posts import Bureau, office_posts

ORDER = LongTextField(code="isi", label="Isi disposisi", max_length=1000, help="Selain yang ditandai")
DUE = DateField(code="batas", label="Batas waktu", future=True, help="3h, 21112026, kosong: tanpa batas")
GIVEN = DateField(code="tanggal", label="Tanggal pada lembar", required=True, past=True)
CARRIER = TextField(code="dibawa", label="Dibawa oleh", required=True, max_length=120)
RESULT = LongTextField(code="hasil", label="Hasil tindak lanjut", required=True, max_length=1000)
PAPER_FIELDS: tuple[FieldDef, ...] = (GIVEN, CARRIER)


@dataclass(frozen=True)
class Orders:
    """A disposition as typed: to whom (keys of ``Target``), what was ticked, and the fields."""

    to: tuple[str, ...]
    ticked: tuple[str, ...]
    typed: Typed


def instructions(uow: UnitOfWork) -> tuple[str, ...]:
    """What can be ticked."""
    with uow:
        return the_mail_desk(uow).instructions


def dispose(desk: Bureau, actor: Actor, mail_id: int, giver: Giver, orders: Orders, now: datetime) -> int:
    """Give a disposition, or record one from paper; returns its id.

    Raises:
        InvalidInput: places *kepada*, *isi*, *batas*, and from paper *tanggal*, *dibawa*.
        Conflict: *disposisi_berubah*: meanwhile it was given, done or withdrawn.
        UserError: *tidak_berwenang*, *surat_masuk_tidak_ditemukan*.
    """
    posts = office_posts(desk)
    with desk.uow() as uow:
        allowed = givers_in(uow, posts, actor, mail_id, now.date())
        current = next((one for one in allowed if one.is_same(giver)), None)
        if current is None:
            if not actor.may(*GIVERS, *CLERKS):
                raise UserError("tidak_berwenang")
            raise Conflict("disposisi_berubah")
        known = {one.key: one for one in current.targets}
        mail = uow.mails.get(mail_id)
        usual = the_mail_desk(uow).instructions
        values = _read_orders(orders, known, usual, current.in_person, now.date())
        given_on = now.date()
        if not current.in_person:
            given_on = _on_paper_day(values, mail.received_on)
        columns = _giver_columns(uow, actor, current, given_on)
        text = values.get(ORDER.code)
        disposition_id = uow.mails.add_disposition(
            mail_id=mail_id,
            from_id=current.from_id,
            at=now,
            given_on=given_on,
            recorded_by=actor.user_id,
            on_paper=not current.in_person,
            carried_by=str(values.get(CARRIER.code) or "").strip(),
            instructions=[one for one in usual if one in orders.ticked],
            note=text.strip() if isinstance(text, str) else "",
            due_on=values.get(DUE.code),
            **columns,
        )
        for key in dict.fromkeys(orders.to):
            uow.mails.add_recipient(disposition_id=disposition_id, **_recipient_columns(uow, known[key]))
        deed = Deed.DISPOSED if current.in_person else Deed.DISPOSED_ON_PAPER
        uow.trail.note(actor.user_id, deed, mail.number, mail_id)
        uow.commit()
    return disposition_id


def finish(uow: UnitOfWork, actor: Actor, recipient_id: int, typed: Typed, now: datetime) -> None:
    """A recipient has done what was asked; a clerk records it for others, with who brought the paper.

    Raises:
        InvalidInput: places *hasil*, and for others *tanggal*, *dibawa*.
        Conflict: *disposisi_berubah*.
        UserError: *tidak_berwenang*, *disposisi_tidak_ditemukan*.
    """
    with uow:
        row, given, mail = _recipient(uow, actor, recipient_id)
        for_others = not row.mine
        if for_others:
            actor.require(*CLERKS)
        fields = (RESULT, *(PAPER_FIELDS if for_others else ()))
        reading = read_fields(fields, typed, {}, now.date(), "")
        faults = [fault.at(fault.place.lstrip(".")) for fault in reading.faults]
        values = reading.value or {}
        day = values.get(GIVEN.code) if for_others else now.date()
        if isinstance(day, date) and day < given.given_on:
            faults.append(Fault("selesai_sebelum_disposisi", {}, GIVEN.code))
        if faults or not isinstance(day, date):
            raise InvalidInput(tuple(faults))
        if row.state not in OPEN_RECIPIENTS:
            raise Conflict("disposisi_berubah")
        uow.mails.add_step(
            recipient_id=recipient_id,
            at=now,
            user_id=actor.user_id,
            state=RecipientState.DONE.value,
            on_day=day,
            result=str(values.get(RESULT.code, "")).strip(),
            carried_by=str(values.get(CARRIER.code) or "").strip(),
        )
        deed = Deed.DONE_ON_PAPER if for_others else Deed.DISPOSITION_DONE
        uow.trail.note(actor.user_id, deed, mail.number, mail.id)
        uow.commit()


def withdraw(uow: UnitOfWork, actor: Actor, recipient_id: int, reason: str, now: datetime) -> None:
    """Take a disposition back from one it went to, before it was done or passed on.

    Only who gave it, or recorded it from paper, may.

    Raises:
        InvalidInput: place *alasan*.
        Conflict: *disposisi_berubah*.
        UserError: *tidak_berwenang*.
    """
    faults = reason_faults(reason)
    if faults:
        raise InvalidInput(tuple(faults))
    with uow:
        row, given, mail = _recipient(uow, actor, recipient_id)
        if given.recorded_by != actor.user_id:
            raise UserError("tidak_berwenang")
        if row.state is not RecipientState.WAITING:
            raise Conflict("disposisi_berubah")
        _step(uow, actor, recipient_id, RecipientState.WITHDRAWN, reason.strip(), now)
        uow.trail.note(actor.user_id, Deed.DISPOSITION_WITHDRAWN, mail.number, mail.id)
        uow.commit()


def reopen(uow: UnitOfWork, actor: Actor, recipient_id: int, now: datetime) -> None:
    """Undo: what was marked as done waits again; that it was done stays written down.

    Raises:
        Conflict: *disposisi_berubah*.
        UserError: *tidak_berwenang*.
    """
    with uow:
        row, _, mail = _recipient(uow, actor, recipient_id)
        if not row.mine:
            actor.require(*CLERKS)
        if row.state is not RecipientState.DONE:
            raise Conflict("disposisi_berubah")
        _step(uow, actor, recipient_id, RecipientState.WAITING, "", now)
        uow.trail.note(actor.user_id, Deed.DISPOSITION_REOPENED, mail.number, mail.id)
        uow.commit()


def _step(
    uow: UnitOfWork, actor: Actor, recipient_id: int, state: RecipientState, result: str, now: datetime
) -> None:
    uow.mails.add_step(
        recipient_id=recipient_id,
        at=now,
        user_id=actor.user_id,
        state=state.value,
        on_day=now.date(),
        result=result,
    )


def _recipient(
    uow: UnitOfWork, actor: Actor, recipient_id: int
) -> tuple[RecipientRow, tables.Disposition, MailRow]:
    disposition_id = uow.mails.recipient(recipient_id).disposition_id
    given = uow.mails.disposition(disposition_id)
    mail = readable_mail(uow, actor, given.mail_id)
    rows = recipients_of(uow.session, eyes_of(actor), [disposition_id])
    return next(row for row in rows if row.id == recipient_id), given, mail


def _read_orders(
    orders: Orders, known: dict[str, Target], usual: tuple[str, ...], in_person: bool, today: date
) -> dict[str, object]:
    fields = (ORDER, DUE, *(() if in_person else PAPER_FIELDS))
    reading = read_fields(fields, orders.typed, {}, today, "")
    faults = [fault.at(fault.place.lstrip(".")) for fault in reading.faults]
    if not orders.to:
        faults.insert(0, Fault("disposisi_tanpa_penerima", {}, "kepada"))
    elif not set(orders.to) <= set(known):
        faults.insert(0, Fault("disposisi_ke_atas", {}, "kepada"))
    if not set(orders.ticked) & set(usual) and is_blank(orders.typed.get(ORDER.code, "")):
        faults.append(Fault("disposisi_tanpa_isi", {}, ORDER.code))
    if faults:
        raise InvalidInput(tuple(faults))
    return dict(reading.value or {})


def _on_paper_day(values: dict[str, object], received_on: date) -> date:
    day = values.get(GIVEN.code)
    if not isinstance(day, date) or day < received_on:
        raise InvalidInput((Fault("disposisi_sebelum_diterima", {}, GIVEN.code),))
    return day


def _giver_columns(uow: UnitOfWork, actor: Actor, giver: Giver, day: date) -> dict[str, object]:
    if giver.in_person:
        post = actor.post or role_name(actor.roles)
        return {"giver_id": actor.user_id, "giver_post": post, "giver_name": actor.name}
    if giver.from_id is not None:
        row = uow.mails.recipient(giver.from_id)
        return {"giver_id": None, "giver_post": row.post, "giver_name": row.name}
    official = uow.offices.official_on(giver.key.partition(":")[2], day)
    name = official.name if official is not None else ""
    return {"giver_id": None, "giver_post": giver.label, "giver_name": name}


def _recipient_columns(uow: UnitOfWork, target: Target) -> dict[str, object]:
    kind, _, key = target.key.partition(":")
    if kind == "pengguna":
        user = uow.users.get(int(key))
        return {
            "user_id": user.id, "post": user.post, "name": user.name, "role": "", "division": user.division,
        }  # fmt: skip
    role = min(target.roles).value
    return {
        "user_id": None, "post": target.name, "name": target.holder, "role": role,
        "division": target.division,
    }  # fmt: skip
