"""The queue of the day: tickets, when they were called and how long they were served."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from dinsos_desk.db.base import Base


class QueueTicket(Base):
    """One number of one day. ``line``: the letter of its line (empty where there is one line only)."""

    __tablename__ = "queue_ticket"
    __table_args__ = (
        UniqueConstraint("day", "line", "number"),
        CheckConstraint(
            "state IN ('menunggu', 'dipanggil', 'dilayani', 'selesai', 'tidak_hadir', 'batal')",
            name="state_known",
        ),
        CheckConstraint("number > 0", name="number_positive"),
        Index("ix_queue_ticket_day_state", "day", "state"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    day: Mapped[date]
    line: Mapped[str] = mapped_column(default="")
    number: Mapped[int]
    state: Mapped[str]
    priority: Mapped[bool] = mapped_column(default=False)
    taken_at: Mapped[datetime]
    called_at: Mapped[datetime | None]
    called_by: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    counter: Mapped[str] = mapped_column(default="")
    calls: Mapped[int] = mapped_column(default=0)
    served_at: Mapped[datetime | None]
    finished_at: Mapped[datetime | None]
    request_id: Mapped[int | None] = mapped_column(ForeignKey("request.id"), index=True)
