"""Reads the folder of service files: what could be read is the catalogue, what not is reported.

A broken file never stops the start: it is left out of the catalogue.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

from dinsos_desk.catalog.faults import CatalogError, CatalogFault
from dinsos_desk.catalog.schema import ServiceDef
from dinsos_desk.catalog.strict import read_strict

OFFERS_NOWHERE = "katalog_rujukan_tidak_ada"


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
