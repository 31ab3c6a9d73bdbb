"""A party as typed, read into a person or an institution, and shown in the form again."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from dinsos_desk.domain.conditions import FactValue
from dinsos_desk.domain.entry.forms import (
    INSTITUTION_ENTRY,
    PAPERS_ONLY,
    PERSON_ENTRY,
    EntryField,
    entry_fields,
)
from dinsos_desk.domain.entry.reading import Reading, Typed, read_fields
from dinsos_desk.domain.faults import Fault, Refused
from dinsos_desk.domain.fields import ChoiceField, TextField
from dinsos_desk.domain.identity import nik_warnings_against, parse_kk, parse_nik, parse_npwp
from dinsos_desk.domain.npwp import format_npwp
from dinsos_desk.domain.people import Institution, PartyDef, Person, Sex, Subject
from dinsos_desk.domain.phone import display_phone, parse_phone
from dinsos_desk.domain.regions import Regions


@dataclass(frozen=True)
class PartyEntry:
    """One party as typed. ``known_id``: the record it was chosen from; ``temporary``: without papers.

    ``apart``: the like records of which the officer said that they are somebody else.
    """

    typed: Typed
    known_id: int | None = None
    temporary: bool = False
    apart: tuple[int, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether nothing was entered at all."""
        return self.known_id is None and not any(value.strip() for value in self.typed.values())


def read_person(party: PartyDef, entry: PartyEntry, regions: Regions | None, today: date) -> Reading[Person]:
    """Read the person form of a party."""
    fields = entry_fields(party, entry.temporary)
    reading = read_fields(tuple(e.field for e in fields), entry.typed, {}, today, party.code)
    values = reading.value or {}
    faults = list(reading.faults)
    warnings: list[Fault] = []
    attributes: dict[str, object] = {
        e.attribute: values[e.code] for e in fields if values.get(e.code) not in (None, "")
    }
    _read_choices(attributes, values)
    sex, born = attributes.get("sex"), attributes.get("birth_date")
    if "nik" in attributes:
        try:
            nik = parse_nik(str(attributes["nik"]), regions, today)
            attributes["nik"] = nik.value
            warnings += [w.at(f"{party.code}.nik") for w in nik.warnings]
            against = nik_warnings_against(
                nik, born if isinstance(born, date) else None, sex if isinstance(sex, Sex) else None
            )
            warnings += [w.at(f"{party.code}.{_place_of(w)}") for w in against]
        except Refused as refusal:
            faults.append(refusal.fault.at(f"{party.code}.nik"))
    elif not (entry.temporary or party.nik_optional):
        faults.append(Fault("wajib_diisi", {"nama": "NIK"}, f"{party.code}.nik"))
    if "kk" in attributes:
        try:
            kk = parse_kk(str(attributes["kk"]), regions)
            attributes["kk"] = kk.value
            warnings += [w.at(f"{party.code}.kk") for w in kk.warnings]
        except Refused as refusal:
            faults.append(refusal.fault.at(f"{party.code}.kk"))
    faults += _read_phone(party, attributes)
    faults += _unmet_needs(party, entry, attributes, fields)
    if party.sex is not None and isinstance(sex, Sex) and sex is not party.sex:
        faults.append(Fault("jenis_kelamin_pihak", {"nama": party.label}, f"{party.code}.jenis_kelamin"))
    if faults:
        return Reading(None, tuple(faults), tuple(warnings))
    person = Person(**attributes)  # type: ignore[arg-type]
    person = replace(
        person, temporary=entry.temporary, estimated_on=today if person.estimated_age is not None else None
    )
    return Reading(person, (), tuple(warnings))


def _read_choices(attributes: dict[str, object], values: Mapping[str, FactValue]) -> None:
    if "sex" in attributes:
        attributes["sex"] = Sex(str(attributes["sex"]).upper())
    for entry in PERSON_ENTRY:
        if entry.attribute in ("religion", "marital_state") and entry.attribute in attributes:
            attributes[entry.attribute] = entry.field.display(values[entry.code])


def _read_phone(party: PartyDef, attributes: dict[str, object]) -> list[Fault]:
    if "phone" in attributes:
        try:
            attributes["phone"] = parse_phone(str(attributes["phone"]))
        except Refused as refusal:
            return [refusal.fault.at(f"{party.code}.telepon")]
    return []


def _place_of(warning: Fault) -> str:
    return "jenis_kelamin" if warning.code == "nik_beda_jenis_kelamin" else "tanggal_lahir"


def _unmet_needs(
    party: PartyDef, entry: PartyEntry, attributes: Mapping[str, object], fields: tuple[EntryField, ...]
) -> list[Fault]:
    """The facts the service needs of this party; a temporary identity is excused from what it cannot know."""
    excused = PAPERS_ONLY | {"tanggal_lahir", "tempat_lahir", "alamat"} if entry.temporary else frozenset()
    return [
        Fault("wajib_diisi", {"nama": field.field.label}, f"{party.code}.{field.code}")
        for field in fields
        if field.code in party.needs
        and field.code not in excused
        and not field.field.required
        and field.code != "nik"
        and field.attribute not in attributes
        and not entry.typed.get(field.code, "").strip()
    ]


def read_institution(party: PartyDef, entry: PartyEntry, today: date) -> Reading[Institution]:
    """Read the institution form of a party."""
    fields = entry_fields(party, False)
    reading = read_fields(tuple(e.field for e in fields), entry.typed, {}, today, party.code)
    values = reading.value or {}
    attributes: dict[str, object] = {
        e.attribute: values[e.code] for e in fields if values.get(e.code) not in (None, "")
    }
    faults = [*reading.faults, *_unmet_needs(party, entry, attributes, fields)]
    faults += _read_phone(party, attributes)
    if "npwp" in attributes:
        try:
            attributes["npwp"] = parse_npwp(str(attributes["npwp"]))
        except Refused as refusal:
            faults.append(refusal.fault.at(f"{party.code}.npwp"))
    if faults:
        return Reading(None, tuple(faults))
    return Reading(Institution(**attributes))  # type: ignore[arg-type]


def typed_person(person: Person) -> dict[str, str]:
    """A person as the form shows them; reading it back gives the same person."""
    return _typed_subject(person, PERSON_ENTRY)


def typed_institution(institution: Institution) -> dict[str, str]:
    """An institution as the form shows it."""
    return _typed_subject(institution, INSTITUTION_ENTRY)


def _typed_subject(subject: Subject, entries: tuple[EntryField, ...]) -> dict[str, str]:
    values = {entry: getattr(subject, entry.attribute) for entry in entries}
    return {e.code: _typed_value(e, value) for e, value in values.items() if value not in (None, "")}


def _typed_value(entry: EntryField, value: object) -> str:
    if isinstance(value, Sex):
        return str(value.value).lower()
    if entry.attribute == "phone":
        return display_phone(str(value))
    if entry.attribute == "npwp":
        return format_npwp(str(value))
    if isinstance(entry.field, ChoiceField | TextField):
        return str(value)
    return entry.field.typed(value)  # type: ignore[arg-type]
