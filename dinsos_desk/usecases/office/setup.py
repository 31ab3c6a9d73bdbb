"""Setting the office up and changing it: letterhead, paper, numbers, hours, officials, services."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

from dinsos_desk.catalog.office import DEFAULT_CLASSIFICATION, DEFAULT_PATTERN, OfficeFacts, OfficePreset
from dinsos_desk.db.unit_of_work import UnitOfWork
from dinsos_desk.documents.look import PAPERS_MM
from dinsos_desk.documents.pictures import picture_size
from dinsos_desk.domain.audit import Deed
from dinsos_desk.domain.faults import Fault, Refused
from dinsos_desk.domain.front_desk import FrontDesk, front_desk_as_json, front_desk_from
from dinsos_desk.domain.holidays_id import knows_joint_leave, national_closures
from dinsos_desk.domain.numbering import Reset, parse_pattern
from dinsos_desk.domain.office_hours import OfficeHours
from dinsos_desk.domain.routing import Role
from dinsos_desk.domain.text import text_faults
from dinsos_desk.errors import InvalidInput, UserError
from dinsos_desk.files import read_chosen
from dinsos_desk.usecases.actor import Actor
from dinsos_desk.usecases.requests.clock import hours_as_json, hours_from

FONTS = ("Arial", "Bookman Old Style", "Times New Roman", "Calibri")
LONGEST_LINE = 300
LARGEST_EMBLEM = 2 * 1024 * 1024
MOST_PIXELS = 6000
DEFAULT_UNIT = "DINSOS"
PLAIN_FACTS = (
    "government", "name", "address", "city", "postcode", "phone", "email", "website", "complaints",
    "office_code", "unit", "number_pattern", "classification", "paper", "font", "font_size",
)  # fmt: skip
"""What an office and the files of offices call the same."""
_STORED_APART = {"margins", "hours", "front_desk"}
_REQUIRED = {
    "government": "Nama pemerintah daerah",
    "name": "Nama kantor",
    "address": "Alamat",
    "city": "Tempat surat dibuat",
    "number_pattern": "Pola nomor surat",
}


@dataclass(frozen=True)
class OfficeData:
    """The office as the settings show it. Margins in millimetres: top, right, bottom, left."""

    preset: str = ""
    government: str = ""
    name: str = ""
    address: str = ""
    city: str = ""
    postcode: str = ""
    phone: str = ""
    email: str = ""
    website: str = ""
    complaints: str = ""
    emblem: bytes | None = field(default=None, repr=False)
    paper: str = "A4"
    margins: tuple[float, float, float, float] = (15.0, 20.0, 20.0, 25.0)
    font: str = "Arial"
    font_size: int = 12
    number_pattern: str = DEFAULT_PATTERN
    classification: str = DEFAULT_CLASSIFICATION
    unit: str = DEFAULT_UNIT
    office_code: str = ""
    hours: OfficeHours = field(default_factory=OfficeHours)
    front_desk: FrontDesk = field(default_factory=FrontDesk)


def from_facts(facts: OfficeFacts, preset: str = "", emblem: bytes | None = None) -> OfficeData:
    """An office as a file knows it. ``preset``: the one it was begun with."""
    return OfficeData(
        preset=preset,
        emblem=emblem,
        margins=facts.margins_mm,
        hours=facts.office_hours(),
        front_desk=facts.front_desk,
        **{name: getattr(facts, name) for name in PLAIN_FACTS},
    )


def from_preset(preset: OfficePreset) -> OfficeData:
    """What a set-up starts with."""
    return replace(from_facts(preset, preset.code), unit=preset.unit or DEFAULT_UNIT)


def check_office(data: OfficeData) -> tuple[Fault, ...]:
    """What is wrong with the office as entered; places are the names of the attributes."""
    faults = [
        Fault("wajib_diisi", {"nama": label}, name)
        for name, label in _REQUIRED.items()
        if not str(getattr(data, name)).strip()
    ]
    for name, value in asdict(data).items():
        if isinstance(value, str):
            faults += text_faults(value, LONGEST_LINE, name)
    if data.paper not in PAPERS_MM:
        faults.append(Fault("kertas_tidak_dikenal", {}, "paper"))
    if not all(5 <= margin <= 60 for margin in data.margins):
        faults.append(Fault("margin_salah", {}, "margins"))
    try:
        pattern = parse_pattern(data.number_pattern)
        pattern.render(
            1,
            date(2026, 1, 1),
            classification=data.classification,
            unit=data.unit,
            office=data.office_code,
        )
        repeats = pattern.repeats_under(Reset.YEARLY)
        faults += [repeats.at("number_pattern")] if repeats else []
    except Refused as refusal:
        if data.number_pattern.strip():
            faults.append(refusal.fault.at("number_pattern"))
    if not any(data.hours.week):
        faults.append(Fault("jam_kosong", {}, "hours"))
    return tuple(faults)


def check_emblem(picture: bytes) -> bytes:
    """A picture for the letterhead, unchanged.

    Raises:
        UserError: *gambar_terlalu_besar* above 2 MB or 6000 pixels a side, *gambar_tidak_dikenal* when it is
            no picture.
    """
    if len(picture) > LARGEST_EMBLEM:
        raise UserError("gambar_terlalu_besar", batas="2 MB")
    if max(picture_size(picture)) > MOST_PIXELS:
        raise UserError("gambar_terlalu_besar", batas=f"{MOST_PIXELS} × {MOST_PIXELS} titik")
    return picture


def read_emblem(path: Path) -> bytes:
    """A picture file for the letterhead, read no further than the largest allowed.

    Raises:
        UserError: as ``check_emblem``.
        EnvironmentProblem: *berkas_tidak_terbaca*.
    """
    return check_emblem(read_chosen(path, LARGEST_EMBLEM))


def keep_office(uow: UnitOfWork, data: OfficeData) -> None:
    """Save the office inside the caller's transaction. Raises ``InvalidInput``."""
    faults = check_office(data)
    if faults:
        raise InvalidInput(faults)
    columns: dict[str, Any] = {
        name: value.strip() if isinstance(value, str) else value
        for name, value in vars(data).items()
        if name not in _STORED_APART
    }
    uow.offices.keep(
        **columns,
        margins=list(data.margins),
        hours=hours_as_json(data.hours),
        front_desk=front_desk_as_json(data.front_desk),
    )


