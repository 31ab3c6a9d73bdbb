"""Versions of the drafts of letters, and who has an application open."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import delete, func, select
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.orm import Session

from dinsos_desk.db import tables
from dinsos_desk.db.repositories.rows import add_row
from dinsos_desk.errors import UserError


class LetterDrafts:
    """What the drafts of letters said; lines are only ever added."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, **columns: Any) -> None:
        """Keep one version."""
        add_row(self._session, tables.LetterDraft, columns)

    def last_of(self, request_id: int) -> dict[str, tuple[int, str]]:
        """Version and essence of the last draft of each document of an application, by product."""
        table = tables.LetterDraft
        newest = (
            select(table.product, func.max(table.version).label("version"))
            .where(table.request_id == request_id)
            .group_by(table.product)
            .subquery()
        )
        query = select(table.product, table.version, table.essence).join(
            newest, (table.product == newest.c.product) & (table.version == newest.c.version)
        )
        rows = self._session.execute(query.where(table.request_id == request_id))
        return {product: (version, essence) for product, version, essence in rows}

    def of_request(self, request_id: int) -> tuple[tables.LetterDraft, ...]:
        """Every version of every document of an application, in the order they were made."""
        table = tables.LetterDraft
        return tuple(
            self._session.scalars(select(table).where(table.request_id == request_id).order_by(table.id))
        )

    def get(self, draft_id: int) -> tables.LetterDraft:
        """One version. Raises ``UserError`` *versi_konsep_tidak_ditemukan*."""
        draft = self._session.get(tables.LetterDraft, draft_id)
        if draft is None:
            raise UserError("versi_konsep_tidak_ditemukan")
        return draft


class Holds:
    """Who has an application open to decide about it."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def standing(self, request_ids: Sequence[int], since: datetime) -> dict[int, tables.RequestHold]:
        """The marks that were renewed at or after a moment, by application."""
        table = tables.RequestHold
        query = select(table).where(table.request_id.in_(request_ids), table.seen_at >= since)
        return {row.request_id: row for row in self._session.scalars(query)}

    def put(self, request_id: int, user_id: int, now: datetime, since: datetime) -> None:
        """Mark an application as open here, unless a mark of somebody else still counts."""
        table = tables.RequestHold
        values = {"request_id": request_id, "user_id": user_id, "since": now, "seen_at": now}
        statement = insert(table).values(**values)
        mine = table.user_id == user_id
        self._session.execute(
            statement.on_conflict_do_update(
                index_elements=[table.request_id],
                set_={"user_id": user_id, "seen_at": now, "since": now},
                where=~mine & (table.seen_at < since),
            )
        )
        own = select(table).where(table.request_id == request_id, mine)
        row = self._session.scalar(own)
        if row is not None and row.seen_at < now:
            row.since = now if row.seen_at < since else row.since
            row.seen_at = now

    def drop(self, request_id: int, user_id: int) -> None:
        """Take one's own mark away."""
        table = tables.RequestHold
        self._session.execute(delete(table).where(table.request_id == request_id, table.user_id == user_id))

    def drop_others(self, user_id: int, request_id: int) -> None:
        """Take one's marks away from every other application: one has a single case open."""
        table = tables.RequestHold
        self._session.execute(delete(table).where(table.user_id == user_id, table.request_id != request_id))
