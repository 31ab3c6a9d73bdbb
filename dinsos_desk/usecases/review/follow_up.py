"""One application opened because of another, for the same people, and the link between the two."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import NAMESPACE_OID, uuid5

from dinsos_desk.catalog.schema import ServiceDef
from dinsos_desk.db.unit_of_work import UnitOfWork
from dinsos_desk.domain.entry import PartyEntry
from dinsos_desk.domain.routing import Action
from dinsos_desk.usecases.intake.drafts import IntakeDraft
from dinsos_desk.usecases.intake.reopening import entry_of
from dinsos_desk.usecases.requests.cases import load_case, service_of

Entries = Mapping[str, PartyEntry]


@dataclass(frozen=True)
class FollowUp:
    """A service to be opened for the people of an application."""

    service: str
    request_id: int


def after_draft(draft: IntakeDraft, service: ServiceDef, wanted: ServiceDef) -> IntakeDraft:
    """A draft of ``wanted`` for the people of a draft of ``service``.

    Asked again it has the same nonce: from one draft each service is opened once.
    """
    parties = _parties(draft.parties, service, wanted)
    if draft.request_id is not None:
        return IntakeDraft(wanted.code, parties, linked_from=draft.request_id)
    nonce = _nonce(draft.nonce, wanted.code)
    return IntakeDraft(wanted.code, parties, nonce=nonce, linked_draft=draft.nonce)


def after_request(uow: UnitOfWork, request_id: int, wanted: ServiceDef) -> IntakeDraft:
    """A draft of ``wanted`` for the people of an application.

    Raises:
        UserError: there is no such application.
    """
    with uow:
        case = load_case(uow, request_id)
        places = uow.requests.parties(request_id)
        known = uow.people.subjects(set(places.values()))
        entries = {party: entry_of(known[place], place[1]) for party, place in places.items()}
        parties = _parties(entries, case.service, wanted)
    return IntakeDraft(wanted.code, parties, linked_from=request_id)


def keep_links(uow: UnitOfWork, draft: IntakeDraft, request_id: int, service: ServiceDef) -> None:
    """Link an application that is being saved with those it belongs to and that exist already.

    The reason is what the offer said. Where the other one is still a draft, saving that will link them.
    """
    first = draft.linked_from
    if first is None and draft.linked_draft:
        known = uow.requests.by_nonce(draft.linked_draft)
        first = known.id if known is not None else None
    if first is not None and uow.requests.exists(first):
        _link(uow, first, request_id)
    if draft.request_id is None:
        for offer in service.offers:
            opened = uow.requests.by_nonce(_nonce(draft.nonce, offer.service))
            if opened is not None:
                _link(uow, request_id, opened.id)


def _link(uow: UnitOfWork, first: int, second: int) -> None:
    opened = uow.requests.get(second).service_code
    offers = service_of(uow, uow.requests.get(first).version_id).offers
    said = next((offer.text for offer in offers if offer.service == opened), "")
    target = uow.links.transfer_of(first)
    if target is not None and target.service_code == opened:
        steps = reversed(uow.histories.of_many([first]).get(first, ()))
        passed_on = (step.reason for step in steps if step.action == Action.TRANSFER)
        said = f"Dialihkan: {next(passed_on, '')}"
    uow.links.add(first, second, said)


def _nonce(nonce: str, service: str) -> str:
    return uuid5(NAMESPACE_OID, f"{nonce}/{service}").hex


def _parties(entries: Entries, service: ServiceDef, wanted: ServiceDef) -> dict[str, PartyEntry]:
    """Applicant to applicant and client to client, where both are people or both institutions."""
    nobody = PartyEntry({})
    applicant = entries.get(service.applicant, nobody)
    client = entries.get(service.client, nobody)
    if client.is_empty:
        client = applicant
    filled: dict[str, PartyEntry] = {}
    if wanted.applicant == wanted.client:
        pairs = [(wanted.client, service.client, client)]
    else:
        pairs = [(wanted.applicant, service.applicant, applicant), (wanted.client, service.client, client)]
    for code, former, entry in pairs:
        party = wanted.party(code)
        same = party.same_as is not None and entry == filled.get(party.same_as)
        if not entry.is_empty and party.kind is service.party(former).kind and not same:
            temporary = entry.temporary and party.without_papers
            filled[code] = PartyEntry(dict(entry.typed), entry.known_id, temporary)
    return filled
