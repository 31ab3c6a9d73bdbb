"""The office and its users."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from dinsos_desk.db import tables
from dinsos_desk.db.repositories.rows import add_row, add_rows
from dinsos_desk.domain.routing import Role
from dinsos_desk.errors import UserError

_CLOSURES = select(tables.Closure.day, tables.Closure.name)


IN_NAME_OF = ("an", "ub")
"""Kinds of deputies who sign in somebody's name, under a title of their own."""
_ACTING = {"plt": ("Plt.",), "plh": ("Plh.",)}


@dataclass(frozen=True)
class Signatory:
    """Who signs on a day, as the signature block needs it. ``mandator``: in whose name, for a.n. and u.b."""

    kind: str
    title: str
    name: str
    rank: str
    nip: str
    mandator: str = ""


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

    def official_on(self, post: str, day: date) -> Signatory | None:
        """Who signs for a post on a day; a deputy (Plt., Plh., a.n., u.b.) goes before the definitive holder,
        of several deputies the one who began last.
        """
        holders = [official for official in self.officials_on(day) if official.post == post]
        chosen = max(holders, key=lambda h: (h.kind != "definitif", h.valid_from, h.id), default=None)
        if chosen is None:
            return None
        mandator = self._mandator(post, holders) if chosen.kind in IN_NAME_OF else ""
        return Signatory(chosen.kind, chosen.title, chosen.name, chosen.rank, chosen.nip, mandator)

    def _mandator(self, post: str, holders: Sequence[tables.Official]) -> str:
        """In whose name a deputy signs: the title of who holds the post that day, else held it last."""
        acting = [one for one in holders if one.kind not in IN_NAME_OF]
        known = acting or [o for o in self.officials() if o.post == post and o.kind == "definitif"]
        if not known:
            named = self._session.get(tables.OfficePost, post)
            return (named.name if named is not None else post.replace("_", " ")).upper()
        holder = max(known, key=lambda h: (h.kind == "definitif", h.valid_from, h.id))
        return " ".join((*_ACTING.get(holder.kind, ()), *holder.title.split())).rstrip(",")

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

    def safety(self) -> dict[str, int]:
        """The office's own rules of passwords and locks; none while it changed nothing."""
        row = self._session.get(tables.Safety, 1)
        if row is None:
            return {}
        return {column.name: getattr(row, column.name) for column in tables.Safety.__table__.columns}

    def keep_safety(self, rules: Mapping[str, int]) -> None:
        """Replace these rules."""
        self._session.execute(delete(tables.Safety))
        add_row(self._session, tables.Safety, {"id": 1, **rules})

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
