"""Lembar kendali: the slip that travels with a draft on paper, a line for each stage."""

from datetime import datetime

from dinsos_desk.db import tables
from dinsos_desk.db.queries.requests.figures import Visibility
from dinsos_desk.db.unit_of_work import UnitOfWork
from dinsos_desk.documents.letters import Letters
from dinsos_desk.documents.qr import receipt_qr
from dinsos_desk.domain.conditions import Facts, applies
from dinsos_desk.domain.routing import Stage, StageKind
from dinsos_desk.errors import UserError
from dinsos_desk.usecases.actor import Actor
from dinsos_desk.usecases.letters.making import WordFile, file_name, main_document
from dinsos_desk.usecases.letters.words import Words, case_words, office_look
from dinsos_desk.usecases.requests.cases import Case, load_case

TEMPLATE = "cetak/lembar_kendali.docx"
_ROOMY = 9
"""More stages than these stand in lower rows, so that the slip stays on one page."""
_IN_APP = "di aplikasi"
_ON_PAPER = "di atas kertas"


def routing_slip(uow: UnitOfWork, letters: Letters, actor: Actor, request_id: int, now: datetime) -> WordFile:
    """The slip as the application stands now: stages passed are filled in, the others wait for a hand.

    Raises:
        UserError: *permohonan_tidak_ditemukan*; the template is missing or broken.
    """
    with uow:
        case = load_case(uow, request_id)
        if not Visibility(actor.roles, actor.division).shows(case.row.division):
            raise UserError("permohonan_tidak_ditemukan")
        main = main_document(case)
        stages = _stages(uow, case)
        words = case_words(uow, case, now) | {
            "surat": {"tanggal": "", "konsep": False},
            "konsep": main.name if main is not None else "",
            "tahap": stages,
            "rapat": len(stages) > _ROOMY,
        }
        look = office_look(uow.offices.get())
        number = case.row.receipt
    content = letters.render(TEMPLATE, look, words, {"qr": receipt_qr(number)})
    return WordFile(file_name(number, "Lembar Kendali"), content)


def _stages(uow: UnitOfWork, case: Case) -> list[Words]:
    facts: Facts = case.facts(case.row.received_at.date())
    ahead = [stage for stage in case.service.route.stages if applies(stage.when, facts)]
    return [_line(uow, place, stage, case.stands.get(stage.code)) for place, stage in enumerate(ahead, 1)]


def _line(uow: UnitOfWork, place: int, stage: Stage, step: tables.History | None) -> Words:
    done = step is not None
    on_paper = step is not None and step.on_paper is not None
    by_app = _IN_APP if stage.kind in (StageKind.REVIEW, StageKind.SIGN) else "selesai"
    day = (step.on_paper or step.at.date()) if step is not None else None
    return {
        "urut": place,
        "nama": stage.name,
        "jabatan": stage.post,
        "oleh": uow.users.get(step.user_id).name if step is not None and not on_paper else "",
        "paraf": (_ON_PAPER if on_paper else by_app) if done else "",
        "tanggal": f"{day:%d/%m/%Y}" if day is not None else "",
        "pembawa": step.carried_by if step is not None else "",
    }
