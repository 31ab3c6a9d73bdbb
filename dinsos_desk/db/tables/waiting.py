"""Applicants who were reminded of the papers their application waits for."""

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from dinsos_desk.db.base import Trace


class Reminder(Trace):
    """One reminder: by which way, by whom, and what came of it. Append-only by trigger."""

    __tablename__ = "reminder"
    __table_args__ = (CheckConstraint("way IN ('telepon', 'pesan', 'surat', 'langsung')", name="way_known"),)

    request_id: Mapped[int] = mapped_column(ForeignKey("request.id"), index=True)
    way: Mapped[str]
    outcome: Mapped[str] = mapped_column(default="")
