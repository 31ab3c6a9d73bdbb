"""Opening the encrypted database, and the two kinds of transaction on it.

SQLCipher under SQLAlchemy's SQLite dialect. The raw data key is handed to each connection by its maker and
stands in no URL. Settings and the facts asserted at every open are argued for in ``measured.md``.
"""

from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Any
from urllib.parse import quote

from sqlalchemy import Connection, Engine, ExceptionContext, create_engine, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session, sessionmaker
from sqlalchemy.pool import QueuePool
from sqlcipher3 import dbapi2

from dinsos_desk.errors import DeskError, EnvironmentProblem, UserError

APPLICATION_ID = 0x44445344
"""Stands in the header of our databases: "DDSD"."""

MINIMUM_SQLITE = (3, 51, 3)
WRITE_OPTION = "dinsos_write"

_KEY_BYTES = 32
_BUSY_SECONDS = 5
_CACHE_KIB = 64 * 1024
_PLAIN_HEADER = b"SQLite format 3\0"
_PAGE_BYTES = 4096
_SETTINGS = (
    "PRAGMA cipher_compatibility = 4",
    "PRAGMA temp_store = MEMORY",
    "PRAGMA synchronous = FULL",
    "PRAGMA foreign_keys = ON",
    f"PRAGMA busy_timeout = {_BUSY_SECONDS * 1000}",
    f"PRAGMA cache_size = -{_CACHE_KIB}",
)
# SQLite's own words; this binding does not hand on its error numbers.
_PROBLEMS = (
    ("disk is full", "disk_penuh"),
    ("is locked", "basis_data_sibuk"),
    ("not a database", "basis_data_rusak"),
    ("malformed", "basis_data_rusak"),
    ("corrupt", "basis_data_rusak"),
    ("vtable constructor failed", "basis_data_rusak"),
    ("readonly database", "folder_tidak_bisa_ditulis"),
    ("unable to open database", "folder_tidak_bisa_ditulis"),
    ("disk i/o error", "disk_bermasalah"),
)


def open_database(path: Path, key: bytes, *, create: bool = False) -> Engine:
    """Open the database with its raw 32-byte key, and prove that it is ours and safe to write to.

    ``create`` makes a missing or still empty file. Raises ``EnvironmentProblem``: ``basis_data_hilang``,
    ``basis_data_rusak`` (also for a wrong key), ``basis_data_tidak_aman``, ``basis_data_sibuk``,
    ``folder_tidak_bisa_ditulis``, ``disk_penuh``; ``UserError``: ``bukan_basis_data_kita``.
    """
    if len(key) != _KEY_BYTES:
        raise ValueError("the database key must have 32 bytes")
    _look(path, create=create)
    engine = _engine(path, key, create=create)
    try:
        with translated(path.parent), closing(engine.raw_connection()) as connection:
            _identify(connection, path, create=create)
            _assert_safe(connection)
    except BaseException:
        engine.dispose()
        raise
    return engine


def sessions(engine: Engine) -> tuple[sessionmaker[Session], sessionmaker[Session]]:
    """The makers of reading and of writing sessions, in this order.

    A writing session takes the write lock at its beginning (BEGIN IMMEDIATE), so it never reads what it can
    no longer change; a reading session sees one moment of the database and must not write.
    """
    writer = engine.execution_options(**{WRITE_OPTION: True})
    return (
        sessionmaker(engine, expire_on_commit=False, autoflush=False),
        sessionmaker(writer, expire_on_commit=False),
    )


def problem(error: BaseException, folder: Path | None = None) -> DeskError | None:
    """What a database error means for the person; ``None`` when it is a defect of the program."""
    cause = error.orig if isinstance(error, DBAPIError) else error
    if not isinstance(cause, dbapi2.Error):
        return None
    text = str(cause).lower()
    place = str(folder) if folder is not None else "data"
    for words, code in _PROBLEMS:
        if words in text:
            return EnvironmentProblem(code, folder=place)
    return None


@contextmanager
def translated(folder: Path | None = None) -> Iterator[None]:
    """Turn database errors that the machine causes into ``EnvironmentProblem``; others pass unchanged."""
    try:
        yield
    except (DBAPIError, dbapi2.Error) as error:
        known = problem(error, folder)
        if known is None:
            raise
        raise known from error


def quick_check(engine: Engine) -> None:
    """Check the structure and the seals of the whole database; seconds for a large one.

    ``cipher_integrity_check`` reads the main file only, so the WAL is emptied first; it misses cut-off pages,
    so ``quick_check`` runs too. Raises ``EnvironmentProblem``: ``basis_data_rusak`` or ``basis_data_sibuk``.
    """
    with translated(), closing(engine.raw_connection()) as connection:
        busy = _rows(connection, "PRAGMA wal_checkpoint(TRUNCATE)")[0][0]
        if busy:
            raise EnvironmentProblem("basis_data_sibuk", folder="data")
        if _rows(connection, "PRAGMA quick_check") != [("ok",)]:
            raise EnvironmentProblem("basis_data_rusak", folder="data")
        if _rows(connection, "PRAGMA cipher_integrity_check"):
            raise EnvironmentProblem("basis_data_rusak", folder="data")


