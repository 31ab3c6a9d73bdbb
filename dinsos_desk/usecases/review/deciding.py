"""Deciding: paraf, return, rejection, number, signature and hand-over, each an appended step."""

from dataclasses import dataclass, field
from datetime import date, datetime

from dinsos_desk.db import tables
from dinsos_desk.db.queries.requests.figures import Visibility
from dinsos_desk.db.unit_of_work import UnitOfWork
from dinsos_desk.domain.checklist import PaperState
from dinsos_desk.domain.conditions import Facts, FactValue
from dinsos_desk.domain.entry import Typed, read_fields
from dinsos_desk.domain.faults import Fault
from dinsos_desk.domain.fields import answer_facts
from dinsos_desk.domain.routing import (
    CLOSED_STATES,
    REASON_NEEDED,
    Action,
    RequestState,
    Stage,
    StageKind,
    allowed,
    decided_on_paper,
    move,
    stage_fields,
)
from dinsos_desk.domain.rules import Verdict, judge
from dinsos_desk.domain.text import text_faults
from dinsos_desk.errors import Conflict, InvalidInput, UserError
from dinsos_desk.usecases.actor import Actor
from dinsos_desk.usecases.letters.making import documents_of, make_letters
from dinsos_desk.usecases.obligations.periodic import keep_waiting
from dinsos_desk.usecases.people.records import keep_as_was
from dinsos_desk.usecases.requests.cases import Case, load_case, stored
from dinsos_desk.usecases.review.draft_versions import keep_drafts
from dinsos_desk.usecases.review.own_intake import acting_roles, is_barred
from dinsos_desk.usecases.review.transfer import Target, keep_transfer

LONGEST_REASON = 1000
LEAST_REASON = 3
"""Letters: what is shorter tells nobody what to mend."""
LONGEST_CARRIER = 120


@dataclass(frozen=True)
class Decision:
    """What somebody decides about an application at the stage and version they saw.

    ``records``: what the stage wants written down, as typed. ``faulty``: requirement codes ticked as
    faulty on a return. ``on_paper`` and ``carried_by``: the day an official decided on paper and who
    brought it, when the desk records it. ``return_to``: the stage chosen for a return, the usual one when
    empty. ``target``: where the application is passed on to.
    """

    request_id: int
    expected_version: int
    stage: str
    action: Action
    reason: str = ""
    records: Typed = field(default_factory=dict)
    faulty: tuple[str, ...] = ()
    on_paper: date | None = None
    carried_by: str = ""
    return_to: str = ""
    target: Target = field(default_factory=Target)


@dataclass(frozen=True)
class Decided:
    """Where the application stands now, and the documents that were made on the way."""

    request_id: int
    state: RequestState
    stage_name: str
    letters: tuple[int, ...]
    numbers: tuple[str, ...]


