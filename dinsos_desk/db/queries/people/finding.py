"""Finding people and institutions as one types: by NIK, KK, name, birth date, address or telephone."""

import re
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import Session

from dinsos_desk.db.search import find_ids, search_words
from dinsos_desk.db.tables import Institution, InstitutionMerge, Person, PersonMerge
from dinsos_desk.domain import people
from dinsos_desk.domain.dates import parse_date, years_between
from dinsos_desk.domain.faults import Refused
from dinsos_desk.domain.institutions import institution_likeness, institution_words
from dinsos_desk.domain.likeness import fit, likeness, name_keys, sound_of
from dinsos_desk.domain.people import mask_nik
from dinsos_desk.domain.routing import RequestState

_CANDIDATES = 120
_ON_ONE_DAY = 2000
_SHORTEST_NUMBER = 4
_DATED = re.compile(r"(?<!\d)(\d{1,2}[./-]\d{1,2}[./-](?:\d{4}|\d{2})|\d{4}-\d{1,2}-\d{1,2})(?!\d)")
_ENDING = re.compile(
    r"(?:[*…]|\.{2,}|(?<!\w)(?:nik\s+)?(?:ber)?akhir(?:an)?(?!\w))\s*(\d[\d .-]*)(?!\S)", re.IGNORECASE
)
"""The last digits of a NIK: *0003, …0003, "berakhiran 0003"."""
_SPLIT_NUMBER = re.compile(r"[\d\s.+()\-]+")


@dataclass(frozen=True)
class PersonRow:
    """One person as a list shows them: the NIK masked, address and age to tell namesakes apart."""

    id: int
    name: str
    masked_nik: str
    sex: str
    age: int | None
    address: str
    temporary: bool
    birth_date: date | None = None


@dataclass(frozen=True)
class InstitutionRow:
    """One institution as a list shows it."""

    id: int
    name: str
    kind: str
    address: str


@dataclass(frozen=True)
class EarlierRow:
    """An earlier or running application of somebody.

    ``finished_on``: when it was ready, rejected or cancelled; ``person_id`` and ``person_name``: who of a
    household took part, where several are shown.
    """

    id: int
    receipt: str
    service_code: str
    service_name: str
    state: RequestState
    received_on: date
    finished_on: date | None = None
    person_id: int | None = None
    person_name: str = ""


def standing() -> ColumnElement[bool]:
    """People whose record was not made one with another."""
    merged = select(PersonMerge.absorbed_id).where(PersonMerge.undone_at.is_(None))
    return Person.id.not_in(merged)


def person_rows() -> Any:
    """The columns of ``PersonRow``, before masking."""
    return select(
        Person.id, Person.name, Person.nik, Person.sex, Person.birth_date, Person.estimated_age,
        Person.address, Person.rt, Person.rw, Person.village, Person.district, Person.temporary,
    )  # fmt: skip


def person_row(row: Any, today: date) -> PersonRow:
    """A row of ``person_rows`` as lists show it."""
    age = years_between(row.birth_date, today) if row.birth_date else row.estimated_age
    rt_rw = "/".join(f"{label} {n}" for label, n in (("RT", row.rt), ("RW", row.rw)) if n)
    address = ", ".join(part for part in (row.address, rt_rw, row.village, row.district) if part)
    masked = mask_nik(row.nik or "")
    return PersonRow(row.id, row.name, masked, row.sex or "", age, address, row.temporary, row.birth_date)


def find_people(session: Session, typed: str, today: date, limit: int = 20) -> tuple[PersonRow, ...]:
    """People whom everything typed fits; names in any spelling, each word may be only a beginning.

    A number (four digits or more) is the beginning of a NIK or KK, a telephone number or a birth date; a
    date (7/4/1992) or a year beside a name narrows it, as words of the address do. So do the last digits of
    a NIK after an asterisk (*0003); a number alone is looked for there too, after everything else.
    """
    ended = _ENDING.search(typed)
    if ended:
        return _by_ending(
            session, typed[: ended.start()] + typed[ended.end() :], _digits(ended[1]), today, limit
        )
    if _SPLIT_NUMBER.fullmatch(typed) and not _DATED.search(typed):
        rows = _by_number(session, _digits(typed), today, limit)
        return tuple(person_row(row, today) for row in rows)
    dated = _DATED.search(typed)
    words = search_words(_DATED.sub(" ", typed) if dated else typed).split()
    if dated:
        rows = _born_on(session, dated[1], words, today)
    elif words:
        ids = find_ids(session, people.Person, words, _CANDIDATES)
        rows = list(session.execute(person_rows().where(Person.id.in_(ids)))) if ids else []
    else:
        rows = []
    return _best(rows, words, today, limit)


def _by_ending(session: Session, typed: str, digits: str, today: date, limit: int) -> tuple[PersonRow, ...]:
    """Those whose NIK ends so, and whom the words beside it fit; the covering index of the NIK answers."""
    if len(digits) < _SHORTEST_NUMBER:
        return ()
    words = search_words(typed).split()
    if not words:
        return tuple(person_row(row, today) for row in _first(session, [_ends(digits)], limit))
    among = session.scalars(select(Person.id).where(_ends(digits), standing())).all()
    ids = find_ids(session, people.Person, words, _CANDIDATES, among) if among else []
    found = list(session.execute(person_rows().where(Person.id.in_(ids)))) if ids else []
    return _best(found, words, today, limit)


