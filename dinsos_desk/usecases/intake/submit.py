"""Saving an application: receipt and register number, people, papers and history in one transaction."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from dinsos_desk.catalog.schema import Offer, Onward, ServiceDef, Start
from dinsos_desk.db import tables
from dinsos_desk.db.queries.requests.figures import Visibility
from dinsos_desk.db.queries.requests.links import LinkedRow, linked_with
from dinsos_desk.db.unit_of_work import UnitOfWork
from dinsos_desk.domain.conditions import Facts
from dinsos_desk.domain.faults import Fault
from dinsos_desk.domain.regions import Regions
from dinsos_desk.domain.routing import Action, Position, RequestState, Role, move
from dinsos_desk.errors import InvalidInput, UserError
from dinsos_desk.usecases.actor import Actor
from dinsos_desk.usecases.intake.approval import Exceptions, exceptions_of
from dinsos_desk.usecases.intake.drafts import Checked, IntakeDraft, check
from dinsos_desk.usecases.intake.parties import keep_parties
from dinsos_desk.usecases.letters.making import make_letters
from dinsos_desk.usecases.mail.intake import tie_mail
from dinsos_desk.usecases.obligations.periodic import keep_waiting
from dinsos_desk.usecases.people.records import keep_as_was, names_on
from dinsos_desk.usecases.queue.tickets import tie_application
from dinsos_desk.usecases.requests.cases import keep_version, load_case, service_of, stored
from dinsos_desk.usecases.requests.clock import office_hours, promised, resumed
from dinsos_desk.usecases.review.afterwards import offers_of, onward_of
from dinsos_desk.usecases.review.draft_versions import keep_drafts
from dinsos_desk.usecases.review.follow_up import keep_links

RECEIPTS = "tanda_terima"
_FINISHED = (RequestState.READY, RequestState.DONE)


@dataclass(frozen=True)
class Submitted:
    """What the desk tells the applicant, and what the officer may do next.

    ``waiting_draft``: the nonce of the draft because of which this was opened, while that is not sent.
    """

    request_id: int
    receipt: str
    state: RequestState
    stage_name: str
    missing: tuple[str, ...]
    due_at: datetime | None
    onward: tuple[Onward, ...] = ()
    offers: tuple[Offer, ...] = ()
    waiting_draft: str = ""


def submit(
    uow: UnitOfWork,
    actor: Actor,
    draft: IntakeDraft,
    service: ServiceDef,
    regions: Regions | None,
    now: datetime,
    draft_id: int | None = None,
    approval_key: bytes | None = None,
) -> Submitted:
    """Save an application, complete or not. Saving the same draft again gives the same application.

    ``approval_key`` verifies exceptions that somebody else approved at the desk.

    Raises:
        InvalidInput: an entry is wrong or a blocking rule is not met; nothing was saved.
        Conflict: somebody changed the application meanwhile.
        UserError: the user may not take applications in.
    """
    actor.require(Role.PETUGAS)
    with uow:
        before: Mapping[str, str] = {}
        if draft.request_id is not None:
            row = uow.requests.get(draft.request_id)
            service, before = service_of(uow, row.version_id), row.overrides
        checked = check(draft, service, regions, now.date())
        passed = exceptions_of(uow, actor, draft, service, checked, before, approval_key, now)
        _refuse_what_is_wrong(checked, passed)
        already = uow.requests.by_nonce(draft.nonce) if draft.request_id is None else None
        if already is not None:
            request_id = already.id
        elif draft.request_id is None:
            request_id = _add(uow, actor, draft, service, checked, passed, now)
        else:
            request_id = _mend(uow, actor, draft, checked, passed, now)
        if already is None and checked.is_complete and service.route.stages[0].products:
            make_letters(uow, actor, load_case(uow, request_id), service.route.stages[0], now)
        if already is None and checked.is_complete:
            keep_drafts(uow, actor, load_case(uow, request_id), now)
        keep_links(uow, draft, request_id, service)
        tie_application(uow, draft.ticket, request_id, draft.linked_from, now)
        tie_mail(uow, actor, draft.mail, request_id, now)
        if service.periodic:
            keep_waiting(uow, load_case(uow, request_id), now.date())
        if draft_id is not None:
            uow.drafts.discard(actor.user_id, draft_id)
        row, facts = uow.requests.get(request_id), checked.application.facts(now.date())
        if row.finished_at is not None:
            keep_as_was(uow, request_id)
        result = Submitted(
            request_id,
            row.receipt,
            RequestState(row.state),
            row.stage_name,
            tuple(requirement.text for requirement in checked.missing),
            row.due_at,
            onward_of(service, facts),
            offers_of(service, facts, _linked(uow, actor, service, request_id)),
            "" if uow.requests.by_nonce(draft.linked_draft) else draft.linked_draft,
        )
        uow.commit()
    return result


def _linked(uow: UnitOfWork, actor: Actor, service: ServiceDef, request_id: int) -> tuple[LinkedRow, ...]:
    sees = Visibility(actor.roles, actor.division)
    return linked_with(uow.session, request_id, sees) if service.offers else ()


def _refuse_what_is_wrong(checked: Checked, passed: Exceptions) -> None:
    """Refuse faults, unmet rules, and exceptions nobody may make."""
    faults = list(checked.faults)
    faults += [
        Fault("aturan_tidak_terpenuhi", {"aturan": j.rule.text}, f"aturan.{j.rule.code}")
        for j in checked.barred
    ]
    faults += passed.faults
    if faults:
        raise InvalidInput(tuple(faults))


def _add(
    uow: UnitOfWork,
    actor: Actor,
    draft: IntakeDraft,
    service: ServiceDef,
    checked: Checked,
    passed: Exceptions,
    now: datetime,
) -> int:
    facts = checked.application.facts(now.date())
    first = service.route.stages[0]
    start = Position(RequestState.INCOMPLETE, first.code)
    at = move(service.route, start, Action.SUBMIT, facts) if checked.is_complete else start
    stage = service.route.stage(at.stage)
    limit = service.time_limit
    runs = checked.is_complete or (limit is not None and limit.starts is Start.RECEIVED)
    parties = keep_parties(uow, actor, draft, checked, now)
    year = now.year
    request_id = uow.requests.add(
        nonce=draft.nonce,
        receipt=f"{year}-{uow.numbers.next(RECEIPTS, year):04d}",
        service_code=service.code,
        version_id=keep_version(uow, service, now),
        register_year=year,
        register_no=uow.numbers.next(f"register/{service.code}", year),
        state=at.state.value,
        stage=stage.code,
        stage_name=stage.name,
        stage_role=stage.role.value,
        division=service.division,
        stage_since=now,
        received_at=now,
        complete_at=now if checked.is_complete else None,
        due_at=promised(limit, now, office_hours(uow)) if runs else None,
        paused_at=None if checked.is_complete else now,
        finished_at=now if at.state in _FINISHED else None,
        on_time=True if at.state in _FINISHED else None,
        **_contents(draft, service, checked, passed),
        taken_by=actor.user_id,
    )
    uow.requests.add_parties(request_id, parties)
    uow.requests.add_papers(request_id, checked.application.ticks)
    _write_down(uow, actor, request_id, Action.SUBMIT, first.code, at, 0, passed, now)
    return request_id


def _mend(
    uow: UnitOfWork, actor: Actor, draft: IntakeDraft, checked: Checked, passed: Exceptions, now: datetime
) -> int:
    case = load_case(uow, draft.request_id or 0)
    row, service, at = case.row, case.service, case.position
    if at.state not in (RequestState.INCOMPLETE, RequestState.RETURNED):
        raise UserError("tidak_dapat_diperbaiki")
    action = Action.COMPLETE_PAPERS if at.state is RequestState.INCOMPLETE else Action.SUBMIT
    facts: Facts = checked.application.facts(now.date())
    first = service.route.stages[0]
    incomplete = Position(RequestState.INCOMPLETE, first.code)
    to = move(service.route, at, action, facts) if checked.is_complete else incomplete
    stage, step = service.route.stage(to.stage), case.moment(now)
    changes = _contents(draft, service, checked, passed) | {
        "state": to.state.value,
        "stage": stage.code,
        "stage_name": stage.name,
        "stage_role": stage.role.value,
        "stage_since": step,
    }
    changes |= _clock_changes(uow, row, service, checked.is_complete, step)
    if to.state in _FINISHED:
        due = changes.get("due_at", row.due_at)
        changes |= {"finished_at": step, "on_time": step <= due if isinstance(due, datetime) else None}
    parties = keep_parties(uow, actor, draft, checked, now)
    seconds = int((step - row.stage_since).total_seconds())
    uow.requests.change(row.id, draft.request_version, **changes)
    uow.requests.clear(draft.request_id or 0)
    uow.requests.add_parties(draft.request_id or 0, parties)
    uow.requests.add_papers(draft.request_id or 0, checked.application.ticks)
    _write_down(uow, actor, draft.request_id or 0, action, first.code, to, seconds, passed, step)
    return draft.request_id or 0


def _clock_changes(
    uow: UnitOfWork, row: tables.Request, service: ServiceDef, complete: bool, now: datetime
) -> dict[str, object]:
    """The clock starts when papers are complete, and rests while they are not."""
    if not complete:
        return {} if row.paused_at else {"paused_at": now}
    limit = service.time_limit
    if row.due_at is None and (limit is not None or row.complete_at is None):
        start = promised(limit, now, office_hours(uow))
        return {"due_at": start, "complete_at": now, "paused_at": None}
    complete_at = row.complete_at or now
    if row.paused_at is None:
        return {"complete_at": complete_at}
    due = row.due_at
    if due is not None and limit is not None:
        due = resumed(due, row.paused_at, now, limit, office_hours(uow))
    paused = row.paused_seconds + max(0, int((now - row.paused_at).total_seconds()))
    return {
        "due_at": due,
        "paused_at": None,
        "paused_seconds": paused,
        "complete_at": complete_at,
    }


def _contents(
    draft: IntakeDraft, service: ServiceDef, checked: Checked, passed: Exceptions
) -> dict[str, object]:
    return {
        **names_on(service, checked.application.parties),
        "answers": stored(service.fields, checked.application.answers),
        "overrides": dict(passed.reasons),
        "note": draft.note.strip(),
    }


def _write_down(
    uow: UnitOfWork,
    actor: Actor,
    request_id: int,
    action: Action,
    stage: str,
    to: Position,
    seconds: int,
    passed: Exceptions,
    now: datetime,
) -> None:
    uow.histories.add(
        request_id=request_id,
        at=now,
        user_id=actor.user_id,
        action=action.value,
        stage=stage,
        to_stage=to.stage,
        state=to.state.value,
        stage_seconds=seconds,
        records=passed.records(),
    )
