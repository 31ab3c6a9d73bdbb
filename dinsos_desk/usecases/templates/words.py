"""Which words a letter of a service may ask for, and which of those a template asks for are none.

The words are those of ``usecases.letters.words.letter_words``; a test holds the two together.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import get_close_matches

from dinsos_desk.catalog.references import RECORD_WORDS
from dinsos_desk.catalog.schema import ServiceDef
from dinsos_desk.domain.fields import FieldDef, MoneyField
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
_METHODS = frozenset({"items", "keys", "values", "get"})
_NEAREST, _ALIKE = 3, 0.55


@dataclass(frozen=True)
class UnknownField:
    """A word that a template asks for and the service does not have, with the most similar ones it has."""

    name: str
    nearest: tuple[str, ...]


def template_words(service: ServiceDef) -> frozenset[str]:
    """Every word that a letter of this service may print, by dotted path."""
    return frozenset(_words(service))


def unknown_fields(asked: Iterable[str], service: ServiceDef) -> tuple[UnknownField, ...]:
    """The words asked for that this service does not have, in alphabetical order."""
    known = template_words(service)
    groups = {path[:at] for path in known for at, letter in enumerate(path) if letter == "."}
    return tuple(
        UnknownField(name, _nearest(name, known))
        for name in sorted(set(asked))
        if not _is_there(name, known, groups)
    )


def _is_there(name: str, known: frozenset[str], groups: set[str]) -> bool:
    if name in known or name in groups:
        return True
    above, _, last = name.rpartition(".")
    if above in groups:
        return last in _METHODS
    return above in known and (hasattr(str, last) or hasattr(list, last))


def _nearest(name: str, known: frozenset[str]) -> tuple[str, ...]:
    same_end = sorted(path for path in known if path.rpartition(".")[2] == name.rpartition(".")[2])
    alike = get_close_matches(name, sorted(known), _NEAREST, _ALIKE)
    return tuple(dict.fromkeys([*alike, *same_end]))[:_NEAREST]


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
