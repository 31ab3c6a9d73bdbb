"""Setting the office up and changing it: letterhead, paper, numbers, hours, officials, services."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

from dinsos_desk.catalog.office import OfficePreset
from dinsos_desk.db import tables
from dinsos_desk.db.unit_of_work import UnitOfWork
from dinsos_desk.documents.look import PAPERS_MM
from dinsos_desk.documents.pictures import picture_size
from dinsos_desk.domain.dates import format_date
from dinsos_desk.domain.faults import Fault, Refused
from dinsos_desk.domain.holidays_id import knows_joint_leave, national_closures
from dinsos_desk.domain.identity import parse_nip
from dinsos_desk.domain.numbering import Reset, parse_pattern
from dinsos_desk.domain.routing import Role
from dinsos_desk.domain.text import text_faults
from dinsos_desk.domain.working_time import OfficeHours
from dinsos_desk.errors import EnvironmentProblem, InvalidInput, UserError
from dinsos_desk.usecases.actor import Actor
from dinsos_desk.usecases.clock import hours_as_json, hours_from

FONTS = ("Arial", "Bookman Old Style", "Times New Roman", "Calibri")
LONGEST_LINE = 300
LARGEST_EMBLEM = 2 * 1024 * 1024
MOST_PIXELS = 6000
KIND_NAMES = {"definitif": "definitif", "plt": "Plt.", "plh": "Plh."}
OFFICIAL_KINDS = tuple(KIND_NAMES)
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
    number_pattern: str = "{klasifikasi}/{urut}/{unit}/{bulan_romawi}/{tahun}"
    classification: str = "400.9"
    unit: str = "DINSOS"
    office_code: str = ""
    hours: OfficeHours = field(default_factory=OfficeHours)


@dataclass(frozen=True)
class OfficialData:
    """The holder of a post. ``title`` is how the signature block prints it, one line per line."""

    post: str
    title: str
    name: str
    rank: str = ""
    nip: str = ""
    kind: str = "definitif"
    valid_from: date = date(2020, 1, 1)
    valid_until: date | None = None
    id: int | None = None


def from_preset(preset: OfficePreset) -> OfficeData:
    """What a set-up starts with."""
    return OfficeData(
        preset=preset.code,
        government=preset.government,
        name=preset.name,
        address=preset.address,
        city=preset.city,
        postcode=preset.postcode,
        phone=preset.phone,
        email=preset.email,
        website=preset.website,
        complaints=preset.complaints,
        paper=preset.paper,
        margins=preset.margins_mm,
        font=preset.font,
        font_size=preset.font_size,
        number_pattern=preset.number_pattern,
        classification=preset.classification,
        unit=preset.unit or "DINSOS",
        office_code=preset.office_code,
        hours=preset.office_hours(),
    )


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
    try:
        with path.open("rb") as file:
            return check_emblem(file.read(LARGEST_EMBLEM + 1))
    except OSError as error:
        raise EnvironmentProblem("berkas_tidak_terbaca", nama=path.name) from error


def keep_office(uow: UnitOfWork, data: OfficeData) -> None:
    """Save the office inside the caller's transaction. Raises ``InvalidInput``."""
    faults = check_office(data)
    if faults:
        raise InvalidInput(faults)
    columns: dict[str, Any] = {
        name: value.strip() if isinstance(value, str) else value
        for name, value in vars(data).items()
        if name not in ("margins", "hours")
    }
    uow.offices.keep(**columns, margins=list(data.margins), hours=hours_as_json(data.hours))


def change_office(uow: UnitOfWork, actor: Actor, data: OfficeData) -> None:
    """Change the office. Letters already made keep their letterhead."""
    actor.require(Role.ADMIN)
    with uow:
        keep_office(uow, data)
        uow.commit()


def the_office(uow: UnitOfWork) -> OfficeData:
    """The office as the settings show it. Raises ``UserError`` *kantor_belum_diatur*."""
    with uow:
        row = uow.offices.get()
        names = set(OfficeData.__dataclass_fields__) - {"margins", "hours"}
        top, right, bottom, left = row.margins
        return OfficeData(
            **{name: getattr(row, name) for name in names},
            margins=(top, right, bottom, left),
            hours=hours_from(row.hours),
        )


