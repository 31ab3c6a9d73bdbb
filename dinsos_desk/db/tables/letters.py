"""Letters and the numbers they were given."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from dinsos_desk.db.base import Base


class Letter(Base):
    """One document of an application, with the words it was made from.

    ``context`` is the snapshot taken when it was made; ``stored`` the address of the file in the
    encrypted store (empty only between the commit and the end of rendering).
    """

    __tablename__ = "letter"
    __table_args__ = (
        UniqueConstraint("request_id", "product"),
        CheckConstraint(
            "state IN ('dibuat', 'bernomor', 'ditandatangani', 'diserahkan')", name="state_known"
        ),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    request_id: Mapped[int] = mapped_column(ForeignKey("request.id"))
    product: Mapped[str]
    name: Mapped[str]
    kind: Mapped[str]
    template: Mapped[str]
    state: Mapped[str]
    number: Mapped[str] = mapped_column(default="", index=True)
    dated: Mapped[date] = mapped_column(index=True)
    made_at: Mapped[datetime]
    context: Mapped[dict[str, Any]] = mapped_column(JSON)
    stored: Mapped[str] = mapped_column(default="")
    signed_at: Mapped[datetime | None]
    handed_at: Mapped[datetime | None]
    handed_to: Mapped[str] = mapped_column(default="")
    handed_proof: Mapped[str] = mapped_column(default="")


class Sequence(Base):
    """The last serial of a sequence in a year (0 for an endless one): receipts, registers, letters."""

    __tablename__ = "sequence"
    __table_args__ = (CheckConstraint("last >= 0", name="last_not_negative"),)

    key: Mapped[str] = mapped_column(primary_key=True)
    year: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    last: Mapped[int]


class IssuedNumber(Base):
    """A letter number that was given. The row is what makes a second use impossible."""

    __tablename__ = "issued_number"
    __table_args__ = (UniqueConstraint("number", "year"),)

    sequence: Mapped[str] = mapped_column(primary_key=True)
    year: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    serial: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    number: Mapped[str]
    letter_id: Mapped[int] = mapped_column(ForeignKey("letter.id"), unique=True)
    given_at: Mapped[datetime]
    given_by: Mapped[int] = mapped_column(ForeignKey("user.id"))
