"""The forms of Isian: what is asked at the desk, and what a stage has written down."""

from collections.abc import Callable, Mapping
from typing import Any

from dinsos_desk.catalog import labels
from ui.service_editor.spec import FormField, Kind, ListSpec, PartSpec

_KINDS = (
    ("teks", "Teks pendek"),
    ("teks_panjang", "Teks panjang"),
    ("angka", "Angka"),
    ("uang", "Uang (rupiah)"),
    ("tanggal", "Tanggal"),
    ("pilihan", "Pilihan dari daftar"),
    ("ya_tidak", "Ya atau tidak"),
    ("nik", "NIK"),
    ("tabel", "Tabel (beberapa baris)"),
)
_COLUMN_KINDS = tuple(kind for kind in _KINDS if kind[0] not in ("teks_panjang", "tabel"))
_TEXT_KEYS = frozenset({"max_length", "pattern", "pattern_hint"})
_NUMBER_KEYS = frozenset({"minimum", "maximum", "unit"})
_KEEPS = {
    "teks": _TEXT_KEYS | {"suggestions"},
    "teks_panjang": _TEXT_KEYS,
    "angka": _NUMBER_KEYS,
    "uang": _NUMBER_KEYS - {"unit"},
    "tanggal": frozenset({"past", "future"}),
    "pilihan": frozenset({"choices"}),
    "ya_tidak": frozenset(),
    "nik": frozenset(),
    "tabel": frozenset({"columns", "unit", "min_rows", "max_rows"}),
}


def _of(*kinds: str) -> Callable[[Mapping[str, Any]], bool]:
    return lambda item: item.get("kind", "teks") in kinds


def _has(key: str) -> Callable[[Mapping[str, Any]], bool]:
    return lambda item: key in item


def _detail(item: Any, content: Mapping[str, Any]) -> str:
    parts = [dict(_KINDS).get(str(item.get("kind", "teks")), "jenis tidak dikenal")]
    if item.get("required"):
        parts.append("wajib")
    if item.get("when"):
        parts.append("bersyarat")
    return " · ".join(parts)


_CHOICES = ListSpec(
    "choices",
    "Pilihan jawaban",
    "pilihan",
    (FormField("label", "Bunyi pilihan", required=True, whole=True),),
    begins={"code": "", "label": ""},
    empty="Belum ada pilihan. Tambahkan sedikitnya dua.",
)


def _questions(kinds: tuple[tuple[str, str], ...], *more: FormField) -> tuple[FormField, ...]:
    number, table = _of("angka", "uang"), _of("tabel")
    return (
        FormField("label", "Pertanyaan atau nama isian", required=True),
        FormField("kind", "Jenis isian", Kind.CHOICE, required=True, options=kinds, keeps=_KEEPS),
        FormField("required", "Wajib diisi", Kind.FLAG, default=False),
        FormField("choices", "Pilihan jawaban", Kind.SUBLIST, shown=_of("pilihan"), inner=_CHOICES),
        *more,
        FormField(
            "max_length",
            "Paling banyak huruf",
            Kind.NUMBER,
            shown=_of("teks", "teks_panjang"),
            help="Kosong: 200 untuk teks pendek, 2.000 untuk teks panjang",
        ),
        FormField(
            "suggestions",
            "Jawaban yang sering",
            Kind.LINES,
            shown=_of("teks"),
            whole=True,
            help="Satu jawaban tiap baris; ditawarkan saat mengetik, jawaban lain tetap boleh",
        ),
        FormField("minimum", "Paling kecil", Kind.NUMBER, shown=number, help="Kosong: 0"),
        FormField("maximum", "Paling besar", Kind.NUMBER, shown=number),
        FormField(
            "unit",
            "Satuan",
            default="",
            shown=_of("angka", "tabel"),
            help="Misalnya orang; pada tabel: sebutan satu baris",
        ),
        FormField("past", "Tidak boleh di masa depan", Kind.FLAG, default=False, shown=_of("tanggal")),
        FormField("future", "Tidak boleh sudah lewat", Kind.FLAG, default=False, shown=_of("tanggal")),
        FormField("min_rows", "Paling sedikit baris", Kind.NUMBER, shown=table),
        FormField("max_rows", "Paling banyak baris", Kind.NUMBER, shown=table),
        FormField(
            "pattern", "Pola isian", default="", shown=_has("pattern"), help="Kosongkan bila tidak perlu"
        ),
        FormField("pattern_hint", "Petunjuk pola", default="", shown=_has("pattern")),
        FormField("help", "Petunjuk di bawah isian", default="", whole=True),
    )


_COLUMNS = ListSpec(
    "columns",
    "Kolom tabel",
    "kolom",
    _questions(_COLUMN_KINDS),
    begins={"code": "", "label": "", "kind": "teks"},
    detail=_detail,
    detail_title="Jenis",
    empty="Belum ada kolom. Misalnya NIK, Nama, Alamat.",
)
_QUESTIONS = (
    *_questions(
        _KINDS,
        FormField("columns", "Kolom tabel", Kind.SUBLIST, shown=_of("tabel"), inner=_COLUMNS),
    ),
    FormField("when", "Ditanyakan", Kind.CONDITION, whole=True),
)


def answers(key: str, title: str, noun: str, empty: str) -> ListSpec:
    """A list of questions."""
    return ListSpec(
        key,
        title,
        noun,
        _QUESTIONS,
        begins={"code": "", "label": "", "kind": "teks"},
        detail=_detail,
        detail_title="Jenis",
        empty=empty,
        icon="form-textbox",
    )


ANSWERS = PartSpec(
    labels.FIELDS,
    "Apa yang ditanyakan petugas selain data diri, menurut urutan bertanya.",
    listed=answers(
        "fields", "Isian", "isian", "Belum ada isian. Misalnya keperluan, tujuan, jumlah anggota."
    ),
)
