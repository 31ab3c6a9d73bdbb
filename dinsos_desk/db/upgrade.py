"""Bringing a database to the program's revision: backup, migrate in one transaction, check, commit."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, MetaData
from sqlalchemy.pool import QueuePool

from dinsos_desk.db.engine import WRITE_OPTION, translated
from dinsos_desk.errors import EnvironmentProblem, UserError
from dinsos_desk.files import atomic_copy
from dinsos_desk.paths import DataPaths, migrations_dir

KEPT_BACKUPS = 10
_BACKUPS = "dinsos-*-sebelum-*.db"


def upgrade(engine: Engine, paths: DataPaths, *, migrations: Path | None = None) -> Path | None:
    """Bring the database to the newest revision; return the backup made before, if one was needed.

    A new database is built without a backup. All pending migrations are one transaction: either the
    database has the newest revision afterwards, or it is as it was. Nothing else uses ``engine`` meanwhile.
    Raises ``UserError("basis_data_lebih_baru")`` for a revision this program does not know;
    ``EnvironmentProblem``: ``pembaruan_gagal`` when the migrated rows do not fit together, ``disk_penuh``,
    ``basis_data_sibuk``, ``folder_tidak_bisa_ditulis``.
    """
    folder = migrations or migrations_dir()
    current, target = current_revision(engine), _newest_revision(folder)
    if current == target:
        return None
    config = alembic_config(folder)
    script = ScriptDirectory.from_config(config)
    if current is not None and current not in {known.revision for known in script.walk_revisions()}:
        raise UserError("basis_data_lebih_baru", revisi=current)
    backup = None
    if current is not None:
        backup = _back_up(engine, paths, target or "")
    _migrate(engine, config)
    if backup is not None:
        _prune(paths.backups)
    return backup


def current_revision(engine: Engine) -> str | None:
    """The revision the database stands at; ``None`` for a new one."""
    with translated(), engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision()


def search_tables(connection: Connection) -> frozenset[str]:
    """The full-text tables and what SQLite keeps behind them: made by migrations, unknown to the models."""
    rows = connection.exec_driver_sql("PRAGMA table_list").mappings()
    return frozenset(row["name"] for row in rows if row["type"] in ("virtual", "shadow"))


def differences(engine: Engine, metadata: MetaData) -> list[Any]:
    """What Alembic would change to turn the database into ``metadata``; empty when they agree."""
    with engine.connect() as connection:
        hidden = search_tables(connection)
        context = MigrationContext.configure(
            connection,
            opts={
                "compare_type": True,
                "compare_server_default": True,
                "include_name": lambda name, kind, _parents: kind != "table" or name not in hidden,
            },
        )
        return list(compare_metadata(context, metadata))


def alembic_config(migrations: Path) -> Config:
    """Alembic's configuration without a file, for the migrations in ``migrations``."""
    config = Config()
    config.set_main_option("script_location", str(migrations).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    return config


def _newest_revision(migrations: Path) -> str | None:
    """The revision of this program. Alembic executes every migration to know it: once is enough."""
    return _read_newest(migrations, frozenset(file.name for file in migrations.rglob("*.py")))


@lru_cache(maxsize=8)
def _read_newest(migrations: Path, files: frozenset[str]) -> str | None:
    return ScriptDirectory.from_config(alembic_config(migrations)).get_current_head()


def _migrate(engine: Engine, config: Config) -> None:
    writer = engine.execution_options(**{WRITE_OPTION: True})
    with (
        translated(),
        writer.connect() as connection,
        _without_foreign_keys(connection),
        connection.begin(),
    ):
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
        if connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall():
            raise EnvironmentProblem("pembaruan_gagal")


@contextmanager
def _without_foreign_keys(connection: Connection) -> Iterator[None]:
    """Switch foreign keys off; it has no effect inside a transaction, so it goes to the driver, before one.

    With them on, rebuilding a parent table deletes its children through ON DELETE CASCADE.
    """
    driver = connection.connection.driver_connection
    assert driver is not None
    driver.execute("PRAGMA foreign_keys = OFF")
    try:
        yield
    finally:
        driver.execute("PRAGMA foreign_keys = ON")


def _back_up(engine: Engine, paths: DataPaths, target: str) -> Path:
    """Copy the database, encrypted as it is. With every connection closed the one file is all of it."""
    database = paths.database
    pool = engine.pool
    if isinstance(pool, QueuePool) and pool.checkedout():
        raise RuntimeError("the database is in use while it is to be upgraded")
    engine.dispose()
    journal = database.with_name(database.name + "-wal")
    if journal.exists() and journal.stat().st_size:
        raise EnvironmentProblem("basis_data_sibuk", folder=str(paths.root))
    backup = _free_name(paths.backups, target)
    atomic_copy(database, backup)
    return backup


def _free_name(folder: Path, target: str) -> Path:
    """A name by the local time of the desk; names sort by age."""
    stamp = datetime.now().strftime("%Y%m%d-%H%M%S")
    name = folder / f"dinsos-{stamp}-sebelum-{target}.db"
    number = 1
    while name.exists():
        number += 1
        name = folder / f"dinsos-{stamp}-{number}-sebelum-{target}.db"
    return name


def _prune(folder: Path) -> None:
    for old in sorted(folder.glob(_BACKUPS))[:-KEPT_BACKUPS]:
        old.unlink(missing_ok=True)
