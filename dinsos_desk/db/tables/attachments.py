"""Attachments: scans and photographs that lie encrypted in the store."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from dinsos_desk.db.base import Base


class Attachment(Base):
    """One scan or photograph, of an application or of a person.

    ``nonce``: that of the draft and of the application it becomes, so that sending moves nothing.
    ``requirement``: the paper it shows; empty for the application as a whole. ``stored``: the address in the
    encrypted store. ``bytes``: the size of what is stored. What was taken away keeps its row and its reason.
    """

    __tablename__ = "attachment"
    __table_args__ = (
        CheckConstraint("kind IN ('gambar', 'pdf')", name="kind_known"),
        CheckConstraint("(nonce IS NULL) <> (person_id IS NULL)", name="one_owner"),
        CheckConstraint("pages > 0 AND bytes > 0", name="something_in_it"),
        CheckConstraint("(removed_at IS NULL) = (removed_by IS NULL)", name="removed_by_somebody"),
        Index("ix_attachment_nonce", "nonce"),
        Index("ix_attachment_person_id", "person_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    nonce: Mapped[str | None]
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"))
    requirement: Mapped[str] = mapped_column(default="")
    name: Mapped[str]
    kind: Mapped[str]
    pages: Mapped[int]
    bytes: Mapped[int]
    stored: Mapped[str]
    added_at: Mapped[datetime]
    added_by: Mapped[int] = mapped_column(ForeignKey("user.id"))
    removed_at: Mapped[datetime | None]
    removed_by: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    removed_reason: Mapped[str] = mapped_column(default="")
