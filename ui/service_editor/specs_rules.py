"""The forms of Persyaratan and Aturan."""

from collections.abc import Callable, Mapping
from typing import Any

from dinsos_desk.catalog import labels
from dinsos_desk.domain.routing import WORKING_ROLES
from dinsos_desk.usecases.office.users import ROLE_NAMES
from ui.service_editor import choices
from ui.service_editor.facts import condition_words
from ui.service_editor.spec import Choice, FormField, Kind, ListSpec, PartSpec

ROLES: tuple[Choice, ...] = tuple((role.value, ROLE_NAMES[role]) for role in WORKING_ROLES)
_NEEDS = (
    ("wajib", "Wajib"),
    ("bersyarat", "Bersyarat"),
    ("jika_ada", "Jika ada"),
    ("keadaan", "Keadaan, bukan berkas"),
)
_MODES = (("asli", "Asli"), ("salinan", "Salinan"), ("pindaian", "Pindaian"))
_RULE_KINDS = (
    ("jawaban", "Jawaban tertentu"),
    ("umur", "Umur"),
    ("lama_sejak", "Lama sejak tanggal"),
    ("batas", "Batas angka"),
    ("sama", "Sama atau berbeda"),
)
_KEEPS = {
    "jawaban": frozenset({"expects"}),
    "umur": frozenset({"birth_date", "minimum", "maximum"}),
    "lama_sejak": frozenset({"since", "years", "months"}),
    "batas": frozenset({"fact", "minimum", "maximum"}),
    "sama": frozenset({"facts", "different"}),
}


def _need(*needs: str) -> Callable[[Mapping[str, Any]], bool]:
    return lambda item: item.get("need", "wajib") in needs


def _or_has(key: str, shown: Callable[[Mapping[str, Any]], bool]) -> Callable[[Mapping[str, Any]], bool]:
    return lambda item: key in item or shown(item)


def _kind(*kinds: str) -> Callable[[Mapping[str, Any]], bool]:
    return lambda item: item.get("kind") in kinds


def _requirement_detail(item: Any, content: Mapping[str, Any]) -> str:
    parts = [dict(_NEEDS).get(str(item.get("need", "wajib")), "sifat tidak dikenal")]
    if item.get("alternatives"):
        parts.append(f"{len(item['alternatives'])} alternatif")
    if item.get("group"):
        parts.append(str(item["group"]))
    return " · ".join(parts)


def _rule_detail(item: Any, content: Mapping[str, Any]) -> str:
    words = dict(_RULE_KINDS).get(str(item.get("kind")), "jenis belum dipilih")
    if item.get("kind") == "jawaban" and item.get("expects"):
        words = condition_words(content, item["expects"])
    return words if item.get("blocks", True) else f"{words} · hanya mengingatkan"


_ALTERNATIVES = ListSpec(
    "alternatives",
    "Alternatif",
    "alternatif",
    (FormField("text", "Berkas yang juga diterima", required=True, whole=True),),
    named="text",
    begins={"code": "", "text": ""},
    empty="Tanpa alternatif. Bila salah satu dari beberapa berkas cukup, tambahkan sedikitnya dua.",
)
_paper = _need("wajib", "bersyarat", "jika_ada")


def _dated(item: Mapping[str, Any]) -> bool:
    return "valid_months" in item or (_paper(item) and bool(item.get("asks_date")))


_REQUIREMENT = (
    FormField("text", "Bunyi persyaratan", Kind.LONG, required=True, whole=True, help="Seperti pada standar"),
    FormField("need", "Sifat", Kind.CHOICE, default="wajib", options=_NEEDS),
    FormField("group", "Kelompok", default="", help="Judul di atasnya, misalnya Calon orang tua angkat"),
    FormField(
        "when",
        "Diminta",
        Kind.CONDITION,
        whole=True,
        shown=_or_has("when", _need("bersyarat")),
    ),
    FormField(
        "rules",
        "Dinilai dengan aturan",
        Kind.TICKS,
        whole=True,
        choices=choices.rules,
        shown=_or_has("rules", _need("keadaan")),
        help="Aturan dibuat pada bagian Aturan",
    ),
    FormField(
        "alternatives",
        "Salah satu cukup",
        Kind.SUBLIST,
        inner=_ALTERNATIVES,
        shown=_or_has("alternatives", _paper),
        help="Misalnya Kartu BPJS atau SKTM",
    ),
    FormField("default_mode", "Bentuk berkas", Kind.CHOICE, default="salinan", options=_MODES, shown=_paper),
    FormField("asks_number", "Catat nomor suratnya", Kind.FLAG, default=False, shown=_paper),
    FormField("asks_date", "Catat tanggal suratnya", Kind.FLAG, default=False, shown=_paper),
    FormField(
        "valid_months",
        "Masa berlaku sejak tanggal surat",
        Kind.NUMBER,
        unit="bulan",
        shown=_dated,
        help="Kosongkan bila standar tidak menyebutnya",
    ),
    FormField("note", "Keterangan untuk petugas", default="", whole=True),
)

