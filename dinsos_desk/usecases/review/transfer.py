"""Passing an application on: closed here, it goes to another service of this office or to another office."""

from dataclasses import dataclass
from datetime import datetime

from dinsos_desk.db.unit_of_work import UnitOfWork
from dinsos_desk.domain.faults import Fault
from dinsos_desk.domain.text import is_blank, text_faults
from dinsos_desk.errors import InvalidInput
from dinsos_desk.usecases.actor import Actor
from dinsos_desk.usecases.requests.cases import Case

LONGEST_AGENCY = 120
SERVICE, AGENCY = "layanan_tujuan", "instansi_tujuan"
"""Places of faults."""


@dataclass(frozen=True)
class Target:
    """Where an application goes: the code of a service of this office, or the name of another office."""

    service: str = ""
    agency: str = ""


def keep_transfer(uow: UnitOfWork, actor: Actor, case: Case, target: Target, now: datetime) -> None:
    """Write down where an application goes, in the transaction that closes it.

    Raises:
        InvalidInput: no target or two, a service that is not offered here, too long a name.
    """
    faults = list(text_faults(target.agency, LONGEST_AGENCY, AGENCY))
    agency = "" if is_blank(target.agency) else target.agency.strip()
    if bool(target.service) == bool(agency):
        faults.append(Fault("tujuan_alih_wajib", {}, SERVICE))
    elif target.service and target.service not in uow.services.offered() - {case.service.code}:
        faults.append(Fault("tujuan_alih_tidak_dilayani", {}, SERVICE))
    if faults:
        raise InvalidInput(tuple(faults))
    uow.links.add_transfer(
        request_id=case.row.id, at=now, user_id=actor.user_id, service_code=target.service, agency=agency
    )
