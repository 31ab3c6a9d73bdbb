"""One application as a page shows it: who, what, papers, history, letters, and what may be done now."""

from dinsos_desk.catalog.schema import Onward
from dinsos_desk.db import tables
from dinsos_desk.db.queries.links import LinkedRow, linked_with
from dinsos_desk.db.queries.requests import Visibility, one_request
from dinsos_desk.db.unit_of_work import UnitOfWork
from dinsos_desk.domain.checklist import missing
from dinsos_desk.domain.conditions import Facts
from dinsos_desk.domain.dates import format_date
from dinsos_desk.domain.people import Institution, mask_nik
from dinsos_desk.domain.routing import (
    CLOSED_STATES,
    Action,
    Position,
    RequestState,
    Stage,
    StageKind,
    allowed,
    decided_on_paper,
    stage_fields,
)
from dinsos_desk.domain.rules import judge
from dinsos_desk.errors import UserError
from dinsos_desk.usecases.actor import Actor
from dinsos_desk.usecases.afterwards import LOST_STATES, offers_of, onward_of
from dinsos_desk.usecases.approval import exception_lines
from dinsos_desk.usecases.cases import Case, load_case
from dinsos_desk.usecases.lateness import lateness_of
from dinsos_desk.usecases.letters import documents_of, main_document
from dinsos_desk.usecases.lines import Line, lines_of
from dinsos_desk.usecases.periodic import duties_of
from dinsos_desk.usecases.queue import ticket_words
from dinsos_desk.usecases.request_view import (
    HistoryView,
    LetterView,
    OfferView,
    PaperView,
    PartyView,
    RequestView,
    RuleView,
)
from dinsos_desk.usecases.service_versions import version_of
from dinsos_desk.usecases.words import PAPER_MODE_WORDS, PAPER_STATE_WORDS

ACTION_WORDS = {
    Action.SUBMIT: "diajukan",
    Action.COMPLETE_PAPERS: "berkas dilengkapi",
    Action.APPROVE: "disetujui",
    Action.RETURN: "dikembalikan",
    Action.REJECT: "ditolak",
    Action.ASK_PAPERS: "kelengkapan diminta",
    Action.CANCEL: "dibatalkan",
}


def view_request(uow: UnitOfWork, actor: Actor, request_id: int) -> RequestView:
    """Load one application for a page.

    Raises:
        UserError: there is none, or it belongs to a division this user does not see.
    """
    with uow:
        case = load_case(uow, request_id)
        row = one_request(uow.session, request_id)
        if row is None or not _seen(case, actor):
            raise UserError("permohonan_tidak_ditemukan")
        day = case.row.received_at.date()
        facts = case.facts(day)
        linked = linked_with(uow.session, request_id, Visibility(actor.roles, actor.division))
        actions = allowed(case.service.route, case.position, actor.roles)
        return RequestView(
            row,
            case.service,
            case.stage,
            _parties(case),
            _answers(case),
            _papers(case),
            _rules(case),
            _history(uow, case),
            _letters(uow, case),
            _drafts(case),
            tuple(a for a in actions if a not in (Action.SUBMIT, Action.COMPLETE_PAPERS)),
            bool(actions) and decided_on_paper(case.stage, actor.roles),
            stage_fields(case.stage),
            case.row.note,
            uow.users.get(case.row.taken_by).name,
            bool({Action.SUBMIT, Action.COMPLETE_PAPERS} & set(actions)),
            _return_to(case),
            _recorded_tables(case),
            _onward(case, facts),
            _offers(uow, case, linked, facts),
            linked,
            duties_of(uow, case, day),
            version_of(uow, case.row.version_id, case.row.service_code),
            case.row.paused_at,
            ticket_words(uow, request_id),
            lateness_of(uow, request_id),
        )


def _seen(case: Case, actor: Actor) -> bool:
    return Visibility(actor.roles, actor.division).shows(case.row.division)


def _parties(case: Case) -> tuple[PartyView, ...]:
    day = case.row.received_at.date()
    views = []
    for party in case.service.parties:
        subject = case.application.parties.get(party.code)
        if subject is None:
            continue
        words = subject.words(day)
        names = _INSTITUTION_LINES if isinstance(subject, Institution) else _PERSON_LINES
        lines = tuple(Line(label, words[key]) for key, label in names if words.get(key))
        views.append(PartyView(party.code, party.label, subject.name, mask_nik(words.get("nik", "")), lines))
    return tuple(views)


_PERSON_LINES = (
    ("ttl", "Tempat, tanggal lahir"),
    ("umur", "Umur"),
    ("jenis_kelamin", "Jenis kelamin"),
    ("agama", "Agama"),
    ("status_kawin", "Status perkawinan"),
    ("pekerjaan", "Pekerjaan"),
    ("alamat_lengkap", "Alamat"),
    ("telepon", "Telepon"),
    ("ciri_ciri", "Ciri-ciri"),
    ("bahasa", "Bahasa"),
    ("tempat_ditemukan", "Tempat ditemukan"),
    ("dibawa_oleh", "Dibawa oleh"),
)
_INSTITUTION_LINES = (
    ("jenis", "Jenis"),
    ("pimpinan", "Pimpinan"),
    ("alamat_lengkap", "Alamat"),
    ("telepon", "Telepon"),
    ("npwp", "NPWP"),
    ("akta", "Akta notaris"),
)


def _answers(case: Case) -> tuple[Line, ...]:
    return lines_of(case.service.fields, case.application.answers)


