"""Who looked at whose NIK in full: the rows of the list, the newest first, page by page."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select, tuple_
from sqlalchemy.orm import Session

from dinsos_desk.db.queries.recaps.figures import Period
from dinsos_desk.db.tables import NikShown, Person, User
from dinsos_desk.domain.people import mask_nik


@dataclass(frozen=True)
class ShownRow:
    """One look at somebody's numbers; the NIK is masked as everywhere. ``place``: a ``ShownAt`` value."""

    id: int
    at: datetime
    user: str
    name: str
    masked_nik: str
    place: str


@dataclass(frozen=True)
class ShownFilter:
    """Which looks: of one user (None: of all) in a period."""

    period: Period
    user_id: int | None = None


def shown_rows(
    session: Session, wanted: ShownFilter, after: ShownRow | None = None, limit: int = 100
) -> tuple[ShownRow, ...]:
    """The looks that fit, the newest first; ``after``: the last row of the page before."""
    query = (
        select(NikShown.id, NikShown.at, User.name, Person.name, Person.nik, Person.kk, NikShown.place)
        .join(User, User.id == NikShown.user_id)
        .join(Person, Person.id == NikShown.person_id)
        .where(NikShown.at >= wanted.period.start, NikShown.at < wanted.period.end)
    )
    if wanted.user_id is not None:
        query = query.where(NikShown.user_id == wanted.user_id)
    if after is not None:
        query = query.where(tuple_(NikShown.at, NikShown.id) < (after.at, after.id))
    rows = session.execute(query.order_by(NikShown.at.desc(), NikShown.id.desc()).limit(limit))
    return tuple(
        ShownRow(i, at, user, name, mask_nik(nik or "") or (f"KK {mask_nik(kk)}" if kk else ""), place)
        for i, at, user, name, nik, kk, place in rows
    )


def users_who_looked(session: Session) -> tuple[tuple[int, str], ...]:
    """Everybody who ever looked, by name."""
    looked = select(NikShown.user_id).distinct()
    query = select(User.id, User.name).where(User.id.in_(looked)).order_by(User.name)
    return tuple((known_id, name) for known_id, name in session.execute(query))
