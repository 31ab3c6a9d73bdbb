"""The last moment the desk's clock has seen, and who set it right."""

from datetime import datetime

from sqlalchemy import update
from sqlalchemy.orm import Session

from dinsos_desk.db import tables
from dinsos_desk.db.repositories.rows import add_row


class Clocks:
    """One moment that only grows, but when somebody says that the PC's clock is right."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def seen(self) -> datetime | None:
        """The last moment; None in an office where no clock was looked at yet."""
        row = self._session.get(tables.ClockSeen, 1)
        return row.at if row is not None else None

    def keep(self, moment: datetime) -> None:
        """Remember a moment."""
        table = tables.ClockSeen
        changed = self._session.execute(
            update(table).where(table.id == 1).values(at=moment).execution_options(synchronize_session=False)
        )
        if changed.rowcount != 1:  # type: ignore[attr-defined]
            add_row(self._session, table, {"id": 1, "at": moment})

    def set_right(self, seen: datetime, taken: datetime, user_id: int) -> None:
        """Go on from the PC's time although a later moment was seen."""
        add_row(self._session, tables.ClockStep, {"seen": seen, "taken": taken, "user_id": user_id})
        self.keep(taken)
