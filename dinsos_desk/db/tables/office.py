"""The office: its one row, its posts and officials, its days off, its users."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, LargeBinary, String, text
from sqlalchemy.orm import Mapped, mapped_column

from dinsos_desk.db.base import Base, one_of
from dinsos_desk.domain.routing import Role


class Office(Base):
    """The one office of this desk: letterhead, paper, numbers and hours. Always the row with id 1."""

    __tablename__ = "office"
    __table_args__ = (CheckConstraint("id = 1", name="one_office"),)

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    preset: Mapped[str]
    government: Mapped[str]
    name: Mapped[str]
    address: Mapped[str]
    city: Mapped[str]
    postcode: Mapped[str] = mapped_column(default="")
    phone: Mapped[str] = mapped_column(default="")
    email: Mapped[str] = mapped_column(default="")
    website: Mapped[str] = mapped_column(default="")
    complaints: Mapped[str] = mapped_column(default="")
    emblem: Mapped[bytes | None] = mapped_column(LargeBinary)
    paper: Mapped[str]
    margins: Mapped[list[float]] = mapped_column(JSON)
    font: Mapped[str]
    font_size: Mapped[int]
    number_pattern: Mapped[str]
    classification: Mapped[str]
    unit: Mapped[str]
    office_code: Mapped[str] = mapped_column(default="")
    hours: Mapped[dict[str, Any]] = mapped_column(JSON)
    front_desk: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict, server_default=text("'{}'"))


class Official(Base):
    """The holder of a post between two dates; who signs is decided by the letter's date.

    ``kind``: *definitif*; *plt* and *plh* act in the post; *an* and *ub* sign in its name, under a title of
    their own.
    """

    __tablename__ = "official"
    __table_args__ = (
        CheckConstraint("kind IN ('definitif', 'plt', 'plh', 'an', 'ub')", name="kind_known"),
        CheckConstraint("valid_until IS NULL OR valid_until >= valid_from", name="dates_in_order"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    post: Mapped[str] = mapped_column(index=True)
    title: Mapped[str]
    name: Mapped[str]
    rank: Mapped[str] = mapped_column(default="")
    nip: Mapped[str] = mapped_column(default="")
    kind: Mapped[str] = mapped_column(default="definitif")
    valid_from: Mapped[date]
    valid_until: Mapped[date | None]


class OfficePost(Base):
    """A post of this office: what may sign or review. An office without any has the posts of its preset."""

    __tablename__ = "office_post"
    __table_args__ = (one_of("role", Role),)

    code: Mapped[str] = mapped_column(primary_key=True)
    place: Mapped[int]
    name: Mapped[str]
    role: Mapped[str]
    division: Mapped[str] = mapped_column(default="")


class Closure(Base):
    """A day on which the office is closed."""

    __tablename__ = "closure"

    day: Mapped[date] = mapped_column(primary_key=True)
    name: Mapped[str]


class User(Base):
    """Somebody who may sign in. A user who leaves is disabled, never deleted.

    ``division`` narrows what a Kasi or Kabid sees to one bidang; empty means every bidang.
    """

    __tablename__ = "user"

    id: Mapped[int] = mapped_column(primary_key=True)
    login: Mapped[str] = mapped_column(String(collation="NOCASE"), unique=True)
    name: Mapped[str]
    post: Mapped[str] = mapped_column(default="")
    division: Mapped[str] = mapped_column(default="")
    active: Mapped[bool] = mapped_column(default=True)
    created_at: Mapped[datetime]


class UserRole(Base):
    """One role of one user."""

    __tablename__ = "user_role"
    __table_args__ = (one_of("role", Role),)

    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"), primary_key=True)
    role: Mapped[str] = mapped_column(primary_key=True)
