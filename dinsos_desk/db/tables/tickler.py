"""What must not be forgotten, why something was late, and the last moment the desk's clock has seen."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from dinsos_desk.db.base import Base, Trace


class Tickler(Base):
    """A dated reminder made by hand, about an application, a person, or nothing but its own text.

    Text, day and subject never change (trigger); ``state`` follows the last ``TicklerStep``.
    """

    __tablename__ = "tickler"
    __table_args__ = (
        CheckConstraint("state IN ('menunggu', 'selesai', 'batal')", name="state_known"),
        CheckConstraint("request_id IS NULL OR person_id IS NULL", name="one_subject"),
        Index("ix_tickler_state_due", "state", "due_on"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    request_id: Mapped[int | None] = mapped_column(ForeignKey("request.id"), index=True)
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    text: Mapped[str]
    due_on: Mapped[date]
    made_at: Mapped[datetime]
    made_by: Mapped[int] = mapped_column(ForeignKey("user.id"))
    state: Mapped[str] = mapped_column(default="menunggu")


class TicklerStep(Trace):
    """A reminder done, dropped with a reason, or taken up again. Append-only by trigger."""

    __tablename__ = "tickler_step"
    __table_args__ = (
        CheckConstraint("state IN ('menunggu', 'selesai', 'batal')", name="state_known"),
        CheckConstraint("state <> 'batal' OR reason <> ''", name="dropped_with_reason"),
    )

    tickler_id: Mapped[int] = mapped_column(ForeignKey("tickler.id"), index=True)
    state: Mapped[str]
    reason: Mapped[str] = mapped_column(default="")


class Lateness(Trace):
    """Why an application was late; the last line stands. Append-only by trigger."""

    __tablename__ = "lateness"
    __table_args__ = (CheckConstraint("reason <> ''", name="reason_given"),)

    request_id: Mapped[int] = mapped_column(ForeignKey("request.id"), index=True)
    reason: Mapped[str]


class ClockSeen(Base):
    """The last moment the desk's clock has shown; one row."""

    __tablename__ = "clock_seen"
    __table_args__ = (CheckConstraint("id = 1", name="only_one"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime]


class ClockStep(Base):
    """Somebody said that the PC's clock is right although it had been set back. Append-only by trigger.

    ``seen``: what the desk's clock showed then; ``taken``: the PC's time that it goes on from.
    """

    __tablename__ = "clock_step"

    id: Mapped[int] = mapped_column(primary_key=True)
    seen: Mapped[datetime]
    taken: Mapped[datetime]
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
