"""Offices as files: presets that a set-up starts with, and the set-up given from desk to desk.

Neither holds a person's name: who holds a post is entered at set-up. What a preset's source does not say
is left empty.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum
from pathlib import Path
from types import MappingProxyType
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, Field, StringConstraints, model_validator

from dinsos_desk.catalog.faults import CatalogError, CatalogFault
from dinsos_desk.catalog.number_series import SeriesEntry
from dinsos_desk.catalog.schema import SCHEMA_VERSION, ServiceCode
from dinsos_desk.catalog.strict import read_strict
from dinsos_desk.domain.conditions import Code, Inconsistent, Label, Strict
from dinsos_desk.domain.front_desk import FrontDesk
from dinsos_desk.domain.office_hours import PERPRES_WEEK, DayHours, OfficeHours, Week
from dinsos_desk.domain.routing import Role
from dinsos_desk.domain.safety import SafetyRules, safety_faults

HEAD_POST = "kepala_dinas"
"""The code of the post that every office has: it signs what names no other, recaps and registers."""
DEFAULT_PATTERN = "{klasifikasi}/{urut}/{unit}/{bulan_romawi}/{tahun}"

DEFAULT_CLASSIFICATION = "400.9"


def _real_day(text: str) -> str:
    date.fromisoformat(text)
    return text


Day = Annotated[str, StringConstraints(pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"), AfterValidator(_real_day)]
Clock = Annotated[str, StringConstraints(pattern=r"^([01][0-9]|2[0-3])\.[0-5][0-9]$")]


class Weekday(StrEnum):
    """The days, Monday first."""

    SENIN = "senin"
    SELASA = "selasa"
    RABU = "rabu"
    KAMIS = "kamis"
    JUMAT = "jumat"
    SABTU = "sabtu"
    MINGGU = "minggu"


def _time(clock: str) -> time:
    hour, minute = clock.split(".")
    return time(int(hour), int(minute))


class Hours(Strict):
    """The hours of some days of the week, written 07.30; a break has both ends or neither."""

    days: tuple[Weekday, ...] = Field(min_length=1)
    start: Clock
    end: Clock
    break_start: Clock | None = None
    break_end: Clock | None = None

    @model_validator(mode="after")
    def _possible(self) -> "Hours":
        self.day_hours()
        return self

    def day_hours(self) -> DayHours:
        """As the working clock takes them. Raises ``ValueError`` for hours that are no hours."""
        pause = _time(self.break_start) if self.break_start else None
        back = _time(self.break_end) if self.break_end else None
        return DayHours(_time(self.start), _time(self.end), pause, back)


class Post(Strict):
    """A post that signs or reviews; ``code`` is what ``signed_by`` of a product names.

    ``name`` stands on letters; ``division`` is the bidang whose services come to this post.
    """

    code: Code
    name: Label
    role: Role
    division: str = ""


class OfficeFacts(Strict):
    """What is known of an office without any person: letterhead, paper, numbers, hours, posts, services.

    ``margins_mm``: top, right, bottom, left. ``complaints`` is the line that receipts print.
    """

    government: str = ""
    name: str = ""
    address: str = ""
    city: str = ""
    postcode: str = ""
    phone: str = ""
    email: str = ""
    website: str = ""
    complaints: str = ""
    office_code: str = ""
    unit: str = ""
    number_pattern: str = DEFAULT_PATTERN
    classification: str = DEFAULT_CLASSIFICATION
    paper: Literal["A4", "F4"] = "A4"
    margins_mm: tuple[float, float, float, float] = (15, 20, 20, 25)
    font: str = "Arial"
    font_size: int = Field(default=12, ge=9, le=14)
    hours: tuple[Hours, ...] = ()
    posts: tuple[Post, ...] = ()
    services: tuple[ServiceCode, ...] = ()
    front_desk: FrontDesk = FrontDesk()

    @model_validator(mode="after")
    def _said_once(self) -> Self:
        for what, names in (
            ("post", [post.code for post in self.posts]),
            ("service", list(self.services)),
            ("day", [day.value for hours in self.hours for day in hours.days]),
        ):
            twice = sorted({name for name in names if names.count(name) > 1})
            if twice:
                raise ValueError(f"{what} '{twice[0]}' appears twice")
        return self

    def post(self, code: str) -> Post:
        """The post with this code. Raises KeyError when there is none."""
        for post in self.posts:
            if post.code == code:
                return post
        raise KeyError(code)

    def office_hours(self) -> OfficeHours:
        """The week of this office; Perpres 21/2023 when nothing is said."""
        return OfficeHours(week=week_of(self.hours)) if self.hours else OfficeHours()


class OfficePreset(OfficeFacts):
    """What is known of an office before its set-up."""

    schema_version: int = Field(alias="schema", le=SCHEMA_VERSION, ge=1)
    code: Code
    title: Label
    source: str = ""
    notes: tuple[str, ...] = ()


class ClosedDay(Strict):
    """A day on which the office is closed, written 2026-12-25."""

    day: Day
    name: Label


class RamadanSpan(Strict):
    """The first and the last day of Ramadan, written 2027-02-08."""

    first: Day
    last: Day

    @model_validator(mode="after")
    def _in_order(self) -> "RamadanSpan":
        if date.fromisoformat(self.last) < date.fromisoformat(self.first):
            raise ValueError("ends before it begins")
        return self


class SafetySetup(Strict):
    """The rules of passwords and locks, as ``SafetyRules`` has them."""

    password_length: int
    free_failures: int
    first_wait: int
    longest_wait: int
    idle_minutes: int
    idle_most: int

    @model_validator(mode="after")
    def _goes_together(self) -> Self:
        for fault in safety_faults(self.rules()):
            raise Inconsistent(fault.code, f"safety: {fault.code} at {fault.place}")
        return self

    def rules(self) -> SafetyRules:
        """As the office keeps them."""
        return SafetyRules(**self.model_dump())


class OfficeSetup(OfficeFacts):
    """The set-up of an office as it is given to another desk: ``kantor.toml`` of a berkas penyiapan.

    ``preset``: the preset it was begun with, empty for none. ``services`` are the offered ones. ``safety``:
    None when the file says nothing about it.
    """

    schema_version: int = Field(alias="schema", le=SCHEMA_VERSION, ge=1)
    preset: str = ""
    ramadan_hours: tuple[Hours, ...] = ()
    ramadan: tuple[RamadanSpan, ...] = ()
    closures: tuple[ClosedDay, ...] = ()
    number_series: tuple[SeriesEntry, ...] = ()
    safety: SafetySetup | None = None

    def office_hours(self) -> OfficeHours:
        """The week, the week of Ramadan and its days."""
        plain = super().office_hours()
        spans = tuple((date.fromisoformat(s.first), date.fromisoformat(s.last)) for s in self.ramadan)
        ramadan = week_of(self.ramadan_hours) if self.ramadan_hours else plain.ramadan_week
        return OfficeHours(plain.week, ramadan, spans)


def week_of(hours: Iterable[Hours]) -> Week:
    """The seven days, Monday first; a day that is not named is closed."""
    week: list[DayHours | None] = [None] * len(PERPRES_WEEK)
    order = list(Weekday)
    for some in hours:
        for day in some.days:
            week[order.index(day)] = some.day_hours()
    return tuple(week)


def hours_of(week: Week) -> tuple[Hours, ...]:
    """The inverse of ``week_of``: days with the same hours stand together."""
    same: dict[DayHours, list[Weekday]] = {}
    for day, hours in zip(Weekday, week, strict=True):
        if hours is not None:
            same.setdefault(hours, []).append(day)
    return tuple(
        Hours(
            days=tuple(days),
            start=_clock(hours.start),
            end=_clock(hours.end),
            break_start=_clock(hours.break_start) if hours.break_start else None,
            break_end=_clock(hours.break_end) if hours.break_end else None,
        )
        for hours, days in same.items()
    )


def _clock(moment: time) -> str:
    return f"{moment:%H.%M}"


@dataclass(frozen=True)
class Offices:
    """The presets that could be read, by code, and what was wrong with the others."""

    presets: Mapping[str, OfficePreset]
    faults: tuple[CatalogFault, ...] = ()


def load_office(path: Path) -> OfficePreset:
    """Read one preset.

    Raises:
        CatalogError: the file cannot be read, is no TOML, or does not fit.
    """
    return read_strict(path, path.name, OfficePreset)


def load_offices(folder: Path) -> Offices:
    """Read every preset in ``folder``; a broken or doubled one is left out and reported."""
    presets: dict[str, OfficePreset] = {}
    faults: list[CatalogFault] = []
    for path in sorted(folder.glob("*.toml")):
        try:
            preset = load_office(path)
        except CatalogError as error:
            faults += error.faults
            continue
        if preset.code in presets:
            reason = f"code '{preset.code}' is already used by another preset"
            again = {"rujukan": preset.code, "lain": preset.code}
            faults.append(CatalogFault(path.name, "code", reason, "katalog_kode_terpakai", again))
            continue
        presets[preset.code] = preset
    return Offices(MappingProxyType(presets), tuple(faults))
