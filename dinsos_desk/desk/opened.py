"""The opened office: units of work, queries, the catalogue with the office's own services."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from dinsos_desk.catalog.loader import Catalog
from dinsos_desk.catalog.office import Offices
from dinsos_desk.catalog.overlay import OwnDefinition, overlaid
from dinsos_desk.db import request_search
from dinsos_desk.db.engine import sessions, translated
from dinsos_desk.db.search import is_stale, rebuild
from dinsos_desk.db.unit_of_work import UnitOfWork
from dinsos_desk.db.upgrade import upgrade
from dinsos_desk.desk.library import Library
from dinsos_desk.desk.pc_clock import Now
from dinsos_desk.documents.letters import Letters
from dinsos_desk.domain.desk_clock import DeskClock
from dinsos_desk.paths import DataPaths
from dinsos_desk.vault.keys import DataKey, KeyRing
from dinsos_desk.vault.store import EncryptedStore

Answer = TypeVar("Answer")


class Desk:
    """The opened office of one data folder.

    ``clock``: the clock behind ``now`` when it watches the PC's; None for a clock that others move.
    """

    def __init__(
        self, paths: DataPaths, library: Library, ring: KeyRing, key: DataKey, engine: Engine, now: Now
    ) -> None:
        self.paths = paths
        self.library = library
        self.ring = ring
        self.key = key
        self.now = now
        self.clock = now if isinstance(now, DeskClock) else None
        self.store = EncryptedStore(paths.store, key.store_key())
        self._engine = engine
        self._read, self._write = sessions(engine)
        self._catalog: Catalog | None = None

    @property
    def catalog(self) -> Catalog:
        """The services of this office: the shipped ones with its own over them, and the faults of both.

        An immutable whole that is replaced after publishing: whoever holds one works on undisturbed.
        """
        return self._catalog or self.refresh_catalog()

    @property
    def shipped(self) -> Catalog:
        """The services as shipped."""
        return self.library.catalog

    @property
    def offices(self) -> Offices:
        """The shipped presets."""
        return self.library.offices

    @property
    def letters(self) -> Letters:
        """The Word templates, the office's own before the shipped ones."""
        return self.library.letters

    @property
    def own_templates(self) -> Path:
        """Where the office's own Word templates lie."""
        return self.paths.templates

    def refresh_catalog(self) -> Catalog:
        """Read the office's own services anew; a broken one is reported and stops nothing."""
        with self.reader() as uow:
            own = [OwnDefinition(row.code, row.name, row.definition) for row in uow.services.own()]
        self._catalog = overlaid(self.shipped, own, self.letters.has)
        return self._catalog

    def uow(self) -> UnitOfWork:
        """A unit of work that may commit; it holds the write lock while it is open."""
        return UnitOfWork(self._write, self.now)

    def reader(self) -> UnitOfWork:
        """A unit of work that only reads; it never waits for a writer."""
        return UnitOfWork(self._read, self.now)

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A session for queries."""
        with translated(), self._read() as session:
            yield session

    def ask(self, query: Callable[[Session], Answer]) -> Answer:
        """Run one query in a reading session of its own and return its rows."""
        with self.reading() as session:
            return query(session)

    def bring_up_to_date(self) -> Path | None:
        """Migrate the database to this program; returns the backup made before, if any.

        A search index that another program made is made anew.
        """
        backup = upgrade(self._engine, self.paths)
        with self.reading() as session:
            stale = is_stale(session.connection())
            behind = request_search.is_behind(session.connection())
        if stale or behind:
            with self.uow() as uow:
                if stale:
                    rebuild(uow.session.connection())
                    request_search.rebuild(uow.session.connection())
                uow.commit()
        return backup

    def close(self) -> None:
        """Close the database; what is committed is on the disk."""
        self._engine.dispose()
