"""Invented words for a letter of a service: what a test print of a template and the list of fields show.

They have the shape of ``usecases.letters.words.letter_words``; a test holds the two together.
"""

import re
from datetime import date, datetime

from dinsos_desk.catalog.schema import Product, ServiceDef
from dinsos_desk.db import tables
from dinsos_desk.documents.words import day_and_date
from dinsos_desk.domain.conditions import FactValue
from dinsos_desk.domain.dates import format_date
from dinsos_desk.domain.faults import Refused
from dinsos_desk.domain.fields import FieldDef
from dinsos_desk.domain.people import Institution, PartyKind, Sex, Subject
from dinsos_desk.domain.routing import stage_fields
from dinsos_desk.sample.people import Crowd
from dinsos_desk.sample.values import typed_value
from dinsos_desk.usecases.letters.detail_words import answer_lines, party_lines
from dinsos_desk.usecases.letters.words import Words, field_words, moment, office_words, service_words

RECEIPT = "2026-0137"
_NUMBER, CLERK = "400.9/137/DINSOS/2026", "Rani Contoh"
SIGNER = {
    "jabatan": ["KEPALA DINAS SOSIAL,"],
    "nama": "Drs. H. Contoh Wijaya, M.Si.",
    "pangkat": "Pembina Utama Muda",
    "nip": "000000000000000000",
}
_SEXES = (
    (re.compile(r"suami|ayah|bapak", re.IGNORECASE), Sex.MALE),
    (re.compile(r"istri|ibu", re.IGNORECASE), Sex.FEMALE),
)
_LKS = Institution(
    name="LKS Contoh Sejahtera",
    kind="LKS",
    address="Jalan Anggrek Nomor 21",
    village="Contoh Ilir",
    district="Contoh Timur",
    regency="Kota Contoh",
    phone="+628120000900",
    leader="Siti Contoh",
    npwp="0000000000000000",
    deed="0012/NOT/2015",
)


def sample_words(
    service: ServiceDef, office: tables.Office, now: datetime, product: Product | None = None
) -> Words:
    """Everything a letter of this service may print, invented; the same every time for the same day."""
    day, crowd = now.date(), Crowd(7)
    subjects = {party.code: _subject(party.kind, party.label, crowd, day) for party in service.parties}
    parties = {code: subject.words(day) for code, subject in subjects.items()}
    answers = _answers(service.fields, crowd, day)
    records = {stage.code: _answers(stage_fields(stage), crowd, day) for stage in service.route.stages}
    papers = {
        one.code: {"status": "Ada", "cara": "salinan", "nomor": "B/12/XI/2026", "tanggal": format_date(day),
                   "catatan": ""}
        for one in service.paper_requirements()
    }  # fmt: skip
    details = answer_lines(service.fields, answers, answers)
    return {
        "kantor": office_words(office),
        "layanan": _service(service),
        "permohonan": _request(day),
        **parties,
        "pemohon_utama": parties[service.applicant],
        "klien_utama": parties[service.client],
        "isian": field_words(service.fields, answers),
        "catatan": {
            stage.code: field_words(stage_fields(stage), records[stage.code])
            | {"oleh": CLERK, "tanggal": format_date(day), "jabatan": stage.post or stage.name}
            for stage in service.route.stages
        },
        "berkas": [
            {"urut": place, "nama": one.text} | papers[one.code]
            for place, one in enumerate(service.paper_requirements(), 1)
        ],
        "syarat": papers,
        "kurang": [one.text for one in service.paper_requirements()[:2]],
        "tanggal_cetak": moment(now),
        "oleh": CLERK,
        "pihak": party_lines(((one.label, one.kind, subjects[one.code]) for one in service.parties), day),
        "rincian": details,
        "rincian_tahap": [{"tahap": "Verifikasi", "tanggal": format_date(day), "rincian": details[:1]}],
        "surat": {
            "nomor": _NUMBER,
            "tanggal": format_date(day),
            "hari_tanggal": day_and_date(day),
            "sifat": "Biasa",
            "lampiran": "-",
            "hal": (product.subject or product.name) if product is not None else service.name,
            "klasifikasi": (product.classification if product is not None else "") or office.classification,
            "konsep": False,
        },
        "penanda_tangan": SIGNER,
        "paraf": [
            {"jabatan": "Kepala Seksi", "nama": "Contoh Pertama", "tanggal": f"{day:%d/%m/%Y}"},
            {"jabatan": "Kepala Bidang", "nama": "Contoh Kedua", "tanggal": f"{day:%d/%m/%Y}"},
        ],
        "tembusan": list(product.copies_to) if product is not None and product.copies_to else ["Arsip."],
    }  # fmt: skip


def _subject(kind: PartyKind, label: str, crowd: Crowd, day: date) -> Subject:
    if kind is PartyKind.INSTITUTION:
        return _LKS
    sex = next((sex for words, sex in _SEXES if words.search(label)), None)
    return crowd.person(day, sex, fresh=True)


def _answers(fields: tuple[FieldDef, ...], crowd: Crowd, day: date) -> dict[str, FactValue]:
    found: dict[str, FactValue] = {}
    for field in fields:
        try:
            found[field.code] = field.parse(typed_value(field, crowd, day), day)
        except Refused:
            found[field.code] = None
    return found


def _service(service: ServiceDef) -> Words:
    words = service_words(service)
    words["dasar_hukum"] = words["dasar_hukum"] or ["Peraturan Daerah Nomor 1 Tahun 2020"]
    words["lanjutan"] = words["lanjutan"] or [
        {"instansi": "Dinas Sosial Provinsi", "tempat": "Ibu kota provinsi", "uraian": "Tahap berikutnya"}
    ]
    return words


def _request(day: date) -> Words:
    return {
        "tanda_terima": RECEIPT,
        "register": f"137/{day.year}",
        "tanggal_terima": format_date(day),
        "jam_terima": "08.14",
        "hari_tanggal_terima": day_and_date(day),
        "tanggal_selesai": format_date(day),
        "tenggat": f"{format_date(day)} pukul 16.00",
        "status": "Diproses",
        "tahap": "Penandatanganan",
        "petugas": CLERK,
        "penerima": "Contoh Penerima",
        "catatan": "",
    }
