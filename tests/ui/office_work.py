"""Work for the rooms to show: a context with real parts, and applications taken and walked."""

from pathlib import Path

from PySide6.QtCore import QSettings

from dinsos_desk.desk import Desk
from dinsos_desk.domain.routing import Action, Role, decided_on_paper
from dinsos_desk.sample.fill import ORDINARY, Wishes, fill_draft, fill_records
from dinsos_desk.sample.people import Crowd
from dinsos_desk.usecases.actor import Actor
from dinsos_desk.usecases.intake.submit import submit
from dinsos_desk.usecases.requests.cases import load_case
from dinsos_desk.usecases.review.deciding import Decision, decide
from dinsos_desk.usecases.review.own_intake import acting_roles
from tests.factories import StandingClock
from ui.context import Context
from ui.events import Events
from ui.outputs import Outputs
from ui.tasks import Tasks
from ui.theme import Theme

EVERY_ROLE = frozenset(Role)


def room_context(desk: Desk, actor: Actor, tasks: Tasks, theme: Theme, folder: Path) -> Context:
    """What a room is given, over a real office."""
    settings = QSettings(str(folder / "tampilan.ini"), QSettings.Format.IniFormat)
    outputs = Outputs(settings, folder / "keluar")
    return Context(desk, actor, tasks, Events(), outputs, theme)


def take(desk: Desk, actor: Actor, code: str, crowd: Crowd, wishes: Wishes = ORDINARY) -> int:
    """Take one plausible application in; returns its id."""
    service = desk.library.catalog.services[code]
    draft = fill_draft(service, crowd, desk.now().date(), wishes)
    return submit(desk.uow(), actor, draft, service, None, desk.now()).request_id


def go_on(desk: Desk, actor: Actor, request_id: int, crowd: Crowd, action: Action = Action.APPROVE) -> str:
    """Decide once, as somebody with every role; returns the new state. What a service does not let him judge
    because he took it in himself he writes down from paper.
    """
    allowed = Actor(actor.user_id, actor.login, actor.name, actor.post, EVERY_ROLE)
    with desk.reader() as uow:
        case = load_case(uow, request_id)
        stage, version = case.stage, case.row.version
        facts = case.facts(desk.now().date())
        from_paper = decided_on_paper(stage, acting_roles(case, allowed))
    reason = "" if action is Action.APPROVE else "Alamat pada surat pengantar belum sesuai."
    records = fill_records(stage, facts, crowd, desk.now().date(), "Keluarga pemohon")
    paper = {"on_paper": desk.now().date(), "carried_by": "Kurir"} if from_paper else {}
    decision = Decision(request_id, version, stage.code, action, reason, records, **paper)  # type: ignore[arg-type]
    return decide(desk.uow(), allowed, decision, desk.now()).state.value


def finish(desk: Desk, actor: Actor, request_id: int, crowd: Crowd, clock: StandingClock) -> None:
    """Walk an application to its end, ten minutes a stage."""
    for _ in range(20):
        clock.forward(minutes=4)
        if go_on(desk, actor, request_id, crowd) == "selesai":
            return
    raise AssertionError("the application never ended")
