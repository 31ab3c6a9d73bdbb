"""Lembar kendali: a line for every stage, filled where the application has been."""

from dataclasses import replace

import pytest

from dinsos_desk.documents.compare import document_lines
from dinsos_desk.domain.routing import Action, Role
from dinsos_desk.errors import UserError
from dinsos_desk.usecases.requests.view import view_request
from dinsos_desk.usecases.review.deciding import Decision, decide
from dinsos_desk.usecases.review.routing_slip import routing_slip


def slip(desk, who, request_id):
    return routing_slip(desk.reader(), desk.library.letters, who, request_id, desk.now())


def record(desk, actor, walker, request_id, stage, action=Action.APPROVE, reason=""):
    decide(
        desk.uow(),
        actor,
        Decision(
            request_id,
            walker.row(request_id).version,
            stage,
            action,
            reason,
            on_paper=desk.now().date(),
            carried_by="Pak Contoh",
        ),
        desk.now(),
    )


def test_stages_passed_are_filled_in_and_the_others_wait_for_a_hand(
    desk, actor, crew, walker, clock, stranded
):
    taken = walker.take(stranded)
    clock.forward(minutes=5)
    walker.approve(taken.request_id)
    record(desk, actor, walker, taken.request_id, "paraf_kabid")
    file = slip(desk, actor, taken.request_id)
    assert file.name == f"{taken.receipt} Lembar Kendali.docx"
    lines = document_lines(file.content)
    text = "\n".join(lines)
    for said in (
        taken.receipt,
        stranded.name,
        crew[Role.KASI].name,
        "di aplikasi",
        "di atas kertas",
        "Pak Contoh",
    ):
        assert said in text
    numbered = [line for line in lines if line.split(" ")[0].isdigit() and "23/11/2026" in line]
    assert len(numbered) == 3, "intake and two reviews"
    assert [stage.name in text for stage in stranded.route.stages] == [True] * len(stranded.route.stages)
    history = view_request(desk.reader(), actor, taken.request_id).history[-1]
    assert history.what == "paraf di atas kertas"
    assert history.carried_by == "Pak Contoh"
    assert history.on_paper == desk.now().date()


def test_a_return_decided_on_paper_says_so(desk, actor, walker, clock, stranded):
    taken = walker.take(stranded)
    record(desk, actor, walker, taken.request_id, "paraf_kasi", Action.RETURN, "Alamat keliru.")
    step = view_request(desk.reader(), actor, taken.request_id).history[-1]
    assert (step.action, step.on_paper, step.carried_by) == (
        Action.RETURN,
        desk.now().date(),
        "Pak Contoh",
    )


def test_the_slip_of_another_division_is_not_printed(desk, crew, walker, dtks):
    taken = walker.take(dtks)
    division = walker.row(taken.request_id).division
    with pytest.raises(UserError):
        slip(desk, replace(crew[Role.KABID], division=f"Bukan {division}"), taken.request_id)