def decide(uow: UnitOfWork, actor: Actor, decision: Decision, now: datetime) -> Decided:
    """Carry a decision out in one transaction.

    Raises:
        Conflict: somebody else decided first; nothing was saved.
        InvalidInput: a reason or a record is missing or wrong.
        UserError: the user may not decide here, or nobody holds the signing post.
    """
    with uow:
        case = load_case(uow, decision.request_id)
        if not Visibility(actor.roles, actor.division).shows(case.row.division):
            raise UserError("permohonan_tidak_ditemukan")
        _refuse_stale(case, decision)
        if decision.action not in allowed(case.service.route, case.position, acting_roles(case, actor)):
            raise UserError("diterima_sendiri" if is_barred(case, actor) else "tidak_berwenang")
        stage = case.stage
        values = _read(case, stage, decision, actor, now)
        facts = case.facts(now.date())
        if decision.action is Action.APPROVE:
            _refuse_unfit(case, actor, decision, facts, now)
        for code, value in values.items():
            facts |= answer_facts(f"catatan.{stage.code}.{code}", value)
        to = move(case.service.route, case.position, decision.action, facts, decision.return_to)
        following = case.service.route.stage(to.stage)
        step = case.moment(now)
        _write_history(uow, actor, case, decision, values, to.stage, to.state, step)
        uow.requests.change(
            decision.request_id,
            decision.expected_version,
            state=to.state.value,
            stage=following.code,
            stage_name=following.name,
            stage_role=following.role.value,
            stage_since=step,
            **_clock(case.row, to.state, decision.action, step),
        )
        keep_as_was(uow, decision.request_id)
        if decision.action is Action.TRANSFER:
            keep_transfer(uow, actor, case, decision.target, step)
        if decision.action is Action.ASK_PAPERS:
            uow.requests.set_paper_states(decision.request_id, decision.faulty, PaperState.FOLLOWS)
        made: tuple[int, ...] = ()
        numbers: tuple[str, ...] = ()
        if decision.action is Action.APPROVE:
            fresh = load_case(uow, decision.request_id)
            made = make_letters(uow, actor, fresh, stage, now)
            numbers = tuple(n for n in (uow.letters.get(i).number for i in made) if n)
            _mark_letters(uow, decision, fresh, stage, values, now)
            keep_drafts(uow, actor, fresh, now)
        uow.holds.drop(decision.request_id, actor.user_id)
        if case.service.periodic:
            keep_waiting(uow, load_case(uow, decision.request_id), now.date())
        uow.commit()
    return Decided(decision.request_id, to.state, following.name, made, numbers)


def _refuse_stale(case: Case, decision: Decision) -> None:
    if case.row.version != decision.expected_version or case.row.stage != decision.stage:
        raise Conflict("sudah_diubah_orang_lain")
    if case.position.state in CLOSED_STATES:
        raise Conflict("permohonan_sudah_ditutup")
    if decision.action in (Action.SUBMIT, Action.COMPLETE_PAPERS):
        raise UserError("tidak_berwenang")


def _read(case: Case, stage: Stage, decision: Decision, actor: Actor, now: datetime) -> dict[str, FactValue]:
    """Check the reason, the paper note and the records of a decision."""
    faults: list[Fault] = []
    if decision.action in REASON_NEEDED and not decision.reason.strip():
        faults.append(Fault("alasan_wajib", {}, "alasan"))
    elif decision.action in REASON_NEEDED and sum(map(str.isalpha, decision.reason)) < LEAST_REASON:
        faults.append(Fault("alasan_terlalu_singkat", {"huruf": LEAST_REASON}, "alasan"))
    faults += text_faults(decision.reason, LONGEST_REASON, "alasan")
    targets = case.service.route.return_targets(stage.code, case.facts(now.date()))
    if decision.return_to and decision.return_to not in {target.code for target in targets}:
        faults.append(Fault("tahap_kembali_tidak_dikenal", {}, "alasan"))
    known = {requirement.code for requirement in case.service.requirements}
    if not set(decision.faulty) <= known:
        faults.append(Fault("berkas_tidak_dikenal", {}, "alasan"))
    if decision.action is Action.ASK_PAPERS and not decision.faulty:
        faults.append(Fault("tandai_berkas", {}, "alasan"))
    if decided_on_paper(stage, acting_roles(case, actor)):
        faults += _paper_faults(case, decision, now)
    values: dict[str, FactValue] = {}
    if decision.action is Action.APPROVE:
        place = f"catatan.{stage.code}"
        reading = read_fields(
            stage_fields(stage), decision.records, case.facts(now.date()), now.date(), place
        )
        faults += reading.faults
        values = reading.value or {}
    if faults:
        raise InvalidInput(tuple(faults))
    return values


def _refuse_unfit(case: Case, actor: Actor, decision: Decision, facts: Facts, now: datetime) -> None:
    """Nobody approves against what an earlier stage found, but with a reason where the service allows it."""
    rules = tuple(rule for rule in case.service.rules if rule.rests_on_records)
    barred = [
        judgement.rule
        for judgement in judge(rules, facts, now.date())
        if judgement.verdict is Verdict.INELIGIBLE
        and not (actor.roles & set(judgement.rule.override_roles) and decision.reason.strip())
    ]
    if barred:
        raise InvalidInput(
            tuple(Fault("aturan_tidak_terpenuhi", {"aturan": rule.text}, "alasan") for rule in barred)
        )