def officials(uow: UnitOfWork) -> tuple[OfficialData, ...]:
    """Everybody who holds or held a post."""
    with uow:
        return tuple(_official(row) for row in uow.offices.officials())


def check_official(data: OfficialData, others: Iterable[OfficialData] = ()) -> tuple[Fault, ...]:
    """What is wrong with the holder of a post as entered; ``others`` hold posts already.

    Two definitive holders of one post cannot serve on the same day, nor two Plt. or two Plh.; an acting
    holder beside a definitive one is what acting holders are for.
    """
    faults = [
        Fault("wajib_diisi", {"nama": label}, name)
        for name, label in (("post", "Jabatan"), ("title", "Sebutan jabatan"), ("name", "Nama"))
        if not str(getattr(data, name)).strip()
    ]
    for name in ("title", "name", "rank"):
        faults += text_faults(str(getattr(data, name)), LONGEST_LINE, name)
    if data.valid_until is not None and data.valid_until < data.valid_from:
        faults.append(Fault("tanggal_terbalik", {}, "valid_until"))
    if data.kind not in OFFICIAL_KINDS:
        faults.append(Fault("pilihan_tidak_dikenal", {"nilai": data.kind}, "kind"))
    if data.nip.strip():
        try:
            parse_nip(data.nip, date.max)
        except Refused as refusal:
            faults.append(refusal.fault.at("nip"))
    same = next((other for other in others if _overlaps(data, other)), None)
    if same is not None:
        values = {"nama": same.name, "sebagai": KIND_NAMES[same.kind], "masa": span_words(same)}
        faults.append(Fault("pejabat_tumpang_tindih", values, "valid_from"))
    return tuple(faults)


def span_words(data: OfficialData) -> str:
    """From when to when somebody holds a post."""
    if data.valid_until is None:
        return f"sejak {format_date(data.valid_from)}"
    return f"{format_date(data.valid_from)} sampai {format_date(data.valid_until)}"


def _overlaps(one: OfficialData, other: OfficialData) -> bool:
    """Whether two holders of a post serve in the same capacity on some day."""
    if one is other or (one.id is not None and one.id == other.id):
        return False
    if (one.post, one.kind) != (other.post, other.kind):
        return False
    first, second = one.valid_until or date.max, other.valid_until or date.max
    return one.valid_from <= second and other.valid_from <= first


def official_columns(data: OfficialData) -> dict[str, Any]:
    """A checked official as the database keeps them."""
    nip = parse_nip(data.nip, date.max).value if data.nip.strip() else ""
    tidy = replace(data, nip=nip, name=data.name.strip(), title=data.title.strip(), rank=data.rank.strip())
    columns = dict(vars(tidy))
    columns.pop("id")
    return columns


def keep_official(uow: UnitOfWork, actor: Actor, data: OfficialData) -> int:
    """Add or change the holder of a post. Raises ``InvalidInput``."""
    actor.require(Role.ADMIN)
    with uow:
        faults = check_official(data, map(_official, uow.offices.officials()))
        if faults:
            raise InvalidInput(faults)
        official_id = uow.offices.keep_official(data.id, **official_columns(data))
        uow.commit()
    return official_id


def remove_official(uow: UnitOfWork, actor: Actor, official_id: int) -> None:
    """Take an official off the list; letters already made keep their signatory."""
    actor.require(Role.ADMIN)
    with uow:
        uow.offices.remove_official(official_id)
        uow.commit()


def _official(row: tables.Official) -> OfficialData:
    return OfficialData(
        row.post, row.title, row.name, row.rank, row.nip, row.kind, row.valid_from, row.valid_until, row.id
    )


def offer_services(uow: UnitOfWork, actor: Actor, codes: frozenset[str], now: datetime) -> None:
    """Choose which services this desk offers."""
    actor.require(Role.ADMIN)
    if not codes:
        raise UserError("layanan_kosong")
    with uow:
        uow.services.set_offered(codes, now)
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
        uow.commit()
