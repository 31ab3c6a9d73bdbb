"""What somebody was served with before, and what the service wants the desk to know of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from dinsos_desk.catalog.schema import EarlierWarning, ServiceDef, WarningKind
from dinsos_desk.db.queries.households import earlier_of_household
from dinsos_desk.db.queries.people import EarlierRow
from dinsos_desk.db.queries.person_pages import applications_of
from dinsos_desk.db.queries.requests import Visibility
from dinsos_desk.db.unit_of_work import UnitOfWork
from dinsos_desk.domain.people import PartyKind
from dinsos_desk.domain.routing import OPEN_STATES, RequestState
from dinsos_desk.domain.working_time import add_months
from dinsos_desk.usecases.actor import Actor
from dinsos_desk.usecases.afterwards import LOST_STATES

_HELPED = (RequestState.READY, RequestState.DONE)


@dataclass(frozen=True)
class Past:
    """Earlier applications of one person (``own``) and of the others on the same KK, the newest first.

    Of an institution (``person_id`` is its id then) only its own.
    """

    person_id: int
    own: tuple[EarlierRow, ...] = ()
    household: tuple[EarlierRow, ...] = ()


@dataclass(frozen=True)
class Raised:
    """A warning of the service, the application it is about, and whether that is another one of the KK."""

    warning: EarlierWarning
    row: EarlierRow
    others: bool = False


def past_of(
    uow: UnitOfWork,
    actor: Actor,
    known_id: int,
    without: int | None = None,
    kind: PartyKind = PartyKind.PERSON,
) -> Past:
    """What somebody and their household were served with, as far as this user sees it.

    ``without``: the application that is being completed itself.
    """
    sees = Visibility(actor.roles, actor.division)
    with uow:
        standing = uow.people.standing(known_id, kind)
        if kind is PartyKind.PERSON:
            rows = earlier_of_household(uow.session, standing, sees)
        else:
            rows = applications_of(uow.session, kind, standing, sees)
    rows = tuple(row for row in rows if row.id != without)
    own = tuple(row for row in rows if kind is not PartyKind.PERSON or row.person_id == standing)
    known = {row.id for row in own}
    return Past(known_id, own, tuple(row for row in rows if row.id not in known))


def raised(service: ServiceDef, pasts: Mapping[str, Past], today: date) -> tuple[Raised, ...]:
    """The warnings that hold; ``pasts`` by party. Of each the newest application that gives cause.

    A client who is not entered is the applicant.
    """
    found = []
    for warning in service.warnings:
        past = pasts.get(warning.party or service.client)
        if past is None and warning.party is None:
            past = pasts.get(service.applicant)
        if past is None:
            continue
        rows = [(row, False) for row in past.own]
        rows += [(row, True) for row in past.household if warning.household]
        cause = next(((row, other) for row, other in rows if _holds(warning, service, row, today)), None)
        if cause is not None:
            found.append(Raised(warning, *cause))
    return tuple(found)


def _holds(warning: EarlierWarning, service: ServiceDef, row: EarlierRow, today: date) -> bool:
    if row.service_code != service.code:
        return False
    if warning.kind is WarningKind.RUNNING:
        return row.state in OPEN_STATES
    if warning.kind is WarningKind.APPLIED:
        return row.state not in LOST_STATES
    helped_on = row.finished_on or row.received_on
    return row.state in _HELPED and add_months(helped_on, warning.within_months or 0) >= today
