"""A plausible, complete application for any service, made up by reading its definition.

Nothing here knows a service by name: a new service file is walked because its own definition says what
people, answers and papers satisfy it.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from dinsos_desk.catalog.schema import ServiceDef
from dinsos_desk.domain.checklist import Need, PaperState, Requirement
from dinsos_desk.domain.conditions import Condition, Facts, FactValue, applies
from dinsos_desk.domain.entry import PaperEntry
from dinsos_desk.domain.fields import ChoiceField, Grid, NikField, TableField, YesNoField
from dinsos_desk.domain.people import PartyDef, PartyKind, Person, Subject
from dinsos_desk.domain.routing import HANDOVER_FIELDS, Stage, stage_fields
from dinsos_desk.domain.rules import AgeRule, Verdict
from dinsos_desk.sample.people import Crowd
from dinsos_desk.sample.plan import Plan
from dinsos_desk.sample.suit import age_bounds, suit
from dinsos_desk.sample.values import typed_value
from dinsos_desk.usecases.intake.drafts import Checked, IntakeDraft, check

_ROUNDS = 12
_ADULTS = (20, 62)
_NIK_DIGITS = 16
_IF_ANY_CHANCE = 0.5


@dataclass(frozen=True)
class Wishes:
    """What kind of application is wanted.

    ``without_papers``: a klien without papers wherever the service allows one. ``incomplete``: one
    mandatory paper follows later. ``answers``: answers as typed that must stand as they are.
    ``varied``: choices and optional answers by chance, else the first choice and every answer.
    """

    without_papers: bool = False
    incomplete: bool = False
    answers: Mapping[str, str] = field(default_factory=dict)
    varied: bool = False


ORDINARY = Wishes()


def fill_draft(service: ServiceDef, crowd: Crowd, today: date, wishes: Wishes = ORDINARY) -> IntakeDraft:
    """An application that can be sent, as typed at the desk on ``today``.

    When the wishes contradict the rules of the service the draft keeps the wishes; ``check`` says so.
    """
    plan = Plan(service, crowd, today, frozenset(wishes.answers), answers=dict(wishes.answers))
    for party in service.parties:
        plan.parties[party.code] = _subject(plan, party, wishes)
    skipped = frozenset(f.code for f in service.fields if not f.required and _skips(crowd, wishes))
    checked = _checked(plan)
    for _ in range(_ROUNDS):
        before = plan.draft()
        _answer(plan, checked, wishes, skipped)
        _lay_papers(plan, checked, wishes)
        checked = _checked(plan)
        for judgement in checked.judgements:
            if judgement.verdict is not Verdict.ELIGIBLE:
                suit(plan, judgement.rule)
        checked = _checked(plan)
        after = plan.draft()
        if (before.parties, before.answers, before.papers) == (after.parties, after.answers, after.papers):
            break
    taking_part = {
        code: entry for code, entry in plan.draft().parties.items() if code in checked.application.parties
    }
    answered = {code: typed for code, typed in plan.answers.items() if code in checked.application.answers}
    draft = replace(plan.draft(), parties=taking_part or plan.draft().parties, answers=answered)
    return without_paper(draft, service, today) if wishes.incomplete else draft


def without_paper(draft: IntakeDraft, service: ServiceDef, today: date) -> IntakeDraft:
    """The draft with its first mandatory paper still to follow; unchanged when it has none."""
    facts = check(draft, service, None, today).application.facts(today)
    for requirement in service.paper_requirements():
        if requirement.need is not Need.IF_ANY and requirement.in_force(facts):
            follows = PaperEntry(state=PaperState.FOLLOWS.value, note="Disusulkan pemohon.")
            return replace(draft, papers={**draft.papers, requirement.code: follows})
    return draft


def with_papers(draft: IntakeDraft, service: ServiceDef, crowd: Crowd, today: date) -> IntakeDraft:
    """The draft with every missing paper brought along."""
    lacking = check(draft, service, None, today).missing
    brought = {requirement.code: _paper(requirement, crowd, today) for requirement in lacking}
    return replace(draft, papers={**draft.papers, **brought})


def fill_records(
    stage: Stage, facts: Facts, crowd: Crowd, today: date, receiver: str, *, varied: bool = False
) -> dict[str, str]:
    """What a stage wants written down, as typed; ``receiver`` is who takes the product."""
    typed: dict[str, str] = {}
    seen: dict[str, FactValue] = dict(facts)
    for record in stage_fields(stage):
        if not applies(record.when, seen):
            continue
        if record is HANDOVER_FIELDS[0]:
            value = receiver
        elif record is HANDOVER_FIELDS[1]:
            value = "KTP"
        elif isinstance(record, TableField) and (known := _last_listed(facts)) and _lists_people(record):
            value = "\t".join((*known, *_further_cells(record, crowd, today)))
        else:
            # Who approves has found what speaks for it: the first choice, as "Layak" of an assessment.
            other = varied and crowd.chance(0.3) and not isinstance(record, ChoiceField)
            value = typed_value(record, crowd, today, varied=other)
        typed[record.code] = value
        seen[f"catatan.{stage.code}.{record.code}"] = record.parse(value, today)
    return typed


def _lists_people(table: TableField) -> bool:
    """Whether its rows begin with a NIK and a name."""
    return len(table.columns) > 1 and isinstance(table.columns[0], NikField)


def _last_listed(facts: Facts) -> tuple[str, ...]:
    """NIK and name of the last of several people listed at intake: a later list names one of them."""
    for path, value in facts.items():
        if path.startswith("isian.") and isinstance(value, Grid) and len(value.rows) > 1:
            nik, name, *_ = (*value.rows[-1], "")
            if len(nik) == _NIK_DIGITS and nik.isdecimal():
                return nik, name
    return ()


def _further_cells(table: TableField, crowd: Crowd, today: date) -> tuple[str, ...]:
    return tuple(typed_value(column, crowd, today) for column in table.columns[2:])


def branches(service: ServiceDef) -> Iterator[Wishes]:
    """One kind of application for every turn a service file can take: choices that conditions ask for."""
    yield ORDINARY
    if any(party.without_papers for party in service.parties):
        yield Wishes(without_papers=True)
    asked = {path.removeprefix("isian.") for path in _deciding_paths(service) if path.startswith("isian.")}
    for question in service.fields:
        if question.code not in asked:
            continue
        if isinstance(question, ChoiceField):
            for choice in question.choices:
                yield Wishes(answers={question.code: choice.code})
        elif isinstance(question, YesNoField):
            for typed in ("ya", "tidak"):
                yield Wishes(answers={question.code: typed})


def _deciding_paths(service: ServiceDef) -> set[str]:
    things: list[Condition | None] = [
        *(party.when for party in service.parties),
        *(question.when for question in service.fields),
        *(requirement.when for requirement in service.requirements),
        *(stage.when for stage in service.route.stages),
        *(product.when for product in service.products),
    ]
    return {path for condition in things if condition is not None for path in condition.paths()}


def _checked(plan: Plan) -> Checked:
    return check(plan.draft(), plan.service, None, plan.today)


def _skips(crowd: Crowd, wishes: Wishes) -> bool:
    return wishes.varied and crowd.chance(0.35)


def _subject(plan: Plan, party: PartyDef, wishes: Wishes) -> Subject:
    if party.kind is PartyKind.INSTITUTION:
        institution = plan.crowd.institution()
        if "desa" in party.label.lower():
            name = f"Desa {institution.village}"
            return replace(institution, name=name, kind="Pemerintah desa", npwp="", deed="")
        return institution
    ages = next(
        (
            age_bounds(plan, rule)
            for rule in plan.service.rules
            if isinstance(rule, AgeRule)
            and rule.when is None
            and rule.birth_date.startswith(f"{party.code}.")
        ),
        _ADULTS,
    )
    if wishes.without_papers and party.without_papers:
        return plan.crowd.unknown(plan.today, party.sex, ages)
    person = plan.crowd.person(plan.today, party.sex, ages)
    if party.without_papers:
        return plan.crowd.from_elsewhere(person)
    head = next((s for s in plan.parties.values() if isinstance(s, Person) and not s.temporary), None)
    if head is None or party.nik_optional:
        return person
    home = ("kk", "address", "rt", "rw", "village", "district", "regency", "province", "religion")
    return replace(person, **{name: getattr(head, name) for name in home})


def _answer(plan: Plan, checked: Checked, wishes: Wishes, skipped: frozenset[str]) -> None:
    """Answer every question that applies and has no answer yet."""
    facts: dict[str, FactValue] = dict(checked.application.facts(plan.today))
    for question in plan.service.fields:
        if not applies(question.when, facts) or question.code in skipped:
            continue
        if not plan.answers.get(question.code):
            plan.answers[question.code] = typed_value(question, plan.crowd, plan.today, varied=wishes.varied)
        facts[f"isian.{question.code}"] = question.parse(plan.answers[question.code], plan.today)


def _lay_papers(plan: Plan, checked: Checked, wishes: Wishes) -> None:
    """Lay every paper on the desk that applies; somebody without papers has none "jika ada"."""
    facts = checked.application.facts(plan.today)
    for requirement in plan.service.paper_requirements():
        if not requirement.in_force(facts):
            plan.papers.pop(requirement.code, None)
        elif requirement.code not in plan.papers:
            unlikely = wishes.without_papers or (wishes.varied and not plan.crowd.chance(_IF_ANY_CHANCE))
            absent = requirement.need is Need.IF_ANY and unlikely
            plan.papers[requirement.code] = (
                PaperEntry(state=PaperState.ABSENT.value)
                if absent
                else _paper(requirement, plan.crowd, plan.today)
            )


def _paper(requirement: Requirement, crowd: Crowd, today: date) -> PaperEntry:
    dated = today - timedelta(days=crowd.dice.randint(1, 20))
    return PaperEntry(
        PaperState.PRESENT.value,
        requirement.default_mode.value,
        requirement.alternatives[0].code if requirement.alternatives else "",
        f"{crowd.dice.randint(10, 980)}/CONTOH/{dated.year}" if requirement.asks_number else "",
        f"{dated:%d/%m/%Y}" if requirement.asks_date else "",
    )
