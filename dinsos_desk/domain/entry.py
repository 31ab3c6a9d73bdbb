"""What was typed at the desk, read into people, institutions, answers and papers.

Everything is kept as typed until it is read here, so that a draft can always be left and found again.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Generic, TypeVar

from dinsos_desk.domain.checklist import PaperMode, PaperState, PaperTick
from dinsos_desk.domain.conditions import Facts, FactValue, applies
from dinsos_desk.domain.dates import parse_date
from dinsos_desk.domain.faults import Fault, Refused
from dinsos_desk.domain.fields import (
    Choice,
    ChoiceField,
    DateField,
    FieldDef,
    LongTextField,
    NumberField,
    TextField,
    answer_facts,
)
from dinsos_desk.domain.identity import nik_warnings_against, parse_kk, parse_nik, parse_npwp
from dinsos_desk.domain.npwp import format_npwp
from dinsos_desk.domain.people import (
    MARITAL_STATES,
    RELIGIONS,
    Institution,
    PartyDef,
    PartyKind,
    Person,
    Sex,
    Subject,
)
from dinsos_desk.domain.phone import display_phone, parse_phone
from dinsos_desk.domain.regions import Regions
from dinsos_desk.domain.text import text_faults

Typed = Mapping[str, str]
Value = TypeVar("Value")


def _choices(words: tuple[str, ...]) -> tuple[Choice, ...]:
    return tuple(Choice(code="c_" + "_".join(w.lower().replace("/", " ").split()), label=w) for w in words)


@dataclass(frozen=True)
class EntryField:
    """A field of the person or institution form and the attribute it fills."""

    attribute: str
    field: FieldDef

    @property
    def code(self) -> str:
        """The Indonesian name that drafts, facts and ``PartyDef.needs`` use."""
        return self.field.code


PERSON_ENTRY = (
    EntryField("nik", TextField(code="nik", label="NIK", max_length=40, help="16 angka pada KTP atau KK")),
    EntryField("name", TextField(code="nama", label="Nama lengkap", required=True, max_length=120)),
    EntryField("kk", TextField(code="kk", label="Nomor KK", max_length=40)),
    EntryField(
        "sex",
        ChoiceField(
            code="jenis_kelamin",
            label="Jenis kelamin",
            choices=(Choice(code="l", label="Laki-laki"), Choice(code="p", label="Perempuan")),
        ),
    ),
    EntryField("birth_place", TextField(code="tempat_lahir", label="Tempat lahir", max_length=80)),
    EntryField("birth_date", DateField(code="tanggal_lahir", label="Tanggal lahir", past=True)),
    EntryField("religion", ChoiceField(code="agama", label="Agama", choices=_choices(RELIGIONS))),
    EntryField(
        "marital_state",
        ChoiceField(code="status_kawin", label="Status perkawinan", choices=_choices(MARITAL_STATES)),
    ),
    EntryField("occupation", TextField(code="pekerjaan", label="Pekerjaan", max_length=80)),
    EntryField("phone", TextField(code="telepon", label="Nomor telepon", max_length=30)),
    EntryField("address", TextField(code="alamat", label="Alamat", max_length=200)),
    EntryField(
        "rt", TextField(code="rt", label="RT", max_length=4, pattern=r"\d{1,3}", pattern_hint="angka")
    ),
    EntryField(
        "rw", TextField(code="rw", label="RW", max_length=4, pattern=r"\d{1,3}", pattern_hint="angka")
    ),
    EntryField("village", TextField(code="desa", label="Desa/kelurahan", max_length=80)),
    EntryField("district", TextField(code="kecamatan", label="Kecamatan", max_length=80)),
    EntryField("regency", TextField(code="kabupaten", label="Kabupaten/kota", max_length=80)),
    EntryField("province", TextField(code="provinsi", label="Provinsi", max_length=80)),
    EntryField(
        "estimated_age",
        NumberField(code="perkiraan_umur", label="Perkiraan umur", minimum=0, maximum=120, unit="tahun"),
    ),
    EntryField("marks", LongTextField(code="ciri_ciri", label="Ciri-ciri", max_length=500)),
    EntryField("languages", TextField(code="bahasa", label="Bahasa yang dikuasai", max_length=120)),
    EntryField("found_at", TextField(code="tempat_ditemukan", label="Tempat ditemukan", max_length=200)),
    EntryField("brought_by", TextField(code="dibawa_oleh", label="Dibawa oleh", max_length=120)),
)

INSTITUTION_ENTRY = (
    EntryField("name", TextField(code="nama", label="Nama lembaga", required=True, max_length=160)),
    EntryField("kind", TextField(code="jenis", label="Jenis lembaga", max_length=60)),
    EntryField("leader", TextField(code="pimpinan", label="Nama pimpinan", max_length=120)),
    EntryField("address", TextField(code="alamat", label="Alamat", max_length=200)),
    EntryField("village", TextField(code="desa", label="Desa/kelurahan", max_length=80)),
    EntryField("district", TextField(code="kecamatan", label="Kecamatan", max_length=80)),
    EntryField("regency", TextField(code="kabupaten", label="Kabupaten/kota", max_length=80)),
    EntryField("phone", TextField(code="telepon", label="Nomor telepon", max_length=30)),
    EntryField("npwp", TextField(code="npwp", label="NPWP", max_length=40)),
    EntryField("deed", TextField(code="akta", label="Nomor akta notaris", max_length=80)),
)

TEMPORARY_ONLY = frozenset({"perkiraan_umur", "ciri_ciri", "bahasa", "tempat_ditemukan", "dibawa_oleh"})
PAPERS_ONLY = frozenset({"nik", "kk"})


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


@dataclass(frozen=True)
class Reading(Generic[Value]):
    """A value that was read, with what is wrong (blocks) and what is odd (only warns)."""

    value: Value | None
    faults: tuple[Fault, ...] = ()
    warnings: tuple[Fault, ...] = ()


def entry_fields(party: PartyDef, temporary: bool) -> tuple[EntryField, ...]:
    """The fields of a party's form: a temporary identity asks for marks instead of numbers."""
    if party.kind is PartyKind.INSTITUTION:
        return INSTITUTION_ENTRY
    hidden = PAPERS_ONLY if temporary else TEMPORARY_ONLY
    return tuple(entry for entry in PERSON_ENTRY if entry.code not in hidden)


