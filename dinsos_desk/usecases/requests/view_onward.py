"""Where an application goes from here, and what could be opened for the same people, for its page."""

from dinsos_desk.catalog.schema import Onward
from dinsos_desk.db.queries.requests.links import LinkedRow
from dinsos_desk.db.unit_of_work import UnitOfWork
from dinsos_desk.domain.conditions import Facts
from dinsos_desk.domain.routing import LOST_STATES, Action
from dinsos_desk.usecases.requests.cases import Case
from dinsos_desk.usecases.requests.shown import OfferView
from dinsos_desk.usecases.review.afterwards import offers_of, onward_of


def onward_now(case: Case, facts: Facts) -> tuple[Onward, ...]:
    """Where to go from here, once there is something to go on with."""
    ready = case.row.finished_at is not None and case.position.state not in LOST_STATES
    return onward_of(case.service, facts) if ready else ()


def offers_now(
    uow: UnitOfWork, case: Case, linked: tuple[LinkedRow, ...], facts: Facts
) -> tuple[OfferView, ...]:
    """What could be opened for the same people and was not yet, or in vain; of one passed on, where to."""
    target = uow.links.transfer_of(case.row.id)
    if target is not None and target.service_code:
        code = target.service_code
        if code in {row.service_code for row in linked if row.state not in LOST_STATES}:
            return ()
        reason = next((s.reason for s in reversed(case.steps) if s.action == Action.TRANSFER), "")
        return (OfferView(code, f"Dialihkan ke layanan ini: {reason}", code in uow.services.offered()),)
    if case.position.state in LOST_STATES:
        return ()
    wanted = offers_of(case.service, facts, linked)
    offered = uow.services.offered() if wanted else frozenset()
    return tuple(OfferView(offer.service, offer.text, offer.service in offered) for offer in wanted)
