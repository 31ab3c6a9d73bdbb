"""References inside a service file: every name that is used must have been defined, and only once."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dinsos_desk.domain.conditions import Condition
from dinsos_desk.domain.fields import ChoiceField, DateField, FieldDef, NumberField, TableField, YesNoField
from dinsos_desk.domain.people import INSTITUTION_FACTS, PERSON_FACTS, PartyKind
from dinsos_desk.domain.routing import StageKind
from dinsos_desk.domain.rules import AgeRule, AnswerRule, ElapsedRule, RangeRule

if TYPE_CHECKING:
    from dinsos_desk.catalog.schema import ServiceDef

NOT_DEFINED = "katalog_rujukan_tidak_ada"
TWICE = "katalog_kode_dua_kali"
NEVER_MADE = "katalog_hasil_tidak_dibuat"
NO_NUMBERING = "katalog_tanpa_penomoran"
RESERVED = "katalog_kode_terpesan"
NO_ANSWER = "katalog_jawaban_tidak_ada"
WRONG_KIND = "katalog_data_salah_jenis"

LETTER_GROUPS = frozenset(
    {
        "berkas", "catatan", "isian", "kantor", "klien_utama", "kurang", "layanan", "oleh", "paraf",
        "pemohon_utama", "penanda_tangan", "permohonan", "pihak", "rincian", "rincian_tahap", "surat",
        "syarat", "tanggal_cetak", "tembusan", "urut",
    }
)  # fmt: skip
"""What letters call their groups of words: no party may have such a code."""
RECORD_WORDS = frozenset({"oleh", "tanggal", "jabatan"})
"""What letters say of every stage that was passed: no record may have such a code."""


@dataclass(frozen=True)
class BrokenReference:
    """One broken name: ``key`` is the dotted place, ``name`` what stands there, ``code`` why it is wrong."""

    key: str
    name: str
    code: str = NOT_DEFINED

    def __str__(self) -> str:
        reasons = {
            NOT_DEFINED: f"names '{self.name}', which is not defined",
            TWICE: f"code '{self.name}' appears twice",
            NEVER_MADE: f"product '{self.name}' is made at no stage",
            RESERVED: f"code '{self.name}' is reserved",
            NO_ANSWER: f"compares with '{self.name}', which is no possible answer",
            WRONG_KIND: f"'{self.name}' holds another kind of value",
            NO_NUMBERING: f"product '{self.name}' is numbered, but no stage is of kind 'penomoran'",
        }
        return f"{self.key}: {reasons[self.code]}"


class BrokenReferencesError(ValueError):
    """All broken references of one file."""

    def __init__(self, broken: tuple[BrokenReference, ...]) -> None:
        super().__init__("; ".join(str(reference) for reference in broken))
        self.broken = broken


def broken_references(service: "ServiceDef") -> Iterator[BrokenReference]:
    """Everything in a service that names what is not there, in the order of the file."""
    yield from _duplicates(service)
    yield from _reserved(service)
    yield from _party_names(service)
    yield from _rule_names(service)
    yield from _stage_names(service)
    yield from _unmade_products(service)
    yield from _fact_paths(service)
    yield from _compared_values(service)
    yield from _judged_kinds(service)
    yield from _printed_paths(service)


def _duplicates(service: "ServiceDef") -> Iterator[BrokenReference]:
    lists = (
        ("parties", [p.code for p in service.parties]),
        ("fields", [f.code for f in service.fields]),
        ("requirements", [r.code for r in service.requirements]),
        ("rules", [r.code for r in service.rules]),
        ("products", [p.code for p in service.products]),
        ("periodic", [p.code for p in service.periodic]),
        ("warnings", [w.code for w in service.warnings]),
        *(
            (f"route.stages[{place}].records", [f.code for f in stage.records])
            for place, stage in enumerate(service.route.stages)
        ),
        *(
            (f"requirements[{place}].alternatives", [a.code for a in requirement.alternatives])
            for place, requirement in enumerate(service.requirements)
        ),
        *(
            (f"periodic[{place}].records", [f.code for f in duty.records])
            for place, duty in enumerate(service.periodic)
        ),
    )
    for key, codes in lists:
        for place, code in enumerate(codes):
            if code in codes[:place]:
                yield BrokenReference(f"{key}[{place}].code", code, TWICE)


def _reserved(service: "ServiceDef") -> Iterator[BrokenReference]:
    for place, party in enumerate(service.parties):
        if party.code in LETTER_GROUPS:
            yield BrokenReference(f"parties[{place}].code", party.code, RESERVED)
    for place, stage in enumerate(service.route.stages):
        for inner, field in enumerate(stage.records):
            if field.code in RECORD_WORDS:
                yield BrokenReference(f"route.stages[{place}].records[{inner}].code", field.code, RESERVED)


def _party_names(service: "ServiceDef") -> Iterator[BrokenReference]:
    parties = {p.code for p in service.parties}
    for key, code in (("applicant", service.applicant), ("client", service.client)):
        if code not in parties:
            yield BrokenReference(key, code)
    applicants = [p for p in service.parties if p.code == service.applicant]
    if any(not p.required or p.when is not None or p.same_as is not None for p in applicants):
        yield BrokenReference("applicant", service.applicant)
    for place, party in enumerate(service.parties):
        names = PERSON_FACTS if party.kind is PartyKind.PERSON else INSTITUTION_FACTS
        for need in party.needs:
            if need not in names:
                yield BrokenReference(f"parties[{place}].needs", need)
        earlier = {other.code for other in service.parties[:place] if other.kind is party.kind}
        if party.same_as is not None and party.same_as not in earlier:
            yield BrokenReference(f"parties[{place}].same_as", party.same_as)
    people = {p.code for p in service.parties if p.kind is PartyKind.PERSON}
    for place, warning in enumerate(service.warnings):
        if warning.kind == "pengaduan" and warning.party is None and people:
            continue
        if (warning.party or service.client) not in people:
            yield BrokenReference(f"warnings[{place}].party", warning.party or service.client)


def _rule_names(service: "ServiceDef") -> Iterator[BrokenReference]:
    rules = {r.code for r in service.rules}
    for place, requirement in enumerate(service.requirements):
        for rule in requirement.rules:
            if rule not in rules:
                yield BrokenReference(f"requirements[{place}].rules", rule)


def _stage_names(service: "ServiceDef") -> Iterator[BrokenReference]:
    products = {p.code for p in service.products}
    steps = len(service.standard.procedure)
    for place, stage in enumerate(service.route.stages):
        for product in stage.products:
            if product not in products:
                yield BrokenReference(f"route.stages[{place}].products", product)
        for step in stage.steps:
            if not 1 <= step <= steps:
                yield BrokenReference(f"route.stages[{place}].steps", str(step))


def _unmade_products(service: "ServiceDef") -> Iterator[BrokenReference]:
    made = {product for stage in service.route.stages for product in stage.products}
    numbers = any(stage.kind is StageKind.NUMBER for stage in service.route.stages)
    for place, product in enumerate(service.products):
        if product.template and product.code not in made:
            yield BrokenReference(f"products[{place}].code", product.code, NEVER_MADE)
        if product.numbered and not numbers:
            yield BrokenReference(f"products[{place}].numbered", product.code, NO_NUMBERING)


def _conditions(service: "ServiceDef") -> Iterator[tuple[str, Condition | None]]:
    for name, things in (
        ("parties", service.parties),
        ("fields", service.fields),
        ("requirements", service.requirements),
        ("rules", service.rules),
        ("route.stages", service.route.stages),
        ("products", service.products),
        ("onward", service.onward),
        ("offers", service.offers),
        ("periodic", service.periodic),
    ):
        for place, thing in enumerate(things):
            yield f"{name}[{place}].when", thing.when
    for place, stage in enumerate(service.route.stages):
        for inner, field in enumerate(stage.records):
            yield f"route.stages[{place}].records[{inner}].when", field.when


def _fact_paths(service: "ServiceDef") -> Iterator[BrokenReference]:
    known = service.fact_paths()
    for key, condition in _conditions(service):
        for path in condition.paths() if condition else ():
            if path not in known:
                yield BrokenReference(key, path)
    for place, rule in enumerate(service.rules):
        for path in rule.paths():
            if path not in known:
                yield BrokenReference(f"rules[{place}]", path)
    stages = {stage.code for stage in service.route.stages}
    for place, duty in enumerate(service.periodic):
        if duty.met_by is not None and duty.met_by not in stages:
            yield BrokenReference(f"periodic[{place}].met_by", duty.met_by)
        if duty.since not in known:
            yield BrokenReference(f"periodic[{place}].since", duty.since)
        if duty.until is not None and duty.until.birth_date not in known:
            yield BrokenReference(f"periodic[{place}].until", duty.until.birth_date)


def _asked(service: "ServiceDef") -> dict[str, FieldDef]:
    """Every question by the path of its answer."""
    asked = {f"isian.{field.code}": field for field in service.fields}
    for stage in service.route.stages:
        asked |= {f"catatan.{stage.code}.{field.code}": field for field in stage.records}
    return asked


def _compared_values(service: "ServiceDef") -> Iterator[BrokenReference]:
    """Answers that a question does not have (any more): such a condition would silently never hold."""
    asked = _asked(service)
    expected = (
        (f"rules[{n}].expects", rule.expects)
        for n, rule in enumerate(service.rules)
        if isinstance(rule, AnswerRule)
    )
    for key, condition in (*_conditions(service), *expected):
        for path, values in condition.comparisons() if condition is not None else ():
            field = asked.get(path)
            for value in values if field is not None else ():
                if field is not None and not _may_be(field, value):
                    yield BrokenReference(key, str(value), NO_ANSWER)


def _may_be(field: FieldDef, value: object) -> bool:
    if isinstance(field, ChoiceField):
        return value in {choice.code for choice in field.choices}
    if isinstance(field, YesNoField):
        return isinstance(value, bool)
    if isinstance(field, NumberField):
        return isinstance(value, int) and not isinstance(value, bool)
    return isinstance(value, str)


def _judged_kinds(service: "ServiceDef") -> Iterator[BrokenReference]:
    """Rules and obligations over what is no date or number: they would silently never be judged."""
    asked, facts = _asked(service), service.fact_paths()
    people = {p.code for p in service.parties if p.kind is PartyKind.PERSON}
    days = {path for path, field in asked.items() if isinstance(field, DateField)}
    days |= {f"{person}.tanggal_lahir" for person in people}
    numbers = {path for path, field in asked.items() if isinstance(field, NumberField)}
    numbers |= {f"{person}.umur" for person in people}
    numbers |= {f"{path}.jumlah" for path, field in asked.items() if isinstance(field, TableField)}
    judged: list[tuple[str, str, set[str]]] = []
    for place, rule in enumerate(service.rules):
        if isinstance(rule, AgeRule):
            judged.append((f"rules[{place}].birth_date", rule.birth_date, days))
        elif isinstance(rule, ElapsedRule):
            judged.append((f"rules[{place}].since", rule.since, days))
        elif isinstance(rule, RangeRule):
            judged.append((f"rules[{place}].fact", rule.fact, numbers))
    for place, duty in enumerate(service.periodic):
        judged.append((f"periodic[{place}].since", duty.since, days))
        if duty.until is not None:
            judged.append((f"periodic[{place}].until", duty.until.birth_date, days))
    for key, path, fitting in judged:
        if path in facts and path not in fitting:
            yield BrokenReference(key, path, WRONG_KIND)


def _printed_paths(service: "ServiceDef") -> Iterator[BrokenReference]:
    printable = service.word_paths()
    for place, column in enumerate(service.register_columns):
        for path in column.value:
            if path not in printable:
                yield BrokenReference(f"register_columns[{place}].value", path)
