"""Incoming letters, what was corrected about them, their dispositions, and what they became."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from dinsos_desk.db.base import Base, Trace, one_of
from dinsos_desk.domain.mail import Nature


class IncomingMail(Base):
    """One line of the agenda surat masuk.

    ``period``: the year its ``serial`` counts in, 0 without end. ``nonce``: entering it twice makes one
    line, and what is scanned for it hangs on it. By trigger the number and who entered it never change, and
    anything else only together with the ``MailChange`` that keeps what stood before (``corrections`` of
    them). ``kind``: the code of one of the office's kinds. ``cancelled_reason``: entered by mistake; the line
    and its number stay.
    """

    __tablename__ = "incoming_mail"
    __table_args__ = (
        UniqueConstraint("period", "serial"),
        one_of("nature", Nature),
        CheckConstraint("kind <> ''", name="kind_said"),
        CheckConstraint("serial >= 1", name="serial_from_one"),
        CheckConstraint("sender <> '' AND subject <> ''", name="said_what_it_is"),
        Index("ix_incoming_mail_received_on", "received_on", "id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    nonce: Mapped[str] = mapped_column(unique=True)
    period: Mapped[int]
    serial: Mapped[int]
    number: Mapped[str] = mapped_column(index=True)
    sender: Mapped[str]
    letter_number: Mapped[str] = mapped_column(default="")
    dated: Mapped[date | None]
    received_on: Mapped[date]
    subject: Mapped[str]
    nature: Mapped[str]
    kind: Mapped[str]
    enclosures: Mapped[str] = mapped_column(default="")
    note: Mapped[str] = mapped_column(default="")
    entered_at: Mapped[datetime]
    entered_by: Mapped[int] = mapped_column(ForeignKey("user.id"))
    corrections: Mapped[int] = mapped_column(default=0)
    cancelled_reason: Mapped[str] = mapped_column(default="")


class MailChange(Trace):
    """What stood about an incoming letter before it was corrected, and why. Append-only by trigger."""

    __tablename__ = "mail_change"
    __table_args__ = (CheckConstraint("reason <> ''", name="reason_given"),)

    mail_id: Mapped[int] = mapped_column(ForeignKey("incoming_mail.id"), index=True)
    reason: Mapped[str]
    before: Mapped[dict[str, Any]] = mapped_column(JSON)


class Disposition(Base):
    """What a superior wrote on the routing slip of a letter. Append-only by trigger.

    ``from_id``: the recipient of an earlier disposition who passes it on; None for the first one.
    ``giver_id``: who gave it in the program; None when ``recorded_by`` recorded what stood on paper, with
    its date (``given_on``) and who carried it. ``instructions``: the words that were ticked.
    """

    __tablename__ = "disposition"
    __table_args__ = (
        CheckConstraint("(giver_id IS NULL) = on_paper", name="given_or_on_paper"),
        CheckConstraint("NOT on_paper OR carried_by <> ''", name="carried_by_somebody"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    mail_id: Mapped[int] = mapped_column(ForeignKey("incoming_mail.id"), index=True)
    from_id: Mapped[int | None] = mapped_column(
        ForeignKey("disposition_recipient.id", use_alter=True), index=True
    )
    at: Mapped[datetime]
    given_on: Mapped[date]
    giver_post: Mapped[str] = mapped_column(default="")
    giver_name: Mapped[str] = mapped_column(default="")
    giver_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    recorded_by: Mapped[int] = mapped_column(ForeignKey("user.id"))
    on_paper: Mapped[bool] = mapped_column(default=False)
    carried_by: Mapped[str] = mapped_column(default="")
    instructions: Mapped[list[str]] = mapped_column(JSON)
    note: Mapped[str] = mapped_column(default="")
    due_on: Mapped[date | None]


class DispositionRecipient(Base):
    """One of those a disposition went to: a user, or whoever holds a post. Append-only by trigger.

    ``role`` and ``division``: of the post, to know it by its holder.
    """

    __tablename__ = "disposition_recipient"
    __table_args__ = (CheckConstraint("user_id IS NOT NULL OR post <> ''", name="somebody"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    disposition_id: Mapped[int] = mapped_column(ForeignKey("disposition.id"), index=True)
    user_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"), index=True)
    post: Mapped[str] = mapped_column(default="")
    name: Mapped[str] = mapped_column(default="")
    role: Mapped[str] = mapped_column(default="")
    division: Mapped[str] = mapped_column(default="")


class DispositionStep(Trace):
    """A recipient has done it, it was withdrawn, or taken up again. Append-only by trigger.

    ``on_day``: the day it was done; ``carried_by``: who brought the paper when it stood there.
    """

    __tablename__ = "disposition_step"
    __table_args__ = (
        CheckConstraint("state IN ('menunggu', 'selesai', 'dicabut')", name="state_known"),
        CheckConstraint("state = 'menunggu' OR result <> ''", name="result_or_reason"),
    )

    recipient_id: Mapped[int] = mapped_column(ForeignKey("disposition_recipient.id"), index=True)
    state: Mapped[str]
    on_day: Mapped[date]
    result: Mapped[str] = mapped_column(default="")
    carried_by: Mapped[str] = mapped_column(default="")


class MailRequest(Trace):
    """An incoming letter became this application. Append-only by trigger."""

    __tablename__ = "mail_request"
    __table_args__ = (UniqueConstraint("mail_id", "request_id"),)

    mail_id: Mapped[int] = mapped_column(ForeignKey("incoming_mail.id"))
    request_id: Mapped[int] = mapped_column(ForeignKey("request.id"), index=True)
