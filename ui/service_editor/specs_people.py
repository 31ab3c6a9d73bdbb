"""The forms of Identitas and Pihak."""

from collections.abc import Mapping
from typing import Any

from dinsos_desk.catalog import labels
from ui.service_editor import choices
from ui.service_editor.spec import FormField, Kind, ListSpec, PartSpec

_KINDS = (("orang", "Orang"), ("lembaga", "Lembaga"))


def _is_person(party: Mapping[str, Any]) -> bool:
    return party.get("kind", "orang") == "orang"


def _party_detail(party: Any, content: Mapping[str, Any]) -> str:
    parts = [dict(_KINDS).get(str(party.get("kind", "orang")), "")]
    if party.get("code") == content.get("applicant"):
        parts.append("pemohon")
    if party.get("code") == content.get("client"):
        parts.append("yang dilayani")
    if party.get("when"):
        parts.append("bersyarat")
    elif not party.get("required", True):
        parts.append("boleh kosong")
    return " · ".join(part for part in parts if part)


IDENTITY = PartSpec(
    labels.IDENTITY,
    "Nama dan asal layanan ini, seperti tertulis pada standar pelayanannya.",
    (
        FormField(
            "name", "Nama layanan", required=True, whole=True, help="Nama lengkap seperti pada standar"
        ),
        FormField(
            "short_name",
            "Nama singkat",
            required=True,
            longest=40,
            help="Untuk daftar; paling banyak 40 huruf",
        ),
        FormField(
            "division",
            "Bidang",
            Kind.PICK,
            choices=choices.divisions,
            help="Kasi dan Kabid bidang ini yang melihatnya; kosong berarti semua",
        ),
        FormField(
            "ppks",
            "Jenis PPKS kliennya",
            Kind.PICK,
            longest=60,
            choices=choices.ppks_kinds,
            help="Untuk rekap; kosongkan bila ditanyakan pada isian atau bukan layanan bagi PPKS",
        ),
        FormField(
            "source",
            "Sumber standar",
            required=True,
            whole=True,
            help="Misalnya nomor keputusan Kepala Dinas",
        ),
        FormField("notes", "Catatan", Kind.LINES, whole=True, help="Satu catatan tiap baris; tidak dicetak"),
    ),
)

_PARTY = (
    FormField("label", "Sebutan pihak", required=True, help="Misalnya Pemohon, Suami, Anak, Lembaga"),
    FormField("kind", "Jenis pihak", Kind.CHOICE, default="orang", options=_KINDS),
    FormField("required", "Harus diisi", Kind.FLAG, default=True),
    FormField(
        "same_as",
        "Bila tidak diisi, dianggap sama dengan",
        Kind.PICK,
        choices=choices.earlier_parties,
        help="Misalnya pemohon mengurus untuk dirinya sendiri",
    ),
    FormField(
        "without_papers",
        "Boleh tanpa identitas",
        Kind.FLAG,
        default=False,
        shown=_is_person,
        help="Misalnya orang terlantar tanpa KTP: dicatat ciri-cirinya",
    ),
    FormField("nik_optional", "NIK boleh kosong", Kind.FLAG, default=False, shown=_is_person),
    FormField(
        "sex",
        "Jenis kelamin",
        Kind.CHOICE,
        default="",
        options=(("", "Bebas"), ("L", "Laki-laki"), ("P", "Perempuan")),
        shown=_is_person,
    ),
    FormField(
        "needs",
        "Data yang harus diketahui",
        Kind.TICKS,
        choices=choices.party_data,
        whole=True,
        help="Permohonan tidak dapat disimpan tanpa data ini; nama selalu diminta",
    ),
    FormField("when", "Diminta", Kind.CONDITION, whole=True),
)

PEOPLE = PartSpec(
    labels.PARTIES,
    "Siapa saja yang dicatat pada satu permohonan.",
    (
        FormField("applicant", "Pemohon adalah", Kind.PICK, required=True, choices=choices.parties),
        FormField(
            "client",
            "Yang dilayani adalah",
            Kind.PICK,
            required=True,
            choices=choices.parties,
            help="Namanya yang tampil pada daftar permohonan",
        ),
    ),
    ListSpec(
        "parties",
        "Pihak",
        "pihak",
        _PARTY,
        begins={"code": "", "label": ""},
        detail=_party_detail,
        detail_title="Keterangan",
        empty="Belum ada pihak. Tambahkan sedikitnya pemohon.",
        icon="account-plus-outline",
    ),
)
