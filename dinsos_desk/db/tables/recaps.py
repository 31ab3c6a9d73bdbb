"""The office's own layouts of the recap: workbooks with fields that the program fills."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, LargeBinary, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from dinsos_desk.db.base import Base


class RecapLayout(Base):
    """One version of a layout of the office. Append-only by trigger; the newest version of a name counts.

    ``content``: the .xlsx as it was given; empty where the layout was taken out of use. ``reason``: why it
    was taken out, or from which version it was taken up again.
    """

    __tablename__ = "recap_layout"
    __table_args__ = (
        UniqueConstraint("name", "version"),
        CheckConstraint("length(name) > 0 AND version >= 1", name="named_and_numbered"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    version: Mapped[int]
    file_name: Mapped[str] = mapped_column(default="")
    content: Mapped[bytes | None] = mapped_column(LargeBinary)
    at: Mapped[datetime]
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    reason: Mapped[str] = mapped_column(default="")
