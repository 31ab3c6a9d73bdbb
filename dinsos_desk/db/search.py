"""The index that finds people and institutions: raw words, places with the birth year, and keys of the name.

Asked in turns: what was typed as it stands, then by its keys, and only when few were found with the keys
that are a slip away. The vocabulary of keys is a table of its own.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from sqlalchemy import Connection, text
from sqlalchemy.orm import Session

from dinsos_desk.domain.institutions import institution_keys, institution_words
from dinsos_desk.domain.likeness import (
    KEYS_VERSION,
    index_keys,
    key_of,
    name_keys,
    near_keys,
    plain,
    sound_of,
)
from dinsos_desk.domain.people import Institution, Person, Subject

ENOUGH = 10
"""With fewer hits the search becomes more tolerant."""

_AT_ONCE = 5000
_NEAR = 8
_YEAR = re.compile(r"(19|20)\d\d")
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
_VOCABULARY = text("SELECT key FROM search_word WHERE length(key) BETWEEN :least AND :most")
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


def find_ids(session: Session, kind: type[Subject], words: Sequence[str], most: int) -> list[int]:
    """The ids of those whom every one of these plain words fits, the newest first; tolerant when few do."""
    found: dict[int, None] = {}
    for query in tolerant_queries(session, words):
        found |= dict.fromkeys(_match(session, kind, query, most))
        if len(found) >= ENOUGH:
            break
    return list(found)[:most]


def tolerant_queries(session: Session, words: Sequence[str]) -> Iterator[str]:
    """Questions for the index, each more tolerant than the one before; empty where there is none."""
    yield _as_typed(words)
    yield _by_keys(words)
    known = _vocabulary(session, words)
    for every in (False, True):
        yield _by_near_keys(words, known, every=every)


def _match(session: Session, kind: type[Subject], query: str, most: int) -> list[int]:
    if not query:
        return []
    return list(session.connection().execute(_MATCH[kind], {"query": query, "most": most}).scalars())


def _as_typed(words: Sequence[str]) -> str:
    return " AND ".join(f'{{name place}} : "{word}" *' for word in words)


def _by_keys(words: Sequence[str]) -> str:
    """Each word by its keys; neighbours may be one word, as the name has it."""
    ways = [" AND ".join(_by_key(word) for word in words)]
    for place in range(len(words) - 1):
        joined = (*words[:place], words[place] + words[place + 1], *words[place + 2 :])
        ways.append(" AND ".join(_by_key(word) for word in joined))
    return " OR ".join(f"({way})" for way in ways)


def _by_key(word: str) -> str:
    keys = dict.fromkeys((key_of(word), sound_of(word)))
    ways = [f'{{name place}} : "{word}" *', *(f"{_exact(key)} *" for key in keys)]
    return f"({' OR '.join(ways)})"


def _vocabulary(session: Session, words: Sequence[str]) -> list[str]:
    """The keys that may be a slip away from one of these words, or from a word that begins with the last."""
    lengths = [len(key_of(word)) for word in words]
    span = {"least": max(1, min(lengths) - 2), "most": max(*lengths, lengths[-1] + 6) + 2}
    return list(session.connection().execute(_VOCABULARY, span).scalars())


def _by_near_keys(words: Sequence[str], known: Sequence[str], *, every: bool) -> str:
    """Words that the index does not know by the keys that are a slip away; ``every``: all words so.

    Empty when that is no other question than before.
    """
    ways, others = [], False
    for place, word in enumerate(words):
        last = place == len(words) - 1
        near: tuple[str, ...] = ()
        if not _YEAR.fullmatch(word) and (every or not _is_known(word, known, begun=last)):
            near = tuple(k for k in near_keys(key_of(word), known, _NEAR, begun=last) if k != key_of(word))
        others = others or bool(near)
        ways.append(f"({' OR '.join((_by_key(word), *(_exact(key) for key in near)))})")
    return " AND ".join(ways) if others else ""


def _is_known(word: str, known: Sequence[str], *, begun: bool) -> bool:
    start = sound_of(word)
    return key_of(word) in known or (begun and any(key.startswith(start) for key in known))


def _exact(key: str) -> str:
    return f'key : "{key}"'
