"""The audit trail: its own table beside the histories that other tables keep, the newest first.

Nothing is written twice: decisions stand in the history, numbers in their book, looks at a NIK and
corrections in tables of their own. Each is asked for one page by its own index; the pages are then merged.
"""

from dataclasses import dataclass
from datetime import datetime
from heapq import merge
from itertools import islice
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, literal, or_, select, text
from sqlalchemy.orm import Session

from dinsos_desk.db.queries.audit.sources import Source, sources
from dinsos_desk.db.queries.recaps.figures import Period
from dinsos_desk.db.tables import User
from dinsos_desk.domain.audit import DEEDS, Kind
from dinsos_desk.domain.people import mask_nik

_LETTERS = 3
"""The index holds runs of so many letters."""
_FEW = 2000
_HITS = text(
    "SELECT rowid >> 4 FROM trail_words WHERE trail_words MATCH :asked AND rowid & 15 = :mark LIMIT :most"
)


@dataclass(frozen=True)
class AuditRow:
    """One entry. ``source`` and ``id`` name it; ``deed`` is a code; ``user`` is empty for nobody known.

    ``paper``: for whom ``user`` wrote it down from paper; empty where he decided himself.
    """

    source: int
    id: int
    at: datetime
    user: str
    kind: Kind
    deed: str
    about: str
    detail: str
    paper: str = ""


@dataclass(frozen=True)
class TrailFilter:
    """Which entries: in a period, of one user, of one group, with some text.

    ``deeds``: codes whose words hold the text; ``text`` itself is looked for in what is shown beside them.
    ``from_paper``: it is found too in the words that say of an entry that it was written down from paper.
    """

    period: Period
    user_id: int | None = None
    kind: Kind | None = None
    text: str = ""
    deeds: frozenset[str] = frozenset()
    from_paper: bool = False


def trail_rows(
    session: Session, wanted: TrailFilter, after: AuditRow | None = None, limit: int = 100
) -> tuple[AuditRow, ...]:
    """The entries that fit, the newest first; ``after``: the last row of the page before.

    What may be found in several ways is asked for in each by itself, so that every question has an index
    that gives it in order: a word among half a million entries is found as quickly as the newest ones.
    """
    named = _users_named(session, wanted.text) if wanted.text else ()
    pages = []
    for place, source in enumerate(sources()):
        own = source.kind is None and wanted.kind in DEEDS
        if wanted.kind is None or source.kind is wanted.kind or own:
            found: dict[int, AuditRow] = {}
            for way in _ways(session, source, wanted, named):
                query = _query(place, source, wanted, after).where(*way).limit(limit)
                found |= {row.id: row for row in (_row(place, source, one) for one in session.execute(query))}
            pages.append(sorted(found.values(), key=_newest_first))
    return tuple(islice(merge(*pages, key=_newest_first), limit))


def trail_users(session: Session) -> tuple[tuple[int, str], ...]:
    """Every user by name, disabled ones too."""
    query = select(User.id, User.name).order_by(User.name, User.id)
    return tuple((known_id, name) for known_id, name in session.execute(query))


def _newest_first(row: AuditRow) -> tuple[float, int, int]:
    return (-row.at.timestamp(), row.source, -row.id)


def _users_named(session: Session, words: str) -> tuple[int, ...]:
    return tuple(session.scalars(select(User.id).where(User.name.icontains(words, autoescape=True))))


def _ways(
    session: Session, source: Source, wanted: TrailFilter, named: tuple[int, ...]
) -> list[tuple[ColumnElement[bool], ...]]:
    """Conditions of which each alone lets an entry be found."""
    kinds = DEEDS.get(wanted.kind, ()) if source.kind is None and wanted.kind is not None else ()
    if not wanted.text:
        return [(source.deed_column == deed.value,) for deed in kinds] or [()]
    of_kind: tuple[ColumnElement[bool], ...] = ()
    if kinds:
        # Joined with nothing, so that the index of the deeds does not come before the one of the moment.
        of_kind = (source.deed_column.concat("").in_([deed.value for deed in kinds]),)
    if isinstance(source.deed, str) and source.deed in wanted.deeds:
        return [()]
    ways = [(source.user_id == user_id, *of_kind) for user_id in named]
    if not isinstance(source.deed, str):
        ways += [(source.deed == deed, *of_kind) for deed in sorted(wanted.deeds)]
    if wanted.from_paper and source.from_paper is not None:
        ways.append((source.from_paper,))
    contains = or_(*(part.icontains(wanted.text, autoescape=True) for part in (source.about, source.detail)))
    hits = _hits(session, source.words, wanted.text)
    return [*ways, (contains, *of_kind) if hits is None else (source.id.in_(hits), contains, *of_kind)]


def _hits(session: Session, mark: int | None, words: str) -> tuple[int, ...] | None:
    """The entries of a source that may hold the text; None when they are so many, or the text so short,
    that reading backwards from the newest finds a page sooner.
    """
    if mark is None or len(words) < _LETTERS:
        return None
    parts = {words[place : place + _LETTERS] for place in range(len(words) - _LETTERS + 1)}
    asked = " AND ".join('"' + part.replace('"', '""') + '"' for part in sorted(parts))
    found = session.scalars(_HITS, {"asked": asked, "mark": mark, "most": _FEW + 1}).all()
    return None if len(found) > _FEW else tuple(found)


def _query(place: int, source: Source, wanted: TrailFilter, after: AuditRow | None) -> Select[Any]:
    nik = source.nik if source.nik is not None else literal("")
    paper = source.paper if source.paper is not None else literal("")
    told = (source.deed_column, source.about, source.detail, nik, paper)
    query = select(source.id, source.at, User.name, *told)
    query = query.select_from(source.id.class_).outerjoin(User, User.id == source.user_id)
    for target, on in source.joins:
        query = query.join(target, on)
    query = query.where(source.at >= wanted.period.start, source.at < wanted.period.end)
    if wanted.user_id is not None:
        query = query.where(source.user_id == wanted.user_id)
    if after is not None:
        query = query.where(_older(place, source, after))
    return query.order_by(source.at.desc(), source.id.desc())


def _older(place: int, source: Source, after: AuditRow) -> ColumnElement[bool]:
    """Below the last row shown: of one moment the sources come in their order."""
    if place > after.source:
        return source.at <= after.at
    if place < after.source:
        return source.at < after.at
    return or_(source.at < after.at, and_(source.at == after.at, source.id < after.id))


def _row(place: int, source: Source, found: Any) -> AuditRow:
    row_id, at, user, deed, about, detail, nik, paper = found
    kind = source.kind or next((kind for kind, deeds in DEEDS.items() if deed in deeds), Kind.SETTINGS)
    told = f"{about} · {mask_nik(nik)}" if nik and mask_nik(nik) else about
    return AuditRow(place, row_id, at, user or "", kind, deed, told, detail or "", paper or "")
