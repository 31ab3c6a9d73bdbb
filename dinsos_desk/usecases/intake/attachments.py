"""Scans and photographs of a draft, an application or a person: kept, listed, turned, moved, taken away.

A draft and the application it becomes have one nonce: sending moves nothing. Who sees an application sees
its attachments; those of a draft are seen by whoever added them.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from dinsos_desk.db.queries.mail.letters import one_mail
from dinsos_desk.db.queries.people.pages import own_records
from dinsos_desk.db.queries.requests.figures import Visibility
from dinsos_desk.db.repositories.attachments import AttachmentRow, photo_of
from dinsos_desk.db.unit_of_work import UnitOfWork
from dinsos_desk.domain.faults import Fault
from dinsos_desk.domain.routing import WORKING_ROLES, Role
from dinsos_desk.domain.text import text_faults
from dinsos_desk.errors import InvalidInput, UserError
from dinsos_desk.scans import Picture, Scan, picture_of, turned
from dinsos_desk.usecases.actor import Actor
from dinsos_desk.usecases.mail.words import eyes_of
from dinsos_desk.vault.store import EncryptedStore

__all__ = [
    "AttachmentView",
    "Owner",
    "attach",
    "attachments_of",
    "forget_ownerless",
    "move_to",
    "page_of",
    "photo_of",
    "sweep_store",
    "take_away",
    "turn",
]

LONGEST_REASON = 500
REASON = "alasan"
UNWANTED_AFTER = timedelta(days=1)
"""How long a file in the store may lie without a row that refers to it."""
_MAY_ADD = (Role.PETUGAS, Role.OPERATOR)


class Store(Protocol):
    """Where files are kept, encrypted."""

    def put(self, data: bytes) -> str:
        """Keep a file; returns its address."""

    def get(self, address: str) -> bytes:
        """The file at an address."""


@dataclass(frozen=True)
class Owner:
    """Whose attachments: of a draft or a letter by its nonce, of an application by its id, or of a person."""

    nonce: str = ""
    person_id: int | None = None
    request_id: int | None = None


@dataclass(frozen=True)
class AttachmentView:
    """One attachment as lists show it. ``removed_at``: taken away, with who and why; its file stays.

    ``mark`` changes with what is stored: after turning it is another one.
    """

    id: int
    requirement: str
    name: str
    kind: str
    pages: int
    bytes: int
    added_at: datetime
    added_by: str
    removed_at: datetime | None = None
    removed_by: str = ""
    removed_reason: str = ""
    mark: str = ""


def attach(
    uow: UnitOfWork, actor: Actor, store: Store, owner: Owner, requirement: str, scan: Scan, now: datetime
) -> int:
    """Keep an attachment; the same one given twice is kept once. Returns its id.

    Raises:
        UserError: *tidak_berwenang*, *permohonan_tidak_ditemukan* (another division's).
        EnvironmentProblem: the disk is full or cannot be written; nothing was kept.
    """
    actor.require(*_MAY_ADD)
    address = store.put(scan.data)
    with uow:
        owner = _resolved(uow, owner)
        for known in _rows_of(uow, actor, owner):
            if (known.stored, known.requirement, known.removed_at) == (address, requirement, None):
                return known.id
        kept = uow.attachments.add(
            nonce=owner.nonce or None,
            person_id=owner.person_id,
            requirement=requirement,
            name=scan.name,
            kind=scan.kind,
            pages=scan.pages,
            bytes=len(scan.data),
            stored=address,
            added_at=now,
            added_by=actor.user_id,
        )
        uow.commit()
    return kept


def attachments_of(uow: UnitOfWork, actor: Actor, owner: Owner) -> tuple[AttachmentView, ...]:
    """The attachments of a draft, application or person, oldest first; those taken away too.

    Raises:
        UserError: *permohonan_tidak_ditemukan* when it belongs to a division this user does not see.
    """
    with uow:
        return tuple(_view(row) for row in _rows_of(uow, actor, _resolved(uow, owner)))


def page_of(
    uow: UnitOfWork, actor: Actor, store: Store, attachment_id: int, page: int, box: tuple[int, int]
) -> Picture:
    """A page (from 0) of an attachment, drawn to fit a box in pixels.

    Raises:
        UserError: *lampiran_tidak_ditemukan*, *permohonan_tidak_ditemukan*; *tidak_berwenang*: papers and
            photos of people are for those who work with them, letters that came in for readers too.
        EnvironmentProblem: the file in the store is gone or was changed.
    """
    with uow:
        row = _seen(uow, actor, attachment_id)
        if uow.mails.by_nonce(row.nonce or "") is None:
            actor.require(*WORKING_ROLES)
    return picture_of(row.kind, store.get(row.stored), page, box)


def turn(
    uow: UnitOfWork, actor: Actor, store: Store, attachment_id: int, quarters: int, now: datetime
) -> None:
    """Turn an attachment clockwise by quarters, for good. Errors as in ``page_of``."""
    actor.require(*_MAY_ADD)
    with uow:
        row = _seen(uow, actor, attachment_id)
        data = turned(row.kind, store.get(row.stored), quarters)
        uow.attachments.change(attachment_id, stored=store.put(data), bytes=len(data))
        uow.commit()


def move_to(uow: UnitOfWork, actor: Actor, attachment_id: int, requirement: str) -> None:
    """Say that an attachment shows another paper; an empty one means the application as a whole."""
    actor.require(*_MAY_ADD)
    with uow:
        _seen(uow, actor, attachment_id)
        uow.attachments.change(attachment_id, requirement=requirement)
        uow.commit()


def take_away(uow: UnitOfWork, actor: Actor, attachment_id: int, reason: str, now: datetime) -> None:
    """Take an attachment away: of a draft it is forgotten, else it stays with who, when and why.

    Raises:
        InvalidInput: the reason is missing or too long.
        UserError: *tidak_berwenang*, *lampiran_tidak_ditemukan*.
    """
    actor.require(*_MAY_ADD)
    with uow:
        row = _seen(uow, actor, attachment_id)
        if row.removed_at is not None:
            raise UserError("lampiran_tidak_ditemukan")
        if row.nonce is not None and not _is_kept(uow, row.nonce):
            uow.attachments.drop(attachment_id)
        else:
            _check_reason(reason)
            uow.attachments.change(
                attachment_id, removed_at=now, removed_by=actor.user_id, removed_reason=reason.strip()
            )
        uow.commit()


def forget_ownerless(uow: UnitOfWork, now: datetime) -> int:
    """Forget attachments older than a day whose draft is gone and never became an application."""
    with uow:
        forgotten = uow.attachments.drop_ownerless(now - UNWANTED_AFTER)
        uow.commit()
    return forgotten


def sweep_store(uow: UnitOfWork, store: EncryptedStore) -> int:
    """Remove the files that nothing in the database refers to, older than a day; returns how many.

    The age is that of the file on the clock of this computer, so that what is being kept is never touched.
    """
    return store.sweep(datetime.now() - UNWANTED_AFTER, lambda: _referred(uow))


def _referred(uow: UnitOfWork) -> frozenset[str]:
    with uow:
        return uow.attachments.stored_addresses()


def _check_reason(reason: str) -> None:
    faults = list(text_faults(reason, LONGEST_REASON, REASON))
    if not reason.strip():
        faults.append(Fault("wajib_diisi", {"nama": "Alasan"}, REASON))
    if faults:
        raise InvalidInput(tuple(faults))


def _resolved(uow: UnitOfWork, owner: Owner) -> Owner:
    """An application is found by its nonce from here on."""
    return owner if owner.request_id is None else Owner(uow.requests.get(owner.request_id).nonce)


def _rows_of(uow: UnitOfWork, actor: Actor, owner: Owner) -> tuple[AttachmentRow, ...]:
    if owner.person_id is not None:
        return uow.attachments.of_persons(own_records(uow.session, uow.people.standing(owner.person_id)))
    rows = uow.attachments.of_nonce(owner.nonce)
    letter = uow.mails.by_nonce(owner.nonce)
    if letter is not None:
        seen = one_mail(uow.session, eyes_of(actor), letter.id)
        if seen is None or not seen.readable:
            raise UserError("surat_masuk_tidak_ditemukan")
        return rows
    request = uow.requests.by_nonce(owner.nonce)
    if request is None:
        return tuple(row for row in rows if row.added_by == actor.user_id)
    if not Visibility(actor.roles, actor.division).shows(request.division):
        raise UserError("permohonan_tidak_ditemukan")
    return rows


def _seen(uow: UnitOfWork, actor: Actor, attachment_id: int) -> AttachmentRow:
    """One attachment this user may see. Raises ``UserError`` otherwise."""
    row = uow.attachments.get(attachment_id)
    owner = Owner(row.nonce or "", row.person_id)
    if row.id not in {seen.id for seen in _rows_of(uow, actor, owner)}:
        raise UserError("lampiran_tidak_ditemukan")
    return row


def _is_kept(uow: UnitOfWork, nonce: str) -> bool:
    """Whether it is that of an application or of an incoming letter, not of a draft."""
    return uow.requests.by_nonce(nonce) is not None or uow.mails.by_nonce(nonce) is not None


def _view(row: AttachmentRow) -> AttachmentView:
    return AttachmentView(
        row.id,
        row.requirement,
        row.name,
        row.kind,
        row.pages,
        row.bytes,
        row.added_at,
        row.added_name,
        row.removed_at,
        row.removed_name,
        row.removed_reason,
        row.stored[:12],
    )
