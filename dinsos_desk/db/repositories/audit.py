"""Writing into the audit trail, in the transaction of what is told."""

from collections.abc import Callable
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from dinsos_desk.db import tables
from dinsos_desk.db.repositories.rows import add_row
from dinsos_desk.domain.audit import Deed


class Trail:
    """Only grows. ``now``: the clock of the desk."""

    def __init__(self, session: Session, now: Callable[[], datetime]) -> None:
        self._session = session
        self._now = now

    def note(self, user_id: int, deed: Deed, about: str = "", object_id: int | None = None) -> None:
        """Write down what a user does; ``about`` carries no personal data of applicants."""
        values = {"user_id": user_id, "deed": deed.value, "about": about, "object_id": object_id}
        add_row(self._session, tables.AuditEntry, {"at": self._now(), "mark": None, **values})

    def note_failed(self, mark: str, at: datetime, user_id: int | None) -> None:
        """Write down a failed sign-in of earlier, once."""
        table = tables.AuditEntry
        if self._session.scalar(select(table.id).where(table.mark == mark)) is None:
            values = {"at": at, "user_id": user_id, "deed": Deed.FAILED.value, "about": "", "object_id": None}
            add_row(self._session, table, {"mark": mark, **values})
