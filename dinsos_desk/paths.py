"""Where things lie: the only module that knows the folders of the program and of the office's data.

It also holds the two habits every writer of files keeps: a file appears whole or not at all, and one
program works in a data folder at a time.
"""

import errno
import os
import secrets
import shutil
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import BinaryIO

import platformdirs
from filelock import FileLock, Timeout

from dinsos_desk.errors import EnvironmentProblem, UserError

APP_NAME = "Dinsos Desk"
SAMPLE_SUFFIX = " Contoh"
DATA_VARIABLE = "DINSOS_DESK_DATA"
PORTABLE_MARK = "portabel.txt"
PORTABLE_DATA = "Data"

_PACKAGE = Path(__file__).resolve().parent
_SCRATCH_PREFIX = ".dinsos-"
_SCRATCH_SUFFIX = ".tmp"
_PROBE = b"\0" * 65536
_FULL = frozenset(
    {errno.ENOSPC, errno.EDQUOT, errno.EFBIG} | ({112, 39} if sys.platform == "win32" else set())
)
# A virus scanner or the indexer of Windows holds a fresh file for a moment; a program holds it for long.
_REPLACE_ATTEMPTS = 5
_REPLACE_PAUSE = 0.05


def _program_dir(name: str) -> Path:
    """A folder that ships with the program: frozen bundle, wheel, or checkout."""
    bundle = getattr(sys, "_MEIPASS", None)
    if bundle is not None:
        return Path(bundle) / name
    inside = _PACKAGE / name
    return inside if inside.is_dir() else _PACKAGE.parent / name


def resources_dir() -> Path:
    """The folder of catalogue, offices, regions, help, icons and style sheet."""
    return _program_dir("resources")


def templates_dir() -> Path:
    """The folder of the Word templates that ship with the program."""
    return _program_dir("templates_docx")


def migrations_dir() -> Path:
    """The Alembic folder; inside the package in the checkout, the wheel and the frozen bundle."""
    return _PACKAGE / "db" / "migrations"


def portable_data() -> Path | None:
    """The data folder beside a frozen program that carries the mark of the portable variant, else None."""
    if not getattr(sys, "frozen", False):
        return None
    program = Path(sys.executable).absolute().parent
    return program / PORTABLE_DATA if (program / PORTABLE_MARK).is_file() else None


@dataclass(frozen=True)
class DataPaths:
    """The data folder of one office and the places in it."""

    root: Path

    @property
    def database(self) -> Path:
        """The encrypted database."""
        return self.root / "dinsos.db"

    @property
    def keys(self) -> Path:
        """The data key, wrapped once per user."""
        return self.root / "keys.json"

    @property
    def store(self) -> Path:
        """The encrypted store of documents and scans."""
        return self.root / "berkas"

    @property
    def backups(self) -> Path:
        """Copies of the database."""
        return self.root / "cadangan"

    @property
    def logs(self) -> Path:
        """The rotating log."""
        return self.root / "log"

    @property
    def templates(self) -> Path:
        """The office's own edited Word templates; they win over the program's."""
        return self.root / "templat"

    @property
    def output(self) -> Path:
        """Files made for printing and handing on."""
        return self.root / "keluaran"

    @property
    def lock(self) -> Path:
        """The lock file that keeps a second program out."""
        return self.root / "dinsos.lock"

    @classmethod
    def choose(cls, argument: Path | None, environ: Mapping[str, str]) -> "DataPaths":
        """The data folder: ``--data``, ``DINSOS_DESK_DATA``, a portable one, the system's, in this order."""
        named = str(argument) if argument is not None else environ.get(DATA_VARIABLE, "").strip()
        if named:
            with suppress(RuntimeError):
                return cls(Path(named).expanduser().absolute())
            return cls(Path(named).absolute())
        beside = portable_data()
        if beside is not None:
            return cls(beside)
        return cls(Path(platformdirs.user_data_dir(APP_NAME, appauthor=False)).absolute())

    def sample(self) -> "DataPaths":
        """The folder of the sample office: beside this one, so that real data is never touched."""
        if self.root.name.endswith(SAMPLE_SUFFIX):
            return self
        return DataPaths(self.root.with_name(self.root.name + SAMPLE_SUFFIX))

    def prepare(self) -> None:
        """Make the folders, sweep what a killed program left, and prove that the root can be written.

        Raises ``EnvironmentProblem``: ``folder_tidak_bisa_ditulis`` or ``disk_penuh``.
        """
        with file_problems(self.root):
            self.root.mkdir(mode=0o700, parents=True, exist_ok=True)
            for folder in self._folders():
                folder.mkdir(exist_ok=True)
                _sweep(folder)
            _sweep(self.root)
            with _scratch(self.root) as (name, handle):
                handle.write(_PROBE)
                _flush(handle)
            name.unlink()

    def _folders(self) -> tuple[Path, ...]:
        return (self.store, self.backups, self.logs, self.templates, self.output)


