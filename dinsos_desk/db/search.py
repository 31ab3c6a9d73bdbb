"""The index that finds people and institutions: raw words, places with the birth year, and keys of the name.

Asked in turns (``search_questions``): what was typed as it stands, then by its keys, and only when few were
found with the keys that are a slip away. The vocabulary of keys is a table of its own.
"""

import json
import re
from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import Connection, text
from sqlalchemy.orm import Session

from dinsos_desk.db.search_questions import tolerant_queries
from dinsos_desk.domain.institutions import institution_keys, institution_words
from dinsos_desk.domain.likeness import KEYS_VERSION, index_keys, key_of, name_keys, plain
from dinsos_desk.domain.people import Institution, Person, Subject

ENOUGH = 10
"""With fewer hits the search becomes more tolerant."""

_AT_ONCE = 5000
_INDEX = {
    kind: text(f"INSERT OR REPLACE INTO {table} (rowid, name, place, key) VALUES (:id, :name, :place, :key)")
    for kind, table in ((Person, "person_search"), (Institution, "institution_search"))
}
_FORGET = {
    kind: text(f"DELETE FROM {table} WHERE rowid = :id")
    for kind, table in ((Person, "person_search"), (Institution, "institution_search"))
}
_LEARN = text("INSERT OR IGNORE INTO search_word (key) VALUES (:key)")
_MATCH = {
    kind: text(f"SELECT rowid FROM {table} WHERE {table} MATCH :query ORDER BY rowid DESC LIMIT :most")
    for kind, table in ((Person, "person_search"), (Institution, "institution_search"))
}
_MATCH_AMONG = {
    kind: text(
        f"SELECT rowid FROM {table} WHERE {table} MATCH :query"
        " AND rowid IN (SELECT value FROM json_each(:among)) ORDER BY rowid DESC LIMIT :most"
    )
    for kind, table in ((Person, "person_search"), (Institution, "institution_search"))
}
_PERSON_ROWS = text(
    "SELECT id, name, village, district, address, birth_date FROM person WHERE id > :after"
    " AND id NOT IN (SELECT absorbed_id FROM person_merge WHERE undone_at IS NULL) ORDER BY id LIMIT :most"
)
_INSTITUTION_ROWS = text(
    "SELECT id, name, village, district, address, leader FROM institution WHERE id > :after"
    " AND id NOT IN (SELECT absorbed_id FROM institution_merge WHERE undone_at IS NULL)"
    " ORDER BY id LIMIT :most"
)


def search_words(*parts: str) -> str:
    """Words as the search index keeps them: lower case, without accents or punctuation."""
    return " ".join(re.findall(r"\w+", plain(" ".join(parts))))


def index_subject(connection: Connection, known_id: int, subject: Subject) -> None:
    """Put somebody into the index, or bring the index up to date."""
    if isinstance(subject, Institution):
        places = (subject.village, subject.district, subject.address, subject.leader)
    else:
        year = str(subject.birth_date.year) if subject.birth_date else ""
        places = (subject.village, subject.district, subject.address, year)
    kind = type(subject)
    connection.execute(_INDEX[kind], _entry(kind, known_id, subject.name, places))
    connection.execute(_LEARN, [{"key": key} for key in _learnt(kind, subject.name) or ("-",)])


def forget_subject(connection: Connection, kind: type[Subject], known_id: int) -> None:
    """Take somebody out of the index: another record stands for them."""
    connection.execute(_FORGET[kind], {"id": known_id})


def is_stale(connection: Connection) -> bool:
    """Whether the index was made by other keys than this program's."""
    return bool(connection.exec_driver_sql("PRAGMA user_version").scalar() != KEYS_VERSION)


def rebuild(connection: Connection) -> None:
    """Make the whole index anew, in the transaction that is open. About 25 s for 200,000 people."""
    for table in ("person_search", "institution_search", "search_word"):
        connection.exec_driver_sql(f"DELETE FROM {table}")
    for kind, rows in ((Person, _PERSON_ROWS), (Institution, _INSTITUTION_ROWS)):
        after = 0
        while found := connection.execute(rows, {"after": after, "most": _AT_ONCE}).all():
            after = found[-1][0]
            entries = [_entry(kind, row[0], row[1], _places(kind, row)) for row in found]
            connection.execute(_INDEX[kind], entries)
            keys = {key for row in found for key in _learnt(kind, row[1])}
            connection.execute(_LEARN, [{"key": key} for key in sorted(keys) or ("-",)])
    connection.exec_driver_sql(f"PRAGMA user_version = {KEYS_VERSION}")


def _places(kind: type[Subject], row: Sequence[Any]) -> tuple[str, ...]:
    last = str(row[5] or "")
    return (row[2], row[3], row[4], last[:4] if kind is Person else last)


def _learnt(kind: type[Subject], name: str) -> tuple[str, ...]:
    """The keys of the words of a name, for the vocabulary."""
    if kind is Institution:
        return tuple(dict.fromkeys(key_of(word) for word in institution_words(name)))
    return name_keys(name)


def _entry(kind: type[Subject], known_id: int, name: str, places: Iterable[str]) -> dict[str, Any]:
    keys = institution_keys(name) if kind is Institution else index_keys(name)
    return {
        "id": known_id,
        "name": search_words(name),
        "place": search_words(*places),
        "key": " ".join(keys) or "-",
    }


def find_ids(
    session: Session,
    kind: type[Subject],
    words: Sequence[str],
    most: int,
    among: Sequence[int] | None = None,
) -> list[int]:
    """The ids of those whom every one of these plain words fits, the newest first; tolerant when few do.

    ``among``: only of these.
    """
    found: dict[int, None] = {}
    values: dict[str, Any] = {"most": most}
    if among is not None:
        values["among"] = json.dumps(among)
    statement = (_MATCH if among is None else _MATCH_AMONG)[kind]
    for query in tolerant_queries(session, words):
        if query:
            rows = session.connection().execute(statement, {**values, "query": query})
            found |= dict.fromkeys(rows.scalars())
        if len(found) >= ENOUGH:
            break
    return list(found)[:most]
