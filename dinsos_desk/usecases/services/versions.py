"""Which version of its service an application was taken under."""

from dataclasses import dataclass
from datetime import date

from dinsos_desk.db.unit_of_work import UnitOfWork


@dataclass(frozen=True)
class VersionView:
    """A version of a service: its ``number`` among the ``total`` kept ones, and the day it was first kept.

    ``is_newest``: it is the one that the office published last, or the last one kept.
    """

    number: int
    total: int
    since: date
    is_newest: bool


def version_of(uow: UnitOfWork, version_id: int, code: str) -> VersionView | None:
    """The place of a version among those of its service, inside the caller's transaction."""
    versions = uow.services.versions(code)
    version = next((one for one in versions if one.id == version_id), None)
    if version is None:
        return None
    newest = next((own.version_id for own in uow.services.own() if own.code == code), versions[-1].id)
    return VersionView(version.number, version.total, version.created_at.date(), version.id == newest)
