"""How a user wants the lists: chosen columns, widths, order, and filters under a name."""

from typing import Any

from sqlalchemy import JSON, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from dinsos_desk.db.base import Base


class UserPreference(Base):
    """One remembered choice of a user, under the key of what it belongs to."""

    __tablename__ = "user_preference"

    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"), primary_key=True)
    key: Mapped[str] = mapped_column(primary_key=True)
    value: Mapped[Any] = mapped_column(JSON)


class SavedFilter(Base):
    """A filter of a list that a user gave a name."""

    __tablename__ = "saved_filter"
    __table_args__ = (UniqueConstraint("user_id", "list", "name"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    list: Mapped[str]
    name: Mapped[str]
    content: Mapped[dict[str, Any]] = mapped_column(JSON)
