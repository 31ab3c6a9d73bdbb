"""What the editor of services needs of the opened office; ``Desk`` has it all."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Protocol

from dinsos_desk.catalog.loader import Catalog
from dinsos_desk.db.unit_of_work import UnitOfWork
from dinsos_desk.documents.letters import Letters


class Workplace(Protocol):
    """The opened office: its catalogue, its templates, its database and its clock."""

    now: Callable[[], datetime]

    @property
    def catalog(self) -> Catalog:
        """The services of this office: shipped, with its own over them."""

    @property
    def shipped(self) -> Catalog:
        """The services as shipped."""

    @property
    def letters(self) -> Letters:
        """The Word templates."""

    @property
    def own_templates(self) -> Path:
        """Where the office's own Word templates lie."""

    def refresh_catalog(self) -> Catalog:
        """Read the office's own services anew."""

    def uow(self) -> UnitOfWork:
        """A unit of work that may commit."""

    def reader(self) -> UnitOfWork:
        """A unit of work that only reads."""
