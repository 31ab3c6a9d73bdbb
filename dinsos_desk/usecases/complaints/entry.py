"""What is written down of a complaint: its fields, and reading what was typed into them."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from dinsos_desk.db.queries.requests.figures import Visibility
from dinsos_desk.db.queries.requests.waiting import find_number
from dinsos_desk.db.unit_of_work import UnitOfWork
from dinsos_desk.domain.complaints import Category, Channel
from dinsos_desk.domain.conditions import Condition
from dinsos_desk.domain.entry import Typed, read_fields
from dinsos_desk.domain.faults import Fault
from dinsos_desk.domain.fields import Choice, ChoiceField, FieldDef, LongTextField, TextField, YesNoField
from dinsos_desk.errors import InvalidInput
from dinsos_desk.usecases.actor import Actor
from dinsos_desk.usecases.requests.cases import load_case

PLACE = "pengaduan"
"""What the places of the faults begin with."""
LONGEST_WORDS = 4000

CHANNEL_WORDS = {
    Channel.IN_PERSON: "Datang langsung",
    Channel.PHONE: "Telepon",
    Channel.LETTER: "Surat",
    Channel.WHATSAPP: "WhatsApp atau SMS",
    Channel.LAPOR: "SP4N-LAPOR!",
    Channel.BOX: "Kotak saran",
    Channel.EMAIL: "Surel",
    Channel.SOCIAL: "Media sosial",
}
CATEGORY_WORDS = {
    Category.REQUIREMENTS: "Persyaratan",
    Category.PROCEDURE: "Prosedur",
    Category.TIME: "Waktu pelayanan",
    Category.FEE: "Biaya atau pungutan",
    Category.OUTCOME: "Hasil layanan",
    Category.CONDUCT: "Perilaku petugas",
    Category.FACILITIES: "Sarana dan prasarana",
    Category.DATA: "Data penerima bantuan",
    Category.OTHER: "Lainnya",
}
ABOUT_REQUEST, ABOUT_SERVICE, ABOUT_NEITHER = "permohonan", "layanan", "umum"

CHANNEL = ChoiceField(
    code="saluran", label="Diterima melalui", required=True,
    choices=tuple(Choice(code=one.value, label=words) for one, words in CHANNEL_WORDS.items()),
)  # fmt: skip
REFERENCE = TextField(
    code="rujukan", label="Nomor surat atau nomor laporan", max_length=80,
    help="nomor suratnya, atau nomor pada SP4N-LAPOR!",
    when=Condition(fact=f"{PLACE}.saluran", one_of=(Channel.LETTER.value, Channel.LAPOR.value)),
)  # fmt: skip
ANONYMOUS = YesNoField(
    code="anonim", label="Tanpa nama", required=True, help="Ya: pelapor tidak mau menyebut namanya"
)
_NAMED = Condition(fact=f"{PLACE}.anonim", equals=False)
NAME = TextField(
    code="nama", label="Nama pelapor", max_length=120, when=_NAMED,
    help="atau pilih orang yang sudah tercatat (Alt+K)",
)  # fmt: skip
CONTACT = TextField(
    code="kontak",
    label="Kontak",
    max_length=160,
    when=_NAMED,
    help="telepon, surel, atau alamat untuk jawaban",
)
ABOUT = ChoiceField(
    code="tentang", label="Mengenai", required=True,
    choices=(
        Choice(code=ABOUT_REQUEST, label="Satu permohonan"),
        Choice(code=ABOUT_SERVICE, label="Satu layanan"),
        Choice(code=ABOUT_NEITHER, label="Lainnya"),
    ),
)  # fmt: skip
NUMBER = TextField(
    code="nomor", label="Nomor tanda terima", required=True,
    when=Condition(fact=f"{PLACE}.tentang", equals=ABOUT_REQUEST),
)  # fmt: skip
CATEGORY = ChoiceField(
    code="kategori", label="Pokok pengaduan", required=True,
    choices=tuple(Choice(code=one.value, label=words) for one, words in CATEGORY_WORDS.items()),
)  # fmt: skip
TEXT = LongTextField(
    code="isi", label="Isi pengaduan", required=True, max_length=LONGEST_WORDS,
    help="sebagaimana disampaikan pelapor",
)  # fmt: skip
_NO_SERVICE = Choice(code="tidak_ada", label="Tidak ada dalam daftar")


@dataclass(frozen=True)
class Entry:
    """A complaint as typed. ``person_id``: a known person who brings it."""

    typed: Typed
    person_id: int | None = None


@dataclass(frozen=True)
class Facts:
    """A complaint as read."""

    channel: str
    reference: str
    category: str
    text: str
    person_id: int | None = None
    name: str = ""
    contact: str = ""
    anonymous: bool = False
    request_id: int | None = None
    service_code: str = ""
    service_name: str = ""
    division: str = ""


@dataclass(frozen=True)
class KnownService:
    """A service a complaint may be about."""

    code: str
    name: str
    division: str = ""


def complaint_fields(services: Sequence[KnownService]) -> tuple[FieldDef, ...]:
    """The fields in the order in which they are asked. A choice has the code of its service, - as _."""
    service = ChoiceField(
        code="layanan", label="Layanan", required=True,
        choices=(*(Choice(code=choice_code(one.code), label=one.name) for one in services), _NO_SERVICE)
        if services
        else (_NO_SERVICE, Choice(code="lain", label="Lainnya")),
        when=Condition(fact=f"{PLACE}.tentang", equals=ABOUT_SERVICE),
    )  # fmt: skip
    return (CHANNEL, REFERENCE, ANONYMOUS, NAME, CONTACT, ABOUT, NUMBER, service, CATEGORY, TEXT)


def choice_code(service: str) -> str:
    """The code of a service as a choice has it."""
    return service.replace("-", "_")


def read_entry(
    uow: UnitOfWork, actor: Actor, entry: Entry, services: Sequence[KnownService], today: date
) -> Facts:
    """Read what was typed, inside the caller's unit of work.

    Raises:
        InvalidInput: the places are ``pengaduan.<field>``.
        UserError: *data_tidak_ditemukan*, *permohonan_tidak_ditemukan*.
    """
    reading = read_fields(complaint_fields(services), entry.typed, {}, today, PLACE)
    values, faults = reading.value or {}, list(reading.faults)

    def said(code: str) -> str:
        value = values.get(code)
        return value.strip() if isinstance(value, str) else ""

    anonymous = values.get("anonim") is True
    facts = Facts(said("saluran"), said("rujukan"), said("kategori"), said("isi"), anonymous=anonymous)
    if not anonymous:
        person_id = _person(uow, entry.person_id)
        name = "" if person_id is not None else said("nama")
        facts = replace(facts, person_id=person_id, name=name, contact=said("kontak"))
        if person_id is None and not name and not _has(faults, "nama") and "anonim" in values:
            faults.append(Fault("pelapor_wajib", {}, f"{PLACE}.nama"))
    about = said("tentang")
    if about == ABOUT_REQUEST and said("nomor"):
        found = find_number(uow.session, Visibility(actor.roles, actor.division), said("nomor"))
        if found is None:
            faults.append(Fault("tanda_terima_tidak_dikenal", {"nilai": said("nomor")}, f"{PLACE}.nomor"))
        else:
            facts = _about_request(uow, facts, found.id)
    elif about == ABOUT_SERVICE:
        chosen = next((one for one in services if choice_code(one.code) == said("layanan")), None)
        if chosen is not None:
            facts = replace(
                facts, service_code=chosen.code, service_name=chosen.name, division=chosen.division
            )
    if faults:
        raise InvalidInput(tuple(faults))
    return facts


def _has(faults: Sequence[Fault], code: str) -> bool:
    return any(fault.place == f"{PLACE}.{code}" for fault in faults)


def _person(uow: UnitOfWork, person_id: int | None) -> int | None:
    if person_id is None:
        return None
    standing = uow.people.standing(person_id)
    uow.people.person(standing)
    return standing


def _about_request(uow: UnitOfWork, facts: Facts, request_id: int) -> Facts:
    case = load_case(uow, request_id)
    return replace(
        facts,
        request_id=request_id,
        service_code=case.service.code,
        service_name=case.service.short_name,
        division=case.row.division,
    )
