"""Templates that services need as they are: of published services, and of the versions that run."""

from collections.abc import Iterator, Mapping

from dinsos_desk.catalog.schema import ServiceDef
from dinsos_desk.errors import UserError
from dinsos_desk.usecases.requests.cases import running_services
from dinsos_desk.usecases.services.workplace import Workplace
from dinsos_desk.usecases.templates.words import unknown_fields


def refuse_misfit(desk: Workplace, fields: Mapping[str, frozenset[str]], *, published: bool = True) -> None:
    """Refuse templates that ask for what the services that use them now do not have.

    ``fields``: what each template would ask for, by name. Looked at are the versions of running applications
    and, when ``published``, the services that this desk offers.

    Raises:
        UserError: *templat_tidak_cocok* (nama, layanan, data); nothing was changed.
    """
    with desk.reader() as uow:
        offered = uow.services.offered()
        users = list(running_services(uow))
    if published:
        users += [service for code, service in desk.catalog.services.items() if code in offered]
    for service in users:
        for name in _named(service) & set(fields):
            for missing in unknown_fields(fields[name], service)[:1]:
                values = {"nama": name, "layanan": service.short_name, "data": missing.name}
                raise UserError("templat_tidak_cocok", **values)


def refuse_used(desk: Workplace, name: str) -> None:
    """Refuse to take a template away that a service of the catalogue, or a running application, names.

    Raises:
        UserError: *templat_masih_dipakai* (nama, layanan).
    """
    for service in _everybody(desk):
        if name in _named(service):
            raise UserError("templat_masih_dipakai", nama=name, layanan=service.short_name)


def _everybody(desk: Workplace) -> Iterator[ServiceDef]:
    yield from desk.catalog.services.values()
    with desk.reader() as uow:
        yield from tuple(running_services(uow))


def _named(service: ServiceDef) -> set[str]:
    return {product.template for product in service.products if product.template}
