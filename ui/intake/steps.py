"""The steps of the wizard for a service, and which step a fault belongs to."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from dinsos_desk.catalog.schema import ServiceDef
from dinsos_desk.domain.conditions import applies
from dinsos_desk.domain.entry import read_fields
from dinsos_desk.domain.people import PartyDef
from dinsos_desk.usecases.intake.drafts import IntakeDraft
from ui.widgets.step_list import Step

_ASIDE = re.compile(r"\s*\([^)]*\)")


class StepKind(StrEnum):
    """What a step asks."""

    SERVICE = "layanan"
    PARTY = "pihak"
    ANSWERS = "isian"
    PAPERS = "berkas"
    SUMMARY = "ringkasan"


@dataclass(frozen=True)
class WizardStep:
    """One page of the wizard. ``prefix`` begins the places of the faults that belong to it."""

    kind: StepKind
    title: str
    prefix: str = ""
    party: PartyDef | None = None

    @property
    def key(self) -> str:
        """The name of the step, unique within a service."""
        return f"pihak_{self.prefix}" if self.party is not None else self.kind.value

    def shown(self) -> Step:
        """As the list of steps shows it."""
        return Step(self.key, self.title)


SERVICE_STEP = WizardStep(StepKind.SERVICE, "Layanan", "layanan")
_ANSWERS_STEP = WizardStep(StepKind.ANSWERS, "Isian", "isian")
_PAPERS_STEP = WizardStep(StepKind.PAPERS, "Berkas", "berkas")
_SUMMARY_STEP = WizardStep(StepKind.SUMMARY, "Ringkasan", "aturan")
GENERAL_STEPS = (
    SERVICE_STEP,
    WizardStep(StepKind.PARTY, "Pemohon", "pemohon"),
    _ANSWERS_STEP,
    _PAPERS_STEP,
    _SUMMARY_STEP,
)
"""What is shown before a service is chosen."""


def steps_of(service: ServiceDef, draft: IntakeDraft, today: date) -> tuple[WizardStep, ...]:
    """The steps in order. A party that depends on an answer comes after the answers.

    The service of an application that was already taken cannot be changed: it has no first step.
    """
    answers = read_fields(service.fields, draft.answers, {}, today, "isian").value or {}
    known = {f"isian.{code}": value for code, value in answers.items()}
    steps = [] if draft.request_id is not None else [SERVICE_STEP]
    steps += [_party_step(party) for party in service.parties if party.when is None]
    if service.fields:
        steps.append(_ANSWERS_STEP)
    steps += [
        _party_step(party)
        for party in service.parties
        if party.when is not None and applies(party.when, known)
    ]
    if service.paper_requirements():
        steps.append(_PAPERS_STEP)
    return (*steps, _SUMMARY_STEP)


def short_label(party: PartyDef) -> str:
    """What a party is called where room is short: without what stands in brackets or behind a stroke."""
    return _ASIDE.sub("", party.label.split(" / ")[0]).strip() or party.label


def step_of_place(steps: Sequence[WizardStep], place: str) -> int:
    """The number of the step a fault belongs to; what belongs nowhere is said in the summary."""
    head = place.split(".")[0]
    for number, step in enumerate(steps):
        if step.prefix == head:
            return number
    return len(steps) - 1


def step_of_kind(steps: Sequence[WizardStep], kind: StepKind) -> int:
    """The number of the first step of a kind, else the last step."""
    return next((number for number, step in enumerate(steps) if step.kind is kind), len(steps) - 1)


def _party_step(party: PartyDef) -> WizardStep:
    return WizardStep(StepKind.PARTY, short_label(party), party.code, party)
