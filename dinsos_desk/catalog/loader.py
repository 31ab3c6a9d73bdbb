"""Reads service files: TOML in, typed ``ServiceDef`` out, and what is wrong said with file and key.

A broken file never stops the start: it is left out of the catalogue and reported.
"""

import hashlib
import json
import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeVar

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from dinsos_desk.catalog.references import BrokenReferencesError
from dinsos_desk.catalog.schema import SCHEMA_VERSION, ServiceDef
from dinsos_desk.catalog.writer import content_of
from dinsos_desk.domain.conditions import Strict
from dinsos_desk.domain.faults import Fault

LARGEST_FILE = 1_000_000
OFFERS_NOWHERE = "katalog_rujukan_tidak_ada"
_UNTAGGED = "kind"

Loaded = TypeVar("Loaded", bound=Strict)


@dataclass(frozen=True)
class CatalogFault:
    """One thing wrong with one file: ``key`` is dotted (``route.stages[3].role``), empty for the whole.

    ``reason`` is the technical reason in English, for logs and authors; ``code`` and ``values`` give the
    Indonesian sentence through ``messages.FAULTS``. ``service`` is the code of the service, as far as it
    could be read.
    """

    file: str
    key: str
    reason: str
    code: str = "katalog_isi_salah"
    values: Mapping[str, object] = field(default_factory=lambda: MappingProxyType({}))
    service: str = ""

    def __str__(self) -> str:
        return f"{self.file}: {self.key}: {self.reason}" if self.key else f"{self.file}: {self.reason}"

    def fault(self) -> Fault:
        """The same as a fault whose sentence stands in ``messages.FAULTS``."""
        values = {"berkas": self.file, "kunci": self.key, "rincian": self.reason, **self.values}
        return Fault(self.code, MappingProxyType(values), self.key)


class CatalogError(Exception):
    """A file that cannot be used, with everything that is wrong with it."""

    def __init__(self, faults: tuple[CatalogFault, ...]) -> None:
        super().__init__("; ".join(str(fault) for fault in faults))
        self.faults = faults


@dataclass(frozen=True)
class Catalog:
    """The services that could be read, by code, and what was wrong with the others.

    ``homes``: where each was read from, as faults call it.
    """

    services: Mapping[str, ServiceDef]
    faults: tuple[CatalogFault, ...] = ()
    homes: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))

    def of_office(self, office: str) -> tuple[ServiceDef, ...]:
        """The services published by one office, by code."""
        return tuple(service for service in self.services.values() if service.office == office)


def load_service(path: Path) -> ServiceDef:
    """Read one service file.

    Raises:
        CatalogError: the file cannot be read, is no TOML, or does not fit the schema.
    """
    return read_strict(path, path.name, ServiceDef)


def load_catalog(root: Path, templates: Callable[[str], bool] | None = None) -> Catalog:
    """Read every ``<office>/<service>.toml`` under ``root``.

    ``templates`` says whether a template exists; without it templates are not looked for.
    """
    services: dict[str, ServiceDef] = {}
    homes: dict[str, str] = {}
    faults: list[CatalogFault] = []
    for path in sorted(root.rglob("*.toml")):
        name = path.relative_to(root).as_posix()
        try:
            service = read_strict(path, name, ServiceDef)
        except CatalogError as error:
            faults += error.faults
            continue
        wrong = _misplaced(service, name, homes) + without_template(service, name, templates)
        if wrong:
            faults += wrong
            continue
        services[service.code] = service
        homes[service.code] = name
    return catalog_of(services, homes, faults)


def catalog_of(
    services: Mapping[str, ServiceDef], homes: Mapping[str, str], faults: Sequence[CatalogFault]
) -> Catalog:
    """A catalogue by code; offers of services that are not in it are faults, their service works on."""
    nowhere = [
        CatalogFault(
            homes[code],
            f"offers[{place}].service",
            f"names '{offer.service}', which is not in the catalogue",
            OFFERS_NOWHERE,
            {"rujukan": offer.service},
            code,
        )
        for code, service in services.items()
        for place, offer in enumerate(service.offers)
        if offer.service not in services
    ]
    by_code = MappingProxyType(dict(sorted(services.items())))
    return Catalog(by_code, (*faults, *nowhere), MappingProxyType(dict(homes)))


