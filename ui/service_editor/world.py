"""Reads what the forms of the editor choose from beyond the draft. Runs off the window's thread."""

from dinsos_desk.desk import Desk
from dinsos_desk.usecases.templates.stock import letter_templates
from ui.service_editor.spec import World
from ui.settings.officials import holders_of


def load_world(desk: Desk) -> World:
    """Templates, posts, services and divisions of this office."""
    services = sorted(desk.catalog.services.values(), key=lambda service: service.short_name.casefold())
    with desk.reader() as uow:
        offered = uow.services.offered()
    divisions = {service.division for service in services if service.code in offered and service.division}
    return World(
        letter_templates(desk),
        holders_of(desk).posts,
        tuple((service.code, service.short_name) for service in services),
        tuple(sorted(divisions)),
    )
