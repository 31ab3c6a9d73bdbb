"""Complaints: kept, moved on, corrected. Steps are only ever added."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from dinsos_desk.db import tables
from dinsos_desk.db.repositories.rows import add_row
from dinsos_desk.errors import Conflict, UserError

_EMPTY_STEP: dict[str, Any] = {"words": "", "handler": "", "reason": "", "corrects_id": None}


class Complaints:
    """Every change says which version it expects: what somebody else did first stands."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def get(self, complaint_id: int) -> tables.Complaint:
        """One of them. Raises ``UserError`` *pengaduan_tidak_ditemukan*."""
        row = self._session.get(tables.Complaint, complaint_id)
        if row is None:
            raise UserError("pengaduan_tidak_ditemukan")
        return row

    def is_numbered(self, number: str) -> bool:
        """Whether a complaint carries this number."""
        query = select(tables.Complaint.id).where(tables.Complaint.number == number)
        return self._session.scalar(query) is not None

    def add(self, **columns: Any) -> int:
        """Keep a new one; returns its id."""
        empty = {"handler": "", "handler_division": "", "finished_at": None, "version": 1}
        return add_row(self._session, tables.Complaint, {**empty, **columns})

    def change(self, complaint_id: int, version: int, **columns: Any) -> None:
        """Change what may change. Raises ``Conflict`` *pengaduan_berubah*."""
        table = tables.Complaint
        statement = (
            update(table)
            .where(table.id == complaint_id, table.version == version)
            .values(version=version + 1, **columns)
            .execution_options(synchronize_session=False)
        )
        if self._session.execute(statement).rowcount != 1:  # type: ignore[attr-defined]
            raise Conflict("pengaduan_berubah")
        self._session.expire_all()

    def add_step(
        self,
        complaint_id: int,
        at: datetime,
        user_id: int,
        deed: str,
        before: dict[str, Any] | None = None,
        **columns: Any,
    ) -> int:
        """Write a step down; returns its id."""
        values = {"complaint_id": complaint_id, "at": at, "user_id": user_id, "deed": deed}
        return add_row(
            self._session, tables.ComplaintStep, {**_EMPTY_STEP, **values, "before": before or {}, **columns}
        )

    def steps(self, complaint_ids: Sequence[int]) -> dict[int, tuple[tables.ComplaintStep, ...]]:
        """The steps of several complaints, each in order."""
        table = tables.ComplaintStep
        found: dict[int, list[tables.ComplaintStep]] = {}
        query = select(table).where(table.complaint_id.in_(complaint_ids)).order_by(table.id)
        for row in self._session.scalars(query):
            found.setdefault(row.complaint_id, []).append(row)
        return {complaint_id: tuple(rows) for complaint_id, rows in found.items()}


def plain_facts(row: tables.Complaint) -> dict[str, Any]:
    """What may be corrected in a complaint, as JSON keeps it."""
    names = ("channel", "reference", "category", "text", "person_id", "name", "contact", "anonymous")
    facts = {name: getattr(row, name) for name in (*names, "request_id", "service_code", "service_name")}
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in facts.items()}
