"""Reminders of missing papers; lines are only ever added."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from dinsos_desk.db import tables
from dinsos_desk.db.repositories.rows import add_row


class Reminders:
    """Who was reminded of which application."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, **columns: Any) -> int:
        """Write one reminder down; returns its id."""
        return add_row(self._session, tables.Reminder, columns)

    def of_requests(self, request_ids: Sequence[int]) -> dict[int, tuple[tables.Reminder, ...]]:
        """The reminders of several applications, each in order."""
        table = tables.Reminder
        found: dict[int, list[tables.Reminder]] = {}
        query = select(table).where(table.request_id.in_(request_ids)).order_by(table.id)
        for row in self._session.scalars(query):
            found.setdefault(row.request_id, []).append(row)
        return {request_id: tuple(rows) for request_id, rows in found.items()}
