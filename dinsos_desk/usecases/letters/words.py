"""The words of an application as letters, receipts and registers print them."""

import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime

from dinsos_desk.catalog.schema import Product, ServiceDef
from dinsos_desk.db import tables
from dinsos_desk.db.unit_of_work import UnitOfWork
from dinsos_desk.documents.look import OfficeLook
from dinsos_desk.documents.words import day_and_date, rupiah_words, terbilang
from dinsos_desk.domain.checklist import PaperMode, PaperState, missing
from dinsos_desk.domain.conditions import Facts, FactValue, applies
from dinsos_desk.domain.dates import format_date
from dinsos_desk.domain.fields import FieldDef, MoneyField, TableField, format_number
from dinsos_desk.domain.routing import RequestState, stage_fields
from dinsos_desk.errors import UserError
from dinsos_desk.usecases.letters.detail_words import detail_words
from dinsos_desk.usecases.letters.signers import Words as Words
from dinsos_desk.usecases.letters.signers import initials
from dinsos_desk.usecases.letters.signers import signer_words as signer_words
from dinsos_desk.usecases.requests.cases import Case

STATE_WORDS = {
    RequestState.INCOMPLETE: "Belum lengkap",
    RequestState.RUNNING: "Diproses",
    RequestState.RETURNED: "Dikembalikan",
    RequestState.READY: "Siap diambil",
    RequestState.DONE: "Selesai",
    RequestState.REJECTED: "Ditolak",
    RequestState.CANCELLED: "Dibatalkan",
    RequestState.PASSED_ON: "Dialihkan",
}
PAPER_STATE_WORDS = {
    PaperState.PRESENT: "Ada",
    PaperState.ABSENT: "Tidak ada",
    PaperState.FOLLOWS: "Menyusul",
    PaperState.NOT_APPLICABLE: "Tidak berlaku",
}
PAPER_MODE_WORDS = {
    PaperMode.ORIGINAL: "asli",
    PaperMode.COPY: "salinan",
    PaperMode.SCAN: "pindaian",
}
UNKNOWN_NUMBER = "…"
NO_NUMBER = "-"
NO_ENCLOSURE = "-"
NO_PROMISE = "Tidak ditetapkan dalam standar"
FREE = "Gratis"
NO_FEE_SAID = "Tidak disebut dalam standar"
_FREE = re.compile(
    r"(rp\.?\s*0([.,]0+)?([.,]-)?|gratis|nol rupiah|tidak dipungut biaya( atau gratis)?)\.?", re.IGNORECASE
)


def standing_words(state: RequestState, passed_on: str = "") -> str:
    """Where an application stands; ``passed_on``: who took it over from here."""
    return f"{STATE_WORDS[state]} ke {passed_on}" if passed_on else STATE_WORDS[state]


def moment(value: datetime | None) -> str:
    """A moment as the desk reads it: 21 November 2026 pukul 08.14."""
    return f"{format_date(value.date())} pukul {value:%H.%M}" if value else ""


def office_words(office: tables.Office) -> Words:
    """The office as letterheads write it."""
    return {
        "pemerintah": office.government,
        "nama": office.name,
        "alamat": office.address,
        "kota": office.city,
        "kode_pos": office.postcode,
        "telepon": office.phone,
        "email": office.email,
        "laman": office.website,
        "pengaduan": office.complaints,
    }


def office_look(office: tables.Office) -> OfficeLook:
    """Paper, margins, font and emblem of the office."""
    top, right, bottom, left = office.margins
    return OfficeLook(
        paper=office.paper,
        margins_mm=(top, right, bottom, left),
        font=office.font,
        font_size=office.font_size,
        emblem=office.emblem,
        kop_lines=(office.government, office.name, office.address),
    )


def promise_text(service: ServiceDef) -> str:
    """The promised time as published."""
    return service.time_limit.text if service.time_limit else NO_PROMISE


def fee_text(service: ServiceDef) -> str:
    """The fee as published."""
    return service.standard.fee or NO_FEE_SAID


def is_free(fee: str) -> bool:
    """Whether a fee as published means nothing to pay; there are many ways to say so."""
    return _FREE.fullmatch(fee.strip()) is not None


def short_fee(service: ServiceDef) -> str:
    """The fee as published, in one word where it is none; empty when the standard says nothing."""
    fee = service.standard.fee
    return FREE if is_free(fee) else fee


def service_words(service: ServiceDef, facts: Facts | None = None) -> Words:
    """The service as letters name it."""
    return {
        "nama": service.name,
        "nama_singkat": service.short_name,
        "dasar_hukum": list(service.standard.legal_basis),
        "jangka_waktu": promise_text(service),
        "biaya": fee_text(service),
        "bidang": service.division,
        "lanjutan": [
            {"instansi": step.agency, "tempat": step.place, "uraian": step.text}
            for step in service.onward
            if facts is None or applies(step.when, facts)
        ],
    }


def case_words(uow: UnitOfWork, case: Case, now: datetime) -> Words:
    """Everything about an application but the letter itself."""
    office = uow.offices.get()
    day = case.row.received_at.date()
    facts = case.facts(day)
    parties = {
        party.code: case.application.parties[party.code].words(day)
        if party.code in case.application.parties
        else _nobody(party.code, case.service)
        for party in case.service.parties
    }
    return {
        "kantor": office_words(office),
        "layanan": service_words(case.service, facts),
        "permohonan": _request_words(uow, case),
        **parties,
        "pemohon_utama": parties[case.service.applicant],
        "klien_utama": parties[case.service.client]
        if case.service.client in case.application.parties
        else parties[case.service.applicant],
        "isian": field_words(case.service.fields, case.application.answers),
        "catatan": _record_words(uow, case),
        "berkas": _paper_words(case, facts),
        "syarat": paper_words_by_code(case),
        "kurang": [r.text for r in missing(case.service.requirements, case.application.ticks, facts)],
        "tanggal_cetak": moment(now),
        "oleh": uow.users.get(case.row.taken_by).name,
    }


