"""The index that finds applications: words and keys of the names, places, and every number they bear.

Triggers note in ``request_unindexed`` which applications changed; the unit of work brings the index up to
date before it commits, so no use case has to think of it and the index is never behind.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Any

from sqlalchemy import Connection, text
from sqlalchemy.orm import Session

from dinsos_desk.db.search import ENOUGH, search_words
from dinsos_desk.db.search_questions import tolerant_queries
from dinsos_desk.domain.likeness import index_keys

_AT_ONCE = 5000
_NOTED = "SELECT request_id FROM request_unindexed LIMIT 1"
_SOME = "(SELECT request_id FROM request_unindexed ORDER BY request_id LIMIT :most)"
_ROWS = text(
    "SELECT id, client_name, applicant_name, client_village, client_district, receipt, register_no,"
    f" register_year FROM request WHERE id IN {_SOME}"
)
_NUMBERS = text(f"SELECT request_id, number FROM letter WHERE number <> '' AND request_id IN {_SOME}")
_INDEX = text(
    "INSERT OR REPLACE INTO request_search (rowid, name, place, key, number)"
    " VALUES (:id, :name, :place, :key, :number)"
)
_DONE = text(f"DELETE FROM request_unindexed WHERE request_id IN {_SOME}")
_SOME_FOUND = text("SELECT rowid FROM request_search WHERE request_search MATCH :query LIMIT :most")
_SEPARATORS = re.compile(r"[\W_]+")


def index_noted(connection: Connection) -> None:
    """Bring the index up to date with what changed in the transaction that is open."""
    while connection.exec_driver_sql(_NOTED).first() is not None:
        most = {"most": _AT_ONCE}
        letters: dict[int, list[str]] = {}
        for request_id, number in connection.execute(_NUMBERS, most):
            letters.setdefault(request_id, []).append(number)
        entries = [_entry(row, letters.get(row[0], ())) for row in connection.execute(_ROWS, most)]
        if entries:
            connection.execute(_INDEX, entries)
        connection.execute(_DONE, most)


def rebuild(connection: Connection) -> None:
    """Make the whole index anew, in the transaction that is open."""
    connection.exec_driver_sql("DELETE FROM request_search")
    connection.exec_driver_sql("INSERT OR IGNORE INTO request_unindexed SELECT id FROM request")
    index_noted(connection)


def is_behind(connection: Connection) -> bool:
    """Whether applications wait to be put into the index, as after an upgrade."""
    return connection.exec_driver_sql(_NOTED).first() is not None


@dataclass(frozen=True)
class Question:
    """What finds the applications that were typed for: a question to the index, or the few themselves."""

    match: str = ""
    ids: frozenset[int] | None = None


def question_of(session: Session, typed: str) -> Question:
    """What was typed, as a question; nothing of it is set when nothing can be asked.

    What holds a digit is a number, from one of its parts on: "2026-00", "400.9/12", "12/DINSOS". The other
    words are names and places; when few applications fit as typed, names that sound or look alike count too.
    """
    parts = typed.split()[:8]
    numbers = [part for part in parts if any(letter.isdigit() for letter in part)]
    words = search_words(*(part for part in parts if part not in numbers)).split()
    fixed = [f"({way})" for way in map(_number_ways, numbers) if way]
    if not words:
        return Question(" AND ".join(fixed))
    asked: list[str] = []
    found: set[int] = set()
    hits, is_whole = 0, True
    for query in tolerant_queries(session, words):
        if query:
            asked.append(f"({' AND '.join((*fixed, f'({query})'))})")
            some = _some(session, asked[-1])
            found.update(some)
            hits += len(some)
            is_whole = is_whole and len(some) < ENOUGH
            if hits >= ENOUGH:
                break
    return Question(ids=frozenset(found)) if is_whole else Question(" OR ".join(asked))


def number_tokens(number: str) -> Iterator[str]:
    """A number as it is found: without its signs, from each of its parts on; a last 0012 as 12 too."""
    parts = [part for part in _SEPARATORS.split(number.casefold()) if part]
    for place, part in enumerate(parts):
        whole = "".join(parts[place:])
        yield whole
        if part.startswith("0") and part.strip("0"):
            yield whole.lstrip("0")


def _number_ways(typed: str) -> str:
    token = _SEPARATORS.sub("", typed.casefold())
    ways = [f'number : "{token}" *'] if token else []
    words = search_words(typed).split()
    if words:
        ways.append("(" + " AND ".join(f'{{name place}} : "{word}" *' for word in words) + ")")
    return " OR ".join(ways)


def _entry(row: Sequence[Any], letters: Iterable[str]) -> dict[str, Any]:
    known_id, client, applicant, village, district, receipt, register_no, register_year = row
    names = dict.fromkeys((client, applicant))
    keys = dict.fromkeys(chain.from_iterable(index_keys(name) for name in names))
    numbers = (receipt, f"{register_no}/{register_year}", *letters)
    return {
        "id": known_id,
        "name": search_words(*names),
        "place": search_words(village, district),
        "key": " ".join(keys) or "-",
        "number": " ".join(dict.fromkeys(chain.from_iterable(number_tokens(one) for one in numbers))),
    }


def _some(session: Session, query: str) -> Sequence[int]:
    """Which fit, no further than enough."""
    return session.connection().execute(_SOME_FOUND, {"query": query, "most": ENOUGH}).scalars().all()
