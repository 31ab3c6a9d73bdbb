"""What the office demands of passwords, sign-ins and desks that nobody sits at."""

from sqlalchemy import CheckConstraint
from sqlalchemy.orm import Mapped, mapped_column

from dinsos_desk.db.base import Base


class Safety(Base):
    """The one row of an office that changed something; without it the defaults of the program hold.

    Minutes, characters and failures as ``dinsos_desk.domain.safety.SafetyRules`` says.
    """

    __tablename__ = "safety"
    __table_args__ = (
        CheckConstraint("id = 1", name="one_row"),
        CheckConstraint("password_length >= 8", name="password_not_short"),
        CheckConstraint("free_failures >= 1", name="failures_counted"),
        CheckConstraint("first_wait >= 1 AND longest_wait >= first_wait", name="waits_in_order"),
        CheckConstraint("idle_minutes >= 1 AND idle_most >= idle_minutes", name="idle_in_order"),
    )

    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    password_length: Mapped[int]
    free_failures: Mapped[int]
    first_wait: Mapped[int]
    longest_wait: Mapped[int]
    idle_minutes: Mapped[int]
    idle_most: Mapped[int]
