"""Complaints (pengaduan), what was done with each, and what stood before a correction."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from dinsos_desk.db.base import Base, Trace, one_of
from dinsos_desk.domain.complaints import Category, Channel, ComplaintDeed, ComplaintState


class Complaint(Base):
    """One complaint. Its number, the moments and who wrote it down never change (trigger).

    ``reference``: the number of its letter or in SP4N-LAPOR!. ``person_id``: a known person; else ``name``
    and ``contact`` as told, both empty when ``anonymous``.
    About an application, a service (``service_code`` with its name then), or neither; ``division`` is that
    of the service. ``handler`` is whom it was forwarded to in words, ``handler_division`` their bidang.
    ``due_on``: the last day of the office's published limit. ``search``: folded words it is found by.
    ``version`` counts the changes.
    """

    __tablename__ = "complaint"
    __table_args__ = (
        one_of("channel", Channel),
        one_of("category", Category),
        one_of("state", ComplaintState),
        CheckConstraint("text <> ''", name="text_given"),
        CheckConstraint(
            "NOT anonymous OR (person_id IS NULL AND name = '' AND contact = '')", name="anonymous_is_nobody"
        ),
        CheckConstraint(
            "(finished_at IS NULL) = (state IN ('diterima', 'diteruskan'))", name="finished_when_closed"
        ),
        UniqueConstraint("number"),
        Index("ix_complaint_open", "state", "due_on"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    number: Mapped[str]
    year: Mapped[int]
    serial: Mapped[int]
    channel: Mapped[str]
    reference: Mapped[str] = mapped_column(default="")
    category: Mapped[str]
    text: Mapped[str]
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    name: Mapped[str] = mapped_column(default="")
    contact: Mapped[str] = mapped_column(default="")
    anonymous: Mapped[bool] = mapped_column(default=False)
    request_id: Mapped[int | None] = mapped_column(ForeignKey("request.id"), index=True)
    service_code: Mapped[str] = mapped_column(default="")
    service_name: Mapped[str] = mapped_column(default="")
    division: Mapped[str] = mapped_column(default="")
    received_at: Mapped[datetime] = mapped_column(index=True)
    recorded_by: Mapped[int] = mapped_column(ForeignKey("user.id"))
    due_on: Mapped[date | None]
    state: Mapped[str]
    handler: Mapped[str] = mapped_column(default="")
    handler_division: Mapped[str] = mapped_column(default="")
    finished_at: Mapped[datetime | None]
    search: Mapped[str] = mapped_column(default="")
    version: Mapped[int] = mapped_column(default=1)


class ComplaintStep(Trace):
    """Something done with a complaint. Append-only by trigger: ``corrects_id`` names the step whose words a
    later one replaces, with the reason in ``reason``.
    """

    __tablename__ = "complaint_step"
    __table_args__ = (
        one_of("deed", ComplaintDeed),
        CheckConstraint(
            "deed NOT IN ('tutup', 'tarik', 'buka_lagi', 'perbaiki') OR reason <> ''", name="reason_given"
        ),
        CheckConstraint("deed <> 'jawab' OR words <> ''", name="answer_given"),
    )

    complaint_id: Mapped[int] = mapped_column(ForeignKey("complaint.id"), index=True)
    at: Mapped[datetime] = mapped_column(index=True)
    deed: Mapped[str]
    words: Mapped[str] = mapped_column(default="")
    handler: Mapped[str] = mapped_column(default="")
    reason: Mapped[str] = mapped_column(default="")
    corrects_id: Mapped[int | None] = mapped_column(ForeignKey("complaint_step.id"))
    before: Mapped[dict[str, Any]] = mapped_column(JSON)
    """What stood in the complaint before a correction of its own facts; empty otherwise."""
