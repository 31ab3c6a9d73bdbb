"""An application that is back at the desk, as a draft to be completed or mended."""

from datetime import datetime

from dinsos_desk.db.unit_of_work import UnitOfWork
from dinsos_desk.domain.entry import PaperEntry, PartyEntry, typed_institution, typed_person
from dinsos_desk.domain.people import Institution, Subject
from dinsos_desk.domain.routing import RequestState
from dinsos_desk.errors import UserError
from dinsos_desk.usecases.intake.drafts import IntakeDraft
from dinsos_desk.usecases.requests.cases import load_case


def reopen(uow: UnitOfWork, request_id: int, now: datetime) -> IntakeDraft:
    """An incomplete or returned application as a draft, for completing papers or mending it.

    Raises:
        UserError: *tidak_dapat_diperbaiki* when it is not with the desk.
    """
    with uow:
        case = load_case(uow, request_id)
        if case.position.state not in (RequestState.INCOMPLETE, RequestState.RETURNED):
            raise UserError("tidak_dapat_diperbaiki")
        parties = {
            party: entry_of(case.application.parties[party], known_id)
            for party, (_, known_id) in uow.requests.parties(request_id).items()
        }
        papers = {
            code: PaperEntry(
                tick.state.value if tick.state else "",
                tick.mode.value if tick.mode else "",
                tick.alternative,
                tick.number,
                tick.dated.strftime("%d/%m/%Y") if tick.dated else "",
                tick.note,
            )
            for code, tick in case.application.ticks.items()
        }
        answers = {
            f.code: f.typed(case.application.answers[f.code])
            for f in case.service.fields
            if f.code in case.application.answers
        }
        row = case.row
        return IntakeDraft(
            row.service_code,
            parties,
            answers,
            papers,
            row.overrides,
            row.note,
            row.nonce,
            row.id,
            row.version,
        )


def entry_of(subject: Subject, known_id: int) -> PartyEntry:
    """Somebody known, as the form shows them."""
    if isinstance(subject, Institution):
        return PartyEntry(typed_institution(subject), known_id)
    return PartyEntry(typed_person(subject), known_id, subject.temporary)
