"""Reminders made by hand and what became of them; reasons for lateness."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from dinsos_desk.db import tables
from dinsos_desk.db.repositories.rows import add_row
from dinsos_desk.errors import Conflict, UserError


class Ticklers:
    """Dated reminders. Each change is a step that stays."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def get(self, tickler_id: int) -> tables.Tickler:
        """One of them. Raises ``UserError`` *tindak_lanjut_tidak_ditemukan*."""
        row = self._session.get(tables.Tickler, tickler_id)
        if row is None:
            raise UserError("tindak_lanjut_tidak_ditemukan")
        return row

    def add(self, **columns: Any) -> int:
        """Keep a new one; returns its id."""
        return add_row(self._session, tables.Tickler, {"state": "menunggu", **columns})

    def turn(
        self, tickler_id: int, former: str, state: str, user_id: int, now: datetime, reason: str
    ) -> None:
        """Write down a step. Raises ``Conflict`` when it no longer stands at ``former``."""
        table = tables.Tickler
        statement = (
            update(table)
            .where(table.id == tickler_id, table.state == former)
            .values(state=state)
            .execution_options(synchronize_session=False)
        )
        if self._session.execute(statement).rowcount != 1:  # type: ignore[attr-defined]
            raise Conflict("tindak_lanjut_berubah")
        values = {"tickler_id": tickler_id, "at": now, "user_id": user_id, "state": state, "reason": reason}
        add_row(self._session, tables.TicklerStep, values)
        self._session.expire_all()

    def of_request(self, request_id: int) -> tuple[tables.Tickler, ...]:
        """All of an application, as they were made."""
        table = tables.Tickler
        query = select(table).where(table.request_id == request_id).order_by(table.id)
        return tuple(self._session.scalars(query))

    def last_steps(self, tickler_ids: Sequence[int]) -> dict[int, tables.TicklerStep]:
        """The last step of each that has any."""
        table = tables.TicklerStep
        last = select(func.max(table.id)).where(table.tickler_id.in_(tickler_ids)).group_by(table.tickler_id)
        query = select(table).where(table.id.in_(last))
        return {row.tickler_id: row for row in self._session.scalars(query)}


class Latenesses:
    """Why applications were late; lines are only ever added, the last one stands."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, **columns: Any) -> int:
        """Write a reason down; returns its id."""
        return add_row(self._session, tables.Lateness, columns)

    def of_request(self, request_id: int) -> tuple[tables.Lateness, ...]:
        """All of an application, in order."""
        table = tables.Lateness
        query = select(table).where(table.request_id == request_id).order_by(table.id)
        return tuple(self._session.scalars(query))
