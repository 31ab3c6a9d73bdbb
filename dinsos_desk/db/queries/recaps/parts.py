"""What stands behind the figures of a period: work at the stages, products, missing papers, months."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import ColumnElement, and_, case, func, literal, literal_column, or_, select
from sqlalchemy.orm import Session

from dinsos_desk.db.queries.recaps.figures import (
    EVERYTHING,
    Meaning,
    Period,
    counted,
    counted_portions,
    seen_by,
)
from dinsos_desk.db.queries.requests.rows import Visibility
from dinsos_desk.db.tables import (
    History,
    IssuedNumber,
    Letter,
    Paper,
    Request,
    User,
)
from dinsos_desk.db.tables.requests import LACKING
from dinsos_desk.domain.checklist import PaperState
from dinsos_desk.domain.routing import Action

_BUCKET_S = 60
_ASKED = (Action.RETURN.value, Action.ASK_PAPERS.value)
_DECISIONS = (Action.APPROVE.value, Action.REJECT.value, *_ASKED)
_FIRST_HISTORY: ColumnElement[int] = literal_column("+history.request_id")
_FIRST_PAPER: ColumnElement[int] = literal_column("+paper.request_id")
"""SQLite begins with the table whose column has a plus: along its own index, one look at each application."""


@dataclass(frozen=True)
class StageWork:
    """How often somebody decided at a stage of a service after so many minutes, and the seconds of all."""

    service_code: str
    stage: str
    user: str
    minutes: int
    times: int
    seconds: int


def stage_work(session: Session, period: Period, sees: Visibility = EVERYTHING) -> tuple[StageWork, ...]:
    """The decisions of a period; time on the clock since the application reached the stage."""
    query = (
        select(Request.service_code, History.stage, History.user_id, History.stage_seconds)
        .select_from(History)
        .join(Request, Request.id == _FIRST_HISTORY)
        .where(
            History.at >= period.start,
            History.at < period.end,
            History.action.in_(_DECISIONS),
            *seen_by(sees),
        )
    )
    sums: dict[tuple[str, str, int, int], list[int]] = {}
    for portion in counted_portions(session, query):
        for (code, stage, user, seconds), times in portion.items():
            group = sums.setdefault((code, stage, user, seconds // _BUCKET_S), [0, 0])
            group[0] += times
            group[1] += times * seconds
    names = user_names(session)
    return tuple(
        StageWork(code, stage, names.get(user, ""), minutes, times, seconds)
        for (code, stage, user, minutes), (times, seconds) in sums.items()
    )


def received_by_officer(session: Session, period: Period, sees: Visibility = EVERYTHING) -> dict[str, int]:
    """How many applications each officer took in."""
    query = select(Request.taken_by).where(Meaning(period).received, *seen_by(sees))
    names = user_names(session)
    found: Counter[str] = Counter()
    for (user,), number in counted(session, query).items():
        found[names.get(user, "")] += number
    return dict(found)


def user_names(session: Session) -> dict[int, str]:
    """The names of all users, disabled ones too."""
    return {row[0]: row[1] for row in session.execute(select(User.id, User.name))}


@dataclass(frozen=True)
class ProductFigures:
    """The documents of one name with a number in the period; the first and last number in order of giving."""

    service_code: str
    product: str
    name: str
    number: int
    first: str
    last: str
    handed: int


def products(session: Session, period: Period, sees: Visibility = EVERYTHING) -> tuple[ProductFigures, ...]:
    """The products issued, by service and name; a cancelled number is not counted."""
    order = (IssuedNumber.year, IssuedNumber.serial, IssuedNumber.suffix, Letter.id)
    group = (Request.service_code, Letter.product)
    ranked = (
        select(
            Request.service_code,
            Letter.product,
            Letter.name,
            Letter.number,
            Letter.handed_at,
            func.row_number().over(partition_by=group, order_by=order).label("place"),
            func.count().over(partition_by=group).label("number_of_all"),
        )
        .join(Request, Request.id == Letter.request_id)
        .join(
            IssuedNumber,
            and_(IssuedNumber.letter_id == Letter.id, IssuedNumber.cancelled_at.is_(None)),
            isouter=True,
        )
        .where(Letter.dated >= period.first, Letter.dated <= period.last, Letter.number != "", *seen_by(sees))
        .subquery()
    )
    r = ranked.c
    query = (
        select(
            r.service_code,
            r.product,
            func.max(r.name),
            func.count(),
            func.max(case((r.place == 1, r.number), else_="")),
            func.max(case((r.place == r.number_of_all, r.number), else_="")),
            func.count(r.handed_at),
        )
        .group_by(r.service_code, r.product)
        .order_by(r.service_code, r.product)
    )
    return tuple(ProductFigures(*row) for row in session.execute(query))


@dataclass(frozen=True)
class MissingPaper:
    """A requirement: how often it was asked for again in the period, and in how many it lacks now."""

    service_code: str
    requirement: str
    asked: int
    lacking: int


def missing_papers(
    session: Session, period: Period, sees: Visibility = EVERYTHING
) -> tuple[MissingPaper, ...]:
    """Papers a reviewer found missing or faulty in the period, and those still lacking at its cases."""
    one = func.json_each(History.faulty).table_valued("value", name="kurang")
    asked_query = (
        select(Request.service_code, one.c.value, func.count())
        .select_from(History)
        .join(Request, Request.id == History.request_id)
        .join(one, literal(True))
        .where(
            History.at >= period.start,
            History.at < period.end,
            History.action.in_(_ASKED),
            *seen_by(sees),
        )
        .group_by(Request.service_code, one.c.value)
    )
    received = Meaning(period).received
    first, last = select(func.min(Request.id), func.max(Request.id)).where(received).subquery().c
    lacking_query = (
        select(Request.service_code, Paper.requirement)
        .select_from(Paper)
        .join(Request, Request.id == _FIRST_PAPER)
        .where(
            received,
            literal_column(f"paper.{LACKING}"),
            Paper.request_id.between(select(first).scalar_subquery(), select(last).scalar_subquery()),
            *seen_by(sees),
        )
    )
    asked = {(row[0], row[1]): row[2] for row in session.execute(asked_query)}
    lacking = counted(session, lacking_query)
    return tuple(
        MissingPaper(code, paper, asked.get((code, paper), 0), lacking.get((code, paper), 0))
        for code, paper in sorted(asked.keys() | lacking.keys())
    )


@dataclass(frozen=True)
class MonthFigures:
    """What came in and what was completed in a month (its first day)."""

    month: date
    received: int
    completed: int


def months(session: Session, period: Period, sees: Visibility = EVERYTHING) -> tuple[MonthFigures, ...]:
    """The months of a period in order, those without work too: each a stretch of an index."""
    found, day = [], period.first.replace(day=1)
    while day <= period.last:
        following = date(day.year + day.month // 12, day.month % 12 + 1, 1)
        means = Meaning(Period(day, following - timedelta(days=1)))
        received, completed = (
            session.scalar(select(func.count()).select_from(Request).where(within, *seen_by(sees))) or 0
            for within in (means.received, means.completed)
        )
        found.append(MonthFigures(day, received, completed))
        day = following
    return tuple(found)


def decided_condition(period: Period, stage: str, officer: str) -> ColumnElement[bool]:
    """Applications decided in a period, at a stage (a code) or by somebody (a name) where these are given."""
    steps = select(History.request_id).where(
        History.at >= period.start, History.at < period.end, History.action.in_(_DECISIONS)
    )
    if stage:
        steps = steps.where(History.stage == stage)
    if officer:
        steps = steps.join(User, User.id == History.user_id).where(User.name == officer)
    return Request.id.in_(steps)


def issued_condition(period: Period, product: str) -> ColumnElement[bool]:
    """Applications with a numbered document of the period."""
    letters = select(Letter.request_id).where(
        Letter.dated >= period.first,
        Letter.dated <= period.last,
        Letter.number != "",
        Letter.product == product,
    )
    return Request.id.in_(letters)


def lacking_condition(period: Period, requirement: str) -> ColumnElement[bool]:
    """Applications of a period in which a paper lacks now, or was asked for again in it."""
    lacks = (
        select(Paper.request_id)
        .where(
            Paper.request_id == Request.id,
            Paper.requirement == requirement,
            Paper.state.in_([PaperState.ABSENT.value, PaperState.FOLLOWS.value]),
        )
        .exists()
    )
    one = func.json_each(History.faulty).table_valued("value", name="kurang")
    asked = (
        select(History.request_id)
        .join(one, literal(True))
        .where(
            History.at >= period.start,
            History.at < period.end,
            History.action.in_(_ASKED),
            one.c.value == requirement,
        )
    )
    return or_(and_(Meaning(period).received, lacks), Request.id.in_(asked))
