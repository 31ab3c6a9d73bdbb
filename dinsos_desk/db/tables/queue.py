"""The queue of the day: tickets, when they were called and how long they were served."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from dinsos_desk.db.base import Base


class QueueTicket(Base):
    """One number of one day. ``line``: the letter of its line.

    ``place`` orders those who wait, the smallest first. ``called_at`` is the first call, ``announced_at`` the
    latest; ``called_by`` and ``counter`` belong to the latest. ``finished_at`` stays empty when a day ended
    before anybody said that the service was over.
    """

    __tablename__ = "queue_ticket"
    __table_args__ = (
        UniqueConstraint("day", "line", "number"),
        CheckConstraint(
            "state IN ('menunggu', 'dipanggil', 'dilayani', 'selesai', 'tidak_hadir', 'batal',"
            " 'tidak_terlayani')",
            name="state_known",
        ),
        CheckConstraint("number > 0", name="number_positive"),
        CheckConstraint(
            "(called_at IS NULL OR called_at >= taken_at)"
            " AND (served_at IS NULL OR (called_at IS NOT NULL AND served_at >= called_at))"
            " AND (finished_at IS NULL OR (served_at IS NOT NULL AND finished_at >= served_at))",
            name="times_in_order",
        ),
        Index("ix_queue_ticket_day_state", "day", "state"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    day: Mapped[date]
    line: Mapped[str]
    number: Mapped[int]
    place: Mapped[int]
    state: Mapped[str]
    priority: Mapped[bool] = mapped_column(default=False)
    taken_at: Mapped[datetime]
    taken_by: Mapped[int] = mapped_column(ForeignKey("user.id"))
    called_at: Mapped[datetime | None]
    called_by: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    counter: Mapped[str] = mapped_column(default="")
    calls: Mapped[int] = mapped_column(default=0)
    announced_at: Mapped[datetime | None]
    served_at: Mapped[datetime | None]
    finished_at: Mapped[datetime | None]


class QueueTicketRequest(Base):
    """An application that was taken from, or completed by, the holder of a ticket."""

    __tablename__ = "queue_ticket_request"

    ticket_id: Mapped[int] = mapped_column(ForeignKey("queue_ticket.id"), primary_key=True)
    request_id: Mapped[int] = mapped_column(ForeignKey("request.id"), primary_key=True, index=True)