def read_fields(
    fields: tuple[FieldDef, ...], typed: Typed, facts: Facts, today: date, place: str
) -> Reading[dict[str, FactValue]]:
    """Read typed answers; fields whose condition does not hold are left out.

    ``facts`` are those known before; answers read here count for the conditions of later fields.
    """
    values: dict[str, FactValue] = {}
    faults = []
    seen = dict(facts)
    for field in fields:
        if not applies(field.when, seen):
            continue
        try:
            value = field.parse(typed.get(field.code, ""), today)
        except Refused as refusal:
            faults.append(refusal.fault.at(f"{place}.{field.code}"))
            continue
        if value is None and field.required:
            faults.append(Fault("wajib_diisi", {"nama": field.label}, f"{place}.{field.code}"))
        values[field.code] = value
        seen |= answer_facts(f"{place}.{field.code}", value)
    return Reading(values, tuple(faults))


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


@dataclass(frozen=True)
class PaperEntry:
    """One row of the checklist as typed."""

    state: str = ""
    mode: str = ""
    alternative: str = ""
    number: str = ""
    dated: str = ""
    note: str = ""


def read_paper(code: str, entry: PaperEntry, today: date) -> Reading[PaperTick]:
    """Read one row of the checklist."""
    faults = []
    dated = None
    place = f"berkas.{code}"
    if entry.dated.strip():
        try:
            dated = parse_date(entry.dated, today)
            if dated > today:
                faults.append(Fault("tanggal_di_masa_depan", {}, place))
        except Refused as refusal:
            faults.append(refusal.fault.at(place))
    faults += [*text_faults(entry.number, 120, place), *text_faults(entry.note, 400, place)]
    if faults:
        return Reading(None, tuple(faults))
    return Reading(
        PaperTick(
            PaperState(entry.state) if entry.state else None,
            PaperMode(entry.mode) if entry.mode else None,
            entry.alternative,
            " ".join(entry.number.split()),
            dated,
            entry.note.strip(),
        )
    )
