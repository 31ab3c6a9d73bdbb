"""The data that conditions, rules and register columns of a draft may name, with words for each."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from dinsos_desk.catalog.labels import Content, called
from dinsos_desk.catalog.schema import LETTER_WORDS, PAPER_WORDS, REQUEST_WORDS
from dinsos_desk.domain.fields import TableField
from dinsos_desk.domain.people import INSTITUTION_FACTS, INSTITUTION_WORDS, PERSON_FACTS, PERSON_WORDS

_TABLE = TableField.model_fields["kind"].default
_INSTITUTION = "lembaga"
PERSON_DATA = {
    "nama": "nama",
    "nik": "NIK",
    "kk": "nomor KK",
    "jenis_kelamin": "jenis kelamin",
    "tempat_lahir": "tempat lahir",
    "tanggal_lahir": "tanggal lahir",
    "umur": "umur",
    "agama": "agama",
    "status_kawin": "status perkawinan",
    "pekerjaan": "pekerjaan",
    "alamat": "alamat",
    "rt": "RT",
    "rw": "RW",
    "desa": "desa/kelurahan",
    "kecamatan": "kecamatan",
    "kabupaten": "kabupaten/kota",
    "provinsi": "provinsi",
    "telepon": "telepon",
    "tanpa_identitas": "tanpa identitas",
    "ciri_ciri": "ciri-ciri",
    "bahasa": "bahasa yang dikuasai",
    "tempat_ditemukan": "tempat ditemukan",
    "dibawa_oleh": "dibawa oleh",
    "ttl": "tempat dan tanggal lahir",
    "alamat_lengkap": "alamat lengkap",
    "jenis": "jenis lembaga",
    "pimpinan": "pimpinan",
    "npwp": "NPWP",
    "akta": "akta notaris",
}
"""What is known of a person or institution, in words."""
_REQUEST = {
    "tanda_terima": "nomor tanda terima",
    "register": "nomor register",
    "tanggal_terima": "tanggal diterima",
    "tanggal_selesai": "tanggal selesai",
    "status": "status permohonan",
    "tahap": "tahap",
    "petugas": "petugas penerima",
    "penerima": "penerima hasil",
}
_LETTER = {"nomor": "nomor", "tanggal": "tanggal", "penanda_tangan": "penanda tangan"}
_STATES = {"pemohon_utama": "Pemohon", "klien_utama": "Yang dilayani"}


@dataclass(frozen=True)
class PathChoice:
    """One thing that may be named: its dotted path, what it is called, and the heading it stands under."""

    path: str
    label: str
    group: str


def fact_choices(content: Content) -> tuple[PathChoice, ...]:
    """What conditions and rules of a draft may look at."""
    return tuple(_facts(content))


def word_choices(content: Content) -> tuple[PathChoice, ...]:
    """What the register of a draft may print."""
    return tuple({choice.path: choice for choice in (*_words(content), *_facts(content))}.values())


def path_words(content: Content, path: str) -> str:
    """A path in a sentence: “Tujuan akhir” (Isian); the bare path when it names nothing."""
    found = next((choice for choice in word_choices(content) if choice.path == path), None)
    if found is not None:
        return f"“{found.label}” ({found.group})"
    return f"“{path.split('.', 1)[-1].replace('_', ' ').replace('.', ' › ')}”"


def items(content: object, *steps: str) -> list[tuple[int, Mapping[str, Any]]]:
    """The mappings of a list of a draft with their places; whatever else stands there is passed over."""
    here: object = content
    for step in steps:
        here = here.get(step) if isinstance(here, Mapping) else None
    listed = here if isinstance(here, list | tuple) else ()
    return [(place, item) for place, item in enumerate(listed) if isinstance(item, Mapping)]


def _facts(content: Content) -> Iterator[PathChoice]:
    yield from _answers("isian", content, "Isian", "fields")
    yield from _people(content, PERSON_FACTS, INSTITUTION_FACTS)
    for _, requirement in items(content, "requirements"):
        yield PathChoice(f"berkas.{requirement.get('code')}", _name(requirement), "Berkas persyaratan")
    for _, stage in items(content, "route", "stages"):
        heading = f"Catatan tahap {_name(stage)}"
        yield from _answers(f"catatan.{stage.get('code')}", stage, heading, "records")


def _words(content: Content) -> Iterator[PathChoice]:
    yield PathChoice("urut", "nomor urut", "Permohonan")
    for word in sorted(REQUEST_WORDS):
        yield PathChoice(f"permohonan.{word}", _REQUEST.get(word, word), "Permohonan")
    yield from _people(content, PERSON_WORDS, INSTITUTION_WORDS)
    kinds = {str(party.get("code")): party.get("kind") for _, party in items(content, "parties")}
    for role, key in (("pemohon_utama", "applicant"), ("klien_utama", "client")):
        institution = kinds.get(str(content.get(key))) == _INSTITUTION
        for word in sorted(INSTITUTION_WORDS if institution else PERSON_WORDS):
            yield PathChoice(f"{role}.{word}", PERSON_DATA.get(word, word), _STATES[role])
    for _, requirement in items(content, "requirements"):
        if requirement.get("need") != "keadaan":
            for word in sorted(PAPER_WORDS):
                label = f"{word} pada {_name(requirement)}"
                yield PathChoice(f"berkas.{requirement.get('code')}.{word}", label, "Berkas persyaratan")
    for _, product in items(content, "products"):
        for word in sorted(LETTER_WORDS):
            label = f"{_LETTER.get(word, word)} {_name(product)}"
            yield PathChoice(f"surat.{product.get('code')}.{word}", label, "Hasil layanan")


def _answers(path: str, content: Content, heading: str, key: str) -> Iterator[PathChoice]:
    for _, field in items(content, key):
        yield PathChoice(f"{path}.{field.get('code')}", _name(field), heading)
        if field.get("kind") == _TABLE:
            yield PathChoice(f"{path}.{field.get('code')}.jumlah", f"jumlah {_name(field)}", heading)


def _people(content: Content, of_person: frozenset[str], of_other: frozenset[str]) -> Iterator[PathChoice]:
    for _, party in items(content, "parties"):
        for word in PERSON_DATA:
            if word in (of_other if party.get("kind") == _INSTITUTION else of_person):
                yield PathChoice(f"{party.get('code')}.{word}", PERSON_DATA[word], _name(party))


def _name(item: Content) -> str:
    return called(item) or str(item.get("code") or "tanpa nama").replace("_", " ")
