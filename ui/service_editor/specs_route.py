"""The forms of Alur and Jangka waktu."""

from collections.abc import Mapping
from typing import Any

from dinsos_desk.catalog import labels
from dinsos_desk.domain.working_time import UNIT_WORDS
from dinsos_desk.usecases.office.users import ROLE_NAMES
from ui.service_editor import choices
from ui.service_editor.spec import FormField, Kind, ListSpec, PartSpec
from ui.service_editor.specs_answers import answers
from ui.service_editor.specs_rules import ROLES

_KINDS = (
    ("penerimaan", "Penerimaan"),
    ("kerja", "Pekerjaan (verifikasi, asesmen, …)"),
    ("paraf", "Pemeriksaan dan paraf"),
    ("penomoran", "Penomoran surat"),
    ("tanda_tangan", "Tanda tangan"),
    ("penyerahan", "Penyerahan"),
)
_DECISIONS = (
    ("setuju", "Setuju"),
    ("kembalikan", "Kembalikan"),
    ("minta_kelengkapan", "Minta kelengkapan"),
    ("tolak", "Tolak"),
    ("alihkan", "Alihkan ke layanan atau kantor lain"),
)
_ROLE_WORDS = {role.value: name for role, name in ROLE_NAMES.items()}


def _is_later(stage: Mapping[str, Any]) -> bool:
    return stage.get("kind") != "penerimaan"


def _may_return(stage: Mapping[str, Any]) -> bool:
    return _is_later(stage) and "kembalikan" in stage.get("decisions", ["kembalikan"])


def _detail(stage: Any, content: Mapping[str, Any]) -> str:
    who = str(stage.get("post") or _ROLE_WORDS.get(str(stage.get("role")), "peran belum dipilih"))
    parts = [dict(_KINDS).get(str(stage.get("kind")), "jenis belum dipilih").split(" (")[0], who]
    if stage.get("when"):
        parts.append("bersyarat")
    return " · ".join(parts)


_STAGE = (
    FormField("name", "Nama tahap", required=True),
    FormField("kind", "Jenis tahap", Kind.CHOICE, required=True, options=_KINDS),
    FormField("role", "Ditangani oleh", Kind.CHOICE, required=True, options=ROLES),
    FormField("post", "Sebutan jabatan", default="", help="Seperti pada standar, misalnya Kasi Rehabilitasi"),
    FormField(
        "decisions",
        "Keputusan yang dapat diambil",
        Kind.TICKS,
        whole=True,
        options=_DECISIONS,
        default=["setuju", "kembalikan"],
        shown=_is_later,
    ),
    FormField(
        "on_paper",
        "Boleh mencatat keputusan di atas kertas",
        Kind.TICKS,
        whole=True,
        options=ROLES,
        default=["petugas", "operator"],
        shown=_is_later,
        help="Bila pejabatnya memaraf berkas dan tidak membuka program ini",
    ),
    FormField(
        "returns_to",
        "Bila dikembalikan, ke tahap",
        Kind.PICK,
        choices=choices.earlier_stages,
        shown=_is_later,
        help="Kosong: ke tahap sebelumnya",
    ),
    FormField(
        "may_return_to",
        "Atau dikembalikan ke",
        Kind.TICKS,
        whole=True,
        choices=choices.earlier_stages,
        shown=_may_return,
        help="Tahap lain yang boleh dipilih pemeriksa saat mengembalikan",
    ),
    FormField(
        "records",
        "Yang dicatat pada tahap ini",
        Kind.SUBLIST,
        inner=answers(
            "records",
            "Catatan tahap",
            "catatan",
            "Tidak ada yang dicatat. Misalnya hasil, tanggal, petugas.",
        ),
    ),
    FormField(
        "products",
        "Hasil yang dibuat di sini",
        Kind.TICKS,
        whole=True,
        choices=choices.products,
        help="Surat bernomor dibuat pada tahap penomoran",
    ),
    FormField("steps", "Langkah prosedur yang dikerjakan", Kind.TICKS, whole=True, choices=choices.procedure),
    FormField("when", "Dilalui", Kind.CONDITION, whole=True, shown=_is_later),
)

ROUTE = PartSpec(
    labels.ROUTE,
    "Jalan permohonan dari loket sampai diserahkan. Tahap pertama selalu penerimaan.",
    (
        FormField(
            "route.reviewed_by_another",
            "Pemeriksa dan penanda tangan harus orang lain daripada yang menerima permohonan",
            Kind.FLAG,
            default=False,
            whole=True,
            help="Ya: yang menerima permohonan tidak dapat memaraf atau menandatanganinya sendiri",
        ),
    ),
    listed=ListSpec(
        "route.stages",
        "Tahap",
        "tahap",
        _STAGE,
        named="name",
        begins={"code": "", "name": "", "kind": "kerja", "role": "petugas"},
        detail=_detail,
        detail_title="Jenis dan pelaksana",
        empty="Belum ada tahap. Tahap pertama adalah penerimaan di loket.",
        icon="transit-connection-variant",
    ),
)


def _promised(limit: Mapping[str, Any]) -> bool:
    return bool(limit)


TIME = PartSpec(
    labels.TIME_LIMIT,
    "Waktu yang dijanjikan kepada pemohon.",
    (
        FormField(
            "",
            "Standar menetapkan jangka waktu",
            Kind.PRESENCE,
            whole=True,
            begins={"unit": "hari_kerja"},
            help="Tidak: permohonan tidak memiliki tanggal jatuh tempo",
        ),
        FormField("amount", "Lama", Kind.NUMBER, required=True, shown=_promised),
        FormField(
            "unit",
            "Satuan",
            Kind.CHOICE,
            required=True,
            options=tuple((unit.value, words.capitalize()) for unit, words in UNIT_WORDS.items()),
            shown=_promised,
        ),
        FormField(
            "starts",
            "Dihitung sejak",
            Kind.CHOICE,
            default="lengkap",
            options=(("lengkap", "Berkas lengkap"), ("diterima", "Permohonan diterima")),
            shown=_promised,
        ),
        FormField(
            "text",
            "Bunyi pada standar",
            required=True,
            whole=True,
            shown=_promised,
            help="Misalnya: 3 (tiga) hari kerja sejak berkas lengkap",
        ),
    ),
    base=("time_limit",),
)
