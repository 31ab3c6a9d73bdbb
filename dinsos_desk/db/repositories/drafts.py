"""Intakes that are not sent yet."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from dinsos_desk.db import tables
from dinsos_desk.db.repositories.rows import add_row
from dinsos_desk.errors import UserError


@dataclass(frozen=True)
class DraftRow:
    """A kept draft. ``payload`` is plain JSON."""

    id: int
    service_code: str
    title: str
    request_id: int | None
    payload: dict[str, Any]
    updated_at: datetime


class Drafts:
    """The drafts of one user at a time: nobody sees another's."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def keep(self, user_id: int, draft_id: int | None, now: datetime, **values: Any) -> int:
        """Add a draft or overwrite one of this user; returns its id."""
        table = tables.Draft
        if draft_id is not None:
            own = update(table).where(table.id == draft_id, table.user_id == user_id)
            if self._session.execute(own.values(updated_at=now, **values)).rowcount:  # type: ignore[attr-defined]
                return draft_id
        return add_row(self._session, table, {"user_id": user_id, "updated_at": now, **values})

    def get(self, user_id: int, draft_id: int) -> DraftRow:
        """One draft of this user. Raises ``UserError`` *konsep_tidak_ditemukan*."""
        row = self._session.get(tables.Draft, draft_id)
        if row is None or row.user_id != user_id:
            raise UserError("konsep_tidak_ditemukan")
        return _draft(row)

    def of(self, user_id: int) -> tuple[DraftRow, ...]:
        """All drafts of this user, newest first."""
        table = tables.Draft
        rows = self._session.scalars(
            select(table).where(table.user_id == user_id).order_by(table.updated_at.desc(), table.id.desc())
        )
        return tuple(_draft(row) for row in rows)

    def discard(self, user_id: int, draft_id: int) -> None:
        """Throw one draft of this user away."""
        table = tables.Draft
        self._session.execute(delete(table).where(table.id == draft_id, table.user_id == user_id))


def _draft(row: tables.Draft) -> DraftRow:
    return DraftRow(row.id, row.service_code, row.title, row.request_id, row.payload, row.updated_at)
