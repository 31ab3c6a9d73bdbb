"""Nobody reviews what he took in himself where the service forbids it: the hats a user may wear at a case."""

from dinsos_desk.domain.routing import Role, hats_here, is_own_intake
from dinsos_desk.usecases.actor import Actor
from dinsos_desk.usecases.requests.cases import Case


def is_barred(case: Case, actor: Actor) -> bool:
    """Whether this user would decide at this stage, but took the application in himself."""
    took_in = case.row.taken_by == actor.user_id
    return is_own_intake(case.service.route, case.stage, actor.roles, took_in)


def acting_roles(case: Case, actor: Actor) -> frozenset[Role]:
    """The roles this user acts in here; what another official decided on paper he may still write down."""
    took_in = case.row.taken_by == actor.user_id
    return hats_here(case.service.route, case.stage, actor.roles, took_in)
