"""How a user wants the lists, and what makes the list of applications quick: a narrow row for each.

``request_line`` and ``list_word`` are written by triggers on ``request`` only (migration 0007): whatever
changes an application changes its line in the same transaction. Nothing of theirs is ever shown; a page
takes the ids from them and the words from ``request``. See docs/decisions/0011-lists.md.
"""

from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, UniqueConstraint
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


class ListWord(Base):
    """A number for words that many lines share.

    ``kind``: *layanan* (service code, division), *tahap* (stage name, role) or *tempat* (village, district,
    regency of the client).
    """

    __tablename__ = "list_word"
    __table_args__ = (UniqueConstraint("kind", "one", "two", "three"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str]
    one: Mapped[str]
    two: Mapped[str]
    three: Mapped[str]


class RequestLine(Base):
    """What lists of applications narrow and sort by, in numbers: every sort is a walk over one index.

    ``day``: received, in days since 1970. ``due``: seconds since 1970 of the desk's time, empty while no
    clock runs towards it. ``state``: place in ``RequestState``. ``service``, ``stage`` and ``place`` are
    ``list_word`` numbers, ``officer`` is who took it in.
    """

    __tablename__ = "request_line"
    __table_args__ = (
        Index("ix_request_line_day", "day", "id", "state", "stage", "service", "place", "officer"),
        Index("ix_request_line_name", "name", "id", "day", "state", "stage", "service", "place", "officer"),
        Index("ix_request_line_due", "due", "id", "day", "state", "stage", "service", "place", "officer"),
        Index("ix_request_line_service", "service", "day", "id", "state", "stage", "place", "officer"),
        Index("ix_request_line_state", "state", "day", "id", "due", "stage", "service", "place", "officer"),
        Index("ix_request_line_stage", "stage", "day", "id", "state", "service", "place", "officer"),
        Index("ix_request_line_place", "place", "day", "id", "state", "stage", "service", "officer"),
        Index("ix_request_line_officer", "officer", "day", "id", "state", "stage", "service", "place"),
    )

    id: Mapped[int] = mapped_column(ForeignKey("request.id", ondelete="CASCADE"), primary_key=True)
    day: Mapped[int]
    due: Mapped[int | None]
    state: Mapped[int]
    stage: Mapped[int]
    service: Mapped[int]
    place: Mapped[int]
    officer: Mapped[int]
    name: Mapped[str]


class RequestUnindexed(Base):
    """An application whose words changed since they were put into the search index: emptied at commit."""

    __tablename__ = "request_unindexed"

    request_id: Mapped[int] = mapped_column(primary_key=True)
