"""Applications that were passed on: to another service of this office, or to another office."""

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from dinsos_desk.db.base import Base


class Transfer(Base):
    """Where an application went that was closed here. Append-only by trigger.

    ``service_code``: a service of this office; ``agency``: another office. Why stands in the history.
    """

    __tablename__ = "transfer"
    __table_args__ = (CheckConstraint("(service_code = '') <> (agency = '')", name="one_target"),)

    request_id: Mapped[int] = mapped_column(ForeignKey("request.id"), primary_key=True)
    at: Mapped[datetime]
    user_id: Mapped[int] = mapped_column(ForeignKey("user.id"))
    service_code: Mapped[str] = mapped_column(default="")
    agency: Mapped[str] = mapped_column(default="")
