"""The office's own Word templates, by name and version."""

import hashlib
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from dinsos_desk.db.repositories.rows import add_row
from dinsos_desk.db.tables import TemplateVersion, User
from dinsos_desk.domain.templates import TemplateDeed


@dataclass(frozen=True)
class VersionRow:
    """One version, without its content. ``newest``: it is the one that counts."""

    id: int
    name: str
    version: int
    deed: TemplateDeed
    file_name: str
    digest: str
    note: str
    at: datetime
    who: str
    newest: bool


def version_rows(session: Session, name: str | None = None) -> tuple[VersionRow, ...]:
    """Every version of a template, or of all of them; by name, the newest first."""
    one = TemplateVersion
    query = (
        select(
            one.id, one.name, one.version, one.deed, one.file_name, one.digest, one.note, one.at, User.name
        )
        .join(User, User.id == one.user_id)
        .order_by(one.name, one.version.desc())
    )
    if name is not None:
        query = query.where(one.name == name)
    found: list[VersionRow] = []
    for number, called, version, deed, file_name, digest, note, at, who in session.execute(query):
        newest = not found or found[-1].name != called
        found.append(
            VersionRow(number, called, version, TemplateDeed(deed), file_name, digest, note, at, who, newest)
        )
    return tuple(found)


def version_content(session: Session, version_id: int) -> bytes | None:
    """The file of a version; None when there is none."""
    return session.scalar(select(TemplateVersion.content).where(TemplateVersion.id == version_id))


def newest_contents(session: Session) -> dict[str, bytes]:
    """The file of every template of the office that is in use."""
    newest = select(func.max(TemplateVersion.id)).group_by(TemplateVersion.name)
    query = select(TemplateVersion.name, TemplateVersion.content).where(
        TemplateVersion.id.in_(newest), TemplateVersion.content.is_not(None)
    )
    return {name: content or b"" for name, content in session.execute(query)}


def newest_digests(session: Session) -> dict[str, str]:
    """The fingerprint of every template of the office that is in use."""
    newest = select(func.max(TemplateVersion.id)).group_by(TemplateVersion.name)
    query = select(TemplateVersion.name, TemplateVersion.digest).where(
        TemplateVersion.id.in_(newest), TemplateVersion.content.is_not(None)
    )
    return {row[0]: row[1] for row in session.execute(query)}


def add_version(
    session: Session,
    name: str,
    content: bytes | None,
    deed: TemplateDeed,
    user_id: int,
    at: datetime,
    *,
    file_name: str = "",
    note: str = "",
) -> int:
    """Keep a further version of a template; returns its number."""
    last = session.scalar(select(func.max(TemplateVersion.version)).where(TemplateVersion.name == name)) or 0
    add_row(
        session,
        TemplateVersion,
        {
            "name": name,
            "version": last + 1,
            "deed": deed.value,
            "file_name": file_name,
            "content": content,
            "digest": digest_of(content) if content is not None else "",
            "note": note,
            "at": at,
            "user_id": user_id,
        },
    )
    return last + 1


def digest_of(content: bytes) -> str:
    """The fingerprint of a file."""
    return hashlib.sha256(content).hexdigest()
