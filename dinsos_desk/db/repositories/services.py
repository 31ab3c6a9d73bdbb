"""Services: which are offered, every version, the office's own, and their drafts."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import delete, func, or_, select, text
from sqlalchemy.orm import Session

from dinsos_desk.db import tables
from dinsos_desk.db.repositories.rows import add_row, add_rows, one_id
from dinsos_desk.domain.routing import CLOSED_STATES
from dinsos_desk.errors import UserError

_BY_DIGEST = text("SELECT id FROM service_version WHERE digest = :digest")


@dataclass(frozen=True)
class OwnRow:
    """A service of the office as published now."""

    code: str
    version_id: int
    name: str
    definition: str
    published_at: datetime


@dataclass(frozen=True)
class ServiceDraftRow:
    """The konsep of a service. ``content`` is plain JSON, shaped like the file."""

    code: str
    content: dict[str, Any]
    updated_at: datetime


@dataclass(frozen=True)
class VersionRow:
    """One version of a service: ``number`` is its place among the ``total`` versions of its code."""

    id: int
    code: str
    digest: str
    number: int
    total: int
    created_at: datetime


class Services:
    """Which services are offered, and every version that applications were taken under."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def offered(self) -> frozenset[str]:
        """The codes of the services this desk offers."""
        return frozenset(self._session.scalars(select(tables.OfferedService.code)))

    def set_offered(self, codes: Iterable[str], now: datetime) -> None:
        """Replace the offered services."""
        self._session.execute(delete(tables.OfferedService))
        rows = [{"code": code, "since": now} for code in sorted(set(codes))]
        add_rows(self._session, tables.OfferedService, rows)

    def offer(self, code: str, now: datetime) -> None:
        """Offer one service more."""
        if self._session.get(tables.OfferedService, code) is None:
            add_row(self._session, tables.OfferedService, {"code": code, "since": now})

    def retire(self, code: str) -> None:
        """Offer one service less."""
        table = tables.OfferedService
        self._session.execute(delete(table).where(table.code == code))

    def version_id(self, digest: str) -> int | None:
        """The id of a version already kept."""
        return one_id(self._session, _BY_DIGEST, digest=digest)

    def add_version(self, **columns: Any) -> int:
        """Keep a version of a service; returns its id."""
        return add_row(self._session, tables.ServiceVersion, columns)

    def version(self, version_id: int) -> tables.ServiceVersion:
        """A kept version. Raises ``UserError`` *data_tidak_ditemukan*."""
        row = self._session.get(tables.ServiceVersion, version_id)
        if row is None:
            raise UserError("data_tidak_ditemukan")
        return row

    def newest(self, code: str) -> tables.ServiceVersion | None:
        """The newest kept version of a service."""
        table = tables.ServiceVersion
        return self._session.scalar(
            select(table).where(table.code == code).order_by(table.id.desc()).limit(1)
        )

    def versions(self, code: str | None = None) -> tuple[VersionRow, ...]:
        """The versions of one service, or of all, oldest first."""
        table = tables.ServiceVersion
        query = select(
            table.id,
            table.code,
            table.digest,
            func.row_number().over(partition_by=table.code, order_by=table.id).label("number"),
            func.count().over(partition_by=table.code).label("total"),
            table.created_at,
        ).order_by(table.code, table.id)
        rows = self._session.execute(query if code is None else query.where(table.code == code))
        return tuple(VersionRow(*row) for row in rows)

    def own(self) -> tuple[OwnRow, ...]:
        """The services that this office changed or made itself, by code."""
        mine, kept = tables.OwnService, tables.ServiceVersion
        query = select(mine.code, kept.id, kept.name, kept.definition, mine.published_at)
        rows = self._session.execute(query.join(kept, kept.id == mine.version_id).order_by(mine.code))
        return tuple(OwnRow(*row) for row in rows)

    def set_own(self, code: str, version_id: int, user_id: int, now: datetime) -> None:
        """Make a version the published one of the office."""
        self.drop_own(code)
        columns = {"code": code, "version_id": version_id, "published_at": now, "published_by": user_id}
        add_row(self._session, tables.OwnService, columns)

    def drop_own(self, code: str) -> bool:
        """Take the office's own version back; its versions are kept. Returns whether there was one."""
        table = tables.OwnService
        done = self._session.execute(delete(table).where(table.code == code))
        return bool(done.rowcount)  # type: ignore[attr-defined]

    def drafts(self) -> tuple[ServiceDraftRow, ...]:
        """Every draft, by code."""
        table = tables.ServiceDraft
        rows = self._session.execute(select(table.code, table.content, table.updated_at).order_by(table.code))
        return tuple(ServiceDraftRow(*row) for row in rows)

    def draft(self, code: str) -> ServiceDraftRow | None:
        """The draft of one service, if there is one."""
        row = self._session.get(tables.ServiceDraft, code)
        return ServiceDraftRow(row.code, row.content, row.updated_at) if row is not None else None

    def keep_draft(self, code: str, content: dict[str, Any], user_id: int, now: datetime) -> None:
        """Keep a draft, over the one there was."""
        self.drop_draft(code)
        columns = {"code": code, "content": content, "updated_at": now, "updated_by": user_id}
        add_row(self._session, tables.ServiceDraft, columns)

    def drop_draft(self, code: str) -> bool:
        """Throw a draft away. Returns whether there was one."""
        table = tables.ServiceDraft
        done = self._session.execute(delete(table).where(table.code == code))
        self._session.expire_all()
        return bool(done.rowcount)  # type: ignore[attr-defined]

    def running_versions(self) -> tuple[int, ...]:
        """The versions of which a document may still be made: of open applications, and unfinished files."""
        request, letter = tables.Request, tables.Letter
        closed = [state.value for state in CLOSED_STATES]
        unmade = select(letter.request_id).where(letter.stored == "")
        query = select(request.version_id).where(or_(request.state.notin_(closed), request.id.in_(unmade)))
        return tuple(sorted(set(self._session.scalars(query))))

    def applications(self) -> dict[str, int]:
        """How many applications were taken under each service."""
        table = tables.Request
        rows = self._session.execute(select(table.service_code, func.count()).group_by(table.service_code))
        return {row[0]: row[1] for row in rows}
