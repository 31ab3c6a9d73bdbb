"""What the wizard asks the database; each function runs off the window's thread."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from dinsos_desk.catalog.loader import Catalog
from dinsos_desk.catalog.schema import ServiceDef
from dinsos_desk.db.queries.often import most_taken
from dinsos_desk.db.queries.people.finding import (
    InstitutionRow,
    PersonRow,
    find_institutions,
    find_people,
)
from dinsos_desk.db.queries.people.households import LikelyRow, Sought, household, likely_same
from dinsos_desk.db.queries.people.institutions import (
    LikelyInstitution,
    SoughtInstitution,
    likely_institutions,
)
from dinsos_desk.desk import Desk
from dinsos_desk.domain.entry import PartyEntry, typed_institution, typed_person
from dinsos_desk.domain.office_hours import OfficeHours
from dinsos_desk.domain.people import PartyKind
from dinsos_desk.domain.regions import Place
from dinsos_desk.domain.routing import Action, RequestState
from dinsos_desk.usecases.actor import Actor
from dinsos_desk.usecases.intake.drafts import IntakeDraft, KeptDraft, drafts_of
from dinsos_desk.usecases.intake.earlier import Past, past_of
from dinsos_desk.usecases.intake.reopening import reopen
from dinsos_desk.usecases.requests.clock import office_hours
from dinsos_desk.usecases.requests.shown import HistoryView
from dinsos_desk.usecases.requests.view import view_request
from dinsos_desk.usecases.review.follow_up import FollowUp, after_draft, after_request

_MOST_MATCHES = 8
_MOST_PLACES = 12
_OFTEN_DAYS, _OFTEN_LEAST, _OFTEN_MOST = 30, 3, 3
Match = PersonRow | InstitutionRow


@dataclass(frozen=True)
class Offer:
    """What the first step shows: the services of this desk, names of their offices, kept drafts.

    ``often``: the codes of the services asked for most in the last month; they come first.
    """

    services: tuple[ServiceDef, ...]
    offices: Mapping[str, str]
    drafts: tuple[KeptDraft, ...]
    catalog: Catalog
    hours: OfficeHours
    often: tuple[str, ...] = ()


@dataclass(frozen=True)
class Promise:
    """The promised time of an application that was taken before, and whether its clock rests."""

    due_at: datetime
    paused: bool


@dataclass(frozen=True)
class Opened:
    """An intake to go on with. ``reason``: why it came back; ``promise``: None while no clock ever ran."""

    draft: IntakeDraft
    service: ServiceDef
    draft_id: int | None = None
    receipt: str = ""
    returned: bool = False
    reason: HistoryView | None = None
    promise: Promise | None = None


def load_offer(desk: Desk, actor: Actor) -> Offer:
    """Read the services this desk offers, the frequent ones and then by division and name, and the drafts."""
    catalog = desk.catalog
    with desk.reader() as uow:
        offered = uow.services.offered()
        hours = office_hours(uow)
    since = desk.now() - timedelta(days=_OFTEN_DAYS)
    often = desk.ask(lambda session: most_taken(session, since, _OFTEN_LEAST, _OFTEN_MOST))
    places = {code: place for place, code in enumerate(often)}
    services = [service for code, service in catalog.services.items() if code in offered]
    services.sort(key=lambda s: (places.get(s.code, len(often)), s.division or "~", s.short_name.casefold()))
    offices = {code: preset.title for code, preset in desk.library.offices.presets.items()}
    return Offer(tuple(services), offices, drafts_of(desk.reader(), actor), catalog, hours, often)


def open_request(desk: Desk, actor: Actor, request_id: int) -> Opened:
    """An incomplete or returned application, or what was already typed into it and kept.

    Raises:
        UserError: it is not with the desk, or not to be seen.
    """
    view = view_request(desk.reader(), actor, request_id)
    fresh = reopen(desk.reader(), request_id, desk.now())
    kept = next(
        (
            k
            for k in drafts_of(desk.reader(), actor)
            if k.draft.request_id == request_id and k.draft.request_version == fresh.request_version
        ),
        None,
    )
    asked = (step for step in reversed(view.history) if step.action in (Action.RETURN, Action.ASK_PAPERS))
    return Opened(
        kept.draft if kept else fresh,
        view.service,
        kept.id if kept else None,
        view.row.receipt,
        view.row.state is RequestState.RETURNED,
        next(asked, None),
        Promise(view.row.due_at, view.row.paused) if view.row.due_at is not None else None,
    )


def after_application(desk: Desk, actor: Actor, wanted: FollowUp) -> Opened | None:
    """A service for the people of an application, or what was already typed of it; None: no such service."""
    view_request(desk.reader(), actor, wanted.request_id)
    service = desk.catalog.services.get(wanted.service)
    if service is None:
        return None
    with desk.reader() as uow:
        nonce = uow.requests.get(wanted.request_id).nonce
    for kept in drafts_of(desk.reader(), actor):
        belongs = wanted.request_id == kept.draft.linked_from or kept.draft.linked_draft == nonce
        if belongs and kept.draft.service == wanted.service:
            return Opened(kept.draft, service, kept.id)
    return Opened(after_request(desk.reader(), wanted.request_id, service), service)


def after_unsent(desk: Desk, actor: Actor, draft: IntakeDraft, wanted: str) -> Opened | int | None:
    """A service for the people of a draft, what was already typed of it, or the application it became."""
    if draft.request_id is not None:
        return after_application(desk, actor, FollowUp(wanted, draft.request_id))
    former, service = desk.catalog.services.get(draft.service), desk.catalog.services.get(wanted)
    if former is None or service is None:
        return None
    fresh = after_draft(draft, former, service)
    for kept in drafts_of(desk.reader(), actor):
        if kept.draft.nonce == fresh.nonce:
            return Opened(kept.draft, service, kept.id)
    with desk.reader() as uow:
        sent = uow.requests.by_nonce(fresh.nonce)
        return sent.id if sent is not None else Opened(fresh, service)


def entry_of_nik(desk: Desk, nik: str) -> PartyEntry | None:
    """The known person with this NIK, as the form shows them."""
    with desk.reader() as uow:
        known_id = uow.people.id_of_nik(nik)
    return entry_of(desk, PartyKind.PERSON, known_id) if known_id is not None else None


def entry_of(desk: Desk, kind: PartyKind, known_id: int) -> PartyEntry:
    """A known person or institution, as the form shows them."""
    with desk.reader() as uow:
        if kind is PartyKind.INSTITUTION:
            known_id = uow.people.standing(known_id, kind)
            return PartyEntry(typed_institution(uow.people.institution(known_id)), known_id)
        known_id = uow.people.standing(known_id)
        person = uow.people.person(known_id)
        return PartyEntry(typed_person(person), known_id, person.temporary)


def matches(desk: Desk, kind: PartyKind, text: str) -> tuple[Match, ...]:
    """People or institutions that fit what was typed."""
    if kind is PartyKind.INSTITUTION:
        return desk.ask(lambda session: find_institutions(session, text, _MOST_MATCHES))
    today = desk.now().date()
    return desk.ask(lambda session: find_people(session, text, today, _MOST_MATCHES))


def earlier(desk: Desk, actor: Actor, kind: PartyKind, known_id: int, without: int | None) -> Past:
    """What somebody and their household were served with before, as far as this user sees it."""
    return past_of(desk.reader(), actor, known_id, without, kind)


def household_of(desk: Desk, kk: str) -> tuple[PersonRow, ...]:
    """The people of a KK."""
    today = desk.now().date()
    return desk.ask(lambda session: household(session, kk, today))


def likely_known(
    desk: Desk, sought: Sought | SoughtInstitution
) -> tuple[LikelyRow, ...] | tuple[LikelyInstitution, ...]:
    """Known people or institutions that may be the one that is being entered."""
    if isinstance(sought, SoughtInstitution):
        return desk.ask(lambda session: likely_institutions(session, sought))
    today = desk.now().date()
    return desk.ask(lambda session: likely_same(session, sought, today))


def towns(desk: Desk, text: str) -> tuple[Place, ...]:
    """Kabupaten and kota whose name starts so, with or without its kind."""
    return desk.library.regions.find_regencies(text, _MOST_PLACES)


def villages(desk: Desk, text: str, near: str) -> tuple[Place, ...]:
    """Villages whose name starts so; those of the kabupaten/kota ``near`` (a code) come first."""
    regions = desk.library.regions
    first = regions.find_villages(text, near, _MOST_PLACES) if near else ()
    if len(first) >= _MOST_PLACES:
        return first
    others = regions.find_villages(text, None, _MOST_PLACES)
    return (*first, *(place for place in others if place not in first))[:_MOST_PLACES]
