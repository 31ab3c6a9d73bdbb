"""A template file goes into its place together with its version in the database, or not at all.

The former file is kept beside it under another name until the commit went well: what comes back is that file,
so a full disk cannot keep it from coming back.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from dinsos_desk.db.repositories.templates import digest_of
from dinsos_desk.errors import EnvironmentProblem
from dinsos_desk.files import atomic_copy, atomic_write, file_problems

_ASIDE = ".lama"


@contextmanager
def placed(path: Path, data: bytes | None) -> Iterator[None]:
    """The file in place (None: gone) while the block commits; the former one again when anything fails.

    Raises:
        EnvironmentProblem: *templat_terkunci* (nama) when Word has the file open, *disk_penuh*,
            *folder_tidak_bisa_ditulis*; nothing was changed.
    """
    aside = _aside(path)
    had = _set_aside(path, aside)
    try:
        _put(path, data)
        yield
    except BaseException:
        if had:
            _take_back(aside, path)
        else:
            with suppress(OSError):
                path.unlink(missing_ok=True)
        raise
    with suppress(OSError):
        aside.unlink(missing_ok=True)


def undo_half(folder: Path, digests: dict[str, str]) -> None:
    """After a power cut: the former files whose successors never were committed come back.

    ``digests``: of the newest versions in use, by name.
    """
    for aside in folder.rglob(f".*.docx{_ASIDE}"):
        path = aside.with_name(aside.name.removeprefix(".").removesuffix(_ASIDE))
        name = path.relative_to(folder).as_posix()
        with suppress(OSError):
            if name in digests and path.is_file() and digest_of(path.read_bytes()) == digests[name]:
                aside.unlink()
            else:
                _take_back(aside, path)


def _aside(path: Path) -> Path:
    return path.with_name(f".{path.name}{_ASIDE}")


def _set_aside(path: Path, aside: Path) -> bool:
    """Whether there is a former file; it has a second name then."""
    with file_problems(path.parent):
        path.parent.mkdir(parents=True, exist_ok=True)
        aside.unlink(missing_ok=True)
        if not path.exists():
            return False
        try:
            aside.hardlink_to(path)
        except OSError:
            atomic_copy(path, aside)
    return True


def _put(path: Path, data: bytes | None) -> None:
    try:
        if data is not None:
            atomic_write(path, data)
            return
        with file_problems(path.parent):
            path.unlink(missing_ok=True)
    except EnvironmentProblem as error:
        locked = error.code == "berkas_sedang_dibuka" or isinstance(error.__cause__, PermissionError)
        if locked and path.exists():
            raise EnvironmentProblem("templat_terkunci", nama=path.name) from error
        raise


def _take_back(aside: Path, path: Path) -> None:
    """The former file under its name again; one that Word holds never was replaced."""
    with suppress(OSError):
        if not (path.exists() and path.samefile(aside)):
            os.replace(aside, path)  # noqa: PTH105  one name for the system call, on every system
    with suppress(OSError):
        aside.unlink(missing_ok=True)
