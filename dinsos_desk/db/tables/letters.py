"""Letters and the numbers they were given."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from dinsos_desk.db.base import Base, Trace, one_of
from dinsos_desk.domain.numbering import Reset


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


class NumberSeries(Base):
    """How one sequence counts; the office without a row for it counts every letter together, by the year."""

    __tablename__ = "number_series"
    __table_args__ = (one_of("reset", Reset),)

    code: Mapped[str] = mapped_column(primary_key=True)
    name: Mapped[str]
    pattern: Mapped[str] = mapped_column(default="")
    reset: Mapped[str]
    by_classification: Mapped[bool] = mapped_column(default=False)
    kinds: Mapped[list[str]] = mapped_column(JSON)
    templates: Mapped[list[str]] = mapped_column(JSON)


class NumberRange(Base):
    """Serials that a sequence does not give by itself: reserved for a unit, or passed over with a reason.

    By trigger only the ending can be added, once.
    """

    __tablename__ = "number_range"
    __table_args__ = (
        CheckConstraint("kind IN ('cadangan', 'lewat')", name="kind_known"),
        CheckConstraint("first >= 1 AND last >= first", name="in_order"),
        CheckConstraint("(ended_at IS NULL) = (ended_by IS NULL)", name="ended_by_somebody"),
        Index("ix_number_range_sequence", "sequence", "year", "first"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    sequence: Mapped[str]
    year: Mapped[int]
    first: Mapped[int]
    last: Mapped[int]
    kind: Mapped[str]
    unit: Mapped[str] = mapped_column(default="")
    unit_code: Mapped[str] = mapped_column(default="")
    until: Mapped[date | None]
    reason: Mapped[str]
    at: Mapped[datetime]
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    ended_at: Mapped[datetime | None]
    ended_by: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    ended_reason: Mapped[str] = mapped_column(default="")


class IssuedNumber(Base):
    """A letter number that was given. The row is what makes a second use impossible.

    ``suffix``: put in after this serial. ``kind``: of a letter of the program (``letter_id``, or
    ``request_id`` while it is kept for one) or made outside. What stands about a letter made outside may be
    corrected (``number_change`` keeps what was before); the number itself never changes, by trigger, and
    a cancelled one stays.
    """

    __tablename__ = "issued_number"
    __table_args__ = (
        UniqueConstraint("sequence", "year", "serial", "suffix"),
        UniqueConstraint("number", "year"),
        CheckConstraint("kind IN ('program', 'luar')", name="kind_known"),
        CheckConstraint("serial >= 1", name="serial_from_one"),
        CheckConstraint("(cancelled_at IS NULL) = (cancelled_by IS NULL)", name="cancelled_by_somebody"),
        Index(
            "ix_issued_number_of_letter",
            "letter_id",
            unique=True,
            sqlite_where=text("letter_id IS NOT NULL AND cancelled_at IS NULL"),
        ),
        Index("ix_issued_number_agenda", "dated", "serial", "id"),
        Index("ix_issued_number_book", "sequence", "year", "dated", "serial"),
        Index("ix_issued_number_given_at", "given_at"),
        Index("ix_issued_number_cancelled_at", "cancelled_at", sqlite_where=text("cancelled_at IS NOT NULL")),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    sequence: Mapped[str]
    year: Mapped[int]
    serial: Mapped[int]
    suffix: Mapped[str] = mapped_column(default="")
    number: Mapped[str]
    kind: Mapped[str]
    dated: Mapped[date]
    addressee: Mapped[str] = mapped_column(default="")
    subject: Mapped[str] = mapped_column(default="")
    maker: Mapped[str] = mapped_column(default="")
    reason: Mapped[str] = mapped_column(default="")
    letter_id: Mapped[int | None] = mapped_column(ForeignKey("letter.id"))
    request_id: Mapped[int | None] = mapped_column(ForeignKey("request.id"), index=True)
    range_id: Mapped[int | None] = mapped_column(ForeignKey("number_range.id"), index=True)
    given_at: Mapped[datetime]
    given_by: Mapped[int] = mapped_column(ForeignKey("user.id"))
    cancelled_at: Mapped[datetime | None]
    cancelled_by: Mapped[int | None] = mapped_column(ForeignKey("user.id"))
    cancelled_reason: Mapped[str] = mapped_column(default="")


class NumberChange(Trace):
    """What stood about a letter made outside before it was corrected, and why. Append-only by trigger."""

    __tablename__ = "number_change"

    number_id: Mapped[int] = mapped_column(ForeignKey("issued_number.id"), index=True)
    reason: Mapped[str]
    before: Mapped[dict[str, Any]] = mapped_column(JSON)
