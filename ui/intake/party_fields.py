"""Which fields the form of a party has, in which order and how wide."""

from collections.abc import Mapping

from dinsos_desk.domain.entry import entry_fields
from dinsos_desk.domain.fields import FieldDef
from dinsos_desk.domain.people import PartyDef, PartyKind

_SPANS = {
    "nik": 6, "kk": 6, "nama": 8, "jenis_kelamin": 4, "tempat_lahir": 5, "tanggal_lahir": 7,
    "agama": 5, "status_kawin": 7, "pekerjaan": 6, "telepon": 6, "alamat": 8, "rt": 2, "rw": 2,
    "desa": 6, "kecamatan": 6, "kabupaten": 6, "provinsi": 6, "perkiraan_umur": 4, "bahasa": 8,
    "dibawa_oleh": 5, "tempat_ditemukan": 7, "ciri_ciri": 12, "jenis": 6, "pimpinan": 6, "npwp": 6, "akta": 6,
}  # fmt: skip
TEMPORARY_ORDER = (
    "nama", "jenis_kelamin", "perkiraan_umur", "bahasa", "dibawa_oleh", "tempat_ditemukan", "ciri_ciri",
)  # fmt: skip
"""What is asked first of somebody without papers: what can be seen, heard or told."""

_TEMPORARY_LABELS = {"nama": "Nama atau panggilan", "alamat": "Alamat menurut pengakuan"}
_EXCUSED = frozenset({"tanggal_lahir", "tempat_lahir", "alamat"})
"""What a temporary identity cannot be asked for, as ``domain.entry`` judges it."""


def party_fields(party: PartyDef, temporary: bool) -> Mapping[str, FieldDef]:
    """The fields of a party's form in the order of the page, as this service wants them."""
    entries = {entry.code: entry.field for entry in entry_fields(party, temporary)}
    order = [code for code in TEMPORARY_ORDER if temporary and code in entries]
    order += [code for code in _SPANS if code in entries and code not in order]
    return {code: _definition(party, temporary, entries[code]) for code in order}


def span_of(party: PartyDef, code: str) -> int:
    """How many twelfths of the width a field takes."""
    return 12 if code == "alamat" and party.kind is PartyKind.INSTITUTION else _SPANS[code]


def _definition(party: PartyDef, temporary: bool, field: FieldDef) -> FieldDef:
    """The field with what the service needs marked."""
    code = field.code
    needed = field.required or (code in party.needs and not (temporary and code in _EXCUSED))
    needed = needed or (code == "nik" and not party.nik_optional)
    changes: dict[str, object] = {"required": needed and party.same_as is None}
    if temporary and code in _TEMPORARY_LABELS:
        changes["label"] = _TEMPORARY_LABELS[code]
    return field.model_copy(update=changes)
