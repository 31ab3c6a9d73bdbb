"""Every route of every service, forwards and through each thing that may be decided at each stage.

``routes_by_hand.txt`` was read by hand from the published procedures: what may be decided, and to whom a
return goes. A decision is tried and taken back, so that the same application goes on.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from dinsos_desk.desk import Desk
from dinsos_desk.domain.routing import CLOSED_STATES, Action, RequestState, Role
from dinsos_desk.errors import InvalidInput
from dinsos_desk.sample.fill import with_papers
from dinsos_desk.usecases.intake.reopening import reopen
from dinsos_desk.usecases.intake.submit import submit
from dinsos_desk.usecases.requests.view import view_request
from dinsos_desk.usecases.review.transfer import Target
from tests.db.route_walks import REASON, RouteWalker, Way, see
from tests.factories import StandingClock, colleague, new_desk

LETTERS = {"M": Action.ASK_PAPERS, "T": Action.REJECT, "A": Action.TRANSFER}
REVIEWERS = (Role.OPERATOR, Role.KASI, Role.KABID, Role.SEKRETARIS, Role.KADIS)


@dataclass(frozen=True)
class Stop:
    """One line of the table."""

    stage: str
    role: str
    actions: frozenset[Action]
    targets: tuple[str, ...]


def by_hand() -> dict[tuple[str, str], tuple[Way, tuple[Stop, ...]]]:
    """The table, by service and name of the way."""
    table: dict[tuple[str, str], tuple[Way, tuple[Stop, ...]]] = {}
    for block in (Path(__file__).parent / "routes_by_hand.txt").read_text("utf-8").split("\n= ")[1:]:
        head, *lines = (line for line in block.splitlines() if line and not line.startswith("#"))
        code, name, answers, records, special = [part.strip() for part in (head + " / / / /").split("/")[:5]]
        recorded: dict[str, dict[str, str]] = {}
        for pair in records.split():
            place, value = pair.split("=")
            recorded.setdefault(place.split(".")[0], {})[place.split(".")[1]] = value
        way = Way(dict(pair.split("=") for pair in answers.split()), recorded, special == "tanpa identitas")
        table[code, name] = way, tuple(map(stop, lines))
    return table


def stop(line: str) -> Stop:
    stage, role, *marks = line.split()
    returns = next((mark.removeprefix("K>").split(",") for mark in marks if mark.startswith("K>")), [])
    actions = {LETTERS[mark] for mark in marks if mark in LETTERS}
    return Stop(
        stage,
        role,
        frozenset({Action.APPROVE, *actions, *([Action.RETURN] if returns else [])}),
        tuple(returns),
    )


TABLE = by_hand()


@pytest.fixture(scope="module")
def walker(tmp_path_factory) -> Iterator[RouteWalker]:
    """One office for all; nothing of it is asked anew for each way."""
    clock = StandingClock()
    desk, actor = new_desk(tmp_path_factory.mktemp("kantor") / "data", clock)
    crew = {Role.PETUGAS: actor} | {role: colleague(desk, actor, role) for role in REVIEWERS}
    yield RouteWalker(desk, crew, clock)
    desk.close()


def test_the_table_knows_every_service_and_every_stage(desk: Desk):
    services = desk.library.catalog.services
    assert {code for code, _ in TABLE} == set(services)
    for code, service in services.items():
        named = {one.stage for (known, _), (_, stops) in TABLE.items() if known == code for one in stops}
        assert named == {stage.code for stage in service.route.stages[1:]}, code


@pytest.mark.parametrize(("code", "name"), list(TABLE), ids=[" ".join(key).strip() for key in TABLE])
def test_a_way_is_walked_and_everything_on_it_decided(walker: RouteWalker, code: str, name: str):
    way, stops = TABLE[code, name]
    request_id = walker.take(code, way)
    for expected in stops:
        walker.later()
        seen = walker.seen(request_id)
        assert (seen.stage.code, seen.stage.role.value) == (expected.stage, expected.role)
        assert frozenset(seen.stage.decisions) == expected.actions, expected.stage
        for action in expected.actions - {Action.APPROVE}:
            refused(walker, seen, "alasan", action, reason="  ", faulty=seen.shown)
        for place, target in enumerate(expected.targets):
            returned(walker, seen, target, usual=place == 0)
        if expected.targets:
            refused(walker, seen, "alasan", return_to=seen.stage.code)
        if Action.ASK_PAPERS in expected.actions:
            papers_asked_for(walker, seen)
        if Action.REJECT in expected.actions:
            rejected(walker, seen)
        if Action.TRANSFER in expected.actions:
            passed_on(walker, seen)
        walker.approve(request_id, way)
    assert walker.seen(request_id).state is RequestState.DONE


def refused(walker, seen, place, action=Action.RETURN, **more):
    with pytest.raises(InvalidInput) as wrong:
        walker.would(walker.decision(seen, action, **more), seen.stage.role)
    assert place in {fault.place for fault in wrong.value.faults}


def returned(walker, before, target, *, usual):
    """It goes to exactly that stage, with the reason and the faulty papers; later findings fall."""
    request_id = before.row["id"]

    def look(uow):
        seen = see(uow, request_id, walker.clock().date())
        first = seen.route.stages[0]
        assert (seen.stage.code, seen.row["stage_role"]) == (target, seen.route.stage(target).role.value)
        assert seen.state is (RequestState.RETURNED if target == first.code else RequestState.RUNNING)
        assert (seen.last["reason"], seen.last["faulty"]) == (REASON, list(before.shown))
        assert seen.row["returns"] == before.row["returns"] + 1
        assert seen.row["due_at"] == before.row["due_at"]
        assert seen.row["paused_at"] is None
        codes = [stage.code for stage in seen.route.stages]
        undone = codes[codes.index(target) :]
        assert not [path for path in seen.facts if path.split(".")[:2] in [["catatan", c] for c in undone]]
        if target == first.code:
            sent_again(walker, uow, before)

    chosen = "" if usual else target
    decision = walker.decision(before, Action.RETURN, faulty=before.shown, return_to=chosen)
    walker.would(decision, before.stage.role, look)


def sent_again(walker, uow, before, later: int = 0):
    """The draft may be mended, and goes on from the desk."""
    service, request_id = walker.desk.library.catalog.services[before.row["service_code"]], before.row["id"]
    draft = reopen(uow, request_id, walker.clock())
    assert (draft.request_id, draft.request_version) == (request_id, before.row["version"] + 1)
    draft = with_papers(draft, service, walker.crowd, walker.clock().date())
    walker.later(later)
    submit(uow, walker.crew[Role.PETUGAS], draft, service, walker.desk.library.regions, walker.clock())
    seen = see(uow, request_id, walker.clock().date())
    assert seen.state in (RequestState.RUNNING, RequestState.READY)
    assert seen.stage is seen.route.after(seen.route.stages[0].code, seen.facts)


def papers_asked_for(walker, before):
    """It waits at the desk for the papers ticked; the clock rests until they are there."""
    refused(walker, before, "alasan", Action.ASK_PAPERS)
    if not before.shown:
        view = view_request(walker.desk.reader(), walker.crew[before.stage.role], before.row["id"])
        assert (view.papers, Action.ASK_PAPERS in view.actions) == ((), False)
        return
    asked_at = walker.clock()

    def look(uow):
        seen = see(uow, before.row["id"], asked_at.date())
        assert (seen.state, seen.stage) == (RequestState.INCOMPLETE, seen.route.stages[0])
        assert (seen.row["paused_at"], seen.row["finished_at"]) == (asked_at, None)
        assert seen.facts[f"berkas.{before.shown[0]}"] == "menyusul"
        sent_again(walker, uow, before, later=60)
        again = see(uow, before.row["id"], asked_at.date())
        assert (again.row["paused_at"], again.row["paused_seconds"]) == (None, 3600)
        if before.row["due_at"] is not None:
            assert again.row["due_at"] >= before.row["due_at"]

    walker.would(walker.decision(before, Action.ASK_PAPERS, faulty=before.shown), before.stage.role, look)
    walker.clock.moment = asked_at


def rejected(walker, before):
    looks = []
    walker.would(
        walker.decision(before, Action.REJECT),
        before.stage.role,
        lambda uow: looks.append(see(uow, before.row["id"], walker.clock().date())),
    )
    (seen,) = looks
    assert (seen.state, seen.stage.code) == (RequestState.REJECTED, before.stage.code)
    assert seen.last["reason"] == REASON
    assert seen.row["finished_at"] is not None


def passed_on(walker, before):
    """To another service of this office or to another office; one of the two must be named."""
    role, own, request_id = before.stage.role, before.row["service_code"], before.row["id"]
    other = next(code for code in walker.desk.library.catalog.services if code != own)
    for target in (Target(), Target(own), Target(other, "Dinas Sosial Contoh"), Target(agency="\u200b ")):
        refused(walker, before, "layanan_tujuan", Action.TRANSFER, target=target)

    def look(uow):
        seen = see(uow, request_id, walker.clock().date())
        assert seen.state in CLOSED_STATES
        kept = uow.links.transfer_of(request_id)
        assert (kept.service_code, kept.agency) in ((other, ""), ("", "Dinas Sosial Contoh"))
        assert (seen.last["action"], seen.last["reason"]) == (Action.TRANSFER, REASON)

    for target in (Target(other), Target(agency=" Dinas Sosial Contoh ")):
        walker.would(walker.decision(before, Action.TRANSFER, target=target), role, look)
