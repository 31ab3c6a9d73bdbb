"""Composition root: opens the data folder, the vault, the database and the catalogue, and hands them on.

``Gate`` is the folder before anybody signed in; ``Desk`` is the opened office. Everything else gets what
it needs by constructor or argument from here.
"""

import shutil
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from typing import TypeVar

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from dinsos_desk import paths as places
from dinsos_desk.catalog.loader import Catalog, load_catalog
from dinsos_desk.catalog.office import Offices, Post, load_offices
from dinsos_desk.catalog.overlay import OwnDefinition, overlaid
from dinsos_desk.catalog.regions import load_regions
from dinsos_desk.catalog.schema import ServiceDef
from dinsos_desk.db import request_search
from dinsos_desk.db.engine import open_database, sessions, translated
from dinsos_desk.db.search import is_stale, rebuild
from dinsos_desk.db.unit_of_work import UnitOfWork
from dinsos_desk.db.upgrade import upgrade
from dinsos_desk.documents.letters import Letters
from dinsos_desk.domain.desk_clock import DeskClock
from dinsos_desk.domain.faults import Fault
from dinsos_desk.domain.number_series import NumberSeries
from dinsos_desk.domain.regions import Regions
from dinsos_desk.domain.routing import Role
from dinsos_desk.domain.safety import SafetyRules, safety_as_json
from dinsos_desk.errors import EnvironmentProblem, InvalidInput, UserError
from dinsos_desk.paths import DataPaths
from dinsos_desk.usecases.actor import Actor
from dinsos_desk.usecases.audit.trail import note_sign_in
from dinsos_desk.usecases.numbers.file import take_series
from dinsos_desk.usecases.office.officials import OfficialData, check_official, official_columns
from dinsos_desk.usecases.office.posts import store_posts
from dinsos_desk.usecases.office.safety import tell_ring
from dinsos_desk.usecases.office.setup import OfficeData, check_office, keep_office
from dinsos_desk.usecases.office.taking_over import store_own, write_templates
from dinsos_desk.usecases.office.users import (
    NewUser,
    UserData,
    add_user,
    check_new_users,
    check_user,
    sign_in,
)
from dinsos_desk.usecases.requests.clock import start_clock
from dinsos_desk.usecases.templates.versions import note_versions, restore_missing
from dinsos_desk.vault.keys import DataKey, KeyRing
from dinsos_desk.vault.passwords import check_password
from dinsos_desk.vault.store import EncryptedStore

Now = Callable[[], datetime]
Answer = TypeVar("Answer")


def local_now() -> datetime:
    """The local time of the desk, to the second."""
    return datetime.now().replace(microsecond=0)


def steady_seconds() -> float:
    """Seconds that only grow, also while the PC sleeps (Windows counts sleep in its monotonic clock)."""
    boot = getattr(time, "CLOCK_BOOTTIME", None)
    return time.monotonic() if boot is None else time.clock_gettime(boot)


class Library:
    """What is shipped and needs no key: services, presets, regions, templates. Loaded when first used.

    ``catalog``: a folder of service files to use instead of the shipped one.
    """

    def __init__(self, own_templates: Path, catalog: Path | None = None) -> None:
        self._own_templates = own_templates
        self._catalog = catalog

    @cached_property
    def letters(self) -> Letters:
        """The Word templates, the office's own before the shipped ones."""
        return Letters(places.templates_dir(), self._own_templates)

    @cached_property
    def catalog(self) -> Catalog:
        """Every service that could be read, and what was wrong with the others."""
        return load_catalog(self._catalog or places.resources_dir() / "catalog", self.letters.has)

    @cached_property
    def offices(self) -> Offices:
        """The presets a set-up may start from."""
        return load_offices(places.resources_dir() / "offices")

    @cached_property
    def regions(self) -> Regions:
        """Provinces, regencies, districts and villages."""
        return load_regions(places.resources_dir() / "regions")


@dataclass(frozen=True)
class Setup:
    """Everything the first start asks for.

    ``posts``: those of the office, none for those of its preset. ``own``, ``templates`` and ``series`` are
    services, Word templates and sequences of numbers that came with a berkas penyiapan, as did ``safety``.
    """

    office: OfficeData
    user: UserData
    password: str = field(repr=False)
    services: frozenset[str]
    officials: tuple[OfficialData, ...] = ()
    closures: dict[date, str] = field(default_factory=dict)
    colleagues: tuple[NewUser, ...] = ()
    posts: tuple[Post, ...] = ()
    own: tuple[ServiceDef, ...] = ()
    templates: Mapping[str, bytes] = field(default_factory=dict, repr=False)
    series: tuple[NumberSeries, ...] = ()
    safety: SafetyRules | None = None


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


