"""Who takes part in an application: people, klien without papers, institutions, and their facts.

Facts carry the Indonesian names that catalogue files, templates and registers use.
"""

from dataclasses import dataclass, fields
from datetime import date
from enum import StrEnum

from dinsos_desk.domain.conditions import Code, Condition, FactValue, Label, Strict
from dinsos_desk.domain.dates import format_date, years_between
from dinsos_desk.domain.npwp import format_npwp
from dinsos_desk.domain.phone import display_phone


class Sex(StrEnum):
    """As printed on the identity card."""

    MALE = "L"
    FEMALE = "P"


SEX_WORDS = {Sex.MALE: "Laki-laki", Sex.FEMALE: "Perempuan"}

RELIGIONS = ("Islam", "Kristen", "Katolik", "Hindu", "Buddha", "Konghucu", "Kepercayaan terhadap Tuhan YME")
MARITAL_STATES = ("Belum kawin", "Kawin", "Cerai hidup", "Cerai mati")


class PartyKind(StrEnum):
    """What may stand in a party of a service."""

    PERSON = "orang"
    INSTITUTION = "lembaga"


class PartyDef(Strict):
    """One role in an application (pemohon, klien, suami, …), as the service defines it.

    ``without_papers``: a temporary identity (alias, sex, estimated age, marks) may stand in for a NIK.
    ``needs``: facts of this party that must be known before the application can be sent.
    ``same_as``: the earlier party that stands here too when nobody else is entered.
    """

    code: Code
    label: Label
    kind: PartyKind = PartyKind.PERSON
    required: bool = True
    without_papers: bool = False
    nik_optional: bool = False
    sex: Sex | None = None
    needs: tuple[Code, ...] = ()
    same_as: Code | None = None
    when: Condition | None = None


@dataclass(frozen=True)
class Person:
    """A person as the desk knows them. ``nik`` is empty for a temporary identity.

    ``estimated_age`` is in years, as judged on ``estimated_on``. ``languages``, ``found_at`` and
    ``brought_by`` (who brought them) are asked of somebody without papers.
    """

    name: str
    nik: str = ""
    kk: str = ""
    sex: Sex | None = None
    birth_place: str = ""
    birth_date: date | None = None
    religion: str = ""
    marital_state: str = ""
    occupation: str = ""
    address: str = ""
    rt: str = ""
    rw: str = ""
    village: str = ""
    district: str = ""
    regency: str = ""
    province: str = ""
    phone: str = ""
    temporary: bool = False
    estimated_age: int | None = None
    estimated_on: date | None = None
    marks: str = ""
    languages: str = ""
    found_at: str = ""
    brought_by: str = ""

    def age_on(self, day: date) -> int | None:
        """Whole years on ``day``; from the estimate when no birth date is known."""
        if self.birth_date is not None:
            return years_between(self.birth_date, day)
        if self.estimated_age is not None:
            return self.estimated_age + (years_between(self.estimated_on, day) if self.estimated_on else 0)
        return None

    def facts(self, day: date) -> dict[str, FactValue]:
        """The facts of this person under their Indonesian names."""
        return {
            "nama": self.name,
            "nik": self.nik,
            "kk": self.kk,
            "jenis_kelamin": self.sex.value if self.sex else "",
            "tempat_lahir": self.birth_place,
            "tanggal_lahir": self.birth_date,
            "umur": self.age_on(day),
            "agama": self.religion,
            "status_kawin": self.marital_state,
            "pekerjaan": self.occupation,
            "alamat": self.address,
            "rt": self.rt,
            "rw": self.rw,
            "desa": self.village,
            "kecamatan": self.district,
            "kabupaten": self.regency,
            "provinsi": self.province,
            "telepon": self.phone,
            "tanpa_identitas": self.temporary,
            "ciri_ciri": self.marks,
            "bahasa": self.languages,
            "tempat_ditemukan": self.found_at,
            "dibawa_oleh": self.brought_by,
        }

    def words(self, day: date) -> dict[str, str]:
        """The facts as letters write them, with the composed ones (tempat dan tanggal lahir, alamat)."""
        words = {key: str(value) if value is not None else "" for key, value in self.facts(day).items()}
        words["jenis_kelamin"] = SEX_WORDS[self.sex] if self.sex else ""
        words["tanggal_lahir"] = format_date(self.birth_date) if self.birth_date else ""
        age = self.age_on(day)
        about = "± " if self.birth_date is None and age is not None else ""
        words["umur"] = f"{about}{age} tahun" if age is not None else ""
        words["ttl"] = ", ".join(part for part in (self.birth_place, words["tanggal_lahir"]) if part)
        words["alamat_lengkap"] = self.full_address()
        words["telepon"] = display_phone(self.phone)
        words["tanpa_identitas"] = "Ya" if self.temporary else "Tidak"
        return words

    def full_address(self) -> str:
        """The address in one line, leaving out what is not known."""
        rt_rw = "/".join(
            f"{label} {number}" for label, number in (("RT", self.rt), ("RW", self.rw)) if number
        )
        parts = (
            self.address,
            rt_rw,
            f"Desa/Kelurahan {self.village}" if self.village else "",
            f"Kecamatan {self.district}" if self.district else "",
            self.regency,
            self.province,
        )
        return ", ".join(part for part in parts if part)


@dataclass(frozen=True)
class Institution:
    """An LKS, orsos, yayasan or committee."""

    name: str
    kind: str = ""
    address: str = ""
    village: str = ""
    district: str = ""
    regency: str = ""
    phone: str = ""
    leader: str = ""
    npwp: str = ""
    deed: str = ""

    def facts(self, day: date) -> dict[str, FactValue]:
        """The facts of this institution under their Indonesian names."""
        return {
            "nama": self.name,
            "jenis": self.kind,
            "alamat": self.address,
            "desa": self.village,
            "kecamatan": self.district,
            "kabupaten": self.regency,
            "telepon": self.phone,
            "pimpinan": self.leader,
            "npwp": self.npwp,
            "akta": self.deed,
        }

    def words(self, day: date) -> dict[str, str]:
        """The facts as letters write them."""
        words = {key: str(value or "") for key, value in self.facts(day).items()}
        words["npwp"] = format_npwp(self.npwp)
        words["telepon"] = display_phone(self.phone)
        parts = (
            self.address,
            f"Desa/Kelurahan {self.village}" if self.village else "",
            f"Kecamatan {self.district}" if self.district else "",
            self.regency,
        )
        words["alamat_lengkap"] = ", ".join(part for part in parts if part)
        return words


Subject = Person | Institution

PERSON_FACTS = frozenset(Person(name="").facts(date(2000, 1, 1)))
INSTITUTION_FACTS = frozenset(Institution(name="").facts(date(2000, 1, 1)))
PERSON_WORDS = frozenset(Person(name="").words(date(2000, 1, 1)))
INSTITUTION_WORDS = frozenset(Institution(name="").words(date(2000, 1, 1)))
PERSON_ATTRIBUTES = tuple(f.name for f in fields(Person))
INSTITUTION_ATTRIBUTES = tuple(f.name for f in fields(Institution))


def mask_nik(nik: str) -> str:
    """A NIK as lists show it: 1673••••••••0003."""
    return f"{nik[:4]}{'•' * 8}{nik[-4:]}" if len(nik) == 16 else ""