def _paper_faults(case: Case, decision: Decision, now: datetime) -> list[Fault]:
    faults = []
    if decision.on_paper is None:
        faults.append(Fault("tanggal_kertas_wajib", {}, "tanggal_kertas"))
    elif decision.on_paper > now.date():
        faults.append(Fault("tanggal_di_masa_depan", {}, "tanggal_kertas"))
    elif decision.on_paper < min(case.row.received_at, now).date():
        faults.append(Fault("tanggal_sebelum_diterima", {}, "tanggal_kertas"))
    if not decision.carried_by.strip():
        faults.append(Fault("pembawa_wajib", {}, "pembawa"))
    return [*faults, *text_faults(decision.carried_by, LONGEST_CARRIER, "pembawa")]


def _clock(row: tables.Request, state: RequestState, action: Action, now: datetime) -> dict[str, object]:
    """The clock rests when papers are asked for, and stops when the product is ready or the case ends.

    A finished product that is returned runs again, as if it had never been ready. Stages after the
    hand-over (reconciliation, follow-up, report) leave the clock alone.
    """
    changes: dict[str, object] = {}
    if action is Action.RETURN:
        changes["returns"] = row.returns + 1
    if state is RequestState.INCOMPLETE:
        changes["paused_at"] = row.paused_at or now
    ended = state in CLOSED_STATES or state is RequestState.READY
    if ended and row.finished_at is None:
        changes["finished_at"] = now
        kept = state in (RequestState.READY, RequestState.DONE)
        changes["on_time"] = now <= row.due_at if kept and row.due_at else None
    taken_back = row.state == RequestState.READY and action is not Action.APPROVE
    if not ended and taken_back and row.finished_at is not None:
        changes |= {"finished_at": None, "on_time": None}
    return changes


def _write_history(
    uow: UnitOfWork,
    actor: Actor,
    case: Case,
    decision: Decision,
    values: dict[str, FactValue],
    to_stage: str,
    state: RequestState,
    now: datetime,
) -> None:
    uow.histories.add(
        request_id=decision.request_id,
        at=now,
        user_id=actor.user_id,
        action=decision.action.value,
        stage=case.row.stage,
        to_stage=to_stage,
        state=state.value,
        reason=decision.reason.strip(),
        faulty=list(decision.faulty),
        records=stored(stage_fields(case.stage), values),
        on_paper=decision.on_paper if decided_on_paper(case.stage, acting_roles(case, actor)) else None,
        carried_by=decision.carried_by.strip(),
        stage_seconds=max(0, int((now - case.row.stage_since).total_seconds())),
    )


def _mark_letters(
    uow: UnitOfWork, decision: Decision, case: Case, stage: Stage, values: dict[str, FactValue], now: datetime
) -> None:
    """A signature makes numbered letters signed, a later one anew; a hand-over makes all handed over.

    What was signed in an earlier round keeps its signature when this round has documents of its own.
    A letter that the application no longer calls for keeps its number and stays as it is.
    """
    called_for = {product.code for product in documents_of(case)}
    own = {code for s in case.service.route.signing_round(stage.code) for code in s.products} & called_for
    for letter in uow.letters.of_request(decision.request_id).values():
        if letter.product not in called_for:
            continue
        signed_before = letter.state == "ditandatangani" and (not own or letter.product in own)
        if stage.kind is StageKind.SIGN and (letter.state == "bernomor" or signed_before):
            letter.state = "ditandatangani"
            letter.signed_at = datetime.combine(decision.on_paper, now.time()) if decision.on_paper else now
        elif stage.kind is StageKind.HANDOVER:
            letter.state = "diserahkan"
            letter.handed_at = now
            letter.handed_to = str(values.get("penerima") or "")
            letter.handed_proof = str(values.get("bukti_diri") or "")
