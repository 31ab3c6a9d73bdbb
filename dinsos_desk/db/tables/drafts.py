"""What review needs besides the history: versions of the drafts of letters, and who has a case open."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, LargeBinary, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from dinsos_desk.db.base import Base


class LetterDraft(Base):
    """The words of one document as they stood after a step that changed them. Append-only by trigger.

    ``version`` counts from 1 for each document of an application. ``history_id``: the step. ``number``:
    empty while the document has none. ``essence``: a digest of what makes one version differ from another
    (not the day, not who initialled it). ``words``: the whole context, JSON, compressed.
    """

    __tablename__ = "letter_draft"
    __table_args__ = (
        UniqueConstraint("request_id", "product", "version"),
        CheckConstraint("version >= 1", name="version_from_one"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    request_id: Mapped[int] = mapped_column(ForeignKey("request.id"))
    product: Mapped[str]
    version: Mapped[int]
    name: Mapped[str]
    template: Mapped[str]
    number: Mapped[str]
    made_at: Mapped[datetime]
    made_by: Mapped[int] = mapped_column(ForeignKey("user.id"))
    history_id: Mapped[int] = mapped_column(ForeignKey("history.id"))
    essence: Mapped[str]
    words: Mapped[bytes] = mapped_column(LargeBinary)


class RequestHold(Base):
    """Who has an application open to decide about it. A mark, no lock: it binds nobody and runs out.

    ``seen_at`` is renewed while the case stays open; what is older than the time-out counts no more.
    """

    __tablename__ = "request_hold"

    request_id: Mapped[int] = mapped_column(ForeignKey("request.id"), primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    since: Mapped[datetime]
    seen_at: Mapped[datetime]
