"""The office's own layouts of the recap, by name and version."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from dinsos_desk.db.repositories.rows import add_row
from dinsos_desk.db.tables import RecapLayout, User


@dataclass(frozen=True)
class LayoutRow:
    """One version, without its content. ``taken_out``: with it the layout went out of use."""

    id: int
    name: str
    version: int
    file_name: str
    at: datetime
    who: str
    reason: str
    taken_out: bool
    newest: bool


def layout_rows(session: Session) -> tuple[LayoutRow, ...]:
    """Every version of every layout, by name, the newest first."""
    query = (
        select(
            RecapLayout.id,
            RecapLayout.name,
            RecapLayout.version,
            RecapLayout.file_name,
            RecapLayout.at,
            User.name,
            RecapLayout.reason,
            RecapLayout.content.is_(None),
        )
        .join(User, User.id == RecapLayout.user_id)
        .order_by(func.lower(RecapLayout.name), RecapLayout.name, RecapLayout.version.desc())
    )
    found: list[LayoutRow] = []
    for row in session.execute(query):
        newest = not found or found[-1].name != row[1]
        found.append(LayoutRow(*row, newest=newest))
    return tuple(found)


def layout_content(session: Session, layout_id: int) -> tuple[str, str, bytes] | None:
    """Name, file name and content of a version; None when it is not there or has none."""
    row = session.get(RecapLayout, layout_id)
    return None if row is None or row.content is None else (row.name, row.file_name, row.content)


def layouts_in_use(session: Session) -> tuple[tuple[str, str, bytes], ...]:
    """Name, file name and content of the newest version of each layout that is in use, by name."""
    newest = select(func.max(RecapLayout.id)).group_by(RecapLayout.name)
    query = (
        select(RecapLayout.name, RecapLayout.file_name, RecapLayout.content)
        .where(RecapLayout.id.in_(newest), RecapLayout.content.is_not(None))
        .order_by(func.lower(RecapLayout.name))
    )
    return tuple((name, file, content or b"") for name, file, content in session.execute(query))


def add_version(session: Session, name: str, **values: Any) -> int:
    """Keep a further version of a layout; returns its number."""
    last = session.scalar(select(func.max(RecapLayout.version)).where(RecapLayout.name == name)) or 0
    add_row(session, RecapLayout, {"name": name, "version": last + 1, "reason": "", **values})
    return last + 1
