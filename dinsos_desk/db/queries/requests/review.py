"""What has to be known of many applications to say which may be decided together."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from dinsos_desk.db.tables import Request


@dataclass(frozen=True)
class StandingRow:
    """Where one application stands, under which version of its service."""

    id: int
    service_code: str
    version_id: int
    stage: str
    state: str
    division: str
    taken_by: int


def standing_rows(session: Session, request_ids: Sequence[int]) -> tuple[StandingRow, ...]:
    """Where these applications stand; those that are gone are left out."""
    columns = (
        Request.id,
        Request.service_code,
        Request.version_id,
        Request.stage,
        Request.state,
        Request.division,
        Request.taken_by,
    )
    query = select(*columns).where(Request.id.in_(request_ids))
    return tuple(StandingRow(*row) for row in session.execute(query))
