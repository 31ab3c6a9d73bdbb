"""The fields of the forms for a person and for an institution, and the attributes they fill."""

from dataclasses import dataclass

from dinsos_desk.domain.fields import (
    Choice,
    ChoiceField,
    DateField,
    FieldDef,
    LongTextField,
    NumberField,
    TextField,
)
from dinsos_desk.domain.people import MARITAL_STATES, RELIGIONS, PartyDef, PartyKind


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


def entry_fields(party: PartyDef, temporary: bool) -> tuple[EntryField, ...]:
    """The fields of a party's form: a temporary identity asks for marks instead of numbers."""
    if party.kind is PartyKind.INSTITUTION:
        return INSTITUTION_ENTRY
    hidden = PAPERS_ONLY if temporary else TEMPORARY_ONLY
    return tuple(entry for entry in PERSON_ENTRY if entry.code not in hidden)