class FolderLock:
    """The right to work in one data folder; held until ``release`` or the end of the program."""

    def __init__(self, paths: DataPaths) -> None:
        self._lock = FileLock(str(paths.lock), thread_local=False)
        try:
            with file_problems(paths.root):
                self._lock.acquire(timeout=0)
        except Timeout:
            raise UserError("sudah_terbuka", folder=str(paths.root)) from None

    def release(self) -> None:
        """Let another program in. Calling it twice does no harm."""
        self._lock.release(force=True)

    def __enter__(self) -> "FolderLock":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.release()


def lock(paths: DataPaths) -> FolderLock:
    """Take the data folder for this program; raises ``UserError("sudah_terbuka")`` when another has it."""
    return FolderLock(paths)


def read_chosen(path: Path, most: int) -> bytes:
    """A file that somebody chose: at most one byte more than ``most``, enough to see that it is too large.

    Raises ``EnvironmentProblem``: ``berkas_tidak_terbaca`` (nama).
    """
    try:
        with path.open("rb") as file:
            return file.read(most + 1)
    except OSError as error:
        raise EnvironmentProblem("berkas_tidak_terbaca", nama=path.name) from error


def atomic_write(path: Path, data: bytes, *, scratch: Path | None = None) -> None:
    """Write ``data`` so that ``path`` holds the old or the new content, never half of one.

    ``scratch`` is a folder on the same disk for the temporary file (default: the folder of ``path``).
    Raises ``EnvironmentProblem``: ``berkas_sedang_dibuka`` when another program holds the file,
    ``disk_penuh``, or ``folder_tidak_bisa_ditulis``.
    """

    def fill(handle: BinaryIO) -> None:
        handle.write(data)

    _appear(path, scratch or path.parent, fill)


def atomic_copy(source: Path, target: Path) -> None:
    """Copy a file so that ``target`` appears whole and on the disk; errors as in ``atomic_write``."""

    def fill(handle: BinaryIO) -> None:
        with source.open("rb") as original:
            shutil.copyfileobj(original, handle, 1024 * 1024)

    _appear(target, target.parent, fill)


@contextmanager
def file_problems(folder: Path) -> Iterator[None]:
    """Turn what the system says about a file in ``folder`` into an ``EnvironmentProblem``."""
    try:
        yield
    except OSError as error:
        if isinstance(error, Timeout):
            raise
        if error.errno in _FULL:
            raise EnvironmentProblem("disk_penuh", folder=str(folder)) from error
        raise EnvironmentProblem("folder_tidak_bisa_ditulis", folder=str(folder)) from error


def _appear(path: Path, scratch: Path, fill: Callable[[BinaryIO], None]) -> None:
    with file_problems(path.parent), _scratch(scratch) as (name, handle):
        fill(handle)
        _flush(handle)
        handle.close()
        _replace(name, path)
        _sync_folder(path.parent)


@contextmanager
def _scratch(folder: Path) -> Iterator[tuple[Path, BinaryIO]]:
    """A temporary file in ``folder``; removed again when the block fails."""
    # Not tempfile.mkstemp: on Windows it tries on almost for ever in a folder that refuses new files.
    name = folder / f"{_SCRATCH_PREFIX}{secrets.token_hex(8)}{_SCRATCH_SUFFIX}"
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    descriptor = os.open(name, flags, 0o600)
    try:
        with os.fdopen(descriptor, "wb") as handle:
            yield name, handle
    except BaseException:
        with suppress(OSError):
            name.unlink()
        raise


def _flush(handle: BinaryIO) -> None:
    handle.flush()
    os.fsync(handle.fileno())


def _replace(name: Path, path: Path) -> None:
    for attempt in range(1, _REPLACE_ATTEMPTS + 1):
        try:
            os.replace(name, path)  # noqa: PTH105  one name for the system call, on every system
            return
        except PermissionError as error:
            if not path.exists():
                raise
            if attempt == _REPLACE_ATTEMPTS:
                raise EnvironmentProblem("berkas_sedang_dibuka", nama=path.name) from error
            time.sleep(_REPLACE_PAUSE)


def _sync_folder(folder: Path) -> None:
    """Make the new name itself durable; Windows does so by itself and cannot open a folder."""
    if sys.platform == "win32":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        with suppress(OSError):
            os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _sweep(folder: Path) -> None:
    """Remove temporary files that a killed program left behind."""
    for left in folder.glob(f"{_SCRATCH_PREFIX}*{_SCRATCH_SUFFIX}"):
        with suppress(OSError):
            left.unlink()
