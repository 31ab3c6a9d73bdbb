"""How a user wants the lists: remembered choices, and filters under a name."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import delete, func, select, update
from sqlalchemy.dialects.sqlite import insert
from sqlalchemy.orm import Session

from dinsos_desk.db import tables
from dinsos_desk.db.repositories.rows import add_row


@dataclass(frozen=True)
class NamedContent:
    """A filter of a list as kept. ``content`` is plain JSON."""

    id: int
    name: str
    content: dict[str, Any]


class Preferences:
    """The choices of one user at a time."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def value(self, user_id: int, key: str) -> Any:
        """What was remembered under a key, None for nothing."""
        row = self._session.get(tables.UserPreference, (user_id, key))
        return row.value if row is not None else None

    def remember(self, user_id: int, key: str, value: Any) -> None:
        """Remember a plain value under a key."""
        statement = insert(tables.UserPreference).values(user_id=user_id, key=key, value=value)
        statement = statement.on_conflict_do_update(set_={"value": statement.excluded.value})
        self._session.execute(statement)

    def filters(self, user_id: int, list_code: str) -> tuple[NamedContent, ...]:
        """The saved filters of a list by name."""
        table = tables.SavedFilter
        rows = self._session.scalars(
            select(table)
            .where(table.user_id == user_id, table.list == list_code)
            .order_by(func.lower(table.name), table.id)
        )
        return tuple(NamedContent(row.id, row.name, row.content) for row in rows)

    def add_filter(self, user_id: int, list_code: str, name: str, content: dict[str, Any]) -> int:
        """Keep a filter under a name that is free; returns its id."""
        values = {"user_id": user_id, "list": list_code, "name": name, "content": content}
        return add_row(self._session, tables.SavedFilter, values)

    def change_filter(self, user_id: int, filter_id: int, **values: Any) -> bool:
        """Give a filter of this user another name or content; whether it is still there."""
        table = tables.SavedFilter
        own = update(table).where(table.id == filter_id, table.user_id == user_id)
        return bool(self._session.execute(own.values(**values)).rowcount)  # type: ignore[attr-defined]

    def remove_filter(self, user_id: int, filter_id: int) -> None:
        """Throw a filter of this user away."""
        table = tables.SavedFilter
        self._session.execute(delete(table).where(table.id == filter_id, table.user_id == user_id))
