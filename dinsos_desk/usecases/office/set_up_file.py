"""Berkas penyiapan: the whole set-up of an office as one file, made here and read from elsewhere.

A ZIP with ``kantor.toml``, ``layanan/*.toml`` (services that the office changed or made), ``templat/**.docx``
(its own Word templates) and ``lambang.png`` or ``.jpg``. It names no person: no officials, no users, no
applications, and no authors of templates.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from types import MappingProxyType

import tomli_w

from dinsos_desk.catalog.faults import CatalogError, CatalogFault
from dinsos_desk.catalog.loader import without_template
from dinsos_desk.catalog.number_series import entry_of
from dinsos_desk.catalog.office import (
    ClosedDay,
    OfficeSetup,
    Post,
    RamadanSpan,
    SafetySetup,
    hours_of,
)
from dinsos_desk.catalog.schema import SCHEMA_VERSION, ServiceDef
from dinsos_desk.catalog.strict import read_toml, validate
from dinsos_desk.catalog.versions import from_definition
from dinsos_desk.catalog.writer import write_service
from dinsos_desk.documents.anonymous import without_authors
from dinsos_desk.documents.letters import Letters
from dinsos_desk.documents.templates.file import LARGEST_TEMPLATE
from dinsos_desk.domain.number_series import NumberSeries
from dinsos_desk.domain.routing import Role
from dinsos_desk.domain.safety import SafetyRules, safety_as_json
from dinsos_desk.errors import DeskError, UserError
from dinsos_desk.files import read_chosen
from dinsos_desk.usecases.actor import Actor
from dinsos_desk.usecases.numbers.file import changed_series, series_faults
from dinsos_desk.usecases.office.archive import LARGEST_FILE, packed, unpacked
from dinsos_desk.usecases.office.posts import Bureau, office_posts
from dinsos_desk.usecases.office.safety import safety_rules
from dinsos_desk.usecases.office.setup import (
    PLAIN_FACTS,
    OfficeData,
    check_emblem,
    check_office,
    closures,
    from_facts,
    offered_services,
    the_office,
)

SUFFIX = ".dinsos"
OFFICE = "kantor.toml"
_SERVICES, _TEMPLATES = "layanan/", "templat/"
_EMBLEMS = ("lambang.png", "lambang.jpg")
_EXPECTED = re.compile(r"layanan/[a-z0-9_]+\.toml|templat/[a-z0-9_]+(/[a-z0-9_]+)*\.docx|lambang\.(png|jpg)")


@dataclass(frozen=True)
class OfficeFile:
    """The content of a berkas penyiapan.

    ``services``: what is offered; ``own``: the services that come with it; ``skipped``: what of it cannot be
    used, with the reason. ``safety``: None when the file says nothing of passwords and locks.
    """

    office: OfficeData
    closures: Mapping[date, str] = field(default_factory=dict)
    posts: tuple[Post, ...] = ()
    services: frozenset[str] = frozenset()
    own: tuple[ServiceDef, ...] = ()
    templates: Mapping[str, bytes] = field(default_factory=dict, repr=False)
    skipped: tuple[CatalogFault, ...] = ()
    series: tuple[NumberSeries, ...] = ()
    safety: SafetyRules | None = None


def file_name(office: OfficeData) -> str:
    """What a berkas penyiapan is called when it is saved."""
    place = office.government.title().removeprefix("Pemerintah ")
    words = "".join(c if c.isalnum() else " " for c in f"penyiapan {office.name} {place}").split()
    return "-".join(words).lower()[:80] + SUFFIX


def export_office(desk: Bureau, actor: Actor) -> bytes:
    """The set-up of this office as one file; the same set-up gives the same bytes.

    Raises:
        UserError: *tidak_berwenang*, *kantor_belum_diatur*.
    """
    actor.require(Role.ADMIN)
    office = the_office(desk.reader())
    with desk.reader() as uow:
        own = {row.code: row.definition for row in uow.services.own()}
    setup = OfficeSetup(
        schema=SCHEMA_VERSION,
        preset=office.preset,
        **{name: getattr(office, name) for name in PLAIN_FACTS},
        margins_mm=office.margins,
        hours=hours_of(office.hours.week),
        ramadan_hours=hours_of(office.hours.ramadan_week),
        ramadan=tuple(
            RamadanSpan(first=first.isoformat(), last=last.isoformat())
            for first, last in office.hours.ramadan_spans
        ),
        closures=tuple(
            ClosedDay(day=day.isoformat(), name=name) for day, name in sorted(closures(desk.reader()).items())
        ),
        posts=office_posts(desk),
        services=tuple(sorted(offered_services(desk.reader()) & set(desk.catalog.services))),
        front_desk=office.front_desk,
        number_series=tuple(entry_of(one) for one in changed_series(desk.reader())),
        safety=SafetySetup(**safety_as_json(safety_rules(desk.reader()))),
    )
    entries = {OFFICE: _as_toml(setup).encode()}
    for code, definition in sorted(own.items()):
        service = _service(definition)
        if service is not None:
            entries[f"{_SERVICES}{code.replace('-', '_')}.toml"] = write_service(service).encode()
    for name in sorted(desk.letters.names()[1]):
        place = f"{_TEMPLATES}{name}"
        if _EXPECTED.fullmatch(place):
            entries[place] = without_authors(name, desk.letters.template(name))
    if office.emblem:
        is_png = office.emblem.startswith(b"\x89PNG")
        entries[_EMBLEMS[0] if is_png else _EMBLEMS[1]] = office.emblem
    return packed(entries)


def read_file(path: Path) -> bytes:
    """The bytes of a file that somebody chose, never more than is looked at.

    Raises:
        EnvironmentProblem: *berkas_tidak_terbaca* (nama).
    """
    return read_chosen(path, LARGEST_FILE)


def read_office_file(data: bytes, letters: Letters) -> OfficeFile:
    """What a berkas penyiapan holds, looked at strictly; nothing is written.

    A service or template that cannot be used is left out and reported; anything else that is wrong refuses
    the whole file. ``letters``: the templates of this program.

    Raises:
        UserError: *berkas_penyiapan_bukan*, *berkas_penyiapan_terlalu_besar* (batas),
            *berkas_penyiapan_rusak*, *berkas_penyiapan_isi_asing* (nama), *berkas_penyiapan_lebih_baru*
            (skema, dikenal), *berkas_penyiapan_salah* (sebab), *gambar_terlalu_besar*,
            *gambar_tidak_dikenal*.
    """
    entries = unpacked(data)
    if OFFICE not in entries:
        raise UserError("berkas_penyiapan_bukan")
    setup = _setup(entries.pop(OFFICE))
    strange = next((name for name in sorted(entries) if not _EXPECTED.fullmatch(name)), None)
    if strange is not None:
        raise UserError("berkas_penyiapan_isi_asing", nama=strange[:80])
    emblems = [entries[name] for name in _EMBLEMS if name in entries]
    office = _office(setup, check_emblem(emblems[0]) if emblems else None)
    templates, skipped = _templates(entries, letters)
    own, broken = _services(entries, lambda name: name in templates or letters.has(name))
    return OfficeFile(
        office,
        MappingProxyType({date.fromisoformat(day.day): day.name for day in setup.closures}),
        setup.posts,
        frozenset(setup.services),
        own,
        MappingProxyType(templates),
        (*skipped, *broken),
        _series(setup),
        setup.safety.rules() if setup.safety is not None else None,
    )


def _setup(data: bytes) -> OfficeSetup:
    try:
        return validate(read_toml(data, OFFICE), OFFICE, OfficeSetup)
    except CatalogError as error:
        fault = error.faults[0]
        if fault.code == "katalog_lebih_baru":
            raise UserError("berkas_penyiapan_lebih_baru", **fault.values) from None
        raise UserError("berkas_penyiapan_salah", sebab=fault.fault()) from None


def _office(setup: OfficeSetup, emblem: bytes | None) -> OfficeData:
    office = from_facts(setup, setup.preset, emblem)
    faults = check_office(office)
    if faults:
        raise UserError("berkas_penyiapan_salah", sebab=faults[0])
    return office


def _series(setup: OfficeSetup) -> tuple[NumberSeries, ...]:
    series = tuple(entry.series() for entry in setup.number_series)
    faults = series_faults(series, setup.number_pattern)
    if faults:
        raise UserError("berkas_penyiapan_salah", sebab=faults[0])
    return series


def _services(
    entries: Mapping[str, bytes], has: Callable[[str], bool]
) -> tuple[tuple[ServiceDef, ...], list[CatalogFault]]:
    """The services that can be used, and what is wrong with the others."""
    found: dict[str, ServiceDef] = {}
    homes: dict[str, str] = {}
    skipped: list[CatalogFault] = []
    for name in sorted(entries):
        if not name.startswith(_SERVICES):
            continue
        try:
            service = validate(read_toml(entries[name], name), name, ServiceDef)
        except CatalogError as error:
            skipped += error.faults[:1]
            continue
        wrong = without_template(service, name, has)[:1]
        if service.code in found:
            again = {"rujukan": service.code, "lain": homes[service.code]}
            wrong.append(
                CatalogFault(name, "code", "used twice", "katalog_kode_terpakai", again, service.code)
            )
        if wrong:
            skipped += wrong
            continue
        found[service.code], homes[service.code] = service, name
    return tuple(found.values()), skipped


def _templates(entries: Mapping[str, bytes], letters: Letters) -> tuple[dict[str, bytes], list[CatalogFault]]:
    """The templates that Word could open, and what is wrong with the others."""
    found: dict[str, bytes] = {}
    skipped: list[CatalogFault] = []
    for name, data in sorted(entries.items()):
        if not name.startswith(_TEMPLATES):
            continue
        try:
            if len(data) > LARGEST_TEMPLATE:
                raise UserError("templat_terlalu_besar", batas="5 MB")
            letters.fields_of(data)
        except DeskError as error:
            reason = str(error.values.get("sebab", "berkasnya terlalu besar"))
            skipped.append(CatalogFault(name, "", error.code, "berkas_templat_salah", {"sebab": reason}))
            continue
        found[name.removeprefix(_TEMPLATES)] = data
    return found, skipped


def _service(definition: str) -> ServiceDef | None:
    """A published service; one that this program cannot read any more cannot be given on either."""
    try:
        return from_definition(definition)
    except CatalogError:
        return None


def _as_toml(setup: OfficeSetup) -> str:
    values = setup.model_dump(mode="json", by_alias=True, exclude_none=True)
    return tomli_w.dumps({"schema": values.pop("schema"), **values})
