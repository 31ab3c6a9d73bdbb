"""The main job without a window: one service from intake to hand-over, through the same use cases."""

import io
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from docx import Document

from dinsos_desk.catalog.schema import ServiceDef
from dinsos_desk.desk import Desk
from dinsos_desk.domain.conditions import FactValue
from dinsos_desk.domain.routing import Action, RequestState, Role, Stage
from dinsos_desk.errors import DeskError, InvalidInput
from dinsos_desk.log import describe
from dinsos_desk.messages import fault_sentence, sentence
from dinsos_desk.sample.fill import Wishes, fill_draft, fill_records, with_papers
from dinsos_desk.sample.people import Crowd
from dinsos_desk.usecases.actor import Actor
from dinsos_desk.usecases.intake.drafts import IntakeDraft
from dinsos_desk.usecases.intake.receipts import receipt
from dinsos_desk.usecases.intake.reopening import reopen
from dinsos_desk.usecases.intake.submit import Submitted, submit
from dinsos_desk.usecases.letters.making import WordFile, draft_letter, file_letter
from dinsos_desk.usecases.requests.cases import load_case
from dinsos_desk.usecases.requests.view import view_request
from dinsos_desk.usecases.review.deciding import Decided, Decision, decide
from dinsos_desk.usecases.review.transfer import Target

Crew = Mapping[Role, Actor]
Clock = Callable[[], datetime]

RETURN_REASON = "Mohon diperiksa kembali ejaan nama dan tanggal pada konsep surat."
_MOST_STEPS = 60


class WalkError(Exception):
    """A walk that did not come to its end; the text is for a person."""


@dataclass(frozen=True)
class WalkResult:
    """What came of walking one service. ``error`` is a sentence when it did not come to its end.

    ``receipt`` is that of the first application; ``steps`` the stages it passed, each once;
    ``documents`` the files of every application of the walk.
    """

    service_code: str
    receipt: str
    documents: tuple[WordFile, ...]
    steps: tuple[str, ...]
    numbers: tuple[str, ...]
    request_ids: tuple[int, ...] = ()
    error: str | None = None


@dataclass(frozen=True)
class Standing:
    """Where an application stands, as far as a walk needs to know."""

    state: RequestState
    stage: Stage
    version: int
    receiver: str
    facts: Mapping[str, FactValue]
    return_to: str


def standing(desk: Desk, request_id: int, day: date) -> Standing:
    """Load where an application stands."""
    with desk.reader() as uow:
        case = load_case(uow, request_id)
        facts = case.facts(day)
        route = case.service.route
        first = case.row.stage == route.stages[0].code
        return Standing(
            case.position.state,
            case.stage,
            case.row.version,
            case.row.applicant_name,
            facts,
            "" if first else route.before(case.row.stage, facts).code,
        )


def take_in(desk: Desk, crew: Crew, draft: IntakeDraft, service: ServiceDef, now: datetime) -> Submitted:
    """Save an application at the desk."""
    return submit(desk.uow(), crew[Role.PETUGAS], draft, service, desk.library.regions, now)


def mend(
    desk: Desk, crew: Crew, request_id: int, service: ServiceDef, crowd: Crowd, now: datetime
) -> Submitted:
    """Complete the papers of an application that is with the desk and send it again."""
    draft = reopen(desk.uow(), request_id, now)
    return take_in(desk, crew, with_papers(draft, service, crowd, now.date()), service, now)


def approve(
    desk: Desk,
    crew: Crew,
    request_id: int,
    at: Standing,
    crowd: Crowd,
    now: datetime,
    *,
    varied: bool = False,
) -> Decided:
    """Pass the stage an application waits at, by a user of its role, with everything it wants recorded."""
    records = fill_records(at.stage, at.facts, crowd, now.date(), at.receiver, varied=varied)
    decision = Decision(request_id, at.version, at.stage.code, Action.APPROVE, records=records)
    return decide(desk.uow(), crew[at.stage.role], decision, now)


def refuse(
    desk: Desk,
    crew: Crew,
    request_id: int,
    at: Standing,
    action: Action,
    reason: str,
    now: datetime,
    agency: str = "",
) -> Decided:
    """Return, reject, cancel, pass on or ask for a paper with a reason, by a user of the stage's role."""
    shown = (path for path, state in at.facts.items() if path.startswith("berkas.") and state == "ada")
    asked = (next(shown).removeprefix("berkas."),) if action is Action.ASK_PAPERS else ()
    decision = Decision(
        request_id, at.version, at.stage.code, action, reason, faulty=asked, target=Target(agency=agency)
    )
    return decide(desk.uow(), crew[at.stage.role], decision, now)


