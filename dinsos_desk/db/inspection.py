"""Looking at an office's database without writing a byte to it: structure, seals, foreign keys, addresses.

The caller holds the lock of the data folder. A database that was closed in order is read in place, as a
file that nobody changes. One that was cut off still has a journal, and completing it would be writing: then
a copy, encrypted as it is, is looked at instead.
"""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

from alembic.script import ScriptDirectory
from sqlcipher3 import dbapi2

from dinsos_desk.db.engine import APPLICATION_ID, translated
from dinsos_desk.db.upgrade import alembic_config
from dinsos_desk.errors import EnvironmentProblem, UserError
from dinsos_desk.files import file_problems
from dinsos_desk.paths import migrations_dir

_STORED = "stored"
_MOST_TOLD = 20


@dataclass(frozen=True)
class Inspection:
    """What was seen. ``known``: this program knows the revision; ``current``: it is its newest.

    ``damage`` are SQLite's and SQLCipher's own words about the structure and the seals; ``broken_links``
    one line for each table with rows that point nowhere; ``addresses`` every file the rows name.
    """

    revision: str
    known: bool
    current: bool
    requests: int
    damage: tuple[str, ...]
    broken_links: tuple[str, ...]
    addresses: frozenset[str]


def inspect(path: Path, key: bytes) -> Inspection:
    """Look through the whole database; seconds for a large one.

    Raises ``EnvironmentProblem``: ``basis_data_rusak`` (also for a wrong key), ``basis_data_hilang``,
    ``folder_tidak_bisa_ditulis``, ``disk_penuh``; ``UserError``: ``bukan_basis_data_kita``.
    """
    if not path.is_file():
        raise EnvironmentProblem("basis_data_hilang", nama=path.name, folder=str(path.parent))
    with _unchanging(path) as file, translated(path.parent), closing(_connected(file, key)) as connection:
        if _value(connection, "PRAGMA application_id") != APPLICATION_ID:
            raise UserError("bukan_basis_data_kita", nama=path.name)
        tables = {
            name for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")
        }
        revision = str(_value(connection, "SELECT version_num FROM alembic_version") or "")
        script = ScriptDirectory.from_config(alembic_config(migrations_dir()))
        return Inspection(
            revision,
            revision in {known.revision for known in script.walk_revisions()},
            revision == script.get_current_head(),
            int(_value(connection, "SELECT count(*) FROM request") or 0) if "request" in tables else 0,
            _damage(connection),
            _broken_links(connection),
            frozenset(_addresses(connection, tables)),
        )


@contextmanager
def _unchanging(path: Path) -> Iterator[Path]:
    journal = path.with_name(path.name + "-wal")
    if not journal.exists() or not journal.stat().st_size:
        yield path
        return
    with tempfile.TemporaryDirectory(prefix="dinsos-periksa-", ignore_cleanup_errors=True) as folder:
        copy = Path(folder) / path.name
        with file_problems(Path(folder)):
            shutil.copyfile(path, copy)
            shutil.copyfile(journal, copy.with_name(journal.name))
        yield copy


def _connected(path: Path, key: bytes) -> Any:
    name = path.absolute().as_posix()
    journal = path.with_name(path.name + "-wal")
    mode = "mode=rw" if journal.exists() and journal.stat().st_size else "mode=ro&immutable=1"
    uri = f"file://{'' if name.startswith('/') else '/'}{quote(name, safe='/:')}?{mode}"
    connection = dbapi2.connect(uri, uri=True, isolation_level=None)
    try:
        connection.execute("PRAGMA cipher_log_level = NONE")
        connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
        connection.execute("PRAGMA cipher_compatibility = 4")
        connection.execute("PRAGMA temp_store = MEMORY")
        connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
        if mode == "mode=rw":
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    except BaseException:
        connection.close()
        raise
    return connection


def _damage(connection: Any) -> tuple[str, ...]:
    told = [str(row[0]) for row in connection.execute("PRAGMA quick_check") if row != ("ok",)]
    told += [str(row[0]) for row in connection.execute("PRAGMA cipher_integrity_check")]
    return tuple(told[:_MOST_TOLD])


def _broken_links(connection: Any) -> tuple[str, ...]:
    counted: dict[tuple[str, str], int] = {}
    for table, _row, parent, _number in connection.execute("PRAGMA foreign_key_check"):
        counted[table, parent] = counted.get((table, parent), 0) + 1
    return tuple(f"{table} → {parent}: {count}" for (table, parent), count in sorted(counted.items()))


def _addresses(connection: Any, tables: set[str]) -> Iterator[str]:
    """Every table that keeps a file calls its address ``stored``; also tables of other revisions."""
    for table in sorted(tables):
        columns = {row[1] for row in connection.execute(f'PRAGMA table_info("{table}")')}
        if _STORED in columns:
            query = f"SELECT DISTINCT {_STORED} FROM \"{table}\" WHERE {_STORED} <> ''"
            yield from (str(row[0]) for row in connection.execute(query))


def _value(connection: Any, statement: str) -> Any:
    row = connection.execute(statement).fetchone()
    return row[0] if row else None
