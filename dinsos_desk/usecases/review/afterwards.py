"""What comes after this office, and what else could be opened for the same people."""

from collections.abc import Iterable

from dinsos_desk.catalog.schema import Offer, Onward, ServiceDef
from dinsos_desk.db.queries.requests.links import LinkedRow
from dinsos_desk.domain.conditions import Facts, applies
from dinsos_desk.domain.routing import LOST_STATES


def onward_of(service: ServiceDef, facts: Facts) -> tuple[Onward, ...]:
    """Where the applicant goes from here, as far as it applies."""
    return tuple(step for step in service.onward if applies(step.when, facts))


def offers_of(service: ServiceDef, facts: Facts, linked: Iterable[LinkedRow] = ()) -> tuple[Offer, ...]:
    """The services offered for the same people, as far as they apply and were not opened, or in vain."""
    opened = {row.service_code for row in linked if row.state not in LOST_STATES}
    return tuple(
        offer for offer in service.offers if offer.service not in opened and applies(offer.when, facts)
    )