def _look(path: Path, *, create: bool) -> None:
    """Say what can be said of the file before a key is tried."""
    try:
        with path.open("rb") as file:
            head = file.read(len(_PLAIN_HEADER))
    except FileNotFoundError:
        if create:
            return
        raise EnvironmentProblem("basis_data_hilang", nama=path.name, folder=str(path.parent)) from None
    except OSError as error:
        raise EnvironmentProblem("folder_tidak_bisa_ditulis", folder=str(path.parent)) from error
    if head == _PLAIN_HEADER:
        raise UserError("bukan_basis_data_kita", nama=path.name)
    if not head and not create:
        # An empty file opens with any key and looks like a new database: that would hide a loss.
        raise EnvironmentProblem("basis_data_rusak", folder=str(path.parent))
    if _is_cut_off(path):
        raise EnvironmentProblem("basis_data_rusak", folder=str(path.parent))


def _is_cut_off(path: Path) -> bool:
    """Whether the last page is not whole. SQLite opens such a file and fails only when it needs the page.

    With a journal beside it the file may end in the middle of a page: opening it completes the page.
    """
    journal = path.with_name(path.name + "-wal")
    if journal.exists() and journal.stat().st_size:
        return False
    return path.stat().st_size % _PAGE_BYTES != 0


def _engine(path: Path, key: bytes, *, create: bool) -> Engine:
    uri = _uri(path, "rwc" if create else "rw")

    def connect() -> Any:
        connection = dbapi2.connect(
            uri, uri=True, isolation_level=None, check_same_thread=False, timeout=_BUSY_SECONDS
        )
        try:
            connection.execute("PRAGMA cipher_log_level = NONE")
            connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
            for setting in _SETTINGS:
                connection.execute(setting)
            connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
        except BaseException:
            connection.close()
            raise
        return connection

    engine = create_engine(
        "sqlite+pysqlite://",
        module=dbapi2,
        creator=connect,
        poolclass=QueuePool,
        pool_size=4,
        hide_parameters=True,
    )
    event.listen(engine, "begin", _begin)
    event.listen(engine, "handle_error", _drop_if_damaged)
    return engine


def _drop_if_damaged(context: ExceptionContext) -> None:
    """Close a connection that met a damaged page.

    SQLCipher makes it read-only, and the next failure on it would be said to be the folder's.
    """
    known = problem(context.original_exception)
    if known is not None and known.code == "basis_data_rusak":
        context.is_disconnect = True


def _begin(connection: Connection) -> None:
    """The driver opens no transaction by itself (``isolation_level=None``): begin the kind asked for."""
    writes = connection.get_execution_options().get(WRITE_OPTION, False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN DEFERRED")


def _uri(path: Path, mode: str) -> str:
    """The SQLite URI of a file; with an empty authority, also for a network path of Windows."""
    name = path.absolute().as_posix()
    return f"file://{'' if name.startswith('/') else '/'}{quote(name, safe='/:')}?mode={mode}"


def _identify(connection: Any, path: Path, *, create: bool) -> None:
    found = _value(connection, "PRAGMA application_id")
    if found == APPLICATION_ID:
        return
    empty = found == 0 and _value(connection, "SELECT count(*) FROM sqlite_schema") == 0
    if not empty:
        raise UserError("bukan_basis_data_kita", nama=path.name)
    if not create:
        raise EnvironmentProblem("basis_data_rusak", folder=str(path.parent))
    _rows(connection, f"PRAGMA application_id = {APPLICATION_ID}")


def _assert_safe(connection: Any) -> None:
    """A database that could lose or leak an application is not opened."""
    facts = {
        "sqlite_version": dbapi2.sqlite_version_info >= MINIMUM_SQLITE,
        "cipher_version": bool(_rows(connection, "PRAGMA cipher_version")),
        "journal_mode": _value(connection, "PRAGMA journal_mode = WAL") == "wal",
        "synchronous": _value(connection, "PRAGMA synchronous") == 2,
        "cipher_use_hmac": str(_value(connection, "PRAGMA cipher_use_hmac")) == "1",
        "foreign_keys": _value(connection, "PRAGMA foreign_keys") == 1,
    }
    for name, holds in facts.items():
        if not holds:
            raise EnvironmentProblem("basis_data_tidak_aman", sebab=name)
    _prove_writable(connection)


def _prove_writable(connection: Any) -> None:
    """Write and take back: SQLite opens a file that may only be read without a word, and BEGIN succeeds."""
    _rows(connection, "BEGIN IMMEDIATE")
    try:
        _rows(connection, f"PRAGMA application_id = {APPLICATION_ID}")
    finally:
        with suppress(dbapi2.Error):
            _rows(connection, "ROLLBACK")


def _rows(connection: Any, statement: str) -> list[tuple[Any, ...]]:
    cursor = connection.cursor()
    try:
        cursor.execute(statement)
        return list(cursor.fetchall())
    finally:
        cursor.close()


def _value(connection: Any, statement: str) -> Any:
    rows = _rows(connection, statement)
    return rows[0][0] if rows else None
