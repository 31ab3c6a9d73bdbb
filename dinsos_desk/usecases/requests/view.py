"""One application as a page shows it: who, what, papers, history, letters, and what may be done now."""

from dinsos_desk.db import tables
from dinsos_desk.db.queries.complaints import ComplaintRow, complaints_of_request
from dinsos_desk.db.queries.requests.figures import Visibility, one_request
from dinsos_desk.db.queries.requests.links import linked_with
from dinsos_desk.db.unit_of_work import UnitOfWork
from dinsos_desk.domain.checklist import missing
from dinsos_desk.domain.complaints import READERS
from dinsos_desk.domain.dates import format_date
from dinsos_desk.domain.people import Institution, mask_nik
from dinsos_desk.domain.routing import (
    CLOSED_STATES,
    Action,
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
from dinsos_desk.usecases.intake.approval import excepted_by, exception_lines
from dinsos_desk.usecases.letters.making import documents_of, is_current, main_document
from dinsos_desk.usecases.letters.words import PAPER_MODE_WORDS, PAPER_STATE_WORDS
from dinsos_desk.usecases.mail.intake import mail_origins
from dinsos_desk.usecases.obligations.view import duties_of
from dinsos_desk.usecases.queue.tickets import ticket_words
from dinsos_desk.usecases.requests.cases import Case, load_case
from dinsos_desk.usecases.requests.lateness import lateness_of
from dinsos_desk.usecases.requests.lines import Line, lines_of
from dinsos_desk.usecases.requests.notes import notes_of
from dinsos_desk.usecases.requests.shown import (
    HistoryView,
    LetterView,
    PaperView,
    PartyView,
    RequestView,
    RuleView,
)
from dinsos_desk.usecases.requests.view_onward import offers_now, onward_now
from dinsos_desk.usecases.review.own_intake import acting_roles, is_barred
from dinsos_desk.usecases.services.versions import version_of

ACTION_WORDS = {
    Action.SUBMIT: "diajukan",
    Action.COMPLETE_PAPERS: "berkas dilengkapi",
    Action.APPROVE: "disetujui",
    Action.RETURN: "dikembalikan",
    Action.REJECT: "ditolak",
    Action.ASK_PAPERS: "kelengkapan diminta",
    Action.CANCEL: "dibatalkan",
    Action.TRANSFER: "dialihkan",
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
        roles = acting_roles(case, actor)
        actions = allowed(case.service.route, case.position, roles)
        papers = _papers(case)
        unfit = {Action.SUBMIT, Action.COMPLETE_PAPERS} | (set() if papers else {Action.ASK_PAPERS})
        return RequestView(
            row,
            case.service,
            case.stage,
            _parties(case),
            _answers(case),
            papers,
            _rules(uow, case),
            _history(uow, case),
            _letters(uow, case),
            _drafts(case),
            tuple(action for action in actions if action not in unfit),
            bool(actions) and decided_on_paper(case.stage, roles),
            stage_fields(case.stage),
            case.row.note,
            uow.users.get(case.row.taken_by).name,
            bool({Action.SUBMIT, Action.COMPLETE_PAPERS} & set(actions)),
            _return_to(case),
            _recorded_tables(case),
            onward_now(case, facts),
            offers_now(uow, case, linked, facts),
            linked,
            duties_of(uow, case, day),
            version_of(uow, case.row.version_id, case.row.service_code),
            case.row.paused_at,
            ticket_words(uow, request_id),
            lateness_of(uow, request_id),
            _return_targets(case),
            is_barred(case, actor) and case.position.state not in CLOSED_STATES,
            mails=mail_origins(uow, actor, request_id),
            notes=notes_of(uow, request_id),
            complaints=_complaints(uow, actor, request_id),
        )


def _complaints(uow: UnitOfWork, actor: Actor, request_id: int) -> tuple[ComplaintRow, ...]:
    if not actor.may(*READERS):
        return ()
    return complaints_of_request(uow.session, request_id, Visibility(actor.roles, actor.division))


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


def _rules(uow: UnitOfWork, case: Case) -> tuple[RuleView, ...]:
    day, why = case.row.received_at.date(), case.row.overrides
    by = excepted_by(uow, case.steps) if why else {}
    return tuple(
        RuleView(j.rule.text, j.rule.source, j.verdict, why.get(code := j.rule.code, ""), by.get(code, ""))
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
    open_again = {p.code for p in documents_of(case) if not is_current(case, p)}
    return tuple(
        LetterView(x.id, x.product, x.name, x.kind, x.number, x.dated, x.state, x.product not in open_again)
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


def _return_targets(case: Case) -> tuple[tuple[str, str], ...]:
    """Code and name of the stages a return may go to, the usual one first."""
    if case.position.state in CLOSED_STATES or Action.RETURN not in case.stage.decisions:
        return ()
    facts = case.facts(case.row.received_at.date())
    return tuple((s.code, s.name) for s in case.service.route.return_targets(case.stage.code, facts))


def _return_to(case: Case) -> str:
    """The name of the stage a return would go to; empty when there is none."""
    return next((name for _, name in _return_targets(case)), "")
