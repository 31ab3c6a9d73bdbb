"""Incoming letters and dispositions as lists and pages show them, and who may see them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, exists, false, func, or_, select, true
from sqlalchemy.orm import Session, aliased

from dinsos_desk.db.queries.requests.rows import Visibility
from dinsos_desk.db.tables import (
    Disposition,
    DispositionRecipient,
    DispositionStep,
    IncomingMail,
    MailRequest,
    Office,
    Request,
    ServiceVersion,
    User,
)
from dinsos_desk.domain.front_desk import front_desk_from
from dinsos_desk.domain.mail import HIDDEN, OPENERS, Nature, RecipientState
from dinsos_desk.domain.routing import Role


@dataclass(frozen=True)
class MailEyes:
    """Whose eyes look: letters disposed to somebody are his by name, or by the post he holds.

    ``post``: as the users list names it. A post without a division is everybody's who has its role.
    """

    user_id: int
    roles: frozenset[Role]
    division: str = ""
    post: str = ""

    def received(self, recipient: type[DispositionRecipient] = DispositionRecipient) -> ColumnElement[bool]:
        """The condition that a disposition went to this user."""
        by_role = and_(
            recipient.role.in_(sorted(role.value for role in self.roles)),
            recipient.division.in_((self.division, "")) if self.division else true(),
        )
        by_name = func.lower(recipient.post) == self.post.casefold() if self.post.strip() else false()
        return or_(
            recipient.user_id == self.user_id, and_(recipient.user_id.is_(None), or_(by_role, by_name))
        )

    def clause(self) -> ColumnElement[bool] | None:
        """What a user sees at all: a Kasi or Kabid with a division only what was disposed to it."""
        if not Visibility(self.roles, self.division).is_narrowed:
            return None
        one = aliased(DispositionRecipient)
        ours = or_(self.received(one), one.division == self.division)
        found: ColumnElement[bool] = _recipients_of(one).where(ours).exists()
        return found

    @property
    def opens_secrets(self) -> bool:
        """Whether confidential letters are read whatever became of them."""
        return bool(self.roles & OPENERS)


@dataclass(frozen=True)
class MailFilter:
    """Which letters; empty parts do not narrow. ``days``: first and last day of receipt.

    ``undisposed``: without any disposition that stands.
    """

    text: str = ""
    days: tuple[date, date] | None = None
    kind: str = ""
    undisposed: bool = False


@dataclass(frozen=True)
class MailRow:
    """One letter. ``readable``: this user may read what it is about; else that is withheld here.

    ``disposed`` and ``waiting``: to how many, and how many of them have not done it yet. ``receipts``: of the
    applications it became. ``kind_name``: as the office names its kind.
    """

    id: int
    number: str
    sender: str
    letter_number: str
    dated: date | None
    received_on: date
    subject: str
    nature: Nature
    kind: str
    enclosures: str
    note: str
    entered_at: datetime
    entered_by: str
    corrections: int
    cancelled_reason: str
    readable: bool
    disposed: int
    waiting: int
    receipts: str
    serial: int
    kind_name: str = ""


@dataclass(frozen=True)
class LinkedRequest:
    """An application that a letter became. ``seen``: this user may open it."""

    request_id: int
    receipt: str
    service_name: str
    client_name: str
    division: str


def mail_rows(
    session: Session, eyes: MailEyes, wanted: MailFilter, limit: int = 500, *, oldest_first: bool = False
) -> tuple[MailRow, ...]:
    """The letters that fit and that this user sees, the newest agenda number first."""
    query = _rows(eyes)
    if wanted.days is not None:
        query = query.where(IncomingMail.received_on.between(*wanted.days))
    if wanted.kind:
        query = query.where(IncomingMail.kind == wanted.kind)
    if wanted.undisposed:
        query = query.where(_count_of(standing=True) == 0, IncomingMail.cancelled_reason == "")
    for word in wanted.text.split():
        open_parts = (IncomingMail.number, IncomingMail.sender, IncomingMail.letter_number)
        hidden = and_(_readable(eyes), IncomingMail.subject.icontains(word, autoescape=True))
        query = query.where(or_(hidden, *(part.icontains(word, autoescape=True) for part in open_parts)))
    order = (IncomingMail.id,) if oldest_first else (IncomingMail.id.desc(),)
    return _told(session, query.order_by(*order).limit(limit))


def one_mail(session: Session, eyes: MailEyes, mail_id: int) -> MailRow | None:
    """One letter; None when there is none that this user sees."""
    return next(iter(_told(session, _rows(eyes).where(IncomingMail.id == mail_id))), None)


def mails_of(session: Session, eyes: MailEyes, mail_ids: Sequence[int]) -> dict[int, MailRow]:
    """Some letters by id, as far as this user sees them."""
    query = _rows(eyes).where(IncomingMail.id.in_(mail_ids))
    return {row.id: row for row in _told(session, query)}


def count_undisposed(session: Session) -> int:
    """How many letters nobody disposed yet."""
    open_ = select(func.count()).select_from(IncomingMail).where(IncomingMail.cancelled_reason == "")
    return session.scalar(open_.where(_count_of(standing=True) == 0)) or 0


def linked_requests(session: Session, mail_id: int) -> tuple[LinkedRequest, ...]:
    """The applications that a letter became."""
    query = (
        select(Request.id, Request.receipt, ServiceVersion.short_name, Request.client_name, Request.division)
        .join(MailRequest, MailRequest.request_id == Request.id)
        .join(ServiceVersion, ServiceVersion.id == Request.version_id)
        .where(MailRequest.mail_id == mail_id)
        .order_by(Request.id)
    )
    return tuple(LinkedRequest(*row) for row in session.execute(query))


def origins_of(session: Session, eyes: MailEyes, request_id: int) -> tuple[MailRow, ...]:
    """The letters that an application came from, as far as this user sees them."""
    ids = session.scalars(select(MailRequest.mail_id).where(MailRequest.request_id == request_id)).all()
    if not ids:
        return ()
    query = _rows(eyes).where(IncomingMail.id.in_(ids)).order_by(IncomingMail.id)
    return _told(session, query)


def senders(session: Session, words: str, limit: int) -> tuple[str, ...]:
    """Who sent letters before and has these words in the name, the latest first."""
    query = select(IncomingMail.sender).where(IncomingMail.cancelled_reason == "")
    for word in words.split():
        query = query.where(IncomingMail.sender.icontains(word, autoescape=True))
    last = func.max(IncomingMail.id).desc()
    return tuple(session.scalars(query.group_by(IncomingMail.sender).order_by(last).limit(limit)))


def last_state(recipient: Any) -> Any:
    """The state that the last step of a recipient says."""
    return (
        select(DispositionStep.state)
        .where(DispositionStep.recipient_id == recipient.id)
        .order_by(DispositionStep.id.desc())
        .limit(1)
        .correlate(recipient)
        .scalar_subquery()
    )


def passed_on(recipient: Any) -> Any:
    """Whether a recipient passed it on to anybody from whom it was not taken back."""
    child, below = aliased(Disposition), aliased(DispositionRecipient)
    stands = func.coalesce(last_state(below), "") != RecipientState.WITHDRAWN.value
    return exists(
        select(child.id)
        .join(below, below.disposition_id == child.id)
        .where(child.from_id == recipient.id, stands)
        .correlate(recipient)
    )


def _recipients_of(recipient: Any) -> Any:
    """The recipients of the dispositions of a letter, correlated with it."""
    given = aliased(Disposition)
    return (
        select(recipient.id)
        .join(given, given.id == recipient.disposition_id)
        .where(given.mail_id == IncomingMail.id)
        .correlate(IncomingMail)
    )


def _count_of(*, standing: bool = False, waiting: bool = False) -> Any:
    one = aliased(DispositionRecipient)
    state = func.coalesce(last_state(one), RecipientState.WAITING.value)
    query = _recipients_of(one)
    if standing:
        query = query.where(state != RecipientState.WITHDRAWN.value)
    if waiting:
        query = query.where(state == RecipientState.WAITING.value, ~passed_on(one))
    return select(func.count()).select_from(query.subquery()).scalar_subquery()


def _readable(eyes: MailEyes) -> ColumnElement[bool]:
    if eyes.opens_secrets:
        return IncomingMail.id.is_not(None)
    one = aliased(DispositionRecipient)
    return or_(
        IncomingMail.nature != Nature.SECRET.value,
        IncomingMail.entered_by == eyes.user_id,
        _recipients_of(one).where(eyes.received(one)).exists(),
    )


def _rows(eyes: MailEyes) -> Any:
    receipts = (
        select(func.group_concat(Request.receipt, ", "))
        .join(MailRequest, MailRequest.request_id == Request.id)
        .where(MailRequest.mail_id == IncomingMail.id)
        .correlate(IncomingMail)
        .scalar_subquery()
    )
    columns: tuple[Any, ...] = (
        IncomingMail.id,
        IncomingMail.number,
        IncomingMail.sender,
        IncomingMail.letter_number,
        IncomingMail.dated,
        IncomingMail.received_on,
        IncomingMail.subject,
        IncomingMail.nature,
        IncomingMail.kind,
        IncomingMail.enclosures,
        IncomingMail.note,
        IncomingMail.entered_at,
        User.name,
        IncomingMail.corrections,
        IncomingMail.cancelled_reason,
        _readable(eyes),
        _count_of(standing=True),
        _count_of(waiting=True),
        receipts,
        IncomingMail.serial,
    )
    query = select(*columns).join(User, User.id == IncomingMail.entered_by)
    seen = eyes.clause()
    return query if seen is None else query.where(seen)


def _told(session: Session, query: Any) -> tuple[MailRow, ...]:
    """The rows, with their kinds as the office names them."""
    names = front_desk_from(session.scalar(select(Office.front_desk)) or {}).letters.kind_names
    return tuple(_row(found, names) for found in session.execute(query))


def _row(found: Any, names: Mapping[str, str]) -> MailRow:
    nature, kind, readable, receipts = Nature(found[7]), found[8], bool(found[15]), found[18] or ""
    about = tuple(found[:7]) if readable else (*found[:6], HIDDEN)
    more = tuple(found[9:11]) if readable else ("", "")
    rest = (readable, *found[16:18], receipts, found[19], names.get(kind, kind))
    values: Any = (*about, nature, kind, *more, *found[11:15], *rest)
    return MailRow(*values)
