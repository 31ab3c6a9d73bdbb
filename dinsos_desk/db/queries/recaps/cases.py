"""The applications behind a figure of a recap, counted by the same conditions as the figure."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, case, func, select
from sqlalchemy.orm import Session

from dinsos_desk.db.queries.recaps.clients import age_condition, client_party, client_sex
from dinsos_desk.db.queries.recaps.details import late_condition
from dinsos_desk.db.queries.recaps.figures import (
    COUNTS,
    Meaning,
    Period,
    last_step_before,
    seen_by,
    with_applicant,
)
from dinsos_desk.db.queries.recaps.parts import decided_condition, issued_condition, lacking_condition
from dinsos_desk.db.queries.requests.rows import RequestRow, Visibility, read_rows, rows_query
from dinsos_desk.db.tables import History, Person, Request, RequestParty, ServiceVersion, User

MEASURES = frozenset({*COUNTS, "unpromised", "overdue", "decided", "issued", "lacking"})
"""What a figure may count: the names of ``ServiceFigures``, and ``overdue`` (late, or run out and open),
``decided`` (by somebody at a stage), ``issued`` (a product), ``lacking`` (a paper)."""


@dataclass(frozen=True)
class Behind:
    """A figure. Empty parts do not narrow.

    ``places``: district, then village. ``field`` and ``kind``: the answer that says which kind a client is.
    ``sex`` and ``age`` may be "?" for what is not known. ``part``: a stage, a product or a requirement.
    """

    period: Period
    measure: str
    service: str = ""
    places: tuple[str, ...] = ()
    officer: str = ""
    field: str = ""
    kind: str = ""
    sex: str = ""
    age: str = ""
    part: str = ""


def cases_behind(
    session: Session,
    behind: Behind,
    sees: Visibility,
    now: datetime,
    *,
    after: int | None = None,
    limit: int = 200,
) -> tuple[RequestRow, ...]:
    """One page, the newest first; ``after`` is the id of the last row of the page before."""
    query = rows_query().where(Request.id.in_(_ids(behind, sees, now)))
    if after is not None:
        query = query.where(Request.id < after)
    return read_rows(session, query.order_by(Request.id.desc()).limit(limit))


def count_behind(session: Session, behind: Behind, sees: Visibility, now: datetime) -> int:
    """How many applications there are: as many as the figure says, where it counts applications."""
    return session.scalar(select(func.count()).select_from(_ids(behind, sees, now).subquery())) or 0


def _ids(behind: Behind, sees: Visibility, now: datetime) -> Select[Any]:
    query: Select[Any] = select(Request.id).where(*seen_by(sees))
    means = Meaning(behind.period)
    measure = behind.measure
    if measure in ("returned", "open"):
        waits = with_applicant()
        query = query.join(History, History.id == last_step_before(behind.period.end), isouter=True)
        back = case((waits, True), else_=False)
        query = query.where(means.left_open, back.is_(measure == "returned"))
    else:
        query = query.where(_condition(behind, means, now))
    if behind.sex or behind.age:
        query = (
            query.join(ServiceVersion, ServiceVersion.id == Request.version_id)
            .outerjoin(RequestParty, client_party())
            .outerjoin(Person, Person.id == RequestParty.person_id)
        )
    return query.where(*_narrowed(behind))


def _condition(behind: Behind, means: Meaning, now: datetime) -> ColumnElement[bool]:
    if behind.measure == "overdue":
        return late_condition(behind.period, now)
    if behind.measure == "decided":
        return decided_condition(behind.period, behind.part, behind.officer)
    if behind.measure == "issued":
        return issued_condition(behind.period, behind.part)
    if behind.measure == "lacking":
        return lacking_condition(behind.period, behind.part)
    found: ColumnElement[bool] = getattr(means, behind.measure)
    return found


def _narrowed(behind: Behind) -> list[ColumnElement[bool]]:
    clauses: list[ColumnElement[bool]] = []
    if behind.service:
        clauses.append(Request.service_code == behind.service)
    for column, name in zip((Request.client_district, Request.client_village), behind.places, strict=False):
        clauses.append(column == name)
    if behind.field:
        answer: Any = func.json_extract(Request.answers, f'$."{behind.field}"')
        clauses.append(func.coalesce(answer, "") == behind.kind)
    if behind.sex:
        clauses.append(client_sex() == behind.sex.replace("?", ""))
    if behind.age:
        clauses.append(age_condition(behind.age.replace("?", "")))
    if behind.officer and behind.measure != "decided":
        clauses.append(_taken_by(behind.officer))
    return clauses


def _taken_by(name: str) -> ColumnElement[bool]:
    return Request.taken_by.in_(select(User.id).where(User.name == name))
