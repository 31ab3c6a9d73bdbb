"""A crew for the office of the tests, and applications that are already on their way."""

from collections.abc import Callable
from datetime import datetime
from types import SimpleNamespace

import pytest

from dinsos_desk.catalog.schema import ServiceDef
from dinsos_desk.desk import Desk
from dinsos_desk.domain.routing import Action, Role
from dinsos_desk.sample.fill import ORDINARY, Wishes, fill_draft
from dinsos_desk.sample.people import Crowd
from dinsos_desk.sample.walk import approve, refuse, standing, take_in
from dinsos_desk.usecases.actor import Actor
from dinsos_desk.usecases.intake.submit import Submitted
from dinsos_desk.usecases.review.deciding import Decided
from tests.factories import StandingClock, colleague

REVIEWERS = (Role.OPERATOR, Role.KASI, Role.KABID, Role.SEKRETARIS, Role.KADIS)


@pytest.fixture
def crew(office: tuple[Desk, Actor]) -> dict[Role, Actor]:
    """Somebody for every role; the petugas is the administrator too."""
    desk, actor = office
    return {Role.PETUGAS: actor} | {role: colleague(desk, actor, role) for role in REVIEWERS}


@pytest.fixture
def dtks(desk: Desk) -> ServiceDef:
    """A service with two products, one of them numbered, and a chain that ends at the Kabid."""
    return desk.library.catalog.services["lubuklinggau-dtks"]


@pytest.fixture
def stranded(desk: Desk) -> ServiceDef:
    """A service for a klien without papers, with a chain of five."""
    return desk.library.catalog.services["lubuklinggau-orang-terlantar"]


class Walker:
    """Moves applications along at the time of the clock."""

    def __init__(self, desk: Desk, crew: dict[Role, Actor], clock: StandingClock) -> None:
        self.desk, self.crew, self.clock, self.crowd = desk, crew, clock, Crowd(7)

    def take(self, service: ServiceDef, wishes: Wishes = ORDINARY) -> Submitted:
        draft = fill_draft(service, self.crowd, self.clock().date(), wishes)
        return take_in(self.desk, self.crew, draft, service, self.clock())

    def approve(self, request_id: int) -> Decided:
        at = standing(self.desk, request_id, self.clock().date())
        return approve(self.desk, self.crew, request_id, at, self.crowd, self.clock())

    def refuse(self, request_id: int, action: Action, reason: str = "Mohon diperiksa.") -> Decided:
        at = standing(self.desk, request_id, self.clock().date())
        return refuse(self.desk, self.crew, request_id, at, action, reason, self.clock())

    def stage(self, request_id: int) -> str:
        return standing(self.desk, request_id, self.clock().date()).stage.code

    def to(self, request_id: int, stage: str) -> None:
        for _ in range(20):
            if self.stage(request_id) == stage:
                return
            self.approve(request_id)
        raise AssertionError(f"{stage} was never reached")

    def row(self, request_id: int) -> SimpleNamespace:
        """The row as plain values."""
        with self.desk.reader() as uow:
            row = uow.requests.get(request_id)
            return SimpleNamespace(**{c.key: getattr(row, c.key) for c in row.__table__.columns})


@pytest.fixture
def walker(desk: Desk, crew: dict[Role, Actor], clock: StandingClock) -> Walker:
    return Walker(desk, crew, clock)


@pytest.fixture
def at_moment(clock: StandingClock) -> Callable[..., datetime]:
    """Puts the clock somewhere."""

    def put(*parts: int) -> datetime:
        clock.moment = datetime(*parts)
        return clock.moment

    return put