REQUIREMENTS = PartSpec(
    labels.REQUIREMENTS,
    "Apa yang harus dibawa atau dipenuhi, dengan bunyi dan urutan seperti pada standar.",
    listed=ListSpec(
        "requirements",
        "Persyaratan",
        "persyaratan",
        _REQUIREMENT,
        named="text",
        begins={"code": "", "text": ""},
        detail=_requirement_detail,
        detail_title="Sifat",
        empty="Belum ada persyaratan. Tambahkan yang pertama, misalnya fotokopi KTP.",
        icon="file-document-plus-outline",
    ),
)

_RULE = (
    FormField(
        "text",
        "Kalimat bila tidak dipenuhi",
        Kind.LONG,
        required=True,
        whole=True,
        help="Misalnya: Pemohon harus berumur sedikitnya 30 tahun.",
    ),
    FormField("kind", "Yang dinilai", Kind.CHOICE, required=True, options=_RULE_KINDS, keeps=_KEEPS),
    FormField("source", "Dasar aturan", required=True, help="Pasal atau angka pada standar"),
    FormField("expects", "Harus", Kind.CONDITION, required=True, whole=True, shown=_kind("jawaban")),
    FormField(
        "birth_date", "Umur menurut", Kind.PICK, required=True, choices=choices.dates, shown=_kind("umur")
    ),
    FormField(
        "since", "Sejak tanggal", Kind.PICK, required=True, choices=choices.dates, shown=_kind("lama_sejak")
    ),
    FormField(
        "fact", "Angka yang dinilai", Kind.PICK, required=True, choices=choices.numbers, shown=_kind("batas")
    ),
    FormField(
        "facts",
        "Data yang dibandingkan",
        Kind.PATHS,
        required=True,
        whole=True,
        choices=choices.facts,
        shown=_kind("sama"),
    ),
    FormField("different", "Harus berbeda semua", Kind.FLAG, default=False, shown=_kind("sama")),
    FormField("minimum", "Paling sedikit", Kind.NUMBER, shown=_kind("umur", "batas")),
    FormField("maximum", "Paling banyak", Kind.NUMBER, shown=_kind("umur", "batas")),
    FormField("years", "Tahun", Kind.NUMBER, shown=_kind("lama_sejak")),
    FormField("months", "Bulan", Kind.NUMBER, shown=_kind("lama_sejak")),
    FormField(
        "blocks",
        "Menahan permohonan",
        Kind.FLAG,
        default=True,
        help="Tidak: hanya mengingatkan petugas",
    ),
    FormField(
        "override_roles",
        "Yang boleh memberi pengecualian",
        Kind.TICKS,
        whole=True,
        options=ROLES,
        shown=lambda item: item.get("blocks", True) is not False or "override_roles" in item,
    ),
    FormField("when", "Dinilai", Kind.CONDITION, whole=True),
)

RULES = PartSpec(
    labels.RULES,
    "Syarat kelayakan yang dinilai program dari data permohonan.",
    listed=ListSpec(
        "rules",
        "Aturan",
        "aturan",
        _RULE,
        named="text",
        begins={"code": "", "kind": "jawaban", "text": ""},
        detail=_rule_detail,
        detail_title="Penilaian",
        empty="Tanpa aturan. Tambahkan bila ada syarat yang dapat dinilai dari data, misalnya umur.",
        icon="scale-balance",
    ),
)
