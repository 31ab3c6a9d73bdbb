"""Adding rows quickly: one prepared statement a table, the values beside it.

Building an ORM statement with its values anew for every row costs more than SQLCipher takes to write it.
"""

from collections.abc import Sequence
from functools import cache
from typing import Any, cast

from sqlalchemy import Insert, Table, TextClause, insert
from sqlalchemy.orm import Session

from dinsos_desk.db.base import Base


def add_row(session: Session, table: type[Base], values: dict[str, Any]) -> int:
    """Add one row; returns its first key column when that is a number, else 0."""
    result = session.connection().execute(_insert(table), values)
    key = result.inserted_primary_key
    return key[0] if key and isinstance(key[0], int) else 0


def add_rows(session: Session, table: type[Base], rows: Sequence[dict[str, Any]]) -> None:
    """Add several rows of the same columns."""
    if rows:
        session.connection().execute(_insert(table), rows)


def one_id(session: Session, statement: TextClause, **values: Any) -> int | None:
    """The single number a prepared look-up finds, or None."""
    return session.connection().execute(statement, values).scalar()


@cache
def _insert(table: type[Base]) -> Insert:
    return insert(cast(Table, table.__table__))