def _best(rows: Sequence[Any], words: Sequence[str], today: date, limit: int) -> tuple[PersonRow, ...]:
    best = sorted(rows, key=lambda row: _rank(words, row))
    return tuple(person_row(row, today) for row in best[:limit])


def _digits(typed: str) -> str:
    return "".join(re.findall(r"\d", typed))


def _ends(digits: str) -> ColumnElement[bool]:
    return func.substr(Person.nik, -len(digits)) == digits


def _rank(words: Sequence[str], row: Any) -> tuple[float, float, str, int]:
    """Who fits best comes first, then whose whole name is most like what was typed, then by name."""
    alike = likeness(" ".join(words), row.name) if words else 0.0
    return -round(fit(words, row.name), 2), -round(alike, 2), row.name.casefold(), row.id


def _by_number(session: Session, digits: str, today: date, limit: int) -> list[Any]:
    if len(digits) < _SHORTEST_NUMBER:
        return []
    ways: list[ColumnElement[bool]] = [_starts(Person.nik, digits), _starts(Person.kk, digits)]
    national = digits.removeprefix("62") if digits.startswith("62") else digits.removeprefix("0")
    if digits[0] in "068" and national:
        ways.append(_starts(Person.phone, f"+62{national}"))
    if len(digits) == 8:
        with suppress(Refused):
            ways.append(Person.birth_date == parse_date(digits, today))
    found = _first(session, ways, limit)
    if len(found) < limit:
        known = {row.id for row in found}
        found += [row for row in _first(session, [_ends(digits)], limit) if row.id not in known]
    return found[:limit]


def _first(session: Session, ways: Sequence[ColumnElement[bool]], limit: int) -> list[Any]:
    """Those who fit in one of these ways, by name."""
    found: dict[int, Any] = {}
    for way in ways:
        query = person_rows().where(way, standing()).limit(limit)
        found.update((row.id, row) for row in session.execute(query))
    return sorted(found.values(), key=lambda row: (row.name.casefold(), row.id))[:limit]


def _starts(column: Any, start: str) -> ColumnElement[bool]:
    return and_(column >= start, column < f"{start}~")


def _born_on(session: Session, typed: str, words: Sequence[str], today: date) -> list[Any]:
    """Those born on a day whom the words fit too."""
    try:
        day = parse_date(typed, today)
    except Refused:
        return []
    query = person_rows().where(Person.birth_date == day, standing()).limit(_ON_ONE_DAY)
    rows = session.execute(query).all()
    return [row for row in rows if all(_fits(word, row) for word in words)]


def _fits(word: str, row: Any) -> bool:
    places = search_words(row.address, row.village, row.district).split()
    within = sound_of(word) in "".join(name_keys(row.name))
    return within or fit([word], row.name) > 0.7 or any(place.startswith(word) for place in places)


def institution_rows() -> Any:
    """The columns of ``InstitutionRow``."""
    return select(
        Institution.id, Institution.name, Institution.kind, Institution.address, Institution.village,
        Institution.district,
    )  # fmt: skip


def institution_row(row: Any) -> InstitutionRow:
    """A row of ``institution_rows`` as lists show it."""
    address = ", ".join(part for part in (row.address, row.village, row.district) if part)
    return InstitutionRow(row.id, row.name, row.kind, address)


def find_institutions(session: Session, typed: str, limit: int = 20) -> tuple[InstitutionRow, ...]:
    """Institutions by name in any spelling (Yys. is Yayasan), leader, address, telephone or NPWP.

    All, by name, when nothing is typed.
    """
    merged = select(InstitutionMerge.absorbed_id).where(InstitutionMerge.undone_at.is_(None))
    query = institution_rows().where(Institution.id.not_in(merged))
    words = search_words(typed).split()
    digits = "".join(re.findall(r"\d", typed))
    if _SPLIT_NUMBER.fullmatch(typed) and len(digits) >= _SHORTEST_NUMBER:
        national = digits.removeprefix("62") if digits.startswith("62") else digits.removeprefix("0")
        called = Institution.phone.startswith(f"+62{national}", autoescape=True)
        numbers = func.replace(func.replace(func.replace(Institution.npwp, ".", ""), "-", ""), " ", "")
        numbered = [_starts(numbers, start) for start in {digits, f"0{digits}", digits.removeprefix("0")}]
        query = query.where(or_(called, *numbered)).order_by(Institution.name).limit(limit)
    elif words:
        ids = find_ids(session, people.Institution, words, _CANDIDATES)
        spelled = list(institution_words(typed))
        if spelled != words:
            ids += find_ids(session, people.Institution, spelled, _CANDIDATES)
        if not ids:
            return ()
        query = query.where(Institution.id.in_(ids))
    else:
        query = query.order_by(Institution.name).limit(limit)
    rows = sorted(session.execute(query), key=lambda row: _rank_institution(typed, row))
    return tuple(institution_row(row) for row in rows[:limit])


def _rank_institution(typed: str, row: Any) -> tuple[float, float, str, int]:
    """Whose name what was typed begins comes first, then whose whole name is most like it."""
    if not typed.strip():
        return 0.0, 0.0, row.name.casefold(), row.id
    known = " ".join(institution_words(row.name))
    fits = max(fit(search_words(typed).split(), row.name), fit(institution_words(typed), known))
    return -round(fits, 2), -round(institution_likeness(typed, row.name), 2), row.name.casefold(), row.id