def walk_service(
    desk: Desk, crew: Crew, service: ServiceDef, clock: Clock, crowd: Crowd | None = None
) -> WalkResult:
    """Walk a service: an application whose papers come later and that is returned on its way, and one of
    somebody without papers where the service allows it. Never raises for what goes wrong on the way.
    """
    walk = Walk(desk, crew, service, clock, crowd or Crowd())
    problem = None
    try:
        walk.application(Wishes(incomplete=True), returned=True)
        if any(party.without_papers for party in service.parties):
            walk.application(Wishes(without_papers=True))
    except Exception as error:
        problem = explain(error)
    return walk.result(problem)


def explain(error: Exception) -> str:
    """Why a walk ended early, as a line on the console shows it."""
    if isinstance(error, WalkError):
        return str(error)
    if isinstance(error, InvalidInput):
        return " ".join(f"{fault.place}: {fault_sentence(fault)}" for fault in error.faults)
    if isinstance(error, DeskError):
        message = sentence(error)
        return f"{message.text} {message.advice}".strip()
    return f"Kesalahan program: {describe(error)}"


@dataclass
class Walk:
    """A walk through one service and what it left behind."""

    desk: Desk
    crew: Crew
    service: ServiceDef
    clock: Clock
    crowd: Crowd
    receipt: str = ""
    documents: list[WordFile] = field(default_factory=list)
    steps: list[str] = field(default_factory=list)
    numbers: list[str] = field(default_factory=list)
    request_ids: list[int] = field(default_factory=list)

    def result(self, problem: str | None) -> WalkResult:
        """What came of it."""
        passed = tuple(dict.fromkeys(self.steps))
        return WalkResult(
            self.service.code,
            self.receipt,
            tuple(self.documents),
            passed,
            tuple(self.numbers),
            tuple(self.request_ids),
            problem,
        )

    def application(self, wishes: Wishes, *, returned: bool = False) -> int:
        """One application from intake to hand-over; returns its id."""
        draft = fill_draft(self.service, self.crowd, self.clock().date(), wishes)
        return self.draft(draft, returned=returned)

    def draft(self, draft: IntakeDraft, *, returned: bool = False) -> int:
        """A draft from intake to hand-over; returns the id of the application."""
        taken = take_in(self.desk, self.crew, draft, self.service, self.clock())
        self.receipt = self.receipt or taken.receipt
        self.request_ids.append(taken.request_id)
        self.documents.append(
            receipt(self.desk.reader(), self.desk.library.letters, taken.request_id, self.clock())
        )
        self._note(self.service.route.stages[0])
        if taken.state is RequestState.INCOMPLETE:
            mend(self.desk, self.crew, taken.request_id, self.service, self.crowd, self.clock())
        returns = self._places_of_return() if returned else set()
        for _ in range(_MOST_STEPS):
            at = standing(self.desk, taken.request_id, self.clock().date())
            if at.state is RequestState.DONE:
                self._file(taken.request_id)
                return taken.request_id
            self._step(taken.request_id, at, returns)
        raise WalkError(f"Permohonan {taken.receipt} tidak sampai pada akhir alurnya.")

    def _step(self, request_id: int, at: Standing, returns: set[str]) -> None:
        if at.state in (RequestState.RETURNED, RequestState.INCOMPLETE):
            mend(self.desk, self.crew, request_id, self.service, self.crowd, self.clock())
            return
        self._look(request_id, at)
        if at.stage.code in returns:
            returns.discard(at.stage.code)
            refuse(self.desk, self.crew, request_id, at, Action.RETURN, RETURN_REASON, self.clock())
            return
        decided = approve(self.desk, self.crew, request_id, at, self.crowd, self.clock())
        self.numbers += [number for number in decided.numbers if number not in self.numbers]
        self._note(at.stage)

    def _places_of_return(self) -> set[str]:
        """The first and the last stage that may return: before and after the number is given."""
        able = [stage.code for stage in self.service.route.stages[1:] if Action.RETURN in stage.decisions]
        return {able[0], able[-1]} if able else set()

    def _look(self, request_id: int, at: Standing) -> None:
        """A reviewer looks at the application and its first draft before deciding."""
        view = view_request(self.desk.reader(), self.crew[at.stage.role], request_id)
        if not view.actions:
            raise WalkError(f"Tahap “{at.stage.name}” tidak dapat diputuskan oleh peran {at.stage.role}.")
        if view.drafts:
            draft_letter(
                self.desk.reader(),
                self.desk.library.letters,
                request_id,
                view.drafts[0].label,
                self.clock(),
            )

    def _file(self, request_id: int) -> None:
        """Every document of a finished application, printed twice: the second is the first again."""
        view = view_request(self.desk.reader(), self.crew[Role.PETUGAS], request_id)
        for letter in view.letters:
            files = [
                file_letter(self.desk.uow(), self.desk.library.letters, self.desk.store, letter.id)
                for _ in range(2)
            ]
            if files[0] != files[1]:
                raise WalkError(f"{letter.name} tidak sama ketika dicetak ulang.")
            Document(io.BytesIO(files[0].content))
            self.documents.append(files[0])

    def _note(self, stage: Stage) -> None:
        self.steps.append(stage.name)
