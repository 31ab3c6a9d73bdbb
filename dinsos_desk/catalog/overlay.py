"""The catalogue of one office: the shipped services with the office's own laid over them.

An own service that cannot be used is left out and reported; the shipped one of the same code does not
silently take its place, for that is not what the office published.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from dinsos_desk.catalog.faults import CatalogError, CatalogFault
from dinsos_desk.catalog.loader import OFFERS_NOWHERE, Catalog, catalog_of, without_template
from dinsos_desk.catalog.versions import from_definition


@dataclass(frozen=True)
class OwnDefinition:
    """A service as the office published it: its canonical JSON."""

    code: str
    name: str
    definition: str


def overlaid(
    shipped: Catalog, own: Iterable[OwnDefinition], templates: Callable[[str], bool] | None = None
) -> Catalog:
    """The shipped catalogue with the office's own services over it, and the faults of both.

    ``templates`` says whether a template exists; without it templates are not looked for.
    """
    services, homes = dict(shipped.services), dict(shipped.homes)
    faults = [fault for fault in shipped.faults if not _is_offer(fault)]
    for definition in own:
        home = f"“{definition.name}” (layanan kantor)"
        services.pop(definition.code, None)
        try:
            service = from_definition(definition.definition)
        except CatalogError as error:
            faults += [replace(fault, file=home, service=definition.code) for fault in error.faults]
            continue
        wrong = without_template(service, home, templates)
        if service.code != definition.code:
            reason = f"is kept as '{definition.code}' but calls itself '{service.code}'"
            other = {"rujukan": service.code, "lain": definition.code}
            wrong.append(CatalogFault(home, "code", reason, "katalog_kode_terpakai", other, definition.code))
        if wrong:
            faults += wrong
            continue
        services[service.code], homes[service.code] = service, home
    return catalog_of(services, homes, faults)


def _is_offer(fault: CatalogFault) -> bool:
    """Whether a fault is an offer that leads nowhere: judged anew over the whole."""
    at_offer = fault.key.startswith("offers[") and fault.key.endswith("].service")
    return at_offer and fault.code == OFFERS_NOWHERE