def change_office(uow: UnitOfWork, actor: Actor, data: OfficeData) -> None:
    """Change the office. Letters already made keep their letterhead."""
    actor.require(Role.ADMIN)
    with uow:
        keep_office(uow, data)
        uow.trail.note(actor.user_id, Deed.OFFICE_CHANGED)
        uow.commit()


def the_office(uow: UnitOfWork) -> OfficeData:
    """The office as the settings show it. Raises ``UserError`` *kantor_belum_diatur*."""
    with uow:
        row = uow.offices.get()
        names = set(OfficeData.__dataclass_fields__) - _STORED_APART
        top, right, bottom, left = row.margins
        return OfficeData(
            **{name: getattr(row, name) for name in names},
            margins=(top, right, bottom, left),
            hours=hours_from(row.hours),
            front_desk=front_desk_from(row.front_desk),
        )


def offer_services(uow: UnitOfWork, actor: Actor, codes: frozenset[str], now: datetime) -> None:
    """Choose which services this desk offers."""
    actor.require(Role.ADMIN)
    if not codes:
        raise UserError("layanan_kosong")
    with uow:
        uow.services.set_offered(codes, now)
        uow.trail.note(actor.user_id, Deed.OFFERED_CHANGED)
        uow.commit()


def offered_services(uow: UnitOfWork) -> frozenset[str]:
    """The codes of the services this desk offers."""
    with uow:
        return uow.services.offered()


def closures_for(years: range) -> dict[date, str]:
    """Public holidays and cuti bersama of some years, as far as they are known."""
    days: dict[date, str] = {}
    for year in years:
        days |= national_closures(year)
    return days


def years_without_joint_leave(closures: Mapping[date, str], years: range) -> tuple[int, ...]:
    """The years whose cuti bersama is not known and that have nothing entered by hand either."""
    entered = {day.year for day in closures}
    return tuple(year for year in years if not knows_joint_leave(year) and year not in entered)


def closures(uow: UnitOfWork) -> dict[date, str]:
    """The closed days of this office."""
    with uow:
        return uow.offices.closures()


def keep_closures(uow: UnitOfWork, actor: Actor, days: dict[date, str]) -> None:
    """Replace the closed days."""
    actor.require(Role.ADMIN)
    with uow:
        uow.offices.set_closures(days)
        uow.trail.note(actor.user_id, Deed.DAYS_OFF_CHANGED)
        uow.commit()
