"""How applications follow the records of their people: open ones always, finished ones never again."""

from dinsos_desk.db.unit_of_work import UnitOfWork
from dinsos_desk.domain.people import PartyKind
from dinsos_desk.usecases.requests.cases import load_case


def keep_as_was(uow: UnitOfWork, request_id: int) -> None:
    """Keep the parties of an application as known now, once it is finished; let go when it runs again.

    The line of a register that was printed then stays true, whatever is corrected or made one afterwards.
    """
    finished = uow.requests.get(request_id).finished_at is not None
    kept = uow.requests.as_was_of([request_id]).get(request_id, {})
    if finished and not kept:
        uow.requests.set_as_was(request_id, dict(load_case(uow, request_id).application.parties))
    elif kept and not finished:
        uow.requests.set_as_was(request_id, dict.fromkeys(kept))


def follow_names(uow: UnitOfWork, known_id: int, kind: PartyKind = PartyKind.PERSON) -> None:
    """Write name and place of a corrected record onto the applications of theirs that are still open."""
    for row in uow.requests.open_of_subject(kind, known_id):
        case = load_case(uow, row.id)
        parties = case.application.parties
        client = parties.get(case.service.client) or parties.get(case.service.applicant)
        if client is not None:
            row.client_name = client.name
            row.applicant_name = parties.get(case.service.applicant, client).name
            row.client_village = client.village
            row.client_district = client.district
            row.client_regency = client.regency
