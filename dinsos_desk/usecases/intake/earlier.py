"""What somebody was served with before, and what the service wants the desk to know of it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from dinsos_desk.catalog.schema import EarlierWarning, ServiceDef, WarningKind
from dinsos_desk.db.queries.complaints import OpenComplaint, open_for_household
from dinsos_desk.db.queries.people.finding import EarlierRow
from dinsos_desk.db.queries.people.households import earlier_of_household
from dinsos_desk.db.queries.people.pages import applications_of
from dinsos_desk.db.queries.requests.figures import Visibility
from dinsos_desk.db.unit_of_work import UnitOfWork
from dinsos_desk.domain.people import PartyKind
from dinsos_desk.domain.routing import LOST_STATES, OPEN_STATES, RequestState
from dinsos_desk.domain.working_time import add_months
from dinsos_desk.usecases.actor import Actor

_HELPED = (RequestState.READY, RequestState.DONE)


@dataclass(frozen=True)
class Past:
    """Earlier applications of one person (``own``) and of the others on the same KK, the newest first.

    Of an institution (``person_id`` is its id then) only its own. ``complaints``: open ones of this person
    and of the others on the same KK, the newest first.
    """

    person_id: int
    own: tuple[EarlierRow, ...] = ()
    household: tuple[EarlierRow, ...] = ()
    complaints: tuple[OpenComplaint, ...] = ()


@dataclass(frozen=True)
class Raised:
    """A warning of the service, what it is about, and whether that is of another one of the KK."""

    warning: EarlierWarning
    row: EarlierRow | OpenComplaint
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
    complaints: tuple[OpenComplaint, ...] = ()
    with uow:
        standing = uow.people.standing(known_id, kind)
        if kind is PartyKind.PERSON:
            rows = earlier_of_household(uow.session, standing, sees)
            complaints = open_for_household(uow.session, standing, sees)
        else:
            rows = applications_of(uow.session, kind, standing, sees)
    rows = tuple(row for row in rows if row.id != without)
    own = tuple(row for row in rows if kind is not PartyKind.PERSON or row.person_id == standing)
    known = {row.id for row in own}
    return Past(standing, own, tuple(row for row in rows if row.id not in known), complaints)


def raised(service: ServiceDef, pasts: Mapping[str, Past], today: date) -> tuple[Raised, ...]:
    """The warnings that hold; ``pasts`` by party. Of each the newest application that gives cause.

    A client who is not entered is the applicant. A complaint counts whoever of them brought it, unless the
    warning names a party.
    """
    found = []
    for warning in service.warnings:
        if warning.kind is WarningKind.COMPLAINT:
            cause = _complaint(warning, [pasts.get(warning.party)] if warning.party else pasts.values())
        else:
            past = pasts.get(warning.party or service.client)
            if past is None and warning.party is None:
                past = pasts.get(service.applicant)
            cause = _application(warning, service, past, today) if past is not None else None
        if cause is not None:
            found.append(Raised(warning, *cause))
    return tuple(found)


def _complaint(
    warning: EarlierWarning, pasts: Iterable[Past | None]
) -> tuple[EarlierRow | OpenComplaint, bool] | None:
    """Their own before one of the household."""
    rows = [(row, row.person_id != past.person_id) for past in pasts if past for row in past.complaints]
    rows.sort(key=lambda pair: pair[1])
    return next(((row, other) for row, other in rows if warning.household or not other), None)


def _application(
    warning: EarlierWarning, service: ServiceDef, past: Past, today: date
) -> tuple[EarlierRow | OpenComplaint, bool] | None:
    rows = [(row, False) for row in past.own]
    rows += [(row, True) for row in past.household if warning.household]
    return next(((row, other) for row, other in rows if _holds(warning, service, row, today)), None)


def _holds(warning: EarlierWarning, service: ServiceDef, row: EarlierRow, today: date) -> bool:
    if row.service_code != service.code or warning.kind is WarningKind.COMPLAINT:
        return False
    if warning.kind is WarningKind.RUNNING:
        return row.state in OPEN_STATES
    if warning.kind is WarningKind.APPLIED:
        return row.state not in LOST_STATES
    helped_on = row.finished_on or row.received_on
    return row.state in _HELPED and add_months(helped_on, warning.within_months or 0) >= today
