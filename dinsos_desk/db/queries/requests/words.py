"""The numbers that lines of applications have for words, and what of them a filter can choose."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from dinsos_desk.db.queries.requests.rows import Filter, SortKey, Visibility
from dinsos_desk.db.tables import ListWord, RequestLine, ServiceVersion, User
from dinsos_desk.domain.routing import RequestState

SERVICE, STAGE, PLACE = "layanan", "tahap", "tempat"
STATES = tuple(RequestState)


@dataclass(frozen=True)
class Choices:
    """What there is to filter by: stage names, officers (id, name), and villages by district."""

    stages: tuple[str, ...] = ()
    officers: tuple[tuple[int, str], ...] = ()
    places: tuple[tuple[str, tuple[str, ...]], ...] = ()


Group = tuple[str, int]
"""Words and their number, in the order of the alphabet."""


def service_numbers(session: Session, wanted: Filter, sees: Visibility) -> list[int] | None:
    """The numbers of the services that may be shown; None for all."""
    if not wanted.services and not sees.is_narrowed:
        return None
    return [
        number
        for number, code, division in _words(session, SERVICE)
        if (not wanted.services or code in wanted.services) and sees.shows(division)
    ]


def services_of_division(session: Session, division: str) -> list[int]:
    """The numbers of the services that a Kasi or Kabid of a division looks after."""
    return [number for number, _, own in _words(session, SERVICE) if own in (division, "")]


def stage_numbers(session: Session, names: Iterable[str]) -> list[int]:
    """The numbers of stages with these names."""
    wanted = {name.casefold() for name in names}
    return [number for number, name, _ in _words(session, STAGE) if name.casefold() in wanted]


def stages_of_roles(session: Session, roles: Iterable[str]) -> list[int]:
    """The numbers of the stages where one of these roles decides."""
    wanted = set(roles)
    return [number for number, _, role in _words(session, STAGE) if role in wanted]


def place_numbers(session: Session, wanted: Filter) -> list[int]:
    """The numbers of the places in these districts and with these names."""
    villages = {name.casefold() for name in wanted.villages}
    districts = {name.casefold() for name in wanted.districts}
    return [
        number
        for number, village, district in _words(session, PLACE)
        if (not villages or village.casefold() in villages)
        and (not districts or district.casefold() in districts)
    ]


def groups(session: Session, key: SortKey) -> list[Group]:
    """What a list ordered by words goes through, in ascending order."""
    if key is SortKey.STATE:
        return [(f"{place}", place) for place in range(len(STATES))]
    if key is SortKey.OFFICER:
        users = session.execute(select(User.name, User.id))
        found = [(name.casefold(), number) for name, number in users]
    elif key is SortKey.STAGE:
        found = [(name.casefold(), number) for number, name, _ in _words(session, STAGE)]
    elif key is SortKey.SERVICE:
        names = _service_names(session)
        found = [(names.get(code, code).casefold(), n) for n, code, _ in _words(session, SERVICE)]
    else:
        village_first = key is SortKey.VILLAGE
        found = [
            ("\0".join((one, two) if village_first else (two, one)).casefold(), number)
            for number, one, two in _words(session, PLACE)
        ]
    return sorted(found)


def choices(session: Session) -> Choices:
    """What the fields of a filter offer: only what occurs."""
    stages = {name.casefold(): name for _, name, _ in _words(session, STAGE)}
    some = select(RequestLine.id).where(RequestLine.officer == User.id).exists()
    officers = session.execute(select(User.id, User.name).where(some).order_by(User.name, User.id))
    districts: dict[str, tuple[str, dict[str, str]]] = {}
    for _, village, district in _words(session, PLACE):
        _, villages = districts.setdefault(district.casefold(), (district, {}))
        if village:
            villages.setdefault(village.casefold(), village)
    return Choices(
        tuple(stages[key] for key in sorted(stages)),
        tuple((number, name) for number, name in officers),
        tuple(
            (district, tuple(villages[name] for name in sorted(villages)))
            for _, (district, villages) in sorted(districts.items())
        ),
    )


def _service_names(session: Session) -> dict[str, str]:
    """The short name of each service, as of its last version."""
    versions = select(ServiceVersion.code, ServiceVersion.short_name).order_by(ServiceVersion.id)
    return {row.code: row.short_name for row in session.execute(versions)}


def _words(session: Session, kind: str) -> Sequence[tuple[int, str, str]]:
    query = select(ListWord.id, ListWord.one, ListWord.two).where(ListWord.kind == kind)
    return [(number, one, two) for number, one, two in session.execute(query.order_by(ListWord.id))]
