"""The office and its users."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from dinsos_desk.db import tables
from dinsos_desk.db.repositories.rows import add_row, add_rows
from dinsos_desk.domain.routing import Role
from dinsos_desk.errors import UserError

_CLOSURES = select(tables.Closure.day, tables.Closure.name)


class Offices:
    """The one office of this desk, its officials and its closed days."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def find(self) -> tables.Office | None:
        """The office, or None before the first set-up."""
        return self._session.get(tables.Office, 1)

    def get(self) -> tables.Office:
        """The office. Raises ``UserError`` *kantor_belum_diatur*."""
        office = self.find()
        if office is None:
            raise UserError("kantor_belum_diatur")
        return office

    def keep(self, **columns: Any) -> None:
        """Add the office or change it."""
        office = self.find()
        if office is None:
            add_row(self._session, tables.Office, {"id": 1, **columns})
            return
        for name, value in columns.items():
            setattr(office, name, value)

    def officials(self) -> tuple[tables.Official, ...]:
        """Everybody who holds or held a post, newest first within a post."""
        table = tables.Official
        return tuple(self._session.scalars(select(table).order_by(table.post, table.valid_from.desc())))

    def officials_on(self, day: date) -> tuple[tables.Official, ...]:
        """Everybody who holds a post on a day."""
        table = tables.Official
        until = table.valid_until.is_(None) | (table.valid_until >= day)
        query = select(table).where(table.valid_from <= day, until)
        return tuple(self._session.scalars(query.order_by(table.post, table.valid_from.desc())))

    def official_on(self, post: str, day: date) -> tables.Official | None:
        """Who holds a post on a day; an acting holder (Plt., Plh.) goes before the definitive one."""
        holders = [official for official in self.officials_on(day) if official.post == post]
        return max(holders, key=lambda h: (h.kind != "definitif", h.valid_from, h.id), default=None)

    def keep_official(self, official_id: int | None, **columns: Any) -> int:
        """Add an official or change one; returns the id."""
        if official_id is None:
            return add_row(self._session, tables.Official, columns)
        row = self._session.get(tables.Official, official_id)
        if row is None:
            raise UserError("data_tidak_ditemukan")
        for name, value in columns.items():
            setattr(row, name, value)
        return official_id

    def remove_official(self, official_id: int) -> None:
        """Take an official off the list; letters already made keep their signatory."""
        self._session.execute(delete(tables.Official).where(tables.Official.id == official_id))

    def posts(self) -> tuple[tables.OfficePost, ...]:
        """The posts that this office named itself, in its order; none while it has those of its preset."""
        return tuple(self._session.scalars(select(tables.OfficePost).order_by(tables.OfficePost.place)))

    def set_posts(self, posts: Iterable[tuple[str, str, str, str]]) -> None:
        """Replace the posts: code, name, role and division of each, in order."""
        self._session.execute(delete(tables.OfficePost))
        names = ("code", "name", "role", "division")
        rows = [
            {"place": place, **dict(zip(names, post, strict=True))} for place, post in enumerate(posts, 1)
        ]
        add_rows(self._session, tables.OfficePost, rows)

    def closures(self) -> dict[date, str]:
        """The closed days and their names."""
        rows = self._session.execute(_CLOSURES)
        return {row.day: row.name for row in rows}

    def set_closures(self, closures: dict[date, str]) -> None:
        """Replace the closed days."""
        self._session.execute(delete(tables.Closure))
        if closures:
            rows = [{"day": day, "name": name} for day, name in sorted(closures.items())]
            add_rows(self._session, tables.Closure, rows)


class Users:
    """Who may sign in."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def by_login(self, login: str) -> tables.User | None:
        """The user with this sign-in name (letter case aside)."""
        return self._session.scalar(select(tables.User).where(tables.User.login == login))

    def get(self, user_id: int) -> tables.User:
        """The user with this id. Raises ``UserError`` *data_tidak_ditemukan*."""
        user = self._session.get(tables.User, user_id)
        if user is None:
            raise UserError("data_tidak_ditemukan")
        return user

    def all(self) -> tuple[tables.User, ...]:
        """Every user, disabled ones too, by name."""
        return tuple(self._session.scalars(select(tables.User).order_by(tables.User.name)))

    def roles(self, user_id: int) -> frozenset[Role]:
        """The hats of a user."""
        rows = self._session.scalars(select(tables.UserRole.role).where(tables.UserRole.user_id == user_id))
        return frozenset(Role(role) for role in rows)

    def add(
        self, login: str, name: str, post: str, division: str, roles: Iterable[Role], now: datetime
    ) -> int:
        """Add a user; returns the id."""
        columns = {
            "login": login,
            "name": name,
            "post": post,
            "division": division,
            "active": True,
            "created_at": now,
        }
        user_id = add_row(self._session, tables.User, columns)
        self.set_roles(user_id, roles)
        return user_id

    def set_roles(self, user_id: int, roles: Iterable[Role]) -> None:
        """Replace the hats of a user."""
        self._session.execute(delete(tables.UserRole).where(tables.UserRole.user_id == user_id))
        rows = [{"user_id": user_id, "role": role.value} for role in sorted(set(roles))]
        add_rows(self._session, tables.UserRole, rows)
