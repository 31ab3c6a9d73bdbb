"""The audit trail: what is not told by a table of its own."""

from datetime import datetime

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from dinsos_desk.db.base import Base


class AuditEntry(Base):
    """Who did what to what, and when. Append-only by trigger.

    ``deed``: a ``Deed`` of this program or a later one. ``user_id`` is empty for a failed sign-in under a
    name that nobody has. ``about`` names the object by code, login or file name: no name of an applicant
    and no NIK. ``mark``: a failed sign-in as counted beside the keys, never told twice.
    """

    __tablename__ = "audit"
    __table_args__ = (
        Index("ix_audit_at", "at"),
        Index("ix_audit_user_id_at", "user_id", "at"),
        Index("ix_audit_deed_at", "deed", "at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime]
    user_id: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    deed: Mapped[str]
    about: Mapped[str] = mapped_column(default="")
    object_id: Mapped[int | None]
    mark: Mapped[str | None] = mapped_column(unique=True)
