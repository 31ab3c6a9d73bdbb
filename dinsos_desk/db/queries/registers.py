"""Which services have lines in a buku register, and the serial a letter would get next."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from dinsos_desk.db.tables import Request, ServiceVersion


def registered_services(session: Session) -> dict[str, str]:
    """Services that applications were taken under, by code, with the newest definition that was used."""
    newest = select(func.max(Request.version_id)).group_by(Request.service_code)
    query = select(ServiceVersion.code, ServiceVersion.definition).where(ServiceVersion.id.in_(newest))
    return {row.code: row.definition for row in session.execute(query)}