def definition_json(service: ServiceDef) -> str:
    """The whole definition as canonical JSON, defaults written out: what an application keeps."""
    values = service.model_dump(mode="json", by_alias=True, exclude_none=True)
    return json.dumps(values, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def version_hash(service: ServiceDef) -> str:
    """The name of this version of a service: SHA-256 of what its file says, in hex.

    What equals its default is left out, so that a program that knows more keys calls it the same.
    """
    content = json.dumps(content_of(service), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(content.encode()).hexdigest()


def from_definition(definition: str) -> ServiceDef:
    """The service that ``definition_json`` wrote down.

    Raises:
        CatalogError: it is no definition of a service that this program knows.
    """
    try:
        values = json.loads(definition)
    except ValueError as error:
        raise CatalogError((_unreadable("", str(error), "katalog_bukan_toml"),)) from None
    return validate(values, "", ServiceDef)


def read_strict(path: Path, name: str, model: type[Loaded]) -> Loaded:
    """Read a TOML file into a strict model; ``name`` is how faults call the file.

    Raises:
        CatalogError: the file cannot be read, is no TOML, or does not fit the model.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise CatalogError((_unreadable(name, type(error).__name__, "katalog_tidak_terbaca"),)) from None
    return validate(read_toml(data, name), name, model)


def read_toml(data: bytes, name: str) -> dict[str, Any]:
    """The values of a file of at most 1 MB that does not come from a newer program.

    Raises:
        CatalogError: it is larger, no TOML, or made for a newer schema.
    """
    if len(data) > LARGEST_FILE:
        raise CatalogError((_unreadable(name, "larger than 1 MB", "katalog_tidak_terbaca"),))
    try:
        values = tomllib.loads(data.decode("utf-8-sig"))
    except ValueError as error:
        raise CatalogError((_unreadable(name, str(error), "katalog_bukan_toml"),)) from None
    except RecursionError:
        raise CatalogError((_unreadable(name, "nested too deeply", "katalog_bukan_toml"),)) from None
    refuse_newer(values, name)
    return values


def refuse_newer(values: Mapping[str, Any], name: str) -> None:
    """Raise ``CatalogError`` when the values were written for a newer schema."""
    schema = values.get("schema")
    if isinstance(schema, int) and not isinstance(schema, bool) and schema > SCHEMA_VERSION:
        reason = f"made for schema {schema}; this program knows up to {SCHEMA_VERSION}"
        newer = {"skema": schema, "dikenal": SCHEMA_VERSION}
        raise CatalogError(
            (CatalogFault(name, "schema", reason, "katalog_lebih_baru", newer, _code(values)),)
        )


def validate(values: Mapping[str, Any], name: str, model: type[Loaded]) -> Loaded:
    """Values as a strict model: no text becomes a number, no unknown key is passed over.

    Raises:
        CatalogError: they do not fit; one fault for each place.
    """
    if isinstance(values, Mapping):
        refuse_newer(values, name)
    code = _code(values)
    try:
        return model.model_validate_json(json.dumps(values, default=_refuse), strict=True)
    except TypeError:
        reason = "holds a date or time; write dates as text"
        raise CatalogError((CatalogFault(name, "", reason, service=code),)) from None
    except ValidationError as error:
        details = error.errors(include_url=False)
        found = (replace(f, service=code) for detail in details for f in _faults(name, values, detail))
        raise CatalogError(tuple(found)) from None


def _code(values: object) -> str:
    """The code a file gives itself, as far as it can be read."""
    code = values.get("code") if isinstance(values, Mapping) else None
    return code if isinstance(code, str) else ""


def _refuse(value: object) -> None:
    raise TypeError(type(value).__name__)


def _unreadable(name: str, reason: str, code: str) -> CatalogFault:
    return CatalogFault(name, "", reason, code)


def _faults(name: str, values: object, detail: ErrorDetails) -> list[CatalogFault]:
    """What pydantic says about one place, in the words of the file."""
    key = dotted_key(detail["loc"], values)
    cause = detail.get("ctx", {}).get("error")
    if isinstance(cause, BrokenReferencesError):
        return [
            CatalogFault(name, broken.key, str(broken), broken.code, {"rujukan": broken.name})
            for broken in cause.broken
        ]
    reason = detail["msg"].removeprefix("Value error, ")
    if detail["type"] == "extra_forbidden":
        return [CatalogFault(name, key, "unknown key", "katalog_kunci_asing")]
    if detail["type"] == "missing":
        return [CatalogFault(name, key, "missing", "katalog_kunci_kurang")]
    return [CatalogFault(name, key, reason)]


def dotted_key(location: tuple[int | str, ...], values: object) -> str:
    """A pydantic location as the file writes it, without the tags of discriminated unions."""
    key = ""
    here = values
    for part in location:
        if isinstance(part, int):
            key += f"[{part}]"
            here = here[part] if isinstance(here, list) and part < len(here) else None
            continue
        if isinstance(here, Mapping):
            if part not in here and here.get(_UNTAGGED) == part:
                continue
            here = here.get(part)
        elif key:
            break
        key += f".{part}" if key else part
    return key


def _misplaced(service: ServiceDef, name: str, homes: Mapping[str, str]) -> list[CatalogFault]:
    faults = []
    folder = name.split("/")[0] if "/" in name else ""
    if folder and folder != service.office:
        reason = f"office '{service.office}' does not belong into folder '{folder}'"
        faults.append(
            CatalogFault(
                name, "office", reason, "katalog_salah_folder", {"rujukan": service.office}, service.code
            )
        )
    if service.code in homes:
        reason = f"code '{service.code}' is already used by {homes[service.code]}"
        other = {"rujukan": service.code, "lain": homes[service.code]}
        faults.append(CatalogFault(name, "code", reason, "katalog_kode_terpakai", other, service.code))
    return faults


def without_template(
    service: ServiceDef, name: str, templates: Callable[[str], bool] | None
) -> list[CatalogFault]:
    """The products whose template does not exist; nothing is looked for without ``templates``."""
    return [
        CatalogFault(
            name,
            f"products[{place}].template",
            f"template '{product.template}' does not exist",
            "katalog_templat_tidak_ada",
            {"rujukan": product.template},
            service.code,
        )
        for place, product in enumerate(service.products)
        if templates is not None and product.template and not templates(product.template)
    ]