class Gate:
    """A data folder before anybody signed in. ``now``: a clock of one's own instead of the PC's, watched."""

    def __init__(
        self,
        paths: DataPaths,
        *,
        ring_at: Callable[[Path], KeyRing] = KeyRing,
        now: Now | None = None,
        catalog: Path | None = None,
    ) -> None:
        self.paths = paths
        self.library = Library(paths.templates, catalog)
        self._ring_at = ring_at
        self._now = now or DeskClock(local_now, steady_seconds)

    @property
    def is_new(self) -> bool:
        """Whether the first set-up is still to be done.

        Raises:
            EnvironmentProblem: *kunci_hilang* or *basis_data_hilang* when only one half is there: that is
                never taken for a new office.
        """
        self._finish_moving()
        keys, database = self.paths.keys.exists(), self.paths.database.exists()
        if database and not keys:
            raise EnvironmentProblem("kunci_hilang", folder=str(self.paths.root))
        if keys and not database:
            raise EnvironmentProblem("basis_data_hilang", folder=str(self.paths.root))
        return not keys

    def open(self, login: str, password: str) -> tuple[Desk, Actor]:
        """Open the office with a user's password, after bringing the database up to date.

        Raises:
            UserError: *sandi_salah*, *basis_data_lebih_baru*, *bukan_basis_data_kita*.
            EnvironmentProblem: the key file or the database is damaged.
        """
        ring = self._ring_at(self.paths.keys)
        desk = self._open(self.paths, ring, ring.open(login, password, self._now()))
        try:
            desk.bring_up_to_date()
            if desk.clock is not None:
                start_clock(desk.reader(), desk.clock)
            actor = sign_in(desk.reader(), login)
            note_sign_in(desk.uow(), actor, ring)
            tell_ring(desk.reader(), ring)
            restore_missing(desk)
            desk.refresh_catalog()
            return desk, actor
        except BaseException:
            desk.close()
            raise

    def set_up(
        self, setup: Setup, *, then: Callable[[Desk, Actor], None] | None = None
    ) -> tuple[Desk, Actor]:
        """Make a new office: keys, database, letterhead, services and the first user, all or nothing.

        It is made in a folder of its own and moved into place when whole: a power cut in between leaves
        either no office or a finished one. ``then`` fills it further while it is not in place yet.

        Raises:
            InvalidInput: an entry is wrong; nothing was made.
            UserError: *sudah_disiapkan* when the folder already holds an office.
        """
        _refuse_wrong(setup)
        if not self.is_new:
            raise UserError("sudah_disiapkan")
        staging = self._staging
        with places.file_problems(self.paths.root):
            shutil.rmtree(staging.root, ignore_errors=True)
            staging.prepare()
        ring = self._ring_at(staging.keys)
        desk = self._open(staging, ring, ring.create(setup.user.login.strip(), setup.password), create=True)
        try:
            desk.bring_up_to_date()
            _fill(desk, setup, self._now())
            admin = sign_in(desk.reader(), setup.user.login)
            for user in setup.colleagues:
                add_user(desk.uow(), admin, ring, desk.key, user.data, user.password, self._now())
            if then is not None:
                then(desk, admin)
        finally:
            desk.close()
        with places.file_problems(self.paths.root):
            staging.database.replace(self.paths.database)
        self._finish_moving()
        return self.open(setup.user.login, setup.password)

    def _open(self, paths: DataPaths, ring: KeyRing, key: DataKey, *, create: bool = False) -> Desk:
        engine = open_database(paths.database, key.database_key(), create=create)
        return Desk(paths, self.library, ring, key, engine, self._now)

    @property
    def _staging(self) -> DataPaths:
        """Where a new office is made before it is moved into place."""
        return DataPaths(self.paths.root / "penyiapan")

    def _finish_moving(self) -> None:
        """Templates, scans and keys follow the database into place; set-ups cut off here are finished."""
        staging = self._staging
        if not staging.keys.exists() or staging.database.exists() or self.paths.keys.exists():
            return
        if self.paths.database.exists():
            with places.file_problems(self.paths.root):
                _move_files(staging.templates, self.paths.templates)
                _move_files(staging.store, self.paths.store)
                staging.keys.replace(self.paths.keys)
                shutil.rmtree(staging.root, ignore_errors=True)


def _move_files(source: Path, target: Path) -> None:
    """Files that came with the set-up; those moved before a cut stay where they are."""
    for path in sorted(source.rglob("*")):
        if path.is_file():
            place = target / path.relative_to(source)
            place.parent.mkdir(parents=True, exist_ok=True)
            path.replace(place)


def _fill(desk: Desk, setup: Setup, now: datetime) -> None:
    write_templates(desk.own_templates, setup.templates)
    with desk.uow() as uow:
        keep_office(uow, setup.office)
        if setup.safety is not None:
            uow.offices.keep_safety(safety_as_json(setup.safety))
        uow.services.set_offered(setup.services, now)
        for official in setup.officials:
            uow.offices.keep_official(None, **official_columns(official))
        uow.offices.set_closures(setup.closures)
        store_posts(uow, setup.posts)
        take_series(uow, setup.series, setup.office.number_pattern)
        user = setup.user
        user_id = uow.users.add(
            user.login.strip(), user.name.strip(), user.post.strip(), user.division, user.roles, now
        )
        store_own(uow, setup.own, desk.shipped.services, user_id, now)
        note_versions(uow, setup.templates, user_id, now)
        uow.commit()


def _refuse_wrong(setup: Setup) -> None:
    faults = [*check_office(setup.office), *check_user(setup.user)]
    weak = check_password(setup.password, setup.user.login, setup.user.name)
    if weak:
        faults.append(weak.at("password"))
    if Role.ADMIN not in setup.user.roles:
        faults.append(Fault("admin_pertama", {}, "roles"))
    if not setup.services:
        faults.append(Fault("layanan_kosong", {}, "services"))
    faults += check_new_users(setup.user, setup.colleagues)
    for number, official in enumerate(setup.officials):
        wrong = check_official(official, setup.officials[:number])
        faults += (fault.at(f"pejabat.{number}.{fault.place}") for fault in wrong)
    if faults:
        raise InvalidInput(tuple(faults))
