"""A data folder before anybody signed in: a new office is made here, a made one opened."""

import shutil
from collections.abc import Callable
from pathlib import Path

from dinsos_desk.db.engine import open_database
from dinsos_desk.desk.library import Library
from dinsos_desk.desk.new_office import Setup, fill, refuse_wrong
from dinsos_desk.desk.opened import Desk
from dinsos_desk.desk.pc_clock import Now, local_now, steady_seconds
from dinsos_desk.domain.desk_clock import DeskClock
from dinsos_desk.errors import EnvironmentProblem, UserError
from dinsos_desk.files import file_problems
from dinsos_desk.paths import DataPaths
from dinsos_desk.usecases.actor import Actor
from dinsos_desk.usecases.audit.trail import note_sign_in
from dinsos_desk.usecases.office.safety import tell_ring
from dinsos_desk.usecases.office.users import add_user, sign_in
from dinsos_desk.usecases.requests.clock import start_clock
from dinsos_desk.usecases.templates.versions import restore_missing
from dinsos_desk.vault.keys import DataKey, KeyRing


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
        refuse_wrong(setup)
        if not self.is_new:
            raise UserError("sudah_disiapkan")
        staging = self._staging
        with file_problems(self.paths.root):
            shutil.rmtree(staging.root, ignore_errors=True)
            staging.prepare()
        ring = self._ring_at(staging.keys)
        desk = self._open(staging, ring, ring.create(setup.user.login.strip(), setup.password), create=True)
        try:
            desk.bring_up_to_date()
            fill(desk, setup, self._now())
            admin = sign_in(desk.reader(), setup.user.login)
            for user in setup.colleagues:
                add_user(desk.uow(), admin, ring, desk.key, user.data, user.password, self._now())
            if then is not None:
                then(desk, admin)
        finally:
            desk.close()
        with file_problems(self.paths.root):
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
            with file_problems(self.paths.root):
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
