"""Lists of applications of any length: every order is a walk over one index, page by page.

The narrow ``request_line`` says which applications and in which order; the words come from ``request``. The
index of an order holds every column one can filter by, so even a filter that nothing fits costs one look
at one index. See docs/decisions/0011-lists.md.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import islice
from typing import Any

from sqlalchemy import func, select, tuple_
from sqlalchemy.orm import Session

from dinsos_desk.db.queries.requests.findings import sorted_findings
from dinsos_desk.db.queries.requests.narrowing import (
    FOUND,
    WORD_COLUMNS,
    Line,
    Narrowing,
    Place,
    lines_of,
    narrowing,
)
from dinsos_desk.db.queries.requests.rows import (
    NEWEST_FIRST,
    Filter,
    RequestRow,
    Sort,
    SortKey,
    Visibility,
    rows_of,
)
from dinsos_desk.db.queries.requests.words import groups

COUNTED = 1000
"""More than these are not counted."""

_AT_ONCE = 500


@dataclass(frozen=True)
class Count:
    """How many applications a list has; ``more``: at least one more than these."""

    number: int
    more: bool = False


def list_requests(
    session: Session,
    wanted: Filter,
    sees: Visibility,
    now: datetime,
    *,
    after: RequestRow | None = None,
    limit: int = 200,
    sort: Sort = NEWEST_FIRST,
) -> tuple[RequestRow, ...]:
    """One page; ``after`` is the last row of the page before, as it was read."""
    narrow = narrowing(session, wanted, sees, now)
    if narrow is None:
        return ()
    places = list(islice(_places(session, narrow, sort, after.at if after else None, limit), limit))
    at = {place[-1]: place for place in places}
    return tuple(replace(row, at=at[row.id]) for row in rows_in_order(session, list(at)))


def find_requests(
    session: Session, typed: str, sees: Visibility, now: datetime, most: int = 6
) -> tuple[RequestRow, ...]:
    """The newest applications that fit what was typed: names, receipt, register and letter numbers."""
    return list_requests(session, Filter(text=typed), sees, now, limit=most) if typed.strip() else ()


def count_requests(session: Session, wanted: Filter, sees: Visibility, now: datetime) -> Count:
    """How many there are, counted up to a thousand."""
    narrow = narrowing(session, wanted, sees, now)
    if narrow is None:
        return Count(0)
    some = lines_of(narrow).limit(COUNTED + 1).subquery()
    found = session.scalar(select(func.count()).select_from(some)) or 0
    return Count(min(found, COUNTED), found > COUNTED)


def ordered_ids(
    session: Session, wanted: Filter, sees: Visibility, now: datetime, sort: Sort = NEWEST_FIRST
) -> list[int]:
    """The ids of all of them in their order, for an export."""
    narrow = narrowing(session, wanted, sees, now)
    if narrow is None:
        return []
    return [place[-1] for place in _places(session, narrow, sort, None, None)]


def rows_in_order(session: Session, ids: Sequence[int]) -> Iterator[RequestRow]:
    """The applications with these ids, as many at once as are read quickly."""
    for first in range(0, len(ids), _AT_ONCE):
        some = ids[first : first + _AT_ONCE]
        rows = rows_of(session, some)
        yield from (rows[known_id] for known_id in some if known_id in rows)


def _places(
    session: Session, narrow: Narrowing, sort: Sort, after: Place | None, limit: int | None
) -> Iterator[Place]:
    """The places that follow ``after``, lazily; ``limit`` is how many will be taken at most."""
    if sort.key is SortKey.RECEIVED:
        along = (Line.id,) if narrow.ids else (Line.day, Line.id)
        order = (FOUND,) if narrow.match else along
        yield from _walk(session, narrow, order, sort.descending, after, limit)
    elif narrow.match:
        yield from sorted_findings(session, narrow, sort, after, limit)
    elif narrow.is_small:
        yield from _sorted_here(session, narrow, sort, after, limit)
    elif sort.key in WORD_COLUMNS:
        yield from _group_by_group(session, narrow, sort, after, limit)
    elif sort.key is SortKey.NAME:
        by_name = narrow.also(index="name")
        yield from _walk(session, by_name, (Line.name, Line.id), sort.descending, after, limit)
    else:
        yield from _by_deadline(session, narrow, sort, after, limit)


def _by_deadline(
    session: Session, narrow: Narrowing, sort: Sort, after: Place | None, limit: int | None
) -> Iterator[Place]:
    """What has no deadline comes last, whichever way one sorts."""
    if after is None or after[0] is not None:
        some = narrow.also(Line.due.is_not(None), index="due")
        yield from _walk(session, some, (Line.due, Line.id), sort.descending, after, limit)
    rest = after[1:] if after is not None and after[0] is None else None
    none = narrow.also(Line.due.is_(None), index="due")
    for place in _walk(session, none, (Line.id,), sort.descending, rest, limit):
        yield (None, *place)


def _group_by_group(
    session: Session, narrow: Narrowing, sort: Sort, after: Place | None, limit: int | None
) -> Iterator[Place]:
    """All of the first word, then of the next: each is one walk along the index of the column."""
    column = WORD_COLUMNS[sort.key]
    for group in sorted(groups(session, sort.key), reverse=sort.descending):
        rest = None
        if after is not None:
            last = after[:2]
            if group != last and (group < last) != sort.descending:
                continue
            rest = after[2:] if group == last else None
        one = narrow.also(column == group[1], index=column.name.rpartition(".")[2])
        for place in _walk(session, one, (Line.day, Line.id), True, rest, limit):
            yield (*group, *place)


def _walk(
    session: Session,
    narrow: Narrowing,
    order: Sequence[Any],
    descending: bool,
    after: Place | None,
    limit: int | None,
) -> Iterator[Place]:
    """Along an index, from the row after ``after`` on."""
    query = lines_of(narrow, *order)
    if after is not None:
        here, there = (order[0], after[0]) if len(order) == 1 else (tuple_(*order), tuple_(*after))
        query = query.where(here < there if descending else here > there)
    query = query.order_by(*(part.desc() if descending else part for part in order))
    for row in session.execute(query.limit(limit) if limit is not None else query):
        yield tuple(row)


def _sorted_here(
    session: Session, narrow: Narrowing, sort: Sort, after: Place | None, limit: int | None
) -> Iterator[Place]:
    """Few enough to be put in order here: what is unfinished, or the few that a search found."""
    by_words = sort.key in WORD_COLUMNS
    if by_words:
        words = {number: name for name, number in groups(session, sort.key)}
        query = lines_of(narrow, WORD_COLUMNS[sort.key], Line.day, Line.id)
    else:
        query = lines_of(narrow, Line.name if sort.key is SortKey.NAME else Line.due, Line.id)
    found: list[Place] = [tuple(row) for row in session.execute(query)]
    if by_words:
        found = [(words.get(place[0], ""), *place) for place in found]
    heads = {_head(place, by_words) for place in (*found, *((after,) if after else ()))}
    given = sorted((head for head in heads if head is not None), reverse=sort.descending)
    ranks: dict[Any, int] = {head: rank for rank, head in enumerate(given)} | {None: len(given)}
    back = -1 if by_words or sort.descending else 1

    def key(place: Place) -> tuple[int, ...]:
        return (ranks[_head(place, by_words)], *(back * number for number in place[2 if by_words else 1 :]))

    found.sort(key=key)
    yield from found[bisect_right(found, key(after), key=key) if after else 0 :]


def _head(place: Place, by_words: bool) -> Any:
    return place[:2] if by_words else place[0]
