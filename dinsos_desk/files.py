"""The habit every writer of files keeps: a file appears whole or not at all, and what went wrong is said."""

import errno
import os
import secrets
import shutil
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from filelock import Timeout

from dinsos_desk.errors import EnvironmentProblem

_SCRATCH_PREFIX = ".dinsos-"
_SCRATCH_SUFFIX = ".tmp"
_PROBE = b"\0" * 65536
_FULL = frozenset(
    {errno.ENOSPC, errno.EDQUOT, errno.EFBIG} | ({112, 39} if sys.platform == "win32" else set())
)
# A virus scanner or the indexer of Windows holds a fresh file for a moment; a program holds it for long.
_REPLACE_ATTEMPTS = 5
_REPLACE_PAUSE = 0.05


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


def sweep(folder: Path) -> None:
    """Remove temporary files that a killed program left behind."""
    for left in folder.glob(f"{_SCRATCH_PREFIX}*{_SCRATCH_SUFFIX}"):
        with suppress(OSError):
            left.unlink()


def prove_writable(folder: Path) -> None:
    """Write a little into ``folder`` and take it away again; the error of the system when that fails."""
    with _scratch(folder) as (name, handle):
        handle.write(_PROBE)
        _flush(handle)
    name.unlink()


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
