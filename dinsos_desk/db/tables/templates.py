"""The office's own Word templates and their versions."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, LargeBinary, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from dinsos_desk.db.base import Base, one_of
from dinsos_desk.domain.templates import TemplateDeed


class TemplateVersion(Base):
    """One version of a template of the office. Append-only by trigger; the newest version of a name is used.

    ``content``: the .docx as it was given, None where the office went back to the shipped template or took
    its own out of use; ``digest`` is its SHA-256. ``file_name``: what the file was called.
    """

    __tablename__ = "template_version"
    __table_args__ = (
        UniqueConstraint("name", "version"),
        CheckConstraint("length(name) > 0 AND version >= 1", name="named_and_numbered"),
        CheckConstraint("(content IS NULL) = (deed = 'bawaan')", name="content_unless_shipped"),
        one_of("deed", TemplateDeed),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    version: Mapped[int]
    deed: Mapped[str]
    file_name: Mapped[str] = mapped_column(default="")
    content: Mapped[bytes | None] = mapped_column(LargeBinary)
    digest: Mapped[str] = mapped_column(default="")
    note: Mapped[str] = mapped_column(default="")
    at: Mapped[datetime]
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
