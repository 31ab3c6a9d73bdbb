"""The applications of a period one by one: for the detail sheet, and those that were late."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, func, or_, select
from sqlalchemy.orm import Session

from dinsos_desk.db.queries.recaps.figures import EVERYTHING, Meaning, Period, seen_by
from dinsos_desk.db.queries.requests.rows import Visibility, taken_over_by
from dinsos_desk.db.tables import (
    Lateness,
    Letter,
    Person,
    Request,
    RequestParty,
    ServiceVersion,
    User,
)
from dinsos_desk.domain.routing import OPEN_STATES, RequestState

_AT_ONCE = 500


@dataclass(frozen=True)
class DetailRow:
    """One application in the detail sheet. ``late_reason``: with who gave it and when.

    ``passed_on``: who took it over from here.
    """

    receipt: str
    register_no: int
    service_name: str
    client_name: str
    applicant_name: str
    client_nik: str
    received_at: datetime
    due_at: datetime | None
    finished_at: datetime | None
    state: RequestState
    stage_name: str
    on_time: bool | None
    letter_number: str
    village: str
    district: str
    officer: str
    late_reason: str = ""
    passed_on: str = ""


def details(session: Session, period: Period, sees: Visibility = EVERYTHING) -> Iterator[DetailRow]:
    """Every application that was open in the period or received in it, by service and in order of receipt."""
    return _read(session, Meaning(period).touched, sees)


def count_details(session: Session, period: Period, sees: Visibility = EVERYTHING) -> int:
    """How many there are."""
    query = select(func.count()).select_from(Request).where(Meaning(period).touched, *seen_by(sees))
    return session.scalar(query) or 0


def late_cases(
    session: Session, period: Period, now: datetime, sees: Visibility = EVERYTHING
) -> Iterator[DetailRow]:
    """What was finished late in the period, and what had run out by its end and was still under way."""
    return _read(session, late_condition(period, now), sees)


def late_condition(period: Period, now: datetime) -> ColumnElement[bool]:
    """Finished late in the period; or open at its end with the promised time run out and no clock resting."""
    means = Meaning(period)
    overdue = and_(
        means.left_open,
        Request.due_at < min(period.end, now),
        Request.paused_at.is_(None),
        or_(Request.finished_at.is_not(None), Request.state.in_([one.value for one in OPEN_STATES])),
    )
    return or_(means.late, overdue)


def _nik_of_client() -> ColumnElement[str | None]:
    """Of a finished application the NIK that was known then."""
    kept = func.json_extract(RequestParty.as_was, "$.nik")
    return case((RequestParty.as_was.is_(None), Person.nik), else_=kept)


def _query() -> Select[Any]:
    number = (
        select(func.group_concat(Letter.number, ", "))
        .where(Letter.request_id == Request.id, Letter.number != "")
        .correlate(Request)
        .scalar_subquery()
    )
    who = Lateness.reason + " (" + User.name + ", " + func.strftime("%d/%m/%Y", Lateness.at) + ")"
    reason = (
        select(who)
        .join(User, User.id == Lateness.user_id)
        .where(Lateness.request_id == Request.id)
        .order_by(Lateness.id.desc())
        .limit(1)
        .correlate(Request)
        .scalar_subquery()
    )
    officer = select(User.name).where(User.id == Request.taken_by).correlate(Request).scalar_subquery()
    columns: list[Any] = [
        Request.id,
        Request.receipt,
        Request.register_no,
        ServiceVersion.short_name.label("service_name"),
        Request.client_name,
        Request.applicant_name,
        func.coalesce(_nik_of_client(), "").label("client_nik"),
        Request.received_at,
        Request.due_at,
        Request.finished_at,
        Request.state,
        Request.stage_name,
        Request.on_time,
        func.coalesce(number, "").label("letter_number"),
        Request.client_village.label("village"),
        Request.client_district.label("district"),
        officer.label("officer"),
        func.coalesce(reason, "").label("late_reason"),
        taken_over_by().label("passed_on"),
    ]
    query: Select[Any] = select(*columns)
    return (
        query.join(ServiceVersion, ServiceVersion.id == Request.version_id)
        .outerjoin(
            RequestParty,
            and_(RequestParty.request_id == Request.id, RequestParty.party == ServiceVersion.client_party),
        )
        .outerjoin(Person, Person.id == RequestParty.person_id)
    )


def _read(session: Session, wanted: ColumnElement[bool], sees: Visibility) -> Iterator[DetailRow]:
    """First which ones, from an index alone; then their words, as many at once as are read quickly.

    Asked for all at once the database would walk through every application there ever was, in the order of
    the registers.
    """
    which = select(Request.service_code, Request.id).where(wanted, *seen_by(sees))
    ids = [number for _, number in sorted(tuple(row) for row in session.execute(which))]
    query = _query()
    for first in range(0, len(ids), _AT_ONCE):
        some = ids[first : first + _AT_ONCE]
        found = {row["id"]: row for row in session.execute(query.where(Request.id.in_(some))).mappings()}
        for number in some:
            if number in found:
                values = {name: value for name, value in found[number].items() if name != "id"}
                yield DetailRow(**{**values, "state": RequestState(values["state"])})