def letter_words(
    uow: UnitOfWork, case: Case, product: Product, day: date, number: str, now: datetime
) -> Words:
    """The whole context of one letter. An empty ``number`` makes it a draft, ``NO_NUMBER`` one without any.

    Raises:
        UserError: *pejabat_belum_diisi* when a final letter has nobody to sign it.
    """
    office = uow.offices.get()
    draft = not number and product.numbered
    signer = uow.offices.official_on(product.signed_by, day) if product.signed_by else None
    if product.signed_by and signer is None and number:
        raise UserError("pejabat_belum_diisi", jabatan=product.signed_by.replace("_", " "))
    facts = case.facts(case.row.received_at.date())
    words = case_words(uow, case, now)
    return (
        words
        | detail_words(case, facts)
        | {
            "surat": {
                "nomor": number or (UNKNOWN_NUMBER if product.numbered else NO_NUMBER),
                "tanggal": format_date(day),
                "hari_tanggal": day_and_date(day),
                "sifat": "Biasa",
                "lampiran": enclosure_text(words["berkas"]),
                "hal": product.subject or product.name,
                "klasifikasi": product.classification or office.classification,
                "konsep": draft,
            },
            "penanda_tangan": signer_words(signer, product.signed_by or ""),
            "paraf": initials(uow, case, product),
            "tembusan": list(product.copies_to),
        }
    )


def field_words(fields: tuple[FieldDef, ...], values: Mapping[str, FactValue]) -> Words:
    """Answers as letters write them; amounts in words too, under ``<code>_terbilang``."""
    words: Words = {}
    for field in fields:
        value = values.get(field.code)
        words[field.code] = (
            field.display_rows(value) if isinstance(field, TableField) else field.display(value)
        )
        if isinstance(field, MoneyField):
            words[f"{field.code}_terbilang"] = rupiah_words(value) if isinstance(value, int) else ""
    return words


def shown_words(fields: tuple[FieldDef, ...], values: Mapping[str, FactValue]) -> dict[str, str]:
    """Answers as registers and lists show them: every one a text, a table as the number of its rows."""
    return {field.code: field.display(values.get(field.code)) for field in fields}


def _nobody(party: str, service: ServiceDef) -> Words:
    """Empty words for a party that is not part of this application."""
    prefix = f"{party}."
    return {path.removeprefix(prefix): "" for path in service.word_paths() if path.startswith(prefix)}


def _request_words(uow: UnitOfWork, case: Case) -> Words:
    row = case.row
    handed = next((s for s in case.stands.values() if s.records.get("penerima")), None)
    return {
        "tanda_terima": row.receipt,
        "register": f"{row.register_no}/{row.register_year}",
        "tanggal_terima": format_date(row.received_at.date()),
        "jam_terima": f"{row.received_at:%H.%M}",
        "hari_tanggal_terima": day_and_date(row.received_at.date()),
        "tanggal_selesai": format_date(row.finished_at.date()) if row.finished_at else "",
        "tenggat": moment(row.due_at) if row.paused_at is None else "",
        "status": STATE_WORDS[case.position.state],
        "tahap": row.stage_name,
        "petugas": uow.users.get(row.taken_by).name,
        "penerima": str(handed.records["penerima"]) if handed else "",
        "catatan": row.note,
    }


def _record_words(uow: UnitOfWork, case: Case) -> Words:
    """What was recorded at each stage, with who and when; stages not passed yet have empty words."""
    words: Words = {}
    for stage in case.service.route.stages:
        step = case.stands.get(stage.code)
        values = case.application.records.get(stage.code, {})
        words[stage.code] = field_words(stage_fields(stage), values) | {
            "oleh": uow.users.get(step.user_id).name if step else "",
            "tanggal": format_date(step.on_paper or step.at.date()) if step else "",
            "jabatan": stage.post or stage.name,
        }
    return words


def _paper_words(case: Case, facts: Mapping[str, FactValue]) -> list[Words]:
    rows = [r for r in case.service.paper_requirements() if r.in_force(facts)]
    by_code = paper_words_by_code(case)
    return [{"urut": place, "nama": r.text} | by_code[r.code] for place, r in enumerate(rows, 1)]


def enclosure_text(papers: Iterable[Words]) -> str:
    """What a letter to another office encloses, "3 (tiga) berkas": the papers that the applicant brought."""
    present = PAPER_STATE_WORDS[PaperState.PRESENT]
    count = sum(paper["status"] == present for paper in papers)
    return f"{format_number(count)} ({terbilang(count)}) berkas" if count else NO_ENCLOSURE


def paper_words_by_code(case: Case) -> Words:
    """State, mode, number, date and note of each paper, by requirement."""
    words: Words = {}
    for requirement in case.service.paper_requirements():
        tick = case.application.ticks.get(requirement.code)
        chosen = next((a.text for a in requirement.alternatives if tick and a.code == tick.alternative), "")
        words[requirement.code] = {
            "status": PAPER_STATE_WORDS[tick.state] if tick and tick.state else "",
            "cara": PAPER_MODE_WORDS[tick.mode] if tick and tick.mode else "",
            "nomor": tick.number if tick else "",
            "tanggal": format_date(tick.dated) if tick and tick.dated else "",
            "catatan": " ".join(part for part in (chosen, tick.note if tick else "") if part),
        }
    return words
