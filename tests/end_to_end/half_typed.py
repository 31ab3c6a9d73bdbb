"""Half an application: one party whole, a second only begun, some answers, two papers."""

from dataclasses import replace
from datetime import date

from dinsos_desk.catalog.schema import ServiceDef
from dinsos_desk.domain.entry import PartyEntry
from dinsos_desk.sample.fill import fill_draft
from dinsos_desk.sample.people import Crowd
from dinsos_desk.usecases.intake.drafts import IntakeDraft

ADOPTION = "lombok-timur-adopsi"


def half_of(service: ServiceDef, today: date) -> IntakeDraft:
    """The same half every time."""
    whole = fill_draft(service, Crowd(11), today)
    first, second = (party.code for party in service.parties[:2])
    begun = {code: whole.parties[second].typed[code] for code in ("nama", "pekerjaan")}
    papers = [requirement.code for requirement in service.paper_requirements()][:2]
    return replace(
        whole,
        parties={first: whole.parties[first], second: PartyEntry(begun)},
        answers=dict(list(whole.answers.items())[:4]),
        papers={code: whole.papers[code] for code in papers if code in whole.papers},
    )
