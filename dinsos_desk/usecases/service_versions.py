"""Which version of its service an application was taken under."""

from dataclasses import dataclass
from datetime import date

from dinsos_desk.db.unit_of_work import UnitOfWork


@dataclass(frozen=True)
class VersionView:
    """A version of a service: its ``number`` among the ``total`` kept ones, and the day it was first kept."""

    number: int
    total: int
    since: date

    @property
    def is_newest(self) -> bool:
        """Whether no later version was kept."""
        return self.number == self.total


def version_of(uow: UnitOfWork, version_id: int, code: str) -> VersionView | None:
    """The place of a version among those of its service, inside the caller's transaction."""
    versions = uow.services.versions(code)
    found = (VersionView(v.number, v.total, v.created_at.date()) for v in versions if v.id == version_id)
    return next(found, None)
