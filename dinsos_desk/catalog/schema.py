"""The shape of a service file. Strict: an unknown key or a broken reference is an error.

The fourteen components follow UU 25/2009 and PermenPANRB 15/2014, in the words of the published
standards from which the shipped files were made.
"""

from collections.abc import Iterator
from enum import StrEnum
from typing import Annotated, TypeVar

from pydantic import Field, StringConstraints, model_validator

from dinsos_desk.catalog.obligations import Periodic
from dinsos_desk.catalog.references import BrokenReferencesError, broken_references
from dinsos_desk.domain.checklist import Requirement
from dinsos_desk.domain.conditions import Code, Condition, Inconsistent, Label, Strict
from dinsos_desk.domain.fields import FieldDef, TableField
from dinsos_desk.domain.people import (
    INSTITUTION_FACTS,
    INSTITUTION_WORDS,
    PERSON_FACTS,
    PERSON_WORDS,
    PartyDef,
    PartyKind,
)
from dinsos_desk.domain.routing import Route
from dinsos_desk.domain.rules import Rule
from dinsos_desk.domain.working_time import TimeUnit

SCHEMA_VERSION = 1

ServiceCode = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=60)]
TemplateName = Annotated[str, StringConstraints(pattern=r"^[a-z0-9_]+(/[a-z0-9_]+)*\.docx$")]

REQUEST_WORDS = frozenset(
    {
        "tanda_terima",
        "register",
        "tanggal_terima",
        "tanggal_selesai",
        "status",
        "tahap",
        "petugas",
        "penerima",
    }
)
LETTER_WORDS = frozenset({"nomor", "tanggal", "penanda_tangan"})
PAPER_WORDS = frozenset({"nomor", "tanggal"})


class Start(StrEnum):
    """The event that starts the clock."""

    COMPLETE = "lengkap"
    RECEIVED = "diterima"


class TimeLimit(Strict):
    """The promised time: an amount of a unit from an event; ``text`` as published."""

    amount: int = Field(ge=1, le=1000)
    unit: TimeUnit
    starts: Start = Start.COMPLETE
    text: Label


class Step(Strict):
    """One step of the published procedure; ``office`` is who carries it out.

    ``group``: the heading it stands under when the standard publishes several procedures.
    """

    text: Annotated[str, Field(min_length=1, max_length=1200)]
    office: str = ""
    group: str = ""


class Standard(Strict):
    """The components of the published standard that are text; the others are typed elsewhere.

    An empty tuple or text means that the published standard leaves the component blank.
    """

    legal_basis: tuple[Label, ...] = ()
    procedure: tuple[Step, ...] = ()
    fee: str = ""
    products: tuple[Label, ...]
    facilities: tuple[Label, ...] = ()
    competence: tuple[Label, ...] = ()
    internal_control: tuple[Label, ...] = ()
    complaints: tuple[Label, ...] = ()
    staff_count: str = ""
    service_guarantee: tuple[Label, ...] = ()
    safety_guarantee: tuple[Label, ...] = ()
    evaluation: tuple[Label, ...] = ()


class ProductKind(StrEnum):
    """What leaves the office."""

    LETTER = "surat"
    MINUTES = "berita_acara"
    REPORT = "laporan"
    MONEY_RECEIPT = "kwitansi"
    ENTRY = "pencatatan"


class Product(Strict):
    """One result of the service.

    ``pencatatan`` has no document. A ``numbered`` document gets its number at the stage of kind
    ``penomoran``; ``signed_by`` is the post whose holder on the letter's date signs.
    """

    code: Code
    name: Label
    kind: ProductKind
    template: TemplateName | None = None
    numbered: bool = False
    classification: str = ""
    signed_by: Code | None = None
    subject: str = ""
    copies_to: tuple[Label, ...] = ()
    when: Condition | None = None

    @model_validator(mode="after")
    def _consistent(self) -> "Product":
        if (self.kind is ProductKind.ENTRY) != (self.template is None):
            text = f"product {self.code}: every kind but 'pencatatan' needs a template"
            raise Inconsistent("hasil_tanpa_templat", text)
        if self.numbered and self.template is None:
            text = f"product {self.code}: only a document can be numbered"
            raise Inconsistent("nomor_tanpa_dokumen", text)
        return self


class Onward(Strict):
    """Where the applicant goes after this office, and what is done there."""

    agency: Label
    place: str = ""
    text: Label
    when: Condition | None = None


class Offer(Strict):
    """Another service that is offered for the same people; the two applications are linked."""

    service: ServiceCode
    text: Label
    when: Condition | None = None


class WarningKind(StrEnum):
    """What in the past of a person the desk should know of before it takes an application in."""

    HELPED = "sudah_dibantu"
    APPLIED = "sudah_diajukan"
    RUNNING = "berjalan"
    COMPLAINT = "pengaduan"


