"""Driving routes without a window: ways through a service, and decisions that leave nothing behind."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from types import TracebackType
from typing import Any

from dinsos_desk.db.unit_of_work import UnitOfWork
from dinsos_desk.desk import Desk
from dinsos_desk.domain.conditions import FactValue
from dinsos_desk.domain.routing import Action, RequestState, Role, Route, Stage
from dinsos_desk.sample.fill import Wishes, fill_draft, fill_records
from dinsos_desk.sample.people import Crowd
from dinsos_desk.sample.walk import standing, take_in
from dinsos_desk.usecases.actor import Actor
from dinsos_desk.usecases.requests.cases import load_case
from dinsos_desk.usecases.review.deciding import Decided, Decision, decide
from tests.factories import StandingClock

REASON = "Nama pada surat pengantar tidak sama dengan KTP."


@dataclass(frozen=True)
class Way:
    """One way through a service: what is answered at the desk and written down at its stages."""

    answers: Mapping[str, str] = field(default_factory=dict)
    records: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    without_papers: bool = False


class Within:
    """A unit of work inside another: it neither begins nor ends anything."""

    def __init__(self, outer: UnitOfWork) -> None:
        self._outer = outer

    def __enter__(self) -> UnitOfWork:
        return self  # type: ignore[return-value]

    def __exit__(self, *_: object) -> None:
        return None

    def commit(self) -> None:
        self._outer.session.flush()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._outer, name)


class Trial:
    """A unit of work that shows what would be saved and then takes it back."""

    def __init__(self, uow: UnitOfWork, look: Callable[[UnitOfWork], None]) -> None:
        self._uow, self._look = uow, look

    def __enter__(self) -> "Trial":
        self._uow.__enter__()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._uow.__exit__(kind, error, trace)

    def commit(self) -> None:
        self._uow.session.flush()
        self._look(Within(self._uow))  # type: ignore[arg-type]

    def __getattr__(self, name: str) -> Any:
        return getattr(self._uow, name)


@dataclass(frozen=True)
class Seen:
    """An application as plain values. ``last``: its last step."""

    row: Mapping[str, Any]
    last: Mapping[str, Any]
    state: RequestState
    stage: Stage
    route: Route
    facts: Mapping[str, FactValue]

    @property
    def shown(self) -> tuple[str, ...]:
        """One paper of the checklist that was shown; none when the case asks for none."""
        known = (k for k, v in self.facts.items() if k.startswith("berkas.") and v == "ada")
        return tuple(k.removeprefix("berkas.") for k in known)[:1]


def see(uow: UnitOfWork, request_id: int, day: date) -> Seen:
    """Look at an application inside a unit of work."""
    case = load_case(uow, request_id)
    row, last = (
        {column.key: getattr(thing, column.key) for column in thing.__table__.columns}
        for thing in (case.row, case.steps[-1])
    )
    return Seen(row, last, case.position.state, case.stage, case.service.route, case.facts(day))


class RouteWalker:
    """Takes applications in and moves them along a way, at the time of the clock."""

    def __init__(self, desk: Desk, crew: Mapping[Role, Actor], clock: StandingClock) -> None:
        self.desk, self.crew, self.clock, self.crowd = desk, crew, clock, Crowd(11)

    def take(self, code: str, way: Way, *, incomplete: bool = False) -> int:
        service = self.desk.library.catalog.services[code]
        wishes = Wishes(answers=way.answers, without_papers=way.without_papers, incomplete=incomplete)
        draft = fill_draft(service, self.crowd, self.clock().date(), wishes)
        return take_in(self.desk, self.crew, draft, service, self.clock()).request_id

    def seen(self, request_id: int) -> "Seen":
        with self.desk.reader() as uow:
            return see(uow, request_id, self.clock().date())

    def approve(self, request_id: int, way: Way, by: Actor | None = None) -> Decided:
        at = standing(self.desk, request_id, self.clock().date())
        wanted = way.records.get(at.stage.code, {})
        facts = dict(at.facts) | {f"catatan.{at.stage.code}.{code}": value for code, value in wanted.items()}
        others = tuple(record for record in at.stage.records if record.code not in wanted)
        stage = at.stage.model_copy(update={"records": others})
        records = fill_records(stage, facts, self.crowd, self.clock().date(), at.receiver)
        decision = Decision(
            request_id, at.version, at.stage.code, Action.APPROVE, records={**records, **wanted}
        )
        actor = by or self.crew[at.stage.role]
        return decide(self.desk.uow(), actor, decision, self.clock())

    def decision(self, of: "Seen | int", action: Action, **more: Any) -> Decision:
        """A decision at the stage and version that were seen, with a reason unless another is given."""
        seen = self.seen(of) if isinstance(of, int) else of
        given: dict[str, Any] = {"reason": REASON, **more}
        return Decision(seen.row["id"], seen.row["version"], seen.stage.code, action, **given)

    def would(
        self, decision: Decision, role: Role, look: Callable[[UnitOfWork], None] = lambda _: None
    ) -> Decided:
        """What a decision would bring; nothing of it stays."""
        return decide(Trial(self.desk.uow(), look), self.crew[role], decision, self.clock())  # type: ignore[arg-type]

    def later(self, minutes: int = 5) -> None:
        self.clock.moment += timedelta(minutes=minutes)
