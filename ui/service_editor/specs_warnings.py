"""The form of Peringatan riwayat: what the desk is told of somebody's past in this service."""

from collections.abc import Mapping
from typing import Any

from dinsos_desk.catalog import labels
from ui.service_editor import choices
from ui.service_editor.spec import FormField, Kind, ListSpec, PartSpec

_KINDS = (
    ("berjalan", "Permohonan masih berjalan"),
    ("sudah_dibantu", "Pernah dibantu dalam jangka waktu"),
    ("sudah_diajukan", "Pernah diajukan dan tidak ditolak"),
    ("pengaduan", "Pengaduannya belum dijawab, mengenai layanan apa pun"),
)
_KEEPS = {
    "berjalan": frozenset[str](),
    "sudah_dibantu": frozenset({"within_months"}),
    "sudah_diajukan": frozenset[str](),
    "pengaduan": frozenset[str](),
}


def _detail(item: Any, content: Mapping[str, Any]) -> str:
    words = dict(_KINDS).get(str(item.get("kind")), "jenis belum dipilih")
    if item.get("kind") == "sudah_dibantu":
        words = f"Pernah dibantu dalam {item.get('within_months', '…')} bulan"
    return f"{words} · juga serumah" if item.get("household") else words


def _is_helped(item: Mapping[str, Any]) -> bool:
    return item.get("kind") == "sudah_dibantu" or "within_months" in item


_WARNING = (
    FormField(
        "text",
        "Kalimat untuk petugas",
        Kind.LONG,
        required=True,
        whole=True,
        help="Misalnya: Pernah dibantu di sini dalam 12 bulan terakhir. Periksa permohonan sebelumnya.",
    ),
    FormField(
        "kind", "Diperingatkan bila", Kind.CHOICE, required=True, options=_KINDS, keeps=_KEEPS, whole=True
    ),
    FormField(
        "within_months",
        "Dalam berapa bulan terakhir",
        Kind.NUMBER,
        required=True,
        unit="bulan",
        shown=_is_helped,
        help="1 sampai 120, dihitung sejak layanan selesai",
    ),
    FormField(
        "party",
        "Riwayat siapa",
        Kind.PICK,
        choices=choices.people,
        help="Kosong berarti yang dilayani; untuk pengaduan: siapa pun dalam permohonan",
    ),
    FormField(
        "household",
        "Juga riwayat orang serumah",
        Kind.FLAG,
        default=False,
        help="Ya: orang lain dengan nomor KK yang sama ikut dilihat",
    ),
)

WARNINGS = PartSpec(
    labels.WARNINGS,
    "Apa yang diberitahukan kepada petugas begitu orangnya dipilih, dari riwayatnya pada layanan ini.",
    listed=ListSpec(
        "warnings",
        "Peringatan",
        "peringatan",
        _WARNING,
        named="text",
        begins={"code": "", "text": "", "kind": "berjalan"},
        detail=_detail,
        detail_title="Bila",
        empty="Tanpa peringatan. Tambahkan bila petugas perlu tahu, misalnya permohonan yang masih berjalan.",
        icon="bell-plus-outline",
    ),
)
