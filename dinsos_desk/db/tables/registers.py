"""Registers: what was corrected in their lines, and who signs them."""

from datetime import datetime

from sqlalchemy import CheckConstraint, Index
from sqlalchemy.orm import Mapped, mapped_column

from dinsos_desk.db.base import Base, Trace


class RegisterCorrection(Trace):
    """One cell of one line, corrected. Append-only by trigger; of several the last one stands.

    ``book``: code of the service or of the register of the office. ``line``: what the line stands for
    (``permohonan:17``). ``place``: what the column prints (``warga.nama``), by which it is found again when
    headings change; ``title`` is its heading then. ``about`` names book and line in words.
    """

    __tablename__ = "register_correction"
    __table_args__ = (
        CheckConstraint("book <> '' AND line <> '' AND place <> ''", name="of_a_cell"),
        CheckConstraint("reason <> ''", name="reason_given"),
        CheckConstraint("before <> after", name="something_changed"),
        Index("ix_register_correction_line", "book", "line", "id"),
    )

    book: Mapped[str]
    line: Mapped[str]
    place: Mapped[str]
    title: Mapped[str]
    about: Mapped[str]
    before: Mapped[str]
    after: Mapped[str]
    reason: Mapped[str]
    at: Mapped[datetime] = mapped_column(index=True)


class RegisterSigners(Base):
    """Who signs a printed register: codes of posts, the empty one for nobody or for who prints it.

    ``book`` is empty for every register without a row of its own. ``knows`` signs on the left (mengetahui),
    ``keeps`` on the right.
    """

    __tablename__ = "register_signers"

    book: Mapped[str] = mapped_column(primary_key=True)
    knows: Mapped[str] = mapped_column(default="")
    keeps: Mapped[str] = mapped_column(default="")
