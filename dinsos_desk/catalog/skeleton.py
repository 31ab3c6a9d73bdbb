"""What a new service begins with, and what changes when one is copied."""

import re
from dataclasses import dataclass
from typing import Any

from dinsos_desk.catalog.schema import SCHEMA_VERSION

OWN_OFFICE = "kantor_ini"
SHORT = 40
_CODE = re.compile(r"[a-z][a-z0-9_]*")
_KINDS = {"berita_acara": "berita_acara", "laporan": "laporan", "kwitansi": "kwitansi"}
_CHAIN = (
    ("penerimaan", "Penerimaan di loket", "penerimaan", "petugas", "Petugas loket", 2),
    ("paraf_kasi", "Pemeriksaan dan paraf Kasi", "paraf", "kasi", "Kepala Seksi", 3),
    ("paraf_kabid", "Pemeriksaan dan paraf Kabid", "paraf", "kabid", "Kepala Bidang", 4),
    ("paraf_sekretaris", "Pemeriksaan dan paraf Sekretaris", "paraf", "sekretaris", "Sekretaris", 5),
    ("penomoran", "Penomoran surat", "penomoran", "petugas", "Bagian Umum", 6),
    ("tanda_tangan", "Penandatanganan oleh Kepala Dinas", "tanda_tangan", "kadis", "Kepala Dinas", 7),
    ("penyerahan", "Penyerahan kepada pemohon", "penyerahan", "petugas", "Petugas loket", 8),
)
_PROCEDURE = (
    ("Pemohon", "Pemohon menyampaikan permohonan beserta persyaratannya"),
    ("Petugas loket", "Petugas memeriksa kelengkapan berkas dan mencatat permohonan"),
    ("Kepala Seksi", "Kepala Seksi memeriksa permohonan dan membubuhkan paraf"),
    ("Kepala Bidang", "Kepala Bidang memeriksa permohonan dan membubuhkan paraf"),
    ("Sekretaris", "Sekretaris memeriksa konsep surat dan membubuhkan paraf"),
    ("Bagian Umum", "Surat diberi nomor dan diarsipkan"),
    ("Kepala Dinas", "Kepala Dinas menandatangani surat"),
    ("Petugas loket", "Surat diserahkan kepada pemohon"),
)
_COLUMNS: tuple[tuple[str, tuple[str, ...], float], ...] = (
    ("No.", ("urut",), 0.4),
    ("Tanggal", ("permohonan.tanggal_terima",), 1.0),
    ("Nama", ("pemohon.nama",), 1.4),
    ("NIK", ("pemohon.nik",), 1.2),
    ("Alamat", ("pemohon.alamat_lengkap",), 1.7),
    ("Keperluan", ("isian.keperluan",), 1.4),
    ("No. dan tanggal surat", ("surat.surat.nomor", "surat.surat.tanggal"), 1.4),
    ("Diserahkan kepada", ("permohonan.penerima",), 1.2),
)


@dataclass(frozen=True)
class OfficeWords:
    """What a new service takes over of the office."""

    preset: str
    name: str
    government: str
    classification: str

    @property
    def code(self) -> str:
        """The code under which the office's services stand."""
        return self.preset if _CODE.fullmatch(self.preset) else OWN_OFFICE

    @property
    def source(self) -> str:
        """Where a standard that the office wrote itself comes from."""
        return f"Standar pelayanan {self.name} {self.government}".strip()


def blank_service(
    code: str, name: str, division: str, template: str, office: OfficeWords, signed_by: str
) -> dict[str, Any]:
    """A service to begin with: one applicant, a plain chain of review, one numbered letter, a register.

    Requirements, time limit and legal basis are left to whoever knows the standard.
    """
    stem = template.rsplit("/", 1)[-1].removesuffix(".docx")
    kind = next((kind for start, kind in _KINDS.items() if stem.startswith(start)), "surat")
    title = stem.replace("_", " ").title()
    content: dict[str, Any] = {
        "schema": SCHEMA_VERSION,
        "code": code,
        "office": office.code,
        "name": name,
        "short_name": short_name(name),
        "source": office.source,
        "division": division,
        "parties": [{"code": "pemohon", "label": "Pemohon", "needs": ["alamat"]}],
        "applicant": "pemohon",
        "client": "pemohon",
        "fields": [
            {"code": "keperluan", "label": "Keperluan", "kind": "teks", "required": True, "max_length": 160}
        ],
        "requirements": [],
        "route": {"stages": [_stage(*stage) for stage in _CHAIN]},
        "products": [
            {
                "code": "surat",
                "name": title,
                "kind": kind,
                "template": template,
                "numbered": True,
                "classification": office.classification,
                "signed_by": signed_by,
                "subject": title,
            }
        ],
        "register_columns": [
            {"title": column, "value": list(value), "width": width} for column, value, width in _COLUMNS
        ],
        "standard": {
            "procedure": [{"text": text, "office": who} for who, text in _PROCEDURE],
            "fee": "Tidak dipungut biaya",
            "products": [title],
        },
    }
    return content if division else {k: v for k, v in content.items() if k != "division"}


def as_own(content: dict[str, Any], code: str, name: str, office: OfficeWords) -> dict[str, Any]:
    """A copy of a service as one of this office: another code and name, everything else the same."""
    changed = {"code": code, "office": office.code, "name": name, "short_name": short_name(name)}
    return {**content, **changed}


def short_name(name: str) -> str:
    """A name cut at a word so that it fits where there is little room."""
    if len(name) <= SHORT:
        return name
    cut = name[: SHORT - 1]
    return f"{cut[: cut.rfind(' ')] if ' ' in cut else cut}…"


def _stage(code: str, name: str, kind: str, role: str, post: str, step: int) -> dict[str, Any]:
    stage: dict[str, Any] = {"code": code, "name": name, "kind": kind, "role": role, "post": post}
    if kind == "paraf":
        stage["decisions"] = ["setuju", "kembalikan", "minta_kelengkapan", "tolak"]
    if kind == "penomoran":
        stage["products"] = ["surat"]
    stage["steps"] = [1, 2] if step == 2 else [step]
    return stage
