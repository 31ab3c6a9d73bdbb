"""What is printed of a service and of the office's services: standard, leaflet, list, maklumat."""

from collections.abc import Iterable
from datetime import datetime

from dinsos_desk.catalog.office import HEAD_POST
from dinsos_desk.catalog.schema import ServiceDef
from dinsos_desk.db.unit_of_work import UnitOfWork
from dinsos_desk.documents.leaflet import write_leaflet
from dinsos_desk.documents.letters import Letters
from dinsos_desk.documents.look import OfficeLook
from dinsos_desk.domain.dates import format_date
from dinsos_desk.usecases.letters.making import WordFile, plain_title
from dinsos_desk.usecases.letters.words import (
    Words,
    office_look,
    office_words,
    service_words,
    short_fee,
    signer_words,
)
from dinsos_desk.usecases.requests.clock import hours_from
from dinsos_desk.usecases.services.print_words import ASK_US, BLANK, leaflet_words, standard_words, week_text

STANDARD_TEMPLATE = "cetak/standar_pelayanan.docx"
LIST_TEMPLATE = "cetak/daftar_layanan.docx"
PLEDGE_TEMPLATE = "cetak/maklumat_pelayanan.docx"
_NAME_LINE = "\u00a0" * 44
"""What is underlined where the name of the head of the office is still to be written by hand."""


def print_standard(
    uow: UnitOfWork, letters: Letters, service: ServiceDef, now: datetime, *, draft: bool = False
) -> WordFile:
    """The standar pelayanan with its fourteen components. ``draft``: a service not published yet.

    Raises:
        UserError: *kantor_belum_diatur*, or the template is missing or broken.
    """
    words, look = _office(uow, now, draft=draft)
    words |= {"layanan": service_words(service), "komponen": standard_words(service)}
    content = letters.render(STANDARD_TEMPLATE, look, words)
    return _file(f"Standar Pelayanan {service.short_name}", content)


def print_requirements(
    uow: UnitOfWork, letters: Letters, service: ServiceDef, now: datetime, *, draft: bool = False
) -> WordFile:
    """The one-page leaflet for the applicant. ``draft``: a service not published yet.

    Raises:
        UserError: *kantor_belum_diatur*, or the template is missing or broken.
    """
    words, look = _office(uow, now, draft=draft)
    office = words["kantor"]
    words |= leaflet_words(service) | {
        "tempat": ", ".join(part for part in (office["nama"], office["alamat"], office["kota"]) if part),
        "kontak": ", ".join(part for part in (office["telepon"], office["email"]) if part) or BLANK,
        "pengaduan": office["pengaduan"] or ", ".join(service.standard.complaints) or ASK_US,
        "kaki": f"Dicetak {words['tanggal_cetak']} menurut standar pelayanan yang berlaku.",
    }
    return _file(f"Persyaratan {service.short_name}", write_leaflet(letters, look, words))


def print_service_list(
    uow: UnitOfWork, letters: Letters, services: Iterable[ServiceDef], now: datetime
) -> WordFile:
    """The list of the services that this desk offers, out of those given, by division and name.

    Raises:
        UserError: *kantor_belum_diatur*, or the template is missing or broken.
    """
    words, look = _office(uow, now)
    with uow:
        offered = uow.services.offered()
    shown = sorted(
        (service for service in services if service.code in offered),
        key=lambda service: (service.division == "", service.division, service.name.casefold()),
    )
    words["daftar"] = [_line(place, service) for place, service in enumerate(shown, 1)]
    return _file("Daftar Layanan", letters.render(LIST_TEMPLATE, look, words))


def print_pledge(uow: UnitOfWork, letters: Letters, now: datetime) -> WordFile:
    """The maklumat pelayanan (UU 25/2009 Pasal 22, in the words of PermenPANRB 15/2014).

    Raises:
        UserError: *kantor_belum_diatur*, or the template is missing or broken.
    """
    words, look = _office(uow, now)
    return _file("Maklumat Pelayanan", letters.render(PLEDGE_TEMPLATE, look, words))


def _office(uow: UnitOfWork, now: datetime, *, draft: bool = False) -> tuple[Words, OfficeLook]:
    """What every print has: letterhead, day, and the head of the office on that day."""
    with uow:
        office = uow.offices.get()
        signer = uow.offices.official_on(HEAD_POST, now.date())
        day = format_date(now.date())
        words: Words = {
            "kantor": office_words(office),
            "surat": {"tanggal": day, "konsep": draft},
            "penanda_tangan": signer_words(signer, HEAD_POST),
            "tanggal_cetak": day,
            "jam": week_text(hours_from(office.hours).week) or ASK_US,
        }
        look = office_look(office)
    if signer is None:
        words["penanda_tangan"]["nama"] = _NAME_LINE
    return words, look


def _line(place: int, service: ServiceDef) -> Words:
    return {
        "nomor": place,
        "nama": service.name,
        "waktu": service.time_limit.text if service.time_limit else BLANK,
        "biaya": short_fee(service) or BLANK,
        "produk": list(service.standard.products) or [BLANK],
        "bidang": service.division or BLANK,
    }


def _file(title: str, content: bytes) -> WordFile:
    return WordFile(f"{plain_title(title)}.docx", content)
