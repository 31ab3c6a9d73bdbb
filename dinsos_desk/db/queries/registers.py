"""Which services have lines in a buku register, and the serial a letter would get next."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from dinsos_desk.db.tables import Request, Sequence, ServiceVersion


def registered_services(session: Session) -> dict[str, str]:
    """Services that applications were taken under, by code, with the newest definition that was used."""
    newest = select(func.max(Request.version_id)).group_by(Request.service_code)
    query = select(ServiceVersion.code, ServiceVersion.definition).where(ServiceVersion.id.in_(newest))
    return {row.code: row.definition for row in session.execute(query)}


def next_serial(session: Session, key: str, year: int) -> int:
    """The serial that a sequence would give next in a year, without taking it."""
    last = session.scalar(select(Sequence.last).where(Sequence.key == key, Sequence.year == year))
    return (last or 0) + 1
