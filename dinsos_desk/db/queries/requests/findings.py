"""The findings of a search in any order: all of them, however many, sorted where they lie.

The database looks at every finding and keeps no more than the page at hand. Words are ordered by a table
of two bytes for each number they have, so that no finding has to be joined with its words.
"""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import Any

from sqlalchemy import ColumnElement, LargeBinary, Select, and_, bindparam, func, or_, tuple_
from sqlalchemy.orm import Session

from dinsos_desk.db.queries.requests.narrowing import WORD_COLUMNS, Line, Narrowing, Place, lines_of
from dinsos_desk.db.queries.requests.rows import Sort, SortKey
from dinsos_desk.db.queries.requests.words import Group, groups


def sorted_findings(
    session: Session, narrow: Narrowing, sort: Sort, after: Place | None, limit: int | None
) -> Iterator[Place]:
    """The places that follow ``after`` among what ``narrow.match`` finds."""
    if sort.key in WORD_COLUMNS:
        yield from _by_words(session, narrow, sort, after, limit)
        return
    query = _by_name(narrow, sort, after) if sort.key is SortKey.NAME else _by_deadline(narrow, sort, after)
    for row in session.execute(query.limit(limit)):
        yield tuple(row)


def _by_name(narrow: Narrowing, sort: Sort, after: Place | None) -> Select[Any]:
    query = lines_of(narrow, Line.name, Line.id)
    if after is not None:
        query = query.where(_beyond((Line.name, Line.id), after, sort.descending))
    return query.order_by(*_directed((Line.name, Line.id), sort.descending))


def _by_deadline(narrow: Narrowing, sort: Sort, after: Place | None) -> Select[Any]:
    """What has no deadline comes last, whichever way one sorts."""
    query, without = lines_of(narrow, Line.due, Line.id), Line.due.is_(None)
    if after is not None and after[0] is None:
        query = query.where(without, _beyond((Line.id,), after[1:], sort.descending))
    elif after is not None:
        query = query.where(or_(without, _beyond((Line.due, Line.id), after, sort.descending)))
    return query.order_by(without, *_directed((Line.due, Line.id), sort.descending))


def _by_words(
    session: Session, narrow: Narrowing, sort: Sort, after: Place | None, limit: int | None
) -> Iterator[Place]:
    """In the order of the words; among equals the newest first."""
    column = WORD_COLUMNS[sort.key]
    ascending = groups(session, sort.key)
    order = ascending[::-1] if sort.descending else ascending
    ranks = bindparam("ranks", _ranks(order), LargeBinary)
    rank: ColumnElement[bytes] = func.substr(ranks, 2 * column + 1, 2)
    query = lines_of(narrow, column, Line.day, Line.id)
    if after is not None:
        head = (after[0], after[1])
        before = bisect_left(ascending, head)
        known = before < len(ascending) and ascending[before] == head
        ahead = len(order) - before - known if sort.descending else before
        rest = and_(column == after[1], _beyond((Line.day, Line.id), after[2:], True))
        query = query.where(or_(rank >= _two_bytes(ahead + known), rest))
    words = {number: name for name, number in order}
    for place in session.execute(query.order_by(rank, Line.day.desc(), Line.id.desc()).limit(limit)):
        yield (words.get(place[0], ""), *place)


def _ranks(order: Sequence[Group]) -> bytes:
    """The place of each number in the order, as two bytes that stand where the number says."""
    ranks = bytearray(2 * (max((number for _, number in order), default=0) + 1))
    for place, (_, number) in enumerate(order):
        ranks[2 * number : 2 * number + 2] = _two_bytes(place)
    return bytes(ranks)


def _two_bytes(number: int) -> bytes:
    return number.to_bytes(2, "big")


def _beyond(columns: Sequence[Any], place: Place, descending: bool) -> ColumnElement[bool]:
    here, there = (columns[0], place[0]) if len(columns) == 1 else (tuple_(*columns), tuple_(*place))
    return here < there if descending else here > there


def _directed(columns: Sequence[Any], descending: bool) -> tuple[Any, ...]:
    return tuple(column.desc() if descending else column for column in columns)
