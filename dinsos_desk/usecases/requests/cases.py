"""A case: one application with its service as it was taken, its people, papers and history."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache

from dinsos_desk.catalog.faults import CatalogError
from dinsos_desk.catalog.schema import ServiceDef
from dinsos_desk.catalog.versions import definition_json, from_definition, version_hash
from dinsos_desk.db import tables
from dinsos_desk.db.unit_of_work import UnitOfWork
from dinsos_desk.domain.application import Application
from dinsos_desk.domain.conditions import FactValue
from dinsos_desk.domain.fields import FieldDef
from dinsos_desk.domain.routing import Action, Position, RequestState, Stage, stage_fields
from dinsos_desk.errors import EnvironmentProblem

Records = dict[str, dict[str, FactValue]]

_service_of = lru_cache(maxsize=256)(from_definition)
hash_of = lru_cache(maxsize=256)(version_hash)


@dataclass(frozen=True)
class Case:
    """One application, whole. ``stands`` gives, per stage passed, the last step that stands."""

    row: tables.Request
    service: ServiceDef
    application: Application
    steps: tuple[tables.History, ...]
    stands: Mapping[str, tables.History]

    @property
    def position(self) -> Position:
        """Where it stands."""
        return Position(RequestState(self.row.state), self.row.stage)

    @property
    def stage(self) -> Stage:
        """The stage it waits at."""
        return self.service.route.stage(self.row.stage)

    def moment(self, now: datetime) -> datetime:
        """When the next step is written down: never before the last one, whatever became of the clock."""
        return max(now, self.row.stage_since)

    def facts(self, day: date) -> dict[str, FactValue]:
        """Everything known, by dotted path."""
        return self.application.facts(day)


def load_case(uow: UnitOfWork, request_id: int) -> Case:
    """Load one application. Raises ``UserError`` *permohonan_tidak_ditemukan*."""
    return load_cases(uow, [uow.requests.get(request_id)])[0]


def load_cases(uow: UnitOfWork, rows: Sequence[tables.Request]) -> tuple[Case, ...]:
    """Load several applications with a handful of statements; of finished ones people as they were."""
    ids = [row.id for row in rows]
    parties = uow.requests.parties_of(ids)
    subjects = uow.people.subjects({known for by_party in parties.values() for known in by_party.values()})
    finished = uow.requests.as_was_of([row.id for row in rows if row.finished_at is not None])
    papers = uow.requests.papers_of(ids)
    histories = uow.histories.of_many(ids)
    cases = []
    for row in rows:
        service = service_of(uow, row.version_id)
        steps = histories.get(row.id, ())
        stands = standing(service, steps)
        application = Application(
            {party: subjects[known] for party, known in parties.get(row.id, {}).items()}
            | finished.get(row.id, {}),
            restored(service.fields, row.answers),
            papers.get(row.id, {}),
            recorded(service, stands),
        )
        cases.append(Case(row, service, application, steps, stands))
    return tuple(cases)


def service_of(uow: UnitOfWork, version_id: int) -> ServiceDef:
    """The service as it was when the application was taken."""
    try:
        return _service_of(uow.services.version(version_id).definition)
    except CatalogError as error:
        raise EnvironmentProblem("versi_layanan_tidak_terbaca") from error


def readable_service(uow: UnitOfWork, version_id: int) -> ServiceDef | None:
    """The same for lists, which one version that cannot be read must not stop; None for such a one."""
    try:
        return service_of(uow, version_id)
    except EnvironmentProblem:
        return None


def running_services(uow: UnitOfWork) -> Iterator[ServiceDef]:
    """The services as running applications know them; a version that cannot be read is passed over."""
    for version_id in uow.services.running_versions():
        service = readable_service(uow, version_id)
        if service is not None:
            yield service


def keep_version(uow: UnitOfWork, service: ServiceDef, now: datetime) -> int:
    """The id under which this version of the service is kept, keeping it first when it is new."""
    digest = hash_of(service)
    known = uow.services.version_id(digest)
    if known is None:
        known = _same_content(uow, service)
    if known is not None:
        return known
    return uow.services.add_version(
        code=service.code,
        digest=digest,
        name=service.name,
        short_name=service.short_name,
        client_party=service.client,
        definition=definition_json(service),
        created_at=now,
    )


def _same_content(uow: UnitOfWork, service: ServiceDef) -> int | None:
    """The newest version when it says the same: an earlier program may have named it otherwise."""
    newest = uow.services.newest(service.code)
    try:
        same = newest is not None and _service_of(newest.definition) == service
    except CatalogError:
        same = False
    return newest.id if newest is not None and same else None


def standing(service: ServiceDef, steps: tuple[tables.History, ...]) -> dict[str, tables.History]:
    """The last approval of each stage that was not undone by a later return or resubmission."""
    order = {stage.code: place for place, stage in enumerate(service.route.stages)}
    stands: dict[str, tables.History] = {}
    for step in steps:
        if step.action in (Action.APPROVE, Action.SUBMIT, Action.COMPLETE_PAPERS):
            stands[step.stage] = step
        elif step.action in (Action.RETURN, Action.ASK_PAPERS):
            back_to = order.get(step.to_stage, 0)
            stands = {code: s for code, s in stands.items() if order.get(code, 0) < back_to}
    return stands


def recorded(service: ServiceDef, stands: Mapping[str, tables.History]) -> Records:
    """What was written down at the stages that stand."""
    return {
        stage.code: restored(stage_fields(stage), stands[stage.code].records)
        for stage in service.route.stages
        if stage.code in stands and stands[stage.code].records
    }


def restored(fields: tuple[FieldDef, ...], stored: Mapping[str, object]) -> dict[str, FactValue]:
    """Values from their JSON form."""
    return {f.code: f.restore(stored[f.code]) for f in fields if f.code in stored}  # type: ignore[arg-type]


def stored(fields: tuple[FieldDef, ...], values: Mapping[str, FactValue]) -> dict[str, object]:
    """Values as JSON keeps them."""
    return {f.code: f.store(values[f.code]) for f in fields if f.code in values}
