"""Taking an application in: drafts, the check while typing, and the one save that makes it real."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import date, datetime
from typing import Any
from uuid import uuid4

from dinsos_desk.catalog.schema import ServiceDef
from dinsos_desk.db.repositories.drafts import DraftRow
from dinsos_desk.db.unit_of_work import UnitOfWork
from dinsos_desk.domain.application import Application
from dinsos_desk.domain.approvals import Grant
from dinsos_desk.domain.checklist import PaperTick, Requirement, expired, missing
from dinsos_desk.domain.conditions import Facts, FactValue, applies
from dinsos_desk.domain.entry import (
    PaperEntry,
    PartyEntry,
    Typed,
    read_fields,
    read_institution,
    read_paper,
    read_person,
)
from dinsos_desk.domain.faults import Fault, Refused
from dinsos_desk.domain.fields import FieldDef
from dinsos_desk.domain.people import PartyKind, Subject
from dinsos_desk.domain.regions import Regions
from dinsos_desk.domain.routing import Role
from dinsos_desk.domain.rules import Judgement, Verdict, judge
from dinsos_desk.domain.text import text_faults
from dinsos_desk.usecases.actor import Actor

LONGEST_NOTE = 2000
LONGEST_OVERRIDE = 1000


@dataclass(frozen=True)
class IntakeDraft:
    """An application as typed. ``nonce`` makes saving it twice one application.

    ``request_id`` and ``request_version`` are set when papers are completed or a returned one is mended.
    ``linked_from``: the application because of which this one was opened, or, while that is itself only
    a draft, ``linked_draft``: its nonce. ``ticket``: the id of the queue ticket under which it was begun,
    ``mail``: of the incoming letter it comes from.
    ``attached``: how many scans are kept under the nonce. ``grants``: exceptions approved by somebody else.
    """

    service: str
    parties: Mapping[str, PartyEntry] = field(default_factory=dict)
    answers: Typed = field(default_factory=dict)
    papers: Mapping[str, PaperEntry] = field(default_factory=dict)
    overrides: Mapping[str, str] = field(default_factory=dict)
    note: str = ""
    nonce: str = field(default_factory=lambda: uuid4().hex)
    request_id: int | None = None
    request_version: int = 0
    linked_from: int | None = None
    linked_draft: str = ""
    ticket: int | None = None
    mail: int | None = None
    attached: int = 0
    grants: Mapping[str, Grant] = field(default_factory=dict)

    def payload(self) -> dict[str, Any]:
        """The draft as plain JSON."""
        return asdict(self)

    @classmethod
    def from_payload(cls, payload: Mapping[str, Any]) -> "IntakeDraft":
        """The inverse of ``payload``."""
        values = dict(payload)
        values["parties"] = {
            code: PartyEntry(**{**entry, "apart": tuple(entry.get("apart", ()))})
            for code, entry in values["parties"].items()
        }
        values["papers"] = {code: PaperEntry(**entry) for code, entry in values["papers"].items()}
        values["grants"] = {code: Grant(**grant) for code, grant in values.get("grants", {}).items()}
        return cls(**values)


@dataclass(frozen=True)
class Checked:
    """What a draft amounts to at this moment.

    ``faults`` keep it from being sent; ``missing`` only makes it *belum lengkap*; ``barred`` are the
    blocking rules that are not met and not overridden.
    """

    application: Application
    faults: tuple[Fault, ...]
    warnings: tuple[Fault, ...]
    judgements: tuple[Judgement, ...]
    missing: tuple[Requirement, ...]
    barred: tuple[Judgement, ...]

    @property
    def can_be_saved(self) -> bool:
        """Whether nothing but papers is lacking."""
        return not self.faults and not self.barred

    @property
    def is_complete(self) -> bool:
        """Whether it may go to the first reviewer."""
        return self.can_be_saved and not self.missing


def check(draft: IntakeDraft, service: ServiceDef, regions: Regions | None, today: date) -> Checked:
    """Read a draft and judge it; never fails, whatever was typed."""
    parties, faults, warnings = _read_parties(draft, service, regions, today)
    facts = Application(parties, {}, {}).facts(today)
    answers = read_fields(service.fields, draft.answers, facts, today, "isian")
    faults += answers.faults
    values: dict[str, FactValue] = answers.value or {}
    ticks: dict[str, PaperTick] = {}
    for requirement in service.paper_requirements():
        reading = read_paper(requirement.code, draft.papers.get(requirement.code, PaperEntry()), today)
        ticks[requirement.code] = reading.value or PaperTick()
        faults += (*reading.faults, *expired(requirement, ticks[requirement.code], today))
    faults += text_faults(draft.note, LONGEST_NOTE, "catatan")
    for rule, reason in draft.overrides.items():
        faults += text_faults(reason, LONGEST_OVERRIDE, f"aturan.{rule}")
    application = Application(parties, values, ticks)
    facts = application.facts(today)
    judgements = judge(tuple(rule for rule in service.rules if not rule.rests_on_records), facts, today)
    barred = tuple(
        j
        for j in judgements
        if j.verdict is Verdict.INELIGIBLE and not draft.overrides.get(j.rule.code, "").strip()
    )
    lacking = missing(service.requirements, ticks, facts)
    return Checked(application, tuple(faults), tuple(warnings), judgements, lacking, barred)


def _read_parties(
    draft: IntakeDraft, service: ServiceDef, regions: Regions | None, today: date
) -> tuple[dict[str, Subject], list[Fault], list[Fault]]:
    parties: dict[str, Subject] = {}
    faults: list[Fault] = []
    warnings: list[Fault] = []
    niks: dict[str, str] = {}
    answers = read_fields(service.fields, draft.answers, {}, today, "isian").value or {}
    known: Facts = {f"isian.{code}": value for code, value in answers.items()}
    for party in service.parties:
        if not applies(party.when, known):
            continue
        entry = draft.parties.get(party.code, PartyEntry({}))
        if entry.is_empty:
            if party.same_as in parties:
                parties[party.code] = parties[party.same_as]
            elif party.required and party.same_as is None:
                faults.append(Fault("pihak_wajib", {"nama": party.label}, party.code))
            continue
        if party.kind is PartyKind.INSTITUTION:
            institution = read_institution(party, entry, today)
            faults += institution.faults
            if institution.value:
                parties[party.code] = institution.value
            continue
        reading = read_person(party, entry, regions, today)
        faults += reading.faults
        warnings += reading.warnings
        if reading.value is None:
            continue
        parties[party.code] = reading.value
        other = niks.setdefault(reading.value.nik, party.label) if reading.value.nik else party.label
        same_on_purpose = party.same_as is not None and parties.get(party.same_as) == reading.value
        if other != party.label and not same_on_purpose:
            warnings.append(Fault("orang_sama", {"nama": party.label, "lain": other}, f"{party.code}.nik"))
    return parties, faults, warnings


@dataclass(frozen=True)
class KeptDraft:
    """A draft in the list of drafts."""

    id: int
    draft: IntakeDraft
    title: str
    updated_at: datetime


def keep_draft(uow: UnitOfWork, actor: Actor, draft: IntakeDraft, draft_id: int | None, now: datetime) -> int:
    """Save a draft as typed, however unfinished. Returns its id.

    Raises:
        UserError: *tidak_berwenang* for anybody but a petugas, who alone takes applications in.
    """
    actor.require(Role.PETUGAS)
    with uow:
        kept = uow.drafts.keep(
            actor.user_id,
            draft_id,
            now,
            service_code=draft.service,
            title=_title(draft),
            request_id=draft.request_id,
            payload=draft.payload(),
        )
        uow.commit()
    return kept


def drafts_of(uow: UnitOfWork, actor: Actor) -> tuple[KeptDraft, ...]:
    """The unfinished intakes of this user, newest first."""
    with uow:
        return tuple(_kept(row) for row in uow.drafts.of(actor.user_id))


def discard_draft(uow: UnitOfWork, actor: Actor, draft_id: int) -> None:
    """Throw a draft away for good."""
    with uow:
        for row in uow.drafts.of(actor.user_id):
            if row.id == draft_id:
                _forget_attachments(uow, row)
        uow.drafts.discard(actor.user_id, draft_id)
        uow.commit()


def _forget_attachments(uow: UnitOfWork, row: DraftRow) -> None:
    """What was scanned for a draft goes with it, unless it belongs to an application by now."""
    nonce = str(row.payload.get("nonce", ""))
    if row.request_id is None and uow.requests.by_nonce(nonce) is None:
        uow.attachments.drop_draft(nonce)


def _kept(row: DraftRow) -> KeptDraft:
    return KeptDraft(row.id, IntakeDraft.from_payload(row.payload), row.title, row.updated_at)


def _title(draft: IntakeDraft) -> str:
    names = (entry.typed.get("nama", "").strip() for entry in draft.parties.values())
    title = next((name for name in names if name), "")[:120]
    return title.encode("utf-8", "replace").decode("utf-8")


def turned_to(draft: IntakeDraft, service: ServiceDef, today: date) -> IntakeDraft:
    """The draft under another service: an answer that its field there cannot read stays behind, and no
    exception from a rule is taken along.
    """
    known = {definition.code: definition for definition in service.fields}
    kept = {
        code: typed
        for code, typed in draft.answers.items()
        if code in known and _reads(known[code], typed, today)
    }
    return replace(draft, service=service.code, answers=kept, overrides={}, grants={})


def _reads(definition: FieldDef, typed: str, today: date) -> bool:
    try:
        definition.parse(typed, today)
    except Refused:
        return False
    return True


def without_hidden(draft: IntakeDraft, checked: Checked) -> IntakeDraft:
    """The draft without answers whose question no longer applies."""
    kept = {code: typed for code, typed in draft.answers.items() if code in checked.application.answers}
    return replace(draft, answers=kept)
