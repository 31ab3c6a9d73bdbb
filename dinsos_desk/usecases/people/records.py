"""How applications follow the records of their people: open ones always, finished ones never again."""

from collections.abc import Mapping

from dinsos_desk.catalog.schema import ServiceDef
from dinsos_desk.db.unit_of_work import UnitOfWork
from dinsos_desk.domain.people import PartyKind, Subject
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
        for column, words in names_on(case.service, case.application.parties).items():
            setattr(row, column, words)


def names_on(service: ServiceDef, parties: Mapping[str, Subject]) -> dict[str, str]:
    """What the line of an application says about its people, by column; nothing while there is nobody."""
    client = parties.get(service.client) or parties.get(service.applicant)
    if client is None:
        return {}
    return {
        "client_name": client.name,
        "applicant_name": parties.get(service.applicant, client).name,
        "client_village": client.village,
        "client_district": client.district,
        "client_regency": client.regency,
    }
