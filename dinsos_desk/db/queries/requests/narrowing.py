"""What a filter of applications means for their lines: conditions, and the index to look along."""

from calendar import timegm
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import (
    ColumnClause,
    ColumnElement,
    Integer,
    Select,
    String,
    and_,
    false,
    func,
    literal_column,
    or_,
    select,
    text,
)
from sqlalchemy.orm import Session

from dinsos_desk.db.queries.requests.rows import NARROWED_ROLES, Filter, SortKey, Visibility
from dinsos_desk.db.queries.requests.words import (
    STATES,
    place_numbers,
    service_numbers,
    services_of_division,
    stage_numbers,
    stages_of_roles,
)
from dinsos_desk.db.request_search import question_of
from dinsos_desk.db.search import search_words
from dinsos_desk.domain.routing import OPEN_STATES, RequestState

_EPOCH = date(1970, 1, 1)
_FEW = 5000
_WAITING = (*OPEN_STATES, RequestState.READY)


def _number(name: str) -> ColumnClause[Any]:
    return literal_column(f"request_line.{name}", Integer)


class Line:
    """The columns of ``request_line``, without the table: the index to use stands beside its name."""

    id = _number("id")
    day = _number("day")
    due = _number("due")
    state = _number("state")
    stage = _number("stage")
    service = _number("service")
    place = _number("place")
    officer = _number("officer")
    name = literal_column("request_line.name", String)


FOUND = literal_column("request_search.rowid", Integer)
WORD_COLUMNS = {
    SortKey.SERVICE: Line.service,
    SortKey.STATE: Line.state,
    SortKey.STAGE: Line.stage,
    SortKey.OFFICER: Line.officer,
    SortKey.VILLAGE: Line.place,
    SortKey.DISTRICT: Line.place,
}
"""Where the number stands whose words a list can be ordered by."""
Place = tuple[Any, ...]
"""Where an application stands in the order of a list; the id comes last."""
_SEARCH = "request_search CROSS JOIN request_line ON request_line.id = request_search.rowid"


@dataclass(frozen=True)
class Narrowing:
    """``index``: the column whose index is looked along. ``match``: the question for the search index.
    ``ids``: the applications that a search found, when they are few.

    ``is_small``: few are left, whatever the office's age; they may be put in order after they were read.
    """

    clauses: tuple[ColumnElement[bool], ...]
    index: str = "day"
    match: str = ""
    ids: frozenset[int] | None = None
    is_small: bool = False

    def also(self, *clauses: ColumnElement[bool], index: str) -> "Narrowing":
        """Narrowed further, along another index."""
        return replace(self, clauses=(*self.clauses, *clauses), index=index)


def narrowing(session: Session, wanted: Filter, sees: Visibility, now: datetime) -> Narrowing | None:
    """The conditions of a filter; None when nothing can fit."""
    parts: dict[str, ColumnElement[bool]] = {}
    chosen = {
        "place": place_numbers(session, wanted) if wanted.villages or wanted.districts else None,
        "stage": stage_numbers(session, wanted.stages) if wanted.stages else None,
        "service": service_numbers(session, wanted, sees),
        "officer": list(wanted.officers) or None,
        "state": [STATES.index(state) for state in wanted.states] or None,
    }
    single = ""
    for name, numbers in chosen.items():
        if numbers is None:
            continue
        if not numbers:
            return None
        if len(numbers) == 1:
            parts[name], single = _number(name) == numbers[0], single or name
        else:
            parts[name] = _number(name).in_(numbers)
    if wanted.received is not None:
        first, last = (day_number(day) for day in wanted.received)
        parts["day"] = Line.day.between(first, last)
    unfinished = _unfinished(session, wanted, now)
    clauses = (*parts.values(), *unfinished)
    if wanted.text.strip():
        return _searched(session, wanted, clauses)
    if unfinished:
        return Narrowing(clauses, "state", is_small=True)
    small = next((name for name, clause in parts.items() if _is_small(session, name, clause)), "")
    return Narrowing(clauses, small or single or "day", is_small=bool(small))


def lines_of(narrow: Narrowing, *columns: Any) -> Select[Any]:
    """The lines that fit, along the index that was chosen; their ids alone without ``columns``."""
    query: Select[Any] = select(*(columns or (Line.id,))).where(*narrow.clauses)
    if narrow.match:
        asked = text("request_search MATCH :match").bindparams(match=narrow.match)
        return query.select_from(text(_SEARCH)).where(asked)
    if narrow.ids:
        return query.select_from(text("request_line"))
    return query.select_from(text(f"request_line INDEXED BY ix_request_line_{narrow.index}"))


def _is_small(session: Session, name: str, clause: ColumnElement[bool]) -> bool:
    """Whether one part of a filter alone leaves few."""
    index = text(f"request_line INDEXED BY ix_request_line_{name}")
    some = select(literal_column("1")).select_from(index).where(clause).limit(_FEW + 1).subquery()
    return (session.scalar(select(func.count()).select_from(some)) or 0) <= _FEW


def day_number(day: date) -> int:
    """Days since 1970, as lines keep the day of receipt."""
    return (day - _EPOCH).days


def _seconds(moment: datetime) -> float:
    return timegm(moment.timetuple()) + moment.microsecond / 1e6


def _unfinished(session: Session, wanted: Filter, now: datetime) -> list[ColumnElement[bool]]:
    """What only unfinished applications can be: late, due today, waiting for somebody."""
    clauses: list[ColumnElement[bool]] = []
    if wanted.late or wanted.due_today:
        clauses.append(Line.state.in_([STATES.index(state) for state in STATES if state in OPEN_STATES]))
    if wanted.late:
        clauses.append(Line.due < _seconds(now))
    if wanted.due_today:
        midnight = datetime.combine(now.date() + timedelta(days=1), time())
        clauses += [Line.due >= _seconds(now), Line.due < _seconds(midnight)]
    if wanted.mine:
        narrowed = sorted(wanted.mine & NARROWED_ROLES) if wanted.division else []
        free = stages_of_roles(session, wanted.mine - set(narrowed))
        own = and_(
            Line.stage.in_(stages_of_roles(session, narrowed)),
            Line.service.in_(services_of_division(session, wanted.division)),
        )
        clauses.append(Line.state.in_([STATES.index(state) for state in STATES if state in _WAITING]))
        clauses.append(or_(Line.stage.in_(free), own if narrowed else false()))
    return clauses


def _searched(session: Session, wanted: Filter, clauses: tuple[ColumnElement[bool], ...]) -> Narrowing | None:
    """Those that a search finds; one village or district chosen narrows the search itself."""
    question = question_of(session, wanted.text)
    if question.ids:
        return Narrowing((Line.id.in_(sorted(question.ids)), *clauses), ids=question.ids, is_small=True)
    if not question.match:
        return None
    asked = question.match
    for names in (wanted.villages, wanted.districts):
        words = search_words(*names).split() if len(names) == 1 else []
        if words:
            asked = f"({asked}) AND " + " AND ".join(f'place : "{word}"' for word in words)
    return Narrowing(clauses, match=asked, is_small=True)
