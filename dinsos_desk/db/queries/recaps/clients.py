"""Who the clients of a period were: kind, sex and age."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Integer, and_, case, cast, func, literal, select
from sqlalchemy.orm import Session

from dinsos_desk.db.queries.recaps.figures import EVERYTHING, Meaning, Period, counted, seen_by
from dinsos_desk.db.queries.requests.rows import Visibility
from dinsos_desk.db.tables import Person, Request, RequestParty, ServiceVersion

AGES = ("balita", "anak", "dewasa", "lansia", "")
"""Below 5, 5 to 17, 18 to 59, 60 and above (Law 13/1998), and not known."""
_SPANS = {"balita": (None, 5), "anak": (5, 18), "dewasa": (18, 60), "lansia": (60, None)}
"""From so many years, and below so many."""


@dataclass(frozen=True)
class ClientGroup:
    """Applications received, by the client's kind as the service asked for it, sex (L, P, "") and age."""

    service_code: str
    kind: str
    sex: str
    age: str
    number: int


def client_groups(
    session: Session, period: Period, kinds: Mapping[str, str], sees: Visibility = EVERYTHING
) -> tuple[ClientGroup, ...]:
    """The clients of what was received. ``kinds``: by service the field that says which kind they are."""
    kind: Any = literal("")
    if kinds:
        asked = {code: func.json_extract(Request.answers, f'$."{field}"') for code, field in kinds.items()}
        kind = func.coalesce(case(asked, value=Request.service_code, else_=""), "")
    query = (
        select(Request.service_code, kind, client_sex(), _years())
        .join(ServiceVersion, ServiceVersion.id == Request.version_id)
        .outerjoin(RequestParty, client_party())
        .outerjoin(Person, Person.id == RequestParty.person_id)
        .where(Meaning(period).received, *seen_by(sees))
    )
    groups: Counter[tuple[str, str, str, str]] = Counter()
    for (code, said, sex, years), number in counted(session, query).items():
        groups[code, str(said), sex, age_group(years)] += number
    return tuple(ClientGroup(*key, number) for key, number in sorted(groups.items()))


def client_party() -> ColumnElement[bool]:
    """Joins the party that is the client of an application."""
    return and_(RequestParty.request_id == Request.id, RequestParty.party == ServiceVersion.client_party)


def client_sex() -> ColumnElement[str]:
    """L, P or nothing, as known when a finished application was finished."""
    return _of_client("sex", Person.sex)


def age_condition(group: str) -> ColumnElement[bool]:
    """Whether a client belongs to one of ``AGES``, on the day of receipt."""
    years = _years()
    if not group:
        return years.is_(None)
    first, beyond = _SPANS[group]
    lowest = years >= first if first is not None else years.is_not(None)
    return and_(lowest, years < beyond) if beyond is not None else lowest


def age_group(years: int | None) -> str:
    """One of ``AGES``."""
    if years is None:
        return ""
    return next(code for code, (_, beyond) in _SPANS.items() if beyond is None or years < beyond)


def _of_client(name: str, column: Any) -> ColumnElement[Any]:
    kept = func.json_extract(RequestParty.as_was, f"$.{name}")
    return func.coalesce(case((RequestParty.as_was.is_(None), column), else_=kept), "")


def _years() -> ColumnElement[int | None]:
    """The age on the day of receipt; of somebody without a birth date the age that was estimated."""
    received = _digits(func.substr(Request.received_at, 1, 10))
    born = func.nullif(_of_client("birth_date", Person.birth_date), "")
    known = (received - _digits(born)) // 10000
    guessed = cast(func.nullif(_of_client("estimated_age", Person.estimated_age), ""), Integer)
    return func.coalesce(known, guessed)


def _digits(day: Any) -> Any:
    """An ISO day as the number YYYYMMDD; whole division by 10,000 of a difference gives whole years."""
    return cast(func.replace(day, "-", ""), Integer)
