"""Which services a desk takes in most often."""

from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from dinsos_desk.db.tables import Request


def most_taken(session: Session, since: datetime, at_least: int, most: int) -> tuple[str, ...]:
    """The codes of the services taken in most often since a moment, the most frequent first.

    A service counts from ``at_least`` applications on. The index of the recap answers it alone.
    """
    count = func.count()
    query = (
        select(Request.service_code)
        .where(Request.received_at >= since)
        .group_by(Request.service_code)
        .having(count >= at_least)
        .order_by(count.desc(), Request.service_code)
        .limit(most)
    )
    return tuple(session.scalars(query))
