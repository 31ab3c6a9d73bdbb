"""Two applications for the same people: prefilled, linked once, whatever is saved first."""

from dataclasses import replace

import pytest

from dinsos_desk.catalog.schema import Offer, ServiceDef
from dinsos_desk.domain.entry import PartyEntry
from dinsos_desk.domain.routing import RequestState
from dinsos_desk.sample.fill import fill_draft
from dinsos_desk.sample.people import Crowd
from dinsos_desk.usecases.intake.drafts import IntakeDraft
from dinsos_desk.usecases.intake.submit import submit
from dinsos_desk.usecases.requests.view import view_request
from dinsos_desk.usecases.review.follow_up import after_draft, after_request

WHY = "Daftarkan dahulu ke DTKS."


@pytest.fixture
def pbi(stranded: ServiceDef, dtks: ServiceDef) -> ServiceDef:
    """A service that offers another."""
    return stranded.model_copy(update={"offers": (Offer(service=dtks.code, text=WHY),)})


def send(desk, actor, draft, service, clock):
    return submit(desk.uow(), actor, draft, service, desk.library.regions, clock())


def filled(service, clock, **changes):
    return replace(fill_draft(service, Crowd(3), clock().date()), **changes)


def linked(desk, actor, request_id):
    return view_request(desk.reader(), actor, request_id).linked


def test_the_people_come_along(pbi, dtks, clock):
    first = filled(pbi, clock)
    second = after_draft(first, pbi, dtks)
    assert second.service == dtks.code
    assert second.linked_draft == first.nonce
    assert second.parties[dtks.applicant].typed == first.parties[pbi.applicant].typed
    client = first.parties.get(pbi.client, first.parties[pbi.applicant])
    assert second.parties.get(dtks.client, second.parties[dtks.applicant]).typed == client.typed
    assert after_draft(first, pbi, dtks).nonce == second.nonce
    assert not second.answers
    assert not second.papers


def test_a_client_who_is_the_applicant_is_not_typed_twice(pbi, dtks):
    person = PartyEntry({"nama": "Contoh"}, 7)
    draft = IntakeDraft(pbi.code, {pbi.applicant: person})
    parties = after_draft(draft, pbi, dtks).parties
    assert parties == {dtks.applicant: PartyEntry({"nama": "Contoh"}, 7)}


@pytest.mark.parametrize("first_is_first", [True, False])
def test_linked_once_both_exist(desk, actor, clock, pbi, dtks, first_is_first):
    first = filled(pbi, clock)
    link = after_draft(first, pbi, dtks)
    second = filled(dtks, clock, nonce=link.nonce, linked_draft=link.linked_draft)
    second = IntakeDraft.from_payload(second.payload())
    order = ((first, pbi), (second, dtks))
    results = {s.code: send(desk, actor, d, s, clock) for d, s in (order if first_is_first else order[::-1])}
    one, two = results[pbi.code].request_id, results[dtks.code].request_id
    (seen,) = linked(desk, actor, one)
    assert (seen.id, seen.reason, seen.opened_here) == (two, WHY, True)
    (back,) = linked(desk, actor, two)
    assert (back.id, back.opened_here, back.state) == (one, False, RequestState(back.state))
    for draft, service in order:
        send(desk, actor, draft, service, clock)
    assert len(linked(desk, actor, one)) == 1


def test_from_an_application_that_was_taken(desk, actor, clock, pbi, dtks):
    taken = send(desk, actor, filled(pbi, clock), pbi, clock)
    assert [offer.service for offer in taken.offers] == [dtks.code]
    view = view_request(desk.reader(), actor, taken.request_id)
    assert [(offer.service, offer.offered) for offer in view.offers] == [(dtks.code, True)]
    opened = after_request(desk.reader(), taken.request_id, dtks)
    assert opened.linked_from == taken.request_id
    assert all(entry.known_id for entry in opened.parties.values())
    second = filled(dtks, clock, linked_from=taken.request_id)
    result = send(desk, actor, second, dtks, clock)
    view = view_request(desk.reader(), actor, taken.request_id)
    assert [row.id for row in view.linked] == [result.request_id]
    assert view.offers == ()


def test_a_link_to_nothing_never_keeps_one_from_saving(desk, actor, clock, dtks):
    result = send(desk, actor, filled(dtks, clock, linked_from=4711), dtks, clock)
    assert linked(desk, actor, result.request_id) == ()


def test_a_draft_of_the_former_program_is_read(dtks):
    payload = IntakeDraft(dtks.code).payload()
    del payload["linked_from"], payload["linked_draft"]
    assert IntakeDraft.from_payload(payload).linked_from is None
