"""Which words a letter of a service may ask for, and which of those a template asks for are none.

The words are those of ``usecases.letters.words.letter_words``; a test holds the two together.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from dinsos_desk.catalog.references import RECORD_WORDS
from dinsos_desk.catalog.schema import ServiceDef
from dinsos_desk.documents.templates.check import Users, check_file
from dinsos_desk.documents.templates.words import LISTS, Words, leads_somewhere, nearest, tree
from dinsos_desk.domain.fields import FieldDef, MoneyField, TableField
from dinsos_desk.domain.people import INSTITUTION_WORDS, PERSON_WORDS, PartyKind
from dinsos_desk.domain.routing import stage_fields
from dinsos_desk.usecases.letters.words import service_words

OFFICE = (
    "pemerintah", "nama", "alamat", "kota", "kode_pos", "telepon", "email", "laman", "pengaduan",
)  # fmt: skip
REQUEST = (
    "tanda_terima", "register", "tanggal_terima", "jam_terima", "hari_tanggal_terima", "tanggal_selesai",
    "tenggat", "status", "tahap", "petugas", "penerima", "catatan",
)  # fmt: skip
LETTER = ("nomor", "tanggal", "hari_tanggal", "sifat", "lampiran", "hal", "klasifikasi", "konsep")
SIGNER = ("jabatan", "nama", "pangkat", "nip")
PAPER = ("status", "cara", "nomor", "tanggal", "catatan")
SINGLE = (
    "berkas", "kurang", "paraf", "pihak", "rincian", "rincian_tahap", "tembusan", "tanggal_cetak", "oleh",
)  # fmt: skip


@dataclass(frozen=True)
class UnknownField:
    """A word that a template asks for and the service does not have, with the most similar ones it has."""

    name: str
    nearest: tuple[str, ...]


def template_words(service: ServiceDef) -> frozenset[str]:
    """Every word that a letter of this service may print, by dotted path."""
    return frozenset(_words(service))


def service_tree(service: ServiceDef) -> Words:
    """The same with what the items of its lists hold."""
    lists = dict(LISTS)
    lists |= _tables("isian", service.fields)
    for stage in service.route.stages:
        lists |= _tables(f"catatan.{stage.code}", stage_fields(stage))
    return tree(template_words(service), lists)


def unknown_fields(asked: Iterable[str], service: ServiceDef) -> tuple[UnknownField, ...]:
    """The words asked for that this service does not have, in alphabetical order."""
    words = service_tree(service)
    known = tuple(words.paths())
    return tuple(
        UnknownField(name, nearest(name, known))
        for name in sorted(set(asked))
        if not leads_somewhere(words, name)
    )


def places_of(data: bytes, name: str, service: ServiceDef) -> Mapping[str, str]:
    """Where a template asks for what the service does not have, by the word; blocks are not looked into."""
    found = check_file(name, data, Users(service_tree(service), {}, frozenset())).findings
    return {str(one.values["isian"]): one.place for one in reversed(found) if "isian" in one.values}


def _tables(path: str, fields: Iterable[FieldDef]) -> dict[str, object]:
    return {
        f"{path}.{field.code}": [{column.code: None for column in field.columns}]
        for field in fields
        if isinstance(field, TableField)
    }


def _words(service: ServiceDef) -> Iterator[str]:
    yield from SINGLE
    groups: dict[str, Iterable[str]] = {
        "kantor": OFFICE,
        "permohonan": REQUEST,
        "surat": LETTER,
        "penanda_tangan": SIGNER,
        "layanan": service_words(service),
    }
    for group, names in groups.items():
        yield from (f"{group}.{name}" for name in names)
    kinds = {party.code: party.kind for party in service.parties}
    roles = {"pemohon_utama": kinds.get(service.applicant), "klien_utama": kinds.get(service.client)}
    for code, kind in (kinds | roles).items():
        words = INSTITUTION_WORDS if kind is PartyKind.INSTITUTION else PERSON_WORDS
        yield from (f"{code}.{word}" for word in words)
    yield from _answers("isian", service.fields)
    for stage in service.route.stages:
        yield from _answers(f"catatan.{stage.code}", stage_fields(stage))
        yield from (f"catatan.{stage.code}.{word}" for word in RECORD_WORDS)
    for requirement in service.paper_requirements():
        yield from (f"syarat.{requirement.code}.{word}" for word in PAPER)


def _answers(path: str, fields: tuple[FieldDef, ...]) -> Iterator[str]:
    for field in fields:
        yield f"{path}.{field.code}"
        if isinstance(field, MoneyField):
            yield f"{path}.{field.code}_terbilang"
