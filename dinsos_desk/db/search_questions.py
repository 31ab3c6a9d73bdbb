"""The questions that words being typed amount to for a search index, each more tolerant than the last.

A long beginning is asked by the whole keys that begin so, taken from the vocabulary: FTS5 would else put
together the findings of every joined key there is (Nur Hayati, Nur Hasan, …) before it gives the first.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cached_property

from sqlalchemy import text
from sqlalchemy.orm import Session

from dinsos_desk.domain.likeness import key_of, near_keys, sound_of

_NEAR = 8
_INDEXED_BEGINNING = 4
"""Beginnings of up to so many letters have an index of their own (``prefix`` of the search tables)."""
_MOST_BEGINNINGS = 60
_SHORTEST_PART, _SHORTEST_REST = 3, 2
_YEAR = re.compile(r"(19|20)\d\d")
_ALL_KEYS = text("SELECT group_concat(key, ' ') FROM search_word")
"""One row of all: reading them one by one costs ten times as much."""


class Vocabulary:
    """The keys of all words of names that are known, read when the first one is wanted."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._near: dict[tuple[str, bool], tuple[str, ...]] = {}

    @cached_property
    def keys(self) -> list[str]:
        """All keys, in order."""
        return sorted((self._session.connection().execute(_ALL_KEYS).scalar() or "").split())

    def holds(self, key: str) -> bool:
        """Whether a word sounds like this."""
        place = bisect_left(self.keys, key)
        return place < len(self.keys) and self.keys[place] == key

    def beginning(self, start: str) -> list[str] | None:
        """The keys that begin so; None when they are very many."""
        first = bisect_left(self.keys, start)
        last = bisect_left(self.keys, f"{start}\U0010ffff", first)
        return self.keys[first:last] if last - first <= _MOST_BEGINNINGS else None

    def near(self, key: str, *, begun: bool) -> tuple[str, ...]:
        """The keys that are a slip away from this one, or from its beginning."""
        if (key, begun) not in self._near:
            found = near_keys(key, self.keys, _NEAR, begun=begun)
            self._near[key, begun] = tuple(one for one in found if one != key)
        return self._near[key, begun]


def tolerant_queries(session: Session, words: Sequence[str]) -> Iterator[str]:
    """Questions for the index, each more tolerant than the one before; empty where there is none."""
    yield _as_typed(words)
    known = Vocabulary(session)
    yield _by_keys(words, known)
    for every in (False, True):
        yield _by_near_keys(words, known, every=every)


def _as_typed(words: Sequence[str]) -> str:
    return " AND ".join(f'{{name place}} : "{word}" *' for word in words)


def _by_keys(words: Sequence[str], known: Vocabulary) -> str:
    """Each word by its keys; neighbours may be one word, as the name has it."""
    ways = [" AND ".join(_by_key(word, known) for word in words)]
    for place in range(len(words) - 1):
        joined = words[place] + words[place + 1]
        if known.holds(key_of(joined)) or known.beginning(sound_of(joined)) != []:
            spelled = (*words[:place], joined, *words[place + 2 :])
            ways.append(" AND ".join(_by_key(word, known) for word in spelled))
    return " OR ".join(f"({way})" for way in ways)


def _by_key(word: str, known: Vocabulary) -> str:
    ways = dict.fromkeys((_as_place(word, known),))
    for key in dict.fromkeys((key_of(word), sound_of(word))):
        ways |= dict.fromkeys(_begun(key, known))
    ways |= dict.fromkeys(_in_two(word, known))
    return f"({' OR '.join(ways)})"


def _as_place(word: str, known: Vocabulary) -> str:
    """The word as it stands; its beginning alone where no name begins so: then it is one of a place."""
    is_name = len(word) > _INDEXED_BEGINNING and known.beginning(sound_of(word)) != []
    return f'{{name place}} : "{word}"' + ("" if is_name else " *")


def _begun(key: str, known: Vocabulary) -> Iterator[str]:
    """Words that begin so."""
    longer = known.beginning(key) if len(key) > _INDEXED_BEGINNING else None
    if longer is None:
        yield f"{_exact(key)} *"
    else:
        yield from map(_exact, dict.fromkeys((key, *longer)))


def _in_two(word: str, known: Vocabulary) -> Iterator[str]:
    """Two words of a name that were written as one, the second as far as it was typed."""
    if len(word) <= _INDEXED_BEGINNING:
        return
    for cut in range(_SHORTEST_PART, len(word) - _SHORTEST_REST + 1):
        first, whole, rest = key_of(word[:cut]), key_of(word[cut:]), sound_of(word[cut:])
        if not known.holds(first):
            continue
        rests = [*_begun(rest, known)] if known.beginning(rest) != [] else []
        rests += [_exact(whole)] if known.holds(whole) else []
        if rests:
            yield f"({_exact(first)} AND ({' OR '.join(dict.fromkeys(rests))}))"


def _by_near_keys(words: Sequence[str], known: Vocabulary, *, every: bool) -> str:
    """Words that the index does not know by the keys that are a slip away; ``every``: all words so.

    Empty when that is no other question than before.
    """
    ways, others = [], False
    for place, word in enumerate(words):
        last = place == len(words) - 1
        near: tuple[str, ...] = ()
        if not _YEAR.fullmatch(word) and (every or not _is_known(word, known, begun=last)):
            near = known.near(key_of(word), begun=last)
        others = others or bool(near)
        ways.append(f"({' OR '.join((_by_key(word, known), *(_exact(key) for key in near)))})")
    return " AND ".join(ways) if others else ""


def _is_known(word: str, known: Vocabulary, *, begun: bool) -> bool:
    return known.holds(key_of(word)) or (begun and known.beginning(sound_of(word)) != [])


def _exact(key: str) -> str:
    return f'key : "{key}"'