class EarlierWarning(Strict):
    """What the desk is told when somebody with a past in this same service is chosen.

    ``sudah_dibantu``: helped within ``within_months`` months; ``sudah_diajukan``: applied for it ever, and
    neither rejected nor cancelled; ``berjalan``: an application is still under way; ``pengaduan``: a
    complaint they brought, about whatever service, is not answered yet. ``party`` is whose past counts, the
    client's when empty (of a complaint anybody's); ``household``: that of others on the same KK too.
    """

    code: Code
    text: Label
    kind: WarningKind
    within_months: int | None = Field(default=None, ge=1, le=120)
    party: Code | None = None
    household: bool = False

    @model_validator(mode="after")
    def _consistent(self) -> "EarlierWarning":
        if (self.kind is WarningKind.HELPED) != (self.within_months is not None):
            text = f"warning {self.code}: 'within_months' belongs to 'sudah_dibantu' and is needed there"
            raise Inconsistent("peringatan_tanpa_bulan", text)
        return self


class RegisterColumn(Strict):
    """One column of the buku register; ``value`` is a dotted path, several are joined by ``joiner``."""

    title: Label
    value: tuple[str, ...] = Field(min_length=1)
    joiner: Annotated[str, StringConstraints(strip_whitespace=False, max_length=8)] = ", "
    width: float = Field(default=1.0, gt=0, le=10)


Coded = TypeVar("Coded", PartyDef, Requirement, Product)


def _named(things: tuple[Coded, ...], code: str) -> Coded:
    for thing in things:
        if thing.code == code:
            return thing
    raise KeyError(code)


def _answer_paths(place: str, fields: tuple[FieldDef, ...]) -> Iterator[str]:
    for field in fields:
        yield f"{place}.{field.code}"
        if isinstance(field, TableField):
            yield f"{place}.{field.code}.jumlah"


class ServiceDef(Strict):
    """One layanan, whole: what is asked, judged, walked, made and registered.

    Without ``time_limit`` the published standard promises no time: nothing falls due. ``ppks``: which kind of
    PPKS every client is, where the service itself says so; recaps count by it.
    """

    schema_version: int = Field(alias="schema", le=SCHEMA_VERSION, ge=1)
    code: ServiceCode
    office: Code
    name: Label
    short_name: Annotated[str, StringConstraints(min_length=1, max_length=40)]
    source: Label
    notes: tuple[str, ...] = ()
    division: str = ""
    ppks: Annotated[str, StringConstraints(max_length=60)] = ""
    parties: tuple[PartyDef, ...] = Field(min_length=1)
    applicant: Code
    client: Code
    fields: tuple[FieldDef, ...] = ()
    requirements: tuple[Requirement, ...] = ()
    rules: tuple[Rule, ...] = ()
    route: Route
    time_limit: TimeLimit | None = None
    products: tuple[Product, ...] = Field(min_length=1)
    register_columns: tuple[RegisterColumn, ...] = Field(min_length=2)
    onward: tuple[Onward, ...] = ()
    offers: tuple[Offer, ...] = ()
    periodic: tuple[Periodic, ...] = ()
    warnings: tuple[EarlierWarning, ...] = ()
    standard: Standard

    @model_validator(mode="after")
    def _references(self) -> "ServiceDef":
        broken = tuple(broken_references(self))
        if broken:
            raise BrokenReferencesError(broken)
        return self

    def party(self, code: str) -> PartyDef:
        """The party with this code. Raises KeyError when there is none."""
        return _named(self.parties, code)

    def requirement(self, code: str) -> Requirement:
        """The requirement with this code. Raises KeyError when there is none."""
        return _named(self.requirements, code)

    def product(self, code: str) -> Product:
        """The product with this code. Raises KeyError when there is none."""
        return _named(self.products, code)

    def documents(self) -> tuple[Product, ...]:
        """The products that are documents."""
        return tuple(product for product in self.products if product.template)

    def paper_requirements(self) -> tuple[Requirement, ...]:
        """The rows of the checklist, in published order."""
        return tuple(r for r in self.requirements if r.is_paper)

    def fact_paths(self) -> frozenset[str]:
        """Every fact a condition or rule of this service may look at."""
        paths = set(_answer_paths("isian", self.fields))
        paths |= {f"berkas.{requirement.code}" for requirement in self.requirements}
        for party in self.parties:
            names = PERSON_FACTS if party.kind is PartyKind.PERSON else INSTITUTION_FACTS
            paths |= {f"{party.code}.{name}" for name in names}
        for stage in self.route.stages:
            paths |= set(_answer_paths(f"catatan.{stage.code}", stage.records))
        return frozenset(paths)

    def word_paths(self) -> frozenset[str]:
        """Every path a register column may print."""
        paths = {"urut"} | {f"permohonan.{word}" for word in REQUEST_WORDS}
        for party in self.parties:
            names = PERSON_WORDS if party.kind is PartyKind.PERSON else INSTITUTION_WORDS
            paths |= {f"{party.code}.{name}" for name in names}
        for role, code in (("pemohon_utama", self.applicant), ("klien_utama", self.client)):
            is_person = all(p.kind is PartyKind.PERSON for p in self.parties if p.code == code)
            paths |= {f"{role}.{name}" for name in (PERSON_WORDS if is_person else INSTITUTION_WORDS)}
        for requirement in self.paper_requirements():
            paths |= {f"berkas.{requirement.code}.{word}" for word in PAPER_WORDS}
        for product in self.products:
            paths |= {f"surat.{product.code}.{word}" for word in LETTER_WORDS}
        return self.fact_paths() | paths
