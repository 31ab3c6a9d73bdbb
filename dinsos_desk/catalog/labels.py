"""What the parts of a service file are called in Indonesian: for forms and for saying where something is.

Everything here takes a draft as it is, a mapping shaped like the file that may hold anything.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

Content = Mapping[str, Any]

IDENTITY, PARTIES, FIELDS, REQUIREMENTS, RULES = "Identitas", "Pihak", "Isian", "Persyaratan", "Aturan"
ROUTE, TIME_LIMIT, PRODUCTS, REGISTER = "Alur", "Jangka waktu", "Hasil layanan", "Buku register"
ONWARD, OFFERS, PERIODIC = "Langkah lanjutan", "Layanan terkait", "Kewajiban berkala"
WARNINGS = "Peringatan riwayat"
STANDARD = "Standar pelayanan"

PARTS = {
    "schema": IDENTITY,
    "code": IDENTITY,
    "office": IDENTITY,
    "name": IDENTITY,
    "short_name": IDENTITY,
    "source": IDENTITY,
    "notes": IDENTITY,
    "division": IDENTITY,
    "ppks": IDENTITY,
    "parties": PARTIES,
    "applicant": PARTIES,
    "client": PARTIES,
    "fields": FIELDS,
    "requirements": REQUIREMENTS,
    "rules": RULES,
    "route": ROUTE,
    "time_limit": TIME_LIMIT,
    "products": PRODUCTS,
    "register_columns": REGISTER,
    "onward": ONWARD,
    "offers": OFFERS,
    "periodic": PERIODIC,
    "warnings": WARNINGS,
    "standard": STANDARD,
}
"""The part of the form that a key of the file belongs to."""

ITEMS = {
    "parties": "Pihak",
    "fields": "Isian",
    "requirements": "Persyaratan",
    "rules": "Aturan",
    "stages": "Tahap",
    "records": "Catatan",
    "products": "Hasil layanan",
    "register_columns": "Kolom register",
    "onward": "Langkah lanjutan",
    "offers": "Layanan terkait",
    "periodic": "Kewajiban",
    "warnings": "Peringatan",
    "choices": "Pilihan",
    "columns": "Kolom tabel",
    "alternatives": "Alternatif",
    "procedure": "Langkah prosedur",
    "legal_basis": "Dasar hukum",
    "notes": "Catatan berkas",
}
"""One thing of a list."""

KEY_NAMES = {
    "schema": "versi susunan",
    "code": "kode",
    "office": "kantor",
    "name": "nama",
    "short_name": "nama singkat",
    "source": "sumber",
    "notes": "catatan berkas",
    "division": "bidang",
    "ppks": "jenis PPKS",
    "parties": "pihak",
    "applicant": "pihak yang menjadi pemohon",
    "client": "pihak yang dilayani",
    "fields": "isian",
    "requirements": "persyaratan",
    "rules": "aturan",
    "route": "alur",
    "stages": "tahap alur",
    "time_limit": "jangka waktu",
    "products": "hasil layanan",
    "register_columns": "kolom buku register",
    "onward": "langkah lanjutan",
    "offers": "layanan terkait",
    "periodic": "kewajiban berkala",
    "warnings": "peringatan riwayat",
    "within_months": "jangka waktu dalam bulan",
    "party": "pihak yang dilihat riwayatnya",
    "household": "tanda riwayat serumah",
    "standard": "standar pelayanan",
    "label": "nama",
    "text": "bunyi",
    "kind": "jenis",
    "required": "tanda wajib",
    "when": "syarat berlakunya",
    "help": "petunjuk",
    "max_length": "panjang teks",
    "suggestions": "jawaban yang sering",
    "pattern": "pola isian",
    "pattern_hint": "petunjuk pola",
    "minimum": "batas bawah",
    "maximum": "batas atas",
    "unit": "satuan",
    "past": "tanda tanggal lampau",
    "future": "tanda tanggal mendatang",
    "choices": "pilihan jawaban",
    "columns": "kolom tabel",
    "min_rows": "baris paling sedikit",
    "max_rows": "baris paling banyak",
    "need": "sifat",
    "group": "kelompok",
    "alternatives": "alternatif",
    "asks_number": "tanda nomor dicatat",
    "asks_date": "tanda tanggal dicatat",
    "valid_months": "masa berlaku berkas dalam bulan",
    "default_mode": "bentuk berkas",
    "note": "keterangan",
    "blocks": "tanda menahan permohonan",
    "override_roles": "peran yang boleh memberi pengecualian",
    "birth_date": "tanggal lahir yang dinilai",
    "since": "tanggal mulai",
    "years": "jumlah tahun",
    "months": "jumlah bulan",
    "facts": "data yang dibandingkan",
    "different": "tanda harus berbeda",
    "fact": "data yang dinilai",
    "expects": "jawaban yang diharapkan",
    "equals": "nilai pembanding",
    "not_equals": "nilai pembanding",
    "one_of": "daftar nilai",
    "known": "tanda terisi",
    "all_of": "gabungan syarat",
    "any_of": "pilihan syarat",
    "none_of": "pengecualian syarat",
    "role": "peran",
    "post": "sebutan jabatan",
    "decisions": "keputusan",
    "on_paper": "peran yang mencatat keputusan di atas kertas",
    "returns_to": "tahap tujuan pengembalian",
    "may_return_to": "tahap lain tujuan pengembalian",
    "reviewed_by_another": "larangan memeriksa sendiri",
    "times": "berapa kali",
    "remind_months": "bulan sebelum jatuh tempo",
    "met_by": "tahap yang memenuhinya",
    "records": "catatan tahap",
    "steps": "langkah prosedur",
    "amount": "lama",
    "starts": "saat mulai dihitung",
    "template": "templat surat",
    "numbered": "tanda bernomor",
    "classification": "kode klasifikasi",
    "signed_by": "penanda tangan",
    "subject": "hal surat",
    "copies_to": "tembusan",
    "title": "judul",
    "value": "data yang dicetak",
    "joiner": "penghubung",
    "width": "lebar",
    "agency": "instansi tujuan",
    "place": "tempat",
    "service": "layanan yang ditawarkan",
    "every_months": "jarak bulan",
    "until": "batas akhir",
    "age": "umur",
    "without_papers": "tanda tanpa identitas",
    "nik_optional": "tanda NIK boleh kosong",
    "sex": "jenis kelamin",
    "needs": "data yang harus diketahui",
    "same_as": "pihak yang sama",
    "legal_basis": "dasar hukum",
    "procedure": "prosedur",
    "fee": "biaya",
    "facilities": "sarana dan prasarana",
    "competence": "kompetensi pelaksana",
    "internal_control": "pengawasan internal",
    "complaints": "penanganan pengaduan",
    "staff_count": "jumlah pelaksana",
    "service_guarantee": "jaminan pelayanan",
    "safety_guarantee": "jaminan keamanan",
    "evaluation": "evaluasi kinerja",
}
"""What a key of the file is called, in the middle of a sentence."""

_NAMES = ("label", "name", "text", "title", "agency")
_LONGEST_NAME = 60
_TOKEN = re.compile(r"([^.\[\]]+)|\[(\d+)\]")


@dataclass(frozen=True)
class Spot:
    """Where something stands: ``part`` of the form, ``place`` in words, and ``what`` there (a key's name)."""

    part: str
    place: str
    what: str


def split_key(key: str) -> tuple[str | int, ...]:
    """A dotted key in its steps: ``requirements[2].text`` is ("requirements", 2, "text")."""
    return tuple(name if name else int(number) for name, number in _TOKEN.findall(key))


def value_at(content: object, steps: tuple[str | int, ...]) -> object:
    """What stands at a key of a draft; None when there is nothing."""
    for step in steps:
        if isinstance(step, int):
            content = content[step] if isinstance(content, list | tuple) and step < len(content) else None
        else:
            content = content.get(step) if isinstance(content, Mapping) else None
    return content


def called(item: object) -> str:
    """How a thing of a draft calls itself, shortened; empty when it has no name yet."""
    if not isinstance(item, Mapping):
        return ""
    found = (item[key] for key in _NAMES if isinstance(item.get(key), str) and item[key].strip())
    name = " ".join(next(found, "").split())
    return name if len(name) <= _LONGEST_NAME else f"{name[: _LONGEST_NAME - 1].rstrip()}…"


def spot(content: object, key: str) -> Spot:
    """Where a dotted key lies: ("Persyaratan", "Persyaratan nomor 3 (“FC KTP”)", "bunyi")."""
    steps = split_key(key)
    part = PARTS.get(str(steps[0]), IDENTITY) if steps else IDENTITY
    places: list[str] = []
    what, since = "", 0
    for number, step in enumerate(steps):
        if not isinstance(step, int):
            continue
        noun = ITEMS.get(str(steps[number - 1]))
        if noun is None:
            continue
        name = called(value_at(content, steps[: number + 1]))
        said = f"{noun} nomor {step + 1}" + (f" (“{name}”)" if name else "")
        places.append(f"{said[0].lower()}{said[1:]}" if places else said)
        since = number + 1
    rest = [step for step in steps[since:] if isinstance(step, str)]
    if rest:
        what = KEY_NAMES.get(rest[0] if rest[0] in ("when", "expects", "until") else rest[-1], rest[-1])
    return Spot(part, ", ".join(places) or part, what)