def _recorded_tables(case: Case) -> tuple[Line, ...]:
    """Tables that were written down at the stages that stand."""
    lines: list[Line] = []
    for stage in case.service.route.stages:
        recorded = lines_of(stage_fields(stage), case.application.records.get(stage.code, {}))
        lines += [Line(f"{stage.name}: {line.label}", line.text, line.rows) for line in recorded if line.rows]
    return tuple(lines)


def _onward(case: Case, facts: Facts) -> tuple[Onward, ...]:
    """Where to go from here, once there is something to go on with."""
    ready = case.row.finished_at is not None and case.position.state not in LOST_STATES
    return onward_of(case.service, facts) if ready else ()


def _offers(
    uow: UnitOfWork, case: Case, linked: tuple[LinkedRow, ...], facts: Facts
) -> tuple[OfferView, ...]:
    """What could be opened for the same people and was not yet, or in vain."""
    if case.position.state in LOST_STATES:
        return ()
    wanted = offers_of(case.service, facts, linked)
    offered = uow.services.offered() if wanted else frozenset()
    return tuple(OfferView(offer.service, offer.text, offer.service in offered) for offer in wanted)


def _papers(case: Case) -> tuple[PaperView, ...]:
    facts = case.facts(case.row.received_at.date())
    lacking = {r.code for r in missing(case.service.requirements, case.application.ticks, facts)}
    views = []
    for requirement in case.service.paper_requirements():
        if not requirement.in_force(facts):
            continue
        tick = case.application.ticks.get(requirement.code)
        chosen = next((a.text for a in requirement.alternatives if tick and a.code == tick.alternative), "")
        parts = (
            PAPER_STATE_WORDS[tick.state] if tick and tick.state else "belum diperiksa",
            PAPER_MODE_WORDS[tick.mode] if tick and tick.mode else "",
            chosen,
            f"No. {tick.number}" if tick and tick.number else "",
            format_date(tick.dated) if tick and tick.dated else "",
            tick.note if tick else "",
        )
        views.append(
            PaperView(
                requirement.code,
                requirement.text,
                requirement.group,
                requirement.need,
                tick.state if tick else None,
                " · ".join(part for part in parts if part),
                requirement.code in lacking,
            )
        )
    return tuple(views)


def _rules(case: Case) -> tuple[RuleView, ...]:
    day = case.row.received_at.date()
    return tuple(
        RuleView(j.rule.text, j.rule.source, j.verdict, case.row.overrides.get(j.rule.code, ""))
        for j in judge(case.service.rules, case.facts(day), day)
    )


def _history(uow: UnitOfWork, case: Case) -> tuple[HistoryView, ...]:
    stages = {stage.code: stage for stage in case.service.route.stages}
    texts = {requirement.code: requirement.text for requirement in case.service.requirements}
    return tuple(
        HistoryView(
            step.at,
            uow.users.get(step.user_id).name,
            stages[step.stage].name,
            _what(step, stages),
            Action(step.action),
            stages[step.to_stage].name,
            step.reason,
            tuple(texts.get(code, code) for code in step.faulty),
            _recorded_lines(step, stages[step.stage]) + exception_lines(uow, case.service, step),
            step.on_paper,
            step.carried_by,
        )
        for step in case.steps
    )


def _what(step: tables.History, stages: dict[str, Stage]) -> str:
    action = Action(step.action)
    if action is Action.APPROVE:
        words = {"paraf": "paraf", "penomoran": "diberi nomor", "tanda_tangan": "ditandatangani"}
        kind = stages[step.stage].kind.value
        done = words.get(kind, "diserahkan" if kind == "penyerahan" else "selesai dikerjakan")
        return f"{done} di atas kertas" if step.on_paper else done
    if action in (Action.SUBMIT, Action.COMPLETE_PAPERS):
        complete = step.state != RequestState.INCOMPLETE.value
        return f"{ACTION_WORDS[action]}, {'lengkap' if complete else 'belum lengkap'}"
    return ACTION_WORDS[action]


def _recorded_lines(step: tables.History, stage: Stage) -> tuple[Line, ...]:
    fields = stage_fields(stage)
    values = {f.code: f.restore(step.records[f.code]) for f in fields if f.code in step.records}
    return lines_of(fields, values)


def _letters(uow: UnitOfWork, case: Case) -> tuple[LetterView, ...]:
    return tuple(
        LetterView(x.id, x.product, x.name, x.kind, x.number, x.dated, x.state)
        for x in uow.letters.of_request(case.row.id).values()
    )


def _drafts(case: Case) -> tuple[Line, ...]:
    due = _signed_now(case)
    main = main_document(case)
    products = sorted(documents_of(case), key=lambda p: (p.code not in due, p is not main))
    return tuple(Line(p.code, p.name) for p in products)


def _signed_now(case: Case) -> frozenset[str]:
    """What an open signing stage signs: the documents made since the signature before it."""
    stages = case.service.route.stages
    place = stages.index(case.stage)
    if case.stage.kind is not StageKind.SIGN or case.position.state in CLOSED_STATES:
        return frozenset()
    signed = [number for number in range(place) if stages[number].kind is StageKind.SIGN]
    since = stages[signed[-1] + 1 if signed else 0 : place]
    return frozenset(code for stage in since for code in stage.products)


def _return_to(case: Case) -> str:
    """The name of the stage a return would go to; empty when there is none."""
    closed = case.position.state in CLOSED_STATES
    if closed or Action.RETURN not in case.stage.decisions or case.stage is case.service.route.stages[0]:
        return ""
    at: Position = case.position
    return case.service.route.before(at.stage, case.facts(case.row.received_at.date())).name
