"""The services this desk offers, changed, drafts and keeps the versions of."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from dinsos_desk.db.base import Base


class OfferedService(Base):
    """A service this desk offers."""

    __tablename__ = "offered_service"

    code: Mapped[str] = mapped_column(primary_key=True)
    since: Mapped[datetime]


class OwnService(Base):
    """A service that this office changed or made itself: the version that is published now."""

    __tablename__ = "own_service"

    code: Mapped[str] = mapped_column(primary_key=True)
    version_id: Mapped[int] = mapped_column(ForeignKey("service_version.id"))
    published_at: Mapped[datetime]
    published_by: Mapped[int] = mapped_column(ForeignKey("user.id"))


class ServiceDraft(Base):
    """The konsep of a service: its file as typed so far, which may be wrong or unfinished."""

    __tablename__ = "service_draft"

    code: Mapped[str] = mapped_column(primary_key=True)
    content: Mapped[dict[str, Any]] = mapped_column(JSON)
    updated_at: Mapped[datetime]
    updated_by: Mapped[int] = mapped_column(ForeignKey("user.id"))


class ServiceVersion(Base):
    """A service as it was published or taken under; never changed, never deleted.

    Its place among the versions of the same code is the number of the version.
    """

    __tablename__ = "service_version"

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(index=True)
    digest: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    short_name: Mapped[str]
    client_party: Mapped[str]
    definition: Mapped[str]
    created_at: Mapped[datetime]
