"""Complaints as lists show them, the figures of the first screen, and those open for somebody."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, func, or_, select
from sqlalchemy.orm import Session, aliased

from dinsos_desk.db.queries.people.finding import standing
from dinsos_desk.db.queries.requests.figures import Visibility
from dinsos_desk.db.search import search_words
from dinsos_desk.db.tables import Complaint, Person, PersonMerge, Request
from dinsos_desk.domain.complaints import OPEN_COMPLAINTS, ComplaintState

OPEN, LATE, DONE, ALL = "terbuka", "terlambat", "selesai", "semua"
_OPEN = [state.value for state in OPEN_COMPLAINTS]


@dataclass(frozen=True)
class ComplaintRow:
    """One complaint. ``who`` is empty for somebody without a name; ``receipt`` that of its application."""

    id: int
    number: str
    channel: str
    category: str
    text: str
    who: str
    anonymous: bool
    person_id: int | None
    request_id: int | None
    receipt: str
    service_name: str
    received_at: datetime
    due_on: date | None
    state: ComplaintState
    handler: str
    finished_at: datetime | None

    def is_late(self, today: date) -> bool:
        """Whether the published limit ran out before it was answered."""
        last = self.finished_at.date() if self.finished_at is not None else today
        return self.due_on is not None and last > self.due_on


def seen_by(sees: Visibility) -> ColumnElement[bool] | None:
    """What a user may see: a Kasi or Kabid what is of their division, of none, or was forwarded to it."""
    if not sees.is_narrowed:
        return None
    return or_(Complaint.division.in_((sees.division, "")), Complaint.handler_division == sees.division)


def complaint_rows(
    session: Session, sees: Visibility, part: str, text: str, today: date, limit: int
) -> tuple[ComplaintRow, ...]:
    """One part of the list: open ones by their limit, the others the newest first."""
    query = _rows()
    seen = seen_by(sees)
    if seen is not None:
        query = query.where(seen)
    if part == DONE:
        query = query.where(Complaint.state.not_in(_OPEN))
    elif part in (OPEN, LATE):
        query = query.where(Complaint.state.in_(_OPEN))
    if part == LATE:
        query = query.where(Complaint.due_on < today)
    for word in search_words(text).split():
        query = query.where(
            or_(
                Complaint.search.contains(word, autoescape=True), Person.name.icontains(word, autoescape=True)
            )
        )
    if part in (OPEN, LATE):
        query = query.order_by(Complaint.due_on.is_(None), Complaint.due_on, Complaint.id)
    else:
        query = query.order_by(Complaint.received_at.desc(), Complaint.id.desc())
    return tuple(_row(found) for found in session.execute(query.limit(limit)))


def one_complaint(session: Session, complaint_id: int) -> ComplaintRow | None:
    """One complaint as lists show it."""
    found = session.execute(_rows().where(Complaint.id == complaint_id)).one_or_none()
    return _row(found) if found is not None else None


def complaint_numbered(session: Session, number: str, sees: Visibility) -> int | None:
    """The id of the complaint with exactly this number, None when there is none that this user sees."""
    query = select(Complaint.id).where(Complaint.number == number.strip())
    seen = seen_by(sees)
    return session.scalar((query if seen is None else query.where(seen)).limit(1))


@dataclass(frozen=True)
class ComplaintFigures:
    """How many are open, and how many of them are late."""

    open: int = 0
    late: int = 0


def complaint_figures(session: Session, sees: Visibility, today: date) -> ComplaintFigures:
    """The figures of the first screen, in one statement."""
    late = func.coalesce(func.sum(case((Complaint.due_on < today, 1), else_=0)), 0)
    query = select(func.count(), late).select_from(Complaint).where(Complaint.state.in_(_OPEN))
    seen = seen_by(sees)
    row = session.execute(query if seen is None else query.where(seen)).one()
    return ComplaintFigures(*row)


@dataclass(frozen=True)
class OpenComplaint:
    """An open complaint of somebody; ``person_id`` and ``person_name`` whose it is."""

    id: int
    number: str
    state: ComplaintState
    received_on: date
    due_on: date | None
    person_id: int
    person_name: str


def open_for_household(session: Session, person_id: int, sees: Visibility) -> tuple[OpenComplaint, ...]:
    """Open complaints that a person, or others of the same KK, brought under their name, the newest first."""
    own, merge = aliased(Person), PersonMerge
    kk = select(own.kk).where(own.id == person_id, own.kk != "").scalar_subquery()
    members = (
        select(Person.id.label("known"), Person.id.label("who"))
        .where(or_(Person.id == person_id, and_(Person.kk == kk, standing())))
        .cte("members", recursive=True)
    )
    absorbed = select(merge.absorbed_id, members.c.who).join(members, merge.survivor_id == members.c.known)
    members = members.union(absorbed.where(merge.undone_at.is_(None)))
    query = (
        select(
            Complaint.id, Complaint.number, Complaint.state, Complaint.received_at, Complaint.due_on,
            Person.id, Person.name,
        )
        .join(members, members.c.known == Complaint.person_id)
        .join(Person, Person.id == members.c.who)
        .where(Complaint.state.in_(_OPEN))
    )  # fmt: skip
    seen = seen_by(sees)
    if seen is not None:
        query = query.where(seen)
    return tuple(
        OpenComplaint(i, number, ComplaintState(state), at.date(), due, who, name)
        for i, number, state, at, due, who, name in session.execute(query.order_by(Complaint.id.desc()))
    )


def complaints_of_request(session: Session, request_id: int, sees: Visibility) -> tuple[ComplaintRow, ...]:
    """The complaints about one application, the newest first."""
    query = _rows().where(Complaint.request_id == request_id).order_by(Complaint.id.desc())
    seen = seen_by(sees)
    return tuple(_row(found) for found in session.execute(query if seen is None else query.where(seen)))


def complaints_of_person(
    session: Session, records: Sequence[int], sees: Visibility, limit: int = 50
) -> tuple[ComplaintRow, ...]:
    """The complaints somebody brought under their name, newest first; ``records``: all that are theirs."""
    query = _rows().where(Complaint.person_id.in_(records)).order_by(Complaint.id.desc()).limit(limit)
    seen = seen_by(sees)
    return tuple(_row(found) for found in session.execute(query if seen is None else query.where(seen)))


def _rows() -> Select[Any]:
    columns: list[Any] = [
        Complaint.id,
        Complaint.number,
        Complaint.channel,
        Complaint.category,
        Complaint.text,
        func.coalesce(Person.name, Complaint.name),
        Complaint.anonymous,
        Complaint.person_id,
        Complaint.request_id,
        func.coalesce(Request.receipt, ""),
        Complaint.service_name,
        Complaint.received_at,
        Complaint.due_on,
        Complaint.state,
        Complaint.handler,
        Complaint.finished_at,
    ]
    return (
        select(*columns)
        .outerjoin(Person, Person.id == Complaint.person_id)
        .outerjoin(Request, Request.id == Complaint.request_id)
    )


def _row(found: Any) -> ComplaintRow:
    values: list[Any] = list(found)
    values[13] = ComplaintState(values[13])
    return ComplaintRow(*values)


def complaints_in(session: Session, sees: Visibility, start: datetime, end: datetime) -> list[int]:
    """The ids of those that came in from ``start`` until before ``end``, in the order of their numbers."""
    query = select(Complaint.id).where(Complaint.received_at >= start, Complaint.received_at < end)
    seen = seen_by(sees)
    if seen is not None:
        query = query.where(seen)
    return list(session.scalars(query.order_by(Complaint.year, Complaint.serial, Complaint.id)))
